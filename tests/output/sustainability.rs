//! Sustainability against bounds and verdicts worked out by hand, in numbers, file, table and plot.

use crate::made::{Outcome, contents, ensemble, findings, outcome, run, scenario, write};
use mutua::analysis::contrasts::Adjustment;
use mutua::analysis::sustainability::{
    LEDGER_MEASURES, LedgerStanding, LedgerVerdict, NET_MONEY, Position, Sustainability, Trend, YearsLeft,
};
use mutua::model::indicator::{EVERYONE, Indicator, STRUCK};
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

/// The only two recorded weeks, where nothing has to change between them.
const TWO_WEEKS: [u32; 2] = [0, 4];

/// Beside a world without help in which everything is `none`, one regime with these levels, replicate by replicate.
fn against(none: f64, levels: &[f64]) -> Sustainability {
    let replicates = levels.len() as u32;
    let both = |(replicate, level): (u32, &f64)| {
        let level = *level;
        [run(0, replicate, &TWO_WEEKS, move |_, _| none), run(1, replicate, &TWO_WEEKS, move |_, _| level)]
    };
    let records = (0..).zip(levels).flat_map(both).collect();
    sustainability(&scenario(&["none", "a"], replicates, 4), records)
}

/// Beside a world without help in which everything stays 0.5 for ten years, one regime that stands at `by(week)` from it,
/// and a little higher in each further replicate by a slope of `scatter` a year.
fn going(replicates: u32, scatter: f64, by: fn(f64) -> f64) -> Sustainability {
    let weeks: Vec<u32> = (0..=520).step_by(4).collect();
    let both = |replicate: u32| {
        let turn = scatter * (f64::from(replicate) - 0.5 * f64::from(replicates - 1));
        let level = move |week: u32, _: usize| 0.5 + by(f64::from(week)) + turn * f64::from(week) / 52.0;
        [run(0, replicate, &weeks, |_, _| 0.5), run(1, replicate, &weeks, level)]
    };
    sustainability(&scenario(&["none", "a"], replicates, 520), (0..replicates).flat_map(both).collect())
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
    assert_eq!(wide.verdict(), LedgerVerdict::NotShown, "not shown to be below, which is not shown not to be");
    assert_eq!((wide.position(), standing.position()), (Position::NotShown, Position::Same));
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
    assert_eq!(verdict(-0.005_f64.next_up()), LedgerVerdict::No, "the next number below, without any spread");
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
    let mut record = run(regime, replicate, &TWO_WEEKS, |_, _| 0.5);
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
    let mut scenario = scenario(&["none", "a"], 2, 4);
    let money = *sustainability(&scenario, runs.clone()).at(1, NET_MONEY).unwrap();
    let paired = [(100.0 * 300.0 - 800.0 * 35.0) / 2.0, (50.0 * 300.0 - 300.0 * 35.0) / 2.0];
    assert!(close(money.difference.mean, 0.5 * (paired[0] + paired[1])), "{money:?}: {paired:?}");
    assert!(close(money.difference.sd, (paired[0] - paired[1]).abs() / 2.0_f64.sqrt()));
    assert_eq!(money.verdict(), LedgerVerdict::NotShown, "1,625 +- 7,942 euro");
    scenario.parameters.cost_per_hour = 0.0;
    let free = *sustainability(&scenario, runs).at(1, NET_MONEY).unwrap();
    assert!(close(free.difference.mean, 11_250.0));
}

