//! The commands that make a result again.

use crate::scenario::{POINTS_LIST, Scenario, shipped_posteriors, shipped_scenarios, visible};
use serde_json::Value;

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

/// The options by which a study is done over draws of a posterior, by what is written down of the draws; nothing if it is not.
/// A posterior that does not come with the program is the list that is kept with the results.
pub(super) fn over_draws(asked: &Value, scenario: &Scenario) -> String {
    let Some(draws) = asked["draws"].as_u64() else { return String::new() };
    let kept = scenario.points_list().unwrap_or_default();
    let shipped = |(name, table): &&(&str, &str)| asked["posterior"] == *name && *table == kept;
    let name = shipped_posteriors().iter().find(shipped).map_or(POINTS_LIST, |(name, _)| *name);
    format!(" --uncertain {name} --draws {draws} --replicates {}", scenario.replicates)
}
