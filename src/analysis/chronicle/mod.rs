//! The chronicle of one person: everything that happened to them, phase by phase, in a world under a regime and in the
//! twin world without helping networks; and what each event did to their beliefs.
//!
//! [`digest`] counts what a life comes to, [`parting`] finds where two lives part. The worlds in which a life is recorded are
//! simulated by [`crate::experiments::chronicle`].

pub mod digest;
pub mod parting;
mod pick;

pub use crate::record::observed::Leaving;
pub use crate::record::rows::NeedStatus;
pub use pick::{LONG_IN_NEED, Pick, Picked};

use crate::model::effects::Door;
use crate::model::ledger::{Cause, Channel, Phase};
use crate::model::origin::Origin;
use crate::model::state::course::Course;
use crate::model::state::person::Person;

/// One life in one world, from week 0 to the horizon, or to the week before the person moves away for good.
#[derive(Clone, Debug, PartialEq)]
pub struct Life {
    /// The number of the person.
    pub person: u32,
    /// The state at the end of each week; week 0, the end of the burn-in, first.
    pub weeks: Vec<Week>,
    /// Everything that happened, in order.
    pub events: Vec<Event>,
    /// The state of the person and of their course when last seen, as the model holds it.
    pub at_end: (Person, Course),
    /// The hash of the whole world at the horizon: that of `mutua run`.
    pub state_hash: u64,
}

/// One person in both worlds.
#[derive(Clone, Debug, PartialEq)]
pub struct Lives {
    /// In the world under study.
    pub here: Life,
    /// In the world without helping networks.
    pub there: Life,
}

/// A person at the end of a week.
#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    /// Trust in people in general, trust in services, empowerment, dependence: by their indices in
    /// [`crate::model::state::person`], each `0..=1`.
    pub beliefs: [f64; 4],
    /// What fading of evidence did to the beliefs in this week.
    pub faded: [f64; 4],
    /// Burden, `0..=1`.
    pub burden: f64,
    /// How the person stands to their life problem.
    pub standing: NeedStatus,
    /// Whether they are helped in a network.
    pub member: bool,
    /// Whether they wait for a place in one.
    pub waiting: bool,
    /// Needed insights that are had.
    pub had: u32,
    /// Needed insights in all; 0 without a life problem.
    pub needed: u32,
    /// Ties held.
    pub ties: u32,
}

/// Something that happened to a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The week, from 1; it ends with the [`Week`] of that number.
    pub week: u32,
    /// The phase of the week.
    pub phase: Phase,
    /// What it was.
    pub what: What,
    /// With whom.
    pub other: Other,
    /// Where the tie to that person comes from, if there was one.
    pub tie: Option<Origin>,
    /// Help as it was felt by the one who was helped, `0..=1`; for hearsay, as it was told.
    pub felt: Option<f64>,
    /// Insights that came; at an entry, other people in the network.
    pub count: u32,
    /// The heading under which it moved beliefs, if it could move any.
    pub source: Option<BeliefSource>,
    /// How much it moved each belief, in the order of [`Week::beliefs`].
    pub moved: [f64; 4],
}

/// Who was at the other end of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Other {
    /// Nobody, or somebody who cannot be told.
    Nobody,
    /// A person, by their number.
    Person(u32),
    /// A worker.
    Worker,
}

/// What moves beliefs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeliefSource {
    /// An episode of one's own, or an evidence outside episodes, of this cause.
    Of(Cause),
    /// Having helped somebody else.
    Giving,
}

impl BeliefSource {
    /// How many there are.
    pub const COUNT: usize = Cause::ALL.len() + 1;

    /// Every one, in the order of [`BeliefSource::index`].
    pub fn all() -> impl Iterator<Item = Self> {
        Cause::ALL.iter().map(|&cause| Self::Of(cause)).chain([Self::Giving])
    }

    /// Its place in a list of all.
    #[must_use]
    pub fn index(self) -> usize {
        match self {
            Self::Of(cause) => cause as usize,
            Self::Giving => Cause::ALL.len(),
        }
    }
}

