//! Structures of help, as data, and the one table of their fields. There is no field for a name: no equation can know
//! one.
//!
//! The table makes reading, writing, the documentation, designs and error messages. A row reads: name, what it takes,
//! whether it must be there, and how it is read from a structure and put into one; the line above it is its meaning.

mod columns;

pub use columns::{FieldRange, FieldValue, Needed, Takes};

use super::parameters::NumberKind::{Real, Whole};
use Needed::{Always, Optional, OrNone, WithWorker};
use columns::{Field, number};

macro_rules! words {
    ($(#[$doc:meta])* $type:ident { $( $(#[$of_variant:meta])* $variant:ident = $word:literal, )* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $type { $( $(#[$of_variant])* $variant, )* }

        impl $type {
            /// The words for it in scenarios.
            pub const WORDS: &[&str] = &[ $( $word, )* ];

            /// The word for it in scenarios.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }
        }

        impl Field for $type {
            fn value(&self) -> Option<FieldValue> { Some(FieldValue::Word(self.word())) }

            fn put(&mut self, value: Option<&FieldValue>) {
                match value {
                    $( Some(FieldValue::Word($word)) => *self = Self::$variant, )*
                    _ => (),
                }
            }
        }
    };
}

words! {
    /// Whose problem is worked on.
    Aim {
        /// One person or family.
        Focal = "focal",
        /// Each member's own life.
        Plural = "plural",
        /// A category of people, or a neighbourhood.
        Community = "community",
    }
}

words! {
    /// Who is there besides the worker, if any.
    Present {
        /// The client alone.
        Client = "client",
        /// The client and people close to them.
        CloseTies = "close-ties",
        /// People with the same life problem.
        Peers = "peers",
        /// People with the same life problem, and residents of the neighbourhood as supporters.
        Residents = "residents",
    }
}

/// Who may be present for which aim.
pub const PAIRS: [(Aim, Present); 5] = [
    (Aim::Focal, Present::Client),
    (Aim::Focal, Present::CloseTies),
    (Aim::Plural, Present::Peers),
    (Aim::Community, Present::Peers),
    (Aim::Community, Present::Residents),
];

/// The ways into a network. At least one is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "four doors, each open or shut")]
pub struct Entry {
    /// The services' desk: takes trust in services.
    pub desk: bool,
    /// A tie to a member: takes trust in that tie.
    pub link: bool,
    /// Outreach: takes trust in people in general.
    pub outreach: bool,
    /// Being sent: takes no trust, and lowers concern.
    pub mandate: bool,
}

impl Entry {
    /// The words for the doors in scenarios.
    pub const WORDS: &[&str] = &["desk", "link", "outreach", "mandate"];

    fn doors(&mut self) -> [&mut bool; 4] {
        [&mut self.desk, &mut self.link, &mut self.outreach, &mut self.mandate]
    }
}

/// Whom a group serves: among whom it looks for its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Catchment {
    /// The neighbourhood.
    Neighbourhood,
    /// The whole town.
    Town,
    /// So many people who live side by side, at least 1.
    People(u32),
}

impl Catchment {
    /// The words for it in scenarios.
    pub const WORDS: &[&str] = &["neighbourhood", "town"];

    /// How many people it serves, where so many live in a neighbourhood.
    #[must_use]
    pub fn people(self, neighbourhood: u32) -> u32 {
        match self {
            Self::Neighbourhood => neighbourhood,
            Self::Town => u32::MAX,
            Self::People(people) => people,
        }
    }
}

/// What a worker brings to a structure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorkerRole {
    /// Share of turns in which the worker prescribes: 0 relational guide … 1 director.
    pub directiveness: f64,
    /// Initial skill of the guide, `0..=1`.
    pub facilitation: f64,
    /// Hours that one meeting costs, above 0.
    pub hours_per_meeting: f64,
}

impl WorkerRole {
    /// What is not set otherwise: a relational guide with the skill and the hours of shipped groups.
    const GUIDE: Self = Self { directiveness: 0.0, facilitation: 0.7, hours_per_meeting: 2.0 };
}

