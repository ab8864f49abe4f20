//! The observer that is beside every run of a plan that asks for it: who is in need, recovers and relapses, who enters and
//! leaves, how networks stand. It keeps six bytes and a few bits for each person; in a usual week it reads what happened, and
//! of all people only whether they are in need, many at once.

use super::memberships::{Closed, Entered, Left, Memberships};
use super::newcomers::{EARLY_WEEKS, Newcomers};
use super::people_set::PeopleSet;
use super::quarters::Quarters;
use super::sampled::Sampled;
use crate::ensemble::observer::Observer;
use crate::model::chance::NOBODY;
use crate::model::effects::{Departure, Door, NetworkEvent};
use crate::model::engine::happened::Happened;
use crate::model::ledger::Phase;
use crate::model::state::tie::NEVER;
use crate::model::state::world::World;
use crate::record::observed::{Count, Leaving, Observed, Time};
use crate::scenario::Scenario;

/// Weeks of a wait after which somebody has entered soon.
const SOON: u32 = 6;
/// Weeks of the year before the horizon.
const YEAR: u32 = 52;

/// What is observed, in the making.
#[derive(Clone, Debug)]
pub struct ObservedBuilder {
    /// Seed of the scenario, and replicate.
    key: (u32, u32),
    horizon: u32,
    /// What is in it is made at week 0, when there are people.
    people: Option<People>,
    observed: Observed,
}

impl ObservedBuilder {
    /// Of a run of this town in this replicate, which has not begun.
    #[must_use]
    pub fn new(town: &Scenario, replicate: u32) -> Self {
        Self { key: (town.seed, replicate), horizon: town.weeks, people: None, observed: Observed::empty() }
    }

    /// What was observed.
    #[must_use]
    pub fn finish(self) -> Observed {
        self.observed
    }
}

impl Observer for ObservedBuilder {
    fn begins(&mut self, world: &World) {
        let mut people = People::at_week_0(world, self.key, self.horizon);
        people.sampled.week(world, 0, &mut self.observed);
        self.people = Some(people);
    }

    fn phase(&mut self, phase: Phase, world: &World, happened: &Happened) {
        let observed = &mut self.observed;
        self.people.iter_mut().for_each(|people| people.phase(phase, world, happened, observed));
    }

    fn week(&mut self, world: &World, week: u32) {
        let (observed, horizon) = (&mut self.observed, self.horizon);
        let Some(people) = &mut self.people else { return };
        people.week(world, week, observed);
        if week == horizon {
            people.end(world, week, observed);
        }
    }
}

/// What is kept of everybody.
#[derive(Clone, Debug)]
struct People {
    /// The tick of week 1.
    first_tick: u32,
    /// Since which week they are in need, or are not; 0 if since week 0 or before.
    since: Vec<u16>,
    /// The week in which a member entered, or in which anybody else left; 0 if they never entered.
    spell: Vec<u16>,
    /// Turns that a member had received at entry.
    turns: Vec<u16>,
    in_need: PeopleSet,
    /// Those who were in need at the end of any week, or had been before week 0.
    ever_in_need: PeopleSet,
    /// Those whose first life problem began since week 0 and has not been recovered from.
    in_first_need: PeopleSet,
    memberships: Memberships,
    newcomers: Newcomers,
    quarters: Quarters,
    sampled: Sampled,
    /// Refusals in the books after Life.
    refusals: i64,
    /// Open networks.
    networks: i64,
}

impl People {
    fn at_week_0(world: &World, key: (u32, u32), horizon: u32) -> Self {
        let people = world.people().len();
        let in_need = PeopleSet::of(people, |person| world.in_need(person));
        let ever_in_need = PeopleSet::of(people, |person| in_need.holds(person) || world.recovered(person));
        Self {
            first_tick: world.tick(),
            since: vec![0; people],
            spell: vec![0; people],
            turns: vec![0; people],
            in_need,
            ever_in_need,
            in_first_need: PeopleSet::none(people),
            memberships: Memberships::default(),
            newcomers: Newcomers::none(people),
            quarters: Quarters::none(people),
            sampled: Sampled::of(key, people as u32, horizon),
            refusals: 0,
            networks: 0,
        }
    }

