//! The command from outside: files, exit codes, messages, interruption.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use shared::{Folder, files, mutua, run, told};
use std::fs;
use std::path::Path;

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let folder = Folder::new();
    let [one, two, seven] = ["1", "2", "7"].map(|threads| {
        let output = run(&folder, &["--threads", threads, "--out", threads]);
        assert!(output.status.success(), "{}", told(&output));
        let mut files = files(&folder.path(threads));
        assert!(files.remove(Path::new("timings.json")).is_some());
        files
    });
    assert!(one.len() > 20, "{:?}", one.keys());
    assert!(["sustainability.csv", "dimensions.csv"].iter().all(|file| one.contains_key(Path::new(file))));
    assert!(one == two && one == seven);
}

#[test]
fn many_people_give_the_same_on_every_number_of_threads() {
    let folder = Folder::new();
    // Enough people that parts of one world are shared between threads.
    let [one, two, seven] = ["1", "2", "7"].map(|threads| {
        let sets = ["--set", "people=40000", "--set", "weeks=6", "--set", "burn_in_weeks=3", "--replicates", "1"];
        let mut arguments = vec!["run", "three-regimes", "--threads", threads, "--out", threads];
        arguments.extend(sets);
        assert!(mutua(&folder, &arguments).output().expect("the command starts").status.success());
        files(&folder.path(threads)).remove(Path::new("trajectories.csv")).expect("trajectories")
    });
    assert!(one == two && one == seven);
}

#[test]
fn another_seed_gives_other_results() {
    let folder = Folder::new();
    assert!(run(&folder, &["--out", "a"]).status.success());
    assert!(run(&folder, &["--out", "b", "--set", "seed=2"]).status.success());
    let read = |name: &str| fs::read(folder.path(name).join("trajectories.csv")).expect("trajectories");
    assert_ne!(read("a"), read("b"));
}

#[test]
fn a_resolved_scenario_gives_the_same_results_again() {
    let folder = Folder::new();
    assert!(run(&folder, &["--out", "a"]).status.success());
    let again = mutua(&folder, &["run", "a/scenario.toml", "--out", "b"]).output().expect("the command starts");
    assert!(again.status.success(), "{}", told(&again));
    let read = |name: &str, file: &str| fs::read(folder.path(name).join(file)).expect("a result");
    let tables = [
        "trajectories.csv",
        "summary.csv",
        "contrasts.csv",
        "ledgers.csv",
        "trust_per_helped.csv",
        "sustainability.csv",
        "dimensions.csv",
    ];
    for file in tables {
        assert!(read("a", file) == read("b", file), "{file}");
    }
}

#[test]
fn bad_input_is_refused_with_every_problem_and_nothing_is_written() {
    let folder = Folder::new();
    let text = "peeple = 100\nweeks = -3\n[parameters]\nstake_shared = nan\n";
    fs::write(folder.path("bad.toml"), text).expect("a written scenario");
    let output = mutua(&folder, &["run", "bad.toml"]).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(2));
    let told = told(&output);
    for part in ["bad.toml:1:1", "people", "bad.toml:2:9", "bad.toml:4:16", "stake_shared"] {
        assert!(told.contains(part), "{part} is not in:\n{told}");
    }
    assert!(!folder.path("results").exists());
}

#[test]
fn a_missing_scenario_is_named() {
    let folder = Folder::new();
    let output = mutua(&folder, &["run", "nowhere.toml"]).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("nowhere.toml") && told(&output).contains("three-regimes"));
}

