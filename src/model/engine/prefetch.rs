//! Prefetching: the data of people with whom a phase is about to work are asked of memory beforehand, and are on the way to
//! the core while others are worked on. Nothing here changes anything.
//!
//! Only those are prefetched whom the work reaches. About twenty lines of memory can be on their way to a core at a time. Where
//! work goes along a list each is prefetched a little before their turn, so that it does not wait. Where nothing can be worked
//! out before all are there, as at meetings, all are asked for in one short loop: some wait, together.

use crate::model::state::tie::End;
use crate::model::state::ties::{SomeTies, Ties};
use crate::model::state::world::World;
use prefetch_index::prefetch_index;

/// So many people fit into the cache of a core, with their ties: about two megabytes.
const CACHED: usize = 10_240;

/// Of so many on a list the last is prefetched while the first is worked on.
pub(super) const AHEAD: usize = 16;

/// Asks memory for what is at `at` of a row. Beyond its end that is what lies there, and if nothing does, nothing happens.
#[inline]
pub(super) fn prefetch<T>(row: &[T], at: usize) {
    prefetch_index(row, at);
}

impl World {
    /// Whether all people are in the cache anyhow, so that nobody has to be prefetched.
    #[inline]
    pub(super) fn is_cached(&self) -> bool {
        self.people.len() <= CACHED
    }

    /// Prefetches each of some things, unless all is in the cache anyhow.
    #[inline]
    fn unless_cached<T>(&self, things: impl Iterator<Item = T>, prefetch: impl Fn(T)) {
        if !self.is_cached() {
            things.for_each(prefetch);
        }
    }

    /// Prefetches the people at these places, and their courses.
    #[inline]
    pub(super) fn prefetch_courses(&self, places: impl Iterator<Item = usize>) {
        self.unless_cached(places, |at| {
            prefetch(&self.people, at);
            prefetch(&self.courses, at);
        });
    }

    /// Prefetches who the people at these places are tied to.
    #[inline]
    pub(super) fn prefetch_alters(&self, places: impl Iterator<Item = usize>) {
        self.unless_cached(places, |at| self.ties.prefetch_ends(at));
    }

    /// Prefetches the person at this end of a tie, and what happened there.
    #[inline]
    pub(super) fn prefetch_end(&self, end: End) {
        if !self.is_cached() {
            let at = end.alter() as usize;
            prefetch(&self.people, at);
            self.ties.prefetch_past(at, end.reverse());
        }
    }

    /// Prefetches the people at these places, with all that is theirs.
    #[inline]
    pub(super) fn prefetch_all(&self, places: impl Iterator<Item = usize>) {
        self.unless_cached(places, |at| {
            prefetch(&self.people, at);
            prefetch(&self.courses, at);
            self.ties.prefetch_all(at);
        });
    }

    /// Prefetches the people at these ends of ties, with who is tied to them and what happened at their end of this one.
    #[inline]
    pub(super) fn prefetch_ends(&self, ends: impl Iterator<Item = End>) {
        self.unless_cached(ends, |end| {
            let at = end.alter() as usize;
            prefetch(&self.people, at);
            self.ties.prefetch_ends(at);
            self.ties.prefetch_past(at, end.reverse());
        });
    }
}

impl Ties {
    /// Prefetches the ties of the person at `at`.
    #[inline]
    fn prefetch_all(&self, at: usize) {
        let (places, _, pasts) = self.rows();
        self.prefetch_ends(at);
        prefetch_row(pasts, at, places);
    }

    /// Prefetches who is at the other ends of the ties of the person at `at`.
    #[inline]
    fn prefetch_ends(&self, at: usize) {
        let (places, ends, _) = self.rows();
        prefetch_row(ends, at, places);
    }

    /// Prefetches what happened at the end of the person at `at` of their tie in `slot`.
    #[inline]
    fn prefetch_past(&self, at: usize, slot: u8) {
        let (places, _, pasts) = self.rows();
        prefetch(pasts, at * places + usize::from(slot));
    }
}

impl SomeTies<'_> {
    /// Prefetches what happened at the end of the person at `at` of their tie in `slot`; without a tie, what lies there.
    #[inline]
    pub(super) fn prefetch_past(&self, at: usize, slot: u8) {
        let (places, pasts) = self.pasts();
        prefetch(pasts, at * places + usize::from(slot));
    }
}

/// Prefetches the `places` of the person at `at`, which lie in one line of memory or begin in one and end in the next.
#[inline]
fn prefetch_row<T>(row: &[T], at: usize, places: usize) {
    prefetch(row, at * places);
    prefetch(row, (at + 1) * places - 1);
}
