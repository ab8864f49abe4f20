//! `mutua merge`: the parts of an ensemble become one.

use super::ablate::Study;
use super::exit::{Exit, Stop};
use super::run::{conclude, report, write};
use super::sensitivity::identity;
use super::session::{Asked, Session, of_another, start};
use super::sweep::{at_points, identity as identity_of_sweep, survey};
use super::{MergeArguments, open, print};
use crate::analysis::design::Design;
use crate::ensemble::admission::admit_kept;
use crate::ensemble::archive::{RUNS, open_runs};
use crate::ensemble::journal::{Header, JOURNAL, Journal, ensemble_id};
use crate::ensemble::payload::decode;
use crate::ensemble::plan::{Plan, Shard};
use crate::output::points::DESIGN;
use crate::output::{self, atomic};
use crate::scenario::{Scenario, sha256_of};
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua merge part-1 part-2 part-3 --out results/three-regimes";

pub(super) fn merge(arguments: &MergeArguments) -> Result<Exit, Stop> {
    if let Some(part) = arguments.parts.iter().find(|part| !part.is_dir()) {
        return Err(Stop::refused(format_args!("{} is no folder: name the folders of the parts", part.display())));
    }
    let first = &arguments.parts[0];
    let scenario = open::resolved(first)?;
    let whole = first.join(RUNS);
    let header = Header::read(&if whole.exists() { whole } else { first.join(JOURNAL) }).map_err(Stop::refused)?;
    let of_sweep = identity_of_sweep(&scenario);
    if header.id == ensemble_id(&of_sweep)
        && let Some(design) = Design::of(&scenario)
    {
        let scenarios = at_points(&scenario, design.len(), |index| design.point(index))?;
        let (mut session, parts) = begin(arguments, &scenario, &scenarios, Plan::over(&scenarios), &of_sweep)?;
        gather(&session, &parts)?;
        let ended = session.execute()?;
        return survey(&session, &ended, &scenario, &scenarios, &design);
    }
    if let Some(study) = Study::found(first, &scenario)?.filter(|study| header.id == ensemble_id(study.identity())) {
        let (mut session, parts) =
            begin(arguments, &scenario, study.scenarios(), Plan::over(study.scenarios()), study.identity())?;
        gather(&session, &parts)?;
        let ended = session.execute()?;
        return study.results(&session, &ended);
    }
    if first.join(DESIGN).exists() {
        return merge_sensitivity(arguments, &scenario, &header);
    }
    let (scenarios, of_run) = ([scenario.clone()], scenario.hash());
    let (mut session, parts) = begin(arguments, &scenario, &scenarios, Plan::of(&scenario), &of_run)?;
    gather(&session, &parts)?;
    let ended = session.execute()?;
    let written = write(&session.folder, &scenario, &session.archive, &ended.timings)?;
    session.archive.publish().map_err(Stop::failed)?;
    report(&scenario, &written, &arguments.out, &ended.timings)?;
    conclude(&scenario, &written)
}

/// Joins the runs of a sensitivity analysis. Its results are made by the command that knows the method.
fn merge_sensitivity(arguments: &MergeArguments, scenario: &Scenario, header: &Header) -> Result<Exit, Stop> {
    let path = arguments.parts[0].join(DESIGN);
    let design =
        std::fs::read(&path).map_err(|error| Stop::failed(format_args!("cannot read {}: {error}", path.display())))?;
    let digest = sha256_of(&design);
    let each = (u64::from(scenario.replicates) * scenario.regimes.len() as u64).max(1);
    // The points differ in what the design varies; here only their number matters.
    let scenarios = vec![scenario.clone(); (header.runs / each) as usize];
    let of_analysis = identity(scenario, &digest);
    let (mut session, parts) = begin(arguments, scenario, &scenarios, Plan::over(&scenarios), &of_analysis)?;
    gather(&session, &parts)?;
    output::write_scenario(&session.folder, &scenario.to_toml()).map_err(Stop::failed)?;
    atomic::write(&session.folder.file(DESIGN), |to| to.write_all(&design)).map_err(Stop::failed)?;
    session.execute()?;
    session.archive.publish().map_err(Stop::failed)?;
    let (runs, out) = (session.plan.runs(), arguments.out.display());
    print(&format!(
        "{runs} runs are in {out}. Make the results of them with the same `mutua sensitivity` and --out {out} --resume.\n"
    ))
}

/// Opens all parts, which must have every run between them and agree in those that several have, and takes the folder of
/// the whole.
fn begin<'a>(
    arguments: &'a MergeArguments,
    scenario: &'a Scenario,
    scenarios: &'a [Scenario],
    plan: Plan,
    identity: &'a str,
) -> Result<(Session<'a>, Vec<Journal>), Stop> {
    let here = arguments.parts[0].display().to_string();
    let opened = |part: &PathBuf| {
        open_runs(part, identity, plan.runs()).map_err(|error| of_another(error, part, (scenario, &here), identity))
    };
    let parts = arguments.parts.iter().map(opened);
    let parts: Vec<Journal> = parts.collect::<Result<_, _>>()?;
    let missing = (0..plan.runs()).filter(|&index| !parts.iter().any(|part| part.holds(index))).count();
    if missing > 0 {
        return Err(Stop::refused(format_args!(
            "{missing} of {} runs are in none of these folders: are all parts there, and finished?",
            plan.runs()
        )));
    }
    agree(&parts, plan.runs())?;
    admit_kept(scenarios, &plan, &arguments.out).map_err(Stop::refused)?;
    let (path, start) = (arguments.out.as_path(), start(false, arguments.force));
    let session =
        Session::take(Asked { scenario, scenarios, plan, identity, threads: 1, shard: Shard::WHOLE, path, start })?;
    Ok((session, parts))
}

/// Refuses parts that both have a run and do not have the same.
fn agree(parts: &[Journal], runs: u64) -> Result<(), Stop> {
    for index in 0..runs {
        let mut those = parts.iter().filter(|part| part.holds(index));
        let (Some(first), Some(second)) = (those.next(), those.next()) else { continue };
        let payload = first.read(index).map_err(Stop::refused)?;
        for other in std::iter::once(second).chain(those) {
            if other.read(index).map_err(Stop::refused)? != payload {
                return Err(Stop::refused(format_args!(
                    "run {index} is in two of these folders and differs: one of them is not what it says"
                )));
            }
        }
    }
    Ok(())
}

/// Brings the runs of all parts, which agree, together.
fn gather(session: &Session<'_>, parts: &[Journal]) -> Result<(), Stop> {
    for index in 0..session.plan.runs() {
        let Some(part) = parts.iter().find(|part| part.holds(index)) else { continue };
        let run = decode(&part.read(index).map_err(Stop::failed)?).map_err(Stop::failed)?;
        if !session.archive.keep(index, &run) {
            break;
        }
    }
    session.archive.lost().map_or(Ok(()), |error| Err(Stop::failed(error)))
}
