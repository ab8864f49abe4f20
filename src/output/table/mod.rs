//! The table on the terminal: one row a regime, how each differs from the world without help, and whether it is
//! sustainable.

pub(super) mod cells;
mod interactions;
mod sustainability;

use super::digits::people_a_world;
use super::names::shortened;
use crate::analysis::contrasts::{Adjustment, Contrast};
use crate::analysis::readout::{EVERYONE, WINDOW_WEEKS};
use crate::analysis::statistics::Estimate;
use crate::analysis::{Findings, reference};
use crate::model::indicator::{DIFFERENCES, Form, INDICATORS, Indicator, ON_TERMINAL};
use crate::scenario::Scenario;
use cells::{NAME_WIDTH, push_name, rounded, signed, whole, with_half};
use std::fmt::Write as _;

const STATE_WIDTH: usize = 10;
const DIFFERENCE_WIDTH: usize = 16;

/// The table as text of at most 100 columns, ASCII but for regime names; with colours only if asked.
///
/// # Examples
///
/// Colours are for terminals: `print!("{}", table(&scenario, &findings, std::io::stdout().is_terminal()))`.
#[must_use]
pub fn table(scenario: &Scenario, findings: &Findings, colour: bool) -> String {
    let reference = reference(scenario);
    let names = short_names(scenario);
    let mut text = String::new();
    push_state(&mut text, scenario, (findings, &names), colour);
    let others = (0..scenario.regimes.len()).any(|regime| regime != reference && findings.books.n(regime) > 0);
    if others {
        text.push('\n');
        push_differences(&mut text, (findings, &names), reference, colour);
    }
    interactions::push(&mut text, &names, findings, colour);
    sustainability::push(&mut text, &names, findings, colour);
    text
}

fn push_state(text: &mut String, scenario: &Scenario, (findings, names): (&Findings, &[String]), colour: bool) {
    let weeks = scenario.weeks;
    let years = WINDOW_WEEKS.min(weeks);
    let worlds = people_a_world(scenario, |number| number.to_string());
    let title = format!("Everyone, mean of the records of the last {years} of {weeks} weeks ({worlds})");
    push_headings(text, &title, &ON_TERMINAL, STATE_WIDTH, colour);
    for (regime, name) in names.iter().enumerate() {
        push_name(text, name);
        for indicator in ON_TERMINAL {
            let found = findings.summary.at_horizon(regime, EVERYONE, indicator as usize);
            let value = found.map_or(f64::NAN, |estimate| estimate.mean);
            let _ = write!(text, "{:>STATE_WIDTH$}", state(value, indicator.row().shown.form));
        }
        text.push('\n');
    }
    text.push_str("Totals since week 0: civic acts per person, worker hours used per 1,000 people.\n");
}

fn push_differences(text: &mut String, (findings, names): (&Findings, &[String]), reference: usize, colour: bool) {
    let name = names.get(reference).map_or("", String::as_str);
    let title = format!("Difference from {name} in the same replicate, with 95 % interval");
    push_headings(text, &title, &DIFFERENCES, DIFFERENCE_WIDTH, colour);
    let of_everyone = (0..names.len()).flat_map(|regime| {
        let at = move |indicator| findings.contrasts.at((regime, reference), Adjustment::AsRun, (EVERYONE, indicator));
        (0..INDICATORS.len()).filter_map(at)
    });
    let ours: Vec<Contrast> = of_everyone.collect();
    for (regime, name) in names.iter().enumerate().filter(|(regime, _)| *regime != reference) {
        push_name(text, name);
        for indicator in DIFFERENCES {
            let found = ours.iter().find(|c| c.regime == regime && c.indicator == indicator as usize);
            text.push_str(&found.map_or_else(String::new, |c| difference(c, indicator.row().shown.form, colour)));
        }
        text.push('\n');
    }
    text.push_str(
        "\"not clear\": the interval contains 0; \"none at all\": always the same. Recovered: percentage points.\n",
    );
    push_saving(text, &ours);
}

