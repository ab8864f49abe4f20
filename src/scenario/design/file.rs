//! The CSV file of a design that lists its points: a header of keys, then one row a point.

use super::super::overrides::value_of;
use super::super::problem::one_line;
use super::super::report::Report;
use super::super::sha256::sha256_of;
use super::super::typed::{Node, Origin, Source, Table, Value};
use super::read::plain_key;
use super::trial::Trial;
use super::{MAX_FACTORS, MAX_POINTS, value_text};
use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
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
    distinct: Vec<String>,
    rows: Vec<u32>,
}

impl Column {
    /// The value in a row; `None` below the last one.
    #[must_use]
    pub fn value(&self, row: usize) -> Option<&str> {
        self.distinct.get(*self.rows.get(row)? as usize).map(String::as_str)
    }
}

impl PointsFile {
    /// Number of points.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.rows.len())
    }
}

/// Largest file of points in bytes.
const MAX_BYTES: u64 = 1 << 28;

/// The points in the file that the design names. What is wrong with it is noted, with its own lines and columns.
pub(super) fn read(report: &mut Report<'_>, trial: &Trial<'_>, table: &Table, design: &Node) -> Option<PointsFile> {
    let path = "design.file";
    let Some(node) = table.get("file") else {
        let help = "file = \"points.csv\", next to the scenario".to_owned();
        report.at(&design.origin, path, "is missing: the CSV file with the points", help);
        return None;
    };
    let file = report.text(node, path)?.to_owned();
    let Some(folder) = report.folder() else {
        report.wrong(node, path, "cannot be read: this scenario is no file, so it has no folder", None);
        return None;
    };
    let text = match text_of(&folder.join(&file)) {
        Ok(text) => text,
        Err(what) => {
            report.wrong(node, path, what, "the path is relative to the scenario's file".to_owned());
            return None;
        }
    };
    let sha256 = sha256_of(text.as_bytes());
    check_digest(report, table, &sha256)?;
    let source = Source { name: &file, text: &text, folder: None };
    let mut of_file = Report::new(&source);
    let columns = columns(&mut of_file, trial, &text);
    let clean = of_file.is_clean();
    report.take_over(node, of_file);
    clean.then_some(PointsFile { text: text.into(), sha256, columns: columns.into() })
}

fn text_of(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let opened = File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes));
    match opened {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err("there is no such file".to_owned()),
        Err(error) => Err(format!("cannot be read: {error}")),
        Ok(_) if bytes.len() as u64 > MAX_BYTES => Err(format!("is larger than {MAX_BYTES} bytes")),
        Ok(_) => String::from_utf8(bytes).map_err(|_| "is not UTF-8 text".to_owned()),
    }
}

/// `None` where the scenario names the digest of another file.
fn check_digest(report: &mut Report<'_>, table: &Table, sha256: &str) -> Option<()> {
    let Some(node) = table.get("sha256") else { return Some(()) };
    if report.text(node, "design.sha256")? == sha256 {
        return Some(());
    }
    let what = "is the digest of another file: the points have changed since";
    report.wrong(node, "design.sha256", what, "put the old file back, or take this line out".to_owned());
    None
}

/// A column as it grows.
struct Growing {
    column: Column,
    known: HashMap<String, u32>,
}

fn columns(report: &mut Report<'_>, trial: &Trial<'_>, text: &str) -> Vec<Column> {
    let start = text.strip_prefix('\u{feff}').map_or(0, |rest| text.len() - rest.len());
    let body = &text[start..];
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(body.as_bytes());
    let mut growing: Option<Vec<Growing>> = None;
    for (index, record) in reader.records().enumerate() {
        let Ok(record) = record else { break };
        let offset = start + record.position().map_or(0, |position| position.byte() as usize);
        let cells = Cells::new(text, offset, &record);
        match &mut growing {
            None => growing = header(report, trial, &cells),
            Some(columns) if index <= MAX_POINTS as usize => row(report, trial, columns, &cells),
            Some(_) => {
                report.at(&Origin::Text(offset), "", format!("there are more than {MAX_POINTS} points"), None);
                break;
            }
        }
        if growing.is_none() {
            return Vec::new();
        }
    }
    let columns: Vec<Column> = growing.into_iter().flatten().map(|growing| growing.column).collect();
    if columns.first().is_none_or(|column| column.rows.is_empty()) {
        let what = "has no points: a header of keys and at least one row are needed";
        report.at(&Origin::Text(0), "", what, "stake_shared,hope".to_owned());
    }
    columns
}

