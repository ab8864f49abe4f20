//! Hypotheses over the draws of a posterior: `claims.csv`, and what is said of one of them on the terminal.

use super::csv_files::Sheet;
use super::digits::count;
use super::table::cells::rounded;
use crate::analysis::claimed::{ClaimedOverDraws, HypothesisOverDraws};
use crate::analysis::uncertain::{OverDraws, Share};
use crate::scenario::Hypothesis;
use std::io;

/// The table.
pub(super) const CLAIMS: &str = "claims.csv";

const COLUMNS: [&str; 22] = [
    "claim",
    "hypothesis",
    "reads",
    "regime",
    "than",
    "beside",
    "direction",
    "smallest",
    "mean",
    "low",
    "high",
    "sd_luck",
    "sd_ignorance",
    "luck_share",
    "direction_share",
    "direction_low",
    "direction_high",
    "passed_share",
    "passed_low",
    "passed_high",
    "draws",
    "distinct",
];

/// What says which hypothesis a row is of: id, what it reads, regimes, and where the number is claimed to lie.
pub(super) fn hypothesis(sheet: &mut Sheet, one: &Hypothesis) -> io::Result<()> {
    sheet.text(&one.id)?;
    sheet.text(&one.observable.to_string())?;
    sheet.text(&one.regime)?;
    sheet.text(one.than.as_deref().unwrap_or_default())?;
    sheet.text(&one.taken_off())?;
    sheet.text(one.direction.word())?;
    sheet.number(one.smallest)
}

/// One row for every hypothesis; then one for every claim in several parts, which has shares alone.
pub(super) fn rows(sheet: &mut Sheet, hypotheses: &[Hypothesis], found: &ClaimedOverDraws) -> io::Result<()> {
    sheet.header(COLUMNS)?;
    for (one, over) in hypotheses.iter().zip(&found.hypotheses) {
        sheet.text(one.claim_id())?;
        hypothesis(sheet, one)?;
        let OverDraws { mean, low, high, luck, ignorance, .. } = over.number;
        let numbers = [mean, low, high, luck, ignorance, over.number.luck_share()];
        numbers.into_iter().try_for_each(|number| sheet.number(number))?;
        share(sheet, over.direction, found.distinct)?;
        share(sheet, Some(over.passed), found.distinct)?;
        sheet.whole(over.passed.draws)?;
        sheet.whole(found.distinct)?;
        sheet.end_row()?;
    }
    for (id, passed) in &found.claims {
        sheet.text(id)?;
        (0..6).try_for_each(|_| sheet.text(""))?;
        (0..7).try_for_each(|_| sheet.number(f64::NAN))?;
        share(sheet, None, found.distinct)?;
        share(sheet, Some(*passed), found.distinct)?;
        sheet.whole(passed.draws)?;
        sheet.whole(found.distinct)?;
        sheet.end_row()?;
    }
    Ok(())
}

fn share(sheet: &mut Sheet, share: Option<Share>, distinct: usize) -> io::Result<()> {
    let told = share.filter(|share| share.draws > 0);
    let (low, high) = told.map_or((f64::NAN, f64::NAN), |share| share.interval(distinct));
    let numbers = [told.map_or(f64::NAN, Share::share), low, high];
    numbers.into_iter().try_for_each(|number| sheet.number(number))
}

/// What is said of a hypothesis: in how much of what fits it is so, and what of the spread is luck.
pub(super) fn told(hypothesis: &Hypothesis, over: &HypothesisOverDraws, distinct: usize) -> String {
    if over.passed.draws == 0 {
        return "no draw has it".to_owned();
    }
    let (passed, draws) = (percent(over.passed, distinct), count(over.passed.draws, "draw"));
    let shares = match over.direction {
        None => format!("it lies within {} of 0 in {passed} of {draws}", hypothesis.smallest),
        // Where every effect is of interest, to be on that side is to pass the smallest, but for draws that lie at 0.
        Some(direction) if hypothesis.smallest == 0.0 && direction == over.passed => {
            format!("the direction holds in {} of {draws}", percent(direction, distinct))
        }
        Some(direction) => format!(
            "the direction holds in {} of {draws}, and the smallest effect is passed in {passed}",
            percent(direction, distinct)
        ),
    };
    match over.number.luck_share() {
        luck if luck.is_finite() => format!("{shares}; luck {} %", rounded(100.0 * luck, 0)),
        _ => format!("{shares}; nothing varies"),
    }
}

/// What is said of a claim in several parts.
pub(super) fn told_of_all(passed: Share, distinct: usize) -> String {
    if passed.draws == 0 {
        return "no draw has all its parts".to_owned();
    }
    format!("all parts together hold in {} of {}", percent(passed, distinct), count(passed.draws, "draw"))
}

/// A share with its interval.
fn percent(share: Share, distinct: usize) -> String {
    let (low, high) = share.interval(distinct);
    let [of, low, high] = [share.share(), low, high].map(|share| rounded(100.0 * share, 0));
    format!("{of} % [{low}, {high}]")
}
