//! What differs between two scenarios, told key by key.

use super::{Scenario, visible};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A key that two scenarios do not agree in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The key, as `--set` takes it; of a design, where it stands.
    pub key: String,
    /// Its value as TOML in the scenario there; `None` where that has no such key.
    pub there: Option<String>,
    /// Its value in the scenario here.
    pub here: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [there, here] = [&self.there, &self.here].map(|value| visible(value.as_deref().unwrap_or("nothing")));
        write!(f, "{}: {there} there, {here} here", visible(&self.key))
    }
}

/// All that differs between two scenarios as resolved, but for their names, in the order of keys.
#[must_use]
pub fn differences(there: &Scenario, here: &Scenario) -> Vec<Difference> {
    let (there, here) = (there.bare(), here.bare());
    let (there, here) = (values(&there), values(&here));
    let keys: BTreeSet<&String> = there.keys().chain(here.keys()).collect();
    let differing = keys.into_iter().filter(|key| there.get(*key) != here.get(*key));
    let of = |values: &BTreeMap<String, &str>, key| values.get(key).map(|&value| value.to_owned());
    differing.map(|key| Difference { key: key.clone(), there: of(&there, key), here: of(&here, key) }).collect()
}

/// The values in a resolved scenario, by key.
fn values(resolved: &str) -> BTreeMap<String, &str> {
    let (mut values, mut table) = (BTreeMap::new(), String::new());
    let (mut factors, mut targets, mut hypotheses, mut rivals) = (0, 0, 0, 0);
    for line in resolved.lines() {
        if line.starts_with('[') {
            table = match line {
                // A parameter is known by its name alone.
                "[parameters]" => String::new(),
                "[[design.factor]]" => {
                    factors += 1;
                    format!("design.factor {factors}.")
                }
                "[[target]]" => {
                    targets += 1;
                    format!("target {targets}.")
                }
                "[[hypothesis]]" => {
                    hypotheses += 1;
                    format!("hypothesis {hypotheses}.")
                }
                "[[rival]]" => {
                    rivals += 1;
                    format!("rival {rivals}.")
                }
                table => format!("{}.", table.trim_matches(['[', ']'])),
            };
        }
        let Some((key, value)) = line.split_once(" = ") else { continue };
        if table == "regime." {
            // A regime begins with its name.
            table = format!("regime.{}.", value.trim_matches('"'));
        } else {
            values.insert(format!("{table}{key}"), value);
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(first: &str, second: &str) -> Vec<String> {
        let read = |text| Scenario::parse_as(text, "town.toml", "town", &[]).unwrap();
        differences(&read(first), &read(second)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_key_that_differs_is_told_and_no_other() {
        let town = "people = 2000\nregimes = [\"none\", \"case-centred\"]";
        assert_eq!(told(town, town), [""; 0]);
        let other =
            "people = 2001\nregimes = [\"none\", \"case-centred\"]\n[switches]\nhope = false\n[parameters]\nasks = 2";
        let all = ["asks: 3 there, 2 here", "people: 2000 there, 2001 here", "switches.hope: true there, false here"];
        assert_eq!(told(town, other), all);
    }

    #[test]
    fn a_regime_is_known_by_its_name() {
        let town = |hours: &str| {
            let regime = "[[regime]]\nname = \"club\"\nlike = \"case-centred\"\nworker_hours = ";
            format!("regimes = [\"none\", \"club\"]\n{regime}{hours}")
        };
        assert_eq!(told(&town("20"), &town("21")), ["regime.club.worker_hours: 20.0 there, 21.0 here"]);
        let without = told(&town("20"), "regimes = [\"none\"]");
        assert!(without.contains(&"regime.club.worker_hours: 20.0 there, nothing here".to_owned()), "{without:?}");
    }

    #[test]
    fn a_text_with_a_sign_of_a_comment_does_no_harm() {
        let differ = told("question = \"a  # b\"", "question = \"a  # c\"");
        assert_eq!(differ, ["question: \"a  # b\" there, \"a  # c\" here"]);
        assert_eq!(told("question = \"[x] = 1\"", "question = \"y\""), ["question: \"[x] = 1\" there, \"y\" here"]);
    }
}
