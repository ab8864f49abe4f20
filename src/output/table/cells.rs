//! The cells of tables on the terminal: names and numbers, in as many characters as they have.

use crate::output::digits::with_thousands;
use std::fmt::Write as _;

/// Characters of the column of regime names.
pub(super) const NAME_WIDTH: usize = 20;

/// A name, filled up to its column.
pub(super) fn push_name(text: &mut String, name: &str) {
    // Padding counts characters, as terminals mostly do.
    let _ = write!(text, "{name:<NAME_WIDTH$}");
}

/// So many decimals; without a sign if it comes to zero.
pub(in crate::output) fn rounded(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(digits) if is_zero(digits) => digits.to_owned(),
        _ => text,
    }
}

/// So many decimals, with a sign unless it comes to zero.
pub(in crate::output) fn signed(value: f64, decimals: usize) -> String {
    let text = rounded(value, decimals);
    if text.starts_with('-') || is_zero(&text) { text } else { format!("+{text}") }
}

fn is_zero(digits: &str) -> bool {
    digits.bytes().all(|digit| matches!(digit, b'0' | b'.'))
}

/// A clear difference and half of its interval. A half that comes to zero gets one more decimal and is never shown as
/// none; a difference that comes to zero is said to be small, with its sign.
pub(in crate::output) fn with_half(mean: f64, half: f64, decimals: usize) -> String {
    let (number, digits) = (signed(mean, decimals), rounded(half, decimals));
    let step = |decimals: usize| (0..decimals).fold(1.0, |step, _| step / 10.0);
    if is_zero(&number) {
        let sign = if mean < 0.0 { '-' } else { '+' };
        return format!("{sign} under {:.decimals$}", step(decimals));
    }
    if is_zero(&digits) {
        let finer = decimals + 1;
        return format!("{number} +-{:.finer$}", half.max(step(finer)));
    }
    format!("{number} +-{digits}")
}

/// A whole number with commas, as in 12,345.
pub(super) fn whole(value: f64) -> String {
    let sign = if value <= -0.5 { "-" } else { "" };
    format!("{sign}{}", with_thousands(&format!("{:.0}", value.abs())))
}
