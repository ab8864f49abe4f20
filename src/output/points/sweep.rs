//! The results of a sweep: what answers at each point of its design.

use super::survey::Survey;
use super::surveyed::Surveyed;
use super::tables;
use crate::analysis::design::Design;
use crate::output::error::OutputError;
use crate::output::plots;
use crate::output::stage::Stage;
use crate::record::Run;
use std::error::Error;

/// Writes the results of a sweep from its runs, each of which `run` gives by its number; `None` if it is missing.
///
/// # Errors
/// If a run cannot be had, a file cannot be written, or a plot cannot be drawn.
pub fn write_sweep<E>(
    stage: &Stage,
    design: &Design,
    surveyed: &Surveyed<'_>,
    run: impl Fn(u64) -> Option<Result<Run, E>>,
) -> Result<Survey, OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let mut tables = tables::Responses::begin(stage, surveyed)?;
    let (main, register) = surveyed.read(run, &mut tables)?;
    let mut staged = tables.finish()?;
    staged.extend(plots::stage_responses(stage, surveyed.scenario, design, &main)?);
    surveyed.finish(stage, staged, &register)
}
