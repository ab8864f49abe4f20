//! A table of a list, as `[[hypothesis]]`, `[[target]]` and `[[rival]]` are, while it is read.

use super::report::Report;
use super::typed::{Node, Table};

/// One table of a list as typed.
#[derive(Clone, Copy)]
pub(super) struct Listed<'t> {
    pub(super) item: &'t Node,
    pub(super) table: &'t Table,
    /// What messages call it, as `rival[0]`.
    pub(super) path: &'t str,
}

impl<'t> Listed<'t> {
    /// What messages call one of its keys.
    pub(super) fn at(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }

    /// Whether it has no key but `known` ones; each other one is noted.
    pub(super) fn has_only(&self, report: &mut Report<'_>, known: &[&str]) -> bool {
        let mut good = true;
        for (key, _) in self.table.entries.iter().filter(|(key, _)| !known.contains(&key.name.as_str())) {
            report.unknown(&key.origin, &self.at(&key.name), &key.name, known, None);
            good = false;
        }
        good
    }

    /// The value under a key that must be there.
    pub(super) fn needed(&self, report: &mut Report<'_>, key: &str, example: &str) -> Option<&'t Node> {
        let node = self.table.get(key);
        if node.is_none() {
            report.at(&self.item.origin, self.path, format!("lacks `{key}`"), example.to_owned());
        }
        node
    }

    /// A text that must be there; `why_not` says what is wrong with one.
    pub(super) fn text<W: Into<String>>(
        &self,
        report: &mut Report<'_>,
        key: &str,
        example: &str,
        why_not: impl Fn(&str) -> Option<W>,
    ) -> Option<String> {
        let node = self.needed(report, key, example)?;
        let text = report.text(node, &self.at(key))?;
        if let Some(what) = why_not(text) {
            report.wrong(node, &self.at(key), what, None);
            return None;
        }
        Some(text.to_owned())
    }
}
