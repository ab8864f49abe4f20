//! What `mutua sensitivity` publishes: elementary effects and shares of variance, with their intervals.

use super::plain::{Plain, says};
use super::sheet::Sheet;
use super::study::{at_horizon, file, reference, runs, scenario, texts, written};
use mutua::analysis::design::lots::{Purpose, lot};
use mutua::analysis::responses::MAIN;
use mutua::analysis::sensitivity::{Method, SensitivityDesign};
use mutua::model::indicator::{INDICATORS, STRUCK};
use mutua::record::RunRecord;
use proptest::prelude::*;

/// A factor: its key, how its values are declared, and the place of a value from the lowest to the highest.
type Declared = (&'static str, &'static str, fn(&str) -> f64);

const FACTORS: [Declared; 5] = [
    ("stake_shared", "low = 0.1\nhigh = 0.6", |value| (number(value) - 0.1) / 0.5),
    ("initial_general", "values = [0.7, 0.2, 0.3]", |value| (number(value) - 0.2) / 0.5),
    ("hope", "", |value| if value == "true" { 1.0 } else { 0.0 }),
    ("asks", "low = 1\nhigh = 5", |value| (number(value) - 1.0) / 4.0),
    ("hearsay", "values = [true, false]", |value| if value == "true" { 1.0 } else { 0.0 }),
];

const RESAMPLES: u32 = 100;

fn number(value: &str) -> f64 {
    value.parse().expect("a number")
}

/// The measures of each factor from some rows of points, each with its outputs.
trait Measures {
    const NAMES: &'static [&'static str];
    fn of(&self, rows: &[usize]) -> Vec<Vec<f64>>;
}

/// Elementary effects: path by path, factor by factor.
struct Effects(Vec<Vec<f64>>);

impl Effects {
    /// From points in order, each with its place on every factor, and outputs.
    fn new(places: &[Vec<f64>], outputs: &[f64]) -> Self {
        let factors = places[0].len();
        let path = |first: usize| {
            let mut effects = vec![f64::NAN; factors];
            for at in first..first + factors {
                let moved: Vec<usize> =
                    (0..factors).filter(|factor| places[at][*factor] != places[at + 1][*factor]).collect();
                assert_eq!(moved.len(), 1, "one factor moves at a step");
                effects[moved[0]] = (outputs[at + 1] - outputs[at]) / (places[at + 1][moved[0]] - places[at][moved[0]]);
            }
            assert!(effects.iter().all(|effect| effect.is_finite()), "every factor moves");
            effects
        };
        Self((0..places.len()).step_by(factors + 1).map(path).collect())
    }
}

impl Measures for Effects {
    const NAMES: &'static [&'static str] = &["mu", "mu_star", "sigma"];

    fn of(&self, rows: &[usize]) -> Vec<Vec<f64>> {
        let factor = |factor: usize| {
            let effects: Vec<f64> = rows.iter().map(|row| self.0[*row][factor]).collect();
            let sizes: Vec<f64> = effects.iter().map(|effect| effect.abs()).collect();
            vec![Plain::of(&effects).mean, Plain::of(&sizes).mean, Plain::of(&effects).sd]
        };
        (0..self.0[0].len()).map(factor).collect()
    }
}

/// Outputs of rows A, A with one factor of B after the other, B; and below which range they would be equal if exact.
struct Shares(Vec<Vec<f64>>, f64);

impl Shares {
    fn new(factors: usize, outputs: &[f64]) -> Self {
        let all = Plain::of(outputs);
        let centred = outputs.chunks(factors + 2).map(|row| row.iter().map(|output| output - all.mean).collect());
        Self(centred.collect(), 1e-12 * all.scale)
    }
}

impl Measures for Shares {
    const NAMES: &'static [&'static str] = &["first_order", "total"];

    fn of(&self, rows: &[usize]) -> Vec<Vec<f64>> {
        let rows: Vec<&Vec<f64>> = rows.iter().map(|row| &self.0[*row]).collect();
        let last = self.0[0].len() - 1;
        let ends: Vec<f64> = rows.iter().flat_map(|row| [row[0], row[last]]).collect();
        let apart = |one: &f64| ends.iter().any(|other| (one - other).abs() > self.1);
        if !ends.iter().any(apart) {
            return vec![vec![f64::NAN; 2]; last - 1];
        }
        let mean = Plain::of(&ends).mean;
        let variance = Plain::of(&ends.iter().map(|end| (end - mean) * (end - mean)).collect::<Vec<f64>>()).mean;
        let of = |term: &dyn Fn(&[f64]) -> f64| Plain::of(&rows.iter().map(|row| term(row)).collect::<Vec<f64>>()).mean;
        let factor = |factor: usize| {
            let first = of(&|row| row[last] * (row[factor] - row[0]));
            let total = of(&|row| (row[0] - row[factor]) * (row[0] - row[factor])) / 2.0;
            vec![first / variance, total / variance]
        };
        (1..last).map(factor).collect()
    }
}

/// Value and interval of every measure of every factor.
fn with_intervals<M: Measures>(measures: &M, rows: usize, seed: u32) -> Vec<Vec<[f64; 3]>> {
    let all = measures.of(&(0..rows).collect::<Vec<usize>>());
    let drawn = |number: u32| -> Vec<usize> {
        let words = (0_u32..).flat_map(|four| lot(seed, Purpose::Resample, [four, number, 0]));
        words.take(rows).map(|word| ((u64::from(word) * rows as u64) >> 32) as usize).collect()
    };
    let resampled: Vec<Vec<Vec<f64>>> = (0..RESAMPLES).map(|number| measures.of(&drawn(number))).collect();
    let one = |factor: usize, measure: usize| {
        let mut found: Vec<f64> = resampled.iter().map(|all| all[factor][measure]).filter(|v| v.is_finite()).collect();
        found.sort_by(f64::total_cmp);
        [all[factor][measure], percentile(&found, 2.5), percentile(&found, 97.5)]
    };
    (0..all.len()).map(|factor| (0..M::NAMES.len()).map(|measure| one(factor, measure)).collect()).collect()
}

