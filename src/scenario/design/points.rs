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
    /// Number of points.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.rows.len())
    }
}
