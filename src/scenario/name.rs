//! What a regime and a scenario may be called: a name stands in every table and on a folder, and other programs read it.

use std::ops::RangeInclusive;

/// Characters in a regime's name at most.
pub(super) const MAX_REGIME_NAME: usize = 40;
/// Bytes in a scenario's name at most: it names folders and files, with words around it.
pub(super) const MAX_SCENARIO_NAME: usize = 100;

/// Names that pandas, R, Julia, Stata or a spreadsheet read as missing, infinite or a truth value, in any case of letters.
/// `none` is not among them: it is the world without networks, and all of them read it as a word.
const READ_OTHERWISE: [(&str, &str); 7] = [
    ("na", "missing"),
    ("nan", "missing"),
    ("null", "missing"),
    ("inf", "infinity"),
    ("infinity", "infinity"),
    ("true", "a truth value"),
    ("false", "a truth value"),
];

/// Months as spreadsheets know them: with digits beside them they become dates.
const MONTHS: [&str; 24] = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Why `name` is no name for a regime; `None` if it is one.
pub(super) fn why_no_regime(name: &str) -> Option<String> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
    if name.is_empty() || name.len() > MAX_REGIME_NAME || !name.bytes().all(fits) {
        return Some(format!(
            "must be 1 to {MAX_REGIME_NAME} lower-case letters a to z, digits, hyphens or underscores"
        ));
    }
    if name.starts_with('-') {
        return Some("must not begin with a hyphen: spreadsheets take it for a formula".to_owned());
    }
    let otherwise = READ_OTHERWISE.iter().find(|(word, _)| *word == name).map(|(_, meaning)| *meaning);
    let otherwise = otherwise.or_else(|| is_number(name).then_some("a number"));
    let otherwise = otherwise.or_else(|| is_date(name).then_some("a date"))?;
    Some(format!(
        "must not be a word that programs read as {otherwise}: pandas, R or a spreadsheet would lose the name"
    ))
}

/// Whether a name without other characters than a regime's may be read as a number: digits alone or between hyphens,
/// with an exponent, or hexadecimal.
fn is_number(name: &str) -> bool {
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit()) && is_all(text, b"0123456789-_");
    let exponent = |(mantissa, exponent): (&str, &str)| digits(mantissa) && digits(exponent);
    let hexadecimal = |rest: &str| !rest.is_empty() && is_all(rest, b"0123456789abcdef");
    digits(name)
        || name.split_once(['e', 'd']).is_some_and(exponent)
        || name.strip_prefix("0x").is_some_and(hexadecimal)
}

/// Whether a spreadsheet makes a date of it: the name of a month, and digits.
fn is_date(name: &str) -> bool {
    let letters: String = name.chars().filter(char::is_ascii_lowercase).collect();
    let has_digits = name.bytes().any(|byte| byte.is_ascii_digit());
    has_digits && MONTHS.contains(&letters.as_str()) && name.contains(&letters)
}

fn is_all(text: &str, allowed: &[u8]) -> bool {
    text.bytes().all(|byte| allowed.contains(&byte))
}

/// Why `name` is no name for a scenario, whose results go to a folder of that name; `None` if it is one.
pub(super) fn why_no_scenario(name: &str) -> Option<String> {
    let held: Option<&str> = name.chars().find_map(|character| match character {
        '/' => Some("a slash"),
        '\\' => Some("a backslash"),
        '\u{2028}' | '\u{2029}' => Some("a line separator"),
        control if control.is_control() => Some("a control character"),
        _ => None,
    });
    let allowed: RangeInclusive<usize> = 1..=MAX_SCENARIO_NAME;
    match held {
        _ if name.trim().is_empty() => Some("is blank".to_owned()),
        Some(what) => Some(format!("holds {what}")),
        None if !allowed.contains(&name.len()) => {
            Some(format!("is longer than {MAX_SCENARIO_NAME} bytes ({})", name.len()))
        }
        None if name.starts_with('.') => Some("begins with a dot".to_owned()),
        None if name.ends_with('.') => Some("ends with a dot".to_owned()),
        None if name.trim() != name => Some("begins or ends with a space".to_owned()),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_other_programs_read_otherwise_are_no_names() {
        let no_names = [
            "",
            " ",
            "nan",
            "na",
            "null",
            "inf",
            "infinity",
            "true",
            "false",
            "NaN",
            "N/A",
            "-inf",
            "-",
            "=x",
            "+x",
            "@x",
            "\tx",
            "\"x",
            "#na",
            "12",
            "007",
            "1-2",
            "2020-01-31",
            "1e5",
            "3d2",
            "1_000",
            "0x1f",
            "mar1",
            "sept-2",
            "1-dec",
            "may-2020",
            "12may",
            "a b",
            "ä",
        ];
        for name in no_names {
            assert!(why_no_regime(name).is_some(), "{name:?}");
        }
        assert!(why_no_regime(&"x".repeat(MAX_REGIME_NAME)).is_none());
        assert!(why_no_regime(&"x".repeat(MAX_REGIME_NAME + 1)).is_some());
        let names = [
            "none",
            "nana",
            "nan-1",
            "inference",
            "nullity",
            "open-25",
            "12-steps",
            "4d",
            "e5",
            "x1f",
            "march",
            "may",
            "mar-a-1",
            "ja1n",
            "t",
            "_x",
            "truely",
            "dead-end",
        ];
        for name in names {
            assert_eq!(why_no_regime(name), None, "{name}");
        }
    }

    #[test]
    fn a_scenario_is_called_what_can_name_a_folder() {
        let long = "x".repeat(MAX_SCENARIO_NAME + 1);
        let no_names = [
            "",
            " ",
            "\u{a0}",
            ".",
            "..",
            ".toml",
            "...",
            "a.",
            "a ",
            " a",
            "a/b",
            "a\\b",
            "a\0b",
            "a\nb",
            "a\u{1b}b",
            "a\u{85}b",
            "a\u{2028}b",
            &long,
        ];
        for name in no_names {
            assert!(why_no_scenario(name).is_some(), "{name:?}");
        }
        for name in ["a", "town", "a.b", "größe 2", "誰", "a, as resolved", &long[1..]] {
            assert_eq!(why_no_scenario(name), None, "{name}");
        }
    }
}
