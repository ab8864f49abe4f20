//! Bringing near: whom a phase is about to look at is asked of memory beforehand, and is on the way to the core while others
//! are worked on. Nothing here changes anything.
//!
//! Only about twenty lines of memory can be on their way to a core; who asks for more at once waits. So a row that is gone
//! through in order is brought a little at a time, [`Brought`] as far as the work is.

use super::tie::End;
use super::world::World;
use prefetch_index::prefetch_index;
use std::ops::Range;

/// So many people lie near a core together, with their ties: about four megabytes.
const NEAR: usize = 20_480;

/// Asks memory for what is at `at` of a row. Beyond its end that is what lies there, and if nothing does, nothing happens.
#[inline]
pub(super) fn bring<T>(row: &[T], at: usize) {
    prefetch_index(row, at);
}

/// How far a row has been brought that is gone through in order.
pub(super) struct Brought(usize);

impl Brought {
    /// As far as to `at`.
    pub(super) fn until(at: usize) -> Self {
        Self(at)
    }

    /// The places from there on to `at`, which are to be brought now.
    #[inline]
    pub(super) fn on_to(&mut self, at: usize) -> Range<usize> {
        std::mem::replace(&mut self.0, at)..at
    }
}

impl World {
    /// Whether all people lie near a core anyhow, so that nobody has to be brought.
    #[inline]
    pub(super) fn is_near(&self) -> bool {
        self.people.len() <= NEAR
    }

    /// Brings people in a row, and their courses.
    #[inline]
    pub(super) fn bring_courses(&self, places: Range<usize>) {
        if self.is_near() {
            return;
        }
        for at in places {
            bring(&self.people, at);
            bring(&self.courses, at);
        }
    }

    /// Brings people in a row, and who they are tied to.
    #[inline]
    pub(super) fn bring_alters(&self, places: Range<usize>) {
        if self.is_near() {
            return;
        }
        for at in places {
            bring(&self.people, at);
            self.ties.bring_ends(at);
        }
    }

    /// Brings people in a row, and their ties.
    pub(super) fn bring_ties(&self, places: Range<usize>) {
        if self.is_near() {
            return;
        }
        for at in places {
            bring(&self.people, at);
            self.ties.bring(at);
        }
    }

    /// Brings people who are anywhere, and their courses.
    pub(super) fn bring_each(&self, people: impl Iterator<Item = u32>) {
        if self.is_near() {
            return;
        }
        for at in people.map(|id| id as usize) {
            bring(&self.people, at);
            bring(&self.courses, at);
        }
    }

    /// Brings people who are anywhere, with all that is theirs.
    pub(super) fn bring_all_of_each(&self, people: impl Iterator<Item = u32>) {
        if self.is_near() {
            return;
        }
        for at in people.map(|id| id as usize) {
            bring(&self.people, at);
            bring(&self.courses, at);
            self.ties.bring(at);
        }
    }

    /// Brings the people at these ends of ties, as [`World::bring_end`].
    pub(super) fn bring_each_end(&self, ends: impl Iterator<Item = End>) {
        if self.is_near() {
            return;
        }
        ends.for_each(|end| self.bring_end(end));
    }

    /// Brings the person at this end of a tie, with who is tied to them and what happened at their end of this one.
    #[inline]
    pub(super) fn bring_end(&self, end: End) {
        if self.is_near() {
            return;
        }
        let at = end.alter() as usize;
        bring(&self.people, at);
        self.ties.bring_ends(at);
        self.ties.bring_past(at, end.reverse());
    }
}
