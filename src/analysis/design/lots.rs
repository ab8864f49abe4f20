//! The chance of designs: keyed like that of the model, under a key that no run has.

/// What a lot is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Purpose {
    /// Whether a bit of a Sobol point is flipped.
    Scramble = 1,
    /// The order of the strata of a Latin hypercube.
    Stratum = 2,
    /// The place within a stratum.
    Place = 3,
    /// The order in which a Morris trajectory changes its factors.
    Order = 4,
    /// Where a Morris trajectory begins, and which way it goes.
    Start = 5,
    /// Which row a bootstrap resample takes.
    Resample = 6,
    /// Where a particle of a fit lies, by its prior.
    Prior = 30,
    /// Which particle another one is made from.
    Parent = 31,
    /// How far a particle lies from the one it is made from.
    Step = 32,
    /// Who answers in a survey that is imitated.
    Survey = 33,
    /// Which particles the predictive runs take.
    Predictive = 34,
    /// The seed of the worlds of a particle.
    Worlds = 35,
    /// The order of what is equal.
    Ties = 36,
    /// An order that nothing stands behind.
    Noise = 37,
    /// A fresh point, at which a box of a challenge is looked at again.
    Fresh = 21,
    /// The seed of the worlds of a point of a challenge.
    Luck = 22,
}

/// In place of a replicate: runs have at most 100,000.
const NO_REPLICATE: u32 = u32::MAX;

/// Four independent words that depend on nothing but the seed and the key.
#[must_use]
pub fn lot(seed: u32, purpose: Purpose, key: [u32; 3]) -> [u32; 4] {
    rand_philox::philox4x32_10([key[0], key[1], key[2], purpose as u32], [seed, NO_REPLICATE])
}

/// The places of `count` rows, each taken as often as its weight asks for: evenly spread over the sum of weights, from `lot`,
/// between 0 and 1, on (systematic resampling).
pub(in crate::analysis) fn systematic(weights: &[f64], count: usize, lot: f64) -> Vec<usize> {
    let all: f64 = weights.iter().sum();
    let (mut taken, mut up_to, mut place) = (Vec::with_capacity(count), 0.0, 0);
    for draw in 0..count {
        let at = (draw as f64 + lot) / count as f64 * all;
        while place + 1 < weights.len() && up_to + weights[place] < at {
            up_to += weights[place];
            place += 1;
        }
        taken.push(place);
    }
    taken
}

/// A word of a lot as a number between 0 and 1, both left out.
pub(crate) fn between(word: u32) -> f64 {
    (f64::from(word) + 0.5) / 4_294_967_296.0
}

/// `0 … n − 1` in an order that depends on nothing but the seed and the key.
#[must_use]
pub(in crate::analysis) fn shuffled(seed: u32, purpose: Purpose, key: u32, n: u32) -> Vec<u32> {
    let mut order: Vec<(u64, u32)> = (0..n)
        .map(|item| {
            let [high, low, ..] = lot(seed, purpose, [item, key, 0]);
            ((u64::from(high) << 32) | u64::from(low), item)
        })
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(_, item)| item).collect()
}
