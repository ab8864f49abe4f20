//! Designs: how they are declared, what is refused, and which points they make.

#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use mutua::analysis::design::{Design, Response};
use mutua::analysis::sensitivity::{Method, SensitivityDesign};
use mutua::analysis::statistics::Estimate;
use mutua::model::parameters::{NumberKind, TABLE};
use mutua::scenario::{
    DesignKind, InvalidScenarioError, MAX_FACTORS, POINTS_LIST, Scale, Scenario, Variants, shipped_scenarios,
};
use std::collections::HashSet;

fn read(text: &str) -> Result<Scenario, InvalidScenarioError> {
    Scenario::parse_as(text, "town.toml", "town", &[])
}

fn told(text: &str) -> String {
    read(text).expect_err(text).to_string()
}

fn factor(rest: &str) -> String {
    format!("[[design.factor]]\n{rest}\n")
}

fn scenario_with(kind: &str, factors: &[&str]) -> Scenario {
    let factors: String = factors.iter().map(|rest| factor(rest)).collect();
    let text = format!("seed = 5\n[design]\n{kind}\n{factors}");
    read(&text).unwrap_or_else(|problems| panic!("{problems}"))
}

fn design_with(kind: &str, factors: &[&str]) -> Design {
    Design::of(&scenario_with(kind, factors)).expect("a design")
}

fn sets(design: &Design) -> Vec<String> {
    design.points().iter().map(ToString::to_string).collect()
}

const SHARED: &str = "key = 'stake_shared'\nlow = 0.1\nhigh = 0.5";
const HOPE: &str = "key = 'hope'";
const CAPACITY: &str = "key = 'regime.mutual-self-help.capacity'\nlow = 4\nhigh = 12";

// What points there are

#[test]
fn a_factorial_design_has_every_combination_once_the_last_factor_fastest() {
    let shared = "key = 'stake_shared'\nlow = 0.0\nhigh = 1.0\nlevels = 3";
    let capacity = "key = 'regime.mutual-self-help.capacity'\nlow = 4\nhigh = 12\nlevels = 2";
    let design = design_with("kind = 'factorial'", &[shared, capacity, HOPE]);
    assert_eq!(design.len(), 12);
    let sets = sets(&design);
    assert_eq!(sets[0], "stake_shared=0.0, regime.mutual-self-help.capacity=4, hope=false");
    assert_eq!(sets[1], "stake_shared=0.0, regime.mutual-self-help.capacity=4, hope=true");
    assert_eq!(sets[11], "stake_shared=1.0, regime.mutual-self-help.capacity=12, hope=true");
    assert_eq!(sets.iter().collect::<HashSet<_>>().len(), 12);
    assert!(design.point(12).settings.is_empty());
}

#[test]
fn one_at_a_time_is_the_scenario_and_one_point_a_level() {
    let shared = "key = 'stake_shared'\nlow = 0.0\nhigh = 1.0\nlevels = 3";
    let design = design_with("kind = 'one-at-a-time'", &[shared, "key = 'people'\nvalues = [500, 800]", HOPE]);
    let expected =
        ["", "stake_shared=0.0", "stake_shared=0.5", "stake_shared=1.0", "people=500", "people=800", "hope=false"];
    assert_eq!(sets(&design), expected);
    assert_eq!(design_with("kind = 'one-at-a-time'", &[SHARED]).len(), 3, "without levels, both ends");
}

#[test]
fn a_level_at_which_the_scenario_stands_is_no_point_of_its_own_however_it_is_written() {
    let of = |text: &str, factors: &[&str]| {
        let factors: String = factors.iter().map(|rest| factor(rest)).collect();
        let scenario = read(&format!("{text}\n[design]\nkind = 'one-at-a-time'\n{factors}"));
        sets(&Design::of(&scenario.unwrap_or_else(|problems| panic!("{problems}"))).expect("a design"))
    };
    for (text, rest, points) in [
        // Defaults of parameters, sizes and switches.
        ("", "key = 'parameters.stake_shared'\nvalues = [0.1, 0.30, 0.5]", 3),
        ("", "key = 'stake_shared'\nlow = 0.2\nhigh = 0.4\nlevels = 3", 3),
        ("", "key = 'people'\nvalues = [500, 5000]", 2),
        ("", "key = 'asks'\nlow = 2\nhigh = 4\nlevels = 3", 3),
        ("", "key = 'switches.hope'", 2),
        // What the scenario says.
        ("weeks = 80", "key = 'weeks'\nvalues = [40, 80]", 2),
        ("[parameters]\nstake_favour = 1.0", "key = 'stake_favour'\nvalues = [1, 2]", 2),
        ("[parameters]\nstake_favour = 2", "key = 'stake_favour'\nvalues = [1.0, 2.0]", 2),
        ("[switches]\nhope = false", "key = 'hope'", 2),
        // Fields of regimes: numbers, words, lists in any order, what is not there.
        ("", "key = 'regime.mutual-self-help.capacity'\nlow = 4\nhigh = 48\nlevels = 45", 45),
        ("", "key = 'regime.mutual-self-help.entry'\nvalues = [['outreach', 'link'], ['desk']]", 2),
        ("", "key = 'regime.mutual-self-help.aim'\nvalues = ['plural']", 1),
        ("", "key = 'regime.mutual-self-help.worker_hours'\nvalues = ['none', 10]", 2),
        // No level is where it stands.
        ("", "key = 'stake_shared'\nvalues = [0.1, 0.5]", 3),
        ("", "key = 'stake_shared'\nvalues = [0.3000000000000001]", 2),
    ] {
        let found = of(text, &[rest]);
        assert_eq!(found.len(), points, "{text} {rest}: {found:?}");
        assert_eq!(found[0], "", "the scenario comes first");
    }
    let factors = ["key = 'stake_shared'\nlow = 0.2\nhigh = 0.3\nlevels = 5", "key = 'weeks'\nvalues = [40, 80]", HOPE];
    assert_eq!(of("weeks = 80", &factors).len(), 7);
}

