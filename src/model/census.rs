//! A census: exact sums over a world's people, of which the indicators are made. Those of several towns add up.
//! Looking changes nothing and draws no lots.

use super::indicator::{EVERYONE, INDICATORS, Indicator, POPULATIONS, Row, Snapshot, unit};
use super::ledger::{STOCK_UNIT, stock};
use super::person::{GENERAL, Person};
use super::share::round;
use super::tie::{HalfTie, NEVER, Origin, Past};
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
    let beliefs = [Indicator::General, Indicator::Services, Indicator::Empowerment, Indicator::Dependence]
        .into_iter()
        .enumerate();
    for (belief, indicator) in beliefs {
        own.put(indicator, round(world.trust(id, belief) * STOCK_UNIT));
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
const MARKED: [Indicator; 5] =
    [Indicator::InContact, Indicator::CountOn, Indicator::Helped, Indicator::HelpedNear, Indicator::Gave];

/// Ones where something holds, a byte each: sums of them do not run over, for a person has at most 16 ties.
fn ones<const N: usize>(hold: [bool; N]) -> u64 {
    hold.iter().enumerate().fold(0, |ones, (place, &holds)| ones | u64::from(holds) << (8 * place))
}

/// What a person's ties show: how many there are of each kind, what came in and went out, and trust at both ends.
fn look_at_ties(world: &World, id: u32, own: &mut Sums) {
    let (person, neighbours) = (&world.people[id as usize], world.neighbours(id));
    let (mut ties, mut trust, mut trust_back, mut counts, mut marks) = (0, 0, 0, 0, 0);
    for tie in world.ties.of(id).filter(HalfTie::is_held) {
        let back = world.ties.past(tie.alter(), tie.reverse());
        let seen = look_at_tie(world, person, neighbours, &tie, back);
        ties += 1;
        trust += seen.trust;
        trust_back += seen.trust_back;
        counts += ones(seen.counted);
        marks |= ones(seen.marked);
    }
    own.over[TIES] = ties;
    own.put(Indicator::Particularised, trust);
    own.put(Indicator::TrustedBack, trust_back);
    let byte = |bytes: u64, place: usize| ((bytes >> (8 * place)) & 0xff) as i64;
    COUNTED.iter().enumerate().for_each(|(place, &indicator)| own.put(indicator, byte(counts, place)));
    MARKED.iter().enumerate().for_each(|(place, &indicator)| own.put(indicator, byte(marks, place)));
    own.put(Indicator::Bridging, ties - own.sum[Indicator::Bonding as usize]);
}

/// What one tie shows.
struct Seen {
    trust: i64,
    trust_back: i64,
    /// In the order of [`COUNTED`].
    counted: [bool; COUNTED.len()],
    /// In the order of [`MARKED`].
    marked: [bool; MARKED.len()],
}

#[inline]
fn look_at_tie(world: &World, person: &Person, (first, size): (u32, u32), tie: &HalfTie, back: &Past) -> Seen {
    let (strength, scale) = (world.parameters.prior_strength, &world.scale);
    let alter = &world.people[tie.alter() as usize];
    let within = |tick: Option<u32>, weeks| tick.is_some_and(|tick| tick >= world.tick.saturating_sub(weeks));
    let (came_in, went_out) = (tie.help_in(), back.help_in());
    let near = tie.alter().wrapping_sub(first) < size;
    let kin = tie.origin() == Origin::Kin;
    // Without shortcuts: what a tie shows cannot be foreseen, and looking costs less than guessing wrong.
    let across = (person.category > 0) & (alter.category > 0) & (alter.category != person.category);
    let made = matches!(tie.origin(), Origin::CoMember | Origin::Helper);
    let both = within(came_in, RECIPROCATED_WEEKS) & within(went_out, RECIPROCATED_WEEKS);
    let (helped, neighbour) = (within(came_in, LATELY_WEEKS), near & !kin);
    let trusted = tie.trust(person.prior[GENERAL], strength, scale);
    Seen {
        trust: i64::from(stock(trusted)),
        trust_back: i64::from(stock(back.trust(alter.prior[GENERAL], strength, scale))),
        counted: [near & !across, kin, neighbour, !near, across, made, both],
        marked: [
            within(Some(tie.contact()), LATELY_WEEKS),
            trusted > COUNT_ON_ABOVE,
            helped,
            helped & neighbour,
            within(went_out, LATELY_WEEKS),
        ],
    }
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
