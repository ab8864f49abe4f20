//! Readings of patterns, as they are kept in an archive.

use crate::ensemble::archive::Archive;
use crate::ensemble::journal::Journal;
use crate::experiments::patterns::PatternStudy;
use crate::experiments::patterns::search::{Job, JobResult};
use crate::output::patterns::PatternsCommand;
use std::collections::BTreeMap;

/// Outcomes of the readings that were done, by what was read.
pub(super) type Outcomes = BTreeMap<Job, JobResult>;

/// Those that an archive keeps.
pub(super) fn kept(search: &PatternStudy, archive: &Archive) -> Result<Outcomes, String> {
    outcomes(search, |index| archive.holds(index), |index| archive.bytes(index).map_err(|error| error.to_string()))
}

/// Those of a finished search.
pub(super) fn kept_in(search: &PatternStudy, journal: &Journal) -> Result<Outcomes, String> {
    outcomes(search, |index| journal.holds(index), |index| journal.read(index).map_err(|error| error.to_string()))
}

fn outcomes(
    search: &PatternStudy,
    holds: impl Fn(u64) -> bool,
    bytes: impl Fn(u64) -> Result<Vec<u8>, String>,
) -> Result<Outcomes, String> {
    let mut outcomes = BTreeMap::new();
    for (index, job) in (0..).zip(&search.jobs).filter(|(index, _)| holds(*index)) {
        let outcome = JobResult::decode(&bytes(index)?);
        let unreadable = || format!("reading {index} cannot be understood; start over with --force");
        outcomes.insert(*job, outcome.ok_or_else(unreadable)?);
    }
    Ok(outcomes)
}

/// The command that asks for a search.
pub(super) fn command(search: &PatternStudy) -> PatternsCommand<'_> {
    PatternsCommand { replicates: search.request.replicates, only: &search.request.only, sets: &search.request.sets }
}

/// The message about readings that failed.
pub(super) fn failure(search: &PatternStudy, outcomes: &Outcomes) -> Option<String> {
    let failed = |(job, outcome): (&Job, &JobResult)| match outcome {
        JobResult::Failed(reason) => Some((*job, reason.clone())),
        _ => None,
    };
    let (job, reason) = outcomes.iter().find_map(failed)?;
    let pattern = search.search.pattern(job.pattern).id;
    Some(format!("{pattern} could not be read in replicate {}: {reason}", job.replicate))
}
