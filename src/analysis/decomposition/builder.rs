//! A contrast being taken apart while its runs come in: sums over replicates.

use super::results::{Basis, Decomposition, quantities};
use super::shapley::split;
use crate::analysis::readout::{CELLS, EVERYONE, Reading, at_horizon, cell};
use crate::analysis::statistics::Moments;
use crate::model::indicator::Indicator;
use crate::record::Run;

/// A contrast being taken apart while its runs come in.
#[derive(Clone, Debug)]
pub struct DecompositionBuilder {
    horizon: u32,
    parts: usize,
    bases: Vec<Basis>,
    /// Basis by basis, cell by cell, quantity by quantity.
    split: Vec<Moments>,
    /// Point by point, regime by regime, cell by cell.
    values: Vec<Moments>,
}

impl DecompositionBuilder {
    /// No run yet of a game of so many parts that ends in week `horizon`; whether it is run again at equal hours.
    #[must_use]
    pub fn new(horizon: u32, parts: usize, at_equal_hours: bool) -> Self {
        let bases: Vec<Basis> =
            Basis::ALL.into_iter().filter(|basis| at_equal_hours || *basis != Basis::EqualHours).collect();
        let (points, regimes) = (1 + usize::from(at_equal_hours), (1 << parts) + 1);
        Self {
            horizon,
            parts,
            split: vec![Moments::default(); bases.len() * CELLS * quantities(parts)],
            values: vec![Moments::default(); points * regimes * CELLS],
            bases,
        }
    }

    /// Takes the runs of one replicate at one point: 0 as they stand, 1 at equal hours. The first run is the world without
    /// help, the others are the cells in their order. A run that is missing or failed leaves its replicate out of the games.
    pub fn add(&mut self, point: usize, runs: &[Option<Run>]) {
        let read = |run: &Option<Run>| Some(at_horizon(run.as_ref()?.as_ref().ok()?, self.horizon));
        let readings: Vec<Option<Reading>> = runs.iter().map(read).collect();
        let regimes = (1 << self.parts) + 1;
        for (regime, reading) in readings.iter().enumerate().take(regimes) {
            let sums = &mut self.values[(point * regimes + regime) * CELLS..][..CELLS];
            sums.iter_mut().zip(reading.iter().flatten()).for_each(|(sums, value)| sums.add(*value));
        }
        let without = readings.first().and_then(Option::as_ref);
        let Some(cells) = readings.iter().skip(1).map(Option::as_ref).collect::<Option<Vec<&Reading>>>() else {
            return;
        };
        if cells.len() != 1 << self.parts {
            return;
        }
        if point > 0 {
            return self.add_game(Basis::EqualHours, |set, place| cells[set][place]);
        }
        self.add_game(Basis::AsRun, |set, place| cells[set][place]);
        if let Some(without) = without {
            let hours = cell(EVERYONE, Indicator::WorkerHours as usize);
            let beyond: Vec<f64> = cells.iter().map(|reading| reading[hours] - without[hours]).collect();
            if beyond.iter().all(|hours| *hours > 0.0) {
                let gain = |set: usize, place: usize| (cells[set][place] - without[place]) / (beyond[set] / 1000.0);
                self.add_game(Basis::PerWorkerHour, gain);
            }
        }
    }

    /// Adds the game of every cell, of which `value` says what a set of parts is worth at a place.
    fn add_game(&mut self, basis: Basis, value: impl Fn(usize, usize) -> f64) {
        let Some(at) = self.bases.iter().position(|known| *known == basis) else { return };
        let n = quantities(self.parts);
        for place in 0..CELLS {
            let values: Vec<f64> = (0..1 << self.parts).map(|set| value(set, place)).collect();
            let found = split(&values);
            let all = std::iter::once(found.whole).chain(found.parts).chain(found.first).chain(found.last);
            let sums = &mut self.split[(at * CELLS + place) * n..][..n];
            sums.iter_mut().zip(all.chain(found.pairs)).for_each(|(sums, value)| sums.add(value));
        }
    }

    /// What all runs that came say.
    #[must_use]
    pub fn finish(self) -> Decomposition {
        Decomposition::of(self.parts, self.bases, &self.split, &self.values)
    }
}

