//! What a box takes of a factor, in words.

use crate::analysis::challenge::{ChallengeDesign, Limits};

/// `0.2 to 0.5`, `from 0.2`, `up to 0.5`, `true or false`; nothing where there is no limit.
pub(super) fn in_words(design: &ChallengeDesign, factor: usize, limits: &Limits) -> String {
    match limits {
        Limits::Between { low: Some(low), high: Some(high) } => format!("{} to {}", short(*low), short(*high)),
        Limits::Between { low: Some(low), .. } => format!("from {}", short(*low)),
        Limits::Between { high: Some(high), .. } => format!("up to {}", short(*high)),
        Limits::Between { .. } => String::new(),
        Limits::Among(_) => design.categories(factor, limits).join(" or "),
    }
}

/// A number with at least three figures that count, and without noughts at its end.
pub(super) fn short(value: f64) -> String {
    if !value.is_finite() {
        return "-".to_owned();
    }
    let decimals = match value.abs() {
        size if size >= 1000.0 => 0,
        size if size >= 10.0 => 2,
        size if size >= 0.01 || size == 0.0 => 4,
        _ => 6,
    };
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    // What rounds to nought has no sign.
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn numbers_are_short_and_not_rounded_to_nought() {
        assert_eq!(
            [1234.5, 12.3, 0.25, 0.001_234_56, -0.0, f64::NAN].map(short),
            ["1234", "12.3", "0.25", "0.001235", "0", "-"]
        );
    }
}
