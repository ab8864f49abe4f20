//! Kinds of study: how each is called, by which subcommand it is done, and which files it leaves in its folder.
//!
//! The one place where these are declared. Names of files are in no other list.

use super::claimed::CLAIMS;
use super::file_names::{
    DESIGN, MANIFEST, MEMBERS, NETWORKS, PEOPLE, PERSON, PICTURE, PLOTS, POINTS, REPORT, SCENARIO, TIMINGS,
};
use super::language::Language;
use super::report::report_name;
use crate::record::names::RUNS;
use crate::record::study::StudyKind;
use crate::scenario::POINTS_LIST;

/// What there is to know of a kind of study.
#[derive(Clone, Copy, Debug)]
pub struct KindRow {
    /// The subcommand that does it.
    pub command: &'static str,
    /// What it is called in a sentence.
    pub called: &'static str,
    /// Whether it has one scenario, which lies beside its results with the list of points that it names.
    pub of_scenario: bool,
    /// Whether results can be written of a part of its runs.
    pub of_parts: bool,
    /// Its tables and texts, those included that only some scenarios have; it has plots beside them.
    pub files: &'static [&'static str],
}

/// What there is to know of a kind of study.
#[must_use]
pub const fn kind_row(kind: StudyKind) -> KindRow {
    match kind {
        StudyKind::Run => KindRow {
            command: "run",
            called: "a run",
            of_scenario: true,
            of_parts: true,
            files: &[
                "trajectories.csv",
                "summary.csv",
                "contrasts.csv",
                "interactions.csv",
                "ledgers.csv",
                "trust_per_helped.csv",
                "sustainability.csv",
                "dimensions.csv",
                "twins.csv",
                "twin_weeks.csv",
                "waiting_list.csv",
                "spells.csv",
                "validity.csv",
                "validity.md",
                MEMBERS,
                NETWORKS,
                PEOPLE,
            ],
        },
        StudyKind::Sweep => KindRow {
            command: "sweep",
            called: "a sweep",
            of_scenario: true,
            of_parts: true,
            files: &[POINTS, "responses.csv", "response_contrasts.csv", "responses_by_replicate.csv", "crossings.csv"],
        },
        StudyKind::Sensitivity => KindRow {
            command: "sensitivity",
            called: "a sensitivity analysis",
            of_scenario: true,
            of_parts: false,
            files: &[POINTS, DESIGN, "outputs.csv", "indices.csv"],
        },
        StudyKind::Ablation => KindRow {
            command: "ablate",
            called: "an ablation study",
            of_scenario: true,
            of_parts: true,
            files: &[POINTS, "ablation.csv"],
        },
        StudyKind::Challenge => KindRow {
            command: "test --challenge",
            called: "a challenge",
            of_scenario: true,
            of_parts: false,
            files: &["challenge.csv", "turns.csv", "boxes.csv", "flips.csv"],
        },
        StudyKind::Decomposition => KindRow {
            command: "decompose",
            called: "a contrast taken apart",
            of_scenario: true,
            of_parts: true,
            files: &[POINTS, "parts.csv", "decomposition.csv", "part_interactions.csv", "cells.csv"],
        },
        StudyKind::Patterns => KindRow {
            command: "patterns",
            called: "a search for patterns",
            of_scenario: false,
            of_parts: false,
            files: &["patterns.csv", "patterns.md"],
        },
        StudyKind::Uncertain => KindRow {
            command: "uncertain",
            called: "a run over a posterior",
            of_scenario: true,
            of_parts: false,
            files: &[POINTS, "uncertain.csv", "uncertain_indices.csv", CLAIMS],
        },
        StudyKind::Fit => KindRow {
            command: "fit",
            called: "a fit",
            of_scenario: true,
            of_parts: false,
            files: &["posterior.csv", "parameters.csv", "figures.csv", "generations.csv"],
        },
        StudyKind::Test => KindRow {
            command: "test",
            called: "a test of hypotheses",
            of_scenario: true,
            of_parts: false,
            files: &["test.csv", "test_worlds.csv", "test_draws.csv", CLAIMS, "test.md"],
        },
    }
}

/// What every result has; of patterns there are no timings.
const ALWAYS: [&str; 4] = [MANIFEST, RUNS, TIMINGS, REPORT];
/// What results of a scenario have beside that, the second where the scenario names a list of points.
const OF_SCENARIO: [&str; 2] = [SCENARIO, POINTS_LIST];

/// The names by which results of any kind are known, each once: none of them may be lost without being asked.
pub fn all() -> impl Iterator<Item = &'static str> {
    let own = StudyKind::ALL.into_iter().flat_map(|kind| kind_row(kind).files).copied();
    let mut names: Vec<&str> = ALWAYS.into_iter().chain(OF_SCENARIO).chain(own).collect();
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    names.into_iter()
}

/// The reports in other languages than the default one. They lie beside a result and are not listed by it: each can be made
/// again at any time, and goes with the result that it tells.
pub fn other_reports() -> impl Iterator<Item = String> {
    let others = Language::ALL.into_iter().filter(|language| *language != Language::default());
    others.map(report_name)
}

/// Whether a file in a folder of results, by its path in it with `/`, has a name of ours.
#[must_use]
pub fn is_ours(path: &str) -> bool {
    match path.split_once('/') {
        None => all().any(|name| name == path) || other_reports().any(|name| name == path),
        Some((folder, name)) => folder == PLOTS && name.ends_with(PICTURE) && !name.contains(['/', '\\']),
    }
}

/// Whether a file may be put beside the others of a result by itself: a report, or a part of a story.
#[must_use]
pub fn is_beside(name: &str) -> bool {
    is_of_story(name) || Language::ALL.into_iter().any(|language| report_name(language) == name)
}

/// Whether a file beside a result has the name of a part of a story.
fn is_of_story(name: &str) -> bool {
    let ends = [".md", PICTURE, ".csv"].iter().any(|ending| name.ends_with(ending));
    ends && name.contains(PERSON) && !name.contains(['/', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subcommands_differ_and_every_name_is_there_once() {
        let commands: std::collections::BTreeSet<_> =
            StudyKind::ALL.into_iter().map(|kind| kind_row(kind).command).collect();
        assert_eq!(commands.len(), StudyKind::ALL.len());
        let names: Vec<&str> = all().collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!((names.len(), names[0]), (sorted.len(), MANIFEST));
    }

    #[test]
    fn only_names_of_ours_are_ours() {
        for ours in
            ["summary.csv", "plots/overview.svg", "points-list.csv", "runs.bin", "report.html", "report.it.html"]
        {
            assert!(is_ours(ours), "{ours}");
        }
        for not in
            ["notes.txt", "plots/notes.txt", "plots/a/b.svg", "more/overview.svg", "lock", "unfinished/x.svg", ""]
        {
            assert!(!is_ours(not), "{not}");
            assert!(!is_beside(not), "{not}");
        }
        assert!(
            is_of_story("none-person-7.md") && !is_of_story("../none-person-7.md") && !is_of_story("a-person-7.txt")
        );
    }
}
