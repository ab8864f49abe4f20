//! More replicates for a result that is finished: what is there stays, and all is as if it had been asked for at once.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use mutua::ensemble::journal::{Journal, ensemble_id};
use mutua::output::ResultFolder;
use mutua::record::names::RUNS;
use serde_json::Value;
use shared::{Folder, done, files, mutua, refused};
use std::fs;
use std::path::Path;
use std::time::Duration;

const TOWN: &str = r#"
people = 120
weeks = 60
burn_in_weeks = 20
replicates = 2
regimes = ["none", "mutual-self-help"]

[parameters]
onset_per_week = 0.02

[design]
kind = "factorial"

[[design.factor]]
key = "regime.mutual-self-help.directiveness"
low = 0.0
high = 1.0
levels = 2

[[design.factor]]
key = "hope"
"#;

/// Every kind of study that has replicates.
const STUDIES: [&[&str]; 5] = [
    &["run", "town.toml"],
    &["sweep", "town.toml"],
    &["sensitivity", "town.toml", "--method", "morris", "--points", "2", "--resamples", "100"],
    &["ablate", "town.toml", "--only", "hearsay", "--from", "services"],
    &["decompose", "town.toml", "--from", "autonomous", "--to", "mutual-self-help"],
];

fn manifest(folder: &Folder, result: &str) -> Value {
    let text = fs::read(folder.path(result).join("manifest.json")).expect("a manifest");
    serde_json::from_slice(&text).expect("JSON")
}

/// From how many replicates to how many, each time that there came to be more.
fn extensions(folder: &Folder, result: &str) -> Vec<(u64, u64)> {
    let manifest = manifest(folder, result);
    let listed = manifest.get("extended").and_then(Value::as_array).cloned().unwrap_or_default();
    let number = |one: &Value, key: &str| one[key].as_u64().expect("a number");
    for one in &listed {
        let at = one["at"].as_str().expect("a time");
        assert!(at.len() == 20 && at.starts_with("20") && at.ends_with('Z'), "{at}");
    }
    listed.iter().map(|one| (number(one, "from"), number(one, "to"))).collect()
}

/// Asserts that two results are the same but for when they came to be.
fn assert_same(folder: &Folder, one: &str, other: &str) {
    let known = |result: &str| {
        let mut files = files(&folder.path(result));
        for name in ["manifest.json", "timings.json"] {
            assert!(files.remove(Path::new(name)).is_some(), "{result}: {name}");
        }
        files
    };
    let (left, right) = (known(one), known(other));
    assert!(left.keys().eq(right.keys()), "{:?}, {:?}", left.keys(), right.keys());
    let differing: Vec<_> = left.keys().filter(|name| left[*name] != right[*name]).collect();
    assert!(differing.is_empty(), "{one}, {other}: {differing:?}");
    let said = |result: &str| {
        let mut manifest = manifest(folder, result);
        manifest.as_object_mut().expect("an object").remove("extended");
        manifest
    };
    assert_eq!(said(one), said(other));
}

#[test]
fn a_result_that_grew_is_the_one_that_was_asked_for_at_once() {
    for study in STUDIES {
        let folder = Folder::with_town(TOWN);
        let with = |more: &[&str]| done(&folder, &[study, more].concat());
        with(&["--replicates", "2", "--out", "grown"]);
        let first = payloads(&folder, "grown");
        assert_eq!(extensions(&folder, "grown"), []);
        let said = with(&["--replicates", "4", "--out", "grown", "--resume"]);
        assert!(study[0] == "run" || said.contains("x 4 replicates = "), "{said}");
        let runs = said.split(" replicates = ").nth(1).and_then(|rest| rest.split(' ').next());
        if let Some(runs) = runs {
            let half = runs.parse::<u32>().expect("a number") / 2;
            assert!(said.contains(&format!("{half} of them done")), "the first half is not done again: {said}");
        }
        with(&["--replicates", "4", "--out", "whole", "--threads", "1"]);
        assert_same(&folder, "grown", "whole");
        assert_eq!(extensions(&folder, "grown"), [(2, 4)]);
        assert_eq!(extensions(&folder, "whole"), []);
        let all = payloads(&folder, "grown");
        assert!(all.len() == 2 * first.len() && all.starts_with(&first), "{study:?}: the first replicates stay");

        let said = done(&folder, &["verify", "grown", "--all"]);
        assert!(said.contains("every byte is the same"), "{said}");
        let said = with(&["--replicates", "4", "--out", "grown", "--resume"]);
        assert!(said.contains("finished already"), "{said}");
        assert_eq!(extensions(&folder, "grown"), [(2, 4)], "nothing was added");
    }
}

/// The bytes of every run of a result, in the order of the plan.
fn payloads(folder: &Folder, result: &str) -> Vec<Vec<u8>> {
    let result = ResultFolder::look(&folder.path(result)).expect("a result");
    let description = result.result().expect("readable").expect("a description");
    let planned = manifest(folder, result.path().to_str().expect("a path"))["runs_planned"].as_u64().expect("a number");
    let id = ensemble_id(&description.identity());
    let runs = Journal::read_only(result.folder(), RUNS, id, planned).expect("runs").journal;
    (0..planned).map(|index| runs.read(index).expect("a run")).collect()
}

