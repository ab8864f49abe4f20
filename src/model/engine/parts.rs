//! Parts: the population is divided, so that work is shared by as many cores as there are. The state does not depend on it.

use crate::model::state::world::World;
use std::ops::Range;

/// Into at least so many pieces work is shared out, so that who is done early finds another to take; fewer parts are not
/// worth a second thread.
pub(super) const PIECES: usize = 32;

/// How many of so many parts make a piece: all, where they are few.
pub(super) fn parts_in_a_piece(parts: usize) -> usize {
    if parts < PIECES { parts.max(1) } else { parts / PIECES }
}

impl World {
    /// Shares work in parts of so many people, at least 1, from the next week on. The state does not depend on it;
    /// only the channel may under which an insight is booked that somebody gained at two meetings in one week.
    pub fn share_in_parts_of(&mut self, people: u32) {
        self.part_size = people.max(1);
    }

    /// How many parts the population has in which work is shared; not a function of the number of threads.
    #[must_use]
    pub fn parts(&self) -> usize {
        self.people.len().div_ceil(self.part_size as usize)
    }

    /// The people of a part.
    #[must_use]
    pub(in crate::model) fn part(&self, part: usize) -> Range<u32> {
        let first = part as u32 * self.part_size;
        first..(first + self.part_size).min(self.people.len() as u32)
    }

    /// Open networks whose home neighbourhood begins in this part.
    pub(in crate::model) fn networks_of(&self, part: usize) -> impl Iterator<Item = u32> + '_ {
        let (people, size) = (self.part(part), self.parameters.people_per_neighbourhood as u32);
        let categories = self.parameters.categories as usize;
        let from = |person: u32| person.div_ceil(size) as usize * categories;
        self.local[from(people.start)..from(people.end)].iter().flatten().copied()
    }

    /// What `of` finds in each part of the population, joined by `and`, whose order must not matter, on as many cores as
    /// there are.
    pub(in crate::model) fn over_parts<T: Send + Sync + Clone>(
        &self,
        of: impl Fn(Range<usize>) -> T + Sync + Send,
        and: impl Fn(T, T) -> T + Sync + Send,
        nothing: T,
    ) -> T {
        let of = |part| {
            let people = self.part(part);
            of(people.start as usize..people.end as usize)
        };
        #[cfg(feature = "parallel")]
        if self.parts() >= PIECES {
            use rayon::prelude::*;
            let pieces = (0..self.parts()).into_par_iter().with_max_len(parts_in_a_piece(self.parts()));
            return pieces.map(of).reduce(|| nothing.clone(), and);
        }
        (0..self.parts()).map(of).fold(nothing, and)
    }

    /// The workers whose first person is in this part.
    pub(super) fn workers_of(&self, part: usize) -> Range<u32> {
        let Range { start, end } = self.part(part);
        let first_from = |person: u32| match person {
            0 => 0,
            _ if person as usize == self.people.len() => self.workers.len() as u32,
            _ => self.worker_of(person - 1) + 1,
        };
        first_from(start)..first_from(end)
    }

    /// The people of `worker`: those whose number times the workers, over all people, is the worker's.
    pub(super) fn clients(&self, worker: u32) -> Range<u32> {
        let first = |worker: u64| (worker * self.people.len() as u64).div_ceil(self.workers.len() as u64) as u32;
        first(u64::from(worker))..first(u64::from(worker) + 1)
    }
}

/// People in a part of the population: whole neighbourhoods, about as many as the cache of a core holds.
pub(super) fn part_size(neighbourhood: u32) -> u32 {
    const AT_HAND: u32 = 1024;
    if neighbourhood > AT_HAND { AT_HAND } else { neighbourhood * (AT_HAND / neighbourhood) }
}
