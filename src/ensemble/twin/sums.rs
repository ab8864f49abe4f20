//! Exact sums over groups of people, with and without helping networks.

use super::ENTRANT_WEEKS;
use crate::ensemble::execute::LARGE;
use crate::model::measure::{MEASURES, Measured, measured, steps};
use crate::model::tie::NEVER;
use crate::model::world::World;
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
        let of_some = |(chunk, twins): (usize, &[Measured])| {
            let mut sums = Self::empty(week);
            for (person, twin) in ((chunk * AT_A_TIME) as u32..).zip(twins) {
                sums.add(&belongs(world, person), &measured(world, person), twin);
            }
            sums
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

    fn add(&mut self, belongs: &Groups<bool>, with: &Measured, without: &Measured) {
        for (count, &belongs) in self.count.iter_mut().zip(belongs) {
            *count += i64::from(belongs);
        }
        for measure in 0..M {
            let (a, b) = (i64::from(with[measure]), i64::from(without[measure]));
            for (sum, &belongs) in self.sums[measure].iter_mut().zip(belongs) {
                if belongs {
                    *sum = (sum.0 + a, sum.1 + b);
                }
            }
            if belongs[Group::Never as usize] {
                let (a, b) = (coarse(measure, with[measure]), coarse(measure, without[measure]));
                let across = &mut self.across[measure];
                across.with += a;
                across.without += b;
                across.with_squared += a * a;
                across.without_squared += b * b;
                across.product += a * b;
            }
        }
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

/// A value in the steps of [`Across`].
fn coarse(measure: usize, value: u32) -> i64 {
    let fine = steps(measure) as u32;
    if fine > COARSE { i64::from((value + fine / COARSE / 2) / (fine / COARSE)) } else { i64::from(value) }
}

/// The groups to which a person belongs at the end of a week.
fn belongs(world: &World, person: u32) -> Groups<bool> {
    let own = &world.people[person as usize];
    let now = world.tick.saturating_sub(1);
    let early = own.entered != NEVER && now.saturating_sub(u32::from(own.entered)) >= ENTRANT_WEEKS;
    let mut groups = [false; GROUPS];
    let mut put = |group: Group, belongs| groups[group as usize] = belongs;
    put(Group::Everyone, true);
    put(Group::Troubled, own.category > 0);
    put(Group::Entrants, early);
    put(Group::Veterans, early && own.is_member());
    put(Group::Joined, own.entered != NEVER && !early);
    put(Group::Never, own.entered == NEVER);
    groups
}
