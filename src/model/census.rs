//! A census: exact sums over a world's people, of which the indicators are made. Those of several towns add up.
//! Looking changes nothing and draws no lots.

use super::TOGETHER;
use super::indicator::{EVERYONE, INDICATORS, Indicator, POPULATIONS, Row, Snapshot, unit};
use super::ledger::{STOCK_UNIT, stock};
use super::person::{GENERAL, Person, across};
use super::share::round;
use super::tie::{End, NEVER, Origin, Past};
use super::world::World;
use std::ops::Range;

/// Weeks for which a newcomer is one: two months.
const NEWCOMER_WEEKS: u32 = 9;
/// Weeks after which a member is a veteran: two years.
pub const VETERAN_WEEKS: u32 = 104;
/// Weeks for which a meeting with a worker makes a linking tie.
const LINKING_WEEKS: u32 = 26;
/// Weeks for which help that came in counts as reciprocated.
const RECIPROCATED_WEEKS: u32 = 52;
/// Weeks for which a contact, or help, is lately.
const LATELY_WEEKS: u32 = 4;
/// Trust in a tie above which one can count on it.
const COUNT_ON_ABOVE: f64 = 0.5;

/// People whose ties' other ends are brought at a time.
const BROUGHT: u32 = 64;

const COUNT: usize = INDICATORS.len();

/// Exact sums over a population: what is added, and over how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sums {
    sum: [i64; COUNT],
    over: [i64; BASES],
}

/// What a mean is taken over, as indices into [`Sums::over`].
const PEOPLE: usize = 0;
const TIES: usize = 1;
const PROBLEMS: usize = 2;
const NEEDS: usize = 3;
const BASES: usize = 4;

/// Over what the mean of an indicator is taken; `None` if it is no mean over people.
fn base(indicator: usize) -> Option<usize> {
    let is = |of: &[Indicator]| of.iter().any(|&one| one as usize == indicator);
    if is(&[Indicator::Networks, Indicator::WorkerHours, Indicator::UnpaidHours]) {
        None
    } else if is(&[Indicator::Particularised, Indicator::TrustedBack]) {
        Some(TIES)
    } else if is(&[Indicator::Coping, Indicator::Recovered]) {
        Some(PROBLEMS)
    } else if is(&[Indicator::TakeUp]) {
        Some(NEEDS)
    } else {
        Some(PEOPLE)
    }
}

impl Sums {
    const EMPTY: Self = Self { sum: [0; COUNT], over: [0; BASES] };

    fn add(&mut self, own: &Self) {
        self.sum.iter_mut().zip(own.sum).for_each(|(sum, own)| *sum += own);
        self.over.iter_mut().zip(own.over).for_each(|(over, own)| *over += own);
    }

    fn put(&mut self, indicator: Indicator, sum: i64) {
        self.sum[indicator as usize] = sum;
    }

    /// Adds one where `is` holds.
    fn count(&mut self, indicator: Indicator, is: bool) {
        self.sum[indicator as usize] += i64::from(is);
    }

    /// Makes it one where `is` holds.
    fn mark(&mut self, indicator: Indicator, is: bool) {
        self.sum[indicator as usize] |= i64::from(is);
    }

    /// The indicators of one population. What services do is known of everyone only.
    fn row(&self, everyone: bool) -> Row {
        let mut values = [f64::NAN; COUNT];
        for (at, value) in values.iter_mut().enumerate() {
            let over = match base(at) {
                Some(base) => self.over[base] as f64,
                None if everyone => self.over[PEOPLE] as f64 / 1000.0,
                None => 0.0,
            };
            if over > 0.0 {
                *value = self.sum[at] as f64 / unit(at) / over;
            }
        }
        Row { count: self.over[PEOPLE] as u32, values }
    }
}

/// What is counted in one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Census {
    week: u32,
    sums: [Sums; POPULATIONS.len()],
}

