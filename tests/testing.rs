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
