//! Ablation studies from outside: what is carried, what is inert, threads, interruption, parts, refusals.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use mutua::ensemble::replicate;
use mutua::model::engine::happened::Happened;
use mutua::model::state::world::World;
use mutua::model::tick::tick;
use mutua::scenario::{Ablation, Scenario, Variants};
use shared::{Folder, done, refused, results};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const TOWN: &str = r#"
people = 150
weeks = 60
burn_in_weeks = 20
replicates = 2
regimes = ["none", "mutual-self-help"]

[parameters]
onset_per_week = 0.02
"#;

/// A few mechanisms, one of which cannot act where nothing is promised, and one advantage.
const SOME: [&str; 2] = ["--only", "hearsay,promise,same_shoes"];

fn ablate(folder: &Folder, more: &[&str]) -> String {
    done(folder, &[&["ablate", "town.toml"][..], more].concat())
}

/// The rows of a table, each by the names of its columns.
fn rows(folder: &Folder, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut table = csv::Reader::from_path(folder.path(file)).expect("a table");
    table.deserialize().map(|row| row.expect("a row")).collect()
}

fn row<'a>(rows: &'a [BTreeMap<String, String>], wanted: &[(&str, &str)]) -> &'a BTreeMap<String, String> {
    let fits = |row: &&BTreeMap<String, String>| wanted.iter().all(|(key, value)| row[*key] == *value);
    rows.iter().find(fits).unwrap_or_else(|| panic!("a row with {wanted:?}"))
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or(f64::NAN)
}

#[test]
fn what_cannot_act_carries_exactly_nought_and_is_said_to_be_inert() {
    let folder = Folder::with_town(TOWN);
    let said = ablate(&folder, &[&SOME[..], &["--out", "out"]].concat());
    assert!(said.contains("4 points x 2 regimes x 2 replicates = 16 runs"), "{said}");
    assert!(said.contains("Changed nothing in any run:\n  promise\n"), "{said}");
    let rows = rows(&folder, "out/ablation.csv");
    // Three ablations, one regime beside the reference, eight populations, thirteen indicators, three quantities.
    assert_eq!(rows.len(), 3 * 8 * 13 * 3);
    for three in rows.chunks(3) {
        let quantities: Vec<&str> = three.iter().map(|row| row["quantity"].as_str()).collect();
        assert_eq!(quantities, ["stands", "without", "carried"]);
        let [stands, without, carried] = [0, 1, 2].map(|place| &three[place]);
        for row in three {
            assert_eq!(row["inert"], (row["ablation"] == "promise").to_string(), "{row:?}");
            let keys = ["ablation", "taken", "regime", "reference", "basis", "population", "indicator"];
            assert!(keys.iter().all(|key| row[*key] == carried[*key]), "{row:?}");
            assert!(row["share_carried"].is_empty() || row["quantity"] == "carried", "{row:?}");
        }
        if carried["ablation"] == "promise" {
            let defined = carried["n"] == "2";
            let nought = (carried["mean"].as_str(), carried["sd"].as_str());
            assert_eq!(nought, if defined { ("0", "0") } else { ("", "") });
            assert_eq!((&stands["mean"], &stands["high"]), (&without["mean"], &without["high"]));
        }
    }
    let of = [("ablation", "same_shoes"), ("population", "everyone"), ("indicator", "empowerment")];
    let changed = row(&rows, &[&of[..], &[("quantity", "carried")]].concat());
    assert!(number(changed, "mean") != 0.0, "{changed:?}");
    assert!(rows.iter().any(|row| row["population"] == "in_need" && row["n"] == "2"));
    let header = fs::read_to_string(folder.path("out/ablation.csv")).expect("a table");
    let columns =
        "ablation,taken,regime,reference,basis,population,indicator,quantity,mean,sd,low,high,n,share_carried,inert";
    assert_eq!(header.lines().next(), Some(columns));
}