impl Census {
    /// Counts a world. `week` is the number of weeks since the end of the burn-in.
    #[must_use]
    pub fn of(world: &World, week: u32) -> Self {
        let of_part = |range: Range<usize>| {
            let mut sums = [Sums::EMPTY; POPULATIONS.len()];
            world.bring(range.start / world.part_size as usize);
            for id in range.start as u32..range.end as u32 {
                if (id - range.start as u32).is_multiple_of(BROUGHT) {
                    bring_other_ends(world, id..(id + BROUGHT).min(range.end as u32));
                }
                let own = look_at(world, id);
                for (population, belongs) in sums.iter_mut().zip(belongs_to(world, id)) {
                    if belongs {
                        population.add(&own);
                    }
                }
            }
            sums
        };
        let mut sums = world.over_parts(of_part, and, [Sums::EMPTY; POPULATIONS.len()]);
        look_at_supporters(world, &mut sums);
        look_at_services(world, &mut sums[EVERYONE]);
        Self { week, sums }
    }

    /// Nobody yet, in `week`.
    #[must_use]
    pub fn empty(week: u32) -> Self {
        Self { week, sums: [Sums::EMPTY; POPULATIONS.len()] }
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
        self.sums = and(self.sums, other.sums);
    }

    /// The indicators.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let rows = self.sums.iter().enumerate().map(|(population, sums)| sums.row(population == EVERYONE));
        Snapshot { week: self.week, rows: rows.collect() }
    }
}

fn and(mut one: [Sums; POPULATIONS.len()], other: [Sums; POPULATIONS.len()]) -> [Sums; POPULATIONS.len()] {
    one.iter_mut().zip(&other).for_each(|(own, other)| own.add(other));
    one
}

/// Weeks since `tick`, at the end of the last tick; `None` for never.
#[must_use]
pub fn weeks_since(world: &World, tick: u16) -> Option<u32> {
    (tick != NEVER).then(|| world.tick.saturating_sub(1).saturating_sub(u32::from(tick)))
}

fn belongs_to(world: &World, id: u32) -> [bool; POPULATIONS.len()] {
    let person = &world.people[id as usize];
    let membership = weeks_since(world, person.member_since);
    [
        true,
        world.in_need(id),
        person.is_member(),
        membership.is_some_and(|weeks| weeks < NEWCOMER_WEEKS),
        membership.is_some_and(|weeks| weeks > VETERAN_WEEKS),
        person.entered != NEVER,
        person.category == 0,
    ]
}

fn look_at(world: &World, id: u32) -> Sums {
    let mut own = Sums::EMPTY;
    let person = &world.people[id as usize];
    let (in_need, problem) = (world.in_need(id), person.category > 0);
    own.over = [1, 0, i64::from(problem), i64::from(in_need)];
    let beliefs = [Indicator::General, Indicator::Services, Indicator::Empowerment, Indicator::Dependence];
    for (indicator, trust) in beliefs.into_iter().zip(person.trusts(world.parameters.prior_strength, &world.scale)) {
        own.put(indicator, i64::from(stock(trust)));
    }
    look_at_ties(world, id, &mut own);
    own.put(Indicator::Reciprocity, i64::from(person.reciprocity));
    own.put(Indicator::CivicActs, i64::from(person.acts));
    own.mark(Indicator::Acted, person.acts > 0);
    own.put(Indicator::Burden, i64::from(person.burden));
    if problem {
        own.put(Indicator::Coping, round(person.coping() * STOCK_UNIT));
        own.put(Indicator::Recovered, i64::from(!in_need));
    }
    own.put(Indicator::InNeed, i64::from(in_need));
    own.put(Indicator::TakeUp, i64::from(in_need && person.is_member()));
    own.put(Indicator::Waiting, i64::from(person.waiting_since != NEVER));
    own.put(Indicator::Refused, i64::from(person.refusals));
    own.put(Indicator::Turns, i64::from(person.turns));
    let linked = weeks_since(world, person.worker_met).is_some_and(|weeks| weeks < LINKING_WEEKS);
    own.put(Indicator::Linking, i64::from(linked));
    own
}

