//! `[[target]]`: figures that a scenario is fitted to, or checked against, as data. `mutua fit` reads them; all other commands
//! leave them aside.
//!
//! | file | what it does |
//! | --- | --- |
//! | `read` | the tables as typed → targets |

mod read;

pub(super) use read::read;

use super::observable::Observable;
use super::written::{quoted, real};

/// A figure, and what of a run it is held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The name by which tables call it; unique in a scenario.
    pub id: String,
    /// What it says, in plain words; may be empty.
    pub says: String,
    /// What is read of a run.
    pub observable: Observable,
    /// The name of the regime under which it is read.
    pub regime: String,
    /// The figure, in the unit of what is read.
    pub value: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end of its 95 % interval.
    pub high: f64,
    /// Standard deviation of what no parameters can mend, in the same unit; `None` where the rule of `mutua fit` counts.
    pub discrepancy: Option<f64>,
    /// People who were asked, where it is a share or a correlation found by a survey that is to be imitated.
    pub n: Option<u32>,
    /// Whether the source itself was read.
    pub grade: TargetGrade,
    /// What it is for.
    pub purpose: TargetUse,
    /// Where it comes from.
    pub source: String,
}

/// How sure a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetGrade {
    /// Read in a text of the source.
    Seen,
    /// Read in a text that cites it: counts half.
    SecondHand,
}

/// What a figure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetUse {
    /// Parameters are fitted to it.
    Fit,
    /// It is only reported beside what the model does.
    Check,
}

const GRADES: [(&str, TargetGrade); 2] = [("seen", TargetGrade::Seen), ("second-hand", TargetGrade::SecondHand)];
const USES: [(&str, TargetUse); 2] = [("fit", TargetUse::Fit), ("check", TargetUse::Check)];
impl TargetGrade {
    /// The word for it in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        GRADES.iter().find(|(_, grade)| *grade == self).map_or("", |(word, _)| word)
    }
}

impl TargetUse {
    /// The word for it in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        USES.iter().find(|(_, purpose)| *purpose == self).map_or("", |(word, _)| word)
    }
}

impl Target {
    /// Its keys with their values as TOML, so that reading them gives it again.
    pub(super) fn written(&self) -> Vec<(&'static str, String)> {
        let mut keys = vec![("id", quoted(&self.id)), ("says", quoted(&self.says))];
        keys.extend(self.observable.written());
        keys.push(("regime", quoted(&self.regime)));
        keys.extend(
            [("value", self.value), ("low", self.low), ("high", self.high)].map(|(key, number)| (key, real(number))),
        );
        keys.extend(self.discrepancy.map(|number| ("discrepancy", real(number))));
        keys.extend(self.n.map(|n| ("n", n.to_string())));
        keys.push(("grade", quoted(self.grade.word())));
        keys.push(("use", quoted(self.purpose.word())));
        keys.push(("source", quoted(&self.source)));
        keys
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::Scenario;

    const GOOD: &str = "people = 200\nregimes = [\"none\", \"mutual-self-help\"]\n[[target]]\nid = \"r\"\n\
        quantity = \"recovered_26\"\nregime = \"none\"\nvalue = 0.32\nlow = 0.24\nhigh = 0.4\nn = 300\nuse = \"check\"\n\
        grade = \"second-hand\"\nsource = \"somebody\"\n[[target]]\nid = \"t\"\ntwin = \"effect\"\n\
        indicator = \"generalised_trust\"\nregime = \"mutual-self-help\"\nvalue = -0.1\nsd = 0.05\ndiscrepancy = 0.01\n";

    fn read(text: &str) -> Result<Scenario, String> {
        Scenario::parse_as(text, "town.toml", "town", &[]).map_err(|problems| problems.to_string())
    }

    #[test]
    fn targets_read_back_from_the_resolved_scenario_and_leave_its_variants() {
        let scenario = read(GOOD).unwrap();
        assert_eq!(scenario.targets.len(), 2);
        assert!((scenario.targets[1].low + 0.198).abs() < 1e-4);
        let again = read(&scenario.to_toml()).unwrap();
        assert_eq!(again.targets, scenario.targets);
        let without = crate::scenario::Variants::of(&scenario).unwrap().at(&[]).unwrap();
        assert!(without.targets.is_empty());
    }

    #[test]
    fn a_wrong_target_is_told_with_its_place() {
        let told = |from: &str, to: &str| read(&GOOD.replacen(from, to, 1)).unwrap_err();
        for (from, to, says) in [
            ("recovered_26", "recoverd_26", "did you mean `recovered_26`?"),
            ("regime = \"none\"", "regime = \"non\"", "the scenario does not run this regime"),
            ("id = \"r\"\n", "", "target[0]: lacks `id`"),
            ("value = 0.32", "value = 0.5", "must lie from `low`, 0.24, to `high`, 0.4"),
            ("low = 0.24\n", "", "must have `low` and `high`, or `sd`"),
            ("use = \"check\"", "use = \"target\"", "must be `fit` or `check`"),
            ("n = 300", "n = 3", "target[0].n = 3: must be from 4"),
            ("n = 300", "m = 300", "unknown key"),
            ("id = \"t\"", "id = \"r\"", "an earlier target is called `r`"),
            (
                "indicator = \"generalised_trust\"\nregime = \"mutual-self-help\"",
                "indicator = \"generalised_trust\"\nregime = \"none\"",
                "nobody has a twin",
            ),
        ] {
            let problems = told(from, to);
            assert!(problems.contains(says), "{to}\n{problems}");
        }
    }
}
