//! Everybody beside their twins in the world without helping networks: exact sums over groups of people, week by week.

use super::draws::Draws;
use crate::model::measure::{MEASURES, steps};

/// Weeks since first entry after which somebody counts as an entrant: two years.
pub const ENTRANT_WEEKS: u32 = 104;

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

impl TwinWeek {
    /// Nobody yet.
    #[must_use]
    pub fn empty(week: u32) -> Self {
        Self { week, count: [0; GROUPS], sums: [[(0, 0); GROUPS]; M], across: [Across::default(); M] }
    }

    /// Adds the same week of other people.
    pub fn join(&mut self, other: &Self) {
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
        // 0 divided by 0 is NaN, as is meant.
        covariance as f64 / ((variances.0 as f64).sqrt() * (variances.1 as f64).sqrt())
    }
}

/// What one world says beside the world without helping networks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TwinRecord {
    /// Beside twins who meet the same luck, week by week.
    pub same_luck: Vec<TwinWeek>,
    /// Beside twins who meet other luck from week 0 on, in the weeks of the window at the horizon.
    pub other_luck: Vec<TwinWeek>,
    /// What the lots of the waiting list say.
    pub draws: Draws,
}

impl TwinRecord {
    /// Adds the next town, of the same weeks.
    pub fn join(&mut self, next: &Self) {
        let weeks = |own: &mut [TwinWeek], next: &[TwinWeek]| {
            own.iter_mut().zip(next).for_each(|(own, next)| own.join(next));
        };
        weeks(&mut self.same_luck, &next.same_luck);
        weeks(&mut self.other_luck, &next.other_luck);
        self.draws.join(&next.draws);
    }
}
