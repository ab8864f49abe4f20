//! `test.md`: what became of hypotheses, as a page to read.

use super::numbers::{asked, estimate, fine};
use super::outcome::TestOutcome;
use super::terminal::{beyond, leaning, needs};
use crate::analysis::testing::ERROR;
use crate::output::{claimed, count};
use crate::scenario::Direction;
use std::fmt::Write as _;

const LUCK: &str = "This is the uncertainty of simulation, the luck of worlds, at one set of assumptions. It says nothing of \
    whether the assumptions are right, and more worlds cannot.";
const OVER_WHAT_FITS: &str = "This is the uncertainty over what fits the evidence, and of the luck of worlds beside it. The mean \
    over what fits may lie where it is claimed to lie while in a part of what fits it does not: the share of draws says in how \
    much it does, in brackets the 95 % interval that so many different particles leave. A share is that of what fits in this \
    model; it is no probability that a claim is true of the world, and none of this says whether the model is right. *Luck* is \
    its share of the variance of a single world; the rest is ignorance of the parameters.";

/// The page.
pub(super) fn page(outcome: &TestOutcome<'_>) -> String {
    let (most, looked_at) = (outcome.most(), outcome.looked_at());
    let looks: Vec<String> = outcome.plan.looks.iter().map(u32::to_string).collect();
    let mut text = format!("# {}\n\n", cell(&outcome.scenario.name));
    if !outcome.scenario.question.trim().is_empty() {
        text += &format!("{}\n\n", cell(&outcome.scenario.question));
    }
    text += &format!("Made by `{}`.\n\n", outcome.command());
    let unit = outcome.unit();
    text += &format!(
        "What is claimed was written down before any of these worlds was run: their seed, {}, follows from it. Looks were fixed \
         after {} {unit}s. The test ended after {looked_at} of at most {most}.\n\n",
        outcome.worlds.seed,
        looks.join(", "),
    );
    if let Some(over) = outcome.over {
        text += &format!(
            "Over what fits the evidence: each {unit} is one of the posterior in {} (SHA-256 {}), by weight, with luck of its \
             own that all regimes share, read over {}; {} of the {looked_at} are of different particles. A verdict is that of the \
             mean over what fits.\n\n",
            cell(over.posterior),
            over.sha256,
            count(outcome.worlds_each(), "world"),
            over.claimed.distinct,
        );
    }
    for claim in &outcome.tested.claims {
        let _ = writeln!(text, "## {}: {}\n", cell(&claim.id), claim.outcome.word());
        for &part in &claim.parts {
            let (one, Some(row)) = (&outcome.hypotheses()[part], outcome.tested.told(part)) else { continue };
            let several = if claim.parts.len() > 1 {
                format!("**{}, {}.** ", cell(&one.id), row.outcome.word())
            } else {
                String::new()
            };
            let _ = writeln!(text, "{several}{}\n", cell(&one.claim));
            let (value, asked) = (estimate(row, one.smallest, unit), asked(one));
            let after = count(row.worlds as usize, unit);
            let _ = writeln!(text, "`{}`: {value}, claimed {asked}, after {after}.\n", one.reads());
            if let Some(more) = beyond(outcome, row) {
                let _ = writeln!(text, "{}.\n", sentence(&more));
            }
            if let Some(over) = outcome.over {
                let claimed = claimed::told(one, &over.claimed.hypotheses[part], over.claimed.distinct);
                let _ = writeln!(text, "Over what fits: {claimed}.\n");
            }
            if row.leans() {
                let _ = writeln!(text, "But {}.\n", leaning(row.skewness));
            }
            if let Some(needs) = needs(outcome.needed(part), unit) {
                let _ = writeln!(text, "By the spread at the first look, {}.\n", needs.replace(", by this spread", ""));
            }
        }
        if let Some(all) = outcome.of_all_parts(&claim.id) {
            let _ = writeln!(text, "{}.\n", sentence(&all));
        }
    }
    let _ = write!(
        text,
        "## Every look\n\n| hypothesis | {unit}s | mean | lower bound | upper bound | verdict | found in 90 % of cases |\n| --- | ---: | ---: | ---: | ---: | --- | --- |\n"
    );
    for (place, one) in outcome.hypotheses().iter().enumerate() {
        for row in outcome.tested.rows.iter().filter(|row| row.hypothesis == place) {
            let size = if one.smallest > 0.0 { one.smallest } else { row.mean.abs() };
            let [mean, low, high] = [row.mean, row.low, row.high].map(|value| fine(value, size));
            let _ = writeln!(
                text,
                "| {} | {} | {mean} | {low} | {high} | {} | {} |",
                cell(&one.id),
                row.worlds,
                row.outcome.word(),
                found(outcome, place, row.look)
            );
        }
    }
    let _ = write!(
        text,
        "\n## What these words mean\n\n\
         - *Holds*: the whole interval lies where it is claimed to lie. *Fails*: none of it does. *Undecided*: neither. A claim in \
         several parts holds if all of them do, and fails if one does. A verdict stays once there is one.\n\
         - All looks and all claims together are wrong in at most about {} % of tests, as far as numbers vary from {unit} to {unit} as \
         normal ones do: *holds* though the truth falls short of the smallest effect, or *fails* though it does not.\n\
         - {}\n",
        50.0 * ERROR,
        if outcome.over.is_some() { OVER_WHAT_FITS } else { LUCK }
    );
    text
}

/// What a look finds, in the unit of the number, by the spread at the first look.
fn found(outcome: &TestOutcome<'_>, place: usize, look: usize) -> String {
    let one = &outcome.hypotheses()[place];
    let far = outcome.powers.get(place).map_or(f64::NAN, |power| power.in_units(look, one));
    let size = if one.smallest > 0.0 { one.smallest } else { far.abs() };
    match one.direction {
        _ if !far.is_finite() => "nothing".to_owned(),
        Direction::Above => format!("{} or more", fine(far, size)),
        Direction::Below => format!("{} or less", fine(far, size)),
        Direction::Within if far < 0.0 => "nothing".to_owned(),
        Direction::Within => format!("within {} of 0", fine(far, size)),
    }
}

/// The same with a capital letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text as Markdown takes it within a line.
fn cell(text: &str) -> String {
    crate::scenario::visible(text).replace('|', "\\|").replace('<', "&lt;")
}
