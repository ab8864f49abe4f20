//! The results of a run: its tables, plots and manifest, in one pass over what was recorded.

use super::again::again;
use super::error::OutputError;
use super::inputs::stage_inputs;
use super::manifest::{Manifest, stage_manifest};
use super::register::Register;
use super::report::{About, ReportRequest, RunTold, Runs};
use super::rows::RowTables;
use super::stage::{Stage, Staged};
use super::timings::Timings;
use super::{csv_files, plots, report, twin_tables, validity_page, validity_tables};
use crate::analysis::{Findings, FindingsBuilder};
use crate::record::Run;
use crate::record::study::Description;
use crate::scenario::Scenario;
use std::error::Error;

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// What the runs say.
    pub findings: Findings,
    /// Which runs were done.
    pub register: Register,
    /// The files, the manifest last.
    pub files: Vec<Staged>,
}

/// Completes all result files on the stage from `runs`, which come once, in the order of the plan: by replicate, then by
/// regime. Runs of the plan may be missing: the result says then that it was interrupted.
///
/// Never holds more than the runs of one replicate; of the others remain sums and at most 16 bytes each.
///
/// # Errors
///
/// If a run cannot be had or does not belong where it comes, a file cannot be written, or a plot cannot be drawn.
pub fn write_results<E>(
    stage: &Stage,
    about: &Description,
    scenario: &Scenario,
    runs: impl IntoIterator<Item = Result<Run, E>>,
    timings: &Timings,
    reports: &ReportRequest,
) -> Result<Written, OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let mut files = stage_inputs(stage, scenario)?;
    let (findings, register, tables) = read(stage, scenario, runs)?;
    files.extend(tables);
    files.extend(csv_files::stage(stage, scenario, &findings)?);
    files.extend(twin_tables::stage(stage, scenario, &findings)?);
    files.extend(validity_tables::stage(stage, scenario, &findings)?);
    files.push(validity_page::stage(stage, scenario, &findings)?);
    let pictures = plots::of_run(scenario, &findings, report::ROOM)?;
    files.extend(plots::stage(stage, &pictures)?);
    let told = RunTold { scenario, findings: &findings, pictures: &pictures };
    let study = About {
        description: about,
        commit: reports.commit.as_deref(),
        command: &again("run", scenario, ""),
        scenario: Some(scenario),
        runs: Runs::of(&register, u64::from(scenario.replicates) * scenario.regimes.len() as u64),
        files: &files,
    };
    let (page, other) = report::stage(stage, &told, &study, reports)?;
    files.push(page);
    let manifest = stage_manifest(stage, &Manifest::new(about, scenario, &register, &files))?;
    files.extend(other);
    files.extend([timings.stage(stage)?, manifest]);
    Ok(Written { findings, register, files })
}

/// The one pass over all runs.
fn read<E>(
    stage: &Stage,
    scenario: &Scenario,
    runs: impl IntoIterator<Item = Result<Run, E>>,
) -> Result<(Findings, Register, Vec<Staged>), OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let mut fold = FindingsBuilder::new(scenario);
    let mut register = Register::of_each_run(scenario.regimes.len());
    let mut trajectories = csv_files::Trajectories::begin(stage, scenario)?;
    let mut rows = RowTables::begin(stage, scenario)?;
    for run in runs {
        let mut run = run.map_err(|e| OutputError::Runs(Box::new(e)))?;
        if let Ok(record) = &mut run {
            trajectories.add(record)?;
            rows.add(record)?;
        }
        register.add(Some(&run));
        fold.add(run).map_err(OutputError::Misplaced)?;
    }
    let tables = [trajectories.finish()?].into_iter().chain(rows.finish()?).collect();
    Ok((fold.finish(), register, tables))
}
