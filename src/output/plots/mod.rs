//! Plots, as SVG: legible at half a page, told apart without colour, and never blank without a word.

mod ablation;
mod answers;
mod bars;
mod canvas;
mod dimensions;
mod dots;
mod frame;
mod heat;
mod key;
mod lines;
mod pen;
mod plotted;
mod responses;
mod sensitivity;
mod sheet;
mod sustainability;
mod timeline;
mod waterfall;

use super::error::OutputError;
use super::file_names::{PICTURE, PLOTS};
use super::stage::{Stage, Staged};
use super::story::StoryPerson;
use crate::analysis::Findings;
use crate::analysis::ablation::{AblationResults, Ablations};
use crate::analysis::chronicle::Lives;
use crate::analysis::crossings::Crossing;
use crate::analysis::design::Design;
use crate::analysis::responses::{MAIN, Main};
use crate::analysis::sensitivity::{Answer, SensitivityDesign};
use crate::model::indicator::INDICATORS;
use crate::model::measure::row;
use crate::scenario::Scenario;
use canvas::DrawError;
use plotted::Plotted;
use sheet::Plot;

/// Draws every plot: its name without ending, and the SVG.
fn draw(plotted: &Plotted<'_>) -> Vec<Plot> {
    let mut plots = vec![("overview".to_owned(), lines::overview(plotted))];
    for indicator in MAIN {
        plots.push((INDICATORS[indicator as usize].name.to_owned(), lines::single(plotted, indicator)));
    }
    plots.push(("ledger_trust".to_owned(), bars::trust(plotted)));
    plots.push(("ledger_evidence".to_owned(), bars::evidence(plotted)));
    plots.push(("ledger_hours".to_owned(), bars::hours(plotted)));
    plots.push(("contrasts".to_owned(), dots::contrasts(plotted)));
    for measure in waterfall::measures() {
        plots.push((format!("twins_{}", row(measure).name), waterfall::split(plotted, measure)));
    }
    plots.push(("twin_correlation".to_owned(), waterfall::correlation(plotted)));
    plots.push(("sustainability".to_owned(), sustainability::draw(plotted)));
    plots.push(("dimensions_oecd".to_owned(), dimensions::oecd(plotted)));
    plots.push(("dimensions_profile".to_owned(), dimensions::profile(plotted)));
    plots
}

/// Completes all plots on the stage.
pub(super) fn stage(stage: &Stage, scenario: &Scenario, findings: &Findings) -> Result<Vec<Staged>, OutputError> {
    stage_all(stage, draw(&Plotted::new(scenario, findings)))
}

/// Completes the plots of a sweep on the stage.
pub(super) fn stage_responses(
    stage: &Stage,
    scenario: &Scenario,
    design: &Design,
    main: &[Main],
    crossings: &[Crossing],
) -> Result<Vec<Staged>, OutputError> {
    stage_all(stage, responses::draw(scenario, design, main, crossings))
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
    results: &AblationResults,
    from_services: bool,
) -> Result<Vec<Staged>, OutputError> {
    stage_all(stage, ablation::draw(scenario, study, results, from_services))
}

/// Draws the timeline of a story; why, if it cannot be drawn.
pub(super) fn timeline(person: &StoryPerson<'_>, lives: &Lives) -> Result<String, String> {
    timeline::draw(person, lives).map_err(|DrawError(reason)| reason)
}

/// Completes plots on the stage.
fn stage_all(stage: &Stage, drawn: Vec<Plot>) -> Result<Vec<Staged>, OutputError> {
    let picture = |(name, drawn): Plot| {
        let svg = drawn.map_err(|DrawError(reason)| OutputError::Plot { name: name.clone(), reason })?;
        stage.write(&format!("{PLOTS}/{name}{PICTURE}"), |w| w.write_all(svg.as_bytes()))
    };
    drawn.into_iter().map(picture).collect()
}
