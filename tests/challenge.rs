//! Challenges from outside: where a claim turns round, what is said where it never does, threads, and refusals.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use mutua::analysis::reading::value;
use mutua::scenario::{Scenario, Variants};
use mutua::{RunOptions, model::indicator::INDICATORS};
use shared::{Folder, done, refused, results};
use std::collections::BTreeMap;
use std::fs;

/// Two ways of help that differ only in the hours that a meeting costs: what the claim speaks of turns where they are equal.
const TOWN: &str = r#"
question = "What costs more?"
people = 60
weeks = 40
burn_in_weeks = 10
record_every_weeks = 10
regimes = ["none", "light", "heavy", "case-centred"]

[parameters]
onset_per_week = 0.05

[[regime]]
name = "light"
like = "professional-centred"
worker_hours_per_meeting = 1.0

[[regime]]
name = "heavy"
like = "professional-centred"
worker_hours_per_meeting = 1.55
"#;

const COSTLY: &str = r#"
[[hypothesis]]
id = "costly"
claim = "Heavier meetings cost more hours"
indicator = "worker_hours"
regime = "heavy"
than = "light"
direction = "above"
smallest = 0
"#;

const HOURS: &str = r#"
[[hypothesis]]
id = "hours"
claim = "Help costs hours"
indicator = "worker_hours"
regime = "light"
than = "none"
direction = "above"
smallest = 0
"#;

const DESIGN: &str = r#"
[design]
kind = "sobol"
points = 4
[[design.factor]]
key = "regime.heavy.worker_hours_per_meeting"
low = 0.2
high = 2.0
[[design.factor]]
key = "stake_life"
[[design.factor]]
key = "hope"
[[design.factor]]
key = "tie_places"
"#;

const KEY: &str = "regime.heavy.worker_hours_per_meeting";

fn challenge(folder: &Folder, more: &[&str]) -> String {
    done(folder, &[&["test", "town.toml", "--challenge"][..], more].concat())
}

/// The rows of a table, each by the names of its columns.
fn rows(folder: &Folder, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut table = csv::Reader::from_path(folder.path(file)).expect("a table");
    table.deserialize().map(|row| row.expect("a row")).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or(f64::NAN)
}

#[test]
fn a_claim_turns_where_it_was_made_to_and_no_other_number_is_blamed() {
    let folder = Folder::with_town(&[TOWN, COSTLY, DESIGN].concat());
    let said = challenge(&folder, &["--points", "64", "--out", "out"]);
    assert!(said.contains("140 points x 2 regimes x 2 replicates = 560 runs"), "{said}");
    assert!(said.contains("as the scenario stands") && said.contains("(holds)"), "{said}");
    let boxes = rows(&folder, "out/boxes.csv");
    let reversed: Vec<_> = boxes.iter().filter(|row| row["turn"] == "reversed").collect();
    assert_eq!(reversed.len(), 1, "{boxes:?}");
    let one = reversed[0];
    assert_eq!((one["factor"].as_str(), one["end"].as_str(), one["confirmed"].as_str()), (KEY, "high", "true"));
    // A peel takes one point in twenty, of 64 points over a range of 1.8: three or four of them.
    assert!((number(one, "limit") - 1.0).abs() < 0.15, "{one:?}");
    assert!(number(one, "fresh_density") > 0.8 && number(one, "fresh_coverage") > 0.8, "{one:?}");
    assert!(said.contains("box 1: regime.heavy.worker_hours_per_meeting up to "), "{said}");
    // The points in it, counted again: those of the search, and those that had no part in it.
    let points = rows(&folder, "out/challenge.csv");
    for (part, inside, turned) in [("search", "points", "turned"), ("fresh", "fresh_points", "fresh_turned")] {
        let within = |row: &&BTreeMap<String, String>| row["part"] == part && number(row, KEY) <= number(one, "limit");
        let failed = points.iter().filter(within).filter(|row| row["standing"] == "reversed").count();
        let counted = [points.iter().filter(within).count(), failed].map(|count| count.to_string());
        assert_eq!(counted, [one[inside].as_str(), one[turned].as_str()], "{part}");
        assert_eq!(points.iter().filter(|row| row["part"] == part).count(), 64);
    }
    let flips = rows(&folder, "out/flips.csv");
    let flip = &flips[0];
    assert_eq!((flip["factor"].as_str(), flip["value"].as_str(), flip["turns"].as_str()), (KEY, "0.65", "true"));
    assert!((number(flip, "distance") - 0.5).abs() < 1e-9 && number(flip, "mean") < 0.0, "{flip:?}");
    assert!(flips.iter().all(|row| row["factor"] == KEY), "{flips:?}");
    for row in rows(&folder, "out/challenge.csv") {
        let heavier = if row[KEY].is_empty() { 1.55 } else { number(&row, KEY) } >= 1.0;
        // Where nobody came, nothing was used.
        assert!((row["standing"] == "holds") == heavier || row["mean"] == "0", "{row:?}");
    }
    for file in ["report.html", "plots/challenge_1.svg", "manifest.json"] {
        assert!(fs::metadata(folder.path("out").join(file)).is_ok(), "{file}");
    }
    let page = fs::read_to_string(folder.path("out/report.html")).expect("a report");
    assert!(page.contains("More often so in a box") && page.contains("mutua test --challenge scenario.toml"), "{page}");
    assert!(page.contains("--points 64 --replicates 2"));
    done(&folder, &["verify", "out"]);
}

