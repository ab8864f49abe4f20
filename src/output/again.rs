//! The commands that make a result again.

use crate::scenario::{Scenario, shipped_scenarios};

/// The command by which a study of the scenario is done: of a shipped one by its name, else of the resolved one beside the
/// results; `more` is what else was asked.
pub(super) fn again(command: &str, scenario: &Scenario, more: &str) -> String {
    let same =
        |text: &str, name: &str| Scenario::parse_as(text, name, name, &[]).is_ok_and(|shipped| shipped == *scenario);
    let shipped = shipped_scenarios().iter().any(|(name, _, text)| *name == scenario.name && same(text, name));
    let name = if shipped { &scenario.name } else { "scenario.toml" };
    format!("mutua {command} {name}{more}")
}

/// A name as a shell takes it.
pub(super) fn quoted(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte);
    if !name.is_empty() && name.bytes().all(plain) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}
