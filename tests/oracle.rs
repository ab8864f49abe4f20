//! The program against the oracle: two implementations of `docs/odd.md` that share no code must agree in every number after every phase.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use mutua::model::effects::{InNetwork, NetworkEvent};
use mutua::model::engine::census::Census;
use mutua::model::engine::happened::Happened;
use mutua::model::engine::listing::{Entry, Field};
use mutua::model::leaving::Leaving;
use mutua::model::ledger::{Cause, Phase};
use mutua::model::parameters::{NumberKind, SWITCHES, SwitchRole, TABLE};
use mutua::model::state::setting::Setting;
use mutua::model::state::world::World;
use mutua::model::structure::{Aim, Catchment, Entry as Doors, Present, Structure, WorkerRole};
use mutua::model::tick::step;
use mutua::scenario::{Regime, Scenario};
use mutua_oracle::{Line, Oracle};
use std::collections::BTreeMap;

#[path = "shared/lot.rs"]
#[allow(dead_code, reason = "a part of it is used here")]
mod lot;

/// A small world in which much happens, for all shipped structures.
const TOWN: &str = r#"
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

/// People are sent, and are promised more than is kept.
const SENT: &str = r#"
    [[regime]]
    name = "sent"
    like = "mutual-self-help"
    directiveness = 0.5
    announced_voice = 0.9
    capacity = 4
    entry = ["mandate", "link"]
    worker_hours = 12
    [[regime]]
    name = "for-a-time"
    like = "case-centred"
    meetings_agreed = 3
"#;

/// The town with `more` regimes and `sets` on top.
fn scenario(more: &str, sets: &[&str]) -> Scenario {
    let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
    Scenario::parse_as(&format!("{TOWN}{more}"), "small", "small", &sets).expect("a valid scenario")
}

fn state(world: &World) -> Vec<Entry> {
    let mut entries = Vec::new();
    world.describe(|entry| entries.push(entry));
    entries
}

fn is_called(field: Field, name: &str) -> bool {
    match field {
        Field::Named(own) => own == name,
        Field::Numbered(own, number) => {
            let rest = name.strip_prefix(own).and_then(|rest| rest.strip_prefix('_'));
            rest.and_then(|digits| digits.parse().ok()) == Some(number)
        }
    }
}

/// Panics at the first number that differs, naming the person (or other entity), the field and the phase.
fn compare(world: &World, oracle: &[Line], at: impl Fn() -> String) {
    let ours = state(world);
    for (ours, theirs) in ours.iter().zip(oracle) {
        let same = ours.entity == theirs.entity
            && ours.number == theirs.number
            && is_called(ours.field, &theirs.field)
            && ours.value == theirs.value;
        assert!(
            same,
            "{}: {} {} {} is {} in the program; {} {} {} is {} in the oracle",
            at(),
            ours.entity,
            ours.number,
            ours.field,
            ours.value,
            theirs.entity,
            theirs.number,
            theirs.field,
            theirs.value
        );
    }
    assert_eq!(ours.len(), oracle.len(), "{}: one state is longer", at());
}

