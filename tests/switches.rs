//! Every switch does something, and does it where its mechanism is.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use mutua::model::engine::happened::Happened;
use mutua::model::insight::TEXTBOOK;
use mutua::model::ledger::{Cause, Channel, Ledger, Object, Phase};
use mutua::model::parameters::SWITCHES;
use mutua::model::share::share;
use mutua::model::state::setting::Setting;
use mutua::model::state::world::World;
use mutua::model::structure::Structure;
use mutua::model::tick::step;
use mutua::scenario::Scenario;

/// A small town in which much happens: all shipped regimes, and a group to which people are sent and a say is promised. Of
/// version 1, so that each later mechanism is looked at by itself.
const TOWN: &str = r#"
    question = "Does every switch do something?"
    seed = 7
    people = 120
    weeks = 60
    burn_in_weeks = 20
    replicates = 1
    regimes = ["none", "professional-centred", "case-centred", "mutual-self-help", "autonomous", "directive-group", "pseudo-participatory", "community"]
    [parameters]
    from = "1"
    people_per_neighbourhood = 40
    workers_per_1000 = 20
    categories = 2
    onset_per_week = 0.02
    technical_per_week = 0.06
    worker_hours = 10
    recruit_after_weeks = 4
    civic_act = 0.3
    alone_weeks = 4
    overflow = 1
    [[regime]]
    name = "sent"
    like = "mutual-self-help"
    directiveness = 0.5
    announced_voice = 0.9
    entry = ["mandate", "link"]
"#;

fn town(sets: &[&str]) -> Scenario {
    let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
    Scenario::parse_as(TOWN, "town", "town", &sets).expect("a valid scenario")
}

/// The town with one switch in the other position.
fn thrown(name: &str) -> Scenario {
    let mut scenario = town(&[]);
    let position = scenario.switches.get_mut(name).expect("a switch of this name");
    *position = !*position;
    scenario
}

fn new_world(scenario: &Scenario) -> World {
    World::new(&Setting {
        people: scenario.people,
        seed: scenario.seed,
        replicate: 0,
        parameters: scenario.parameters.clone(),
        switches: scenario.switches.clone(),
    })
    .expect("a world")
}

/// Lives through burn-in and horizon, and shows the world after every phase.
fn watch(scenario: &Scenario, structure: Option<Structure>, mut show: impl FnMut(&World, Phase)) -> World {
    let (mut world, mut happened) = (new_world(scenario), Happened::default());
    for week in 0..scenario.burn_in_weeks + scenario.weeks {
        if week == scenario.burn_in_weeks {
            world.begin(structure).expect("a structure");
        }
        for &phase in Phase::ALL {
            step(phase, &mut world, &mut happened);
            show(&world, phase);
        }
        world.close_week().expect("balanced books");
    }
    world
}

/// The world at the horizon.
fn horizon(scenario: &Scenario, structure: Option<Structure>) -> World {
    watch(scenario, structure, |_, _| ())
}

/// Every regime of `scenario` with its world at the horizon.
fn worlds(scenario: &Scenario) -> impl Iterator<Item = (&str, World)> {
    scenario.regimes.iter().map(|regime| (regime.name.as_str(), horizon(scenario, regime.structure)))
}

/// Worlds with the switch in its usual position, and with it thrown, regime by regime.
fn both_ways(name: &str) -> Vec<(String, World, World)> {
    let (usual, other) = (town(&[]), thrown(name));
    let both = usual
        .regimes
        .iter()
        .map(|regime| (regime.name.clone(), horizon(&usual, regime.structure), horizon(&other, regime.structure)));
    both.collect()
}

fn staked(ledger: &Ledger, cause: Cause) -> i64 {
    ledger.evidence[cause as usize].iter().map(|flow| flow.staked).sum()
}

fn gained(world: &World, channel: Channel) -> i64 {
    world.ledger().insights_gained[channel as usize]
}

/// Asserts that `count` is above 0 somewhere with the switch on, and 0 everywhere with it off.
fn only_when_on(name: &str, count: impl Fn(&World) -> i64) {
    let mut on = 0;
    for (regime, usual, other) in both_ways(name) {
        on += count(&usual);
        assert_eq!(count(&other), 0, "{regime}: {name} is off");
    }
    assert!(on > 0, "{name} is on, and nothing comes of it");
}

