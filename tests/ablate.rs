//! Ablation studies from outside: what is carried, what is inert, threads, interruption, parts, refusals.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use shared::{Folder, files, mutua, told};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const TOWN: &str = r#"
people = 150
weeks = 60
burn_in_weeks = 20
replicates = 2
regimes = ["none", "mutual-self-help"]

[parameters]
onset_per_week = 0.02
"#;

/// A few mechanisms, one of which cannot act where nothing is promised, and one advantage.
const SOME: [&str; 2] = ["--only", "hearsay,promise,same_shoes"];

fn town(text: &str) -> Folder {
    let folder = Folder::new();
    fs::write(folder.path("town.toml"), text).expect("a file");
    folder
}

fn done(folder: &Folder, arguments: &[&str]) -> String {
    let output = mutua(folder, arguments).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", told(&output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn ablate(folder: &Folder, more: &[&str]) -> String {
    done(folder, &[&["ablate", "town.toml"][..], more].concat())
}

fn refused(folder: &Folder, arguments: &[&str]) -> String {
    let output = mutua(folder, arguments).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", told(&output));
    told(&output)
}

/// Every file of a result but what may differ between identical ensembles.
fn results(folder: &Folder, name: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = files(&folder.path(name));
    files.remove(Path::new("timings.json"));
    files
}

/// The rows of a table, each by the names of its columns.
fn rows(folder: &Folder, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut table = csv::Reader::from_path(folder.path(file)).expect("a table");
    table.deserialize().map(|row| row.expect("a row")).collect()
}

fn row<'a>(rows: &'a [BTreeMap<String, String>], wanted: &[(&str, &str)]) -> &'a BTreeMap<String, String> {
    let fits = |row: &&BTreeMap<String, String>| wanted.iter().all(|(key, value)| row[*key] == *value);
    rows.iter().find(fits).unwrap_or_else(|| panic!("a row with {wanted:?}"))
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or(f64::NAN)
}

#[test]
fn what_cannot_act_carries_exactly_nought_and_is_said_to_be_inert() {
    let folder = town(TOWN);
    let said = ablate(&folder, &[&SOME[..], &["--out", "out"]].concat());
    assert!(said.contains("4 points x 2 regimes x 2 replicates = 16 runs"), "{said}");
    assert!(said.contains("Changed nothing in any run:\n  promise\n"), "{said}");
    let rows = rows(&folder, "out/ablation.csv");
    // Three ablations, one regime beside the reference, seven populations, twelve indicators.
    assert_eq!(rows.len(), 3 * 7 * 12);
    for row in &rows {
        assert_eq!(row["inert"], (row["ablation"] == "promise").to_string(), "{row:?}");
        if row["ablation"] == "promise" {
            let defined = row["carried_n"] == "2";
            assert_eq!(
                (row["carried_mean"].as_str(), row["carried_sd"].as_str()),
                if defined { ("0", "0") } else { ("", "") }
            );
            assert_eq!((&row["stands_mean"], &row["stands_high"]), (&row["without_mean"], &row["without_high"]));
        }
    }
    let changed = row(&rows, &[("ablation", "same_shoes"), ("population", "everyone"), ("indicator", "empowerment")]);
    assert!(number(changed, "carried_mean") != 0.0, "{changed:?}");
    assert!(rows.iter().any(|row| row["population"] == "in_need" && row["carried_n"] == "2"));
}

