//! What there is to be told of a run.

use crate::analysis::{Findings, reference};
use crate::output::plots::Picture;
use crate::output::report::compared::name as name_of;
use crate::output::report::speech::code;
use crate::scenario::Scenario;
use maud::Markup;

/// What is told of a run.
pub(in crate::output) struct RunTold<'a> {
    pub(in crate::output) scenario: &'a Scenario,
    pub(in crate::output) findings: &'a Findings,
    pub(in crate::output) pictures: &'a [Picture],
}

impl RunTold<'_> {
    pub(super) fn picture(&self, name: &str) -> Option<&Picture> {
        self.pictures.iter().find(|picture| picture.name == name)
    }

    /// The regime that the others are read against.
    pub(super) fn reference(&self) -> usize {
        reference(self.scenario)
    }

    pub(super) fn name(&self, regime: usize) -> Markup {
        code(name_of(self.scenario, regime))
    }

    /// Finished worlds of a regime.
    pub(super) fn worlds(&self) -> usize {
        (0..self.scenario.regimes.len()).map(|regime| self.findings.books.n(regime)).min().unwrap_or(0)
    }
}