    /// The week of a tick.
    fn week_of(&self, tick: u32) -> u32 {
        tick + 1 - self.first_tick
    }

    /// The week of the first entry of `person`, if they entered.
    fn first_entry(&self, world: &World, person: u32) -> Option<u32> {
        self.week_of_entry(world.courses()[person as usize].entered)
    }

    /// The week of a tick, if there is one.
    fn week_of_entry(&self, entered: u16) -> Option<u32> {
        (entered != NEVER).then(|| self.week_of(entered.into()))
    }

    fn phase(&mut self, phase: Phase, world: &World, happened: &Happened, observed: &mut Observed) {
        self.memberships.look(phase, world, happened);
        match phase {
            Phase::Life => {
                self.refusals = world.ledger().refusals;
                let week = self.week_of(world.tick());
                let departures = happened.effects().flat_map(|effects| effects.departures.iter());
                departures.for_each(|departure| self.depart(departure, week, observed));
            }
            // In this phase nothing is refused but everyday help.
            Phase::Everyday => observed.add(Count::Refused, world.ledger().refusals - self.refusals),
            Phase::Meet => self.meet(world, happened, observed),
            Phase::Stay => self.stay(world, observed),
            Phase::Seek | Phase::Community => (),
        }
    }

    fn meet(&mut self, world: &World, happened: &Happened, observed: &mut Observed) {
        // Those that closed since Stay are not counted off yet.
        observed.add(Count::GroupWeeks, self.networks - self.memberships.closed().len() as i64);
        let week = self.week_of(world.tick());
        for effects in happened.effects() {
            for one in effects.networks.iter().filter(|one| one.event == NetworkEvent::Met) {
                observed.add(Count::Meetings, 1);
                observed.add(Count::Present, world.networks()[one.network as usize].size() as i64);
            }
            self.newcomers.turns(world, &effects.episodes, week);
        }
    }

    fn stay(&mut self, world: &World, observed: &mut Observed) {
        let week = self.week_of(world.tick());
        let memberships = std::mem::take(&mut self.memberships);
        memberships.left().iter().for_each(|left| self.leave(world, week, left, observed));
        memberships.entered().iter().for_each(|entered| self.enter(world, week, entered, observed));
        for &Closed { founded, .. } in memberships.closed() {
            observed.curve_mut(Time::Network).end(week - self.week_of(founded));
        }
        self.networks += memberships.founded().len() as i64 - memberships.closed().len() as i64;
        self.memberships = memberships;
    }

    fn enter(&mut self, world: &World, week: u32, entered: &Entered, observed: &mut Observed) {
        let person = entered.person;
        let waited = world.tick() - entered.applied;
        observed.add(Count::Entries, 1);
        observed.mark(Count::EntriesByLink, entered.door == Door::Link);
        observed.mark(Count::EntriesByServices, matches!(entered.door, Door::Desk | Door::Outreach | Door::Mandate));
        observed.add(Count::Waited, waited.into());
        observed.mark(Count::EnteredSoon, waited <= SOON);
        let turns = world.people()[person as usize].turns;
        (self.spell[person as usize], self.turns[person as usize]) = (week as u16, turns);
        if self.first_entry(world, person) == Some(week) {
            self.newcomers.enter(person, world.tick(), week, turns);
        }
    }

