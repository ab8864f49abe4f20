//! The table `[observe]`: the rows that `mutua run` writes where a scenario asks for them. They change nothing in a world.

use super::keys::{MAX_PEOPLE, OBSERVE};
use super::report::{Range, Report};
use super::typed::{Key, Table};
use super::values::elsewhere;

/// Which rows of spells, networks and persons a run writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Observe {
    /// A row for each spell of membership.
    pub members: bool,
    /// A row for each helping network and quarter of a year.
    pub networks: bool,
    /// So many persons, drawn by a key, in the recorded weeks; 0 for none.
    pub people: u32,
}

/// The keys of `[observe]`, each with its meaning.
const KEYS: [(&str, &str); 3] = [
    ("members", "Whether a run writes members.csv: a row for each spell of membership in a helping network."),
    ("networks", "Whether a run writes networks.csv: a row for each helping network and quarter of a year."),
    ("people", "So many persons, the same under every regime, of whom a run writes people.csv: a row a recorded week."),
];

impl Observe {
    /// Whether any rows are asked for.
    #[must_use]
    pub fn asks(&self) -> bool {
        *self != Self::default()
    }

    /// What stands in the town of this number, of so many, where a country asks for this: its share of the persons. The
    /// first towns, which are the larger ones, have the persons that are left over.
    pub(super) fn in_town(self, number: u32, towns: u32) -> Self {
        let people = self.people / towns + u32::from(number < self.people % towns);
        Self { people, ..self }
    }

    /// The keys with their values as TOML, and their meanings.
    pub(super) fn written(&self) -> [(&'static str, String, &'static str); 3] {
        let values = [self.members.to_string(), self.networks.to_string(), self.people.to_string()];
        let mut values = values.into_iter();
        KEYS.map(|(name, meaning)| (name, values.next().unwrap_or_default(), meaning))
    }
}

/// Whether this is the name of a key of `[observe]` and of nothing else.
pub(super) fn is_key(name: &str) -> bool {
    KEYS[..2].iter().any(|(known, _)| *known == name)
}

/// What is asked for of a population of so many. What is wrong with it is noted.
pub(super) fn read(report: &mut Report<'_>, tree: &Table, population: Option<u32>) -> Observe {
    let mut observe = Observe::default();
    let Some(table) = tree.get(OBSERVE).and_then(|node| report.table(node, OBSERVE)) else { return observe };
    let known = KEYS.map(|(name, _)| name);
    for (Key { name, origin }, node) in &table.entries {
        let path = format!("{OBSERVE}.{name}");
        let Some((_, meaning)) = KEYS.iter().find(|(known, _)| known == name) else {
            report.unknown(origin, &path, name, &known, elsewhere(name));
            continue;
        };
        match name.as_str() {
            "members" => observe.members = report.switch(node, &path, meaning).unwrap_or_default(),
            "networks" => observe.networks = report.switch(node, &path, meaning).unwrap_or_default(),
            _ => {
                let high = population.unwrap_or(MAX_PEOPLE).into();
                let range = Range { low: 0.0, high, unit: "people of the population", meaning };
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, in a u32's range")]
                let people = report.number(node, &path, range, true).map(|people| people as u32);
                observe.people = people.unwrap_or_default();
            }
        }
    }
    observe
}
