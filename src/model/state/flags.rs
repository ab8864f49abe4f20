//! Flags beside each person, in four bytes: event screening passes over most of a population by them at once.
//!
//! Nothing here is part of the state but the technical need and caring: all else follows from it, or is only looked at.

use crate::model::bits::bits;
use crate::model::lanes::LANES;

/// For what event screening lets a person through, this week and later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(
    /// Up to which tick no tie of the person can fade away (16 bits), flags (16): one number, so that many are compared at
    /// once.
    u32,
);

/// Burden may change by itself.
pub const RESTLESS: u16 = 1;
/// A technical need is outstanding.
pub const TECHNICAL: u16 = 2;
/// There is a life problem that is not recovered.
pub const IN_NEED: u16 = 4;
/// An application waits.
pub const WAITING: u16 = 8;
/// A member of a network.
pub const MEMBER: u16 = 16;
/// In the queue at the desk.
pub const QUEUED: u16 = 32;
/// Had recovered from a life problem before week 0, or has one since only by caring for somebody. No rule asks for it.
pub const PAST: u16 = 64;
/// Has a life problem by caring for somebody, and had none of their own yet.
pub const CARES: u16 = 128;

impl Flags {
    /// Of `person` before the first week, whose ties cannot fade for `gap` weeks. Not all have their ties checked in the
    /// same week after that: to check earlier than one must changes nothing.
    #[must_use]
    pub fn first(person: u32, gap: u16) -> Self {
        let gap = u32::from(gap);
        Self(gap - person % (gap / 2 + 1))
    }

    /// Up to this tick no tie of the person can fade away.
    #[inline]
    #[must_use]
    pub fn ties_last_until(self) -> u16 {
        self.0 as u16
    }

    /// From now on it is this one.
    #[inline]
    pub fn set_ties_last_until(&mut self, tick: u16) {
        self.0 = (self.0 & !u32::from(u16::MAX)) | u32::from(tick);
    }

    /// Whether any of `flags` is set.
    #[inline]
    #[must_use]
    pub fn has(self, flags: u16) -> bool {
        self.0 & (u32::from(flags) << 16) != 0
    }

    /// Sets or takes away `flags`.
    #[inline]
    pub fn set(&mut self, flags: u16, on: bool) {
        if on {
            self.0 |= u32::from(flags) << 16;
        } else {
            self.0 &= !(u32::from(flags) << 16);
        }
    }
}

/// Calls `f` with the place of each of these who has any of `flags`, rising: most have none, and many are found at once.
#[inline]
pub fn flagged(all: &[Flags], flags: u16, mut f: impl FnMut(usize)) {
    let (many, last) = all.as_chunks();
    for (first, some) in (0..).step_by(MANY).zip(many) {
        bits(flagged_of(some, flags)).for_each(|place| f(first + place));
    }
    let of_last = (all.len() - last.len()..).zip(last);
    of_last.filter(|(_, own)| own.has(flags)).for_each(|(place, _)| f(place));
}

/// A bit for each of these, sixty-four at a time: whether they have any of `flags`.
pub fn flag_bits(all: &[Flags], flags: u16) -> impl Iterator<Item = u64> + '_ {
    let (many, last) = all.as_chunks();
    let last = (!last.is_empty()).then(|| {
        let mut some = [Flags::default(); MANY];
        some[..last.len()].copy_from_slice(last);
        flagged_of(&some, flags)
    });
    many.iter().map(move |some| flagged_of(some, flags)).chain(last)
}

/// So many are found at once.
const MANY: usize = 64;

/// A bit for each of some people: whether they have any of `flags`.
// Inlined, it would be mixed with what is around it, and no longer be worked out for eight at once.
#[inline(never)]
fn flagged_of(some: &[Flags; MANY], flags: u16) -> u64 {
    let mut all = [0; MANY / LANES];
    for (bits, eight) in all.iter_mut().zip(some.as_chunks::<LANES>().0) {
        let bit = |(place, own): (usize, &Flags)| u32::from(own.has(flags)) << place;
        *bits = eight.iter().enumerate().map(bit).fold(0, |all, bit| all | bit) as u8;
    }
    u64::from_le_bytes(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tick_and_flags_keep_apart() {
        let mut flags = Flags::first(0, 0x8001);
        flags.set(TECHNICAL | QUEUED, true);
        flags.set_ties_last_until(u16::MAX);
        flags.set(QUEUED, false);
        assert_eq!(flags.ties_last_until(), u16::MAX);
        assert_eq!([TECHNICAL, QUEUED, RESTLESS].map(|mark| flags.has(mark)), [true, false, false]);
        flags.set_ties_last_until(0);
        assert!(flags.has(TECHNICAL) && flags.ties_last_until() == 0);
    }

    #[test]
    fn the_flagged_are_found_wherever_they_are() {
        for people in [0, 1, 7, 63, 64, 65, 200] {
            let mut all = vec![Flags::first(3, 77); people];
            let belongs = |place: usize| place.is_multiple_of(5) || place.is_multiple_of(63);
            for (place, flags) in all.iter_mut().enumerate() {
                flags.set(MEMBER, true);
                flags.set(if place.is_multiple_of(2) { WAITING } else { IN_NEED }, belongs(place));
            }
            let mut found = Vec::new();
            flagged(&all, WAITING | IN_NEED, |place| found.push(place));
            assert!(found.into_iter().eq((0..people).filter(|&place| belongs(place))), "{people}");
            let bits: Vec<u64> = flag_bits(&all, WAITING | IN_NEED).collect();
            assert_eq!(bits.len(), people.div_ceil(64));
            assert!(
                (0..64 * bits.len())
                    .all(|place| (bits[place / 64] >> (place % 64) & 1 > 0) == (place < people && belongs(place)))
            );
        }
    }
}
