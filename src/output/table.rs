//! The table on the terminal: one row a regime, and how each differs from the world without help.

use crate::analysis::contrasts::{Basis, Contrast, contrasts};
use crate::analysis::readout::{EVERYONE, WINDOW_WEEKS, at_horizon, cell};
use crate::analysis::statistics::mean;
use crate::analysis::{Runs, reference};
use crate::ensemble::Outcome;
use crate::model::indicator::{INDICATORS, Indicator};
use crate::scenario::Scenario;
use std::fmt::Write as _;

/// How a value is shown.
#[derive(Clone, Copy)]
enum Shown {
    /// Two decimals; differences with three.
    Share,
    /// Per cent; differences in percentage points.
    Percent,
    /// Two decimals.
    Count,
    /// Whole, with thousands set apart.
    Hours,
}

/// A column: indicator, two lines of heading, form.
type Column = (Indicator, [&'static str; 2], Shown);

const STATE: [Column; 8] = [
    (Indicator::General, ["trust in", "people"], Shown::Share),
    (Indicator::Services, ["trust in", "services"], Shown::Share),
    (Indicator::Empowerment, ["empower-", "ment"], Shown::Share),
    (Indicator::Dependence, ["depen-", "dence"], Shown::Share),
    (Indicator::Recovered, ["recov-", "ered"], Shown::Percent),
    (Indicator::InNeed, ["in", "need"], Shown::Percent),
    (Indicator::CivicActs, ["civic", "acts"], Shown::Count),
    (Indicator::WorkerHours, ["worker", "hours"], Shown::Hours),
];

/// Columns of [`STATE`] of which differences are shown.
const DIFFERENCES: usize = 5;
const STATE_WIDTH: usize = 10;
const DIFFERENCE_WIDTH: usize = 16;
const NAME_WIDTH: usize = 20;

/// The table as text of at most 100 columns, ASCII but for regime names; with colours only if asked.
///
/// # Examples
///
/// Colours are for terminals: `print!("{}", table(&scenario, &outcome, std::io::stdout().is_terminal()))`.
#[must_use]
pub fn table(scenario: &Scenario, outcome: &Outcome, colour: bool) -> String {
    let runs = Runs::new(scenario, outcome);
    let reference = reference(scenario);
    let mut text = String::new();
    push_state(&mut text, scenario, &runs, colour);
    let others = (0..scenario.regimes.len()).any(|r| r != reference && runs.of(r).next().is_some());
    if others {
        text.push('\n');
        push_differences(&mut text, scenario, &runs, reference, colour);
    }
    text
}

fn push_state(text: &mut String, scenario: &Scenario, runs: &Runs<'_>, colour: bool) {
    let (weeks, people) = (scenario.weeks, scenario.people);
    let years = WINDOW_WEEKS.min(weeks);
    let title = format!("Everyone, mean of the last {years} of {weeks} weeks ({people} people a world)");
    push_headings(text, &title, &STATE, STATE_WIDTH, colour);
    for (regime, named) in scenario.regimes.iter().enumerate() {
        let readings: Vec<_> = runs.of(regime).map(|run| at_horizon(run, weeks)).collect();
        push_name(text, &named.name);
        for (indicator, _, shown) in STATE {
            let values = readings.iter().map(|r| r[cell(EVERYONE, indicator as usize)]);
            let value = mean(values.filter(|v| v.is_finite()));
            let _ = write!(text, "{:>STATE_WIDTH$}", state(value, shown));
        }
        text.push('\n');
    }
    text.push_str("Totals since week 0: civic acts per person, worker hours used per 1,000 people.\n");
}

fn push_differences(text: &mut String, scenario: &Scenario, runs: &Runs<'_>, reference: usize, colour: bool) {
    let name = scenario.regimes.get(reference).map_or("", |r| r.name.as_str());
    let title = format!("Difference from {} in the same replicate, with 95 % interval", short(name));
    push_headings(text, &title, &STATE[..DIFFERENCES], DIFFERENCE_WIDTH, colour);
    let all = contrasts(scenario, runs);
    let ours = |c: &&Contrast| c.reference == reference && c.basis == Basis::AsRun && c.population == EVERYONE;
    let ours: Vec<&Contrast> = all.iter().filter(ours).collect();
    for (regime, named) in scenario.regimes.iter().enumerate().filter(|(regime, _)| *regime != reference) {
        push_name(text, &named.name);
        for (indicator, _, shown) in &STATE[..DIFFERENCES] {
            let found = ours.iter().find(|c| c.regime == regime && c.indicator == *indicator as usize);
            text.push_str(&found.map_or_else(String::new, |c| difference(c, *shown, colour)));
        }
        text.push('\n');
    }
    text.push_str("\"not clear\": no clear difference, the interval contains 0. Recovered: percentage points.\n");
}

/// A title and two lines of column headings.
fn push_headings(text: &mut String, title: &str, columns: &[Column], width: usize, colour: bool) {
    let (bold, plain) = if colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    let _ = writeln!(text, "{bold}{title}{plain}");
    for line in 0..2 {
        push_name(text, "");
        for (_, heading, _) in columns {
            let _ = write!(text, "{:>width$}", heading[line]);
        }
        text.push('\n');
    }
}

fn push_name(text: &mut String, name: &str) {
    // Padding counts characters, as terminals mostly do.
    let _ = write!(text, "{:<NAME_WIDTH$}", short(name));
}

/// A name cut to fit its column.
fn short(name: &str) -> String {
    if name.chars().count() <= NAME_WIDTH {
        return name.to_owned();
    }
    name.chars().take(NAME_WIDTH - 3).chain("...".chars()).collect()
}

fn state(value: f64, shown: Shown) -> String {
    match shown {
        _ if !value.is_finite() => "-".to_owned(),
        Shown::Share | Shown::Count => format!("{value:.2}"),
        Shown::Percent => format!("{:.1} %", 100.0 * value),
        Shown::Hours => with_thousands(value),
    }
}

/// A whole number with commas, as in 12,345.
fn with_thousands(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::from(if value <= -0.5 { "-" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A difference with half of its interval, or in words where nothing can be said.
fn difference(contrast: &Contrast, shown: Shown, colour: bool) -> String {
    let d = contrast.difference;
    let half = 0.5 * (d.high - d.low);
    let words = match (shown, d.n) {
        (_, 0) => "-".to_owned(),
        (Shown::Percent, 1) => format!("{:+.1} (n=1)", 100.0 * d.mean),
        (_, 1) => format!("{:+.3} (n=1)", d.mean),
        _ if d.low == 0.0 && d.high == 0.0 => "none at all".to_owned(),
        _ if !d.is_clear() => "not clear".to_owned(),
        (Shown::Percent, _) => format!("{:+.1} +/-{:.1}", 100.0 * d.mean, 100.0 * half),
        _ => format!("{:+.3} +/-{half:.3}", d.mean),
    };
    let padded = format!("{words:>DIFFERENCE_WIDTH$}");
    match INDICATORS[contrast.indicator].more_is_better {
        Some(better) if colour && d.is_clear() => {
            let code = if (d.mean > 0.0) == better { 32 } else { 31 };
            format!("\x1b[{code}m{padded}\x1b[0m")
        }
        _ => padded,
    }
}
