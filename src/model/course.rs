//! A course: what somebody's life problem asks for, and their way through the networks that help with it. It lies apart from
//! the person (`person.rs`), since most people have no problem, and few weeks ask about those of the others.

use super::chance::NOBODY;
use super::share::ONE;
use super::tie::NEVER;

/// The course of one person, in half a line of memory.
#[derive(Clone, Debug, PartialEq, Eq)]
#[repr(align(32))]
pub struct Course {
    /// Insights that the situation needs.
    pub needed: u64,
    /// Insights had.
    pub insights: u64,
    /// The network in which the person is helped; nobody's number if none.
    pub member: u32,
    /// Felt helpfulness, smoothed.
    pub felt: u16,
    /// Motivation; the whole unless sent.
    pub concern: u16,
    /// Tick of the last entry.
    pub member_since: u16,
    /// Tick of the first entry.
    pub entered: u16,
    /// Tick of the application that waits.
    pub waiting_since: u16,
    /// Whether the application that waits was not their own wish.
    pub sent: bool,
    /// Whether co-members last saw the person recovered.
    pub seen_recovered: bool,
}

// Reading one brings no other.
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
            concern: ONE,
            member_since: NEVER,
            entered: NEVER,
            waiting_since: NEVER,
            sent: false,
            seen_recovered: false,
        }
    }

    /// Share of the needed insights that are had; 1 if none is needed.
    #[inline]
    #[must_use]
    pub fn coping(&self) -> f64 {
        coping((self.insights & self.needed).count_ones(), self.needed.count_ones())
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

/// Coping with so many of the needed insights had: the share of them; 1 if none is needed.
#[inline]
#[must_use]
pub fn coping(had: u32, needed: u32) -> f64 {
    let share = f64::from(had) / f64::from(needed);
    if needed == 0 { 1.0 } else { share }
}
