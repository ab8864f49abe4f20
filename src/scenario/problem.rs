//! What is wrong with a scenario, and where: every problem of a file in one go, written like a compiler's.

use super::visible::{is_hidden, visible};
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
            Self::Whole(file) => write!(out, "{}", visible(file)),
            Self::At { file, line, column } => write!(out, "{}:{line}:{column}", visible(file)),
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
        match (visible(&self.key).as_ref(), self.value.as_deref().map(visible)) {
            ("", Some(value)) => write!(out, "{value}: ")?,
            ("", None) => {}
            (key, Some(value)) => write!(out, "{key} = {value}: ")?,
            (key, None) => write!(out, "{key}: ")?,
        }
        write!(out, "{}", visible(&self.what))?;
        if let Some(quote) = &self.quote {
            write!(out, "\n    | {}\n    | {:>width$}", visible(&quote.line), '^', width = quote.column)?;
        }
        if let Some(help) = &self.help {
            write!(out, "\n    help: {}", visible(help))?;
        }
        Ok(())
    }
}

/// All that is wrong with a scenario, in the order of the file, then of the overrides. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct InvalidScenarioError {
    list: Vec<Problem>,
    untold: usize,
}

impl InvalidScenarioError {
    /// `list`, and how many more were found but left out.
    pub(crate) fn new(list: Vec<Problem>, untold: usize) -> Self {
        Self { list, untold }
    }

    /// A file that cannot be read at all.
    #[cfg(feature = "command")]
    pub(crate) fn unreadable(file: &str, what: String, help: Option<String>) -> Self {
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

    /// Always false: where nothing is wrong there is no such error.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<'a> IntoIterator for &'a InvalidScenarioError {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for InvalidScenarioError {
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

/// Longest value shown in a message, in characters.
const SHOWN: usize = 60;

/// Longest sentence of a message, in bytes: a choice of a hundred names fits.
const SAID: usize = 6000;

/// A sentence of bearable length, whatever was typed into it.
pub(super) fn bounded(mut said: String) -> String {
    if said.len() > SAID {
        said.truncate((0..=SAID).rev().find(|at| said.is_char_boundary(*at)).unwrap_or(0));
        said.push('…');
    }
    said
}

/// `typed` in one line of bearable length, with what could move a terminal's cursor made visible.
pub(super) fn one_line(typed: &str) -> String {
    let mut shown = String::new();
    let mut room = SHOWN;
    let mut rest = typed.trim().chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).peekable();
    while let Some(character) = rest.next() {
        let written = visible(character.encode_utf8(&mut [0; 4])).into_owned();
        let width = written.chars().count();
        // The last place is for the sign that more follows.
        if width > room || (width == room && rest.peek().is_some()) {
            shown.push('…');
            break;
        }
        room -= width;
        shown.push_str(&written);
    }
    shown
}

/// `line` with its hidden characters made visible, and where `column` is then. A tab is a space: it is no fault.
pub(super) fn quoted_line(line: impl Iterator<Item = char>, column: usize) -> Quote {
    let (mut shown, mut moved) = (String::new(), 0);
    for (index, character) in line.enumerate() {
        let character = if character == '\t' { ' ' } else { character };
        let before = shown.chars().count();
        shown.push_str(&visible(character.encode_utf8(&mut [0; 4])));
        if index + 1 < column && is_hidden(character) {
            moved += shown.chars().count() - before - 1;
        }
    }
    Quote { line: shown.trim_end().to_owned(), column: column + moved }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_problem_can_steer_a_terminal() {
        let hostile = || "a\u{1b}[2J\u{202e}\r\nb".to_owned();
        let places =
            [Place::Whole(hostile()), Place::At { file: hostile(), line: 1, column: 1 }, Place::Set(hostile())];
        for place in places {
            let problem = Problem {
                place,
                key: hostile(),
                value: Some(hostile()),
                what: hostile(),
                help: Some(hostile()),
                quote: Some(Quote { line: hostile(), column: 1 }),
            };
            let shown = problem.to_string();
            assert!(!shown.contains(|c| c != '\n' && is_hidden(c)), "{shown:?}");
            assert_eq!(shown.lines().count(), 4, "the lines are those of the message: {shown}");
        }
    }

    #[test]
    fn a_long_value_keeps_to_its_room_with_escapes_too() {
        assert_eq!(one_line(&"x".repeat(SHOWN)), "x".repeat(SHOWN));
        for long in ["x".repeat(SHOWN + 1), "\u{1b}".repeat(50), "\u{202e}x".repeat(1000)] {
            let shown = one_line(&long);
            assert!(shown.ends_with('…') && shown.chars().count() <= SHOWN, "{shown}");
        }
        assert_eq!(one_line(" [1,\n 2]\n"), "[1,  2]");
    }

    #[test]
    fn the_caret_stays_below_its_character() {
        let Quote { line, column } = quoted_line("\t\u{1b}a = ?".chars(), 7);
        assert_eq!((line.as_str(), line.chars().nth(column - 1)), (" \\u{1b}a = ?", Some('?')));
    }
}
