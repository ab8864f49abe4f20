//! One person's years told: as a text to be read aloud, as a timeline, and as a table of all that happened.

mod belief;
mod english;
#[cfg(feature = "command")]
mod files;
mod lines;
mod person;
mod rough;
mod sentence;
#[cfg(feature = "command")]
mod table;
mod tell;
mod tongue;
mod twin;

use crate::analysis::chronicle::Lives;
use crate::analysis::chronicle::digest::Digest;
use crate::analysis::chronicle::parting::{Parting, parting};
use crate::analysis::chronicle::{Pick, Picked};
use crate::scenario::visible;
use english::English;
use lines::wrapped;
pub use person::StoryPerson;
use sentence::Telling;
use tongue::{Source, Tongue};

/// Characters in a line of the text.
const WIDTH: usize = 80;
/// Words of a story, title and source included: two minutes, read aloud.
pub const WORDS: usize = 310;

/// How the person was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// By their number.
    Asked,
    /// By a rule, as one of so many.
    Picked(Pick, Picked),
}

/// A story, ready to be told.
pub struct Story<'a> {
    person: StoryPerson<'a>,
    chosen: Chosen,
    /// Their two lives.
    pub lives: &'a Lives,
    here: Digest,
    there: Digest,
    parting: Option<Parting>,
}

impl<'a> Story<'a> {
    /// The story of two lives.
    #[must_use]
    pub fn of(person: StoryPerson<'a>, chosen: Chosen, lives: &'a Lives) -> Self {
        let (here, there) = (Digest::of(&lives.here), Digest::of(&lives.there));
        Self { person, chosen, lives, here, there, parting: parting(lives) }
    }

    /// The text: at most about 300 words.
    #[must_use]
    pub fn text(&self) -> String {
        let tongue: &dyn Tongue = &English;
        let StoryPerson { scenario, regime, person, replicate } = self.person;
        let telling = Telling {
            tongue,
            structure: regime.structure.as_ref(),
            here: &self.here,
            there: &self.there,
            parting: self.parting.as_ref(),
        };
        let title = format!("# {}", tongue.title(person, self.here.weeks, &regime.name));
        let picked = match self.chosen {
            Chosen::Asked => None,
            Chosen::Picked(pick, picked) => Some((pick, picked)),
        };
        let source = tongue.source(&Source {
            scenario: &visible(&scenario.name),
            people: scenario.people,
            seed: scenario.seed,
            replicate,
            picked,
        });
        let around = title.split_whitespace().count() + source.split_whitespace().count();
        let mut text = title + "\n";
        for paragraph in telling.paragraphs(WORDS.saturating_sub(around)).into_iter().chain([source]) {
            text = text + "\n" + &wrapped(&paragraph, WIDTH) + "\n";
        }
        text
    }
}