#[test]
fn no_two_points_of_a_one_at_a_time_design_are_one_scenario() {
    for (name, _, text) in shipped_scenarios() {
        let factors = ["key = 'stake_shared'\nvalues = [0.1, 0.2, 0.3]", "key = 'people'\nvalues = [500, 5000]", HOPE];
        let factors: String = factors.iter().map(|rest| factor(rest)).collect();
        let text = text.split("[design]").next().unwrap_or_default();
        let text = format!("{text}\n[design]\nkind = 'one-at-a-time'\n{factors}");
        let scenario = Scenario::parse_as(&text, name, name, &[]).unwrap_or_else(|problems| panic!("{problems}"));
        let (design, variants) =
            (Design::of(&scenario).expect("a design"), Variants::of(&scenario).expect("reads back"));
        let hashes: HashSet<String> =
            (0..design.len()).map(|index| variants.at(&design.point(index).sets()).expect("valid").hash()).collect();
        assert_eq!(hashes.len(), design.len(), "{name}");
    }
}

#[test]
fn the_line_over_each_factor_goes_through_the_scenario_itself() {
    let factors = ["key = 'stake_shared'\nvalues = [0.5, 0.3]", "key = 'people'\nvalues = [500, 600]", HOPE];
    let design = design_with("kind = 'one-at-a-time'", &factors);
    assert_eq!(sets(&design), ["", "stake_shared=0.5", "people=500", "people=600", "hope=false"]);
    let estimates: Vec<(usize, Estimate)> = (0..design.len()).map(|i| (i, Estimate::of(&[i as f64]))).collect();
    let response = Response::new(&design, &estimates);
    let lines: Vec<Vec<(String, f64)>> = (0..3)
        .map(|factor| {
            let curves = response.curves(factor);
            assert_eq!((curves.len(), curves[0].others.len()), (1, 0));
            curves[0].points.iter().map(|(value, estimate)| (value.clone(), estimate.mean)).collect()
        })
        .collect();
    let line =
        |points: &[(&str, f64)]| points.iter().map(|(value, mean)| ((*value).to_owned(), *mean)).collect::<Vec<_>>();
    assert_eq!(lines[0], line(&[("0.3", 0.0), ("0.5", 1.0)]));
    assert_eq!(lines[1], line(&[("500", 2.0), ("600", 3.0), ("5000", 0.0)]));
    assert_eq!(lines[2], line(&[("false", 4.0), ("true", 0.0)]), "in the order of the design");
}

#[test]
fn an_override_of_what_a_design_varies_is_told_however_it_is_written() {
    let of = |factors: &[&str]| scenario_with("kind = 'factorial'", factors).design.expect("a design");
    let design =
        of(&["key = 'stake_shared'\nvalues = [0.1]", HOPE, "key = 'regime.mutual-self-help.capacity'\nvalues = [4]"]);
    let told = |sets: &[&str]| {
        let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
        design.check_sets(&sets).err().map(|problems| problems.to_string()).unwrap_or_default()
    };
    for set in [
        "stake_shared=0.3",
        "parameters.stake_shared=0.3",
        " parameters . stake_shared = 0.3",
        "hope=true",
        "switches.hope=false",
        "regime.mutual-self-help.capacity=12",
        "regime. mutual-self-help .capacity =12",
    ] {
        let told = told(&[set]);
        assert!(told.starts_with("--set ") && told.contains("is a factor of the design"), "{set}: {told}");
    }
    let free = ["people=500", "regime.mutual-self-help.directiveness=0.5", "regime.case-centred.capacity=2", "asks=2"];
    assert_eq!(told(&free), "");
    assert_eq!(
        told(&["hope=true", "people=20", "stake_shared=1"]).matches("--set").count(),
        4,
        "each, with what to do"
    );
}

