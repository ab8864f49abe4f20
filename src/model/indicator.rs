//! What is shown of a world: indicators by population. Observing changes nothing and draws no lots.

use super::ledger::STOCK_UNIT;
use super::person::GENERAL;
use super::share::{ONE, round};
use super::tie::NEVER;
use super::world::World;

/// A population over which indicators are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PopulationRow {
    /// The name used in result files.
    pub name: &'static str,
    /// Who belongs to it.
    pub meaning: &'static str,
}

/// Every population, in the order of [`Snapshot::rows`].
pub const POPULATIONS: &[PopulationRow] = &[
    PopulationRow { name: "everyone", meaning: "all people" },
    PopulationRow { name: "in_need", meaning: "people whose life problem is not recovered" },
    PopulationRow { name: "members", meaning: "people helped in a network" },
    PopulationRow { name: "newcomers", meaning: "members for less than 9 weeks (two months)" },
    PopulationRow { name: "veterans", meaning: "members for more than 104 weeks (two years)" },
    PopulationRow { name: "ever_entered", meaning: "people who have been members at any time" },
    PopulationRow { name: "never_in_need", meaning: "people who never had a life problem" },
];

/// One indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndicatorRow {
    /// The name used in result files.
    pub name: &'static str,
    /// A title for plots and tables.
    pub label: &'static str,
    /// Unit of the value.
    pub unit: &'static str,
    /// Whether more of it is to be wished; `None` where that depends.
    pub more_is_better: Option<bool>,
    /// How it is computed.
    pub meaning: &'static str,
}

macro_rules! indicators {
    ($( $variant:ident $name:literal, $label:literal, $unit:literal, $better:expr, $meaning:literal; )*) => {
        /// The indicators, as indices into [`Row::values`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Indicator { $( #[doc = $meaning] $variant, )* }

        /// Every indicator, in the order of [`Row::values`].
        pub const INDICATORS: &[IndicatorRow] = &[ $( IndicatorRow {
            name: $name, label: $label, unit: $unit, more_is_better: $better, meaning: $meaning,
        }, )* ];
    };
}

indicators! {
    General "generalised_trust", "Trust in people in general", "share", Some(true), "Mean trust in people in general.";
    Services "institutional_trust", "Trust in services", "share", Some(true), "Mean trust in services.";
    Empowerment "empowerment", "Empowerment", "share", Some(true), "Mean belief in oneself.";
    Dependence "dependence", "Dependence on professionals", "share", Some(false), "Mean belief that only the professional can.";
    Particularised "particularised_trust", "Trust in one's ties", "share", Some(true), "Mean trust over all ties held by the population.";
    Bonding "bonding_ties", "Bonding ties", "ties per person", Some(true), "Ties within the neighbourhood and not across categories.";
    Bridging "bridging_ties", "Bridging ties", "ties per person", Some(true), "Ties across neighbourhoods, or between different categories of life problem.";
    Linking "linking_ties", "Linking ties", "share of people", Some(true), "People who met a worker in the last 26 weeks.";
    Reciprocated "reciprocated_ties", "Reciprocated ties", "ties per person", Some(true), "Ties through which help came in at both ends within 52 weeks.";
    CivicActs "civic_acts", "Civic acts", "acts per person since week 0", Some(true), "Civic acts since week 0.";
    Burden "burden", "Burden", "share", Some(false), "Mean burden.";
    Coping "coping", "Coping", "share", Some(true), "Mean share of needed insights that are had, over those with a life problem.";
    Recovered "recovered", "Recovered", "share of those with a problem", Some(true), "Share recovered, of those with a life problem.";
    InNeed "in_need", "In need", "share of people", Some(false), "Share whose life problem is not recovered.";
    TakeUp "take_up", "Take-up", "share of those in need", None, "Share helped in a network, of those in need.";
    Waiting "waiting", "Waiting", "share of people", Some(false), "Share on a waiting list for a network.";
    Refused "refused", "Refused requests", "requests per person since week 0", Some(false), "Everyday requests and invitations of this person that were refused, since week 0.";
    Turns "turns_received", "Turns received", "turns per person since week 0", None, "Turns about the person's own problem, since week 0.";
    Networks "networks_open", "Networks open", "networks per 1,000 people", None, "Open helping networks; for everyone only.";
    WorkerHours "worker_hours", "Worker hours used", "hours per 1,000 people since week 0", None, "Hours of workers used since week 0; for everyone only.";
    UnpaidHours "unpaid_hours", "Unpaid hours", "hours per 1,000 people since week 0", None, "Hours given in meetings by people who are not workers, since week 0; for everyone only.";
}

/// The indicators of one population in one week.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// People in the population.
    pub count: u32,
    /// One value an indicator, in the order of [`INDICATORS`]; NaN where it is not defined.
    pub values: [f64; INDICATORS.len()],
}

/// All indicators of a world in one week.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Weeks since the end of the burn-in.
    pub week: u32,
    /// One row a population, in the order of [`POPULATIONS`].
    pub rows: Vec<Row>,
}

