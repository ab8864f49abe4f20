//! What a challenge prints on the terminal.

use super::super::digits::{count, with_thousands};
use super::super::limits::{in_words, short};
use crate::analysis::challenge::{
    ChallengeDesign, Challenged, FoundBox, Turn, Turned, exact_bounds, most_after_none, rule_of_three,
};
use crate::scenario::{Direction, Hypothesis, Scenario};
use std::fmt::Write;

/// Factors named of those that turn a claim by themselves.
const NAMED: usize = 3;

/// What was found of each claim.
#[must_use]
pub fn challenge_table(scenario: &Scenario, design: &ChallengeDesign, found: &[Challenged]) -> String {
    let mut text = String::new();
    for (claim, one) in scenario.hypotheses.iter().zip(found) {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "\n{}  {}\n  {}", claim.id, claim.claim, read(claim));
        let stands = &one.numbers[0];
        let word = one.standings[0].map_or("not read", |standing| standing.word());
        let _ = writeln!(text, "  as the scenario stands: {} ({word})", short(stands.mean));
        for turned in &one.turned {
            text += &of_turn(design, turned);
        }
    }
    text + "All points: challenge.csv; all limits: boxes.csv; every single factor that turns a claim: flips.csv\n"
}

/// What is claimed of which number.
fn read(claim: &Hypothesis) -> String {
    let asked = match claim.direction {
        Direction::Above => format!("at least {}", claim.smallest),
        // Minus nought is written as nought.
        Direction::Below => format!("at most {}", 0.0 - claim.smallest),
        Direction::Within => format!("within {} of 0", claim.smallest),
    };
    format!("{}: {}, {asked}", claim.compares(), claim.observable)
}

fn of_turn(design: &ChallengeDesign, turned: &Turned) -> String {
    let word = turned.turn.word();
    let (seen, n) = turned.everywhere();
    let points = with_thousands(&n.to_string());
    if seen == 0 {
        let (bound, three) = (percent(most_after_none(n)), percent(rule_of_three(n)));
        return format!(
            "  {word} in none of {points} points: at most {bound} of the space at 95 % (rule of three: {three})\n{}",
            nearest(design, turned)
        );
    }
    let (low, high) = exact_bounds(seen, n);
    let share = percent(seen as f64 / n as f64);
    let mut text = format!("  {word} at {seen} of {points} points ({share}; {} to {})\n", percent(low), percent(high));
    if turned.boxes.is_empty() {
        text += "    in no box of factors clearly more often\n";
    }
    for (number, one) in turned.boxes.iter().enumerate() {
        text += &of_box(design, turned.turn, number + 1, one);
    }
    text + &nearest(design, turned)
}

fn of_box(design: &ChallengeDesign, turn: Turn, number: usize, one: &FoundBox) -> String {
    let limits: Vec<String> = one
        .chosen
        .region
        .restricted()
        .into_iter()
        .map(|factor| {
            format!("{} {}", design.keys()[factor], in_words(design, factor, &one.chosen.region.limits[factor]))
        })
        .collect();
    let limits = if limits.is_empty() { "everywhere".to_owned() } else { limits.join(", ") };
    let (found, fresh) = (one.chosen.size, one.confirmed.size);
    let mut text = format!("    box {number}: {limits}\n");
    let word = turn.word();
    let _ = writeln!(text, "      found on {}: {} {word}", count(found.inside, "point"), found.reversed);
    if fresh.inside == 0 {
        return text + "      no fresh point lies in it: not confirmed\n";
    }
    let (low, high) = one.confirmed.density;
    let _ = write!(
        text,
        "      fresh: {} of {} {word} ({}; {} to {})",
        fresh.reversed,
        count(fresh.inside, "point"),
        percent(fresh.density()),
        percent(low),
        percent(high)
    );
    if fresh.all_reversed > 0 {
        let _ = write!(text, ", {} of all that are", percent(fresh.coverage()));
    }
    text + if one.confirmed.holds() { ": confirmed\n" } else { ": not confirmed\n" }
}

fn nearest(design: &ChallengeDesign, turned: &Turned) -> String {
    let word = turned.turn.word();
    let what = match turned.stands {
        None => return "    the number could not be read where the scenario stands\n".to_owned(),
        Some(false) => format!("{word} by one factor alone"),
        Some(true) => format!("no longer {word} by one factor alone"),
    };
    if turned.flips.is_empty() {
        return format!("    {what}: by none that was tried\n");
    }
    let one = |flip: &crate::analysis::challenge::Flip| {
        let stands = design.stands(flip.factor).map_or_else(String::new, |stands| format!(" instead of {stands}"));
        format!("{} = {}{stands} ({:.2} of its range)", design.keys()[flip.factor], shown(&flip.value), flip.distance)
    };
    let all: Vec<String> = turned.flips.iter().take(NAMED).map(one).collect();
    let more = turned.flips.len().saturating_sub(NAMED);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!("    {what}: {}{more}\n", all.join("; "))
}

/// A value without the rest of binary fractions.
fn shown(value: &str) -> String {
    value.parse::<f64>().map_or_else(|_| value.to_owned(), short)
}

fn percent(share: f64) -> String {
    let decimals = if share < 0.095 { 2 } else { 0 };
    format!("{:.decimals$} %", 100.0 * share)
}
