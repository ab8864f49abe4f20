//! Ensembles that survive: killed and resumed, done in parts and joined, verified, never two in one folder.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use mutua::ensemble::archive::Archive;
use mutua::record::FailedRun;
use mutua::record::plan::Plan;
use mutua::record::study::Description;
use mutua::scenario::Scenario;
use shared::{Folder, files, mutua, run, told};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

/// Results without what may differ between identical runs.
fn results(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = files(folder);
    files.remove(Path::new("timings.json"));
    files
}

/// Many small runs.
fn many(out: &str) -> Vec<&str> {
    let mut arguments = vec!["run", "three-regimes", "--replicates", "40", "--threads", "2", "--out", out];
    for set in ["people=150", "weeks=60", "burn_in_weeks=30", "onset_per_week=0.01"] {
        arguments.extend(["--set", set]);
    }
    arguments
}

fn start(folder: &Folder, arguments: &[&str]) -> Child {
    let command = mutua(folder, arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    command.expect("the command starts")
}

fn succeeds(folder: &Folder, arguments: &[&str]) -> String {
    let output = mutua(folder, arguments).output().expect("the command starts");
    assert!(output.status.success(), "{arguments:?}: {}", told(&output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn refused(folder: &Folder, arguments: &[&str]) -> String {
    let output = mutua(folder, arguments).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", told(&output));
    told(&output)
}

/// Kills at many instants, each a little later than the one before; what is resumed in the end is what was never
/// killed.
#[test]
fn killed_and_resumed_is_as_if_never_killed() {
    let folder = Folder::new();
    succeeds(&folder, &many("whole"));
    let mut resumed = many("killed");
    resumed.push("--resume");
    let kills: u64 = std::env::var("MUTUA_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(8);
    let mut unfinished = 0;
    for kill in 0..kills {
        let mut child = start(&folder, &resumed);
        std::thread::sleep(Duration::from_millis(30 + 37 * (kill * 7 % 11)));
        child.kill().expect("it can be killed");
        unfinished += u32::from(!child.wait().expect("it ends").success());
    }
    assert!(unfinished > 0, "it was done before it was killed");
    succeeds(&folder, &resumed);
    assert!(results(&folder.path("whole")) == results(&folder.path("killed")));
    assert!(!folder.path("killed/unfinished").exists());
}

#[test]
fn a_finished_result_is_not_done_again() {
    let folder = Folder::new();
    assert!(run(&folder, &["--out", "a"]).status.success());
    let before = files(&folder.path("a"));
    let again = run(&folder, &["--out", "a", "--resume"]);
    assert!(again.status.success(), "{}", told(&again));
    assert!(String::from_utf8_lossy(&again.stdout).contains("finished already"));
    assert!(files(&folder.path("a")) == before);
}

#[test]
fn another_scenario_does_not_go_on_with_these_runs() {
    let folder = Folder::new();
    assert!(run(&folder, &["--out", "a"]).status.success());
    let other = run(&folder, &["--out", "a", "--resume", "--set", "stake_shared=0.11"]);
    assert_eq!(other.status.code(), Some(2), "{}", told(&other));
    assert!(told(&other).contains("\n    stake_shared: 0.3 in the folder, 0.11 asked for\n"), "{}", told(&other));
}

#[test]
fn it_is_told_in_what_a_part_or_an_unfinished_sweep_differs() {
    let folder = Folder::new();
    let small = ["--set", "people=60", "--set", "weeks=6", "--set", "burn_in_weeks=3", "--replicates", "2"];
    for (part, out, more) in [("1/2", "part-1", "asks=3"), ("2/2", "part-2", "asks=2")] {
        let asked = ["run", "three-regimes", "--shard", part, "--out", out, "--set", more];
        succeeds(&folder, &[&asked[..], &small].concat());
    }
    let parts = refused(&folder, &["merge", "part-1", "part-2", "--out", "joined"]);
    assert!(parts.contains("part-2") && parts.contains("\n    asks: 2 in part-2, 3 in part-1\n"), "{parts}");
    let sweep = ["sweep", "sweep-directiveness", "--out", "swept"];
    succeeds(&folder, &[&sweep[..], &small].concat());
    let other = ["--resume", "--set", "hope=false", "--set", "weeks=7"];
    let swept = refused(&folder, &[&sweep[..], &small, &other].concat());
    assert!(
        swept.contains(
            "\n    switches.hope: true in the folder, false asked for\n    weeks: 6 in the folder, 7 asked for\n"
        ),
        "{swept}"
    );
}

#[test]
fn parts_joined_are_the_whole() {
    let folder = Folder::new();
    succeeds(&folder, &many("whole"));
    for part in ["1/3", "2/3", "3/3"] {
        let out = format!("part-{}", &part[..1]);
        let mut arguments = many(&out);
        arguments.extend(["--shard", part]);
        succeeds(&folder, &arguments);
    }
    let missing = refused(&folder, &["merge", "part-1", "part-3", "--out", "joined"]);
    assert!(missing.contains("are in none of these folders"), "{missing}");
    assert!(!folder.path("joined").exists());
    succeeds(&folder, &["merge", "part-3", "part-1", "part-2", "--out", "joined"]);
    assert!(results(&folder.path("whole")) == results(&folder.path("joined")));
    refused(&folder, &["merge", "part-3", "part-1", "part-2", "--out", "joined"]);
}

/// A part of an ensemble in which one run failed, as if done elsewhere.
fn part_with_a_failed_run(folder: &Folder, part: &str, reason: &str) {
    let work = folder.path(part).join("unfinished");
    let scenario = Scenario::load(&work.join("scenario.toml"), &[]).expect("the scenario");
    fs::remove_file(work.join("journal.bin")).expect("a removed journal");
    let said = fs::read(work.join("study.json")).expect("what is under way");
    let study: Description = serde_json::from_slice(&said).expect("a study");
    let work = mutua::files::Folder::open(&work).expect("a folder");
    let archive = Archive::begin(work, &study.identity(), Plan::of(&scenario).runs()).expect("an archive");
    let failed = FailedRun { point: 0, regime: 0, replicate: 0, reason: reason.to_owned() };
    assert!(archive.keep(0, &Err(failed)));
    archive.sync().expect("kept");
}

#[test]
fn a_failed_run_fails_the_whole_and_runs_that_differ_are_refused_before_anything_is_made() {
    let folder = Folder::new();
    let small = ["--set", "people=60", "--set", "weeks=6", "--set", "burn_in_weeks=3", "--replicates", "2"];
    let shard = |scenario: &str, part: &str, out: &str| {
        succeeds(&folder, &[&["run", scenario, "--shard", part, "--out", out][..], &small].concat());
    };
    fs::write(folder.path("alone.toml"), "regimes = [\"none\"]").expect("a scenario");
    for out in ["failed", "failed-otherwise"] {
        shard("alone.toml", "1/2", out);
        part_with_a_failed_run(&folder, out, out);
    }
    shard("alone.toml", "2/2", "rest");
    let differ = refused(&folder, &["merge", "failed", "failed-otherwise", "rest", "--out", "joined"]);
    assert!(differ.contains("run 0 is in two of these folders, and is not the same"), "{differ}");
    assert!(!folder.path("joined").exists());
    let output = mutua(&folder, &["merge", "failed", "rest", "--out", "joined"]).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("1 runs failed, the first of them none, replicate 0: failed"), "{}", told(&output));
    // Nothing was simulated.
    let timings = fs::read_to_string(folder.path("joined/timings.json")).expect("timings");
    assert!(timings.contains("\"people_weeks\": 0,"), "{timings}");
}

#[test]
fn a_part_without_runs_is_a_part() {
    let folder = Folder::new();
    let small = ["--set", "people=60", "--set", "weeks=6", "--set", "burn_in_weeks=3", "--replicates", "1"];
    for (part, out) in [("1/2", "first"), ("2/2", "second")] {
        let said = succeeds(&folder, &[&["run", "three-regimes", "--shard", part, "--out", out][..], &small].concat());
        assert!(said.contains(if part == "1/2" { "4 runs" } else { "0 runs" }), "{said}");
    }
    succeeds(&folder, &["merge", "second", "first", "--out", "joined"]);
    let weeks = |out: &str| fs::read_to_string(folder.path(out).join("timings.json")).expect("timings");
    succeeds(&folder, &[&["run", "three-regimes", "--out", "whole"][..], &small].concat());
    assert!(results(&folder.path("whole")) == results(&folder.path("joined")));
    // Three weeks, and six in each of four regimes and with other luck.
    assert!(weeks("whole").contains("\"people_weeks\": 1980,"), "{}", weeks("whole"));
}

#[test]
fn two_in_one_folder_is_refused() {
    let folder = Folder::new();
    let mut long = many("a");
    long.extend(["--set", "weeks=2000", "--replicates", "400"]);
    long.retain(|argument| *argument != "40");
    let at = long.iter().position(|argument| *argument == "--replicates").expect("replicates");
    long.remove(at);
    let mut first = start(&folder, &long);
    while !folder.path("a/unfinished/journal.bin").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    for second in [None, Some("--resume"), Some("--force")] {
        let mut arguments = many("a");
        arguments.extend(second);
        let told = refused(&folder, &arguments);
        assert!(told.contains("another mutua"), "{told}");
    }
    first.kill().expect("it can be killed");
    first.wait().expect("it ends");
    let told = refused(&folder, &many("a"));
    assert!(told.contains("--resume"), "{told}");
}

#[test]
fn a_result_is_verified_and_a_changed_one_is_not() {
    let folder = Folder::new();
    assert!(run(&folder, &["--out", "a"]).status.success());
    assert!(succeeds(&folder, &["verify", "a", "--all"]).contains("every byte is the same"));
    assert!(succeeds(&folder, &["verify", "a", "--runs", "2"]).contains("2 of 8"));
    let table = folder.path("a/summary.csv");
    let mut text = fs::read(&table).expect("a summary");
    let last = text.len() - 2;
    text[last] ^= 1;
    fs::write(&table, text).expect("a changed summary");
    let output = mutua(&folder, &["verify", "a"]).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("summary.csv"));

    assert!(run(&folder, &["--out", "a", "--force"]).status.success());
    let runs = folder.path("a/runs.bin");
    let mut bytes = fs::read(&runs).expect("runs");
    bytes[300] ^= 1;
    fs::write(&runs, bytes).expect("changed runs");
    let output = mutua(&folder, &["verify", "a"]).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("is damaged"), "{}", told(&output));
}

#[test]
fn runs_of_another_making_do_not_verify() {
    let folder = Folder::new();
    assert!(run(&folder, &["--out", "a"]).status.success());
    assert!(run(&folder, &["--out", "b", "--set", "seed=3"]).status.success());
    fs::copy(folder.path("b/runs.bin"), folder.path("a/runs.bin")).expect("copied runs");
    let output = mutua(&folder, &["verify", "a"]).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
}

/// What was damaged since is mended on `--resume`, and not called finished.
#[test]
fn a_damaged_result_is_mended_on_resume() {
    let folder = Folder::new();
    assert!(run(&folder, &["--out", "whole"]).status.success());
    let whole = results(&folder.path("whole"));
    type Damage = fn(&Path);
    let damages: [(&str, Damage); 4] = [
        ("runs.bin", |file| {
            let bytes = fs::read(file).expect("runs");
            fs::write(file, &bytes[..bytes.len() - 100]).expect("cut runs");
        }),
        ("summary.csv", |file| fs::remove_file(file).expect("a removed file")),
        ("contrasts.csv", |file| fs::write(file, "changed").expect("a changed file")),
        ("manifest.json", |file| fs::write(file, "{").expect("a cut manifest")),
    ];
    for (file, damage) in damages {
        assert!(run(&folder, &["--out", "a", "--force"]).status.success());
        damage(&folder.path("a").join(file));
        // By lot or not: runs that are not there are noticed.
        let verified = mutua(&folder, &["verify", "a", "--runs", "1"]).output().expect("the command starts");
        assert!(!verified.status.success(), "{file}: {}", told(&verified));
        let again = run(&folder, &["--out", "a", "--resume"]);
        assert!(again.status.success(), "{file}: {}", told(&again));
        assert!(!String::from_utf8_lossy(&again.stdout).contains("finished already"), "{file}");
        assert!(results(&folder.path("a")) == whole, "{file}");
    }
}

#[test]
fn results_of_another_command_leave_nothing_behind() {
    let folder = Folder::new();
    assert!(run(&folder, &["--out", "a"]).status.success());
    let sweep = |more: &[&str]| {
        let small = ["--set", "people=60", "--set", "weeks=6", "--set", "burn_in_weeks=3", "--replicates", "2"];
        succeeds(&folder, &[&["sweep", "sweep-directiveness"][..], &small, more].concat());
    };
    sweep(&["--out", "a", "--force"]);
    sweep(&["--out", "b"]);
    assert!(results(&folder.path("a")) == results(&folder.path("b")));
}

#[test]
fn runs_alone_are_not_overwritten() {
    let folder = Folder::new();
    assert!(run(&folder, &["--out", "a"]).status.success());
    let small = ["--set", "people=60", "--set", "weeks=6", "--set", "burn_in_weeks=3", "--replicates", "2"];
    for command in [&["sweep"][..], &["sensitivity", "--method", "morris"]] {
        let asked = ["sweep-directiveness", "--out", "a-of-points", "--force"];
        succeeds(&folder, &[command, &asked, &small].concat());
        for (file, bytes) in
            files(&folder.path("a-of-points")).iter().filter(|(file, _)| file.components().count() == 1)
        {
            fs::write(folder.path("a").join(file), bytes).expect("a copy");
        }
    }
    let all = files(&folder.path("a"));
    let names = all.keys().filter(|file| file.components().count() == 1).filter_map(|file| file.to_str());
    let names: Vec<&str> = names.collect();
    assert!(["runs.bin", "twins.csv", "responses.csv", "indices.csv"].iter().all(|file| names.contains(file)));
    for file in names {
        let there = folder.path("b").join(file);
        fs::create_dir_all(folder.path("b")).expect("a folder");
        fs::copy(folder.path("a").join(file), &there).expect("a copy");
        let output = run(&folder, &["--out", "b"]);
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(told(&output).contains(file), "{}", told(&output));
        assert!(fs::read(&there).expect("the copy") == fs::read(folder.path("a").join(file)).expect("a file"));
        fs::remove_file(there).expect("a removed copy");
    }
}
