//! Sustainability and read-outs in worlds that were run: what they rest on, where they must fail, and what they show.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use mutua::analysis::Findings;
use mutua::analysis::dimensions::{Item, READ_OUTS, READ_OVER};
use mutua::analysis::readout::EVERYONE;
use mutua::analysis::sustainability::{LEDGER_MEASURES, LedgerStanding, LedgerVerdict, NET_MONEY, Position, Trend};
use mutua::ensemble::replicate::{burn_in, run, world};
use mutua::model::engine::happened::Happened;
use mutua::model::indicator::STRUCK;
use mutua::model::origin::Origin;
use mutua::model::rules::view::tie_trust_of;
use mutua::model::share::ONE;
use mutua::model::state::person::GENERAL;
use mutua::model::state::tie::HalfTie;
use mutua::model::state::world::World;
use mutua::model::tick::tick;
use mutua::record::{Run, RunRecord};
use mutua::scenario::Scenario;

fn scenario(text: &str) -> Scenario {
    Scenario::parse_as(text, "town", "town", &[]).expect("a valid scenario")
}

/// Every run of a scenario, in the order of the plan.
fn runs(scenario: &Scenario) -> Vec<RunRecord> {
    let of_replicate = |replicate| {
        let begun = burn_in(scenario, replicate, &()).unwrap().unwrap();
        let one = move |regime| {
            run(scenario, begun.clone(), regime, &(), &mut ()).unwrap().unwrap().record((0, regime, replicate))
        };
        (0..scenario.regimes.len()).map(one)
    };
    (0..scenario.replicates).flat_map(of_replicate).collect()
}

fn findings(scenario: &Scenario, runs: &[RunRecord]) -> Findings {
    Findings::of(scenario, runs.iter().cloned().map(Run::Ok)).unwrap()
}

fn standing<'a>(scenario: &Scenario, findings: &'a Findings, regime: &str, measure: &str) -> &'a LedgerStanding {
    let regime = scenario.regimes.iter().position(|one| one.name == regime).expect("the regime is there");
    let measure = LEDGER_MEASURES.iter().position(|one| one.name == measure).expect("the measure is there");
    findings.sustainability.at(regime, measure).expect("a standing")
}

/// A town small enough to run, and large enough for something to show.
const TOWN: &str = r#"
    question = "Who pays with what?"
    people = 1000
    weeks = 208
    burn_in_weeks = 104
    replicates = 5
    regimes = ["none", "professional-centred", "case-centred"]
    [switches]
    people_move = false
    carers = false
"#;

#[test]
fn professionals_spend_trust_in_services_and_money_hangs_on_what_hours_cost() {
    let mut scenario = scenario(TOWN);
    let runs = runs(&scenario);
    let found = findings(&scenario, &runs);
    let verdict = |regime, measure| standing(&scenario, &found, regime, measure).verdict();
    assert_eq!(verdict("professional-centred", "trust_in_services"), LedgerVerdict::No);
    assert_eq!(verdict("professional-centred", "less_dependence"), LedgerVerdict::No);
    assert_eq!(verdict("professional-centred", "coping"), LedgerVerdict::Yes);
    for measure in LEDGER_MEASURES {
        assert_eq!(verdict("case-centred", measure.name), LedgerVerdict::Yes, "{}", measure.name);
    }
    let services = |regime| standing(&scenario, &found, regime, "trust_in_services").rank;
    assert_eq!((services("professional-centred"), services("case-centred")), (Some(2), Some(1)));
    // The same runs, with hours as dear as they may be and weeks worth little.
    (scenario.parameters.cost_per_hour, scenario.parameters.productive_week) = (1000.0, 100.0);
    let dear = findings(&scenario, &runs);
    for regime in ["professional-centred", "case-centred"] {
        let money = standing(&scenario, &dear, regime, "net_money");
        assert!(money.verdict() == LedgerVerdict::No && money.difference.high < 0.0, "{regime}: {money:?}");
    }
    assert_eq!(
        standing(&scenario, &dear, "case-centred", "coping"),
        standing(&scenario, &found, "case-centred", "coping")
    );
}

