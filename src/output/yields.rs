//! Which files each kind of study leaves in its folder: the one list of them.

use crate::record::names::RUNS;
use crate::record::study::Kind;
use crate::scenario::POINTS_LIST;

/// The file that lists what is in a folder of results.
pub const MANIFEST: &str = "manifest.json";
/// The file of the resolved scenario.
pub const SCENARIO: &str = "scenario.toml";
/// When and how fast it was done: the one file that may differ between two runs of the same study.
pub const TIMINGS: &str = "timings.json";
/// The table of points.
pub const POINTS: &str = "points.csv";
/// The file of a sensitivity design, as one text.
pub const DESIGN: &str = "design.txt";
/// The folder of plots inside a folder of results. Of what is in it, pictures are ours.
pub const PLOTS: &str = "plots";
/// What stands in the name of every file of a story, between the regime and the number of the person.
pub const PERSON: &str = "-person-";
/// The ending of pictures.
pub const PICTURE: &str = ".svg";

/// What a kind of study leaves, beside plots.
#[derive(Clone, Copy, Debug)]
pub struct Yield {
    /// The kind.
    pub kind: Kind,
    /// Whether it has one scenario, which lies beside its results with the list of points that it names.
    pub of_scenario: bool,
    /// Whether results can be written of a part of its runs.
    pub of_parts: bool,
    /// Its tables and texts.
    pub files: &'static [&'static str],
}

/// The files of every kind of study.
pub const YIELDS: [Yield; 5] = [
    Yield {
        kind: Kind::Run,
        of_scenario: true,
        of_parts: true,
        files: &[
            "trajectories.csv",
            "summary.csv",
            "contrasts.csv",
            "ledgers.csv",
            "sustainability.csv",
            "dimensions.csv",
            "twins.csv",
            "twin_weeks.csv",
            "waiting_list.csv",
        ],
    },
    Yield {
        kind: Kind::Sweep,
        of_scenario: true,
        of_parts: true,
        files: &[POINTS, "responses.csv", "response_contrasts.csv", "responses_by_replicate.csv"],
    },
    Yield {
        kind: Kind::Sensitivity,
        of_scenario: true,
        of_parts: false,
        files: &[POINTS, DESIGN, "outputs.csv", "indices.csv"],
    },
    Yield { kind: Kind::Ablation, of_scenario: true, of_parts: true, files: &[POINTS, "ablation.csv"] },
    Yield { kind: Kind::Patterns, of_scenario: false, of_parts: false, files: &["patterns.csv", "patterns.md"] },
];

/// What every result has; of patterns there are no timings.
const ALWAYS: [&str; 3] = [MANIFEST, RUNS, TIMINGS];
/// What results of a scenario have beside that, the second where the scenario names a list of points.
const OF_SCENARIO: [&str; 2] = [SCENARIO, POINTS_LIST];

impl Yield {
    /// What a kind of study leaves.
    #[must_use]
    pub fn of(kind: Kind) -> &'static Self {
        match kind {
            Kind::Run => &YIELDS[0],
            Kind::Sweep => &YIELDS[1],
            Kind::Sensitivity => &YIELDS[2],
            Kind::Ablation => &YIELDS[3],
            Kind::Patterns => &YIELDS[4],
        }
    }
}

/// The names by which results of any kind are known, each once: none of them may be lost without being asked.
pub fn all() -> impl Iterator<Item = &'static str> {
    let own = YIELDS.iter().flat_map(|row| row.files).copied();
    let mut names: Vec<&str> = ALWAYS.into_iter().chain(OF_SCENARIO).chain(own).collect();
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    names.into_iter()
}

/// Whether a file in a folder of results, by its path in it with `/`, has a name of ours.
#[must_use]
pub fn is_ours(path: &str) -> bool {
    match path.split_once('/') {
        None => all().any(|name| name == path),
        Some((folder, name)) => folder == PLOTS && name.ends_with(PICTURE) && !name.contains(['/', '\\']),
    }
}

/// Whether a file beside a result has the name of a part of a story.
#[must_use]
pub fn is_of_story(name: &str) -> bool {
    let ends = [".md", PICTURE, ".csv"].iter().any(|ending| name.ends_with(ending));
    ends && name.contains(PERSON) && !name.contains(['/', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::study::KINDS;

    #[test]
    fn every_kind_has_its_row_and_every_name_is_there_once() {
        assert_eq!(KINDS.len(), YIELDS.len());
        assert!(KINDS.iter().all(|row| Yield::of(row.kind).kind == row.kind));
        let names: Vec<&str> = all().collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!((names.len(), names[0]), (sorted.len(), MANIFEST));
    }

    #[test]
    fn only_names_of_ours_are_ours() {
        for ours in ["summary.csv", "plots/overview.svg", "points-list.csv", "runs.bin"] {
            assert!(is_ours(ours), "{ours}");
        }
        for not in
            ["notes.txt", "plots/notes.txt", "plots/a/b.svg", "more/overview.svg", "lock", "unfinished/x.svg", ""]
        {
            assert!(!is_ours(not), "{not}");
            assert!(!is_of_story(not), "{not}");
        }
        assert!(
            is_of_story("none-person-7.md") && !is_of_story("../none-person-7.md") && !is_of_story("a-person-7.txt")
        );
    }
}
