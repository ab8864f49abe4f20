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

    /// Brings each of some things, unless all is near anyhow.
    #[inline]
    fn unless_near<T>(&self, things: impl Iterator<Item = T>, bring: impl Fn(T)) {
        if !self.is_near() {
            things.for_each(bring);
        }
    }

    /// Brings the people at these places, and their courses.
    #[inline]
    pub(super) fn bring_courses(&self, places: impl Iterator<Item = usize>) {
        self.unless_near(places, |at| {
            bring(&self.people, at);
            bring(&self.courses, at);
        });
    }

    /// Brings the people at these places, and who they are tied to.
    #[inline]
    pub(super) fn bring_alters(&self, places: impl Iterator<Item = usize>) {
        self.unless_near(places, |at| {
            bring(&self.people, at);
            self.ties.bring_ends(at);
        });
    }

    /// Brings the people at these places, with all that is theirs.
    #[inline]
    pub(super) fn bring_all(&self, places: impl Iterator<Item = usize>) {
        self.unless_near(places, |at| {
            bring(&self.people, at);
            bring(&self.courses, at);
            self.ties.bring(at);
        });
    }

    /// Brings the people at these ends of ties, with who is tied to them and what happened at their end of this one.
    #[inline]
    pub(super) fn bring_ends(&self, ends: impl Iterator<Item = End>) {
        self.unless_near(ends, |end| {
            let at = end.alter() as usize;
            bring(&self.people, at);
            self.ties.bring_ends(at);
            self.ties.bring_past(at, end.reverse());
        });
    }
}
