//! The results of a run over the draws of a posterior: every contrast with what is luck in it and what is ignorance.

use super::super::claimed::{self, CLAIMS};
use super::super::csv_files::{Sheet, name_of};
use super::super::error::OutputError;
use super::super::file_names::POINTS;
use super::super::plots;
use super::super::register::Register;
use super::super::report::UncertainTold;
use super::super::stage::{Stage, Staged};
use super::sensitivity::table;
use super::survey::Survey;
use super::surveyed::Surveyed;
use super::tables::PointColumns;
use crate::analysis::challenge::reading;
use crate::analysis::claimed::{ClaimedBuilder, ClaimedOverDraws};
use crate::analysis::design::Design;
use crate::analysis::given::{GivenAnswer, GivenDraws};
use crate::analysis::responses::OVERVIEW;
use crate::analysis::uncertain::{OverDraws, Uncertain, UncertainBuilder};
use crate::model::indicator::{INDICATORS, POPULATIONS};
use crate::record::Run;
use std::error::Error;
use std::io;

/// Writes the results from the runs at `draws`, each of which `run` gives by its number.
///
/// # Errors
/// If a run cannot be had, a file cannot be written, or a plot cannot be drawn.
pub fn write_uncertain<E>(
    stage: &Stage,
    draws: &Design,
    surveyed: &Surveyed<'_>,
    run: impl Fn(u64) -> Option<Result<Run, E>>,
) -> Result<(Survey, Uncertain, ClaimedOverDraws), OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let mut register = Register::of_all_runs();
    let mut fold = UncertainBuilder::new(surveyed.scenario);
    let hypotheses = &surveyed.scenario.hypotheses;
    let mut claims = ClaimedBuilder::new(hypotheses.len());
    for (point, drawn) in (0..surveyed.plan.points).zip(surveyed.scenarios) {
        for replicate in 0..surveyed.plan.replicates {
            let runs = surveyed.unit(&run, (replicate, point), &mut register)?;
            fold.add(&runs);
            claims.add(hypotheses.iter().map(|one| reading(one, drawn, &runs)));
        }
        fold.next_draw();
        claims.next_draw();
    }
    let found = fold.finish(&GivenDraws::of(draws, surveyed.scenario.seed));
    let claimed = claims.finish(hypotheses, found.distinct);
    let mut staged = vec![
        points(stage, surveyed)?,
        table(stage, "uncertain.csv", |sheet| rows(sheet, surveyed, &found))?,
        table(stage, INDICES, |sheet| indices(sheet, surveyed, &found))?,
    ];
    if !hypotheses.is_empty() {
        staged.push(table(stage, CLAIMS, |sheet| claimed::rows(sheet, hypotheses, &claimed))?);
    }
    let pictures = plots::of_uncertain(surveyed.scenario, &found, (surveyed.plan.points, surveyed.plan.replicates))?;
    staged.extend(plots::stage(stage, &pictures)?);
    let told = UncertainTold {
        scenario: surveyed.scenario,
        found: &found,
        claimed: &claimed,
        draws: surveyed.plan.points,
        varied: surveyed.keys.len(),
        pictures: &pictures,
    };
    Ok((surveyed.finish(stage, staged, &register, &told)?, found, claimed))
}

/// The table of what each contrast hangs on.
pub(in crate::output) const INDICES: &str = "uncertain_indices.csv";

/// One row for every two regimes, population, main indicator and parameter.
fn indices(sheet: &mut Sheet, surveyed: &Surveyed<'_>, found: &Uncertain) -> io::Result<()> {
    let keys = ["regime", "reference", "population", "indicator", "parameter"];
    sheet.header(keys.into_iter().chain(["index", "low", "high", "noise", "noise_of_all", "told", "particles"]))?;
    for (pair, &(regime, reference)) in found.pairs.iter().enumerate() {
        for (p, population) in POPULATIONS.iter().enumerate() {
            for (place, indicator) in OVERVIEW.into_iter().enumerate() {
                let Some(answer) = found.hangs_on(pair, p, place) else { continue };
                let GivenAnswer { indices, noise, most, particles } = answer;
                for (number, (parameter, index)) in found.parameters.iter().zip(indices).enumerate() {
                    let names = [name_of(surveyed.scenario, regime), name_of(surveyed.scenario, reference)];
                    let names = names.into_iter().chain([population.name, indicator.row().name, parameter]);
                    names.into_iter().try_for_each(|name| sheet.text(name))?;
                    let numbers = [index.value, index.low, index.high, *noise, *most];
                    numbers.into_iter().try_for_each(|number| sheet.number(number))?;
                    sheet.truth(answer.is_told(number))?;
                    sheet.whole(*particles)?;
                    sheet.end_row()?;
                }
            }
        }
    }
    Ok(())
}

/// One row a draw, one column a key.
pub(super) fn points(stage: &Stage, surveyed: &Surveyed<'_>) -> Result<Staged, OutputError> {
    table(stage, POINTS, |sheet| {
        sheet.header(["point"].into_iter().chain(surveyed.keys.iter().map(AsRef::as_ref)))?;
        for number in 0..surveyed.scenarios.len() {
            PointColumns::of(surveyed, number).write(sheet, surveyed.keys)?;
            sheet.end_row()?;
        }
        Ok(())
    })
}

/// One row for every two regimes, population and indicator.
fn rows(sheet: &mut Sheet, surveyed: &Surveyed<'_>, found: &Uncertain) -> io::Result<()> {
    let keys = ["regime", "reference", "population", "indicator", "mean", "low", "high"];
    let told = [
        "sd_luck",
        "sd_ignorance",
        "luck_share",
        "share_above",
        "share_low",
        "share_high",
        "share_same",
        "draws",
        "distinct",
    ];
    sheet.header(keys.into_iter().chain(told))?;
    for (pair, &(regime, reference)) in found.pairs.iter().enumerate() {
        for (p, population) in POPULATIONS.iter().enumerate() {
            for (i, indicator) in INDICATORS.iter().enumerate() {
                let one = found.at(pair, p, i);
                let names = [name_of(surveyed.scenario, regime), name_of(surveyed.scenario, reference)];
                names.into_iter().chain([population.name, indicator.name]).try_for_each(|name| sheet.text(name))?;
                let OverDraws { mean, low, high, luck, ignorance, draws, .. } = *one;
                let (from, to) = one.share_interval(found.distinct);
                let numbers =
                    [mean, low, high, luck, ignorance, one.luck_share(), one.share_above(), from, to, one.share_same()];
                numbers.into_iter().try_for_each(|number| sheet.number(number))?;
                sheet.whole(draws)?;
                sheet.whole(found.distinct)?;
                sheet.end_row()?;
            }
        }
    }
    Ok(())
}
