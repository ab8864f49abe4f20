//! Tables as they were written, a row found by its keys.

use super::plain::{Plain, says};
use std::collections::BTreeMap;
use std::path::Path;

/// The rows of a CSV file, by some of their columns.
pub struct Sheet {
    name: String,
    header: Vec<String>,
    rows: BTreeMap<Vec<String>, Vec<String>>,
}

impl Sheet {
    /// Reads a table whose rows are told apart by the columns `keys`.
    pub fn read(path: &Path, keys: &[&str]) -> Self {
        let mut reader = csv::Reader::from_path(path).expect("a table");
        let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let places: Vec<usize> = keys.iter().map(|key| place(&header, key)).collect();
        let mut rows = BTreeMap::new();
        for row in reader.records() {
            let row: Vec<String> = row.expect("a row").iter().map(str::to_owned).collect();
            let key = places.iter().map(|place| row[*place].clone()).collect();
            assert!(rows.insert(key, row).is_none(), "{}: a row stands twice", path.display());
        }
        Self { name: path.display().to_string(), header, rows }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row with these keys.
    pub fn row(&self, keys: &[&str]) -> Row<'_> {
        let key: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        let cells = self.rows.get(&key).unwrap_or_else(|| panic!("{} has no row {keys:?}", self.name));
        Row { sheet: self, cells }
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.values().map(|cells| Row { sheet: self, cells })
    }
}

fn place(header: &[String], column: &str) -> usize {
    header.iter().position(|name| name == column).unwrap_or_else(|| panic!("no column {column} in {header:?}"))
}

/// One row.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    cells: &'a [String],
}

impl Row<'_> {
    pub fn cell(&self, column: &str) -> &str {
        &self.cells[place(&self.sheet.header, column)]
    }

    /// Makes sure that a cell says a number.
    pub fn assert(&self, column: &str, known: f64, scale: f64) {
        let cell = self.cell(column);
        assert!(says(cell, known, scale), "{}: {:?}: {column} is {cell:?}, not {known}", self.sheet.name, self.cells);
    }

    /// Makes sure that mean, spread, interval and number are those of an estimate.
    pub fn assert_estimate(&self, known: &Plain) {
        assert_eq!(self.cell("n"), known.n.to_string(), "{}: {:?}", self.sheet.name, self.cells);
        let columns = [("mean", known.mean), ("sd", known.sd), ("low", known.low), ("high", known.high)];
        columns.into_iter().for_each(|(column, value)| self.assert(column, value, known.scale));
    }
}
