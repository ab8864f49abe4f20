//! Where the values of a factor lie from its lowest to its highest: the scale on which steps are measured.

use crate::scenario::Scale;
use std::collections::HashMap;

/// The values of one factor, each with its place from 0 (the lowest) to 1 (the highest).
pub(super) enum Span<'f> {
    /// Any value from `low` to `high`.
    Between { scale: &'f Scale, low: f64, high: f64 },
    /// The listed values.
    Listed { scale: &'f Scale, places: HashMap<&'f str, f64> },
}

impl<'f> Span<'f> {
    #[allow(clippy::cast_precision_loss, reason = "whole numbers of a factor are far smaller")]
    pub(super) fn of(scale: &'f Scale) -> Self {
        match scale {
            Scale::Real { low, high, .. } => Self::Between { scale, low: *low, high: *high },
            Scale::Whole { low, high, .. } => Self::Between { scale, low: *low as f64, high: *high as f64 },
            Scale::Values(values) => Self::Listed { scale, places: places(values) },
        }
    }

    /// The place of the value that is really set at `unit` of the unit cube.
    pub(super) fn place(&self, unit: f64) -> f64 {
        match self {
            Self::Between { scale, low, high } => {
                scale.at(unit).parse().map_or(unit, |value: f64| (value - low) / (high - low))
            }
            Self::Listed { scale, places } => places.get(scale.at(unit).as_str()).copied().unwrap_or_default(),
        }
    }
}

/// Numbers and switches lie where their value is, whatever the order of the list; words lie evenly in its order.
fn places(values: &[String]) -> HashMap<&str, f64> {
    let steps = |values: &[String]| (0..values.len()).map(|index| index as f64).collect();
    let numbers: Vec<f64> = numbers(values).unwrap_or_else(|| steps(values));
    let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let place = |number: f64| if high > low { (number - low) / (high - low) } else { 0.0 };
    values.iter().map(String::as_str).zip(numbers.into_iter().map(place)).collect()
}

/// The values as numbers; `None` if one is no number, or two are the same one.
fn numbers(values: &[String]) -> Option<Vec<f64>> {
    let number = |value: &String| match value.as_str() {
        "false" => Some(0.0),
        "true" => Some(1.0),
        number => number.parse().ok().filter(|number: &f64| number.is_finite()),
    };
    let numbers: Vec<f64> = values.iter().map(number).collect::<Option<_>>()?;
    let mut sorted = numbers.clone();
    sorted.sort_by(f64::total_cmp);
    sorted.windows(2).all(|pair| pair[0] < pair[1]).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_all(scale: &Scale, units: &[f64]) -> Vec<f64> {
        let span = Span::of(scale);
        units.iter().map(|unit| span.place(*unit)).collect()
    }

    fn listed(values: &[&str]) -> Scale {
        Scale::Values(values.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn numbers_lie_where_their_value_is_and_words_where_the_list_has_them() {
        let thirds = [0.0, 0.5, 1.0];
        assert_eq!(at_all(&listed(&["1", "2", "5"]), &thirds), [0.0, 0.25, 1.0]);
        assert_eq!(at_all(&listed(&["5", "1", "2"]), &thirds), [1.0, 0.0, 0.25]);
        assert_eq!(at_all(&listed(&["desk", "link", "mandate"]), &thirds), [0.0, 0.5, 1.0]);
        assert_eq!(at_all(&listed(&["1", "1.0", "2"]), &thirds), [0.0, 0.5, 1.0]);
        assert_eq!(at_all(&listed(&["true", "false"]), &[0.0, 1.0]), [1.0, 0.0]);
        assert_eq!(at_all(&listed(&["7"]), &thirds), [0.0; 3]);
        assert_eq!(at_all(&Scale::Real { low: -2.0, high: 2.0, levels: Some(2) }, &[0.25]), [0.25]);
        assert_eq!(at_all(&Scale::Whole { low: 1, high: 5, levels: None }, &[0.3, 1.0]), [0.25, 1.0]);
    }
}
