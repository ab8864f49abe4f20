//! One person's years told: as a text to be read aloud, as a timeline, and as a table of all that happened.
//!
//! What is told, and in which order, is the same in all languages; how it is said has a folder for each. Timeline and
//! table are in English.

mod belief;
mod english;
#[cfg(feature = "command")]
mod files;
mod italian;
mod lines;
mod person;
mod rough;
mod sentence;
#[cfg(feature = "command")]
mod table;
mod tell;
#[cfg(test)]
mod tests;
mod tongue;
mod twin;

use super::Language;
use crate::analysis::chronicle::digest::Digest;
use crate::analysis::chronicle::parting::{Parting, parting};
use crate::analysis::chronicle::{Event, Lives, Pick, Picked};
use crate::scenario::visible;
use english::English;
use italian::Italian;
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

    /// Where the two lives part; `None` if nothing ever differs. [`said`] says its events.
    #[must_use]
    pub fn parting(&self) -> Option<&Parting> {
        self.parting.as_ref()
    }

    /// The text as a Markdown file: at most about 300 words, in short lines.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let StoryText { title, paragraphs, source } = self.paragraphs(language);
        let mut text = format!("# {title}\n");
        for paragraph in paragraphs.into_iter().chain([source]) {
            text = text + "\n" + &wrapped(&paragraph, WIDTH) + "\n";
        }
        text
    }

    /// The parts of the text, each in one line.
    #[must_use]
    pub fn paragraphs(&self, language: Language) -> StoryText {
        let tongue = tongue(language);
        let StoryPerson { scenario, regime, person, replicate } = self.person;
        let telling = Telling {
            tongue,
            structure: regime.structure.as_ref(),
            here: &self.here,
            there: &self.there,
            parting: self.parting.as_ref(),
        };
        let title = tongue.title(person, self.here.weeks, &regime.name);
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
        // The sign of a title counts, too.
        let around = 1 + title.split_whitespace().count() + source.split_whitespace().count();
        let paragraphs = telling.paragraphs(WORDS.saturating_sub(around));
        StoryText { title, paragraphs, source }
    }
}

/// The text of a story in its parts, for a page that shows them its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryText {
    /// Whose story it is: no sentence.
    pub title: String,
    /// What is told; the last is of the same person in the world without helping networks.
    pub paragraphs: Vec<String>,
    /// Where it comes from, in brackets.
    pub source: String,
}

/// An event in the past, as half a sentence about the person: "they joined …", "è entrata …".
#[must_use]
pub fn said(event: &Event, language: Language) -> String {
    tongue(language).clause(event)
}

fn tongue(language: Language) -> &'static dyn Tongue {
    match language {
        Language::English => &English,
        Language::Italian => &Italian,
    }
}
