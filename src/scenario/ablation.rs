//! What can be taken away from a scenario to find out what a result hangs on: every mechanism by its switch, every
//! advantage by its parameter.

use super::Scenario;
use crate::model::parameters::SWITCHES;

/// Switches that are no mechanism but a control: thrown, they show what an analysis says where there is nothing to say.
pub const CONTROLS: [&str; 2] = ["help_always_felt", "help_effect"];

/// Advantages that some structures of help have over others, each a parameter that can be set to nought: comfort from
/// somebody who has lived the same, willingness of those who came to a meeting, and what a missing say costs.
pub const ADVANTAGES: [&str; 3] = ["same_shoes", "willing_meeting", "voice_loss"];

/// What an ablation takes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A mechanism: its switch is thrown.
    Mechanism,
    /// An advantage, or several: set to nought.
    Advantage,
}

/// One way to take something away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ablation {
    /// The name of the switch or parameter, joined by `+` where there are several.
    pub name: String,
    /// What it is.
    pub taken: Taken,
    /// The keys to be set, as after `--set`.
    pub sets: Vec<String>,
}

impl Ablation {
    /// Every ablation of `scenario`: each mechanism thrown in turn (one that is off by default, a rival reading, is
    /// thrown on), each advantage set to nought in turn, then those of the meeting together, then all together.
    /// What is at nought already is left out.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::{Ablation, Scenario};
    /// let town = Scenario::parse("", "town.toml", "town", &[]).unwrap();
    /// let hope = Ablation::all(&town).into_iter().find(|one| one.name == "hope").unwrap();
    /// assert_eq!(hope.sets, ["hope=false"]);
    /// ```
    #[must_use]
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        let mechanisms = SWITCHES.iter().filter(|row| !CONTROLS.contains(&row.name)).filter_map(|row| {
            // A mechanism that the scenario has off is gone already.
            let thrown = scenario.switches.get(row.name)? == row.default;
            let sets = vec![format!("{}={}", row.name, !row.default)];
            thrown.then(|| Self { name: row.name.to_owned(), taken: Taken::Mechanism, sets })
        });
        let there = |name: &&str| scenario.parameters.get(name).is_some_and(|value| value > 0.0);
        let together = [&ADVANTAGES[..2], &ADVANTAGES[..]];
        let groups = ADVANTAGES.iter().map(std::slice::from_ref).chain(together);
        let mut all: Vec<Self> = mechanisms.collect();
        for group in groups {
            let names: Vec<&str> = group.iter().copied().filter(there).collect();
            let one = Self {
                name: names.join("+"),
                taken: Taken::Advantage,
                sets: names.iter().map(|name| format!("{name}=0")).collect(),
            };
            if !names.is_empty() && !all.iter().any(|other| other.name == one.name) {
                all.push(one);
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_there_is_taken_away_once() {
        let of = |text| Scenario::parse(text, "t.toml", "t", &[]).map(|s| Ablation::all(&s)).unwrap_or_default();
        let all = of("");
        assert_eq!(all.len(), SWITCHES.len() - CONTROLS.len() + ADVANTAGES.len() + 2);
        assert!(all.iter().any(|one| one.sets == ["illich_attribution=true"]));
        assert!(CONTROLS.iter().all(|control| all.iter().all(|one| one.name != *control)));
        let fewer = of("[parameters]\nsame_shoes = 0.0\nwilling_meeting = 0.0\n[switches]\nhope = false");
        let names: Vec<&str> = fewer.iter().map(|one| one.name.as_str()).collect();
        assert!(!names.contains(&"hope") && !names.contains(&"same_shoes"));
        assert_eq!(names.iter().filter(|name| name.contains("voice_loss")).count(), 1);
    }
}
