//! What a turn offers (`docs/odd.md`, 4.4.3): insights of whoever helps, those that are recognised as needed first.

use crate::model::chance::InsightLots;
use crate::model::insight::MOST_OFFERED;

/// What a turn offers, in the order in which it is offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    bits: [u64; MOST_OFFERED],
    low: [u16; MOST_OFFERED],
    count: usize,
}

impl Offer {
    /// Selects at most `count` of `candidates`: needed ones that are recognised first, then all others, each by the upper
    /// half of its lot. The lower half decides what is recognised, and what is adopted by mistake.
    #[must_use]
    pub fn select(candidates: u64, needed: u64, lots: &InsightLots, discernment: f64, count: usize) -> Self {
        let mut order = [(u32::MAX, 0_u64, 0_u16); MOST_OFFERED];
        let mut held = 0;
        lots.each(candidates, |bit, lot| {
            let (low, high) = (lot as u16, lot >> 16);
            let recognised = (needed >> bit) & 1 == 1 && f64::from(low) < discernment * 65_536.0;
            let rank = high | (u32::from(!recognised) << 16);
            // Bits come rising: only a strictly smaller rank overtakes.
            let place = order[..held].iter().position(|held| rank < held.0).unwrap_or(held);
            if place < count {
                held = (held + 1).min(count);
                order[place..held].rotate_right(1);
                order[place] = (rank, 1 << bit, low);
            }
        });
        let mut offer = Self { count: held, ..Self::default() };
        for (i, &(_, bit, low)) in order[..held].iter().enumerate() {
            offer.bits[i] = bit;
            offer.low[i] = low;
        }
        offer
    }

    /// The insights offered, in order.
    #[must_use]
    pub fn bits(&self) -> &[u64] {
        &self.bits[..self.count]
    }

    /// All insights offered, as a mask.
    #[must_use]
    pub fn mask(&self) -> u64 {
        self.bits().iter().fold(0, |mask, bit| mask | bit)
    }

    /// Those of `unneeded` that are adopted by mistake.
    #[must_use]
    pub fn mistaken(&self, unneeded: u64, chance: f64) -> u64 {
        (0..self.count)
            .filter(|&i| self.bits[i] & unneeded != 0 && f64::from(self.low[i]) < chance * 65_536.0)
            .fold(0, |mask, i| mask | self.bits[i])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::chance::{Chance, NOBODY, Process};
    use crate::model::insight::SHARED;

    fn lots(turn: u32) -> InsightLots {
        Chance::new(5, 0).lots(Process::Offer, 3, NOBODY, 9, turn)
    }

    #[test]
    fn full_discernment_offers_needed_ones_first() {
        for turn in 0..50 {
            let offer = Offer::select(SHARED, 0b1011 << 20, &lots(turn), 1.0, 3);
            assert_eq!(offer.mask(), 0b1011 << 20);
        }
    }

    #[test]
    fn offers_are_sorted_distinct_and_limited() {
        for turn in 0..50 {
            let offer = Offer::select(0xffff_0000, 0xff00_0000, &lots(turn), 0.5, 4);
            assert_eq!(offer.bits().len(), 4);
            assert_eq!(offer.mask().count_ones(), 4);
            let fewer = Offer::select(0xffff_0000, 0xff00_0000, &lots(turn), 0.5, 2);
            assert_eq!(fewer.bits(), &offer.bits()[..2]);
        }
        assert_eq!(Offer::select(0, 1, &lots(0), 1.0, 4).bits().len(), 0);
    }

    #[test]
    fn certain_mistakes_adopt_all_that_is_unneeded() {
        let offer = Offer::select(0xf, 0, &lots(1), 0.7, 3);
        assert_eq!(offer.mistaken(u64::MAX, 1.0), offer.mask());
        assert_eq!(offer.mistaken(0, 1.0), 0);
        assert_eq!(offer.mistaken(u64::MAX, 0.0), 0);
    }
}
