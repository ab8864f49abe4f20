//! `mutua test`: what is claimed is what is answered, on any number of threads, after any end, and nothing else is evidence.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod shared;

use mutua::analysis::reading::value;
use mutua::scenario::Scenario;
use mutua::{Estimate, RunOptions};
use shared::{Folder, done, files, mutua, refused, results, told};
use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

/// A town in which a lone professional surely makes dependent, and does not double trust.
const TOWN: &str = r#"
people = 150
weeks = 60
burn_in_weeks = 40
replicates = 2
regimes = ["none", "professional-centred", "mutual-self-help", "case-centred"]

[parameters]
onset_per_week = 0.02

[[hypothesis]]
id = "dependence"
claim = "Professionals make dependent"
indicator = "dependence"
population = "struck"
regime = "professional-centred"
than = "none"
direction = "above"
smallest = 0.01

[[hypothesis]]
id = "double-a"
part_of = "double"
claim = "Groups add half of the scale to trust"
indicator = "generalised_trust"
weeks = [26, 60]
regime = "mutual-self-help"
than = "none"
direction = "above"
smallest = 0.5

[[hypothesis]]
id = "double-b"
part_of = "double"
claim = "and take nothing from recovery"
quantity = "recovered_13"
regime = "mutual-self-help"
than = "none"
direction = "below"
smallest = 0.0

[[hypothesis]]
id = "twins"
claim = "Those who entered differ from their twins"
twin = "effect"
indicator = "burden"
regime = "mutual-self-help"
direction = "within"
smallest = 0.001
"#;

/// A row of a table, by column.
type Row = BTreeMap<String, String>;

fn rows(folder: &Folder, path: &str) -> Vec<Row> {
    let mut table = csv::Reader::from_path(folder.path(path)).unwrap();
    let names: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
    table.records().map(|row| names.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect()).collect()
}

fn number(cell: &str) -> f64 {
    cell.parse().unwrap_or(f64::NAN)
}

#[test]
fn the_tables_say_what_the_worlds_say_and_the_verdicts_follow() {
    let folder = Folder::with_town(TOWN);
    let said = done(&folder, &["test", "town.toml", "--most", "40", "--out", "out", "--language", "it"]);
    assert!(said.contains("3 claims, 4 hypotheses; looks after 20, 40 worlds of seed "), "{said}");
    assert!(said.contains("found in 90 % of cases if it lies so many standard deviations"), "{said}");
    assert!(said.contains("not of whether the assumptions are right"), "{said}");
    let (looks, worlds) = (rows(&folder, "out/test.csv"), rows(&folder, "out/test_worlds.csv"));
    for row in &looks {
        let read = worlds.iter().filter(|world| world["hypothesis"] == row["hypothesis"]);
        let values: Vec<f64> =
            read.take(row["worlds"].parse().unwrap()).map(|world| number(&world["tested"])).collect();
        let told = Estimate::of(&values);
        assert_eq!(row["n"], told.n.to_string());
        if told.n > 0 {
            assert!((number(&row["mean"]) - told.mean).abs() < 1e-12, "{row:?}");
            assert!((number(&row["sd"]) - told.sd).abs() < 1e-12, "{row:?}");
        }
    }
    let last = |id: &str| looks.iter().rfind(|row| row["hypothesis"] == id).unwrap();
    assert_eq!((&*last("dependence")["verdict"], &*last("dependence")["claim_verdict"]), ("holds", "holds"));
    // One part fails, so the claim does, whatever becomes of the other.
    assert_eq!((&*last("double-a")["verdict"], &*last("double-b")["claim_verdict"]), ("fails", "fails"));
    for row in looks.iter().filter(|row| row["hypothesis"] == "dependence" && !row["low"].is_empty()) {
        // Wider than an interval that is looked at once.
        let once = 1.96 * number(&row["sd"]) / number(&row["n"]).sqrt();
        assert!(number(&row["mean"]) - number(&row["low"]) > once, "{row:?}");
        assert!(number(&row["spent_holds"]) <= number(&row["level_holds"]) && number(&row["level_holds"]) < 0.025);
    }
    let page = fs::read_to_string(folder.path("out/test.md")).unwrap();
    assert!(page.contains("## dependence: holds") && page.contains("## double: fails"), "{page}");
    for report in ["out/report.html", "out/report.it.html"] {
        assert!(fs::read_to_string(folder.path(report)).unwrap().contains("Professionals make dependent"), "{report}");
    }
    assert!(fs::read_to_string(folder.path("out/plots/looks.svg")).unwrap().contains("dependence"));
    let verified = done(&folder, &["verify", "out"]);
    assert!(verified.contains("worlds repeated: every byte is the same"), "{verified}");
}

