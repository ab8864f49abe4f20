//! Values as TOML writes them.

/// A number in the fewest digits that read back to the same bits; always with a point or an exponent.
pub(super) fn real(value: f64) -> String {
    format!("{value:?}")
}

/// A text in quotes, on one line.
pub(super) fn quoted(text: impl AsRef<str>) -> String {
    let mut quoted = String::from('"');
    for c in text.as_ref().chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
