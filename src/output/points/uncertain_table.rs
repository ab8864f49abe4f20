//! The table on the terminal: in how much of what fits the evidence one regime lies above another.

use super::super::claimed;
use super::super::table::cells::{rounded, signed};
use super::super::table::short_names;
use super::super::testing::asked;
use crate::analysis::claimed::ClaimedOverDraws;
use crate::analysis::readout::HEADLINE;
use crate::analysis::responses::OVERVIEW;
use crate::analysis::uncertain::{OverDraws, Uncertain};
use crate::model::indicator::{INDICATORS, Indicator, POPULATIONS};
use crate::scenario::{Scenario, visible};
use std::fmt::Write as _;

/// Of what it is told which parameters it hangs on.
const HANGS: Indicator = Indicator::General;
/// Parameters told.
const PARAMETERS: usize = 3;

/// Every two regimes in the main indicators of the headline population, as text of at most 100 columns.
#[must_use]
pub fn uncertain_table(scenario: &Scenario, found: &Uncertain, claimed: &ClaimedOverDraws) -> String {
    let names = short_names(scenario);
    let mut text = String::new();
    for (pair, &(regime, reference)) in found.pairs.iter().enumerate() {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "\n{} above {}: {}", names[regime], names[reference], POPULATIONS[HEADLINE].label);
        for indicator in OVERVIEW {
            let row = &INDICATORS[indicator as usize];
            let one = found.at(pair, HEADLINE, indicator as usize);
            let _ = writeln!(text, "  {:<27} {}", row.label, told(one, found.distinct));
        }
        push_parameters(&mut text, found, pair);
    }
    for (one, over) in scenario.hypotheses.iter().zip(&claimed.hypotheses) {
        let mean = if over.number.draws == 0 { String::new() } else { format!("{}: ", signed(over.number.mean, 4)) };
        let _ = writeln!(text, "\n{}  {}", one.id, visible(&one.claim));
        let _ = writeln!(text, "  {}; {}", one.reads(), asked(one));
        let _ = writeln!(text, "  {mean}{}", claimed::told(one, over, claimed.distinct));
    }
    for (id, passed) in &claimed.claims {
        let _ = writeln!(text, "\n{id}  {}", claimed::told_of_all(*passed, claimed.distinct));
    }
    let _ = writeln!(
        text,
        "\nIn brackets: the middle 95 % of the draws, and of their share the interval that {} different\n\
         particles leave.\n\
         Luck: share of the variance of a single world; the rest is ignorance of the parameters.\n\
         Hangs on: share of the variance between draws that goes with a parameter (docs/fitting.md).",
        found.distinct
    );
    text
}

/// The parameters that matter most to the difference in trust.
fn push_parameters(text: &mut String, found: &Uncertain, pair: usize) {
    let place = OVERVIEW.iter().position(|indicator| *indicator as usize == HANGS as usize);
    let Some(answer) = place.and_then(|place| found.hangs_on(pair, HEADLINE, place)) else { return };
    let _ = writeln!(text, "  {} hangs most on", HANGS.row().label);
    for parameter in answer.ranked().into_iter().take(PARAMETERS) {
        let index = &answer.indices[parameter];
        let [value, low, high] = [index.value, index.low, index.high].map(|number| rounded(number, 2));
        let mark = if answer.is_told(parameter) { "" } else { "   no more than noise makes of one of so many" };
        let _ = writeln!(text, "    {:<26} {value} [{low}, {high}]{mark}", found.parameters[parameter]);
    }
}

fn told(one: &OverDraws, distinct: usize) -> String {
    if one.draws == 0 {
        return "not defined".to_owned();
    }
    let (low, high) = one.share_interval(distinct);
    let percent = |share: f64| rounded(100.0 * share, 0);
    if one.same == one.draws {
        return "the same in all draws".to_owned();
    }
    // Who is not above need not be below; and where draws are the same, luck is not what divides them.
    let (same, luck) = match (one.same, one.luck_share()) {
        (0, share) if share.is_finite() => (String::new(), format!("; luck {} %", percent(share))),
        (0, _) => (String::new(), String::new()),
        _ => (format!(", same in {} %", percent(one.share_same())), String::new()),
    };
    format!(
        "in {} % [{}, {}] of draws{same}; {} [{}, {}]{luck}",
        percent(one.share_above()),
        percent(low),
        percent(high),
        signed(one.mean, 4),
        signed(one.low, 4),
        signed(one.high, 4)
    )
}
