//! What `mutua sweep` publishes at each point: responses, and differences from the reference regime.

use super::plain::Plain;
use super::sheet::Sheet;
use super::study::{at_horizon, cells, file, reference, runs, scenario, texts, written};
use mutua::model::indicator::{INDICATORS, POPULATIONS};
use mutua::record::RunRecord;
use mutua::scenario::Scenario;
use proptest::prelude::*;

/// Designs of a few points over the same three keys.
fn designs() -> impl Strategy<Value = String> {
    let kinds =
        [("factorial", "levels = 2\n"), ("one-at-a-time", "levels = 2\n"), ("sobol", ""), ("latin-hypercube", "")];
    prop::sample::select(kinds.to_vec()).prop_map(|(kind, levels)| {
        let points = if levels.is_empty() { "points = 4\n" } else { "" };
        format!(
            "[design]\nkind = \"{kind}\"\n{points}[[design.factor]]\nkey = \"hope\"\n\
             [[design.factor]]\nkey = \"stake_shared\"\nlow = 0.1\nhigh = 0.6\n{levels}\
             [[design.factor]]\nkey = \"asks\"\nlow = 1\nhigh = 4\n{levels}"
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_sweep_publishes_is_what_its_runs_say((text, design) in (texts(), designs())) {
        let (_folder, result) = written(&format!("{text}{design}"), &["sweep"]);
        let points = Sheet::read(&file(&result, "points.csv"), &["point"]);
        let values = Sheet::read(&file(&result, "responses.csv"), &["point", "regime", "population", "indicator"]);
        let differences =
            Sheet::read(&file(&result, "response_contrasts.csv"), &["point", "regime", "population", "indicator"]);
        let mut regimes = 0;
        for point in points.rows() {
            let set = |key: &&str| !point.cell(key).is_empty();
            let sets: Vec<String> =
                ["hope", "stake_shared", "asks"].iter().filter(|key| set(key)).map(|key| format!("{key}={}", point.cell(key))).collect();
            let scenario = scenario(&text, &sets);
            at_point((point.cell("point"), &scenario), &runs(&scenario), (&values, &differences));
            regimes = scenario.regimes.len();
        }
        prop_assert!(points.len() >= 3);
        prop_assert_eq!(values.len(), points.len() * regimes * cells().count());
        prop_assert_eq!(differences.len(), points.len() * (regimes - 1) * cells().count());
    }
}

fn at_point((point, scenario): (&str, &Scenario), runs: &[Vec<RunRecord>], (values, differences): (&Sheet, &Sheet)) {
    let against = reference(scenario);
    for (regime, named) in scenario.regimes.iter().enumerate() {
        for cell in cells() {
            let keys = [point, &named.name, POPULATIONS[cell.0].name, INDICATORS[cell.1].name];
            let read = |regime: usize| runs.iter().map(move |run| at_horizon(&run[regime], cell));
            let known: Vec<f64> = read(regime).collect();
            values.row(&keys).assert_estimate(&Plain::of(&known));
            if regime != against {
                let paired: Vec<f64> = read(regime).zip(read(against)).map(|(value, other)| value - other).collect();
                let row = differences.row(&keys);
                row.assert_estimate(&Plain::of_differences(&paired, Plain::of(&known).scale));
                assert_eq!(row.cell("reference"), scenario.regimes[against].name);
            }
        }
    }
}
