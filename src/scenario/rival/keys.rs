//! Which keys a rival may set, and which it sets.

use super::super::likely::likely;
use super::super::overrides::value_of;
use super::super::typed::{Origin, Value};
use super::Rival;
use crate::model::parameters::{SWITCHES, TABLE};

impl Rival {
    /// Whether it sets what the factor `key` of a design would vary.
    #[must_use]
    pub fn sets(&self, key: &str) -> bool {
        self.set.iter().filter_map(|set| key_of(set)).any(|own| own == full_key(key, None))
    }
}

/// A key with its section, whichever way it is written: where a parameter and a switch share the name, true and false mean
/// the switch, and a key without a value the parameter.
fn full_key(key: &str, value: Option<&Value>) -> String {
    let parts: Vec<&str> = key.split('.').map(str::trim).collect();
    let [name] = parts[..] else { return parts.join(".") };
    let parameter = TABLE.iter().any(|row| row.name == name);
    let switch = SWITCHES.iter().any(|row| row.name == name);
    match (parameter, switch) {
        (true, true) if matches!(value, Some(Value::Switch(_))) => format!("switches.{name}"),
        (true, _) => format!("parameters.{name}"),
        (false, true) => format!("switches.{name}"),
        (false, false) => name.to_owned(),
    }
}

/// Parameters that say what help there is and what it costs: a town's own, and no part of a model of it.
const OF_THE_TOWN: [&str; 8] = [
    "workers_per_1000",
    "worker_hours",
    "caseload",
    "desk_share",
    "desk_hours",
    "hours_per_turn",
    "cost_per_hour",
    "productive_week",
];

/// The key that `set`, as after `--set`, is of; `None` if it is not written so.
pub(super) fn key_of(set: &str) -> Option<String> {
    let (key, value) = set.split_once('=')?;
    let value = value_of(value.trim(), &Origin::Shipped).ok()?.value;
    Some(full_key(key, Some(&value)))
}

/// Why a rival cannot set this, with what to do about it; `None` if it may be set, whatever the value.
pub(super) fn why_no_key(set: &str) -> Option<(String, Option<String>)> {
    let Some(key) = key_of(set) else {
        return Some(("must be key=value".to_owned(), Some("\"help_effect=false\"".to_owned())));
    };
    let (section, name) = key.split_once('.').unwrap_or(("", &key));
    if section == "parameters" && OF_THE_TOWN.contains(&name) {
        return Some((
            format!("sets {name}, which is what help there is: a rival is another model of the same town"),
            Some("set it in the scenario, for the full model too".to_owned()),
        ));
    }
    let known = match section {
        "parameters" => TABLE.iter().any(|row| row.name == name),
        "switches" => SWITCHES.iter().any(|row| row.name == name),
        _ => false,
    };
    if known {
        return None;
    }
    let names = TABLE.iter().map(|row| row.name).chain(SWITCHES.iter().map(|row| row.name));
    Some(match likely(name, names) {
        Some(meant) => ("names neither a switch nor a parameter".to_owned(), Some(format!("did you mean `{meant}`?"))),
        None => (
            "may set only switches and parameters: a rival is another model of the same town".to_owned(),
            Some("what the town is, and what help there is, is set in the scenario".to_owned()),
        ),
    })
}
