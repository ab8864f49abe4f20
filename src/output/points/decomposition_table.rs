//! The terminal: which parts there are, and what each makes of the difference. At most 100 columns, ASCII but for names of
//! regimes.

use super::super::table::cells::{rounded, signed, with_half};
use super::decomposition_sentence::{reading, sentence};
use super::decomposition_shown::DecompositionShown;
use super::over_draws::{held, in_draws, middle};
use crate::analysis::ablation::differs_from_zero;
use crate::analysis::decomposition::{Basis, Cells, Decomposition};
use crate::analysis::statistics::Estimate;
use crate::model::indicator::{EVERYONE, INDICATORS, Indicator, POPULATIONS, Per};
use crate::scenario::Parts;
use std::fmt::Write as _;

/// Hours that differ by less than this factor are called equal.
const EQUAL: f64 = 1.05;
/// Indicators of which a sentence says what the difference is made of.
const SENTENCES: usize = 2;
/// Pairs of parts shown of each indicator.
const TOGETHER: usize = 2;

/// What the two regimes differ in, printed before anything is run.
#[must_use]
pub fn parts_table(cells: &Cells) -> String {
    let Cells { parts, equal, .. } = cells;
    let mut text = format!("From {} to {}, in {}:\n", parts.from.name, parts.to.name, counted(parts.all.len()));
    for part in &parts.all {
        let fields: Vec<String> = part.fields.iter().map(|field| change(parts, field)).collect();
        push_broken(&mut text, &format!("  {:<16} ", part.label()), &fields, "; ");
    }
    for bound in &parts.bound {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "  {} goes with {} here: {}", bound.field, bound.with, bound.why);
    }
    let _ = writeln!(text, "Every mixture is run: {} regimes, and the world without help.", parts.cells.len());
    if let Some(equal) = equal {
        let _ = writeln!(
            text,
            "Then all of it again at equal hours: {} a week for 1,000 people, and nothing else that is scarce.",
            equal.for_1000
        );
    }
    text
}

fn counted(parts: usize) -> String {
    if parts == 1 { "one part".to_owned() } else { format!("{parts} parts") }
}

fn change(parts: &Parts, field: &str) -> String {
    let [from, to] = parts.values(field);
    format!("{field} {from} -> {to}")
}

/// Things in a row, on lines of at most 100 columns.
fn push_broken(text: &mut String, head: &str, all: &[impl AsRef<str>], between: &str) {
    let indent = head.chars().count();
    let (mut line, mut begun) = (head.to_owned(), false);
    for (place, one) in all.iter().enumerate() {
        let one = format!("{}{}", one.as_ref(), if place + 1 < all.len() { between } else { "" });
        if begun && line.chars().count() + one.trim_end().chars().count() > 100 {
            let _ = writeln!(text, "{}", line.trim_end());
            line = " ".repeat(indent);
        }
        line += &one;
        begun = true;
    }
    let _ = writeln!(text, "{}", line.trim_end());
}

/// The difference in each indicator that is to be shown, part by part, on each footing.
#[must_use]
pub fn decomposition_table(cells: &Cells, found: &Decomposition, shown: &DecompositionShown) -> String {
    let (parts, mut text) = (&cells.parts, String::new());
    for (at, basis) in found.bases().iter().enumerate() {
        let _ = writeln!(
            text,
            "\n{} minus {}, {}: {}",
            parts.to.name,
            parts.from.name,
            footing(*basis),
            POPULATIONS[shown.population].label
        );
        if *basis == Basis::AsRun {
            for indicator in shown.indicators.iter().take(SENTENCES) {
                let whole = found.at(at, shown.population, *indicator);
                let said = sentence(parts, POPULATIONS[shown.population].label, *indicator, &whole);
                push_broken(&mut text, "  ", &said.split(' ').collect::<Vec<_>>(), " ");
            }
            text.push('\n');
        }
        for indicator in &shown.indicators {
            push(&mut text, parts, (at, shown.population, *indicator), found);
        }
        let hours = Indicator::WorkerHours as usize;
        if *basis != Basis::PerWorkerHour && !shown.indicators.contains(&hours) {
            push(&mut text, parts, (at, EVERYONE, hours), found);
        }
        if *basis == Basis::EqualHours {
            push_hours(&mut text, found);
        }
    }
    text += "\nA part is worth what it adds, averaged over all orders in which parts may change; parts add up.\n";
    match found.draws() {
        None => {
            text +=
                "alone: changed first; last: changed after all others. 95 % intervals. Recovered: percentage points.\n";
            text += "Each interval stands for itself: of twenty about one misses. ?: the interval contains 0.\n";
        }
        Some(draws) => {
            text += "alone: changed first; last: changed after all others. Recovered: percentage points.\n";
            text += &held(draws);
        }
    }
    text
}

