//! Chance drawn for many people together: the words of [`Chance::draw`], only sooner.

use crate::model::chance::{Chance, Draw, NOBODY, Process, WORDS};
use crate::model::lanes::LANES;
use std::ops::Range;

/// Draws made together by [`Chance::batches`].
pub const BATCH: usize = 256;

impl Chance {
    /// The words of `people`, some at a time, other things equal: those of [`Chance::draw`] of each. `f` gets the first
    /// person, how many there are, and their words.
    pub fn batches(
        &self,
        process: Process,
        people: Range<u32>,
        (tick, turn): (u32, u32),
        mut f: impl FnMut(u32, usize, &Words),
    ) {
        let mut words = Words([[[0; LANES]; BATCH / LANES]; 4]);
        for first in people.clone().step_by(BATCH) {
            let count = (people.end - first).min(BATCH as u32) as usize;
            for eight in 0..count.div_ceil(LANES) {
                let from = first + (eight * LANES) as u32;
                let drawn = self.together(process, |place| from + place as u32, (tick, turn));
                words.0.iter_mut().zip(drawn).for_each(|(row, drawn)| row[eight] = drawn);
            }
            f(first, count, &words);
        }
    }

    /// The words of each of these people, in their order, other things equal: those of [`Chance::draw`] of each.
    pub fn each(&self, process: Process, people: &[u32], (tick, turn): (u32, u32), mut f: impl FnMut(u32, Draw)) {
        for people in people.chunks(LANES) {
            let mut counters = [0; LANES];
            counters[..people.len()].copy_from_slice(people);
            let words = self.together(process, |place| counters[place], (tick, turn));
            for (place, &person) in people.iter().enumerate() {
                f(person, Draw(words.map(|word| word[place])));
            }
        }
    }

    /// The words of eight people, word by word.
    #[inline(always)]
    fn together(&self, process: Process, person: impl Fn(usize) -> u32, (tick, turn): (u32, u32)) -> [[u32; LANES]; 4] {
        let mut words = [[0; LANES]; 4];
        // Not an iterator: so the compiler sees that all eight can be drawn at once.
        for place in 0..LANES {
            let draw = self.draw(process, person(place), NOBODY, tick, turn);
            words.iter_mut().zip(draw.0).for_each(|(words, word)| words[place] = word);
        }
        words
    }
}

/// The words of [`BATCH`] people at most, word by word, eight people at a time: so that one word of many of them is
/// compared at once.
pub struct Words([[[u32; LANES]; BATCH / LANES]; 4]);

impl Words {
    /// One word of all of them, place by place.
    #[inline]
    #[must_use]
    pub fn row(&self, word: usize) -> &[u32] {
        self.0[word].as_flattened()
    }

    /// The words of eight of them, word by word.
    #[inline]
    #[must_use]
    pub fn eight(&self, eight: usize) -> [&[u32; LANES]; 4] {
        std::array::from_fn(|word| &self.0[word][eight])
    }

    /// The draw of the person at `place`.
    #[inline]
    #[must_use]
    pub fn of(&self, place: usize) -> Draw {
        Draw(std::array::from_fn(|word| self.row(word)[place]))
    }
}

/// The words that fall within a probability.
#[derive(Clone, Copy, Debug)]
pub struct Below {
    at_most: u32,
    /// 1 where there are none at all, else 0.
    at_least: u32,
}

/// Those that fall within probability `p`.
#[must_use]
pub fn below(p: f64) -> Below {
    let threshold = (p * WORDS).ceil() as u64;
    Below { at_most: threshold.saturating_sub(1).min(u64::from(u32::MAX)) as u32, at_least: u32::from(threshold == 0) }
}

/// Below this is the lower half of a word that falls within probability `p`, see [`low`](crate::model::chance::low).
#[must_use]
pub fn below_half(p: f64) -> u32 {
    (p * 65_536.0).ceil() as u32
}

impl Below {
    /// Whether `word` is one of them.
    #[inline]
    #[must_use]
    pub fn holds(&self, word: u32) -> bool {
        word.max(self.at_least) <= self.at_most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::chance::hit;

    #[test]
    fn draws_of_batches_are_those_of_each() {
        let chance = Chance::new(3, 4);
        let mut next = 40;
        chance.batches(Process::Week, 40..607, (7, 1), |first, count, words| {
            assert!(first == next && count <= BATCH);
            for place in 0..count {
                let draw = chance.draw(Process::Week, next, NOBODY, 7, 1);
                assert_eq!(words.of(place), draw);
                for word in 0..4 {
                    let by_eight = words.eight(place / LANES)[word][place % LANES];
                    assert_eq!([words.row(word)[place], by_eight], [draw.0[word]; 2]);
                }
                next += 1;
            }
        });
        assert_eq!(next, 607);
    }

    #[test]
    fn draws_of_each_are_in_their_order() {
        let chance = Chance::new(3, 4);
        let people: Vec<u32> = (0..21).map(|at| 1_000 - 7 * at).collect();
        let mut drawn = Vec::new();
        chance.each(Process::Ask, &people, (7, 2), |person, draw| drawn.push((person, draw)));
        let expected = people.iter().map(|&person| (person, chance.draw(Process::Ask, person, NOBODY, 7, 2)));
        assert_eq!(drawn, expected.collect::<Vec<_>>());
    }

    #[test]
    fn below_holds_what_hits() {
        for p in [0.0, 1e-12, 0.003, 0.5, 1.0] {
            let below = below(p);
            for word in [0, 1, 0x00c4_9ba5, 0x00c4_9ba6, 0x7fff_ffff, 0x8000_0000, u32::MAX] {
                assert_eq!(below.holds(word), hit(word, p), "{p} {word}");
            }
        }
    }
}
