//! Whatever is handed to the public constructors of the library: they make something that works, or say what they cannot
//! hold and what is allowed. None panics, hangs or asks for memory that no machine has.
//!
//! Everything is tried with the numbers that break programs: nought, one, the largest, negative ones, infinite ones, NaN.
//! A failing case is printed with the seed of its world; `PROPTEST_RNG_SEED` sets that of the cases.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use mutua::analysis::ablation::{self, Ablations};
use mutua::analysis::design::sobol::{MAX_DIMENSIONS, Sobol};
use mutua::analysis::design::{Design, Response};
use mutua::analysis::sensitivity::{Method, SensitivityDesign};
use mutua::analysis::statistics::Estimate;
use mutua::analysis::{Findings, responses};
use mutua::ensemble::error::{MOST_THREADS, RunError, WorkError};
use mutua::ensemble::execute::Work;
use mutua::ensemble::journal::{Journal, ensemble_id};
use mutua::ensemble::replicate::{burn_in, run, simulate, world};
use mutua::ensemble::resources::{Memory, disk, disk_of_points};
use mutua::ensemble::shard::Shard;
use mutua::ensemble::threads::{on_threads, take_turns};
use mutua::ensemble::twin::{Baseline, Weeks};
use mutua::experiments::chronicle::Twins;
use mutua::experiments::chronicle::roll::Roll;
use mutua::experiments::patterns::PATTERNS;
use mutua::experiments::patterns::search::Search;
use mutua::model::chance::Chance;
use mutua::model::engine::census::Census;
use mutua::model::engine::happened::Happened;
use mutua::model::parameters::{NumberKind, Parameters, Switches, TABLE};
use mutua::model::rules::life::longest_gap;
use mutua::model::state::belief::Scale as Evidence;
use mutua::model::state::setting::Setting;
use mutua::model::state::setting::{LEAST_PEOPLE, SettingError};
use mutua::model::state::tie::MOST_PEOPLE;
use mutua::model::state::world::World;
use mutua::model::structure::{Aim, Entry, MAX_CAPACITY, Present, Structure, WorkerRole};
use mutua::model::tick::tick;
use mutua::record::Run;
use mutua::record::bytes::{decode, decode_world};
use mutua::record::plan::Plan;
use mutua::record::twins::TwinWeek;
use mutua::scenario::{
    Ablation, DesignKind, DesignTable, Factor, MAX_FACTORS, MAX_POINTS, Regime, Scale, Scenario, ScenarioError,
    Variants,
};
use proptest::prelude::*;
use std::error::Error;
use std::sync::Mutex;

/// Numbers that break programs.
fn reals() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
        Just(f64::MAX),
        Just(f64::MIN_POSITIVE),
        Just(-0.0),
        Just(0.0),
        Just(-1.0),
        Just(0.5),
        Just(1.5),
        Just(1e9),
        -2.0..70.0,
    ]
}

/// Whole numbers that break programs.
fn wholes() -> impl Strategy<Value = u32> {
    prop_oneof![Just(0), Just(1), Just(2), 3_u32..100, Just(u32::MAX - 1), Just(u32::MAX), any::<u32>()]
}

/// Whatever is refused says why, in a line of its own.
fn says_why(error: &dyn Error) {
    let said = error.to_string();
    assert!(said.len() > 15 && !said.contains('\n'), "{said:?}");
}

/// Parameters of which at most one is spoiled.
fn parameters() -> impl Strategy<Value = Parameters> {
    (0..TABLE.len(), reals(), prop::bool::weighted(0.6)).prop_map(|(place, value, spoil)| {
        let mut parameters = Parameters::default();
        if spoil {
            *parameters.get_mut(TABLE[place].name).expect("a row") = value;
        }
        parameters
    })
}

/// Few people or none, and more than any world holds: one of millions would only take its time.
fn people() -> impl Strategy<Value = u32> {
    prop_oneof![4 => 0_u32..12, 4 => 12_u32..120, 1 => Just(MOST_PEOPLE + 1), 1 => Just(u32::MAX)]
}