/// Every regime of the town, in its order.
const ALL: &[&str] = &[
    "none",
    "professional-centred",
    "case-centred",
    "mutual-self-help",
    "autonomous",
    "directive-group",
    "pseudo-participatory",
    "community",
    "sent",
];
/// Helping networks of any kind.
const NETWORKS: &[&str] = ALL.split_at(1).1;
/// People with a problem come together.
const GROUPS: &[&str] = &["mutual-self-help", "autonomous", "directive-group", "community", "sent"];
/// Somebody is there besides the client and the worker.
const IN_COMPANY: &[&str] = &["case-centred", "mutual-self-help", "autonomous", "directive-group", "community", "sent"];
/// People give to each other in turns.
const IN_DIALOGUE: &[&str] = &["case-centred", "mutual-self-help", "autonomous", "community", "sent"];
/// Somebody is greeted with more than one insight. Promises that are not kept leave little to greet with.
const MUCH_GREETED: &[&str] =
    &["professional-centred", "case-centred", "mutual-self-help", "autonomous", "directive-group", "community", "sent"];
/// People give to each other in turns, and a worker guides.
const GUIDED: &[&str] = &["case-centred", "mutual-self-help", "community", "sent"];

/// Every switch, with the regimes of the town in which throwing it changes the state.
const REACH: &[(&str, &[&str])] = &[
    ("direct_reciprocity", ALL),
    ("upstream_reciprocity", ALL),
    ("generalised_reciprocity", ALL),
    ("hearsay", ALL),
    ("seek_by_trust", ALL),
    ("confidence_to_speak", GROUPS),
    ("bystanders", IN_COMPANY),
    ("repertoire", IN_DIALOGUE),
    ("hope", IN_COMPANY),
    ("giver_relief", ALL),
    ("giver_insights", IN_DIALOGUE),
    ("giver_competence", ALL),
    ("recruiting", &["case-centred", "community"]),
    ("matching", GUIDED),
    ("private_insights", IN_DIALOGUE),
    ("mistakes", NETWORKS),
    ("worker_learning", ALL),
    ("worker_practice", GUIDED),
    ("veterans_stay", GROUPS),
    ("tie_forming", ALL),
    ("civic_acts", ALL),
    ("public_insights", ALL),
    ("group_acts", &["community"]),
    ("dependence_crowds_out", ALL),
    ("promise", &["pseudo-participatory", "sent"]),
    ("waiting_felt", ALL),
    ("tie_priors", ALL),
    ("tie_turnover", ALL),
    ("carers", ALL),
    ("people_move", ALL),
    ("paces", ALL),
    ("uneven_insights", ALL),
    ("hopes_differ", NETWORKS),
    ("leave_strangers", IN_COMPANY),
    ("dependence_holds", &["professional-centred", "case-centred", "directive-group", "pseudo-participatory"]),
    ("civic_skills", ALL),
    ("purpose_overflows", &["mutual-self-help", "autonomous", "sent"]),
    ("illich_attribution", ALL),
    ("everybody_takes_turns", GROUPS),
    ("put_to_the_group", IN_DIALOGUE),
    ("known_say_less", ALL),
    ("greeting_cap", MUCH_GREETED),
    ("paid_when_held", &[]),
    ("worker_asks", &["mutual-self-help", "community", "sent"]),
    ("practice_felt", GUIDED),
    ("help_always_felt", ALL),
    ("comfort_alone", NETWORKS),
    ("beliefs_idle", ALL),
    ("help_effect", ALL),
];

