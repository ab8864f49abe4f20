//! Plausibility: what is observed, beside figures of evidence, in tables, on the page, in the plot and on the terminal.

use crate::made::{Outcome, findings, outcome, run, scenario, structure, write};
use mutua::analysis::figures::figures;
use mutua::model::structure::{Aim, Present, Structure, WorkerRole};
use mutua::output::table;
use mutua::record::observed::{Count, Observed, Time};
use mutua::scenario::Scenario;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// One person alone with a worker who prescribes as much as is said.
fn alone(directiveness: f64) -> Structure {
    let worker = WorkerRole { directiveness, facilitation: 0.5, hours_per_meeting: 1.0 };
    let (aim, present) = (Aim::Focal, Present::Client);
    Structure { aim, present, worker: Some(worker), capacity: 1, turns_per_meeting: 2, ..structure() }
}

/// No helping networks, a worker who prescribes, one who listens, and a group: the last three by these names.
fn town(names: [&str; 3], replicates: u32) -> Scenario {
    let mut town = scenario(&["none", names[0], names[1], names[2]], replicates, 8);
    town.regimes[1].structure = Some(alone(1.0));
    town.regimes[2].structure = Some(alone(0.0));
    town
}

/// What is observed in a run: of some things nothing.
fn observed(regime: i64, replicate: i64) -> Observed {
    let mut observed = Observed::empty();
    for (count, number) in [
        (Count::People, 1000),
        (Count::InNeed, 150),
        (Count::Members, 20 + regime),
        (Count::Groups, 10),
        (Count::GroupMembers, 92 + replicate),
        (Count::GroupInNeed, 30 + 2 * regime),
        (Count::Meetings, 500),
        (Count::GroupWeeks, 520),
        (Count::Present, 1000 + regime),
        (Count::GroupsNow, 1),
        (Count::Struck, 100),
        (Count::StruckEntered, 34),
        (Count::LeftInNeed, 20),
        (Count::LeftRecovered, 80),
        (Count::TurnsInSpells, 1400),
        (Count::Asked, 8),
        (Count::Refused, 1 + replicate),
        (Count::Waiting, 12),
    ] {
        observed.add(count, number);
    }
    for weeks in [5, 10, 31, 31, 200] {
        observed.curve_mut(Time::Recovery).end(weeks);
        observed.curve_mut(Time::EnteredRecovery).end(weeks + regime as u32);
    }
    observed
}

fn runs(scenario: &Scenario) -> Outcome {
    let all = (0..scenario.replicates).flat_map(|replicate| (0..scenario.regimes.len()).map(move |g| (g, replicate)));
    let with = |(regime, replicate): (usize, u32)| {
        let mut record = run(regime, replicate, &[0, 4, 8], |_, _| 0.3 + 0.01 * f64::from(replicate));
        record.observed = Some(observed(regime as i64, i64::from(replicate)));
        record
    };
    outcome(all.map(with).collect())
}

/// Every file that is written of a scenario, as text.
fn written(scenario: &Scenario) -> BTreeMap<String, String> {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), true, scenario, &runs(scenario)).unwrap();
    let read = |name: &str| (name.to_owned(), fs::read_to_string(home.path().join(Path::new(name))).unwrap());
    ["spells.csv", "validity.csv", "validity.md", "plots/validity.svg"].into_iter().map(read).collect()
}

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.unwrap()).collect()
}

