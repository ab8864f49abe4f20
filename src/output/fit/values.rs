//! Values of a parameter from places in its unit interval.

use crate::scenario::{Factor, Scale};

/// The value at a place, as text: as `--set` takes it.
pub(super) fn value(factor: &Factor, unit: f64) -> String {
    factor.scale.at(unit)
}

/// The ends of the prior.
pub(super) fn ends(factor: &Factor) -> [String; 2] {
    [0.0, 1.0].map(|unit| factor.scale.at(unit))
}

/// What kind of prior it is.
pub(super) fn prior(factor: &Factor) -> &'static str {
    match factor.scale {
        Scale::Real { .. } => "uniform",
        Scale::Whole { .. } => "uniform over whole numbers",
        Scale::Values(_) => "uniform over a list",
    }
}

/// A value with no more digits than a reader can use.
pub(in crate::output) fn shortened(value: &str) -> String {
    match value.parse::<f64>() {
        Ok(number) if number.fract() != 0.0 => {
            let decimals = (2.0 - libm::floor(libm::log10(number.abs()))).clamp(0.0, 9.0) as usize;
            format!("{number:.decimals$}")
        }
        _ => value.to_owned(),
    }
}
