//! Contrasts, summaries and books, against values worked out by hand.

use crate::made::Outcome;
use crate::made::{GENERAL, ensemble, findings, outcome, run, scenario};
use mutua::analysis::contrasts::{Adjustment, Contrast};
use mutua::analysis::readout::{at_horizon, cell};
use mutua::model::indicator::Indicator;
use mutua::model::ledger::{Cause, FLOW_UNIT, Object, STOCK_UNIT};
use mutua::record::RunRecord;
use mutua::scenario::Scenario;

fn find(all: &[Contrast], regime: usize, reference: usize, basis: Adjustment, indicator: usize) -> Contrast {
    let matches = |c: &&Contrast| {
        (c.regime, c.reference, c.basis, c.population, c.indicator) == (regime, reference, basis, 0, indicator)
    };
    *all.iter().find(matches).expect("the contrast is there")
}

fn contrasts_of(scenario: &Scenario, outcome: &Outcome) -> Vec<Contrast> {
    findings(scenario, outcome).contrasts.iter().collect()
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
    let c = find(&contrasts_of(&scenario, &outcome(records)), 1, 0, Adjustment::AsRun, GENERAL);
    assert_eq!(c.difference.n, 3, "a replicate without its pair stays out");
    assert!(close(c.difference.mean, 0.02) && close(c.difference.sd, 0.01));
    assert!(close(c.effect_size, 2.0) && close(c.share_above_zero, 1.0));
}

/// Replicates that differ from each other, and regimes of which one is always the same step above the other: what is
/// left of the spread of their differences is rounding.
#[test]
fn a_difference_that_does_not_vary_has_neither_an_effect_size_nor_a_ratio_of_variances() {
    let scenario = scenario(&["none", "a"], 3, 0);
    let of = |levels: [[f64; 2]; 3]| {
        let records = (0_u32..)
            .zip(levels)
            .flat_map(|(replicate, pair)| (0..2).map(move |regime| run(regime, replicate, &[0], |_, _| pair[regime])));
        let c = find(&contrasts_of(&scenario, &outcome(records.collect())), 1, 0, Adjustment::AsRun, GENERAL);
        (c.difference, c.effect_size, c.variance_ratio)
    };
    let (step, effect, ratio) = of([[0.1, 0.1 + 0.2], [0.4, 0.4 + 0.2], [0.7, 0.7 + 0.2]]);
    assert!(step.sd > 0.0 && close(step.mean, 0.2), "rounding shows: {step:?}");
    assert!(effect.is_nan() && ratio.is_nan(), "{effect}, {ratio}");
    // Equal but for the last bit in one of three.
    let (nought, _, ratio) = of([[0.3, 0.1 + 0.2], [0.5, 0.5], [0.9, 0.9]]);
    assert!(nought.sd > 0.0 && ratio.is_nan(), "{ratio}");
    let (same, effect, ratio) = of([[0.3, 0.3], [0.5, 0.5], [0.9, 0.9]]);
    assert!(same.sd == 0.0 && effect.is_nan() && ratio.is_nan());
    let (_, effect, ratio) = of([[0.1, 0.3], [0.2, 0.5], [0.3, 0.7]]);
    assert!(close(effect, 3.0) && close(ratio, (0.01 + 0.04) / 0.01), "{effect}, {ratio}");
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
    let c = find(&all, 2, 1, Adjustment::EqualTurns, GENERAL);
    assert!(close(c.difference.mean, 50.0 - 100.0), "b had its 50 turns a person in week 50: {:?}", c.difference);
    assert!(close(find(&all, 2, 1, Adjustment::EqualTurns, Indicator::Turns as usize).difference.mean, 0.0));
    let without = find(&all, 2, 0, Adjustment::EqualTurns, GENERAL);
    assert!(without.difference.n == 0 && without.share_above_zero.is_nan(), "none gave no turns");
}

/// Between two weeks of which one has no count of turns there is no moment to be found.
#[test]
fn equal_turns_are_missing_where_the_week_before_has_none() {
    let scenario = scenario(&["none", "a", "b"], 1, 100);
    let turns = Indicator::Turns as usize;
    let gap =
        run(2, 0, &[0, 40, 80, 100], move |week, i| if (week, i) == (40, turns) { f64::NAN } else { week.into() });
    let all = contrasts_of(&scenario, &outcome(vec![turning(0, 0.0), turning(1, 0.5), gap]));
    assert_eq!(find(&all, 2, 1, Adjustment::EqualTurns, GENERAL).difference.n, 0);
    assert_eq!(find(&all, 2, 1, Adjustment::AsRun, GENERAL).difference.n, 1);
}

