//! `mutua run`.

use super::exit::{Exit, Stop};
use super::results::{Choice, Results};
use super::resume::earlier_name;
use super::session::{Asked, Session};
use super::{RunArguments, RunsArguments, ScenarioArguments, open, print, say};
use crate::ensemble::archive::Archive;
use crate::ensemble::plan::Shard;
use crate::ensemble::study::{Description, Kind};
use crate::experiments::{Ensemble, Request, Study};
use crate::output::{self, OutputError, Stage, Start, Timings};
use crate::scenario::Scenario;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua run scenarios/three-regimes.toml
  mutua run three-regimes --replicates 5 --out /tmp/first-look
  mutua run three-regimes --set stake_shared=0.1 --set hope=false
  mutua run three-regimes --set regime.mutual-self-help.directiveness=0.5
  mutua run three-regimes --resume
  mutua run three-regimes --shard 1/3 --out part-1   # and 2/3, 3/3, anywhere
  mutua merge part-1 part-2 part-3 --out all         # then";

pub(super) fn run(arguments: &RunArguments) -> Result<Exit, Stop> {
    let scenario = open::open(&arguments.what)?;
    let study = Study::new(&Request::Run, Some(scenario)).map_err(Stop::refused)?;
    let RunArguments { what, out, runs } = arguments;
    carry_out(&study, &Folders { what, out: out.as_ref(), runs, first: "" }, &Choice::default())
}

/// Where an ensemble goes, and how.
pub(super) struct Folders<'a> {
    /// The scenario as typed.
    pub(super) what: &'a ScenarioArguments,
    /// The folder as typed.
    pub(super) out: Option<&'a PathBuf>,
    /// What may become of runs that are there.
    pub(super) runs: &'a RunsArguments,
    /// What is to be said before it begins.
    pub(super) first: &'a str,
}

/// Carries out a study of runs: begins or goes on with it, does the runs, and writes its results.
pub(super) fn carry_out(study: &Study, folders: &Folders<'_>, choice: &Choice) -> Result<Exit, Stop> {
    let Folders { what, out, runs, first } = folders;
    let path = match out {
        Some(out) => (*out).clone(),
        None => folder_of(study)?,
    };
    let reads = open::read_by(&what.scenario);
    let earlier = if runs.start() == Start::Resume { earlier_name(&path, study) } else { None };
    let renamed = earlier.filter(|name| *name != study.description.scenario).map(|name| study.renamed(&name));
    let study = renamed.as_ref().unwrap_or(study);
    let (threads, shard) = (open::threads(what.threads), runs.shard);
    let mut session = Session::begin(Asked { study, threads, shard, path: &path, start: runs.start(), reads: &reads })?;
    if let Some(text) = session.finished() {
        return print(&text);
    }
    if !first.is_empty() {
        print(first)?;
    }
    if study.kind != Kind::Run {
        print(&super::sweep::forecast(&session)?)?;
    }
    let ended = session.execute()?;
    if shard != Shard::WHOLE {
        return session.part_done(&ended);
    }
    let results = session.write(&ended, choice)?;
    session.conclude(&ended, results)
}

/// Where results go if nothing is said: those of each command apart.
fn folder_of(study: &Study) -> Result<PathBuf, Stop> {
    let name = &study.description.scenario;
    let folder = match study.kind {
        Kind::Run => name.clone(),
        kind => format!("{}-{name}", kind.row().command),
    };
    Ok(PathBuf::from("results").join(folder))
}

/// Completes all result files from the runs that are there.
pub(super) fn results(
    stage: &Stage,
    ensemble: &Ensemble,
    about: &Description,
    archive: &Archive,
    timings: &Timings,
) -> Result<Results, OutputError> {
    let scenario = &ensemble.scenario;
    let written = output::write_results(stage, about, scenario, archive.runs(), timings)?;
    Ok(Results {
        text: output::table(scenario, &written.findings, say::has_colours()),
        finished: written.register.finished(),
        failure: failure(scenario, &written),
        files: written.files,
    })
}

/// What to say of runs that failed.
fn failure(scenario: &Scenario, written: &output::Written) -> Option<String> {
    let first = written.register.first_failure()?;
    let (count, name) = (written.register.failed(), &scenario.regimes[first.regime].name);
    Some(format!(
        "{count} runs failed, the first of them {name}, replicate {}: {}; the others are kept",
        first.replicate, first.reason
    ))
}
