//! The same bytes whatever the threads, parts and kills; nothing else changes; towns and failed runs.

use super::shared::{Folder, done, files, mutua, results, told};
use super::sheet::{Row, of_run, rows, whole};
use mutua::ensemble::archive::Archive;
use mutua::record::FailedRun;
use mutua::record::plan::Plan;
use mutua::record::study::Description;
use mutua::scenario::Scenario;
use mutua::{RunOptions, RunRecord};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

const TABLES: [&str; 3] = ["members.csv", "networks.csv", "people.csv"];

const TOWN: &str = "
people = 120
weeks = 80
burn_in_weeks = 30
replicates = 5
regimes = ['mutual-self-help', 'none', 'case-centred']
[parameters]
onset_per_week = 0.01
";

const OBSERVED: &str = "
[observe]
members = true
networks = true
people = 30
";

fn observed_town() -> Folder {
    let folder = Folder::with_town(&format!("{TOWN}{OBSERVED}"));
    fs::write(folder.path("plain.toml"), TOWN).expect("a file");
    folder
}

#[test]
fn threads_parts_and_kills_change_no_byte_and_it_verifies() {
    let folder = observed_town();
    done(&folder, &["run", "town.toml", "--threads", "1", "--out", "one"]);
    let one = results(&folder, "one");
    assert!(TABLES.iter().all(|name| one.contains_key(Path::new(name))));
    done(&folder, &["run", "town.toml", "--threads", "3", "--out", "three"]);
    assert!(one == results(&folder, "three"), "threads");
    for part in ["1/2", "2/2"] {
        done(&folder, &["run", "town.toml", "--shard", part, "--out", &part[..1]]);
    }
    done(&folder, &["merge", "2", "1", "--out", "merged"]);
    assert!(one == results(&folder, "merged"), "parts");
    let resumed = ["run", "town.toml", "--threads", "1", "--out", "killed", "--resume"];
    let mut cut = 0;
    for kill in 0..6 {
        let mut child = mutua(&folder, &resumed).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        std::thread::sleep(Duration::from_millis(20 + 13 * kill));
        child.kill().expect("it can be killed");
        cut += u32::from(!child.wait().expect("it ends").success());
    }
    assert!(cut > 0, "it was done before it was killed");
    done(&folder, &resumed);
    assert!(one == results(&folder, "killed"), "kills");
    done(&folder, &["verify", "one", "--all"]);
}

#[test]
fn a_changed_table_does_not_verify_and_is_mended() {
    let folder = observed_town();
    done(&folder, &["run", "town.toml", "--out", "out"]);
    let right = results(&folder, "out");
    for name in TABLES {
        let path = folder.path("out").join(name);
        let text = fs::read_to_string(&path).expect("a table");
        fs::write(&path, text.replacen(",0,", ",1,", 1)).expect("a changed table");
        let verified = mutua(&folder, &["verify", "out", "--runs", "1"]).output().expect("the command starts");
        assert_eq!(verified.status.code(), Some(1));
        assert!(told(&verified).contains(&format!("{name} does not fit the runs")), "{}", told(&verified));
        done(&folder, &["run", "town.toml", "--out", "out", "--resume"]);
        assert!(right == results(&folder, "out"), "{name}");
    }
}

#[test]
fn no_other_file_and_no_state_is_changed_by_observing() {
    let folder = observed_town();
    done(&folder, &["run", "town.toml", "--out", "observed"]);
    done(&folder, &["run", "plain.toml", "--out", "plain"]);
    let (mut observed, mut plain) = (results(&folder, "observed"), results(&folder, "plain"));
    let states = |files: &std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>| {
        let manifest: serde_json::Value =
            serde_json::from_slice(&files[Path::new("manifest.json")]).expect("a manifest");
        manifest["runs"].clone()
    };
    assert_eq!(states(&observed), states(&plain));
    for name in TABLES {
        assert!(observed.remove(Path::new(name)).is_some() && !plain.contains_key(Path::new(name)), "{name}");
    }
    // These name the scenario, or hold the rows.
    for name in ["manifest.json", "scenario.toml", "runs.bin", "report.html"] {
        assert!(observed.remove(Path::new(name)) != plain.remove(Path::new(name)), "{name}");
    }
    assert!(observed == plain);
}

#[test]
fn a_result_without_rows_leaves_none_of_those_that_it_takes_the_place_of() {
    let folder = observed_town();
    done(&folder, &["run", "plain.toml", "--out", "right"]);
    done(&folder, &["run", "town.toml", "--out", "out"]);
    done(&folder, &["run", "plain.toml", "--out", "out", "--force"]);
    assert!(results(&folder, "out") == results(&folder, "right"));
}

#[test]
fn the_sample_is_the_same_under_every_regime_and_another_in_every_replicate_and_grows() {
    let folder = observed_town();
    let persons = |people: &str| {
        done(&folder, &["run", "town.toml", "--set", &format!("observe.people={people}"), "--out", people]);
        let table = rows(&folder.path(people).join("people.csv"));
        let of = |regime: &str, replicate| -> BTreeSet<u32> {
            of_run(&table, regime, replicate).map(|row| whole(row, "person")).collect()
        };
        let drawn: Vec<BTreeSet<u32>> = (0..5).map(|replicate| of("none", replicate)).collect();
        for (replicate, drawn) in (0..).zip(&drawn) {
            assert_eq!(drawn.len().to_string(), people);
            assert!(["mutual-self-help", "case-centred"].iter().all(|regime| of(regime, replicate) == *drawn));
        }
        drawn
    };
    let (few, more) = (persons("10"), persons("30"));
    assert!(few.iter().zip(&more).all(|(few, more)| few.is_subset(more)));
    assert!(few.iter().collect::<BTreeSet<_>>().len() == few.len(), "{few:?}");
    let other = format!("{TOWN}{OBSERVED}").replace("people = 120", "people = 120\nseed = 2");
    fs::write(folder.path("town.toml"), other).expect("a file");
    assert!(persons("9") != few);
}

