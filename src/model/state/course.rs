//! A course: what somebody's life problem asks for, and their way through the networks that help with it. It lies apart from
//! the person (`person.rs`), since most people have no problem, and few weeks ask about those of the others.

use super::tie::NEVER;
use crate::model::chance::NOBODY;

/// The pace of an episode that is neither fast nor slow: paces are in this part of it.
pub const STEADY: u16 = 256;

/// The course of one person, in 32 bytes: there are as many as people, and none crosses a line of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// Insights that the situation needs, as a mask.
    pub needed: u64,
    /// Insights had, as a mask.
    pub insights: u64,
    /// The network in which the person is helped; nobody's number if none.
    pub member: u32,
    /// Felt helpfulness, a share, smoothed.
    pub felt: u16,
    /// Tick of the last entry of a member, and of the application of somebody who waits: nobody does both.
    since: u16,
    /// Tick of the first entry.
    pub entered: u16,
    /// Tick in which the person came; 0 for the first people.
    pub arrived: u16,
    /// How fast the burden of the present episode drifts, see [`STEADY`].
    pub pace: u16,
    /// Whether the person was sent and has not felt helped since.
    pub reluctant: bool,
    /// Whether co-members last saw the person recovered.
    pub seen_recovered: bool,
}

const _: () = assert!(size_of::<Course>() == 32);

impl Course {
    /// That of somebody without a life problem, who was never helped; they would feel help as `felt`.
    #[must_use]
    pub fn new(felt: u16) -> Self {
        Self {
            needed: 0,
            insights: 0,
            member: NOBODY,
            felt,
            since: NEVER,
            entered: NEVER,
            arrived: 0,
            pace: STEADY,
            reluctant: false,
            seen_recovered: false,
        }
    }

    /// An application waits from `tick` on.
    pub fn apply(&mut self, tick: u16) {
        self.since = tick;
    }

    /// The application waits no more.
    pub fn stop_waiting(&mut self) {
        self.since = NEVER;
    }

    /// The person is helped in `network` from `tick` on.
    pub fn enter(&mut self, network: u32, tick: u16) {
        (self.member, self.since) = (network, tick);
        if self.entered == NEVER {
            self.entered = tick;
        }
    }

    /// The person is a member no more.
    pub fn leave(&mut self) {
        (self.member, self.since) = (NOBODY, NEVER);
    }

    /// Tick of the last entry; never if the person is not a member.
    #[inline]
    #[must_use]
    pub fn member_since(&self) -> u16 {
        if self.is_member() { self.since } else { NEVER }
    }

    /// Tick of the application that waits; never if none does.
    #[inline]
    #[must_use]
    pub fn waiting_since(&self) -> u16 {
        if self.is_member() { NEVER } else { self.since }
    }

    /// Whether an application waits.
    #[inline]
    #[must_use]
    pub fn waits(&self) -> bool {
        self.waiting_since() != NEVER
    }

    /// Needed insights that are missing.
    #[inline]
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.needed & !self.insights
    }

    /// Whether the person is a member of a network.
    #[inline]
    #[must_use]
    pub fn is_member(&self) -> bool {
        self.member != NOBODY
    }
}