/// Weeks for which a newcomer is one: two months.
const NEWCOMER_WEEKS: u32 = 9;
/// Weeks after which a member is a veteran: two years.
pub const VETERAN_WEEKS: u32 = 104;
/// Weeks for which a meeting with a worker makes a linking tie.
const LINKING_WEEKS: u32 = 26;
/// Weeks for which help that came in counts as reciprocated.
const RECIPROCATED_WEEKS: u32 = 52;

const COUNT: usize = INDICATORS.len();

/// Exact sums over a population: what is added, and over how many.
#[derive(Clone, Copy, Debug)]
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
    } else if is(&[Indicator::Particularised]) {
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

    fn row(&self) -> Row {
        let mut values = [f64::NAN; COUNT];
        for (at, value) in values.iter_mut().enumerate() {
            if let Some(over) = base(at).map(|base| self.over[base]).filter(|&over| over > 0) {
                *value = self.sum[at] as f64 / unit(at) / over as f64;
            }
        }
        Row { count: self.over[PEOPLE] as u32, values }
    }
}

/// What the whole is in the sums of an indicator.
pub(super) fn unit(indicator: usize) -> f64 {
    const STOCKS: [Indicator; 6] = [
        Indicator::General,
        Indicator::Services,
        Indicator::Empowerment,
        Indicator::Dependence,
        Indicator::Particularised,
        Indicator::Coping,
    ];
    if STOCKS.iter().any(|&stock| stock as usize == indicator) {
        STOCK_UNIT
    } else if indicator == Indicator::Burden as usize {
        f64::from(ONE)
    } else {
        1.0
    }
}

impl Snapshot {
    /// Looks at a world. `week` is the number of weeks since the end of the burn-in.
    #[must_use]
    pub fn of(world: &World, week: u32) -> Self {
        let of_part = |range: std::ops::Range<usize>| {
            let mut sums = [Sums::EMPTY; POPULATIONS.len()];
            world.bring(range.start / world.part_size as usize);
            for id in range.start as u32..range.end as u32 {
                let own = look_at(world, id);
                for (population, belongs) in sums.iter_mut().zip(belongs_to(world, id)) {
                    if belongs {
                        population.add(&own);
                    }
                }
            }
            sums
        };
        let and = |mut one: [Sums; POPULATIONS.len()], other: [Sums; POPULATIONS.len()]| {
            one.iter_mut().zip(&other).for_each(|(own, other)| own.add(other));
            one
        };
        let sums = world.over_parts(of_part, and, [Sums::EMPTY; POPULATIONS.len()]);
        let mut rows: Vec<Row> = sums.iter().map(Sums::row).collect();
        look_at_services(world, &mut rows[0]);
        Self { week, rows }
    }
}

/// Weeks since `tick`, at the end of the last tick; `None` for never.
pub(super) fn weeks_since(world: &World, tick: u16) -> Option<u32> {
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
    own.put(Indicator::CivicActs, i64::from(person.acts));
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

/// Whether a tie of `id` to somebody bonds: within the neighbourhood, and not across categories of life problem.
pub(super) fn bonds(world: &World, id: u32) -> impl Fn(u32) -> bool + '_ {
    let (first, size) = world.neighbours(id);
    let own = world.people[id as usize].category;
    move |alter| {
        let near = alter >= first && alter - first < size;
        let other_problem = || {
            let category = world.people[alter as usize].category;
            own > 0 && category > 0 && category != own
        };
        near && !other_problem()
    }
}

fn look_at_ties(world: &World, id: u32, own: &mut Sums) {
    let person = &world.people[id as usize];
    let (mut trust, mut ties, mut bonding, mut reciprocated) = (0, 0, 0, 0);
    let recent = |tick: Option<u32>| tick.is_some_and(|tick| world.tick.saturating_sub(tick + 1) < RECIPROCATED_WEEKS);
    let bonds = bonds(world, id);
    for tie in world.ties_of(id).iter().filter(|tie| tie.is_held()) {
        let alter = tie.alter();
        ties += 1;
        bonding += i64::from(bonds(alter));
        let returned = || world.ties_of(alter)[usize::from(tie.reverse())].help_in();
        reciprocated += i64::from(recent(tie.help_in()) && recent(returned()));
        let trusted = tie.trust(person.prior[GENERAL], world.parameters.prior_strength, &world.scale);
        trust += round(trusted * STOCK_UNIT);
    }
    own.over[TIES] = ties;
    own.put(Indicator::Particularised, trust);
    own.put(Indicator::Bonding, bonding);
    own.put(Indicator::Bridging, ties - bonding);
    own.put(Indicator::Reciprocated, reciprocated);
}

fn look_at_services(world: &World, everyone: &mut Row) {
    let thousands = world.people.len() as f64 / 1000.0;
    let open = world.networks.iter().filter(|network| network.open).count();
    let ledger = &world.ledger;
    everyone.values[Indicator::Networks as usize] = open as f64 / thousands;
    everyone.values[Indicator::WorkerHours as usize] = (ledger.desk + ledger.meetings) as f64 / 1000.0 / thousands;
    everyone.values[Indicator::UnpaidHours as usize] = ledger.unpaid as f64 / 1000.0 / thousands;
}