#[test]
fn words_lists_and_texts_are_values_too() {
    let entry = "key = 'regime.mutual-self-help.entry'\nvalues = [['desk'], ['link', 'outreach']]";
    let directs = "key = 'regime.mutual-self-help.directiveness'\nvalues = ['none', 0.5, 1]";
    let scenario = scenario_with("kind = 'factorial'", &[entry, directs]);
    let design = Design::of(&scenario).expect("a design");
    assert_eq!(
        design.point(3).sets(),
        ["regime.mutual-self-help.entry=[\"link\", \"outreach\"]", "regime.mutual-self-help.directiveness=none"]
    );
    design.check(&scenario).unwrap_or_else(|bad| panic!("{bad}"));
}

#[test]
fn a_latin_hypercube_meets_every_stratum_of_every_factor_once() {
    for n in [1_usize, 7, 64, 1000] {
        let design = design_with(&format!("kind = 'latin-hypercube'\npoints = {n}"), &[SHARED, CAPACITY, HOPE]);
        assert_eq!(design.len(), n);
        for factor in 0..3 {
            let strata: HashSet<usize> =
                (0..n).map(|point| (design.units(point)[factor] * n as f64).floor() as usize).collect();
            assert_eq!(strata, (0..n).collect(), "factor {factor} of {n} points");
        }
    }
    let design = design_with("kind = 'latin-hypercube'\npoints = 9000", &[SHARED, CAPACITY, HOPE]);
    let capacity = |value: usize| {
        let value = value.to_string();
        design.points().iter().filter(|point| point.settings[1].1 == value).count()
    };
    assert_eq!((4..=12).map(capacity).collect::<Vec<_>>(), [1000; 9], "whole numbers get equal parts");
    assert_eq!(design.points().iter().filter(|point| point.settings[2].1 == "true").count(), 4500);
}

#[test]
fn the_first_points_of_a_sobol_design_are_balanced_in_every_dimension() {
    let keys = ["stake_shared", "hearsay_weight", "voice_loss", "voice_expected", "comfort_chance", "same_shoes"];
    let factors: Vec<String> = keys.iter().map(|key| format!("key = '{key}'\nlow = 0.0\nhigh = 1.0")).collect();
    let factors: Vec<&str> = factors.iter().map(String::as_str).collect();
    let design = design_with("kind = 'sobol'\npoints = 1024", &factors);
    for k in 0..=10 {
        let n = 1_usize << k;
        for factor in 0..keys.len() {
            let parts: HashSet<usize> =
                (0..n).map(|point| (design.units(point)[factor] * n as f64).floor() as usize).collect();
            assert_eq!(parts.len(), n, "first {n} points in dimension {factor}");
        }
    }
    // Two dimensions: every quarter of the square holds a quarter of the points.
    let quarter = |units: &[f64]| (units[0] >= 0.5, units[1] >= 0.5);
    let here = (0..1024).filter(|point| quarter(&design.units(*point)) == (true, false)).count();
    assert_eq!(here, 256);
}

#[test]
fn chance_is_that_of_the_seed() {
    for kind in ["kind = 'sobol'\npoints = 32", "kind = 'latin-hypercube'\npoints = 32"] {
        let scenario = scenario_with(kind, &[SHARED, CAPACITY]);
        let design = Design::of(&scenario).expect("a design");
        assert_eq!(sets(&design), sets(&design_with(kind, &[SHARED, CAPACITY])));
        let other = Scenario { seed: 6, ..scenario };
        let other = Design::of(&other).expect("a design");
        let same = sets(&design).iter().zip(sets(&other)).filter(|(a, b)| *a == b).count();
        assert!(same <= 1, "{same} points of 32 do not depend on the seed");
    }
}

#[test]
fn a_whole_number_stays_whole_and_a_real_one_real_whatever_is_typed() {
    let scenario = scenario_with(
        "kind = 'sobol'\npoints = 16",
        &["key = 'prior_strength'\nlow = 1\nhigh = 20", CAPACITY, "key = 'people'\nlow = 500\nhigh = 900"],
    );
    let design = Design::of(&scenario).expect("a design");
    let scales: Vec<bool> = design.table().factors.iter().map(|factor| factor.scale.is_stepped()).collect();
    assert_eq!(scales, [false, true, true]);
    design.check(&scenario).unwrap_or_else(|bad| panic!("{bad}"));
}

#[test]
fn the_interval_from_nought_to_one_is_laid_over_values_in_equal_parts() {
    let scale = Scale::Values(vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]);
    let at = |unit: f64| scale.at(unit);
    assert_eq!([at(0.0), at(0.333), at(1.0 / 3.0), at(2.0 / 3.0), at(1.0)], ["a", "a", "b", "c", "c"]);
    let scale = Scale::Whole { low: -1, high: 2, levels: Some(4) };
    assert_eq!([scale.at(0.24), scale.at(0.25), scale.at(0.99), scale.at(7.0)], ["-1", "0", "2", "2"]);
    assert_eq!([0, 1, 2, 3, 4].map(|level| scale.level(level)), ["-1", "0", "1", "2", "2"]);
    let scale = Scale::Real { low: 0.1, high: 0.5, levels: None };
    assert_eq!([scale.at(0.0), scale.at(1.0), scale.at(-3.0)], ["0.1", "0.5", "0.1"]);
}

