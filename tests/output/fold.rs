//! Folding runs one by one: the same whatever way they come, and in little memory.

use crate::made::{GENERAL, contents, ensemble, run, scenario, write_kept, write_runs};
use mutua::analysis::contrasts::Adjustment;
use mutua::analysis::readout::{at_horizon, value};
use mutua::analysis::{Findings, FindingsBuilder};
use mutua::output::OutputError;
use mutua::record::{FailedRun, Run, RunRecord, position};
use mutua::scenario::Scenario;
use proptest::prelude::*;
use std::fs;
use std::io;
use std::process::Command;

const WEEKS: [u32; 3] = [0, 4, 8];

/// A failed run.
fn failure(regime: usize, replicate: u32) -> Run {
    Err(FailedRun { point: 0, regime, replicate, reason: format!("made to fail in {replicate}") })
}

/// An ensemble in which the lot of each run says whether it finished, failed or was never done, and how it went.
fn drawn(regimes: usize, lots: &[u16]) -> (Scenario, Vec<Run>) {
    let names = &["none", "a", "b", "c"][..regimes];
    let replicates = lots.len().div_ceil(regimes) as u32;
    let one = |(index, lot): (usize, &u16)| {
        let (regime, replicate) = (index % regimes, (index / regimes) as u32);
        let level = f64::from(*lot) / 3.0;
        let made = |week: u32, indicator: usize| match (*lot as usize + indicator + week as usize) % 11 {
            0 => f64::NAN,
            part => level + f64::from(week) * part as f64 - 1000.0,
        };
        match lot % 8 {
            0 => None,
            1 => Some(failure(regime, replicate)),
            _ => Some(Ok(run(regime, replicate, &WEEKS, made))),
        }
    };
    (scenario(names, replicates, 8), lots.iter().enumerate().filter_map(one).collect())
}

/// Mean, standard deviation and number of those values that are there, in two passes.
fn in_two_passes(values: impl Iterator<Item = f64>) -> (f64, f64, usize) {
    let values: Vec<f64> = values.filter(|v| v.is_finite()).collect();
    let n = values.len();
    let mean = values.iter().sum::<f64>() / n as f64;
    let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
    (mean, if n > 1 { (squares / (n - 1) as f64).sqrt() } else { f64::NAN }, n)
}

fn same(a: f64, b: f64) -> bool {
    (a.is_nan() && b.is_nan()) || (a - b).abs() < 1e-9 * (1000.0 + a.abs())
}

fn finished(runs: &[Run], regime: usize) -> impl Iterator<Item = &RunRecord> {
    runs.iter().flatten().filter(move |record| record.regime == regime)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn findings_do_not_depend_on_how_runs_are_chunked(
        regimes in 1_usize..=4,
        lots in prop::collection::vec(any::<u16>(), 0..40),
        sizes in prop::collection::vec(1_usize..9, 1..8),
        shards in 1_usize..5,
    ) {
        let (scenario, runs) = drawn(regimes, &lots);
        let whole = format!("{:?}", Findings::of(&scenario, runs.clone()).unwrap());

        let mut fold = FindingsBuilder::new(&scenario);
        let mut rest = &runs[..];
        for size in sizes.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (chunk, later) = rest.split_at((*size).min(rest.len()));
            let chunk = chunk.to_vec();
            chunk.into_iter().for_each(|run| fold.add(run).unwrap());
            rest = later;
        }
        prop_assert_eq!(&whole, &format!("{:?}", fold.finish()));

        // Dealt out to several machines, and merged by place in the plan.
        let mut merged: Vec<Run> = (0..shards).flat_map(|s| runs.iter().skip(s).step_by(shards).cloned()).collect();
        merged.sort_by_key(position);
        prop_assert_eq!(&whole, &format!("{:?}", Findings::of(&scenario, merged).unwrap()));
    }

    #[test]
    fn sums_agree_with_two_passes_over_all_runs(
        regimes in 1_usize..=4,
        lots in prop::collection::vec(any::<u16>(), 0..40),
    ) {
        let (scenario, runs) = drawn(regimes, &lots);
        let findings = Findings::of(&scenario, runs.clone()).unwrap();
        for regime in 0..regimes {
            for (index, week) in findings.summary.weeks.iter().enumerate() {
                let all = finished(&runs, regime).flat_map(|r| r.snapshots.iter().filter(|s| s.week == *week));
                let (mean, sd, n) = in_two_passes(all.map(|s| value(s, 0, GENERAL)));
                let e = findings.summary.at(regime, index, 0, GENERAL).unwrap();
                prop_assert!(same(e.mean, mean) && same(e.sd, sd) && e.n == n, "{e:?}: {mean} {sd} {n}");
            }
            let failed = runs.iter().filter(|run| run.is_err() && position(run).1 == regime).count();
            prop_assert_eq!(findings.failed[regime], failed);
        }
        for c in findings.contrasts.iter().filter(|c| c.basis == Adjustment::AsRun && (c.population, c.indicator) == (0, GENERAL)) {
            let at = |record: &RunRecord| at_horizon(record, 8)[GENERAL];
            let pair = |a: &RunRecord| {
                let b = finished(&runs, c.reference).find(|b| b.replicate == a.replicate)?;
                Some(at(a) - at(b))
            };
            let differences: Vec<f64> = finished(&runs, c.regime).filter_map(pair).collect();
            let (mean, sd, n) = in_two_passes(differences.iter().copied());
            prop_assert!(same(c.difference.mean, mean) && same(c.difference.sd, sd) && c.difference.n == n, "{c:?}");
            let above = differences.iter().filter(|d| **d > 0.0).count();
            let differ = differences.iter().any(|d| *d != 0.0);
            prop_assert!(same(c.share_above_zero, if differ { above as f64 / n as f64 } else { f64::NAN }), "{c:?}");
        }
    }
}