#[test]
fn a_regime_equal_in_structure_to_the_reference_carries_exactly_nought() {
    let twins = TOWN.replace(r#"["none", "mutual-self-help"]"#, r#"["mutual-self-help"]"#);
    let folder = Folder::with_town(&(twins + "[[regime]]\nname = \"twin\"\nlike = \"mutual-self-help\"\n"));
    let said = ablate(&folder, &["--only", "hearsay,giver_competence", "--out", "out"]);
    assert!(said.contains("What twin minus mutual-self-help depends on"), "{said}");
    let rows = rows(&folder, "out/ablation.csv");
    let defined: Vec<_> = rows.iter().filter(|row| row["n"] == "2").collect();
    assert!(defined.len() > 300, "{}", defined.len());
    for row in defined {
        for column in ["mean", "low", "high"] {
            assert_eq!(row[column], "0", "{column} of {row:?}");
        }
        // Something did change: in both regimes alike.
        assert_eq!((row["inert"].as_str(), row["share_carried"].as_str()), ("false", ""));
    }
}

#[test]
fn without_competence_of_givers_mutual_help_empowers_less() {
    let folder = Folder::with_town(TOWN);
    let larger = ["--set", "people=600", "--set", "weeks=156", "--replicates", "4", "--out", "out"];
    ablate(&folder, &[&["--only", "giver_competence"][..], &larger].concat());
    let rows = rows(&folder, "out/ablation.csv");
    let of = [("population", "everyone"), ("indicator", "empowerment")];
    let [stands, without, carried] =
        ["stands", "without", "carried"].map(|what| row(&rows, &[&of[..], &[("quantity", what)]].concat()));
    assert!(number(carried, "low") > 0.0, "{carried:?}");
    assert!(number(without, "mean") < number(stands, "mean"), "{without:?}");
    let share = number(carried, "mean") / number(stands, "mean");
    assert!((number(carried, "share_carried") - share).abs() < 1e-12 && share > 0.0 && share < 1.0, "{carried:?}");
}

#[test]
fn the_contrast_without_a_mechanism_is_that_of_the_run_without_it() {
    let folder = Folder::with_town(TOWN);
    ablate(&folder, &["--only", "same_shoes+hope,hearsay", "--out", "out"]);
    let rows_of = |out: &str, sets: &[&str]| {
        done(&folder, &[&["run", "town.toml", "--out", out][..], sets].concat());
        rows(&folder, &format!("{out}/contrasts.csv"))
    };
    let stands = rows_of("stands", &[]);
    let hearsay = rows_of("hearsay", &["--set", "hearsay=false"]);
    let both = rows_of("both", &["--set", "same_shoes=0", "--set", "hope=false"]);
    let study = rows(&folder, "out/ablation.csv");
    for (ablation, without) in [("hearsay", hearsay), ("same_shoes+hope", both)] {
        for (population, indicator) in [("everyone", "empowerment"), ("in_need", "burden"), ("members", "coping")] {
            let cell = [("population", population), ("indicator", indicator)];
            let found = |what| row(&study, &[&[("ablation", ablation), ("quantity", what)][..], &cell].concat());
            for (what, run) in [("stands", &stands), ("without", &without)] {
                let run = row(run, &[&[("basis", "as_run")][..], &cell].concat());
                for column in ["mean", "sd", "low", "high", "n"] {
                    assert_eq!(found(what)[column], run[column], "{ablation}, {cell:?}, {column}");
                }
            }
            let difference = number(found("stands"), "mean") - number(found("without"), "mean");
            let carried = found("carried");
            assert!(carried["n"] == "0" || (number(carried, "mean") - difference).abs() < 1e-12, "{carried:?}");
        }
    }
    let points: Vec<_> = rows(&folder, "out/points.csv");
    let set = |point: usize| ["same_shoes", "hope", "hearsay", "ablation"].map(|key| points[point][key].clone());
    assert_eq!(points.len(), 3);
    assert_eq!(set(0), ["", "", "", ""]);
    assert_eq!(set(1), ["", "", "false", "hearsay"]);
    assert_eq!(set(2), ["0", "false", "", "same_shoes+hope"]);
}

#[test]
fn one_regime_alone_is_read_by_its_values() {
    let folder = Folder::with_town(&TOWN.replace("\"none\", ", ""));
    let said = ablate(&folder, &["--only", "giver_relief", "--out", "out"]);
    assert!(said.contains("What mutual-self-help depends on"), "{said}");
    let study = rows(&folder, "out/ablation.csv");
    let of = [("population", "everyone"), ("indicator", "empowerment")];
    let found = |what| row(&study, &[&of[..], &[("quantity", what)]].concat());
    assert_eq!((found("stands")["basis"].as_str(), found("stands")["reference"].as_str()), ("value", ""));
    for (what, set) in [("stands", "giver_relief=true"), ("without", "giver_relief=false")] {
        done(&folder, &["run", "town.toml", "--out", what, "--set", set]);
        let lived = rows(&folder, &format!("{what}/trajectories.csv"));
        let last_year = lived.iter().filter(|row| row["population"] == "everyone" && number(row, "week") > 8.0);
        let values: Vec<f64> = last_year.map(|row| number(row, "empowerment")).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        assert!((number(found(what), "mean") - mean).abs() < 1e-12, "{what}: {mean}, {:?}", found(what));
    }
    assert!(number(found("carried"), "mean") != 0.0 && found("carried")["inert"] == "false");
}

#[test]
fn a_study_gives_the_same_bytes_for_every_number_of_threads_and_after_an_end_on_the_way() {
    let folder = Folder::with_town(TOWN);
    ablate(&folder, &[&SOME[..], &["--threads", "1", "--out", "one"]].concat());
    ablate(&folder, &[&SOME[..], &["--threads", "2", "--out", "two"]].concat());
    let one = results(&folder, "one");
    assert!(one == results(&folder, "two"), "{:?}", one.keys());
    assert_eq!(one.keys().filter(|name| name.starts_with("plots")).count(), 13);
    assert!(
        ["ablation.csv", "points.csv", "runs.bin", "manifest.json", "scenario.toml"]
            .iter()
            .all(|name| one.contains_key(Path::new(name)))
    );

    // As a kill would leave it: its results are gone, some runs are kept.
    let root = folder.path("two");
    let runs = fs::read(root.join("runs.bin")).expect("runs");
    fs::remove_dir_all(&root).expect("gone");
    fs::create_dir(&root).expect("a folder");
    fs::write(root.join("runs.bin"), &runs[..runs.len() * 2 / 5]).expect("some runs");
    let other = ["ablate", "town.toml", "--only", "hope,promise,same_shoes", "--out", "two", "--resume"];
    assert!(refused(&folder, &other).contains("another ensemble"));
    let said = ablate(&folder, &[&SOME[..], &["--out", "two", "--resume"]].concat());
    assert!(said.contains("of them done"), "{said}");
    assert!(one == results(&folder, "two"));
    let said = ablate(&folder, &[&SOME[..], &["--out", "two", "--resume"]].concat());
    assert!(said.contains("finished already"), "{said}");
    let said = done(&folder, &["verify", "two", "--all"]);
    assert!(said.contains("16 of 16 runs repeated"), "{said}");
    assert!(refused(&folder, &[&["ablate", "town.toml", "--out", "two"][..], &SOME].concat()).contains("--force"));
}

#[test]
fn parts_of_a_study_joined_are_the_whole() {
    let folder = Folder::with_town(TOWN);
    ablate(&folder, &[&SOME[..], &["--out", "whole"]].concat());
    for (part, out) in [("1/2", "part-1"), ("2/2", "part-2")] {
        ablate(&folder, &[&SOME[..], &["--shard", part, "--out", out]].concat());
    }
    refused(&folder, &["merge", "part-1", "--out", "joined"]);
    done(&folder, &["merge", "part-2", "part-1", "--out", "joined"]);
    assert!(results(&folder, "whole") == results(&folder, "joined"));
    let said = done(&folder, &["verify", "joined"]);
    assert!(said.contains("of 16 runs repeated"), "{said}");
}

#[test]
fn what_cannot_be_taken_away_is_refused_and_nothing_is_written() {
    let folder = Folder::with_town(&(TOWN.to_owned() + "\n[switches]\nhope = false\n"));
    for (name, why) in [
        ("giver_competense", "did you mean `giver_competence`?"),
        ("hearsay+zebra", "`zebra`; there are direct_reciprocity"),
        ("hope", "off already"),
        ("help_effect", "control"),
        ("stake_shared", "mutua sweep"),
        ("people", "there is no mechanism or advantage `people`"),
    ] {
        let said = refused(&folder, &["ablate", "town.toml", "--only", name]);
        assert!(said.contains(why), "{name}: {said}");
    }
    assert!(!folder.path("results").exists());
    ablate(&folder, &["--only", "hearsay"]);
    assert!(folder.path("results/ablate-town/ablation.csv").exists());
}

/// The town with something taken away, for each thing that can be taken away from it.
fn without(town: &Scenario) -> impl Iterator<Item = (String, Scenario)> {
    let variants = Variants::of(town).expect("a scenario");
    Ablation::all(town).into_iter().map(move |one| (one.name, variants.at(&one.sets).expect("a scenario")))
}

/// Lives on from a world at the end of its burn-in under the last regime, counted and audited; the final state.
fn lived(scenario: &Scenario, world: World) -> u64 {
    let run = replicate::run(scenario, world, scenario.regimes.len() - 1, &(), &mut ());
    run.expect("balanced books").expect("nobody stops it").state_hash
}

#[test]
fn from_services_on_week_0_is_the_same_to_the_last_bit_and_lives_by_other_rules() {
    let town = Scenario::parse_as(TOWN, "town.toml", "town", &[]).expect("a scenario");
    let stands = replicate::burn_in(&town, 1, &()).expect("balanced books").expect("a world");
    let standing = lived(&town, stands.clone());
    let (mut checked, mut other) = (0, 0);
    for (name, without) in without(&town) {
        let world = replicate::burn_in_as(&town, &without, 1, &()).expect("it can change").expect("a world");
        let entries = |world: &World| {
            let mut entries = Vec::new();
            world.describe(|entry| entries.push(entry));
            // What is listed only with a switch has not happened yet.
            entries.retain(|entry| entry.value != 0);
            entries
        };
        assert!(entries(&world) == entries(&stands), "{name}");
        assert_eq!((world.parameters(), world.switches()), (&without.parameters, &without.switches), "{name}");
        other += usize::from(lived(&without, world) != standing);
        checked += 1;
    }
    assert!(checked > 25 && other > 15, "{other} of {checked}");
}

/// A world of `scenario` that lives by other rules from before or from after its services begin, and its final state.
fn begun(scenario: &Scenario, before: Option<&Scenario>, after: Option<&Scenario>) -> u64 {
    let mut world = replicate::world(scenario, 0).expect("a world");
    let change = |world: &mut World, other: Option<&Scenario>| {
        let Some(other) = other else { return };
        world.change(other.parameters.clone(), other.switches.clone()).expect("it can change");
    };
    change(&mut world, before);
    world.begin(scenario.regimes[0].structure).expect("a structure");
    change(&mut world, after);
    let mut happened = Happened::default();
    (0..scenario.weeks).for_each(|_| tick(&mut world, &mut happened).expect("balanced books"));
    world.hash()
}

/// Where no week was lived, from when on something is missing is all the same: tables that were made from the rules
/// before are made anew.
#[test]
fn without_a_burn_in_it_does_not_matter_from_when_on_something_is_missing() {
    let sets = ["regimes=[\"pseudo-participatory\"]".to_owned()];
    let town = Scenario::parse_as(TOWN, "town.toml", "town", &sets).expect("a scenario");
    let (standing, mut other) = (begun(&town, None, None), 0);
    for (name, without) in without(&town) {
        let always = begun(&without, None, None);
        assert_eq!(always, begun(&town, Some(&without), None), "{name}, before services");
        assert_eq!(always, begun(&town, None, Some(&without)), "{name}, after");
        other += usize::from(always != standing);
    }
    assert!(other > 15, "{other}");
}

#[test]
fn what_acts_in_helping_networks_only_is_missed_the_same_from_services_on_and_what_acts_every_day_is_not() {
    let folder = Folder::with_town(&TOWN.replace("mutual-self-help", "pseudo-participatory"));
    let only = ["--only", "promise,direct_reciprocity"];
    ablate(&folder, &[&only[..], &["--out", "always"]].concat());
    let said = ablate(&folder, &[&only[..], &["--from", "services", "--out", "since"]].concat());
    assert!(said.contains("removed from week 0 on"), "{said}");
    let of = |out: &str, ablation: &str, quantity: &str| -> Vec<_> {
        let wanted = |row: &BTreeMap<String, String>| row["ablation"] == ablation && row["quantity"] == quantity;
        rows(&folder, &format!("{out}/ablation.csv")).into_iter().filter(wanted).collect()
    };
    assert!(of("always", "promise", "carried") == of("since", "promise", "carried"));
    assert!(of("since", "promise", "carried").iter().all(|row| row["inert"] == "false"));
    for ablation in ["promise", "direct_reciprocity"] {
        assert!(of("always", ablation, "stands") == of("since", ablation, "stands"));
    }
    assert!(of("always", "direct_reciprocity", "without") != of("since", "direct_reciprocity", "without"));

    let said = done(&folder, &["verify", "since", "--all"]);
    assert!(said.contains("12 of 12 runs repeated"), "{said}");
    let manifest = fs::read_to_string(folder.path("since/manifest.json")).expect("a manifest");
    assert!(manifest.contains("\"from\": \"services\""), "{manifest}");
    let other = [&["ablate", "town.toml", "--out", "since", "--resume"][..], &only].concat();
    assert!(refused(&folder, &other).contains("another study"));
    let plot =
        |out: &str| fs::read_to_string(folder.path(&format!("{out}/plots/ablation_burden.svg"))).expect("a plot");
    assert!(plot("since").contains("week 0 on") && !plot("always").contains("week 0 on"));
}

#[test]
fn a_country_is_lived_through_as_it_stands_too_before_services_begin() {
    let folder = Folder::with_town(&TOWN.replace("people = 150", "people = 400\npeople_per_town = 150"));
    let from = ["--only", "hearsay", "--from", "services"];
    ablate(&folder, &[&from[..], &["--threads", "1", "--out", "one"]].concat());
    ablate(&folder, &[&from[..], &["--threads", "2", "--out", "two"]].concat());
    ablate(&folder, &["--only", "hearsay", "--out", "always"]);
    assert!(results(&folder, "one") == results(&folder, "two"));
    let table = |out: &str| fs::read(folder.path(&format!("{out}/ablation.csv"))).expect("a table");
    assert!(table("one") != table("always"));
}
