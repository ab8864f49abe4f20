//! What an ablation study says: the contrast as it stands, without a mechanism, and what that mechanism carries.

use super::plain::{Plain, says};
use super::study::{at_horizon, reference, runs, scenario, texts};
use mutua::analysis::ablation::{AblationBuilder, Ablations};
use mutua::analysis::responses::MAIN;
use mutua::analysis::statistics::Estimate;
use mutua::model::indicator::POPULATIONS;
use mutua::record::{Run, RunRecord};
use mutua::scenario::Ablation;
use proptest::prelude::*;

/// What may be taken away; the last can do nothing where nothing is promised.
const TAKEN: [&str; 5] = ["hope", "hearsay", "same_shoes", "public_insights", "promise"];

/// The runs of one point, replicate by replicate.
type Runs = Vec<Vec<RunRecord>>;

/// The contrast with the reference in one cell, replicate by replicate; the value itself where there is one regime.
fn contrast(runs: &Runs, regime: usize, against: Option<usize>, cell: (usize, usize)) -> Vec<f64> {
    let read = |run: &Vec<RunRecord>| {
        at_horizon(&run[regime], cell) - against.map_or(0.0, |against| at_horizon(&run[against], cell))
    };
    runs.iter().map(read).collect()
}

fn assert_same(found: &Estimate, known: &Plain, what: &str) {
    assert_eq!(found.n, known.n, "{what}");
    for (found, known) in
        [(found.mean, known.mean), (found.sd, known.sd), (found.low, known.low), (found.high, known.high)]
    {
        let cell = if found.is_nan() { String::new() } else { format!("{found:?}") };
        assert!(says(&cell, known_or_none(known), 100.0), "{what}: {found}, not {known}");
    }
}

fn known_or_none(known: f64) -> f64 {
    if known.is_finite() { known } else { f64::NAN }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_carried_is_what_the_runs_say(
        text in texts(),
        taken in prop::sample::subsequence(&TAKEN[..], 1..=3),
    ) {
        let stands = scenario(&text, &[]);
        let names: Vec<String> = taken.iter().map(ToString::to_string).collect();
        let study = Ablations::new(Ablation::named(&stands, &names).expect("known names"));
        let points: Vec<Runs> =
            (0..study.points()).map(|point| runs(&scenario(&text, &study.point(point).sets()))).collect();
        let mut fold = AblationBuilder::new(&stands, &study);
        for replicate in 0..stands.replicates as usize {
            for (point, runs) in points.iter().enumerate() {
                let one: Vec<Option<Run>> = runs[replicate].iter().map(|record| Some(Ok(record.clone()))).collect();
                fold.add(point, &one);
            }
        }
        let hanging = fold.finish();
        let against = (stands.regimes.len() > 1).then(|| reference(&stands));
        let regimes: Vec<usize> = (0..stands.regimes.len()).filter(|regime| Some(*regime) != against).collect();
        prop_assert_eq!(hanging.regimes().collect::<Vec<_>>(), regimes.clone());
        for (regime, ablation) in regimes.iter().flat_map(|regime| (0..study.all().len()).map(move |one| (*regime, one))) {
            for population in 0..POPULATIONS.len() {
                for (place, indicator) in MAIN.into_iter().enumerate() {
                    let of = |point: usize| contrast(&points[point], regime, against, (population, indicator as usize));
                    let (with, without) = (of(0), of(ablation + 1));
                    let carried: Vec<f64> = with.iter().zip(&without).map(|(with, without)| with - without).collect();
                    let found = hanging.at(ablation, regime, population, place);
                    let what = format!("{} {regime} {population} {place}", names[ablation]);
                    let [with, without, carried] = [with, without, carried].map(|values| Plain::of(&values));
                    assert_same(&found.stands, &with, &format!("{what} stands"));
                    assert_same(&found.without, &without, &format!("{what} without"));
                    assert_same(&found.carried, &carried, &format!("{what} carried"));
                    let share = if with.low > 0.0 || with.high < 0.0 { carried.mean / with.mean } else { f64::NAN };
                    let clear = with.is_noise() || says(&found.share().to_string().replace("NaN", ""), share, 100.0);
                    prop_assert!(clear, "{}: share {} not {}", what, found.share(), share);
                }
            }
            let changed = |regime: usize| {
                let states = |point: usize| points[point].iter().map(|run| run[regime].state_hash).collect::<Vec<_>>();
                states(0) != states(ablation + 1)
            };
            if changed(regime) || against.is_some_and(changed) {
                prop_assert!(!hanging.is_inert_under(ablation, regime));
            }
        }
    }
}
