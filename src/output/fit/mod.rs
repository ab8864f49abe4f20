//! What became of a fit: particles, parameters, figures, and how it went.

mod found;
mod tables;
mod terminal;
mod values;

pub use found::FitFound;
pub use terminal::terminal;
pub(super) use values::shortened;

use super::error::OutputError;
use super::inputs::stage_inputs;
use super::manifest::{COMMIT, Listed, listed, stage_manifest};
use super::plots;
use super::report::{self, About, FitTold, ReportRequest, Runs};
use super::stage::{Stage, Staged};
use super::timings::Timings;
use crate::record::study::Description;
use serde::Serialize;

/// Writes all files of a fit.
///
/// # Errors
/// If a file cannot be written.
pub fn write_fit(
    stage: &Stage,
    about: &Description,
    found: &FitFound<'_>,
    timings: &Timings,
    reports: &ReportRequest,
) -> Result<Vec<Staged>, OutputError> {
    let mut files = stage_inputs(stage, found.scenario)?;
    files.extend(tables::stage(stage, found)?);
    let pictures = plots::of_fit(found)?;
    files.extend(plots::stage(stage, &pictures)?);
    let particles = found.told.generations.last().map_or(0, |last| last.evaluated) + found.sizes.predictive;
    let study = About {
        description: about,
        commit: reports.commit.as_deref(),
        command: &found.command(),
        scenario: Some(found.scenario),
        runs: Runs::all(particles.into()),
        files: &files,
    };
    let told = FitTold { found, pictures: &pictures };
    let (page, other) = report::stage(stage, &told, &study, reports)?;
    files.push(page);
    let manifest = Manifest {
        about,
        commit: COMMIT,
        question: &found.scenario.question,
        seed: found.scenario.seed,
        command: found.command(),
        particles,
        particles_failed: found.failed,
        people_weeks_each: found.people_weeks_each,
        files: listed(&files),
    };
    let manifest = stage_manifest(stage, &manifest)?;
    files.extend(other);
    files.extend([timings.stage(stage)?, manifest]);
    Ok(files)
}

#[derive(Serialize)]
struct Manifest<'a> {
    #[serde(flatten)]
    about: &'a Description,
    commit: Option<&'static str>,
    question: &'a str,
    seed: u32,
    command: String,
    particles: u32,
    particles_failed: u64,
    people_weeks_each: u64,
    files: Vec<Listed<'a>>,
}
