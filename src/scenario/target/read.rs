//! The tables `[[target]]` as typed → what is validated.

use super::super::definition::Regime;
use super::super::keys::TARGET;
use super::super::listed::Listed;
use super::super::observable::{self, Observable, ReadLength};
use super::super::report::{Range, Report};
use super::super::typed::{Node, Table};
use super::{GRADES, Target, TargetGrade, TargetUse, USES};
use crate::model::structure::Structure;

/// Targets in one scenario at most.
const MAX_TARGETS: usize = 200;
/// Characters in an id at most: it heads rows of tables.
const MOST_OF_ID: usize = 40;
/// Characters in a text at most.
const MOST_OF_TEXT: usize = 1000;
/// How large a figure may be either way.
const MOST: f64 = 1e12;
/// Standard deviations from the middle of a 95 % interval to its end.
const NORMAL_975: f64 = 1.959_963_984_540_054;

const OWN_KEYS: [&str; 12] =
    ["id", "says", "regime", "value", "low", "high", "sd", "n", "discrepancy", "grade", "use", "source"];

/// The targets in `tree`. What is wrong with them is noted. `regimes` are those of the scenario, `length` that of its runs; both
/// are `None` where they are wrong themselves.
pub(in crate::scenario) fn read(
    report: &mut Report<'_>,
    tree: &Table,
    regimes: Option<&[Regime]>,
    length: Option<ReadLength>,
) -> Vec<Target> {
    let Some(node) = tree.get(TARGET) else { return Vec::new() };
    let Some(items) = report.list(node, TARGET, "written as [[target]]") else { return Vec::new() };
    if items.len() > MAX_TARGETS {
        report.wrong(node, TARGET, format!("must be at most {MAX_TARGETS}, not {}", items.len()), None);
        return Vec::new();
    }
    let mut targets: Vec<Target> = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        let path = format!("{TARGET}[{place}]");
        let Some(table) = report.table(item, &path) else { continue };
        let typed = Typed(Listed { item, table, path: &path });
        let Some(target) = typed.target(report, regimes, length) else { continue };
        if targets.iter().any(|earlier| earlier.id == target.id) {
            report.at(&item.origin, &path, format!("an earlier target is called `{}`, too", target.id), None);
        }
        targets.push(target);
    }
    targets
}

/// A target as typed.
struct Typed<'t>(Listed<'t>);