/// A structure of help into which no door leads is a world without help.
#[test]
fn a_structure_that_nobody_enters_differs_in_nothing_and_is_sustainable() {
    let doors = ["seek", "desk", "outreach", "mandate"].map(|door| format!("{door}_per_week = 0.0\n")).concat();
    let text = format!("{TOWN}\n[parameters]\n{doors}");
    let mut scenario = scenario(&text);
    (scenario.replicates, scenario.people, scenario.weeks) = (2, 200, 60);
    let found = findings(&scenario, &runs(&scenario)).sustainability;
    assert_eq!(found.standings.len(), 2 * (2 * LEDGER_MEASURES.len() - 1));
    for standing in &found.standings {
        let d = standing.difference;
        assert_eq!((d.mean, d.sd, d.low, d.high, d.n), (0.0, 0.0, 0.0, 0.0, 2), "{standing:?}");
        assert_eq!((standing.verdict(), standing.rank), (LedgerVerdict::Yes, Some(1)));
        assert_eq!((standing.position(), standing.trend()), (Position::Same, Trend::Level));
    }
}

/// A service that does nothing leaves people level, and its hours are used up; all in the shipped scenario, in small.
#[test]
fn a_service_that_does_nothing_leaves_people_level_and_costs_its_hours() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/null-service.toml")).unwrap();
    let mut scenario = scenario(&text);
    (scenario.people, scenario.weeks, scenario.burn_in_weeks, scenario.replicates) = (400, 104, 52, 6);
    let found = findings(&scenario, &runs(&scenario));
    for standing in &found.sustainability.standings {
        let what = (standing.trend(), standing.verdict());
        let expected = if standing.measure == NET_MONEY {
            (Trend::UsedUp, LedgerVerdict::No)
        } else {
            (Trend::Level, LedgerVerdict::Yes)
        };
        assert_eq!(what, expected, "{standing:?}");
    }
    let helped = &found.helped.regimes[1];
    assert!(helped.helped.mean > 10.0, "or nothing was asked");
    assert!(helped.beyond_none.iter().all(|flow| (flow.mean, flow.n) == (0.0, 6)), "{:?}", helped.beyond_none);
}

/// Coping is compared between the same people: who has a life problem, and since when, hangs on chance alone.
#[test]
fn those_with_a_life_problem_are_the_same_people_in_every_regime_and_week() {
    let text = TOWN
        .replace("\"case-centred\"", "\"case-centred\", \"mutual-self-help\", \"autonomous\", \"community\"")
        + "[parameters]\nonset_per_week = 0.01\noutreach_per_week = 0.3\nseek_per_week = 0.3\n";
    let mut scenario = scenario(&text);
    (scenario.people, scenario.weeks, scenario.burn_in_weeks) = (300, 80, 40);
    let mut happened = Happened::default();
    let mut worlds: Vec<World> = scenario.regimes.iter().map(|_| world(&scenario, 0).unwrap()).collect();
    for week in 0..scenario.burn_in_weeks + scenario.weeks {
        for (world, regime) in worlds.iter_mut().zip(&scenario.regimes) {
            if week == scenario.burn_in_weeks {
                world.begin(regime.structure).unwrap();
            }
            tick(world, &mut happened).unwrap();
        }
        let situations = |world: &World| -> Vec<(u8, u64)> {
            world
                .people()
                .iter()
                .zip(world.courses())
                .map(|(person, course)| (person.category, course.needed))
                .collect()
        };
        let first = situations(&worlds[0]);
        assert!(worlds.iter().all(|world| situations(world) == first), "week {week}");
    }
    let coping = |world: &World| {
        let all = (0..).zip(world.people()).filter(|(_, person)| person.category > 0);
        all.map(|(id, _)| world.view().coping(id)).sum::<f64>()
    };
    assert!(worlds[1..].iter().all(|world| coping(world) > coping(&worlds[0])), "or the comparison says nothing");
}

#[test]
fn a_replicate_alone_decides_nothing_and_a_scenario_without_none_says_nothing() {
    let mut scenario = scenario(TOWN);
    (scenario.replicates, scenario.people, scenario.weeks) = (1, 100, 10);
    let found = findings(&scenario, &runs(&scenario)).sustainability;
    assert_eq!(found.standings.len(), 2 * (2 * LEDGER_MEASURES.len() - 1));
    assert!(found.standings.iter().all(|standing| standing.verdict() == LedgerVerdict::NotShown));
    scenario.regimes.remove(0);
    let found = findings(&scenario, &runs(&scenario)).sustainability;
    assert!(found.without.is_none() && found.standings.is_empty());
}

