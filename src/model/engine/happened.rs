//! All that happened in a phase, part by part of the population, and the effects that cross from one part to another.

use super::pending::Pending;
use crate::model::chance::NOBODY;
use crate::model::effects::{Effect, Effects, List};
use std::ops::Range;

/// People whom event screening lets through this week, with the word of chance that decides: nothing can happen to others.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    /// Those who could ask for a favour.
    pub asking: List<(u32, u32)>,
    /// Those who could act outside.
    pub acting: List<(u32, u32)>,
}

impl Agenda {
    /// Begins a week.
    pub(super) fn clear(&mut self) {
        self.asking.clear();
        self.acting.clear();
    }
}

/// What a part of the population did in one phase.
#[derive(Clone, Debug, Default)]
pub struct Chunk {
    /// The people among whom it happened; nobody where the part is not one of people.
    pub home: Range<u32>,
    /// What happened.
    pub effects: Effects,
    /// What of it happened to people elsewhere: to which part of the population, and what.
    pub(super) crossing: List<(u32, Effect)>,
    /// Who could do something this week: written by Life, read by later phases of the same week.
    pub(super) agenda: Agenda,
    /// Lists that are needed meanwhile.
    pub(super) scratch: Scratch,
}

/// Lists that a part needs while it is observed, kept so that nothing is allocated anew.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    /// Networks that meet.
    pub(super) networks: Vec<u32>,
    /// People who try something, to be drawn for together.
    pub(super) trying: Vec<u32>,
    /// Those who queue at a desk, by lot.
    pub(super) queue: Vec<(u64, u32)>,
}

impl Chunk {
    fn clear(&mut self) {
        let Self { home, effects, crossing, agenda: _, scratch: _ } = self;
        *home = 0..0;
        effects.clear();
        crossing.clear();
    }

    /// Whether nothing happened to people: there is nothing to apply to them.
    pub(super) fn is_quiet(&self) -> bool {
        self.effects.leave_people_alone() && self.crossing.is_empty()
    }

    /// Notes what touches people who are not of this part, for the parts of `size` people in which they are.
    fn note_crossing(&mut self, size: u32) {
        let (first, count) = (self.home.start, self.home.len() as u32);
        let here = |person: u32| (person.wrapping_sub(first) < count) | (person == NOBODY);
        let crossing = &mut self.crossing;
        self.effects.cross(here, |person| person / size, |part, effect| crossing.push((part, effect)));
    }
}

/// What happened in a phase, in parts that do not depend on the number of threads. Kept from phase to phase, so that
/// nothing is allocated anew; from Life on it holds the agenda of the week.
#[derive(Clone, Debug, Default)]
pub struct Happened {
    chunks: Vec<Chunk>,
    used: usize,
    /// What is being applied.
    pub(super) pending: Pending,
}

impl Happened {
    /// Fills `parts` parts, each by `observe` with its number, on as many cores as there are; the population is in parts
    /// of `size` people.
    pub fn observe(&mut self, parts: usize, size: u32, observe: impl Fn(usize, &mut Chunk) + Sync + Send) {
        if self.chunks.len() < parts {
            self.chunks.resize_with(parts, Chunk::default);
        }
        self.used = parts;
        let fill = |(part, chunk): (usize, &mut Chunk)| {
            chunk.clear();
            observe(part, chunk);
            chunk.note_crossing(size);
        };
        #[cfg(feature = "parallel")]
        if parts >= super::parts::PIECES {
            use rayon::prelude::*;
            self.chunks[..parts]
                .par_iter_mut()
                .enumerate()
                .with_max_len(super::parts::parts_in_a_piece(parts))
                .for_each(fill);
            return;
        }
        self.chunks[..parts].iter_mut().enumerate().for_each(fill);
    }

    /// The parts of the phase just observed, in order.
    #[must_use]
    pub fn parts(&self) -> &[Chunk] {
        &self.chunks[..self.used]
    }

    /// What happened in the phase just observed, part by part.
    pub fn effects(&self) -> impl Iterator<Item = &Effects> {
        self.parts().iter().map(|chunk| &chunk.effects)
    }
}