/// A structure of help: who is present, whose problem is worked on, who decides, how often they meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Structure {
    /// Whose problem is worked on.
    pub aim: Aim,
    /// Who is present.
    pub present: Present,
    /// The worker's part; `None` where there is no worker.
    pub worker: Option<WorkerRole>,
    /// Voice promised at entry, `0..=1`; `None` where nothing is promised.
    pub announced_voice: Option<f64>,
    /// Weeks from one meeting to the next, at least 1.
    pub meets_every_weeks: u16,
    /// Turns in a meeting, at least 1.
    pub turns_per_meeting: u16,
    /// People in a network (members and supporters) at most, `1..=MAX_CAPACITY`; a group splits beyond it.
    pub capacity: u16,
    /// The ways in.
    pub entry: Entry,
    /// Meetings agreed at entry, at least 1, after which one leaves unless both go on; `None` where no end is agreed.
    pub meetings_agreed: Option<u16>,
    /// Hours of each worker a week, where the scenario sets them apart for this regime.
    pub worker_hours: Option<f64>,
    /// Whom a group serves.
    pub catchment: Catchment,
}

/// Largest capacity of a network.
pub const MAX_CAPACITY: u16 = 48;

const SHARE: Takes = number(0.0, 1.0, "share", Real);
/// A group of one is no group.
const PLACES: Takes =
    Takes::Number(FieldRange { low: 1.0, low_in_group: 2.0, high: MAX_CAPACITY as f64, unit: "people", kind: Whole });

const CATCHMENT: Takes = Takes::WordOrNumber(
    Catchment::WORDS,
    FieldRange { low: 10.0, low_in_group: 10.0, high: 60_000_000.0, unit: "people", kind: Whole },
);

impl Field for Entry {
    fn value(&self) -> Option<FieldValue> {
        let mut entry = *self;
        let open = Self::WORDS.iter().zip(entry.doors()).filter(|(_, open)| **open);
        Some(FieldValue::Words(open.map(|(word, _)| *word).collect()))
    }

    fn put(&mut self, value: Option<&FieldValue>) {
        if let Some(FieldValue::Words(words)) = value {
            Self::WORDS.iter().zip(self.doors()).for_each(|(word, open)| *open = words.contains(word));
        }
    }
}

impl Field for Catchment {
    fn value(&self) -> Option<FieldValue> {
        Some(match *self {
            Self::Neighbourhood => FieldValue::Word(Self::WORDS[0]),
            Self::Town => FieldValue::Word(Self::WORDS[1]),
            Self::People(people) => FieldValue::Number(f64::from(people)),
        })
    }

    fn put(&mut self, value: Option<&FieldValue>) {
        *self = match value {
            Some(FieldValue::Number(people)) => Self::People(*people as u32),
            Some(FieldValue::Word("town")) => Self::Town,
            _ => Self::Neighbourhood,
        };
    }
}

/// One field of a structure.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow {
    /// The name in `[[regime]]` and in `--set regime.NAME.field`.
    pub name: &'static str,
    /// What may be written.
    pub takes: Takes,
    /// Whether it has to be there.
    pub needed: Needed,
    /// What the field means.
    pub meaning: &'static str,
    value: fn(&Structure) -> Option<FieldValue>,
    put: fn(&mut Structure, Option<&FieldValue>),
}

macro_rules! fields {
    ($( $meaning:literal $name:ident: $takes:expr, $needed:expr, $value:expr, $put:expr; )*) => {
        /// Every field of a structure, in the order in which a resolved scenario writes them.
        pub const FIELDS: &[FieldRow] = &[ $( FieldRow {
            name: stringify!($name), takes: $takes, needed: $needed, meaning: $meaning, value: $value, put: $put,
        }, )* ];
    };
}

