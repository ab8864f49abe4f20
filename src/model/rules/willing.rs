//! Willingness (`docs/odd.md`, 4.2.1): whether somebody agrees to help. Direct, upstream and generalised reciprocity.

use crate::model::parameters::{Parameters, Switches};
use crate::model::state::belief::number;

/// On what it depends whether somebody agrees to help.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Disposition to reciprocate, `0..=1`.
    pub reciprocity: f64,
    /// Help received against help given, `-1..1`.
    pub balance: f64,
    /// Trust in people in general before any evidence, `0..=1`.
    pub prior: f64,
    /// Trust in people in general, `0..=1`.
    pub general: f64,
    /// Trust in the one who asks, `0..=1`: that of the tie, without one that in people in general.
    pub asker: f64,
}

impl Standing {
    /// The probability of agreeing, with this `bonus` and this `concern`, `0..=1`.
    #[inline]
    #[must_use]
    pub fn willing(&self, parameters: &Parameters, switches: &Switches, bonus: f64, concern: f64) -> f64 {
        let balance = if switches.upstream_reciprocity { self.balance } else { 0.0 };
        let general = if switches.generalised_reciprocity { self.general } else { self.prior };
        let trust = if switches.direct_reciprocity { self.asker } else { self.prior };
        let sum = parameters.willing_base
            + parameters.willing_reciprocity * self.reciprocity * (1.0 + balance) / 2.0
            + parameters.willing_tie * trust
            + parameters.willing_general * general
            + bonus;
        (concern * sum).clamp(0.0, 1.0)
    }
}

/// Help received against help given, `-1..1`, where one help adds `one`.
#[inline]
#[must_use]
pub fn balance(received: u32, given: u32, one: u32) -> f64 {
    let (received, given) = (number(received), number(given));
    (received - given) / (received + given + f64::from(one))
}