impl Typed<'_> {
    fn target(
        &self,
        report: &mut Report<'_>,
        regimes: Option<&[Regime]>,
        length: Option<ReadLength>,
    ) -> Option<Target> {
        let known: Vec<&str> = OWN_KEYS.iter().chain(&observable::KEYS).copied().collect();
        self.0.has_only(report, &known);
        let observable = observable::read(report, self.0.item, self.0.table, self.0.path, length);
        let regime = self.regime(report, regimes, observable);
        let id = self.0.needed(report, "id", "id = \"recovered-26\"").and_then(|id| self.short(report, id));
        let value = self.value(report);
        let interval = self.interval(report, value);
        let discrepancy =
            self.optional(report, "discrepancy", 0.0, "What no parameters can mend, as a standard deviation.");
        let n = self.people(report);
        let grade = self.word_of(report, "grade", &GRADES, TargetGrade::Seen);
        let purpose = self.word_of(report, "use", &USES, TargetUse::Fit);
        let text = |report: &mut Report<'_>, key: &str| {
            let Some(node) = self.0.table.get(key) else { return String::new() };
            let text = report.text(node, &self.0.at(key)).unwrap_or_default();
            if text.contains(char::is_control) || text.chars().count() > MOST_OF_TEXT {
                report.wrong(node, &self.0.at(key), "must be one line of at most 1000 characters", None);
            }
            text.to_owned()
        };
        let (says, source) = (text(report, "says"), text(report, "source"));
        let (low, high) = interval?;
        Some(Target {
            id: id?,
            says,
            observable: observable?,
            regime: regime?,
            value: value?,
            low,
            high,
            discrepancy: discrepancy?,
            n: n?,
            grade: grade?,
            purpose: purpose?,
            source,
        })
    }

    fn short(&self, report: &mut Report<'_>, node: &Node) -> Option<String> {
        let text = report.text(node, &self.0.at("id"))?;
        let fits = |letter: char| letter.is_ascii_alphanumeric() || "-_+.".contains(letter);
        if (1..=MOST_OF_ID).contains(&text.len()) && text.chars().all(fits) && !text.starts_with(['-', '+', '.']) {
            return Some(text.to_owned());
        }
        let what = "must be 1 to 40 letters a to z, digits or any of - _ + . and begin with a letter or a digit";
        report.wrong(node, &self.0.at("id"), what, None);
        None
    }

    fn regime(
        &self,
        report: &mut Report<'_>,
        regimes: Option<&[Regime]>,
        observable: Option<Observable>,
    ) -> Option<String> {
        let node = self.0.needed(report, "regime", "regime = \"none\": the regime under which the figure is read")?;
        let typed = report.text(node, &self.0.at("regime"))?;
        let regimes = regimes?;
        let Some(regime) = regimes.iter().find(|regime| regime.name == typed) else {
            let names: Vec<&str> = regimes.iter().map(|regime| regime.name.as_str()).collect();
            let help = report.meant(typed, &names);
            report.wrong(node, &self.0.at("regime"), "the scenario does not run this regime", help);
            return None;
        };
        let without = |structure: &Option<Structure>| structure.is_none();
        if observable.is_some_and(|observable| observable.needs_twins()) {
            let what = match (without(&regime.structure), regimes.iter().any(|regime| without(&regime.structure))) {
                (true, _) => Some("nobody has a twin in the world without helping networks itself"),
                (_, false) => Some("twins are in the world without helping networks, which the scenario does not run"),
                _ => None,
            };
            if let Some(what) = what {
                report.wrong(
                    node,
                    &self.0.at("regime"),
                    what,
                    "add \"none\" to `regimes`, and read another one".to_owned(),
                );
                return None;
            }
        }
        Some(typed.to_owned())
    }

    fn value(&self, report: &mut Report<'_>) -> Option<f64> {
        let node = self.0.needed(report, "value", "value = 0.32")?;
        self.number(report, node, "value", -MOST, "The figure, in the unit of what is read.")
    }

    fn number(&self, report: &mut Report<'_>, node: &Node, key: &str, low: f64, meaning: &str) -> Option<f64> {
        let range = Range { low, high: MOST, unit: "the unit of what is read", meaning };
        report.number(node, &self.0.at(key), range, false)
    }

    /// `Some(None)` where it is not there.
    fn optional(&self, report: &mut Report<'_>, key: &str, low: f64, meaning: &str) -> Option<Option<f64>> {
        match self.0.table.get(key) {
            Some(node) => self.number(report, node, key, low, meaning).map(Some),
            None => Some(None),
        }
    }

    fn people(&self, report: &mut Report<'_>) -> Option<Option<u32>> {
        let Some(node) = self.0.table.get("n") else { return Some(None) };
        let meaning = "People who were asked.";
        let range = Range { low: 4.0, high: 1e9, unit: "people", meaning };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in the range of a u32")]
        report.number(node, &self.0.at("n"), range, true).map(|n| Some(n as u32))
    }

    /// The 95 % interval: as typed, or made of a standard deviation.
    fn interval(&self, report: &mut Report<'_>, value: Option<f64>) -> Option<(f64, f64)> {
        let sd = self.optional(report, "sd", 0.0, "Standard deviation of the figure.")?;
        let low = self.optional(report, "low", -MOST, "Lower end of the 95 % interval.")?;
        let high = self.optional(report, "high", -MOST, "Upper end of the 95 % interval.")?;
        let value = value?;
        match (sd, low, high) {
            (Some(sd), None, None) => {
                let (low, high) = (value - NORMAL_975 * sd, value + NORMAL_975 * sd);
                if low >= -MOST && high <= MOST {
                    return Some((low, high));
                }
                let what = format!("{value} and 1.96 times {sd} either way must lie from {} to {MOST}", -MOST);
                report.at(&self.0.item.origin, &self.0.at("sd"), what, None);
                None
            }
            (None, Some(low), Some(high)) if low <= value && value <= high => Some((low, high)),
            (None, Some(low), Some(high)) => {
                let what = format!("{value} must lie from `low`, {low}, to `high`, {high}");
                report.at(&self.0.item.origin, &self.0.at("value"), what, None);
                None
            }
            _ => {
                let help = "low = 0.24 and high = 0.40, the 95 % interval, or sd = 0.04".to_owned();
                report.at(&self.0.item.origin, self.0.path, "must have `low` and `high`, or `sd`, and not both", help);
                None
            }
        }
    }

    fn word_of<T: Copy>(&self, report: &mut Report<'_>, key: &str, words: &[(&str, T)], default: T) -> Option<T> {
        match self.0.table.get(key) {
            Some(node) => report.word(node, &self.0.at(key), words),
            None => Some(default),
        }
    }
}
