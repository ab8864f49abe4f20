//! Keyed chance: section 5.3, and the lots of section 4.4.

/// The processes that draw lots, with their numbers (5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Process {
    Prior = 1,
    Reciprocity,
    FirstTie,
    Situation,
    Needed,
    FirstInsights,
    Week,
    Onset,
    Alone,
    Ask,
    Desk,
    Hear,
    Seek,
    Link,
    Order,
    Turn,
    Comfort,
    Offer,
    Match,
    Private,
    Giving,
    Catch,
    Listen,
    Invite,
    Recruit,
    Look,
    Admit,
    Choice,
    Split,
    Greet,
    Tie,
    Act,
    Public,
    Pace,
    Lose,
    Acquaint,
    Hope,
    GoOn,
    Overflow,
    Carer,
}

/// `2³²`.
const WHOLE: f64 = 4_294_967_296.0;

/// The only source of chance: Philox4x32-10 with key `(seed, replicate)` (5.3).
#[derive(Clone, Copy, Debug)]
pub struct Chance {
    key: [u32; 2],
}

/// One block of Philox4x32-10 (Salmon et al. 2011).
pub fn philox(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for _ in 0..10 {
        let left = u64::from(counter[0]) * 0xD251_1F53;
        let right = u64::from(counter[2]) * 0xCD9E_8D57;
        counter = [
            (right >> 32) as u32 ^ counter[1] ^ key[0],
            right as u32,
            (left >> 32) as u32 ^ counter[3] ^ key[1],
            left as u32,
        ];
        key = [key[0].wrapping_add(0x9E37_79B9), key[1].wrapping_add(0xBB67_AE85)];
    }
    counter
}

impl Chance {
    pub fn new(seed: u32, replicate: u32) -> Self {
        Self { key: [seed, replicate] }
    }

    /// `draw(PROCESS, person, other, tick, turn)` (5.3).
    pub fn draw(&self, process: Process, person: u32, other: Option<u32>, tick: u32, turn: u32) -> [u32; 4] {
        let time = tick.wrapping_add(turn.wrapping_mul(65536));
        philox([person, other.unwrap_or(u32::MAX), time, process as u32], self.key)
    }

    /// The lot of bit `x` among `lots(process, person, other, t, n)` (4.4); also its word in an offer.
    pub fn lot(&self, process: Process, person: u32, other: Option<u32>, t: u32, n: u32, x: u32) -> u32 {
        self.draw(process, person, other, t, 16 * n + x / 4)[(x % 4) as usize]
    }

    /// Those `count` bits of `among` that have the smallest `lots(process, person, other, t, n)`
    /// (equal: the smaller bit), all of them if there are fewer.
    pub fn smallest(
        &self,
        among: u64,
        count: usize,
        process: Process,
        person: u32,
        other: Option<u32>,
        [t, n]: [u32; 2],
    ) -> u64 {
        let mut bits: Vec<(u32, u32)> =
            bits(among).into_iter().map(|x| (self.lot(process, person, other, t, n, x), x)).collect();
        bits.sort_unstable();
        bits.into_iter().take(count).fold(0, |mask, (_, x)| mask | 1 << x)
    }
}

/// The bits of a mask, rising.
pub fn bits(mask: u64) -> Vec<u32> {
    (0..64).filter(|x| mask >> x & 1 == 1).collect()
}

/// True with probability `p` (5.3).
pub fn hit(w: u32, p: f64) -> bool {
    f64::from(w) < p * WHOLE
}

/// A number in `0 … 1`, 1 excluded (5.3).
pub fn unit(w: u32) -> f64 {
    f64::from(w) / WHOLE
}

/// A whole number below `n` (5.3).
pub fn pick(w: u32, n: u32) -> u32 {
    ((u64::from(w) * u64::from(n)) >> 32) as u32
}

/// `low(w)`: the lower half of a word (5.3).
pub fn low(w: u32) -> f64 {
    f64::from(w % 65536) / 65536.0
}

/// `d∘j`: a draw of one person, with each of many others (5.3).
pub fn with(d: [u32; 4], j: u32) -> [u32; 4] {
    d.map(|w| {
        let mut x = w ^ j;
        x ^= x >> 16;
        x = x.wrapping_mul(0x85eb_ca6b);
        x ^= x >> 13;
        x = x.wrapping_mul(0xc2b2_ae35);
        x ^ (x >> 16)
    })
}

/// Four uniform numbers: mean 0, standard deviation 1 (5.3).
pub fn bell(d: [u32; 4]) -> f64 {
    let sum: u64 = d.iter().map(|&w| u64::from(w)).sum();
    (sum as f64 / WHOLE - 2.0) * 1.732_050_807_568_877_2
}

/// `w0 · 2³² + w1`, the long lot that several sections use.
pub fn long(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn philox_gives_the_published_vectors() {
        assert_eq!(philox([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        assert_eq!(philox([u32::MAX; 4], [u32::MAX; 2]), [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
        assert_eq!(
            philox([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0]),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn processes_have_the_numbers_of_the_table() {
        let some = [(Process::Prior, 1), (Process::Week, 7), (Process::Offer, 18), (Process::Public, 33)];
        assert!(some.iter().all(|&(process, number)| process as u32 == number));
    }

    #[test]
    fn a_draw_is_keyed_by_all_its_parts() {
        let chance = Chance::new(7, 3);
        assert_eq!(chance.draw(Process::Turn, 5, None, 9, 2), philox([5, u32::MAX, 9 + 131_072, 16], [7, 3]));
        assert_eq!(chance.draw(Process::Ask, 5, Some(6), 9, 0), philox([5, 6, 9, 10], [7, 3]));
    }

    #[test]
    fn bell_is_centred_and_bounded() {
        assert_eq!(bell([0x8000_0000; 4]), 0.0);
        assert_eq!(bell([0; 4]), -2.0 * 1.732_050_807_568_877_2);
        let chance = Chance::new(1, 1);
        let draws: Vec<f64> = (0..4000).map(|i| bell(chance.draw(Process::Prior, i, None, 0, 0))).collect();
        let mean = draws.iter().sum::<f64>() / 4000.0;
        let variance = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 4000.0;
        assert!(mean.abs() < 0.06 && (variance - 1.0).abs() < 0.08, "{mean} {variance}");
    }

    #[test]
    fn pick_and_hit_keep_to_their_ends() {
        assert_eq!((pick(0, 10), pick(u32::MAX, 10), pick(0x8000_0000, 10)), (0, 9, 5));
        assert!(!hit(0, 0.0) && hit(u32::MAX, 1.0) && hit(0x7fff_ffff, 0.5) && !hit(0x8000_0000, 0.5));
        assert_eq!(unit(0x8000_0000), 0.5);
    }

    #[test]
    fn lots_choose_the_smallest_of_the_bits_asked_for() {
        let chance = Chance::new(2, 0);
        let lot = |x| chance.lot(Process::Needed, 4, None, 0, 1, x);
        assert_eq!(lot(21), chance.draw(Process::Needed, 4, None, 0, 16 + 5)[1]);
        let among = 0xff_ffff << 16;
        let chosen = chance.smallest(among, 5, Process::Needed, 4, None, [0, 1]);
        assert_eq!((chosen.count_ones(), chosen & !among), (5, 0));
        let worst = bits(chosen).into_iter().map(lot).max().unwrap();
        assert!(bits(among & !chosen).into_iter().all(|x| lot(x) > worst));
        assert_eq!(chance.smallest(0b1010, 5, Process::Needed, 4, None, [0, 1]), 0b1010);
    }
}
