//! The CSV file of a design that lists its points: a header of keys, then one row a point.

use super::super::keys::DESIGN;
use super::super::overrides::value_of;
use super::super::problem::one_line;
use super::super::report::{Range, Report};
use super::super::sha256::sha256_of;
use super::super::typed::{self, Node, Origin, Source, Table, Value};
use super::cells::{Cell, Fault, Rows};
use super::limits::{MAX_FACTORS, MAX_POINTS};
use super::points::{Column, Draws, PointsFile};
use super::posterior::{NO_PARAMETERS, PARTICLE, POSTERIOR, WEIGHT};
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
    let draws = match table.get("draws") {
        Some(node) => Some(count_of_draws(report, node)?),
        None => None,
    };
    let source = Source::new(&file, &text, None);
    let mut of_file = Report::new(&source);
    let read = columns(&mut of_file, trial, (&text, draws.is_some()));
    let clean = of_file.is_clean();
    report.take_over(node, of_file);
    let draws =
        draws.map(|count| Draws { count, weights: read.weights.clone().into(), offsets: read.offsets.clone().into() });
    clean.then_some(PointsFile { text: text.into(), sha256, columns: read.columns.into(), draws })
}

/// How many draws are taken of the rows, which are the particles of a posterior.
fn count_of_draws(report: &mut Report<'_>, node: &Node) -> Option<u32> {
    let meaning = "Draws of the posterior in the file, by weight.";
    let range = Range { low: 1.0, high: f64::from(MAX_POINTS), unit: "draws", meaning };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in the range of a u32")]
    report.number(node, "design.draws", range, true).map(|number| number as u32)
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

/// What the header says, and what weighs in the rows beneath it.
struct Header {
    /// Columns of keys, each with its place among the cells of a row.
    columns: Vec<(usize, Growing)>,
    /// Cells in a row.
    cells: usize,
    /// Whether the first column numbers the points, as in the program's own tables.
    numbered: bool,
    /// The place of what a row weighs, if rows are the particles of a posterior.
    weight: Option<usize>,
    weights: Vec<f64>,
    offsets: Vec<usize>,
}

/// What was read of a file.
#[derive(Default)]
struct Read {
    columns: Vec<Column>,
    weights: Vec<f64>,
    offsets: Vec<usize>,
}

fn columns(report: &mut Report<'_>, trial: &Trial<'_>, file: (&str, bool)) -> Read {
    read_rows(report, trial, file).unwrap_or_else(|fault| {
        report.at(&Origin::Text(fault.offset), "", fault.what, None);
        Read::default()
    })
}

/// Reads a text, of which draws are taken or every row is a point.
fn read_rows(report: &mut Report<'_>, trial: &Trial<'_>, (text, drawn): (&str, bool)) -> Result<Read, Fault> {
    let mut rows = Rows::of(text)?;
    let Some(cells) = rows.next().transpose()? else { return Ok(without_points(report)) };
    let Some(mut header) = header(report, trial, (&cells, drawn)) else { return Ok(Read::default()) };
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
    let Header { columns, weights, offsets, .. } = header;
    if drawn && report.is_clean() && weights.iter().all(|weight| *weight == 0.0) {
        report.at(&Origin::Text(0), WEIGHT, "is 0 in every row: no particle counts", POSTERIOR.to_owned());
    }
    Ok(Read { columns: columns.into_iter().map(|(_, growing)| growing.column).collect(), weights, offsets })
}

fn without_points(report: &mut Report<'_>) -> Read {
    let what = "has no points: a header of keys and at least one row are needed";
    report.at(&Origin::Text(0), "", what, "stake_shared,hope".to_owned());
    Read::default()
}

/// Columns named at most.
const NAMED: usize = 6;

fn header(report: &mut Report<'_>, trial: &Trial<'_>, (cells, drawn): (&[Cell<'_>], bool)) -> Option<Header> {
    let numbered = !drawn && cells.first().is_some_and(|cell| cell.text == NUMBER);
    let place = |name: &str| cells.iter().position(|cell| cell.text == name).filter(|_| drawn);
    let weight = place(WEIGHT);
    let is_key = |place: usize| match drawn {
        true => !NO_PARAMETERS.contains(&cells[place].text.as_ref()),
        false => place > 0 || !numbered,
    };
    let keys: Vec<(usize, &Cell<'_>)> = cells.iter().enumerate().filter(|(place, _)| is_key(*place)).collect();
    if drawn && (weight.is_none() || place(PARTICLE).is_none() || keys.is_empty()) {
        let named: Vec<String> = cells.iter().take(NAMED).map(|cell| one_line(&cell.text)).collect();
        let more = if cells.len() > NAMED { ", \u{2026}" } else { "" };
        let what = format!("is no posterior: it has the columns {}{more}", named.join(", "));
        report.at(&Origin::Text(cells[0].offset), "", what, POSTERIOR.to_owned());
        return None;
    }
    if keys.is_empty() || keys.len() > MAX_FACTORS {
        let what = format!("must be 1 to {MAX_FACTORS} keys, not {}", keys.len());
        report.at(&Origin::Text(cells[0].offset), "", what, None);
        return None;
    }
    let mut good = true;
    let mut columns: Vec<(usize, Growing)> = Vec::new();
    for (place, cell) in keys {
        let key = cell.text.as_ref();
        let node = Node { origin: Origin::Text(cell.offset), typed: one_line(key), value: Value::Text(key.to_owned()) };
        if let Some((what, help)) = no_key(key) {
            report.at(&node.origin, key, what, help.to_owned());
            good = false;
        } else if columns.iter().any(|(_, earlier)| plain_key(&earlier.column.key) == plain_key(key)) {
            report.at(&node.origin, key, "heads two columns", None);
            good = false;
        } else if !trial.is_factor(report, &node, key) {
            good = false;
        }
        let column = Column { key: key.to_owned(), distinct: Vec::new(), rows: Vec::new() };
        columns.push((place, Growing { column, known: HashMap::new() }));
    }
    let cells = cells.len();
    good.then_some(Header { columns, cells, numbered, weight, weights: Vec::new(), offsets: Vec::new() })
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
    let (wanted, given) = (header.cells, cells.len());
    let numbered = header.numbered || header.weight.is_some();
    if given != wanted {
        let heads = if numbered { "columns" } else { "keys" };
        let what = format!("has {given} values, but the header has {wanted} {heads}");
        let help = format!("the header separates them by {separated_by}; decimals take a point");
        return report.at(&Origin::Text(cells[0].offset), "", what, help);
    }
    if let (true, Err(_)) = (header.numbered, cells[0].text.parse::<u64>()) {
        let what = format!("must be the number of the point, not `{}`", one_line(&cells[0].text));
        report.at(&Origin::Text(cells[0].offset), NUMBER, what, None);
    }
    if let Some(cell) = header.weight.map(|place| &cells[place]) {
        match cell.text.parse::<f64>() {
            Ok(number) if number.is_finite() && number >= 0.0 => header.weights.push(number),
            _ => {
                let what = format!("must be a number from 0, not {}", one_line(&cell.text));
                report.at(&Origin::Text(cell.offset), WEIGHT, what, POSTERIOR.to_owned());
            }
        }
        header.offsets.push(cells[0].offset);
    }
    for (place, growing) in &mut header.columns {
        let cell = &cells[*place];
        let number = match growing.known.get(cell.text.as_ref()) {
            Some(number) => *number,
            // An empty cell leaves a key as in the scenario where rows have numbers; a particle has a value of each.
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
