//! The CSV file of a design that lists its points: a header of keys, then one row a point.

use super::super::keys::DESIGN;
use super::super::overrides::value_of;
use super::super::problem::one_line;
use super::super::report::Report;
use super::super::sha256::sha256_of;
use super::super::typed::{self, Node, Origin, Source, Table, Value};
use super::cells::{Cell, Fault, Rows};
use super::limits::{MAX_FACTORS, MAX_POINTS};
use super::points::{Column, PointsFile};
use super::trial::Trial;
use super::value::{plain_key, value_text};
use std::collections::HashMap;

/// Largest file of points in bytes.
pub const MAX_LIST_BYTES: u64 = 1 << 28;

/// The file with the list of points that the scenario in `text` names, whether or not all else in it is as it should be.
#[must_use]
pub fn named_list(text: &str) -> Option<String> {
    let tree = typed::parse(&Source::new("", text, None)).ok()?;
    let Value::Table(design) = &tree.get(DESIGN)?.value else { return None };
    match &design.get("file")?.value {
        Value::Text(file) => Some(file.clone()),
        _ => None,
    }
}

/// The points in the file that the design names. What is wrong with it is noted, with its own lines and columns.
pub(super) fn read(report: &mut Report<'_>, trial: &Trial<'_>, table: &Table, design: &Node) -> Option<PointsFile> {
    let path = "design.file";
    let Some(node) = table.get("file") else {
        let help = "file = \"points.csv\", next to the scenario".to_owned();
        report.at(&design.origin, path, "is missing: the CSV file with the points", help);
        return None;
    };
    let file = report.text(node, path)?.to_owned();
    let Some(beside) = report.beside() else {
        report.wrong(node, path, "cannot be read: this scenario is no file, so it has no folder", None);
        return None;
    };
    let text = match beside(&file) {
        Ok(text) => text,
        Err(what) => {
            report.wrong(node, path, what, "the path is relative to the scenario's file".to_owned());
            return None;
        }
    };
    let sha256 = sha256_of(text.as_bytes());
    check_digest(report, table, &sha256)?;
    let source = Source::new(&file, &text, None);
    let mut of_file = Report::new(&source);
    let columns = columns(&mut of_file, trial, &text);
    let clean = of_file.is_clean();
    report.take_over(node, of_file);
    clean.then_some(PointsFile { text: text.into(), sha256, columns: columns.into() })
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

/// What the header says.
struct Header {
    columns: Vec<Growing>,
    /// Whether the first column numbers the points, as in the program's own tables.
    numbered: bool,
}

fn columns(report: &mut Report<'_>, trial: &Trial<'_>, text: &str) -> Vec<Column> {
    read_rows(report, trial, text).unwrap_or_else(|fault| {
        report.at(&Origin::Text(fault.offset), "", fault.what, None);
        Vec::new()
    })
}

fn read_rows(report: &mut Report<'_>, trial: &Trial<'_>, text: &str) -> Result<Vec<Column>, Fault> {
    let mut rows = Rows::of(text)?;
    let Some(cells) = rows.next().transpose()? else { return Ok(without_points(report)) };
    let Some(mut header) = header(report, trial, &cells) else { return Ok(Vec::new()) };
    let (mut count, separated_by) = (0, rows.separated_by());
    for cells in rows {
        let cells = cells?;
        count += 1;
        if count > MAX_POINTS {
            let what = format!("there are more than {MAX_POINTS} points");
            return Err(Fault { offset: cells.first().map_or(0, |cell| cell.offset), what });
        }
        row(report, trial, &mut header, &cells, separated_by);
    }
    if count == 0 {
        return Ok(without_points(report));
    }
    Ok(header.columns.into_iter().map(|growing| growing.column).collect())
}

fn without_points(report: &mut Report<'_>) -> Vec<Column> {
    let what = "has no points: a header of keys and at least one row are needed";
    report.at(&Origin::Text(0), "", what, "stake_shared,hope".to_owned());
    Vec::new()
}

fn header(report: &mut Report<'_>, trial: &Trial<'_>, cells: &[Cell<'_>]) -> Option<Header> {
    let numbered = cells.first().is_some_and(|cell| cell.text == NUMBER);
    let keys = &cells[usize::from(numbered)..];
    if keys.is_empty() || keys.len() > MAX_FACTORS {
        let what = format!("must be 1 to {MAX_FACTORS} keys, not {}", keys.len());
        report.at(&Origin::Text(cells[0].offset), "", what, None);
        return None;
    }
    let mut good = true;
    let mut columns: Vec<Growing> = Vec::new();
    for cell in keys {
        let key = cell.text.as_ref();
        let node = Node { origin: Origin::Text(cell.offset), typed: one_line(key), value: Value::Text(key.to_owned()) };
        if let Some((what, help)) = no_key(key) {
            report.at(&node.origin, key, what, help.to_owned());
            good = false;
        } else if columns.iter().any(|earlier| plain_key(&earlier.column.key) == plain_key(key)) {
            report.at(&node.origin, key, "heads two columns", None);
            good = false;
        } else if !trial.is_factor(report, &node, key) {
            good = false;
        }
        let column = Column { key: key.to_owned(), distinct: Vec::new(), rows: Vec::new() };
        columns.push(Growing { column, known: HashMap::new() });
    }
    good.then_some(Header { columns, numbered })
}

/// The first column of the program's own tables of points: their running numbers.
const NUMBER: &str = "point";

/// What is wrong with the head of a column that cannot be a key, and what to do.
fn no_key(head: &str) -> Option<(&'static str, &'static str)> {
    match head {
        "" => Some(("a column has no key", "take it out, or the separator at the end of the rows")),
        NUMBER => Some(("stands first, or not at all", "it holds the numbers of points")),
        "ablation" => {
            Some(("is no key but the name of what was taken away", "take the column out: the others make the points"))
        }
        result if result.contains(':') => {
            Some(("is a result, not a key", "take the columns of results out: the others make the points"))
        }
        _ => None,
    }
}

fn row(report: &mut Report<'_>, trial: &Trial<'_>, header: &mut Header, cells: &[Cell<'_>], separated_by: &str) {
    let first = usize::from(header.numbered);
    let (wanted, given) = (header.columns.len() + first, cells.len());
    if given != wanted {
        let heads = if header.numbered { "columns" } else { "keys" };
        let what = format!("has {given} values, but the header has {wanted} {heads}");
        let help = format!("the header separates them by {separated_by}; decimals take a point");
        return report.at(&Origin::Text(cells[0].offset), "", what, help);
    }
    if let (true, Err(_)) = (header.numbered, cells[0].text.parse::<u64>()) {
        let what = format!("must be the number of the point, not `{}`", one_line(&cells[0].text));
        report.at(&Origin::Text(cells[0].offset), NUMBER, what, None);
    }
    for (growing, cell) in header.columns.iter_mut().zip(&cells[first..]) {
        let number = match growing.known.get(cell.text.as_ref()) {
            Some(number) => *number,
            None => growing.learn(report, trial, cell, header.numbered),
        };
        growing.column.rows.push(number);
    }
}

impl Growing {
    /// The number of a value that is seen for the first time. `empty`: whether a key may stand as in the scenario.
    fn learn(&mut self, report: &mut Report<'_>, trial: &Trial<'_>, cell: &Cell<'_>, empty: bool) -> u32 {
        let (key, origin) = (&self.column.key, Origin::Text(cell.offset));
        let text = match read_cell(report, trial, key, &cell.text, &origin) {
            _ if cell.text.is_empty() && empty => String::new(),
            Ok(node) => {
                trial.note(report, key, &origin, &node);
                value_text(&node.value)
            }
            Err((what, help)) => {
                report.at(&origin, key, what, help.map(str::to_owned));
                String::new()
            }
        };
        #[allow(clippy::cast_possible_truncation, reason = "there are at most a million rows")]
        let number = self.column.distinct.len() as u32;
        self.known.insert(cell.text.to_string(), number);
        self.column.distinct.push(text);
        number
    }
}

/// Bytes in a cell at most.
const MAX_CELL: usize = 1000;

/// The value in a cell, as spreadsheets and statistics programs write it too: `TRUE`, `.5`, and `40.0` for a whole
/// number. `Err`: what is wrong, and what to do.
fn read_cell(
    report: &Report<'_>,
    trial: &Trial<'_>,
    key: &str,
    cell: &str,
    origin: &Origin,
) -> Result<Node, (String, Option<&'static str>)> {
    if cell.is_empty() {
        let help = "only where the first column is `point` does an empty cell leave a key as in the scenario";
        return Err(("has no value".to_owned(), Some(help)));
    }
    if cell.len() > MAX_CELL {
        return Err((format!("is longer than any value: {} bytes", cell.len()), None));
    }
    if has_decimal_comma(cell) {
        let help = "decimals take a point, and thousands no sign: 0.5 or 1000";
        return Err((format!("has a comma in a number: {}", one_line(cell)), Some(help)));
    }
    let node = |value| Node { origin: origin.clone(), typed: one_line(cell), value };
    if let Some(position) = ["false", "true"].iter().position(|word| cell.eq_ignore_ascii_case(word)) {
        return Ok(node(Value::Switch(position == 1)));
    }
    let mut read = value_of(cell, origin).map_err(|message| (format!("not valid TOML: {message}"), None))?;
    if let (Value::Text(_), true) = (&read.value, cell.bytes().all(|byte| b"0123456789.+-eE".contains(&byte))) {
        read.value = cell.parse().map_or(read.value, Value::Real);
    }
    if let Some(whole) = as_whole(&read.value)
        && !trial.takes(report, key, &read, read.value.clone())
        && trial.takes(report, key, &read, whole.clone())
    {
        read.value = whole;
    }
    Ok(read)
}

/// A number with a point as a whole one, if it is one.
fn as_whole(value: &Value) -> Option<Value> {
    match value {
        #[allow(clippy::cast_possible_truncation, reason = "far below the range of the type")]
        Value::Real(number) if number.abs() < 1e15 && *number == number.trunc() => Some(Value::Whole(*number as i128)),
        _ => None,
    }
}

/// Whether a cell is digits with a comma among them.
fn has_decimal_comma(cell: &str) -> bool {
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    cell.contains(',') && digits(cell) && cell.bytes().all(|byte| b"0123456789.,+-eE".contains(&byte))
}
