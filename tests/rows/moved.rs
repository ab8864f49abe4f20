//! Where people come and go, a row is of one person and of nobody who has the number before or after.

use super::shared::{Folder, done};
use super::sheet::{of_run, rows, whole};
use mutua::Simulation;
use mutua::scenario::Scenario;
use std::collections::BTreeMap;

const SETS: [&str; 13] = [
    "people=150",
    "weeks=90",
    "burn_in_weeks=30",
    "replicates=1",
    "seed=11",
    r#"regimes=["none", "mutual-self-help", "case-centred"]"#,
    "onset_per_week=0.03",
    "seek_per_week=0.15",
    "outreach_per_week=0.15",
    "people_move=true",
    "moving_per_week=0.01",
    "observe.members=true",
    "observe.people=150",
];

/// By place and tick, whether who left was a member.
type Departed = BTreeMap<(u32, u32), bool>;

/// The weeks in which a newcomer came into each place, and who was a member as they left, by person and week.
fn moves(scenario: &Scenario, regime: &str) -> (Vec<Vec<u32>>, Departed) {
    let mut simulation = Simulation::begin(scenario, regime, 0).expect("a sound world");
    let mut came = vec![vec![0]; scenario.people as usize];
    let mut left = BTreeMap::new();
    for week in 1..=scenario.weeks {
        let look = |_, _: &mutua::World, happened: &mutua::model::engine::happened::Happened| {
            for one in happened.effects().flat_map(|effects| effects.departures.iter()) {
                left.insert((one.person, week), one.network != u32::MAX);
                came[one.person as usize].push(week);
            }
        };
        simulation.step_seen(look).expect("a sound week");
    }
    (came, left)
}

#[test]
fn rows_tell_apart_those_who_had_one_number() {
    let folder = Folder::with_town("");
    let mut arguments = vec!["run", "town.toml", "--out", "out"];
    arguments.extend(SETS.iter().flat_map(|set| ["--set", *set]));
    done(&folder, &arguments);
    let read = |name: &str| rows(&folder.path("out").join(name));
    let (members, people) = (read("members.csv"), read("people.csv"));
    let sets: Vec<String> = SETS.iter().map(|set| (*set).to_owned()).collect();
    let scenario = Scenario::parse_as("", "town.toml", "town", &sets).expect("a scenario");
    let same = moves(&scenario, "none").0;
    for regime in ["mutual-self-help", "case-centred"] {
        let (came, left) = moves(&scenario, regime);
        assert_eq!(came, same, "who leaves is another matter under {regime}");
        let last = |person: u32, week: u32| came[person as usize].iter().copied().rfind(|&at| at <= week).expect("0");
        for row in of_run(&people, regime, 0) {
            assert_eq!(whole(row, "arrived"), last(whole(row, "person"), whole(row, "week")), "{row:?}");
        }
        let (mut moved, mut others) = (0, 0);
        for row in of_run(&members, regime, 0) {
            let (person, entered) = (whole(row, "person"), whole(row, "entered"));
            let end = if row["left"].is_empty() { scenario.weeks } else { whole(row, "left") };
            assert_eq!(whole(row, "arrived"), last(person, entered), "{row:?}");
            assert!(!came[person as usize].iter().any(|&at| at > entered && at < end), "{row:?}");
            let leaves = left.get(&(person, end)).copied().unwrap_or_default();
            assert_eq!(row["why"] == "moved", leaves, "{row:?}");
            moved += usize::from(leaves);
            others += usize::from(!leaves);
        }
        let all = left.values().filter(|member| **member).count();
        assert!(moved > 5 && moved == all && others > 5, "{regime}: {moved} of {all}, {others}");
    }
}
