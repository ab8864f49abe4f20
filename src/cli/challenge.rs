//! `mutua test --challenge`: where the claims of a scenario turn round.

use super::arguments::{RunsArguments, ScenarioArguments};
use super::carry_out::{EnsembleArguments, carry_out};
use super::exit::{Exit, Stop};
use super::open;
use crate::experiments::challenge::{ChallengeRequest, DEFAULT_REPLICATES};
use crate::experiments::{Study, StudyRequest};
use std::path::PathBuf;

/// A challenge, as typed.
pub(super) struct ChallengeArguments<'a> {
    pub(super) what: &'a ScenarioArguments,
    /// Points of the search; as usual if `None`.
    pub(super) points: Option<u32>,
    /// The ids of the hypotheses that are challenged; all if none is named.
    pub(super) only: &'a [String],
    /// The folder, if one is named.
    pub(super) out: Option<&'a PathBuf>,
    pub(super) runs: &'a RunsArguments,
}

pub(super) fn challenge(arguments: &ChallengeArguments<'_>) -> Result<Exit, Stop> {
    let ChallengeArguments { what, points, only, out, runs } = *arguments;
    let mut scenario = open::open_design(what)?;
    let set = |set: &String| set.split('=').next().is_some_and(|key| key.trim() == "replicates");
    if what.replicates.is_none() && !what.sets.iter().any(set) {
        // Many points with few worlds each say more of where a claim turns than few points with many.
        scenario.replicates = DEFAULT_REPLICATES;
    }
    let request = StudyRequest::Challenge(ChallengeRequest::new(points));
    let scenario = ChallengeRequest::narrowed(scenario, only).map_err(Stop::refused)?;
    let study = Study::new(&request, Some(scenario)).map_err(Stop::refused)?;
    carry_out(&study, &EnsembleArguments { what, out, runs, first: "" }, None)
}
