//! Small inputs that once failed and that no other test has: each is as small as it could be made, and stands for its kind.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use shared::ended::{Ended, PATIENCE, ended, start};
use shared::lot::is_long;
use shared::result::{Files, copy, differences, everything, result};
use shared::strace::{calls_made, is_there, mutua_with};
use shared::{Folder, mutua};
use std::fs;
use std::os::unix::fs::FileTypeExt;
use std::process::Command;
use std::time::Duration;

/// A design whose points stand in a list beside it, in a folder of its own.
const BY_LIST: &str = r#"
people = 40
weeks = 20
burn_in_weeks = 20
replicates = 2
regimes = ["none", "mutual-self-help"]
[design]
kind = "points"
file = "list.csv"
"#;

const RUN: &str = r#"
people = 60
weeks = 30
burn_in_weeks = 20
replicates = 3
regimes = ["none", "mutual-self-help"]
"#;

fn laid() -> Folder {
    let folder = Folder::new();
    fs::create_dir(folder.path("study")).expect("a folder");
    fs::write(folder.path("study/design.toml"), BY_LIST).expect("a scenario");
    fs::write(folder.path("study/list.csv"), "stake_shared\n0.1\n0.2\n").expect("a list");
    fs::write(folder.path("run.toml"), RUN).expect("a scenario");
    folder
}

fn go(folder: &Folder, arguments: &[&str]) -> Ended {
    ended(&mut mutua(folder, arguments))
}

/// The same in another folder of the file system.
fn from_elsewhere(arguments: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mutua"));
    ended(command.current_dir("/").args(arguments))
}

fn found(folder: &Folder, out: &str) -> Files {
    result(&folder.path(out))
}

/// What each command makes of a design whose points stand in a list.
const COMMANDS: [(&str, &[&str]); 3] = [("sweep", &[]), ("run", &[]), ("ablate", &["--only", "hope,hearsay"])];

#[test]
fn a_result_verifies_wherever_one_stands_and_whatever_became_of_the_list() {
    for (command, more) in COMMANDS {
        let folder = laid();
        go(&folder, &[&[command, "study/design.toml", "--out", "out"], more].concat()).done();
        let out = folder.path("out");
        go(&folder, &["verify", "out", "--all"]).done();
        from_elsewhere(&["verify", &out.to_string_lossy(), "--all"]).done();
        fs::rename(folder.path("out"), folder.path("moved")).expect("a renamed folder");
        fs::remove_dir_all(folder.path("study")).expect("a removed folder");
        from_elsewhere(&["verify", &folder.path("moved").to_string_lossy(), "--all"]).done();
    }
}

/// Two parts done in two places, and joined where there is no list.
#[test]
fn parts_of_a_design_by_list_are_joined_anywhere() {
    for (command, more) in COMMANDS {
        let folder = laid();
        let typed = [&[command, "study/design.toml"], more].concat();
        go(&folder, &[&typed[..], &["--out", "whole"]].concat()).done();
        for (part, shard) in [("parts/one", "1/2"), ("parts/two", "2/2")] {
            go(&folder, &[&typed[..], &["--out", part, "--shard", shard]].concat()).done();
        }
        fs::remove_dir_all(folder.path("study")).expect("a removed folder");
        let [one, two, out] = ["parts/one", "parts/two", "joined"].map(|name| folder.path(name).display().to_string());
        from_elsewhere(&["merge", &one, &two, "--out", &out]).done();
        assert_eq!(differences(&found(&folder, "whole"), &found(&folder, "joined")), None, "{command}");
        from_elsewhere(&["verify", &out, "--all"]).done();
    }
}

/// The scenario of a result is a scenario: what is run of it is the same result. Only its name differs, which is that of
/// its file.
#[test]
fn the_scenario_of_a_result_gives_the_result_again() {
    for (command, more) in COMMANDS {
        let folder = laid();
        let typed = |scenario: &'static str, out: &'static str| {
            go(&folder, &[&[command, scenario, "--out", out], more].concat()).done();
        };
        fs::rename(folder.path("study/design.toml"), folder.path("study/scenario.toml")).expect("a renamed file");
        typed("study/scenario.toml", "first");
        fs::remove_dir_all(folder.path("study")).expect("a removed folder");
        typed("first/scenario.toml", "second");
        typed("second/scenario.toml", "third");
        assert_eq!(differences(&found(&folder, "first"), &found(&folder, "second")), None, "{command}");
        assert_eq!(differences(&found(&folder, "first"), &found(&folder, "third")), None, "{command}");
    }
}

