//! Reading values out of the tree as typed, and noting all that is wrong on the way.

use super::likely::meant;
use super::problem::{InvalidScenarioError, Problem, bounded, one_line};
use super::typed::{Beside, Node, Origin, Source, Table, Value};
use std::collections::HashSet;

/// A range of numbers with its unit, as messages show it.
#[derive(Clone, Copy)]
pub(super) struct Range<'a> {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) unit: &'a str,
    /// What the number means.
    pub(super) meaning: &'a str,
}

/// The problems found so far.
pub(super) struct Report<'a> {
    source: &'a Source<'a>,
    found: Vec<(Origin, Problem)>,
    seen: HashSet<(Origin, String, String)>,
    untold: usize,
    alone: bool,
}

/// InvalidScenarioError told in full at most.
const MAX_PROBLEMS: usize = 200;

impl<'a> Report<'a> {
    pub(super) fn new(source: &'a Source<'a>) -> Self {
        Self { source, found: Vec::new(), seen: HashSet::new(), untold: 0, alone: false }
    }

    /// Looks at values one by one while `look` runs: whether they agree with each other is not asked.
    pub(super) fn each_alone(&mut self, look: impl FnOnce(&mut Self)) {
        self.alone = true;
        look(self);
        self.alone = false;
    }

    /// Whether values are looked at one by one.
    pub(super) fn is_alone(&self) -> bool {
        self.alone
    }

    /// An empty report on the same text.
    pub(super) fn scratch(&self) -> Self {
        Self::new(self.source)
    }

    /// Whether nothing was wrong so far.
    pub(super) fn is_clean(&self) -> bool {
        self.found.is_empty()
    }

