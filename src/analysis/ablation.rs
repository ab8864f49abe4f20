//! What a contrast hangs on: the scenario as it stands beside the same scenario with something taken away, replicate by
//! replicate under the same luck.
//!
//! What a mechanism *carries* of a contrast is the contrast as it stands minus the contrast without the mechanism. What
//! several mechanisms carry does not add up to the contrast: they act on each other.

use super::design::Point;
use super::readout::{at_horizon, cell};
use super::reference;
use super::responses::{Basis, MAIN};
use super::statistics::{Estimate, Moments};
use crate::ensemble::Run;
use crate::model::indicator::POPULATIONS;
use crate::scenario::{Ablation, Scenario};
use std::sync::Arc;

/// Cells of a regime: every main indicator of every population.
const CELLS: usize = POPULATIONS.len() * MAIN.len();

/// The points of an ablation study: the scenario as it stands, then once for each ablation.
#[derive(Clone, Debug)]
pub struct Ablations {
    all: Vec<Ablation>,
    keys: Vec<Arc<str>>,
}

impl Ablations {
    /// The study that takes away each of `all` in turn.
    ///
    /// # Examples
    /// ```
    /// use mutua::analysis::ablation::Ablations;
    /// use mutua::scenario::{Ablation, Scenario};
    /// let town = Scenario::parse("", "town.toml", "town", &[]).unwrap();
    /// let study = Ablations::new(Ablation::named(&town, &["hope".to_owned()]).unwrap());
    /// assert_eq!(study.points(), 2);
    /// assert!(study.point(0).sets().is_empty());
    /// assert_eq!(study.point(1).sets(), ["hope=false"]);
    /// ```
    #[must_use]
    pub fn new(all: Vec<Ablation>) -> Self {
        let mut keys: Vec<Arc<str>> = Vec::new();
        for (key, _) in all.iter().flat_map(settings) {
            if !keys.iter().any(|known| **known == *key) {
                keys.push(key.into());
            }
        }
        Self { all, keys }
    }

    /// What is taken away, in order.
    #[must_use]
    pub fn all(&self) -> &[Ablation] {
        &self.all
    }

    /// Every key that is set somewhere, in the order of the columns of a table of points.
    #[must_use]
    pub fn keys(&self) -> &[Arc<str>] {
        &self.keys
    }

    /// Number of points: one more than there are ablations.
    #[must_use]
    pub fn points(&self) -> usize {
        self.all.len() + 1
    }

    /// Point `index`: 0 and what lies beyond the last is the scenario as it stands, `index` has ablation `index − 1`.
    #[must_use]
    pub fn point(&self, index: usize) -> Point {
        let Some(one) = index.checked_sub(1).and_then(|place| self.all.get(place)) else {
            return Point { settings: Vec::new() };
        };
        let value = |key: &Arc<str>| settings(one).find(|(set, _)| **set == **key).map(|(_, value)| value.to_owned());
        Point { settings: self.keys.iter().filter_map(|key| Some((key.clone(), value(key)?))).collect() }
    }
}

/// Keys and values that an ablation sets.
fn settings(one: &Ablation) -> impl Iterator<Item = (&str, &str)> {
    one.sets.iter().filter_map(|set| set.split_once('='))
}

/// One main indicator of one population under one regime, with something and without it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Carried {
    /// The contrast with the reference (or the value, where there is one regime) as the scenario stands.
    pub stands: Estimate,
    /// The same with the mechanism or advantage taken away.
    pub without: Estimate,
    /// What the mechanism carries: `stands − without` in the same replicate.
    pub carried: Estimate,
}

impl Carried {
    /// The share of the contrast that is carried, which may lie outside 0 … 1; NaN where the contrast is not clear.
    #[must_use]
    pub fn share(&self) -> f64 {
        if self.stands.is_clear() { self.carried.mean / self.stands.mean } else { f64::NAN }
    }

