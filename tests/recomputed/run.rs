//! What `mutua run` publishes: trajectories, summary, contrasts, ledgers and sustainability.

use super::ledgers::accounts;
use super::plain::Plain;
use super::sheet::Sheet;
use super::study::{at_horizon, cells, file, runs, scenario, texts, value, without_help, written};
use mutua::model::indicator::{EVER_ENTERED, EVERYONE, INDICATORS, Indicator, POPULATIONS, STRUCK};
use mutua::model::ledger::Object;
use mutua::record::RunRecord;
use mutua::scenario::Scenario;
use proptest::prelude::*;
use std::path::Path;

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_run_publishes_is_what_its_runs_say(text in texts()) {
        let scenario = scenario(&text, &[]);
        let runs = runs(&scenario);
        let (_folder, result) = written(&text, &["run"]);
        trajectories(&scenario, &runs, &result);
        summary(&scenario, &runs, &result);
        ledgers(&scenario, &runs, &result);
        contrasts(&scenario, &runs, &result);
        sustainability(&scenario, &runs, &result);
        trust_per_helped(&scenario, &runs, &result);
    }
}

fn trajectories(scenario: &Scenario, runs: &[Vec<RunRecord>], result: &Path) {
    let sheet = Sheet::read(&file(result, "trajectories.csv"), &["regime", "replicate", "week", "population"]);
    let mut rows = 0;
    for record in runs.iter().flatten() {
        for snapshot in &record.snapshots {
            for (population, row) in POPULATIONS.iter().zip(&snapshot.rows) {
                let regime = scenario.regimes[record.regime].name.as_str();
                let [replicate, week] = [record.replicate, snapshot.week].map(|number| number.to_string());
                let found = sheet.row(&[regime, &replicate, &week, population.name]);
                assert_eq!(found.cell("count"), row.count.to_string());
                for (indicator, value) in INDICATORS.iter().zip(row.values) {
                    let written = if value.is_finite() { (value + 0.0).to_string() } else { String::new() };
                    assert_eq!(found.cell(indicator.name), written, "{regime} {replicate} {week} {}", indicator.name);
                }
                rows += 1;
            }
        }
    }
    assert_eq!(rows, sheet.len());
    let weeks: Vec<u32> = runs[0][0].snapshots.iter().map(|snapshot| snapshot.week).collect();
    let recorded = |week: &u32| week.is_multiple_of(scenario.record_every_weeks) || *week == scenario.weeks;
    assert_eq!(weeks, (0..=scenario.weeks).filter(recorded).collect::<Vec<u32>>());
}

fn summary(scenario: &Scenario, runs: &[Vec<RunRecord>], result: &Path) {
    let sheet = Sheet::read(&file(result, "summary.csv"), &["regime", "week", "population", "indicator"]);
    let weeks = runs[0][0].snapshots.len();
    for (regime, named) in scenario.regimes.iter().enumerate() {
        for week in 0..weeks {
            for (population, indicator) in cells() {
                let read = |run: &Vec<RunRecord>| value(&run[regime].snapshots[week], (population, indicator));
                let number = runs[0][regime].snapshots[week].week.to_string();
                let keys = [&named.name, number.as_str(), POPULATIONS[population].name, INDICATORS[indicator].name];
                let row = sheet.row(&keys);
                row.assert_estimate(&Plain::of(&runs.iter().map(read).collect::<Vec<f64>>()));
                assert_eq!(row.cell("n_failed"), "0");
            }
        }
    }
    assert_eq!(sheet.len(), scenario.regimes.len() * weeks * cells().count());
}

fn ledgers(scenario: &Scenario, runs: &[Vec<RunRecord>], result: &Path) {
    let sheet = Sheet::read(&file(result, "ledgers.csv"), &["regime", "ledger", "account", "cause", "object"]);
    let mut rows = 0;
    for (regime, named) in scenario.regimes.iter().enumerate() {
        let booked: Vec<_> = runs.iter().map(|run| accounts(scenario, &run[regime])).collect();
        for key in booked[0].keys() {
            let [ledger, account, cause, object] = *key;
            let row = sheet.row(&[&named.name, ledger, account, cause, object]);
            row.assert_estimate(&Plain::of(&booked.iter().map(|accounts| accounts[key]).collect::<Vec<f64>>()));
            rows += 1;
        }
    }
    assert_eq!(rows, sheet.len());
}