// Plausible ranges

const GROUP: &str = "key = 'regime.mutual-self-help.capacity'\nvalues = [4, 12]";

#[test]
fn a_factor_that_names_no_range_takes_the_plausible_one() {
    for row in TABLE {
        for key in [row.name.to_owned(), format!("parameters.{}", row.name)] {
            let design = design_with("kind = 'sobol'\npoints = 8", &[&format!("key = '{key}'"), GROUP]);
            let scale = &design.table().factors[0].scale;
            let ends = [0.0, 1.0].map(|unit| scale.at(unit).parse::<f64>().expect("a number"));
            assert_eq!(ends, [row.plausible_low, row.plausible_high], "{key}");
            assert_eq!(scale.is_stepped(), row.kind == NumberKind::Whole, "{key}");
        }
    }
    let levels = ["key = 'asks'\nlevels = 3", "key = 'voice_loss'\nlevels = 4"];
    let found = sets(&design_with("kind = 'factorial'", &levels));
    assert_eq!(found.len(), 12);
    assert_eq!(found[0], "asks=2, voice_loss=0.0");
    assert_eq!(found[11], "asks=6, voice_loss=0.9");
}

#[test]
fn all_parameters_are_factors_each_once_and_those_named_as_named() {
    let named = ["key = 'parameters.voice_loss'\nlow = 0.1\nhigh = 0.2", "key = 'asks'\nvalues = [3]", HOPE];
    for kind in ["kind = 'one-at-a-time'", "kind = 'sobol'\npoints = 64", "kind = 'latin-hypercube'\npoints = 64"] {
        let scenario = scenario_with(&format!("{kind}\nall_parameters = true"), &named);
        assert_eq!(read(&scenario.to_toml()).as_ref(), Ok(&scenario), "the resolved scenario writes them out");
        let design = Design::of(&scenario).expect("a design");
        let factors = &design.table().factors;
        assert_eq!(factors.len(), TABLE.len() + 1);
        assert_eq!(factors[0].scale.at(1.0), "0.2");
        assert_eq!(factors[1].scale.at(0.5), "3");
        let keys: Vec<&str> = factors[3..].iter().map(|factor| factor.key.as_str()).collect();
        let others = TABLE.iter().map(|row| row.name).filter(|name| !["voice_loss", "asks"].contains(name));
        assert_eq!(keys, others.collect::<Vec<_>>());
        design.check(&scenario).unwrap_or_else(|bad| panic!("{bad}"));
    }
    assert!(TABLE.len() <= MAX_FACTORS, "a design has no room for all parameters");
    let alone = scenario_with("kind = 'one-at-a-time'\nall_parameters = true", &[]).design.expect("a design");
    assert_eq!(alone.factors.len(), TABLE.len());
    let none = scenario_with("kind = 'one-at-a-time'\nall_parameters = false", &[HOPE]).design.expect("a design");
    assert_eq!(none.factors.len(), 1);
}

#[test]
fn what_has_no_plausible_range_wants_one() {
    let all = "[design]\nkind = 'factorial'\nall_parameters = true\n";
    let many: String = (0..40).map(|i| factor(&format!("key = 'regime.r{i}.capacity'\nvalues = [4]"))).collect();
    let regimes: String = (0..40).map(|i| format!("[[regime]]\nname = 'r{i}'\nlike = 'mutual-self-help'\n")).collect();
    for (text, expected) in [
        ("[design]\nkind = 'sobol'\npoints = 4\n[[design.factor]]\nkey = 'people'\n", "`people` lacks the values"),
        (
            "[design]\nkind = 'sobol'\npoints = 4\n[[design.factor]]\nkey = 'regime.mutual-self-help.directiveness'\n",
            "lacks the values it is to take",
        ),
        ("[design]\nkind = 'sobol'\npoints = 4\n[[design.factor]]\nkey = 'asks'\nlow = 2\n", "lacks the values"),
        ("[design]\nkind = 'factorial'\n[[design.factor]]\nkey = 'asks'\n", "levels: is missing: how many values"),
        (
            "[design]\nkind = 'factorial'\n[[design.factor]]\nkey = 'asks'\nlevels = 6\n",
            "there are only 5 whole numbers from `low` (2) to `high` (6)",
        ),
        (
            "[design]\nkind = 'sobol'\npoints = 4\n[[design.factor]]\nkey = 'asks'\nlevels = 3\n",
            "goes with kind `factorial`",
        ),
        (all, "must have at most 1000000 points"),
        (
            "[design]\nkind = 'sobol'\npoints = 4\nall_parameters = 1\n",
            "design.all_parameters = 1: must be true or false",
        ),
        ("[design]\nkind = 'sobol'\npoints = 4\nall_parameters = false\n", "has no [[design.factor]]"),
        ("[design]\nkind = 'points'\nfile = 'p.csv'\nall_parameters = true\n", "goes with kind `factorial`"),
        (
            &format!("[design]\nkind = 'one-at-a-time'\nall_parameters = true\n{many}{regimes}"),
            &format!("makes {} factors; there may be 128", TABLE.len() + 40),
        ),
    ] {
        let told = told(text);
        assert!(told.contains(expected), "{expected}\nnot in\n{told}");
    }
}