    /// How files that the text names are read.
    pub(super) fn beside(&self) -> Option<Beside<'a>> {
        self.source.beside
    }

    /// Takes over what is wrong with a file that `node` names.
    pub(super) fn take_over(&mut self, node: &Node, of_file: Report<'_>) {
        self.untold += of_file.untold;
        for (_, problem) in of_file.found {
            if self.is_full() {
                self.untold += 1;
            } else {
                self.found.push((node.origin.clone(), problem));
            }
        }
    }

    /// `good` if nothing was wrong; otherwise all problems in the order of the text.
    pub(super) fn verdict<T>(mut self, good: Option<T>) -> Result<T, InvalidScenarioError> {
        if let (Some(good), true) = (good, self.found.is_empty()) {
            return Ok(good);
        }
        self.found.sort_by_key(|(origin, _)| origin.order());
        Err(InvalidScenarioError::new(self.found.into_iter().map(|(_, problem)| problem).collect(), self.untold))
    }

    /// Notes a problem, once.
    fn note(&mut self, origin: &Origin, key: &str, value: Option<&str>, what: String, help: Option<String>) {
        if !self.seen.insert((origin.clone(), key.to_owned(), what.clone())) {
            return;
        }
        if self.is_full() {
            self.untold += 1;
        } else {
            let place = self.source.place(origin);
            let (key, value) = (one_line(key), value.map(str::to_owned));
            let (what, help) = (bounded(what), help.map(bounded));
            self.found.push((origin.clone(), Problem { place, key, value, what, help, quote: None }));
        }
    }

    /// A value is wrong.
    pub(super) fn wrong(&mut self, node: &Node, key: &str, what: impl Into<String>, help: impl Into<Option<String>>) {
        let value = if matches!(node.value, Value::Table(_)) { None } else { Some(node.typed.as_str()) };
        self.note(&node.origin, key, value, what.into(), help.into());
    }

    /// Something is missing or unknown; there is no value to show.
    pub(super) fn at(&mut self, origin: &Origin, key: &str, what: impl Into<String>, help: impl Into<Option<String>>) {
        self.note(origin, key, None, what.into(), help.into());
    }

    /// A number in `range`; whole if `whole`.
    pub(super) fn number(&mut self, node: &Node, key: &str, range: Range<'_>, whole: bool) -> Option<f64> {
        let number = match node.value {
            #[allow(clippy::cast_precision_loss, reason = "a number too large to be exact is out of every range")]
            Value::Whole(number) => number as f64,
            Value::Real(number) if !whole && number.is_finite() => number,
            _ => {
                self.wrong_kind(node, key, range, whole);
                return None;
            }
        };
        if number < range.low || number > range.high {
            let what = format!("must be from {} to {} ({})", range.low, range.high, range.unit);
            self.wrong(node, key, what, range.meaning.to_owned());
            return None;
        }
        // Minus zero becomes zero: two ways to write one value would be two scenarios.
        Some(number + 0.0)
    }

    fn wrong_kind(&mut self, node: &Node, key: &str, range: Range<'_>, whole: bool) {
        let Range { low, high, unit, meaning } = range;
        let (wanted, given) = match node.value {
            Value::Real(number) if number.is_finite() => ("a whole number, in digits alone,", ""),
            Value::Real(_) => ("a finite number", ""),
            _ if whole => ("a whole number", node.value.kind()),
            _ => ("a number", node.value.kind()),
        };
        let given = if given.is_empty() { String::new() } else { format!(", not {given}") };
        self.wrong(node, key, format!("must be {wanted} from {low} to {high} ({unit}){given}"), meaning.to_owned());
    }

    /// A text.
    pub(super) fn text<'n>(&mut self, node: &'n Node, key: &str) -> Option<&'n str> {
        if let Value::Text(text) = &node.value {
            return Some(text);
        }
        let help = format!("write it in quotes: \"{}\"", node.typed);
        let scalar = !matches!(node.value, Value::List(_) | Value::Table(_));
        self.wrong(node, key, format!("must be a text, not {}", node.value.kind()), scalar.then_some(help));
        None
    }

    /// True or false.
    pub(super) fn switch(&mut self, node: &Node, key: &str, meaning: &str) -> Option<bool> {
        if let Value::Switch(position) = node.value {
            return Some(position);
        }
        let what = format!("must be true or false, not {}", node.value.kind());
        self.wrong(node, key, what, meaning.to_owned());
        None
    }

    /// The items of a list.
    pub(super) fn list<'n>(&mut self, node: &'n Node, key: &str, wanted: &str) -> Option<&'n [Node]> {
        if let Value::List(items) = &node.value {
            return Some(items);
        }
        self.wrong(node, key, format!("must be {wanted}, not {}", node.value.kind()), None);
        None
    }

    /// A table.
    pub(super) fn table<'n>(&mut self, node: &'n Node, key: &str) -> Option<&'n Table> {
        if let Value::Table(table) = &node.value {
            return Some(table);
        }
        self.wrong(node, key, format!("must be a table, [{key}], not {}", node.value.kind()), None);
        None
    }

    /// One of several words.
    pub(super) fn word<T: Copy>(&mut self, node: &Node, key: &str, words: &[(&str, T)]) -> Option<T> {
        self.word_or(node, key, words, "")
    }

    /// One of several words, where something else may stand as well: `or` says what.
    pub(super) fn word_or<T: Copy>(&mut self, node: &Node, key: &str, words: &[(&str, T)], or: &str) -> Option<T> {
        let typed = self.text(node, key)?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == typed) {
            return Some(*meaning);
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let what = format!("must be {}{or}", super::likely::either(&known));
        let near = if self.is_full() { None } else { super::likely::likely(typed, known) };
        let help = near.map(|word| format!("did you mean `{word}`?"));
        self.wrong(node, key, what, help);
        None
    }

    /// A key that nobody knows; `elsewhere` says where it would belong, if anywhere.
    pub(super) fn unknown(
        &mut self,
        origin: &Origin,
        path: &str,
        name: &str,
        known: &[&str],
        elsewhere: Option<String>,
    ) {
        let help = elsewhere.or_else(|| self.meant(name, known));
        self.at(origin, path, "unknown key", help);
    }

    /// What was likely meant; nothing where the problem will not be told in full: it takes long to find.
    pub(super) fn meant(&self, typed: &str, known: &[&str]) -> Option<String> {
        (!self.is_full()).then(|| meant(typed, known))
    }

    /// Whether further problems are only counted.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= MAX_PROBLEMS
    }
}
