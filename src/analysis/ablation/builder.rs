//! An ablation study while its runs come in: sums over replicates, and the runs of one of them.

use super::points::Ablations;
use super::results::{AblationResults, CELLS, Compared};
use crate::analysis::readout::reference;
use crate::analysis::readout::{at_horizon, cell};
use crate::analysis::responses::MAIN;
use crate::analysis::statistics::Moments;
use crate::model::indicator::POPULATIONS;
use crate::record::Run;
use crate::scenario::Scenario;

/// One run as it is compared.
#[derive(Clone, Debug)]
struct Seen {
    state: u64,
    /// Population by population, main indicator by main indicator.
    reading: Vec<f64>,
}

impl Seen {
    fn of(run: &Run, horizon: u32) -> Option<Self> {
        let record = run.as_ref().ok()?;
        let all = at_horizon(record, horizon);
        let main = |population| MAIN.into_iter().map(move |indicator| cell(population, indicator as usize));
        let reading = (0..POPULATIONS.len()).flat_map(main).map(|cell| all[cell]).collect();
        Some(Self { state: record.state_hash, reading })
    }

    /// Whether another run ended in the same state and was read as the same, bit by bit.
    fn equals(&self, other: &Self) -> bool {
        let bits = |seen: &Self| seen.reading.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        self.state == other.state && bits(self) == bits(other)
    }
}

/// An ablation study while its runs come in.
#[derive(Clone, Debug)]
pub struct AblationBuilder {
    horizon: u32,
    regimes: usize,
    reference: Option<usize>,
    /// The runs of the present replicate as the scenario stands, by regime.
    standing: Vec<Option<Seen>>,
    stands: Vec<Moments>,
    without: Vec<Moments>,
    carried: Vec<Moments>,
    compared: Vec<Compared>,
}

impl AblationBuilder {
    /// No run yet of `scenario` and of what `study` takes away from it.
    #[must_use]
    pub fn new(scenario: &Scenario, study: &Ablations) -> Self {
        let (regimes, ablations) = (scenario.regimes.len(), study.all().len());
        let cells = vec![Moments::default(); regimes * CELLS];
        Self {
            horizon: scenario.weeks,
            regimes,
            reference: (regimes > 1).then(|| reference(scenario)),
            standing: Vec::new(),
            stands: cells,
            without: vec![Moments::default(); ablations * regimes * CELLS],
            carried: vec![Moments::default(); ablations * regimes * CELLS],
            compared: vec![Compared::default(); ablations * regimes],
        }
    }

    /// Takes the runs of one replicate at one point, regime by regime, in the order of the plan: by replicate, then by
    /// point, the scenario as it stands (point 0) first. A run that is missing or failed is left out, with what needs
    /// it.
    pub fn add(&mut self, point: usize, runs: &[Option<Run>]) {
        let seen: Vec<Option<Seen>> = runs.iter().map(|run| Seen::of(run.as_ref()?, self.horizon)).collect();
        if point == 0 {
            for regime in 0..self.regimes {
                let stands = self.read(&seen, regime);
                add(&mut self.stands[regime * CELLS..][..CELLS], stands.iter().flatten().map(ValuePair::contrast));
            }
            self.standing = seen;
            return;
        }
        for regime in 0..self.regimes {
            let place = (point - 1) * self.regimes + regime;
            let cells = place * CELLS..(place + 1) * CELLS;
            let (stands, without) = (self.read(&self.standing, regime), self.read(&seen, regime));
            add(&mut self.without[cells.clone()], without.iter().flatten().map(ValuePair::contrast));
            if let (Some(stands), Some(without)) = (stands, without) {
                let carried = stands.iter().zip(&without).map(|(stands, without)| stands.beyond(without));
                add(&mut self.carried[cells], carried);
            }
            if let (Some(Some(with)), Some(Some(without))) = (self.standing.get(regime), seen.get(regime)) {
                self.compared[place].runs += 1;
                self.compared[place].changed += u64::from(!with.equals(without));
            }
        }
    }

    /// The cells of a regime in one replicate, beside those of the reference if there is one. `None` for the reference
    /// itself, and if a run that is needed is missing.
    fn read(&self, seen: &[Option<Seen>], regime: usize) -> Option<Vec<ValuePair>> {
        let of = |regime: usize| Some(&seen.get(regime)?.as_ref()?.reading);
        match self.reference {
            None => Some(of(regime)?.iter().map(|value| ValuePair { value: *value, against: 0.0 }).collect()),
            Some(reference) if reference == regime => None,
            Some(reference) => {
                let both = of(regime)?.iter().zip(of(reference)?);
                Some(both.map(|(value, against)| ValuePair { value: *value, against: *against }).collect())
            }
        }
    }

    /// What all runs that came say.
    #[must_use]
    pub fn finish(self) -> AblationResults {
        let estimates = |moments: Vec<Moments>| moments.iter().map(Moments::estimate).collect();
        AblationResults {
            regimes: self.regimes,
            ablations: self.compared.len() / self.regimes.max(1),
            reference: self.reference,
            stands: estimates(self.stands),
            without: estimates(self.without),
            carried: estimates(self.carried),
            compared: self.compared,
            above: None,
        }
    }
}

fn add(moments: &mut [Moments], values: impl Iterator<Item = f64>) {
    moments.iter_mut().zip(values).for_each(|(moments, value)| moments.add(value));
}