fn on_terminal(scenario: &Scenario) -> String {
    let text = table(scenario, &findings(scenario, &runs(scenario)), false);
    assert!(text.lines().all(|line| line.chars().count() <= 100) && text.is_ascii(), "{text}");
    let (_, block) = text.split_once("What kind of place is it?").unwrap();
    block.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_figure_has_a_row_and_its_verdict_follows_from_the_numbers_in_it() {
    let files = written(&town(["prescribing", "listening", "group"], 3));
    let rows = rows(&files["validity.csv"]);
    let ids: Vec<&str> = rows.iter().map(|row| row["figure"].as_str()).collect();
    assert_eq!(ids, figures().iter().map(|figure| figure.id.as_str()).collect::<Vec<_>>());
    let mut seen = BTreeMap::new();
    for row in &rows {
        let number = |key: &str| row[key].parse::<f64>();
        let verdict = match number("mean") {
            Err(_) => "cannot be said",
            Ok(mean) if mean < number("figure_low").unwrap() || mean > number("figure_high").unwrap() => "outside",
            Ok(_) => "inside",
        };
        assert_eq!(row["verdict"], verdict, "{row:?}");
        assert_eq!(row["why"].is_empty(), verdict != "cannot be said", "{row:?}");
        let kind = ["without", "professional", "listening", "group"].iter().position(|about| row["about"] == **about);
        let expected = ["none", "prescribing", "listening", "group"][kind.unwrap_or(1)];
        assert_eq!(row["regime"], expected, "{row:?}");
        *seen.entry(verdict).or_insert(0) += 1;
    }
    assert_eq!(seen.len(), 3, "{seen:?}");
    let of = |id: &str| rows.iter().find(|row| row["figure"] == id).unwrap();
    assert_eq!((of("group-size")["mean"].as_str(), of("group-size")["verdict"].as_str()), ("9.3", "inside"));
    assert_eq!((of("sessions")["mean"].as_str(), of("sessions")["n"].as_str()), ("7", "3"));
    assert_eq!(of("drop-out")["straddles"], "false");
    assert_eq!(of("favours")["straddles"], "true", "7/8, 6/8 and 5/8 were met");
}

#[test]
fn a_regime_is_picked_by_its_structure_and_not_by_its_name() {
    let names = ["prescribing", "listening", "group"];
    let swapped = ["mutual-self-help", "none-at-all", "professional-centred"];
    let (one, other) = (written(&town(names, 2)), written(&town(swapped, 2)));
    for file in ["validity.csv", "spells.csv"] {
        let renamed = |row: BTreeMap<String, String>| {
            let name = names.iter().zip(swapped).find(|(name, _)| row["regime"] == **name).map(|(_, other)| other);
            let name = name.map_or(row["regime"].clone(), str::to_owned);
            row.into_iter().chain([("regime".to_owned(), name)]).collect::<BTreeMap<_, _>>()
        };
        let expected: Vec<_> = rows(&one[file]).into_iter().map(renamed).collect();
        assert_eq!(expected, rows(&other[file]), "{file}");
        assert_ne!(one[file], other[file]);
    }
}

#[test]
fn one_world_has_verdicts_but_no_intervals_and_says_so() {
    let single = town(["prescribing", "listening", "group"], 1);
    let files = written(&single);
    let rows = rows(&files["validity.csv"]);
    let said: Vec<_> = rows.iter().filter(|row| row["verdict"] != "cannot be said").collect();
    assert!(said.len() > 5);
    for row in said {
        assert_eq!([&row["low"], &row["high"], &row["straddles"], &row["n"]], ["", "", "", "1"], "{row:?}");
    }
    assert!(files["validity.md"].contains("the model's numbers have no intervals"));
    let words = files["plots/validity.svg"].lines().filter(|line| !line.starts_with('<')).collect::<Vec<_>>().join(" ");
    assert!(words.contains("no bar: an interval takes two replicates"), "{words}");
    assert!(on_terminal(&single).ends_with("One world: no intervals."));
    let two = town(["prescribing", "listening", "group"], 2);
    assert!(!on_terminal(&two).contains("no intervals") && !written(&two)["validity.md"].contains("no intervals"));
}

#[test]
fn without_a_world_without_help_nothing_is_compared_with_it() {
    let mut town = town(["prescribing", "listening", "group"], 2);
    town.regimes.remove(0);
    let rows = rows(&written(&town)["validity.csv"]);
    let about = |row: &BTreeMap<String, String>| row["about"] == "without";
    assert!(rows.iter().any(about));
    for row in rows.iter().filter(|row| about(row) && !row["quantity"].is_empty()) {
        assert_eq!(row["why"], "the scenario has no regime with no helping networks");
        assert_eq!([&row["regime"], &row["mean"], &row["n"]], ["", "", "0"]);
    }
    let told = on_terminal(&town);
    assert!(told.contains("One person alone with a worker") && !told.contains("Without services"), "{told}");
}

#[test]
fn the_terminal_says_what_kind_of_place_it_is_in_words_that_fit_the_structure() {
    let mut town = town(["prescribing", "listening", "group"], 2);
    town.parameters.initial_general = 0.37;
    town.regimes[2].structure = Some(Structure { present: Present::CloseTies, capacity: 6, ..alone(0.0) });
    let told = on_terminal(&town);
    for part in [
        "prescribing. One person alone with a worker: 50 meetings a year; 12 wait per 1,000. Of those struck 34 % \
         entered; median weeks from entry to recovery: 32.",
        "listening. A network around one person: 2 at a meeting, 50 meetings a year; 12 wait",
        "group. A group: 9.2 people, 3.6 in need, 50 meetings a year; 12 wait per 1,000.",
        "Without services, median weeks from onset to recovery: 31. Trust in people at week 0: 0.30 (asked: 0.37).",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert!(!told.contains("none."), "a world without networks has no such line: {told}");
    let rows = rows(&written(&town)["validity.csv"]);
    let of = |purpose: &str, verdict: &str| {
        rows.iter().filter(|row| row["use"] == purpose && row["verdict"] == verdict).count()
    };
    let (targets, checks) = (of("target", "inside"), of("check", "inside"));
    let expected = format!(
        "({targets} of {} targets inside, {checks} of {} checks); of {} nothing can be said",
        targets + of("target", "outside"),
        checks + of("check", "outside"),
        of("target", "cannot be said") + of("check", "cannot be said")
    );
    assert!(told.contains(&expected), "{expected}\n{told}");
}

#[test]
fn the_page_and_the_plot_say_of_every_figure_what_the_table_says() {
    let files = written(&town(["prescribing", "listening", "group"], 3));
    let rows = rows(&files["validity.csv"]);
    let (page, plot) = (&files["validity.md"], &files["plots/validity.svg"]);
    let sections: Vec<&str> = page.split("\n## ").collect();
    let section = |title: &str| *sections.iter().find(|section| section.starts_with(title)).unwrap();
    for row in &rows {
        let title = match row["verdict"].as_str() {
            "inside" => "Inside",
            "outside" => "Outside",
            _ => "Cannot be said",
        };
        let line = format!("| {} |", row["says"]);
        assert_eq!(page.matches(&line).count(), 1, "{line}");
        assert!(section(title).contains(&line), "{title}: {line}");
    }
    let count = |verdict: &str| rows.iter().filter(|row| row["verdict"] == verdict).count();
    let drawn = |word: &str| plot.matches(&format!("\n{word}\n")).count();
    let all = [count("inside"), count("outside"), count("cannot be said")];
    assert_eq!([drawn("in"), drawn("OUT"), drawn("cannot be said")], all);
}
