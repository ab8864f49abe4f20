//! Keyed chance: every lot is a function of who, what and when, never of a stream, a thread or a regime.

use super::bits::bits;

/// What a lot is drawn for. The numbers are part of the results' definition (`docs/odd.md`, 5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
#[allow(missing_docs, reason = "docs/odd.md tells where each process is used; a second text here would drift")]
pub enum Process {
    Prior = 1,
    Reciprocity = 2,
    FirstTie = 3,
    Situation = 4,
    Needed = 5,
    FirstInsights = 6,
    Week = 7,
    Onset = 8,
    Alone = 9,
    Ask = 10,
    Desk = 11,
    Hear = 12,
    Seek = 13,
    Link = 14,
    Order = 15,
    Turn = 16,
    Comfort = 17,
    Offer = 18,
    Match = 19,
    Private = 20,
    Giving = 21,
    Catch = 22,
    Listen = 23,
    Invite = 24,
    Recruit = 25,
    Look = 26,
    Admit = 27,
    Choice = 28,
    Split = 29,
    Greet = 30,
    Tie = 31,
    Act = 32,
    Public = 33,
    Pace = 34,
    Lose = 35,
    Acquaint = 36,
    Hope = 37,
    GoOn = 38,
    Overflow = 39,
    Carer = 40,
}

/// In place of a person where there is none.
pub const NOBODY: u32 = u32::MAX;

/// The chance of one replicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    key: [u32; 2],
}

impl Chance {
    /// The chance of `replicate` under `seed`.
    #[must_use]
    pub fn new(seed: u32, replicate: u32) -> Self {
        Self { key: [seed, replicate] }
    }

    /// Seed and replicate.
    #[must_use]
    pub fn key(&self) -> [u32; 2] {
        self.key
    }

    /// The four words of one key. `turn` is below 65,536, `tick` too.
    #[inline]
    #[must_use]
    pub fn draw(&self, process: Process, person: u32, other: u32, tick: u32, turn: u32) -> Draw {
        let counter = [person, other, tick | (turn << 16), process as u32];
        Draw(rand_philox::philox4x32_10(counter, self.key))
    }

    /// The lots of the 64 insights under one key.
    #[inline]
    #[must_use]
    pub fn lots(&self, process: Process, person: u32, other: u32, tick: u32, turn: u32) -> InsightLots {
        InsightLots { chance: *self, process, person, other, tick, turn }
    }
}

/// Four independent words of chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw(pub [u32; 4]);

impl Draw {
    /// The same draw with `other`: four words for each of many, of which only one block was drawn.
    #[inline]
    #[must_use]
    pub fn with(&self, other: u32) -> Self {
        Self(self.0.map(|word| with(word, other)))
    }

    /// Whether word `word` falls within probability `p`.
    #[inline]
    #[must_use]
    pub fn hit(&self, word: usize, p: f64) -> bool {
        hit(self.0[word], p)
    }

    /// Words `word` and `word + 1` as one lot.
    #[inline]
    #[must_use]
    pub fn lot(&self, word: usize) -> u64 {
        (u64::from(self.0[word]) << 32) | u64::from(self.0[word + 1])
    }

    /// A number with mean 0 and standard deviation 1: four uniform numbers, summed.
    #[inline]
    #[must_use]
    pub fn bell(&self) -> f64 {
        let sum: u64 = self.0.iter().map(|&word| u64::from(word)).sum();
        (sum as f64 / WORDS - 2.0) * 1.732_050_807_568_877_2
    }
}

/// How many different words there are.
pub(in crate::model) const WORDS: f64 = 4_294_967_296.0;

/// A word that a person draws, with somebody else: mixed (by the finaliser of MurmurHash3, which gives different words for
/// different others) so that each of many others has a lot of their own out of one draw.
#[inline]
#[must_use]
pub fn with(word: u32, other: u32) -> u32 {
    let mut x = word ^ other;
    x = (x ^ (x >> 16)).wrapping_mul(0x85eb_ca6b);
    x = (x ^ (x >> 13)).wrapping_mul(0xc2b2_ae35);
    x ^ (x >> 16)
}

/// Whether a word falls within probability `p`.
#[inline]
#[must_use]
pub fn hit(word: u32, p: f64) -> bool {
    f64::from(word) < p * WORDS
}

/// A word as a number in `[0, 1)`.
#[inline]
#[must_use]
pub fn unit(word: u32) -> f64 {
    f64::from(word) / WORDS
}

/// The lower half of a word, as a number in `[0, 1)`: a second use of a word of which a small part of the whole is asked.
#[inline]
#[must_use]
pub fn low(word: u32) -> f64 {
    f64::from(word as u16) / 65_536.0
}

/// A word as a whole number below `n`.
#[inline]
#[must_use]
pub fn pick(word: u32, n: u32) -> u32 {
    ((u64::from(word) * u64::from(n)) >> 32) as u32
}

