//! The program against the oracle: two implementations of `docs/odd.md` that share no code must agree in every number after every phase.

use mutua::model::episode::Happened;
use mutua::model::ledger::Phase;
use mutua::model::state::Entry;
use mutua::model::tick::step;
use mutua::model::world::{Setting, World};
use mutua::scenario::Scenario;
use mutua_oracle::{Line, Oracle};

/// A small world in which much happens, with `sets` on top, for all shipped structures.
fn scenario(sets: &[&str]) -> Scenario {
    let text = r#"
        question = "Do both agree?"
        seed = 20
        people = 70
        weeks = 130
        burn_in_weeks = 20
        replicates = 1
        regimes = ["none", "professional-centred", "case-centred", "mutual-self-help", "autonomous", "directive-group", "pseudo-participatory", "community"]
        [parameters]
        people_per_neighbourhood = 30
        workers_per_1000 = 30
        categories = 2
        onset_per_week = 0.02
        technical_per_week = 0.03
        worker_hours = 8
        recruit_after_weeks = 4
        civic_act = 0.3
    "#;
    let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
    Scenario::parse(text, "small", "small", &sets).expect("a valid scenario")
}

fn state(world: &World) -> Vec<Entry> {
    let mut entries = Vec::new();
    world.describe(|entry| entries.push(entry));
    entries
}

/// Panics at the first number that differs, naming the person (or other entity), the field and the phase.
fn compare(world: &World, oracle: &[Line], at: &str) {
    let ours = state(world);
    for (ours, theirs) in ours.iter().zip(oracle) {
        let same = ours.entity == theirs.entity
            && ours.number == theirs.number
            && ours.field.to_string() == theirs.field
            && ours.value == theirs.value;
        assert!(
            same,
            "{at}: {} {} {} is {} in the program; {} {} {} is {} in the oracle",
            ours.entity, ours.number, ours.field, ours.value, theirs.entity, theirs.number, theirs.field, theirs.value
        );
    }
    assert_eq!(ours.len(), oracle.len(), "{at}: one state is longer");
}

fn agree(scenario: &Scenario, replicate: u32) {
    let text = scenario.to_toml();
    for regime in &scenario.regimes {
        let mut oracle = Oracle::new(&text, &regime.name, replicate).expect("the oracle reads a resolved scenario");
        let mut world = World::new(&Setting {
            people: scenario.people,
            seed: scenario.seed,
            replicate,
            parameters: scenario.parameters.clone(),
            switches: scenario.switches.clone(),
        });
        compare(&world, &oracle.state(), &format!("{}, set-up", regime.name));
        let mut happened = Happened::default();
        for tick in 0..scenario.burn_in_weeks + scenario.weeks {
            if tick == scenario.burn_in_weeks {
                world.begin(regime.structure);
            }
            for &phase in Phase::ALL {
                step(phase, &mut world, &mut happened);
                let name = oracle.phase();
                assert_eq!(name, phase.name());
                compare(&world, &oracle.state(), &format!("{}, tick {tick}, {name}", regime.name));
            }
            world.close_week().expect("balanced books");
            world.audit().expect("a sound world");
        }
    }
}

#[test]
fn every_shipped_regime_agrees_with_the_oracle() {
    agree(&scenario(&[]), 0);
}
