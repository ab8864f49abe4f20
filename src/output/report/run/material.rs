//! What there is to be told of a run.

use crate::analysis::{Findings, reference};
use crate::output::plots::Picture;
use crate::output::report::compared::name as name_of;
use crate::output::report::speech::{Speaker, code};
use crate::scenario::Scenario;
use maud::{Markup, html};

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

    /// Finished worlds of each regime.
    fn counts(&self) -> impl Iterator<Item = usize> {
        (0..self.scenario.regimes.len()).map(|regime| self.findings.books.n(regime))
    }

    /// Finished worlds of each regime; `None` if not all have as many.
    pub(super) fn worlds(&self) -> Option<usize> {
        let first = self.counts().next()?;
        self.counts().all(|count| count == first).then_some(first)
    }

    /// Whether there is a regime with more worlds than one, so that something has an interval.
    pub(super) fn has_intervals(&self) -> bool {
        self.counts().any(|count| count > 1)
    }

    /// How many worlds there are of each regime.
    pub(super) fn there(&self, speaker: &Speaker) -> Markup {
        let one = |(regime, count): (usize, usize)| html! { (self.name(regime)) ": " (speaker.whole(count)) };
        speaker.list(&self.counts().enumerate().map(one).collect::<Vec<_>>())
    }
}
