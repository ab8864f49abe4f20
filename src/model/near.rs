//! Bringing near: whom a phase is about to look at is asked of memory beforehand, and is on the way to the core while others
//! are worked on. Nothing here changes anything.
//!
//! Only those are brought whom the work reaches. About twenty lines of memory can be on their way to a core at a time. Where
//! work goes along a list each is brought a little before their turn, so that it does not wait. Where nothing can be worked
//! out before all are there, as at meetings, all are asked for in one short loop: some wait, together.

use super::tie::End;
use super::world::World;
use prefetch_index::prefetch_index;

/// So many people lie near a core together, with their ties: about two megabytes.
const NEAR: usize = 10_240;

/// Of so many on a list the last comes near while the first is worked on.
pub(super) const AHEAD: usize = 16;

/// Asks memory for what is at `at` of a row. Beyond its end that is what lies there, and if nothing does, nothing happens.
#[inline]
pub(super) fn bring<T>(row: &[T], at: usize) {
    prefetch_index(row, at);
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

    /// Brings who the people at these places are tied to.
    #[inline]
    pub(super) fn bring_alters(&self, places: impl Iterator<Item = usize>) {
        self.unless_near(places, |at| self.ties.bring_ends(at));
    }

    /// Brings the person at this end of a tie, and what happened there.
    #[inline]
    pub(super) fn bring_end(&self, end: End) {
        if !self.is_near() {
            let at = end.alter() as usize;
            bring(&self.people, at);
            self.ties.bring_past(at, end.reverse());
        }
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