/// One lot for each of the 64 insights, drawn four at a time and only when asked for.
#[derive(Clone, Copy, Debug)]
pub struct InsightLots {
    chance: Chance,
    process: Process,
    person: u32,
    other: u32,
    tick: u32,
    turn: u32,
}

impl InsightLots {
    /// Calls `f` with each bit of `mask`, rising, and its lot.
    #[inline]
    pub fn each(&self, mask: u64, mut f: impl FnMut(u32, u32)) {
        let mut rest = mask;
        while rest != 0 {
            let four = rest.trailing_zeros() / 4;
            let draw = self.chance.draw(self.process, self.person, self.other, self.tick, 16 * self.turn + four);
            let mut nibble = (rest >> (4 * four)) & 15;
            rest &= !(15 << (4 * four));
            while nibble != 0 {
                let word = nibble.trailing_zeros();
                nibble &= nibble - 1;
                f(4 * four + word, draw.0[word as usize]);
            }
        }
    }

    /// All of them, to be chosen from many times.
    #[must_use]
    fn all(&self) -> [u32; 64] {
        let mut lots = [0; 64];
        self.each(u64::MAX, |bit, lot| lots[bit as usize] = lot);
        lots
    }

    /// The bit of `mask` with the smallest lot; 0 if `mask` is empty.
    #[must_use]
    pub fn smallest(&self, mask: u64) -> u64 {
        let mut best = (u32::MAX, 0);
        self.each(mask, |bit, lot| {
            if best.1 == 0 || lot < best.0 {
                best = (lot, 1 << bit);
            }
        });
        best.1
    }

    /// The `n` bits with the smallest lots of each of `masks`.
    #[must_use]
    pub fn smallest_of<const MASKS: usize>(&self, masks: [(u64, u32); MASKS]) -> u64 {
        let lots = self.all();
        let mut chosen = 0;
        for (mut mask, n) in masks {
            for _ in 0..n.min(mask.count_ones()) {
                let bit = bits(mask).min_by_key(|&bit| (lots[bit], bit)).unwrap_or(0);
                chosen |= 1 << bit;
                mask &= !(1 << bit);
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn philox_gives_the_published_vectors() {
        let vectors = [
            ([0; 4], [0; 2], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
            ([u32::MAX; 4], [u32::MAX; 2], [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ];
        for (counter, key, words) in vectors {
            assert_eq!(rand_philox::philox4x32_10(counter, key), words);
        }
    }

    #[test]
    fn keys_are_laid_out_as_documented() {
        let draw = Chance::new(3, 4).draw(Process::Turn, 5, 6, 7, 8);
        assert_eq!(draw.0, rand_philox::philox4x32_10([5, 6, 7 + 65_536 * 8, 16], [3, 4]));
    }

    #[test]
    fn the_same_word_differs_with_everybody() {
        assert_eq!(
            [with(0, 0), with(1, 0), with(0, 1), with(u32::MAX, 77)],
            [0, 0x514e_28b7, 0x514e_28b7, 0x3791_29d9]
        );
        let word = Chance::new(4, 0).draw(Process::Ask, 1, NOBODY, 2, 0).0[0];
        let mut lots: Vec<u32> = (0..20_000).map(|other| with(word, other)).collect();
        let mean = lots.iter().map(|&lot| unit(lot)).sum::<f64>() / 20_000.0;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
        lots.sort_unstable();
        lots.dedup();
        assert_eq!(lots.len(), 20_000);
    }

    #[test]
    fn samplers_are_pinned() {
        assert!(hit(0x7fff_ffff, 0.5) && !hit(0x8000_0000, 0.5) && !hit(0, 0.0) && hit(u32::MAX, 1.0));
        assert_eq!([pick(0, 10), pick(u32::MAX, 10), pick(0x8000_0000, 10)], [0, 9, 5]);
        assert_eq!(Draw([0x8000_0000; 4]).bell().to_bits(), 0.0_f64.to_bits());
        assert_eq!(Draw([0; 4]).bell().to_bits(), (-2.0 * 3.0_f64.sqrt()).to_bits());
    }

    #[test]
    fn the_bell_has_mean_nought_and_spread_one() {
        let chance = Chance::new(1, 1);
        let draws: Vec<f64> = (0..20_000).map(|i| chance.draw(Process::Prior, i, NOBODY, 0, 0).bell()).collect();
        let mean = draws.iter().sum::<f64>() / 20_000.0;
        let variance = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.03, "{mean} {variance}");
    }

    #[test]
    fn one_more_candidate_shifts_nobody_elses_luck() {
        let lots = Chance::new(9, 0).lots(Process::Needed, 1, NOBODY, 0, 0);
        let few = lots.smallest(0b0111);
        let more = lots.smallest(0b1111);
        assert!(more == few || more == 0b1000);
        assert_eq!(lots.smallest_of([(u64::MAX, 64)]), u64::MAX);
        assert_eq!(lots.smallest_of([(0b1111, 1), (0xff00, 8)]), more | 0xff00);
    }
}
