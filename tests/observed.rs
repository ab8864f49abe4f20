//! What is always observed in a run is what a slow recount of the same world finds, week by week and person by person, and
//! observing changes nothing.
//!
//! Worlds are drawn anew each time; a failure prints their seed, and `MUTUA_SEED` sets it.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use mutua::analysis::quantities::{QUANTITIES, Quantity, values};
use mutua::analysis::survival::{lasting, median};
use mutua::ensemble::execute::Work;
use mutua::ensemble::shard::Shard;
use mutua::model::chance::NOBODY;
use mutua::model::effects::{Door, NetworkEvent};
use mutua::model::engine::happened::Happened;
use mutua::model::leaving::Leaving;
use mutua::model::ledger::{Cause, Phase};
use mutua::model::origin::Origin;
use mutua::model::share::{ONE, share};
use mutua::model::state::person::GENERAL;
use mutua::model::state::tie::NEVER;
use mutua::model::structure::Aim;
use mutua::record::observed::{Count, Curve, Observed, Pair, Time};
use mutua::record::plan::Plan;
use mutua::{Indicator, RunOptions, RunRecord, Scenario, Simulation, World};
use std::collections::HashMap;
use std::sync::Mutex;

/// Numbers drawn from a seed.
struct Lots(u64);

impl Lots {
    fn seeded() -> Self {
        let given = std::env::var("MUTUA_SEED").ok().and_then(|text| text.parse().ok());
        let clock = || std::time::UNIX_EPOCH.elapsed().map_or(1, |since| since.as_nanos() as u64);
        let seed = given.unwrap_or_else(clock);
        println!("MUTUA_SEED={seed}");
        Self(seed)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

const REGIMES: [&str; 5] = ["none", "professional-centred", "case-centred", "mutual-self-help", "community"];

/// A small world in which much happens, of so many weeks.
fn drawn(lots: &mut Lots, weeks: u32, regimes: &[&str]) -> Scenario {
    let people = 60 + lots.below(200);
    let text = format!(
        "people = {people}\nweeks = {weeks}\nburn_in_weeks = {burn_in}\nreplicates = 1\nseed = {seed}\nregimes = {regimes:?}\n\
         [parameters]\nonset_per_week = {onset}\nrelapse_factor = {relapse}\nveteran_leaving = {leaving}\nalone_weeks = {alone}\n\
         tie_floor = {floor}\nburden_luck = {luck}\nmoving_per_week = {moving}\nseek_per_week = 0.2\n\
         outreach_per_week = 0.2\nwilling_base = 0.2\n[switches]\npeople_move = {moves}\nput_to_the_group = {to_all}\n",
        burn_in = lots.one_of(&[0, 20, 60]),
        seed = lots.below(1 << 30),
        onset = lots.one_of(&[0.003, 0.02]),
        relapse = lots.one_of(&[0.5, 10.0]),
        leaving = lots.one_of(&[0.0, 0.02, 0.3]),
        alone = lots.one_of(&[1, 2, 12]),
        floor = lots.one_of(&[0.5, 0.9]),
        luck = lots.one_of(&[0.01, 0.09]),
        moving = lots.one_of(&[0.0006, 0.003, 0.01]),
        moves = lots.below(2) == 0,
        to_all = lots.below(2) == 0,
    );
    let mut scenario = Scenario::parse_as(&text, "t.toml", "t", &[]).expect("a valid scenario");
    for structure in scenario.regimes.iter_mut().filter_map(|regime| regime.structure.as_mut()) {
        structure.meetings_agreed = (structure.aim == Aim::Focal && lots.below(4) > 0).then_some(2);
    }
    scenario
}

fn run(scenario: &Scenario) -> Vec<RunRecord> {
    let results = scenario.run(&RunOptions { threads: 1, ..RunOptions::default() }).expect("it can be run");
    assert!(results.failed.is_empty());
    results.records
}

/// A person at the end of a week.
#[derive(Clone, Copy)]
struct Standing {
    in_need: bool,
    member: bool,
    troubled: bool,
    /// Troubled, and not only as a carer.
    own: bool,
    turns: i64,
    felt: i64,
    trust: i64,
}

impl Standing {
    /// Of somebody who is not there yet.
    const NOT_THERE: Self =
        Self { in_need: false, member: false, troubled: false, own: false, turns: 0, felt: 0, trust: 0 };
}

/// Somebody, and the first and last week at whose end they are there: others have the number before and after.
#[derive(Clone, Copy)]
struct One {
    person: u32,
    from: usize,
    to: usize,
}

/// Everybody in every week, and what happened on the way.
struct History {
    /// The weeks in which newcomers came, by number of person.
    came: Vec<Vec<usize>>,
    /// Open networks at meetings, added up over weeks.
    network_weeks: i64,
    /// By week, then by person.
    standing: Vec<Vec<Standing>>,
    /// Alters of everybody, by week.
    ties: Vec<Vec<Vec<u32>>>,
    /// The last application of each person: week and door.
    applied: HashMap<u32, (usize, Door)>,
    /// Applications of those who entered, by person and week of entry.
    entries: HashMap<(u32, usize), (usize, Door)>,
    /// Those who left of themselves, by person and week: why.
    left: HashMap<(u32, usize), Leaving>,
    /// Turns, by person: week, and whether they were refused.
    turns: HashMap<u32, Vec<(usize, bool)>>,
    /// Everyday requests and refusals.
    requests: (i64, i64),
    /// Meetings, and people at them.
    meetings: (i64, i64),
    /// Open networks at the end of each week, by founder and tick of founding: members.
    networks: Vec<HashMap<(u32, u16), Vec<u32>>>,
}

impl History {
    fn of(simulation: &mut Simulation, weeks: u32) -> Self {
        let mut own = Self {
            came: vec![Vec::new(); simulation.world().people().len()],
            network_weeks: 0,
            standing: Vec::new(),
            ties: Vec::new(),
            applied: HashMap::new(),
            entries: HashMap::new(),
            left: HashMap::new(),
            turns: HashMap::new(),
            requests: (0, 0),
            meetings: (0, 0),
            networks: Vec::new(),
        };
        own.note(simulation.world());
        for week in 1..=weeks as usize {
            simulation
                .step_seen(|phase, world, happened| own.phase(week, phase, world, happened))
                .expect("a sound week");
            own.note(simulation.world());
        }
        own
    }

    fn note(&mut self, world: &World) {
        let people = 0..world.people().len() as u32;
        let standing = |person: u32| {
            let (own, course) = (&world.people()[person as usize], &world.courses()[person as usize]);
            Standing {
                in_need: world.in_need(person),
                member: course.member != NOBODY,
                troubled: own.category > 0,
                own: own.category > 0 && !world.cares(person),
                turns: own.turns.into(),
                felt: course.felt.into(),
                trust: share(world.view().trust(person, GENERAL)).into(),
            }
        };
        self.standing.push(people.clone().map(standing).collect());
        self.ties.push(people.map(|person| world.view().ties(person).map(|(_, alter)| alter).collect()).collect());
        let open = world.networks().iter().filter(|network| network.open);
        self.networks.push(open.map(|one| ((one.founder, one.founded), one.members().to_vec())).collect());
    }

    fn phase(&mut self, week: usize, phase: Phase, world: &World, happened: &Happened) {
        if phase == Phase::Meet {
            self.network_weeks += world.networks().iter().filter(|network| network.open).count() as i64;
        }
        for effects in happened.effects() {
            for one in effects.departures.iter() {
                self.came[one.person as usize].push(week);
            }
            self.requests.0 += effects.tally.requests;
            for episode in effects.episodes.iter() {
                let refused = episode.cause() == Cause::Refusal;
                match phase {
                    Phase::Everyday => self.requests.1 += i64::from(refused),
                    Phase::Meet => self.turns.entry(episode.ego).or_default().push((week, refused)),
                    _ => (),
                }
            }
            for application in effects.applications.iter() {
                self.applied.insert(application.person, (week, application.door));
            }
            for one in effects.networks.iter() {
                match one.event {
                    NetworkEvent::Met => {
                        self.meetings.0 += 1;
                        self.meetings.1 += world.networks()[one.network as usize].people().len() as i64;
                    }
                    NetworkEvent::Left(person, why) => {
                        self.left.insert((person, week), why);
                    }
                    _ => (),
                }
            }
        }
        if phase == Phase::Stay {
            let before = &self.standing[week - 1];
            for (person, course) in (0..).zip(world.courses()) {
                if course.member != NOBODY && !before[person as usize].member {
                    self.entries.insert((person, week), self.applied[&person]);
                }
            }
        }
    }

    fn horizon(&self) -> usize {
        self.standing.len() - 1
    }

    /// Everybody who was ever there.
    fn all(&self) -> Vec<One> {
        let mut all = Vec::new();
        for (person, came) in (0..).zip(&self.came) {
            let mut from = 0;
            for &week in came {
                all.push(One { person, from, to: week - 1 });
                from = week;
            }
            all.push(One { person, from, to: self.horizon() });
        }
        all
    }

    fn at(&self, week: usize, one: One) -> Standing {
        assert!(week <= one.to && week + 1 >= one.from, "{week} is beyond");
        if week < one.from { Standing::NOT_THERE } else { self.standing[week][one.person as usize] }
    }

    /// The last week before somebody came, or week 0.
    fn before(one: One) -> usize {
        one.from.saturating_sub(1)
    }

    /// The spells of a person: week of entry, and of leaving if they left.
    fn spells(&self, one: One) -> Vec<(usize, Option<usize>)> {
        let mut spells = Vec::new();
        for week in one.from.max(1)..=one.to {
            match (self.at(week - 1, one).member, self.at(week, one).member) {
                (false, true) => spells.push((week, None)),
                (true, false) => spells.last_mut().expect("an entry").1 = Some(week),
                _ => (),
            }
        }
        spells
    }

    /// What is to be observed.
    fn observed(&self, world: &World) -> Observed {
        let mut observed = Observed::empty();
        for one in self.all() {
            self.need(one, &mut observed);
            self.membership(one, &mut observed);
            self.quarters(one, &mut observed);
            if one.to == self.horizon() {
                self.year(one, world, &mut observed);
                self.sampled(one, world, &mut observed);
            }
        }
        self.groups(world, &mut observed);
        observed.add(Count::Asked, self.requests.0);
        observed.add(Count::Refused, self.requests.1);
        observed
    }

    fn need(&self, one: One, observed: &mut Observed) {
        let (before, horizon) = (Self::before(one), one.to);
        let entry = self.spells(one).first().map(|spell| spell.0);
        let in_need = |week: usize| self.at(week, one).in_need;
        let is_there = horizon == self.horizon();
        observed.mark(Count::People, is_there);
        observed.mark(Count::InNeed, is_there && in_need(horizon));
        observed.mark(Count::EverMembers, is_there && entry.is_some());
        let new = !self.at(before, one).own && self.at(horizon, one).own;
        let struck = is_there && (in_need(before) || new);
        observed.mark(Count::Struck, struck);
        observed.mark(Count::StruckEntered, struck && entry.is_some());
        let until = |curve: &mut Curve, from: usize, then: Option<usize>| match then {
            Some(week) => curve.end((week - from) as u32),
            None => curve.stop((horizon - from) as u32),
        };
        if !self.at(before, one).troubled
            && let Some(onset) = (before + 1..=horizon).find(|&week| in_need(week))
        {
            let recovery = (onset..=horizon).find(|&week| !in_need(week));
            until(observed.curve_mut(Time::Recovery), onset, recovery);
        }
        // Whoever was struck, entered and recovered within one week was not in need at the end of any.
        if let Some(entry) = entry.filter(|&entry| in_need(entry - 1) || in_need(entry)) {
            let recovery = (entry..=horizon).find(|&week| !in_need(week));
            until(observed.curve_mut(Time::EnteredRecovery), entry, recovery);
        }
        for recovery in (before + 1..=horizon).filter(|&week| in_need(week - 1) && !in_need(week)) {
            let helped = entry.is_some_and(|entry| entry <= recovery);
            let time = if helped { Time::RelapseHelped } else { Time::RelapseNotHelped };
            let relapse = (recovery..=horizon).find(|&week| in_need(week));
            until(observed.curve_mut(time), recovery, relapse);
        }
    }

    fn membership(&self, one: One, observed: &mut Observed) {
        let (horizon, spells, person) = (self.horizon(), self.spells(one), one.person);
        for &(entered, left) in &spells {
            let (applied, door) = self.entries[&(person, entered)];
            observed.add(Count::Entries, 1);
            observed.mark(Count::EntriesByLink, door == Door::Link);
            observed.mark(Count::EntriesByServices, door != Door::Link && door != Door::Initiative);
            observed.add(Count::Waited, (entered - applied) as i64);
            observed.mark(Count::EnteredSoon, entered - applied <= 6);
            match left {
                Some(left) => {
                    let why = match self.left.get(&(person, left)) {
                        Some(Leaving::DropOut) => Count::LeftInNeed,
                        Some(Leaving::Recovered) => Count::LeftRecovered,
                        Some(Leaving::Agreed) => Count::LeftAgreed,
                        Some(Leaving::Alone) | None => Count::LeftAlone,
                        Some(Leaving::Moved) => panic!("nobody leaves so in Stay"),
                    };
                    observed.add(why, 1);
                    let turns = self.at(left, one).turns - self.at(entered, one).turns;
                    observed.add(Count::TurnsInSpells, turns);
                }
                None if one.to == horizon => {
                    observed.add(Count::Members, 1);
                    observed.add(Count::Tenure, (horizon - entered) as i64);
                }
                // Moved away: how long they would have stayed nobody knows.
                None => (),
            }
        }
        if let Some(&(entered, left)) = spells.first() {
            self.first_spell(one, entered, left, observed);
        }
    }

    fn first_spell(&self, one: One, entered: usize, left: Option<usize>, observed: &mut Observed) {
        let (horizon, person) = (one.to, one.person);
        let end = left.unwrap_or(horizon);
        match left {
            Some(left) => observed.curve_mut(Time::FirstSpell).end((left - entered) as u32),
            None => observed.curve_mut(Time::FirstSpell).stop((horizon - entered) as u32),
        }
        let turns = |from: usize, to: usize| self.at(to, one).turns - self.at(from, one).turns;
        if entered + 4 <= horizon {
            observed.add(Count::FirstEntries, 1);
            observed.add(Count::EarlyTurns, turns(entered, entered + 4));
        }
        if end > entered + 4 {
            observed.add(Count::LaterTurns, turns(entered + 4, end));
            observed.add(Count::LaterWeeks, (end - entered - 4) as i64);
        }
        if entered + 26 <= horizon {
            let felt = self.at(end.min(entered + 13), one).felt;
            let recovered = !self.at(entered + 26, one).in_need;
            observed.pairs_mut(Pair::Alliance).add(felt, recovered.into());
        }
        let turns = self.turns.get(&person).into_iter().flatten();
        let first = turns.copied().find(|&(week, _)| week > entered && week <= end);
        if let Some((week, refused)) = first.filter(|(week, _)| week + 4 <= horizon) {
            let stayed = left.is_none_or(|left| left > week + 4);
            let (of, those) = if refused {
                (Count::Unanswered, Count::UnansweredStayed)
            } else {
                (Count::Answered, Count::AnsweredStayed)
            };
            observed.add(of, 1);
            observed.mark(those, stayed);
        }
    }

    fn year(&self, one: One, world: &World, observed: &mut Observed) {
        let (horizon, person) = (self.horizon(), one.person);
        if horizon < 52 || one.from + 51 > horizon {
            return;
        }
        let any = |of: &dyn Fn(Standing) -> bool| (horizon - 51..=horizon).any(|week| of(self.at(week, one)));
        observed.add(Count::YearSeen, 1);
        observed.mark(Count::InNeedInYear, any(&|one| one.in_need));
        observed.mark(Count::MemberInYear, any(&|one| one.member));
        let met = world.people()[person as usize].worker_met;
        observed.mark(Count::UserInYear, met != NEVER && world.tick() - u32::from(met) <= 52);
    }

    fn quarters(&self, one: One, observed: &mut Observed) {
        let known = |week: &usize| *week >= one.from && week + 26 <= one.to;
        for week in (13..=self.horizon()).step_by(13).filter(known) {
            let (then, later) = (self.at(week, one), self.at(week + 26, one));
            let other = then.in_need && !then.member;
            observed.mark(Count::StayersAsked, then.member);
            observed.mark(Count::Stayed, then.member && later.member);
            observed.mark(Count::BeginnersAsked, other);
            observed.mark(Count::Began, other && later.member);
        }
    }

    /// All people of so small a world are in the sample.
    fn sampled(&self, one: One, world: &World, observed: &mut Observed) {
        let (horizon, person) = (self.horizon(), one.person);
        let now = &self.ties[horizon][person as usize];
        // The tie to somebody who left is lost, whoever has the number now.
        let since = |alter: u32| self.came[alter as usize].last().copied().unwrap_or(0);
        for (weeks, of, kept) in [(364, Count::Ties364, Count::TiesKept364), (52, Count::Ties52, Count::TiesKept52)] {
            if horizon >= weeks + one.from {
                let then = &self.ties[horizon - weeks][person as usize];
                let is_kept = |alter: &&u32| since(**alter) + weeks <= horizon && now.contains(alter);
                observed.add(of, then.len() as i64);
                observed.add(kept, then.iter().filter(is_kept).count() as i64);
            }
        }
        if horizon >= 364 + one.from {
            observed.add(Count::TiesAfter364, now.len() as i64);
        }
        if horizon >= 208 + one.from {
            let trust = |week: usize| self.at(week, one).trust;
            observed.pairs_mut(Pair::Trust208).add(trust(horizon - 208), trust(horizon));
        }
        let gave = now.iter().any(|&alter| {
            let back =
                world.ties().of(alter).find(|tie| tie.is_held() && tie.alter() == person).expect("the other end");
            back.help_in().is_some_and(|tick| world.tick() - tick <= 4)
        });
        let burden = world.people()[person as usize].burden;
        observed.pairs_mut(Pair::Helping).add(gave.into(), (ONE - burden).into());
        for (slot, tie) in (0..).zip(world.ties().of(person)).filter(|(_, tie)| tie.is_held()) {
            if tie.origin() != Origin::Kin && world.neighbourhood(tie.alter()) == world.neighbourhood(person) {
                observed.add(Count::NeighbourTies, 1);
                observed.add(Count::NeighbourTrust, share(world.view().tie_trust(person, slot)).into());
            }
        }
    }

    fn groups(&self, world: &World, observed: &mut Observed) {
        let horizon = self.horizon();
        observed.add(Count::Meetings, self.meetings.0);
        observed.add(Count::Present, self.meetings.1);
        observed.add(Count::GroupWeeks, self.network_weeks);
        let first = world.tick() as usize - horizon;
        let mut seen: HashMap<(u32, u16), usize> = HashMap::new();
        for (week, networks) in self.networks.iter().enumerate() {
            networks.keys().for_each(|&network| _ = seen.insert(network, week));
            if week > 0 && week % 13 == 0 {
                for members in networks.values() {
                    let in_need =
                        members.iter().filter(|&&member| self.standing[week][member as usize].in_need).count() as i64;
                    observed.add(Count::Groups, 1);
                    observed.add(Count::GroupMembers, members.len() as i64);
                    observed.add(Count::GroupInNeed, in_need);
                    observed.mark(Count::GroupsIdle, in_need == 0);
                }
            }
        }
        for ((_, founded), last) in seen {
            let age = last + first - 1 - usize::from(founded);
            let curve = observed.curve_mut(Time::Network);
            // Closed in the week after the last in which it was there.
            if last == horizon { curve.stop(age as u32) } else { curve.end(age as u32 + 1) }
        }
        let now = &self.networks[horizon];
        observed.add(Count::GroupsNow, now.len() as i64);
        let has_worker = world.structure().is_some_and(|structure| structure.worker.is_some());
        let members: usize = now.values().map(Vec::len).sum();
        observed.add(Count::Cases, if has_worker { members as i64 } else { 0 });
        observed.add(Count::Workers, world.workers().len() as i64);
        let active = (0..world.workers().len())
            .filter(|&worker| world.networks().iter().any(|network| network.open && network.worker as usize == worker));
        observed.add(Count::WorkersActive, active.count() as i64);
        let waits = (0..world.people().len() as u32).filter(|&person| world.view().waits(person));
        observed.add(Count::Waiting, waits.count() as i64);
    }
}

fn assert_same(found: &Observed, recounted: &Observed, why: &str) {
    let (mut one, mut other) = (found.clone(), recounted.clone());
    for (place, (found, recounted)) in one.numbers().zip(other.numbers()).enumerate() {
        assert_eq!(found, recounted, "number {place} (of {} counts): {why}", Count::COUNT);
    }
    for (place, (found, recounted)) in one.curves().zip(other.curves()).enumerate() {
        assert_eq!(found, recounted, "curve {place}: {why}");
    }
}

#[test]
fn what_is_observed_is_what_a_slow_recount_finds() {
    let mut lots = Lots::seeded();
    let mut all = Observed::empty();
    for number in 0..15 {
        let regime = REGIMES[number % REGIMES.len()];
        // Some are as long as any quantity needs.
        let weeks = if number < REGIMES.len() { 390 } else { lots.one_of(&[1, 30, 70, 215, 390]) };
        let scenario = drawn(&mut lots, weeks, &[regime]);
        let mut simulation = Simulation::begin(&scenario, regime, 0).expect("a world");
        let history = History::of(&mut simulation, scenario.weeks);
        let recounted = history.observed(simulation.world());
        let record = &run(&scenario)[0];
        let observed = record.observed.as_ref().expect("a run is observed");
        assert_same(observed, &recounted, &format!("{regime}, world {number}\n{scenario:?}"));
        agrees(record, &scenario);
        all.join(observed);
    }
    // The worlds are such that everything happens in some of them.
    let missing = all.numbers().enumerate().filter(|(_, number)| **number == 0).map(|(place, _)| place);
    let missing: Vec<usize> = missing.collect();
    assert!(missing.is_empty(), "places of numbers that are 0 in all worlds: {missing:?}");
    assert!(all.curves().all(|curve| !curve.ended.is_empty() && !curve.open.is_empty()));
}

/// Quantities that indicators tell, too.
fn agrees(record: &RunRecord, scenario: &Scenario) {
    let (values, last) = (values(record, scenario), record.snapshots.last().expect("the horizon"));
    let everyone = &last.rows[0];
    let indicator = |indicator: Indicator| everyone.values[indicator as usize];
    let close = |quantity: Quantity, value: f64| {
        let found = values[quantity as usize];
        assert!((found - value).abs() < 1e-9, "{}: {found}, not {value}", quantity.row().name);
    };
    close(Quantity::PrevalenceNow, indicator(Indicator::InNeed));
    close(Quantity::MemberNow, f64::from(last.rows[2].count) / f64::from(everyone.count));
    close(Quantity::MemberEver, f64::from(last.rows[5].count) / f64::from(everyone.count));
    close(Quantity::Waiting, 1000.0 * indicator(Indicator::Waiting));
    close(Quantity::GroupsPer100000, 100.0 * indicator(Indicator::Networks));
    let helping = record.observed.as_ref().expect("observed").pairs(Pair::Helping);
    assert!((helping.first as f64 / helping.count as f64 - indicator(Indicator::Gave)).abs() < 1e-9);
    for (row, value) in QUANTITIES.iter().zip(values) {
        let share = row.unit.starts_with("share") && row.name != "favours_met";
        assert!(!share || value.is_nan() || (-1e-9..=1.0 + 1e-9).contains(&value), "{}: {value}", row.name);
    }
}

#[test]
fn towns_add_up_to_their_country_whatever_the_threads() {
    let text = "people = 300\npeople_per_town = 80\nweeks = 60\nburn_in_weeks = 20\nreplicates = 2\nseed = 5\n\
                regimes = [\"none\", \"mutual-self-help\"]\n[parameters]\nonset_per_week = 0.02\n";
    let country = Scenario::parse_as(text, "t.toml", "t", &[]).expect("a valid scenario");
    let whole = run(&country);
    let towns: Vec<Vec<RunRecord>> = (0..country.towns()).map(|town| run(&country.town(town))).collect();
    assert_eq!(towns.len(), 4);
    for (number, record) in whole.iter().enumerate() {
        let mut sum = Observed::empty();
        towns.iter().for_each(|town| sum.join(town[number].observed.as_ref().expect("observed")));
        assert_same(record.observed.as_ref().expect("observed"), &sum, &format!("run {number}"));
    }
    let several = country.run(&RunOptions { threads: 3, ..RunOptions::default() }).expect("it can be run").records;
    for (one, other) in whole.iter().zip(&several) {
        assert_eq!(one.observed, other.observed);
    }
}

/// The runs of a plan of one scenario.
fn done(scenario: &Scenario, plan: Plan) -> Vec<RunRecord> {
    let runs = Mutex::new(Vec::new());
    let keep = |index, run| runs.lock().expect("nobody panics").push((index, run));
    let scenarios = std::slice::from_ref(scenario);
    let work = Work { scenarios, plan, shard: Shard::WHOLE, done: |_| false, keep, kept_districts: None };
    work.execute(2, &()).expect("it can be run");
    let mut runs: Vec<(u64, _)> = runs.into_inner().expect("nobody panics");
    runs.sort_by_key(|(index, _)| *index);
    runs.into_iter().map(|(_, run)| run.expect("a sound run")).collect()
}

#[test]
fn observing_changes_nothing_and_design_points_are_not_observed() {
    let mut lots = Lots::seeded();
    let scenario = drawn(&mut lots, 70, &REGIMES);
    let plan = Plan::of(&scenario);
    let (with, without) = (done(&scenario, plan), done(&scenario, Plan { observed: false, ..plan }));
    assert_eq!(with.len(), REGIMES.len());
    for (with, without) in with.into_iter().zip(without) {
        assert!(with.observed.is_some() && without.observed.is_none());
        assert_eq!((with.state_hash, &with.ledger, &with.twins), (without.state_hash, &without.ledger, &without.twins));
    }
    assert!(!Plan::over(&[scenario]).observed);
}

/// The estimate of Kaplan and Meier from its definition: at each time at which something ends, the share of those still
/// observed for which it does not.
fn slowly(all: &[(u32, bool)], weeks: u32) -> f64 {
    let mut times: Vec<u32> = all.iter().filter(|(at, ended)| *ended && *at <= weeks).map(|(at, _)| *at).collect();
    times.sort_unstable();
    times.dedup();
    let still = |time: u32| {
        let observed = all.iter().filter(|(at, _)| *at >= time).count() as f64;
        let ended = all.iter().filter(|(at, ended)| *ended && *at == time).count() as f64;
        1.0 - ended / observed
    };
    times.into_iter().map(still).product()
}

#[test]
fn survival_is_that_of_its_definition() {
    let mut lots = Lots::seeded();
    for _ in 0..200 {
        let all: Vec<(u32, bool)> =
            (0..1 + lots.below(30)).map(|_| (lots.below(20) as u32, lots.below(3) > 0)).collect();
        let mut curve = Curve::default();
        for &(weeks, ended) in &all {
            if ended { curve.end(weeks) } else { curve.stop(weeks) }
        }
        let longest = all.iter().map(|(at, _)| *at).max().expect("some");
        for weeks in 0..=longest {
            let (found, defined) = (lasting(&curve, weeks), slowly(&all, weeks));
            assert!((found - defined).abs() < 1e-12, "{weeks}: {found} {defined} of {all:?}");
        }
        let beyond = lasting(&curve, longest + 1);
        assert!(if slowly(&all, longest) == 0.0 { beyond == 0.0 } else { beyond.is_nan() }, "{beyond} of {all:?}");
        let half = (0..=longest).find(|&weeks| slowly(&all, weeks) < 0.5 + 1e-12).map_or(f64::NAN, f64::from);
        assert!(
            median(&curve) == half
                || half.is_nan() && median(&curve).is_nan()
                || (slowly(&all, half as u32) - 0.5).abs() < 1e-9
        );
    }
}
