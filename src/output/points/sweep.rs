//! The results of a sweep: what answers at each point of its design, and where one regime overtakes another.

use super::crossings::{Means, crossings, stage_crossings, values};
use super::survey::Survey;
use super::surveyed::Surveyed;
use super::tables;
use crate::analysis::crossings::{Crossing, MeanLines};
use crate::analysis::design::Design;
use crate::output::error::OutputError;
use crate::output::plots;
use crate::output::report::{ROOM, SweepTold};
use crate::output::stage::Stage;
use crate::record::Run;
use std::error::Error;

/// Writes the results of a sweep from its runs, each of which `run` gives by its number; `None` if it is missing. Where one
/// number is varied, the crossings of regimes are among them.
///
/// # Errors
/// If a run cannot be had, a file cannot be written, or a plot cannot be drawn.
pub fn write_sweep<E>(
    stage: &Stage,
    design: &Design,
    surveyed: &Surveyed<'_>,
    run: impl Fn(u64) -> Option<Result<Run, E>>,
) -> Result<(Survey, Vec<Crossing>), OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let lines = values(design).map(|values| MeanLines::new(&values, surveyed.plan.regimes));
    let mut observers = (tables::Responses::begin(stage, surveyed)?, Means(lines));
    let (main, register) = surveyed.read(&run, &mut observers)?;
    let (tables, Means(lines)) = observers;
    let mut staged = tables.finish()?;
    let may_cross = lines.is_some() && surveyed.plan.regimes > 1;
    let mut found = Vec::new();
    if let Some(lines) = lines {
        found = crossings(surveyed, lines, &run)?;
        staged.push(stage_crossings(stage, surveyed, &found)?);
    }
    let pictures = plots::of_responses(surveyed.scenario, design, &main, &found, ROOM)?;
    staged.extend(plots::stage(stage, &pictures)?);
    let told = SweepTold {
        scenario: surveyed.scenario,
        design,
        point: surveyed.point,
        main: &main,
        crossings: &found,
        may_cross,
        pictures: &pictures,
    };
    Ok((surveyed.finish(stage, staged, &register, &told)?, found))
}
