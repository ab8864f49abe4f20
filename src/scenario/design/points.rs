//! The points that a design lists, as data.

use std::sync::Arc;

/// The points that a file lists.
#[derive(Clone, Debug, PartialEq)]
pub struct PointsFile {
    /// The text of the file: it is kept with results.
    pub text: Arc<str>,
    /// SHA-256 of the file in hexadecimal digits: where the scenario names it too, another file is refused.
    pub sha256: String,
    /// The columns.
    pub columns: Arc<[Column]>,
    /// Where the file is a posterior, of which draws are taken; `None` where every row is a point.
    pub draws: Option<Draws>,
}

/// Draws of the rows of a posterior, by what each weighs. Which rows they are,
/// [`Design`](crate::analysis::design::Design) says.
#[derive(Clone, Debug, PartialEq)]
pub struct Draws {
    /// How many are taken.
    pub count: u32,
    /// What each row weighs: 0 or more, and some of them more.
    pub weights: Arc<[f64]>,
    /// The byte at which each row begins.
    pub(super) offsets: Arc<[usize]>,
}

/// One key and its values down the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The key, as `--set` takes it.
    pub key: String,
    pub(super) distinct: Vec<String>,
    pub(super) rows: Vec<u32>,
}

impl Column {
    /// The value in a row; `None` where it stands as in the scenario, and below the last row.
    #[must_use]
    pub fn value(&self, row: usize) -> Option<&str> {
        let value = self.distinct.get(*self.rows.get(row)? as usize)?;
        (!value.is_empty()).then_some(value)
    }
}

impl PointsFile {
    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.rows.len())
    }

    /// Number of points: of draws, or of rows.
    #[must_use]
    pub fn points(&self) -> usize {
        self.draws.as_ref().map_or_else(|| self.rows(), |draws| draws.count as usize)
    }

    /// The line of the file, from 1, in which a row of a posterior stands; `None` where there is no such row.
    #[must_use]
    pub fn line(&self, row: usize) -> Option<usize> {
        let before = self.text.get(..*self.draws.as_ref()?.offsets.get(row)?)?;
        Some(1 + before.matches('\n').count())
    }
}
