//! Twins: the split of the gap adds up, nothing comes of nothing, and a slow second count agrees.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use mutua::analysis::Findings;
use mutua::analysis::twins::{Luck, Term, at_horizon, split};
use mutua::ensemble::execute::Work;
use mutua::ensemble::observer::Observer;
use mutua::ensemble::replicate::{burn_in, run};
use mutua::ensemble::shard::Shard;
use mutua::ensemble::twin::{Baseline, Baselines, Weeks, beside, other_luck};
use mutua::model::indicator::Indicator;
use mutua::model::measure::MEASURES;
use mutua::model::state::tie::NEVER;
use mutua::model::state::world::World;
use mutua::record::plan::Plan;
use mutua::record::twins::{Group, TwinRecord};
use mutua::record::{Run, RunRecord};
use mutua::scenario::Scenario;
use std::collections::BTreeMap;
use std::sync::Mutex;

const TOWN: &str = r#"
    seed = 11
    people = 600
    weeks = 260
    burn_in_weeks = 100
    replicates = 4
    regimes = ["none", "professional-centred", "case-centred", "mutual-self-help"]
    [parameters]
    onset_per_week = 0.004
    seek_per_week = 0.15
    outreach_per_week = 0.15
    desk_per_week = 0.15
"#;

fn scenario(text: &str, sets: &[&str]) -> Scenario {
    let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
    Scenario::parse_as(text, "town", "town", &sets).expect("a valid scenario")
}

/// Every run of a scenario, in the order of the plan.
fn runs(scenario: &Scenario) -> Vec<Run> {
    let kept = Mutex::new(BTreeMap::new());
    let work = Work {
        scenarios: std::slice::from_ref(scenario),
        plan: Plan::of(scenario),
        shard: Shard::WHOLE,
        done: |_| false,
        keep: |index, run| {
            kept.lock().unwrap().insert(index, run);
        },
        kept_districts: None,
    };
    work.execute(2, &()).unwrap();
    kept.into_inner().unwrap().into_values().collect()
}

fn twins(runs: &[Run]) -> impl Iterator<Item = (&RunRecord, &TwinRecord)> {
    runs.iter().flatten().filter_map(|record| Some((record, record.twins.as_ref()?)))
}

#[test]
fn the_split_adds_up_to_the_gap_in_every_replicate_and_week() {
    let town = scenario(TOWN, &[]);
    let runs = runs(&town);
    let (mut splits, mut with_veterans) = (0, 0);
    for (record, twins) in twins(&runs) {
        assert_eq!(twins.same_luck.len(), 20);
        assert_eq!(twins.other_luck.len(), 4);
        let weeks = twins.same_luck.iter().chain(&twins.other_luck);
        for (week, measure) in weeks.flat_map(|week| (0..MEASURES.len()).map(move |measure| (week, measure))) {
            let Some(split) = split(week, measure) else { continue };
            let parts: f64 = Term::PARTS.iter().map(|part| split[*part as usize]).sum();
            let gap = split[Term::Gap as usize];
            assert!((gap - parts).abs() < 1e-9, "week {}: {gap} {parts}", week.week);
            let selection = split[Term::Trouble as usize] + split[Term::Entry as usize];
            assert!((split[Term::Selection as usize] - selection).abs() < 1e-12);
            splits += 1;
            // What the split calls everybody's mean is what the trajectories show.
            let shown = record.snapshots.iter().find(|s| s.week == week.week).unwrap().rows[0].values;
            let mean = week.with(measure, Group::Everyone);
            assert!((mean - shown[MEASURES[measure] as usize]).abs() < 1e-12);
        }
        for measure in 0..MEASURES.len() {
            let Some(split) = at_horizon(&twins.same_luck, 260, measure) else { continue };
            let parts: f64 = Term::PARTS.iter().map(|part| split[*part as usize]).sum();
            assert!((split[Term::Gap as usize] - parts).abs() < 1e-9);
            with_veterans += 1;
        }
    }
    assert!(splits > 1000 && with_veterans > 50, "{splits} {with_veterans}");
    assert_eq!(runs.iter().flatten().filter(|record| record.twins.is_none()).count(), 4, "none has no twins");
}