#[test]
fn what_is_read_of_a_world_is_what_a_run_of_it_with_all_regimes_has() {
    let folder = Folder::with_town(TOWN);
    done(&folder, &["test", "town.toml", "--most", "20", "--out", "out"]);
    let worlds = rows(&folder, "out/test_worlds.csv");
    let seed: u32 = rows(&folder, "out/test.csv")[0]["seed"].parse().unwrap();
    let town = Scenario::parse(TOWN).unwrap();
    assert_eq!(town.for_test(20).seed, seed);
    let all = Scenario { seed, ..town };
    let records = all.run(&RunOptions::default()).unwrap().records;
    for (world, one) in [0, 1].into_iter().flat_map(|world| all.hypotheses.iter().map(move |one| (world, one))) {
        let of = |regime: &str| {
            let regime = all.place_of(regime).unwrap();
            let record = records.iter().find(|record| (record.replicate, record.regime) == (world, regime));
            value(one.observable, record.unwrap(), &all)
        };
        let row = worlds.iter().find(|row| row["world"] == world.to_string() && row["hypothesis"] == one.id).unwrap();
        let same = |cell: &str, right: f64| number(cell) == right || (cell.is_empty() && right.is_nan());
        assert!(same(&row["value"], of(&one.regime)), "{row:?}");
        assert!(one.than.as_ref().is_none_or(|than| same(&row["than"], of(than))), "{row:?}");
    }
}

#[test]
fn threads_and_kills_change_no_byte() {
    let folder = Folder::with_town(TOWN);
    let test = |out: &str, more: &[&str]| {
        let arguments = [&["test", "town.toml", "--most", "80", "--out", out], more].concat();
        done(&folder, &arguments)
    };
    test("one", &["--threads", "1"]);
    test("three", &["--threads", "3"]);
    assert!(results(&folder, "one") == results(&folder, "three"));
    let mut unfinished = 0;
    for kill in 0..5 {
        let mut child =
            mutua(&folder, &["test", "town.toml", "--most", "80", "--out", "killed", "--resume"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(80 + 60 * kill));
        child.kill().expect("it can be killed");
        child.wait().unwrap();
        unfinished += u32::from(!folder.path("killed/manifest.json").exists());
    }
    test("killed", &["--resume"]);
    println!("{unfinished} of 5 kills came before the end");
    assert!(results(&folder, "one") == results(&folder, "killed"));
    assert!(test("one", &["--resume"]).contains("finished already: the test is in one"));
}

#[test]
fn it_stops_when_everything_is_decided_and_runs_are_what_they_were() {
    let easy = TOWN.split("[[hypothesis]]").take(3).collect::<Vec<_>>().join("[[hypothesis]]");
    let folder = Folder::with_town(&easy);
    done(&folder, &["test", "town.toml", "--most", "160", "--out", "out"]);
    let looks = rows(&folder, "out/test.csv");
    let most = looks.iter().map(|row| row["worlds"].parse::<u32>().unwrap()).max().unwrap();
    assert!(most < 160, "{most} worlds were looked at");
    assert_eq!(rows(&folder, "out/test_worlds.csv").len(), 2 * most as usize, "later worlds are not run");
    let without = TOWN.split("[[hypothesis]]").next().unwrap();
    fs::write(folder.path("plain.toml"), without).unwrap();
    done(&folder, &["run", "town.toml", "--out", "with"]);
    done(&folder, &["run", "plain.toml", "--out", "without"]);
    let tables = |out: &str| {
        let all = files(&folder.path(out));
        let tables = all.into_iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "csv"));
        tables.collect::<BTreeMap<_, _>>()
    };
    assert!(tables("with") == tables("without"));
    assert!(done(&folder, &["check", "town.toml"]).contains("Hypotheses, for `mutua test`\n  dependence:"));
}