#[test]
fn a_screening_of_all_parameters_has_valid_points_only() {
    let (name, _, text) =
        shipped_scenarios().into_iter().find(|(name, ..)| *name == "screening").expect("it is shipped");
    let scenario = Scenario::parse_as(text, name, name, &[]).unwrap_or_else(|problems| panic!("{problems}"));
    let factors = scenario.design.clone().expect("a design").factors;
    for method in [Method::Morris { trajectories: 4, levels: 4 }, Method::Sobol { rows: 4 }] {
        let design = SensitivityDesign::new(method, factors.clone(), scenario.seed).expect("a design");
        assert_eq!(design.factors().len(), TABLE.len());
        design.check(&scenario).unwrap_or_else(|bad| panic!("{bad}"));
    }
}

// Points from a file

fn in_folder(csv: &str, rest: &str) -> Result<Scenario, InvalidScenarioError> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("points.csv"), csv).expect("written");
    let path = folder.path().join("town.toml");
    std::fs::write(&path, format!("[design]\nkind = 'points'\nfile = 'points.csv'\n{rest}")).expect("written");
    Scenario::load(&path, &[])
}

#[test]
fn points_are_read_from_a_file_and_read_back_from_the_resolved_scenario() {
    let csv =
        "stake_shared, hope, regime.case-centred.entry\r\n0.10,true,\"[\"\"desk\"\"]\"\r\n\r\n0.2,false,\"['link']\"\n";
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("points.csv"), csv).expect("written");
    let path = folder.path().join("town.toml");
    std::fs::write(&path, "[design]\nkind = 'points'\nfile = 'points.csv'").expect("written");
    let scenario = Scenario::load(&path, &[]).unwrap_or_else(|problems| panic!("{problems}"));
    let design = Design::of(&scenario).expect("a design");
    assert_eq!(design.len(), 2);
    assert_eq!(design.point(0).sets(), ["stake_shared=0.1", "hope=true", "regime.case-centred.entry=[\"desk\"]"]);
    design.check(&scenario).unwrap_or_else(|bad| panic!("{bad}"));

    // Wherever the resolved scenario lies, its list lies beside it under one name.
    std::fs::remove_file(folder.path().join("points.csv")).expect("removed");
    std::fs::write(&path, scenario.to_toml()).expect("written");
    std::fs::write(folder.path().join(POINTS_LIST), scenario.points_list().expect("a list")).expect("written");
    assert_eq!(Scenario::load(&path, &[]).as_ref(), Ok(&scenario));
    std::fs::write(folder.path().join(POINTS_LIST), csv.replace("0.2", "0.3")).expect("written");
    let told = Scenario::load(&path, &[]).expect_err("another file").to_string();
    assert!(told.contains("the points have changed since"), "{told}");
    let told = Scenario::parse_as(&scenario.to_toml(), "town.toml", "town", &[]).expect_err("no folder").to_string();
    assert!(told.contains("it has no folder"), "{told}");
}

#[test]
fn a_file_of_points_is_told_all_its_problems_with_lines_and_columns() {
    let csv = "stake_shared,hop,people\n0.1,true,500\n";
    let told = in_folder(csv, "").expect_err(csv).to_string();
    assert!(told.contains("points.csv:1:14: hop: unknown key\n    help: did you mean `hope`?"), "{told}");

    let csv = "stake_shared,people\n0.1,500\n1.5,\"9\"\n0.2\n,600\n0.3,500.5\n";
    let told = in_folder(csv, "").expect_err(csv).to_string();
    for expected in [
        "points.csv:3:1: parameters.stake_shared = 1.5: must be from 0 to 1 (share)",
        "points.csv:3:5: people = 9: must be from 10 to 60000000 (people)",
        "points.csv:4:1: has 1 values, but the header has 2 keys",
        "points.csv:5:1: stake_shared: has no value",
        "points.csv:6:5: people = 500.5: must be a whole number",
    ] {
        assert!(told.contains(expected), "{expected}\nnot in\n{told}");
    }
    for (csv, expected) in [
        ("", "has no points"),
        ("stake_shared\n", "has no points"),
        ("hope,switches.hope\ntrue,true\n", "heads two columns"),
        ("seed\n1\n", "is no factor"),
    ] {
        let told = in_folder(csv, "").expect_err(csv).to_string();
        assert!(told.contains(expected), "{told}");
    }
    let told = Scenario::load("tests/none.toml".as_ref(), &[]).expect_err("no file").to_string();
    assert!(told.contains("no such file"), "{told}");
}

