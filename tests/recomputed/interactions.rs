//! What `mutua run` publishes of two-by-twos, and `mutua sweep` of crossings.

use super::plain::Plain;
use super::sheet::Sheet;
use super::study::{at_horizon, cells, file, runs, scenario, texts, value, without_help, written};
use mutua::model::indicator::{INDICATORS, Indicator, MAIN, POPULATIONS};
use mutua::record::RunRecord;
use proptest::prelude::*;

/// Four corners that no shipped regime is one of.
const CORNERS: &str = r#"
[[regime]]
name = "few-prescribing"
like = "mutual-self-help"
directiveness = 0.9
capacity = 5
[[regime]]
name = "few-listening"
like = "few-prescribing"
directiveness = 0.3
[[regime]]
name = "many-prescribing"
like = "few-prescribing"
capacity = 9
meets_every_weeks = 2
[[regime]]
name = "many-listening"
like = "many-prescribing"
directiveness = 0.3
"#;

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_interaction_is_a_difference_of_differences_within_replicates(text in texts()) {
        let text = text + CORNERS;
        let (scenario, (_folder, result)) = (scenario(&text, &[]), written(&text, &["run"]));
        let keys = ["regime", "reference", "other_regime", "other_reference", "basis", "population", "indicator"];
        let sheet = Sheet::read(&file(&result, "interactions.csv"), &keys);
        let names = ["many-listening", "many-prescribing", "few-listening", "few-prescribing"];
        let four = names.map(|name| scenario.regimes.iter().position(|regime| regime.name == name).unwrap());
        let runs = runs(&scenario);
        for basis in ["as_run", "equal_turns", "per_worker_hour"] {
            for cell in cells() {
                let read: Vec<[f64; 4]> = runs.iter().map(|run| four_of(run, four, without_help(&scenario), basis, cell)).collect();
                let values: Vec<f64> = read.iter().map(|[a, b, c, d]| (a - b) - (c - d)).collect();
                let largest = read.iter().flatten().filter(|value| value.is_finite()).fold(0.0, |most: f64, value| most.max(value.abs()));
                let [a, b, c, d] = names;
                let row = sheet.row(&[a, b, c, d, basis, POPULATIONS[cell.0].name, INDICATORS[cell.1].name]);
                row.assert_estimate(&Plain::of_differences(&values, largest));
                prop_assert_eq!(row.cell("fields"), "directiveness");
                prop_assert_eq!(row.cell("other_fields"), "meets_every_weeks capacity");
            }
        }
        prop_assert_eq!(sheet.len(), 3 * cells().count(), "another two-by-two was found");
    }

    #[test]
    fn crossings_are_where_the_lines_of_the_runs_cross(text in texts()) {
        const VALUES: [f64; 4] = [0.35, 0.1, 0.6, 0.3];
        let text = text + &format!("[design]\nkind = \"factorial\"\n[[design.factor]]\nkey = \"stake_shared\"\nvalues = {VALUES:?}\n");
        let (_folder, result) = written(&text, &["sweep"]);
        let sheet = Sheet::read(&file(&result, "crossings.csv"), &["regime", "reference", "population", "indicator", "value"]);
        let points: Vec<_> = VALUES.iter().map(|value| scenario(&text, &[format!("stake_shared={value}")])).collect();
        let lived: Vec<Vec<Vec<RunRecord>>> = points.iter().map(runs).collect();
        let regimes = &points[0].regimes;
        let mut rows = 0;
        for (a, b) in (0..regimes.len()).flat_map(|a| (0..a).map(move |b| (a, b))) {
            for population in POPULATIONS.iter().filter(|row| ["struck", "ever_entered", "everyone"].contains(&row.name)) {
                for indicator in MAIN {
                    let cell = (POPULATIONS.iter().position(|row| row == population).unwrap(), indicator as usize);
                    let of = |run: &Vec<RunRecord>, regime: usize| at_horizon(&run[regime], cell);
                    let mean = |point: usize, regime: usize| Plain::of(&lived[point].iter().map(|run| of(run, regime)).collect::<Vec<_>>()).mean;
                    let line = |difference: &dyn Fn(usize) -> f64| VALUES.iter().enumerate().map(|(point, x)| (*x, difference(point))).collect::<Vec<_>>();
                    let means = line(&|point| apart(mean(point, a), mean(point, b)));
                    for (at, rises) in crossed(&means) {
                        let replicate = |number: usize| crossed(&line(&|point| apart(of(&lived[point][number], a), of(&lived[point][number], b))));
                        let nearest = |number: usize| replicate(number).into_iter().filter(|(_, same)| *same == rises).map(|(x, _)| x)
                            .min_by(|x, y| (x - at).abs().total_cmp(&(y - at).abs())).unwrap_or(f64::NAN);
                        let found: Vec<f64> = (0..lived[0].len()).map(nearest).collect();
                        let row = sheet.rows().find(|row| {
                            [row.cell("regime"), row.cell("reference"), row.cell("population"), row.cell("indicator")]
                                == [&regimes[a].name, &regimes[b].name, population.name, INDICATORS[cell.1].name]
                                && (row.cell("value").parse::<f64>().unwrap() - at).abs() < 1e-6
                        });
                        let row = row.unwrap_or_else(|| panic!("{text}\n{} {} {} {}: no crossing at {at}", regimes[a].name, regimes[b].name, population.name, INDICATORS[cell.1].name));
                        row.assert_estimate(&Plain::of(&found));
                        let side = |point: usize, below: bool| {
                            let values: Vec<f64> =
                                lived[point].iter().map(|run| apart(of(run, a), of(run, b))).collect();
                            let plain = Plain::of(&values);
                            let there = if below { VALUES[point] < at } else { VALUES[point] > at };
                            there && if rises == below { plain.high < 0.0 } else { plain.low > 0.0 }
                        };
                        let clear = [true, false].iter().all(|below| (0..4).any(|point| side(point, *below)));
                        prop_assert_eq!(row.cell("clear"), clear.to_string());
                        prop_assert_eq!(row.cell("above"), &regimes[if rises { a } else { b }].name);
                        rows += 1;
                    }
                }
            }
        }
        prop_assert_eq!(rows, sheet.len());
    }
}

