//! `mutua state`: the state that it writes is that of the oracle, and what cannot be asked is refused.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use mutua::scenario::Scenario;
use mutua_oracle::Oracle;
use shared::{Folder, mutua, told};
use std::fs;
use std::process::{Output, Stdio};

/// A town in which much happens.
const TOWN: &str = r#"
question = "What is in a state?"
seed = 20
people = 50
weeks = 40
burn_in_weeks = 12
replicates = 3
regimes = ["none", "case-centred", "community"]
[parameters]
people_per_neighbourhood = 20
workers_per_1000 = 30
categories = 2
onset_per_week = 0.02
technical_per_week = 0.03
worker_hours = 8
recruit_after_weeks = 4
civic_act = 0.3
"#;

/// A folder with the town in it.
fn folder() -> Folder {
    let folder = Folder::new();
    fs::write(folder.path("town.toml"), TOWN).expect("a written scenario");
    folder
}

/// `mutua state` of the town.
fn state(folder: &Folder, more: &[&str]) -> Output {
    let arguments = [&["state", "town.toml"], more].concat();
    mutua(folder, &arguments).output().expect("the command starts")
}

/// The same, which must go well: what it wrote to standard output.
fn written(folder: &Folder, more: &[&str]) -> String {
    let output = state(folder, more);
    assert!(output.status.success(), "{more:?}: {}", told(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The state of the oracle after so many ticks, as the command writes it.
fn of_oracle(regime: &str, replicate: u32, ticks: u32) -> String {
    let scenario = Scenario::parse_as(TOWN, "town.toml", "town", &[]).expect("a valid scenario");
    let mut oracle = Oracle::new(&scenario.to_toml(), regime, replicate).expect("the oracle reads a resolved scenario");
    while oracle.tick() < ticks {
        oracle.phase();
    }
    let mut text = "entity,number,field,value\n".to_owned();
    for line in oracle.state() {
        text += &format!("{},{},{},{}\n", line.entity, line.number, line.field, line.value);
    }
    text
}

#[test]
fn the_state_is_that_of_the_oracle() {
    let folder = folder();
    for (asked, regime, replicate, ticks) in [
        (["--tick", "0"], "none", 0, 0),
        (["--tick", "7"], "community", 1, 7),
        (["--week", "1"], "case-centred", 0, 13),
        (["--week", "30"], "community", 2, 42),
        (["--tick", "42"], "case-centred", 0, 42),
        (["--week", "40"], "none", 0, 52),
    ] {
        let replicate_word = replicate.to_string();
        let text = written(&folder, &[&asked[..], &["--regime", regime, "--replicate", &replicate_word]].concat());
        assert!(text == of_oracle(regime, replicate, ticks), "{asked:?} {regime}");
    }
}

#[test]
fn week_0_has_the_regime_brought_in() {
    let folder = folder();
    let of = |asked: [&str; 2], regime: &str| written(&folder, &[&asked[..], &["--regime", regime]].concat());
    let (here, none) = (of(["--week", "0"], "case-centred"), of(["--week", "0"], "none"));
    assert_eq!(here, of(["--tick", "12"], "case-centred"));
    let skills =
        |text: &str| text.lines().filter(|line| line.contains(",skill,")).map(str::to_owned).collect::<Vec<_>>();
    // 0.7 of 32768.
    assert!(skills(&here).iter().all(|line| line.ends_with(",22938")), "{:?}", skills(&here));
    assert!(skills(&none).iter().all(|line| line.ends_with(",0")), "{:?}", skills(&none));
    // Counts begin at 0.
    let acts: Vec<_> = here.lines().filter(|line| line.contains(",acts,")).collect();
    assert!(acts.len() == 50 && acts.iter().all(|line| line.ends_with(",acts,0")));
}

#[test]
fn a_file_is_written_whole_and_replaced_only_when_asked() {
    let folder = folder();
    let text = written(&folder, &["--tick", "3"]);
    written(&folder, &["--tick", "3", "--out", "state.csv"]);
    let read = || fs::read_to_string(folder.path("state.csv")).expect("the state");
    assert_eq!(read(), text);
    let again = state(&folder, &["--tick", "4", "--out", "state.csv"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(told(&again).contains("--force"), "{}", told(&again));
    assert_eq!(read(), text);
    written(&folder, &["--tick", "4", "--out", "state.csv", "--force"]);
    assert_eq!(read(), written(&folder, &["--tick", "4"]));
    let names: Vec<_> = fs::read_dir(folder.0.path()).expect("a folder").flatten().map(|one| one.file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let folder = folder();
    for (asked, parts) in [
        (&["--week", "41", "--regime", "none"][..], &["--week 41", "ends at 40", "--set weeks=41"][..]),
        (&["--tick", "53", "--regime", "none"], &["--tick 53", "ends at 52", "--set weeks=41"]),
        (&["--week", "-1"], &["--week"]),
        (&["--week", "3", "--tick", "3"], &["cannot be used with"]),
        (&[], &["--week"]),
        (&["--week", "3"], &["none, case-centred, community", "--regime"]),
        (&["--week", "3", "--regime", "case-centered"], &["did you mean `case-centred`"]),
        (&["--tick", "3", "--replicate", "3"], &["--replicate 3", "0 to 2", "--set replicates=4"]),
        (&["--tick", "3", "--town", "1"], &["--town 1", "one town"]),
        (&["--tick", "3", "--out", "nowhere/state.csv"], &["nowhere"]),
        (&["--tick", "3", "--out", "."], &["--out ."]),
        (&["--tick", "3", "--set", "peeple=3"], &["people"]),
    ] {
        let output = state(&folder, asked);
        assert_eq!(output.status.code(), Some(2), "{asked:?}: {}", told(&output));
        let said = told(&output);
        assert!(parts.iter().all(|part| said.contains(part)), "{asked:?}: {said}");
        assert!(output.stdout.is_empty());
    }
    let is_left = |name: &str| folder.path(name).exists();
    assert!(!is_left("state.csv") && !is_left("nowhere") && !is_left("results"));
}

#[test]
fn a_town_of_several_has_its_own_state() {
    let folder = folder();
    let towns = ["--tick", "2", "--set", "people_per_town=25"];
    let of = |town: &str| written(&folder, &[&towns[..], &["--town", town]].concat());
    assert_ne!(of("0"), of("1"));
    assert!(of("1").contains("person,24,") && !of("1").contains("person,25,"));
}

/// Whoever reads only the beginning is no failure; a full disk is one.
#[cfg(unix)]
#[test]
fn a_closed_pipe_is_quiet_and_a_full_device_is_told() {
    use std::process::Command;
    let folder = folder();
    let program = env!("CARGO_BIN_EXE_mutua");
    let asked = "state town.toml --tick 5 --set people=3000";
    let under = |script: &str| Command::new("sh").current_dir(folder.0.path()).args(["-c", script]).output();
    let output = under(&format!("{{ '{program}' {asked}; echo $? >code; }} | head -n 2")).expect("sh starts");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
    assert!(output.stderr.is_empty(), "{}", told(&output));
    assert_eq!(fs::read_to_string(folder.path("code")).expect("a code").trim(), "0");
    if std::path::Path::new("/dev/full").exists() {
        let output = under(&format!("'{program}' {asked} >/dev/full")).expect("sh starts");
        assert_eq!(output.status.code(), Some(1));
        assert!(told(&output).contains("standard output"), "{}", told(&output));
    }
    let output = under(&format!("ulimit -f 8; '{program}' {asked} --out state.csv")).expect("sh starts");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("state.csv"), "{}", told(&output));
    let left = fs::read_dir(folder.0.path()).expect("a folder").flatten();
    assert!(left.map(|one| one.file_name()).all(|name| name == "town.toml" || name == "code"));
}

#[test]
fn neither_what_the_command_reads_nor_a_file_of_a_result_is_replaced() {
    let folder = folder();
    let refused = |scenario: &str, out: &str, why: &str| {
        let arguments = ["state", scenario, "--tick", "0", "--out", out, "--force"];
        let output = mutua(&folder, &arguments).output().expect("the command starts");
        assert_eq!(output.status.code(), Some(2), "{out}: {}", told(&output));
        assert!(told(&output).contains(why), "{out}: {}", told(&output));
    };
    refused("town.toml", "town.toml", "this command reads that file");
    refused("town.toml", "./town.toml", "this command reads that file");
    assert_eq!(fs::read_to_string(folder.path("town.toml")).expect("the scenario"), TOWN);
    let small = ["run", "town.toml", "--out", "done", "--set", "weeks=2", "--replicates", "1"];
    assert!(mutua(&folder, &small).output().expect("the command starts").status.success());
    let before = fs::read(folder.path("done/summary.csv")).expect("a table");
    refused("town.toml", "done/summary.csv", "a file of a result");
    assert_eq!(fs::read(folder.path("done/summary.csv")).expect("a table"), before);
}

/// Of two that write the same file at once each leaves a whole one, and nothing else stays.
#[test]
fn two_that_write_one_file_at_once_leave_it_whole() {
    let folder = folder();
    let ticks = ["0", "7"];
    let whole = ticks.map(|tick| written(&folder, &["--tick", tick, "--set", "people=3000"]));
    for _ in 0..5 {
        let run = |tick| {
            let arguments = ["state", "town.toml", "--tick", tick, "--set", "people=3000", "--out", "k.csv", "--force"];
            mutua(&folder, &arguments).stdout(Stdio::null()).spawn().expect("the command starts")
        };
        for mut one in ticks.map(run) {
            assert!(one.wait().expect("it ends").success());
        }
        let left = fs::read_to_string(folder.path("k.csv")).expect("the file");
        assert!(whole.contains(&left), "the file is a mixture, or cut");
    }
    let names = fs::read_dir(folder.path("")).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(names, ["k.csv", "town.toml"]);
}
