//! What a figure is: what it says, how far a model may be from it, and under which kind of regime it is read.

use crate::analysis::quantities::Quantity;
use crate::model::structure::{Aim, Present, Structure};

/// From this directiveness on a worker mostly prescribes.
const MOSTLY: f64 = 0.5;

/// A figure of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The name by which tables call it.
    pub id: String,
    /// What it says, in plain words.
    pub says: String,
    /// The figure.
    pub value: f64,
    /// Below this the figure contradicts a world.
    pub low: f64,
    /// Above this it does.
    pub high: f64,
    /// Unit of the three numbers.
    pub unit: String,
    /// By which rule its interval was made.
    pub rule: IntervalRule,
    /// How sure it is.
    pub grade: Grade,
    /// Whether a model may be fitted to it.
    pub purpose: Purpose,
    /// Under which kind of regime it is read.
    pub about: About,
    /// What it is held against in the model.
    pub held: HeldAgainst,
    /// Where it comes from.
    pub source: String,
}

/// By which rule the interval of a figure was made.
#[derive(Clone, Debug, PartialEq)]
pub enum IntervalRule {
    /// The 95 % interval of a survey of so many people.
    Survey(u32),
    /// The 95 % interval that the source states.
    Stated,
    /// Between these figures or countries.
    Range(String),
    /// A quarter of the figure either way; of a share, of it or of what it leaves to 1.
    Assumed,
}

impl IntervalRule {
    /// The rule in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Survey(n) => format!("95 % interval of a survey, n = {n}"),
            Self::Stated => "95 % interval as stated".to_owned(),
            Self::Range(between) => between.clone(),
            Self::Assumed => "assumed: a quarter either way".to_owned(),
        }
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $type:ident { $( $(#[$of_variant:meta])* $variant:ident = $word:literal, )* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $type { $( $(#[$of_variant])* $variant, )* }

        impl $type {
            /// The words for it in the file of figures, in the order of the type.
            pub const WORDS: &[&str] = &[ $( $word, )* ];

            /// The word for it in files.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }

            pub(super) fn of(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$variant), )* _ => None }
            }
        }
    };
}

words! {
    /// How sure a figure is. What is only remembered is no figure.
    Grade {
        /// Read in a stored text of the source.
        Seen = "seen",
        /// Read in a text that cites the source.
        SecondHand = "second-hand",
    }
}

words! {
    /// What a figure is for.
    Purpose {
        /// A model may be fitted to it.
        Target = "target",
        /// It is reported beside the model, which is never fitted to it.
        Check = "check",
    }
}

words! {
    /// The kind of regime under which a figure is read.
    About {
        /// No helping networks.
        Without = "without",
        /// People with the same problem help each other at the same meetings, and nobody mostly prescribes.
        Group = "group",
        /// One person alone with a worker.
        Professional = "professional",
        /// One person alone with a worker who mostly does not prescribe.
        Listening = "listening",
        /// The services that most people meet: one person alone with a worker.
        Today = "today",
    }
}

impl About {
    /// Whether a regime of this structure is of the kind; `None` is the world without helping networks.
    #[must_use]
    pub fn fits(self, structure: Option<&Structure>) -> bool {
        let Some(structure) = structure else { return self == Self::Without };
        let prescribes = structure.worker.is_some_and(|worker| worker.directiveness >= MOSTLY);
        let alone = (structure.aim, structure.present) == (Aim::Focal, Present::Client) && structure.worker.is_some();
        match self {
            Self::Without => false,
            Self::Group => structure.aim == Aim::Plural && structure.is_group() && !prescribes,
            Self::Professional | Self::Today => alone,
            Self::Listening => alone && !prescribes,
        }
    }

    /// The kind in words, as in "no regime with …".
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Without => "no helping networks",
            Self::Group => "a group of people with the same problem in which nobody mostly prescribes",
            Self::Professional | Self::Today => "one person alone with a worker",
            Self::Listening => "one person alone with a worker who mostly does not prescribe",
        }
    }
}

/// What a figure is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldAgainst {
    /// An observed quantity.
    Quantity(Quantity),
    /// Nothing in the model, and why.
    Nothing(String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::structure::WorkerRole;

    fn with(directiveness: f64, structure: Structure) -> Structure {
        Structure { worker: Some(WorkerRole { directiveness, facilitation: 0.5, hours_per_meeting: 1.0 }), ..structure }
    }

    fn kinds(structure: Option<Structure>) -> Vec<&'static str> {
        let all = [About::Without, About::Group, About::Professional, About::Listening, About::Today];
        all.into_iter().filter(|about| about.fits(structure.as_ref())).map(About::word).collect()
    }

    #[test]
    fn kinds_of_regimes_are_told_by_their_structure() {
        let group = Structure::peers();
        let alone = Structure { aim: Aim::Focal, present: Present::Client, capacity: 1, ..group };
        assert_eq!(kinds(None), ["without"]);
        assert_eq!(kinds(Some(group)), ["group"]);
        assert_eq!(kinds(Some(with(0.2, group))), ["group"]);
        assert_eq!(kinds(Some(with(0.5, group))), [""; 0]);
        assert_eq!(kinds(Some(with(1.0, alone))), ["professional", "today"]);
        assert_eq!(kinds(Some(with(0.4, alone))), ["professional", "listening", "today"]);
        assert_eq!(kinds(Some(Structure { aim: Aim::Community, ..group })), [""; 0]);
        assert_eq!(kinds(Some(with(0.0, Structure { present: Present::CloseTies, ..alone }))), [""; 0]);
    }
}
