//! Studies over the draws of a posterior, from outside: what a folder keeps of it, doing it again, threads, interruption, parts,
//! refusals.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use shared::{Folder, done, refused, results};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const TOWN: &str = r#"
people = 150
weeks = 60
burn_in_weeks = 20
regimes = ["none", "professional-centred", "mutual-self-help"]

[parameters]
onset_per_week = 0.02
"#;

/// Twelve particles, of which the last weighs as much as four others.
fn posterior() -> String {
    let mut text = String::from("particle,weight,distance,worlds_seed,hope,stake_shared,same_shoes\n");
    for number in 0..12 {
        let (weight, stake) = (if number == 11 { 4 } else { 1 }, 0.05 + 0.03 * f64::from(number));
        let shoes = 0.1 + 0.07 * f64::from(number * 5 % 12);
        text += &format!("{},{weight},1,5,{},{stake:.2},{shoes:.2}\n", number * 3, number % 2 == 0);
    }
    text
}

fn folder() -> Folder {
    let folder = Folder::with_town(TOWN);
    fs::write(folder.path("mine.csv"), posterior()).expect("a file");
    folder
}

type Row = BTreeMap<String, String>;

/// The rows of a table, each by the names of its columns.
fn rows(folder: &Folder, file: &str) -> Vec<Row> {
    let mut table = csv::Reader::from_path(folder.path(file)).expect("a table");
    table.deserialize().map(|row| row.expect("a row")).collect()
}

/// The command that a report says makes a result again, as arguments.
fn again(folder: &Folder, out: &str, command: &str) -> Vec<String> {
    let page = fs::read_to_string(folder.path(&format!("{out}/report.html"))).expect("a report");
    let from = page.find(&format!("mutua {command} ")).expect("the command");
    let line = page[from..].split(['<', '\n']).next().expect("a line");
    line.split_whitespace().skip(1).map(str::to_owned).collect()
}

/// That the printed command, in the folder of a result, makes the same tables.
fn is_made_again(folder: &Folder, out: &str, command: &str) {
    let words = again(folder, out, command);
    let inside = Folder::new();
    for name in ["scenario.toml", "points-list.csv"] {
        fs::copy(folder.path(&format!("{out}/{name}")), inside.path(name)).expect("a copy");
    }
    let words: Vec<&str> = words.iter().map(String::as_str).chain(["--out", "again"]).collect();
    done(&inside, &words);
    // A scenario is called like its file, so that pages and manifests differ.
    let tables = |folder: &Folder, out: &str| {
        let mut files = results(folder, out);
        files.retain(|name, _| name.extension().is_some_and(|ending| ending == "csv"));
        files
    };
    assert!(tables(folder, out) == tables(&inside, "again"), "{words:?}");
}

#[test]
fn a_run_keeps_its_posterior_and_is_made_again_by_the_command_that_it_prints() {
    let folder = folder();
    let said = done(&folder, &["run", "town.toml", "--uncertain", "mine.csv", "--draws", "15", "--out", "out"]);
    assert!(said.contains("town over 15 draws of mine.csv"), "{said}");
    assert!(said.contains("15 points x 3 regimes x 2 replicates = 90 runs"), "{said}");
    let kept = fs::read_to_string(folder.path("out/points-list.csv")).expect("the posterior");
    assert_eq!(kept, posterior(), "the whole of it, as it was");
    let manifest = fs::read_to_string(folder.path("out/manifest.json")).expect("a manifest");
    assert!(manifest.contains("\"points-list.csv\"") && !manifest.contains("mine.csv"), "{manifest}");
    let draws = rows(&folder, "out/points.csv");
    assert_eq!(draws.len(), 15);
    assert_eq!(draws.iter().filter(|draw| draw["stake_shared"] == "0.38").count(), 4, "by weight");
    is_made_again(&folder, "out", "run");
    let said = done(&folder, &["verify", "out", "--runs", "9"]);
    assert!(said.contains("9 of 90 runs repeated"), "{said}");
}

