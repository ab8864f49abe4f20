//! The worlds of one particle, and what was read of them.

use crate::analysis::reading::value;
use crate::ensemble::execute::Work;
use crate::ensemble::observer::Watch;
use crate::ensemble::shard::Shard;
use crate::record::plan::Plan;
use crate::record::{Run, RunRecord};
use crate::scenario::{Observable, Scenario};
use std::sync::{Mutex, PoisonError};

/// What became of a particle.
#[derive(Clone, Debug, PartialEq)]
pub enum Evaluated {
    /// One value a figure for each of its worlds.
    Worlds(Vec<Vec<f64>>),
    /// The fit ended before it was asked for.
    NotAsked,
    /// A world could not be run, and why.
    Failed(String),
}

impl Evaluated {
    /// As bytes, to be kept.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::NotAsked => vec![0],
            Self::Worlds(worlds) => {
                let count = (worlds.len() as u32).to_le_bytes();
                let values = worlds.iter().flatten().flat_map(|value| value.to_bits().to_le_bytes());
                std::iter::once(1).chain(count).chain(values).collect()
            }
            Self::Failed(reason) => std::iter::once(2).chain(reason.bytes()).collect(),
        }
    }

    /// What the bytes say of so many figures; `None` if they say nothing.
    #[must_use]
    pub fn decode(bytes: &[u8], figures: usize) -> Option<Self> {
        let (kind, rest) = bytes.split_first()?;
        match kind {
            0 if rest.is_empty() => Some(Self::NotAsked),
            1 => {
                let (count, rest) = rest.split_first_chunk::<4>()?;
                let (words, left) = rest.as_chunks::<8>();
                let worlds = u32::from_le_bytes(*count) as usize;
                let fits = left.is_empty() && figures > 0 && worlds.checked_mul(figures) == Some(words.len());
                let values: Vec<f64> = words.iter().map(|bits| f64::from_bits(u64::from_le_bytes(*bits))).collect();
                fits.then(|| Self::Worlds(values.chunks(figures).map(<[f64]>::to_vec).collect()))
            }
            2 => String::from_utf8(rest.to_vec()).ok().map(Self::Failed),
            _ => None,
        }
    }
}

/// What is read of the worlds of a particle.
#[derive(Clone, Debug)]
pub(super) struct Readings {
    /// What is read, and under which regime, as an index into those that are run.
    pub(super) read: Vec<(Observable, usize)>,
}

impl Readings {
    /// Whether worlds are run beside their twins for them.
    pub(super) fn need_twins(&self) -> bool {
        self.read.iter().any(|(observable, _)| observable.needs_twins())
    }

    /// Which runs there are for one particle.
    pub(super) fn plan(&self, scenario: &Scenario) -> Plan {
        if self.need_twins() {
            return Plan::of(scenario);
        }
        Plan { observed: true, ..Plan::over(std::slice::from_ref(scenario)) }
    }

    /// Runs all worlds of `scenario`, which is that of one particle, and reads them; `None` if it was stopped.
    pub(super) fn evaluate(&self, scenario: &Scenario, watch: &dyn Watch) -> Option<Evaluated> {
        let runs = Mutex::new(Vec::new());
        let keep = |index: u64, run: Run| runs.lock().unwrap_or_else(PoisonError::into_inner).push((index, run));
        let scenarios = std::slice::from_ref(scenario);
        let plan = self.plan(scenario);
        let work = Work { scenarios, plan, shard: Shard::WHOLE, done: |_| false, keep, kept_districts: None };
        let done = work.execute(1, watch);
        if watch.stopped() {
            return None;
        }
        if let Err(reason) = done {
            return Some(Evaluated::Failed(reason.to_string()));
        }
        let mut runs = runs.into_inner().unwrap_or_else(PoisonError::into_inner);
        runs.sort_unstable_by_key(|(index, _)| *index);
        let mut worlds = Vec::with_capacity(scenario.replicates as usize);
        for world in runs.chunks(scenario.regimes.len()) {
            let records: Result<Vec<&RunRecord>, _> = world.iter().map(|(_, run)| run.as_ref()).collect();
            match records {
                Ok(records) => {
                    let read =
                        |&(observable, regime): &(Observable, usize)| value(observable, records[regime], scenario);
                    worlds.push(self.read.iter().map(read).collect());
                }
                Err(failed) => return Some(Evaluated::Failed(failed.reason.clone())),
            }
        }
        Some(Evaluated::Worlds(worlds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_a_particle_comes_back_from_its_bytes() {
        let worlds = Evaluated::Worlds(vec![vec![0.5, f64::INFINITY], vec![-1.0, 0.0]]);
        for one in [worlds.clone(), Evaluated::NotAsked, Evaluated::Failed("the books".to_owned())] {
            assert_eq!(Evaluated::decode(&one.encode(), 2), Some(one));
        }
        assert_eq!(Evaluated::decode(&worlds.encode(), 3), None);
        let cut = &worlds.encode()[..20];
        assert_eq!(
            (Evaluated::decode(cut, 2), Evaluated::decode(&[], 2), Evaluated::decode(&[9], 2)),
            (None, None, None)
        );
    }
}
