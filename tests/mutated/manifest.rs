//! Changes to a manifest that stay JSON: other values, other files, other keys.

use crate::shared::lot::Lot;
use crate::words::{self, ABSURD};
use serde_json::{Map, Value};

/// What only the one who wrote it can know: of which commit the program was, and when replicates were added.
const UNKNOWABLE: [&str; 2] = ["commit", "extended"];

/// A manifest that says something else.
pub fn changed(text: &str, lot: &mut Lot) -> String {
    let Ok(Value::Object(mut all)) = serde_json::from_str(text) else { return words::changed(text, lot) };
    match lot.below(6) {
        0 => drop(all.insert("made_up".to_owned(), Value::from(1))),
        1 => without_a_key(&mut all, lot),
        2 => without_a_file(&mut all, lot),
        3 => drop(all.insert("command".to_owned(), Value::from(*lot.one_of(&COMMANDS)))),
        _ => with_another_value(&mut Value::Object(all.clone()), &mut all, lot),
    }
    serde_json::to_string_pretty(&all).expect("JSON") + "\n"
}

const COMMANDS: [&str; 9] = [
    "run",
    "sweep",
    "ablate",
    "decompose",
    "sensitivity",
    "merge",
    "mutua patterns",
    "mutua patterns --only P4 --replicates 1",
    "made up",
];

fn without_a_key(all: &mut Map<String, Value>, lot: &mut Lot) {
    let keys: Vec<String> = all.keys().cloned().collect();
    all.remove(lot.one_of(&keys));
}

fn without_a_file(all: &mut Map<String, Value>, lot: &mut Lot) {
    let Some(Value::Array(files)) = all.get_mut("files") else { return };
    match lot.below(4) {
        0 => files.clear(),
        1 => files.push(serde_json::json!({"path": "../outside", "sha256": ""})),
        2 if !files.is_empty() => files.push(files[0].clone()),
        _ if !files.is_empty() => drop(files.remove(lot.below(files.len()))),
        _ => (),
    }
}

/// Another value at a place drawn by lot.
fn with_another_value(whole: &mut Value, all: &mut Map<String, Value>, lot: &mut Lot) {
    let mut places = Vec::new();
    leaves(whole, String::new(), &mut places);
    let place = lot.one_of(&places).clone();
    if let Some(value) = whole.pointer_mut(&place) {
        *value = another(value, lot);
    }
    if let Value::Object(changed) = whole {
        all.clone_from(changed);
    }
}

fn leaves(value: &Value, at: String, places: &mut Vec<String>) {
    match value {
        Value::Object(all) => all.iter().for_each(|(key, value)| leaves(value, format!("{at}/{key}"), places)),
        Value::Array(all) => {
            all.iter().enumerate().for_each(|(key, value)| leaves(value, format!("{at}/{key}"), places))
        }
        _ => places.push(at),
    }
}

fn another(value: &Value, lot: &mut Lot) -> Value {
    match value {
        Value::String(text) if !text.is_empty() && !lot.once_in(4) => {
            let mut letters: Vec<char> = text.chars().collect();
            let at = lot.below(letters.len());
            letters[at] = if letters[at] == '0' { '1' } else { '0' };
            Value::from(letters.into_iter().collect::<String>())
        }
        Value::Number(number) if !lot.once_in(4) => Value::from(number.as_u64().unwrap_or(0).wrapping_add(1)),
        Value::Bool(is) => Value::from(!is),
        _ => serde_json::from_str(ABSURD[lot.below(ABSURD.len())]).unwrap_or(Value::Null),
    }
}

/// Whether a manifest differs from another one in what its scenario is called, and in nothing else.
pub fn names_another(before: &[u8], after: &[u8]) -> bool {
    let read = |bytes: &[u8]| serde_json::from_slice::<Map<String, Value>>(bytes).ok();
    let Some((mut before, mut after)) = read(before).zip(read(after)) else { return false };
    let names = [&mut before, &mut after].map(|all| all.remove("scenario"));
    names.iter().all(|name| name.as_ref().is_some_and(Value::is_string)) && names[0] != names[1] && before == after
}

/// Whether two manifests say the same of everything that can be known.
pub fn says_the_same(before: &[u8], after: &[u8]) -> bool {
    let read = |bytes: &[u8]| {
        let mut all: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
        UNKNOWABLE.iter().for_each(|key| drop(all.remove(*key)));
        Some(all)
    };
    read(after).is_some_and(|after| read(before) == Some(after))
}