#[test]
fn a_failed_run_is_counted_and_leaves_its_replicate_out_of_its_contrasts_only() {
    let scenario = scenario(&["none", "a", "b"], 3, 8);
    let mut runs: Vec<Run> = ensemble(&scenario).into_runs().collect();
    runs[4] = failure(1, 1);
    let findings = Findings::of(&scenario, runs).unwrap();
    assert_eq!(findings.failed, [0, 1, 0]);
    let n = |regime, reference| {
        let of = |c: &mutua::analysis::contrasts::Contrast| (c.regime, c.reference) == (regime, reference);
        findings.contrasts.iter().find(of).unwrap().difference.n
    };
    assert_eq!((n(1, 0), n(2, 0), n(2, 1)), (2, 3, 2));
    assert_eq!((findings.books.n(0), findings.books.n(1)), (3, 2));
}

#[test]
fn runs_that_do_not_belong_where_they_come_are_refused() {
    let scenario = scenario(&["none", "a"], 2, 8);
    let made = |regime, replicate| Ok(run(regime, replicate, &[0], |_, _| 0.5));
    let wrong = [
        (vec![made(0, 0), made(0, 0)], "twice or too late"),
        (vec![made(0, 0), failure(0, 0)], "twice or too late"),
        (vec![made(1, 0), made(0, 0)], "twice or too late"),
        (vec![made(0, 1), made(1, 0)], "twice or too late"),
        (vec![made(2, 0)], "does not belong to this scenario"),
        (vec![made(0, 2)], "does not belong to this scenario"),
        (vec![failure(7, 0)], "does not belong to this scenario"),
    ];
    for (runs, why) in wrong {
        let home = tempfile::tempdir().unwrap();
        let said = write_runs(home.path(), &scenario, runs.clone().into_iter()).unwrap_err().to_string();
        assert!(said.contains(why), "{said}");
        assert!(contents(home.path()).is_empty(), "nothing was written");
        assert!(Findings::of(&scenario, runs).is_err());
    }
}

#[test]
fn a_run_that_cannot_be_read_is_told_and_leaves_earlier_results_as_they_were() {
    let scenario = scenario(&["none", "a"], 2, 8);
    let home = tempfile::tempdir().unwrap();
    write_runs(home.path(), &scenario, ensemble(&scenario).into_runs()).unwrap();
    let before = contents(home.path());
    let lost = || io::Error::other("run 1 does not match its checksum");
    let runs = [Ok(Ok(run(0, 0, &[0], |_, _| 0.5))), Err(lost())];
    let error = write_kept(home.path(), &scenario, runs.into_iter(), 1).unwrap_err();
    assert!(matches!(error, OutputError::Runs(_)) && error.to_string().contains("checksum"), "{error}");
    assert_eq!(contents(home.path()), before);
}

/// The most memory that this process has had, in bytes; `None` where the system does not tell.
fn most_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}

/// Set in the process that measures its memory: in one that runs other tests too, theirs would be measured with it.
const ALONE: &str = "MUTUA_TEST_ALONE";

#[test]
fn many_runs_take_no_more_memory_than_few() {
    if std::env::var_os(ALONE).is_none() {
        let arguments = ["fold::many_runs_take_no_more_memory_than_few", "--exact"];
        let alone = Command::new(std::env::current_exe().unwrap()).args(arguments).env(ALONE, "1").output().unwrap();
        let told = String::from_utf8_lossy(&alone.stdout);
        assert!(alone.status.success() && told.contains("1 passed"), "{told}");
        return;
    }
    let scenario = scenario(&["none", "a"], 15_000, 8);
    let runs = (0..30_000_u32).map(|index| {
        let level = f64::from(index % 8);
        Ok(run(index as usize % 2, index / 2, &[0, 8], |_, _| level))
    });
    // Two weeks of seven populations and a ledger: held together they would be far beyond the bound.
    let bound = 30_000 * 600;
    let home = tempfile::tempdir().unwrap();
    let before = most_memory();
    let written = write_runs(home.path(), &scenario, runs).unwrap();
    let grown = most_memory().zip(before).map(|(after, before)| after - before);
    assert!(grown.map_or(cfg!(not(target_os = "linux")), |grown| grown < bound), "{grown:?} bytes");
    assert_eq!((written.register.finished(), written.register.failed()), (30_000, 0));
    let e = written.findings.summary.at(1, 1, 0, GENERAL).unwrap();
    assert!(e.n == 15_000 && same(e.mean, 4.0), "{e:?}");
    let manifest = fs::read_to_string(home.path().join("manifest.json")).unwrap();
    assert_eq!(manifest.matches("state_hash").count(), 30_000);
}
