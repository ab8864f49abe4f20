//! Controls against wiring in: where a turn is felt the same, no structure of help moves trust for being what it is.
//!
//! Every mechanism is on, but for the few that a control names. People have all insights that they need, so that nothing
//! arrives and every turn is comfort, and nothing moves their burden but help.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use mutua::model::engine::happened::Happened;
use mutua::model::parameters::{SWITCHES, SwitchRole, TABLE};
use mutua::model::state::belief::Belief;
use mutua::model::state::person::{EMPOWERMENT, GENERAL, SERVICES};
use mutua::model::state::setting::Setting;
use mutua::model::state::world::World;
use mutua::model::tick::tick;
use mutua::scenario::{Regime, Scenario};
use std::collections::BTreeMap;

/// Every shipped regime, a group to which people are sent, and the community with a worker who never prescribes.
const TOWN: &str = r#"
    seed = 11
    people = 400
    weeks = 60
    burn_in_weeks = 8
    replicates = 6
    regimes = ["none", "professional-centred", "listening-professional", "case-centred", "mutual-self-help", "autonomous", "directive-group", "pseudo-participatory", "community"]
    [parameters]
    seek_per_week = 0.3
    outreach_per_week = 0.3
    desk_per_week = 0.15
    drop_out = 0.1
    leaving_strangers = 0.03
    people_per_neighbourhood = 100
    workers_per_1000 = 40
    worker_hours = 40
    categories = 2
    onset_per_week = 0.03
    needed_textbook = 3
    needed_experiential = 3
    needed_private = 0
    initial_insights = 6
    burden_drift = 0
    burden_luck = 0
    coping_strength = 0
    onset_burden_low = 0.9
    onset_burden_high = 0.9
    mistaken_adoption = 0
    voice_loss = 0
    missed_factor = 1
    burned_weight = 1
    willing_base = 1
    sent_concern = 1
    same_shoes = 0
    initial_sd = 0
    [[regime]]
    name = "sent"
    like = "mutual-self-help"
    directiveness = 0.5
    announced_voice = 0.9
    entry = ["mandate", "link"]
    [[regime]]
    name = "listening-community"
    like = "community"
    directiveness = 0.0
"#;

/// Parameters that come with mechanisms, at the value at which a control is about nothing else.
const NEUTRAL: [&str; 3] = ["initial_insights_spread=0", "stake_known=1", "overflow=0"];

/// The town with every mechanism on but those in `off` and one that reads success another way, and with `sets` on top.
fn town(off: &[&str], sets: &[&str]) -> Scenario {
    let mechanisms = SWITCHES.iter().filter(|row| row.role == SwitchRole::Mechanism);
    let on = |name: &str| name != "illich_attribution" && !off.contains(&name);
    let switches = mechanisms.map(|row| format!("switches.{}={}", row.name, on(row.name)));
    let there = |set: &&&str| TABLE.iter().any(|row| set.split('=').next() == Some(row.name));
    let neutral = NEUTRAL.iter().filter(there).chain(sets).map(|set| format!("parameters.{set}"));
    let sets: Vec<String> = switches.chain(neutral).collect();
    Scenario::parse_as(TOWN, "town", "town", &sets).unwrap_or_else(|wrong| panic!("{wrong}"))
}

/// The world of a replicate at the horizon.
fn horizon(scenario: &Scenario, regime: &Regime, replicate: u32) -> World {
    let (parameters, switches) = (scenario.parameters.clone(), scenario.switches.clone());
    let setting = Setting { people: scenario.people, seed: scenario.seed, replicate, parameters, switches };
    let (mut world, mut happened) = (World::new(&setting).unwrap(), Happened::default());
    for week in 0..scenario.burn_in_weeks + scenario.weeks {
        if week == scenario.burn_in_weeks {
            world.begin(regime.structure).unwrap();
        }
        tick(&mut world, &mut happened).unwrap();
    }
    world
}

fn turns(world: &World) -> u64 {
    world.people().iter().map(|person| u64::from(person.turns)).sum()
}

/// Where everything is felt as much as one expects of people and services anyway, nobody learns anything about either,
/// whatever the structure.
#[test]
fn help_that_is_felt_as_it_was_expected_moves_no_trust_in_any_regime() {
    let expected = ["comfort_good=0.45", "comfort_poor=0.45", "initial_general=0.45", "initial_services=0.45"];
    let scenario = town(&["waiting_felt"], &[&expected[..], &["visit_solved=0"]].concat());
    let most = |scenario: &Scenario, regime: &Regime| {
        let world = horizon(scenario, regime, 0);
        let received = turns(&world);
        assert!(regime.structure.is_none() || received > 1000, "{}: {received} turns", regime.name);
        let people = 0..world.people().len() as u32;
        let far = |id: u32| [GENERAL, SERVICES].map(|belief| (world.view().trust(id, belief) - 0.45).abs());
        people.flat_map(far).fold(0.0, f64::max)
    };
    for regime in &scenario.regimes {
        let moved = most(&scenario, regime);
        assert!(moved < 2e-4, "{}: somebody's trust moved by {moved}", regime.name);
    }
    // What it would take to be seen: help that is felt a little more.
    let more = town(&["waiting_felt"], &["comfort_good=0.46", "comfort_poor=0.46", "initial_general=0.45"]);
    assert!(more.regimes.iter().all(|regime| most(&more, regime) > 2e-3));
}

