//! The keys of an observable as typed, in a table that may hold other keys beside them.

use super::super::keys::MAX_ALL_WEEKS;
use super::super::report::{Range, Report};
use super::super::typed::{Node, Table};
use super::allowed::Length;
use super::{Observable, QUANTITY_NAMES, TWIN_TERM_NAMES, When, indicator_named};
use crate::model::indicator::{EVERYONE, INDICATORS, Indicator, POPULATIONS};

/// The keys that an observable takes.
pub(in crate::scenario) const KEYS: [&str; 6] = ["indicator", "population", "week", "weeks", "quantity", "twin"];

/// What `table`, typed in `item`, wants read. `path` is how messages call the table. Keys that are none of [`KEYS`] are left
/// to whoever asks; `length` is `None` where the scenario's own weeks are wrong. What is wrong is noted.
pub(in crate::scenario) fn read(
    report: &mut Report<'_>,
    item: &Node,
    table: &Table,
    path: &str,
    length: Option<Length>,
) -> Option<Observable> {
    let asked = Asked { table, path };
    let observable = match (table.get("quantity"), table.get("twin"), table.get("indicator")) {
        (Some(_), None, None) => {
            asked.alone(report, "quantity", &["population", "week", "weeks"])?;
            let names = numbered(QUANTITY_NAMES.iter().map(|(name, _)| *name));
            Observable::Quantity(asked.one_of(report, "quantity", &names)?)
        }
        (None, Some(_), indicator) => {
            asked.alone(report, "twin", &["population", "week", "weeks"])?;
            let term = asked.one_of(report, "twin", &numbered(TWIN_TERM_NAMES.iter().copied()));
            if indicator.is_none() {
                let help = "indicator = \"generalised_trust\"".to_owned();
                report.at(&item.origin, path, "lacks `indicator`: in what twins are compared", help);
            }
            Observable::Twin { indicator: asked.indicator(report)?, term: term? }
        }
        (None, None, Some(_)) => asked.of_indicator(report)?,
        (None, None, None) => {
            let help = "indicator = \"generalised_trust\" with population = \"struck\", or quantity = \"recovered_13\", or \
                        twin = \"effect\" with an indicator";
            report.at(&item.origin, path, "does not say what is read of a run", help.to_owned());
            return None;
        }
        (Some(node), ..) => {
            let what = "stands beside `indicator` or `twin`";
            report.wrong(node, &asked.at("quantity"), what, "one table reads one number".to_owned());
            return None;
        }
    };
    if let Some(refusal) = length.and_then(|length| observable.refusal(length)) {
        match table.get(refusal.key) {
            Some(node) => report.wrong(node, &asked.at(refusal.key), refusal.what, refusal.help),
            None => report.at(&item.origin, path, refusal.what, refusal.help),
        }
        return None;
    }
    Some(observable)
}

/// Names with their places.
fn numbered<'n>(names: impl Iterator<Item = &'n str>) -> Vec<(&'n str, usize)> {
    names.enumerate().map(|(place, name)| (name, place)).collect()
}

/// A table as typed.
struct Asked<'t> {
    table: &'t Table,
    path: &'t str,
}

impl Asked<'_> {
    fn at(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }

    /// `None` where keys stand beside `key` that mean nothing with it.
    fn alone(&self, report: &mut Report<'_>, key: &str, others: &[&str]) -> Option<()> {
        let mut good = Some(());
        for other in others {
            if let Some(node) = self.table.get(other) {
                let what = format!("says nothing beside `{key}`");
                report.wrong(node, &self.at(other), what, "it goes with an `indicator` alone".to_owned());
                good = None;
            }
        }
        good
    }

    /// The value under `key`, one of `names`.
    fn one_of<T: Copy>(&self, report: &mut Report<'_>, key: &str, names: &[(&str, T)]) -> Option<T> {
        let (node, path) = (self.table.get(key)?, self.at(key));
        let typed = report.text(node, &path)?;
        if let Some((_, meaning)) = names.iter().find(|(name, _)| *name == typed) {
            return Some(*meaning);
        }
        let known: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        let help = super::super::likely::likely(typed, known.iter().copied())
            .map_or_else(|| format!("known are {}", known.join(", ")), |name| format!("did you mean `{name}`?"));
        report.wrong(node, &path, format!("no {key} has this name"), help);
        None
    }

    fn indicator(&self, report: &mut Report<'_>) -> Option<Indicator> {
        let names: Vec<(&str, &str)> = INDICATORS.iter().map(|row| (row.name, row.name)).collect();
        self.one_of(report, "indicator", &names).and_then(indicator_named)
    }

    fn of_indicator(&self, report: &mut Report<'_>) -> Option<Observable> {
        let indicator = self.indicator(report);
        let population = match self.table.get("population") {
            Some(_) => self.one_of(report, "population", &numbered(POPULATIONS.iter().map(|row| row.name))),
            None => Some(EVERYONE),
        };
        let when = self.when(report);
        Some(Observable::Indicator { indicator: indicator?, population: population?, when: when? })
    }

    fn when(&self, report: &mut Report<'_>) -> Option<When> {
        match (self.table.get("week"), self.table.get("weeks")) {
            (None, None) => Some(When::Horizon),
            (Some(node), None) => {
                let week = week(report, node, &self.at("week"))?;
                Some(When::Weeks { first: week, last: week })
            }
            (None, Some(node)) => {
                let path = self.at("weeks");
                let wanted = "two weeks in [brackets], the first and the last";
                let [first, last] = report.list(node, &path, wanted)? else {
                    report.wrong(node, &path, format!("must be {wanted}"), "weeks = [209, 260]".to_owned());
                    return None;
                };
                let (first, last) = (week(report, first, &path), week(report, last, &path));
                Some(When::Weeks { first: first?, last: last? })
            }
            (Some(_), Some(node)) => {
                report.wrong(node, &self.at("weeks"), "stands beside `week`", "write either".to_owned());
                None
            }
        }
    }
}

fn week(report: &mut Report<'_>, node: &Node, path: &str) -> Option<u32> {
    let meaning = "Weeks since the end of the burn-in.";
    let range = Range { low: 0.0, high: MAX_ALL_WEEKS.into(), unit: "weeks", meaning };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in the range of a u32")]
    report.number(node, path, range, true).map(|week| week as u32)
}
