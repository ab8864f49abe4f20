//! Who needs which look this week: told of many people at once, without branches, because nobody's chance can be foreseen,
//! and to guess wrong costs more than to look.

use super::{CIVIC, CONTACT, STRIKE, TECHNICAL_NEED};
use crate::model::TOGETHER;
use crate::model::attention::{Attention, RESTLESS, TECHNICAL};
use crate::model::bits::bits;
use crate::model::chance::{AT_A_TIME, Below, Words, below};
use crate::model::parameters::Parameters;
use crate::model::world::World;

/// The words that could do something to somebody.
pub(super) struct Thresholds {
    pub(super) strike: Below,
    technical: Below,
    contact: Below,
    /// The same for those who may be in need.
    contact_in_need: Below,
    civic: Below,
}

impl Thresholds {
    pub(super) fn of(world: &World) -> Self {
        let Parameters { onset_per_week, relapse_factor, everyday_contact, need_factor, .. } = world.parameters;
        let in_need = [everyday_contact * need_factor, everyday_contact * (1.0 + (need_factor - 1.0))];
        Self {
            strike: below(onset_per_week.max(relapse_factor * onset_per_week)),
            technical: below(world.parameters.technical_per_week),
            contact: below(everyday_contact),
            contact_in_need: below(in_need.into_iter().fold(everyday_contact, f64::max)),
            civic: below(if world.switches.civic_acts { world.parameters.civic_act } else { 0.0 }),
        }
    }

    /// Whether there is a technical need that was not there before.
    #[inline]
    pub(super) fn technical_need(&self, word: u32, attention: Attention) -> bool {
        self.technical.holds(word) & !attention.has(TECHNICAL)
    }

    /// Which looks somebody needs this week: [`ASKING`] and so on.
    #[inline]
    fn looks(&self, words: [u32; 4], attention: Attention, tick: u32) -> u32 {
        let living = attention.has(RESTLESS) | self.strike.holds(words[STRIKE]);
        // Whoever is in need when favours are asked for bears something by now, or is struck this week.
        let asking = self.contact.holds(words[CONTACT]) | (living & self.contact_in_need.holds(words[CONTACT]));
        let acting = self.civic.holds(words[CIVIC]);
        let other =
            self.technical_need(words[TECHNICAL_NEED], attention) | (tick > u32::from(attention.ties_last_until()));
        [(asking, ASKING), (acting, ACTING), (living, LIVING), (other, OTHER)]
            .into_iter()
            .fold(0, |looks, (needed, look)| looks | u32::from(needed) << (8 * look))
    }

    /// The looks of eight people: a byte for each look, in which everybody has a bit.
    #[inline]
    fn looks_together(&self, words: [&[u32; TOGETHER]; 4], attention: &[Attention; TOGETHER], tick: u32) -> [u8; 4] {
        let mut looks = 0;
        for place in 0..TOGETHER {
            looks |= self.looks(words.map(|row| row[place]), attention[place], tick) << place;
        }
        looks.to_le_bytes()
    }
}

/// Could ask for a favour.
const ASKING: usize = 0;
/// Could act outside.
const ACTING: usize = 1;
/// A problem could strike, or burden may drift.
const LIVING: usize = 2;
/// A technical need begins, or ties may have faded.
const OTHER: usize = 3;

/// Some of the people at [`AT_A_TIME`] places, a bit each: most weeks most of them need no look.
#[derive(Clone, Copy)]
pub(super) struct Places([u8; AT_A_TIME / TOGETHER]);

impl Places {
    /// Calls `f` with each place, rising.
    #[inline]
    pub(super) fn each(&self, mut f: impl FnMut(usize)) {
        for (first, &some) in (0..).step_by(64).zip(self.0.as_chunks().0) {
            bits(u64::from_le_bytes(some)).for_each(|place| f(first + place));
        }
    }

    /// How many there are.
    #[inline]
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|eight| eight.count_ones() as usize).sum()
    }
}

/// Who of some people needs which look this week.
pub(super) struct Sorted {
    pub(super) asking: Places,
    pub(super) acting: Places,
    pub(super) living: Places,
    pub(super) others: Places,
}

impl Sorted {
    // Inlined, it would be mixed with what is around it, and no longer be worked out for all at once.
    #[inline(never)]
    pub(super) fn out(thresholds: &Thresholds, words: &Words, attention: &[Attention], tick: u32) -> Self {
        let mut places = [Places([0; AT_A_TIME / TOGETHER]); 4];
        let mut put = |at: usize, looks: [u8; 4]| {
            places.iter_mut().zip(looks).for_each(|(places, eight)| places.0[at] = eight);
        };
        let (eights, last) = attention.as_chunks();
        for (at, eight) in eights.iter().enumerate() {
            put(at, thresholds.looks_together(words.eight(at), eight, tick));
        }
        if !last.is_empty() {
            let mut eight = [Attention::default(); TOGETHER];
            eight[..last.len()].copy_from_slice(last);
            let nobody = u8::MAX << last.len();
            let looks = thresholds.looks_together(words.eight(eights.len()), &eight, tick);
            put(eights.len(), looks.map(|looks| looks & !nobody));
        }
        let [asking, acting, living, others] = places;
        Self { asking, acting, living, others }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::chance::{Chance, Process};

    #[test]
    fn who_needs_a_look_is_told_of_eight_as_of_one() {
        let [strike, technical, contact, contact_in_need, civic] = [0.1, 0.2, 0.3, 0.6, 0.02].map(below);
        let thresholds = Thresholds { strike, technical, contact, contact_in_need, civic };
        let attention: Vec<Attention> = (0..AT_A_TIME as u32)
            .map(|id| {
                let mut attention = Attention::first(id, 60);
                attention.mark(RESTLESS, id % 3 == 0);
                attention.mark(TECHNICAL, id % 7 == 0);
                attention
            })
            .collect();
        for people in [1, 8, 21, AT_A_TIME] {
            Chance::new(8, 1).some(Process::Week, 0..people as u32, (40, 0), |_, count, words| {
                let attention = &attention[..count];
                let sorted = Sorted::out(&thresholds, words, attention, 40);
                let looks = |place: usize| thresholds.looks(words.of(place).0, attention[place], 40).to_le_bytes();
                for (look, places) in [sorted.asking, sorted.acting, sorted.living, sorted.others].iter().enumerate() {
                    let mut told = Vec::new();
                    places.each(|place| told.push(place));
                    let one_by_one: Vec<usize> = (0..count).filter(|&place| looks(place)[look] != 0).collect();
                    assert_eq!((told.len(), &told), (places.count(), &one_by_one), "{people}, look {look}");
                }
            });
        }
    }
}
