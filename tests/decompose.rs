//! A contrast taken apart, from outside: parts add up, are what all orders say, and nothing else; threads, interruption, parts
//! of an ensemble, refusals.
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
replicates = 2
regimes = ["none", "mutual-self-help"]

[parameters]
onset_per_week = 0.02

[[regime]]
name = "seldom"
like = "mutual-self-help"
meets_every_weeks = 4
turns_per_meeting = 9
entry = ["desk"]
"#;

/// Two regimes that differ in who decides, how often and the door.
const SELDOM: [&str; 4] = ["--from", "directive-group", "--to", "seldom"];
/// The headline: five parts.
const HEADLINE: [&str; 4] = ["--from", "professional-centred", "--to", "mutual-self-help"];

fn decompose(folder: &Folder, more: &[&str]) -> String {
    done(folder, &[&["decompose", "town.toml"][..], more].concat())
}

type Row = BTreeMap<String, String>;

/// The rows of a table, each by the names of its columns.
fn rows(folder: &Folder, file: &str) -> Vec<Row> {
    let mut table = csv::Reader::from_path(folder.path(file)).expect("a table");
    table.deserialize().map(|row| row.expect("a row")).collect()
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or(f64::NAN)
}

/// The contrast and its parts, block by block of basis, population and indicator.
fn blocks(rows: &[Row], parts: usize) -> impl Iterator<Item = (&Row, &[Row])> {
    rows.chunks(parts + 1).map(|block| {
        let (contrast, parts) = block.split_first().expect("a contrast");
        assert_eq!(contrast["part"], "contrast");
        let keys = ["basis", "population", "indicator", "n"];
        assert!(parts.iter().all(|part| keys.iter().all(|key| part[*key] == contrast[*key])), "{contrast:?}");
        (contrast, parts)
    })
}

#[test]
fn parts_add_up_to_the_contrast_and_shares_to_one() {
    let folder = Folder::with_town(TOWN);
    let said = decompose(&folder, &[&HEADLINE[..], &["--hours", "8", "--out", "out"]].concat());
    assert!(said.contains("From professional-centred to mutual-self-help, in 5 parts:"), "{said}");
    assert!(said.contains("meetings_agreed goes with aim here: an end is agreed with one person"), "{said}");
    assert!(said.contains("2 points x 33 regimes x 2 replicates = 132 runs"), "{said}");
    assert!(said.contains("Worker hours used for 1,000 people, by regime: "), "{said}");
    let table = said.split("by a probe of one second").nth(1).expect("a table");
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{said}");
    let found = rows(&folder, "out/decomposition.csv");
    // Three bases, eight populations, every indicator, five parts and the contrast.
    let indicators = mutua::model::indicator::INDICATORS.len();
    assert_eq!(found.len(), 3 * 8 * indicators * 6);
    let (mut defined, mut shared) = (0, 0);
    for (contrast, parts) in blocks(&found, 5) {
        let sum: f64 = parts.iter().map(|part| number(part, "mean")).sum();
        let whole = number(contrast, "mean");
        if contrast["n"] != "0" {
            defined += 1;
            let size = parts.iter().map(|part| number(part, "mean").abs()).fold(whole.abs(), f64::max);
            assert!((sum - whole).abs() <= 1e-11 * size.max(1.0), "{contrast:?}: {sum}");
        }
        if !parts[0]["share"].is_empty() {
            shared += 1;
            let shares: Vec<f64> = parts.iter().map(|part| number(part, "share")).collect();
            assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9 && shares.iter().all(|share| *share >= 0.0));
            assert!(parts.iter().all(|part| number(part, "mean") * whole >= 0.0), "{contrast:?}");
        }
    }
    assert!(defined > 300 && shared > 0, "{defined} defined, {shared} with shares");
    let header = fs::read_to_string(folder.path("out/decomposition.csv")).expect("a table");
    let columns = "basis,from,to,population,indicator,part,mean,sd,low,high,n,share,first_in,first_in_sd,first_in_low,\
                   first_in_high,last_in,last_in_sd,last_in_low,last_in_high";
    assert_eq!(header.lines().next(), Some(columns));
}