#[test]
fn where_a_claim_never_turns_it_is_said_how_much_of_the_space_that_leaves() {
    let folder = Folder::with_town(&[TOWN, HOURS, DESIGN].concat());
    let said = challenge(&folder, &["--points", "30", "--out", "out"]);
    assert!(said.contains("reversed in none of 60 points: at most 4.87 % of the space at 95 %"), "{said}");
    assert!(said.contains("rule of three: 5.00 %") && said.contains("by none that was tried"), "{said}");
    let turns = rows(&folder, "out/turns.csv");
    let bound = number(&turns[0], "most_if_none");
    // As much as this, and none in 60 would be seen once in twenty times.
    assert!((60.0 * libm::log1p(-bound) - libm::log(0.05)).abs() < 1e-9, "{bound}");
    assert_eq!(
        (turns[0]["turn"].as_str(), turns[0]["turned"].as_str(), turns[0]["points"].as_str()),
        ("reversed", "0", "60")
    );
    assert!(rows(&folder, "out/boxes.csv").iter().all(|row| row["turn"] != "reversed"));
    let page = fs::read_to_string(folder.path("out/report.html")).expect("a report");
    assert!(page.contains("at none of 60 points"), "{page}");
    let italian = Folder::with_town(&[TOWN, HOURS, DESIGN].concat());
    challenge(&italian, &["--points", "20", "--out", "out", "--language", "it"]);
    let page = fs::read_to_string(italian.path("out/report.it.html")).expect("a report");
    assert!(page.contains("in nessuno di 40 punti"), "{page}");
}

#[test]
fn a_point_of_the_table_can_be_run_again_by_itself() {
    let text = [TOWN, COSTLY, DESIGN].concat();
    let folder = Folder::with_town(&text);
    challenge(&folder, &["--points", "20", "--out", "out"]);
    let table = rows(&folder, "out/challenge.csv");
    let scenario = Scenario::parse_as(&text, "town.toml", "town", &["replicates=2".to_owned()]).expect("a scenario");
    let claim = &scenario.hypotheses[0];
    let hours = INDICATORS.iter().find(|row| row.name == "worker_hours").expect("an indicator");
    assert_eq!(claim.observable.kind(), ("indicator", hours.name));
    for part in ["stands", "search", "fresh", "alone"] {
        let row = table.iter().filter(|row| row["part"] == part).nth(usize::from(part != "stands") * 5);
        let row = row.unwrap_or_else(|| panic!("a row of {part}"));
        let keys = [KEY, "stake_life", "hope", "tie_places", "seed"];
        let sets: Vec<String> =
            keys.iter().filter(|key| !row[**key].is_empty()).map(|key| format!("{key}={}", row[*key])).collect();
        let point = Variants::of(&scenario).expect("variants").at(&sets).expect("a point");
        let records = point.run(&RunOptions { threads: 1, ..RunOptions::default() }).expect("runs").records;
        let of = |name: &str, replicate| {
            let regime = point.regimes.iter().position(|regime| regime.name == name).expect("a regime");
            let record = records.iter().find(|one| (one.regime, one.replicate) == (regime, replicate)).expect("a run");
            value(claim.observable, record, &point)
        };
        let mean = (0..2).map(|replicate| of("heavy", replicate) - of("light", replicate)).sum::<f64>() / 2.0;
        assert!((mean - number(row, "mean")).abs() < 1e-9, "{part}: {mean} {row:?}");
    }
}

