//! The sheet of every plot: its title, its caption, and the words that all plots share.

use super::canvas::{Canvas, DrawError, Drawn, Type, broken};
use crate::analysis::readout::WINDOW_WEEKS;
use crate::model::indicator::{IndicatorRow, POPULATIONS, STRUCK};
use crate::output::digits::{people_a_world, with_thousands};
use crate::output::names::shortened;
use crate::scenario::Scenario;

/// Longest name of a regime on a plot, in characters.
const NAME_LENGTH: usize = 24;

/// A plot by its name without ending: the SVG, if it could be drawn.
pub(super) type Plot = (String, Result<String, DrawError>);

/// Over what a mean at the horizon is taken, in words.
pub(super) fn at_horizon() -> String {
    format!("what was recorded in the last {WINDOW_WEEKS} weeks")
}

/// The size of each world, in words.
pub(super) fn worlds_of(scenario: &Scenario) -> String {
    people_a_world(scenario, |number| with_thousands(&number.to_string()))
}

/// The names of all regimes, shortened where they are too long.
pub(super) fn short_names(scenario: &Scenario) -> Vec<String> {
    shortened(scenario.regimes.iter().map(|regime| regime.name.as_str()), NAME_LENGTH, "…")
}

/// The name of one regime, as [`short_names`] has it if it is one of the scenario's.
pub(super) fn short_name(scenario: &Scenario, name: &str) -> String {
    let all = scenario.regimes.iter().map(|regime| regime.name.as_str()).chain([name]);
    shortened(all, NAME_LENGTH, "…").pop().unwrap_or_default()
}

/// The title of a plot of one indicator of a population.
pub(super) fn by_regime(row: &IndicatorRow, population: usize) -> String {
    format!("{}: {}, by regime", row.label, POPULATIONS[population].label)
}

/// Who the people of a plot are, where their name does not say.
pub(super) const fn who(population: usize) -> &'static str {
    if population == STRUCK { " People struck: in need at week 0, or a first life problem since." } else { "" }
}

/// A title above and a caption below.
pub(super) fn sheet(canvas: &Canvas<'_>, title: &str, caption: &str, (width, height): (f64, f64)) -> Drawn {
    canvas.text(title, (16.0, 30.0), Type::title(21.0))?;
    let kind = Type::caption(15.0);
    let lines = broken(caption, width - 32.0, kind.size).len() as f64;
    canvas.paragraph(caption, (16.0, height - 14.0 - (lines - 1.0) * kind.size * 1.3), width - 32.0, kind)?;
    Ok(())
}
