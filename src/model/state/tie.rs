//! A tie: a mutual acquaintance, stored as one end at each person. Those of a population are in `ties.rs`.

use super::belief::{Belief, Scale, number};
use crate::model::origin::Origin;

/// In place of a tick where there is none.
pub const NEVER: u16 = u16::MAX;

/// The most people whose ties can be told apart: an alter has 26 bits.
pub const MOST_PEOPLE: u32 = (1 << ALTER_BITS) - 1;
/// The most evidence, in steps, on either side of a tie: it has 18 bits.
pub const MOST_STEPS: u32 = (1 << STEP_BITS) - 1;
/// Grains of the scale of evidence that make one step of a tie's: ties are many, and hold coarser evidence in less room.
pub const GRAINS_PER_STEP: u32 = 512;

const ALTER_BITS: u32 = 26;
const REVERSE_BITS: u32 = 4;
const STEP_BITS: u32 = 18;
/// In the bits of an alter, in a free place.
pub(in crate::model) const FREE_ALTER: u32 = MOST_PEOPLE;
/// In the 14 bits of a tick in a tie, in place of a tick where there is none.
const NO_TICK: u32 = (1 << (32 - STEP_BITS)) - 1;
/// Ticks in which a tie can tell when it was, at most.
pub const MOST_TICKS: u32 = NO_TICK;

/// Who is at the other end of a tie, in 4 bytes: most that is asked about a tie is this, and of all of a person's at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End(
    /// Alter (26 bits), the place of the other end among the alter's ties (4), origin (2).
    u32,
);

impl End {
    /// Nobody, in a free place.
    pub const FREE: Self = Self(FREE_ALTER);

    /// `alter`, at whose end the tie is in place `reverse`.
    #[must_use]
    pub fn new(alter: u32, reverse: u8, origin: Origin) -> Self {
        let place = u32::from(reverse) << ALTER_BITS;
        Self(alter | place | ((origin as u32) << (ALTER_BITS + REVERSE_BITS)))
    }

    /// Whether there is somebody.
    #[inline]
    #[must_use]
    pub fn is_held(self) -> bool {
        self.alter() != FREE_ALTER
    }

    /// The person; nobody that is in a free place.
    #[inline]
    #[must_use]
    pub fn alter(self) -> u32 {
        self.0 & MOST_PEOPLE
    }

    /// The place of this end among the alter's ties.
    #[inline]
    #[must_use]
    pub fn reverse(self) -> u8 {
        ((self.0 >> ALTER_BITS) & ((1 << REVERSE_BITS) - 1)) as u8
    }

    /// Where the tie comes from.
    #[must_use]
    pub fn origin(self) -> Origin {
        match self.0 >> (ALTER_BITS + REVERSE_BITS) {
            0 => Origin::Kin,
            1 => Origin::Neighbour,
            2 => Origin::CoMember,
            _ => Origin::Helper,
        }
    }
}

/// What happened at one end of a tie, in 8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// Evidence honoured, in steps (18 bits), tick of the last contact (14).
    honoured_contact: u32,
    /// Evidence burned, weighted, in steps (18 bits), tick in which help last came in (14).
    burned_help: u32,
}

impl Past {
    /// Nothing, in a free place.
    pub const FREE: Self = Self { honoured_contact: NO_TICK << STEP_BITS, burned_help: NO_TICK << STEP_BITS };

    /// That of a tie formed in `tick`, without evidence.
    #[must_use]
    pub fn new(tick: u32) -> Self {
        Self { honoured_contact: tick << STEP_BITS, ..Self::FREE }
    }

    /// Evidence on the alter, in steps; its prior is above the holder's prior of general trust, by the origin of the tie.
    #[inline]
    #[must_use]
    pub fn evidence(&self) -> Belief {
        Belief { r: self.honoured_contact & MOST_STEPS, s: self.burned_help & MOST_STEPS }
    }

    /// Evidence honoured and burned on the alter, on the scale of the present tick.
    #[inline]
    #[must_use]
    pub fn numbers(&self) -> (f64, f64) {
        let (Belief { r, s }, grains) = (self.evidence(), f64::from(GRAINS_PER_STEP));
        (number(r) * grains, number(s) * grains)
    }

    /// Takes evidence, in grains of 2⁻¹⁶, on the scale of the present tick.
    #[inline]
    pub fn take(&mut self, honoured: u32, burned: u32, scale: &Scale) {
        self.take_steps(steps(honoured, burned, scale));
    }

    /// Takes evidence that is in [`steps`] already.
    #[inline]
    pub(in crate::model) fn take_steps(&mut self, evidence: Belief) {
        let Belief { r, s } = self.evidence();
        self.put(Belief { r: (r + evidence.r).min(MOST_STEPS), s: (s + evidence.s).min(MOST_STEPS) });
    }