/// What an event was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The life problem struck for the first time.
    Onset,
    /// It struck again after recovery.
    Relapse,
    /// Burden fell below the threshold of recovery.
    Recovered,
    /// Burden rose above it without a new strike.
    Worsened,
    /// A technical need came up.
    TechnicalNeed,
    /// Joined the queue at the desk.
    Queued,
    /// Was served at the desk.
    Visit {
        /// Whether the need was solved.
        solved: bool,
    },
    /// Weeks of waiting were felt as a refusal by services.
    Waited,
    /// Asked a tie for a favour, which was done.
    Favour,
    /// Asked a tie for a favour, which was refused.
    Refused,
    /// Asked a member to take a turn, which was refused.
    TurnRefused,
    /// Invited somebody to support, who refused.
    InvitationRefused,
    /// Invited support came: somebody joined the person's network as a supporter.
    Supported,
    /// A civic act of a stranger reached the person.
    Kindness,
    /// Did a favour.
    GaveFavour,
    /// Gave a turn at a meeting.
    GaveTurn,
    /// Did a civic act for a stranger.
    Acted,
    /// Refused a favour, a turn or an invitation.
    Declined,
    /// A turn in which the worker prescribed.
    Prescription {
        /// Whether it was followed and nothing needed came of it.
        missed: bool,
    },
    /// A turn of dialogue, with a person or with the worker.
    Dialogue,
    /// Decided to enter a network, by this door.
    Applied(Door),
    /// Left the waiting list without having entered.
    Withdrew,
    /// Entered a network.
    Entered {
        /// Whether it was founded for it.
        founded: bool,
    },
    /// Was moved into another network when the own one split.
    Moved,
    /// Ceased to be a member.
    Left(Leaving),
    /// Began to support somebody else's network; the other is its founder.
    Supports,
    /// Learnt needed insights.
    Learnt(Channel),
    /// Adopted unneeded insights by mistake.
    Mistaken,
    /// Saw another member recover, or worsen.
    Hope {
        /// Which of the two.
        recovered: bool,
    },
    /// Taught a worker something in dialogue.
    TaughtWorker,
    /// Heard of an episode of somebody else.
    Heard {
        /// Whether it was about services, or else about a tie.
        services: bool,
    },
    /// A tie formed.
    TieFormed,
    /// A tie faded away.
    TieFaded,
    /// Moved away for good: here the life ends, in the week after its last [`Week`].
    MovedAway,
}

impl What {
    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Onset => "onset",
            Self::Relapse => "relapse",
            Self::Recovered => "recovered",
            Self::Worsened => "worsened",
            Self::TechnicalNeed => "technical_need",
            Self::Queued => "queued",
            Self::Visit { .. } => "visit",
            Self::Waited => "waited",
            Self::Favour => "favour",
            Self::Refused => "refused",
            Self::TurnRefused => "turn_refused",
            Self::InvitationRefused => "invitation_refused",
            Self::Supported => "supported",
            Self::Kindness => "kindness",
            Self::GaveFavour => "gave_favour",
            Self::GaveTurn => "gave_turn",
            Self::Acted => "acted",
            Self::Declined => "declined",
            Self::Prescription { .. } => "prescription",
            Self::Dialogue => "dialogue",
            Self::Applied(_) => "applied",
            Self::Withdrew => "withdrew",
            Self::Entered { .. } => "entered",
            Self::Moved => "moved",
            Self::Left(_) => "left",
            Self::Supports => "supports",
            Self::Learnt(_) => "learnt",
            Self::Mistaken => "mistaken",
            Self::Hope { .. } => "hope",
            Self::TaughtWorker => "taught_worker",
            Self::Heard { .. } => "heard",
            Self::TieFormed => "tie_formed",
            Self::TieFaded => "tie_faded",
            Self::MovedAway => "moved_away",
        }
    }

    /// What tells it from others of its name; empty where nothing does.
    #[must_use]
    pub fn detail(self) -> &'static str {
        match self {
            Self::Visit { solved: true } => "solved",
            Self::Visit { solved: false } => "not_solved",
            Self::Prescription { missed: true } => "missed",
            Self::Applied(Door::Initiative) => "initiative",
            Self::Applied(Door::Link) => "link",
            Self::Applied(Door::Desk) => "desk",
            Self::Applied(Door::Outreach) => "outreach",
            Self::Applied(Door::Mandate) => "mandate",
            Self::Entered { founded: true } => "founded",
            Self::Left(how) => how.name(),
            Self::Hope { recovered: true } => "recovered",
            Self::Hope { recovered: false } => "worsened",
            Self::Heard { services: true } => "services",
            Self::Heard { services: false } => "tie",
            Self::Learnt(channel) => channel.name(),
            _ => "",
        }
    }

    /// Whether it is a turn about the person's own problem, refused ones included.
    #[must_use]
    pub fn is_turn(self) -> bool {
        matches!(self, Self::Dialogue | Self::Prescription { .. } | Self::TurnRefused)
    }
}
