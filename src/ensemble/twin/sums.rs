//! Exact sums over groups of people, with and without helping networks.

use super::ENTRANT_WEEKS;
use crate::model::measure::{MEASURES, Measured, measured, steps};
use crate::model::tie::NEVER;
use crate::model::world::World;
use crate::record::plan::LARGE;
use rayon::prelude::*;

/// A group of people, as they stand in the world with helping networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Group {
    /// P: everybody.
    Everyone,
    /// O: those who have, or had, a life problem. First onset is exogenous: with the same luck the same people in every world.
    Troubled,
    /// E: those who first entered a network at least 104 weeks ago.
    Entrants,
    /// V: those of E who are members now.
    Veterans,
    /// J: those who first entered later.
    Joined,
    /// N: those who never entered.
    Never,
}

/// How many groups there are.
pub const GROUPS: usize = 6;
/// Something for each group.
pub type Groups<T> = [T; GROUPS];
const M: usize = MEASURES.len();

/// Sums over those who never entered, in coarser steps, of which the correlation of twins is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Across {
    /// Of the values in this world.
    pub with: i64,
    /// Of those of the twins.
    pub without: i64,
    /// Of squares in this world.
    pub with_squared: i64,
    /// Of the twins' squares.
    pub without_squared: i64,
    /// Of products.
    pub product: i64,
}

/// One world beside another in one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwinWeek {
    /// Weeks since the end of the burn-in.
    pub week: u32,
    /// People in each group.
    pub count: Groups<i64>,
    /// Sums of each measure over each group, in steps: in this world, and without helping networks.
    pub sums: [Groups<(i64, i64)>; M],
    /// Over those who never entered, of each measure.
    pub across: [Across; M],
}

/// Steps of a share in [`Across`]: few enough that squares of 60 million people add up without overflow.
const COARSE: u32 = 1 << 15;

impl TwinWeek {
    /// Nobody yet.
    #[must_use]
    pub fn empty(week: u32) -> Self {
        Self { week, count: [0; GROUPS], sums: [[(0, 0); GROUPS]; M], across: [Across::default(); M] }
    }

    /// Everybody in `world` beside `without`, who are the same people.
    pub(super) fn of(world: &World, without: &[Measured], week: u32) -> Self {
        const AT_A_TIME: usize = 1024;
        let coarser = std::array::from_fn(coarser);
        let of_some = |(chunk, twins): (usize, &[Measured])| {
            let mut sums = Adding::default();
            for (person, twin) in ((chunk * AT_A_TIME) as u32..).zip(twins) {
                sums.add(&belongs(world, person), &measured(world, person), twin, &coarser);
            }
            sums.in_week(week)
        };
        let and = |mut one: Self, other: Self| {
            one.join(&other);
            one
        };
        if without.len() > LARGE as usize {
            let some = without.par_chunks(AT_A_TIME).enumerate().map(of_some);
            return some.reduce(|| Self::empty(week), and);
        }
        without.chunks(AT_A_TIME).enumerate().map(of_some).fold(Self::empty(week), and)
    }

    /// Adds the same week of other people.
    pub(super) fn join(&mut self, other: &Self) {
        self.count.iter_mut().zip(other.count).for_each(|(own, other)| *own += other);
        for (own, other) in self.sums.iter_mut().flatten().zip(other.sums.iter().flatten()) {
            *own = (own.0 + other.0, own.1 + other.1);
        }
        for (own, other) in self.across.iter_mut().zip(&other.across) {
            own.with += other.with;
            own.without += other.without;
            own.with_squared += other.with_squared;
            own.without_squared += other.without_squared;
            own.product += other.product;
        }
    }

    /// People in a group.
    #[must_use]
    pub fn people(&self, group: Group) -> f64 {
        self.count[group as usize] as f64
    }

    /// The mean of a measure over a group in this world; NaN over nobody.
    #[must_use]
    pub fn with(&self, measure: usize, group: Group) -> f64 {
        self.sums[measure][group as usize].0 as f64 / steps(measure) / self.people(group)
    }

    /// The mean of a measure over the same people without helping networks; NaN over nobody.
    #[must_use]
    pub fn without(&self, measure: usize, group: Group) -> f64 {
        self.sums[measure][group as usize].1 as f64 / steps(measure) / self.people(group)
    }