fn structures() -> impl Strategy<Value = Structure> {
    let aim = prop::sample::select(vec![Aim::Focal, Aim::Plural, Aim::Community]);
    let present = prop::sample::select(vec![Present::Client, Present::CloseTies, Present::Peers, Present::Residents]);
    let share = || prop_oneof![4 => 0.0..=1.0, 1 => reals()];
    let hours = || prop_oneof![4 => 0.05..=20.0, 1 => reals()];
    let whole = |most| prop_oneof![6 => 1_u16..=most, 1 => Just(0), 1 => Just(most + 1), 1 => Just(u16::MAX)];
    let worker = prop::option::of((share(), share(), hours()));
    let voices = (prop::option::of(share()), prop::option::weighted(0.3, hours()));
    let agreed = prop::option::weighted(0.3, whole(520));
    let numbers = (whole(52), whole(40), whole(MAX_CAPACITY), any::<u8>(), agreed);
    ((aim, present), worker, voices, numbers).prop_map(
        |(
            (aim, present),
            worker,
            (announced_voice, worker_hours),
            (weeks, turns, capacity, doors, meetings_agreed),
        )| {
            let who = Structure { aim, present, ..Structure::peers() };
            Structure {
                worker: worker.map(|(directiveness, facilitation, hours_per_meeting)| WorkerRole {
                    directiveness,
                    facilitation,
                    hours_per_meeting,
                }),
                announced_voice,
                meets_every_weeks: weeks,
                turns_per_meeting: turns,
                capacity,
                entry: Entry {
                    desk: doors & 1 > 0,
                    link: doors & 2 > 0,
                    outreach: doors & 4 > 0,
                    mandate: doors & 8 > 0,
                },
                meetings_agreed,
                worker_hours,
                ..who
            }
        },
    )
}

/// A world lives on, and is sound.
fn lives(world: &mut World, weeks: u32) {
    let mut happened = Happened::default();
    for _ in 0..weeks {
        tick(world, &mut happened).expect("balanced books");
    }
    world.audit(&Census::of(world, 0)).expect("a sound world");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn there_is_a_world_or_a_reason_why_not(
        people in people(), (seed, replicate) in any::<(u32, u32)>(), parameters in parameters(), structure in structures(),
    ) {
        let setting = Setting { people, seed, replicate, parameters, switches: Switches::default() };
        let allowed = (LEAST_PEOPLE..=MOST_PEOPLE).contains(&people) && setting.parameters.check().is_ok();
        match World::new(&setting) {
            Ok(mut world) => {
                prop_assert!(allowed);
                world.share_in_parts_of(seed % 50);
                lives(&mut world, 8);
                let before = world.hash();
                match world.begin(Some(structure)) {
                    Ok(()) => lives(&mut world, 16),
                    Err(reason) => {
                        prop_assert_eq!(world.hash(), before);
                        says_why(&reason);
                    }
                }
            }
            Err(reason) => {
                prop_assert!(!allowed);
                says_why(&reason);
            }
        }
    }
}

#[test]
fn every_parameter_is_asked_for_its_range() {
    for row in TABLE {
        let mut wrong = vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, row.low - 1.0, row.high + 1.0];
        wrong.extend((row.kind == NumberKind::Whole).then_some(row.low + 0.5));
        for value in wrong {
            let mut parameters = Parameters::default();
            *parameters.get_mut(row.name).expect("a row") = value;
            let refused = parameters.check().expect_err(row.name);
            let told = refused.to_string();
            assert!(matches!(&refused, SettingError::Parameter { row: named, .. } if named.name == row.name), "{told}");
            assert!(told.contains(row.name) && told.contains(&row.high.to_string()), "{told}");
        }
    }
    let ordered = Parameters { comfort_good: 0.1, comfort_poor: 0.2, ..Parameters::default() };
    assert!(matches!(ordered.check(), Err(SettingError::Disagreement(_))));
}