fields! {
    "Whose problem is worked on: one person's or family's, each member's own, or the community's."
    aim: Takes::Word(Aim::WORDS), Always, |s| s.aim.value(), |s, v| s.aim.put(v);
    "Who is there besides the worker, if any."
    present: Takes::Word(Present::WORDS), Always, |s| s.present.value(), |s, v| s.present.put(v);
    "Share of turns in which the worker prescribes: 0 relational guide, 1 director. Absent: no worker."
    directiveness: SHARE, OrNone("the worker that `like` brought"),
        |s| s.worker?.directiveness.value(), |s, v| s.worker = worker_with(s.worker, v);
    "Skill of the guide at the start. Goes with a worker."
    facilitation: SHARE, WithWorker,
        |s| s.worker?.facilitation.value(), |s, v| s.worker.iter_mut().for_each(|role| role.facilitation.put(v));
    "Hours of the worker that one meeting costs. Goes with a worker."
    worker_hours_per_meeting: number(0.05, 20.0, "hours", Real), WithWorker,
        |s| s.worker?.hours_per_meeting.value(),
        |s, v| s.worker.iter_mut().for_each(|role| role.hours_per_meeting.put(v));
    "Voice promised at entry. Absent: nothing is promised."
    announced_voice: SHARE, OrNone("the promise that `like` brought"),
        |s| s.announced_voice.value(), |s, v| s.announced_voice.put(v);
    "Weeks from one meeting to the next."
    meets_every_weeks: number(1.0, 52.0, "weeks", Whole), Always,
        |s| s.meets_every_weeks.value(), |s, v| s.meets_every_weeks.put(v);
    "Turns in a meeting."
    turns_per_meeting: number(1.0, 40.0, "turns", Whole), Always,
        |s| s.turns_per_meeting.value(), |s, v| s.turns_per_meeting.put(v);
    "People in a network at most; a group that grows beyond it splits."
    capacity: PLACES, Always, |s| s.capacity.value(), |s, v| s.capacity.put(v);
    "The ways in, one or more."
    entry: Takes::Words(Entry::WORDS), Always, |s| s.entry.value(), |s, v| s.entry.put(v);
    "Meetings agreed at entry: after as many, and as many again, one leaves unless both go on. Absent: no end is agreed. Goes with aim focal."
    meetings_agreed: number(1.0, 520.0, "meetings", Whole), OrNone("the end that `like` brought"),
        |s| s.meetings_agreed.value(), |s, v| s.meetings_agreed.put(v);
    "Hours of each worker a week in this regime. Absent: the parameter of that name."
    worker_hours: number(0.0, 60.0, "hours per week", Real), OrNone("what `like` brought"),
        |s| s.worker_hours.value(), |s, v| s.worker_hours.put(v);
    "Whom a group serves: its neighbourhood, the town, or so many people who live side by side. Not written: the neighbourhood. Without groups it has no effect."
    catchment: CATCHMENT, Optional, |s| s.catchment.value(), |s, v| s.catchment.put(v);
}

/// The field that brings a worker.
pub const BRINGS_WORKER: &str = "directiveness";

fn worker_with(role: Option<WorkerRole>, directiveness: Option<&FieldValue>) -> Option<WorkerRole> {
    let mut role = role.unwrap_or(WorkerRole::GUIDE);
    role.directiveness.put(directiveness);
    directiveness.map(|_| role)
}

impl FieldRow {
    /// Its value in `structure`; `None` where it is absent.
    #[must_use]
    pub fn of(&self, structure: &Structure) -> Option<FieldValue> {
        (self.value)(structure)
    }

    /// Puts a value that it may be into `structure`, or takes it away.
    pub fn put(&self, structure: &mut Structure, value: Option<&FieldValue>) {
        (self.put)(structure, value);
    }

    /// What may be written, in words.
    #[must_use]
    pub fn allowed(&self) -> String {
        let allowed = self.takes.allowed();
        match self.needed {
            OrNone(what) => format!("{allowed}; \"none\" removes {what}"),
            Always | WithWorker | Optional => allowed,
        }
    }
}

