//! The library's face: scenarios run in memory, worlds that are stepped, and what is asked of the results.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use mutua::ensemble::observer::Watch;
use mutua::experiments::EnsembleResults;
use mutua::model::structure::Structure;
use mutua::scenario::shipped_scenarios;
use mutua::{EVERYONE, Indicator, LookupError, POPULATIONS, Regime, RunOptions, Scenario, Simulation};
use std::sync::atomic::{AtomicU64, Ordering};

const SMALL: &str = "people = 150\nweeks = 40\nburn_in_weeks = 20\nreplicates = 3\nrecord_every_weeks = 10\n\
    [parameters]\nonset_per_week = 0.05\noutreach_per_week = 0.5\n";

fn small() -> Scenario {
    Scenario::parse(SMALL).expect("a valid scenario")
}

fn run(scenario: &Scenario, options: RunOptions) -> EnsembleResults {
    let results = scenario.run(&options).expect("a scenario that can be run");
    assert!(results.failed.is_empty(), "{:?}", results.failed);
    results
}

const ALONE: RunOptions = RunOptions { threads: 1, twins: true };

#[test]
fn a_simulation_goes_where_the_run_of_its_replicate_goes() {
    let scenario = small();
    let results = run(&scenario, ALONE);
    for record in &results.records {
        let regime = &scenario.regimes[record.regime].name;
        let mut simulation = Simulation::begin(&scenario, regime, record.replicate).expect("there is such a regime");
        let mut seen = 0;
        for snapshot in &record.snapshots {
            while simulation.week() < snapshot.week {
                simulation.step_seen(|_, _, _| seen += 1).expect("a sound week");
            }
            // Text, because what is not defined is not equal to itself.
            assert_eq!(format!("{:?}", simulation.snapshot()), format!("{snapshot:?}"), "{regime}");
        }
        assert_eq!(seen, 40 * mutua::model::ledger::Phase::ALL.len());
        assert_eq!(*simulation.world().ledger(), record.ledger);
        assert_eq!(simulation.world().hash(), record.state_hash);
    }
}

#[test]
fn results_are_in_order_whatever_the_threads_and_twins_change_no_run() {
    let scenario = small();
    let alone = run(&scenario, ALONE);
    let places: Vec<_> = alone.records.iter().map(|record| (record.replicate, record.regime)).collect();
    assert!(places.is_sorted() && places.len() == 3 * 4);
    let several = run(&scenario, RunOptions { threads: 4, ..ALONE });
    assert_eq!(format!("{alone:?}"), format!("{several:?}"));

    let without = run(&scenario, RunOptions { twins: false, ..ALONE });
    let hashes = |results: &EnsembleResults| results.records.iter().map(|run| run.state_hash).collect::<Vec<_>>();
    assert_eq!(hashes(&alone), hashes(&without));
    assert!(
        alone.records.iter().any(|run| run.twins.is_some()) && without.records.iter().all(|run| run.twins.is_none())
    );
    let other = run(&Scenario { seed: scenario.seed + 1, ..scenario }, ALONE);
    assert_ne!(hashes(&alone), hashes(&other));
}

#[test]
fn contrasts_are_means_of_differences_within_replicates() {
    let results = run(&small(), ALONE);
    let of = |regime: usize| -> Vec<f64> {
        let runs = results.records.iter().filter(|run| run.regime == regime);
        // The last snapshots of a year are averaged: here all but week 0 are.
        let value = |run: &mutua::RunRecord| {
            let values = run.snapshots[1..].iter().map(|row| row.rows[EVERYONE].values[Indicator::General as usize]);
            values.sum::<f64>() / (run.snapshots.len() - 1) as f64
        };
        runs.map(value).collect()
    };
    let (none, group) = (of(0), of(3));
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let differences: Vec<f64> = group.iter().zip(&none).map(|(a, b)| a - b).collect();
    let found = results.contrast("mutual-self-help", "none", EVERYONE, Indicator::General).expect("both are run");
    assert!((found.difference.mean - mean(&differences)).abs() < 1e-12);
    let level = results.mean("mutual-self-help", EVERYONE, Indicator::General).expect("it is run");
    assert!((level.mean - mean(&group)).abs() < 1e-12);
}