fn footing(basis: Basis) -> &'static str {
    match basis {
        Basis::AsRun => "as run",
        Basis::PerWorkerHour => "gain over none for 1,000 worker hours",
        Basis::EqualHours => "at equal hours",
    }
}

/// How equal hours came out.
fn push_hours(text: &mut String, found: &Decomposition) {
    let Some((least, most)) = found.span(Basis::EqualHours, EVERYONE, Indicator::WorkerHours as usize) else { return };
    let said = if most <= 0.0 {
        ", too few for any meeting: this says nothing of help"
    } else if most > EQUAL * least {
        ", so not equal: some are left over"
    } else {
        ""
    };
    let _ = writeln!(
        text,
        "  Worker hours used for 1,000 people, by regime: {} to {}{}",
        rounded(least, 0),
        rounded(most, 0),
        said
    );
}

/// One indicator: the difference, each part by size, and which parts act together.
fn push(text: &mut String, parts: &Parts, (at, population, indicator): (usize, usize, usize), found: &Decomposition) {
    let whole = &found.at(at, population, indicator);
    let above = |part: usize| found.above(at, population, indicator, part);
    let number = |estimate: &Estimate| match found.draws() {
        None => number(estimate, indicator),
        Some(_) => over_draws(estimate, indicator),
    };
    let row = &INDICATORS[indicator];
    let label = if population == EVERYONE && row.per == Per::ThousandPeople {
        format!("{} for 1,000 people", row.label)
    } else {
        row.label.to_owned()
    };
    let _ = match whole.contrast {
        contrast if contrast.n == 0 => {
            let _ = writeln!(text, "  {label}: not defined in every mixture");
            return;
        }
        contrast if nothing(&contrast) => writeln!(text, "  {label}: no difference at all"),
        contrast if !differs_from_zero(&contrast) => {
            writeln!(text, "  {label}: no clear difference ({})", number(&contrast))
        }
        contrast => writeln!(text, "  {label} {}", number(&contrast)),
    };
    let shares = whole.shares();
    for part in whole.ranked() {
        let worth = &whole.parts[part];
        let share =
            shares.as_ref().map_or_else(String::new, |shares| format!("{} %", rounded(100.0 * shares[part], 0)));
        let unclear = if worth.value.n > 1 && !worth.value.is_clear() && !nothing(&worth.value) { "  ?" } else { "" };
        let (name, value) = (short(parts, part), number(&worth.value));
        let (first, last) = (mean(&worth.first, indicator), mean(&worth.last, indicator));
        let line = match above(part) {
            None => format!("    {name:<18}{value:<20}{share:>6}   alone {first:<10} last {last:<10}{unclear}"),
            Some(above) => format!("    {name:<18}{value:<27} {:<16}  alone {first:<8} last {last}", in_draws(&above)),
        };
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let mut together: Vec<_> = whole.pairs.iter().filter(|(_, pair)| pair.is_clear()).collect();
    together.sort_by(|(_, a), (_, b)| b.mean.abs().total_cmp(&a.mean.abs()));
    for ((one, other), pair) in together.into_iter().take(TOGETHER) {
        let both = format!("{} with {}", parts.all[*one].label(), parts.all[*other].label());
        let _ = writeln!(text, "    together: {both} {}", number(pair));
    }
}

/// The name of a part as it is read, cut where it would not fit.
fn short(parts: &Parts, part: usize) -> String {
    parts.all[part].label().chars().take(17).collect()
}

/// Whether it is 0 in every replicate.
fn nothing(estimate: &Estimate) -> bool {
    estimate.mean == 0.0 && (estimate.n == 1 || estimate.sd == 0.0)
}

/// A mean with half of its interval.
fn number(estimate: &Estimate, indicator: usize) -> String {
    let (factor, decimals) = reading(indicator);
    let e = estimate.scaled(factor);
    if e.n == 1 { signed(e.mean, decimals) + " (n=1)" } else { with_half(e.mean, 0.5 * (e.high - e.low), decimals) }
}

/// A mean with the middle of the draws.
fn over_draws(estimate: &Estimate, indicator: usize) -> String {
    let (factor, decimals) = reading(indicator);
    middle(&estimate.scaled(factor), decimals)
}

fn mean(estimate: &Estimate, indicator: usize) -> String {
    let (factor, decimals) = reading(indicator);
    signed(estimate.mean * factor, decimals)
}