    /// The mean twin difference τ of a group; NaN over nobody.
    #[must_use]
    pub fn tau(&self, measure: usize, group: Group) -> f64 {
        let (with, without) = self.sums[measure][group as usize];
        (with - without) as f64 / steps(measure) / self.people(group)
    }

    /// The correlation of twins over those who never entered; NaN where one of them does not vary.
    #[must_use]
    pub fn correlation(&self, measure: usize) -> f64 {
        let n = i128::from(self.count[Group::Never as usize]);
        let wide = |x: i64| i128::from(x);
        let Across { with, without, with_squared, without_squared, product } = self.across[measure];
        let covariance = n * wide(product) - wide(with) * wide(without);
        let variances = (
            n * wide(with_squared) - wide(with) * wide(with),
            n * wide(without_squared) - wide(without) * wide(without),
        );
        // Nought divided by nought is NaN, as is meant.
        covariance as f64 / ((variances.0 as f64).sqrt() * (variances.1 as f64).sqrt())
    }
}

/// Sums that are being added up, so that all measures are added together: group by group, and those of [`Across`] by kind.
#[derive(Default)]
struct Adding {
    count: Groups<i64>,
    with: Groups<[i64; M]>,
    without: Groups<[i64; M]>,
    /// In the order of the fields of [`Across`].
    across: [[i64; M]; 5],
}

impl Adding {
    fn add(&mut self, belongs: &Groups<bool>, with: &Measured, without: &Measured, coarser: &[u32; M]) {
        for group in (0..GROUPS).filter(|&group| belongs[group]) {
            self.count[group] += 1;
            add(&mut self.with[group], with);
            add(&mut self.without[group], without);
        }
        if belongs[Group::Never as usize] {
            let coarse = |values: &Measured| -> Measured {
                std::array::from_fn(|at| (values[at] + ((1 << coarser[at]) >> 1)) >> coarser[at])
            };
            let (a, b) = (coarse(with), coarse(without));
            let [of_a, of_b, squares_a, squares_b, products] = &mut self.across;
            add(of_a, &a);
            add(of_b, &b);
            add_products(squares_a, &a, &a);
            add_products(squares_b, &b, &b);
            add_products(products, &a, &b);
        }
    }

    fn in_week(&self, week: u32) -> TwinWeek {
        let [with, without, with_squared, without_squared, product] = &self.across;
        TwinWeek {
            week,
            count: self.count,
            sums: std::array::from_fn(|at| {
                std::array::from_fn(|group| (self.with[group][at], self.without[group][at]))
            }),
            across: std::array::from_fn(|at| Across {
                with: with[at],
                without: without[at],
                with_squared: with_squared[at],
                without_squared: without_squared[at],
                product: product[at],
            }),
        }
    }
}

fn add(sums: &mut [i64; M], values: &Measured) {
    sums.iter_mut().zip(values).for_each(|(sum, &value)| *sum += i64::from(value));
}

fn add_products(sums: &mut [i64; M], ones: &Measured, others: &Measured) {
    let products = ones.iter().zip(others).map(|(&one, &other)| (u64::from(one) * u64::from(other)) as i64);
    sums.iter_mut().zip(products).for_each(|(sum, product)| *sum += product);
}

/// By how many bits steps of a measure are finer than those of [`Across`], to the nearest of which values are rounded.
fn coarser(measure: usize) -> u32 {
    (steps(measure) as u32 / COARSE).max(1).ilog2()
}

/// The groups to which a person belongs at the end of a week.
fn belongs(world: &World, person: u32) -> Groups<bool> {
    let (category, own) = (world.people[person as usize].category, &world.courses[person as usize]);
    let now = world.tick.saturating_sub(1);
    let early = own.entered != NEVER && now.saturating_sub(u32::from(own.entered)) >= ENTRANT_WEEKS;
    let mut groups = [false; GROUPS];
    let mut put = |group: Group, belongs| groups[group as usize] = belongs;
    put(Group::Everyone, true);
    put(Group::Troubled, category > 0);
    put(Group::Entrants, early);
    put(Group::Veterans, early && own.is_member());
    put(Group::Joined, own.entered != NEVER && !early);
    put(Group::Never, own.entered == NEVER);
    groups
}
