//! The tables of plausibility: what is observed in every run, and every figure of evidence beside it.

use super::csv_files::{Sheet, name_of};
use super::error::OutputError;
use super::stage::{Stage, Staged};
use crate::analysis::Findings;
use crate::analysis::figures::HeldAgainst;
use crate::analysis::quantities::QUANTITIES;
use crate::analysis::validity::{Comparison, ValidityVerdict};
use crate::scenario::Scenario;
use std::io;

type Fill = fn(&mut Sheet, &Scenario, &Findings) -> io::Result<()>;

/// Completes the tables on the stage.
pub(super) fn stage(stage: &Stage, scenario: &Scenario, findings: &Findings) -> Result<Vec<Staged>, OutputError> {
    let tables: [(&str, Fill); 2] = [("spells.csv", spells), ("validity.csv", validity)];
    let table = |(name, fill): (&str, Fill)| {
        let mut sheet = Sheet::begin(stage, name)?;
        sheet.write(|sheet| fill(sheet, scenario, findings))?;
        sheet.finish()
    };
    tables.into_iter().map(table).collect()
}

fn spells(sheet: &mut Sheet, scenario: &Scenario, findings: &Findings) -> io::Result<()> {
    sheet.header(["regime", "quantity", "unit", "mean", "sd", "low", "high", "n"])?;
    for (regime, named) in scenario.regimes.iter().enumerate() {
        for quantity in QUANTITIES {
            let Some(estimate) = findings.spells.at(regime, quantity.quantity) else { continue };
            [&named.name, quantity.name, quantity.unit].into_iter().try_for_each(|key| sheet.text(key))?;
            sheet.estimate(estimate)?;
            sheet.whole(estimate.n)?;
            sheet.end_row()?;
        }
    }
    Ok(())
}

fn validity(sheet: &mut Sheet, scenario: &Scenario, findings: &Findings) -> io::Result<()> {
    let keys = ["figure", "says", "about", "regime", "quantity", "unit"];
    let values = ["figure_value", "figure_low", "figure_high", "mean", "low", "high", "n"];
    let verdict = ["verdict", "straddles", "why", "use", "grade", "interval", "source"];
    sheet.header(keys.into_iter().chain(values).chain(verdict))?;
    findings.validity.iter().try_for_each(|comparison| row(sheet, scenario, comparison))
}

fn row(sheet: &mut Sheet, scenario: &Scenario, comparison: &Comparison) -> io::Result<()> {
    let Comparison { figure, regime, model } = comparison;
    let regime = regime.map_or("", |regime| name_of(scenario, regime));
    let quantity = match figure.held {
        HeldAgainst::Quantity(quantity) => quantity.row().name,
        HeldAgainst::Nothing(_) => "",
    };
    let keys = [&figure.id, &figure.says, figure.about.word(), regime, quantity, &figure.unit];
    keys.into_iter().try_for_each(|key| sheet.text(key))?;
    let numbers = [figure.value, figure.low, figure.high, model.mean, model.low, model.high];
    numbers.into_iter().try_for_each(|number| sheet.number(number))?;
    sheet.whole(model.n)?;
    let verdict = comparison.verdict();
    sheet.text(verdict.word())?;
    match comparison.straddles() {
        Some(straddles) => sheet.truth(straddles)?,
        None => sheet.text("")?,
    }
    let why = if let ValidityVerdict::CannotBeSaid(why) = &verdict { why.as_str() } else { "" };
    let rest = [why, figure.purpose.word(), figure.grade.word(), &figure.rule.words(), &figure.source];
    rest.into_iter().try_for_each(|text| sheet.text(text))?;
    sheet.end_row()
}