#[test]
fn results_are_not_overwritten_without_force() {
    let folder = Folder::new();
    assert!(run(&folder, &[]).status.success());
    let before = files(&folder.path("results"));
    let refused = run(&folder, &["--set", "seed=9"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(told(&refused).contains("--force"));
    assert!(files(&folder.path("results")) == before);
    assert!(run(&folder, &["--set", "seed=9", "--force"]).status.success());
    assert!(files(&folder.path("results")) != before);
}

#[test]
fn what_does_not_fit_is_refused_with_the_memory_needed() {
    let folder = Folder::new();
    let arguments = [
        "run",
        "three-regimes",
        "--set",
        "people=60000000",
        "--set",
        "tie_places=16",
        "--replicates",
        "100000",
        "--set",
        "record_every_weeks=1",
    ];
    let output = mutua(&folder, &arguments).output().expect("the command starts");
    if Path::new("/proc/meminfo").exists() {
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(told(&output).contains("MiB"));
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use shared::SMALL;
    use std::process::{Command, Output, Stdio};

    /// The command under `sh`, after `limits`.
    fn limited(folder: &Folder, limits: &str, arguments: &str) -> Output {
        let program = env!("CARGO_BIN_EXE_mutua");
        let script = format!("{limits}; exec '{program}' {arguments}");
        Command::new("sh").current_dir(folder.0.path()).args(["-c", &script]).output().expect("sh starts")
    }

    #[test]
    fn a_full_disk_is_told_and_leaves_earlier_results_as_they_were() {
        let folder = Folder::new();
        assert!(run(&folder, &["--out", "kept"]).status.success());
        let kept = || {
            let mut kept = files(&folder.path("kept"));
            // What was done of the new result may be gone on with.
            kept.retain(|path, _| !path.starts_with("unfinished"));
            kept
        };
        let before = kept();
        let arguments = format!("run three-regimes {} --out kept --force --set seed=5", SMALL.join(" "));
        for blocks in [1, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 300] {
            let output = limited(&folder, &format!("ulimit -f {blocks}"), &arguments);
            assert_eq!(output.status.code(), Some(1), "{blocks}: {}", told(&output));
            assert!(told(&output).contains("kept"), "{}", told(&output));
            assert!(kept() == before, "{blocks} blocks: something has changed");
        }
    }

    #[test]
    fn a_full_standard_output_is_a_failure() {
        if !Path::new("/dev/full").exists() {
            return;
        }
        let folder = Folder::new();
        let output = limited(&folder, "true", "scenarios > /dev/full");
        assert_eq!(output.status.code(), Some(1));
        assert!(told(&output).contains("standard output"));
    }

    /// The command, interrupted after a while.
    fn interrupted(command: &mut Command) -> Output {
        let child = command.stderr(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the command starts");
        std::thread::sleep(std::time::Duration::from_millis(2500));
        let id = child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill starts").success());
        let output = child.wait_with_output().expect("the command ends");
        assert_eq!(output.status.code(), Some(130), "{}", told(&output));
        output
    }

    #[test]
    fn an_interrupt_ends_a_large_world_on_the_way() {
        let folder = Folder::new();
        let sets = ["people=210000", "people_per_town=210000", "weeks=5200", "burn_in_weeks=0"];
        let arguments: Vec<&str> =
            ["run", "italy"].into_iter().chain(sets.iter().flat_map(|set| ["--set", set])).collect();
        let output = interrupted(&mut mutua(&folder, &arguments));
        assert!(told(&output).contains("interrupted before the first run was done"), "{}", told(&output));
    }

    #[test]
    fn an_interrupt_keeps_what_is_done() {
        let folder = Folder::new();
        let sets = ["--set", "people=300", "--set", "burn_in_weeks=10", "--set", "weeks=200"];
        let mut arguments = vec!["run", "three-regimes", "--replicates", "2000", "--threads", "1"];
        arguments.extend(sets);
        let output = interrupted(&mut mutua(&folder, &arguments));
        assert!(told(&output).contains("kept"), "{}", told(&output));
        let manifest = fs::read_to_string(folder.path("results/three-regimes/manifest.json")).expect("a manifest");
        assert!(manifest.contains("\"interrupted\": true"));
    }
}

#[test]
fn every_subcommand_has_help_with_an_example_or_a_list() {
    let folder = Folder::new();
    for arguments in [&["--help"][..], &["run", "--help"], &["check", "--help"], &["completions", "--help"]] {
        let output = mutua(&folder, arguments).output().expect("the command starts");
        assert!(output.status.success());
        assert!(String::from_utf8_lossy(&output.stdout).contains("Examples:"), "{arguments:?}");
    }
}

#[test]
fn a_folder_does_not_hide_a_shipped_scenario() {
    let folder = Folder::new();
    fs::create_dir(folder.path("community")).expect("a folder");
    let output = mutua(&folder, &["check", "community"]).output().expect("the command starts");
    assert!(output.status.success(), "{}", told(&output));
    // Nor do results in a folder of its name stand in the way of themselves.
    for more in [&[][..], &["--force"], &["--resume"]] {
        let output = run(&folder, &[&["--out", "three-regimes"], more].concat());
        assert_eq!(output.status.code(), Some(0), "{more:?}: {}", told(&output));
    }
}

#[test]
fn lists_name_what_is_shipped() {
    let folder = Folder::new();
    let list = |arguments: &[&str]| {
        let output = mutua(&folder, arguments).output().expect("the command starts");
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(list(&["scenarios"]).contains("where-professionals-win"));
    assert!(list(&["scenarios", "community"]).contains("question"));
    assert!(list(&["regimes"]).contains("pseudo-participatory"));
    assert!(list(&["regimes", "--toml"]).contains("[[regime]]"));
    assert!(list(&["completions", "bash"]).contains("mutua"));
}

/// As tests are built: what a program does that holds the page is tried where that page is built.
#[cfg(not(feature = "page"))]
#[test]
fn a_program_without_the_page_says_how_to_come_by_one() {
    let folder = Folder::new();
    let output = mutua(&folder, &["page"]).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(["web/build", "--features page"].iter().all(|how| told(&output).contains(how)), "{}", told(&output));
    assert!(!folder.path("mutua.html").exists());
}

#[test]
fn check_tells_parameters_sources_phases_runs_memory_and_time() {
    let folder = Folder::new();
    let output = mutua(&folder, &["check", "trentino-clubs"]).output().expect("the command starts");
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success());
    for part in ["stake_shared", "assumed", "seen", "life > everyday > seek", "runs:", "MiB", "time:"] {
        assert!(report.contains(part), "{part} is not in:\n{report}");
    }
    assert!(!folder.path("results").exists());
}

#[test]
fn a_value_outside_its_plausible_range_is_told_in_one_line_and_taken() {
    let small = ["three-regimes", "--set", "people=50", "--set", "weeks=4", "--set", "burn_in_weeks=0"];
    let beyond = ["--set", "stake_favour=2.5", "--set", "asks=7"];
    let line = "Outside its plausible range: stake_favour 2.5 (0.5 to 2), asks 7 (2 to 6)\n";
    for command in ["check", "run"] {
        for (sets, times) in [(&beyond[..], 1), (&[], 0)] {
            let arguments = [&[command, "--replicates", "1"], &small[..], sets].concat();
            let output = mutua(&Folder::new(), &arguments).output().expect("the command starts");
            assert!(output.status.success(), "{}", told(&output));
            let report = String::from_utf8_lossy(&output.stdout).into_owned();
            let found = [report.matches(line).count(), report.matches("Outside").count()];
            assert_eq!(found, [times; 2], "{command}:\n{report}");
        }
    }
}

#[test]
fn check_tells_plausible_ranges_and_those_that_a_design_takes() {
    let folder = Folder::new();
    let factors = "[[design.factor]]\nkey = 'stake_shared'\n[[design.factor]]\nkey = 'asks'\nlow = 1\nhigh = 6\n\
                   [[design.factor]]\nkey = 'parameters.tie_places'\n[[design.factor]]\nkey = 'hope'\n";
    let text = format!("people = 50\nweeks = 4\nburn_in_weeks = 0\n[design]\nkind = 'one-at-a-time'\n{factors}");
    fs::write(folder.path("mine.toml"), text).expect("written");
    let output = mutua(&folder, &["check", "mine.toml"]).output().expect("the command starts");
    assert!(output.status.success(), "{}", told(&output));
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    for part in [
        "0.15 to 0.65     assumed; range assumed: half way to either bound\n",
        "factor:           stake_shared 0.15 to 0.65 (plausible range)\n",
        "factor:           asks 1 to 6 (plausible: 2 to 6)\n",
        "factor:           parameters.tie_places 5 to 15 (plausible range)\n",
        "factor:           hope false, true\n",
    ] {
        assert!(report.contains(part), "{part} is not in:\n{report}");
    }
}

#[test]
fn what_is_no_folder_takes_no_results() {
    let folder = Folder::new();
    fs::write(folder.path("file"), "mine").expect("a file");
    let output = run(&folder, &["--out", "file"]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("file is a file: choose another one with --out"), "{}", told(&output));
    assert_eq!(fs::read_to_string(folder.path("file")).expect("the file"), "mine");
}

/// Nobody may be there to hear what is told: the exit code says it still.
#[cfg(target_os = "linux")]
#[test]
fn a_refusal_that_cannot_be_told_is_one() {
    let folder = Folder::new();
    let full = fs::File::options().write(true).open("/dev/full").expect("a full device");
    let status = mutua(&folder, &["check", "no-such-scenario"]).stderr(full).status().expect("the command starts");
    assert_eq!(status.code(), Some(2));
}

/// The first Ctrl-C stops the work, even if that cannot be told.
#[cfg(target_os = "linux")]
#[test]
fn a_stop_that_cannot_be_told_stops() {
    let folder = Folder::new();
    let full = fs::File::options().write(true).open("/dev/full").expect("a full device");
    let arguments = ["run", "three-regimes", "--replicates", "5000", "--set", "people=200", "--out", "a"];
    let mut child = mutua(&folder, &arguments)
        .stdout(std::process::Stdio::null())
        .stderr(full)
        .spawn()
        .expect("the command starts");
    while !folder.path("a/unfinished/journal.bin").exists() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    std::thread::sleep(std::time::Duration::from_millis(200));
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().expect("kill starts").success());
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
}
