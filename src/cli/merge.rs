//! `mutua merge`: the parts of an ensemble become one.

use super::exit::{Exit, Stop};
use super::run::{report, write};
use super::session::{refused, refused_if_there};
use super::{MergeArguments, open};
use crate::ensemble::archive::{Archive, Start, open_runs};
use crate::ensemble::payload::decode;
use crate::ensemble::plan::Plan;
use crate::output::{ResultFolder, Timings};
use std::time::{Duration, SystemTime};

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua merge part-1 part-2 part-3 --out results/three-regimes";

pub(super) fn merge(arguments: &MergeArguments) -> Result<Exit, Stop> {
    let scenario = open::resolved(&arguments.parts[0])?;
    let (plan, identity) = (Plan::of(&scenario), scenario.hash());
    let parts: Vec<_> = arguments
        .parts
        .iter()
        .map(|part| open_runs(part, &identity, &plan).map_err(refused))
        .collect::<Result<_, _>>()?;
    let missing = (0..plan.runs()).filter(|&index| !parts.iter().any(|part| part.holds(index))).count();
    if missing > 0 {
        return Err(Stop::refused(format_args!(
            "{missing} of {} runs are in none of these folders: are all parts there, and finished?",
            plan.runs()
        )));
    }
    let start = if arguments.force { Start::Anew } else { Start::New };
    let folder = ResultFolder::create(&arguments.out, arguments.force).map_err(refused_if_there)?;
    let mut archive = Archive::begin(folder.path(), &identity, &plan, start).map_err(refused)?;
    for index in 0..plan.runs() {
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
        if !archive.keep(index, &run) {
            break;
        }
    }
    if let Some(error) = archive.lost() {
        return Err(Stop::failed(error));
    }
    archive.lay_down(&identity).map_err(Stop::failed)?;
    let timings = Timings { started: SystemTime::now(), elapsed: Duration::ZERO, threads: 1, people_weeks: 0 };
    let written = write(&folder, &scenario, &archive, &timings)?;
    report(&scenario, &written, &arguments.out, &timings)
}