fn items() -> impl Iterator<Item = &'static Item> {
    READ_OUTS.iter().flat_map(|read_out| read_out.dimensions).flat_map(|dimension| dimension.items)
}

#[test]
fn items_are_shares_or_say_their_unit() {
    let mut scenario = scenario(&TOWN.replace("\"case-centred\"", "\"mutual-self-help\""));
    (scenario.replicates, scenario.weeks) = (2, 156);
    let found = findings(&scenario, &runs(&scenario));
    let mut seen = 0;
    for (item, regime) in items().flat_map(|item| (0..3).map(move |regime| (item, regime))) {
        for population in READ_OVER {
            let mean = item.read(&found.summary, regime, population).expect("inside the summary").mean;
            let share = ["share", "share of people"].contains(&item.unit());
            assert!(share || item.unit().contains(" per person"), "{}", item.unit());
            assert!(mean.is_nan() || (0.0..=if share { 1.0 } else { 1000.0 }).contains(&mean), "{item:?}: {mean}");
            seen += u32::from(mean.is_finite());
        }
    }
    assert!(seen > 300, "{seen} values");
    let norm = items().find(|item| item.name() == "reciprocity").expect("the norm is there");
    let of = |regime| norm.read(&found.summary, regime, EVERYONE).unwrap();
    assert!(of(0) == of(1) && of(0) == of(2), "nothing changes the disposition to reciprocate");
}

/// What an item says of one person, by hand; several values where it is a mean over ties.
fn by_hand(world: &World, id: u32, item: &str) -> Vec<f64> {
    let person = &world.people()[id as usize];
    let held: Vec<HalfTie> = world.ties().of(id).filter(HalfTie::is_held).collect();
    let far = |tie: &HalfTie| world.neighbourhood(id) != world.neighbourhood(tie.alter());
    let category = |id: u32| world.people()[id as usize].category;
    let other_problem =
        |tie: &HalfTie| person.category * category(tie.alter()) > 0 && person.category != category(tie.alter());
    let back = |tie: &HalfTie| world.ties().of(tie.alter()).find(|back| back.alter() == id).unwrap();
    let trust = |tie: &HalfTie, holder: u32| {
        let prior = world.people()[holder as usize].prior[GENERAL];
        tie_trust_of(&tie.past, prior, world.raise(tie.end), world.parameters().prior_strength, world.scale())
    };
    let recent = |tick: Option<u32>, weeks: u32| tick.is_some_and(|tick| world.tick() - 1 - tick < weeks);
    let count = |is: &dyn Fn(&HalfTie) -> bool| vec![held.iter().filter(|tie| is(tie)).count() as f64];
    let any = |is: &dyn Fn(&HalfTie) -> bool| vec![f64::from(u8::from(held.iter().any(is)))];
    let kin = |tie: &HalfTie| tie.origin() == Origin::Kin;
    let open = world.networks().iter().filter(|network| network.open);
    match item {
        "kin_ties" => count(&kin),
        "neighbour_ties" => count(&|tie| !kin(tie) && !far(tie)),
        "far_ties" => count(&far),
        "ties_across_problems" => count(&other_problem),
        "made_ties" => count(&|tie| matches!(tie.origin(), Origin::CoMember | Origin::Helper)),
        "in_contact" => any(&|tie| recent(Some(tie.contact()), 4)),
        "someone_to_count_on" => any(&|tie| trust(tie, id) > 0.5),
        "helped_lately" => any(&|tie| recent(tie.help_in(), 4)),
        "helped_by_neighbours" => any(&|tie| recent(tie.help_in(), 4) && !kin(tie) && !far(tie)),
        "gave_lately" => any(&|tie| recent(back(tie).help_in(), 4)),
        "reciprocated_ties" => count(&|tie| recent(tie.help_in(), 52) && recent(back(tie).help_in(), 52)),
        "particularised_trust" => held.iter().map(|tie| trust(tie, id)).collect(),
        "trusted_by_ties" => held.iter().map(|tie| trust(&back(tie), tie.alter())).collect(),
        "civic_acts" => vec![f64::from(person.acts)],
        "acted" => vec![f64::from(u8::from(person.acts > 0))],
        "networks_supported" => vec![open.filter(|network| network.supporters().contains(&id)).count() as f64],
        "generalised_trust" => vec![world.view().trust(id, 0)],
        "institutional_trust" => vec![world.view().trust(id, 1)],
        "empowerment" => vec![world.view().trust(id, 2)],
        "reciprocity" => vec![person.reciprocity()],
        "unburdened" => vec![1.0 - f64::from(person.burden) / f64::from(ONE)],
        other => panic!("no count by hand of {other}"),
    }
}

