//! `test.csv`: a row a hypothesis and look. `test_worlds.csv`: a row a world and hypothesis. `test_draws.csv`: the same of draws.

use super::outcome::{TestOutcome, TestOver};
use crate::analysis::testing::{Failure, Needed};
use crate::output::claimed::hypothesis;
use crate::output::csv_files::Sheet;
use crate::scenario::Hypothesis;
use std::io;

const LOOKS: [&str; 29] = [
    "claim",
    "claim_verdict",
    "hypothesis",
    "reads",
    "regime",
    "than",
    "beside",
    "direction",
    "smallest",
    "look",
    "worlds",
    "n",
    "mean",
    "sd",
    "skewness",
    "low",
    "high",
    "level_holds",
    "spent_holds",
    "level_fails",
    "spent_fails",
    "verdict",
    "worlds_needed",
    "found_sd",
    "found",
    "seed",
    "fails_how",
    "needed_at_seen",
    "unit",
];

pub(super) fn looks(sheet: &mut Sheet, outcome: &TestOutcome<'_>) -> io::Result<()> {
    sheet.header(LOOKS)?;
    for (place, one) in outcome.hypotheses().iter().enumerate() {
        let claim = outcome.tested.claims.iter().find(|claim| claim.id == one.claim_id());
        for row in outcome.tested.rows.iter().filter(|row| row.hypothesis == place) {
            sheet.text(one.claim_id())?;
            sheet.text(claim.map_or("", |claim| claim.outcome.word()))?;
            hypothesis(sheet, one)?;
            sheet.whole(row.look + 1)?;
            sheet.whole(row.worlds)?;
            sheet.whole(row.n)?;
            [row.mean, row.sd, row.skewness, row.low, row.high]
                .into_iter()
                .try_for_each(|number| sheet.number(number))?;
            sheet.number(outcome.plan.holds(place).level)?;
            sheet.number(row.spent_holds)?;
            sheet.number(outcome.plan.fails(place).level)?;
            sheet.number(row.spent_fails)?;
            sheet.text(row.outcome.word())?;
            match outcome.needed(place) {
                Needed::Worlds(worlds) => sheet.whole(worlds)?,
                Needed::More => sheet.text("more")?,
                Needed::NotSaid => sheet.text("")?,
            }
            let power = outcome.powers.get(place);
            sheet.number(power.and_then(|power| power.distances[row.look]).unwrap_or(f64::NAN))?;
            sheet.number(power.map_or(f64::NAN, |power| power.in_units(row.look, one)))?;
            sheet.whole(outcome.worlds.seed)?;
            sheet.text(Failure::of(one, row).map_or("", Failure::word))?;
            match outcome.at_seen(row) {
                Some(units) => sheet.whole(units)?,
                None => sheet.text("")?,
            }
            sheet.text(outcome.unit())?;
            sheet.end_row()?;
        }
    }
    Ok(())
}

pub(super) fn worlds(sheet: &mut Sheet, outcome: &TestOutcome<'_>) -> io::Result<()> {
    sheet.header(["world", "hypothesis", "value", "than", "tested"])?;
    for (world, read) in outcome.read.iter().enumerate() {
        for (one, &(value, than)) in outcome.hypotheses().iter().zip(read) {
            sheet.whole(world)?;
            tested(sheet, one, (value, than))?;
        }
    }
    Ok(())
}

pub(super) fn draws(sheet: &mut Sheet, outcome: &TestOutcome<'_>, over: &TestOver<'_>) -> io::Result<()> {
    sheet.header(["draw", "world", "seed", "hypothesis", "value", "than", "tested"])?;
    let (hypotheses, each) = (outcome.hypotheses(), outcome.worlds_each());
    for (draw, read) in outcome.read.iter().enumerate() {
        for (world, read) in read.chunks(hypotheses.len().max(1)).enumerate() {
            for (one, &(value, than)) in hypotheses.iter().zip(read) {
                sheet.whole(draw + 1)?;
                sheet.whole(world)?;
                sheet.whole(over.seeds.get(draw * each + world).copied().unwrap_or_default())?;
                tested(sheet, one, (value, than))?;
            }
        }
    }
    Ok(())
}

/// The end of a row: what was read of a hypothesis.
fn tested(sheet: &mut Sheet, one: &Hypothesis, (value, than): (f64, Option<f64>)) -> io::Result<()> {
    sheet.text(&one.id)?;
    sheet.number(value)?;
    sheet.number(than.unwrap_or(f64::NAN))?;
    sheet.number(than.map_or(value, |than| value - than))?;
    sheet.end_row()
}
