//! Fits from outside: what is found, threads, resuming, refusals.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use shared::{Folder, done, mutua, refused, results, told};
use std::collections::BTreeMap;
use std::fs;

/// A town in which need hangs on onset, seen in one number; nothing that is seen hangs on the shared stake.
fn town(target: &str) -> String {
    format!(
        r#"
people = 400
weeks = 52
burn_in_weeks = 104
replicates = 2
record_every_weeks = 4
regimes = ["none", "mutual-self-help"]

[design]
kind = "sobol"
points = 4

[[design.factor]]
key = "onset_per_week"
low = 0.001
high = 0.02

[[design.factor]]
key = "stake_shared"

[[target]]
id = "need"
says = "In need in the last year."
indicator = "in_need"
regime = "none"
{target}
"#
    )
}

/// The mean over worlds of what is in need in `none` at an onset.
fn in_need(folder: &Folder, onset: f64) -> f64 {
    fs::write(folder.path("truth.toml"), town("value = 0.1\nsd = 0.1")).expect("a scenario");
    let set = format!("onset_per_week={onset}");
    let run =
        ["run", "truth.toml", "--replicates", "20", "--set", &set, "--set", "seed=77", "--out", "truth", "--force"];
    done(folder, &run);
    let summary = rows(folder, "truth/summary.csv");
    let window = summary.iter().filter(|row| {
        row["regime"] == "none"
            && row["population"] == "everyone"
            && row["indicator"] == "in_need"
            && row["week"].parse::<u32>().expect("a week") > 0
    });
    let values: Vec<f64> = window.map(|row| row["mean"].parse().expect("a number")).collect();
    values.iter().sum::<f64>() / values.len() as f64
}

fn rows(folder: &Folder, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.path(file)).expect("a table");
    let head = reader.headers().expect("a head").clone();
    let row = |row: csv::StringRecord| head.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|one| row(one.expect("a row"))).collect()
}

fn number(row: &BTreeMap<String, String>, key: &str) -> f64 {
    row[key].parse().expect("a number")
}

const SIZES: [&str; 8] = ["--budget", "40000000", "--population", "60", "--fitted", "2", "--predictive", "20"];

fn fit(folder: &Folder, out: &str, more: &[&str]) {
    done(folder, &[&["fit", "town.toml", "--out", out], &SIZES[..], more].concat());
}

#[test]
fn a_value_is_found_again_from_what_it_did_and_what_nothing_tells_is_not() {
    let folder = Folder::new();
    let truth = in_need(&folder, 0.012);
    fs::write(folder.path("town.toml"), town(&format!("value = {truth}\nsd = 0.005\ndiscrepancy = 0.0")))
        .expect("a town");
    fit(&folder, "out", &[]);
    let parameters = rows(&folder, "out/parameters.csv");
    let (onset, stake) = (&parameters[0], &parameters[1]);
    assert!((number(onset, "low")..=number(onset, "high")).contains(&0.012), "{onset:?}");
    assert!(number(onset, "high") - number(onset, "low") < 0.6 * 0.019 && onset["identified"] == "true", "{onset:?}");
    assert_eq!(stake["identified"], "false", "{stake:?}");
    let figures = rows(&folder, "out/figures.csv");
    assert_eq!((figures.len(), figures[0]["covered"].as_str()), (1, "true"), "{figures:?}");
    let posterior = rows(&folder, "out/posterior.csv");
    let weights: f64 = posterior.iter().map(|row| number(row, "weight")).sum();
    assert!((weights - 1.0).abs() < 1e-9 && posterior.len() == 30);
    let generations = rows(&folder, "out/generations.csv");
    let tolerances: Vec<f64> = generations.iter().map(|row| number(row, "tolerance")).collect();
    assert!(generations.len() > 2 && tolerances.windows(2).all(|pair| pair[1] <= pair[0]), "{tolerances:?}");
}