/// A difference in one cell of one replicate, and the two numbers that it was made of.
struct Difference {
    value: f64,
    of: [f64; 2],
    /// The size of the numbers that those were made of.
    scale: f64,
}

impl Difference {
    /// Of two numbers as they stand.
    fn between(of: [f64; 2]) -> Self {
        Self { value: of[0] - of[1], of, scale: of[0].abs().max(of[1].abs()) }
    }
}

/// What the two regimes of a contrast are at the moment that its basis says.
fn difference(
    run: &[RunRecord],
    (a, b): (usize, usize),
    none: Option<usize>,
    basis: &str,
    cell: (usize, usize),
) -> Difference {
    let missing = Difference { value: f64::NAN, of: [f64::NAN; 2], scale: f64::NAN };
    // What a regime is above the world without help, for each of so many hours or people that it reached.
    let gain = |regime: usize, none: usize, each: f64| {
        let pair = [regime, none].map(|regime| at_horizon(&run[regime], cell));
        let share = if each > 0.0 { 1.0 / each } else { f64::NAN };
        ((pair[0] - pair[1]) * share, pair[0].abs().max(pair[1].abs()) * share)
    };
    let of_gains = |one: (f64, f64), other: (f64, f64)| {
        let of = [one.0, other.0];
        Difference { value: of[0] - of[1], of, scale: one.1.max(other.1) }
    };
    match (basis, none) {
        ("as_run", _) => Difference::between([a, b].map(|regime| at_horizon(&run[regime], cell))),
        ("equal_turns", _) => Difference::between(at_equal_turns([&run[a], &run[b]], cell)),
        ("per_worker_hour" | "equal_reach", None) => missing,
        ("per_worker_hour", Some(none)) => {
            let hours = |regime: usize| last(&run[regime], (0, Indicator::WorkerHours as usize));
            let gain = |regime: usize| gain(regime, none, (hours(regime) - hours(none)) / 1000.0);
            of_gains(gain(a), if b == none { (0.0, 0.0) } else { gain(b) })
        }
        ("equal_reach", Some(none)) => {
            let struck = POPULATIONS.iter().position(|row| row.name == "struck").expect("a population");
            let reach = |regime: usize| last(&run[regime], (struck, Indicator::Entered as usize));
            let fewer = reach(a).min(reach(b));
            let gain = |regime: usize| {
                let (each, size) = gain(regime, none, reach(regime));
                (each * fewer, size * fewer)
            };
            of_gains(gain(a), gain(b))
        }
        (other, _) => panic!("no basis is called {other}"),
    }
}

fn last(record: &RunRecord, cell: (usize, usize)) -> f64 {
    value(record.snapshots.last().expect("a record"), cell)
}

/// Both runs when everybody had as many turns as those who had fewer had at last, in a straight line between records.
fn at_equal_turns(runs: [&RunRecord; 2], cell: (usize, usize)) -> [f64; 2] {
    let turns = (0, Indicator::Turns as usize);
    let at_last = runs.map(|run| last(run, turns));
    if at_last.iter().any(|turns| *turns <= 0.0) {
        return [f64::NAN; 2];
    }
    let target = at_last[0].min(at_last[1]);
    runs.map(|run| {
        let reached = run.snapshots.iter().find(|snapshot| value(snapshot, turns) >= target).expect("at last");
        let before = run.snapshots.iter().rfind(|snapshot| snapshot.week < reached.week).expect("no turns in week 0");
        let share = (target - value(before, turns)) / (value(reached, turns) - value(before, turns));
        if share >= 1.0 {
            return value(reached, cell);
        }
        let (from, to) = (value(before, cell), value(reached, cell));
        if share > 0.0 { from * (1.0 - share) + to * share } else { from }
    })
}

