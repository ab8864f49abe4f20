//! Beliefs: evidence on a personal prior, fading. Evidence is stored on a scale that grows, so that fading costs nothing.

use super::share::value;

/// Evidence for and against, on the scale of the present tick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Belief {
    /// Evidence honoured.
    pub r: u32,
    /// Evidence burned, weighted.
    pub s: u32,
}

/// Evidence is never more than this, which no admissible scenario reaches but by design: so two of it are added without a
/// check, and each is the same number with a sign as without.
pub const MOST: u32 = i32::MAX as u32;

/// Evidence on the scale and more of it, both up to [`MOST`].
#[inline]
#[must_use]
pub fn more(to: u32, evidence: u32) -> u32 {
    (to + evidence).min(MOST)
}

/// Evidence of at most [`MOST`] as a number: taken as one with a sign, several are converted at once.
#[inline]
#[must_use]
pub fn number(evidence: u32) -> f64 {
    f64::from(evidence as i32)
}

impl Belief {
    /// The belief as a number in `[0, 1]`: `(r + p·m·U) / (r + s + m·U)`.
    #[inline]
    #[must_use]
    pub fn trust(&self, prior: u16, strength: f64, scale: &Scale) -> f64 {
        trust(*self, 1.0, prior, strength, scale)
    }

    /// Takes evidence that is on the scale already, up to [`MOST`].
    #[inline]
    pub fn take(&mut self, evidence: Self) {
        self.r = more(self.r, evidence.r);
        self.s = more(self.s, evidence.s);
    }

    /// Halves the evidence when the scale is halved.
    pub fn halve(&mut self) {
        self.r = halved(self.r);
        self.s = halved(self.s);
    }
}

/// Evidence in steps of so many grains, on a prior, as a number in `[0, 1]`.
#[inline]
#[must_use]
pub fn trust(evidence: Belief, grains: f64, prior: u16, strength: f64, scale: &Scale) -> f64 {
    let (r, s) = (number(evidence.r) * grains, number(evidence.s) * grains);
    let prior_weight = strength * f64::from(scale.unit);
    (r + value(prior) * strength * f64::from(scale.unit)) / ((r + s) + prior_weight)
}

/// Four beliefs as numbers: at once, which takes little longer than one.
#[inline]
#[must_use]
pub fn trusts(beliefs: &[Belief; 4], priors: &[u16; 4], strength: f64, scale: &Scale) -> [f64; 4] {
    let mut trusts = [0.0; 4];
    // Not an iterator: so the compiler sees that all four can be worked out at once.
    for belief in 0..4 {
        trusts[belief] = beliefs[belief].trust(priors[belief], strength, scale);
    }
    trusts
}

/// Half of `x`, halves up.
#[must_use]
pub fn halved(x: u32) -> u32 {
    (x + 1) >> 1
}

/// What one unit of evidence is worth now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Fine scale: 2³² before the first tick.
    pub fine: u64,
    /// One unit of evidence, `65_536..131_072`.
    pub unit: u32,
    growth: u64,
}

impl Scale {
    /// The scale for evidence of which the share `fading` still counts a week later.
    #[must_use]
    pub fn new(fading: f64) -> Self {
        let growth = super::share::round(4_294_967_296.0 / fading) as u64;
        Self { fine: 1 << 32, unit: 1 << 16, growth }
    }

    /// Grains of 2⁻¹⁶ on the scale of the present tick, up to [`MOST`].
    #[inline]
    pub(super) fn grown(&self, grains: u32) -> u32 {
        let grown = (u64::from(grains) * u64::from(self.unit) + (1 << 15)) >> 16;
        grown.min(u64::from(MOST)) as u32
    }

    /// Goes on by a tick; true if all evidence is to be halved.
    pub fn advance(&mut self) -> bool {
        self.fine = ((u128::from(self.fine) * u128::from(self.growth)) >> 32) as u64;
        let halve = self.fine >= 1 << 33;
        if halve {
            self.fine >>= 1;
        }
        self.unit = (self.fine >> 16) as u32;
        halve
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::share::share;

    #[test]
    fn without_evidence_the_prior_is_believed() {
        let trust = Belief::default().trust(share(0.25), 20.0, &Scale::new(0.993));
        assert!((trust - 0.25).abs() < 1e-12);
    }

    /// Twenty years of fading on the growing scale against the same in double precision.
    #[test]
    fn fading_by_scale_is_unbiased_over_long_runs() {
        let mut scale = Scale::new(0.993);
        let (mut belief, mut r, mut s) = (Belief::default(), 0.0, 0.0);
        for week in 0..1040 {
            if scale.advance() {
                belief.halve();
            }
            r *= 0.993;
            s *= 0.993;
            if week % 3 == 0 {
                belief.take(Belief { r: scale.grown(19_661), s: scale.grown(6_554) });
                r += 19_661.0 / 65_536.0;
                s += 6_554.0 / 65_536.0;
            }
        }
        let exact = (r + 0.45 * 20.0) / (r + s + 20.0);
        let ours = belief.trust(share(0.45), 20.0, &scale);
        assert!((ours - exact).abs() < 2e-5, "{ours} {exact}");
    }

    #[test]
    fn evidence_does_not_overflow() {
        let mut belief = Belief { r: MOST - 1, s: 0 };
        belief.take(Belief { r: Scale::new(1.0).grown(u32::MAX), s: 0 });
        assert_eq!(belief.r, MOST);
    }
}
