//! The table `[observe]`: the rows that `mutua run` writes where a scenario asks for them. They change nothing in a world.

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
pub(super) const KEYS: [(&str, &str); 3] = [
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
