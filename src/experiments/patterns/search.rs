//! Looking for patterns: what is to be read, in which order, and what became of it.
//!
//! First every pattern as its scenario stands. Of those that hold, the first replicate with each mechanism or advantage
//! taken away; where that ends in the very same state, it is inert and no more is read. Then up to four replicates, and all
//! where these do not decide.

use super::table::PATTERNS;
use super::trial::{PatternTrial, TrialError};
use crate::analysis::patterns::verdict::{Found, Reread, VariantResult, Without};
use crate::analysis::patterns::{Outcome, Pattern};
use crate::ensemble::error::WorkError;
use crate::ensemble::observer::Watch;
use crate::ensemble::threads::take_turns;
use crate::scenario::{Ablation, InvalidScenarioError, Scenario};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use thiserror::Error;

/// Replicates that are read first with something taken away.
const FIRST: u32 = 4;

/// One thing to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Job {
    /// Index into the patterns that are looked for.
    pub pattern: usize,
    /// 0: as the scenario stands; else what is taken away, from 1.
    pub variant: usize,
    /// Its world, from 0.
    pub replicate: u32,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub enum JobResult {
    /// The numbers of the criteria, and what all runs ended in.
    Read {
        /// Equal for equal ends.
        fingerprint: u64,
        /// One a criterion.
        values: Vec<f64>,
    },
    /// Nothing: what is taken away is inert, or the pattern does not hold anyway.
    NotAsked,
    /// It could not be read.
    Failed(String),
}

/// A pattern that is looked for, with all its variants.
#[derive(Clone, Debug)]
struct PatternVariants {
    /// Index into [`PATTERNS`].
    pattern: usize,
    ablations: Vec<Ablation>,
    /// The scenario as it stands, then with each thing taken away.
    scenarios: Vec<Scenario>,
}

/// Everything that is to be read.
#[derive(Clone, Debug)]
pub struct Search {
    /// Worlds in which each pattern is read.
    pub replicates: u32,
    patterns: Vec<PatternVariants>,
}

/// Why there is nothing to look for.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum SearchError {
    /// There is no pattern of this number.
    #[error("there is no pattern number {0}: there are {all}, from 0", all = PATTERNS.len())]
    NoPattern(usize),
    /// Something that is set does not go together with the scenario of a pattern.
    #[error(transparent)]
    Scenario(InvalidScenarioError),
}

impl JobResult {
    /// As bytes, to be kept.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::NotAsked => vec![0],
            Self::Read { fingerprint, values } => {
                let numbers = values.iter().map(|value| value.to_bits());
                let words = std::iter::once(*fingerprint).chain(numbers).flat_map(u64::to_le_bytes);
                std::iter::once(1).chain(words).collect()
            }
            Self::Failed(reason) => std::iter::once(2).chain(reason.bytes()).collect(),
        }
    }

    /// What the bytes say; `None` if they say nothing.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (kind, rest) = bytes.split_first()?;
        match kind {
            0 if rest.is_empty() => Some(Self::NotAsked),
            1 => {
                let (words, left) = rest.as_chunks::<8>();
                let (first, numbers) = words.split_first().filter(|_| left.is_empty())?;
                let values = numbers.iter().map(|bits| f64::from_bits(u64::from_le_bytes(*bits))).collect();
                Some(Self::Read { fingerprint: u64::from_le_bytes(*first), values })
            }
            2 => String::from_utf8(rest.to_vec()).ok().map(Self::Failed),
            _ => None,
        }
    }
}

impl Search {
    /// The search for `patterns`, as indices into [`PATTERNS`], with `sets` on top of what they set themselves.
    ///
    /// # Errors
    /// If there is no such pattern, or something that is set does not go together with a scenario.
    pub fn new(patterns: &[usize], replicates: u32, sets: &[String]) -> Result<Self, SearchError> {
        let variants = |&pattern: &usize| {
            let known = PATTERNS.get(pattern).ok_or(SearchError::NoPattern(pattern))?;
            let scenario = |sets: &[String]| known.pattern.scenario(replicates, sets).map_err(SearchError::Scenario);
            let whole = scenario(sets)?;
            let ablations = Ablation::all(&whole);
            let without = ablations.iter().map(|one| scenario(&[sets, &one.sets].concat()));
            let scenarios = std::iter::once(Ok(whole)).chain(without).collect::<Result<_, _>>()?;
            Ok(PatternVariants { pattern, ablations, scenarios })
        };
        Ok(Self { replicates, patterns: patterns.iter().map(variants).collect::<Result<_, _>>()? })
    }