    /// Halves the evidence when the scale is halved.
    pub fn halve(&mut self) {
        let mut evidence = self.evidence();
        evidence.halve();
        self.put(evidence);
    }

    fn put(&mut self, evidence: Belief) {
        self.honoured_contact = (self.honoured_contact & !MOST_STEPS) | evidence.r;
        self.burned_help = (self.burned_help & !MOST_STEPS) | evidence.s;
    }

    /// Tick of the last contact, equal at both ends.
    #[inline]
    #[must_use]
    pub fn contact(&self) -> u32 {
        self.honoured_contact >> STEP_BITS
    }

    /// Notes a contact.
    #[inline]
    pub fn meet(&mut self, tick: u32) {
        self.honoured_contact = (self.honoured_contact & MOST_STEPS) | (tick << STEP_BITS);
    }

    /// Tick in which help last came in at this end; `None` if it never did.
    #[inline]
    #[must_use]
    pub fn help_in(&self) -> Option<u32> {
        Some(self.burned_help >> STEP_BITS).filter(|&tick| tick != NO_TICK)
    }

    /// Notes that help came in at this end.
    #[inline]
    pub fn help(&mut self, tick: u32) {
        self.burned_help = (self.burned_help & MOST_STEPS) | (tick << STEP_BITS);
    }
}

impl Default for Past {
    fn default() -> Self {
        Self::FREE
    }
}

/// One end of a tie: who is at the other one, and what happened at this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HalfTie {
    /// Who is at the other end.
    pub end: End,
    /// What happened at this one.
    pub past: Past,
}

impl HalfTie {
    /// A free place.
    pub const FREE: Self = Self { end: End::FREE, past: Past::FREE };

    /// A tie to `alter`, at whose end it is in place `reverse`, formed in `tick`, without evidence.
    #[must_use]
    pub fn new(alter: u32, reverse: u8, origin: Origin, tick: u32) -> Self {
        Self { end: End::new(alter, reverse, origin), past: Past::new(tick) }
    }

    /// Whether somebody is at the other end.
    #[inline]
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.end.is_held()
    }

    /// The person at the other end; nobody that is in a free place.
    #[inline]
    #[must_use]
    pub fn alter(&self) -> u32 {
        self.end.alter()
    }

    /// The place of the other end among the alter's ties.
    #[inline]
    #[must_use]
    pub fn reverse(&self) -> u8 {
        self.end.reverse()
    }

    /// Where the tie comes from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.end.origin()
    }

    /// Tick of the last contact, equal at both ends.
    #[inline]
    #[must_use]
    pub fn contact(&self) -> u32 {
        self.past.contact()
    }

    /// Tick in which help last came in at this end; `None` if it never did.
    #[inline]
    #[must_use]
    pub fn help_in(&self) -> Option<u32> {
        self.past.help_in()
    }

    /// Evidence on the alter, in steps.
    #[inline]
    #[must_use]
    pub fn evidence(&self) -> Belief {
        self.past.evidence()
    }
}

/// Evidence in grains of 2⁻¹⁶ in steps, on the scale of the present tick: to the nearest step and up to [`MOST_STEPS`].
#[inline]
pub(in crate::model) fn steps(honoured: u32, burned: u32, scale: &Scale) -> Belief {
    let steps = |grains: u32| {
        let steps = (u64::from(grains) * u64::from(scale.unit) + (1 << 24)) >> 25;
        steps.min(u64::from(MOST_STEPS)) as u32
    };
    Belief { r: steps(honoured), s: steps(burned) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_parts_of_an_end_keep_apart() {
        let scale = Scale::new(1.0);
        assert!(!HalfTie::FREE.is_held() && HalfTie::FREE.help_in().is_none());
        for (alter, reverse, origin, tick) in
            [(0, 0, Origin::Kin, 0), (MOST_PEOPLE - 1, 15, Origin::Helper, 10_000), (77, 3, Origin::CoMember, 9)]
        {
            let mut tie = HalfTie::new(alter, reverse, origin, tick);
            assert!(tie.is_held() && tie.help_in().is_none() && tie.evidence() == Belief::default());
            tie.past.take(u32::MAX, 512 * 7, &scale);
            tie.past.meet(tick + 1);
            tie.past.help(tick + 2);
            assert_eq!((tie.alter(), tie.reverse(), tie.origin()), (alter, reverse, origin));
            assert_eq!(tie.evidence(), Belief { r: (1 << 23).min(MOST_STEPS), s: 7 });
            assert_eq!((tie.contact(), tie.help_in()), (tick + 1, Some(tick + 2)));
            tie.past.halve();
            assert_eq!((tie.evidence().s, tie.contact()), (4, tick + 1));
        }
    }
}
