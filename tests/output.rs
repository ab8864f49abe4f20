//! Statistics, contrasts and result files, on records made up for the purpose.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use mutua::analysis::contrasts::{Basis, Contrast, contrasts};
use mutua::analysis::readout::{at_horizon, cell};
use mutua::analysis::{Findings, Runs};
use mutua::ensemble::{FailedRun, Outcome, RunRecord};
use mutua::model::indicator::{Indicator, POPULATIONS, Row, Snapshot};
use mutua::model::ledger::{Cause, FLOW_UNIT, Ledger, Object, STOCK_UNIT};
use mutua::model::parameters::{Parameters, Switches};
use mutua::model::structure::{Aim, Entry, Present, Structure, WorkerRole};
use mutua::output::{OutputError, ResultFolder, Timings, table, write_results};
use mutua::scenario::{Regime, Scenario};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

const GENERAL: usize = Indicator::General as usize;

fn structure() -> Structure {
    Structure {
        aim: Aim::Plural,
        present: Present::Peers,
        worker: Some(WorkerRole { directiveness: 0.0, facilitation: 0.5, hours_per_meeting: 2.0 }),
        announced_voice: None,
        meets_every_weeks: 1,
        turns_per_meeting: 6,
        capacity: 12,
        entry: Entry { desk: true, ..Entry::default() },
        worker_hours: None,
    }
}

/// A scenario whose first regime, if called `none`, has no helping networks.
fn scenario(names: &[&str], replicates: u32, weeks: u32) -> Scenario {
    let regime = |name: &&str| Regime { name: (*name).to_owned(), structure: (*name != "none").then(structure) };
    Scenario {
        name: "made-up".to_owned(),
        question: "Does the pen work?".to_owned(),
        seed: 1,
        people: 2000,
        weeks,
        burn_in_weeks: 0,
        record_every_weeks: 4,
        replicates,
        regimes: names.iter().map(regime).collect(),
        parameters: Parameters::default(),
        switches: Switches::default(),
        sources: BTreeMap::new(),
        design: None,
    }
}

/// A run whose every cell of every recorded week is `value(week, indicator)`.
fn run(regime: usize, replicate: u32, weeks: &[u32], value: impl Fn(u32, usize) -> f64) -> RunRecord {
    let row = |week: u32| Row { count: 2000, values: std::array::from_fn(|indicator| value(week, indicator)) };
    let snapshot = |week: &u32| Snapshot { week: *week, rows: POPULATIONS.iter().map(|_| row(*week)).collect() };
    let snapshots = weeks.iter().map(snapshot).collect();
    RunRecord { regime, replicate, snapshots, ledger: Ledger::default(), state_hash: 7 }
}

fn outcome(records: Vec<RunRecord>) -> Outcome {
    Outcome { records, failed: Vec::new(), interrupted: false }
}

fn find(all: &[Contrast], regime: usize, reference: usize, basis: Basis, indicator: usize) -> Contrast {
    let matches = |c: &&Contrast| {
        (c.regime, c.reference, c.basis, c.population, c.indicator) == (regime, reference, basis, 0, indicator)
    };
    *all.iter().find(matches).expect("the contrast is there")
}

fn contrasts_of(scenario: &Scenario, outcome: &Outcome) -> Vec<Contrast> {
    contrasts(scenario, &Runs::new(scenario, outcome))
}

/// A small ensemble in which nearly everything differs from everything else.
fn ensemble(scenario: &Scenario) -> Outcome {
    let weeks: Vec<u32> = (0..=scenario.weeks).step_by(4).collect();
    let regimes = scenario.regimes.len();
    let runs = (0..scenario.replicates).flat_map(|replicate| (0..regimes).map(move |regime| (regime, replicate)));
    let value = |regime: usize, replicate: u32, week: u32, indicator: usize| {
        let luck = f64::from((replicate * 37 + regime as u32 * 11 + indicator as u32 * 5) % 17) / 170.0;
        0.3 + luck + f64::from(week) * 0.0005 * (regime as f64 + 1.0)
    };
    outcome(runs.map(|(g, r)| run(g, r, &weeks, |week, indicator| value(g, r, week, indicator))).collect())
}

fn timings(seconds: u64) -> Timings {
    Timings {
        started: UNIX_EPOCH + Duration::from_secs(seconds),
        elapsed: Duration::from_secs(seconds),
        threads: 2,
        people_weeks: 10,
    }
}

fn write(folder: &Path, force: bool, scenario: &Scenario, outcome: &Outcome) -> Result<Vec<PathBuf>, OutputError> {
    let folder = ResultFolder::create(folder, force)?;
    write_results(&folder, scenario, "seed = 1\n", "abc", outcome, &timings(5))
}

