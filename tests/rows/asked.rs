//! How rows are asked for, told of beforehand, and refused.

use super::shared::{Folder, done, mutua, refused, results, told};
use super::sheet::rows;
use mutua::scenario::{Observe, Scenario};
use std::path::Path;

fn parse(text: &str, sets: &[&str]) -> Result<Scenario, String> {
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    Scenario::parse_as(text, "town.toml", "town", &sets).map_err(|problems| problems.to_string())
}

#[test]
fn a_scenario_that_asks_for_none_is_what_it_was() {
    let plain = parse("people = 100", &[]).expect("a scenario");
    let off = "people = 100\n[observe]\nmembers = false\nnetworks = false\npeople = 0";
    let off = parse(off, &[]).expect("a scenario");
    assert_eq!((off.to_toml(), off.hash()), (plain.to_toml(), plain.hash()));
    assert!(!plain.to_toml().contains("observe"));
    let on = parse("people = 100", &["observe.people=7"]).expect("a scenario");
    assert_eq!(on.observe, Observe { members: false, networks: false, people: 7 });
    assert_ne!(on.hash(), plain.hash());
    assert!(on.to_toml().contains("\n[observe]\nmembers = false  # "), "{}", on.to_toml());
    assert_eq!(parse(&on.to_toml(), &[]), Ok(on));
}

#[test]
fn what_is_wrong_is_told_in_its_place() {
    for (text, sets, said) in [
        (
            "people = 100\n[observe]\npeople = 101",
            &[][..],
            "town.toml:3:10: observe.people = 101: must be from 0 to 100",
        ),
        (
            "",
            &["people=100", "observe.people=500"],
            "observe.people = 500: must be from 0 to 100 (people of the population)",
        ),
        ("[observe]\npeople = true", &[], "town.toml:2:10: observe.people = true: must be a whole number"),
        ("[observe]\npeople = 1.5", &[], "must be a whole number"),
        (
            "[observe]\nmembers = 1",
            &[],
            "town.toml:2:11: observe.members = 1: must be true or false, not a whole number",
        ),
        ("[observe]\nmember = true", &[], "did you mean `members`?"),
        ("observe = 3", &[], "must be a table, [observe]"),
        ("members = true", &[], "write it under [observe]"),
        ("", &["observe.persons=3"], "unknown key"),
        (
            "[design]\nkind = 'factorial'\n[[design.factor]]\nkey = 'observe.people'\nvalues = [1, 2]",
            &[],
            "is no factor",
        ),
    ] {
        let problems = parse(text, sets).expect_err(text);
        assert!(problems.contains(said), "{text} {sets:?}: {problems}");
    }
    let by_hand = Scenario { people: 50, ..parse("", &["observe.people=60"]).expect("a scenario") };
    let why = by_hand.check().expect_err("more than there are").to_string();
    assert_eq!(why, "observe.people must be from 0 to 50 (people of the population), not 60");
}

const SMALL: [&str; 8] =
    ["--set", "people=150", "--set", "weeks=100", "--set", "burn_in_weeks=40", "--set", "onset_per_week=0.01"];
const ASKED: [&str; 6] =
    ["--set", "observe.members=true", "--set", "observe.networks=true", "--set", "observe.people=20"];

/// What `check` says of a table: its rows, and its megabytes.
fn forecast(report: &str, table: &str) -> (u64, u64) {
    let line = report.lines().find(|line| line.trim_start().starts_with(table)).expect("a line");
    let words: Vec<&str> = line.split_whitespace().collect();
    (words[1].parse().expect("rows"), words[4].parse().expect("megabytes"))
}

#[test]
fn check_tells_of_the_rows_that_there_will_be() {
    let folder = Folder::new();
    let asked = [&["three-regimes", "--replicates", "3"][..], &SMALL, &ASKED].concat();
    let report = done(&folder, &[&["check"][..], &asked].concat());
    done(&folder, &[&["run"][..], &asked, &["--out", "out"]].concat());
    let written = ["members.csv", "networks.csv", "people.csv"].map(|name| rows(&folder.path("out").join(name)).len());
    for (table, written) in ["members.csv:", "networks.csv:", "people.csv:"].into_iter().zip(written) {
        let (rows, megabytes) = forecast(&report, table);
        assert!(rows >= written as u64 && rows <= 12 * written as u64 && megabytes == 1, "{table} {written}\n{report}");
    }
    assert_eq!(forecast(&report, "people.csv:").0, written[2] as u64);
    assert!(report.contains("by an estimate that is rather too high"), "{report}");
    let plain = done(&folder, &[&["check", "three-regimes"][..], &SMALL].concat());
    assert!(!plain.contains(".csv"), "{plain}");
}

#[test]
fn more_rows_than_anybody_reads_are_refused_with_advice() {
    let folder = Folder::new();
    for (set, table, advice) in [
        ("observe.members=true", "members.csv", "observe.members = false"),
        ("observe.networks=true", "networks.csv", "observe.networks = false"),
        ("observe.people=1000000", "people.csv", "a smaller observe.people"),
    ] {
        let large = ["--set", "people=50000000", "--set", "people_per_town=5000", "--replicates", "1", "--set", set];
        let told = refused(&folder, &[&["run", "three-regimes", "--out", "out"][..], &large].concat());
        assert!(told.contains(table) && told.contains(advice) && told.contains("20000000 are the most"), "{told}");
        let report = done(&folder, &[&["check", "three-regimes"][..], &large].concat());
        assert!(report.contains("so it would be refused"), "{report}");
    }
}

#[test]
fn other_studies_say_that_they_write_no_rows_and_write_none() {
    let folder = Folder::new();
    let small = ["--replicates", "1", "--set", "people=60", "--set", "weeks=10", "--set", "burn_in_weeks=5"];
    for (study, out) in [
        (&["ablate", "three-regimes", "--only", "hope"][..], "ablated"),
        (&["decompose", "three-regimes", "--from", "autonomous", "--to", "mutual-self-help"], "apart"),
        (&["sweep", "sweep-directiveness"], "swept"),
        (&["sensitivity", "sweep-directiveness", "--method", "morris", "--points", "4"], "weighed"),
    ] {
        let arguments = [study, &small, &ASKED, &["--out", out]].concat();
        let output = mutua(&folder, &arguments).output().expect("the command starts");
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        assert!(told(&output).contains("writes no rows"), "{}", told(&output));
        let files = results(&folder, out);
        assert!(["members.csv", "networks.csv", "people.csv"].iter().all(|name| !files.contains_key(Path::new(name))));
        let plain = [study, &small, &["--out", "plain", "--force"]].concat();
        let output = mutua(&folder, &plain).output().expect("the command starts");
        assert!(!told(&output).contains("rows"), "{}", told(&output));
    }
    // A design may make a population smaller than the sample that a run of the scenario takes.
    let text = "people = 200\nweeks = 5\nburn_in_weeks = 5\nreplicates = 1\n[observe]\npeople = 150\n[design]\nkind = 'factorial'\n[[design.factor]]\nkey = 'people'\nvalues = [60, 100]";
    let folder = Folder::with_town(text);
    done(&folder, &["sweep", "town.toml", "--out", "out"]);
}