fn contrasts(scenario: &Scenario, runs: &[Vec<RunRecord>], result: &Path) {
    let keys = ["regime", "reference", "basis", "population", "indicator"];
    let sheet = Sheet::read(&file(result, "contrasts.csv"), &keys);
    let none = without_help(scenario);
    let mut rows = 0;
    for a in 0..scenario.regimes.len() {
        for b in (0..scenario.regimes.len()).filter(|b| *b != a && (Some(*b) == none || (*b < a && Some(a) != none))) {
            for basis in ["as_run", "equal_turns", "equal_reach", "per_worker_hour"] {
                for cell in cells() {
                    let names = [a, b].map(|regime| scenario.regimes[regime].name.as_str());
                    let row =
                        sheet.row(&[names[0], names[1], basis, POPULATIONS[cell.0].name, INDICATORS[cell.1].name]);
                    let found: Vec<Difference> =
                        runs.iter().map(|run| difference(run, (a, b), none, basis, cell)).collect();
                    contrast(&row, &found, basis);
                    rows += 1;
                }
            }
        }
    }
    assert_eq!(rows, sheet.len());
}

/// Makes sure that a row says what the differences of all replicates say.
fn contrast(row: &super::sheet::Row<'_>, found: &[Difference], basis: &str) {
    let there: Vec<&Difference> = found.iter().filter(|difference| difference.value.is_finite()).collect();
    let values: Vec<f64> = there.iter().map(|difference| difference.value).collect();
    let scale = there.iter().fold(0.0, |most: f64, difference| most.max(difference.scale));
    let known = Plain::of_differences(&values, scale);
    row.assert_estimate(&known);
    // How far the last bits of numbers of this size can turn what is divided by the spread of their differences.
    let blur = if known.is_noise() { 1.0 } else { 1.0 + 1e-3 * scale / known.sd };
    if basis != "as_run" || known.effect_size().is_nan() {
        row.assert("variance_ratio", f64::NAN, 1.0);
    } else {
        let variance = |side: usize| Plain::of(&there.iter().map(|one| one.of[side]).collect::<Vec<f64>>()).sd;
        let (a, b) = (variance(0), variance(1));
        let ratio = (a * a + b * b) / (known.sd * known.sd);
        row.assert("variance_ratio", ratio, ratio.max(1.0) * blur);
    }
    let effect = known.effect_size();
    row.assert("effect_size", effect, effect.abs().max(1.0) * blur);
    // Where all are 0 but for rounding, their last bits say nothing.
    let is_rounding = |one: &&Difference| one.value.abs() <= 1e-12 * one.scale;
    let above = there.iter().filter(|one| one.value > 0.0 && !is_rounding(one)).count() as f64;
    let share = if there.iter().all(is_rounding) { f64::NAN } else { above / values.len() as f64 };
    row.assert("share_above_zero", share, 1.0);
}

/// The measures: name, ledger, the indicator and whether more of it is a gain.
const MEASURES: [(&str, &str, Indicator, f64); 5] = [
    ("trust_in_people", "social", Indicator::General, 1.0),
    ("trust_in_services", "social", Indicator::Services, 1.0),
    ("coping", "human", Indicator::Coping, 1.0),
    ("empowerment", "human", Indicator::Empowerment, 1.0),
    ("less_dependence", "human", Indicator::Dependence, -1.0),
];

