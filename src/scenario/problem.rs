//! What is wrong with a scenario, and where: every problem of a file in one go, written like a compiler's.

use std::fmt;

/// Where a problem was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file as a whole: it is missing, unreadable, or lacks something.
    Whole(String),
    /// A place in a file; line and column count characters from 1.
    At {
        /// The file as the user named it.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
    },
    /// An override, as typed after `--set`.
    Set(String),
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(file) => write!(out, "{file}"),
            Self::At { file, line, column } => write!(out, "{file}:{line}:{column}"),
            Self::Set(typed) => write!(out, "--set {}", one_line(typed)),
        }
    }
}

/// A line of the file with the column to point at: shown where the text is not TOML at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The line, or the part of it around the column.
    pub line: String,
    /// Column in characters within `line`, from 1.
    pub column: usize,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it was typed.
    pub place: Place,
    /// The key's path, such as `parameters.evidence_fading`; empty where no key is concerned.
    pub key: String,
    /// The value as typed, where a value is at fault.
    pub value: Option<String>,
    /// What is wrong, and what is allowed.
    pub what: String,
    /// What may help: the likely name, the meaning, the default.
    pub help: Option<String>,
    /// The line itself, for errors of syntax.
    pub quote: Option<Quote>,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: ", self.place)?;
        match (self.key.as_str(), &self.value) {
            ("", Some(value)) => write!(out, "{value}: ")?,
            ("", None) => {}
            (key, Some(value)) => write!(out, "{key} = {value}: ")?,
            (key, None) => write!(out, "{key}: ")?,
        }
        write!(out, "{}", self.what)?;
        if let Some(quote) = &self.quote {
            write!(out, "\n    | {}\n    | {:>width$}", quote.line, '^', width = quote.column)?;
        }
        if let Some(help) = &self.help {
            write!(out, "\n    help: {help}")?;
        }
        Ok(())
    }
}

/// All that is wrong with a scenario, in the order of the file, then of the overrides. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems {
    list: Vec<Problem>,
    untold: usize,
}

impl Problems {
    /// `list`, and how many more were found but left out.
    pub(super) fn new(list: Vec<Problem>, untold: usize) -> Self {
        Self { list, untold }
    }

    /// A file that cannot be read at all.
    pub(super) fn unreadable(file: &str, what: String, help: Option<String>) -> Self {
        let place = Place::Whole(file.to_owned());
        Self::new(vec![Problem { place, key: String::new(), value: None, what, help, quote: None }], 0)
    }

    /// The problems one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.list.iter()
    }

    /// How many there are, those left out included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len() + self.untold
    }

    /// Always false: where nothing is wrong there are no `Problems`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.list.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            write!(out, "{problem}")?;
        }
        if self.untold > 0 {
            write!(out, "\nand {} more", self.untold)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Longest value shown in a message, in characters.
const SHOWN: usize = 60;

/// `typed` in one line of bearable length, without characters that could move a terminal's cursor.
pub(super) fn one_line(typed: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let mut shown: String = typed.trim().chars().take(SHOWN + 1).map(plain).collect();
    if shown.chars().count() > SHOWN {
        shown = shown.chars().take(SHOWN - 1).collect();
        shown.push('…');
    }
    shown
}
