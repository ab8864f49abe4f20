//! A resolved scenario: everything that decides the results, written out so that it reads back equal.

use super::design::{DesignKind, DesignTable, Factor, POINTS_LIST, Scale, value_as_toml};
use super::field::as_toml;
use super::keys::SIZES;
use super::sha256::sha256_of;
use super::written::{quoted, real};
use super::{Regime, Scenario};
use crate::model::parameters::{NumberKind, SWITCHES, TABLE};
use crate::model::structure::{FIELDS, Structure};
use std::fmt::Write;

/// What stands before and after the name in the first line of a resolved scenario.
const HEAD: &str = "# Scenario ";
const FOOT: &str = ", as resolved.";

/// The name that a resolved scenario had, from its first line.
#[cfg(any(feature = "command", test))]
pub(crate) fn name_in(text: &str) -> Option<&str> {
    text.lines().next()?.strip_prefix(HEAD)?.strip_suffix(FOOT)
}

impl Scenario {
    /// The scenario as TOML with every key, parameter, switch and regime written out.
    ///
    /// The bytes depend on nothing but the scenario, and reading them gives an equal one; the name stands in the first
    /// line, where `Self::load_resolved` finds it.
    #[must_use]
    pub fn to_toml(&self) -> String {
        // A comment may hold no control character. No name that a scenario may have holds one, so that it stands as it is.
        let name = self.name.replace(char::is_control, " ");
        format!("{HEAD}{name}{FOOT}\n{}", self.body(Lines::default()))
    }

    /// SHA-256 of the resolved scenario without its name and without comments, in hexadecimal digits: better words for a
    /// switch do not make it another one.
    #[must_use]
    pub fn hash(&self) -> String {
        sha256_of(self.bare().as_bytes())
    }

    /// The resolved scenario without its name and without comments.
    pub(super) fn bare(&self) -> String {
        self.body(Lines { bare: true, ..Lines::default() })
    }

    /// Where the value of `parameter` comes from: the table's source for a default, else what the scenario says.
    #[must_use]
    pub fn source_of(&self, parameter: &str) -> String {
        let default =
            TABLE.iter().find(|row| row.name == parameter && self.parameters.get(parameter) == Some(row.default));
        match (default, self.sources.get(parameter)) {
            (Some(row), _) => row.source.to_owned(),
            (None, Some(source)) => source.clone(),
            (None, None) => "assumed in the scenario".to_owned(),
        }
    }

    fn body(&self, mut lines: Lines) -> String {
        lines.key("question", &quoted(&self.question), "");
        for (row, size) in SIZES.iter().zip(self.sizes()) {
            lines.key(row.name, &size.to_string(), row.meaning);
        }
        let names: Vec<String> = self.regimes.iter().map(|regime| quoted(&regime.name)).collect();
        lines.key("regimes", &format!("[{}]", names.join(", ")), "");
        self.write_parameters(&mut lines);
        lines.head("[switches]");
        for row in SWITCHES {
            let position = self.switches.get(row.name).unwrap_or(row.default);
            lines.key(row.name, &position.to_string(), row.meaning);
        }
        lines.head("[sources]");
        for (parameter, source) in &self.sources {
            lines.key(parameter, &quoted(source), "");
        }
        // A scenario that asks for none is what it was before there were any.
        if self.observe.asks() {
            lines.head("[observe]");
            for (name, value, meaning) in self.observe.written() {
                lines.key(name, &value, meaning);
            }
        }
        for Regime { name, structure } in &self.regimes {
            if let Some(structure) = structure {
                lines.head("[[regime]]");
                lines.key("name", &quoted(name), "");
                write_structure(&mut lines, structure);
            }
        }
        if let Some(design) = &self.design {
            write_design(&mut lines, design);
        }
        for target in &self.targets {
            lines.head("[[target]]");
            target.written().iter().for_each(|(key, value)| lines.key(key, value, ""));
        }
        for one in &self.hypotheses {
            lines.head("[[hypothesis]]");
            one.written().iter().for_each(|(name, value)| lines.key(name, value, ""));
        }
        for rival in &self.rivals {
            lines.head("[[rival]]");
            rival.written().iter().for_each(|(name, value)| lines.key(name, value, ""));
        }
        lines.text
    }

    fn write_parameters(&self, lines: &mut Lines) {
        lines.head("[parameters]");
        for row in TABLE {
            let value = self.parameters.get(row.name).unwrap_or(row.default);
            let whole = row.kind == NumberKind::Whole;
            let written = if whole { format!("{value:.0}") } else { real(value) };
            let source = self.source_of(row.name);
            lines.key(row.name, &written, &format!("{}, {} to {}; {source}", row.unit, row.low, row.high));
        }
    }
}

fn write_structure(lines: &mut Lines, structure: &Structure) {
    for row in FIELDS {
        if let Some(value) = row.of(structure) {
            lines.key(row.name, &as_toml(row, &value), "");
        }
    }
}

fn write_design(lines: &mut Lines, design: &DesignTable) {
    lines.head("[design]");
    lines.key("kind", &quoted(design.kind.word()), "");
    match &design.kind {
        DesignKind::LatinHypercube { points } | DesignKind::Sobol { points } => {
            lines.key("points", &points.to_string(), "");
        }
        DesignKind::Points(listed) => {
            lines.key("file", &quoted(POINTS_LIST), "");
            lines.key("sha256", &quoted(&listed.sha256), "");
            if let Some(draws) = &listed.draws {
                lines.key("draws", &draws.count.to_string(), "");
            }
        }
        DesignKind::Factorial | DesignKind::OneAtATime => {}
    }
    for Factor { key, scale } in &design.factors {
        lines.head("[[design.factor]]");
        lines.key("key", &quoted(key), "");
        let levels = match scale {
            Scale::Real { low, high, levels } => {
                lines.key("low", &real(*low), "");
                lines.key("high", &real(*high), "");
                *levels
            }
            Scale::Whole { low, high, levels } => {
                lines.key("low", &low.to_string(), "");
                lines.key("high", &high.to_string(), "");
                *levels
            }
            Scale::Values(values) => {
                let written: Vec<String> = values.iter().map(|value| value_as_toml(value)).collect();
                lines.key("values", &format!("[{}]", written.join(", ")), "");
                None
            }
        };
        if let Some(levels) = levels {
            lines.key("levels", &levels.to_string(), "");
        }
    }
}

/// TOML as it grows.
#[derive(Default)]
struct Lines {
    text: String,
    /// Without comments.
    bare: bool,
}

impl Lines {
    fn head(&mut self, head: &str) {
        self.push(format_args!("\n{head}\n"));
    }

    /// `name = value`, with a comment unless it is empty or none are wanted.
    fn key(&mut self, name: &str, value: &str, comment: &str) {
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        match comment.chars().map(plain).collect::<String>().as_str() {
            _ if self.bare => self.push(format_args!("{name} = {value}\n")),
            "" => self.push(format_args!("{name} = {value}\n")),
            comment => self.push(format_args!("{name} = {value}  # {comment}\n")),
        }
    }

    fn push(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing into a string cannot fail.
        let _ = self.text.write_fmt(line);
    }
}