#[test]
fn every_switch_does_something_where_its_mechanism_is_and_nothing_elsewhere() {
    let names: Vec<&str> = SWITCHES.iter().map(|row| row.name).collect();
    assert_eq!(names, REACH.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for (name, reach) in REACH {
        let touched = both_ways(name).into_iter().filter(|(_, usual, other)| usual.hash() != other.hash());
        let touched: Vec<String> = touched.map(|(regime, ..)| regime).collect();
        assert_eq!(touched, *reach, "{name}");
    }
}

#[test]
fn plural_groups_act_outside_only_where_purpose_overflows() {
    let outward = |world: &World| world.networks().iter().filter(|network| network.open && network.outward).count();
    let sets = ["civic_acts=false", "purpose_overflows=true"];
    let (usual, other) = (town(&sets[..1]), town(&sets));
    for name in ["mutual-self-help", "autonomous"] {
        let of = |scenario: &Scenario| horizon(scenario, scenario.regime(name).expect("a regime").structure);
        let (usual, other) = (of(&usual), of(&other));
        assert_eq!((outward(&usual), usual.ledger().acts), (0, 0), "{name}");
        assert!(outward(&other) > 0 && other.ledger().acts > 0, "{name}");
        let unpooled = |network: &mutua::model::state::network::Network| network.repertoire.count_ones() < 6;
        assert!(
            other.networks().iter().all(|network| !(network.open && network.outward && unpooled(network))),
            "{name}"
        );
    }
    // Without ties among members there is no cohesion, and with it off no group acts.
    for off in ["overflow=0", "group_acts=false", "tie_places=1"] {
        let scenario = town(&[sets[0], sets[1], off]);
        let structure = scenario.regime("mutual-self-help").expect("a regime").structure;
        let world = horizon(&scenario, structure);
        assert!(off == "tie_places=1" || (outward(&world), world.ledger().acts) == (0, 0), "{off}");
    }
}

#[test]
fn nobody_cares_unless_there_are_carers() {
    let caring = |world: &World| (0..world.people().len() as u32).filter(|&person| world.cares(person)).count();
    for (regime, usual, other) in both_ways("carers") {
        assert!(caring(&usual) == 0 && caring(&other) > 0, "{regime}");
        let with_problem = |world: &World| world.people().iter().filter(|person| person.category > 0).count();
        assert!(with_problem(&other) > with_problem(&usual), "{regime}");
    }
}

#[test]
fn nobody_leaves_for_good_unless_people_move() {
    let newcomers = |world: &World| world.courses().iter().filter(|course| course.arrived > 0).count();
    for (regime, usual, other) in both_ways("people_move") {
        let moved = |world: &World| world.ledger().stocks.iter().any(|stock| stock.moved != 0);
        assert_eq!((newcomers(&usual), moved(&usual)), (0, false), "{regime}");
        assert!(newcomers(&other) > 0 && moved(&other), "{regime}");
    }
}

#[test]
fn nothing_is_heard_of_without_hearsay() {
    only_when_on("hearsay", |world| staked(world.ledger(), Cause::Hearsay));
}

#[test]
fn nobody_takes_hope_or_fear_without_hope() {
    only_when_on("hope", |world| staked(world.ledger(), Cause::Hope));
}

#[test]
fn waiting_leaves_no_evidence_unless_it_is_felt() {
    only_when_on("waiting_felt", |world| staked(world.ledger(), Cause::Waiting));
}

#[test]
fn bystanders_catch_nothing_unless_they_listen() {
    only_when_on("bystanders", |world| gained(world, Channel::Bystander));
}

#[test]
fn private_insights_stay_private() {
    only_when_on("private_insights", |world| gained(world, Channel::Private));
}

#[test]
fn givers_find_nothing_for_themselves() {
    only_when_on("giver_insights", |world| gained(world, Channel::Giving));
}

#[test]
fn nothing_is_mistaken_without_mistakes() {
    only_when_on("mistakes", |world| world.ledger().insights_mistaken);
}

#[test]
fn without_a_repertoire_none_is_lost() {
    only_when_on("repertoire", |world| world.ledger().insights_lost);
    let voiced = |world: &World| world.networks().iter().filter(|n| n.open && n.repertoire != 0).count() as i64;
    only_when_on("repertoire", voiced);
}

#[test]
fn newcomers_are_greeted_only_with_what_is_pooled_or_public() {
    let scenario = town(&["repertoire=false", "public_insights=false"]);
    assert!(worlds(&scenario).all(|(_, world)| gained(&world, Channel::Greeting) == 0));
    assert!(worlds(&thrown("repertoire")).any(|(_, world)| gained(&world, Channel::Greeting) > 0));
    assert!(worlds(&thrown("public_insights")).any(|(_, world)| gained(&world, Channel::Greeting) > 0));
}

/// The most insights more than entries in any week, and all of them.
fn greetings(sets: &[&str]) -> (i64, i64) {
    let scenario = town(sets);
    let (mut before, mut most) = ((0, 0), i64::MIN);
    let world = watch(&scenario, structure_of(&scenario, "mutual-self-help"), |world, phase| {
        let now = (gained(world, Channel::Greeting), world.ledger().entries);
        if phase == Phase::Stay && now.1 > before.1 {
            most = most.max((now.0 - before.0) - (now.1 - before.1));
        }
        before = now;
    });
    (most, gained(&world, Channel::Greeting))
}

#[test]
fn a_greeting_teaches_as_much_as_is_set_at_most() {
    assert!(greetings(&[]).0 > 0, "without a limit somebody learns more");
    let (most, all) = greetings(&["switches.greeting_cap=true"]);
    assert!(most <= 0 && all > 0, "{most} {all}");
    assert_eq!(greetings(&["switches.greeting_cap=true", "greeting_insights=0"]).1, 0);
    assert_eq!(greetings(&["switches.greeting_cap=true", "greeting_insights=40"]), greetings(&[]));
}

#[test]
fn what_is_not_held_takes_no_hours_and_changes_nothing_else() {
    let mut spared = 0;
    for (regime, usual, other) in both_ways("paid_when_held") {
        let (all, held) = (usual.ledger(), other.ledger());
        assert!(held.meetings <= all.meetings, "{regime}");
        assert_eq!(&Ledger { meetings: all.meetings, ..held.clone() }, all, "{regime}: but for hours of meetings");
        spared += all.meetings - held.meetings;
    }
    assert!(spared > 0, "every meeting was held");
}

#[test]
fn being_asked_is_evidence_for_oneself_only_where_workers_ask_and_learn() {
    let asked = |sets: &[&str]| -> i64 {
        let scenario = town(sets);
        let flows = worlds(&scenario).map(|(_, world)| world.ledger().evidence[Cause::Asked as usize]);
        flows.map(|of| of.iter().map(|flow| flow.staked).sum::<i64>() - of[Object::Empowerment as usize].honoured).sum()
    };
    let all = |sets: &[&str]| worlds(&town(sets)).map(|(_, world)| staked(world.ledger(), Cause::Asked)).sum::<i64>();
    assert_eq!(all(&[]), 0);
    assert!(all(&["switches.worker_asks=true"]) > 0);
    assert_eq!(asked(&["switches.worker_asks=true"]), 0, "all of it is on oneself, and nothing is burned");
    assert_eq!(all(&["switches.worker_asks=true", "switches.giver_competence=false"]), 0);
    assert_eq!(all(&["switches.worker_asks=true", "switches.worker_learning=false"]), 0);
}

#[test]
fn a_guide_learns_less_from_turns_that_were_felt_less_and_by_counting_as_before() {
    let skills = |sets: &[&str]| {
        let scenario = town(sets);
        horizon(&scenario, structure_of(&scenario, "mutual-self-help"))
            .workers()
            .iter()
            .map(|w| i64::from(w.skill))
            .sum::<i64>()
    };
    let counting = skills(&[]);
    assert_eq!(skills(&["switches.practice_felt=true", "practice_by_feeling=0"]), counting);
    let feeling = skills(&["switches.practice_felt=true"]);
    assert!(feeling < counting && feeling > skills(&["switches.worker_practice=false"]), "{feeling} {counting}");
}

#[test]
fn nothing_becomes_public_without_public_insights() {
    only_when_on("public_insights", |world| world.public().iter().map(|mask| i64::from(mask.count_ones())).sum());
}

#[test]
fn nobody_acts_outside_without_civic_acts_but_groups() {
    for (regime, usual, other) in both_ways("civic_acts") {
        assert!(usual.ledger().acts > 0, "{regime}");
        assert_eq!(other.ledger().acts > 0, regime == "community", "{regime}");
        assert_eq!(staked(other.ledger(), Cause::Act) > 0, regime == "community", "{regime}");
    }
    let neither = town(&["civic_acts=false", "group_acts=false"]);
    assert!(worlds(&neither).all(|(_, world)| world.ledger().acts == 0));
}

#[test]
fn without_group_acts_no_network_drifts_towards_its_worker() {
    only_when_on("group_acts", |world| {
        let Some(role) = world.structure().and_then(|structure| structure.worker) else { return 0 };
        let moved = world.networks().iter().filter(|n| n.open && n.directiveness != share(role.directiveness));
        moved.count() as i64
    });
}

#[test]
fn workers_who_do_not_listen_know_the_textbook_only() {
    only_when_on("worker_learning", |world| {
        let learnt = world.workers().iter().flat_map(|worker| worker.insights).map(|mask| mask & !TEXTBOOK);
        learnt.map(|mask| i64::from(mask.count_ones())).sum()
    });
}

#[test]
fn skill_comes_by_practice_alone() {
    only_when_on("worker_practice", |world| {
        let Some(role) = world.structure().and_then(|structure| structure.worker) else { return 0 };
        let skills = world.workers().iter().map(|worker| i64::from(worker.skill));
        skills.map(|skill| skill - i64::from(share(role.facilitation))).sum()
    });
}

#[test]
fn only_those_in_need_stay_where_veterans_may_not() {
    let recovered_members = |scenario: &Scenario, structure| {
        let mut most = 0;
        watch(scenario, structure, |world, phase| {
            if phase == Phase::Stay {
                let ids = 0..world.people().len() as u32;
                let stayed = ids.filter(|&id| world.courses()[id as usize].is_member() && world.recovered(id));
                most = most.max(stayed.count());
            }
        });
        most
    };
    let (usual, other) = (town(&[]), thrown("veterans_stay"));
    for regime in &usual.regimes {
        let stay = recovered_members(&usual, regime.structure) > 0;
        assert_eq!(stay, GROUPS.contains(&regime.name.as_str()), "{}", regime.name);
        assert_eq!(recovered_members(&other, regime.structure), 0, "{}", regime.name);
    }
}

/// The structure of a regime of the town.
fn structure_of(scenario: &Scenario, regime: &str) -> Option<Structure> {
    scenario.regimes.iter().find(|own| own.name == regime).expect("a regime").structure
}

/// Turns of recovered people, and all turns; and that all fit into the meetings held.
fn turns_of_recovered(sets: &[&str]) -> (u32, u32) {
    let scenario = town(sets);
    let structure = structure_of(&scenario, "mutual-self-help");
    let (mut before, mut of_recovered, mut all) = (Vec::new(), 0, 0);
    watch(&scenario, structure, |world, phase| {
        let turns = world.people().iter().map(|person| u32::from(person.turns));
        if phase == Phase::Seek {
            before = turns.zip(0..).map(|(turns, id)| (turns, world.view().recovered(id))).collect();
        } else if phase == Phase::Meet {
            let new: Vec<(u32, bool)> = turns.zip(&before).map(|(now, &(then, well))| (now - then, well)).collect();
            let met = world.networks().iter().filter(|one| one.open && u32::from(one.met) == world.tick()).count();
            let held: u32 = new.iter().map(|(turns, _)| turns).sum();
            assert!(held <= 6 * met as u32, "week {}: {held} turns in {met} meetings", world.tick());
            of_recovered += new.iter().filter(|(_, well)| *well).map(|(turns, _)| turns).sum::<u32>();
            all += held;
        }
    });
    (of_recovered, all)
}

#[test]
fn the_recovered_take_turns_where_everybody_does_and_no_meeting_grows_longer() {
    let (of_recovered, all) = turns_of_recovered(&[]);
    assert!(of_recovered == 0 && all > 0, "{of_recovered} of {all}");
    let (of_recovered, all) = turns_of_recovered(&["switches.everybody_takes_turns=true"]);
    assert!(of_recovered > all / 10 && of_recovered < all, "{of_recovered} of {all}");
}

/// Their stake is a number of its own: without any, a turn about keeping well leaves no evidence at all.
#[test]
fn what_is_at_stake_in_keeping_well_is_a_number_of_its_own() {
    let staked_with = |sets: &[&str]| {
        let sets = [&["switches.everybody_takes_turns=true", "stake_life=0", "hearsay_weight=0"], sets].concat();
        let scenario = town(&sets);
        let world = horizon(&scenario, structure_of(&scenario, "mutual-self-help"));
        staked(world.ledger(), Cause::Dialogue)
    };
    assert_eq!(staked_with(&["stake_keeping_well=0"]), 0);
    assert!(staked_with(&[]) > 0);
}

#[test]
fn a_turn_put_to_the_group_is_refused_by_all_or_not_at_all() {
    let refused = |sets: &[&str]| {
        // Nothing is refused but turns, and those often.
        let scenario = town(&[&["willing_meeting=0", "willing_base=0", "everyday_contact=0"], sets].concat());
        let world = horizon(&scenario, structure_of(&scenario, "mutual-self-help"));
        let ledger = world.ledger();
        let staked = |object| ledger.evidence[Cause::Refusal as usize][object as usize].staked;
        let share = ledger.refusals as f64 / ledger.dialogues as f64;
        (share, staked(Object::Tie), staked(Object::General))
    };
    let (by_one, on_ties, _) = refused(&[]);
    assert!(by_one > 0.3 && on_ties > 0, "{by_one} {on_ties}");
    let (by_all, on_ties, on_people) = refused(&["switches.put_to_the_group=true"]);
    assert!(by_all > 0.0 && by_all < by_one / 2.0, "{by_all} of {by_one}");
    assert!(on_ties == 0 && on_people > 0, "{on_ties} {on_people}");
}

/// What dialogues and favours in groups tell of people in general.
fn told_of_people(sets: &[&str]) -> [i64; 2] {
    let scenario = town(sets);
    let world = horizon(&scenario, structure_of(&scenario, "mutual-self-help"));
    [Cause::Dialogue, Cause::Favour]
        .map(|cause| world.ledger().evidence[cause as usize][Object::General as usize].staked)
}

#[test]
fn those_one_knows_say_as_much_less_as_is_set_and_strangers_all() {
    let whole = town(&["switches.known_say_less=true", "stake_known=1"]);
    for ((regime, usual), (_, other)) in worlds(&town(&[])).zip(worlds(&whole)) {
        assert_eq!(usual.hash(), other.hash(), "{regime}: at the whole stake the known say all");
    }
    let nothing = ["switches.known_say_less=true", "stake_known=0"];
    let told = |after: &str| told_of_people(&[&nothing[..], &[after]].concat());
    let [[at_once, favours], [soon, _], [never, _]] = [1, 6, 520].map(|after| told(&format!("familiar_after={after}")));
    assert_eq!(favours, 0, "favours are of ties");
    assert_eq!(at_once, 0, "the first meeting counts");
    assert!(0 < soon && soon < never, "{soon} {never}");
}

#[test]
fn no_tie_is_gained_where_none_forms() {
    let ties = |world: &World| {
        (0..world.people().len() as u32).flat_map(|id| world.ties().ends_of(id)).filter(|end| end.is_held()).count()
    };
    let still = "tie_turnover=false";
    for (off, may_grow) in [(town(&[still, "tie_forming=false"]), false), (town(&[still]), true)] {
        for regime in &off.regimes {
            let (mut least, mut grew) = (ties(&new_world(&off)), false);
            watch(&off, regime.structure, |world, _| {
                grew |= ties(world) > least;
                least = ties(world);
            });
            assert_eq!(grew, may_grow, "{}", regime.name);
        }
    }
}

#[test]
fn networks_that_do_not_recruit_gain_nobody_later() {
    let scenario = town(&["recruiting=false", "first_supporters=0"]);
    for (regime, world) in worlds(&scenario) {
        assert!(world.networks().iter().all(|network| network.supporters().is_empty()), "{regime}");
    }
    let supported = |(_, world): (&str, World)| world.networks().iter().any(|network| !network.supporters().is_empty());
    assert!(worlds(&town(&["first_supporters=0"])).any(supported));
}

/// A promise that is forgotten was never made.
#[test]
fn without_promise_announced_voice_is_nothing() {
    let forgotten = thrown("promise");
    let world = |name: &str| worlds(&forgotten).find(|(regime, _)| *regime == name).map(|(_, world)| world);
    let (pseudo, open) = (world("pseudo-participatory").unwrap(), world("professional-centred").unwrap());
    assert_eq!((pseudo.hash(), pseudo.ledger()), (open.hash(), open.ledger()));
}

/// Where nobody learns from the guide's matching, finding and recruiting, skill is worth nothing to anybody.
#[test]
fn a_guide_who_may_not_guide_is_no_better_for_skill() {
    let off = ["matching=false", "private_insights=false", "recruiting=false", "worker_practice=false"];
    let clumsy = town(&[&off[..], &["regime.mutual-self-help.facilitation=0"]].concat());
    let skilled = town(&[&off[..], &["regime.mutual-self-help.facilitation=1"]].concat());
    let people = |scenario: &Scenario| {
        let regime = scenario.regimes.iter().find(|regime| regime.name == "mutual-self-help").unwrap();
        horizon(scenario, regime.structure).people().to_vec()
    };
    assert!(people(&clumsy) == people(&skilled), "skill matters though nothing hangs on it");
}

#[test]
fn giving_is_evidence_for_oneself_only_with_competence() {
    let empowered = |world: &World| {
        let acts = world.ledger().evidence[Cause::Act as usize];
        acts[Object::Empowerment as usize].staked - acts[Object::General as usize].staked
    };
    // Those who receive an act stake the same on people in general as on themselves; the rest is the givers'.
    only_when_on("giver_competence", empowered);
}

#[test]
fn giving_brings_relief_only_with_giver_relief() {
    let borne = |sets: &[&str]| horizon(&town(sets), None).people().iter().map(|p| u64::from(p.burden)).sum::<u64>();
    // What giving and receiving cost or bring otherwise is taken out.
    let nothing_else = ["relief_receiving=0", "giver_load=0", "stake_shared=0"];
    let without_relief = [&nothing_else[..], &["giver_relief=false"]].concat();
    assert!(borne(&nothing_else) < borne(&without_relief));
}

#[test]
fn advice_without_a_say_counts_against_oneself_only_after_illich() {
    for (regime, usual, other) in both_ways("illich_attribution") {
        let own = |world: &World| world.ledger().evidence[Cause::Visit as usize][Object::Empowerment as usize];
        assert_eq!(own(&usual).staked, 0, "{regime}: a visit has no voice");
        assert!(own(&other).staked > 0 && own(&other).honoured == 0, "{regime}");
    }
}

#[test]
fn all_help_is_felt_when_it_is_always_felt() {
    for (regime, usual, other) in both_ways("help_always_felt") {
        let burned =
            |world: &World, cause: Cause| world.ledger().evidence[cause as usize][Object::General as usize].burned;
        assert!(burned(&usual, Cause::Favour) > 0, "{regime}");
        for cause in [Cause::Favour, Cause::Visit, Cause::Prescription, Cause::Dialogue, Cause::Act] {
            assert_eq!(burned(&other, cause), 0, "{regime}: {}", cause.name());
        }
        assert!(burned(&other, Cause::Refusal) > 0, "{regime}: a refusal stays a refusal");
    }
}

/// What is asked of one mechanism is asked of it alone.
const FROM_1: &[&str] = &["parameters.from=1"];

/// Where members of groups leave but for strangers: the share of members who leave in a week, in their first four weeks and in
/// the four after these.
fn ended_early_and_later(sets: &[&str], regime: &str) -> [f64; 2] {
    let nobody_else = ["people=400", "drop_out=0", "veteran_leaving=0", "alone_weeks=500"];
    let scenario = town(&[FROM_1, &nobody_else, &["switches.leave_strangers=true"], sets].concat());
    let structure = scenario.regimes.iter().find(|own| own.name == regime).expect("a regime").structure;
    let (mut since, mut ended, mut there) = (vec![None; 400], [0_u32; 2], [0_u32; 2]);
    watch(&scenario, structure, |world, phase| {
        if phase != Phase::Stay {
            return;
        }
        for (since, course) in since.iter_mut().zip(world.courses()) {
            let now = course.is_member().then(|| u32::from(course.member_since()));
            let weeks = since.filter(|_| now != *since).or(now).map(|entered| world.tick() - entered);
            if let Some(weeks @ 1..=8) = weeks {
                let part = usize::from(weeks > 4);
                there[part] += 1;
                ended[part] += u32::from(now != *since);
            }
            *since = now;
        }
    });
    std::array::from_fn(|part| f64::from(ended[part]) / f64::from(there[part]))
}

#[test]
fn strangers_are_left_sooner_than_those_one_has_met_often() {
    let no_ties = ["tie_forming=false", "familiar_after=4"];
    let [early, later] = ended_early_and_later(&no_ties, "mutual-self-help");
    assert!(early > 0.03 && later < early / 2.0, "{early} a week early, {later} later");
    assert_eq!(ended_early_and_later(&["leaving_strangers=0"], "mutual-self-help"), [0.0, 0.0]);
    // With a worker alone there are no strangers: whoever left had recovered, with and without.
    let alone = |sets: &[&str]| ended_early_and_later(sets, "professional-centred");
    assert_eq!(alone(&[]), alone(&["leaving_strangers=0"]));
}

#[test]
fn people_enter_with_hopes_of_their_own() {
    let hopes = |sets: &[&str]| {
        let scenario = town(&[FROM_1, sets].concat());
        let mut hopes = Vec::new();
        for regime in &scenario.regimes {
            watch(&scenario, regime.structure, |world, phase| {
                let newcomer = |id: &u32| u32::from(world.courses()[*id as usize].member_since()) == world.tick();
                if phase == Phase::Stay {
                    let newcomers = (0..world.people().len() as u32).filter(newcomer);
                    hopes.extend(newcomers.map(|id| f64::from(world.view().felt(id)) / 32_768.0));
                }
            });
        }
        let (count, sum) = (hopes.len() as f64, hopes.iter().sum::<f64>());
        let spread = hopes.iter().map(|hope| (hope - sum / count) * (hope - sum / count)).sum::<f64>() / count;
        assert!(count > 300.0, "{count} entries");
        (sum / count, spread.sqrt())
    };
    let (mean, spread) = hopes(&["hopes_differ=true", "felt_at_entry_sd=0.1"]);
    assert!((mean - 0.5).abs() < 0.02 && (spread - 0.1).abs() < 0.02, "{mean}, {spread}");
    assert!(hopes(&[]).1 < 1e-9);
    let same = |world: &World| world.hash();
    let off = town(FROM_1);
    let none = town(&[FROM_1, &["hopes_differ=true", "felt_at_entry_sd=0"]].concat());
    assert!(worlds(&none).zip(worlds(&off)).all(|((_, one), (_, other))| same(&one) == same(&other)));
}

/// The town with a professional whose clients depend so much: weeks of recovered clients, first entries and later ones.
fn clients(sets: &[&str]) -> [u32; 3] {
    let all = ["switches.dependence_holds=true", "initial_sd=0"];
    let scenario = town(&[FROM_1, &all, sets].concat());
    let regime = scenario.regimes.iter().find(|regime| regime.name == "professional-centred").expect("the regime");
    let mut recovered = 0;
    let world = watch(&scenario, regime.structure, |world, phase| {
        let ids = 0..world.people().len() as u32;
        let stays = ids.filter(|&id| world.recovered(id) && world.courses()[id as usize].is_member());
        recovered += if phase == Phase::Stay { stays.count() as u32 } else { 0 };
    });
    let entered = (0..world.people().len() as u32).filter(|&id| world.view().ever_entered(id)).count();
    [recovered, entered as u32, world.ledger().entries as u32 - entered as u32]
}

#[test]
fn who_depends_stays_a_client() {
    let (tight, loose) = (clients(&["initial_dependence=0.9"])[0], clients(&["initial_dependence=0.02"])[0]);
    assert!(tight > 2 * loose && loose > 0, "{tight} and {loose} weeks");
    assert_eq!(clients(&["switches.dependence_holds=false"])[0], 0);
}

#[test]
fn who_depends_comes_back_to_the_desk() {
    let few_trust = ["initial_services=0.1", "initial_dependence=0.5", "dependence_grip=1", "relapse_factor=50"];
    let time_for_all = ["people=400", "weeks=150", "worker_hours=60", "caseload=1000"];
    let again = |position: &str| {
        let [_, first, later] = clients(&[&few_trust[..], &time_for_all, &[position]].concat());
        assert!(first > 10, "{first} entered");
        f64::from(later) / f64::from(first)
    };
    let (on, off) = (again("switches.dependence_holds=true"), again("switches.dependence_holds=false"));
    assert!(on > 1.5 * off, "{on} and {off} later entries for each first one");
}

#[test]
fn whoever_speaks_in_front_of_several_learns_to_act_outside() {
    let acts = |sets: &[&str], name: &str| {
        let scenario = town(&[FROM_1, &["switches.civic_skills=true", "group_acts=false"], sets].concat());
        let world = worlds(&scenario).find(|(regime, _)| *regime == name).expect("the regime").1;
        let spoken = (0..world.people().len() as u32).filter(|&id| world.view().spoken(id) > 0).count();
        (spoken, world.ledger().acts)
    };
    let quick = ["civic_base=0", "civic_practice=0.5"];
    assert_eq!(acts(&quick, "none"), (0, 0));
    assert_eq!(acts(&quick, "professional-centred"), (0, 0));
    let (spoken, done) = acts(&quick, "mutual-self-help");
    assert!(spoken > 20 && done > 20, "{spoken} spoke, {done} acts");
    assert_eq!(acts(&["civic_base=0", "civic_practice=0"], "mutual-self-help").1, 0);
    assert!(acts(&["civic_base=1"], "none").1 > 0);
}
