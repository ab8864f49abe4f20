//! Beliefs as they are stored: evidence on a scale that grows, so that fading costs nothing (`docs/odd.md`, 5.2). What
//! evidence comes to as trust is in [`rules::belief`](crate::model::rules::belief).

use crate::model::evidence::Trace;

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
    /// Evidence honoured and burned, on the scale of the present tick.
    #[inline]
    #[must_use]
    pub fn numbers(&self) -> (f64, f64) {
        (number(self.r), number(self.s))
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
        let growth = crate::model::share::round(4_294_967_296.0 / fading) as u64;
        Self { fine: 1 << 32, unit: 1 << 16, growth }
    }

    /// Grains of 2⁻¹⁶ on the scale of the present tick, up to [`MOST`].
    #[inline]
    pub(in crate::model) fn grown(&self, grains: u32) -> u32 {
        let grown = (u64::from(grains) * u64::from(self.unit) + (1 << 15)) >> 16;
        grown.min(u64::from(MOST)) as u32
    }

    /// What evidence leaves on a belief, on the scale of the present tick.
    #[inline]
    #[must_use]
    pub fn of(&self, trace: &Trace) -> Belief {
        Belief { r: self.grown(trace.evidence.honoured), s: self.grown(trace.weighed) }
    }

    /// What one unit of evidence is worth in this tick.
    #[inline]
    #[must_use]
    pub fn one(&self) -> f64 {
        f64::from(self.unit)
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

    #[test]
    fn evidence_does_not_overflow() {
        let mut belief = Belief { r: MOST - 1, s: 0 };
        belief.take(Belief { r: Scale::new(1.0).grown(u32::MAX), s: 0 });
        assert_eq!(belief.r, MOST);
    }
}
