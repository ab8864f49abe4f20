//! Keys and values in the one way in which designs write them.

use super::super::overrides::value_of;
use super::super::typed::{self, Origin, Value};
use super::super::written::{quoted, real};

/// One way to write each key.
pub(in crate::scenario) fn plain_key(key: &str) -> String {
    let key: Vec<&str> = key.split('.').map(str::trim).collect();
    match key[..] {
        ["parameters" | "switches", name] => name.to_owned(),
        _ => key.join("."),
    }
}

/// A value in the one way in which designs write it: what stands after `=` in `--set`.
pub(super) fn value_text(value: &Value) -> String {
    match value {
        Value::Text(text) => {
            let read = value_of(text, &Origin::Shipped).map(|node| node.value);
            let same = matches!(&read, Ok(Value::Text(again)) if again == text);
            let plain = same && !text.is_empty() && text.trim() == text && !text.contains(char::is_control);
            if plain { text.clone() } else { quoted(text) }
        }
        Value::Whole(number) => number.to_string(),
        // Minus zero becomes zero: two ways to write one value would be two points.
        Value::Real(number) => real(number + 0.0),
        Value::Switch(position) => position.to_string(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| value_as_toml(&value_text(&item.value))).collect();
            format!("[{}]", items.join(", "))
        }
        // Nothing takes these; the trial says so.
        Value::Date | Value::Table(_) => String::new(),
    }
}

/// A value of a design as TOML.
pub(in crate::scenario) fn value_as_toml(text: &str) -> String {
    match typed::parse_value(text, &Origin::Shipped) {
        Ok(_) => text.to_owned(),
        Err(_) => quoted(text),
    }
}