/// Brings the other ends of these people's ties close to the core: many of them are far away, and read in a row they come
/// at the same time.
fn bring_other_ends(world: &World, people: Range<u32>) {
    if world.is_near() {
        return;
    }
    let ends = people.flat_map(|person| world.ties.ends_of(person)).filter(|end| end.is_held());
    let ends = ends.fold(0, |sum: u32, end| {
        let (alter, back) = (&world.people[end.alter() as usize], world.ties.past(end.alter(), end.reverse()));
        sum ^ u32::from(alter.prior[GENERAL]) ^ u32::from(alter.category) ^ back.contact()
    });
    std::hint::black_box(ends);
}

/// How many of a person's ties are of a kind.
const COUNTED: [Indicator; 7] = [
    Indicator::Bonding,
    Indicator::Kin,
    Indicator::Neighbours,
    Indicator::Far,
    Indicator::Across,
    Indicator::Made,
    Indicator::Reciprocated,
];

/// Whether any of a person's ties is of a kind.
const MARKED: [Indicator; 4] = [Indicator::InContact, Indicator::Helped, Indicator::HelpedNear, Indicator::Gave];

/// Bits for each of [`COUNTED`] in a sum over [`TOGETHER`] ties.
const COUNT_BITS: usize = 4;

/// What is asked about some of a person's ties, place by place: what they show cannot be foreseen, and to look at all costs
/// less than to guess.
struct Asked {
    held: [bool; TOGETHER],
    ends: [End; TOGETHER],
    pasts: [Past; TOGETHER],
    /// What happened at the other ends.
    backs: [Past; TOGETHER],
    /// The prior of general trust of the alters.
    priors: [u16; TOGETHER],
    /// The category of the alters.
    categories: [u8; TOGETHER],
}

impl Asked {
    /// About those of `id` from place `first` on.
    // Inlined, it would be mixed with what is around it, and no longer be worked out together.
    #[inline(never)]
    fn of(world: &World, id: u32, first: usize) -> Self {
        let mut asked = Self {
            held: [false; TOGETHER],
            ends: [End::FREE; TOGETHER],
            pasts: [Past::FREE; TOGETHER],
            backs: [Past::FREE; TOGETHER],
            priors: [0; TOGETHER],
            categories: [0; TOGETHER],
        };
        let ties = world.ties.of(id).skip(first).take(TOGETHER);
        for (place, tie) in ties.enumerate() {
            // In a free place it is about oneself, and is not counted.
            let (alter, reverse) = if tie.is_held() { (tie.alter(), tie.reverse()) } else { (id, 0) };
            let other = &world.people[alter as usize];
            asked.held[place] = tie.is_held();
            (asked.ends[place], asked.pasts[place]) = (tie.end, tie.past);
            asked.backs[place] = *world.ties.past(alter, reverse);
            (asked.priors[place], asked.categories[place]) = (other.prior[GENERAL], other.category);
        }
        asked
    }
}

/// What a person's ties show: how many there are of each kind, what came in and went out, and trust at both ends.
fn look_at_ties(world: &World, id: u32, own: &mut Sums) {
    for first in (0..world.ties.ends_of(id).len()).step_by(TOGETHER) {
        let asked = Asked::of(world, id, first);
        look_at_trust(world, &world.people[id as usize], &asked, own);
        look_at_kinds(world, id, &asked, own);
    }
    own.put(Indicator::Bridging, own.over[TIES] - own.sum[Indicator::Bonding as usize]);
}

