//! Result folders and the files in them.

use crate::made::Outcome;
use crate::made::{contents, ensemble, findings, scenario, write, write_kept};
use mutua::model::ledger::{FLOW_UNIT, STOCK_UNIT};
use mutua::output::{OutputError, ResultFolder, table};
use mutua::record::FailedRun;
use mutua::scenario::sha256_of;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn writing_twice_gives_the_same_bytes() {
    let scenario = scenario(&["none", "a", "b"], 3, 60);
    let outcome = ensemble(&scenario);
    let home = tempfile::tempdir().unwrap();
    let paths = write(&home.path().join("one"), false, &scenario, &outcome).unwrap();
    let runs = outcome.into_runs().map(Ok::<_, Infallible>);
    write_kept(&home.path().join("two"), &scenario, runs, 9).unwrap();
    let (one, two) = (contents(&home.path().join("one")), contents(&home.path().join("two")));
    assert_eq!(one.len(), paths.len(), "no temporary file stays behind");
    let names = |files: &BTreeMap<PathBuf, Vec<u8>>, root: &str| -> Vec<PathBuf> {
        files.keys().map(|path| path.strip_prefix(home.path().join(root)).unwrap().to_owned()).collect()
    };
    assert_eq!(names(&one, "one"), names(&two, "two"));
    for ((path, a), (_, b)) in one.iter().zip(&two) {
        let timings = path.ends_with("timings.json");
        assert_eq!(a == b, !timings, "{}", path.display());
    }
}

#[test]
fn tables_are_rectangles_of_plain_cells() {
    let mut scenario = scenario(&["none", "a, \"quoted\""], 2, 8);
    let mut outcome = ensemble(&scenario);
    outcome.records[0].snapshots[1].rows[2].values[3] = f64::NAN;
    scenario.replicates = 3;
    outcome.failed.push(FailedRun { point: 0, regime: 1, replicate: 2, reason: "made to fail".to_owned() });
    let home = tempfile::tempdir().unwrap();
    write(home.path(), true, &scenario, &outcome).unwrap();
    for name in
        ["trajectories.csv", "summary.csv", "contrasts.csv", "ledgers.csv", "sustainability.csv", "dimensions.csv"]
    {
        let text = fs::read_to_string(home.path().join(name)).unwrap();
        assert!(!text.contains("NaN") && !text.contains("inf") && !text.contains('\r'), "{name}");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let plain = |h: &str| h.len() <= 32 && h.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        assert!(headers.iter().all(plain), "{name}: {headers:?}");
        let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.unwrap()).collect();
        assert!(rows.iter().any(|r| r[0] == *"a, \"quoted\""), "{name}");
    }
    let text = fs::read_to_string(home.path().join("summary.csv")).unwrap();
    assert!(
        text.lines().any(|l| l.starts_with("none,4,members,dependence,") && l.ends_with(",,,,1,0")),
        "one of two is missing"
    );
    let first = home.path().join("trajectories.csv");
    let row = csv::Reader::from_path(first).unwrap().records().nth(10).unwrap().unwrap();
    assert_eq!((&row[3], &row[8]), ("members", ""), "missing is empty");
    assert_eq!(row[5].parse::<f64>().unwrap(), outcome.records[0].snapshots[1].rows[2].values[0]);
}

#[test]
fn the_manifest_lists_every_file_with_its_hash_and_every_failure() {
    let scenario = scenario(&["none", "a"], 2, 8);
    let mut outcome = ensemble(&scenario);
    outcome.records.pop();
    outcome.failed.push(FailedRun { point: 0, regime: 1, replicate: 1, reason: "made to fail".to_owned() });
    let home = tempfile::tempdir().unwrap();
    let paths = write(home.path(), false, &scenario, &outcome).unwrap();
    let text = fs::read_to_string(home.path().join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(manifest["files"].as_array().unwrap().len(), paths.len() - 2, "all but itself and the timings");
    let known = sha256_of(scenario.to_toml().as_bytes());
    assert_eq!(manifest["files"][0]["path"], "scenario.toml");
    assert_eq!(manifest["files"][0]["sha256"], known);
    assert_eq!(manifest["failed"][0]["reason"], "made to fail");
    assert_eq!(manifest["runs"][0]["state_hash"], "0000000000000007");
    let count = |name: &str| manifest[name].as_u64();
    assert_eq!((count("runs_planned"), count("runs_done"), count("runs_failed")), (Some(4), Some(3), Some(1)));
    assert_eq!(manifest["runs"].as_array().unwrap().len(), 3);
    assert_eq!(manifest["interrupted"], false, "a run that failed was done");
}

#[test]
fn results_are_only_replaced_by_force() {
    let scenario = scenario(&["none", "a"], 2, 8);
    let home = tempfile::tempdir().unwrap();
    write(home.path(), false, &scenario, &ensemble(&scenario)).unwrap();
    let before = contents(home.path());
    let refused = write(home.path(), false, &scenario, &Outcome::default()).unwrap_err();
    assert!(matches!(refused, OutputError::Exists { .. }));
    let said = refused.to_string();
    assert!(said.contains("already holds results (manifest.json is there)"), "{said}");
    assert_eq!(contents(home.path()), before);
    write(home.path(), true, &scenario, &Outcome::default()).unwrap();
    assert_ne!(contents(home.path()), before);
}

#[test]
fn a_folder_with_other_things_in_it_may_be_used() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("notes.txt"), "mine").unwrap();
    let found = || ResultFolder::take(home.path()).unwrap().expect_nothing();
    assert!(found().is_ok());
    fs::create_dir(home.path().join("plots")).unwrap();
    assert!(found().is_ok());
    fs::write(home.path().join("plots/old.svg"), "<svg/>").unwrap();
    assert!(matches!(found(), Err(OutputError::Exists { .. })));
    assert!(!home.path().join("lock").exists(), "who begins nothing leaves nothing");
}

