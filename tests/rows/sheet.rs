//! A table as text: rows of cells, by the names of their columns.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A row: its cells by their columns.
pub type Row = BTreeMap<String, String>;

/// The rows of a table whose cells need no quotes.
pub fn rows(path: &Path) -> Vec<Row> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(!text.contains('"') && text.ends_with('\n'), "{}", path.display());
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells.len(), columns.len(), "{line}");
        columns.iter().zip(cells).map(|(column, cell)| ((*column).to_owned(), cell.to_owned())).collect()
    };
    lines.map(row).collect()
}

/// The rows of one run.
pub fn of_run<'a>(rows: &'a [Row], regime: &'a str, replicate: u32) -> impl Iterator<Item = &'a Row> {
    let replicate = replicate.to_string();
    rows.iter().filter(move |row| row["regime"] == regime && row["replicate"] == replicate)
}

/// A whole number in a row.
pub fn whole(row: &Row, column: &str) -> u32 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} in {row:?}"))
}