    /// On which side of the contrast the mechanism stands.
    #[must_use]
    pub fn side(&self) -> Side {
        match (tells(&self.carried), tells(&self.stands)) {
            (false, _) => Side::Unclear,
            (true, false) => Side::Moves,
            _ if (self.carried.mean > 0.0) == (self.stands.mean > 0.0) => Side::Carries,
            _ => Side::Against,
        }
    }
}

/// On which side of a contrast a mechanism stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Without it the contrast would be smaller, or turn round.
    Carries,
    /// Without it the contrast would be larger.
    Against,
    /// It does something to a contrast that is itself not told from nought.
    Moves,
    /// What it carries is not told from nought.
    Unclear,
}

/// Whether an estimate is told from nought: its interval leaves 0 out, or there is one replicate and it is not 0.
#[must_use]
pub fn tells(estimate: &Estimate) -> bool {
    estimate.is_clear() || (estimate.n == 1 && estimate.mean != 0.0)
}

/// What an ablation study says.
#[derive(Clone, Debug)]
pub struct Hanging {
    regimes: usize,
    ablations: usize,
    /// The regime that is taken away from the others; `None` where there is one regime, which is read by itself.
    reference: Option<usize>,
    /// Regime by regime, cell by cell.
    stands: Vec<Estimate>,
    /// Ablation by ablation, regime by regime, cell by cell.
    without: Vec<Estimate>,
    carried: Vec<Estimate>,
    /// Ablation by ablation, regime by regime.
    compared: Vec<Compared>,
}

impl Hanging {
    /// Whether regimes are read as differences from the reference, or one regime by its values.
    #[must_use]
    pub fn basis(&self) -> Basis {
        if self.reference.is_some() { Basis::Difference } else { Basis::Value }
    }

    /// The regime that is taken away from the others, if there are others.
    #[must_use]
    pub fn reference(&self) -> Option<usize> {
        self.reference
    }

    /// The regimes that are read, in order: all but the reference.
    pub fn regimes(&self) -> impl Iterator<Item = usize> + use<> {
        let reference = self.reference;
        (0..self.regimes).filter(move |regime| Some(*regime) != reference)
    }

    /// Number of ablations.
    #[must_use]
    pub fn ablations(&self) -> usize {
        self.ablations
    }

    /// The contrast (or value) as the scenario stands in the main indicator at `place` in [`MAIN`].
    ///
    /// # Panics
    /// If there is no such regime, population or indicator.
    #[must_use]
    pub fn stands(&self, regime: usize, population: usize, place: usize) -> Estimate {
        self.stands[regime * CELLS + population * MAIN.len() + place]
    }

    /// What an ablation says of the main indicator at `place` in [`MAIN`], of a population under a regime.
    ///
    /// # Panics
    /// If there is no such ablation, regime, population or indicator.
    #[must_use]
    pub fn at(&self, ablation: usize, regime: usize, population: usize, place: usize) -> Carried {
        let of = (ablation * self.regimes + regime) * CELLS + population * MAIN.len() + place;
        Carried { stands: self.stands(regime, population, place), without: self.without[of], carried: self.carried[of] }
    }

    /// Whether an ablation changed nothing at all of what a regime is read by: neither its own runs nor those of the
    /// reference, in any replicate. False if nothing could be compared.
    #[must_use]
    pub fn is_inert_under(&self, ablation: usize, regime: usize) -> bool {
        let same = |regime: usize| {
            let Compared { runs, changed } = self.compared[ablation * self.regimes + regime];
            runs > 0 && changed == 0
        };
        same(regime) && self.reference.is_none_or(same)
    }

    /// Whether an ablation changed nothing in any run.
    #[must_use]
    pub fn is_inert(&self, ablation: usize) -> bool {
        (0..self.regimes).all(|regime| self.is_inert_under(ablation, regime))
    }