#[test]
fn equal_runs_differ_by_exactly_nothing_and_share_the_first_place() {
    let scenario = scenario(&["none", "a", "b"], 3, 4);
    let runs = (0..3).flat_map(|replicate| {
        let of = move |regime| {
            let mut record =
                run(regime, replicate, &TWO_WEEKS, move |_, i| 0.1 + 0.07 * f64::from(replicate) + i as f64 / 97.0);
            (record.ledger.weeks_in_need, record.ledger.desk) = (777, 12_345);
            record
        };
        (0..3).map(of)
    });
    for standing in sustainability(&scenario, runs.collect()).standings {
        let d = standing.difference;
        assert_eq!((d.mean, d.sd, d.low, d.high, d.n), (0.0, 0.0, 0.0, 0.0, 3));
        assert_eq!((standing.verdict(), standing.rank), (LedgerVerdict::Yes, Some(1)));
        assert_eq!((standing.position(), standing.trend()), (Position::Same, Trend::Level));
        assert_eq!((standing.slope.mean, standing.lowest.unwrap().difference), (0.0, 0.0));
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
    assert_eq!(found.at(4, GENERAL).unwrap().verdict(), LedgerVerdict::NotShown);
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
fn what_falls_is_used_up_what_rises_is_building_and_what_is_only_lower_is_level() {
    let of = |by| *going(4, 0.0, by).at(1, GENERAL).unwrap();
    let falls = of(|week| -0.004 * week / 52.0);
    assert!(close(falls.slope.mean, -0.004) && falls.slope.n == 4);
    assert_eq!((falls.trend(), falls.verdict()), (Trend::UsedUp, LedgerVerdict::No));
    let rises = of(|week| 0.002 * week / 52.0);
    assert_eq!((rises.trend(), rises.verdict()), (Trend::Building, LedgerVerdict::Yes));
    // It fell once, in the first year, and stays there.
    let lower = of(|week| if week < 52.0 { 0.0 } else { -0.06 });
    assert_eq!((lower.trend(), lower.position(), lower.verdict()), (Trend::Level, Position::Below, LedgerVerdict::No));
    // What was gained in the first five years is going: used up, though above.
    let going_down = of(|week| 0.05 - 0.003 * (week - 260.0).max(0.0) / 52.0);
    assert!(close(going_down.slope.mean, -0.003) && going_down.position() == Position::Above);
    assert_eq!((going_down.trend(), going_down.verdict()), (Trend::UsedUp, LedgerVerdict::No));
    // Older falls are past: only the last five years are read.
    let past = of(|week| 0.02 - 0.004 * week.min(260.0) / 52.0);
    assert_eq!((past.trend(), past.verdict()), (Trend::Level, LedgerVerdict::Yes));
}

#[test]
fn a_slope_counts_as_shown_only_with_both_ends_of_its_interval() {
    // Three replicates with slopes of -0.004 - d, -0.004 and -0.004 + d: the half interval is T_2 d / sqrt(3).
    let falls = |d: f64| *going(3, d, |week| -0.004 * week / 52.0).at(1, GENERAL).unwrap();
    let half = T_2 * 0.001 / 3.0_f64.sqrt();
    let sure = falls(0.001);
    assert!(close(sure.slope.low, -0.004 - half) && close(sure.slope.high, -0.004 + half), "{:?}", sure.slope);
    assert_eq!(sure.trend(), Trend::UsedUp);
    // The upper end at -0.0005 is a fall, but perhaps of less than is tolerated.
    let perhaps = falls(0.0014);
    assert!(perhaps.slope.high < 0.0 && perhaps.slope.high > -0.001 && perhaps.trend() == Trend::NotShown);
    assert_eq!(perhaps.verdict(), LedgerVerdict::NotShown);
    let flat = |d: f64| *going(3, d, |_| 0.0).at(1, GENERAL).unwrap();
    assert_eq!(flat(0.0003).trend(), Trend::Level);
    assert_eq!((flat(0.002).trend(), flat(0.002).verdict()), (Trend::NotShown, LedgerVerdict::NotShown));
    let rises = |d: f64| *going(3, d, |week| 0.002 * week / 52.0).at(1, GENERAL).unwrap();
    assert_eq!((rises(0.0003).trend(), rises(0.0008).trend()), (Trend::Building, Trend::NotUsedUp));
    assert_eq!(rises(0.0008).verdict(), LedgerVerdict::Yes, "neither used up nor below, whatever else");
}

#[test]
fn years_are_left_to_what_is_used_up_and_the_lowest_week_is_told() {
    let falls = *going(3, 0.001, |week| -0.004 * week / 52.0).of_everyone(1, GENERAL).unwrap();
    // The mean of the last year's records is read: weeks 472 to 520, on average 496.
    let level = 0.5 - 0.004 * 496.0 / 52.0;
    let struck = *going(3, 0.001, |week| -0.004 * week / 52.0).at(1, GENERAL).unwrap();
    assert!(struck.trend() == Trend::UsedUp && struck.years_left().expected.is_nan(), "the slope is everyone's");
    let YearsLeft { expected, soonest, latest } = falls.years_left();
    assert!(close(falls.level.mean, level) && close(expected, (level - 0.3) / 0.004), "{falls:?}");
    assert!(close(soonest, (level - 0.3) / -falls.slope.low) && close(latest, (level - 0.3) / -falls.slope.high));
    assert!(soonest < expected && expected < latest);
    assert!(close(falls.lowest.unwrap().difference, -0.04) && falls.lowest.unwrap().week == 520);
    let dip = *going(3, 0.0, |week| if week == 208.0 { -0.03 } else { 0.01 }).of_everyone(1, GENERAL).unwrap();
    assert!(close(dip.lowest.unwrap().difference, -0.03) && dip.lowest.unwrap().week == 208);
    assert!(dip.years_left().expected.is_nan() && dip.years_left().soonest.is_nan(), "it does not fall");
    let gone = *going(3, 0.0, |week| -0.03 * week / 52.0).of_everyone(1, GENERAL).unwrap();
    assert_eq!((gone.level.mean < 0.3, gone.years_left().expected), (true, 0.0));
}

/// Those struck late have had no time: they must not make a loss of those struck before look as if it came back.
#[test]
fn a_trend_is_that_of_everyone_for_the_struck_are_not_the_same_people_all_along() {
    let weeks: Vec<u32> = (0..=520).step_by(4).collect();
    let of = |regime: usize, replicate: u32| {
        let mut record = run(regime, replicate, &weeks, |_, _| 0.5);
        for snapshot in &mut record.snapshots {
            // As many again are struck in ten years; the first have lost 0.1 each, those who come have lost nothing.
            let row = &mut snapshot.rows[STRUCK];
            row.count = 520 + snapshot.week;
            let loss = 0.1 * 520.0 / f64::from(row.count);
            row.values.iter_mut().for_each(|value| *value -= if regime == 1 { loss } else { 0.0 });
        }
        record
    };
    let records = (0..3).flat_map(|replicate| [of(0, replicate), of(1, replicate)]).collect();
    let found = sustainability(&scenario(&["none", "a"], 3, 520), records);
    let struck = found.at(1, GENERAL).unwrap();
    assert!((struck.slope.mean).abs() < 1e-12 && struck.trend() == Trend::Level, "{struck:?}");
    assert!(close(struck.lowest.unwrap().difference, -0.1) && struck.lowest.unwrap().week == 0);
    let everyone = found.of_everyone(1, GENERAL).unwrap();
    assert_eq!((struck.population, everyone.population), (STRUCK, EVERYONE));
    assert_eq!((everyone.difference.mean, everyone.verdict()), (0.0, LedgerVerdict::Yes));
}

#[test]
fn money_is_used_up_while_it_falls() {
    let weeks: Vec<u32> = (0..=520).step_by(4).collect();
    // 2,000 people of whom a tenth is in need in any case; the regime uses 52 hours a year per 1,000 people, at 35 euro.
    let of = |regime: usize, replicate: u32| {
        let hours = move |week: u32, i: usize| match i {
            _ if i == Indicator::WorkerHours as usize => f64::from(week) * regime as f64,
            _ => 0.1,
        };
        let mut record = run(regime, replicate, &weeks, hours);
        record.ledger.weeks_in_need = 200 * 520;
        record.ledger.meetings = 1000 * 2 * 520 * regime as i64;
        record
    };
    let records = |regime| (0..2).flat_map(move |replicate| [of(0, replicate), of(regime, replicate)]);
    let found = sustainability(&scenario(&["none", "a"], 2, 520), records(1).collect());
    let money = found.at(1, NET_MONEY).unwrap();
    assert!((money.slope.mean + 52.0 * 35.0).abs() < 1e-6 && money.trend() == Trend::UsedUp, "{money:?}");
    assert!((money.difference.mean + 520.0 * 35.0).abs() < 1e-6);
    assert!((money.lowest.unwrap().difference - money.difference.mean).abs() < 1e-6, "the two agree at the horizon");
    assert_eq!((money.population, money.years_left().expected), (EVERYONE, 0.0));
}

#[test]
fn weeks_in_need_between_records_are_brought_to_what_the_ledger_has() {
    // The share in need is 0.2 in week 0 and 0 in week 4 and after: 400 weeks in a straight line, of 2,000 people 800; the
    // ledger has but 400. A week is worth 300 euro.
    let none = |replicate| {
        let share = |week: u32, i: usize| if week == 0 && i == Indicator::InNeed as usize { 0.2 } else { 0.0 };
        let mut record = run(0, replicate, &[0, 4, 8], share);
        record.ledger.weeks_in_need = 400;
        record
    };
    let records = (0..2).flat_map(|replicate| [none(replicate), run(1, replicate, &[0, 4, 8], |_, _| 0.0)]);
    let found = sustainability(&scenario(&["none", "a"], 2, 8), records.collect());
    let money = found.at(1, NET_MONEY).unwrap();
    // 0, 60,000 and 60,000 euro per 1,000 people in weeks 0, 4 and 8: half of 60,000 a four weeks.
    assert!((money.slope.mean - 30_000.0 * 13.0).abs() < 1e-6, "{money:?}");
    assert!((money.difference.mean - 60_000.0).abs() < 1e-6 && money.lowest.unwrap().week == 0);
}

#[test]
fn one_replicate_and_one_week_show_nothing_and_two_replicates_may() {
    let one = *going(1, 0.0, |week| -0.004 * week / 52.0).of_everyone(1, GENERAL).unwrap();
    assert!(close(one.slope.mean, -0.004) && one.slope.low.is_nan() && one.slope.n == 1);
    assert_eq!((one.trend(), one.verdict()), (Trend::NotShown, LedgerVerdict::NotShown));
    assert!(one.years_left().expected > 0.0 && one.years_left().soonest.is_nan());
    let two = *going(2, 0.0, |week| -0.004 * week / 52.0).at(1, GENERAL).unwrap();
    assert_eq!((two.trend(), two.verdict()), (Trend::UsedUp, LedgerVerdict::No));
    let records = (0..2).flat_map(|r| [run(0, r, &[0], |_, _| 0.5), run(1, r, &[0], |_, _| 0.5)]).collect();
    let week_0 = sustainability(&scenario(&["none", "a"], 2, 0), records);
    let standing = week_0.at(1, GENERAL).unwrap();
    assert_eq!((standing.position(), standing.trend()), (Position::Same, Trend::NotShown));
    assert_eq!((standing.slope.n, standing.verdict()), (0, LedgerVerdict::NotShown));
}

/// What the terminal says of sustainability.
fn block(text: &str) -> &str {
    let from = text.find("Sustainable?").unwrap();
    let to = text[from..].find("\n\n").map_or(text.len(), |length| from + length);
    &text[from..to]
}

const HEADER: &str = "regime,ledger,measure,population,unit,mean,sd,low,high,n,criterion,sustainable,rank,position,trend,\
                      slope_per_year,slope_sd,slope_low,slope_high,slope_n,level_per_year,lowest,lowest_week,level,\
                      threshold,years_left,years_left_soonest,years_left_latest";

#[test]
fn table_file_and_plot_say_yes_no_and_not_shown() {
    let three = scenario(&["none", "worse", "a-regime-with-a-very-long-name"], 3, 4);
    let dear = |mut record: RunRecord| {
        record.ledger.meetings = 1_000_000_000;
        record
    };
    let records = (0..3).flat_map(|replicate| {
        let luck = 0.001 * f64::from(replicate);
        let level = move |regime: usize| [0.4, 0.3 + luck, 0.41 - luck][regime];
        (0..3).map(move |regime| run(regime, replicate, &TWO_WEEKS, move |_, _| level(regime)))
    });
    let all = outcome(records.map(|record| if record.regime == 1 { dear(record) } else { record }).collect());
    let home = tempfile::tempdir().unwrap();
    write(home.path(), true, &three, &all).unwrap();
    let rows = fs::read_to_string(home.path().join("sustainability.csv")).unwrap();
    let lines: Vec<&str> = rows.lines().collect();
    assert_eq!(lines[0], HEADER);
    assert_eq!(lines.len(), 1 + 2 * (2 * LEDGER_MEASURES.len() - 1));
    assert!(lines[1].starts_with("worse,social,trust_in_people,struck,share,-0.09"), "{rows}");
    assert!(lines[1].contains(",3,-0.005,no,2,below,level,0,0,0,0,3,0.001,-0.09"), "{rows}");
    assert!(lines[2].starts_with("worse,social,trust_in_people,everyone,share,-0.09"), "{rows}");
    let money =
        "worse,economic,net_money,everyone,euro_per_1000_people,-17500000,0,-17500000,-17500000,3,0,no,2,below,";
    assert!(lines[11].starts_with(money), "{rows}");
    assert!(lines[12].contains(",3,-0.005,yes,1,above,level,0,0,0,0,3,0.001,"), "{rows}");
    assert!(lines[22].contains(",0,0,0,0,3,0,yes,1,same,"), "{rows}");
    let text = table(&three, &findings(&three, &all), false);
    assert!(text.lines().all(|l| l.chars().count() <= 100) && text.is_ascii(), "{text}");
    let last = |start: &str| {
        block(&text).lines().find(|l| l.starts_with(start)).unwrap().split_whitespace().collect::<Vec<_>>()
    };
    assert_eq!(
        last("worse"),
        "worse no -0.099 no -0.099 no -0.099 no -0.099 yes +0.099 no -17,500".split(' ').collect::<Vec<_>>()
    );
    assert_eq!(last("a-regime")[1..].join(" "), "yes +0.009 yes +0.009 yes +0.009 yes +0.009 no -0.009 same 0");
    let svg = fs::read_to_string(home.path().join("plots/sustainability.svg")).unwrap();
    for word in ["Social ledger", "Human ledger", "Economic ledger", "Less dependence", "worse"] {
        assert!(svg.contains(word), "{word}");
    }
    let said = |word: &str| svg.matches(&format!("\n{word}\n")).count();
    assert_eq!((said("yes"), said("no"), said("same")), (5, 6, 1), "a word for each regime and measure");
    assert_eq!(said("\u{2192}"), 12, "all are level");

    let single = Outcome { records: all.records[..3].to_vec(), ..Outcome::default() };
    write(home.path(), true, &three, &single).unwrap();
    let rows = fs::read_to_string(home.path().join("sustainability.csv")).unwrap();
    assert_eq!((rows.matches(",,,1,").count(), rows.matches(",not shown,not shown,").count()), (44, 22), "{rows}");
    let text = table(&three, &findings(&three, &single), false);
    assert!(text.contains("? -0.100") && text.contains("One replicate has no interval"), "{text}");
    assert!(text.contains("A run of under 260 weeks: "), "{text}");
}

#[test]
fn the_terminal_tells_what_is_used_up_how_fast_and_for_how_long() {
    let weeks: Vec<u32> = (0..=520).step_by(4).collect();
    let services = Indicator::Services as usize;
    let by = |replicate: u32, week: u32, i: usize| {
        let slope = if i == services { -0.004 + 0.0002 * (f64::from(replicate) - 1.0) } else { -0.0002 };
        0.6 + slope * f64::from(week) / 52.0
    };
    let of =
        |replicate| [run(0, replicate, &weeks, |_, _| 0.6), run(1, replicate, &weeks, move |w, i| by(replicate, w, i))];
    let scenario = scenario(&["none", "user"], 3, 520);
    let mut all = outcome((0..3).flat_map(of).collect());
    let said = |all: &Outcome| table(&scenario, &findings(&scenario, all), false);
    let text = said(&all);
    let lines: Vec<&str> = block(&text).lines().collect();
    // 0.6 - 0.004 * 496 / 52 - 0.3 are left, at 0.004 +- 4.303 * 0.0002 / sqrt(3) a year: 65.5 years, 58.3 to 74.7.
    let used_up = "  used up: everyone's trust in services falls 0.0040 a year; then below 0.30 in 65 years (58 to 75)";
    assert!(lines.contains(&used_up), "{text}");
    assert!(lines.iter().any(|line| line.starts_with("user") && line.contains("same -0.002   no -0.038")), "{text}");
    assert_eq!(lines.iter().filter(|line| line.contains("used up: ")).count(), 1, "{text}");
    assert!(!text.contains("A run of under"), "it is long enough: {text}");
    assert!(lines.iter().all(|line| line.len() <= 100) && text.is_ascii(), "{text}");
    assert!(!block(&text).contains("everyone:"), "everyone fares as the struck do: {text}");
    // Of everyone it is not lower.
    for record in &mut all.records {
        record.snapshots.iter_mut().for_each(|snapshot| snapshot.rows[EVERYONE].values[services] = 0.6);
    }
    let text = said(&all);
    assert!(text.contains("\n  everyone: trust in services same 0.000\n") && !text.contains("used up: "), "{text}");
}

#[test]
fn trust_is_told_per_person_helped_and_what_faded_apart() {
    use mutua::analysis::helped::HelpedFlow;
    use mutua::model::indicator::EVER_ENTERED;
    use mutua::model::ledger::{Object, Phase, STOCK_UNIT};
    // 100 people entered. Beyond none, 30 were regenerated and 10 spent, and 5 came back by fading alone.
    let of = |regime: usize, replicate: u32| {
        let mut record = run(regime, replicate, &TWO_WEEKS, |_, _| 0.5);
        let helped = if regime == 1 { 100 } else { 0 };
        record.snapshots.iter_mut().for_each(|snapshot| snapshot.rows[EVER_ENTERED].count = helped);
        let general = &mut record.ledger.stocks[0];
        let trust = |amount: i64| amount * STOCK_UNIT as i64;
        general.regenerated[Phase::Everyday as usize] = trust(500 + i64::from(replicate));
        general.consumed[Phase::Everyday as usize] = trust(480);
        if regime == 1 {
            general.regenerated[Phase::Meet as usize] = trust(30);
            general.consumed[Phase::Meet as usize] = trust(10);
            general.faded = trust(5);
        }
        record
    };
    let scenario = scenario(&["none", "a"], 2, 4);
    let records = (0..2).flat_map(|replicate| [of(0, replicate), of(1, replicate)]).collect();
    let all = outcome(records);
    let found = findings(&scenario, &all).helped;
    let beyond = |flow| found.beyond_none(1, (Object::General, flow)).unwrap().mean;
    assert_eq!((beyond(HelpedFlow::Regenerated), beyond(HelpedFlow::Consumed)), (0.3, 0.1));
    assert_eq!((beyond(HelpedFlow::Balance), beyond(HelpedFlow::Faded), beyond(HelpedFlow::Change)), (0.2, 0.05, 0.25));
    assert_eq!((found.regimes[1].helped.mean, found.regimes[0].as_run[0].n), (50.0, 0), "nobody is helped under none");
    let home = tempfile::tempdir().unwrap();
    write(home.path(), true, &scenario, &all).unwrap();
    let rows = fs::read_to_string(home.path().join("trust_per_helped.csv")).unwrap();
    for row in [
        "a,as_run,,helped,people_per_1000,50,0,50,50,2",
        "a,beyond_none,people_in_general,regenerated,full_trust_per_person_helped,0.3,0,0.3,0.3,2",
        "a,beyond_none,people_in_general,faded,full_trust_per_person_helped,0.05,0,0.05,0.05,2",
        "none,as_run,tie,honoured,evidence_per_person_helped,,,,,0",
    ] {
        assert!(rows.lines().any(|line| line == row), "{row}: {rows}");
    }
    assert!(rows.contains("a,as_run,people_in_general,regenerated,full_trust_per_person_helped,5.305,"), "{rows}");
    let svg = fs::read_to_string(home.path().join("plots/ledger_trust.svg")).unwrap();
    assert!(svg.contains("\n+0.20\n") && svg.contains("the same, per person helped"), "{svg}");
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
    assert_eq!((standing.verdict(), standing.rank, standing.difference.n), (LedgerVerdict::NotShown, Some(1), 1));
}
