//! What kinds of study there are, and what tells one study from all others.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A kind of study. In files it is called by the name that it has here, in small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StudyKind {
    /// A scenario, as it stands.
    Run,
    /// A scenario at every point of its design.
    Sweep,
    /// How much each factor of a design matters.
    Sensitivity,
    /// A scenario with every mechanism and advantage taken away in turn.
    Ablation,
    /// What the theory says, put to the test.
    Patterns,
    /// What is claimed of a scenario, put to the test.
    Test,
    /// Where what is claimed of a scenario turns round.
    Challenge,
}

impl StudyKind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Run, Self::Sweep, Self::Sensitivity, Self::Ablation, Self::Patterns, Self::Test, Self::Challenge];
}

/// A study as it is written down in the folder of its results: enough, with the scenario and its inputs beside it, to do it
/// again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// Name of the program.
    pub program: String,
    /// Version of the program.
    pub version: String,
    /// What is asked: the kind, under `kind`, and what else that kind has to know.
    pub study: Value,
    /// Name of the scenario; of a search for patterns, `patterns`.
    pub scenario: String,
    /// SHA-256 of the resolved scenario; of a search for patterns, of those of all its scenarios.
    pub scenario_sha256: String,
    /// When replicates were added to a result that was finished, each a look more at the same worlds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extended: Vec<Extension>,
}

/// Replicates that were added to a result that was finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// Replicates that there were before.
    pub from: u32,
    /// Replicates that there are since.
    pub to: u32,
    /// When, as in RFC 3339, in universal time.
    pub at: String,
}

impl Description {
    /// The description of a study by this program.
    #[must_use]
    pub fn new(study: Value, scenario: &str, scenario_sha256: String) -> Self {
        Self {
            program: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            study,
            scenario: scenario.to_owned(),
            scenario_sha256,
            extended: Vec::new(),
        }
    }

    /// The kind; `None` if this program has none of that name.
    #[must_use]
    pub fn kind(&self) -> Option<StudyKind> {
        StudyKind::deserialize(self.study.get("kind")?).ok()
    }

    /// What tells the study from all others: what is asked of which scenario, whatever that is called. Runs carry it.
    #[must_use]
    pub fn identity(&self) -> String {
        // Keys of JSON values come in rising order.
        format!("{}\n{}", self.study, self.scenario_sha256)
    }

    /// Whether the other one is the same study by the same version of the program.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.version == other.version && self.identity() == other.identity()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_by_the_words_in_files() {
        /// The kind after this one: a kind that is missing in the list does not compile here.
        fn next(kind: StudyKind) -> Option<StudyKind> {
            match kind {
                StudyKind::Run => Some(StudyKind::Sweep),
                StudyKind::Sweep => Some(StudyKind::Sensitivity),
                StudyKind::Sensitivity => Some(StudyKind::Ablation),
                StudyKind::Ablation => Some(StudyKind::Patterns),
                StudyKind::Patterns => Some(StudyKind::Test),
                StudyKind::Test => Some(StudyKind::Challenge),
                StudyKind::Challenge => None,
            }
        }
        let all: Vec<StudyKind> = std::iter::successors(Some(StudyKind::Run), |kind| next(*kind)).collect();
        assert_eq!(all, StudyKind::ALL);
        let of = |word: &str| Description::new(serde_json::json!({ "kind": word }), "a", String::new()).kind();
        let words = ["run", "sweep", "sensitivity", "ablation", "patterns", "test", "challenge"];
        assert_eq!(words.map(of), StudyKind::ALL.map(Some));
        assert_eq!(of("made-up"), None);
    }

    #[test]
    fn what_is_asked_and_of_what_make_the_identity_and_the_name_does_not() {
        let of = |study: Value, name: &str, sha256: &str| Description::new(study, name, sha256.to_owned());
        let one = of(serde_json::json!({"kind": "run"}), "a", "1");
        assert!(one.is_same(&of(serde_json::json!({"kind": "run"}), "b", "1")));
        for other in [
            of(serde_json::json!({"kind": "sweep"}), "a", "1"),
            of(serde_json::json!({"kind": "run", "with": 2}), "a", "1"),
            of(serde_json::json!({"kind": "run"}), "a", "2"),
            Description { version: "0".to_owned(), ..one.clone() },
        ] {
            assert!(!one.is_same(&other), "{other:?}");
        }
        let again: Description = serde_json::from_str(&serde_json::to_string(&one).unwrap()).unwrap();
        assert_eq!((again.kind(), &again), (Some(StudyKind::Run), &one));
    }
}