#[cfg(test)]
mod tests {
    use super::super::results::Whole;
    use super::*;
    use crate::analysis::statistics::Estimate;
    use crate::model::indicator::{INDICATORS, IndicatorValues, POPULATIONS, Snapshot};
    use crate::record::{FailedRun, RunRecord};

    /// A run in which every indicator of every population has one value, but for hours of workers.
    fn run(value: f64, hours: f64) -> Option<Run> {
        let mut values = [value; INDICATORS.len()];
        values[Indicator::WorkerHours as usize] = hours;
        let snapshots =
            vec![Snapshot { week: 52, rows: vec![IndicatorValues { count: 1, values }; POPULATIONS.len()] }];
        Some(Ok(RunRecord::of(snapshots, 0)))
    }

    fn failed() -> Option<Run> {
        Some(Err(FailedRun { point: 0, regime: 0, replicate: 0, reason: "why".to_owned() }))
    }

    /// The world without help at 1 and no hours, then four cells, with 2,000 hours each but for the last with 1,000.
    fn replicate(cells: [f64; 4]) -> Vec<Option<Run>> {
        let hours = [2000.0, 2000.0, 2000.0, 1000.0];
        let cells = cells.into_iter().zip(hours).map(|(value, hours)| run(value, hours));
        std::iter::once(run(1.0, 0.0)).chain(cells).collect()
    }

    #[test]
    fn parts_are_means_over_replicates_and_add_up_as_run_and_for_an_hour() {
        let mut builder = DecompositionBuilder::new(52, 2, false);
        builder.add(0, &replicate([2.0, 3.0, 4.0, 9.0]));
        builder.add(0, &replicate([2.0, 4.0, 4.0, 9.0]));
        let results = builder.finish();
        assert_eq!(results.bases(), [Basis::AsRun, Basis::PerWorkerHour]);
        let as_run = results.at(0, EVERYONE, 0);
        assert_eq!((as_run.contrast.mean, as_run.contrast.n), (7.0, 2));
        let means = |whole: &Whole| whole.parts.iter().map(|part| part.value.mean).collect::<Vec<_>>();
        assert_eq!(means(&as_run), [3.25, 3.75]);
        assert_eq!((as_run.parts[0].first.mean, as_run.parts[0].last.mean), (1.5, 5.0));
        assert_eq!(as_run.pairs, [((0, 1), Estimate::of(&[4.0, 3.0]))]);
        assert_eq!(as_run.shares(), Some(vec![3.25 / 7.0, 3.75 / 7.0]));
        assert_eq!(as_run.ranked(), [1, 0]);
        // Gains of 0.5, 1 or 1.5, 1.5 and 8 for 1,000 hours.
        let an_hour = results.at(1, EVERYONE, 0);
        assert_eq!((an_hour.contrast.mean, means(&an_hour)), (7.5, vec![3.625, 3.875]));
        assert_eq!(results.value(Basis::AsRun, 2, EVERYONE, 0).unwrap().mean, 3.5);
        assert_eq!(results.value(Basis::PerWorkerHour, 2, EVERYONE, 0), None);
        assert_eq!(results.span(Basis::AsRun, EVERYONE, Indicator::WorkerHours as usize), Some((1000.0, 2000.0)));
        assert_eq!(results.span(Basis::EqualHours, EVERYONE, 0), None);
    }

    #[test]
    fn a_run_that_failed_leaves_its_replicate_out_and_a_part_against_the_others_has_no_share() {
        let mut builder = DecompositionBuilder::new(52, 2, true);
        let mut broken = replicate([0.0, 1.0, 1.0, 1.0]);
        broken[2] = failed();
        builder.add(0, &broken);
        builder.add(0, &replicate([2.0, 1.0, 5.0, 4.0]));
        builder.add(1, &replicate([2.0, 2.0, 2.0, 2.0]));
        let results = builder.finish();
        let as_run = results.at(0, EVERYONE, 0);
        assert_eq!((as_run.contrast.n, as_run.parts[0].value.mean, as_run.parts[1].value.mean), (1, -1.0, 3.0));
        assert_eq!(as_run.shares(), None);
        assert_eq!(results.value(Basis::AsRun, 1, EVERYONE, 0).unwrap().n, 2, "the values of those that are there");
        let equal = results.at(2, EVERYONE, 0);
        assert_eq!((equal.contrast.mean, equal.parts[1].last.mean, equal.shares()), (0.0, 0.0, None));
    }
}
