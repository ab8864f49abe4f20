//! The values of a factor as a challenge takes them.

use super::cases::Column;
use super::region::Limits;
use crate::scenario::{Scale, same_value};
use std::collections::BTreeSet;

/// Where on the way from its lowest to its highest value a factor is set by itself.
const LEVELS: [f64; 4] = [0.0, 0.25, 0.75, 1.0];

/// The values to which a factor is set by itself: the ends of its range and the quarters; every value of a list.
pub(super) fn values(scale: &Scale) -> Vec<String> {
    let mut all = match scale {
        Scale::Real { .. } => LEVELS.map(|level| scale.at(level)).to_vec(),
        #[allow(clippy::cast_possible_truncation, reason = "between two numbers of that type")]
        Scale::Whole { low, high, .. } => {
            let apart = high.saturating_sub(*low) as f64;
            LEVELS.map(|level| low.saturating_add((level * apart + 0.5).floor() as i64).to_string()).to_vec()
        }
        Scale::Values(values) => values.clone(),
    };
    all.dedup();
    all
}

/// The scale of values that were drawn: a range where they are numbers that differ, else a list.
pub(super) fn drawn<'a>(values: impl Iterator<Item = &'a str>) -> Scale {
    let values: BTreeSet<&str> = values.collect();
    let numbers: Option<Vec<f64>> =
        values.iter().map(|value| value.parse().ok().filter(|n: &f64| n.is_finite())).collect();
    let whole: Option<Vec<i64>> = values.iter().map(|value| value.parse().ok()).collect();
    let listed = || Scale::Values(values.iter().map(|value| (*value).to_owned()).collect());
    if let Some((Some(low), Some(high))) = whole.map(|all| (all.iter().min().copied(), all.iter().max().copied())) {
        return if low < high { Scale::Whole { low, high, levels: None } } else { listed() };
    }
    let Some(numbers) = numbers else { return listed() };
    let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if low < high { Scale::Real { low, high, levels: None } } else { listed() }
}

/// How far along its range a value is, from 0 at the lowest to 1 at the highest; `None` if it has no place there.
pub(super) fn place(scale: &Scale, value: &str) -> Option<f64> {
    let between = |low: f64, high: f64| Some((value.parse::<f64>().ok()? - low) / (high - low));
    match scale {
        Scale::Real { low, high, .. } => between(*low, *high),
        Scale::Whole { low, high, .. } => between(*low as f64, *high as f64),
        Scale::Values(values) => {
            let numbers = numbers(values)?;
            let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
            between(low, numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max))
        }
    }
}

/// The values of a factor at some points.
pub(super) fn column(scale: &Scale, values: impl Iterator<Item = String>) -> Column {
    let number = |value: String| value.parse().unwrap_or_default();
    match scale {
        Scale::Real { .. } => Column::Real(values.map(number).collect()),
        Scale::Whole { .. } => Column::Whole(values.map(number).collect()),
        Scale::Values(listed) if numbers(listed).is_some() => Column::Real(values.map(number).collect()),
        Scale::Values(listed) => {
            let which = |value: String| listed.iter().position(|one| same_value(one, &value)).unwrap_or_default();
            Column::Category { of: listed.len(), values: values.map(which).collect() }
        }
    }
}

/// What limits take of the way from the lowest to the highest value; categories lie side by side.
pub(super) fn parts(scale: &Scale, limits: &Limits) -> Vec<(f64, f64)> {
    let at = |number: f64| place(scale, &number.to_string()).map_or(0.0, |place| place.clamp(0.0, 1.0));
    match limits {
        Limits::Between { low, high } => vec![(low.map_or(0.0, at), high.map_or(1.0, at))],
        Limits::Among(kept) => {
            let of = kept.len() as f64;
            let part = |(place, _): (usize, &bool)| (place as f64 / of, (place + 1) as f64 / of);
            kept.iter().enumerate().filter(|(_, kept)| **kept).map(part).collect()
        }
    }
}

/// The listed values as numbers, if all of them are, and there are several.
fn numbers(values: &[String]) -> Option<Vec<f64>> {
    let number = |value: &String| value.parse().ok().filter(|number: &f64| number.is_finite());
    let numbers: Vec<f64> = values.iter().map(number).collect::<Option<_>>()?;
    numbers.iter().any(|number| *number != numbers[0]).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_set_at_ends_and_quarters_and_lists_at_each_value() {
        let real = Scale::Real { low: 0.0, high: 0.8, levels: None };
        assert_eq!(
            values(&real).iter().map(|v| v.parse::<f64>().unwrap()).collect::<Vec<_>>(),
            [0.0, 0.2, 0.6000000000000001, 0.8]
        );
        assert_eq!(values(&Scale::Whole { low: 3, high: 4, levels: None }), ["3", "4"]);
        let words = Scale::Values(vec!["false".to_owned(), "true".to_owned()]);
        assert_eq!((values(&words).len(), place(&words, "true")), (2, None));
        assert_eq!(column(&words, ["true".to_owned()].into_iter()), Column::Category { of: 2, values: vec![1] });
        let listed = Scale::Values(vec!["2".to_owned(), "4".to_owned(), "10".to_owned()]);
        assert_eq!(place(&listed, "4"), Some(0.25));
        assert_eq!(column(&listed, ["4".to_owned()].into_iter()), Column::Real(vec![4.0]));
        assert_eq!(place(&real, "0.4"), Some(0.5));
        let of = |values: &[&str]| drawn(values.iter().copied());
        assert_eq!(of(&["0.5", "0.25", "1"]), Scale::Real { low: 0.25, high: 1.0, levels: None });
        assert_eq!(of(&["3", "1", "3"]), Scale::Whole { low: 1, high: 3, levels: None });
        assert_eq!(of(&["true", "false"]), Scale::Values(vec!["false".to_owned(), "true".to_owned()]));
        assert_eq!(
            column(&of(&["0.5", "0.5"]), ["0.5".to_owned()].into_iter()),
            Column::Category { of: 1, values: vec![0] }
        );
    }
}
