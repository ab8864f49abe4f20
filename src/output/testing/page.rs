//! `test.md`: what became of hypotheses, as a page to read.

use super::numbers::{asked, estimate, fine};
use super::outcome::TestOutcome;
use super::terminal::{leaning, needs};
use crate::analysis::testing::ERROR;
use crate::output::count;
use crate::scenario::Direction;
use std::fmt::Write as _;

/// The page.
pub(super) fn page(outcome: &TestOutcome<'_>) -> String {
    let (most, looked_at) = (outcome.most(), outcome.looked_at());
    let looks: Vec<String> = outcome.plan.looks.iter().map(u32::to_string).collect();
    let mut text = format!("# {}\n\n", cell(&outcome.scenario.name));
    if !outcome.scenario.question.trim().is_empty() {
        text += &format!("{}\n\n", cell(&outcome.scenario.question));
    }
    text += &format!("Made by `{}`.\n\n", outcome.command());
    text += &format!(
        "What is claimed was written down before any of these worlds was run: their seed, {}, follows from it. Looks were fixed \
         after {} worlds. The test ended after {looked_at} of at most {most}.\n\n",
        outcome.worlds.seed,
        looks.join(", "),
    );
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
            let (value, asked) = (estimate(row, one.smallest), asked(one));
            let worlds = count(row.worlds as usize, "world");
            let _ = writeln!(text, "`{}`: {value}, claimed {asked}, after {worlds}.\n", one.reads());
            if row.leans() {
                let _ = writeln!(text, "But {}.\n", leaning(row.skewness));
            }
            if let Some(needs) = needs(outcome.needed(part)) {
                let _ = writeln!(text, "By the spread at the first look, {}.\n", needs.replace(", by this spread", ""));
            }
        }
    }
    text += "## Every look\n\n| hypothesis | worlds | mean | lower bound | upper bound | verdict | found in 90 % of cases |\n| --- | ---: | ---: | ---: | ---: | --- | --- |\n";
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
         - All looks and all claims together are wrong in at most about {} % of tests, as far as numbers vary from world to world as \
         normal ones do: *holds* though the truth falls short of the smallest effect, or *fails* though it does not.\n\
         - This is the uncertainty of simulation, the luck of worlds, at one set of assumptions. It says nothing of whether the \
         assumptions are right, and more worlds cannot.\n",
        50.0 * ERROR
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

/// A text as Markdown takes it within a line.
fn cell(text: &str) -> String {
    crate::scenario::visible(text).replace('|', "\\|").replace('<', "&lt;")
}
