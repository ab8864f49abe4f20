//! Felt help (`docs/odd.md`, 4.4.2): how help is felt, how it is remembered, and what concern comes of it.

use crate::model::parameters::{Parameters, Switches};
use crate::model::share::{ONE, share, value};
use crate::model::structure::Structure;

/// Help that is felt as at least this counts as felt: concern becomes whole, and a tie is wished for. With felt helpfulness
/// below it a guide tries twice to match.
pub const FELT: f64 = 0.5;

/// How help is felt: as it is, less what the missing voice takes away.
#[inline]
#[must_use]
pub fn felt(help: f64, voice: f64, expected: f64, voice_loss: f64) -> f64 {
    help * (1.0 - voice_loss * (expected - voice).max(0.0))
}

/// The voice that is expected in help with a life problem: the one that was announced, if any was.
#[must_use]
pub fn expected_voice(parameters: &Parameters, switches: &Switches, structure: Option<&Structure>) -> f64 {
    let promised = structure.and_then(|structure| structure.announced_voice).filter(|_| switches.promise);
    promised.unwrap_or(parameters.voice_expected)
}

/// Felt helpfulness, a share, after a turn that was felt as `felt`.
#[must_use]
pub fn remembered(before: u16, felt: f64, parameters: &Parameters) -> u16 {
    let before = value(before);
    share(before + parameters.felt_memory * (felt - before))
}

/// Felt helpfulness, a share, that somebody expects who enters a network with the luck of `bell`: people hope for more or less.
#[must_use]
pub fn expected_help(parameters: &Parameters, switches: &Switches, bell: impl Fn() -> f64) -> u16 {
    let differs = if switches.hopes_differ { parameters.felt_at_entry_sd * bell() } else { 0.0 };
    share(parameters.felt_at_entry + differs)
}

/// Concern for one's own life problem, a share: that of somebody who was sent and has not felt helped since, or the whole.
#[must_use]
pub fn concern(reluctant: bool, parameters: &Parameters) -> u16 {
    if reluctant { share(parameters.sent_concern) } else { ONE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_without_a_say_is_felt_less() {
        assert_eq!(felt(1.0, 1.0, 0.5, 0.8).to_bits(), 1.0_f64.to_bits());
        assert_eq!(felt(1.0, 0.0, 0.5, 0.8).to_bits(), 0.6_f64.to_bits());
        assert!(felt(1.0, 0.0, 1.0, 0.8) < felt(1.0, 0.0, 0.5, 0.8));
    }
}
