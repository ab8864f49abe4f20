//! `[[rival]]`: simpler models that a sceptic would name, as data, before any of them is fitted. `mutua fit --rival` fits one
//! of them; all other commands leave them aside.
//!
//! | file | what it does |
//! | --- | --- |
//! | `read` | the tables as typed → rivals |
//! | `keys` | which keys a rival may set, and which it sets |

mod keys;
mod read;

pub(super) use read::{allowed, read};

use super::written::quoted;

/// Rivals in one scenario at most.
pub const MAX_RIVALS: usize = 20;

/// A simpler model: the same with some of it set otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rival {
    /// By what it is called in results; unique in a scenario.
    pub name: String,
    /// What a sceptic says, in a sentence.
    pub says: String,
    /// What it sets, each as after `--set`: switches and parameters. A parameter that a rival sets does not vary in its fit.
    pub set: Vec<String>,
    /// The checks that are foreseen to tell it from the full model, by their names.
    pub tells: Vec<String>,
    /// Why these and no others.
    pub because: String,
}

impl Rival {
    /// Its keys with their values as TOML, so that reading them gives it again.
    pub(super) fn written(&self) -> Vec<(&'static str, String)> {
        let list = |texts: &[String]| {
            format!("[{}]", texts.iter().map(String::as_str).map(quoted).collect::<Vec<_>>().join(", "))
        };
        vec![
            ("name", quoted(&self.name)),
            ("says", quoted(&self.says)),
            ("set", list(&self.set)),
            ("tells", list(&self.tells)),
            ("because", quoted(&self.because)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::{Scenario, Variants};

    const GOOD: &str = "people = 200\nregimes = [\"none\", \"mutual-self-help\"]\n\
        [[target]]\nid = \"r\"\nquantity = \"recovered_26\"\nregime = \"none\"\nvalue = 0.32\nsd = 0.1\nuse = \"check\"\n\
        [[rival]]\nname = \"felt-only\"\nsays = \"Help is felt, and nothing else\"\n\
        set = [\"help_effect=false\", \"parameters.stake_shared = 0\"]\ntells = [\"r\"]\nbecause = \"nobody is helped\"\n\
        [[rival]]\nname = \"second\"\nsays = \"s\"\nset = [\"worker_learning=false\", \"worker_practice=0.001\"]\n\
        because = \"b\"\n";

    fn read(text: &str) -> Result<Scenario, String> {
        Scenario::parse_as(text, "town.toml", "town", &[]).map_err(|problems| problems.to_string())
    }

    #[test]
    fn rivals_read_back_from_the_resolved_scenario_and_leave_its_variants() {
        let scenario = read(GOOD).unwrap();
        assert_eq!(scenario.rivals.len(), 2);
        let again = read(&scenario.to_toml()).unwrap();
        assert_eq!(again.rivals, scenario.rivals);
        assert!(Variants::of(&scenario).unwrap().at(&[]).unwrap().rivals.is_empty());
        assert!(scenario.check().is_ok());
        let without = Scenario { rivals: Vec::new(), ..scenario.clone() };
        assert_ne!(without.hash(), scenario.hash());
        assert_eq!(without.hash(), read(GOOD.split("[[rival]]").next().unwrap()).unwrap().hash());
    }

    #[test]
    fn a_rival_lays_what_it_sets_over_the_scenario_and_nothing_else() {
        let scenario = read(GOOD).unwrap();
        let first = scenario.as_rival(&scenario.rivals[0]).unwrap();
        assert!(!first.switches.help_effect && first.parameters.stake_shared == 0.0);
        let same = Scenario { parameters: scenario.parameters.clone(), switches: scenario.switches.clone(), ..first };
        assert_eq!(Scenario { sources: scenario.sources.clone(), ..same }, scenario.plain());
    }

    #[test]
    fn what_a_rival_sets_is_known_by_its_key_whether_parameter_or_switch() {
        let scenario = read(GOOD).unwrap();
        let [felt, second] = &scenario.rivals[..] else { panic!("two rivals") };
        assert!(felt.sets("stake_shared") && felt.sets("parameters.stake_shared") && felt.sets("help_effect"));
        assert!(!felt.sets("hope") && !felt.sets("regime.mutual-self-help.capacity"));
        // A parameter and a switch share each of these names.
        assert!(second.sets("switches.worker_learning") && !second.sets("parameters.worker_learning"));
        assert!(!second.sets("switches.worker_practice") && second.sets("parameters.worker_practice"));
    }

    #[test]
    fn a_wrong_rival_is_told_with_its_place() {
        for (from, to, says) in [
            ("name = \"felt-only\"\n", "", "rival[0]: lacks `name`"),
            ("name = \"second\"", "name = \"felt-only\"", "rival[1].name = \"felt-only\": is that of an earlier rival"),
            ("says = \"s\"", "says = \" \"", "must say in one line"),
            ("because = \"b\"\n", "", "rival[1]: lacks `because`"),
            ("because", "becuase", "did you mean `because`?"),
            ("tells = [\"r\"]", "tells = \"r\"", "must be"),
            ("tells = [\"r\"]", "tells = [\"r\", \"r\"]", "is named twice"),
            ("help_effect=false", "help_efect=false", "did you mean `help_effect`?"),
            ("help_effect=false", "help_effect", "must be key=value"),
            ("help_effect=false", "help_effect=maybe", "must be true or false"),
            ("help_effect=false", "people=500", "a rival is another model of the same town"),
            ("help_effect=false", "stake_shared=0.1", "is set twice"),
            ("stake_shared = 0", "stake_shared = 7", "must be from 0 to 1"),
            ("set = [\"help_effect=false\", \"parameters.stake_shared = 0\"]", "set = []", "sets nothing"),
        ] {
            assert!(GOOD.contains(from), "{from}");
            let problems = read(&GOOD.replacen(from, to, 1)).unwrap_err();
            assert!(problems.contains(says), "{to}\n{problems}");
        }
    }
}
