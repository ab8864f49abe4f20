//! Power of a test of a mean: how many worlds it takes to find a difference of a given size in 90 % of cases.
//!
//! The test is the 95 % interval of [`crate::analysis::statistics`]: a number is found to lie beyond a bound if its whole
//! interval does. Power is that of Student's t with a true distance from the bound (the noncentral t distribution), so the
//! figures agree with the usual tables.

use crate::analysis::statistics::t_975;
use crate::analysis::tails::normal_tail;

/// The share of cases in which a difference is to be found.
pub const POWER: f64 = 0.9;

/// No number of worlds beyond this is looked for: nobody simulates so many.
const MOST_WORLDS: usize = 100_000_000;

/// The chance that the 95 % interval of `worlds` normal values lies wholly beyond a bound from which their true mean lies
/// `distance` standard deviations away; 0 with fewer than two.
///
/// # Examples
/// ```
/// use mutua::analysis::patterns::power::chance_to_find;
/// // Half a standard deviation, 44 values: the tables say 90 %.
/// assert!((chance_to_find(0.5, 44) - 0.9).abs() < 0.005);
/// ```
#[must_use]
pub fn chance_to_find(distance: f64, worlds: usize) -> f64 {
    if worlds < 2 { 0.0 } else { chance_beyond(distance, worlds, t_975(worlds - 1)) }
}

/// The same of an interval that reaches `quantile` standard errors to each side; 0 where it has no end.
#[must_use]
pub fn chance_beyond(distance: f64, worlds: usize, quantile: f64) -> f64 {
    if worlds < 2 || !quantile.is_finite() {
        return 0.0;
    }
    let degrees = (worlds - 1) as f64;
    let shift = distance * (worlds as f64).sqrt();
    // Over the sampled standard deviation, as a multiple of the true one: nearly all of it lies this near to 1.
    let spread = 9.0 / (2.0 * degrees).sqrt();
    let (from, to) = ((1.0 - spread).max(0.0), 1.0 + spread);
    simpson(from, to, |sampled| normal_tail(quantile * sampled - shift) * density(sampled, degrees))
}

/// The fewest worlds that find a mean `distance` standard deviations beyond a bound with this chance; `None` if that is not
/// above 0, or takes more than anybody simulates.
#[must_use]
pub fn worlds_to_find(distance: f64, power: f64) -> Option<usize> {
    if distance.is_nan() || distance <= 0.0 {
        return None;
    }
    let enough = |worlds: usize| chance_to_find(distance, worlds) >= power;
    let mut high = 2;
    while !enough(high) {
        high *= 2;
        if high > MOST_WORLDS {
            return None;
        }
    }
    let mut low = high / 2;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if enough(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

/// The smallest distance from a bound, in standard deviations, that `worlds` worlds find with this chance; `None` with fewer
/// than two.
#[must_use]
pub fn distance_found(worlds: usize, power: f64) -> Option<f64> {
    if worlds < 2 { None } else { distance_beyond(worlds, power, t_975(worlds - 1)) }
}

/// The same of an interval that reaches `quantile` standard errors to each side; `None` where it has no end.
#[must_use]
pub fn distance_beyond(worlds: usize, power: f64, quantile: f64) -> Option<f64> {
    if worlds < 2 || !quantile.is_finite() {
        return None;
    }
    let (mut low, mut high) = (0.0, 64.0);
    for _ in 0..50 {
        let middle = 0.5 * (low + high);
        if chance_beyond(middle, worlds, quantile) < power { low = middle } else { high = middle }
    }
    Some(high)
}

/// The density of the root of a mean of `degrees` squared normal values.
fn density(s: f64, degrees: f64) -> f64 {
    if s <= 0.0 {
        return if degrees > 1.0 { 0.0 } else { (2.0 / std::f64::consts::PI).sqrt() };
    }
    let half = 0.5 * degrees;
    let constant = libm::log(2.0) + half * libm::log(half) - libm::lgamma(half);
    libm::exp(constant + (degrees - 1.0) * libm::log(s) - half * s * s)
}

fn simpson(from: f64, to: f64, of: impl Fn(f64) -> f64) -> f64 {
    const STEPS: usize = 400;
    let step = (to - from) / STEPS as f64;
    let weight = |place: usize| match place {
        0 | STEPS => 1.0,
        place if place % 2 == 1 => 4.0,
        _ => 2.0,
    };
    (0..=STEPS).map(|place| weight(place) * of(from + place as f64 * step)).sum::<f64>() * step / 3.0
}
