//! Structures of help, as data. There is no field for a name: no equation can know one.

/// Whose problem is worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// One person or family.
    Focal,
    /// Each member's own life.
    Plural,
    /// A category of people, or a neighbourhood.
    Community,
}

/// Who is there besides the worker, if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Present {
    /// The client alone.
    Client,
    /// The client and people close to them.
    CloseTies,
    /// People with the same life problem.
    Peers,
    /// People with the same life problem, and residents of the neighbourhood as supporters.
    Residents,
}

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
    /// Hours of each worker a week, where the scenario sets them apart for this regime.
    pub worker_hours: Option<f64>,
}

/// Largest capacity of a network.
pub const MAX_CAPACITY: u16 = 48;

/// Smallest and largest value of each number in a structure, by the name that it has in scenarios.
pub const RANGES: [(&str, f64, f64); 8] = [
    ("directiveness", 0.0, 1.0),
    ("facilitation", 0.0, 1.0),
    ("worker_hours_per_meeting", 0.05, 20.0),
    ("announced_voice", 0.0, 1.0),
    ("meets_every_weeks", 1.0, 52.0),
    ("turns_per_meeting", 1.0, 40.0),
    ("capacity", 1.0, MAX_CAPACITY as f64),
    ("worker_hours", 0.0, 60.0),
];

/// People in a group at least: one is no group.
const LEAST_GROUP: f64 = 2.0;

impl Structure {
    /// Makes sure that a world can hold it.
    ///
    /// # Errors
    /// The first number that is out of its range.
    ///
    /// # Examples
    /// ```
    /// use mutua::model::structure::{Aim, Entry, Present, Structure};
    ///
    /// let entry = Entry { link: true, ..Entry::default() };
    /// let (aim, present) = (Aim::Plural, Present::Peers);
    /// let (meets_every_weeks, turns_per_meeting) = (1, 6);
    /// let (worker, announced_voice, worker_hours) = (None, None, None);
    /// let alone = Structure {
    ///     aim, present, worker, announced_voice, meets_every_weeks, turns_per_meeting, capacity: 1, entry, worker_hours,
    /// };
    /// assert_eq!(alone.check().unwrap_err().to_string(), "capacity must be from 2 to 48, not 1");
    /// ```
    pub fn check(&self) -> Result<(), StructureError> {
        let Self { aim: _, present: _, worker, announced_voice, entry: _, worker_hours, .. } = *self;
        let numbers = [
            worker.map(|role| role.directiveness),
            worker.map(|role| role.facilitation),
            worker.map(|role| role.hours_per_meeting),
            announced_voice,
            Some(self.meets_every_weeks.into()),
            Some(self.turns_per_meeting.into()),
            Some(self.capacity.into()),
            worker_hours,
        ];
        for ((name, low, high), given) in RANGES.into_iter().zip(numbers) {
            let low = if name == "capacity" && self.is_group() { LEAST_GROUP } else { low };
            if let Some(given) = given.filter(|given| !(low..=high).contains(given)) {
                return Err(StructureError { name, low, high, given });
            }
        }
        Ok(())
    }

    /// Whether the network is a group in front of which one has to speak.
    #[must_use]
    pub fn is_group(&self) -> bool {
        matches!(self.present, Present::Peers | Present::Residents)
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
