//! Points at which a claim was tried.

use std::collections::BTreeSet;
use thiserror::Error;

/// The values of one factor, one a point.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Any numbers, none of them NaN. A limit lies midway between two of them.
    Real(Vec<f64>),
    /// Whole numbers. A limit is the whole number next to that, inside the box.
    Whole(Vec<f64>),
    /// Categories without an order, by number from 0.
    Category {
        /// How many categories there are.
        of: usize,
        /// Which one, point by point.
        values: Vec<usize>,
    },
}

impl Column {
    fn len(&self) -> usize {
        match self {
            Self::Real(values) | Self::Whole(values) => values.len(),
            Self::Category { values, .. } => values.len(),
        }
    }

    fn holds(&self) -> bool {
        match self {
            Self::Real(values) | Self::Whole(values) => values.iter().all(|value| value.is_finite()),
            Self::Category { of, values } => values.iter().all(|value| value < of),
        }
    }
}

/// Points at which a claim was tried: their values of every factor, and whether it is reversed there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cases {
    columns: Vec<Column>,
    reversed: Vec<bool>,
}

impl Cases {
    /// Points with the values of each factor, and with what was found at each.
    ///
    /// # Errors
    /// If a factor has not one value a point, or a value that is no number or none of its categories.
    pub fn new(columns: Vec<Column>, reversed: Vec<bool>) -> Result<Self, UnevenError> {
        match columns.iter().position(|column| column.len() != reversed.len() || !column.holds()) {
            Some(column) => Err(UnevenError { column }),
            None => Ok(Self { columns, reversed }),
        }
    }

    /// The values of every factor.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Number of points.
    #[must_use]
    pub fn len(&self) -> usize {
        self.reversed.len()
    }

    /// Whether there are no points.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reversed.is_empty()
    }

    /// Whether the claim is reversed at a point.
    #[must_use]
    pub fn is_reversed(&self, point: usize) -> bool {
        self.reversed[point]
    }

    /// At how many of these points it is reversed.
    #[must_use]
    pub fn reversed(&self, points: &[usize]) -> usize {
        points.iter().filter(|point| self.reversed[**point]).count()
    }

    /// How many of these points differ from each other in any factor.
    #[must_use]
    pub fn distinct(&self, points: &[usize]) -> usize {
        let row = |point: usize| {
            let of = |column: &Column| match column {
                Column::Real(values) | Column::Whole(values) => values[point].to_bits(),
                Column::Category { values, .. } => values[point] as u64,
            };
            self.columns.iter().map(of).collect::<Vec<u64>>()
        };
        points.iter().map(|point| row(*point)).collect::<BTreeSet<_>>().len()
    }

    /// Every point.
    #[must_use]
    pub fn all(&self) -> Vec<usize> {
        (0..self.len()).collect()
    }
}

/// A factor that does not fit the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("factor {column} must have one value for each point: a finite number, or one of its categories")]
pub struct UnevenError {
    /// Which factor, from 0.
    pub column: usize,
}