    /// The ablations that changed something under a regime, those first that carry most of a cell, whichever way.
    #[must_use]
    pub fn ranked(&self, regime: usize, population: usize, place: usize) -> Vec<(usize, Carried)> {
        let found = (0..self.ablations).filter(|ablation| !self.is_inert_under(*ablation, regime));
        let found = found.map(|ablation| (ablation, self.at(ablation, regime, population, place)));
        let mut found: Vec<_> = found.filter(|(_, carried)| carried.carried.n > 0).collect();
        found.sort_by(|(_, a), (_, b)| b.carried.mean.abs().total_cmp(&a.carried.mean.abs()));
        found
    }
}

/// Runs that were compared with the same run as the scenario stands.
#[derive(Clone, Copy, Debug, Default)]
struct Compared {
    runs: u64,
    changed: u64,
}

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
pub struct Fold {
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

impl Fold {
    /// No run yet of `scenario` and so many ablations of it.
    #[must_use]
    pub fn new(scenario: &Scenario, ablations: usize) -> Self {
        let regimes = scenario.regimes.len();
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
                add(&mut self.stands[regime * CELLS..][..CELLS], stands.iter().flatten().map(Cell::contrast));
            }
            self.standing = seen;
            return;
        }
        for regime in 0..self.regimes {
            let place = (point - 1) * self.regimes + regime;
            let cells = place * CELLS..(place + 1) * CELLS;
            let (stands, without) = (self.read(&self.standing, regime), self.read(&seen, regime));
            add(&mut self.without[cells.clone()], without.iter().flatten().map(Cell::contrast));
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
    fn read(&self, seen: &[Option<Seen>], regime: usize) -> Option<Vec<Cell>> {
        let of = |regime: usize| Some(&seen.get(regime)?.as_ref()?.reading);
        match self.reference {
            None => Some(of(regime)?.iter().map(|value| Cell { value: *value, against: 0.0 }).collect()),
            Some(reference) if reference == regime => None,
            Some(reference) => {
                let both = of(regime)?.iter().zip(of(reference)?);
                Some(both.map(|(value, against)| Cell { value: *value, against: *against }).collect())
            }
        }
    }

    /// What all runs that came say.
    #[must_use]
    pub fn finish(self) -> Hanging {
        let estimates = |moments: Vec<Moments>| moments.iter().map(Moments::estimate).collect();
        Hanging {
            regimes: self.regimes,
            ablations: self.compared.len() / self.regimes.max(1),
            reference: self.reference,
            stands: estimates(self.stands),
            without: estimates(self.without),
            carried: estimates(self.carried),
            compared: self.compared,
        }
    }
}

fn add(moments: &mut [Moments], values: impl Iterator<Item = f64>) {
    moments.iter_mut().zip(values).for_each(|(moments, value)| moments.add(value));
}

/// One indicator of one population in one replicate.
#[derive(Clone, Copy)]
struct Cell {
    value: f64,
    /// The reference; 0 where a regime is read by itself.
    against: f64,
}

impl Cell {
    fn contrast(&self) -> f64 {
        self.value - self.against
    }

    /// This contrast less that `without`. What the last bits of the four values can make is nought: else a mechanism
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
    use crate::analysis::readout::EVERYONE;
    use crate::ensemble::{FailedRun, RunRecord};
    use crate::model::indicator::{INDICATORS, Row, Snapshot};
    use crate::model::ledger::Ledger;

    /// A run in which every indicator of every population has one value.
    fn run(value: f64) -> Option<Run> {
        let row = Row { count: 1, values: [value; INDICATORS.len()] };
        let snapshots = vec![Snapshot { week: 52, rows: vec![row; POPULATIONS.len()] }];
        let state_hash = value.to_bits();
        Some(Ok(RunRecord { point: 0, regime: 0, replicate: 0, snapshots, ledger: Ledger::default(), state_hash }))
    }

    fn failed() -> Option<Run> {
        Some(Err(FailedRun { point: 0, regime: 0, replicate: 0, reason: "why".to_owned() }))
    }

