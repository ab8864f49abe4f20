//! Small scenarios drawn at random, each of their runs lived through one by one, and what is read of a run.

use super::plain::Plain;
use mutua::ensemble::replicate::{burn_in, run};
use mutua::model::indicator::{INDICATORS, POPULATIONS, Snapshot};
use mutua::record::RunRecord;
use mutua::scenario::Scenario;
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Cells of a reading: every indicator of every population.
pub fn cells() -> impl Iterator<Item = (usize, usize)> {
    (0..POPULATIONS.len()).flat_map(|population| (0..INDICATORS.len()).map(move |indicator| (population, indicator)))
}

/// The text of a small scenario.
pub fn texts() -> impl Strategy<Value = String> {
    const REGIMES: [&str; 6] =
        ["none", "professional-centred", "case-centred", "mutual-self-help", "autonomous", "community"];
    let regimes = prop::sample::subsequence(&REGIMES[..], 1..=4).prop_shuffle();
    let sizes = (21_u32..90, 8_u32..80, 0_u32..25, 1_u32..14, 1_u32..5);
    let rates = (0.0..0.06, 0.0..80.0, 1.0..500.0);
    (any::<u32>(), sizes, regimes, rates).prop_map(|(seed, sizes, regimes, (onset, cost, week))| {
        let (people, weeks, burn_in, every, replicates) = sizes;
        format!(
            "seed = {seed}\npeople = {people}\nweeks = {weeks}\nburn_in_weeks = {burn_in}\n\
             record_every_weeks = {every}\nreplicates = {replicates}\nregimes = {regimes:?}\n\
             [parameters]\nonset_per_week = {onset:?}\ncost_per_hour = {cost:?}\nproductive_week = {week:?}\n\
             workers_per_1000 = 40.0\npeople_per_neighbourhood = 20\n"
        )
    })
}

pub fn scenario(text: &str, sets: &[String]) -> Scenario {
    Scenario::parse_as(text, "town.toml", "town", sets).unwrap_or_else(|problems| panic!("{text}\n{problems}"))
}

/// Every run: replicate by replicate, regime by regime.
pub fn runs(scenario: &Scenario) -> Vec<Vec<RunRecord>> {
    let of_replicate = |replicate| {
        let begun = burn_in(scenario, replicate, &()).expect("balanced books").expect("not stopped");
        let one = |regime| {
            let lived = run(scenario, begun.clone(), regime, &(), &mut ()).expect("balanced books");
            lived.expect("not stopped").record((0, regime, replicate))
        };
        (0..scenario.regimes.len()).map(one).collect()
    };
    (0..scenario.replicates).map(of_replicate).collect()
}

/// What the command writes into a folder of its own.
pub fn written(text: &str, arguments: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("town.toml"), text).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_mutua"));
    command.current_dir(folder.path()).args([arguments[0], "town.toml", "--out", "result"]).args(&arguments[1..]);
    let said = command.stdin(Stdio::null()).output().expect("the command starts");
    assert!(said.status.success(), "{text}\n{}", String::from_utf8_lossy(&said.stderr));
    let result = folder.path().join("result");
    (folder, result)
}

/// Whether an indicator counts up from week 0, as its meaning says.
fn counts_up(indicator: usize) -> bool {
    INDICATORS[indicator].meaning.contains("since week 0")
}

pub fn value(snapshot: &Snapshot, (population, indicator): (usize, usize)) -> f64 {
    snapshot.rows[population].values[indicator]
}

/// One cell at the horizon: a count as it stands at last, all else as mean over the records of the last year. Week 0 is
/// before the first year.
pub fn at_horizon(record: &RunRecord, cell: (usize, usize)) -> f64 {
    let last = record.snapshots.last().expect("a record");
    let first_week = if counts_up(cell.1) { last.week } else { (last.week + 1).saturating_sub(52).max(1) };
    let weeks = record.snapshots.iter().filter(|snapshot| snapshot.week >= first_week);
    Plain::of(&weeks.map(|snapshot| value(snapshot, cell)).collect::<Vec<f64>>()).mean
}

/// The regime that others are read against: the one without help, else the first.
pub fn reference(scenario: &Scenario) -> usize {
    without_help(scenario).unwrap_or(0)
}

pub fn without_help(scenario: &Scenario) -> Option<usize> {
    scenario.regimes.iter().position(|regime| regime.structure.is_none())
}

pub fn file(folder: &Path, name: &str) -> PathBuf {
    folder.join(name)
}
