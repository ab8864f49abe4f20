//! The report of a run: what became of people under each way of help.
//!
//! | file | what it is |
//! | --- | --- |
//! | `first` | the first screen |
//! | `validity` | figures of evidence: inside, outside, cannot be said |
//! | `pictures` | every plot, with one sentence of what it shows |
//! | `states`, `ledgers`, `sustainable`, `twins` | tables, each with what may be said of it |

mod first;
mod ledgers;
mod pictures;
mod states;
mod sustainable;
mod twins;
mod validity;

use super::page::Section;
use super::speech::{Speaker, code};
use super::told::{First, Told};
use crate::analysis::Findings;
use crate::output::plots::Picture;
use crate::scenario::Scenario;
use maud::{Markup, html};

/// What is told of a run.
pub(in crate::output) struct RunTold<'a> {
    pub(in crate::output) scenario: &'a Scenario,
    pub(in crate::output) findings: &'a Findings,
    pub(in crate::output) pictures: &'a [Picture],
}

impl Told for RunTold<'_> {
    fn first(&self, speaker: &Speaker) -> First {
        first::first(self, speaker)
    }

    fn sections<'a>(&'a self, speaker: &Speaker) -> Vec<Section<'a>> {
        let texts = speaker.texts;
        vec![
            Section::new("plausible", texts.validity_title, |speaker| validity::body(self, speaker)),
            Section::new("states", texts.states_title, |speaker| states::body(self, speaker)),
            Section::new("sustainable", texts.sustainable_title, |speaker| sustainable::body(self, speaker)),
            Section::new("ledgers", texts.ledgers_title, |speaker| ledgers::body(self, speaker)),
            Section::new("twins", texts.twins_title, |speaker| twins::body(self, speaker)),
            Section::new("pictures", texts.pictures_title, |speaker| pictures::body(self, speaker)),
            Section::new("lives", texts.lives_title, |speaker| self.lives(speaker)),
        ]
    }
}

impl RunTold<'_> {
    fn picture(&self, name: &str) -> Option<&Picture> {
        self.pictures.iter().find(|picture| picture.name == name)
    }

    /// The regime that the others are read against.
    fn reference(&self) -> usize {
        crate::analysis::reference(self.scenario)
    }

    fn name(&self, regime: usize) -> Markup {
        code(super::compared::name(self.scenario, regime))
    }

    /// Finished worlds of a regime.
    fn worlds(&self) -> usize {
        (0..self.scenario.regimes.len()).map(|regime| self.findings.books.n(regime)).min().unwrap_or(0)
    }

    /// Where lives are told. To follow a person takes the world again, which a report does without.
    fn lives(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        let helping = self.scenario.regimes.iter().find(|regime| regime.structure.is_some());
        html! {
            p { (speaker.text(texts.lives_intro)) }
            @if let Some(regime) = helping {
                pre { code translate="no" { "mutua story DIR/scenario.toml --regime " (regime.name) } }
            }
        }
    }
}
