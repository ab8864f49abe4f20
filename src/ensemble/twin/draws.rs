//! The lots of the waiting list: where some of those who wait get in by lot and others do not, the lot is an experiment.
//!
//! A *draw* is a week in which people who apply for the same places are admitted in part. Each person counts in their
//! first one. They are read in the first compared week at least [`READ_AFTER`] weeks later, whatever became of them: those
//! who lost may have got in since, and those who won may have left. What separates them is the lot alone.

use crate::model::ledger::Phase;
use crate::model::measure::{MEASURES, Measured, measured, steps};
use crate::model::rules::admission::{Places, places};
use crate::model::state::world::World;

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

/// Somebody in a draw.
#[derive(Clone, Copy, Debug)]
struct Drawn {
    person: u32,
    won: bool,
    turns: u16,
}

/// A draw that is to be read.
#[derive(Clone, Debug)]
struct Open {
    tick: u32,
    people: Vec<Drawn>,
}

/// Somebody who waits as Stay begins, and for which places.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    places: Places,
    via: u32,
    person: u32,
}

/// Draws as they are seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Watched {
    candidates: Vec<Candidate>,
    /// Who has been in a draw.
    drew: Vec<bool>,
    open: Vec<Open>,
    sums: Draws,
}

impl Watched {
    pub(super) fn look(&mut self, phase: Phase, world: &World) {
        match phase {
            Phase::Meet => self.before(world),
            Phase::Stay => self.after(world),
            _ => (),
        }
    }

    /// Notes who waits, and for the same places as whom.
    fn before(&mut self, world: &World) {
        self.candidates.clear();
        let Some(structure) = world.structure() else { return };
        for application in world.waiting() {
            let (person, via) = (application.person, application.via);
            if !world.in_need(person) {
                continue;
            }
            self.candidates.push(Candidate { places: places(world.view(), structure, application), via, person });
        }
        self.candidates.sort_unstable_by_key(|one| (one.places, one.person));
    }

    /// Notes who got in and who did not.
    fn after(&mut self, world: &World) {
        self.drew.resize(world.people().len(), false);
        let Self { candidates, drew, open, .. } = self;
        for same in candidates.chunk_by(|a, b| a.places == b.places) {
            let turns = |person: u32| world.people()[person as usize].turns;
            let outcome = |one: &Candidate| {
                let own = &world.courses()[one.person as usize];
                // Who came through somebody who has just left waited for other places in the end.
                let came_through = matches!(one.places, Places::Network(_));
                let lost_link = came_through && !world.courses()[one.via as usize].is_member();
                let decided = own.is_member() || own.waits();
                let counts = decided && !lost_link && !drew[one.person as usize];
                counts.then_some(Drawn { person: one.person, won: own.is_member(), turns: turns(one.person) })
            };
            let people: Vec<Drawn> = same.iter().filter_map(outcome).collect();
            if people.iter().any(|one| one.won) && people.iter().any(|one| !one.won) {
                people.iter().for_each(|one| drew[one.person as usize] = true);
                open.push(Open { tick: world.tick(), people });
            }
        }
    }

    /// Reads the draws that are old enough, beside the twins `without`.
    pub(super) fn read(&mut self, world: &World, without: &[Measured]) {
        let due = self.open.partition_point(|draw| draw.tick + READ_AFTER < world.tick());
        for draw in self.open.drain(..due) {
            self.sums.add(&draw.people, world, without);
        }
    }

    /// What the draws say that could be read.
    pub(super) fn finish(self) -> Draws {
        self.sums
    }
}

/// Sums over the winners or the losers of one draw.
#[derive(Default)]
struct Side {
    n: f64,
    turns: f64,
    with: [f64; M],
    without: [f64; M],
}

impl Draws {
    /// Adds the draws of the next town.
    pub(super) fn join(&mut self, next: &Self) {
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

    fn add(&mut self, people: &[Drawn], world: &World, without: &[Measured]) {
        let mut sides = [Side::default(), Side::default()];
        for one in people {
            let side = &mut sides[usize::from(one.won)];
            side.n += 1.0;
            side.turns += f64::from(world.people()[one.person as usize].turns.saturating_sub(one.turns));
            let (with, without) = (measured(world, one.person), &without[one.person as usize]);
            for measure in 0..M {
                side.with[measure] += f64::from(with[measure]) / steps(measure);
                side.without[measure] += f64::from(without[measure]) / steps(measure);
            }
        }
        let [lost, won] = sides;
        let weight = won.n * lost.n / (won.n + lost.n);
        let gap = |won_sum: f64, lost_sum: f64| weight * (won_sum / won.n - lost_sum / lost.n);
        self.draws += 1;
        self.won += won.n as i64;
        self.lost += lost.n as i64;
        self.weight += weight;
        self.turns += gap(won.turns, lost.turns);
        for measure in 0..M {
            self.with[measure] += gap(won.with[measure], lost.with[measure]);
            self.without[measure] += gap(won.without[measure], lost.without[measure]);
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