/// Every order of so many parts.
fn orders(parts: usize) -> Vec<Vec<usize>> {
    match parts {
        0 => vec![Vec::new()],
        _ => orders(parts - 1)
            .into_iter()
            .flat_map(|order| {
                (0..parts).map(move |place| {
                    let mut order = order.clone();
                    order.insert(place, parts - 1);
                    order
                })
            })
            .collect(),
    }
}

#[test]
fn a_part_is_worth_the_mean_of_what_it_adds_over_all_orders_of_the_cells() {
    let folder = Folder::with_town(TOWN);
    decompose(&folder, &[&SELDOM[..], &["--out", "out"]].concat());
    let (cells, found) = (rows(&folder, "out/cells.csv"), rows(&folder, "out/decomposition.csv"));
    let pairs = rows(&folder, "out/part_interactions.csv");
    let parts = ["who_decides", "how_often", "which_door"];
    let mut checked = 0;
    for (population, indicator) in [
        ("everyone", "generalised_trust"),
        ("struck", "recovered"),
        ("everyone", "worker_hours"),
        ("struck", "dependence"),
    ] {
        let here = |row: &&Row| {
            (row["basis"].as_str(), &*row["population"], &*row["indicator"]) == ("as_run", population, indicator)
        };
        // The mean of a cell by its parts, read by what the columns say and not by its number.
        let mut value = BTreeMap::new();
        for cell in cells.iter().filter(here).filter(|cell| cell["cell"] != "none") {
            let set: Vec<bool> = parts.iter().map(|part| cell[*part] == "seldom").collect();
            value.insert(set, number(cell, "mean"));
        }
        assert_eq!(value.len(), 8);
        let mut worth = [0.0; 3];
        let all = orders(3);
        for order in &all {
            let mut set = vec![false; 3];
            for part in order {
                let before = value[&set];
                set[*part] = true;
                worth[*part] += (value[&set] - before) / all.len() as f64;
            }
        }
        for (part, worth) in parts.iter().zip(worth) {
            let row = found.iter().filter(here).find(|row| row["part"] == *part).expect("a part");
            assert!((number(row, "mean") - worth).abs() <= 1e-9 * worth.abs().max(1.0), "{worth}: {row:?}");
            checked += 1;
        }
        // Of three, the third is as it was in one half of the orders and as it will be in the other.
        let pair = pairs.iter().filter(here).find(|row| row["other_part"] == "which_door").expect("a pair");
        assert_eq!(pair["part"], "who_decides");
        let beyond = |often: bool| {
            let of = |decides: bool, door: bool| value[&vec![decides, often, door]];
            of(true, true) - of(true, false) - of(false, true) + of(false, false)
        };
        let expected = 0.5 * (beyond(false) + beyond(true));
        assert!((number(pair, "mean") - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{expected}: {pair:?}");
    }
    assert_eq!(checked, 12);
    assert!(found.iter().any(|row| row["part"] == "which_door" && number(row, "mean") != 0.0));
}

#[test]
fn the_ends_are_the_two_regimes_as_a_run_has_them_and_equal_parts_are_not_there() {
    let folder = Folder::with_town(TOWN);
    decompose(&folder, &["--from", "mutual-self-help", "--to", "seldom", "--out", "out"]);
    let fields: Vec<(String, String)> =
        rows(&folder, "out/parts.csv").iter().map(|row| (row["part"].clone(), row["field"].clone())).collect();
    let expected = [("how_often", "meets_every_weeks"), ("how_often", "turns_per_meeting"), ("which_door", "entry")];
    assert_eq!(fields, expected.map(|(part, field)| (part.to_owned(), field.to_owned())));
    done(&folder, &["run", "town.toml", "--out", "run"]);
    let contrasts = rows(&folder, "run/contrasts.csv");
    let found = rows(&folder, "out/decomposition.csv");
    let mut compared = 0;
    for basis in ["as_run", "per_worker_hour"] {
        for population in ["everyone", "struck"] {
            let here = |row: &&Row| row["basis"] == basis && row["population"] == population;
            let of_run = contrasts.iter().filter(here);
            for run in of_run.filter(|row| row["regime"] == "seldom" && row["reference"] == "mutual-self-help") {
                let whole = found
                    .iter()
                    .filter(here)
                    .find(|row| row["part"] == "contrast" && row["indicator"] == run["indicator"]);
                let whole = whole.expect("the contrast");
                for column in ["mean", "low", "high"] {
                    let (there, here) = (number(run, column), number(whole, column));
                    let same = (there - here).abs() <= 1e-11 * there.abs().max(1.0) || there.is_nan();
                    assert!(same, "{basis}, {column}: {run:?}, {whole:?}");
                    compared += usize::from(there.is_finite());
                }
            }
        }
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn a_part_that_changes_nothing_is_worth_exactly_nought() {
    // Nobody comes in by being sent, so a promise of voice is the only thing that could matter; without its switch it cannot.
    let text = TOWN.to_owned() + "announced_voice = 0.5\n[switches]\npromise = false\n";
    let folder = Folder::with_town(&text);
    decompose(&folder, &["--from", "mutual-self-help", "--to", "seldom", "--out", "out"]);
    let found = rows(&folder, "out/decomposition.csv");
    let (mut nought, mut other) = (0, 0);
    for (contrast, parts) in blocks(&found, 3).filter(|(contrast, _)| contrast["n"] == "2") {
        let [decides, often, _] = parts else { panic!("three parts") };
        assert_eq!((decides["part"].as_str(), contrast["basis"].is_empty()), ("who_decides", false));
        for column in ["mean", "sd", "low", "high", "first_in", "last_in"] {
            assert_eq!(decides[column], "0", "{decides:?}");
        }
        nought += 1;
        other += usize::from(often["mean"] != "0");
    }
    assert!(nought > 100 && other > 50, "{nought} and {other}");
    let pairs = rows(&folder, "out/part_interactions.csv");
    let with_it = pairs.iter().filter(|row| row["n"] == "2" && row["part"] == "who_decides");
    assert!(with_it.clone().count() > 100 && with_it.clone().all(|row| row["mean"] == "0"));
}

#[test]
fn a_study_gives_the_same_bytes_for_every_number_of_threads_and_after_an_end_on_the_way() {
    let folder = Folder::with_town(TOWN);
    let asked = [&SELDOM[..], &["--hours", "8"]].concat();
    decompose(&folder, &[&asked[..], &["--threads", "1", "--out", "one"]].concat());
    decompose(&folder, &[&asked[..], &["--threads", "2", "--out", "two"]].concat());
    let one = results(&folder, "one");
    assert!(one == results(&folder, "two"), "{:?}", one.keys());
    let files = ["parts.csv", "decomposition.csv", "part_interactions.csv", "cells.csv", "runs.bin", "report.html"];
    assert!(files.iter().all(|name| one.contains_key(Path::new(name))));
    assert_eq!(one.keys().filter(|name| name.starts_with("plots")).count(), 14);

    // As a kill would leave it: its results are gone, some runs are kept.
    let root = folder.path("two");
    let runs = fs::read(root.join("runs.bin")).expect("runs");
    fs::remove_dir_all(&root).expect("gone");
    fs::create_dir(&root).expect("a folder");
    fs::write(root.join("runs.bin"), &runs[..runs.len() * 2 / 5]).expect("some runs");
    let other = ["decompose", "town.toml", "--from", "directive-group", "--to", "seldom", "--out", "two", "--resume"];
    assert!(refused(&folder, &other).contains("another ensemble"));
    let said = decompose(&folder, &[&asked[..], &["--out", "two", "--resume"]].concat());
    assert!(said.contains("of them done"), "{said}");
    assert!(one == results(&folder, "two"));
    let said = decompose(&folder, &[&asked[..], &["--out", "two", "--resume"]].concat());
    assert!(said.contains("finished already"), "{said}");
    let said = done(&folder, &["verify", "two", "--all"]);
    assert!(said.contains("36 of 36 runs repeated"), "{said}");
    // More replicates are added, and what is there stays.
    decompose(&folder, &[&asked[..], &["--out", "two", "--resume", "--replicates", "3"]].concat());
    decompose(&folder, &[&asked[..], &["--out", "three", "--replicates", "3"]].concat());
    let table = |out: &str| fs::read(folder.path(&format!("{out}/decomposition.csv"))).expect("a table");
    assert!(table("two") == table("three") && table("two") != table("one"));
}

#[test]
fn parts_of_a_study_joined_are_the_whole_and_its_report_says_how_to_make_it_again() {
    let folder = Folder::with_town(TOWN);
    let asked = [&SELDOM[..], &["--part", "rhythm=meets_every_weeks"]].concat();
    decompose(&folder, &[&asked[..], &["--out", "whole"]].concat());
    for (part, out) in [("1/2", "part-1"), ("2/2", "part-2")] {
        decompose(&folder, &[&asked[..], &["--shard", part, "--out", out]].concat());
    }
    refused(&folder, &["merge", "part-1", "--out", "joined"]);
    done(&folder, &["merge", "part-2", "part-1", "--out", "joined"]);
    assert!(results(&folder, "whole") == results(&folder, "joined"));
    let page = fs::read_to_string(folder.path("whole/report.html")).expect("a report");
    let again = "mutua decompose scenario.toml --from directive-group --to seldom --part rhythm=meets_every_weeks";
    assert!(page.contains(again), "the command is not there");
    let manifest = fs::read_to_string(folder.path("whole/manifest.json")).expect("a manifest");
    assert!(manifest.contains("\"cell-abab\""), "{manifest}");
    done(&folder, &["report", "whole", "--language", "it"]);
    let italian = fs::read_to_string(folder.path("whole/report.it.html")).expect("a report");
    assert!(italian.contains("chi decide") && italian.contains("rhythm"), "parts are named");
}

#[test]
fn what_is_shown_can_be_chosen() {
    let folder = Folder::with_town(TOWN);
    let shown = ["--indicator", "burden,coping", "--population", "everyone", "--out", "out"];
    let said = decompose(&folder, &[&SELDOM[..], &shown].concat());
    assert!(said.contains("seldom minus directive-group, as run: everyone") && said.contains("  Burden"), "{said}");
    assert!(!said.contains("Recovered +") && said.contains("difference in burden (everyone)"), "{said}");
    for (option, value, why) in
        [("--indicator", "burdn", "did you mean `burden`?"), ("--population", "strucks", "did you mean `struck`?")]
    {
        let said = refused(&folder, &[&["decompose", "town.toml"][..], &SELDOM, &[option, value]].concat());
        assert!(said.contains(why), "{said}");
    }
}

#[test]
fn what_cannot_be_taken_apart_is_refused_and_nothing_is_written() {
    let folder = Folder::with_town(TOWN);
    for (from, to, more, why) in [
        ("seldom", "seldom", &[][..], "seldom and seldom do not differ"),
        ("none", "seldom", &[], "`none` has no structure"),
        ("seldm", "mutual-self-help", &[], "did you mean `seldom`?"),
        ("seldom", "case-centered", &[], "did you mean `case-centred`?"),
        ("seldom", "zebra", &[], "there are none, mutual-self-help, seldom, professional-centred"),
        ("seldom", "mutual-self-help", &["--part", "x=entri"], "did you mean `entry`?"),
        ("seldom", "mutual-self-help", &["--part", "x=aim"], "do not differ in aim"),
        ("seldom", "mutual-self-help", &["--part", "contrast=entry"], "a column of the tables"),
        ("seldom", "mutual-self-help", &["--part", "entry"], "NAME=field,field"),
        ("seldom", "mutual-self-help", &["--hours", "0"], "--hours 0 for 1,000 people comes to 0 hours a week"),
        ("seldom", "mutual-self-help", &["--hours", "9000"], "at most 60"),
        ("professional-centred", "seldom", &["--part", "x=aim"], "x as in professional-centred"),
    ] {
        let said = refused(&folder, &[&["decompose", "town.toml", "--from", from, "--to", to][..], more].concat());
        assert!(said.contains(why), "{from}, {to}, {more:?}: {said}");
    }
    let each = ["a=present,aim,capacity", "b=catchment", "c=meets_every_weeks", "d=facilitation"];
    let parts: Vec<&str> = each.iter().flat_map(|part| ["--part", part]).collect();
    let said = refused(&folder, &[&["decompose", "town.toml"][..], &HEADLINE, &parts].concat());
    assert!(said.contains("differ in 8 parts") && said.contains("256 regimes"), "{said}");
    assert!(!folder.path("results").exists());
    decompose(&folder, &SELDOM);
    assert!(folder.path("results/decompose-town/decomposition.csv").exists());
}