    /// Everything that there is to read, in order.
    pub fn jobs(&self) -> impl Iterator<Item = Job> + '_ {
        self.patterns.iter().enumerate().flat_map(move |(pattern, variants)| {
            (0..variants.scenarios.len())
                .flat_map(move |variant| (0..self.replicates).map(move |replicate| Job { pattern, variant, replicate }))
        })
    }

    /// The scenarios of the patterns, as they stand.
    pub fn scenarios(&self) -> impl Iterator<Item = &Scenario> {
        self.patterns.iter().filter_map(|variants| variants.scenarios.first())
    }

    /// Reads everything that is not in `outcomes` yet and puts it there, on `threads` threads; `keep` is told of each
    /// outcome at once, from several threads. Ends early if `watch` says so; then some are missing.
    ///
    /// # Errors
    /// If the threads cannot be started.
    pub fn execute(
        &self,
        outcomes: &mut BTreeMap<Job, JobResult>,
        threads: usize,
        watch: &dyn Watch,
        keep: &(dyn Fn(Job, &JobResult) + Sync),
    ) -> Result<(), WorkError> {
        let stages: [&dyn Fn(&Job) -> bool; 4] =
            [&|job| job.variant == 0, &|job| job.replicate == 0, &|job| job.replicate < FIRST, &|_| true];
        for belongs in stages {
            let open: Vec<Job> = self.jobs().filter(|job| belongs(job) && !outcomes.contains_key(job)).collect();
            let (asked, not_asked): (Vec<Job>, Vec<Job>) = open.into_iter().partition(|job| self.asks(job, outcomes));
            for job in not_asked {
                keep(job, &JobResult::NotAsked);
                outcomes.insert(job, JobResult::NotAsked);
            }
            let done = Mutex::new(Vec::new());
            take_turns(threads, asked.len() as u64, watch, |number| {
                let job = asked[number as usize];
                let Some(outcome) = self.read(job, watch) else { return };
                keep(job, &outcome);
                watch.advanced(1);
                done.lock().unwrap_or_else(PoisonError::into_inner).push((job, outcome));
            })?;
            outcomes.extend(done.into_inner().unwrap_or_else(PoisonError::into_inner));
            if watch.stopped() {
                break;
            }
        }
        Ok(())
    }

    /// Whether a job is worth reading after what was read before.
    fn asks(&self, job: &Job, outcomes: &BTreeMap<Job, JobResult>) -> bool {
        if job.variant == 0 {
            return true;
        }
        let holds = self.reading(job.pattern, 0, outcomes).is_some_and(|reading| reading.outcome() == Outcome::Holds);
        let inert = || self.is_inert(job.pattern, job.variant, outcomes);
        let decided = || self.reading(job.pattern, job.variant, outcomes).is_some();
        holds && (job.replicate == 0 || !inert()) && (job.replicate < FIRST || !decided())
    }

    /// Whether what became of a job follows from the others: it was read if it was asked for, and only then.
    #[must_use]
    pub fn is_consistent(&self, job: &Job, outcomes: &BTreeMap<Job, JobResult>) -> bool {
        // Whether one of the later replicates is asked for was decided by the first ones.
        let before = if job.variant > 0 && job.replicate >= FIRST {
            let known = |other: &Job| other.variant != job.variant || other.replicate < FIRST;
            outcomes.iter().filter(|(other, _)| known(other)).map(|(job, outcome)| (*job, outcome.clone())).collect()
        } else {
            outcomes.clone()
        };
        let Some(outcome) = outcomes.get(job) else { return false };
        (*outcome != JobResult::NotAsked) == self.asks(job, &before)
    }

    /// Reads one job; `None` if it was stopped.
    pub fn read(&self, job: Job, watch: &dyn Watch) -> Option<JobResult> {
        let variants = &self.patterns[job.pattern];
        let silent = Silent(watch);
        let scenario = variants.scenarios[job.variant].clone();
        let mut trial = PatternTrial::new(scenario, job.replicate, job.variant == 0, &silent);
        match PATTERNS[variants.pattern].read(&mut trial) {
            Ok(values) => Some(JobResult::Read { fingerprint: trial.fingerprint, values }),
            Err(TrialError::Stopped) => None,
            Err(reason) => Some(JobResult::Failed(reason.to_string())),
        }
    }

    /// The numbers of a variant over the replicates that were read, if they decide; `None` if they do not.
    fn reading(&self, pattern: usize, variant: usize, outcomes: &BTreeMap<Job, JobResult>) -> Option<VariantResult> {
        let values = |replicate| match outcomes.get(&Job { pattern, variant, replicate }) {
            Some(JobResult::Read { values, .. }) => Some(values.clone()),
            _ => None,
        };
        let all: Vec<Vec<f64>> = (0..self.replicates).map_while(values).collect();
        let reading = VariantResult::of(self.pattern(pattern), &all);
        let first = variant > 0 && reading.replicates == FIRST as usize;
        let whole = reading.replicates == self.replicates as usize;
        (whole || (first && reading.outcome() != Outcome::Undecided)).then_some(reading)
    }

    /// Whether the first replicate is the same to the last bit with what this variant takes away.
    fn is_inert(&self, pattern: usize, variant: usize, outcomes: &BTreeMap<Job, JobResult>) -> bool {
        let first = |variant| match outcomes.get(&Job { pattern, variant, replicate: 0 }) {
            Some(JobResult::Read { fingerprint, .. }) => Some(*fingerprint),
            _ => None,
        };
        first(variant).is_some() && first(variant) == first(0)
    }

    /// What was read of a variant.
    fn reread(&self, pattern: usize, variant: usize, outcomes: &BTreeMap<Job, JobResult>) -> Reread {
        if self.is_inert(pattern, variant, outcomes) {
            return Reread::Inert;
        }
        self.reading(pattern, variant, outcomes).map_or(Reread::Unread, Reread::Read)
    }

    /// One of the patterns that are looked for.
    #[must_use]
    pub fn pattern(&self, pattern: usize) -> &'static Pattern {
        &PATTERNS[self.patterns[pattern].pattern].pattern
    }

    /// What became of the patterns of which everything was read.
    #[must_use]
    pub fn found(&self, outcomes: &BTreeMap<Job, JobResult>) -> Vec<Found> {
        let found = |(at, variants): (usize, &PatternVariants)| {
            let whole = self.reading(at, 0, outcomes)?;
            let of = |(place, ablation): (usize, &Ablation)| Without {
                name: ablation.name.clone(),
                taken: ablation.taken,
                sets: ablation.sets.clone(),
                reread: self.reread(at, place + 1, outcomes),
            };
            let holds = whole.outcome() == Outcome::Holds;
            let without = if holds { variants.ablations.iter().enumerate().map(of).collect() } else { Vec::new() };
            let scenario = variants.scenarios.first()?;
            let (pattern, people, seed) = (PATTERNS[variants.pattern].pattern, scenario.people, scenario.seed.into());
            Some(Found { pattern, people, seed, whole, without })
        };
        self.patterns.iter().enumerate().filter_map(found).collect()
    }
}

