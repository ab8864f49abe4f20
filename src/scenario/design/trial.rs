//! Whether a key takes a value: asked of the same code that `--set` passes, so that there is one answer.

use super::super::keys::{DESIGN, FROM, HYPOTHESIS, OBSERVE};
use super::super::regime::Names;
use super::super::report::Report;
use super::super::shipped::shipped_starts;
use super::super::typed::{Node, Origin, Table, Value};
use super::super::{overrides, values};
use super::value::plain_key;
use std::collections::BTreeMap;

/// What values are tried on.
pub(super) struct Trial<'t> {
    names: Names<'t>,
}

impl<'t> Trial<'t> {
    pub(super) fn new(tree: &'t Table) -> Self {
        Self { names: Names::of(tree, &shipped_starts().shipped) }
    }

    /// Whether `key`, typed in `node`, may be varied by a design. Why not is noted.
    pub(super) fn is_factor(&self, report: &mut Report<'_>, node: &Node, key: &str) -> bool {
        let first = key.split('.').next().unwrap_or_default().trim();
        let why = match first {
            "seed" | "replicates" => "is no factor: every point is run with all replicates of the scenario's seed",
            "regimes" => "is no factor: every point is run with all regimes; list them in `regimes`",
            "question" | "sources" => "is no factor: it changes no result",
            "record_every_weeks" => "is no factor: it changes which weeks are recorded, not what happens",
            _ if plain_key(key) == FROM => "is no factor: a point sets every value itself, and nothing is left to it",
            OBSERVE => "is no factor: it changes which rows are written, not what happens",
            HYPOTHESIS => "is no factor: it is claimed of the scenario, and changes no result",
            DESIGN => "is no factor: a design cannot vary itself",
            "parameters" | "switches" | "regime" if first == key => "is a table: name what in it is to vary",
            _ => return self.is_known(report, node, key),
        };
        report.wrong(node, "", why, None);
        false
    }

    /// Whether `--set` knows `key`. If not, that is noted.
    fn is_known(&self, report: &mut Report<'_>, node: &Node, key: &str) -> bool {
        let mut scratch = report.scratch();
        self.note_key(&mut scratch, node, key);
        if !scratch.is_clean() {
            self.note_key(report, node, key);
        }
        scratch.is_clean()
    }

    /// Notes what is wrong with `key`, whatever its values.
    fn note_key(&self, report: &mut Report<'_>, node: &Node, key: &str) {
        let (mut tree, mut regimes) = (Table::default(), BTreeMap::new());
        overrides::write(report, &mut tree, &mut regimes, key, &node.origin, node.clone());
        for (name, fields) in &regimes {
            self.names.check_keys(report, name, fields);
        }
    }

    /// Notes what is wrong with `key`, typed at `origin`, being `value`, whatever other keys are.
    pub(super) fn note(&self, report: &mut Report<'_>, key: &str, origin: &Origin, value: &Node) {
        let (mut tree, mut regimes) = (Table::default(), BTreeMap::new());
        overrides::write(report, &mut tree, &mut regimes, key, origin, value.clone());
        values::values(report, &tree, &regimes, &self.names);
    }

    /// Whether `key`, typed in `node`, takes `value`. Nothing is noted.
    pub(super) fn takes(&self, report: &Report<'_>, key: &str, node: &Node, value: Value) -> bool {
        let mut scratch = report.scratch();
        let value = Node { origin: node.origin.clone(), typed: String::new(), value };
        self.note(&mut scratch, key, &node.origin, &value);
        scratch.is_clean()
    }
}
