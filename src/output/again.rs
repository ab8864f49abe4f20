//! The commands that make a result again.

use crate::scenario::{Scenario, shipped_scenarios, visible};

/// The command by which a study of the scenario is done: of a shipped one by its name, else of the resolved one beside the
/// results; `more` is what else was asked.
pub(super) fn again(command: &str, scenario: &Scenario, more: &str) -> String {
    let same =
        |text: &str, name: &str| Scenario::parse_as(text, name, name, &[]).is_ok_and(|shipped| shipped == *scenario);
    let shipped = shipped_scenarios().iter().any(|(name, _, text)| *name == scenario.name && same(text, name));
    let name = if shipped { &scenario.name } else { "scenario.toml" };
    format!("mutua {command} {name}{more}")
}

/// A word as a shell takes it; hidden characters are shown.
pub(super) fn quoted(word: &str) -> String {
    let word = visible(word);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/=,:+".contains(&byte);
    if !word.is_empty() && word.bytes().all(plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