#[test]
fn every_number_of_threads_gives_the_same_bytes_and_verify_agrees() {
    let folder = Folder::new();
    fs::write(folder.path("town.toml"), town("value = 0.15\nsd = 0.02\nn = 300")).expect("a town");
    let small = ["--budget", "8000000", "--population", "10", "--predictive", "4", "--force"];
    let go = |out: &str, threads: &str| {
        done(
            &folder,
            &[
                &["fit", "town.toml", "--fitted", "1", "--trajectories", "2", "--out", out, "--threads", threads],
                &small[..],
            ]
            .concat(),
        );
        results(&folder, out)
    };
    assert_eq!(go("one", "1"), go("three", "3"));
    let said = done(&folder, &["verify", "one", "--all"]);
    assert!(said.contains("every byte is the same"), "{said}");
    // Asked again it has nothing left to do.
    let again = done(
        &folder,
        &[&["fit", "town.toml", "--fitted", "1", "--trajectories", "2", "--out", "one", "--resume"], &small[..6]]
            .concat(),
    );
    assert!(again.contains("finished already"), "{again}");
}

#[test]
fn what_cannot_be_fitted_is_refused_and_nothing_is_written() {
    let folder = Folder::new();
    let good = town("value = 0.15\nsd = 0.02");
    let without_design = good.split("[design]").next().expect("a beginning").to_owned();
    let wrong = [
        (without_design, &[][..], "has no [design], so no parameter has a prior"),
        (good.replace("id = \"need\"\n", ""), &[], "target[0]: lacks `id`"),
        (good.replace("value = 0.15\n", ""), &[], "lacks `value`"),
        (good.replace("sd = 0.02", "sd = 0.02\nuse = \"check\""), &[], "there is no target: nothing to fit to"),
        (good.clone(), &["--budget", "1000000"], "takes at least"),
        (good.clone(), &["--population", "7"], "even number of particles, at least 4, not 7"),
        (good.clone(), &["--budget", "-5"], "from 1 to 1e18"),
        (good.clone(), &["--set", "onset_per_week=0.01"], "onset_per_week"),
    ];
    for (text, more, says) in wrong {
        fs::write(folder.path("town.toml"), text).expect("a town");
        let words = refused(&folder, &[&["fit", "town.toml", "--out", "out"], more].concat());
        assert!(words.contains(says), "{says}\n{words}");
    }
}

#[test]
fn a_fit_without_anything_to_fit_by_has_no_posterior() {
    let folder = Folder::new();
    // Every point sets a lower end above the upper one.
    let factor =
        |key: &str, low: f64, high: f64| format!("[[design.factor]]\nkey = \"{key}\"\nlow = {low}\nhigh = {high}\n");
    let good = town("value = 0.15\nsd = 0.02");
    let (head, rest) = good.split_at(good.find("[[design.factor]]").expect("factors"));
    let targets = &rest[rest.find("[[target]]").expect("targets")..];
    let wrong = [factor("onset_burden_low", 0.9, 1.0), factor("onset_burden_high", 0.0, 0.5)].concat();
    fs::write(folder.path("town.toml"), format!("{head}{wrong}{targets}")).expect("a town");
    let sizes = ["--budget", "4000000", "--population", "4", "--predictive", "2", "--out", "out"];
    let output = mutua(&folder, &[&["fit", "town.toml"], &sizes[..]].concat()).output().expect("it starts");
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("no posterior"), "{}", told(&output));
    assert!(!folder.path("out/posterior.csv").exists());
}

#[test]
fn a_field_of_a_regime_that_no_figure_reads_may_vary() {
    let folder = Folder::new();
    let text = town("value = 0.15\nsd = 0.02")
        .replace("stake_shared", "regime.mutual-self-help.turns_per_meeting\"\nlow = 2\nhigh = \"8");
    fs::write(folder.path("town.toml"), text.replace("\"8", "8").replace("8\"", "8")).expect("a town");
    let sizes = ["--budget", "8000000", "--population", "4", "--predictive", "2", "--out", "out"];
    done(&folder, &[&["fit", "town.toml"], &sizes[..]].concat());
    assert!(folder.path("out/posterior.csv").exists());
}

#[test]
fn targets_leave_a_run_as_it_is() {
    let folder = Folder::new();
    let with = town("value = 0.15\nsd = 0.02");
    let without = with.split("[[target]]").next().expect("a beginning").to_owned();
    let tables = |text: &str, out: &str| {
        fs::write(folder.path("town.toml"), text).expect("a town");
        done(&folder, &["run", "town.toml", "--out", out]);
        fs::read(folder.path(out).join("summary.csv")).expect("a table")
    };
    assert_eq!(tables(&with, "with"), tables(&without, "without"));
}
