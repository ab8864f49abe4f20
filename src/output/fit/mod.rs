//! What became of a fit: particles, parameters, figures, and how it went.

mod tables;
mod terminal;
mod values;

pub use terminal::terminal;
pub(super) use values::shortened;

use super::again::again;
use super::error::OutputError;
use super::inputs::stage_inputs;
use super::manifest::{COMMIT, Listed, listed, stage_manifest};
use super::plots;
use super::report::{self, About, FitTold, ReportRequest, Runs};
use super::stage::{Stage, Staged};
use super::timings::Timings;
use crate::analysis::fit::{FigureHeld, FitSizes, Goal, Left, Told};
use crate::record::study::Description;
use crate::scenario::{Factor, Scale, Scenario};
use serde::Serialize;

/// What became of a fit, with what was asked for.
pub struct FitFound<'a> {
    /// The scenario as it was named.
    pub scenario: &'a Scenario,
    /// The parameters that may vary, with their priors.
    pub factors: &'a [Factor],
    /// What the model was held against.
    pub goals: &'a [Goal],
    /// What stands beside each goal.
    pub held: &'a [FigureHeld],
    /// Figures of which nothing could be said.
    pub left: &'a [Left],
    /// How large the fit was to be.
    pub sizes: FitSizes,
    /// Weeks of people that might be simulated.
    pub people_weeks: u64,
    /// Weeks of people in the worlds of a particle.
    pub people_weeks_each: u64,
    /// What came of it.
    pub told: &'a Told,
    /// The seed of the worlds of a particle, by its number.
    pub seed_of: &'a dyn Fn(u32) -> u32,
    /// Particles of which a world failed.
    pub failed: u64,
}

impl FitFound<'_> {
    /// Where the scenario itself stands in the prior of a parameter, from 0 to 1; `None` outside it, and in a list.
    pub(super) fn stands(&self, place: usize) -> Option<f64> {
        let factor = &self.factors[place];
        let stands: f64 = self.scenario.setting(&factor.key)?.parse().ok()?;
        let (low, high) = match factor.scale {
            Scale::Real { low, high, .. } => (low, high),
            Scale::Whole { low, high, .. } => (low as f64 - 0.5, high as f64 + 0.5),
            Scale::Values(_) => return None,
        };
        Some((stands - low) / (high - low)).filter(|unit| (0.0..=1.0).contains(unit))
    }
}

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
        command: &command(found),
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
        command: command(found),
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

/// The command by which it is done again.
fn command(found: &FitFound<'_>) -> String {
    let FitSizes { population, trajectories, fitted, predictive, .. } = found.sizes;
    let sizes = format!(
        " --budget {} --population {population} --fitted {fitted} --trajectories {trajectories} --predictive {predictive}",
        found.people_weeks
    );
    again("fit", found.scenario, &sizes)
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
