//! `mutua test --challenge`: where the claims of a scenario turn round.

use super::arguments::{RunsArguments, ScenarioArguments};
use super::carry_out::{EnsembleArguments, carry_out};
use super::exit::{Exit, Stop};
use super::open;
use super::results::Asked;
use crate::experiments::challenge::{ChallengeRequest, DEFAULT_REPLICATES};
use crate::experiments::{Study, StudyRequest};
use crate::output::count;
use std::path::{Path, PathBuf};

/// A challenge, as typed.
pub(super) struct ChallengeArguments<'a> {
    pub(super) what: &'a ScenarioArguments,
    /// Points of the search; as usual if `None`.
    pub(super) points: Option<u32>,
    /// The posterior that is searched in place of the space of factors: its path, its name, and its text.
    pub(super) uncertain: Option<(&'a Path, &'a str, &'a str)>,
    /// The ids of the hypotheses that are challenged; all if none is named.
    pub(super) only: &'a [String],
    /// The folder, if one is named.
    pub(super) out: Option<&'a PathBuf>,
    pub(super) runs: &'a RunsArguments,
}

pub(super) fn challenge(arguments: &ChallengeArguments<'_>) -> Result<Exit, Stop> {
    let ChallengeArguments { what, points, uncertain, only, out, runs } = *arguments;
    // A posterior takes the place of a design.
    let mut scenario = if uncertain.is_some() { open::open(what)? } else { open::open_design(what)? };
    let set = |set: &String| set.split('=').next().is_some_and(|key| key.trim() == "replicates");
    if what.replicates.is_none() && !what.sets.iter().any(set) {
        // Many points with few worlds each say more of where a claim turns than few points with many.
        scenario.replicates = DEFAULT_REPLICATES;
    }
    let Some((path, name, table)) = uncertain else {
        let request = StudyRequest::Challenge(ChallengeRequest::new(points));
        let scenario = ChallengeRequest::narrowed(scenario, only).map_err(Stop::refused)?;
        let study = Study::new(&request, Some(scenario)).map_err(Stop::refused)?;
        return carry_out(&study, &EnsembleArguments { what, out, runs, first: "" }, Asked::default());
    };
    let refused = |error| Stop::refused(format_args!("--uncertain {}: {error}", path.display()));
    let (request, scenario) = ChallengeRequest::over(&scenario, points, (name, table)).map_err(refused)?;
    if let Some(design) = &scenario.design {
        design.check_sets(&what.sets).map_err(Stop::refused)?;
    }
    let first = format!(
        "over what fits the evidence: {} of {} are searched, and as many of other particles confirm\n",
        count(request.points as usize, "draw"),
        path.display()
    );
    let scenario = ChallengeRequest::narrowed(scenario, only).map_err(Stop::refused)?;
    let study = Study::new(&StudyRequest::Challenge(request), Some(scenario)).map_err(Stop::refused)?;
    let usual = PathBuf::from("results").join(format!("test-challenge-uncertain-{}", study.description.scenario));
    let out = Some(out.unwrap_or(&usual));
    carry_out(&study, &EnsembleArguments { what, out, runs, first: &first }, Asked::default())
}