fn points_in(csv: &str) -> Vec<String> {
    let scenario = in_folder(csv, "").unwrap_or_else(|problems| panic!("{csv}\n{problems}"));
    sets(&Design::of(&scenario).expect("a design"))
}

#[test]
fn lists_of_points_are_read_as_spreadsheets_and_statistics_programs_write_them() {
    let keys = ["stake_shared", "hope", "people", "regime.mutual-self-help.capacity"];
    let expected = [
        "stake_shared=0.1, hope=true, people=40, regime.mutual-self-help.capacity=4",
        "stake_shared=0.25, hope=false, people=1000, regime.mutual-self-help.capacity=12",
    ];
    let rows = [
        [["0.1", "true", "40", "4"], ["0.25", "false", "1000", "12"]],
        [["0.1", "TRUE", "40.0", "4.0"], ["0.25", "FALSE", "1000.00", "12.0"]],
        [["0.10", "True", "4e1", "4"], ["2.5E-01", "False", "1e+03", "+12"]],
        [[".1", "tRue", "40.", "4"], ["+.25", "fAlse", "1.0e3", "12."]],
    ];
    for rows in rows {
        for (separator, end, begin) in
            [(",", "\n", ""), (";", "\r\n", "\u{feff}"), ("\t", "\n", ""), (" , ", "\r", ""), ("; ", "\n", "\n\n")]
        {
            for quote in ["", "\""] {
                let line = |cells: &[&str; 4]| cells.map(|cell| format!("{quote}{cell}{quote}")).join(separator) + end;
                let csv = format!("{begin}{}{}{}", line(&keys), line(&rows[0]), line(&rows[1]));
                assert_eq!(points_in(&csv), expected, "{csv:?}");
            }
        }
    }
    assert_eq!(points_in("hope\nTRUE"), ["hope=true"], "no end of the last line");
    let list = "regime.mutual-self-help.entry;hope\n['desk', 'link'];true\n";
    assert_eq!(points_in(list), ["regime.mutual-self-help.entry=[\"desk\", \"link\"], hope=true"]);
}

#[test]
fn a_table_of_points_that_the_program_wrote_is_a_list_of_points() {
    let csv = "point,stake_shared,hope\n1,,\n2,0.1,\n3,,false\n7,0.3,TRUE\n";
    assert_eq!(points_in(csv), ["", "stake_shared=0.1", "hope=false", "stake_shared=0.3, hope=true"]);
    let scenario = in_folder(csv, "").expect("valid");
    Design::of(&scenario).expect("a design").check(&scenario).unwrap_or_else(|bad| panic!("{bad}"));
    for (csv, expected) in [
        ("stake_shared,hope\n,true\n", "points.csv:2:1: stake_shared: has no value"),
        ("point,hope\none,true\n", "points.csv:2:1: point: must be the number of the point, not `one`"),
        ("hope,point\ntrue,1\n", "points.csv:1:6: point: stands first"),
        ("point\n1\n", "must be 1 to 128 keys, not 0"),
        ("point,hope,ablation\n1,,\n2,false,hope\n", "points.csv:1:12: ablation: is no key but the name"),
        ("point,hope,none:value:recovered\n1,true,0.5\n", "is a result, not a key"),
    ] {
        let told = in_folder(csv, "").expect_err(csv).to_string();
        assert!(told.contains(expected), "{expected}\nnot in\n{told}");
        assert!(told.contains("help: ") || csv == "point\n1\n" || csv.contains("one,"), "{told}");
    }
}

#[test]
fn what_cannot_be_told_in_a_list_of_points_is_named_with_its_line() {
    for (csv, expected) in [
        ("stake_shared,hope;people\n0.1,true;40\n", "points.csv:1:1: the header holds commas and semicolons"),
        ("stake_shared;people\n0,5;40\n", "points.csv:2:1: stake_shared: has a comma in a number: 0,5"),
        ("stake_shared;people\n0.5;1,000\n", "points.csv:2:5: people: has a comma in a number: 1,000"),
        ("stake_shared\n0,5\n", "points.csv:2:1: has 2 values, but the header has 1 keys"),
        ("stake_shared;people\n0.5,40\n", "points.csv:2:1: has 1 values, but the header has 2 keys"),
        ("stake_shared,people,\n0.5,40,\n", "points.csv:1:21: a column has no key"),
        ("stake_shared,hope\n0.1,true\n\"0.2,false\n0.3,true\n", "points.csv:3:1: a quote is opened and not closed"),
        ("stake_shared,hope\n0.1,\"true\n0.2,\"false\n", "points.csv:2:5: a quote is opened and not closed"),
        ("stake_shared,hope\n0.1,\"true\"x\n", "points.csv:2:11: text follows a closing quote"),
        ("hope\nWAHR\n", "points.csv:2:1: switches.hope = WAHR: must be true or false, not a text"),
        ("stake_shared\nNA\n", "points.csv:2:1: parameters.stake_shared = NA: must be a number"),
        ("stake_shared\nnan\n", "must be a finite number"),
        ("people\n40.5\n", "points.csv:2:1: people = 40.5: must be a whole number"),
        (&format!("people\n{}\n", "1".repeat(1001)), "points.csv:2:1: people: is longer than any value: 1001 bytes"),
        ("people\n1.5.2\n", "points.csv:2:1: people = 1.5.2: must be a whole number"),
        (
            "regime.autonomous.capacity\n4\n",
            "points.csv:1:1: regime.autonomous.capacity: regime `autonomous` is not run",
        ),
    ] {
        let told = in_folder(csv, "").expect_err(csv).to_string();
        assert!(told.contains(expected), "{expected}\nnot in\n{told}");
        assert_eq!(told.matches("points.csv:").count(), 1, "once: {told}");
    }
}