/// What was seen to happen in runs that were compared: how often each thing did.
#[derive(Debug, Default)]
struct Seen(BTreeMap<&'static str, i64>);

impl Seen {
    fn add(&mut self, what: &'static str, times: i64) {
        *self.0.entry(what).or_default() += times;
    }

    /// What a phase did, on the world before it settled.
    fn phase(&mut self, world: &World, happened: &Happened) {
        for effects in happened.effects() {
            self.add("public insights", effects.public.len() as i64);
            for &InNetwork { network: place, event } in effects.networks.iter() {
                let founded = world.networks().get(place as usize).map_or(0, |network| u32::from(network.founded));
                match event {
                    NetworkEvent::Joined(_) => self.add("recruits", i64::from(founded + 1 < world.tick())),
                    NetworkEvent::Left(_, Leaving::Agreed) => self.add("ends as agreed", 1),
                    NetworkEvent::Drifted => self.add("drifts towards the worker", 1),
                    _ => (),
                }
            }
        }
    }

    /// What those did who left in a week, on the world before it and after.
    fn departures(&mut self, before: &World, after: &World, happened: &Happened) {
        let open = |world: &World| world.networks().iter().filter(|network| network.open).count() as i64;
        let mut count = |what, times: i64| {
            if times > 0 {
                self.add(what, times);
            }
        };
        count("networks close as somebody leaves", open(before) - open(after));
        for one in happened.effects().flat_map(|effects| effects.departures.iter()) {
            let person = one.person;
            let supports =
                before.networks().iter().any(|network| network.open && network.supporters().contains(&person));
            let is_asked = before.waiting().iter().any(|application| application.via == person);
            count("members leave", (before.courses()[person as usize].is_member()).into());
            count("supporters leave", supports.into());
            count("the waiting leave", before.view().waits(person).into());
            count("those leave through whom somebody waits", is_asked.into());
            count("the queueing leave", before.view().queues(person).into());
        }
    }

    /// Networks that have just come from others: some of their members have been members for longer.
    fn splits(&mut self, world: &World) {
        let new = world.networks().iter().filter(|network| network.open && u32::from(network.founded) == world.tick());
        let longer = |&id: &u32| u32::from(world.courses()[id as usize].member_since()) < world.tick();
        self.add("splits", new.filter(|network| network.members().iter().any(longer)).count() as i64);
    }

    fn books(&mut self, world: &World) {
        let ledger = world.ledger();
        self.add("entries", ledger.entries);
        self.add("dialogues", ledger.dialogues);
        self.add("prescriptions", ledger.prescriptions);
        self.add("refusals", ledger.refusals);
        self.add("acts", ledger.acts);
        self.add("drop-outs", ledger.dropouts);
        self.add("mistakes", ledger.insights_mistaken);
        self.add("insights lost", ledger.insights_lost);
        for &cause in Cause::ALL {
            self.add(cause.name(), ledger.evidence[cause as usize].iter().map(|flow| flow.staked).sum());
        }
    }

    /// Everything happened, but for what happens only with a switch that is off by default.
    fn must_hold(&self) {
        const ALL: usize = 13 + Cause::ALL.len();
        assert!(self.0.len() >= ALL, "{self:?}");
        let mut never = self.0.iter().filter(|&(_, &times)| times == 0);
        assert!(never.all(|(&what, _)| what == Cause::Asked.name()), "something never happened: {self:?}");
    }
}

/// Runs all regimes of `scenario` side by side with the oracle, and compares every phase.
fn agree(scenario: &Scenario, replicate: u32, seen: &mut Seen) {
    let text = scenario.to_toml();
    // However the population is parted for the work; parts of two are enough of them to use several threads.
    for (regime, parts_of) in scenario.regimes.iter().zip([2, 11, 1000].into_iter().cycle()) {
        let name = &regime.name;
        let mut oracle = Oracle::new(&text, name, replicate).expect("the oracle reads a resolved scenario");
        let mut world = World::new(&Setting {
            people: scenario.people,
            seed: scenario.seed,
            replicate,
            parameters: scenario.parameters.clone(),
            switches: scenario.switches.clone(),
        })
        .expect("a world");
        world.share_in_parts_of(parts_of);
        let title = &scenario.question;
        compare(&world, &oracle.state(), || format!("{title}, {name}, set-up"));
        let mut happened = Happened::default();
        for tick in 0..scenario.burn_in_weeks + scenario.weeks {
            if tick == scenario.burn_in_weeks {
                world.begin(regime.structure).expect("a structure");
            }
            for &phase in Phase::ALL {
                let before = (phase == Phase::Life && scenario.switches.people_move).then(|| world.clone());
                step(phase, &mut world, &mut happened);
                before.iter().for_each(|before| seen.departures(before, &world, &happened));
                assert_eq!(oracle.phase(), phase.name());
                compare(&world, &oracle.state(), || format!("{title}, {name}, tick {tick}, {}", phase.name()));
                seen.phase(&world, &happened);
                if phase == Phase::Stay {
                    seen.splits(&world);
                }
            }
            world.close_week().expect("balanced books");
            world.audit(&Census::of(&world, 0)).expect("a sound world");
        }
        seen.books(&world);
    }
}

/// More happens here than usually: more than one in a hundred goes for help in a week.
const BUSY: [&str; 4] = ["seek_per_week=0.3", "outreach_per_week=0.3", "desk_per_week=0.3", "everyday_contact=0.3"];

#[test]
fn every_shipped_regime_agrees_with_the_oracle() {
    let mut seen = Seen::default();
    agree(&scenario(SENT, &BUSY), 0, &mut seen);
    seen.must_hold();
    assert!(seen.0[Cause::Asked.name()] > 0, "no worker asked");
}

/// With none of the mechanisms that version 1 does not have.
#[test]
fn in_version_1_both_agree_on_every_shipped_regime() {
    let mut seen = Seen::default();
    agree(&scenario(SENT, &["parameters.from=1"]), 0, &mut seen);
    seen.must_hold();
}

/// Members, supporters, founders, those who wait and those who queue: all of them leave now and then.
#[test]
fn where_people_come_and_go_both_agree() {
    let mut seen = Seen::default();
    agree(&scenario(SENT, &["people_move=true", "moving_per_week=0.015", "weeks=70"]), 0, &mut seen);
    let few_places =
        ["people_move=true", "moving_per_week=0.02", "caseload=1", r#"regimes=["mutual-self-help"]"#, "weeks=90"];
    agree(&scenario(SENT, &few_places), 1, &mut seen);
    let left = [
        "members leave",
        "supporters leave",
        "the waiting leave",
        "those leave through whom somebody waits",
        "the queueing leave",
        "networks close as somebody leaves",
    ];
    assert!(left.iter().all(|what| seen.0.get(what).is_some_and(|&times| times > 0)), "{:?}", seen.0);
}

/// Onsets are many, so that some ask the same person, and carers are struck themselves.
#[test]
fn where_many_care_both_agree() {
    let mut seen = Seen::default();
    let sets = [
        "carers=true",
        "carer_chance=0.9",
        "onset_per_week=0.1",
        "initial_tie_wishes=1",
        "everyday_contact=0.3",
        "weeks=60",
    ];
    let regimes = r#"regimes=["none", "mutual-self-help"]"#;
    (3..11).for_each(|replicate| agree(&scenario("", &[&sets[..], &[regimes]].concat()), replicate, &mut seen));
}

/// All regimes with one switch thrown at a time, for every `of`-th switch from `from`.
fn agree_thrown(from: usize, of: usize) {
    let mut seen = Seen::default();
    for row in SWITCHES.iter().skip(from).step_by(of) {
        let mut scenario =
            scenario(SENT, &["people=45", "weeks=55", "burn_in_weeks=10", "people_per_neighbourhood=25"]);
        *scenario.switches.get_mut(row.name).expect("a switch") = !row.default;
        scenario.question = format!("With {} thrown", row.name);
        agree(&scenario, 1, &mut seen);
    }
}

#[test]
fn with_any_switch_thrown_both_agree_first_half() {
    agree_thrown(0, 2);
}

#[test]
fn with_any_switch_thrown_both_agree_second_half() {
    agree_thrown(1, 2);
}

/// Lots for scenarios (SplitMix64), apart from the chance that is under test.
struct Lots(u64);

impl Lots {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn hit(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[(self.next() % of.len() as u64) as usize]
    }

    /// 0, 1 or something between.
    fn part(&mut self) -> f64 {
        let between = self.unit();
        self.one_of(&[0.0, 1.0, between, between])
    }
}

/// A value of a row, as TOML: a limit or anything between.
fn any_value(row: &mutua::model::parameters::ParameterRow, lots: &mut Lots) -> String {
    let between = row.low + (row.high - row.low) * lots.unit();
    let value = lots.one_of(&[row.low, row.high, between, between]);
    if row.kind == NumberKind::Whole { format!("{value:.0}") } else { format!("{value:?}") }
}

/// Parameters that stay as the town has them, so that there is life in it.
const KEPT: [&str; 7] = [
    "onset_per_week",
    "people_per_neighbourhood",
    "workers_per_1000",
    "seek_per_week",
    "desk_per_week",
    "onset_burden_low",
    "recruit_after_weeks",
];

/// Half of all parameters at random, then those of `pinned`; those that go with nothing else are left out.
fn any_parameters(lots: &mut Lots, pinned: &[&str]) -> Scenario {
    let mut sets: Vec<String> = ["weeks=46", "burn_in_weeks=10", "people=45", "people_per_neighbourhood=25"]
        .iter()
        .chain(pinned)
        .map(ToString::to_string)
        .collect();
    for row in TABLE.iter().filter(|row| !KEPT.contains(&row.name)) {
        let set = format!("parameters.{}={}", row.name, any_value(row, lots));
        let is_pinned = pinned.iter().any(|pin| pin.split('=').next() == Some(row.name));
        if is_pinned || lots.hit(0.5) {
            continue;
        }
        sets.push(set);
        if Scenario::parse_as(TOWN, "drawn", "drawn", &sets).is_err() {
            sets.pop();
        }
    }
    Scenario::parse_as(TOWN, "drawn", "drawn", &sets).expect("a valid scenario")
}

/// Switches that are thrown in one scenario of ten, by its number: what is drawn for all others is what it was before there
/// were these.
const NOT_DRAWN: [(&str, usize); 2] = [("comfort_alone", 5), ("beliefs_idle", 8)];

fn any_structure(lots: &mut Lots, aim: Aim, present: Present) -> Structure {
    let role = WorkerRole {
        directiveness: lots.part(),
        facilitation: lots.part(),
        hours_per_meeting: lots.one_of(&[0.25, 1.0, 2.5]),
    };
    let doors = 1 + lots.next() % 15;
    let (voice, hours) = (lots.part(), 30.0 * lots.unit());
    let who = Structure { aim, present, ..Structure::peers() };
    Structure {
        worker: lots.hit(0.75).then_some(role),
        announced_voice: lots.hit(0.5).then_some(voice),
        meets_every_weeks: lots.one_of(&[1, 1, 2, 3]),
        turns_per_meeting: lots.one_of(&[1, 2, 6]),
        capacity: lots.one_of(&[2, 2, 3, 5, 12]),
        entry: Doors { desk: doors & 1 > 0, link: doors & 2 > 0, outreach: doors & 4 > 0, mandate: doors & 8 > 0 },
        worker_hours: lots.hit(0.3).then_some(hours),
        catchment: lots.one_of(&[Catchment::Neighbourhood, Catchment::Town, Catchment::People(14)]),
        meetings_agreed: (aim == Aim::Focal && lots.hit(0.5)).then(|| lots.one_of(&[1, 2, 5])),
        ..who
    }
}

/// The corners that every drawn scenario turns to, one after the other.
const CORNERS: &[&[&str]] = &[
    &["evidence_fading=1"],
    &["evidence_fading=0.9"],
    &["burned_weight=0"],
    &["tie_places=1"],
    &["tie_places=16", "initial_tie_wishes=8", "asks=8"],
    &["categories=1"],
    &["categories=8"],
    &["insights_per_turn=1"],
    &["insights_per_turn=4", "discernment=0"],
    &["hearsay_weight=1"],
    &["stake_shared=0"],
    &["prior_strength=1"],
    &["caseload=1"],
    &["pooled_enough=0"],
    &["worker_drift=1"],
    &["tie_fading=0.9", "tie_floor=0.99"],
    &["needed_textbook=12", "needed_experiential=0", "needed_private=0"],
    &["needed_textbook=16", "needed_experiential=24", "needed_private=24"],
    &["alone_weeks=1", "felt_memory=1"],
    &["waiting_felt_weeks=1", "veteran_leaving=0"],
];

/// Scenario `number` of those that `seed` draws. Few, half or most mechanisms are thrown, so that each meets every other.
fn drawn(seed: u64, number: usize, corner: &[&str]) -> Scenario {
    let mut lots = Lots(seed.wrapping_shl(32).wrapping_add(number as u64));
    let mut scenario = any_parameters(&mut lots, corner);
    let thrown = lots.one_of(&[0.1, 0.5, 0.9]);
    for row in SWITCHES {
        if NOT_DRAWN.iter().any(|(name, _)| *name == row.name) {
            continue;
        }
        let switch = scenario.switches.get_mut(row.name).expect("a switch");
        *switch = row.default ^ lots.hit(if row.role == SwitchRole::Mechanism { thrown } else { 0.1 });
    }
    let focal = lots.one_of(&[Present::Client, Present::CloseTies, Present::CloseTies]);
    let community = lots.one_of(&[Present::Peers, Present::Residents, Present::Residents]);
    let kinds = [(Aim::Focal, focal), (Aim::Plural, Present::Peers), (Aim::Community, community)];
    let structures = kinds.map(|(aim, present)| any_structure(&mut lots, aim, present));
    let named = ["focal", "plural", "community"].into_iter().zip(structures);
    let regimes = named.map(|(name, structure)| Regime { name: name.to_owned(), structure: Some(structure) });
    scenario.regimes = regimes.collect();
    for (name, thrown) in NOT_DRAWN {
        *scenario.switches.get_mut(name).expect("a switch") = number % 10 == thrown;
    }
    scenario.seed = number as u32;
    scenario.question = format!("Drawn {number} with seed {seed} (MUTUA_SEED), with {}", corner.join(" "));
    scenario
}

/// Every `of`-th of the scenarios drawn at random, from `from`: 20 of each, or 1,000 in all with `MUTUA_LONG=1`.
fn agree_drawn(from: usize, of: usize) {
    let seed = std::env::var("MUTUA_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20);
    let all = lot::tries("MUTUA_DRAWN", 2 * CORNERS.len(), 1000);
    println!("{all} scenarios with seed {seed} (MUTUA_SEED sets it)");
    let mut seen = Seen::default();
    for number in (from..all).step_by(of) {
        agree(&drawn(seed, number, CORNERS[number / of % CORNERS.len()]), 0, &mut seen);
    }
    seen.must_hold();
}

#[test]
fn in_scenarios_drawn_at_random_both_agree() {
    agree_drawn(0, 2);
}

#[test]
fn in_more_scenarios_drawn_at_random_both_agree() {
    agree_drawn(1, 2);
}
