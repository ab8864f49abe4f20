//! What happened, as data: encounters write it, settling reads it.

use super::chance::NOBODY;
use super::ledger::{Cause, Channel};
use super::outcome::Kind;
use super::tie::Origin;
use super::trust::Evidence;

/// With whom an episode was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum With {
    /// A friend, neighbour or peer.
    Peer,
    /// The same, a guide present.
    GuidedPeer,
    /// A worker.
    Worker,
}

/// An encounter in which somebody made themselves vulnerable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Episode {
    /// The one who did.
    pub ego: u32,
    /// The one who helped or refused; nobody's number for a worker.
    pub alter: u32,
    /// The place of their tie among those of ego; [`UNTIED`] if they are not tied.
    pub near: u8,
    /// The place of their tie among those of alter; [`UNTIED`] if they are not tied.
    pub far: u8,
    /// What it was, with whom, for what stake, and how it went.
    pub kind: Kind,
}

/// In place of the place of a tie where there is none.
pub const UNTIED: u8 = u8::MAX;

impl Episode {
    /// What it was.
    #[inline]
    #[must_use]
    pub fn cause(&self) -> Cause {
        self.kind.facts().cause
    }

    /// Who gave, if it was a turn of dialogue that another person, not a worker, gave.
    #[inline]
    #[must_use]
    pub fn giver_of_turn(&self) -> Option<u32> {
        (self.cause() == Cause::Dialogue && self.alter != NOBODY).then_some(self.alter)
    }
}

/// What an evidence is about, and where it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// One of the four beliefs, by its index.
    Belief(u8),
    /// The tie in this place.
    Tie(u8),
}

/// An evidence outside an episode of one's own: hearsay, hope, waiting, onset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deposit {
    /// Who takes it.
    pub person: u32,
    /// On what.
    pub on: On,
    /// Why.
    pub cause: Cause,
    /// How much.
    pub evidence: Evidence,
}

/// A tie that would form if both ends had a place. Packed, for there are many in large worlds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(Rust, packed(4))]
pub struct Wish {
    /// The end that has evidence, if any has.
    pub ego: u32,
    /// The other end.
    pub alter: u32,
    /// Its lot.
    pub lot: u64,
    /// Where the tie would come from.
    pub origin: Origin,
    /// The cause under which evidence is booked.
    pub cause: Cause,
    /// Evidence for the end of `ego`.
    pub evidence: Evidence,
    /// Whether help came in at `ego`.
    pub helped: bool,
}

/// How an insight came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gain {
    /// Gained by a channel.
    By(Channel),
    /// Adopted by mistake.
    Mistake,
}

/// Turns received by a member in one meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// The member.
    pub person: u32,
    /// Felt helpfulness afterwards.
    pub felt: u16,
    /// Whether the member was sent and has not felt helped since.
    pub reluctant: bool,
    /// How many.
    pub turns: u16,
}

/// A new life problem, or one that is back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Onset {
    /// Whose.
    pub person: u32,
    /// Its category.
    pub category: u8,
    /// The insights that it needs.
    pub needed: u64,
    /// The insights that are had.
    pub insights: u64,
}

/// The way by which somebody came to wish to enter a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Their own initiative, where there is neither a worker nor a tie to a member.
    Initiative,
    /// A tie to a member.
    Link,
    /// The services' desk.
    Desk,
    /// Outreach.
    Outreach,
    /// They were sent.
    Mandate,
}

/// A wish to enter a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Application {
    /// Whose.
    pub person: u32,
    /// The tie through which it goes, or nobody.
    pub via: u32,
    /// The door that opened.
    pub door: Door,
}

impl Application {
    /// Whether the person was sent.
    #[must_use]
    pub fn sent(&self) -> bool {
        self.door == Door::Mandate
    }
}

/// What happens in the queue at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtDesk {
    /// Joined, and waits.
    Joined,
    /// Was served, and the need is still there.
    Served,
    /// Was served, and the need is gone.
    Solved,
}

/// What a worker takes from a turn. Packed, for there are many in large worlds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(Rust, packed(4))]
pub struct Listened {
    /// The worker.
    pub worker: u32,
    /// Category of the insights.
    pub category: u8,
    /// Insights learnt.
    pub insights: u64,
    /// What the turn was, and how it went: evidence on the worker's empowerment.
    pub kind: Kind,
}

/// Something that only its own network is touched by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InNetwork {
    /// An insight (its number) voiced by a person.
    Voiced(u8, u32),
    /// A meeting was held.
    Met,
    /// Progress, or an attempt to recruit.
    Stirred,
    /// A member who leaves; true if in need.
    Left(u32, bool),
    /// A supporter who joins.
    Joined(u32),
    /// The network drifts towards its worker.
    Drifted,
}

/// Counts for the books that are nobody's state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Thousandths of worker hours at the desk.
    pub desk: i64,
    /// Thousandths of worker hours in meetings.
    pub meetings: i64,
    /// Thousandths of unpaid hours.
    pub unpaid: i64,
    /// People in need.
    pub in_need: i64,
    /// Turns in which a worker prescribed.
    pub prescriptions: i64,
    /// Turns of dialogue.
    pub dialogues: i64,
    /// Everyday requests.
    pub requests: i64,
}

/// A contact without an episode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// One end.
    pub ego: u32,
    /// The other.
    pub alter: u32,
    /// The place of the tie among those of ego.
    pub near: u8,
    /// The place of the tie among those of alter.
    pub far: u8,
}
