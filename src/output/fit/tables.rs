//! The tables of a fit.

use super::found::FitFound;
use super::values::{ends, prior, value};
use crate::analysis::fit::{Goal, GoalFit, GoalScale, Spread, Survey};
use crate::output::csv_files::{Sheet, name_of};
use crate::output::error::OutputError;
use crate::output::stage::{Stage, Staged};
use crate::scenario::NO_PARAMETERS;
use std::io;

type Fill = fn(&mut Sheet, &FitFound<'_>) -> io::Result<()>;

pub(super) fn stage(stage: &Stage, found: &FitFound<'_>) -> Result<Vec<Staged>, OutputError> {
    let tables: [(&str, Fill); 4] = [
        ("posterior.csv", posterior),
        ("parameters.csv", parameters),
        ("figures.csv", figures),
        ("generations.csv", generations),
    ];
    let table = |(name, fill): (&str, Fill)| {
        let mut sheet = Sheet::begin(stage, name)?;
        sheet.write(|sheet| fill(sheet, found))?;
        sheet.finish()
    };
    tables.into_iter().map(table).collect()
}

/// A row a particle: its weight, and the values of all parameters that may vary.
fn posterior(sheet: &mut Sheet, found: &FitFound<'_>) -> io::Result<()> {
    let keys = found.factors.iter().map(|factor| factor.key.as_str());
    sheet.header(NO_PARAMETERS.into_iter().chain(keys))?;
    let posterior = &found.told.posterior;
    for (particle, weight) in posterior.particles.iter().zip(posterior.weights()) {
        sheet.whole(particle.number)?;
        sheet.number(weight)?;
        sheet.number(particle.distance)?;
        sheet.whole((found.seed_of)(particle.number))?;
        let values = found.factors.iter().zip(&particle.units);
        values.into_iter().try_for_each(|(factor, unit)| sheet.text(&value(factor, *unit)))?;
        sheet.end_row()?;
    }
    Ok(())
}

/// A row a parameter that may vary: its prior, whether it was worth fitting, and what is known of it.
fn parameters(sheet: &mut Sheet, found: &FitFound<'_>) -> io::Result<()> {
    let before = ["key", "prior", "prior_low", "prior_high", "scenario", "moves", "fitted"];
    let after = ["mean_unit", "sd_unit", "low", "median", "high", "medoid", "apart", "identified"];
    sheet.header(before.into_iter().chain(after))?;
    let told = found.told;
    let medoid = told.posterior.particles.get(told.posterior.medoid);
    for (place, factor) in found.factors.iter().enumerate() {
        let [low, high] = ends(factor);
        let stands = found.scenario.setting(&factor.key).unwrap_or_default();
        [&factor.key, prior(factor), &low, &high, &stands].into_iter().try_for_each(|text| sheet.text(text))?;
        let screened = told.screening.factors[place];
        sheet.number(screened.moves)?;
        sheet.truth(screened.fitted)?;
        let marginal = told.posterior.marginal(place);
        sheet.number(marginal.mean)?;
        sheet.number(marginal.sd)?;
        marginal.quantiles.iter().try_for_each(|unit| sheet.text(&value(factor, *unit)))?;
        sheet.text(&medoid.map_or_else(String::new, |medoid| value(factor, medoid.units[place])))?;
        sheet.number(marginal.apart)?;
        sheet.truth(marginal.identified)?;
        sheet.end_row()?;
    }
    Ok(())
}

/// A row a figure: how far it may be missed, and what priors and posterior say of it.
fn figures(sheet: &mut Sheet, found: &FitFound<'_>) -> io::Result<()> {
    let keys = ["figure", "says", "use", "grade", "regime", "quantity", "unit"];
    let figure = ["figure_value", "figure_low", "figure_high", "n", "weight", "error", "luck", "discrepancy"];
    let spreads = ["prior", "posterior", "truth"];
    let columns: Vec<String> =
        spreads.iter().flat_map(|spread| ["mean", "low", "high"].map(|column| format!("{spread}_{column}"))).collect();
    let end = ["truth_inside", "covered", "in_reach", "why", "source"];
    let head = keys.into_iter().chain(figure).chain(columns.iter().map(String::as_str)).chain(end);
    sheet.header(head)?;
    let each = found.goals.iter().zip(found.held).zip(found.told.scales.iter().zip(&found.told.goals));
    for ((goal, held), (scale, fit)) in each {
        let purpose = if goal.fitted { "fit" } else { "check" };
        let (regime, quantity) = (name_of(found.scenario, held.regime), held.observable.to_string());
        [&goal.id, &held.says, purpose, held.grade, regime, &quantity, &held.unit]
            .into_iter()
            .try_for_each(|text| sheet.text(text))?;
        of_figure(sheet, goal, scale)?;
        of_fit(sheet, goal, fit)?;
        sheet.text("")?;
        sheet.text(&held.source)?;
        sheet.end_row()?;
    }
    for left in found.left {
        sheet.text(&left.id)?;
        (0..26).try_for_each(|_| sheet.text(""))?;
        sheet.text(&left.why)?;
        sheet.text("")?;
        sheet.end_row()?;
    }
    Ok(())
}

fn of_figure(sheet: &mut Sheet, goal: &Goal, scale: &GoalScale) -> io::Result<()> {
    [goal.value, goal.low, goal.high].into_iter().try_for_each(|number| sheet.number(number))?;
    match goal.survey {
        Survey::Share(n) | Survey::Correlation(n) => sheet.whole(n)?,
        Survey::Unknown => sheet.text("")?,
    }
    [goal.weight, scale.error, scale.luck, scale.discrepancy].into_iter().try_for_each(|number| sheet.number(number))
}

fn of_fit(sheet: &mut Sheet, goal: &Goal, fit: &GoalFit) -> io::Result<()> {
    for Spread { mean, low, high, .. } in [fit.prior, fit.posterior, fit.truth] {
        [mean, low, high].into_iter().try_for_each(|number| sheet.number(number))?;
    }
    sheet.truth(fit.is_inside(goal))?;
    sheet.truth(fit.posterior.holds(goal.value))?;
    sheet.truth(fit.is_in_reach(goal))
}

/// A row a population.
fn generations(sheet: &mut Sheet, found: &FitFound<'_>) -> io::Result<()> {
    sheet.header(["generation", "particles", "people_weeks", "nearest", "tolerance", "acceptance", "effective"])?;
    for one in &found.told.generations {
        sheet.whole(one.number)?;
        sheet.whole(one.evaluated)?;
        sheet.whole(u64::from(one.evaluated) * found.people_weeks_each)?;
        [one.nearest, one.tolerance, one.acceptance, one.effective].into_iter().try_for_each(|n| sheet.number(n))?;
        sheet.end_row()?;
    }
    Ok(())
}
