//! The table on the terminal: what each contrast depends on, and what works against it.

use super::super::table::cells::{rounded, signed, with_half};
use super::super::table::short_names;
use super::over_draws::{held, in_draws, middle};
use crate::analysis::ablation::{AblationResults, Ablations, Carried, Side, differs_from_zero};
use crate::analysis::readout::HEADLINE;
use crate::analysis::responses::{MAIN, OVERVIEW};
use crate::analysis::statistics::Estimate;
use crate::model::indicator::{Form, INDICATORS, Indicator, POPULATIONS};
use crate::scenario::Scenario;
use std::fmt::Write as _;

/// Mechanisms shown of those that carry most.
const CARRYING: usize = 3;
/// Mechanisms shown of those that work most against a contrast.
const AGAINST: usize = 2;
/// Combinations shown.
const TOGETHER: usize = 1;
const NAME_WIDTH: usize = 38;
/// The same where draws stand in a row, too.
const NAME_BESIDE_DRAWS: usize = 30;

/// What carries each main contrast of the headline population, regime by regime, as text of at most 100 columns, ASCII but for regime
/// names.
#[must_use]
pub fn ablation_table(scenario: &Scenario, study: &Ablations, results: &AblationResults) -> String {
    let names = short_names(scenario);
    let name = |regime: usize| names.get(regime).map_or("", String::as_str);
    let mut text = String::new();
    let people = POPULATIONS[HEADLINE].label;
    for regime in results.regimes() {
        // Writing into a string cannot fail.
        let _ = match results.reference() {
            Some(reference) => writeln!(text, "\nWhat {} minus {} depends on: {people}", name(regime), name(reference)),
            None => writeln!(text, "\nWhat {} depends on: {people}", name(regime)),
        };
        for indicator in OVERVIEW {
            if let Some(place) = MAIN.iter().position(|main| *main as usize == indicator as usize) {
                push_indicator(&mut text, study, results, (regime, place));
            }
        }
    }
    push_notes(&mut text, study, results);
    text
}

/// One indicator: as it stands, what carries most of it, what works against it, and what carries most together.
fn push_indicator(text: &mut String, study: &Ablations, results: &AblationResults, (regime, place): (usize, usize)) {
    let indicator = MAIN[place];
    let label = INDICATORS[indicator as usize].label;
    let number = |estimate: &Estimate| number(estimate, indicator, results.draws().is_some());
    let stands = results.stands(regime, HEADLINE, place);
    let known = differs_from_zero(&stands);
    let _ = match stands.n {
        0 => writeln!(text, "  {label}: not defined"),
        // A value, unlike a difference, has no sign to be shown.
        _ if known && results.reference().is_none() => {
            writeln!(text, "  {label} {}", number(&stands).trim_start_matches('+'))
        }
        _ if known => writeln!(text, "  {label} {}", number(&stands)),
        n if stands.mean == 0.0 && (n == 1 || stands.sd == 0.0) => writeln!(text, "  {label}: no difference at all"),
        _ => writeln!(text, "  {label}: no clear difference"),
    };
    let ranked = results.ranked(regime, HEADLINE, place);
    let clear: Vec<_> = ranked.into_iter().filter(|(_, carried)| carried.side() != Side::Unclear).collect();
    if stands.n > 0 && clear.is_empty() {
        *text += "    nothing that was removed changes it clearly\n";
    }
    let (joint, single): (Vec<_>, Vec<_>) =
        clear.into_iter().partition(|(ablation, _)| study.all()[*ablation].sets.len() > 1);
    // A difference that is not clear has no side of its own.
    let towards = !known || stands.mean > 0.0;
    let (with, against): (Vec<_>, Vec<_>) =
        single.into_iter().partition(|(_, carried)| (carried.carried.mean > 0.0) == towards);
    let headings = if known { ["carried by", "against it"] } else { ["pushed up by", "pushed down by"] };
    let groups = [(headings[0], with, CARRYING), (headings[1], against, AGAINST), ("together", joint, TOGETHER)];
    for (heading, group, most) in groups {
        for (line, (ablation, carried)) in group.into_iter().take(most).enumerate() {
            let heading = if line == 0 { heading } else { "" };
            let (name, value) = (&study.all()[ablation].name, number(&carried.carried));
            let row = match results.above(ablation, regime, HEADLINE, place) {
                None => format!("    {heading:<15}{name:<NAME_WIDTH$} {value:<18}{}", share(&carried)),
                Some([.., above]) => {
                    format!("    {heading:<15}{name:<NAME_BESIDE_DRAWS$} {value:<28}{}", in_draws(&above))
                }
            };
            let _ = writeln!(text, "{}", row.trim_end());
        }
    }
}

/// What is to be known of all of it.
fn push_notes(text: &mut String, study: &Ablations, results: &AblationResults) {
    let inert: Vec<&str> = (0..results.ablations())
        .filter(|ablation| results.is_inert(*ablation))
        .map(|ablation| study.all()[ablation].name.as_str())
        .collect();
    match results.draws() {
        None => {
            *text += "\nCarried: as it stands minus without it, in the same replicate, with 95 % interval and share.\n"
        }
        Some(draws) => {
            *text += "\nCarried: as it stands minus without it, with the same numbers and the same luck.\n";
            *text += &held(draws);
        }
    }
    *text += "Parts do not add up: mechanisms act on each other. Recovered: percentage points.\n";
    if !inert.is_empty() {
        *text += "Changed nothing in any run:";
        let mut room = 0;
        for name in inert {
            if room < name.len() + 2 {
                *text += "\n ";
                room = 96;
            }
            room = room.saturating_sub(name.len() + 1);
            let _ = write!(text, " {name}");
        }
        text.push('\n');
    }
}

/// A mean with half of its interval, one decimal more than in the table of a run.
fn number(estimate: &Estimate, indicator: Indicator, over_draws: bool) -> String {
    let (e, decimals) = match indicator.row().shown.form {
        Form::Percent => (estimate.scaled(100.0), 2),
        Form::Count => (*estimate, 3),
        _ => (*estimate, 4),
    };
    if over_draws {
        return middle(&e, decimals);
    }
    if e.n == 1 { signed(e.mean, decimals) + " (n=1)" } else { with_half(e.mean, 0.5 * (e.high - e.low), decimals) }
}

/// The share of the contrast that is carried, in per cent; nothing where it is not defined.
fn share(carried: &Carried) -> String {
    let share = carried.share();
    if share.is_finite() { format!("{:>6} %", rounded(100.0 * share, 0)) } else { String::new() }
}
