//! What became of hypotheses: tables, a page to read, a plot, and a few lines for the terminal.

mod numbers;
mod outcome;
mod page;
mod table;
mod terminal;

pub(super) use numbers::asked;
pub use outcome::{TestOutcome, TestOver};
pub use terminal::{claimed, power, terminal};

use super::claimed::{self, CLAIMS};
use super::error::OutputError;
use super::inputs::stage_inputs;
use super::manifest::{COMMIT, Listed, listed, stage_manifest};
use super::report::{self, About, ReportRequest, Runs, TestTold};
use super::stage::{Stage, Staged};
use super::timings::Timings;
use super::{csv_files::Sheet, plots};
use crate::record::study::Description;
use serde::Serialize;

/// The uncertainty of a test of a scenario as it stands.
const LUCK: &str = "luck of simulation, at one set of assumptions";
/// The uncertainty of a test over a posterior.
const OVER_WHAT_FITS: &str = "what fits the evidence, and luck of simulation";

/// Writes all files of a test.
///
/// # Errors
///
/// If a file cannot be written, or a plot cannot be drawn.
pub fn write_test(
    stage: &Stage,
    about: &Description,
    outcome: &TestOutcome<'_>,
    timings: &Timings,
    reports: &ReportRequest,
) -> Result<Vec<Staged>, OutputError> {
    let mut files = stage_inputs(stage, outcome.scenario)?;
    let mut sheet = Sheet::begin(stage, "test.csv")?;
    sheet.write(|sheet| table::looks(sheet, outcome))?;
    files.push(sheet.finish()?);
    if let Some(over) = &outcome.over {
        let mut sheet = Sheet::begin(stage, "test_draws.csv")?;
        sheet.write(|sheet| table::draws(sheet, outcome, over))?;
        files.push(sheet.finish()?);
        let mut sheet = Sheet::begin(stage, CLAIMS)?;
        sheet.write(|sheet| claimed::rows(sheet, outcome.hypotheses(), over.claimed))?;
        files.push(sheet.finish()?);
    } else {
        let mut sheet = Sheet::begin(stage, "test_worlds.csv")?;
        sheet.write(|sheet| table::worlds(sheet, outcome))?;
        files.push(sheet.finish()?);
    }
    let text = page::page(outcome);
    files.push(stage.write("test.md", |to| to.write_all(text.as_bytes()))?);
    let pictures = plots::of_test(outcome)?;
    files.extend(plots::stage(stage, &pictures)?);
    let command = outcome.command();
    let study = About {
        description: about,
        commit: reports.commit.as_deref(),
        command: &command,
        scenario: Some(outcome.worlds),
        runs: Runs::all(u64::from(outcome.looked_at()) * (outcome.worlds_each() * outcome.worlds.regimes.len()) as u64),
        files: &files,
    };
    let told = TestTold { outcome, pictures: &pictures };
    let (page, other) = report::stage(stage, &told, &study, reports)?;
    files.push(page);
    let manifest = Manifest {
        about,
        commit: COMMIT,
        question: &outcome.scenario.question,
        seed: outcome.worlds.seed,
        regimes: outcome.worlds.regimes.iter().map(|regime| regime.name.as_str()).collect(),
        looks: &outcome.plan.looks,
        worlds: outcome.looked_at() * outcome.worlds_each() as u32,
        uncertainty: if outcome.over.is_some() { OVER_WHAT_FITS } else { LUCK },
        draws: outcome.over.map(|_| outcome.looked_at()),
        posterior_sha256: outcome.over.map(|over| over.sha256),
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
    /// That of the test's worlds, which follows from what is claimed.
    seed: u32,
    regimes: Vec<&'a str>,
    looks: &'a [u32],
    worlds: u32,
    /// Of what kind of uncertainty the verdicts speak.
    uncertainty: &'static str,
    /// Draws of a posterior that were looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    draws: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    posterior_sha256: Option<&'a str>,
    files: Vec<Listed<'a>>,
}
