//! A box in the space of factors.

use super::cases::{Cases, Column};

/// A box: what it takes of each factor, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// One a factor.
    pub limits: Vec<Limits>,
}

/// What a box takes of one factor.
#[derive(Clone, Debug, PartialEq)]
pub enum Limits {
    /// The numbers from one limit to another, both included; `None` where there is no limit.
    Between {
        /// Smallest value.
        low: Option<f64>,
        /// Largest value.
        high: Option<f64>,
    },
    /// The categories that are marked.
    Among(Vec<bool>),
}

/// One way in which a box limits a factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// By a smallest value.
    Low,
    /// By a largest value.
    High,
    /// By its categories.
    Among,
}

impl Limits {
    /// No limits for a factor with values like these.
    #[must_use]
    pub fn none(column: &Column) -> Self {
        match column {
            Column::Real(_) | Column::Whole(_) => Self::Between { low: None, high: None },
            Column::Category { of, .. } => Self::Among(vec![true; *of]),
        }
    }

    /// In which ways it limits its factor.
    #[must_use]
    pub fn ends(&self) -> Vec<End> {
        match self {
            Self::Between { low, high } => {
                let ends = [low.map(|_| End::Low), high.map(|_| End::High)];
                ends.into_iter().flatten().collect()
            }
            Self::Among(kept) if kept.iter().all(|kept| *kept) => Vec::new(),
            Self::Among(_) => vec![End::Among],
        }
    }

    /// The same without one of its limits.
    #[must_use]
    pub fn without(&self, end: End) -> Self {
        match (self, end) {
            (Self::Between { high, .. }, End::Low) => Self::Between { low: None, high: *high },
            (Self::Between { low, .. }, End::High) => Self::Between { low: *low, high: None },
            (Self::Among(kept), End::Among) => Self::Among(vec![true; kept.len()]),
            _ => self.clone(),
        }
    }

    /// Whether it takes the value of a point.
    pub(super) fn takes(&self, column: &Column, point: usize) -> bool {
        match (self, column) {
            (Self::Between { low, high }, Column::Real(values) | Column::Whole(values)) => {
                low.is_none_or(|low| low <= values[point]) && high.is_none_or(|high| values[point] <= high)
            }
            (Self::Among(kept), Column::Category { values, .. }) => kept.get(values[point]) == Some(&true),
            _ => false,
        }
    }
}

impl Region {
    /// The box without limits.
    #[must_use]
    pub fn of_all(cases: &Cases) -> Self {
        Self { limits: cases.columns().iter().map(Limits::none).collect() }
    }

    /// The factors that it limits, from 0.
    #[must_use]
    pub fn restricted(&self) -> Vec<usize> {
        let limits = self.limits.iter().enumerate();
        limits.filter(|(_, limits)| !limits.ends().is_empty()).map(|(factor, _)| factor).collect()
    }

    /// Those of `points` that lie in it.
    #[must_use]
    pub fn inside(&self, cases: &Cases, points: &[usize]) -> Vec<usize> {
        points.iter().copied().filter(|point| self.holds(cases, *point)).collect()
    }

    /// Whether a point lies in it.
    #[must_use]
    pub fn holds(&self, cases: &Cases, point: usize) -> bool {
        self.limits.iter().zip(cases.columns()).all(|(limits, column)| limits.takes(column, point))
    }

    /// The same with other limits of one factor.
    #[must_use]
    pub fn with(&self, factor: usize, limits: Limits) -> Self {
        let mut region = self.clone();
        region.limits[factor] = limits;
        region
    }
}
