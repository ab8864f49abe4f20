//! What a week has to look at: kept beside each person in four bytes, so that most of a population is passed over at once.
//!
//! Nothing here is part of the state but the technical need: all else follows from it.

/// Whether and for what a person needs a look this week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attention {
    /// Up to this tick no tie of the person can fade away.
    pub ties_last_until: u16,
    marks: u16,
}

/// Burden may change by itself.
pub const RESTLESS: u16 = 1;
/// A technical need is outstanding.
pub const TECHNICAL: u16 = 2;
/// There is a life problem that is not recovered.
pub const IN_NEED: u16 = 4;
/// An application waits.
pub const WAITING: u16 = 8;
/// A member of a network.
pub const MEMBER: u16 = 16;
/// In the queue at the desk.
pub const QUEUED: u16 = 32;

impl Attention {
    /// Of `person` before the first week, whose ties cannot fade for `gap` weeks. Not all are to be looked at in the same
    /// week after that: to look earlier than one must changes nothing.
    #[must_use]
    pub fn first(person: u32, gap: u16) -> Self {
        Self { ties_last_until: gap - (person % (u32::from(gap) / 2 + 1)) as u16, marks: 0 }
    }

    /// Whether any of `marks` is set.
    #[inline]
    #[must_use]
    pub fn has(&self, marks: u16) -> bool {
        self.marks & marks != 0
    }

    /// Sets or takes away `marks`.
    #[inline]
    pub fn mark(&mut self, marks: u16, set: bool) {
        if set {
            self.marks |= marks;
        } else {
            self.marks &= !marks;
        }
    }
}