#[test]
fn all_parameters_are_varied_where_nothing_is_said_of_factors() {
    let folder = Folder::with_town(&[TOWN, HOURS].concat());
    let said = challenge(&folder, &["--points", "20", "--replicates", "1", "--out", "out"]);
    let table = rows(&folder, "out/challenge.csv");
    let all = mutua::model::parameters::TABLE;
    assert!(all.iter().all(|row| table[0].contains_key(row.name)));
    assert!(said.contains("reversed in none of 40 points"), "{said}");
    assert!(table.iter().all(|row| row["n"] == "1"));
    let seeds: std::collections::BTreeSet<_> =
        table.iter().filter(|row| row["part"] != "alone").map(|row| &row["seed"]).collect();
    assert_eq!(seeds.len(), 41, "every point of the whole space has luck of its own");
}

#[test]
fn threads_change_nothing_and_a_part_is_joined_with_the_others() {
    let folder = Folder::with_town(&[TOWN, COSTLY, DESIGN].concat());
    challenge(&folder, &["--points", "20", "--threads", "1", "--out", "one"]);
    challenge(&folder, &["--points", "20", "--threads", "3", "--out", "three"]);
    assert!(results(&folder, "one") == results(&folder, "three"));
    for part in ["1/2", "2/2"] {
        challenge(&folder, &["--points", "20", "--shard", part, "--out", &part.replace('/', "of")]);
    }
    done(&folder, &["merge", "1of2", "2of2", "--out", "merged"]);
    assert!(results(&folder, "one") == results(&folder, "merged"));
}

#[test]
fn what_cannot_be_challenged_is_refused_and_says_why() {
    let folder = Folder::with_town(TOWN);
    let said = refused(&folder, &["test", "town.toml", "--challenge"]);
    assert!(said.contains("town has no [[hypothesis]]"), "{said}");
    fs::write(folder.path("claims.toml"), [TOWN, COSTLY, DESIGN].concat()).expect("a file");
    let said = refused(&folder, &["test", "claims.toml", "--challenge", "--points", "19"]);
    assert!(said.contains("searches 20 to 500000 points, not 19"), "{said}");
    let said = refused(&folder, &["test", "claims.toml", "--points", "30"]);
    assert!(said.contains("--challenge"), "{said}");
    let said = refused(&folder, &["test", "claims.toml", "--challenge", "--only", "costly,cheap"]);
    assert!(said.contains("there is no hypothesis cheap: they are costly"), "{said}");
    let said = refused(&folder, &["test", "claims.toml", "--challenge", "--most", "40"]);
    assert!(said.contains("--most"), "{said}");
    let said = refused(&folder, &["test", "claims.toml", "--challenge", "--set", "stake_life=2"]);
    assert!(said.contains("stake_life"), "{said}");
    let list = "\n[design]\nkind = \"points\"\nfile = \"list.csv\"\n";
    fs::write(folder.path("list.toml"), [TOWN, COSTLY, list].concat()).expect("a file");
    fs::write(folder.path("list.csv"), "hope\ntrue\n").expect("a file");
    let said = refused(&folder, &["test", "list.toml", "--challenge"]);
    assert!(said.contains("lists its points in a file"), "{said}");
    let beyond = DESIGN.replace("low = 0.2", "low = 0.01");
    fs::write(folder.path("beyond.toml"), [TOWN, COSTLY, &beyond].concat()).expect("a file");
    let said = refused(&folder, &["test", "beyond.toml", "--challenge"]);
    assert!(said.contains("0.01"), "{said}");
}

/// A posterior in which what the claim speaks of turns where a meeting of `heavy` takes an hour, in every fourth particle.
fn posterior(folder: &Folder, particles: u32, turns: bool) {
    let mut text = format!("particle,weight,distance,worlds_seed,{KEY},stake_life,hope\n");
    for particle in 0..particles {
        let spread = f64::from(particle * 37 % particles) / f64::from(particles);
        let hours = if turns { 0.7 + 1.2 * spread } else { 0.2 + 0.6 * spread };
        let stake = 0.1 + 0.4 * f64::from(particle * 11 % particles) / f64::from(particles);
        text += &format!("{particle},{},1,5,{hours},{stake},{}\n", 1 + particle % 2, particle % 3 == 0);
    }
    fs::write(folder.path("posterior.csv"), text).expect("it can be written");
}