#[test]
fn gains_per_hour_are_over_the_world_without_help() {
    let scenario = scenario(&["none", "a", "b", "free"], 1, 0);
    let hours = Indicator::WorkerHours as usize;
    let made = |regime, used: f64, level: f64| run(regime, 0, &[0], move |_, i| if i == hours { used } else { level });
    let records = vec![made(0, 500.0, 0.4), made(1, 2500.0, 0.5), made(2, 1500.0, 0.5), made(3, 400.0, 0.6)];
    let all = contrasts_of(&scenario, &outcome(records));
    let of = |regime, reference| find(&all, regime, reference, Adjustment::PerWorkerHour, GENERAL).difference;
    assert!(close(of(1, 0).mean, 0.05), "0.1 for 2,000 hours");
    assert!(close(of(2, 1).mean, 0.1 - 0.05));
    assert_eq!((of(3, 0).n, of(3, 1).n), (0, 0), "fewer hours than none");
}

#[test]
fn gains_per_hour_are_missing_without_a_world_without_help() {
    let scenario = scenario(&["a", "b"], 2, 8);
    let all = contrasts_of(&scenario, &ensemble(&scenario));
    assert_eq!(find(&all, 1, 0, Adjustment::PerWorkerHour, GENERAL).difference.n, 0);
    assert_eq!(find(&all, 1, 0, Adjustment::AsRun, GENERAL).difference.n, 2);
}

/// A run in which those who ever entered are `reach`, and everything else is `level`.
fn reaching(regime: usize, replicate: u32, reach: f64, level: f64) -> RunRecord {
    run(regime, replicate, &[0], move |_, i| if i == Indicator::Entered as usize { reach } else { level })
}

#[test]
fn at_equal_reach_gains_are_scaled_down_to_the_smaller_reach() {
    let scenario = scenario(&["none", "a", "b", "nobody"], 1, 0);
    let of = |a: (f64, f64), b: (f64, f64)| {
        let records = vec![reaching(0, 0, 0.0, 0.4), reaching(1, 0, a.0, a.1), reaching(2, 0, b.0, b.1)];
        let nobody = reaching(3, 0, 0.0, 0.9);
        contrasts_of(&scenario, &outcome(records.into_iter().chain([nobody]).collect()))
    };
    let at =
        |all: &[Contrast], regime, reference, i| find(all, regime, reference, Adjustment::EqualReach, i).difference;
    // a: 0.2 from reaching 0.8, so 0.05 if it had reached as few as b, which gained 0.06.
    let all = of((0.8, 0.6), (0.2, 0.46));
    assert!(close(at(&all, 2, 1, GENERAL).mean, 0.06 - 0.05), "{:?}", at(&all, 2, 1, GENERAL));
    assert!(close(find(&all, 2, 1, Adjustment::AsRun, GENERAL).difference.mean, 0.06 - 0.2));
    let entered = find(&all, 2, 1, Adjustment::EqualReach, Indicator::Entered as usize);
    assert!(close(entered.difference.mean, 0.0) && entered.share_above_zero.is_nan(), "{entered:?}");
    // However few a regime reached, its gain is never blown up.
    let all = of((0.8, 0.6), (1e-9, 0.46));
    assert!(close(at(&all, 2, 1, GENERAL).mean, 0.06), "{:?}", at(&all, 2, 1, GENERAL));
    assert_eq!((at(&all, 1, 0, GENERAL).n, at(&all, 3, 1, GENERAL).n), (0, 0), "who reached nobody");
}

/// By worker hour, hours themselves are 1,000 but for rounding.
#[test]
fn what_only_rounding_says_is_not_published() {
    let scenario = scenario(&["none", "a", "b"], 3, 0);
    let hours = Indicator::WorkerHours as usize;
    let records = (0..3_u32).flat_map(|replicate| {
        let used = [0.0, 1000.7, 733.3].map(|used| used * (1.0 + 0.1 * f64::from(replicate)));
        (0..3).map(move |regime| run(regime, replicate, &[0], move |_, i| if i == hours { used[regime] } else { 0.5 }))
    });
    let all = contrasts_of(&scenario, &outcome(records.collect()));
    for (regime, reference) in [(1, 0), (2, 0), (2, 1)] {
        let c = find(&all, regime, reference, Adjustment::PerWorkerHour, hours);
        assert!(c.difference.n == 3 && c.effect_size.is_nan(), "{c:?}");
        assert_eq!(c.share_above_zero.is_nan(), reference == 1, "{c:?}");
    }
}

#[test]
fn the_summary_finds_weeks_that_only_some_runs_have() {
    let scenario = scenario(&["none"], 2, 8);
    let records = vec![run(0, 0, &[0, 4, 8], |w, _| f64::from(w)), run(0, 1, &[0, 8], |w, _| f64::from(w) + 1.0)];
    let summary = findings(&scenario, &outcome(records)).summary;
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
    let books = findings(&scenario, &outcome(vec![record])).books;
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
