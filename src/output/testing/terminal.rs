//! What became of hypotheses, in a few lines each; and before the first world, what the test can find.

use super::numbers::{asked, estimate};
use super::outcome::TestOutcome;
use crate::analysis::testing::{ERROR, Needed, TestPlan, distances};
use crate::output::count;
use crate::scenario::{Hypothesis, visible};
use std::fmt::Write as _;

/// A line a claim, and two a hypothesis.
#[must_use]
pub fn terminal(outcome: &TestOutcome<'_>) -> String {
    let mut text = String::new();
    // Writing into a string cannot fail.
    for claim in &outcome.tested.claims {
        let parts = claim.parts.len();
        let several = if parts > 1 { format!(", in {parts} parts") } else { String::new() };
        let _ = writeln!(text, "{:10} {}{several}", claim.outcome.word(), claim.id);
        for &part in &claim.parts {
            let (one, Some(row)) = (&outcome.hypotheses()[part], outcome.tested.told(part)) else { continue };
            let _ = writeln!(text, "    {}", visible(&one.claim));
            let name = if parts > 1 { format!("{} {}: ", one.id, row.outcome.word()) } else { String::new() };
            let (value, asked, worlds) = (estimate(row, one.smallest), asked(one), row.worlds);
            let _ = writeln!(text, "    {name}{value}, claimed {asked}, after {}", count(worlds as usize, "world"));
            let _ = writeln!(text, "    {}", one.reads());
            if row.leans() {
                let _ = writeln!(text, "    {}", leaning(row.skewness));
            }
            if let Some(needs) = needs(outcome.needed(part)) {
                let _ = writeln!(text, "    {needs}");
            }
        }
    }
    let _ = writeln!(
        text,
        "\nIn brackets: bounds that all looks together miss in at most about {} % of tests, all claims included. They speak of the \
         luck of simulation under these assumptions, not of whether the assumptions are right.",
        100.0 * ERROR
    );
    text
}

/// What to say of values that lean to one side.
pub(super) fn leaning(skewness: f64) -> String {
    let side = if skewness > 0.0 { "upper" } else { "lower" };
    format!("its values lean to one side (skewness {skewness:.1}): the {side} bound is missed more often than promised")
        .replace('-', "\u{2212}")
}

/// How many worlds twice the smallest effect takes.
pub(super) fn needs(needed: Needed) -> Option<String> {
    match needed {
        Needed::Worlds(worlds) => Some(format!(
            "twice the smallest effect would be found after {worlds} worlds in 90 % of cases, by this spread"
        )),
        Needed::More => {
            Some("twice the smallest effect needs more worlds than this test may have, by this spread".to_owned())
        }
        Needed::NotSaid => None,
    }
}

/// What a scenario claims, for `mutua check`; nothing where it claims nothing.
#[must_use]
pub fn claimed(hypotheses: &[Hypothesis]) -> String {
    if hypotheses.is_empty() {
        return String::new();
    }
    let mut text = "\nHypotheses, for `mutua test`\n".to_owned();
    for one in hypotheses {
        let of = one.part_of.as_ref().map_or_else(String::new, |of| format!(" (part of {of})"));
        // Writing into a string cannot fail.
        let _ = writeln!(text, "  {:17} {}: {}{of}", format!("{}:", one.id), one.reads(), asked(one));
    }
    text
}

fn hypotheses_in_words(number: usize) -> String {
    if number == 1 { "1 hypothesis".to_owned() } else { format!("{number} hypotheses") }
}

/// What is fixed before the first world: looks, error, seed, and what each look can find.
#[must_use]
pub fn power(plan: &TestPlan, hypotheses: &[Hypothesis], seed: u32) -> String {
    let mut claims: Vec<&str> = hypotheses.iter().map(Hypothesis::claim_id).collect();
    claims.sort_unstable();
    claims.dedup();
    let looks: Vec<String> = plan.looks.iter().map(u32::to_string).collect();
    let mut text = format!(
        "{}, {}; looks after {} worlds of seed {seed}, which follows from what is claimed.\n",
        count(claims.len(), "claim"),
        hypotheses_in_words(hypotheses.len()),
        looks.join(", "),
    );
    let mut told: Vec<Vec<Option<f64>>> = Vec::new();
    for (place, one) in hypotheses.iter().enumerate() {
        let found = distances(plan, place, one.direction);
        if told.contains(&found) {
            continue;
        }
        let each = plan.looks.iter().zip(&found).map(|(worlds, distance)| match distance {
            Some(distance) => format!("{distance:.2} after {worlds}"),
            None => format!("nothing after {worlds}"),
        });
        let each: Vec<String> = each.collect();
        // Writing into a string cannot fail.
        let _ = writeln!(
            text,
            "{}: found in 90 % of cases if it lies so many standard deviations between worlds beyond the smallest effect: {}.",
            one.id,
            each.join(", ")
        );
        told.push(found);
    }
    text
}
