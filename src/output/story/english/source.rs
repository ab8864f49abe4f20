//! The title and the source in English.

use super::words::{horizon, thousands};
use crate::analysis::chronicle::Pick;
use crate::output::story::tongue::Source;

/// Whose story it is.
pub(super) fn title(person: u32, weeks: u32, regime: &str) -> String {
    format!("Person {person}: {} under {regime}", horizon(weeks))
}

/// Where it comes from.
pub(super) fn source(source: &Source<'_>) -> String {
    let chosen = source.picked.map_or_else(String::new, |(pick, picked)| {
        let of = thousands(picked.of as u32);
        let kind = match (pick, picked.of) {
            (Pick::Giver, _) => return format!("; gave most turns of {of} givers"),
            (Pick::Veteran, 1) => "veteran",
            (Pick::Veteran, _) => "veterans",
            (Pick::Dropout, 1) => "dropout",
            (Pick::Dropout, _) => "dropouts",
            (Pick::NeverEntered, _) => "who never entered",
        };
        format!("; of {of} {kind} the one in the middle, not the best")
    });
    format!(
        "({}, {} people, seed {}, replicate {}{chosen}. One person is no evidence.)",
        source.scenario,
        thousands(source.people),
        source.seed,
        source.replicate
    )
}
