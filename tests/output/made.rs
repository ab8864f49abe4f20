//! Scenarios, runs and result folders made up for tests.

use mutua::analysis::Findings;
use mutua::model::indicator::{Indicator, IndicatorValues, POPULATIONS, Snapshot};
use mutua::model::ledger::Ledger;
use mutua::model::parameters::{Parameters, Switches};
use mutua::model::structure::{Entry, Structure, WorkerRole};
use mutua::output::{NewFiles, OutputError, ReportRequest, ResultFolder, Timings, Written, write_results};
use mutua::record::study::Description;
use mutua::record::{FailedRun, Run, RunRecord, position};
use mutua::scenario::{Observe, Regime, Scenario};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

pub(crate) const GENERAL: usize = Indicator::General as usize;

pub(crate) fn structure() -> Structure {
    Structure {
        worker: Some(WorkerRole { directiveness: 0.0, facilitation: 0.5, hours_per_meeting: 2.0 }),
        entry: Entry { desk: true, ..Entry::default() },
        ..Structure::peers()
    }
}

/// A scenario whose first regime, if called `none`, has no helping networks.
pub(crate) fn scenario(names: &[&str], replicates: u32, weeks: u32) -> Scenario {
    let regime = |name: &&str| Regime { name: (*name).to_owned(), structure: (*name != "none").then(structure) };
    Scenario {
        name: "made-up".to_owned(),
        question: "Does the pen work?".to_owned(),
        seed: 1,
        people_per_town: 60_000_000,
        people: 2000,
        weeks,
        burn_in_weeks: 0,
        record_every_weeks: 4,
        replicates,
        regimes: names.iter().map(regime).collect(),
        parameters: Parameters::default(),
        switches: Switches::default(),
        sources: BTreeMap::new(),
        observe: Observe::default(),
        design: None,
        targets: Vec::new(),
        hypotheses: Vec::new(),
        rivals: Vec::new(),
    }
}

/// A run whose every cell of every recorded week is `value(week, indicator)`.
pub(crate) fn run(regime: usize, replicate: u32, weeks: &[u32], value: impl Fn(u32, usize) -> f64) -> RunRecord {
    let row =
        |week: u32| IndicatorValues { count: 2000, values: std::array::from_fn(|indicator| value(week, indicator)) };
    let snapshot = |week: &u32| Snapshot { week: *week, rows: POPULATIONS.iter().map(|_| row(*week)).collect() };
    let snapshots = weeks.iter().map(snapshot).collect();
    RunRecord {
        point: 0,
        regime,
        replicate,
        snapshots,
        ledger: Ledger::default(),
        twins: None,
        observed: None,
        rows: None,
        state_hash: 7,
    }
}

pub(crate) fn outcome(records: Vec<RunRecord>) -> Outcome {
    Outcome { records, failed: Vec::new() }
}

/// A small ensemble in which nearly everything differs from everything else.
pub(crate) fn ensemble(scenario: &Scenario) -> Outcome {
    let weeks: Vec<u32> = (0..=scenario.weeks).step_by(4).collect();
    let regimes = scenario.regimes.len();
    let runs = (0..scenario.replicates).flat_map(|replicate| (0..regimes).map(move |regime| (regime, replicate)));
    let value = |regime: usize, replicate: u32, week: u32, indicator: usize| {
        let luck = f64::from((replicate * 37 + regime as u32 * 11 + indicator as u32 * 5) % 17) / 170.0;
        0.3 + luck + f64::from(week) * 0.0005 * (regime as f64 + 1.0)
    };
    outcome(runs.map(|(g, r)| run(g, r, &weeks, |week, indicator| value(g, r, week, indicator))).collect())
}

/// Everything that is found in an outcome.
pub(crate) fn findings(scenario: &Scenario, outcome: &Outcome) -> Findings {
    Findings::of(scenario, outcome.clone().into_runs()).unwrap()
}

pub(crate) fn timings(seconds: u64) -> Timings {
    Timings {
        started: UNIX_EPOCH + Duration::from_secs(seconds),
        elapsed: Duration::from_secs(seconds),
        threads: 2,
        people_weeks: 10,
    }
}

/// Writes all results of runs that come one by one.
pub(crate) fn write_runs(
    folder: &Path,
    scenario: &Scenario,
    runs: impl Iterator<Item = Run>,
) -> Result<Written, OutputError> {
    write_kept(folder, scenario, runs.map(Ok::<_, Infallible>), 5)
}

/// The same of runs that may not be had, in so many seconds.
pub(crate) fn write_kept<E: std::error::Error + Send + Sync + 'static>(
    folder: &Path,
    scenario: &Scenario,
    runs: impl Iterator<Item = Result<Run, E>>,
    seconds: u64,
) -> Result<Written, OutputError> {
    let mut folder = ResultFolder::take(folder)?;
    let study = Description::new(serde_json::json!({"kind": "run"}), &scenario.name, scenario.hash());
    let unfinished = folder.begin(&study, &[])?;
    let stage = unfinished.stage()?;
    let written = write_results(&stage, &study, scenario, runs, &timings(seconds), &ReportRequest::default());
    let placed = written.and_then(|written| {
        let names: Vec<String> = written.files.iter().map(|file| file.name.clone()).collect();
        folder.replace(&unfinished, stage, &names, NewFiles::Whole).map(|_| written)
    });
    if placed.is_err() {
        unfinished.clear()?;
    }
    placed
}

pub(crate) fn write(
    folder: &Path,
    force: bool,
    scenario: &Scenario,
    outcome: &Outcome,
) -> Result<Vec<PathBuf>, OutputError> {
    if !force {
        ResultFolder::take(folder)?.expect_nothing()?;
    }
    let written = write_runs(folder, scenario, outcome.clone().into_runs())?;
    Ok(written.files.iter().map(|file| folder.join(&file.name)).collect())
}

/// Every file of results below a folder with its bytes: neither the lock nor what is under way.
pub(crate) fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if ["lock", "unfinished"].iter().any(|name| path.ends_with(name)) {
            continue;
        }
        if path.is_dir() {
            all.extend(contents(&path));
        } else {
            all.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    all
}

/// What an ensemble leaves behind, in the order of the plan whatever the order of execution.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Outcome {
    /// Finished runs, replicate by replicate and regime by regime.
    pub(crate) records: Vec<RunRecord>,
    /// Runs that failed.
    pub(crate) failed: Vec<FailedRun>,
}

impl Outcome {
    /// All runs in the order of the plan: by replicate, then by regime.
    pub(crate) fn into_runs(self) -> impl Iterator<Item = Run> {
        let mut runs: Vec<Run> = self.records.into_iter().map(Ok).chain(self.failed.into_iter().map(Err)).collect();
        runs.sort_by_key(position);
        runs.into_iter()
    }
}
