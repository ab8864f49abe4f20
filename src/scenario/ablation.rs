//! What can be taken away from a scenario to find out what a result depends on: every mechanism by its switch, every
//! advantage by its parameter; and what can be given instead, where a default is the less kind version.

use super::Scenario;
use super::likely::likely;
use super::problem::one_line;
use crate::model::parameters::{ParameterRow, SWITCHES, SwitchRole, TABLE};
use thiserror::Error;

/// Advantages that some structures of help have over others, each a parameter that can be set to 0: comfort from
/// somebody who has lived the same, willingness of those who came to a meeting, what is at stake in a turn about keeping
/// well, and what a missing say costs.
pub const ADVANTAGES: [&str; 4] = ["same_shoes", "willing_meeting", "stake_keeping_well", "voice_loss"];

/// How many of [`ADVANTAGES`], the first ones, are of the meeting itself.
const OF_THE_MEETING: usize = 3;

/// Advantages of which evidence says nothing, so that their defaults are the version less kind to mutual help. The kinder one
/// is the upper end of the plausible range.
pub const LESS_KIND: [&str; 2] = ["willing_meeting", "stake_keeping_well"];

/// What an ablation takes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A mechanism: its switch is thrown.
    Mechanism,
    /// An advantage, or several: set to 0.
    Advantage,
    /// Nothing: an advantage is set to the upper end of its plausible range, which is kinder to mutual help.
    Kinder,
}

impl Taken {
    /// The word in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Mechanism => "mechanism",
            Self::Advantage => "advantage",
            Self::Kinder => "kinder",
        }
    }
}

/// One way to take something away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ablation {
    /// The name of the switch or parameter, joined by `+` where there are several; with its value where it is kinder.
    pub name: String,
    /// What it is.
    pub taken: Taken,
    /// The keys to be set, as after `--set`.
    pub sets: Vec<String>,
}

impl Ablation {
    /// Every ablation of `scenario`: each mechanism thrown in turn (one that is off by default, a rival reading, is
    /// thrown on), each advantage set to 0 in turn, then those of the meeting together, then all together. What is at 0
    /// already is left out. Last come advantages whose default is less kind, as kind as is plausible.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::{Ablation, Scenario};
    /// let town = Scenario::parse_as("", "town.toml", "town", &[]).unwrap();
    /// let hope = Ablation::all(&town).into_iter().find(|one| one.name == "hope").unwrap();
    /// assert_eq!(hope.sets, ["hope=false"]);
    /// ```
    #[must_use]
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        let mechanisms = SWITCHES.iter().filter(|row| row.role == SwitchRole::Mechanism).filter_map(|row| {
            // A mechanism that the scenario has off is gone already.
            let thrown = scenario.switches.get(row.name)? == row.default;
            let sets = vec![format!("{}={}", row.name, !row.default)];
            thrown.then(|| Self { name: row.name.to_owned(), taken: Taken::Mechanism, sets })
        });
        let there = |name: &&str| scenario.parameters.get(name).is_some_and(|value| value > 0.0);
        let together = [&ADVANTAGES[..OF_THE_MEETING], &ADVANTAGES[..]];
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
        let usual = |row: &&ParameterRow| scenario.parameters.get(row.name) == Some(row.default);
        all.extend(TABLE.iter().filter(|row| LESS_KIND.contains(&row.name)).filter(usual).map(|row| {
            let set = format!("{}={}", row.name, row.plausible_high);
            Self { name: set.clone(), taken: Taken::Kinder, sets: vec![set] }
        }));
        all
    }

    /// The ablations of `scenario` with these names, each once: those of [`Self::all`] in its order, then combinations
    /// of others, their names joined by `+`, in the order in which they were named.
    ///
    /// # Errors
    /// Every name that is none, with what was likely meant.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::{Ablation, Scenario};
    /// let town = Scenario::parse_as("", "town.toml", "town", &[]).unwrap();
    /// let both = Ablation::named(&town, &["hope+hearsay".to_owned()]).unwrap();
    /// assert_eq!(both[0].sets, ["hope=false", "hearsay=false"]);
    /// let wrong = Ablation::named(&town, &["hop".to_owned()]).unwrap_err();
    /// assert!(wrong.to_string().contains("did you mean `hope`?"));
    /// ```
    pub fn named(scenario: &Scenario, names: &[String]) -> Result<Vec<Self>, NoSuchAblationsError> {
        let all = Self::all(scenario);
        let mut wrong = Vec::new();
        let mut combined: Vec<Self> = Vec::new();
        for name in names.iter().filter(|name| !all.iter().any(|one| one.name == **name)) {
            match combination(scenario, name, &all) {
                Ok(one) if combined.contains(&one) => (),
                Ok(one) => combined.push(one),
                Err(why) => wrong.push(why),
            }
        }
        if !wrong.is_empty() {
            wrong.dedup();
            return Err(NoSuchAblationsError(wrong));
        }
        let named = all.into_iter().filter(|one| names.contains(&one.name));
        Ok(named.chain(combined).collect())
    }
}