#[test]
fn what_is_wrong_with_a_regime_is_not_looked_for_in_the_list_of_points() {
    let rest = "[[regime]]\nname = 'half'\nlike = 'mutual-self-help'\ncapacity = 99\n";
    let told = in_folder("regime.half.directiveness\n0.5\n9\n", rest).expect_err("bad").to_string();
    assert_eq!(told.matches("regime.half.capacity = 99").count(), 1, "{told}");
    assert!(told.contains("town.toml:7:12: ") && told.contains("points.csv:3:1: "), "{told}");
}

// What is refused

#[test]
fn every_problem_of_a_design_is_told_at_once_where_it_stands() {
    let text = "\
[design]
kind = 'factorial'
points = 64
levls = 3
[[design.factor]]
key = 'stake_shard'
low = 0.1
high = 0.5
[[design.factor]]
key = 'stake_shared'
low = -0.1
high = 1.5
levels = 3
[[design.factor]]
key = 'regime.mutual-self-help.capacity'
values = [4, 90, 'many']
[[design.factor]]
key = 'regime.autonomous.capacity'
values = [4]
[[design.factor]]
key = 'seed'
values = [1, 2]
[[design.factor]]
key = 'hope'
values = [true, 1]
[[design.factor]]
key = 'voice_loss'
low = 0.5
high = 0.4
levels = 2
[[design.factor]]
key = 'voice_loss'
values = [0.1, 0.2, 0.1]
";
    let told = told(text);
    for expected in [
        "town.toml:3:1: design.points: goes with kind `latin-hypercube` or `sobol`",
        "town.toml:4:1: design.levls: unknown key",
        "town.toml:6:7: stake_shard: unknown key\n    help: did you mean `stake_shared`?",
        "town.toml:11:7: parameters.stake_shared = -0.1: must be from 0 to 1 (share)",
        "town.toml:12:8: parameters.stake_shared = 1.5: must be from 0 to 1 (share)",
        "town.toml:16:14: regime.mutual-self-help.capacity = 90: must be from 1 to 48 (people)",
        "town.toml:16:18: regime.mutual-self-help.capacity = 'many': must be a whole number from 1 to 48",
        "town.toml:18:7: regime.autonomous.capacity: regime `autonomous` is not run in this scenario",
        "town.toml:21:7: 'seed': is no factor",
        "town.toml:25:17: switches.hope = 1: must be true or false",
        "town.toml:29:8: design.factor[6].high = 0.4: must be above `low` (0.5)",
        "town.toml:33:21: design.factor[7].values = 0.1: is listed twice",
    ] {
        assert!(told.contains(expected), "{expected}\nnot in\n{told}");
    }
    assert_eq!(told.matches("town.toml:").count(), 12, "{told}");
}

#[test]
fn what_is_missing_or_does_not_go_together_is_told() {
    for (text, expected) in [
        ("[design]\n", "lacks `kind`: `factorial`, `latin-hypercube`, `sobol`, `one-at-a-time` or `points`"),
        ("design = 3\n", "must be a table, [design]"),
        ("[design]\nkind = 'Sobol'\n", "did you mean `sobol`?"),
        ("[design]\nkind = 'sobol'\n", "is missing: how many points"),
        ("[design]\nkind = 'sobol'\npoints = 64\n", "has no [[design.factor]]"),
        ("[design]\nkind = 'sobol'\npoints = 1000001\n", "must be from 1 to 1000000"),
        ("[design]\nkind = 'points'\n", "is missing: the CSV file"),
        ("[design]\nkind = 'factorial'\nfactor = []\n", "must be 1 to 128 factors"),
        ("[design]\nkind = 'factorial'\n[[design.factor]]\nlow = 1\n", "lacks `key`"),
        ("[design]\nkind = 'factorial'\n[[design.factor]]\nkey = 'people'\nlow = 500\n", "lacks the values"),
        ("[design]\nkind = 'factorial'\n[[design.factor]]\nkey = 'people'\nlow = 500\nhigh = 600\n", "how many values"),
        (
            "[design]\nkind = 'sobol'\npoints = 4\n[[design.factor]]\nkey = 'people'\nlow = 500\nhigh = 600\nlevels = 2\n",
            "goes with kind `factorial`",
        ),
        (
            "[design]\nkind = 'factorial'\n[[design.factor]]\nkey = 'people'\nlow = 500\nhigh = 502\nlevels = 4\n",
            "there are only 3 whole numbers",
        ),
        (
            "[design]\nkind = 'factorial'\n[[design.factor]]\nkey = 'hope'\n[[design.factor]]\nkey = 'switches.hope'\n",
            "`switches.hope` is a factor already",
        ),
    ] {
        let told = told(text);
        assert!(told.contains(expected), "{expected}\nnot in\n{told}");
    }
}

