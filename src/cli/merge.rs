//! `mutua merge`: the parts of an ensemble become one.

use super::exit::{Exit, Stop};
use super::run::{report, write};
use super::session::{Asked, Session, refused, start};
use super::sweep::{at_points, identity as identity_of_sweep, survey};
use super::{MergeArguments, open};
use crate::analysis::design::Design;
use crate::ensemble::archive::{RUNS, open_runs};
use crate::ensemble::journal::{Header, JOURNAL, Journal, ensemble_id};
use crate::ensemble::payload::decode;
use crate::ensemble::plan::{Plan, Shard};
use crate::scenario::Scenario;
use std::path::Path;

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua merge part-1 part-2 part-3 --out results/three-regimes";

pub(super) fn merge(arguments: &MergeArguments) -> Result<Exit, Stop> {
    let first = &arguments.parts[0];
    let scenario = open::resolved(first)?;
    let swept = is_sweep(first, &scenario)?;
    let (scenarios, identity) = match &swept {
        Some(design) => {
            (at_points(&scenario, design.len(), |index| design.point(index))?, identity_of_sweep(&scenario))
        }
        None => (vec![scenario.clone()], scenario.hash()),
    };
    let plan = Plan::over(&scenarios);
    let parts = arguments.parts.iter().map(|part| open_runs(part, &identity, &plan).map_err(refused));
    let parts: Vec<Journal> = parts.collect::<Result<_, _>>()?;
    let missing = (0..plan.runs()).filter(|&index| !parts.iter().any(|part| part.holds(index))).count();
    if missing > 0 {
        return Err(Stop::refused(format_args!(
            "{missing} of {} runs are in none of these folders: are all parts there, and finished?",
            plan.runs()
        )));
    }
    let mut session = Session::begin(Asked {
        scenarios: &scenarios,
        identity: &identity,
        threads: 1,
        shard: Shard::WHOLE,
        path: &arguments.out,
        start: start(false, arguments.force),
    })?;
    gather(&session, &parts)?;
    let ended = session.execute()?;
    if let Some(design) = &swept {
        return survey(&session, &ended, &scenario, &scenarios, design);
    }
    let written = write(&session.folder, &scenario, &session.archive, &ended.timings)?;
    report(&scenario, &written, &arguments.out, &ended.timings)
}

/// The design of the sweep whose part this is; nothing for a part of `mutua run`.
fn is_sweep(part: &Path, scenario: &Scenario) -> Result<Option<Design>, Stop> {
    let whole = part.join(RUNS);
    let header = Header::read(&if whole.exists() { whole } else { part.join(JOURNAL) }).map_err(Stop::refused)?;
    if header.id == ensemble_id(&identity_of_sweep(scenario)) {
        return Ok(Design::of(scenario));
    }
    Ok(None)
}

/// Brings the runs of all parts together. A run that is in two of them must be the same in both.
fn gather(session: &Session<'_>, parts: &[Journal]) -> Result<(), Stop> {
    for index in 0..session.plan.runs() {
        let mut found = None;
        for part in parts.iter().filter(|part| part.holds(index)) {
            let payload = part.read(index).map_err(Stop::refused)?;
            if found.replace(payload.clone()).is_some_and(|other| other != payload) {
                return Err(Stop::refused(format_args!(
                    "run {index} is in two of these folders and differs: one of them is not what it says"
                )));
            }
        }
        let run = decode(&found.unwrap_or_default()).map_err(Stop::refused)?;
        if !session.archive.keep(index, &run) {
            break;
        }
    }
    session.archive.lost().map_or(Ok(()), |error| Err(Stop::failed(error)))
}
