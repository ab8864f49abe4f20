//! Effects other than on people: of Life, on ties, workers, networks and neighbourhoods, and on the books.

use crate::model::episode::EpisodeKind;
use crate::model::evidence::Evidence;
use crate::model::leaving::Leaving;
use crate::model::ledger::Cause;
use crate::model::origin::Origin;

/// A burden after a week of Life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drift {
    /// Whose burden.
    pub person: u32,
    /// The burden, a share.
    pub burden: u16,
    /// Whether it may change by itself in the week after.
    pub restless: bool,
}

/// A new life problem, or one that is back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Onset {
    /// Whom it strikes.
    pub person: u32,
    /// Its category.
    pub category: u8,
    /// The insights that it needs.
    pub needed: u64,
    /// The insights that are had.
    pub insights: u64,
    /// The pace of the episode, in parts of [`STEADY`](crate::model::state::course::STEADY).
    pub pace: u16,
    /// Whether it is the first problem of their own.
    pub first: bool,
}

/// Somebody who takes on a carer's burden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carer {
    /// The problem as it is for them.
    pub onset: Onset,
    /// The burden at the start, a share.
    pub burden: u16,
}

/// Somebody who leaves for good, and how they stand as the week begins, for those who look on: a newcomer will be in their
/// place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departure {
    /// Who.
    pub person: u32,
    /// The network in which they are helped, by its place; nobody's number if none.
    pub network: u32,
    /// Tick of their first entry; the largest number if they never entered.
    pub entered: u16,
    /// Turns that they received since week 0.
    pub turns: u16,
    /// Category of their life problem; 0 if they never had one.
    pub category: u8,
    /// Whether they are in need.
    pub in_need: bool,
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
    pub kind: EpisodeKind,
}

/// Something that touches one network only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InNetwork {
    /// The network, by its place.
    pub network: u32,
    /// What happened.
    pub event: NetworkEvent,
}

/// What happens in a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkEvent {
    /// An insight (its number) voiced by a person.
    Voiced(u8, u32),
    /// A meeting was held.
    Met,
    /// Progress, or an attempt to recruit.
    Stirred,
    /// A member who leaves, and why.
    Left(u32, Leaving),
    /// A supporter who joins.
    Joined(u32),
    /// The network drifts towards its worker.
    Drifted,
    /// The purpose of the network overflows: it begins to act outside.
    Overflowed,
}

/// An insight that becomes public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MadePublic {
    /// In which neighbourhood.
    pub neighbourhood: u32,
    /// In which category of life problem.
    pub category: u8,
    /// The insight, as a mask.
    pub insight: u64,
    /// The worker who hears of it.
    pub worker: u32,
}

/// An episode that a tie is about to hear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Who tells it.
    pub teller: u32,
    /// The place of the tie that hears of it, among those of the teller.
    pub slot: u8,
    /// The one it is about; nobody's number for services.
    pub about: u32,
    /// What it was, and how it went.
    pub kind: EpisodeKind,
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
