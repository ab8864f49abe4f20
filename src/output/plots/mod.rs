//! Plots, as SVG: legible at half a page, told apart without colour, and never blank without a word.

mod ablation;
mod bars;
mod canvas;
mod dimensions;
mod dots;
mod frame;
mod heat;
mod key;
mod lines;
mod pen;
mod responses;
mod sensitivity;
mod sustainability;
mod timeline;
mod waterfall;

use super::OutputError;
use super::digits::with_thousands;
use super::names::shortened;
use super::stage::{Stage, Staged};
use super::yields::{PICTURE, PLOTS};
use super::{people_a_world, story};
use crate::analysis::Findings;
use crate::analysis::ablation::{AblationResults, Ablations};
use crate::analysis::chronicle::Lives;
use crate::analysis::design::Design;
use crate::analysis::readout::WINDOW_WEEKS;
use crate::analysis::responses::{MAIN, Main};
use crate::analysis::sensitivity::{Answer, SensitivityDesign};
use crate::model::indicator::INDICATORS;
use crate::model::measure::row;
use crate::scenario::Scenario;
use canvas::{Canvas, DrawError, Drawn, Type};

/// Longest name of a regime on a plot, in characters.
const NAME_LENGTH: usize = 24;

/// What is plotted.
struct Subject<'a> {
    scenario: &'a Scenario,
    findings: &'a Findings,
    /// The names of all regimes as they are shown.
    names: Vec<String>,
}

impl Subject<'_> {
    /// The name of a regime, shortened if it is too long.
    fn short_name(&self, regime: usize) -> &str {
        self.names.get(regime).map_or("", String::as_str)
    }

    /// Finished replicates, in words.
    fn replicates(&self) -> String {
        let n = |regime| self.findings.books.n(regime);
        let regimes = 0..self.scenario.regimes.len();
        let (least, most) = (regimes.clone().map(n).min().unwrap_or(0), regimes.map(n).max().unwrap_or(0));
        match (least, most) {
            (1, 1) => "1 replicate".to_owned(),
            _ if least == most => format!("{most} replicates"),
            _ => format!("{least} to {most} replicates, by regime"),
        }
    }

    /// Finished replicates and the size of each world, in words.
    fn worlds(&self) -> String {
        format!("{}, {}", self.replicates(), worlds_of(self.scenario))
    }

    /// Whether any regime has enough replicates for an interval.
    fn has_intervals(&self) -> bool {
        (0..self.scenario.regimes.len()).any(|regime| self.findings.books.n(regime) > 1)
    }
}

/// Over what a mean at the horizon is taken, in words.
fn at_horizon() -> String {
    format!("what was recorded in the last {WINDOW_WEEKS} weeks")
}

/// The size of each world, in words.
fn worlds_of(scenario: &Scenario) -> String {
    people_a_world(scenario, |number| with_thousands(&number.to_string()))
}

/// The names of all regimes, shortened where they are too long.
fn short_names(scenario: &Scenario) -> Vec<String> {
    shortened(scenario.regimes.iter().map(|regime| regime.name.as_str()), NAME_LENGTH, "…")
}

/// The name of one regime, as [`short_names`] has it if it is one of the scenario's.
fn short_name(scenario: &Scenario, name: &str) -> String {
    let all = scenario.regimes.iter().map(|regime| regime.name.as_str()).chain([name]);
    shortened(all, NAME_LENGTH, "…").pop().unwrap_or_default()
}

/// A title above and a caption below.
fn sheet(canvas: &Canvas<'_>, title: &str, caption: &str, (width, height): (f64, f64)) -> Drawn {
    canvas.text(title, (16.0, 30.0), Type::title(21.0))?;
    let kind = Type::caption(15.0);
    let lines = canvas::broken(caption, width - 32.0, kind.size).len() as f64;
    canvas.paragraph(caption, (16.0, height - 14.0 - (lines - 1.0) * kind.size * 1.3), width - 32.0, kind)?;
    Ok(())
}

/// Draws every plot: its name without ending, and the SVG.
fn draw(subject: &Subject<'_>) -> Vec<(String, Result<String, DrawError>)> {
    let mut plots = vec![("overview".to_owned(), lines::overview(subject))];
    for indicator in MAIN {
        plots.push((INDICATORS[indicator as usize].name.to_owned(), lines::single(subject, indicator)));
    }
    plots.push(("ledger_trust".to_owned(), bars::trust(subject)));
    plots.push(("ledger_evidence".to_owned(), bars::evidence(subject)));
    plots.push(("ledger_hours".to_owned(), bars::hours(subject)));
    plots.push(("contrasts".to_owned(), dots::contrasts(subject)));
    for measure in waterfall::measures() {
        plots.push((format!("twins_{}", row(measure).name), waterfall::split(subject, measure)));
    }
    plots.push(("twin_correlation".to_owned(), waterfall::correlation(subject)));
    plots.push(("sustainability".to_owned(), sustainability::draw(subject)));
    plots.push(("dimensions_oecd".to_owned(), dimensions::oecd(subject)));
    plots.push(("dimensions_profile".to_owned(), dimensions::profile(subject)));
    plots
}

/// Completes all plots on the stage.
pub(super) fn stage(stage: &Stage, scenario: &Scenario, findings: &Findings) -> Result<Vec<Staged>, OutputError> {
    stage_all(stage, draw(&Subject { scenario, findings, names: short_names(scenario) }))
}

/// Completes the plots of a sweep on the stage.
pub(super) fn stage_responses(
    stage: &Stage,
    scenario: &Scenario,
    design: &Design,
    main: &[Main],
) -> Result<Vec<Staged>, OutputError> {
    stage_all(stage, responses::draw(scenario, design, main))
}

/// Completes the plots of a sensitivity analysis on the stage.
pub(super) fn stage_sensitivity(
    stage: &Stage,
    scenario: &Scenario,
    design: &SensitivityDesign,
    answers: &[Answer],
) -> Result<Vec<Staged>, OutputError> {
    stage_all(stage, sensitivity::draw(scenario, design, answers))
}

/// Completes the plots of an ablation study on the stage; whether what is missing is so from week 0 on only.
pub(super) fn stage_ablation(
    stage: &Stage,
    scenario: &Scenario,
    study: &Ablations,
    hanging: &AblationResults,
    from_services: bool,
) -> Result<Vec<Staged>, OutputError> {
    stage_all(stage, ablation::draw(scenario, study, hanging, from_services))
}

/// Draws the timeline of a story; why, if it cannot be drawn.
pub(super) fn timeline(subject: &story::Subject<'_>, lives: &Lives) -> Result<String, String> {
    timeline::draw(subject, lives).map_err(|DrawError(reason)| reason)
}

/// A plot by its name without ending: the SVG, if it could be drawn.
type Plot = (String, Result<String, DrawError>);

/// Completes plots on the stage.
fn stage_all(stage: &Stage, drawn: Vec<Plot>) -> Result<Vec<Staged>, OutputError> {
    let picture = |(name, drawn): Plot| {
        let svg = drawn.map_err(|DrawError(reason)| OutputError::Plot { name: name.clone(), reason })?;
        stage.write(&format!("{PLOTS}/{name}{PICTURE}"), |w| w.write_all(svg.as_bytes()))
    };
    drawn.into_iter().map(picture).collect()
}