#[test]
fn every_look_more_is_listed_and_the_first_replicates_stay() {
    let folder = Folder::with_town(TOWN);
    let with = |more: &[&str]| done(&folder, &[STUDIES[0], more].concat());
    with(&["--out", "grown"]);
    let rows = || {
        let text = fs::read_to_string(folder.path("grown/trajectories.csv")).expect("a table");
        let of = |line: &str| line.split(',').nth(1).and_then(|cell| cell.parse::<u32>().ok()).is_none_or(|r| r < 2);
        text.lines().filter(|line| of(line)).map(str::to_owned).collect::<Vec<_>>()
    };
    let first = rows();
    with(&["--replicates", "3", "--out", "grown", "--resume"]);
    with(&["--replicates", "5", "--out", "grown", "--resume"]);
    assert_eq!(extensions(&folder, "grown"), [(2, 3), (3, 5)]);
    assert!(first.len() > 100 && first == rows());
}

#[test]
fn what_is_not_more_of_a_finished_result_is_refused() {
    for study in STUDIES {
        let folder = Folder::with_town(TOWN);
        let with = |more: &[&'static str]| [study, more].concat();
        done(&folder, &with(&["--replicates", "2", "--out", "out"]));
        let said = refused(&folder, &with(&["--replicates", "1", "--out", "out", "--resume"]));
        assert!(said.contains("replicates: 2 in the folder, 1 asked for"), "{said}");
        // More replicates of something else are no more of the same.
        let other = ["--replicates", "4", "--set", "people=130", "--out", "out", "--resume"];
        let said = refused(&folder, &with(&other));
        assert!(
            said.contains("people: 120 in the folder, 130 asked for")
                && said.contains("replicates: 2 in the folder, 4 asked for"),
            "{said}"
        );
        let said = refused(&folder, &with(&["--replicates", "4", "--out", "out"]));
        assert!(said.contains("--force"), "{said}");

        // Runs that were lost have to come first.
        let path = folder.path("out/runs.bin");
        let runs = fs::read(&path).expect("runs");
        fs::write(&path, &runs[..runs.len() / 2]).expect("fewer runs");
        let said = refused(&folder, &with(&["--replicates", "4", "--out", "out", "--resume"]));
        assert!(said.contains("is not finished") && said.contains("--replicates 2 and --resume"), "{said}");
        done(&folder, &with(&["--replicates", "2", "--out", "out", "--resume"]));
        done(&folder, &with(&["--replicates", "4", "--out", "out", "--resume"]));
        assert_eq!(extensions(&folder, "out"), [(2, 4)]);
    }
}

#[test]
fn the_replicates_of_patterns_are_what_is_asked_and_cannot_be_added_to() {
    let folder = Folder::new();
    let patterns = ["patterns", "--only", "P4", "--out", "out", "--set", "people=200", "--set", "weeks=60"];
    let less = [&patterns[..], &["--set", "burn_in_weeks=20", "--replicates", "1"]].concat();
    done(&folder, &less);
    let more = [&patterns[..], &["--set", "burn_in_weeks=20", "--replicates", "2", "--resume"]].concat();
    let said = refused(&folder, &more);
    assert!(said.contains("another study"), "{said}");
}

/// Ends an extension once its journal holds `bytes` more than at its beginning; whether it was killed before its end.
fn kill_while_extending(folder: &Folder, arguments: &[&str], bytes: u64) -> bool {
    let mut child = mutua(folder, arguments).spawn().expect("the command starts");
    let journal = folder.path("out/unfinished/journal.bin");
    let length = || fs::metadata(&journal).map_or(0, |found| found.len());
    let kept = fs::metadata(folder.path("out/runs.bin")).map_or(0, |found| found.len());
    for _ in 0..6000 {
        if length() >= kept + bytes || child.try_wait().expect("a state").is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().expect("an end");
    child.wait().expect("an end");
    length() > 0
}

#[test]
fn a_kill_while_extending_leaves_the_old_result_whole_and_the_rest_to_be_gone_on_with() {
    let folder = Folder::with_town(TOWN);
    let run = |more: &[&'static str]| [STUDIES[0], more].concat();
    done(&folder, &run(&["--out", "out"]));
    let before = files(&folder.path("out"));
    let more = run(&["--replicates", "300", "--out", "out", "--resume", "--threads", "1"]);
    for bytes in [0, 200_000, 1_000_000] {
        assert!(kill_while_extending(&folder, &more, bytes), "killed in time, {bytes}");
        let mut there = files(&folder.path("out"));
        there.retain(|name, _| !name.starts_with("unfinished"));
        assert!(there == before, "{bytes}: {:?}", there.keys());
        let said = done(&folder, &["verify", "out", "--all"]);
        assert!(said.contains("4 of 4 runs repeated"), "{said}");
    }
    // The old number of replicates would leave what was begun behind.
    let said = refused(&folder, &run(&["--out", "out", "--resume"]));
    assert!(said.contains("replicates: 300 in the folder, 2 asked for"), "{said}");
    done(&folder, &more);
    done(&folder, &run(&["--replicates", "300", "--out", "whole"]));
    assert_same(&folder, "out", "whole");
    assert_eq!(extensions(&folder, "out"), [(2, 300)]);
    assert!(done(&folder, &["verify", "out"]).contains("of 600 runs repeated"));
}
