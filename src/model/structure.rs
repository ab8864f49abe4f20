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

impl Structure {
    /// Whether the network is a group in front of which one has to speak.
    #[must_use]
    pub fn is_group(&self) -> bool {
        matches!(self.present, Present::Peers | Present::Residents)
    }
}
