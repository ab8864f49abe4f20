//! Plots, as SVG: legible at half a page, told apart without colour, and never blank without a word.

mod ablation;
mod answers;
mod bars;
mod canvas;
mod challenge;
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
mod testing;
mod timeline;
mod validity;
mod waterfall;

use super::error::OutputError;
use super::file_names::{PICTURE, PLOTS};
use super::stage::{Stage, Staged};
use super::story::StoryPerson;
use super::testing::TestOutcome;
use crate::analysis::Findings;
use crate::analysis::ablation::{AblationResults, Ablations};
use crate::analysis::challenge::{ChallengeDesign, Challenged};
use crate::analysis::chronicle::Lives;
use crate::analysis::crossings::Crossing;
use crate::analysis::design::Design;
use crate::analysis::responses::{MAIN, Main};
use crate::analysis::sensitivity::{Answer, SensitivityDesign};
use crate::model::indicator::{EVERYONE, HEADLINE, INDICATORS};
use crate::model::measure::row;
use crate::scenario::Scenario;
use canvas::DrawError;
use frame::Axes;
use plotted::Plotted;
use sheet::Plot;
use std::collections::BTreeMap;

/// A plot that was drawn.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// Its name without ending.
    pub(super) name: String,
    /// The SVG, as it is in its file: its axes are as long as what is shown.
    pub(super) svg: String,
    /// The same with axes from 0 to 1, of shares, or from 0, of all else; `None` where the plot has no such axes.
    pub(super) whole: Option<String>,
}

/// Draws every plot of a run: its name without ending, and the SVG.
fn draw(plotted: &Plotted<'_>) -> Vec<Plot> {
    let mut plots = Vec::new();
    for (population, ending) in [(HEADLINE, ""), (EVERYONE, "_everyone")] {
        plots.push((format!("overview{ending}"), lines::overview(plotted, population)));
        plots.push((format!("contrasts{ending}"), dots::contrasts(plotted, population)));
    }
    for indicator in MAIN {
        plots.push((INDICATORS[indicator as usize].name.to_owned(), lines::single(plotted, indicator)));
    }
    plots.push(("ledger_trust".to_owned(), bars::trust(plotted)));
    plots.push(("ledger_evidence".to_owned(), bars::evidence(plotted)));
    plots.push(("ledger_hours".to_owned(), bars::hours(plotted)));
    for measure in waterfall::measures() {
        plots.push((format!("twins_{}", row(measure).name), waterfall::split(plotted, measure)));
    }
    plots.push(("twin_correlation".to_owned(), waterfall::correlation(plotted)));
    plots.push(("sustainability".to_owned(), sustainability::draw(plotted)));
    plots.push(("validity".to_owned(), validity::draw(plotted)));
    plots.push(("dimensions_oecd".to_owned(), dimensions::oecd(plotted)));
    plots.push(("dimensions_profile".to_owned(), dimensions::profile(plotted)));
    plots
}

/// Draws those of them that have axes of values, with whole axes.
fn draw_whole(plotted: &Plotted<'_>) -> Vec<Plot> {
    let mut plots = vec![
        ("overview".to_owned(), lines::overview(plotted, HEADLINE)),
        ("overview_everyone".to_owned(), lines::overview(plotted, EVERYONE)),
        ("dimensions_oecd".to_owned(), dimensions::oecd(plotted)),
        ("dimensions_profile".to_owned(), dimensions::profile(plotted)),
    ];
    let single = |indicator| (INDICATORS[indicator as usize].name.to_owned(), lines::single(plotted, indicator));
    plots.extend(MAIN.into_iter().map(single));
    plots
}

/// The plots of a run: with whole axes, too, as far as all of them together have no more than `room` bytes.
pub(super) fn of_run(scenario: &Scenario, findings: &Findings, room: usize) -> Result<Vec<Picture>, OutputError> {
    let plotted = |axes| Plotted::new(scenario, findings, axes);
    pictures(draw(&plotted(Axes::Close)), room, || draw_whole(&plotted(Axes::Whole)))
}

/// The plots of a sweep, in as much room.
pub(super) fn of_responses(
    scenario: &Scenario,
    design: &Design,
    main: &[Main],
    crossings: &[Crossing],
    room: usize,
) -> Result<Vec<Picture>, OutputError> {
    let draw = |axes| responses::draw(scenario, design, (main, crossings), axes);
    pictures(draw(Axes::Close), room, || draw(Axes::Whole))
}

/// The plots of a sensitivity analysis.
pub(super) fn of_sensitivity(
    scenario: &Scenario,
    design: &SensitivityDesign,
    answers: &[Answer],
) -> Result<Vec<Picture>, OutputError> {
    pictures(sensitivity::draw(scenario, design, answers), 0, Vec::new)
}

/// The plots of a challenge.
pub(super) fn of_challenge(
    scenario: &Scenario,
    design: &ChallengeDesign,
    found: &[Challenged],
) -> Result<Vec<Picture>, OutputError> {
    pictures(challenge::draw(scenario, design, found), 0, Vec::new)
}

/// The plots of an ablation study; whether what is missing is so from week 0 on only.
pub(super) fn of_ablation(
    scenario: &Scenario,
    study: &Ablations,
    results: &AblationResults,
    from_services: bool,
) -> Result<Vec<Picture>, OutputError> {
    pictures(ablation::draw(scenario, study, results, from_services), 0, Vec::new)
}

/// The plot of a test.
pub(super) fn of_test(outcome: &TestOutcome<'_>) -> Result<Vec<Picture>, OutputError> {
    pictures(testing::draw(outcome), 0, Vec::new)
}

/// Draws the timeline of a story; why, if it cannot be drawn.
pub(super) fn timeline(person: &StoryPerson<'_>, lives: &Lives) -> Result<String, String> {
    timeline::draw(person, lives).map_err(|DrawError(reason)| reason)
}

/// Plots that were drawn, each with what has whole axes if that differs and fits. It is not drawn where nothing does.
fn pictures(drawn: Vec<Plot>, room: usize, whole: impl FnOnce() -> Vec<Plot>) -> Result<Vec<Picture>, OutputError> {
    let made = |(name, drawn): Plot| match drawn {
        Ok(svg) => Ok((name, svg)),
        Err(DrawError(reason)) => Err(OutputError::Plot { name, reason }),
    };
    let drawn = drawn.into_iter().map(made).collect::<Result<Vec<(String, String)>, OutputError>>()?;
    let mut left = room.saturating_sub(drawn.iter().map(|(_, svg)| svg.len()).sum());
    let whole = if left > 0 { whole() } else { Vec::new() };
    let mut whole = whole.into_iter().map(made).collect::<Result<BTreeMap<String, String>, OutputError>>()?;
    let picture = |(name, svg): (String, String)| {
        let whole = whole.remove(&name).filter(|whole| *whole != svg && whole.len() <= left);
        left -= whole.as_ref().map_or(0, String::len);
        Picture { name, svg, whole }
    };
    Ok(drawn.into_iter().map(picture).collect())
}

/// Completes plots on the stage.
pub(super) fn stage(stage: &Stage, pictures: &[Picture]) -> Result<Vec<Staged>, OutputError> {
    let one = |picture: &Picture| {
        stage.write(&format!("{PLOTS}/{}{PICTURE}", picture.name), |w| w.write_all(picture.svg.as_bytes()))
    };
    pictures.iter().map(one).collect()
}