/// One record and where each of its cells begins.
struct Cells<'c> {
    record: &'c csv::StringRecord,
    offsets: Vec<usize>,
}

impl<'c> Cells<'c> {
    fn new(text: &str, offset: usize, record: &'c csv::StringRecord) -> Self {
        let start = offset + text[offset..].bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let mut offsets = vec![start];
        let mut quoted = false;
        for (index, byte) in text[start..].bytes().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                b',' if !quoted => offsets.push(start + index + 1),
                b'\n' if !quoted => break,
                _ => {}
            }
        }
        Self { record, offsets }
    }

    fn origin(&self, column: usize) -> Origin {
        let last = self.offsets.last().copied().unwrap_or_default();
        Origin::Text(self.offsets.get(column).copied().unwrap_or(last))
    }
}

fn header(report: &mut Report<'_>, trial: &Trial<'_>, cells: &Cells<'_>) -> Option<Vec<Growing>> {
    if cells.record.len() > MAX_FACTORS {
        let what = format!("must be 1 to {MAX_FACTORS} keys, not {}", cells.record.len());
        report.at(&cells.origin(0), "", what, None);
        return None;
    }
    let mut good = true;
    let mut columns: Vec<Growing> = Vec::new();
    for (index, key) in cells.record.iter().enumerate() {
        let node = Node { origin: cells.origin(index), typed: one_line(key), value: Value::Text(key.to_owned()) };
        if columns.iter().any(|earlier| plain_key(&earlier.column.key) == plain_key(key)) {
            report.at(&node.origin, key, "heads two columns", None);
            good = false;
        } else if !trial.is_factor(report, &node, key) {
            good = false;
        }
        let column = Column { key: key.to_owned(), distinct: Vec::new(), rows: Vec::new() };
        columns.push(Growing { column, known: HashMap::new() });
    }
    good.then_some(columns)
}

fn row(report: &mut Report<'_>, trial: &Trial<'_>, columns: &mut [Growing], cells: &Cells<'_>) {
    let (wanted, given) = (columns.len(), cells.record.len());
    if given != wanted {
        report.at(&cells.origin(0), "", format!("has {given} values, but the header has {wanted} keys"), None);
        return;
    }
    for (index, (growing, cell)) in columns.iter_mut().zip(cells.record).enumerate() {
        let number = match growing.known.get(cell) {
            Some(number) => *number,
            None => growing.learn(report, trial, cell, cells.origin(index)),
        };
        growing.column.rows.push(number);
    }
}

impl Growing {
    /// The number of a value that is seen for the first time.
    fn learn(&mut self, report: &mut Report<'_>, trial: &Trial<'_>, cell: &str, origin: Origin) -> u32 {
        let key = &self.column.key;
        let node = match value_of(cell, &origin) {
            _ if cell.is_empty() => Err("has no value".to_owned()),
            Ok(node) => Ok(node),
            Err(message) => Err(format!("not valid TOML: {message}")),
        };
        let text = match &node {
            Ok(node) => {
                trial.note(report, key, &origin, node);
                value_text(&node.value)
            }
            Err(what) => {
                report.at(&origin, key, what.as_str(), None);
                String::new()
            }
        };
        #[allow(clippy::cast_possible_truncation, reason = "there are at most a million rows")]
        let number = self.column.distinct.len() as u32;
        self.known.insert(cell.to_owned(), number);
        self.column.distinct.push(text);
        number
    }
}