/// The four corners in one replicate, as the basis says.
fn four_of(run: &[RunRecord], four: [usize; 4], none: Option<usize>, basis: &str, cell: (usize, usize)) -> [f64; 4] {
    let last = |regime: usize, count: Indicator| value(run[regime].snapshots.last().unwrap(), (0, count as usize));
    match basis {
        "as_run" => four.map(|regime| at_horizon(&run[regime], cell)),
        "per_worker_hour" => four.map(|regime| {
            let Some(none) = none else { return f64::NAN };
            let hours = last(regime, Indicator::WorkerHours) - last(none, Indicator::WorkerHours);
            let gain = at_horizon(&run[regime], cell) - at_horizon(&run[none], cell);
            if hours > 0.0 { gain / hours * 1000.0 } else { f64::NAN }
        }),
        _ => {
            let fewest = four.map(|regime| last(regime, Indicator::Turns)).into_iter().fold(f64::INFINITY, f64::min);
            if fewest > 0.0 { four.map(|regime| at_turns(&run[regime], fewest, cell)) } else { [f64::NAN; 4] }
        }
    }
}

/// A run when everybody had had so many turns, in a straight line between records.
fn at_turns(run: &RunRecord, target: f64, cell: (usize, usize)) -> f64 {
    let turns = |snapshot| value(snapshot, (0, Indicator::Turns as usize));
    let after = run.snapshots.iter().position(|snapshot| turns(snapshot) >= target).unwrap();
    let (from, to) = (&run.snapshots[after - 1], &run.snapshots[after]);
    let share = (target - turns(from)) / (turns(to) - turns(from));
    if share >= 1.0 {
        return value(to, cell);
    }
    if share > 0.0 { value(from, cell) * (1.0 - share) + value(to, cell) * share } else { value(from, cell) }
}

/// How far two numbers are apart, if by more than their rounding.
fn apart(a: f64, b: f64) -> f64 {
    if (a - b).abs() <= 1e-12 * a.abs().max(b.abs()) { 0.0 } else { a - b }
}

/// Where a line through points in any order goes through nought, and whether upwards: between every two points that are not on nought and have none but
/// such between them.
fn crossed(line: &[(f64, f64)]) -> Vec<(f64, bool)> {
    let mut line: Vec<(f64, f64)> = line.iter().copied().filter(|(_, y)| y.is_finite()).collect();
    line.sort_by(|a, b| a.0.total_cmp(&b.0));
    let off: Vec<usize> = (0..line.len()).filter(|at| line[*at].1 != 0.0).collect();
    let pairs = off.windows(2).filter(|pair| line[pair[0]].1 * line[pair[1]].1 < 0.0);
    let place = |pair: &[usize]| {
        let ((x0, y0), (x1, y1)) = (line[pair[0]], line[pair[1]]);
        let at = if pair[1] - pair[0] > 1 {
            (line[pair[0] + 1].0 + line[pair[1] - 1].0) / 2.0
        } else {
            (x0 * y1 - x1 * y0) / (y1 - y0)
        };
        (at, y1 > y0)
    };
    pairs.map(place).collect()
}