#[test]
fn the_usual_posterior_comes_with_the_program() {
    let folder = folder();
    let small = ["--set", "weeks=20", "--draws", "3"];
    let said = done(&folder, &[&["run", "town.toml", "--out", "out"][..], &small, &["--uncertain"]].concat());
    assert!(said.contains("town over 3 draws of town"), "{said}");
    assert!(said.contains("town sets onset_per_week itself: here the posterior does"), "{said}");
    assert!(again(&folder, "out", "run").ends_with(&["--uncertain", "town", "--draws", "3", "--replicates", "2"].map(String::from)));
    is_made_again(&folder, "out", "run");
    let named = [&["run", "town.toml", "--out", "named", "--uncertain", "town"][..], &small].concat();
    done(&folder, &named);
    assert!(results(&folder, "out") == results(&folder, "named"));
}

#[test]
fn what_gives_no_draws_is_refused_with_the_reason() {
    let folder = folder();
    let said = |more: &[&str]| refused(&folder, &[&["run", "town.toml"][..], more].concat());
    let misspelt = said(&["--uncertain", "twon"]);
    assert!(misspelt.contains("did you mean `town`?") && misspelt.contains("comes with the program: town"), "{misspelt}");
    let set = said(&["--uncertain", "mine.csv", "--set", "hope=false"]);
    assert!(set.contains("leave --set hope out"), "{set}");
    assert!(said(&["--uncertain", "mine.csv", "--replicates", "1"]).contains("at least 2 worlds"));
    assert!(said(&["--draws", "5"]).contains("--uncertain"));
    fs::write(folder.path("mine.csv"), posterior().replace(",0.38,", ",38,")).expect("a file");
    let beyond = said(&["--uncertain", "mine.csv"]);
    assert!(beyond.contains("mine.csv:13:") && beyond.contains("stake_shared"), "{beyond}");
}

#[test]
fn a_run_gives_the_same_bytes_for_every_number_of_threads_after_an_end_on_the_way_and_in_parts() {
    let folder = folder();
    let asked = ["run", "town.toml", "--uncertain", "mine.csv", "--draws", "5", "--set", "weeks=20"];
    same_however_it_is_done(&folder, &asked, "uncertain.csv");
}

/// One thread or two, killed and resumed, in two parts, and with replicates added.
fn same_however_it_is_done(folder: &Folder, asked: &[&str], table: &str) {
    let study = |more: &[&str]| done(folder, &[asked, more].concat());
    study(&["--threads", "1", "--out", "one"]);
    study(&["--threads", "2", "--out", "two"]);
    let one = results(folder, "one");
    assert!(one == results(folder, "two") && one.contains_key(Path::new(table)), "{:?}", one.keys());
    // As a kill would leave it: its results are gone, some runs are kept.
    let root = folder.path("two");
    let runs = fs::read(root.join("runs.bin")).expect("runs");
    fs::remove_dir_all(&root).expect("gone");
    fs::create_dir(&root).expect("a folder");
    fs::write(root.join("runs.bin"), &runs[..runs.len() * 2 / 5]).expect("some runs");
    assert!(study(&["--out", "two", "--resume"]).contains("of them done"));
    assert!(one == results(folder, "two"));
    assert!(study(&["--out", "two", "--resume"]).contains("finished already"));
    for (part, out) in [("1/2", "part-1"), ("2/2", "part-2")] {
        study(&["--shard", part, "--out", out]);
    }
    done(folder, &["merge", "part-2", "part-1", "--out", "joined"]);
    assert!(one == results(folder, "joined"));
    study(&["--out", "two", "--resume", "--replicates", "3"]);
    study(&["--out", "three", "--replicates", "3"]);
    let read = |out: &str| fs::read(folder.path(&format!("{out}/{table}"))).expect("a table");
    assert!(read("two") == read("three") && read("two") != read("one"));
    done(folder, &["verify", "two", "--runs", "5"]);
}
