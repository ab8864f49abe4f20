//! A contrast taken apart over the draws of a posterior: what each draw says by its mean over worlds, and what all of them say.

use super::builder::DecompositionBuilder;
use super::results::Decomposition;
use crate::analysis::draws::{Above, over_draws};
use crate::record::Run;

/// A contrast being taken apart while its draws come in, one after the other.
#[derive(Clone, Debug)]
pub struct DecompositionDraws {
    nothing: DecompositionBuilder,
    present: DecompositionBuilder,
    /// Draw by draw: every number of the games, and every value.
    split: Vec<Vec<f64>>,
    values: Vec<Vec<f64>>,
}

impl DecompositionDraws {
    /// No draw yet, each of which is what `nothing` takes in.
    #[must_use]
    pub fn new(nothing: DecompositionBuilder) -> Self {
        Self { present: nothing.clone(), nothing, split: Vec::new(), values: Vec::new() }
    }

    /// Takes the runs of one replicate at one point of the present draw, as [`DecompositionBuilder::add`] does.
    pub fn add(&mut self, point: usize, runs: &[Option<Run>]) {
        self.present.add(point, runs);
    }

    /// All worlds of the present draw came.
    pub fn next_draw(&mut self) {
        let done = std::mem::replace(&mut self.present, self.nothing.clone()).finish();
        self.split.push(done.split.iter().map(|estimate| estimate.mean).collect());
        self.values.push(done.values.iter().map(|estimate| estimate.mean).collect());
    }

    /// What all draws say, of which so many are of different particles.
    #[must_use]
    pub fn finish(self, distinct: usize) -> Decomposition {
        let shape = self.nothing.finish();
        let of = |means: &[Vec<f64>], cell: usize| means.iter().map(|draw| draw[cell]).collect::<Vec<f64>>();
        let of_split = |cell: usize| {
            let values = of(&self.split, cell);
            (over_draws(&values), Above::of(&values, distinct))
        };
        let (split, above) = (0..shape.split.len()).map(of_split).unzip();
        let values = (0..shape.values.len()).map(|cell| over_draws(&of(&self.values, cell))).collect();
        Decomposition { split, values, above: Some(above), ..shape }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::readout::EVERYONE;
    use crate::model::indicator::{INDICATORS, IndicatorValues, POPULATIONS, Snapshot};
    use crate::record::RunRecord;

    /// A run in which every indicator of every population has one value.
    fn run(value: f64) -> Option<Run> {
        let row = IndicatorValues { count: 1, values: [value; INDICATORS.len()] };
        let snapshots = vec![Snapshot { week: 52, rows: vec![row; POPULATIONS.len()] }];
        Some(Ok(RunRecord::of(snapshots, 0)))
    }

    #[test]
    fn each_draw_counts_once_however_its_worlds_differ() {
        let mut fold = DecompositionDraws::new(DecompositionBuilder::new(52, 1, false));
        // The part adds 1 and 3, then -1 and -1, then 4 and 8.
        for draw in [[1.0, 3.0], [-1.0, -1.0], [4.0, 8.0]] {
            for adds in draw {
                fold.add(0, &[run(0.0), run(5.0), run(5.0 + adds)]);
            }
            fold.next_draw();
        }
        let found = fold.finish(2);
        let whole = found.at(0, EVERYONE, 0);
        assert!(whole.contrast.n == 3 && (whole.contrast.mean - 7.0 / 3.0).abs() < 1e-12, "{whole:?}");
        assert!((whole.parts[0].value.mean - 7.0 / 3.0).abs() < 1e-12);
        assert!(whole.contrast.low >= -1.0 && whole.contrast.high <= 6.0, "{whole:?}");
        assert_eq!(found.above(0, EVERYONE, 0, 0), Some(Above { above: 2, draws: 3, distinct: 2 }));
    }
}