#[test]
fn over_a_posterior_a_claim_turns_where_it_was_made_to_and_other_particles_confirm_it() {
    let folder = Folder::with_town(&[TOWN, COSTLY].concat());
    posterior(&folder, 128, true);
    let over = ["--uncertain", "posterior.csv", "--out"];
    let said = challenge(&folder, &[&over[..], &["out", "--language", "it"]].concat());
    assert!(said.contains("64 draws of posterior.csv are searched"), "{said}");
    assert!(said.contains("Over what fits the evidence: 64 draws of the posterior searched"), "{said}");
    assert!(said.contains("more than luck decides at ") && !said.contains("by one factor alone"), "{said}");
    let boxes = rows(&folder, "out/boxes.csv");
    assert_eq!(boxes.len(), 1, "{boxes:?}");
    let one = &boxes[0];
    assert_eq!((one["factor"].as_str(), one["end"].as_str(), one["confirmed"].as_str()), (KEY, "high", "true"));
    assert!((number(one, "limit") - 1.0).abs() < 0.12, "{one:?}");
    // No particle was both searched and confirmed by, and no number is set by itself.
    let points = rows(&folder, "out/challenge.csv");
    let of = |part: &str| -> std::collections::BTreeSet<String> {
        points.iter().filter(|row| row["part"] == part).map(|row| row[KEY].clone()).collect()
    };
    assert!(of("search").is_disjoint(&of("fresh")) && of("alone").is_empty());
    let turned = &rows(&folder, "out/turns.csv")[0];
    let different = of("search").len() + of("fresh").len();
    assert_eq!((turned["particles"].clone(), turned["points"].as_str()), (different.to_string(), "128"));
    // What more than luck decides, counted again.
    let clear = points.iter().filter(|row| ["search", "fresh"].contains(&row["part"].as_str()));
    let clear = clear.filter(|row| number(row, "mean").abs() > number(row, "sd") / 2.0_f64.sqrt());
    let (all, failed): (Vec<_>, Vec<_>) =
        (clear.clone().collect(), clear.filter(|row| row["standing"] == "reversed").collect());
    assert_eq!(
        (turned["clear_points"].clone(), turned["clear_turned"].clone()),
        (all.len().to_string(), failed.len().to_string())
    );
    for report in ["out/report.html", "out/report.it.html"] {
        let page = fs::read_to_string(folder.path(report)).expect("a report");
        assert!(page.contains("--uncertain posterior.csv") && !page.contains("table-flips"), "{report}");
    }
    assert!(done(&folder, &["verify", "out"]).contains("every byte is the same"));
    challenge(&folder, &[&over[..], &["one", "--threads", "1"]].concat());
    challenge(&folder, &[&over[..], &["three", "--threads", "3"]].concat());
    assert!(results(&folder, "one") == results(&folder, "three"));
    for part in ["1", "2"] {
        let out = format!("part-{part}");
        challenge(&folder, &[&over[..], &[&out, "--shard", &format!("{part}/2")]].concat());
    }
    done(&folder, &["merge", "part-1", "part-2", "--out", "joined"]);
    assert!(results(&folder, "one") == results(&folder, "joined"));
}

#[test]
fn a_claim_that_fails_everywhere_is_said_to() {
    let folder = Folder::with_town(&[TOWN, COSTLY].concat());
    posterior(&folder, 40, false);
    let said = challenge(&folder, &["--uncertain", "posterior.csv", "--out", "out"]);
    assert!(said.contains("reversed everywhere: at all 40 points") && !said.contains("confirmed"), "{said}");
    assert!(rows(&folder, "out/boxes.csv").is_empty());
    assert!(fs::read_to_string(folder.path("out/report.html")).expect("a report").contains("reversed everywhere"));
    posterior(&folder, 39, false);
    let few = refused(&folder, &["test", "town.toml", "--challenge", "--uncertain", "posterior.csv"]);
    assert!(few.contains("39 of its particles count, and a challenge needs at least 40"), "{few}");
}