    fn leave(&mut self, world: &World, week: u32, &Left { person, why, .. }: &Left, observed: &mut Observed) {
        let at = person as usize;
        let (entered, turns) = (u32::from(self.spell[at]), world.people()[at].turns);
        let count = match why {
            Leaving::DropOut => Count::LeftInNeed,
            Leaving::Recovered => Count::LeftRecovered,
            Leaving::Alone => Count::LeftAlone,
            Leaving::Agreed => Count::LeftAgreed,
            // Their spell did not end, as far as is known; that is noted in Life.
            Leaving::Moved => return,
        };
        observed.add(count, 1);
        observed.add(Count::TurnsInSpells, i64::from(turns - self.turns[at]));
        if self.newcomers.leave(person, entered, world.view().felt(person)) {
            let weeks = week - entered;
            observed.curve_mut(Time::FirstSpell).end(weeks);
            // Whoever leaves sooner was not there when early turns were counted.
            if weeks > EARLY_WEEKS {
                observed.add(Count::LaterTurns, turns.into());
                observed.add(Count::LaterWeeks, (weeks - EARLY_WEEKS).into());
            }
        }
        self.spell[at] = week as u16;
    }

    fn week(&mut self, world: &World, week: u32, observed: &mut Observed) {
        let mut in_need = std::mem::take(&mut self.in_need);
        in_need.become_these(world.in_need_by_bits(), |person, in_need| {
            if in_need {
                self.fall_in_need(world, week, person, observed);
            } else {
                self.recover(world, week, person, observed);
            }
            self.since[person as usize] = week as u16;
        });
        self.in_need = in_need;
        self.newcomers.week(world, week, observed);
        self.quarters.week(world, week, &self.in_need, observed);
        self.sampled.week(world, week, observed);
    }

    /// `person` is in need again, or for the first time.
    fn fall_in_need(&mut self, world: &World, week: u32, person: u32, observed: &mut Observed) {
        let recovered = u32::from(self.since[person as usize]);
        if !self.ever_in_need.holds(person) {
            self.ever_in_need.insert(person);
            self.in_first_need.insert(person);
        } else if recovered > 0 {
            observed.curve_mut(relapse(self.first_entry(world, person), recovered)).end(week - recovered);
        }
    }

    fn recover(&mut self, world: &World, week: u32, person: u32, observed: &mut Observed) {
        let since = u32::from(self.since[person as usize]);
        if self.in_first_need.remove(person) {
            observed.curve_mut(Time::Recovery).end(week - since);
        }
        if let Some(entered) = self.first_entry(world, person).filter(|&entered| entered >= since) {
            observed.curve_mut(Time::EnteredRecovery).end(week - entered);
        }
    }

    /// Somebody moves away in `week`: what goes on is known up to the end of the week before, and a newcomer has the place.
    fn depart(&mut self, departure: &Departure, week: u32, observed: &mut Observed) {
        let (person, at, last) = (departure.person, departure.person as usize, week - 1);
        self.stop_need(person, self.week_of_entry(departure.entered), last, observed);
        if departure.network != NOBODY {
            self.stop_first_spell(person, departure.turns, last, observed);
        }
        (self.since[at], self.spell[at], self.turns[at]) = (0, 0, 0);
        self.in_need.remove(person);
        self.ever_in_need.remove(person);
        self.in_first_need.remove(person);
        self.newcomers.depart(person);
        self.quarters.depart(person);
    }

    /// Everybody and everything as it stands at the horizon.
    fn end(&mut self, world: &World, horizon: u32, observed: &mut Observed) {
        for person in 0..self.since.len() as u32 {
            self.end_need(world, horizon, person, observed);
            self.end_spell(world, horizon, person, observed);
            self.end_year(world, horizon, person, observed);
        }
        observed.add(Count::People, self.since.len() as i64);
        observed.add(Count::Waiting, world.waiting().len() as i64);
        observed.add(Count::Asked, world.ledger().requests);
        self.end_networks(world, horizon, observed);
    }