/// Several ablations at once, named with `+` between them; otherwise why they are none.
fn combination(scenario: &Scenario, name: &str, all: &[Ablation]) -> Result<Ablation, String> {
    let part = |part| all.iter().find(|one| one.name == part).ok_or_else(|| why_not(scenario, part, all));
    let parts: Vec<&Ablation> = name.split('+').map(part).collect::<Result<_, _>>()?;
    let mut one = Ablation { name: name.to_owned(), taken: Taken::Advantage, sets: Vec::new() };
    for part in parts {
        if part.taken != Taken::Advantage && one.taken != Taken::Mechanism {
            one.taken = part.taken;
        }
        for set in &part.sets {
            let key = key_of(set);
            if one.sets.iter().any(|other| key_of(other) == key) {
                return Err(format!("`{}` sets {key} twice: name it once", one_line(name)));
            }
            one.sets.push(set.clone());
        }
    }
    Ok(one)
}

/// What is set in `key=value`.
fn key_of(set: &str) -> &str {
    set.split('=').next().unwrap_or_default()
}

/// Why a name is no ablation of the scenario, and what to do.
fn why_not(scenario: &Scenario, name: &str, all: &[Ablation]) -> String {
    let name = one_line(name);
    let name = name.as_str();
    if name.is_empty() {
        return "a name is missing: names stand between commas, and `+` between two of them".to_owned();
    }
    let parameter = key_of(name);
    if parameter != name && LESS_KIND.contains(&parameter) {
        return match all.iter().find(|one| key_of(&one.name) == parameter && one.taken == Taken::Kinder) {
            Some(one) => format!("the kinder version of {parameter} is `{}`, the end of its plausible range", one.name),
            None => format!("`{name}` cannot be given: the scenario sets {parameter} itself, and not to its default"),
        };
    }
    if let Some(row) = SWITCHES.iter().find(|row| row.name == name) {
        if row.role == SwitchRole::Control {
            return format!("`{name}` is a control, not a mechanism: throw it with `mutua run --set`");
        }
        let position = if scenario.switches.get(name) == Some(true) { "on" } else { "off" };
        return format!("`{name}` cannot be taken away: the scenario has it {position} already");
    }
    if ADVANTAGES.contains(&name) {
        return format!("`{name}` cannot be taken away: the scenario has it at 0 already");
    }
    if TABLE.iter().any(|row| row.name == name) {
        return format!(
            "`{name}` is a parameter and no advantage ({}): vary it with a [design] and `mutua sweep`",
            ADVANTAGES.join(", ")
        );
    }
    let known: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    match likely(name, known.iter().copied()) {
        Some(meant) => format!("there is no mechanism or advantage `{name}`; did you mean `{meant}`?"),
        None => format!("there is no mechanism or advantage `{name}`; there are {}", known.join(", ")),
    }
}

