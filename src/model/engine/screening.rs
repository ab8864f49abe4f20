//! Event screening: who could do something this week, found for many people at once, without branches, because the processor
//! cannot predict anybody's chance, and a wrong guess costs more than a comparison.
//!
//! Each chance is screened by its upper bound, which stands beside it in `rules/`. Screening passes over those to whom nothing
//! can happen and decides nothing: a world that is not screened comes to the same state.

use super::batch::{BATCH, Below, Words, below, below_half};
use crate::model::bits::bits;
use crate::model::lanes::LANES;
use crate::model::rules::life::{CIVIC, CONTACT, STRIKE, TECHNICAL_NEED};
use crate::model::rules::{community, everyday, life, moving, turnover};
use crate::model::state::flags::{Flags, RESTLESS, TECHNICAL};
use crate::model::state::world::World;

impl World {
    /// Turns event screening on or off, and with it all that is worked out for many people at once in Life, Everyday and Seek:
    /// without it everybody is worked out alone, as the rules tell. The state does not depend on it, only the time that a week
    /// takes.
    pub fn screen(&mut self, screened: bool) {
        self.screened = screened;
    }
}

/// The words that could do something to somebody, and who has ties that could fade.
pub(super) struct Screen {
    pub(super) strike: Below,
    technical: Below,
    contact: Below,
    /// The same for those who may be in need.
    contact_in_need: Below,
    civic: Below,
    /// The lower halves of the word of contact below which somebody leaves; 0 where that is not for this word to say.
    pub(super) leave: u32,
    /// Below these are the lower halves of the words of contact and civic acts under which ties turn over; 0 if they never do.
    turnover: [u32; 2],
    /// The present tick; 0 if no tie ever fades.
    tick: u32,
}

impl Screen {
    pub(super) fn of(world: &World) -> Self {
        let (parameters, switches) = (&world.parameters, &world.switches);
        let (contact, contact_in_need) = everyday::contact_at_most(parameters);
        let leave = moving::chance_to_leave(world.tick, parameters, switches);
        Self {
            strike: below(life::strike_chance_at_most(parameters)),
            technical: below(life::technical_need_at_most(parameters)),
            contact: below(contact),
            contact_in_need: below(contact_in_need),
            civic: below(community::acts_at_most(parameters, switches)),
            leave: below_half(if world.comings == world.chance { leave } else { 0.0 }),
            turnover: turnover::turn_over_at_most(world.tick, parameters, switches).map(below_half),
            tick: if world.longest_gap.is_some() { world.tick } else { 0 },
        }
    }

    /// Whether a tie of somebody with these flags may have faded.
    #[inline]
    pub(super) fn ties_may_fade(&self, flags: Flags) -> bool {
        self.tick > u32::from(flags.ties_last_until())
    }

    /// Whether a technical need could begin that was not there before.
    #[inline]
    pub(super) fn technical_need(&self, word: u32, flags: Flags) -> bool {
        self.technical.holds(word) & !flags.has(TECHNICAL)
    }

    /// Whether somebody could leave.
    #[inline]
    pub(super) fn may_leave(&self, word: u32) -> bool {
        u32::from(word as u16) < self.leave
    }

    /// Whether ties of somebody with these words may turn over.
    #[inline]
    pub(super) fn ties_may_turn_over(&self, [contact, civic]: [u32; 2]) -> bool {
        let [lost, made] = self.turnover;
        (u32::from(contact as u16) < lost) | (u32::from(civic as u16) < made)
    }

    /// For what somebody is let through this week, a byte each: [`ASKING`] and so on. `TURNOVER` tells whether ties turn
    /// over or people leave at all: where they do not, nobody is asked.
    #[inline]
    fn needed<const TURNOVER: bool>(&self, words: [u32; 4], flags: Flags) -> u32 {
        let living = flags.has(RESTLESS) | self.strike.holds(words[STRIKE]);
        // Whoever is in need when favours are asked for has a burden by now, or an onset or relapse this week.
        let asking = self.contact.holds(words[CONTACT]) | (living & self.contact_in_need.holds(words[CONTACT]));
        let acting = self.civic.holds(words[CIVIC]);
        let mut other = self.technical_need(words[TECHNICAL_NEED], flags) | self.ties_may_fade(flags);
        if TURNOVER {
            other |= self.ties_may_turn_over([words[CONTACT], words[CIVIC]]) | self.may_leave(words[CONTACT]);
        }
        [(asking, ASKING), (acting, ACTING), (living, LIVING), (other, OTHER)]
            .into_iter()
            .fold(0, |all, (needed, purpose)| all | u32::from(needed) << (8 * purpose))
    }