/// A small scenario that was read.
fn town(more: &str) -> Scenario {
    let text = format!(
        "people = 30\nweeks = 4\nburn_in_weeks = 2\nrecord_every_weeks = 2\nreplicates = 1\n\
         regimes = [\"none\", \"mutual-self-help\"]\n{more}"
    );
    Scenario::parse_as(&text, "town.toml", "town", &[]).expect("a valid scenario")
}

/// What is done to a scenario that was read.
#[derive(Clone, Debug)]
enum Spoiled {
    Nothing,
    Size(usize, u32),
    Parameter(usize, f64),
    Regimes(usize),
    Structure(Structure),
    Design(DesignKind, Vec<Factor>),
}

fn scales() -> impl Strategy<Value = Scale> {
    let levels = || prop::option::of(wholes());
    let values = prop::collection::vec("[a-z0-9.]{0,3}", 0..4);
    let ends = prop_oneof![Just(i64::MIN), Just(i64::MAX), -3_i64..9];
    prop_oneof![
        (reals(), reals(), levels()).prop_map(|(low, high, levels)| Scale::Real { low, high, levels }),
        (ends.clone(), ends, levels()).prop_map(|(low, high, levels)| Scale::Whole { low, high, levels }),
        values.prop_map(Scale::Values),
    ]
}

fn factors() -> impl Strategy<Value = Vec<Factor>> {
    let factor = (prop::sample::select(vec!["stake_shared", "people", "hope", "no such key", ""]), scales());
    let factor = factor.prop_map(|(key, scale)| Factor { key: key.to_owned(), scale });
    prop_oneof![
        4 => prop::collection::vec(factor, 0..5),
        1 => (0..3 * MAX_FACTORS).prop_map(|many| {
            let scale = Scale::Real { low: 0.0, high: 1.0, levels: None };
            vec![Factor { key: "stake_shared".to_owned(), scale }; many]
        }),
    ]
}

fn kinds() -> impl Strategy<Value = DesignKind> {
    prop_oneof![
        Just(DesignKind::Factorial),
        Just(DesignKind::OneAtATime),
        wholes().prop_map(|points| DesignKind::LatinHypercube { points }),
        wholes().prop_map(|points| DesignKind::Sobol { points }),
    ]
}

fn spoiled() -> impl Strategy<Value = Spoiled> {
    prop_oneof![
        Just(Spoiled::Nothing),
        (1..7_usize, wholes()).prop_map(|(place, value)| Spoiled::Size(place, value)),
        (0..TABLE.len(), reals()).prop_map(|(place, value)| Spoiled::Parameter(place, value)),
        prop_oneof![Just(0), Just(1), Just(101), Just(300)].prop_map(Spoiled::Regimes),
        structures().prop_map(Spoiled::Structure),
        (kinds(), factors()).prop_map(|(kind, factors)| Spoiled::Design(kind, factors)),
    ]
}

fn spoil(how: Spoiled) -> Scenario {
    let mut scenario = town("");
    match how {
        Spoiled::Nothing => (),
        Spoiled::Size(place, value) => {
            let sizes = [
                &mut scenario.seed,
                &mut scenario.people,
                &mut scenario.people_per_town,
                &mut scenario.weeks,
                &mut scenario.burn_in_weeks,
                &mut scenario.record_every_weeks,
                &mut scenario.replicates,
            ];
            *sizes[place] = value;
        }
        Spoiled::Parameter(place, value) => {
            *scenario.parameters.get_mut(TABLE[place].name).expect("a row") = value;
        }
        Spoiled::Regimes(many) => {
            let named = |number: usize| Regime { name: format!("r{number}"), structure: None };
            scenario.regimes = (0..many).map(named).collect();
        }
        Spoiled::Structure(structure) => scenario.regimes[1].structure = Some(structure),
        Spoiled::Design(kind, factors) => scenario.design = Some(DesignTable { kind, factors }),
    }
    scenario
}