/// Every file below a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(contents(&path));
        } else {
            all.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    all
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[test]
fn differences_are_paired_by_replicate() {
    let scenario = scenario(&["none", "a"], 4, 0);
    let level = [0.1, 0.5, 0.9];
    let mut records: Vec<RunRecord> = Vec::new();
    for (replicate, level) in level.iter().enumerate() {
        records.push(run(0, replicate as u32, &[0], |_, _| *level));
        records.push(run(1, replicate as u32, &[0], |_, _| level + 0.01 * (replicate as f64 + 1.0)));
    }
    records.push(run(1, 3, &[0], |_, _| 100.0));
    let c = find(&contrasts_of(&scenario, &outcome(records)), 1, 0, Basis::AsRun, GENERAL);
    assert_eq!(c.difference.n, 3, "a replicate without its pair stays out");
    assert!(close(c.difference.mean, 0.02) && close(c.difference.sd, 0.01));
    assert!(close(c.difference.effect_size(), 2.0) && close(c.share_above_zero, 1.0));
}

#[test]
fn the_world_without_help_is_the_reference_wherever_it_stands() {
    let scenario = scenario(&["a", "none", "b"], 1, 0);
    let all = contrasts_of(&scenario, &ensemble(&scenario));
    let mut pairs: Vec<(usize, usize)> = all.iter().map(|c| (c.regime, c.reference)).collect();
    pairs.dedup();
    assert_eq!(pairs, [(0, 1), (2, 1), (2, 0)]);
}

#[test]
fn the_horizon_is_the_last_year_and_counts_are_read_at_its_end() {
    let weeks: Vec<u32> = (0..=104).step_by(4).collect();
    let reading = at_horizon(&run(0, 0, &weeks, |week, _| f64::from(week)), 104);
    assert!(close(reading[cell(0, GENERAL)], 80.0), "weeks 56, 60 … 104");
    assert!(close(reading[cell(0, Indicator::Turns as usize)], 104.0));
    let gap = at_horizon(&run(0, 0, &weeks, |week, _| if week < 100 { f64::NAN } else { 1.0 }), 104);
    assert!(close(gap[cell(0, GENERAL)], 1.0));
    let nothing = at_horizon(&run(0, 0, &weeks, |_, _| f64::NAN), 104);
    assert!(nothing[cell(0, GENERAL)].is_nan());
}

/// Turns grow by `pace` a week; everything else is the week.
fn turning(regime: usize, pace: f64) -> RunRecord {
    let turns = Indicator::Turns as usize;
    run(regime, 0, &[0, 40, 80, 100], move |week, i| if i == turns { pace * f64::from(week) } else { f64::from(week) })
}

#[test]
fn equal_turns_are_read_between_recorded_weeks() {
    let scenario = scenario(&["none", "a", "b"], 1, 100);
    let records = vec![turning(0, 0.0), turning(1, 0.5), turning(2, 1.0)];
    let all = contrasts_of(&scenario, &outcome(records));
    let c = find(&all, 2, 1, Basis::EqualTurns, GENERAL);
    assert!(close(c.difference.mean, 50.0 - 100.0), "b had its 50 turns a person in week 50: {:?}", c.difference);
    assert!(close(find(&all, 2, 1, Basis::EqualTurns, Indicator::Turns as usize).difference.mean, 0.0));
    let without = find(&all, 2, 0, Basis::EqualTurns, GENERAL);
    assert!(without.difference.n == 0 && without.share_above_zero.is_nan(), "none gave no turns");
}

#[test]
fn gains_per_hour_are_over_the_world_without_help() {
    let scenario = scenario(&["none", "a", "b", "free"], 1, 0);
    let hours = Indicator::WorkerHours as usize;
    let made = |regime, used: f64, level: f64| run(regime, 0, &[0], move |_, i| if i == hours { used } else { level });
    let records = vec![made(0, 500.0, 0.4), made(1, 2500.0, 0.5), made(2, 1500.0, 0.5), made(3, 400.0, 0.6)];
    let all = contrasts_of(&scenario, &outcome(records));
    let of = |regime, reference| find(&all, regime, reference, Basis::PerWorkerHour, GENERAL).difference;
    assert!(close(of(1, 0).mean, 0.05), "0.1 for 2,000 hours");
    assert!(close(of(2, 1).mean, 0.1 - 0.05));
    assert_eq!((of(3, 0).n, of(3, 1).n), (0, 0), "fewer hours than none");
}

#[test]
fn gains_per_hour_are_missing_without_a_world_without_help() {
    let scenario = scenario(&["a", "b"], 2, 8);
    let all = contrasts_of(&scenario, &ensemble(&scenario));
    assert_eq!(find(&all, 1, 0, Basis::PerWorkerHour, GENERAL).difference.n, 0);
    assert_eq!(find(&all, 1, 0, Basis::AsRun, GENERAL).difference.n, 2);
}

#[test]
fn the_summary_finds_weeks_that_only_some_runs_have() {
    let scenario = scenario(&["none"], 2, 8);
    let records = vec![run(0, 0, &[0, 4, 8], |w, _| f64::from(w)), run(0, 1, &[0, 8], |w, _| f64::from(w) + 1.0)];
    let summary = Findings::new(&scenario, &outcome(records)).summary;
    assert_eq!(summary.weeks, [0, 4, 8]);
    let at = |week| summary.at(0, week, 0, GENERAL).unwrap();
    assert_eq!((at(1).mean, at(1).n), (4.0, 1));
    assert_eq!((at(2).mean, at(2).n), (8.5, 2));
    assert!(summary.at(1, 0, 0, 0).is_none());
}

#[test]
fn books_are_per_1000_people() {
    let scenario = scenario(&["none"], 1, 10);
    let mut record = run(0, 0, &[0], |_, _| 0.0);
    let flow = &mut record.ledger.evidence[Cause::Favour as usize][Object::Services as usize];
    (flow.staked, flow.honoured) = (6 * FLOW_UNIT as i64, 4 * FLOW_UNIT as i64);
    record.ledger.stocks[1].opening = 1000 * STOCK_UNIT as i64;
    (record.ledger.supplied, record.ledger.desk, record.ledger.meetings) = (10_000, 3_000, 1_000);
    record.ledger.weeks_in_need = 5_000;
    let books = Findings::new(&scenario, &outcome(vec![record])).books;
    let of = |account: &str, cause: &str, object: &str| {
        books.mean(0, |a| (a.account, a.cause, a.object) == (account, cause, object))
    };
    assert!(close(of("staked", "favour", "services"), 3.0) && close(of("honoured", "favour", "services"), 2.0));
    assert!(close(of("opening", "", "services"), 500.0));
    assert!(close(of("hours_idle", "", ""), 3.0));
    assert!(close(of("productive_weeks", "", ""), 7500.0));
    assert!(close(of("worth_of_productive_weeks", "", ""), 7500.0 * 300.0));
    assert!(close(of("cost_of_hours_supplied", "", ""), 5.0 * 35.0));
}

#[test]
fn writing_twice_gives_the_same_bytes() {
    let scenario = scenario(&["none", "a", "b"], 3, 60);
    let outcome = ensemble(&scenario);
    let home = tempfile::tempdir().unwrap();
    let paths = write(&home.path().join("one"), false, &scenario, &outcome).unwrap();
    let other = ResultFolder::create(&home.path().join("two"), false).unwrap();
    write_results(&other, &scenario, "seed = 1\n", "abc", &outcome, &timings(9)).unwrap();
    let (one, two) = (contents(&home.path().join("one")), contents(&home.path().join("two")));
    assert_eq!(one.len(), paths.len(), "no temporary file stays behind");
    for ((path, a), (_, b)) in one.iter().zip(&two) {
        let timings = path.ends_with("timings.json");
        assert_eq!(a == b, !timings, "{}", path.display());
    }
}

#[test]
fn tables_are_rectangles_of_plain_cells() {
    let scenario = scenario(&["none", "a, \"quoted\""], 2, 8);
    let mut outcome = ensemble(&scenario);
    outcome.records[0].snapshots[1].rows[2].values[3] = f64::NAN;
    outcome.failed.push(FailedRun { regime: 1, replicate: 9, reason: "made to fail".to_owned() });
    let home = tempfile::tempdir().unwrap();
    write(home.path(), true, &scenario, &outcome).unwrap();
    for name in ["trajectories.csv", "summary.csv", "contrasts.csv", "ledgers.csv"] {
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
    let row = csv::Reader::from_path(first).unwrap().records().nth(9).unwrap().unwrap();
    assert_eq!((&row[3], &row[8]), ("members", ""), "missing is empty");
    assert_eq!(row[5].parse::<f64>().unwrap(), outcome.records[0].snapshots[1].rows[2].values[0]);
}

#[test]
fn the_manifest_lists_every_file_with_its_hash_and_every_failure() {
    let scenario = scenario(&["none", "a"], 2, 8);
    let mut outcome = ensemble(&scenario);
    outcome.failed.push(FailedRun { regime: 1, replicate: 1, reason: "made to fail".to_owned() });
    let home = tempfile::tempdir().unwrap();
    let paths = write(home.path(), false, &scenario, &outcome).unwrap();
    let text = fs::read_to_string(home.path().join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(manifest["files"].as_array().unwrap().len(), paths.len() - 2, "all but itself and the timings");
    // SHA-256 of "seed = 1\n", from sha256sum.
    let known = "46545c629053298cb8b068758bd6cb0ba83f1533f50a054de71575535afea66b";
    assert_eq!(manifest["files"][0]["path"], "scenario.toml");
    assert_eq!(manifest["files"][0]["sha256"], known);
    assert_eq!(manifest["failed"][0]["reason"], "made to fail");
    assert_eq!(manifest["runs"][0]["state_hash"], "0000000000000007");
    assert_eq!((&manifest["runs_planned"], &manifest["runs_failed"]), (&4.into(), &1.into()));
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
    assert!(said.contains("--force") && said.contains("--out") && said.contains("manifest.json"), "{said}");
    assert_eq!(contents(home.path()), before);
    write(home.path(), true, &scenario, &Outcome::default()).unwrap();
    assert_ne!(contents(home.path()), before);
}

#[test]
fn a_folder_with_other_things_in_it_may_be_used() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("notes.txt"), "mine").unwrap();
    assert!(ResultFolder::create(home.path(), false).is_ok());
    fs::create_dir(home.path().join("plots")).unwrap();
    fs::write(home.path().join("plots/old.svg"), "<svg/>").unwrap();
    assert!(matches!(ResultFolder::create(home.path(), false), Err(OutputError::Exists { .. })));
}

#[test]
fn a_folder_that_cannot_be_written_to_is_refused_at_once_and_named() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "in the way").unwrap();
    for path in [file.clone(), file.join("below")] {
        let refused = ResultFolder::create(&path, false).unwrap_err().to_string();
        assert!(refused.contains(path.to_str().unwrap()), "{refused}");
    }
    if Path::new("/proc").is_dir() {
        let refused = ResultFolder::create(Path::new("/proc/mutua"), false).unwrap_err().to_string();
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
fn the_table_says_where_nothing_is_clear() {
    let scenario = scenario(&["none", "worse", "a-regime-with-a-very-long-name"], 3, 0);
    let dependence = Indicator::Dependence as usize;
    let mut records = Vec::new();
    for replicate in 0..3 {
        let luck = 0.01 * f64::from(replicate);
        records.push(run(0, replicate, &[0], |_, _| 0.4));
        records.push(run(1, replicate, &[0], move |_, i| 0.4 - 0.1 + luck + f64::from(i == dependence)));
        records.push(run(2, replicate, &[0], move |_, _| 0.4 + luck - 0.01));
    }
    let outcome = outcome(records);
    let text = table(&scenario, &outcome, false);
    assert!(text.lines().all(|l| l.chars().count() <= 100) && text.is_ascii(), "{text}");
    let line = |start: &str| text.lines().rfind(|l| l.starts_with(start)).unwrap();
    assert!(line("worse").contains("-0.090 +/-0.025") && line("worse").contains("-9.0 +/-2.5"), "{text}");
    assert_eq!(line("a-regime").matches("not clear").count(), 5, "{text}");
    let coloured = table(&scenario, &outcome, true);
    let line = coloured.lines().rfind(|l| l.starts_with("worse")).unwrap();
    assert_eq!(line.matches("\x1b[31m").count(), 5, "lower trust and higher dependence are both worse: {line}");
}

#[test]
fn nothing_at_all_can_be_written_and_shown() {
    let scenario = scenario(&["none", "a"], 2, 8);
    let home = tempfile::tempdir().unwrap();
    let paths = write(home.path(), false, &scenario, &Outcome::default()).unwrap();
    assert!(paths.iter().all(|path| path.metadata().unwrap().len() > 0));
    assert!(table(&scenario, &Outcome::default(), false).contains('-'));
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
        assert_eq!(plots.len(), 17);
        for (path, svg) in plots {
            let svg = String::from_utf8(svg).unwrap();
            let name = path.display();
            assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"), "{name}");
            assert!(!svg.contains("NaN") && !svg.contains("<b>") && !svg.contains("inf\""), "{name}");
            assert!(!empty || svg.contains("nothing to show"), "{name}");
            assert!(empty || svg.contains("a &lt;b&gt; &amp; c"), "{name}");
        }
    }
}