    /// For what eight people are let through: a byte for each, in which everybody has a bit.
    #[inline]
    fn needed_by_eight<const TURNOVER: bool>(&self, words: [&[u32; LANES]; 4], flags: &[Flags; LANES]) -> [u8; 4] {
        let mut all = 0;
        for place in 0..LANES {
            all |= self.needed::<TURNOVER>(words.map(|row| row[place]), flags[place]) << place;
        }
        all.to_le_bytes()
    }
}

/// Could ask for a favour.
const ASKING: usize = 0;
/// Could act outside.
const ACTING: usize = 1;
/// A problem could strike, or burden may drift.
const LIVING: usize = 2;
/// A technical need begins, ties may have faded or turn over, or somebody leaves.
const OTHER: usize = 3;

/// Some of the people at [`BATCH`] places, a bit each: most weeks most of them are passed over.
#[derive(Clone, Copy)]
pub(super) struct Places([u8; BATCH / LANES]);

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

/// Who of some people is let through this week, and for what.
pub(super) struct Screened {
    pub(super) asking: Places,
    pub(super) acting: Places,
    pub(super) living: Places,
    pub(super) others: Places,
}

impl Screened {
    pub(super) fn by(screen: &Screen, words: &Words, flags: &[Flags]) -> Self {
        let nobody = screen.turnover == [0; 2] && screen.leave == 0;
        let sort = if nobody { Self::sorted::<false> } else { Self::sorted::<true> };
        sort(screen, words, flags)
    }

    // Inlined, it would be mixed with what is around it, and no longer be worked out for all at once.
    #[inline(never)]
    fn sorted<const TURNOVER: bool>(screen: &Screen, words: &Words, flags: &[Flags]) -> Self {
        let mut places = [Places([0; BATCH / LANES]); 4];
        let mut put = |at: usize, needed: [u8; 4]| {
            places.iter_mut().zip(needed).for_each(|(places, eight)| places.0[at] = eight);
        };
        let (eights, last) = flags.as_chunks();
        for (at, eight) in eights.iter().enumerate() {
            put(at, screen.needed_by_eight::<TURNOVER>(words.eight(at), eight));
        }
        if !last.is_empty() {
            let mut eight = [Flags::default(); LANES];
            eight[..last.len()].copy_from_slice(last);
            let nobody = u8::MAX << last.len();
            let needed = screen.needed_by_eight::<TURNOVER>(words.eight(eights.len()), &eight);
            put(eights.len(), needed.map(|eight| eight & !nobody));
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
    fn eight_are_screened_as_one_is() {
        let [strike, technical, contact, contact_in_need, civic] = [0.1, 0.2, 0.3, 0.6, 0.02].map(below);
        let turnover = [900, 300];
        let screen = Screen { strike, technical, contact, contact_in_need, civic, leave: 300, turnover, tick: 40 };
        let flags: Vec<Flags> = (0..BATCH as u32)
            .map(|id| {
                let mut flags = Flags::first(id, 60);
                flags.set(RESTLESS, id % 3 == 0);
                flags.set(TECHNICAL, id % 7 == 0);
                flags
            })
            .collect();
        for people in [1, 8, 21, BATCH] {
            Chance::new(8, 1).batches(Process::Week, 0..people as u32, (40, 0), |_, count, words| {
                let flags = &flags[..count];
                let sorted = Screened::by(&screen, words, flags);
                let needed = |place: usize| screen.needed::<true>(words.of(place).0, flags[place]).to_le_bytes();
                for (purpose, places) in [sorted.asking, sorted.acting, sorted.living, sorted.others].iter().enumerate()
                {
                    let mut told = Vec::new();
                    places.each(|place| told.push(place));
                    let one_by_one: Vec<usize> = (0..count).filter(|&place| needed(place)[purpose] != 0).collect();
                    assert_eq!((told.len(), &told), (places.count(), &one_by_one), "{people}, purpose {purpose}");
                }
            });
        }
    }
}
