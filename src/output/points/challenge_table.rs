//! What a challenge prints on the terminal.

use super::super::digits::{count, with_thousands};
use super::super::limits::{in_words, short};
use crate::analysis::challenge::{
    ChallengeDesign, Challenged, Clear, FoundBox, Part, Turn, Turned, most_after_none, rule_of_three,
};
use crate::scenario::{Direction, Hypothesis, Scenario};
use std::fmt::Write;

/// Factors named of those that turn a claim by themselves.
const NAMED: usize = 3;

/// What was found of each claim.
#[must_use]
pub fn challenge_table(scenario: &Scenario, design: &ChallengeDesign, found: &[Challenged]) -> String {
    let mut text = String::new();
    if design.is_over_draws() {
        let [search, fresh] = [Part::Search, Part::Fresh].map(|part| design.numbers(part).len());
        text += &format!(
            "\nOver what fits the evidence: {} of the posterior searched, {fresh} of other particles to confirm; a share is one of\n\
             what fits, and intervals count different particles.\n",
            count(search, "draw")
        );
    }
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
    text += "More than luck decides where the mean over the worlds of a point lies further than its standard error from where the\n\
             claim turns.\n";
    text + match design.is_over_draws() {
        true => "All points: challenge.csv; all limits: boxes.csv\n",
        false => {
            "All points: challenge.csv; all limits: boxes.csv; every single factor that turns a claim: flips.csv\n"
        }
    }
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
    if n == 0 {
        return format!("  {word}: the number could be read at no point\n");
    }
    let space = if design.is_over_draws() { "what fits" } else { "the space" };
    if seen == 0 {
        let n = turned.independent();
        let (bound, three) = (percent(most_after_none(n)), percent(rule_of_three(n)));
        return format!(
            "  {word} in none of {points} points: at most {bound} of {space} at 95 % (rule of three: {three})\n{}{}",
            clear(turned),
            nearest(design, turned)
        );
    }
    if turned.is_everywhere() {
        let bound = percent(most_after_none(turned.independent()));
        return format!(
            "  {word} everywhere: at all {points} points (not so in at most {bound} of {space} at 95 %); no box is looked for\n{}{}",
            clear(turned),
            nearest(design, turned)
        );
    }
    let (low, high) = turned.bounds();
    let share = percent(seen as f64 / n as f64);
    let mut text = format!("  {word} at {seen} of {points} points ({share}; {} to {})\n", percent(low), percent(high));
    text += &clear(turned);
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
    let (found, fresh) = (one.chosen.size, one.confirmed.size);
    if limits.is_empty() {
        return format!(
            "    in no box: it is {} nearly everywhere, at {} of {} fresh points\n",
            turn.word(),
            fresh.reversed,
            fresh.inside
        );
    }
    let limits = limits.join(", ");
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

/// At how many points more than luck decides; nothing where that cannot be told.
fn clear(turned: &Turned) -> String {
    let Clear { turned: failed, points, of } = turned.clear;
    if of == 0 {
        return String::new();
    }
    let (seen, _) = turned.everywhere();
    let among = match seen {
        0 => String::new(),
        seen => format!(", and at {failed} of those {seen}"),
    };
    format!("    more than luck decides at {points} of {of} points{among}\n")
}

fn nearest(design: &ChallengeDesign, turned: &Turned) -> String {
    if design.is_over_draws() {
        return String::new();
    }
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
