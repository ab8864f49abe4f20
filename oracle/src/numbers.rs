//! Shares, rounding, evidence: sections 5.1, 5.2 and the last paragraph of 4.6.

/// A share of 1.
pub const ONE: i64 = 32768;
/// What `r`, `s`, received and given are limited to (5.2).
pub const LIMIT: u64 = (1 << 31) - 1;
/// The most steps of evidence on either side of a tie (5.2).
pub const MOST_STEPS: u64 = (1 << 18) - 1;
/// Bits 0–15.
pub const TEXTBOOK: u64 = 0xffff;
/// Bits 16–39.
pub const EXPERIENTIAL: u64 = 0xff_ffff << 16;
/// Bits 40–63.
pub const PRIVATE: u64 = 0xff_ffff << 40;
/// Bits 0–39.
pub const SHARED: u64 = TEXTBOOK | EXPERIENTIAL;

/// `round(x) = floor(x + 0.5)` (5.1).
pub fn round(x: f64) -> f64 {
    (x + 0.5).floor()
}

/// Close to 2ˣ (5.1).
pub fn two_to(x: f64) -> f64 {
    let n = x.floor();
    let f = x - n;
    let mut power = 1.0 + f * (0.6955 + f * (0.2261 + f * 0.0784));
    for _ in 0..n.abs() as u32 {
        power *= if n < 0.0 { 0.5 } else { 2.0 };
    }
    power
}

/// A share as a whole number (5.1).
pub fn share(x: f64) -> i64 {
    (x * 32768.0 + 0.5).floor().clamp(0.0, 32768.0) as i64
}

/// The value of a share in formulas (5.1).
pub fn value(share: i64) -> f64 {
    share as f64 / 32768.0
}

/// A rise of burden by `x` as a whole number (5.1); a fall is its negative.
pub fn rise(x: f64) -> i64 {
    round(x * 32768.0) as i64
}

/// Evidence for and against, in units that grow with the scale (5.2).
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence {
    pub r: u64,
    pub s: u64,
}

impl Evidence {
    /// One evidence with stake `x` at value `z` (4.6).
    pub fn take(&mut self, x: f64, z: f64, burned_weight: f64, unit: u64) {
        let staked = round(x * 65536.0);
        let honoured = round(staked * z);
        let burned = staked - honoured;
        let weighed = round(burned_weight * burned);
        self.r = (self.r + ((honoured as u64 * unit + (1 << 15)) >> 16)).min(LIMIT);
        self.s = (self.s + ((weighed as u64 * unit + (1 << 15)) >> 16)).min(LIMIT);
    }

    /// The same for the end of a tie, which counts in steps of 512 (5.2).
    pub fn take_in_steps(&mut self, x: f64, z: f64, burned_weight: f64, unit: u64) {
        let staked = round(x * 65536.0);
        let honoured = round(staked * z);
        let weighed = round(burned_weight * (staked - honoured));
        self.r = (self.r + ((honoured as u64 * unit + (1 << 24)) >> 25)).min(MOST_STEPS);
        self.s = (self.s + ((weighed as u64 * unit + (1 << 24)) >> 25)).min(MOST_STEPS);
    }

    /// `T` on a prior (5.2).
    pub fn trust(&self, prior: i64, strength: f64, unit: u64) -> f64 {
        self.trust_from(value(prior), strength, unit)
    }

    /// The same, with the value of the prior.
    pub fn trust_from(&self, p: f64, strength: f64, unit: u64) -> f64 {
        let (r, s) = (self.r as f64, self.s as f64);
        let (m, unit) = (strength, unit as f64);
        (r + p * m * unit) / ((r + s) + (m * unit))
    }

    /// What happens to evidence when the scale is halved (5.2).
    pub fn halve(&mut self) {
        self.r = halved(self.r);
        self.s = halved(self.s);
    }
}

/// `floor((x + 1) / 2)` (5.2).
pub fn halved(x: u64) -> u64 {
    x.div_ceil(2)
}

/// The scale a tick later, and whether all evidence is halved (5.2).
pub fn advanced(scale: u64, fading: f64) -> (u64, bool) {
    let q = (4_294_967_296.0 / fading + 0.5).floor() as u128;
    let scale = ((u128::from(scale) * q) >> 32) as u64;
    if scale >= 1 << 33 { (scale / 2, true) } else { (scale, false) }
}

/// Evidence on a personal prior (5.2).
#[derive(Clone, Copy, Debug, Default)]
pub struct Belief {
    pub prior: i64,
    pub evidence: Evidence,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_round_half_up_and_are_limited() {
        assert_eq!((share(0.5), share(-1.0), share(2.0), share(1.5 / 32768.0)), (16384, 0, ONE, 2));
        assert_eq!((rise(-0.5), rise(0.25)), (-16384, 8192));
    }

    #[test]
    fn a_stake_divides_into_honoured_and_burned() {
        let mut evidence = Evidence::default();
        evidence.take(1.0, 0.75, 2.0, 65536);
        assert_eq!((evidence.r, evidence.s), (49152, 32768));
        evidence.take(0.0, 1.0, 2.0, 65536);
        assert_eq!((evidence.r, evidence.s), (49152, 32768));
        evidence.halve();
        assert_eq!((evidence.r, evidence.s), (24576, 16384));
    }
}
