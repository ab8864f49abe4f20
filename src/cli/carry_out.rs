//! Carrying out a study of runs: begin or resume it, do the runs, write the results.

use super::arguments::{RunsArguments, ScenarioArguments};
use super::durations::between;
use super::exit::{Exit, Stop};
use super::open;
use super::probe::seconds;
use super::results::{Asked, Choice};
use super::session::{Session, SessionArguments};
use super::terminal::{print, tell};
use crate::ensemble::shard::Shard;
use crate::experiments::{Ensemble, Study};
use crate::output::{count, kind_row};
use crate::record::plan::Plan;
use crate::record::study::StudyKind;
use std::fmt::Write;
use std::path::PathBuf;

/// How an ensemble is asked for, as typed.
pub(super) struct EnsembleArguments<'a> {
    pub(super) what: &'a ScenarioArguments,
    /// The folder, if one is named.
    pub(super) out: Option<&'a PathBuf>,
    /// What may happen to runs that exist already.
    pub(super) runs: &'a RunsArguments,
    /// What is printed before it begins.
    pub(super) first: &'a str,
}

/// Carries out a study of runs: begins or resumes it, does the runs, and writes its results; `asked` is what is to be shown
/// on the terminal.
pub(super) fn carry_out(study: &Study, arguments: &EnsembleArguments<'_>, asked: Asked) -> Result<Exit, Stop> {
    let EnsembleArguments { what, out, runs, first } = arguments;
    let path = out.map_or_else(|| folder_of(study), PathBuf::clone);
    let reads = open::read_by(&what.scenario);
    let (threads, shard, start) = (what.threads.count(), runs.shard, runs.start());
    let mut session = Session::begin(SessionArguments { study, threads, shard, path: &path, start, reads: &reads })?;
    if let Some(text) = session.finished() {
        if runs.report.asks_for_another() {
            tell("all is there already, and nothing was written: `mutua report` writes the report in another language");
        }
        return print(&text);
    }
    if !first.is_empty() {
        print(first)?;
    }
    if study.kind != StudyKind::Run {
        if study.ensemble().is_some_and(|ensemble| ensemble.scenario.observe.asks()) {
            let command = kind_row(study.kind).command;
            tell(format_args!(
                "{command} writes no rows: what [observe] asks for is left aside; `mutua run` writes it"
            ));
        }
        print(&forecast(&session)?)?;
    }
    let ended = session.execute()?;
    if shard != Shard::WHOLE {
        return session.part_done(&ended);
    }
    let choice = Choice { asked, reports: runs.report.request() };
    let results = session.write(&ended, &choice)?;
    session.conclude(&ended, results)
}

/// Where results go if no folder is named: those of each subcommand apart.
fn folder_of(study: &Study) -> PathBuf {
    let name = &study.description.scenario;
    let folder = match study.kind {
        StudyKind::Run => name.clone(),
        kind => {
            let over = if study.description.study.get("uncertain").is_some() { "-uncertain" } else { "" };
            format!("{}{over}-{name}", kind_row(kind).command.replace(" --", "-"))
        }
    };
    PathBuf::from("results").join(folder)
}

/// How many runs there are and how long they will take, by a probe of the last point.
fn forecast(session: &Session<'_>) -> Result<String, Stop> {
    let Ensemble { plan, scenarios, .. } = session.ensemble()?;
    let Plan { points, regimes, replicates, .. } = *plan;
    let (runs, done, threads) = (plan.runs(), session.archive.done(), session.threads);
    let sizes = [(points as usize, "point"), (regimes, "regime"), (replicates as usize, "replicate")];
    let mut text = sizes.map(|(size, what)| count(size, what)).join(" x ");
    // Writing into a string cannot fail.
    let _ = write!(text, " = {}", count(runs as usize, "run"));
    if done > 0 {
        let _ = write!(text, ", {done} of them done");
    }
    let whole = scenarios.last().map_or(f64::NAN, |last| seconds(last, plan, threads));
    let seconds = whole * (runs - done) as f64 / runs.max(1) as f64;
    let time = between(seconds * 0.7, seconds * 1.6);
    let _ = writeln!(text, ": {time} on {}, by a probe of one second", count(threads, "thread"));
    Ok(text)
}