fn sustainability(scenario: &Scenario, runs: &[Vec<RunRecord>], result: &Path) {
    let sheet = Sheet::read(&file(result, "sustainability.csv"), &["regime", "ledger", "measure", "population"]);
    let Some(none) = without_help(scenario) else {
        assert_eq!(sheet.len(), 0);
        return;
    };
    for (regime, named) in scenario.regimes.iter().enumerate().filter(|(regime, _)| *regime != none) {
        for (population, who) in [(STRUCK, "struck"), (EVERYONE, "everyone")] {
            for (measure, ledger, indicator, sign) in MEASURES {
                let cell = (population, indicator as usize);
                let gains =
                    |run: &Vec<RunRecord>| sign * (at_horizon(&run[regime], cell) - at_horizon(&run[none], cell));
                let row = sheet.row(&[&named.name, ledger, measure, who]);
                row.assert_estimate(&Plain::of_differences(&runs.iter().map(gains).collect::<Vec<f64>>(), 1.0));
                assert_eq!(row.cell("criterion"), "-0.005");
                let level =
                    |run: &Vec<RunRecord>| f64::from(u8::from(sign < 0.0)) + sign * at_horizon(&run[regime], cell);
                row.assert("level", Plain::of(&runs.iter().map(level).collect::<Vec<f64>>()).mean, 1.0);
                let weekly: Vec<Vec<Weekly>> =
                    runs.iter().map(|run| differences(&run[regime], &run[none], cell, sign)).collect();
                trend(scenario, &row, &weekly, 1.0);
            }
        }
        let row = sheet.row(&[&named.name, "economic", "net_money", "everyone"]);
        let gains: Vec<f64> = runs.iter().map(|run| money(scenario, &run[regime], &run[none])).collect();
        row.assert_estimate(&Plain::of(&gains));
        row.assert("level", Plain::of(&gains).mean, 1e6);
        assert_eq!(row.cell("criterion"), "0");
        let weekly = |run: &Vec<RunRecord>| {
            let [spent, not_spent] = [regime, none].map(|regime| account_of_money(scenario, &run[regime]));
            spent
                .into_iter()
                .zip(not_spent)
                .map(|((week, a), (_, b))| Weekly { week, raw: b - a, of_all: b - a })
                .collect()
        };
        trend(scenario, &row, &runs.iter().map(weekly).collect::<Vec<Vec<Weekly>>>(), 1e7);
    }
    assert_eq!(sheet.len(), (scenario.regimes.len() - 1) * 11);
    verdicts(&sheet);
}

/// A difference in a recorded week, and that of everyone.
struct Weekly {
    week: u32,
    raw: f64,
    of_all: f64,
}

fn differences(run: &RunRecord, none: &RunRecord, cell: (usize, usize), sign: f64) -> Vec<Weekly> {
    let people = |snapshot: &mutua::model::indicator::Snapshot| f64::from(snapshot.rows[cell.0].count);
    let everyone = (EVERYONE, cell.1);
    let of_week = |(a, b): (&mutua::model::indicator::Snapshot, &mutua::model::indicator::Snapshot)| {
        assert_eq!((a.week, people(a)), (b.week, people(b)), "the same people in both worlds");
        let raw = sign * (value(a, cell) - value(b, cell));
        Weekly { week: a.week, raw, of_all: sign * (value(a, everyone) - value(b, everyone)) }
    };
    run.snapshots.iter().zip(&none.snapshots).map(of_week).collect()
}

/// What weeks in need and hours have cost by each recorded week, per 1,000 people: trapezoids of the share in need, made to
/// end at what the books say.
fn account_of_money(scenario: &Scenario, run: &RunRecord) -> Vec<(u32, f64)> {
    let share = |at: usize| value(&run.snapshots[at], (EVERYONE, Indicator::InNeed as usize));
    let until = |last: usize| -> f64 {
        let of = |at: usize| {
            f64::from(run.snapshots[at + 1].week - run.snapshots[at].week) * (share(at) + share(at + 1)) / 2.0
        };
        (0..last).map(of).sum()
    };
    let whole = until(run.snapshots.len() - 1);
    let booked = run.ledger.weeks_in_need as f64 / f64::from(scenario.people);
    let part = |at: usize| if whole > 0.0 { until(at) / whole * booked } else { 0.0 };
    let hours = |at: usize| value(&run.snapshots[at], (EVERYONE, Indicator::WorkerHours as usize));
    let parameters = &scenario.parameters;
    let lost = |at: usize| 1000.0 * part(at) * parameters.productive_week + hours(at) * parameters.cost_per_hour;
    (0..run.snapshots.len()).map(|at| (run.snapshots[at].week, lost(at))).collect()
}