#[test]
fn what_is_no_test_is_refused_with_the_reason() {
    let folder = Folder::with_town(TOWN);
    fs::write(folder.path("plain.toml"), "people = 100").unwrap();
    let said = |arguments: &[&str]| refused(&folder, &[&["test"], arguments].concat());
    for (arguments, why) in [
        (&["plain.toml"][..], "has no [[hypothesis]], so there is nothing to test"),
        (&["town.toml", "--most", "19"], "it must be a whole number from 20 to 10240"),
        (&["town.toml", "--set", "replicates=9"], "--most says how many there may be"),
        (&["town.toml", "--set", "seed=9"], "follows from what is claimed"),
        (&["town.toml", "--set", "regimes=[\"none\"]"], "hypothesis[0].regime = \"professional-centred\""),
        (&["town.toml", "--set", "weeks=52"], "hypothesis[1].weeks = [26, 60]: week 60 lies beyond the horizon"),
        (&["town.toml", "--shard", "1/2"], "--challenge"),
    ] {
        let told = said(arguments);
        assert!(told.contains(why), "{arguments:?}: {told}");
    }
    done(&folder, &["test", "town.toml", "--most", "20", "--out", "out"]);
    let longer = said(&["town.toml", "--most", "40", "--out", "out", "--resume"]);
    assert!(longer.contains("worlds that are added after others were seen are no evidence"), "{longer}");
    let run = refused(&folder, &["run", "town.toml", "--out", "out", "--resume"]);
    assert!(run.contains("holds another study: a test of hypotheses, not a run"), "{run}");
    fs::write(folder.path("seeded.toml"), format!("seed = 9\n{TOWN}")).unwrap();
    let seeded = mutua(&folder, &["test", "seeded.toml", "--most", "20", "--out", "seeded"]).output().unwrap();
    assert_eq!(seeded.status.code(), Some(0));
    assert!(told(&seeded).contains("the scenario's seed (9) is left aside"), "{}", told(&seeded));
    assert_eq!(fs::read(folder.path("seeded/test.csv")).unwrap(), fs::read(folder.path("out/test.csv")).unwrap());
}

#[test]
fn a_changed_table_or_world_does_not_verify() {
    let folder = Folder::with_town(TOWN);
    done(&folder, &["test", "town.toml", "--most", "20", "--out", "out"]);
    let table = fs::read_to_string(folder.path("out/test.csv")).unwrap();
    fs::write(folder.path("out/test.csv"), table.replace(",fails,", ",holds,")).unwrap();
    let verified = mutua(&folder, &["verify", "out"]).output().unwrap();
    assert_eq!(verified.status.code(), Some(1));
    assert!(told(&verified).contains("test.csv does not fit the runs"), "{}", told(&verified));
}

/// A posterior of so many particles, in which the light ones have more of what makes dependent.
fn posterior(folder: &Folder, particles: u32) {
    let mut text = "particle,weight,distance,worlds_seed,initial_dependence,hope,asks\n".to_owned();
    for particle in 1..=particles {
        let (weight, share) = (1.0 / f64::from(particle), f64::from(particle) / f64::from(particles));
        text += &format!("{particle},{weight},1,5,{},{},{}\n", 0.05 + 0.3 * share, particle % 3 == 0, 1 + particle % 3);
    }
    fs::write(folder.path("posterior.csv"), text).unwrap();
}