/// Everything that counts or plans, which no scenario can stop.
fn plans(scenario: &Scenario) {
    let plan = Plan::of(scenario);
    let _ = (plan.runs(), plan.units(), plan.unit(u64::MAX), Plan::over(&[]), scenario.towns(), scenario.town(0));
    for threads in [0, 1, usize::MAX] {
        let memory = Memory::of(scenario, threads);
        assert!(memory.total() >= memory.work() && memory.total() >= memory.summed_up());
        let points = [scenario.clone(), town("")];
        let _ = Memory::planned(&points, &Plan::over(&points), threads);
    }
    let _ = (disk(scenario, &plan), disk_of_points(std::slice::from_ref(scenario), &plan));
    let weeks = Weeks::of(scenario);
    let _ = (weeks.count(), weeks.in_window().count(), Baseline::new(weeks).at(1).is_none(), TwinWeek::empty(1));
    let _ = (scenario.hash(), Variants::of(scenario).is_ok(), Ablation::all(scenario));
    if let Some(design) = Design::of(scenario) {
        let last = design.len() - 1;
        let _ = (design.point(0), design.point(last), design.point(design.len()), design.units(usize::MAX));
        let _ = Response::new(&design, &[(last, Estimate::of(&[1.0]))]).curves(0);
    }
}