/// Slope, lowest point and years left from the differences of every week of all replicates, by the textbook's formulas.
fn trend(scenario: &Scenario, row: &super::sheet::Row<'_>, replicates: &[Vec<Weekly>], scale: f64) {
    let slope = |weekly: &Vec<Weekly>| {
        let late = weekly.iter().filter(|one| one.week + 260 >= scenario.weeks && one.of_all.is_finite());
        let points: Vec<(f64, f64)> = late.map(|one| (f64::from(one.week) / 52.0, one.of_all)).collect();
        let n = points.len() as f64;
        let sum = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>();
        let (x, y, xy, xx) = (sum(|p| p.0), sum(|p| p.1), sum(|p| p.0 * p.1), sum(|p| p.0 * p.0));
        if points.len() < 2 { f64::NAN } else { (n * xy - x * y) / (n * xx - x * x) }
    };
    let found = Plain::of(&replicates.iter().map(slope).collect::<Vec<f64>>());
    // Over short horizons a year is many times as far as the weeks that are read.
    let scale = scale * 52.0 / f64::from(scenario.weeks.clamp(1, 52)) * 1e3;
    let numbers =
        [("slope_per_year", found.mean), ("slope_sd", found.sd), ("slope_low", found.low), ("slope_high", found.high)];
    numbers.into_iter().for_each(|(column, number)| row.assert(column, number, scale));
    assert_eq!(row.cell("slope_n"), found.n.to_string());
    let mean = |at: usize| Plain::of(&replicates.iter().map(|weekly| weekly[at].raw).collect::<Vec<f64>>()).mean;
    let by_week: Vec<f64> = (0..replicates[0].len()).map(mean).filter(|mean| mean.is_finite()).collect();
    let lowest = by_week.iter().copied().fold(f64::NAN, f64::min);
    row.assert("lowest", lowest, scale);
    if let Ok(week) = row.cell("lowest_week").parse::<u32>() {
        let at = replicates[0].iter().position(|one| one.week == week).expect("a recorded week");
        assert!(mean(at) <= lowest + 1e-9 * scale, "{}: {} is lower than week {week}", row.cell("measure"), lowest);
    }
}

/// What a regime's weeks out of need are worth, less its hours, both beyond the world without help.
fn money(scenario: &Scenario, run: &RunRecord, none: &RunRecord) -> f64 {
    let [run, none] = [run, none].map(|record| accounts(scenario, record));
    let beyond = |account: &'static str| run[&["economic", account, "", ""]] - none[&["economic", account, "", ""]];
    let hours = beyond("hours_used_desk") + beyond("hours_used_meetings");
    beyond("productive_weeks") * scenario.parameters.productive_week - hours * scenario.parameters.cost_per_hour
}

/// Verdicts, rank and years left follow from the numbers beside them.
fn verdicts(sheet: &Sheet) {
    for row in sheet.rows() {
        let number = |column: &str| row.cell(column).parse::<f64>().unwrap_or(f64::NAN);
        let (low, high, tolerated) = (number("low"), number("high"), -number("criterion"));
        let position = match () {
            () if low >= -tolerated && high <= tolerated => "same",
            () if low > tolerated => "above",
            () if low >= -tolerated => "not below",
            () if high < -tolerated => "below",
            () => "not shown",
        };
        let (slowest, fastest, level) = (number("slope_low"), number("slope_high"), number("level_per_year"));
        let trend = match () {
            () if slowest >= -level && fastest <= level => "level",
            () if slowest > level => "building",
            () if slowest >= -level => "not used up",
            () if fastest < -level => "used up",
            () => "not shown",
        };
        assert_eq!((row.cell("position"), row.cell("trend")), (position, trend));
        let verdict = match (position, trend) {
            ("below", _) | (_, "used up") => "no",
            ("not shown", _) | (_, "not shown") => "not shown",
            _ => "yes",
        };
        assert_eq!(row.cell("sustainable"), verdict);
        let left = number("level") - number("threshold");
        for (column, slope) in
            [("years_left", "slope_per_year"), ("years_left_soonest", "slope_low"), ("years_left_latest", "slope_high")]
        {
            let years = match number(slope) {
                _ if row.cell("population") == "struck" || !["used up", "not shown"].contains(&trend) => f64::NAN,
                slope if slope.is_finite() && left <= 0.0 => 0.0,
                slope if slope < 0.0 => left / -slope,
                _ => f64::NAN,
            };
            row.assert(column, years, years.abs());
        }
        let of = |row: &super::sheet::Row<'_>, column: &str| row.cell(column).parse::<f64>().ok();
        let better = |other: &super::sheet::Row<'_>| {
            let place =
                |row: &super::sheet::Row<'_>| (row.cell("measure").to_owned(), row.cell("population").to_owned());
            place(other) == place(&row) && of(other, "mean") > of(&row, "mean")
        };
        let rank = of(&row, "mean").map(|_| sheet.rows().filter(better).count() + 1);
        assert_eq!(row.cell("rank"), rank.map_or_else(String::new, |rank| rank.to_string()));
    }
}