/// Between neighbours in proportion.
fn percentile(sorted: &[f64], percent: f64) -> f64 {
    if sorted.is_empty() {
        return f64::NAN;
    }
    let place = percent / 100.0 * (sorted.len() - 1) as f64;
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    sorted[below] + (sorted[above] - sorted[below]) * place.fract()
}

/// One factor after the other in one output, against the rows of the table.
fn assert_rows<M: Measures>(
    measures: &M,
    design: &SensitivityDesign,
    sheet: &Sheet,
    [regime, indicator, basis]: [&str; 3],
) {
    let known = with_intervals(measures, design.repeats(), design.seed());
    for (factor, known) in design.factors().iter().zip(&known) {
        for (name, known) in M::NAMES.iter().zip(known) {
            let row = sheet.row(&[regime, indicator, basis, &factor.key, name]);
            for (column, known) in ["value", "low", "high"].into_iter().zip(known) {
                let cell = row.cell(column);
                // A resample may vary little: what is divided by its variance is known to few digits.
                let close = says(cell, *known, known.abs().max(1e-4) * 1e7);
                assert!(close, "{regime} {indicator} {basis} {} {name} {column}: {cell}, not {known}", factor.key);
            }
        }
    }
}

/// Compares all indices with those from the runs at the points of the design; how many outputs could be compared.
fn compare(text: &str, design: &SensitivityDesign, places: &[Vec<f64>], sheet: &Sheet) -> usize {
    let points: Vec<Vec<Vec<RunRecord>>> =
        design.points().iter().map(|point| runs(&scenario(text, &point.sets()))).collect();
    let stands = scenario(text, &[]);
    let (mut compared, against) = (0, reference(&stands));
    for (regime, named) in stands.regimes.iter().enumerate() {
        for indicator in MAIN.map(|indicator| indicator as usize) {
            for basis in ["value", "difference"].into_iter().filter(|basis| *basis == "value" || regime != against) {
                let read = |run: &Vec<RunRecord>| {
                    let other = if basis == "value" { 0.0 } else { at_horizon(&run[against], (STRUCK, indicator)) };
                    at_horizon(&run[regime], (STRUCK, indicator)) - other
                };
                let output = |runs: &Vec<Vec<RunRecord>>| Plain::of(&runs.iter().map(read).collect::<Vec<f64>>()).mean;
                let outputs: Vec<f64> = points.iter().map(output).collect();
                let keys = [named.name.as_str(), INDICATORS[indicator].name, basis];
                if outputs.iter().any(|output| output.is_nan()) {
                    let row = sheet.row(&[keys[0], keys[1], keys[2], &design.factors()[0].key, ""]);
                    assert_eq!((row.cell("value"), row.cell("flags")), ("", "missing-outputs"));
                    continue;
                }
                let spread = Plain::of(&outputs);
                if spread.sd <= 1e-9 * spread.scale.max(1e-3) {
                    continue;
                }
                compared += 1;
                match design.method() {
                    Method::Morris { .. } => assert_rows(&Effects::new(places, &outputs), design, sheet, keys),
                    Method::Sobol { .. } => {
                        assert_rows(&Shares::new(design.factors().len(), &outputs), design, sheet, keys)
                    }
                }
            }
        }
    }
    compared
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn indices_are_what_the_runs_at_the_points_say(
        text in texts(),
        factors in prop::sample::subsequence(&FACTORS[..], 2..=3),
        levels in prop::sample::select(vec![None, Some(2_u32), Some(4), Some(6)]),
        repeats in 3_u32..6,
    ) {
        let text = text.replace("replicates = 4", "replicates = 2").replace("replicates = 3", "replicates = 1");
        let declared: String =
            factors.iter().map(|(key, values, _)| format!("[[design.factor]]\nkey = \"{key}\"\n{values}\n")).collect();
        let whole = format!("{text}[design]\nkind = \"sobol\"\npoints = 2\n{declared}");
        let asked = scenario(&whole, &[]);
        let method = levels.map_or(Method::Sobol { rows: repeats }, |levels| Method::Morris { trajectories: repeats, levels });
        let table = asked.design.clone().expect("a design");
        let design = SensitivityDesign::new(method, table.factors, asked.seed).expect("a design");
        let design = design.with_resamples(RESAMPLES).expect("resamples");
        let place = |point: usize| {
            let settings = design.point(point).settings;
            factors.iter().zip(&settings).map(|((_, _, place), (_, value))| place(value)).collect::<Vec<f64>>()
        };
        let places: Vec<Vec<f64>> = (0..design.len()).map(place).collect();
        let [repeats, resamples] = [repeats, RESAMPLES].map(|number| number.to_string());
        let mut arguments = vec!["sensitivity", "--method", method.word(), "--points", &repeats, "--resamples", &resamples];
        let levels = levels.map(|levels| levels.to_string());
        arguments.extend(levels.iter().flat_map(|levels| ["--levels", levels.as_str()]));
        let (_folder, result) = written(&whole, &arguments);
        let sheet = Sheet::read(&file(&result, "indices.csv"), &["regime", "indicator", "basis", "factor", "measure"]);
        // A small world in which nothing hangs on the factors tells nothing: another one is drawn.
        prop_assume!(compare(&text, &design, &places, &sheet) > 0);
    }
}
