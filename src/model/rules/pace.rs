//! The pace of an episode (`docs/odd.md`, 4.1): how fast its burden drifts, be it up or down. Some problems last for weeks and
//! some for years, and nobody sees it in them when they begin.

use super::view::View;
use crate::model::chance::{NOBODY, Process};
use crate::model::share::round;
use crate::model::state::course::STEADY;

/// One divided by the natural logarithm of two.
const BITS: f64 = std::f64::consts::LOG2_E;

/// The pace of the episode that begins for `person`, see [`STEADY`].
#[must_use]
pub fn pace(view: View<'_>, person: u32) -> u16 {
    if !view.switches().paces {
        return STEADY;
    }
    let bell = view.draw(Process::Pace, person, NOBODY, 0).bell();
    drawn(view.parameters().pace_sd, bell)
}

/// The pace of an episode with the luck of `bell`: its logarithm is spread by `sd`.
fn drawn(sd: f64, bell: f64) -> u16 {
    round(f64::from(STEADY) * two_to(sd * bell * BITS)).clamp(1, i64::from(u16::MAX)) as u16
}

/// Two to the power of `x`, closely, in the few operations that are the same on every machine.
#[must_use]
pub fn two_to(x: f64) -> f64 {
    let whole = x.floor();
    let rest = x - whole;
    let power = 1.0 + rest * (0.6955 + rest * (0.2261 + rest * 0.0784));
    let factor = if whole < 0.0 { 0.5 } else { 2.0 };
    (0..whole.abs() as u32).fold(power, |power, _| power * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_two_are_close_and_whole_ones_exact() {
        for twelfth in -180..180 {
            let x = f64::from(twelfth) / 12.0;
            let off = two_to(x) / libm::exp2(x) - 1.0;
            assert!(off.abs() < 1.5e-4 && (twelfth % 12 != 0 || off == 0.0), "{x}: {off}");
        }
    }

    #[test]
    fn paces_lie_around_the_steady_one_and_in_their_range() {
        assert_eq!([drawn(1.4, 0.0), drawn(0.0, 2.0)], [STEADY; 2]);
        assert_eq!([drawn(3.0, -3.46), drawn(3.0, 3.46)], [1, u16::MAX]);
        let (slow, fast) = (drawn(1.4, -1.0), drawn(1.4, 1.0));
        assert_eq!((slow, fast), (63, 1038), "a standard deviation is a factor of e to the 1.4");
    }
}
