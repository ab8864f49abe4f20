//! Runs a few structures for 104 weeks and checks what must hold of every state.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::collections::{BTreeMap, BTreeSet};

use mutua_oracle::{Line, Oracle};

const SCENARIO: &str = include_str!("smoke.toml");
const ONE: i128 = 32768;

/// Fields of one entity; those that repeat keep every value.
type Fields = BTreeMap<String, Vec<i128>>;

fn entities(state: &[Line], entity: &str) -> BTreeMap<u32, Fields> {
    let mut found: BTreeMap<u32, Fields> = BTreeMap::new();
    for line in state.iter().filter(|line| line.entity == entity) {
        found.entry(line.number).or_default().entry(line.field.clone()).or_default().push(line.value);
    }
    found
}

fn many<'a>(fields: &'a Fields, field: &str) -> &'a [i128] {
    fields.get(field).map_or(&[], Vec::as_slice)
}

fn one(fields: &Fields, field: &str) -> i128 {
    assert_eq!(many(fields, field).len(), 1, "{field}");
    fields[field][0]
}

/// What must hold of every state.
fn check(state: &[Line]) {
    let people = entities(state, "person");
    for (&i, person) in &people {
        for share in ["reciprocity", "burden", "felt", "concern", "prior_general", "prior_dependence"] {
            assert!((0..=ONE).contains(&one(person, share)), "{share} of {i}");
        }
        let alters = many(person, "tie_alter");
        assert!(alters.len() <= 8 && alters.is_sorted() && !alters.contains(&i128::from(i)));
        for (place, alter) in alters.iter().enumerate() {
            let other = &people[&u32::try_from(*alter).unwrap()];
            let back = many(other, "tie_alter").iter().position(|&j| j == i128::from(i)).expect("ties are mutual");
            for field in ["tie_contact", "tie_origin"] {
                assert_eq!(many(person, field)[place], many(other, field)[back], "{field} of {i} and {alter}");
            }
        }
        assert_eq!(one(person, "network_founder") < 0, one(person, "member_since") < 0);
        assert!(one(person, "network_founder") < 0 || one(person, "waiting_since") < 0);
    }
    let mut seen = BTreeSet::new();
    for network in entities(state, "network").values() {
        let members = many(network, "member");
        assert!(!members.is_empty());
        assert!((0..=ONE).contains(&one(network, "directiveness")));
        for member in members {
            assert!(seen.insert(*member), "{member} is in two networks");
            assert!(!many(network, "supporter").contains(member));
            let person = &people[&u32::try_from(*member).unwrap()];
            for (own, its) in [("network_founder", "founder"), ("network_founded", "founded"), ("category", "category")]
            {
                assert_eq!(one(person, own), one(network, its));
            }
        }
    }
    let members = people.values().filter(|person| one(person, "network_founder") >= 0).count();
    assert_eq!(members, seen.len());
    for worker in entities(state, "worker").values() {
        assert!((0..=ONE).contains(&one(worker, "skill")));
    }
}

/// Runs a regime and returns the last state, the number of meetings' turns and the largest number of networks.
fn run(regime: &str) -> (Vec<Line>, i128, usize) {
    let mut oracle = Oracle::new(SCENARIO, regime, 0).unwrap();
    check(&oracle.state());
    let mut networks = 0;
    while oracle.tick() < 104 {
        oracle.phase();
        let state = oracle.state();
        check(&state);
        networks = networks.max(entities(&state, "network").len());
    }
    let state = oracle.state();
    let turns = entities(&state, "person").values().map(|person| one(person, "turns")).sum();
    (state, turns, networks)
}

#[test]
fn nobody_meets_without_a_structure() {
    let (_, turns, networks) = run("none");
    assert_eq!((turns, networks), (0, 0));
}

#[test]
fn casework_holds_its_invariants() {
    let (state, turns, networks) = run("casework");
    assert!(turns > 0 && networks > 1, "{turns} {networks}");
    assert!(state.iter().all(|line| line.field != "supporter"));
}

#[test]
fn a_circle_around_one_person_holds_its_invariants() {
    let (state, turns, networks) = run("circle");
    assert!(turns > 0 && networks > 1, "{turns} {networks}");
    assert!(state.iter().any(|line| line.field == "supporter"));
}

#[test]
fn self_help_holds_its_invariants() {
    let (state, turns, networks) = run("self-help");
    assert!(turns > 0 && networks > 1, "{turns} {networks}");
    assert!(state.iter().all(|line| line.entity != "network" || line.field != "worker" || line.value == -1));
}

#[test]
fn a_guided_group_holds_its_invariants() {
    let (_, turns, networks) = run("guided");
    assert!(turns > 0 && networks > 1, "{turns} {networks}");
}

#[test]
fn a_community_network_holds_its_invariants() {
    let (state, turns, networks) = run("community");
    assert!(turns > 0 && networks > 1, "{turns} {networks}");
    assert!(
        entities(&state, "neighbourhood").values().flat_map(|fields| fields.values().flatten()).any(|&mask| mask > 0)
    );
}

#[test]
fn a_world_is_what_its_keys_say() {
    let state = |replicate| {
        let mut oracle = Oracle::new(SCENARIO, "guided", replicate).unwrap();
        (0..6 * 60).for_each(|_| {
            oracle.phase();
        });
        oracle.state()
    };
    assert_eq!(state(1), state(1));
    assert_ne!(state(1), state(2));
}