/// How much the same luck in all regimes narrows the differences shown.
fn push_saving(text: &mut String, ours: &[Contrast]) {
    let shown = |c: &&Contrast| DIFFERENCES.iter().any(|indicator| *indicator as usize == c.indicator);
    let mut ratios: Vec<f64> = ours.iter().filter(shown).map(|c| c.variance_ratio).collect();
    ratios.retain(|ratio| ratio.is_finite());
    ratios.sort_unstable_by(f64::total_cmp);
    if let Some(median) = ratios.get(ratios.len() / 2) {
        let _ = writeln!(
            text,
            "With luck of its own for each regime it would take {median:.1} times as many replicates (median)."
        );
    }
}

/// A title and two lines of column headings.
fn push_headings(text: &mut String, title: &str, columns: &[Indicator], width: usize, colour: bool) {
    let (bold, plain) = if colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    let _ = writeln!(text, "{bold}{title}{plain}");
    for line in 0..2 {
        push_name(text, "");
        for indicator in columns {
            let _ = write!(text, "{:>width$}", indicator.row().shown.heading[line]);
        }
        text.push('\n');
    }
}

/// The names of all regimes, shortened to fit their column.
pub(super) fn short_names(scenario: &Scenario) -> Vec<String> {
    shortened(scenario.regimes.iter().map(|regime| regime.name.as_str()), NAME_WIDTH, "...")
}

fn state(value: f64, form: Form) -> String {
    match form {
        _ if !value.is_finite() => "-".to_owned(),
        Form::Share | Form::Count => rounded(value, 2),
        Form::Percent => rounded(100.0 * value, 1) + " %",
        Form::Hours => whole(value),
    }
}

fn difference(contrast: &Contrast, form: Form, colour: bool) -> String {
    with_interval(contrast.difference, (contrast.indicator, form), colour)
}

/// A difference with half of its interval, or in words where nothing can be said.
fn with_interval(difference: Estimate, (indicator, form): (usize, Form), colour: bool) -> String {
    let (d, decimals) = match form {
        Form::Percent => (difference.scaled(100.0), 1),
        _ => (difference, 3),
    };
    let words = match d.n {
        0 => "-".to_owned(),
        1 => signed(d.mean, decimals) + " (n=1)",
        _ if d.low == 0.0 && d.high == 0.0 => "none at all".to_owned(),
        _ if !d.is_clear() => "not clear".to_owned(),
        _ => with_half(d.mean, 0.5 * (d.high - d.low), decimals),
    };
    let padded = format!("{words:>DIFFERENCE_WIDTH$}");
    match INDICATORS[indicator].more_is_better {
        Some(better) if colour && d.is_clear() => {
            let code = if (d.mean > 0.0) == better { 32 } else { 31 };
            format!("\x1b[{code}m{padded}\x1b[0m")
        }
        _ => padded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(state(-0.004, Form::Share), "0.00");
        assert_eq!(state(-0.0004, Form::Percent), "0.0 %");
        assert_eq!(state(-0.4, Form::Hours), "0");
        assert_eq!(
            (signed(-0.0004, 3), signed(0.0004, 3), signed(-0.0006, 3)),
            ("0.000".into(), "0.000".into(), "-0.001".into())
        );
    }

    #[test]
    fn a_narrow_interval_is_not_shown_as_none() {
        assert_eq!(with_half(0.013, 0.002, 3), "+0.013 +-0.002");
        assert_eq!(with_half(-0.013, 0.00031, 3), "-0.013 +-0.0003");
        assert_eq!(with_half(0.013, 0.0, 3), "+0.013 +-0.0001");
        assert_eq!(with_half(-12.3, 0.04, 1), "-12.3 +-0.04");
        assert_eq!(with_half(-0.0004, 0.0001, 3), "- under 0.001");
        assert_eq!(with_half(0.0004, 0.0001, 3), "+ under 0.001");
    }
}