#[test]
fn items_are_what_a_count_by_hand_finds() {
    let text = r#"
        question = "Does the read-out read?"
        people = 240
        weeks = 120
        burn_in_weeks = 30
        record_every_weeks = 120
        replicates = 1
        regimes = ["none", "case-centred", "mutual-self-help", "community"]
        [parameters]
        from = "1"
        people_per_neighbourhood = 40
        onset_per_week = 0.01
        veteran_leaving = 0.001
        workers_per_1000 = 20
        civic_act = 0.1
    "#;
    let scenario = scenario(text);
    let found = findings(&scenario, &runs(&scenario));
    let mut happened = Happened::default();
    let mut above_nought: Vec<&str> = Vec::new();
    for (at, regime) in scenario.regimes.iter().enumerate() {
        let mut world = burn_in(&scenario, 0, &()).unwrap().unwrap();
        let recovered: Vec<u32> = (0..scenario.people).filter(|id| world.recovered(*id)).collect();
        world.begin(regime.structure).unwrap();
        (0..scenario.weeks).for_each(|_| tick(&mut world, &mut happened).unwrap());
        let of_member = |id: u32, is: &dyn Fn(u32) -> bool| {
            let course = &world.courses()[id as usize];
            course.is_member() && is(world.tick() - 1 - u32::from(course.member_since()))
        };
        let belongs: [&dyn Fn(u32) -> bool; 6] = [
            &|_| true,
            &|id| of_member(id, &|_| true),
            &|id| of_member(id, &|weeks| weeks < 9),
            &|id| of_member(id, &|weeks| weeks > 104),
            &|id| world.courses()[id as usize].entered != u16::MAX,
            &|id| world.people()[id as usize].category > 0 && !recovered.contains(&id),
        ];
        for (population, belongs) in READ_OVER.into_iter().zip(belongs) {
            for item in items() {
                let people = (0..scenario.people).filter(|id| belongs(*id));
                let values: Vec<f64> = people.flat_map(|id| by_hand(&world, id, item.name())).collect();
                let (mean, shown) =
                    (values.iter().sum::<f64>() / values.len() as f64, item.read(&found.summary, at, population));
                let shown = shown.unwrap().mean;
                let same = (shown - mean).abs() < 1e-7 || (shown.is_nan() && values.is_empty());
                assert!(same, "{} of {population} in {}: {shown} shown, {mean} by hand", item.name(), regime.name);
                above_nought.extend((mean > 0.0 && ![EVERYONE, STRUCK].contains(&population)).then_some(item.name()));
            }
        }
    }
    assert!(items().all(|item| above_nought.contains(&item.name())), "something of everything among members");
}

#[test]
fn money_is_worth_of_weeks_less_cost_of_hours_used_beyond_none() {
    let mut scenario = scenario(TOWN);
    (scenario.people, scenario.weeks, scenario.replicates) = (300, 52, 2);
    let runs = runs(&scenario);
    let found = findings(&scenario, &runs);
    let by_hand = |regime: usize| {
        let money = |replicate: usize| {
            let [none, with] = [0, regime].map(|regime| &runs[replicate * scenario.regimes.len() + regime].ledger);
            let weeks = (none.weeks_in_need - with.weeks_in_need) as f64 * 300.0;
            let hours = |ledger: &mutua::model::ledger::Ledger| (ledger.desk + ledger.meetings) as f64 / 1000.0;
            (weeks - (hours(with) - hours(none)) * 35.0) / 0.3
        };
        0.5 * (money(0) + money(1))
    };
    for regime in [1, 2] {
        let shown = found.sustainability.at(regime, NET_MONEY).unwrap().difference.mean;
        assert!((shown - by_hand(regime)).abs() < 1e-3, "{shown} shown, {} by hand", by_hand(regime));
        let supplied = |regime: usize| runs[regime].ledger.supplied;
        assert_eq!(supplied(0), supplied(regime), "hours supplied do not tell regimes apart");
    }
}
