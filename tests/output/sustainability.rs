//! Sustainability against bounds and verdicts worked out by hand, in numbers, file, table and plot.

use crate::made::{Outcome, contents, ensemble, findings, outcome, run, scenario, write};
use mutua::analysis::contrasts::Adjustment;
use mutua::analysis::sustainability::{LEDGER_MEASURES, LedgerStanding, LedgerVerdict, NET_MONEY, Sustainability};
use mutua::model::indicator::Indicator;
use mutua::output::table;
use mutua::record::{FailedRun, RunRecord};
use mutua::scenario::Scenario;
use std::fs;

const GENERAL: usize = 0;
const LESS_DEPENDENCE: usize = 4;
/// Upper 97.5 % point of Student's t with two degrees of freedom.
const T_2: f64 = 4.302_652_730;

fn sustainability(scenario: &Scenario, records: Vec<RunRecord>) -> Sustainability {
    findings(scenario, &outcome(records)).sustainability
}

/// Beside a world without help in which everything is `none`, one regime with these levels, replicate by replicate.
fn against(none: f64, levels: &[f64]) -> Sustainability {
    let replicates = levels.len() as u32;
    let both = |(replicate, level): (u32, &f64)| {
        let level = *level;
        [run(0, replicate, &[0], move |_, _| none), run(1, replicate, &[0], move |_, _| level)]
    };
    let records = (0..).zip(levels).flat_map(both).collect();
    sustainability(&scenario(&["none", "a"], replicates, 0), records)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[test]
fn the_lower_bound_decides_and_not_the_mean() {
    // Differences of -0.003, -0.002 and -0.001: mean -0.002, standard deviation 0.001.
    let found = against(0.5, &[0.497, 0.498, 0.499]);
    let standing = found.at(1, GENERAL).unwrap();
    let d = standing.difference;
    assert!(close(d.mean, -0.002) && close(d.sd, 0.001) && d.n == 3);
    assert!(close(d.low, -0.002 - T_2 * 0.001 / 3.0_f64.sqrt()) && d.low > -0.005);
    assert_eq!(standing.verdict(), LedgerVerdict::Yes, "worse, but by no more than is tolerated");
    // The same mean, twice as uncertain: -0.002 - 4.97 thousandths.
    let wide = *against(0.5, &[0.496, 0.498, 0.5]).at(1, GENERAL).unwrap();
    assert!(close(wide.difference.mean, -0.002) && close(wide.difference.low, -0.002 - T_2 * 0.002 / 3.0_f64.sqrt()));
    assert_eq!(wide.verdict(), LedgerVerdict::No);
    assert!(wide.difference.high > -0.005, "not shown to be, which is not shown not to be");
}

#[test]
fn the_criterion_itself_is_still_sustainable() {
    let verdict = |level: f64| {
        let standing = *against(0.0, &[level; 3]).at(1, GENERAL).unwrap();
        assert_eq!((standing.difference.low, standing.difference.sd), (level, 0.0));
        standing.verdict()
    };
    assert_eq!(LEDGER_MEASURES[GENERAL].criterion, -0.005);
    assert_eq!(verdict(-0.005), LedgerVerdict::Yes);
    assert_eq!(verdict(-0.005_f64.next_up()), LedgerVerdict::No, "the next number below");
    assert_eq!(verdict(-0.004_999), LedgerVerdict::Yes);
}

#[test]
fn more_dependence_is_a_loss() {
    let found = against(0.2, &[0.3, 0.3]);
    let [trust, dependence] = [GENERAL, LESS_DEPENDENCE].map(|measure| *found.at(1, measure).unwrap());
    assert!(close(trust.difference.mean, 0.1) && trust.verdict() == LedgerVerdict::Yes);
    assert!(close(dependence.difference.mean, -0.1) && dependence.verdict() == LedgerVerdict::No);
}

/// A run with so many weeks in need and hours used, everything else the same.
fn booked(regime: usize, replicate: u32, weeks_in_need: i64, hours: [i64; 2]) -> RunRecord {
    let mut record = run(regime, replicate, &[0], |_, _| 0.5);
    record.ledger.weeks_in_need = weeks_in_need;
    // What is supplied says nothing of what is used.
    record.ledger.supplied = 1_000_000 * (regime as i64 + 1);
    [record.ledger.desk, record.ledger.meetings] = hours.map(|hours| 1000 * hours);
    record
}

#[test]
fn money_is_paired_and_counts_hours_used_beyond_none() {
    // 2,000 people; a week is worth 300 euro, an hour costs 35. In the first replicate 100 weeks are regained for 800
    // hours, in the second, with far more need in both worlds, 50 for 300.
    let runs = vec![
        booked(0, 0, 1000, [50, 0]),
        booked(1, 0, 900, [60, 790]),
        booked(0, 1, 9000, [70, 0]),
        booked(1, 1, 8950, [70, 300]),
    ];
    let mut scenario = scenario(&["none", "a"], 2, 0);
    let money = *sustainability(&scenario, runs.clone()).at(1, NET_MONEY).unwrap();
    let paired = [(100.0 * 300.0 - 800.0 * 35.0) / 2.0, (50.0 * 300.0 - 300.0 * 35.0) / 2.0];
    assert!(close(money.difference.mean, 0.5 * (paired[0] + paired[1])), "{money:?}: {paired:?}");
    assert!(close(money.difference.sd, (paired[0] - paired[1]).abs() / 2.0_f64.sqrt()));
    assert_eq!(money.verdict(), LedgerVerdict::No, "1,625 +- 7,942 euro");
    scenario.parameters.cost_per_hour = 0.0;
    let free = *sustainability(&scenario, runs).at(1, NET_MONEY).unwrap();
    assert!(close(free.difference.mean, 11_250.0));
}

#[test]
fn equal_runs_differ_by_exactly_nothing_and_share_the_first_place() {
    let scenario = scenario(&["none", "a", "b"], 3, 0);
    let runs = (0..3).flat_map(|replicate| {
        let of = move |regime| {
            let mut record =
                run(regime, replicate, &[0], move |_, i| 0.1 + 0.07 * f64::from(replicate) + i as f64 / 97.0);
            (record.ledger.weeks_in_need, record.ledger.desk) = (777, 12_345);
            record
        };
        (0..3).map(of)
    });
    for standing in sustainability(&scenario, runs.collect()).standings {
        let d = standing.difference;
        assert_eq!((d.mean, d.sd, d.low, d.high, d.n), (0.0, 0.0, 0.0, 0.0, 3));
        assert_eq!((standing.verdict(), standing.rank), (LedgerVerdict::Yes, Some(1)));
    }
}

#[test]
fn ranks_are_by_measure_and_leave_no_place_for_what_is_missing() {
    let scenario = scenario(&["a", "none", "b", "c", "missing"], 2, 0);
    let dependence = Indicator::Dependence as usize;
    let level = move |regime: usize, i: usize| match (regime, i == dependence) {
        (0, _) => 0.7,
        (2 | 3, false) => 0.6,
        _ => 0.5,
    };
    let records = (0..2).flat_map(|replicate| (0..4).map(move |g| run(g, replicate, &[0], move |_, i| level(g, i))));
    let found = sustainability(&scenario, records.collect());
    let ranks = |measure| [0, 2, 3, 4].map(|regime| found.at(regime, measure).unwrap().rank);
    assert_eq!(ranks(GENERAL), [Some(1), Some(2), Some(2), None]);
    assert_eq!(ranks(LESS_DEPENDENCE), [Some(3), Some(1), Some(1), None]);
    assert!(found.at(1, GENERAL).is_none(), "none is not compared with itself");
    assert_eq!(found.at(4, GENERAL).unwrap().verdict(), LedgerVerdict::Undecided);
}

#[test]
fn differences_are_those_of_the_contrasts_to_the_last_bit() {
    let scenario = scenario(&["none", "a", "b"], 5, 60);
    let mut outcome = ensemble(&scenario);
    let lost = outcome.records.remove(4);
    let (regime, replicate) = (lost.regime, lost.replicate);
    outcome.failed.push(FailedRun { point: 0, regime, replicate, reason: "made to fail".to_owned() });
    let found = findings(&scenario, &outcome);
    let read = [Indicator::General, Indicator::Services, Indicator::Coping, Indicator::Empowerment];
    for (regime, (measure, indicator)) in
        [1, 2].into_iter().flat_map(|r| read.into_iter().enumerate().map(move |m| (r, m)))
    {
        let standing = found.sustainability.at(regime, measure).unwrap().difference;
        let same = |c: &mutua::analysis::contrasts::Contrast| {
            (c.regime, c.reference, c.basis) == (regime, 0, Adjustment::AsRun)
                && (c.population, c.indicator) == (0, indicator as usize)
        };
        let contrast = found.contrasts.iter().find(same).unwrap().difference;
        let bits = |e: mutua::analysis::statistics::Estimate| ([e.mean, e.sd, e.low, e.high].map(f64::to_bits), e.n);
        assert_eq!(bits(standing), bits(contrast), "{}", LEDGER_MEASURES[measure].name);
        assert_eq!(standing.n, if regime == lost.regime { 4 } else { 5 });
    }
}

#[test]
fn table_file_and_plot_say_yes_no_and_undecided() {
    let three = scenario(&["none", "worse", "a-regime-with-a-very-long-name"], 3, 0);
    let dear = |mut record: RunRecord| {
        record.ledger.meetings = 1_000_000_000;
        record
    };
    let records = (0..3).flat_map(|replicate| {
        let luck = 0.001 * f64::from(replicate);
        let level = move |regime: usize| [0.4, 0.3 + luck, 0.41 - luck][regime];
        (0..3).map(move |regime| run(regime, replicate, &[0], move |_, _| level(regime)))
    });
    let all = outcome(records.map(|record| if record.regime == 1 { dear(record) } else { record }).collect());
    let home = tempfile::tempdir().unwrap();
    write(home.path(), true, &three, &all).unwrap();
    let rows = fs::read_to_string(home.path().join("sustainability.csv")).unwrap();
    let lines: Vec<&str> = rows.lines().collect();
    assert_eq!(lines[0], "regime,ledger,measure,unit,mean,sd,low,high,n,criterion,sustainable,rank");
    assert_eq!(lines.len(), 1 + 2 * LEDGER_MEASURES.len());
    assert!(lines[1].starts_with("worse,social,trust_in_people,share,-0.09") && lines[1].ends_with(",3,-0.005,no,2"));
    assert_eq!(lines[6], "worse,economic,net_money,euro_per_1000_people,-17500000,0,-17500000,-17500000,3,0,no,2");
    assert!(lines[7].ends_with(",3,-0.005,yes,1") && lines[12].ends_with(",0,0,0,0,3,0,yes,1"), "{rows}");
    let text = table(&three, &findings(&three, &all), false);
    assert!(text.lines().all(|l| l.chars().count() <= 100) && text.is_ascii(), "{text}");
    let last =
        |start: &str| text.lines().rfind(|l| l.starts_with(start)).unwrap().split_whitespace().collect::<Vec<_>>();
    assert_eq!(
        last("worse"),
        "worse no -0.099 no -0.099 no -0.099 no -0.099 yes +0.099 no -17,500".split(' ').collect::<Vec<_>>()
    );
    assert_eq!(last("a-regime")[1..].join(" "), "yes +0.009 yes +0.009 yes +0.009 yes +0.009 no -0.009 yes 0");
    let svg = fs::read_to_string(home.path().join("plots/sustainability.svg")).unwrap();
    for word in ["Social ledger", "Human ledger", "Economic ledger", "Less dependence", "worse"] {
        assert!(svg.contains(word), "{word}");
    }
    let said = |word: &str| svg.matches(&format!("\n{word}\n")).count();
    assert_eq!((said("yes"), said("no")), (6, 6), "a word for each regime and measure");

    let single = Outcome { records: all.records[..3].to_vec(), ..Outcome::default() };
    write(home.path(), true, &three, &single).unwrap();
    let rows = fs::read_to_string(home.path().join("sustainability.csv")).unwrap();
    assert_eq!((rows.matches(",,,1,").count(), rows.matches(",undecided,").count()), (12, 12), "{rows}");
    assert!(table(&three, &findings(&three, &single), false).contains("undecided"));
}

#[test]
fn without_a_world_without_help_the_table_is_empty_and_says_so() {
    let two = scenario(&["a", "b"], 2, 8);
    let home = tempfile::tempdir().unwrap();
    write(home.path(), true, &two, &ensemble(&two)).unwrap();
    let rows = fs::read_to_string(home.path().join("sustainability.csv")).unwrap();
    assert_eq!(rows.lines().count(), 1);
    let text = table(&two, &findings(&two, &ensemble(&two)), false);
    assert!(text.contains("Sustainability is not judged: no world without helping networks"), "{text}");
    let plots = contents(&home.path().join("plots"));
    let (_, svg) = plots.iter().find(|(path, _)| path.ends_with("sustainability.svg")).unwrap();
    assert!(String::from_utf8_lossy(svg).contains("nothing to show: no world without helping networks"));
}

/// A standing made up: the verdict hangs on the lower bound alone.
#[test]
fn no_interval_is_no_verdict() {
    let found = against(0.5, &[0.9]);
    let standing: LedgerStanding = *found.at(1, GENERAL).unwrap();
    assert_eq!((standing.verdict(), standing.rank, standing.difference.n), (LedgerVerdict::Undecided, Some(1), 1));
}