#[test]
fn what_there_is_nothing_of_is_told() {
    let results = run(&Scenario { replicates: 1, weeks: 4, ..small() }, ALONE);
    let trust = Indicator::General;
    let unknown = results.mean("mutual-selfhelp", EVERYONE, trust).expect_err("a misspelt name").to_string();
    assert!(unknown.contains("did you mean `mutual-self-help`?"), "{unknown}");
    let all = POPULATIONS.len();
    assert_eq!(results.mean("none", all, trust), Err(LookupError::Population(all)));
    let refused = results.contrast("case-centred", "none", all, trust).expect_err("no such population").to_string();
    assert_eq!(refused, format!("there is no population number {all}: there are {all}, from 0"));
    for (regime, reference) in [("none", "case-centred"), ("none", "none")] {
        let refused = results.contrast(regime, reference, EVERYONE, trust);
        assert!(matches!(refused, Err(LookupError::Pair { .. })), "{refused:?}");
    }
    assert!(
        Simulation::begin(&small(), "nobody", 0).expect_err("no such regime").to_string().contains("it runs none,")
    );
}

#[test]
fn what_is_made_in_code_is_what_its_text_says() {
    let group = Regime::shipped("mutual-self-help").expect("is shipped").structure.expect("has a structure");
    let own = Regime::new("monthly", Structure { meets_every_weeks: 4, ..group });
    let scenario = Scenario { regimes: vec![Regime::none(), own], ..small() };
    let read = Scenario::parse(&scenario.to_toml()).expect("its text can be read");
    assert_eq!(read, scenario);
    let [made, read] = [&scenario, &read].map(|scenario| run(scenario, ALONE));
    assert_eq!(format!("{made:?}"), format!("{read:?}"));
    assert!(made.contrast("monthly", "none", EVERYONE, Indicator::Turns).expect("both are run").difference.mean > 0.0);
}

#[test]
fn a_country_is_run_town_by_town_and_a_simulation_is_its_first_town() {
    let country = Scenario { people: 90, people_per_town: 30, replicates: 1, ..small() };
    let results = run(&country, ALONE);
    assert!(results.records.iter().all(|run| run.snapshots[0].rows[EVERYONE].count == 90));
    let simulation = Simulation::begin(&country, "case-centred", 0).expect("it can be run");
    assert_eq!(simulation.snapshot().rows[EVERYONE].count, 30);
}

/// Says stop once so many weeks of people have been simulated.
struct Enough(AtomicU64);

impl Watch for Enough {
    fn advanced(&self, people_weeks: u64) {
        self.0.fetch_sub(people_weeks.min(self.0.load(Ordering::Relaxed)), Ordering::Relaxed);
    }

    fn stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }
}

#[test]
fn what_was_done_until_it_was_stopped_is_there() {
    let scenario = small();
    // A replicate is a burn-in, four runs, and one with other luck.
    let one = 150 * (20 + 5 * 40);
    let results = scenario.run_watched(&ALONE, &Enough(AtomicU64::new(one))).expect("it can be run");
    assert_eq!(results.records.len(), 4);
    assert!(results.records.iter().all(|run| run.replicate == 0));
    let whole = run(&scenario, ALONE);
    assert_eq!(format!("{:?}", results.records), format!("{:?}", &whole.records[..4]));
}

#[test]
fn every_shipped_scenario_runs_in_memory() {
    for (name, _, text) in shipped_scenarios() {
        let settings = ["people=60", "people_per_town=60", "weeks=4", "burn_in_weeks=4", "replicates=1"];
        let scenario = Scenario::parse_as(text, name, name, &settings.map(str::to_owned)).expect("valid");
        assert_eq!(run(&scenario, ALONE).records.len(), scenario.regimes.len(), "{name}");
    }
}