/// Names that are no ablation of a scenario: a sentence each, with what was likely meant.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", .0.join("\n"))]
pub struct NoSuchAblationsError(Vec<String>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_there_is_taken_away_once() {
        let of = |text| Scenario::parse_as(text, "t.toml", "t", &[]).map(|s| Ablation::all(&s)).unwrap_or_default();
        let all = of("");
        let controls = ["help_always_felt", "help_effect", "comfort_alone", "beliefs_idle"];
        // Nobody is more willing at a meeting by default, so that advantage is there as the kinder version alone.
        let (advantages, together) = (ADVANTAGES.len() - 1, 2);
        assert_eq!(all.len(), SWITCHES.len() - controls.len() + advantages + together + LESS_KIND.len());
        let kinder = all.iter().filter(|one| one.taken == Taken::Kinder).map(|one| one.name.as_str());
        assert_eq!(kinder.collect::<Vec<_>>(), ["stake_keeping_well=2", "willing_meeting=0.4"]);
        assert!(all.iter().any(|one| one.sets == ["illich_attribution=true"]));
        assert!(controls.iter().all(|control| all.iter().all(|one| one.name != *control)));
        let fewer = of("[parameters]\nsame_shoes = 0.0\nstake_keeping_well = 0.0\n[switches]\nhope = false");
        let names: Vec<&str> = fewer.iter().map(|one| one.name.as_str()).collect();
        assert!(!names.contains(&"hope") && !names.iter().any(|name| name.starts_with("stake_keeping_well")));
        assert!(!names.contains(&"same_shoes") && names.contains(&"willing_meeting=0.4"));
        assert_eq!(names.iter().filter(|name| name.contains("voice_loss")).count(), 1);
    }

    #[test]
    fn names_are_found_combined_or_refused_with_the_reason() {
        let town = |text| Scenario::parse_as(text, "t.toml", "t", &[]).unwrap();
        let named = |text, names: &[&str]| {
            let names: Vec<String> = names.iter().map(ToString::to_string).collect();
            Ablation::named(&town(text), &names)
        };
        let asked = ["hope+voice_loss", "matching", "hearsay", "matching", "same_shoes+stake_keeping_well"];
        let found = named("", &asked).unwrap();
        let names: Vec<&str> = found.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["hearsay", "matching", "same_shoes+stake_keeping_well", "hope+voice_loss"]);
        assert_eq!((found[3].taken, found[3].sets.len()), (Taken::Mechanism, 2));
        assert_eq!(named("", &["voice_loss+same_shoes"]).unwrap()[0].taken, Taken::Advantage);
        assert_eq!(named("", &["same_shoes+willing_meeting=0.4"]).unwrap()[0].taken, Taken::Kinder);
        assert!(named("", &["willing_meeting"]).unwrap_err().to_string().contains("at 0 already"));
        let twice = ["stake_keeping_well+stake_keeping_well=2", "hope+hope"];
        assert!(twice.iter().all(|name| named("", &[name]).unwrap_err().to_string().contains(" twice: ")));
        let set = "[parameters]\nwilling_meeting = 0.2";
        assert!(named(set, &["willing_meeting=0.4"]).unwrap_err().to_string().contains("sets willing_meeting itself"));
        assert!(named("", &["willing_meeting=1"]).unwrap_err().to_string().contains("is `willing_meeting=0.4`"));
        assert!(named("", &["hope+"]).unwrap_err().to_string().contains("a name is missing"));
        let why = |text, name| named(text, &[name]).unwrap_err().to_string();
        assert!(why("", "giver_competense").contains("did you mean `giver_competence`?"));
        assert!(why("", "help_effect").contains("control"));
        assert!(why("", "stake_shared").contains("mutua sweep"));
        assert!(why("", "zebra").contains("there are direct_reciprocity, "));
        assert!(why("[switches]\nhope = false", "hope").contains("off already"));
        assert!(why("[parameters]\nsame_shoes = 0.0", "hearsay+same_shoes").contains("at 0 already"));
        let both = named("", &["zebra", "hop"]).unwrap_err().to_string();
        assert!(both.contains("zebra") && both.contains("`hope`"), "{both}");
    }
}