#[test]
fn over_a_posterior_a_unit_is_a_draw_and_shares_are_those_of_draws() {
    let folder = Folder::with_town(TOWN);
    posterior(&folder, 30);
    let over = ["test", "town.toml", "--uncertain", "posterior.csv", "--most", "40", "--out"];
    let said = done(&folder, &[&over[..], &["out", "--language", "it"]].concat());
    assert!(
        said.contains("looks after 20, 40 draws of seed ") && said.contains("Over what fits the evidence"),
        "{said}"
    );
    assert!(said.contains("the direction holds in "), "{said}");
    let (draws, claims, looks) =
        (rows(&folder, "out/test_draws.csv"), rows(&folder, "out/claims.csv"), rows(&folder, "out/test.csv"));
    let list = rows(&folder, "out/points-list.csv");
    assert_eq!((list.len(), looks[0]["unit"].as_str()), (40, "draw"));
    // The mean over the two worlds of each draw is what is looked at, and what shares are counted by.
    let town = Scenario::parse(TOWN).unwrap();
    for one in &town.hypotheses {
        let of = draws.iter().filter(|row| row["hypothesis"] == one.id).collect::<Vec<_>>();
        let means: Vec<f64> =
            of.chunks(2).map(|two| 0.5 * (number(&two[0]["tested"]) + number(&two[1]["tested"]))).collect();
        let row = looks.iter().rfind(|row| row["hypothesis"] == one.id).unwrap();
        assert_eq!((means.len().to_string(), of.len()), (row["worlds"].clone(), 2 * means.len()));
        let claim = claims.iter().find(|row| row["hypothesis"] == one.id).unwrap();
        if means.iter().any(|mean| mean.is_nan()) {
            continue;
        }
        let told = Estimate::of(&means);
        assert!((number(&row["mean"]) - told.mean).abs() < 1e-12 && (number(&row["sd"]) - told.sd).abs() < 1e-12);
        assert!((number(&claim["mean"]) - told.mean).abs() < 1e-12);
        let passed =
            means.iter().filter(|mean| if one.id == "double-b" { **mean <= 0.0 } else { **mean >= one.smallest });
        assert_eq!(number(&claim["passed_share"]), passed.count() as f64 / means.len() as f64, "{claim:?}");
    }
    assert_eq!(claims.last().unwrap()["claim"], "double");
    // A world is what a run of the draw with that seed has.
    let (row, draw) = (&draws[2 * 4 * 3 + 4], &list[3]);
    assert_eq!((row["draw"].as_str(), row["world"].as_str(), row["hypothesis"].as_str()), ("4", "1", "dependence"));
    let sets: Vec<String> = ["initial_dependence", "hope", "asks"].map(|key| format!("{key}={}", draw[key])).to_vec();
    let seed: u32 = row["seed"].parse().unwrap();
    let drawn = Scenario::parse_as(TOWN, "t.toml", "t", &sets).unwrap();
    let records = Scenario { seed, replicates: 1, ..drawn.clone() }.run(&RunOptions::default()).unwrap().records;
    let of = |regime: &str| {
        let regime = drawn.place_of(regime).unwrap();
        value(drawn.hypotheses[0].observable, records.iter().find(|record| record.regime == regime).unwrap(), &drawn)
    };
    assert_eq!((number(&row["value"]), number(&row["than"])), (of("professional-centred"), of("none")));
    for report in ["out/report.html", "out/report.it.html"] {
        let page = fs::read_to_string(folder.path(report)).unwrap();
        assert!(page.contains("posterior.csv") && page.contains("table-claims"), "{report}");
    }
    let manifest = fs::read_to_string(folder.path("out/manifest.json")).unwrap();
    assert!(manifest.contains("what fits the evidence") && manifest.contains("posterior_sha256"), "{manifest}");
    let verified = done(&folder, &["verify", "out", "--all"]);
    assert!(verified.contains("draws repeated: every byte is the same"), "{verified}");
    // Another posterior is another test, with other worlds.
    posterior(&folder, 29);
    let other = refused(&folder, &[&over[..], &["out", "--resume"]].concat());
    assert!(other.contains("another"), "{other}");
    done(&folder, &[&over[..], &["again"]].concat());
    assert_ne!(rows(&folder, "again/test.csv")[0]["seed"], looks[0]["seed"]);
}