/// Mean trust in people less what it was, over everybody and all replicates, and its standard error.
fn moved(scenario: &Scenario, regime: &Regime) -> (f64, f64) {
    let of_world = |replicate| {
        let world = horizon(scenario, regime, replicate);
        let people = 0..world.people().len() as u32;
        let all: f64 = people.clone().map(|id| world.view().trust(id, GENERAL) - 0.45).sum();
        all / people.len() as f64
    };
    let each: Vec<f64> = (0..scenario.replicates).map(of_world).collect();
    let worlds = each.len() as f64;
    let mean = each.iter().sum::<f64>() / worlds;
    let spread = each.iter().map(|one| (one - mean) * (one - mean)).sum::<f64>() / (worlds - 1.0);
    (mean, (spread / worlds).sqrt())
}

/// Good and poor comfort by lot, and on average as was expected: trust stays level in every regime. Acts outside are always
/// good ones, so there are none here; and nobody leaves for having felt too little, or those would take in no more who are
/// low by bad luck.
#[test]
fn help_that_is_felt_as_expected_on_average_leaves_trust_level_in_every_regime() {
    let even = ["comfort_good=0.8", "comfort_poor=0.1", "comfort_chance=0.5", "initial_general=0.45"];
    let rest = ["visit_solved=0", "civic_act=0", "drop_out=0"];
    let off = ["waiting_felt", "group_acts"];
    let scenario = town(&off, &[&even[..], &rest].concat());
    for regime in &scenario.regimes {
        let (mean, error) = moved(&scenario, regime);
        assert!(error < 0.0015 && mean.abs() < 0.004, "{}: {mean} with standard error {error}", regime.name);
    }
    // An advantage of some structures over others is seen there, and there alone.
    let kinder: Vec<String> = scenario.regimes.iter().map(|regime| regime.name.clone()).collect();
    let advantage = Scenario::parse_as(&scenario.to_toml(), "town", "town", &["same_shoes=0.4".to_owned()]).unwrap();
    let raised =
        |name: &str| moved(&advantage, &advantage.regimes[kinder.iter().position(|one| one == name).unwrap()]).0;
    assert!(raised("mutual-self-help") > 0.02 && raised("listening-professional") < 0.01);
}

/// What somebody holds who received so many turns: evidence on people in general and on oneself, and burden.
type Held = (Belief, Belief, u16);

/// By turns received, what everybody holds who has a life problem; it may be one thing only.
fn by_dose(scenario: &Scenario, names: &[&str], held: &mut BTreeMap<u16, Held>) -> Vec<u16> {
    let mut most = Vec::new();
    for regime in scenario.regimes.iter().filter(|regime| names.contains(&regime.name.as_str())) {
        let world = horizon(scenario, regime, 0);
        let struck = world.people().iter().filter(|person| person.category > 0);
        let mut doses = Vec::new();
        for person in struck {
            let now = (person.beliefs[GENERAL], person.beliefs[EMPOWERMENT], person.burden);
            let before = held.entry(person.turns).or_insert(now);
            assert_eq!(*before, now, "{}: {} turns", regime.name, person.turns);
            doses.push(person.turns);
        }
        doses.sort_unstable();
        most.push(doses[doses.len() - doses.len() / 10 - 1]);
    }
    assert_eq!(most.len(), names.len());
    most
}

/// Those who received equally many turns that were felt the same trust people equally, trust themselves equally and bear
/// equally much, to the last bit: alone with a worker, among those close to them, in a group with a guide or without. Nothing
/// but turns moves anything here; giving has its own rewards, and none.
#[test]
fn at_equal_dose_and_equal_helpers_alone_and_in_a_group_do_not_differ() {
    let nothing_else = [
        "everyday_contact=0",
        "technical_per_week=0",
        "civic_act=0",
        "evidence_fading=1",
        "comfort_good=0.8",
        "comfort_poor=0.8",
        "giver_load=0",
        "relief_receiving=0.004",
        "onset_per_week=0.02",
        "relapse_factor=0",
    ];
    let off =
        ["waiting_felt", "group_acts", "giver_competence", "giver_relief", "worker_asks", "people_move", "carers"];
    let scenario = town(&off, &nothing_else);
    let talking = ["listening-professional", "case-centred", "mutual-self-help", "autonomous", "listening-community"];
    let mut held = BTreeMap::new();
    let most = by_dose(&scenario, &talking, &mut held);
    assert!(most.iter().all(|&dose| dose >= 12), "too few turns to tell: {most:?}");
    assert!(held[&12].0.r > held[&6].0.r && held[&6].2 > held[&12].2, "turns move nothing");
    // Prescribed, alone and in a group.
    let most = by_dose(&scenario, &["professional-centred", "directive-group"], &mut BTreeMap::new());
    assert!(most.iter().all(|&dose| dose >= 12), "too few turns to tell: {most:?}");
}
