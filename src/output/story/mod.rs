//! One person's years told: as a text to be read aloud, as a timeline, and as a table of all that happened.

mod belief;
mod clause;
#[cfg(feature = "command")]
mod files;
mod person;
mod sentence;
#[cfg(feature = "command")]
mod table;
mod tell;
mod twin;
mod words;

use crate::analysis::chronicle::Lives;
use crate::analysis::chronicle::digest::Digest;
use crate::analysis::chronicle::parting::{Parting, parting};
use crate::analysis::chronicle::{Pick, Picked};
use crate::scenario::visible;
pub use person::StoryPerson;
use sentence::Telling;
use words::{horizon, thousands, wrapped};

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
        let StoryPerson { regime, person, .. } = self.person;
        let telling = Telling {
            structure: regime.structure.as_ref(),
            here: &self.here,
            there: &self.there,
            parting: self.parting.as_ref(),
        };
        let title = format!("# Person {person}: {} under {}", horizon(self.here.weeks), regime.name);
        let source = self.source();
        let around = title.split_whitespace().count() + source.split_whitespace().count();
        let mut text = title + "\n";
        for paragraph in telling.paragraphs(WORDS.saturating_sub(around)).into_iter().chain([source]) {
            text = text + "\n" + &wrapped(&paragraph, WIDTH) + "\n";
        }
        text
    }

    /// Where it comes from.
    fn source(&self) -> String {
        let StoryPerson { scenario, replicate, .. } = self.person;
        let of = |picked: Picked| thousands(picked.of as u32);
        let chosen = match self.chosen {
            Chosen::Asked => String::new(),
            Chosen::Picked(Pick::Giver, picked) => format!("; gave most turns of {} givers", of(picked)),
            Chosen::Picked(pick, picked) => {
                format!("; of {} {} the one in the middle, not the best", of(picked), kind(pick, picked.of))
            }
        };
        format!(
            "({}, {} people, seed {}, replicate {replicate}{chosen}. One person is no evidence.)",
            visible(&scenario.name),
            thousands(scenario.people),
            scenario.seed
        )
    }
}

/// People of a kind, in words.
fn kind(pick: Pick, of: usize) -> &'static str {
    match (pick, of) {
        (Pick::Veteran, 1) => "veteran",
        (Pick::Veteran, _) => "veterans",
        (Pick::Dropout, 1) => "dropout",
        (Pick::Dropout, _) => "dropouts",
        (Pick::NeverEntered, _) => "who never entered",
        (Pick::Giver, 1) => "giver",
        (Pick::Giver, _) => "givers",
    }
}
