//! A census: exact sums over a world's people, of which the indicators are made, and with which the books are compared.
//! Those of several towns add up. Looking changes nothing and draws no lots.

mod sums;
mod ties;

use crate::model::indicator::{EVERYONE, Indicator, MEMBERS, NEVER_IN_NEED, POPULATIONS, Per, Snapshot};
use crate::model::ledger::{STOCK_UNIT, STOCKS, stock};
use crate::model::rules::coping::in_need;
use crate::model::share::{round, value};
use crate::model::state::flags::{IN_NEED, MEMBER, QUEUED, RESTLESS, WAITING};
use crate::model::state::tie::NEVER;
use crate::model::state::world::World;
use std::ops::Range;
use sums::{PEOPLE, Sums};

/// Weeks for which a newcomer is one: two months.
const NEWCOMER_WEEKS: u32 = 9;
/// Weeks after which a member is a veteran: two years.
pub const VETERAN_WEEKS: u32 = 104;
/// Weeks for which a meeting with a worker makes a linking tie.
const LINKING_WEEKS: u32 = 26;
/// What people believe, in the order of [`STOCKS`].
const BELIEFS: [Indicator; 4] =
    [Indicator::General, Indicator::Services, Indicator::Empowerment, Indicator::Dependence];

/// People whose ties' other ends are prefetched together.
const TOGETHER: u32 = 64;

/// Faults of the state, of which there must be none, counted on the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unsound {
    /// Ends of ties of which the other end knows nothing, or another time of the last contact.
    pub(super) one_sided_ties: i64,
    /// People whose flags would let screening pass over something that happens to them.
    pub(super) overlooked: i64,
}

/// What is counted in one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Census {
    week: u32,
    sums: [Sums; POPULATIONS.len()],
    unsound: Unsound,
}

impl Census {
    /// Counts a world. `week` is the number of weeks since the end of the burn-in.
    #[must_use]
    pub fn of(world: &World, week: u32) -> Self {
        let of_part = |range: Range<usize>| {
            let mut counted = Self::empty(week);
            for id in range.start as u32..range.end as u32 {
                if (id - range.start as u32).is_multiple_of(TOGETHER) {
                    let some = id..(id + TOGETHER).min(range.end as u32);
                    world.prefetch_all(some.end as usize..(some.end + TOGETHER) as usize);
                    let ends = some.flat_map(|person| world.ties.ends_of(person)).copied();
                    world.prefetch_ends(ends.filter(|end| end.is_held()));
                }
                let mut own = Sums::EMPTY;
                count_person(world, id, &mut own, &mut counted.unsound);
                let mut belongs = belongs_to(world, id);
                belongs[EVERYONE] = !belongs[NEVER_IN_NEED];
                for (population, belongs) in counted.sums.iter_mut().zip(belongs) {
                    if belongs {
                        population.add(&own);
                    }
                }
            }
            // They are most of everyone, and added up already.
            let never_in_need = counted.sums[NEVER_IN_NEED];
            counted.sums[EVERYONE].add(&never_in_need);
            counted
        };
        let mut counted = world.over_parts(of_part, Self::and, Self::empty(week));
        count_supporters(world, &mut counted.sums);
        count_services(world, &mut counted.sums[EVERYONE]);
        counted
    }

    /// Nobody yet, in `week`.
    #[must_use]
    pub fn empty(week: u32) -> Self {
        Self { week, sums: [Sums::EMPTY; POPULATIONS.len()], unsound: Unsound::default() }
    }

    /// Weeks since the end of the burn-in.
    #[must_use]
    pub fn week(&self) -> u32 {
        self.week
    }

    /// Every sum, in the order in which they are kept.
    pub fn numbers(&mut self) -> impl Iterator<Item = &mut i64> {
        self.sums.iter_mut().flat_map(|Sums { sum, over }| sum.iter_mut().chain(over))
    }

    /// Adds what was counted in the same week of another town.
    pub fn join(&mut self, other: &Self) {
        self.sums.iter_mut().zip(&other.sums).for_each(|(own, other)| own.add(other));
        self.unsound.one_sided_ties += other.unsound.one_sided_ties;
        self.unsound.overlooked += other.unsound.overlooked;
    }

    fn and(mut self, other: Self) -> Self {
        self.join(&other);
        self
    }

    /// The stocks, counted person by person.
    pub(super) fn stocks(&self) -> [i64; STOCKS.len()] {
        BELIEFS.map(|belief| self.sums[EVERYONE].sum[belief as usize])
    }

    /// People who are members of a network.
    pub(super) fn members(&self) -> i64 {
        self.sums[MEMBERS].over[PEOPLE]
    }

    /// Faults of the state.
    pub(super) fn unsound(&self) -> Unsound {
        self.unsound
    }

    /// The indicators.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let rows = self.sums.iter().enumerate().map(|(population, sums)| sums.values(population == EVERYONE));
        Snapshot { week: self.week, rows: rows.collect() }
    }
}

impl Snapshot {
    /// The indicators of a world. `week` is the number of weeks since the end of the burn-in.
    #[must_use]
    pub fn of(world: &World, week: u32) -> Self {
        Census::of(world, week).snapshot()
    }
}