/// One indicator of one population in one replicate.
#[derive(Clone, Copy)]
struct ValuePair {
    value: f64,
    /// The reference; 0 where a regime is read by itself.
    against: f64,
}

impl ValuePair {
    fn contrast(&self) -> f64 {
        self.value - self.against
    }

    /// This contrast less that `without`. What the last bits of the four values can make counts as 0: else a mechanism
    /// that carries nothing would seem to carry 1e-17, in every replicate.
    fn beyond(&self, without: &Self) -> f64 {
        let carried = self.contrast() - without.contrast();
        let largest = [self.value, self.against, without.value, without.against].map(f64::abs);
        let bits = 4.0 * f64::EPSILON * largest.into_iter().fold(0.0, f64::max);
        if carried.abs() <= bits { 0.0 } else { carried }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ablation::Side;
    use crate::analysis::readout::EVERYONE;
    use crate::analysis::responses::Basis;
    use crate::model::indicator::{INDICATORS, IndicatorValues, Snapshot};
    use crate::record::{FailedRun, RunRecord};
    use crate::scenario::Ablation;

    /// A run in which every indicator of every population has one value.
    fn run(value: f64) -> Option<Run> {
        let row = IndicatorValues { count: 1, values: [value; INDICATORS.len()] };
        let snapshots = vec![Snapshot { week: 52, rows: vec![row; POPULATIONS.len()] }];
        Some(Ok(RunRecord::of(snapshots, value.to_bits())))
    }

    fn failed() -> Option<Run> {
        Some(Err(FailedRun { point: 0, regime: 0, replicate: 0, reason: "why".to_owned() }))
    }

    /// Replicates of (none, group) at the scenario as it stands and at two ablations.
    fn study(replicates: &[[[Option<Run>; 2]; 3]]) -> AblationResults {
        let text = "weeks = 52\nregimes = [\"none\", \"mutual-self-help\"]";
        let scenario = Scenario::parse_as(text, "t.toml", "t", &[]).unwrap();
        let two = Ablation::named(&scenario, &["hope".to_owned(), "matching".to_owned()]).unwrap();
        let mut builder = AblationBuilder::new(&scenario, &Ablations::new(two));
        for replicate in replicates {
            replicate.iter().enumerate().for_each(|(point, runs)| builder.add(point, runs));
        }
        builder.finish()
    }

    #[test]
    fn what_is_carried_is_the_contrast_less_the_contrast_without() {
        let both = [
            [[run(1.0), run(3.0)], [run(1.5), run(2.0)], [run(1.0), run(3.25)]],
            [[run(1.0), run(3.5)], [run(1.5), run(2.5)], [run(1.0), run(3.75)]],
        ];
        let results = study(&both);
        assert_eq!((results.basis(), results.regimes().collect::<Vec<_>>()), (Basis::Difference, vec![1]));
        let [first, second] = [0, 1].map(|ablation| results.at(ablation, 1, EVERYONE, 0));
        assert_eq!((first.stands.mean, first.without.mean, first.carried.mean), (2.25, 0.75, 1.5));
        assert_eq!((first.carried.low, first.carried.n, first.side()), (1.5, 2, Side::Moves), "contrast: 2 and 2.5");
        assert!(first.share().is_nan());
        assert_eq!(second.carried.mean, -0.25);
        assert_eq!(results.ranked(1, EVERYONE, 0).iter().map(|(ablation, _)| *ablation).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn what_rounding_leaves_is_zero() {
        // 0.3 − 0.1 and 0.7 − 0.5 differ in their last bits.
        let one = [[run(0.1), run(0.3)], [run(0.5), run(0.7)], [run(0.1), run(0.300_000_1)]];
        let results = study(&[one.clone(), one]);
        let [first, second] = [0, 1].map(|ablation| results.at(ablation, 1, EVERYONE, 0));
        assert_eq!((first.carried.mean, first.side()), (0.0, Side::Unclear));
        assert_eq!(second.side(), Side::Against);
        assert!(!results.is_inert(0), "both regimes changed");
    }

    #[test]
    fn sides_are_those_of_a_clear_contrast() {
        let one = [[run(1.0), run(3.0)], [run(1.0), run(2.5)], [run(1.0), run(3.5)]];
        let results = study(&[one.clone(), one]);
        let [first, second] = [0, 1].map(|ablation| results.at(ablation, 1, EVERYONE, 0));
        assert_eq!((first.side(), first.share()), (Side::Carries, 0.25));
        assert_eq!((second.side(), second.share()), (Side::Against, -0.25));
    }

    #[test]
    fn a_run_that_failed_or_is_missing_leaves_its_replicate_out() {
        let results = study(&[
            [[run(1.0), run(3.0)], [run(1.0), failed()], [None, run(3.0)]],
            [[failed(), run(3.0)], [run(1.0), run(3.0)], [run(1.0), run(3.0)]],
            [[run(1.0), run(3.0)], [run(1.0), run(3.0)], [None, None]],
        ]);
        let [first, second] = [0, 1].map(|ablation| results.at(ablation, 1, EVERYONE, 0));
        assert_eq!((first.stands.n, first.without.n, first.carried.n), (2, 2, 1));
        assert_eq!((second.without.n, second.carried.n), (1, 0));
        assert!(results.is_inert(0), "what could be compared is equal");
        assert!(!results.is_inert(1), "no run of the reference could be compared");
        assert!(results.ranked(1, EVERYONE, 0).is_empty());
    }
}