#[test]
fn rows_of_a_country_are_those_of_its_towns() {
    // One person more than the towns can share alike.
    let text = format!("{TOWN}{OBSERVED}").replace("people = 30", "people = 31");
    let text = text.replace("people = 120", "people = 250\npeople_per_town = 90");
    let folder = Folder::with_town(&text);
    done(&folder, &["run", "town.toml", "--replicates", "1", "--out", "out"]);
    let sets = ["replicates=1".to_owned()];
    let country = Scenario::parse_as(&text, "town.toml", "town", &sets).expect("a scenario");
    let [members, networks, people] = TABLES.map(|name| rows(&folder.path("out").join(name)));
    assert_eq!(country.towns(), 3);
    for town in 0..3 {
        let alone = country.town(town).run(&RunOptions { threads: 1, twins: true }).expect("runs");
        for record in &alone.records {
            let RunRecord { regime, rows: Some(rows), .. } = record else { panic!("no rows") };
            let name = &country.regimes[*regime].name;
            let of_town = |table: &'_ [Row]| {
                let of_town = |row: &&Row| whole(row, "town") == town;
                of_run(table, name, 0).filter(of_town).map(|row| row["week"].clone()).collect::<Vec<_>>()
            };
            assert_eq!(of_town(&networks).len(), rows.quarters.len(), "{name} in town {town}");
            assert_eq!(of_town(&people).len(), rows.persons.len());
            assert_eq!(rows.persons.len(), country.town(town).observe.people as usize * 8);
            let told = of_run(&members, name, 0).filter(|row| whole(row, "town") == town);
            let told: Vec<[u32; 5]> = told
                .map(|row| ["person", "network", "entered", "turns_received", "turns_given"].map(|at| whole(row, at)))
                .collect();
            let spells = rows.spells.iter();
            let spells: Vec<[u32; 5]> = spells
                .map(|spell| [spell.person, spell.network, spell.entered, spell.turns_received, spell.turns_given])
                .collect();
            assert_eq!(told, spells, "{name} in town {town}");
        }
    }
    let towns: BTreeSet<&String> = members.iter().map(|row| &row["town"]).collect();
    assert_eq!(towns.len(), 3);
    assert_eq!((0..3).map(|town| country.town(town).observe.people).sum::<u32>(), 31);
    done(&folder, &["verify", "out", "--all"]);
}

/// Where the world without helping networks failed there are no twins, and the rows of all others are there.
#[test]
fn persons_whose_twins_are_in_a_run_that_failed_have_none() {
    let folder = observed_town();
    for part in ["1/2", "2/2"] {
        done(&folder, &["run", "town.toml", "--shard", part, "--out", &part[..1]]);
    }
    done(&folder, &["merge", "1", "2", "--out", "whole"]);
    // The run of `none` in replicate 0, as if it had failed.
    let work = folder.path("1/unfinished");
    let scenario = Scenario::load(&work.join("scenario.toml"), &[]).expect("the scenario");
    let study: Description =
        serde_json::from_slice(&fs::read(work.join("study.json")).expect("what is under way")).expect("a study");
    let open = || mutua::files::Folder::open(&work).expect("a folder");
    let runs = Plan::of(&scenario).runs();
    let archive = Archive::begin(open(), &study.identity(), runs).expect("an archive");
    let there: Vec<_> = (0..runs).filter(|&run| archive.holds(run)).map(|run| (run, archive.run(run))).collect();
    drop(archive);
    fs::remove_file(work.join("journal.bin")).expect("a removed journal");
    let archive = Archive::begin(open(), &study.identity(), runs).expect("an archive");
    for (number, run) in there {
        let failed = FailedRun { point: 0, regime: 1, replicate: 0, reason: "as if".to_owned() };
        assert!(archive.keep(number, &if number == 1 { Err(failed) } else { run.expect("a run") }));
    }
    archive.sync().expect("kept");
    drop(archive);
    let merged = mutua(&folder, &["merge", "1", "2", "--out", "failed"]).output().expect("the command starts");
    assert_eq!(merged.status.code(), Some(1), "{}", told(&merged));
    let (whole, failed) = (rows(&folder.path("whole/people.csv")), rows(&folder.path("failed/people.csv")));
    let kept = whole.iter().filter(|row| (row["regime"].as_str(), row["replicate"].as_str()) != ("none", "0"));
    assert!(kept.clone().count() == failed.len() && failed.len() < whole.len());
    for (row, left) in kept.zip(&failed) {
        let without = row["replicate"] == "0";
        let expected = row.iter().map(|(column, cell)| match column.starts_with("twin_") && without {
            true => (column.clone(), String::new()),
            false => (column.clone(), cell.clone()),
        });
        assert_eq!(&expected.collect::<Row>(), left);
    }
    assert!(whole.iter().any(|row| !row["twin_burden"].is_empty()));
    assert!(files(&folder.path("failed")).contains_key(Path::new("members.csv")));
}