/// The world without helping networks beside itself.
fn none_beside_none(town: &Scenario, replicate: u32) -> TwinRecord {
    let week_0 = burn_in(town, replicate, &()).unwrap().unwrap();
    let none = town.without_help().unwrap();
    let mut same_luck = Baseline::new(Weeks::of(town));
    run(town, week_0.clone(), none, &(), &mut same_luck).unwrap().unwrap();
    let other_luck = other_luck(town, week_0.clone(), replicate, &()).unwrap();
    let record = beside(town, week_0, none, &(), &Baselines { same_luck, other_luck }, &mut ()).unwrap().unwrap();
    record.twins.unwrap()
}

#[test]
fn equal_structures_have_equal_twins() {
    let town = scenario(TOWN, &[]);
    for twins in [0, 1].map(|replicate| none_beside_none(&town, replicate)) {
        assert!(!twins.same_luck.is_empty() && !twins.other_luck.is_empty());
        for week in &twins.same_luck {
            for measure in 0..MEASURES.len() {
                assert_eq!(week.tau(measure, Group::Everyone).to_bits(), 0.0_f64.to_bits());
                assert!(split(week, measure).is_none(), "nobody is a veteran");
            }
            assert!(week.correlation(0) > 0.999_999_999);
        }
        assert!(
            twins.other_luck.iter().all(|week| week.tau(0, Group::Everyone).abs() > 0.0),
            "other luck is other luck"
        );
    }
}

/// Somebody at the horizon, seen by an observer who keeps everything.
#[derive(Clone, Debug)]
struct Seen {
    trust: f64,
    troubled: bool,
    entered_for: Option<u32>,
    member: bool,
}

#[derive(Default)]
struct Everybody(Vec<Seen>);

impl Observer for Everybody {
    fn week(&mut self, world: &World, week: u32) {
        if week == 260 {
            let seen = |person: u32| {
                let (category, own) = (world.people()[person as usize].category, &world.courses()[person as usize]);
                let entered_for = (own.entered != NEVER).then(|| world.tick() - 1 - u32::from(own.entered));
                Seen {
                    trust: world.view().trust(person, 0),
                    troubled: category > 0,
                    entered_for,
                    member: own.is_member(),
                }
            };
            self.0 = (0..world.people().len() as u32).map(seen).collect();
        }
    }
}

