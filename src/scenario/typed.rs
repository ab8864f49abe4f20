//! A scenario as typed: the tree of a TOML text in which every key and value knows its place.

use super::problem::{InvalidScenarioError, Place, Problem, Quote, one_line, quoted_line};
use std::cell::OnceCell;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Where a key or value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    /// Part of a structure that the program ships.
    Shipped,
    /// Byte offset in the text.
    Text(usize),
    /// Number of the override and its text.
    Set(usize, Arc<str>),
}

impl Origin {
    /// Order of problems: the text from top to bottom, then the overrides.
    pub(super) fn order(&self) -> (u8, usize) {
        match self {
            Self::Shipped => (0, 0),
            Self::Text(offset) => (1, *offset),
            Self::Set(number, _) => (2, *number),
        }
    }
}

/// A value as typed.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) origin: Origin,
    /// The text itself, shortened to a line.
    pub(super) typed: String,
    pub(super) value: Value,
}

impl Node {
    /// The same value as part of what the program ships.
    pub(super) fn shipped(mut self) -> Self {
        self.origin = Origin::Shipped;
        if let Value::List(items) = self.value {
            self.value = Value::List(items.into_iter().map(Self::shipped).collect());
        }
        self
    }
}

/// What kind of value it is.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    /// Whole numbers beyond the range of `i128` are stored as its nearest end.
    Whole(i128),
    Real(f64),
    Switch(bool),
    Date,
    List(Vec<Node>),
    Table(Table),
}

impl Value {
    /// The kind in words.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Whole(_) => "a whole number",
            Self::Real(_) => "a number with a point",
            Self::Switch(_) => "true or false",
            Self::Date => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// A key as typed.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) origin: Origin,
}

/// A table as typed. Keys are unique; their order means nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) entries: Vec<(Key, Node)>,
}

impl Table {
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        self.entries.iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Node> {
        self.entries.iter_mut().find(|(key, _)| key.name == name).map(|(_, node)| node)
    }

    /// Writes `node` under `key`, in place of what was there.
    pub(super) fn put(&mut self, key: Key, node: Node) {
        self.remove(&key.name);
        self.entries.push((key, node));
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.entries.retain(|(key, _)| key.name != name);
    }
}

/// Gives the text of a file that stands beside another one, by its name, or says what is wrong with it.
pub(crate) type Beside<'a> = &'a dyn Fn(&str) -> Result<String, String>;

/// A text and its name, to turn byte offsets into lines and columns.
pub(crate) struct Source<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
    /// How files that the text names are read; `None` where the text is no file.
    pub(super) beside: Option<Beside<'a>>,
    /// Where each line begins, found when first asked for.
    lines: OnceCell<Vec<usize>>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(name: &'a str, text: &'a str, beside: Option<Beside<'a>>) -> Self {
        Self { name, text, beside, lines: OnceCell::new() }
    }

    fn lines(&self) -> &[usize] {
        let after_newline = || self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        self.lines.get_or_init(|| std::iter::once(0).chain(after_newline()).collect())
    }

    /// The line that holds a byte offset, from 0.
    fn line_of(&self, offset: usize) -> usize {
        self.lines().partition_point(|start| *start <= offset) - 1
    }

    /// Line and column of a byte offset, both from 1, the column in characters; and the line itself.
    fn locate(&self, offset: usize) -> (usize, usize, &str) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_of(offset);
        let start = self.lines()[line];
        let end = self.lines().get(line + 1).map_or(self.text.len(), |next| next - 1);
        // A byte order mark is no column.
        let column = self.text[start..offset].chars().filter(|c| *c != '\u{feff}').count() + 1;
        (line + 1, column, &self.text[start..end])
    }

    /// The place a user can go to.
    pub(super) fn place(&self, origin: &Origin) -> Place {
        match origin {
            Origin::Shipped => Place::Whole(self.name.to_owned()),
            Origin::Set(_, typed) => Place::Set(typed.to_string()),
            Origin::Text(offset) => {
                let (line, column, _) = self.locate(*offset);
                Place::At { file: self.name.to_owned(), line, column }
            }
        }
    }

    /// The part of the line around `offset` that fits on a screen.
    fn quote(&self, offset: usize) -> Quote {
        const AROUND: usize = 50;
        let (_, column, line) = self.locate(offset);
        let skipped = (column - 1).saturating_sub(AROUND);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let shown = line.chars().filter(|c| *c != '\u{feff}').skip(skipped).take(2 * AROUND);
        quoted_line(shown, column - skipped)
    }
}

/// Parses `source` into a tree; if it is not TOML, names every line that is at fault.
pub(super) fn parse(source: &Source<'_>) -> Result<Table, InvalidScenarioError> {
    let (tree, errors) = DeTable::parse_recoverable(source.text);
    if errors.is_empty() {
        let origin = |offset| Origin::Text(offset);
        return Ok(table(tree.get_ref(), source.text, &origin));
    }
    let at = |error: &toml::de::Error| error.span().map_or(source.text.len(), |span| span.start);
    let mut faults: Vec<_> = errors.iter().map(|error| (at(error), error)).collect();
    faults.sort_by_key(|(offset, _)| *offset);
    // The first fault of a line explains the others in it.
    faults.dedup_by_key(|(offset, _)| source.line_of(*offset));
    let problem = |(offset, error): (usize, &toml::de::Error)| Problem {
        place: source.place(&Origin::Text(offset)),
        key: String::new(),
        value: None,
        what: format!("not valid TOML: {}", error.message()),
        help: None,
        quote: Some(source.quote(offset)),
    };
    Err(InvalidScenarioError::new(faults.into_iter().take(MAX_SYNTAX_PROBLEMS).map(problem).collect(), 0))
}

/// Lines at fault that are named at most: the first ones explain the others.
const MAX_SYNTAX_PROBLEMS: usize = 20;

/// Parses the value of an override. `Err` holds what is not TOML about it.
pub(super) fn parse_value(text: &str, origin: &Origin) -> Result<Node, String> {
    match DeValue::parse(text) {
        Ok(value) => Ok(node(&value, text, &|_| origin.clone())),
        Err(error) => Err(error.message().to_owned()),
    }
}

fn table(tree: &DeTable<'_>, text: &str, origin: &dyn Fn(usize) -> Origin) -> Table {
    let entry = |(key, value): (&Spanned<std::borrow::Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
        (Key { name: key.get_ref().to_string(), origin: origin(key.span().start) }, node(value, text, origin))
    };
    Table { entries: tree.iter().map(entry).collect() }
}

fn node(tree: &Spanned<DeValue<'_>>, text: &str, origin: &dyn Fn(usize) -> Origin) -> Node {
    let span = tree.span();
    let value = match tree.get_ref() {
        DeValue::String(string) => Value::Text(string.to_string()),
        DeValue::Integer(integer) => Value::Whole(whole(integer.as_str(), integer.radix())),
        DeValue::Float(float) => Value::Real(float.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(boolean) => Value::Switch(*boolean),
        DeValue::Datetime(_) => Value::Date,
        DeValue::Array(array) => Value::List(array.iter().map(|item| node(item, text, origin)).collect()),
        DeValue::Table(inner) => Value::Table(table(inner, text, origin)),
    };
    Node { origin: origin(span.start), typed: one_line(text.get(span).unwrap_or_default()), value }
}

/// The whole number written as `digits`; the nearest end of the range if it does not fit.
fn whole(digits: &str, radix: u32) -> i128 {
    let beyond = if digits.starts_with('-') { i128::MIN } else { i128::MAX };
    i128::from_str_radix(digits, radix).unwrap_or(beyond)
}
