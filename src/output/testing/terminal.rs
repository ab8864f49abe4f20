//! What became of hypotheses, in a few lines each; and before the first world, what the test can find.

use super::numbers::{asked, estimate};
use super::outcome::TestOutcome;
use crate::analysis::testing::{ERROR, Failure, LookRow, Needed, TestPlan, distances};
use crate::output::claimed;
use crate::output::digits::{count, with_thousands};
use crate::scenario::{Direction, Hypothesis, visible};
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
            let (value, asked, after) =
                (estimate(row, one.smallest, outcome.unit()), asked(one), count(row.worlds as usize, outcome.unit()));
            let _ = writeln!(text, "    {name}{value}, claimed {asked}, after {after}");
            let _ = writeln!(text, "    {}", one.reads());
            if let Some(more) = beyond(outcome, row) {
                let _ = writeln!(text, "    {more}");
            }
            if let Some(over) = outcome.over {
                let claimed = &over.claimed.hypotheses[part];
                let _ = writeln!(text, "    {}", claimed::told(one, claimed, over.claimed.distinct));
            }
            if row.leans() {
                let _ = writeln!(text, "    {}", leaning(row.skewness));
            }
            if let Some(needs) = needs(outcome.needed(part), outcome.unit()) {
                let _ = writeln!(text, "    {needs}");
            }
        }
        if let Some(all) = outcome.of_all_parts(&claim.id) {
            let _ = writeln!(text, "    {all}");
        }
    }
    if let Some(over) = outcome.over {
        let distinct = over.claimed.distinct;
        let _ = writeln!(
            text,
            "\nOver what fits the evidence: each of {} is a draw of {} with luck of its own, read over {} ({} different \
             particles). The verdict is that of the mean over what fits. In brackets behind it: bounds that all looks together \
             miss in at most about {} % of tests, all claims included. Behind a share: its 95 % interval, by different \
             particles. Luck: its share of the variance of a single world; the rest is ignorance of the parameters. None of it \
             says whether the model is right.",
            count(outcome.looked_at() as usize, "draw"),
            visible(over.posterior),
            count(outcome.worlds_each(), "world"),
            distinct,
            100.0 * ERROR
        );
        return text;
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

/// What a verdict says beyond its word: what is shown where it fails, what it would take where it is undecided.
pub(super) fn beyond(outcome: &TestOutcome<'_>, row: &LookRow) -> Option<String> {
    let one = &outcome.hypotheses()[row.hypothesis];
    let failed = Failure::of(one, row).map(|failure| match (failure, one.direction) {
        (Failure::Opposite, _) if one.smallest == 0.0 => "the opposite is shown".to_owned(),
        (Failure::Opposite, Direction::Below) => format!("the opposite is shown: it is at least {}", one.smallest),
        (Failure::Opposite, _) => format!("the opposite is shown: it is at most \u{2212}{}", one.smallest),
        (Failure::OtherSide, _) => {
            "it lies on the other side of 0, though perhaps by less than the smallest effect".to_owned()
        }
        (Failure::Smaller, _) => {
            "the opposite is not shown: only that the effect is smaller than the smallest of interest".to_owned()
        }
        (Failure::Further, _) => format!("it is shown to lie further than {} from 0", one.smallest),
    });
    failed.or_else(|| {
        let number = with_thousands(&outcome.at_seen(row)?.to_string());
        Some(format!(
            "about {number} {}s would decide it in 90 % of cases, if the difference is the one seen here",
            outcome.unit()
        ))
    })
}

/// How many units twice the smallest effect takes.
pub(super) fn needs(needed: Needed, unit: &str) -> Option<String> {
    match needed {
        Needed::Worlds(worlds) => Some(format!(
            "twice the smallest effect would be found after {worlds} {unit}s in 90 % of cases, by this spread"
        )),
        Needed::More => {
            Some(format!("twice the smallest effect needs more {unit}s than this test may have, by this spread"))
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
pub fn power(plan: &TestPlan, hypotheses: &[Hypothesis], seed: u32, unit: &str) -> String {
    let mut claims: Vec<&str> = hypotheses.iter().map(Hypothesis::claim_id).collect();
    claims.sort_unstable();
    claims.dedup();
    let looks: Vec<String> = plan.looks.iter().map(u32::to_string).collect();
    let mut text = format!(
        "{}, {}; looks after {} {unit}s of seed {seed}, which follows from what is claimed.\n",
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
            "{}: found in 90 % of cases if it lies so many standard deviations between {unit}s beyond the smallest effect: {}.",
            one.id,
            each.join(", ")
        );
        told.push(found);
    }
    text
}