#[test]
fn a_slow_second_count_agrees() {
    let town = scenario(TOWN, &["replicates=1"]);
    let kept = runs(&town);
    for regime in 1..town.regimes.len() {
        let look = |regime: usize| {
            let (mut everybody, world) = (Everybody::default(), burn_in(&town, 0, &()).unwrap().unwrap());
            run(&town, world, regime, &(), &mut everybody).unwrap();
            everybody.0
        };
        let both: Vec<(Seen, Seen)> = look(regime).into_iter().zip(look(0)).collect();
        let mean = |of: &dyn Fn(&(Seen, Seen)) -> f64, over: &dyn Fn(&Seen) -> bool| {
            let group: Vec<_> = both.iter().filter(|(with, _)| over(with)).collect();
            (group.iter().map(|both| of(both)).sum::<f64>() / group.len() as f64, group.len() as f64)
        };
        let tau = |both: &(Seen, Seen)| both.0.trust - both.1.trust;
        let (with, without) = (|both: &(Seen, Seen)| both.0.trust, |both: &(Seen, Seen)| both.1.trust);
        let entrant = |seen: &Seen| seen.entered_for.is_some_and(|weeks| weeks >= 104);
        let veteran = |seen: &Seen| entrant(seen) && seen.member;
        let joined = |seen: &Seen| seen.entered_for.is_some_and(|weeks| weeks < 104);
        let (never, everyone) = (|seen: &Seen| seen.entered_for.is_none(), |_: &Seen| true);
        let n = mean(&with, &everyone).1;
        let part = |group: &dyn Fn(&Seen) -> bool| match mean(&tau, group) {
            (_, 0.0) => 0.0,
            (tau, count) => tau * count / n,
        };
        let slow = [
            mean(&with, &veteran).0 - mean(&with, &everyone).0,
            mean(&tau, &entrant).0,
            mean(&tau, &veteran).0 - mean(&tau, &entrant).0,
            mean(&without, &veteran).0 - mean(&without, &entrant).0,
            mean(&without, &entrant).0 - mean(&without, &everyone).0,
            mean(&without, &|seen| seen.troubled).0 - mean(&without, &everyone).0,
            mean(&without, &entrant).0 - mean(&without, &|seen| seen.troubled).0,
            -(part(&entrant) + part(&joined)),
            -part(&never),
        ];
        let (_, twins) = twins(&kept).find(|(record, _)| record.regime == regime).unwrap();
        let quick = split(twins.same_luck.last().unwrap(), 0).expect("veterans");
        for (term, (quick, slow)) in Term::ALL.iter().zip(quick.into_iter().zip(slow)) {
            assert!((quick - slow).abs() < 1e-8, "{}: {quick} {slow}", term.name());
        }
    }
}

#[test]
fn a_service_that_does_nothing_has_no_effect_and_the_lots_say_so_too() {
    let text = include_str!("../scenarios/null-service.toml");
    let small = ["people=500", "burn_in_weeks=200", "weeks=156"];
    // Many apply for few places, so that lots decide.
    let many =
        ["seek_per_week=0.15", "outreach_per_week=0.15", "desk_per_week=0.15", "people_move=false", "caseload=6"];
    let with = |more: &[&str]| scenario(text, &[&small[..], &many, more].concat());
    let null = with(&["replicates=50"]);
    let findings = Findings::of(&null, runs(&null)).unwrap();
    assert_eq!(findings.twins.len(), 2);
    for of in &findings.twins {
        for measure in 0..MEASURES.len() {
            let terms = &of.at_horizon[Luck::Same as usize][measure].terms;
            for term in [Term::Effect, Term::Retention, Term::OwnPart, Term::SpillOver] {
                let effect = terms[term as usize];
                assert!(effect.n == 50 && effect.low <= 0.0 && 0.0 <= effect.high, "{} {effect:?}", term.name());
            }
        }
        // 18 intervals of 95 %: one may miss, not several.
        let missed = of.lots.iter().filter(|lots| lots.apart.is_clear()).count();
        assert!(missed <= 2, "{missed} of {:?}", of.draws);
    }
    // In groups there is hardly a draw: they split, and take everybody in.
    assert!(findings.twins[0].draws.0.mean > 1.0, "{:?}", findings.twins[0].draws);
    // The same service with effect is not found to have none.
    let works = with(&["replicates=6", "help_effect=true"]);
    let findings = Findings::of(&works, runs(&works)).unwrap();
    let burden = MEASURES.iter().position(|measure| *measure == Indicator::Burden).unwrap();
    let effect = findings.twins[0].at_horizon[0][burden].terms[Term::Effect as usize];
    assert!(effect.high < -0.01, "{effect:?}");
}

#[test]
fn where_there_is_no_world_without_networks_there_are_no_twins() {
    let town = scenario(TOWN, &["replicates=1", "weeks=30", r#"regimes=["case-centred", "mutual-self-help"]"#]);
    let runs = runs(&town);
    assert_eq!((runs.len(), twins(&runs).count()), (2, 0));
    assert!(Findings::of(&town, runs).unwrap().twins.is_empty());
}