impl Structure {
    /// A plain group of people with the same problem, without a worker, which one enters through somebody one knows: the
    /// shipped regime `autonomous`. Others are made from it.
    ///
    /// # Examples
    /// ```
    /// use mutua::model::structure::Structure;
    /// const RARELY: Structure = Structure { meets_every_weeks: 4, ..Structure::peers() };
    /// assert!(RARELY.check().is_ok());
    /// ```
    #[must_use]
    pub const fn peers() -> Self {
        Self {
            aim: Aim::Plural,
            present: Present::Peers,
            worker: None,
            announced_voice: None,
            meets_every_weeks: 1,
            turns_per_meeting: 6,
            capacity: 12,
            entry: Entry { desk: false, link: true, outreach: false, mandate: false },
            meetings_agreed: None,
            worker_hours: None,
            catchment: Catchment::People(20_000),
        }
    }

    /// Makes sure that a world can hold it.
    ///
    /// # Errors
    /// The first number that is out of its range.
    ///
    /// # Examples
    /// ```
    /// use mutua::model::structure::Structure;
    ///
    /// let alone = Structure { capacity: 1, ..Structure::peers() };
    /// assert_eq!(alone.check().unwrap_err().to_string(), "capacity must be from 2 to 48, not 1");
    /// ```
    pub fn check(&self) -> Result<(), StructureError> {
        for row in FIELDS {
            let (Some(range), Some(FieldValue::Number(given))) = (row.takes.range(), row.of(self)) else { continue };
            let low = if self.is_group() { range.low_in_group } else { range.low };
            if !(low..=range.high).contains(&given) {
                return Err(StructureError { name: row.name, low, high: range.high, given });
            }
        }
        Ok(())
    }

    /// Whether the network is a group in front of which one has to speak.
    #[must_use]
    pub fn is_group(&self) -> bool {
        self.present.is_group()
    }
}

impl Present {
    /// Whether those present are a group in front of which one has to speak.
    #[must_use]
    pub fn is_group(self) -> bool {
        matches!(self, Self::Peers | Self::Residents)
    }
}

/// A number of a structure that no world can hold.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{name} must be from {low} to {high}, not {given}")]
pub struct StructureError {
    /// Its name in scenarios.
    pub name: &'static str,
    /// Smallest allowed value.
    pub low: f64,
    /// Largest allowed value.
    pub high: f64,
    /// What it was to be.
    pub given: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A structure that has every field, and none as [`Structure::peers`] has it.
    const OTHER: Structure = Structure {
        aim: Aim::Community,
        present: Present::Residents,
        worker: Some(WorkerRole { directiveness: 0.25, facilitation: 0.5, hours_per_meeting: 1.5 }),
        announced_voice: Some(0.75),
        meets_every_weeks: 3,
        turns_per_meeting: 4,
        capacity: 16,
        entry: Entry { desk: true, link: false, outreach: true, mandate: true },
        meetings_agreed: Some(8),
        worker_hours: Some(20.0),
        catchment: Catchment::People(900),
    };

    #[test]
    fn a_structure_is_all_that_its_fields_say() {
        let (mut to, mut fro) = (Structure::peers(), OTHER);
        for row in FIELDS {
            let (here, there) = (row.of(&to), row.of(&OTHER));
            assert_ne!(here, there, "{}", row.name);
            row.put(&mut to, there.as_ref());
            row.put(&mut fro, row.of(&Structure::peers()).as_ref());
        }
        assert_eq!((to, fro), (OTHER, Structure::peers()));
    }

    #[test]
    fn every_number_is_held_at_its_bounds_and_refused_beyond() {
        for row in FIELDS {
            let Some(range) = row.takes.range() else { continue };
            let step = if range.kind == Whole { 1.0 } else { 0.001 };
            let holds = |number: f64| {
                let mut structure = OTHER;
                row.put(&mut structure, Some(&FieldValue::Number(number)));
                structure.check().is_ok()
            };
            assert!(holds(range.low_in_group) && holds(range.high), "{}", row.name);
            assert!(!holds(range.low_in_group - step) && !holds(range.high + step), "{}", row.name);
        }
    }
}