/// Does everything there is to do, on two threads; how many runs came.
fn does(scenario: &Scenario, plan: Plan) -> Result<Vec<Run>, WorkError> {
    let runs = Mutex::new(Vec::new());
    let keep = |_, run: Run| runs.lock().expect("no panic").push(run);
    let scenarios = std::slice::from_ref(scenario);
    Work { scenarios, plan, shard: Shard::WHOLE, done: |_| false, keep, kept_districts: None }.execute(2, &())?;
    Ok(runs.into_inner().expect("no panic"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_scenario_made_by_hand_is_run_or_refused(how in spoiled(), number in wholes()) {
        let scenario = spoil(how);
        plans(&scenario);
        let checked = scenario.check();
        if let Err(reason) = &checked {
            says_why(reason);
            prop_assert!(matches!(burn_in(&scenario, 0, &()), Err(RunError::Scenario(_))));
            prop_assert!(Twins::at_week_0(&scenario, None, 0, &()).is_err());
            let there = world(&town(""), 0).expect("a world");
            prop_assert!(run(&scenario, there, 0, &(), &mut ()).is_err());
            prop_assert!(matches!(does(&scenario, Plan::of(&scenario)), Err(WorkError::Scenario(_))));
            return Ok(());
        }
        // Sizes of tens of thousands are allowed, and take their time.
        let small = scenario.people <= 200 && scenario.weeks + scenario.burn_in_weeks < 300 && scenario.replicates < 9;
        if small && scenario.regimes.len() < 5 {
            let plan = Plan::of(&scenario);
            let mut runs = does(&scenario, plan).expect("two threads");
            prop_assert_eq!(runs.len() as u64, plan.runs());
            prop_assert!(runs.iter().all(Result::is_ok), "{:?}", runs);
            runs.sort_by_key(mutua::record::position);
            prop_assert!(Findings::of(&scenario, runs).is_ok());
            let there = burn_in(&scenario, number, &()).expect("a sound world").expect("not stopped");
            let no_regime = run(&scenario, there, usize::MAX, &(), &mut ());
            let named = matches!(no_regime, Err(RunError::NoRegime { .. }));
            prop_assert!(named);
        }
    }

    #[test]
    fn there_is_a_design_or_a_reason_why_not(kind in kinds(), factors in factors(), seed in any::<u32>()) {
        let lengths = (factors.len(), factors.iter().map(|factor| factor.scale.count()).collect::<Vec<_>>());
        let table = DesignTable { kind, factors };
        let points = table.declared();
        match Design::new(table, &Scenario { seed, ..town("") }) {
            Ok(design) => {
                prop_assert!((1..=MAX_FACTORS).contains(&lengths.0) && points <= u128::from(MAX_POINTS));
                let (last, past) = (design.len() - 1, design.len());
                // Levels at which the scenario stands are not run again.
                prop_assert!((1..=points).contains(&(design.len() as u128)));
                prop_assert!(design.point(last).settings.len() <= lengths.0);
                prop_assert!(design.point(past).settings.is_empty() && design.units(past).is_empty());
            }
            Err(reason) => says_why(&reason),
        }
    }

    #[test]
    fn there_is_a_sensitivity_design_or_a_reason_why_not(
        factors in factors(), (repeats, levels) in (wholes(), wholes()), sobol in any::<bool>(), seed in any::<u32>(),
    ) {
        let method =
            if sobol { Method::Sobol { rows: repeats } } else { Method::Morris { trajectories: repeats, levels } };
        match SensitivityDesign::new(method, factors, seed) {
            Ok(design) => {
                prop_assert!(design.len() <= MAX_POINTS as usize && design.factors().len() <= MAX_FACTORS);
                for index in [0, design.len() - 1] {
                    let units = design.units(index);
                    prop_assert!(units.iter().all(|unit| (0.0..=1.0).contains(unit)), "{:?}", units);
                    prop_assert_eq!(design.point(index).settings.len(), design.factors().len());
                }
                prop_assert!(design.with_resamples(repeats).is_ok() == (100..=100_000).contains(&repeats));
            }
            Err(reason) => says_why(&reason),
        }
    }

    #[test]
    fn there_is_a_part_or_a_reason_why_not(part in wholes(), of in wholes(), unit in any::<u64>(), text in "[0-9/a]{0,9}") {
        match Shard::new(part, of) {
            Ok(shard) => {
                prop_assert!((1..=of).contains(&part) && (shard.part(), shard.of()) == (part, of));
                prop_assert_eq!(shard.holds(unit), unit % u64::from(of) == u64::from(part - 1));
                prop_assert_eq!(format!("{part}/{of}").parse::<Shard>(), Ok(shard));
            }
            Err(reason) => {
                prop_assert!(part == 0 || part > of);
                says_why(&reason);
            }
        }
        let _ = text.parse::<Shard>();
    }

    #[test]
    fn there_is_a_sobol_sequence_or_a_reason_why_not(dimensions in prop_oneof![0..600_usize, Just(usize::MAX)]) {
        match Sobol::new(dimensions, 1) {
            Ok(sobol) => prop_assert!(sobol.dimensions() == dimensions && dimensions <= MAX_DIMENSIONS),
            Err(reason) => says_why(&reason),
        }
    }

    #[test]
    fn any_bytes_are_a_run_or_are_not(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = (decode(&bytes), decode_world(&bytes));
    }

    #[test]
    fn small_parts_of_the_model_take_any_number(real in reals(), other in reals(), (one, two) in any::<(u32, u32)>()) {
        let mut scale = Evidence::new(real);
        scale.advance();
        let _ = (longest_gap(real, other), Chance::new(one, two), Estimate::of(&[real, other]));
    }
}

#[test]
fn threads_there_are_none_of_are_refused() {
    for threads in [0, MOST_THREADS + 1, usize::MAX] {
        let refused = on_threads(threads, || ()).expect_err("no such number of threads");
        assert!(matches!(refused, WorkError::Threads(given) if given == threads));
        says_why(&refused);
        let never = |_: u64| panic!("nothing is done");
        assert!(take_turns(threads, 3, &(), never).is_err());
    }
}

#[test]
fn a_plan_of_other_scenarios_is_refused() {
    let scenario = town("");
    let plan = Plan::of(&scenario);
    for wrong in [Plan { points: 2, ..plan }, Plan { points: 0, ..plan }, Plan { regimes: 9, ..plan }] {
        let refused = does(&scenario, wrong).expect_err("another plan");
        assert!(matches!(refused, WorkError::Plan));
        says_why(&refused);
    }
    assert!(does(&scenario, Plan { replicates: 0, ..plan }).expect("two threads").is_empty());
}

#[test]
fn a_person_or_a_pattern_there_is_none_of_is_refused() {
    let scenario = town("");
    let twins = Twins::at_week_0(&scenario, scenario.regimes[1].structure, 0, &()).unwrap().expect("not stopped");
    assert!(twins.lives(29, &()).is_ok());
    for person in [30, u32::MAX] {
        let refused = twins.lives(person, &()).expect_err("nobody");
        assert!(matches!(refused, RunError::NoPerson { .. }));
        says_why(&refused);
    }
    assert!(Roll::call(&twins, &()).is_ok());
    let group_of_none = Structure { capacity: 0, ..scenario.regimes[1].structure.expect("a structure") };
    let refused = Twins::at_week_0(&scenario, Some(group_of_none), 0, &()).unwrap().expect("not stopped").lives(0, &());
    assert!(matches!(refused, Err(RunError::Structure(_))));
    for pattern in [PATTERNS.len(), usize::MAX] {
        says_why(&Search::new(&[pattern], 2, &[]).expect_err("no pattern"));
    }
    assert!(Search::new(&[0], 0, &[]).is_err());
    assert!(Search::new(&[0], u32::MAX, &[]).is_err());
}

#[test]
fn studies_of_nothing_are_studies() {
    let scenario = town("");
    let none = Ablations::new(Vec::new());
    let fold = ablation::AblationBuilder::new(&scenario, &none);
    assert_eq!((none.points(), fold.finish().ablations()), (1, 0));
    let mut at_point = responses::PointBuilder::new(&scenario);
    at_point.add(&[]);
    assert!(Findings::of(&scenario, []).is_ok());
    assert!(Findings::of(&Scenario { regimes: Vec::new(), ..scenario.clone() }, []).is_ok());
    let unsaid = Scenario { record_every_weeks: 0, ..scenario };
    assert!(matches!(unsaid.check(), Err(ScenarioError::Size { row, given: 0 }) if row.name == "record_every_weeks"));
}

#[test]
fn a_journal_of_more_runs_than_memory_holds_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for runs in [u64::MAX, u64::MAX / 8, 1 << 50] {
        let path = folder.path().join("runs.bin");
        says_why(&Journal::create(&path, ensemble_id("none"), runs).expect_err("too many runs"));
        assert!(!path.exists());
    }
    let path = folder.path().join("none.bin");
    let journal = Journal::create(&path, ensemble_id("none"), 0).expect("a journal of no runs");
    assert!((journal.runs(), journal.holds(0)) == (0, false));
}

#[test]
fn a_structure_is_refused_before_a_world_lives_under_it() {
    let scenario = town("");
    let there = burn_in(&scenario, 0, &()).unwrap().expect("not stopped");
    let never = Structure { meets_every_weeks: 0, ..scenario.regimes[1].structure.expect("a structure") };
    let refused = simulate(&scenario, there, Some(never), |_| false, &(), &mut ()).expect_err("no such structure");
    assert!(refused.to_string().contains("meets_every_weeks must be from 1 to 52, not 0"));
}

#[test]
fn names_that_cannot_stand_in_tables_are_refused_in_a_scenario_made_in_code() {
    let made = |name: &str, regimes: Vec<Regime>| Scenario { name: name.to_owned(), regimes, ..Scenario::default() };
    let shipped = |name| Regime::shipped(name).expect("is shipped");
    let (own, group) = (|name: &str| Regime::new(name, shipped("mutual-self-help").structure.unwrap()), "my-group");
    assert!(made("town", vec![Regime::none(), own(group)]).check().is_ok());
    for (scenario, why) in [
        (made("a/b", vec![own(group)]), "the name of the scenario `a/b` holds a slash"),
        (made("town", vec![own(group), own(group)]), "the name of the regime `my-group` is that of an earlier one"),
        (made("town", vec![own("none")]), "`none` is that of the world without helping networks"),
        (made("town", vec![own("nan")]), "must not be a word that programs read as missing"),
        (made("town", vec![Regime { structure: None, ..own(group) }]), "must be none, as it has no structure"),
    ] {
        let refused = scenario.check().expect_err(why).to_string();
        assert!(refused.contains(why), "{refused}");
        assert!(matches!(burn_in(&scenario, 0, &()), Err(RunError::Scenario(_))));
    }
}
