//! Digits as they are read.

#[cfg(feature = "command")]
use crate::scenario::Scenario;

/// So many of something, in words: "1 thread", "2 threads".
#[must_use]
pub fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// Digits with commas, as in 12,345.
pub(super) fn with_thousands(digits: &str) -> String {
    grouped(digits, ',')
}

/// Digits with a mark between thousands.
pub(super) fn grouped(digits: &str, mark: char) -> String {
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// The size of each world, in words, with numbers as `written`.
#[cfg(feature = "command")]
pub(super) fn people_a_world(scenario: &Scenario, written: impl Fn(u32) -> String) -> String {
    let people = written(scenario.people);
    match scenario.towns() {
        1 => format!("{people} people a world"),
        towns => format!("{people} people in {} towns a world", written(towns)),
    }
}
