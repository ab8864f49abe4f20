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
    particles(12)
}

/// So many particles; the hundredth part of a stake tells them apart.
fn particles(count: u32) -> String {
    let mut text = String::from("particle,weight,distance,worlds_seed,hope,stake_shared,same_shoes\n");
    for number in 0..count {
        let stake = 0.05 + 0.36 * f64::from(number) / f64::from(count);
        let (weight, shoes) = (if number == 11 { 4 } else { 1 }, 0.1 + 0.07 * f64::from(number * 5 % 12));
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
fn a_run_says_which_parameters_each_contrast_hangs_on_and_marks_what_is_noise() {
    let folder = folder();
    fs::write(folder.path("mine.csv"), particles(36)).expect("a file");
    let said = done(&folder, &["run", "town.toml", "--uncertain", "mine.csv", "--draws", "39", "--out", "out"]);
    assert!(said.contains("Trust in people in general hangs most on"), "{said}");
    let table = said.split("by a probe of one second").nth(1).expect("a table");
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{said}");
    let found = rows(&folder, "out/uncertain_indices.csv");
    let number = |row: &Row, column: &str| row[column].parse::<f64>().expect("a number");
    // Three pairs, three parameters; some indicators are the same at all draws.
    assert!(found.len() > 100 && found.len().is_multiple_of(3), "{}", found.len());
    for row in &found {
        let index = number(row, "index");
        assert!(number(row, "low") <= index && index <= number(row, "high"), "{row:?}");
        assert!(number(row, "noise") < number(row, "noise_of_all"), "{row:?}");
        assert_eq!(row["told"] == "true", index > number(row, "noise_of_all"), "{row:?}");
    }
    assert!(found.iter().any(|row| row["told"] == "true" && row["parameter"] == "stake_shared"));
    assert!(found.iter().any(|row| row["particles"] == "36") && !found.iter().any(|row| row["particles"] == "39"));
    let page = fs::read_to_string(folder.path("out/report.html")).expect("a report");
    assert!(page.contains("Which number it hangs on most") && page.contains("not told from noise"));
}

/// What an estimate of a contrast is, by regime, reference, population and indicator.
fn contrasts(folder: &Folder, out: &str) -> BTreeMap<[String; 4], [f64; 3]> {
    let rows = rows(folder, &format!("{out}/uncertain.csv"));
    let row = |row: &Row| {
        let key = ["regime", "reference", "population", "indicator"].map(|column| row[column].clone());
        (key, ["mean", "low", "high"].map(|column| row[column].parse().unwrap_or(f64::NAN)))
    };
    rows.iter().map(row).collect()
}

fn same(one: [f64; 3], other: [f64; 3]) -> bool {
    one.iter().zip(other).all(|(a, b)| (a - b).abs() <= 1e-9 * a.abs().max(1.0) || (a.is_nan() && b.is_nan()))
}

#[test]
fn an_ablation_over_draws_has_every_draw_with_and_without_under_one_luck() {
    let folder = folder();
    let small = ["--uncertain", "mine.csv", "--draws", "6", "--set", "weeks=26"];
    done(&folder, &[&["run", "town.toml", "--out", "run"][..], &small].concat());
    let only = ["--only", "promise,same_shoes,hope"];
    let said =
        done(&folder, &[&["ablate", "town.toml", "--out", "out", "--from", "services"][..], &only, &small].concat());
    assert!(said.contains("24 points x 3 regimes x 2 replicates = 144 runs"), "{said}");
    assert!(said.contains("Over 6 draws of 6 different particles"), "{said}");
    let (of_run, found) = (contrasts(&folder, "run"), rows(&folder, "out/ablation.csv"));
    let mut compared = 0;
    for row in found.iter().filter(|row| row["quantity"] == "stands") {
        let key = ["regime", "reference", "population", "indicator"].map(|column| row[column].clone());
        let here = ["mean", "low", "high"].map(|column| row[column].parse().unwrap_or(f64::NAN));
        assert!(same(of_run[&key], here), "{row:?}: {:?}", of_run[&key]);
        compared += usize::from(here[0].is_finite());
    }
    assert!(compared > 100, "{compared}");
    // Nothing is promised here, so that without it all is as it was, if each draw has its own years before.
    let promise: Vec<&Row> = found.iter().filter(|row| row["ablation"] == "promise").collect();
    assert!(!promise.is_empty() && promise.iter().all(|row| row["inert"] == "true"));
    let carried = |row: &&Row| row["quantity"] == "carried" && row["ablation"] == "same_shoes" && row["n"] == "6";
    let shares: Vec<f64> =
        found.iter().filter(carried).map(|row| row["share_above"].parse().expect("a share")).collect();
    assert!(shares.iter().any(|share| *share > 0.0) && shares.iter().all(|share| (share * 6.0).fract() < 1e-9));
    // Of the posterior's own parameter the draw's value is gone, and the others stay.
    let points = rows(&folder, "out/points.csv");
    let without: Vec<&Row> = points.iter().filter(|row| row["ablation"] == "same_shoes").collect();
    assert!(
        without.len() == 6 && without.iter().all(|row| row["same_shoes"] == "0" && !row["stake_shared"].is_empty())
    );
    is_made_again(&folder, "out", "ablate");
    done(&folder, &["verify", "out", "--runs", "7"]);
    done(&folder, &["report", "out", "--language", "it"]);
}

#[test]
fn a_contrast_taken_apart_over_draws_adds_up_in_each_and_is_that_of_the_run() {
    let folder = folder();
    let small = ["--uncertain", "mine.csv", "--draws", "5", "--set", "weeks=26"];
    done(&folder, &[&["run", "town.toml", "--out", "run"][..], &small].concat());
    let between = ["--from", "professional-centred", "--to", "mutual-self-help", "--hours", "8"];
    let said = done(&folder, &[&["decompose", "town.toml", "--out", "out"][..], &between, &small].concat());
    assert!(said.contains("10 points x 33 regimes x 2 replicates = 660 runs"), "{said}");
    assert!(said.contains("Over 5 draws of 5 different particles"), "{said}");
    let table = said.split("by a probe of one second").nth(1).expect("a table");
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{said}");
    let (of_run, found) = (contrasts(&folder, "run"), rows(&folder, "out/decomposition.csv"));
    let mut compared = 0;
    for block in found.chunks(6).filter(|block| block[0]["basis"] == "as_run") {
        let key = ["to", "from", "population", "indicator"].map(|column| block[0][column].clone());
        let here = ["mean", "low", "high"].map(|column| block[0][column].parse().unwrap_or(f64::NAN));
        // Of people who are there under every mixture, in every world.
        if here[0].is_nan() || !["everyone", "struck"].contains(&key[2].as_str()) {
            continue;
        }
        assert!(same(of_run[&key], here), "{key:?}: {here:?}, {:?}", of_run[&key]);
        let sum: f64 = block[1..].iter().map(|row| row["mean"].parse::<f64>().expect("a number")).sum();
        assert!((sum - here[0]).abs() < 1e-9 * here[0].abs().max(1.0), "{key:?}");
        assert!(block.iter().all(|row| !row["share_above"].is_empty() && row["distinct"] == "5"));
        compared += 1;
    }
    assert!(compared > 50, "{compared}");
    assert_eq!(rows(&folder, "out/points.csv").len(), 10);
    is_made_again(&folder, "out", "decompose");
    done(&folder, &["verify", "out", "--runs", "7"]);
    done(&folder, &["report", "out", "--language", "it"]);
}

#[test]
fn studies_of_causes_over_draws_give_the_same_bytes_however_they_are_done() {
    let folder = folder();
    let small = ["--uncertain", "mine.csv", "--draws", "4", "--set", "weeks=15", "--set", "people=100"];
    let asked = [&["ablate", "town.toml", "--only", "hope", "--from", "services"][..], &small].concat();
    same_however_it_is_done(&folder, &asked, "ablation.csv");
    let folder = self::folder();
    let asked =
        [&["decompose", "town.toml", "--from", "professional-centred", "--to", "case-centred"][..], &small].concat();
    same_however_it_is_done(&folder, &asked, "decomposition.csv");
}

#[test]
fn the_usual_posterior_comes_with_the_program() {
    let folder = folder();
    let small = ["--set", "weeks=20", "--draws", "3"];
    let said = done(&folder, &[&["run", "town.toml", "--out", "out"][..], &small, &["--uncertain"]].concat());
    let of = "town over 3 draws of three-regimes, fitted in towns of 20,000 people (docs/fitting.md)\n";
    assert!(said.contains(of), "{said}");
    assert!(said.contains("town sets onset_per_week itself: here the posterior does"), "{said}");
    assert!(
        again(&folder, "out", "run")
            .ends_with(&["--uncertain", "three-regimes", "--draws", "3", "--replicates", "2"].map(String::from))
    );
    is_made_again(&folder, "out", "run");
    let named = [&["run", "town.toml", "--out", "named", "--uncertain", "three-regimes"][..], &small].concat();
    done(&folder, &named);
    assert!(results(&folder, "out") == results(&folder, "named"));
}

#[test]
fn what_gives_no_draws_is_refused_with_the_reason() {
    let folder = folder();
    let said = |more: &[&str]| refused(&folder, &[&["run", "town.toml"][..], more].concat());
    let misspelt = said(&["--uncertain", "three-regime"]);
    assert!(
        misspelt.contains("did you mean `three-regimes`?")
            && misspelt.contains("comes with the program: three-regimes"),
        "{misspelt}"
    );
    let set = said(&["--uncertain", "mine.csv", "--set", "hope=false"]);
    // A folder stands for the posterior in it, if there is one.
    fs::create_dir(folder.path("fitted")).expect("a folder");
    assert!(said(&["--uncertain", "fitted"]).contains("irectory"));
    fs::copy(folder.path("mine.csv"), folder.path("fitted/posterior.csv")).expect("a file");
    let told = done(&folder, &["run", "town.toml", "--uncertain", "fitted", "--draws", "3", "--out", "of-a-folder"]);
    assert!(told.contains("town over 3 draws of fitted\n"), "{told}");
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