/// The objects and accounts of trust per person helped: those with a stock have all accounts.
const HELPED: [(Object, &str); 16] = [
    (Object::Tie, "honoured"),
    (Object::Tie, "burned"),
    (Object::General, "honoured"),
    (Object::General, "burned"),
    (Object::General, "regenerated"),
    (Object::General, "consumed"),
    (Object::General, "balance"),
    (Object::General, "faded"),
    (Object::General, "change"),
    (Object::Services, "honoured"),
    (Object::Services, "burned"),
    (Object::Services, "regenerated"),
    (Object::Services, "consumed"),
    (Object::Services, "balance"),
    (Object::Services, "faded"),
    (Object::Services, "change"),
];

/// From the accounts of `ledgers.csv`, which are per 1,000 people, and the people who had entered at last.
fn trust_per_helped(scenario: &Scenario, runs: &[Vec<RunRecord>], result: &Path) {
    let sheet = Sheet::read(&file(result, "trust_per_helped.csv"), &["regime", "basis", "object", "account"]);
    let none = without_help(scenario);
    let booked = |record: &RunRecord, (object, account): (Object, &str)| -> f64 {
        let all = accounts(scenario, record);
        let sum = |name: &str| -> f64 {
            all.iter().filter(|(key, _)| key[1] == name && key[3] == object.name()).map(|(_, value)| value).sum()
        };
        match account {
            "balance" => sum("regenerated") - sum("consumed"),
            "change" => sum("closing") - sum("opening"),
            other => sum(other),
        }
    };
    for (regime, named) in scenario.regimes.iter().enumerate() {
        let helped = |run: &Vec<RunRecord>| {
            let last = run[regime].snapshots.last().expect("a record");
            1000.0 * f64::from(last.rows[EVER_ENTERED].count) / f64::from(scenario.people)
        };
        sheet
            .row(&[&named.name, "as_run", "", "helped"])
            .assert_estimate(&Plain::of(&runs.iter().map(helped).collect::<Vec<f64>>()));
        for (object, account) in HELPED {
            let of = |beyond: bool| {
                let value = |run: &Vec<RunRecord>| {
                    let less = match (beyond, none) {
                        (false, _) => 0.0,
                        (true, Some(none)) => booked(&run[none], (object, account)),
                        (true, None) => f64::NAN,
                    };
                    let value = (booked(&run[regime], (object, account)) - less) / helped(run);
                    if value.is_finite() { value } else { f64::NAN }
                };
                // What is summed up is large beside what is left of it.
                Plain::of_differences(&runs.iter().map(value).collect::<Vec<f64>>(), 1e4)
            };
            for (basis, beyond) in [("as_run", false), ("beyond_none", true)] {
                sheet.row(&[&named.name, basis, object.name(), account]).assert_estimate(&of(beyond));
            }
        }
    }
    assert_eq!(sheet.len(), scenario.regimes.len() * (1 + 2 * HELPED.len()));
}
