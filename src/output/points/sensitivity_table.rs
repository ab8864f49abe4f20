//! The table on the terminal: which factors matter most to the main indicators.

use crate::analysis::reference;
use crate::analysis::responses::{Basis, MAIN, OVERVIEW};
use crate::analysis::sensitivity::{Answer, Flag, Index, Method, SensitivityDesign, ranked};
use crate::model::indicator::{HEADLINE, INDICATORS, POPULATIONS};
use crate::scenario::Scenario;
use std::fmt::Write;

/// Factors shown of each indicator.
const RANKS: usize = 3;

/// The tables of the regime asked for, or of all but the reference.
#[must_use]
pub fn sensitivity_table(
    scenario: &Scenario,
    design: &SensitivityDesign,
    answers: &[Answer],
    regime: Option<usize>,
) -> String {
    let shown: Vec<usize> = match regime {
        Some(regime) => vec![regime],
        None if scenario.regimes.len() == 1 => vec![0],
        None => (0..scenario.regimes.len()).filter(|regime| *regime != reference(scenario)).collect(),
    };
    shown.into_iter().map(|regime| table(scenario, design, answers, regime)).collect()
}

/// What matters most under one regime: to its differences from the reference, or to its values if it is the reference.
fn table(scenario: &Scenario, design: &SensitivityDesign, answers: &[Answer], regime: usize) -> String {
    let against = reference(scenario);
    let basis = if regime == against { Basis::Value } else { Basis::Difference };
    let name = |regime: usize| &scenario.regimes[regime].name;
    let people = POPULATIONS[HEADLINE].label;
    let mut text = match basis {
        Basis::Value => format!("\nWhat matters most under {}", name(regime)),
        Basis::Difference => format!("\nWhat matters most to {} minus {}", name(regime), name(against)),
    };
    text += match design.method() {
        Method::Morris { .. } => ": mean size of effect (mu*) with 95 % interval",
        Method::Sobol { .. } => ": total index (share of variance) with 95 % interval",
    };
    text = text + ", " + people + "\n";
    for indicator in OVERVIEW {
        let place = MAIN.iter().position(|main| *main as usize == indicator as usize);
        let of = |answer: &&Answer| {
            (answer.output.regime, answer.output.basis, Some(answer.output.place)) == (regime, basis, place)
        };
        let indices = answers.iter().find(of).and_then(|answer| answer.indices.as_deref());
        // Writing into a string cannot fail.
        let _ = match indices {
            None => writeln!(text, "  {}\n    not defined at every point", INDICATORS[indicator as usize].label),
            Some(indices) => writeln!(text, "  {}\n{}", INDICATORS[indicator as usize].label, ranks(indices)),
        };
    }
    text + "Flags, and all other outputs: indices.csv\n"
}

fn ranks(indices: &[Index]) -> String {
    if indices.iter().all(|index| index.is(Flag::ConstantOutput)) {
        return "    the same at every point".to_owned();
    }
    let line = |place: usize| {
        let index = &indices[place];
        let flags: Vec<_> = index.flags.iter().map(|flag| flag.word()).collect();
        let measure = index.measure("total").or_else(|| index.measure("mu_star"));
        let number = |value: f64| if value.is_finite() { format!("{value:.4}") } else { "-".to_owned() };
        let [value, low, high] = measure.map_or([f64::NAN; 3], |m| [m.value, m.low, m.high]).map(number);
        format!("    {:44} {value:>8}  {low} to {high}  {}", index.factor, flags.join(" ")).trim_end().to_owned()
    };
    ranked(indices).into_iter().take(RANKS).map(line).collect::<Vec<_>>().join("\n")
}