#[test]
fn too_many_points_are_refused_with_their_number() {
    let keys = ["stake_shared", "hearsay_weight", "voice_loss", "voice_expected"];
    let factors: String =
        keys.iter().map(|key| factor(&format!("key = '{key}'\nlow = 0.0\nhigh = 1.0\nlevels = 100"))).collect();
    let told = told(&format!("[design]\nkind = 'factorial'\n{factors}"));
    assert!(told.contains("must have at most 1000000 points, not 100000000"), "{told}");
}

#[test]
fn points_that_give_no_valid_scenario_are_named() {
    let low = "key = 'onset_burden_low'\nvalues = [0.1, 0.8]";
    let high = "key = 'onset_burden_high'\nvalues = [0.5, 0.9]";
    let scenario = scenario_with("kind = 'factorial'", &[low, high]);
    let bad = Design::of(&scenario).expect("a design").check(&scenario).expect_err("one is bad");
    assert_eq!((bad.bad, bad.of, bad.first.len(), bad.first[0].0), (1, 4, 1, 2));
    let told = bad.to_string();
    assert!(told.contains("point 3 (onset_burden_low=0.8, onset_burden_high=0.5)"), "{told}");
    assert!(told.contains("onset_burden_low (0.8) must not be above onset_burden_high (0.5)"), "{told}");
}

// What becomes of a design

#[test]
fn a_resolved_scenario_keeps_its_design() {
    let entry = "key = 'regime.mutual-self-help.entry'\nvalues = [['desk'], ['link', 'outreach']]";
    for kind in ["kind = 'factorial'", "kind = 'one-at-a-time'", "kind = 'sobol'\npoints = 8"] {
        let levels = if kind.contains("sobol") { "" } else { "\nlevels = 3" };
        let shared = format!("{SHARED}{levels}");
        let capacity = format!("{CAPACITY}{levels}");
        let scenario = scenario_with(kind, &[&shared, &capacity, HOPE, entry]);
        assert_eq!(read(&scenario.to_toml()).as_ref(), Ok(&scenario));
        assert_ne!(scenario.hash(), Scenario { design: None, ..scenario.clone() }.hash());
    }
}

#[test]
fn a_design_can_be_changed_on_the_command_line() {
    let text = format!("[design]\nkind = 'sobol'\npoints = 8\n{}", factor(SHARED));
    let sets = ["design.points=16".to_owned()];
    let scenario =
        Scenario::parse_as(&text, "town.toml", "town", &sets).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(scenario.design.map(|design| design.kind), Some(DesignKind::Sobol { points: 16 }));
}

#[test]
fn a_variant_is_what_set_would_have_made() {
    let text = "people = 700\nregimes = ['none', 'half']\n[parameters]\nstake_shared = 0.2\n[sources]\nstake_shared = 'me'\n\
        [[regime]]\nname = 'half'\nlike = 'mutual-self-help'\ndirectiveness = 0.5\n";
    let sets = ["stake_shared=0.4", "regime.half.directiveness=none", "hope=false", "weeks=30"].map(str::to_owned);
    let set = Scenario::parse_as(text, "town.toml", "town", &sets);
    let variants = Variants::of(&read(text).expect("valid")).expect("reads back");
    assert_eq!(variants.at(&sets), set);
    assert!(set.is_ok());
}

#[test]
fn responses_are_lines_over_one_factor_and_maps_over_two() {
    let shared = "key = 'stake_shared'\nvalues = [0.5, 0.1]";
    let people = "key = 'people'\nvalues = [500, 600, 700]";
    let design = design_with("kind = 'factorial'", &[shared, people]);
    let estimates: Vec<(usize, Estimate)> = (0..6).map(|i| (i, Estimate::of(&[i as f64]))).collect();
    let response = Response::new(&design, &estimates);
    let curves = response.curves(0);
    assert_eq!(curves.len(), 3);
    assert_eq!(curves[1].others, ["people=600"]);
    let means: Vec<(&str, f64)> = curves[1].points.iter().map(|(value, e)| (value.as_str(), e.mean)).collect();
    assert_eq!(means, [("0.1", 4.0), ("0.5", 1.0)]);
    let grid = response.grid(0, 1);
    assert_eq!((grid.across.as_slice(), grid.up.len()), (["0.1".to_owned(), "0.5".to_owned()].as_slice(), 3));
    assert_eq!(grid.means, [3.0, 0.0, 4.0, 1.0, 5.0, 2.0].map(Some));
}
