//! What is plotted of a run.

use super::frame::Axes;
use super::sheet::{short_names, worlds_of};
use crate::analysis::Findings;
use crate::scenario::Scenario;

/// What is plotted.
pub(super) struct Plotted<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) findings: &'a Findings,
    /// How long axes of values are, in plots that have both.
    pub(super) axes: Axes,
    /// The names of all regimes as they are shown.
    names: Vec<String>,
}

impl<'a> Plotted<'a> {
    pub(super) fn new(scenario: &'a Scenario, findings: &'a Findings, axes: Axes) -> Self {
        Self { scenario, findings, axes, names: short_names(scenario) }
    }

    /// The name of a regime, shortened if it is too long.
    pub(super) fn short_name(&self, regime: usize) -> &str {
        self.names.get(regime).map_or("", String::as_str)
    }

    /// Finished replicates, in words.
    pub(super) fn replicates(&self) -> String {
        let n = |regime| self.findings.books.n(regime);
        let regimes = 0..self.scenario.regimes.len();
        let (least, most) = (regimes.clone().map(n).min().unwrap_or(0), regimes.map(n).max().unwrap_or(0));
        match (least, most) {
            (1, 1) => "1 replicate".to_owned(),
            _ if least == most => format!("{most} replicates"),
            _ => format!("{least} to {most} replicates, by regime"),
        }
    }

    /// Finished replicates and the size of each world, in words.
    pub(super) fn worlds(&self) -> String {
        format!("{}, {}", self.replicates(), worlds_of(self.scenario))
    }

    /// Whether any regime has enough replicates for an interval.
    pub(super) fn has_intervals(&self) -> bool {
        (0..self.scenario.regimes.len()).any(|regime| self.findings.books.n(regime) > 1)
    }
}
