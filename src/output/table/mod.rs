//! The table on the terminal: for the struck, for those who entered and for everyone, one row a regime; how each differs from
//! the world without help; and whether it is sustainable.

pub(super) mod cells;
mod columns;
mod interactions;
mod plausible;
mod sustainability;

use super::digits::people_a_world;
use super::names::shortened;
use crate::analysis::contrasts::{Adjustment, Contrast};
use crate::analysis::readout::{EVERYONE, HEADLINE, WINDOW_WEEKS};
use crate::analysis::statistics::t_975;
use crate::analysis::{Findings, reference};
use crate::model::indicator::{
    DIFFERENCES, EVER_ENTERED, Form, INDICATORS, Indicator, ON_TERMINAL, POPULATIONS, Per, TOLD_OF,
};
use crate::scenario::Scenario;
pub(super) use plausible::written;

use cells::{NAME_WIDTH, push_name, rounded, whole};
use columns::{DIFFERENCE_WIDTH, push_headings, weight, with_interval};
use std::fmt::Write as _;

const STATE_WIDTH: usize = 10;

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
    sustainability::push(&mut text, (&names, scenario.weeks), findings, colour);
    plausible::push(&mut text, scenario, findings, colour);
    text
}

fn push_state(text: &mut String, scenario: &Scenario, (findings, names): (&Findings, &[String]), colour: bool) {
    let weeks = scenario.weeks;
    let years = WINDOW_WEEKS.min(weeks);
    let worlds = people_a_world(scenario, |number| number.to_string());
    let title = format!("Mean of the records of the last {years} of {weeks} weeks ({worlds})");
    push_headings(text, &title, &ON_TERMINAL, STATE_WIDTH, colour);
    for population in TOLD_OF {
        push_people(text, population, colour);
        for (regime, name) in names.iter().enumerate() {
            push_state_of(text, findings, (name, regime), population);
        }
    }
    text.push_str(
        "Struck: in need at week 0, or a first life problem since; the same people under every regime.\n\
         Totals since week 0: ever entered, civic acts per person, worker hours used per 1,000 people.\n",
    );
}

/// One regime; nothing where its worlds have nobody of these people.
fn push_state_of(text: &mut String, findings: &Findings, (name, regime): (&str, usize), population: usize) {
    let mean = |indicator: Indicator| {
        let found = findings.summary.at_horizon(regime, population, indicator as usize);
        found.map_or(f64::NAN, |estimate| estimate.mean)
    };
    if population == EVER_ENTERED && ON_TERMINAL.into_iter().all(|indicator| !mean(indicator).is_finite()) {
        return;
    }
    push_name(text, name);
    for indicator in ON_TERMINAL {
        let of_the_whole = indicator.row().per == Per::ThousandPeople && population != EVERYONE;
        let cell = if of_the_whole { String::new() } else { state(mean(indicator), indicator.row().shown.form) };
        let _ = write!(text, "{cell:>STATE_WIDTH$}");
    }
    text.truncate(text.trim_end_matches(' ').len());
    text.push('\n');
}

/// The people of whom the rows below are told.
fn push_people(text: &mut String, population: usize, colour: bool) {
    let (bold, plain) = weight(colour);
    let _ = writeln!(text, "{bold}{}:{plain}", POPULATIONS[population].label);
}

fn push_differences(text: &mut String, (findings, names): (&Findings, &[String]), reference: usize, colour: bool) {
    let name = names.get(reference).map_or("", String::as_str);
    let title = format!("Difference from {name} in the same replicate, with 95 % interval");
    push_headings(text, &title, &DIFFERENCES, DIFFERENCE_WIDTH, colour);
    let at = |regime, population, indicator: Indicator| {
        findings.contrasts.at((regime, reference), Adjustment::AsRun, (population, indicator as usize))
    };
    let mut shown = Vec::new();
    for population in [HEADLINE, EVERYONE] {
        push_people(text, population, colour);
        for (regime, name) in names.iter().enumerate().filter(|(regime, _)| *regime != reference) {
            push_name(text, name);
            for contrast in DIFFERENCES.into_iter().filter_map(|indicator| at(regime, population, indicator)) {
                text.push_str(&difference(&contrast, INDICATORS[contrast.indicator].shown.form, colour));
                shown.push(contrast);
            }
            text.push('\n');
        }
    }
    text.push_str(
        "\"not clear\": the interval contains 0; \"none at all\": always the same. Recovered: percentage points.\n",
    );
    push_certainty(text, &shown);
    push_saving(text, &shown);
}

/// What intervals of so few replicates can say and what not: a line, if there are hardly any.
fn push_certainty(text: &mut String, shown: &[Contrast]) {
    match shown.iter().map(|contrast| contrast.difference.n).filter(|n| *n > 0).min() {
        Some(1) => text.push_str("One replicate: no interval, so nothing here says which differences are luck.\n"),
        Some(2) => {
            let _ = writeln!(
                text,
                "Two replicates: intervals reach {:.0} standard deviations (of ten: {:.1}), so \"not clear\" says little.",
                reach_in_sd(2),
                reach_in_sd(10)
            );
        }
        _ => (),
    }
}

/// How far the interval of so many values reaches each way, in their standard deviations.
fn reach_in_sd(n: usize) -> f64 {
    t_975(n - 1) / (n as f64).sqrt()
}

/// How much the same luck in all regimes narrows the differences shown.
fn push_saving(text: &mut String, shown: &[Contrast]) {
    let mut ratios: Vec<f64> = shown.iter().map(|contrast| contrast.variance_ratio).collect();
    ratios.retain(|ratio| ratio.is_finite());
    ratios.sort_unstable_by(f64::total_cmp);
    if let Some(median) = ratios.get(ratios.len() / 2) {
        let _ = writeln!(
            text,
            "With luck of its own for each regime it would take {median:.1} times as many replicates (median)."
        );
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

#[cfg(test)]
mod tests {
    use super::cells::{signed, with_half};
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