    /// Replicates of (none, group) at the scenario as it stands and at two ablations.
    fn study(replicates: &[[[Option<Run>; 2]; 3]]) -> Hanging {
        let text = "weeks = 52\nregimes = [\"none\", \"mutual-self-help\"]";
        let mut fold = Fold::new(&Scenario::parse(text, "t.toml", "t", &[]).unwrap(), 2);
        for replicate in replicates {
            replicate.iter().enumerate().for_each(|(point, runs)| fold.add(point, runs));
        }
        fold.finish()
    }

    #[test]
    fn what_is_carried_is_the_contrast_less_the_contrast_without() {
        let both = [
            [[run(1.0), run(3.0)], [run(1.5), run(2.0)], [run(1.0), run(3.25)]],
            [[run(1.0), run(3.5)], [run(1.5), run(2.5)], [run(1.0), run(3.75)]],
        ];
        let hanging = study(&both);
        assert_eq!((hanging.basis(), hanging.regimes().collect::<Vec<_>>()), (Basis::Difference, vec![1]));
        let [first, second] = [0, 1].map(|ablation| hanging.at(ablation, 1, EVERYONE, 0));
        assert_eq!((first.stands.mean, first.without.mean, first.carried.mean), (2.25, 0.75, 1.5));
        assert_eq!((first.carried.low, first.carried.n, first.side()), (1.5, 2, Side::Moves), "contrast: 2 and 2.5");
        assert!(first.share().is_nan());
        assert_eq!(second.carried.mean, -0.25);
        assert_eq!(hanging.ranked(1, EVERYONE, 0).iter().map(|(ablation, _)| *ablation).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn what_rounding_leaves_is_nought() {
        // 0.3 − 0.1 and 0.7 − 0.5 differ in their last bits.
        let one = [[run(0.1), run(0.3)], [run(0.5), run(0.7)], [run(0.1), run(0.300_000_1)]];
        let hanging = study(&[one.clone(), one]);
        let [first, second] = [0, 1].map(|ablation| hanging.at(ablation, 1, EVERYONE, 0));
        assert!(0.3 - 0.1 != 0.7 - 0.5);
        assert_eq!((first.carried.mean, first.side()), (0.0, Side::Unclear));
        assert_eq!(second.side(), Side::Against);
        assert!(!hanging.is_inert(0), "both regimes changed");
    }

    #[test]
    fn sides_are_those_of_a_clear_contrast() {
        let one = [[run(1.0), run(3.0)], [run(1.0), run(2.5)], [run(1.0), run(3.5)]];
        let hanging = study(&[one.clone(), one]);
        let [first, second] = [0, 1].map(|ablation| hanging.at(ablation, 1, EVERYONE, 0));
        assert_eq!((first.side(), first.share()), (Side::Carries, 0.25));
        assert_eq!((second.side(), second.share()), (Side::Against, -0.25));
    }

    #[test]
    fn a_run_that_failed_or_is_missing_leaves_its_replicate_out() {
        let hanging = study(&[
            [[run(1.0), run(3.0)], [run(1.0), failed()], [None, run(3.0)]],
            [[failed(), run(3.0)], [run(1.0), run(3.0)], [run(1.0), run(3.0)]],
            [[run(1.0), run(3.0)], [run(1.0), run(3.0)], [None, None]],
        ]);
        let [first, second] = [0, 1].map(|ablation| hanging.at(ablation, 1, EVERYONE, 0));
        assert_eq!((first.stands.n, first.without.n, first.carried.n), (2, 2, 1));
        assert_eq!((second.without.n, second.carried.n), (1, 0));
        assert!(hanging.is_inert(0), "what could be compared is equal");
        assert!(!hanging.is_inert(1), "no run of the reference could be compared");
        assert!(hanging.ranked(1, EVERYONE, 0).is_empty());
    }
}