/// Passes on a wish to stop, and nothing of the weeks that pass: what counts here are jobs.
struct Silent<'a>(&'a dyn Watch);

impl Watch for Silent<'_> {
    fn advanced(&self, _: u64) {}

    fn stopped(&self) -> bool {
        self.0.stopped()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::patterns::Asks;
    use crate::analysis::patterns::verdict::Verdict;

    #[test]
    fn outcomes_come_back_from_their_bytes() {
        let all = [
            JobResult::NotAsked,
            JobResult::Read { fingerprint: 7, values: vec![0.25, -1.5] },
            JobResult::Read { fingerprint: u64::MAX, values: vec![] },
            JobResult::Failed("the books do not balance".to_owned()),
        ];
        for outcome in all {
            let bytes = outcome.encode();
            assert_eq!(JobResult::decode(&bytes), Some(outcome.clone()));
            if !matches!(outcome, JobResult::Failed(_)) {
                assert_eq!(JobResult::decode(&[&bytes[..], &[9]].concat()), None, "{outcome:?}");
            }
        }
        assert_eq!(
            (JobResult::decode(&[]), JobResult::decode(&[3]), JobResult::decode(&[2, 0xff])),
            (None, None, None)
        );
    }

    #[test]
    fn what_could_not_be_read_is_not_survived() {
        let search = Search::new(&[0], 2, &[]).unwrap();
        let met = |asks: Option<Asks>| match asks {
            Some(Asks::AtLeast(value) | Asks::AtMost(value)) => value,
            Some(Asks::Within(_)) | None => 0.0,
        };
        let holds: Vec<f64> = search.pattern(0).criteria.iter().map(|criterion| met(criterion.asks)).collect();
        let read = |fingerprint, values: &[f64]| JobResult::Read { fingerprint, values: values.to_vec() };
        let mut outcomes: BTreeMap<Job, JobResult> =
            search.jobs().map(|job| (job, read(u64::from(job.variant > 0), &holds))).collect();
        let verdict = |outcomes: &BTreeMap<Job, JobResult>| search.found(outcomes)[0].verdict();
        assert_eq!(verdict(&outcomes), Verdict::Holds);
        let first = |variant| Job { pattern: 0, variant, replicate: 0 };
        outcomes.insert(first(1), JobResult::Failed("the books do not balance".to_owned()));
        outcomes.insert(first(2), read(0, &holds));
        let found = search.found(&outcomes);
        assert_eq!((&found[0].without[0].reread, &found[0].without[1].reread), (&Reread::Unread, &Reread::Inert));
        assert_eq!(found[0].verdict(), Verdict::Open);
        let missing = read(2, &vec![f64::NAN; holds.len()]);
        outcomes.insert(first(3), missing.clone());
        assert_eq!(verdict(&outcomes), Verdict::Open, "half of the worlds lack the numbers");
        outcomes.insert(Job { replicate: 1, ..first(3) }, missing);
        assert_eq!(verdict(&outcomes), Verdict::Conditional(vec![found[0].without[2].name.clone()]));
    }

    #[test]
    fn every_pattern_can_be_set_up_with_everything_taken_away() {
        let all: Vec<usize> = (0..PATTERNS.len()).collect();
        let search = Search::new(&all, 2, &[]).unwrap();
        assert!(search.jobs().count() > 2 * 11 * 25);
        assert!(Search::new(&all, 2, &["hopes=false".to_owned()]).is_err());
    }
}