/// Whoever may write where a device is would replace it by a file.
#[test]
fn a_page_does_not_replace_a_device() {
    let folder = Folder::new();
    let device = folder.path("null");
    let made = Command::new("mknod").arg(&device).args(["c", "1", "3"]).status();
    if !made.is_ok_and(|made| made.success()) {
        println!("left out: no device can be made here");
        return;
    }
    let few = ["--set", "people=60", "--set", "weeks=20", "--set", "burn_in_weeks=20"];
    let typed = ["patterns", "--only", "P4", "--replicates", "1", "--page", "null", "--out", "out"];
    let refused = go(&folder, &[&typed[..], &few].concat());
    let is_device = device.symlink_metadata().is_ok_and(|found| found.file_type().is_char_device());
    assert!(is_device, "the device is gone: {}", refused.told);
    assert!(refused.refused().told.contains("null"));
    assert!(!folder.path("out").exists());
}

/// The parts of a run of `RUN`, and the whole.
fn in_three(folder: &Folder) -> Files {
    go(folder, &["run", "run.toml", "--out", "whole"]).done();
    for (part, shard) in [("p1", "1/3"), ("p2", "2/3"), ("p3", "3/3")] {
        go(folder, &["run", "run.toml", "--out", part, "--shard", shard]).done();
    }
    found(folder, "whole")
}

#[test]
fn no_runs_are_lost_by_joining_into_the_folder_of_a_part() {
    let folder = laid();
    let right = in_three(&folder);
    let before = found(&folder, "p1");
    let joined = go(&folder, &["merge", "p1", "p2", "p3", "--out", "p1", "--force"]);
    assert_eq!(joined.fault(), None);
    match joined.code() {
        0 => assert_eq!(differences(&right, &found(&folder, "p1")), None),
        _ => assert_eq!(differences(&before, &found(&folder, "p1")), None, "{}", joined.told),
    }
    go(&folder, &["merge", "p1", "p2", "p3", "--out", "joined"]).done();
    assert_eq!(differences(&right, &found(&folder, "joined")), None);
}

/// The same, killed at every call that changes something on the disk.
#[test]
fn a_kill_while_joining_into_the_folder_of_a_part_loses_no_runs() {
    if !is_there() {
        return;
    }
    let folder = laid();
    let right = in_three(&folder);
    copy(&folder.path("p1"), &folder.path("kept"));
    let calls = "?rename,renameat,renameat2,?unlink,unlinkat,?mkdir,mkdirat,ftruncate,fsync,write";
    let typed = ["merge", "p1", "p2", "p3", "--out"];
    let made = calls_made(&folder, &[&typed[..], &["counted"]].concat(), calls);
    // The first calls of each name take what was there before; the others bring files to their names one after the other.
    let most = if is_long() { usize::MAX } else { 5 };
    for call in made {
        for at in 1..=call.count.min(most) {
            fs::remove_dir_all(folder.path("p1")).expect("a removed folder");
            copy(&folder.path("kept"), &folder.path("p1"));
            let what = format!("signal=KILL:when={at}");
            let into_a_part = [&typed[..], &["p1", "--force"]].concat();
            start(&mut mutua_with(&folder, &into_a_part, &call.name, &what)).within(PATIENCE);
            let joined = go(&folder, &[&typed[..], &["joined", "--force"]].concat());
            assert_eq!(joined.code(), 0, "killed at {} {at}: {}", call.name, joined.told);
            assert_eq!(differences(&right, &found(&folder, "joined")), None, "killed at {} {at}", call.name);
        }
    }
}

/// The second one begins and ends while the first is about to take its lock: the first then finds results.
#[test]
fn who_had_to_wait_for_the_lock_looks_again() {
    if !is_there() {
        return;
    }
    for (first, second) in [("--set", "--set"), ("--force", "--set")] {
        let folder = laid();
        go(&folder, &["run", "run.toml", "--set", "seed=8", "--out", "right"]).done();
        let waiting = ["run", "run.toml", "--set", "seed=7", "--out", "out"];
        let forced = [&waiting[..], &["--force"]].concat();
        let typed = if first == "--force" { &forced[..] } else { &waiting[..] };
        let waits = start(&mut mutua_with(&folder, typed, "flock", "delay_enter=5000000:when=1"));
        std::thread::sleep(Duration::from_millis(400));
        let quick = go(&folder, &["run", "run.toml", second, "seed=8", "--out", "out"]);
        let waited = waits.within(PATIENCE);
        quick.done();
        if first == "--force" {
            waited.done();
            assert_ne!(found(&folder, "right"), found(&folder, "out"));
        } else {
            assert!(waited.refused().told.contains("--force"));
            assert_eq!(differences(&found(&folder, "right"), &found(&folder, "out")), None);
        }
        go(&folder, &["verify", "out", "--all"]).done();
        assert!(!everything(&folder.path("out")).keys().any(|path| path.starts_with("unfinished")));
    }
}
