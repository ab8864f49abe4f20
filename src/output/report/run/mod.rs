//! The report of a run: what became of people under each way of help.
//!
//! | file | what it is |
//! | --- | --- |
//! | `material` | what there is to be told |
//! | `first` | the first screen |
//! | `validity` | figures of evidence: inside, outside, cannot be said |
//! | `pictures` | every plot, with one sentence of what it shows |
//! | `states`, `ledgers`, `sustainable`, `twins` | tables, each with what may be said of it |

mod first;
mod ledgers;
mod material;
mod pictures;
mod states;
mod sustainable;
mod twins;
mod validity;

use super::page::Section;
use super::speech::Speaker;
use super::told::{First, Told};
pub(in crate::output) use material::RunTold;
use maud::{Markup, html};

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
    /// Where lives are told. To follow a person takes the world again, which a report does without.
    fn lives(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        let helping = self.scenario.regimes.iter().find(|regime| regime.structure.is_some());
        html! {
            p { (speaker.text(texts.lives_intro)) }
            @if let Some(regime) = helping {
                // Of the kinds that can be picked there may be nobody; somebody has the number 0 always.
                pre { code translate="no" { "mutua story DIR/scenario.toml --regime " (regime.name) " --person 0" } }
                p class="small" { (speaker.text(texts.lives_pick)) }
            }
        }
    }
}