fn look_at_trust(world: &World, person: &Person, asked: &Asked, own: &mut Sums) {
    let (strength, scale) = (world.parameters.prior_strength, &world.scale);
    let (mut trusts, mut backs) = ([0.0; TOGETHER], [0.0; TOGETHER]);
    // Not iterators: so the compiler sees that all can be worked out at once.
    for place in 0..TOGETHER {
        trusts[place] = asked.pasts[place].trust(person.prior[GENERAL], strength, scale);
        backs[place] = asked.backs[place].trust(asked.priors[place], strength, scale);
    }
    let (mut stocks, mut count_on) = ([[0; TOGETHER]; 2], 0);
    for place in 0..TOGETHER {
        let held = -i32::from(asked.held[place]);
        stocks[0][place] = stock(trusts[place]) & held;
        stocks[1][place] = stock(backs[place]) & held;
        count_on |= -i32::from(trusts[place] > COUNT_ON_ABOVE) & held;
    }
    let [trust, back] = stocks.map(|stocks| stocks.into_iter().map(i64::from).sum::<i64>());
    own.sum[Indicator::Particularised as usize] += trust;
    own.sum[Indicator::TrustedBack as usize] += back;
    own.mark(Indicator::CountOn, count_on != 0);
}

fn look_at_kinds(world: &World, id: u32, asked: &Asked, own: &mut Sums) {
    let (category, (home, size)) = (world.people[id as usize].category, world.neighbours(id));
    let since = |weeks: u32| world.tick.saturating_sub(weeks);
    let (reciprocated, lately) = (since(RECIPROCATED_WEEKS), since(LATELY_WEEKS));
    let within = |tick: Option<u32>, since: u32| tick.is_some_and(|tick| tick >= since);
    let (mut ties, mut counts, mut marks) = (0, 0, 0);
    for place in 0..TOGETHER {
        let (end, past, back) = (asked.ends[place], asked.pasts[place], asked.backs[place]);
        let (came_in, went_out) = (past.help_in(), back.help_in());
        let near = end.alter().wrapping_sub(home) < size;
        let kin = end.origin() == Origin::Kin;
        let across = across(category, asked.categories[place]);
        let made = (end.origin() == Origin::CoMember) | (end.origin() == Origin::Helper);
        let both = within(came_in, reciprocated) & within(went_out, reciprocated);
        let (helped, neighbour) = (within(came_in, lately), near & !kin);
        let counted = ones([near & !across, kin, neighbour, !near, across, made, both], COUNT_BITS);
        let in_contact = within(Some(past.contact()), lately);
        let marked = ones([in_contact, helped, helped & neighbour, within(went_out, lately)], 1);
        let held = u32::from(asked.held[place]);
        ties += held;
        counts += counted * held;
        marks |= marked * held;
    }
    own.over[TIES] += i64::from(ties);
    for (place, &indicator) in COUNTED.iter().enumerate() {
        own.sum[indicator as usize] += i64::from((counts >> (COUNT_BITS * place)) & ((1 << COUNT_BITS) - 1));
    }
    for (place, &indicator) in MARKED.iter().enumerate() {
        own.mark(indicator, (marks >> place) & 1 > 0);
    }
}

/// A one where something holds, so many bits for each.
#[inline]
fn ones<const N: usize>(hold: [bool; N], bits: usize) -> u32 {
    hold.iter().enumerate().fold(0, |ones, (place, &holds)| ones | u32::from(holds) << (bits * place))
}

/// Counts for each population the networks that its people support.
fn look_at_supporters(world: &World, sums: &mut [Sums; POPULATIONS.len()]) {
    for network in world.networks.iter().filter(|network| network.open) {
        for &id in &network.supporters {
            for (population, belongs) in sums.iter_mut().zip(belongs_to(world, id)) {
                population.count(Indicator::Supported, belongs);
            }
        }
    }
}

fn look_at_services(world: &World, everyone: &mut Sums) {
    let (ledger, open) = (&world.ledger, world.networks.iter().filter(|network| network.open).count());
    everyone.put(Indicator::Networks, open as i64);
    everyone.put(Indicator::WorkerHours, ledger.desk + ledger.meetings);
    everyone.put(Indicator::UnpaidHours, ledger.unpaid);
}