#[test]
fn a_regime_equal_in_structure_to_the_reference_carries_exactly_nought() {
    let twins = TOWN.replace(r#"["none", "mutual-self-help"]"#, r#"["mutual-self-help"]"#);
    let folder = town(&(twins + "[[regime]]\nname = \"twin\"\nlike = \"mutual-self-help\"\n"));
    let said = ablate(&folder, &["--only", "hearsay,giver_competence", "--out", "out"]);
    assert!(said.contains("What twin minus mutual-self-help hangs on"), "{said}");
    let rows = rows(&folder, "out/ablation.csv");
    let defined: Vec<_> = rows.iter().filter(|row| row["carried_n"] == "2").collect();
    assert!(defined.len() > 100, "{}", defined.len());
    for row in defined {
        for column in ["stands_mean", "without_mean", "carried_mean", "carried_low", "carried_high"] {
            assert_eq!(row[column], "0", "{column} of {row:?}");
        }
        // Something did change: in both regimes alike.
        assert_eq!((row["inert"].as_str(), row["share_carried"].as_str()), ("false", ""));
    }
}

#[test]
fn without_competence_of_givers_mutual_help_empowers_less() {
    let folder = town(TOWN);
    let larger = ["--set", "people=600", "--set", "weeks=156", "--replicates", "4", "--out", "out"];
    ablate(&folder, &[&["--only", "giver_competence"][..], &larger].concat());
    let rows = rows(&folder, "out/ablation.csv");
    let found = row(&rows, &[("population", "everyone"), ("indicator", "empowerment")]);
    assert!(number(found, "carried_low") > 0.0, "{found:?}");
    assert!(number(found, "without_mean") < number(found, "stands_mean"), "{found:?}");
    let share = number(found, "carried_mean") / number(found, "stands_mean");
    assert!((number(found, "share_carried") - share).abs() < 1e-12 && share > 0.0 && share < 1.0, "{found:?}");
}

#[test]
fn the_contrast_without_a_mechanism_is_that_of_the_run_without_it() {
    let folder = town(TOWN);
    ablate(&folder, &["--only", "same_shoes+hope,hearsay", "--out", "out"]);
    let rows_of = |out: &str, sets: &[&str]| {
        done(&folder, &[&["run", "town.toml", "--out", out][..], sets].concat());
        rows(&folder, &format!("{out}/contrasts.csv"))
    };
    let stands = rows_of("stands", &[]);
    let hearsay = rows_of("hearsay", &["--set", "hearsay=false"]);
    let both = rows_of("both", &["--set", "same_shoes=0", "--set", "hope=false"]);
    let study = rows(&folder, "out/ablation.csv");
    for (ablation, without) in [("hearsay", hearsay), ("same_shoes+hope", both)] {
        for (population, indicator) in [("everyone", "empowerment"), ("in_need", "burden"), ("members", "coping")] {
            let cell = [("population", population), ("indicator", indicator)];
            let found = row(&study, &[&[("ablation", ablation)][..], &cell].concat());
            for (what, run) in [("stands", &stands), ("without", &without)] {
                let run = row(run, &[&[("basis", "as_run")][..], &cell].concat());
                for column in ["mean", "sd", "low", "high", "n"] {
                    assert_eq!(found[&format!("{what}_{column}")], run[column], "{ablation}, {cell:?}, {column}");
                }
            }
            let carried = number(found, "stands_mean") - number(found, "without_mean");
            assert!(found["carried_n"] == "0" || (number(found, "carried_mean") - carried).abs() < 1e-12, "{found:?}");
        }
    }
    let points: Vec<_> = rows(&folder, "out/points.csv");
    let set = |point: usize| ["same_shoes", "hope", "hearsay", "ablation"].map(|key| points[point][key].clone());
    assert_eq!(points.len(), 3);
    assert_eq!(set(0), ["", "", "", ""]);
    assert_eq!(set(1), ["", "", "false", "hearsay"]);
    assert_eq!(set(2), ["0", "false", "", "same_shoes+hope"]);
}

#[test]
fn one_regime_alone_is_read_by_its_values() {
    let folder = town(&TOWN.replace("\"none\", ", ""));
    let said = ablate(&folder, &["--only", "giver_relief", "--out", "out"]);
    assert!(said.contains("What mutual-self-help hangs on"), "{said}");
    let study = rows(&folder, "out/ablation.csv");
    let found = row(&study, &[("population", "everyone"), ("indicator", "empowerment")]);
    assert_eq!((found["basis"].as_str(), found["reference"].as_str()), ("value", ""));
    for (what, set) in [("stands", "giver_relief=true"), ("without", "giver_relief=false")] {
        done(&folder, &["run", "town.toml", "--out", what, "--set", set]);
        let lived = rows(&folder, &format!("{what}/trajectories.csv"));
        let last_year = lived.iter().filter(|row| row["population"] == "everyone" && number(row, "week") > 8.0);
        let values: Vec<f64> = last_year.map(|row| number(row, "empowerment")).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        assert!((number(found, &format!("{what}_mean")) - mean).abs() < 1e-12, "{what}: {mean}, {found:?}");
    }
    assert!(number(found, "carried_mean") != 0.0 && found["inert"] == "false");
}

#[test]
fn a_study_gives_the_same_bytes_for_every_number_of_threads_and_after_an_end_on_the_way() {
    let folder = town(TOWN);
    ablate(&folder, &[&SOME[..], &["--threads", "1", "--out", "one"]].concat());
    ablate(&folder, &[&SOME[..], &["--threads", "2", "--out", "two"]].concat());
    let one = results(&folder, "one");
    assert!(one == results(&folder, "two"), "{:?}", one.keys());
    assert_eq!(one.keys().filter(|name| name.starts_with("plots")).count(), 12);
    assert!(
        ["ablation.csv", "points.csv", "runs.bin", "manifest.json", "scenario.toml"]
            .iter()
            .all(|name| one.contains_key(Path::new(name)))
    );

    // As a kill would leave it: its results are gone, some runs are kept.
    let root = folder.path("two");
    let runs = fs::read(root.join("runs.bin")).expect("runs");
    fs::remove_dir_all(&root).expect("gone");
    fs::create_dir(&root).expect("a folder");
    fs::write(root.join("runs.bin"), &runs[..runs.len() * 2 / 5]).expect("some runs");
    let other = ["ablate", "town.toml", "--only", "hope,promise,same_shoes", "--out", "two", "--resume"];
    assert!(refused(&folder, &other).contains("another ensemble"));
    let said = ablate(&folder, &[&SOME[..], &["--out", "two", "--resume"]].concat());
    assert!(said.contains("of them done"), "{said}");
    assert!(one == results(&folder, "two"));
    let said = ablate(&folder, &[&SOME[..], &["--out", "two", "--resume"]].concat());
    assert!(said.contains("finished already"), "{said}");
    let said = done(&folder, &["verify", "two", "--all"]);
    assert!(said.contains("16 of 16 runs done again"), "{said}");
    assert!(refused(&folder, &[&["ablate", "town.toml", "--out", "two"][..], &SOME].concat()).contains("--force"));
}

#[test]
fn parts_of_a_study_joined_are_the_whole() {
    let folder = town(TOWN);
    ablate(&folder, &[&SOME[..], &["--out", "whole"]].concat());
    for (part, out) in [("1/2", "part-1"), ("2/2", "part-2")] {
        ablate(&folder, &[&SOME[..], &["--shard", part, "--out", out]].concat());
    }
    refused(&folder, &["merge", "part-1", "--out", "joined"]);
    done(&folder, &["merge", "part-2", "part-1", "--out", "joined"]);
    assert!(results(&folder, "whole") == results(&folder, "joined"));
    let said = done(&folder, &["verify", "joined"]);
    assert!(said.contains("of 16 runs done again"), "{said}");
}

#[test]
fn what_cannot_be_taken_away_is_refused_and_nothing_is_written() {
    let folder = town(&(TOWN.to_owned() + "\n[switches]\nhope = false\n"));
    for (name, why) in [
        ("giver_competense", "did you mean `giver_competence`?"),
        ("hearsay+zebra", "`zebra`; there are direct_reciprocity"),
        ("hope", "off already"),
        ("help_effect", "control"),
        ("stake_shared", "mutua sweep"),
        ("people", "there is no mechanism or advantage `people`"),
    ] {
        let said = refused(&folder, &["ablate", "town.toml", "--only", name]);
        assert!(said.contains(why), "{name}: {said}");
    }
    assert!(!folder.path("results").exists());
    ablate(&folder, &["--only", "hearsay"]);
    assert!(folder.path("results/ablate-town/ablation.csv").exists());
}
