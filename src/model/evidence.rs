//! Evidence that was staked on somebody or something, in exact whole numbers.

/// Evidence that was staked, in grains of 2⁻¹⁶. What a stake comes to is said by the law of trust
/// ([`rules::trust`](super::rules::trust)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// All of it.
    pub staked: u32,
    /// The part that was honoured.
    pub honoured: u32,
}

impl Evidence {
    /// The part that was burned.
    #[inline]
    #[must_use]
    pub fn burned(&self) -> u32 {
        self.staked - self.honoured
    }
}

/// Evidence as a belief takes it, in grains of 2⁻¹⁶.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// As it is booked.
    pub evidence: Evidence,
    /// The burned part, as it weighs on the belief.
    pub weighed: u32,
}