#[test]
fn over_a_posterior_threads_and_kills_change_no_byte() {
    let folder = Folder::with_town(TOWN);
    posterior(&folder, 50);
    let over = ["test", "town.toml", "--uncertain", "posterior.csv", "--most", "80", "--out"];
    done(&folder, &[&over[..], &["one", "--threads", "1"]].concat());
    done(&folder, &[&over[..], &["three", "--threads", "3"]].concat());
    assert!(results(&folder, "one") == results(&folder, "three"));
    let mut unfinished = 0;
    for kill in 0..5 {
        let mut child = mutua(&folder, &[&over[..], &["killed", "--resume"]].concat()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(120 + 100 * kill));
        child.kill().expect("it can be killed");
        child.wait().unwrap();
        unfinished += u32::from(!folder.path("killed/manifest.json").exists());
    }
    done(&folder, &[&over[..], &["killed", "--resume"]].concat());
    println!("{unfinished} of 5 kills came before the end");
    assert!(results(&folder, "one") == results(&folder, "killed"));
}

#[test]
fn what_is_no_posterior_is_refused_with_the_reason() {
    let folder = Folder::with_town(TOWN);
    posterior(&folder, 5);
    fs::write(folder.path("no.csv"), "a,b\n1,2\n").unwrap();
    fs::write(folder.path("typo.csv"), "particle,weight,initial_dependance\n1,1,0.2\n").unwrap();
    let said = |arguments: &[&str]| refused(&folder, &[&["test", "town.toml", "--uncertain"], arguments].concat());
    for (arguments, why) in [
        (&["lost.csv"][..], "there is no such file"),
        (&["no.csv"], "it has the columns a, b"),
        (&["typo.csv"], "initial_dependence"),
        (&["posterior.csv", "--set", "hope=false"], "hope"),
    ] {
        let told = said(arguments);
        assert!(told.contains(why), "{arguments:?}: {told}");
    }
}

#[test]
fn a_run_over_a_posterior_says_each_claim_in_how_much_of_what_fits_it_is_so() {
    let folder = Folder::with_town(TOWN);
    posterior(&folder, 30);
    let said = done(&folder, &["run", "town.toml", "--uncertain", "posterior.csv", "--draws", "12", "--out", "out"]);
    assert!(said.contains("Professionals make dependent") && said.contains("the direction holds in "), "{said}");
    let (claims, contrasts) = (rows(&folder, "out/claims.csv"), rows(&folder, "out/uncertain.csv"));
    let claim = claims.iter().find(|row| row["hypothesis"] == "dependence").unwrap();
    let same = |row: &&Row| {
        let place = ["regime", "reference", "population", "indicator"].map(|key| row[key].as_str());
        place == ["professional-centred", "none", "struck", "dependence"]
    };
    let contrast = contrasts.iter().find(same).unwrap();
    for (one, other) in [("mean", "mean"), ("sd_luck", "sd_luck"), ("luck_share", "luck_share"), ("low", "low")] {
        assert_eq!(claim[one], contrast[other], "{one}");
    }
    assert_eq!((&claim["direction_share"], &claim["draws"]), (&contrast["share_above"], &contrast["draws"]));
    // Spells are observed because a claim reads them.
    assert!(claims.iter().any(|row| row["hypothesis"] == "double-b" && !row["mean"].is_empty()));
    assert!(fs::read_to_string(folder.path("out/report.html")).unwrap().contains("table-claims"));
    assert!(done(&folder, &["verify", "out"]).contains("every byte is the same"));
}