/// Weeks since `tick`, at the end of the last tick; `None` for never.
#[must_use]
pub fn weeks_since(world: &World, tick: u16) -> Option<u32> {
    (tick != NEVER).then(|| world.tick.saturating_sub(1).saturating_sub(u32::from(tick)))
}

fn belongs_to(world: &World, id: u32) -> [bool; POPULATIONS.len()] {
    let (person, course) = (&world.people[id as usize], &world.courses[id as usize]);
    let membership = weeks_since(world, course.member_since());
    [
        true,
        world.in_need(id),
        course.is_member(),
        membership.is_some_and(|weeks| weeks < NEWCOMER_WEEKS),
        membership.is_some_and(|weeks| weeks > VETERAN_WEEKS),
        course.entered != NEVER,
        person.category == 0,
        world.struck(id),
    ]
}

/// What is counted of one person, into sums that are empty.
fn count_person(world: &World, id: u32, own: &mut Sums, unsound: &mut Unsound) {
    let (person, course) = (&world.people[id as usize], &world.courses[id as usize]);
    let (in_need, problem) = (world.in_need(id), person.category > 0);
    own.over[PEOPLE] = 1;
    own.over[Per::PersonWithProblem as usize] = i64::from(problem);
    own.over[Per::PersonInNeed as usize] = i64::from(in_need);
    for (indicator, trust) in BELIEFS.into_iter().zip(world.view().trusts(id)) {
        own.put(indicator, i64::from(stock(trust)));
    }
    unsound.one_sided_ties += ties::count(world, id, own);
    unsound.overlooked += i64::from(overlooked(world, id));
    own.put(Indicator::Reciprocity, i64::from(person.reciprocity));
    own.put(Indicator::CivicActs, i64::from(person.acts));
    own.mark(Indicator::Acted, person.acts > 0);
    own.put(Indicator::Burden, i64::from(person.burden));
    if problem {
        own.put(Indicator::Coping, round(world.view().coping(id) * STOCK_UNIT));
        own.put(Indicator::Recovered, i64::from(!in_need));
    }
    own.put(Indicator::InNeed, i64::from(in_need));
    own.put(Indicator::TakeUp, i64::from(in_need && course.is_member()));
    own.put(Indicator::Waiting, i64::from(course.waits()));
    own.put(Indicator::Refused, i64::from(person.refusals));
    own.put(Indicator::Turns, i64::from(person.turns));
    let linked = weeks_since(world, person.worker_met).is_some_and(|weeks| weeks < LINKING_WEEKS);
    own.put(Indicator::Linking, i64::from(linked));
}

/// Whether the flags of `id` would let screening pass over something that happens to them.
fn overlooked(world: &World, id: u32) -> bool {
    let (person, course) = (&world.people[id as usize], &world.courses[id as usize]);
    let flags = world.flags[id as usize];
    // From the person, not from the flag that is under question.
    let in_need = in_need(person.category, value(person.burden), &world.parameters);
    (flags.has(IN_NEED) != in_need)
        | (flags.has(WAITING) != course.waits())
        | (flags.has(MEMBER) != course.is_member())
        | (flags.has(QUEUED) != (person.desk_since != NEVER))
        | ((person.burden > 0) & !flags.has(RESTLESS))
}

/// Counts for each population the networks that its people support.
fn count_supporters(world: &World, sums: &mut [Sums; POPULATIONS.len()]) {
    for network in world.networks.iter().filter(|network| network.open) {
        for &id in network.supporters() {
            for (population, belongs) in sums.iter_mut().zip(belongs_to(world, id)) {
                population.count(Indicator::Supported, belongs);
            }
        }
    }
}

fn count_services(world: &World, everyone: &mut Sums) {
    let (ledger, open) = (&world.ledger, world.networks.iter().filter(|network| network.open).count());
    everyone.put(Indicator::Networks, open as i64);
    everyone.put(Indicator::WorkerHours, ledger.desk + ledger.meetings);
    everyone.put(Indicator::UnpaidHours, ledger.unpaid);
}

#[cfg(test)]
mod tests {
    use super::ties::{COUNT_ON_ABOVE, LATELY_WEEKS, RECIPROCATED_WEEKS};
    use super::*;
    use crate::model::indicator::INDICATORS;

    #[test]
    fn what_is_said_of_indicators_and_populations_has_the_weeks_that_are_counted() {
        let says = |indicator: Indicator, weeks: u32| {
            let meaning = INDICATORS[indicator as usize].meaning;
            assert!(meaning.contains(&format!(" {weeks} weeks")), "{meaning}");
        };
        says(Indicator::Linking, LINKING_WEEKS);
        says(Indicator::Reciprocated, RECIPROCATED_WEEKS);
        let lately = [Indicator::InContact, Indicator::Helped, Indicator::HelpedNear, Indicator::Gave];
        lately.into_iter().for_each(|indicator| says(indicator, LATELY_WEEKS));
        for (name, weeks) in [("newcomers", NEWCOMER_WEEKS), ("veterans", VETERAN_WEEKS)] {
            let row = POPULATIONS.iter().find(|row| row.name == name).unwrap();
            assert!(row.meaning.contains(&format!(" {weeks} weeks")), "{}", row.meaning);
        }
        assert_eq!(COUNT_ON_ABOVE, 0.5);
        assert!(INDICATORS[Indicator::CountOn as usize].meaning.contains("above one half"));
    }
}
