//! The lots of the waiting list: where some of those who wait get in by lot and others do not, the lot is an experiment.
//!
//! A *draw* is a week in which people who apply for the same places are admitted in part. Each person counts in their
//! first one. They are read in the first compared week at least [`READ_AFTER`] weeks later, whatever became of them: those
//! who lost may have got in since, and those who won may have left. What separates them is the lot alone.

use crate::model::measure::MEASURES;

/// Weeks from a draw to the reading.
pub const READ_AFTER: u32 = 26;

const M: usize = MEASURES.len();

/// Sums over draws: of each draw the difference of means, those who won minus those who lost, with the weight
/// `won · lost / (won + lost)`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draws {
    /// Draws that were read.
    pub draws: i64,
    /// People in them who won.
    pub won: i64,
    /// People in them who lost.
    pub lost: i64,
    /// Sum of weights.
    pub weight: f64,
    /// Difference in turns received since the draw.
    pub turns: f64,
    /// Difference in each measure, in its unit, in this world.
    pub with: [f64; M],
    /// Difference of the same people's twins, which the lot does not touch.
    pub without: [f64; M],
}

impl Draws {
    /// Adds the draws of the next town.
    pub fn join(&mut self, next: &Self) {
        self.draws += next.draws;
        self.won += next.won;
        self.lost += next.lost;
        self.weight += next.weight;
        self.turns += next.turns;
        for measure in 0..M {
            self.with[measure] += next.with[measure];
            self.without[measure] += next.without[measure];
        }
    }

    /// The difference in turns received since the draw, per person; NaN without draws.
    #[must_use]
    pub fn turns_apart(&self) -> f64 {
        self.turns / self.weight
    }

    /// The difference in a measure in this world; NaN without draws.
    #[must_use]
    pub fn apart(&self, measure: usize) -> f64 {
        self.with[measure] / self.weight
    }

    /// The same people's difference without helping networks; NaN without draws.
    #[must_use]
    pub fn twins_apart(&self, measure: usize) -> f64 {
        self.without[measure] / self.weight
    }
}
