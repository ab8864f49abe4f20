//! Versions of the model stay what they were: their worlds come out as they were recorded, whatever the defaults are today.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

use mutua::model::engine::happened::Happened;
use mutua::model::parameters::{SWITCHES, SwitchRole};
use mutua::model::state::setting::Setting;
use mutua::model::state::world::World;
use mutua::model::structure::Structure;
use mutua::model::tick::tick;
use mutua::scenario::{Scenario, Variants};

/// The three structures of `wasm/src/lib.rs`, whose worlds are also hashed there, as a file of version 1 had them.
const SMALL: &str = r#"
regimes = []
[parameters]
from = "1"
onset_per_week = 0.02

[[regime]]
name = "prescribed"
aim = "focal"
present = "client"
directiveness = 1.0
facilitation = 0.2
worker_hours_per_meeting = 1.0
announced_voice = 0.8
meets_every_weeks = 2
turns_per_meeting = 2
capacity = 1
entry = ["desk", "mandate"]

[[regime]]
name = "close"
like = "prescribed"
present = "close-ties"
directiveness = 0.1
facilitation = 0.7
worker_hours_per_meeting = 1.5
announced_voice = "none"
capacity = 6
entry = ["desk", "link"]

[[regime]]
name = "peers"
aim = "plural"
present = "peers"
meets_every_weeks = 1
turns_per_meeting = 6
capacity = 12
entry = ["link", "outreach"]
"#;

fn read(text: &str, sets: &[&str]) -> Result<Scenario, String> {
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    Scenario::parse_as(text, "town.toml", "town", &sets).map_err(|wrong| wrong.to_string())
}

/// The state of a small world under `structure`, hashed.
fn final_hash(scenario: &Scenario, structure: Option<Structure>) -> u64 {
    let (parameters, switches) = (scenario.parameters.clone(), scenario.switches.clone());
    let mut world = World::new(&Setting { people: 300, seed: 1, replicate: 0, parameters, switches }).unwrap();
    let mut happened = Happened::default();
    for week in 0..164 {
        if week == 60 {
            world.begin(structure).unwrap();
        }
        tick(&mut world, &mut happened).unwrap();
    }
    world.hash()
}

fn combined(scenario: &Scenario) -> String {
    let hashes = scenario.regimes.iter().map(|regime| final_hash(scenario, regime.structure));
    format!("{:016x}", hashes.fold(0_u64, |combined, hash| combined.rotate_left(21) ^ hash))
}

/// Recorded when version 1 was the only one, with `cargo run -p mutua-wasm`.
#[test]
fn from_version_1_the_small_worlds_are_as_they_were_recorded() {
    assert_eq!(combined(&read(SMALL, &[]).unwrap()), "6d588c280111024b");
    assert_ne!(combined(&read(SMALL, &["stake_life=2.01"]).unwrap()), "6d588c280111024b");
}

/// Recorded when version 1 was the only one.
#[test]
fn from_version_1_shipped_regimes_are_as_they_were() {
    assert_eq!(combined(&all_shipped(&["from=1", "onset_per_week=0.02"])), "2821b1dd551f0ecd");
}

/// Recorded when version 2 became the default.
#[test]
fn from_version_2_shipped_regimes_are_as_they_were() {
    assert_eq!(combined(&all_shipped(&["from=2", "onset_per_week=0.02"])), "7a1285c429c71623");
}

/// Where no version is named the last one counts, and says of each number itself where it comes from.
#[test]
fn a_scenario_that_names_no_version_has_version_2() {
    assert_eq!(all_shipped(&[]), all_shipped(&["from=2"]));
    assert_ne!(all_shipped(&[]), all_shipped(&["from=1"]));
}

/// The regimes that are shipped.
const SHIPPED: [&str; 9] = [
    "none",
    "professional-centred",
    "listening-professional",
    "case-centred",
    "mutual-self-help",
    "autonomous",
    "directive-group",
    "pseudo-participatory",
    "community",
];

/// A scenario with all of them.
fn all_shipped(sets: &[&str]) -> Scenario {
    let names = SHIPPED.map(|name| format!("{name:?}")).join(", ");
    read(&format!("regimes = [{names}]"), sets).unwrap()
}

/// Every way to say it gives the same, and what was read from it says all that it has, without naming a version.
#[test]
fn what_begins_with_version_1_is_written_out_and_reads_back() {
    let first = read("[parameters]\nfrom = \"1\"", &[]).unwrap();
    for sets in [["parameters.from=1"], ["from=1"], ["from=\"1\""]] {
        assert_eq!(read("", &sets).as_ref(), Ok(&first));
    }
    for text in [first.to_toml(), format!("{}\n", first.to_toml())] {
        assert_eq!(Scenario::parse_as(&text, "town.toml", "town", &[]).as_ref(), Ok(&first));
    }
    assert_eq!(Variants::of(&first).unwrap().at(&[]).as_ref(), Ok(&first));
    let second = read("", &["from=2"]).unwrap();
    assert_eq!(Scenario::parse_as(&second.to_toml(), "town.toml", "town", &[]).as_ref(), Ok(&second));
    assert_eq!(Variants::of(&second).unwrap().at(&[]).as_ref(), Ok(&second));
}

/// Version 2 is the grounded world: all mechanisms but one, which another reading of the theory has in its place.
#[test]
fn version_2_has_every_mechanism_and_other_structures() {
    let second = read("", &["from=2"]).unwrap();
    let mechanisms =
        SWITCHES.iter().filter(|row| row.role == SwitchRole::Mechanism && row.name != "illich_attribution");
    for row in mechanisms {
        assert_eq!(second.switches.get(row.name), Some(true), "{}", row.name);
    }
    assert!(!second.switches.illich_attribution && !second.switches.help_always_felt && second.switches.help_effect);
    let (first, second) = (all_shipped(&["from=1"]), all_shipped(&["from=2"]));
    for (one, two) in first.regimes.iter().zip(&second.regimes) {
        let same = ["none", "case-centred"].contains(&one.name.as_str());
        assert_eq!(one.structure == two.structure, same, "{}", one.name);
    }
}

#[test]
fn what_a_scenario_sets_counts_before_what_a_version_had() {
    let own = read("[parameters]\nfrom = \"1\"\nprior_strength = 12\n[switches]\nhope = false", &["asks=5"]).unwrap();
    assert_eq!((own.parameters.prior_strength, own.parameters.asks, own.switches.hope), (12.0, 5.0, false));
    assert_eq!(own.parameters.burned_weight, 1.5);
    let set = read("", &["from=1", "regime.mutual-self-help.capacity=9"]).unwrap();
    assert_eq!(set.regime("mutual-self-help").unwrap().structure.unwrap().capacity, 9);
}

#[test]
fn a_version_that_there_is_not_is_refused_with_its_place() {
    let told = read("[parameters]\nfrom = \"3\"", &[]).unwrap_err();
    assert!(told.contains("town.toml:2:8") && told.contains("must be \"1\" or \"2\""), "{told}");
    for wrong in ["true", "1.0", "0", "[1]", "\"one\""] {
        assert!(read("", &[&format!("parameters.from={wrong}")]).unwrap_err().contains("must be \"1\" or \"2\""));
    }
    assert!(read("from = \"1\"", &[]).unwrap_err().contains("write it under [parameters]"));
    assert!(read("[parameters]\nfrm = \"1\"", &[]).unwrap_err().contains("did you mean `from`?"));
    let design = "[design]\nkind = \"factorial\"\n[[design.factor]]\nkey = \"parameters.from\"\nvalues = [1, 2]";
    assert!(read(design, &[]).unwrap_err().contains("is no factor"));
}
