//! The title and the source in Italian.

use super::words::{horizon, thousands};
use crate::analysis::chronicle::Pick;
use crate::output::story::tongue::Source;

/// Whose story it is.
pub(super) fn title(person: u32, weeks: u32, regime: &str) -> String {
    format!("Persona n. {person}: {} nel regime {regime}", horizon(weeks))
}

/// Where it comes from.
pub(super) fn source(source: &Source<'_>) -> String {
    let chosen = source.picked.map_or_else(String::new, |(pick, picked)| {
        let of = thousands(picked.of as u32);
        let (one, many) = match pick {
            Pick::Veteran => ("con più di due anni di partecipazione", "con più di due anni di partecipazione"),
            Pick::Dropout => ("che ha abbandonato", "che hanno abbandonato"),
            Pick::NeverEntered => ("a lungo in difficoltà e mai entrata", "a lungo in difficoltà e mai entrate"),
            Pick::Giver => ("che ha dedicato turni ad altri", ""),
        };
        match (pick, picked.of) {
            (_, 1) => format!("; l'unica persona {one}"),
            (Pick::Giver, _) => format!("; tra {of} persone, quella che ha dedicato più turni ad altri"),
            _ => format!("; tra {of} persone {many}, quella nel mezzo, non la migliore"),
        }
    });
    format!(
        "({}, {} persone, seme {}, replica {}{chosen}. Una persona non è una prova.)",
        source.scenario,
        thousands(source.people),
        source.seed,
        source.replicate
    )
}
