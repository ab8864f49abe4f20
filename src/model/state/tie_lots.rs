//! Lots among a person's ties: all of them at once.

use super::tie::{End, FREE_ALTER};
use crate::model::chance::with;
use crate::model::lanes::LANES;
use wide::u32x8;

/// The most places for ties.
pub const MOST_PLACES: usize = 16;

/// The alters of a person's ties, place by place; nobody that is in free places and beyond them.
#[derive(Clone, Copy, Debug)]
pub struct Alters {
    alters: [[u32; LANES]; 2],
    /// In free places, and beyond the last, all bits are set.
    free: [u32x8; 2],
    /// The places that are not free, a bit each.
    held: u32,
    /// Whether there are more places than are worked out together.
    many: bool,
}

impl Alters {
    /// Those of the ties of a person.
    #[inline]
    #[must_use]
    pub fn of(ends: &[End]) -> Self {
        let (mut alters, many) = ([[FREE_ALTER; LANES]; 2], ends.len() > LANES);
        if let Ok(ends) = <&[End; LANES]>::try_from(ends) {
            // The usual number, which the compiler knows: so it can be all at once.
            alters[0].iter_mut().zip(ends).for_each(|(alter, end)| *alter = end.alter());
        } else {
            alters.as_flattened_mut().iter_mut().zip(ends).for_each(|(alter, end)| *alter = end.alter());
        }
        let free = alters.map(|alters| u32x8::new(alters).simd_eq(u32x8::splat(FREE_ALTER)));
        Self { alters, free, held: !places_of(free, many, u32x8::MAX), many }
    }

    /// A lot for each under `word`.
    #[inline]
    #[must_use]
    pub fn lots(&self, word: u32) -> TieLots {
        let draw = |few: usize| u32x8::new(self.alters[few].map(|alter| with(word, alter))) | self.free[few];
        let more = if self.many { draw(1) } else { self.free[1] };
        TieLots { lots: [draw(0), more], left: self.held, many: self.many }
    }
}

/// The places in which these are `numbers`, a bit each; those beyond eight only if there are `many`.
#[inline]
fn places_of([few, more]: [u32x8; 2], many: bool, numbers: u32x8) -> u32 {
    let mut places = few.simd_eq(numbers).to_bitmask();
    if many {
        places |= more.simd_eq(numbers).to_bitmask() << LANES;
    }
    places
}

/// A lot for each of a person's ties. Those of different people differ.
#[derive(Clone, Copy, Debug)]
pub struct TieLots {
    /// Place by place; all bits are set in those that are taken.
    lots: [u32x8; 2],
    /// The places that are left, a bit each: a lot may have all bits set, too.
    left: u32,
    many: bool,
}

impl TieLots {
    /// Where nobody is left.
    pub const NONE: Self = Self { lots: [u32x8::MAX; 2], left: 0, many: false };

    /// The place that is left with the smallest lot.
    #[inline]
    #[must_use]
    pub fn smallest(&self) -> Option<usize> {
        let [few, more] = self.lots;
        let least = if self.many { few.min(more) } else { few }.reduce_min();
        let places = places_of(self.lots, self.many, u32x8::splat(least)) & self.left;
        (places != 0).then_some(places.trailing_zeros() as usize)
    }

    /// The two places that are left with the smallest lots, the smallest first.
    #[inline]
    #[must_use]
    pub fn two_smallest(&self) -> [Option<u8>; 2] {
        let first = self.smallest();
        let second = first.and_then(|slot| self.without(slot).smallest());
        [first, second].map(|place| place.map(|place| place as u8))
    }

    /// Takes a place away.
    #[inline]
    pub fn take(&mut self, slot: usize) {
        const NUMBERS: u32x8 = u32x8::new([0, 1, 2, 3, 4, 5, 6, 7]);
        self.left &= !(1 << slot);
        self.lots[0] |= NUMBERS.simd_eq(u32x8::splat(slot as u32));
        if self.many {
            self.lots[1] |= NUMBERS.simd_eq(u32x8::splat((slot as u32).wrapping_sub(LANES as u32)));
        }
    }

    /// The same without a place.
    #[inline]
    #[must_use]
    pub fn without(mut self, slot: usize) -> Self {
        self.take(slot);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::origin::Origin;

    #[test]
    fn lots_go_to_held_places_only_and_each_once() {
        for held in [0, 1, 3, 8, 9, 16] {
            let mut ends = [End::FREE; MOST_PLACES];
            (0..held).for_each(|slot| ends[slot] = End::new(90 + slot as u32, 0, Origin::Kin));
            let mut lots = Alters::of(&ends[..held.max(5)]).lots(77);
            let mut last = 0;
            for _ in 0..held {
                let slot = lots.smallest().expect("a place is left");
                let lot = with(77, 90 + slot as u32);
                assert!(slot < held && lot > last, "{held}: {slot}");
                (lots, last) = (lots.without(slot), lot);
            }
            assert_eq!(lots.smallest(), None);
        }
    }

    #[test]
    fn the_largest_number_is_a_lot_too() {
        for many in [false, true] {
            let lots = TieLots { lots: [u32x8::MAX; 2], left: 0b100, many };
            assert_eq!(lots.two_smallest(), [Some(2), None]);
        }
    }
}