#[test]
fn what_a_killed_program_left_goes_and_nothing_else() {
    let scenario = scenario(&["none", "a"], 2, 8);
    let home = tempfile::tempdir().unwrap();
    write(home.path(), false, &scenario, &ensemble(&scenario)).unwrap();
    for mine in ["mine.part", "runs.bin.part", ".mutua-a1B2c3.part", "plots/mine.txt"] {
        fs::write(home.path().join(mine), "mine").unwrap();
    }
    let before = contents(home.path());
    fs::create_dir_all(home.path().join("unfinished/new/plots")).unwrap();
    for half in ["of-mutua.txt", "study.json", "journal.bin.part", "new/summary.csv", "new/plots/overview.svg"] {
        fs::write(home.path().join("unfinished").join(half), "{").unwrap();
    }
    write(home.path(), true, &scenario, &ensemble(&scenario)).unwrap();
    assert_eq!(contents(home.path()), before);
    assert!(!home.path().join("unfinished").exists());
    // What is not of our making is neither taken away nor worked beside.
    fs::create_dir(home.path().join("unfinished")).unwrap();
    fs::write(home.path().join("unfinished/thesis.txt"), "mine").unwrap();
    let said = write(home.path(), true, &scenario, &ensemble(&scenario)).unwrap_err().to_string();
    assert!(said.contains("thesis.txt was not made by mutua"), "{said}");
    assert_eq!(fs::read_to_string(home.path().join("unfinished/thesis.txt")).unwrap(), "mine");
}

#[test]
fn a_folder_that_cannot_be_written_to_is_refused_at_once_and_named() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "in the way").unwrap();
    for path in [file.clone(), file.join("below")] {
        let refused = ResultFolder::take(&path).unwrap_err().to_string();
        assert!(refused.contains(path.to_str().unwrap()), "{refused}");
    }
    if Path::new("/proc").is_dir() {
        let refused = ResultFolder::take(Path::new("/proc/mutua")).unwrap_err().to_string();
        assert!(refused.contains("/proc/mutua"), "{refused}");
    }
}

#[test]
fn earlier_results_survive_when_a_later_file_cannot_be_made() {
    let scenario = scenario(&["none", "a"], 2, 8);
    let home = tempfile::tempdir().unwrap();
    write(home.path(), false, &scenario, &ensemble(&scenario)).unwrap();
    // Plots are completed last: with a file in place of their folder, none of the other files may change.
    fs::remove_dir_all(home.path().join("plots")).unwrap();
    fs::write(home.path().join("plots"), "in the way").unwrap();
    let before = contents(home.path());
    let said = write(home.path(), true, &scenario, &Outcome::default()).unwrap_err().to_string();
    assert!(said.contains("plots"), "{said}");
    assert_eq!(contents(home.path()), before);
}

#[test]
fn nothing_at_all_can_be_written_and_shown() {
    let scenario = scenario(&["none", "a"], 2, 8);
    let home = tempfile::tempdir().unwrap();
    let paths = write(home.path(), false, &scenario, &Outcome::default()).unwrap();
    assert!(paths.len() > 10 && paths.iter().all(|path| path.metadata().unwrap().len() > 0));
    assert!(table(&scenario, &findings(&scenario, &Outcome::default()), false).contains('-'));
    let manifest = fs::read_to_string(home.path().join("manifest.json")).unwrap();
    assert!(manifest.contains("\"interrupted\": true"));
}

#[test]
fn every_plot_names_its_regimes_or_says_that_it_has_nothing() {
    let scenario = scenario(&["none", "a <b> & c", "d"], 3, 60);
    let mut booked = ensemble(&scenario);
    for record in &mut booked.records {
        record.ledger.stocks[0].regenerated[0] = STOCK_UNIT as i64;
        record.ledger.evidence[0][0].honoured = FLOW_UNIT as i64;
        (record.ledger.evidence[0][0].staked, record.ledger.supplied) = (FLOW_UNIT as i64, 1000);
    }
    let home = tempfile::tempdir().unwrap();
    for (outcome, empty) in [(booked, false), (Outcome::default(), true)] {
        write(home.path(), true, &scenario, &outcome).unwrap();
        let plots = contents(&home.path().join("plots"));
        assert_eq!(plots.len(), 29);
        for (path, svg) in plots {
            let svg = String::from_utf8(svg).unwrap();
            let name = path.display();
            assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"), "{name}");
            assert!(!svg.contains("NaN") && !svg.contains("<b>") && !svg.contains("inf\""), "{name}");
            // The runs made up here have no twins.
            let empty = empty || path.file_name().unwrap().to_str().unwrap().starts_with("twin");
            assert!(!empty || svg.contains("nothing to show"), "{name}");
            assert!(empty || svg.contains("a &lt;b&gt; &amp; c"), "{name}");
            let told = ["The vertical axis does not start at 0.", "Axes do not start at 0."];
            let lines = !["ledger", "contrasts", "sustainability", "dimensions"]
                .iter()
                .any(|start| path.file_name().unwrap().to_str().unwrap().starts_with(start));
            assert_eq!(told.iter().any(|told| svg.contains(told)), lines && !empty, "{name}");
        }
    }
}