    fn end_need(&self, world: &World, horizon: u32, person: u32, observed: &mut Observed) {
        observed.mark(Count::InNeed, self.in_need.holds(person));
        let entered = self.first_entry(world, person);
        let struck = world.struck(person);
        observed.mark(Count::Struck, struck);
        observed.mark(Count::StruckEntered, struck && entered.is_some());
        observed.mark(Count::EverMembers, entered.is_some());
        self.stop_need(person, entered, horizon, observed);
    }

    /// How long `person`, who first entered in this week, has been in need or recovered when they are last seen.
    fn stop_need(&self, person: u32, entered: Option<u32>, last: u32, observed: &mut Observed) {
        let (since, in_need) = (u32::from(self.since[person as usize]), self.in_need.holds(person));
        if self.in_first_need.holds(person) {
            observed.curve_mut(Time::Recovery).stop(last - since);
        }
        match entered.filter(|&entered| in_need && entered >= since) {
            Some(entered) => observed.curve_mut(Time::EnteredRecovery).stop(last - entered),
            None if !in_need && since > 0 => observed.curve_mut(relapse(entered, since)).stop(last - since),
            None => (),
        }
    }

    fn end_spell(&self, world: &World, horizon: u32, person: u32, observed: &mut Observed) {
        if !world.courses()[person as usize].is_member() {
            return;
        }
        let weeks = horizon - u32::from(self.spell[person as usize]);
        observed.add(Count::Members, 1);
        observed.add(Count::Tenure, weeks.into());
        self.stop_first_spell(person, world.people()[person as usize].turns, horizon, observed);
    }

    /// How long a member who has received so many turns has been in their first spell, if they are, when last seen.
    fn stop_first_spell(&self, person: u32, turns: u16, last: u32, observed: &mut Observed) {
        if !self.newcomers.in_first_spell(person) {
            return;
        }
        let weeks = last - u32::from(self.spell[person as usize]);
        observed.curve_mut(Time::FirstSpell).stop(weeks);
        if weeks >= EARLY_WEEKS {
            observed.add(Count::LaterTurns, turns.into());
            observed.add(Count::LaterWeeks, (weeks - EARLY_WEEKS).into());
        }
    }

    /// What is known of the last year of `person`, if the run was as long and they were there.
    fn end_year(&self, world: &World, horizon: u32, person: u32, observed: &mut Observed) {
        let at = person as usize;
        let came = world.courses()[at].arrived;
        if horizon < YEAR || (came > 0 && u32::from(came) + YEAR > world.tick()) {
            return;
        }
        // What ended in a week still was at the end of the week before.
        let ended_since = |week: u16| week > 0 && u32::from(week) + YEAR >= horizon + 2;
        let member = world.courses()[at].is_member();
        let met = world.people()[at].worker_met;
        observed.add(Count::YearSeen, 1);
        observed.mark(Count::InNeedInYear, self.in_need.holds(person) || ended_since(self.since[at]));
        observed.mark(Count::MemberInYear, member || ended_since(self.spell[at]));
        observed.mark(Count::UserInYear, met != NEVER && u32::from(met) + YEAR >= world.tick());
    }

    fn end_networks(&self, world: &World, horizon: u32, observed: &mut Observed) {
        for network in world.networks().iter().filter(|network| network.open) {
            let founded = self.week_of(network.founded.into());
            observed.curve_mut(Time::Network).stop(horizon - founded);
            let followed = world.workers().get(network.worker as usize).is_some();
            observed.add(Count::GroupsNow, 1);
            observed.add(Count::Cases, if followed { network.members().len() as i64 } else { 0 });
        }
        observed.add(Count::Workers, world.workers().len() as i64);
        let active = world.workers().iter().filter(|worker| worker.networks > 0).count();
        observed.add(Count::WorkersActive, active as i64);
    }
}

/// Which relapse that would be of somebody who first entered then and recovered in this week.
fn relapse(entered: Option<u32>, recovered: u32) -> Time {
    if entered.is_some_and(|entered| entered <= recovered) { Time::RelapseHelped } else { Time::RelapseNotHelped }
}
