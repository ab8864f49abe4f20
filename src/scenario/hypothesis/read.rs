//! The tables `[[hypothesis]]` as typed → what is validated.

use super::super::definition::{Regime, Scenario};
use super::super::keys::HYPOTHESIS;
use super::super::likely;
use super::super::listed::Listed;
use super::super::observable::{self, Observable, ReadLength};
use super::super::report::{Range, Report};
use super::super::typed::{Node, Table};
use super::{Direction, Hypothesis, MAX_HYPOTHESES};

/// The keys of a `[[hypothesis]]` beside those of what is read.
const KEYS: [&str; 8] = ["id", "claim", "part_of", "regime", "than", "beside", "direction", "smallest"];
/// Characters in an id at most: it heads rows of tables.
const MOST_OF_ID: usize = 40;
/// Characters in a claim at most.
const MOST_OF_CLAIM: usize = 1000;
/// The largest smallest effect: no number of a run is larger.
const MOST: f64 = 1e9;

/// The hypotheses of a scenario of these regimes and weeks (`None` where they are wrong themselves). What is wrong is noted.
pub(in crate::scenario) fn read(
    report: &mut Report<'_>,
    tree: &Table,
    regimes: Option<&[Regime]>,
    length: Option<ReadLength>,
) -> Option<Vec<Hypothesis>> {
    let Some(node) = tree.get(HYPOTHESIS) else { return Some(Vec::new()) };
    let items = report.list(node, HYPOTHESIS, "written as [[hypothesis]]")?;
    if items.len() > MAX_HYPOTHESES {
        report.wrong(node, HYPOTHESIS, format!("must be at most {MAX_HYPOTHESES}, not {}", items.len()), None);
        return None;
    }
    let mut all: Vec<Hypothesis> = Vec::new();
    let mut whole = true;
    for (index, item) in items.iter().enumerate() {
        let path = format!("{HYPOTHESIS}[{index}]");
        let one = report.table(item, &path).and_then(|table| {
            let one = Asked(Listed { item, table, path: &path }).read(report, regimes, length)?;
            let clash = clash(&one, &all);
            if let Some((key, what)) = &clash {
                report.wrong(table.get(key).unwrap_or(item), &format!("{path}.{key}"), what.as_str(), None);
            }
            clash.is_none().then_some(one)
        });
        whole &= one.is_some();
        all.extend(one);
    }
    whole.then_some(all)
}

/// What of the names of `one` belongs to an earlier one already, and at which key.
fn clash(one: &Hypothesis, earlier: &[Hypothesis]) -> Option<(&'static str, String)> {
    let as_part = |name: &str| earlier.iter().any(|other| other.part_of.as_deref() == Some(name));
    let as_id = |name: &str| earlier.iter().any(|other| other.id == name);
    match &one.part_of {
        _ if as_id(&one.id) => Some(("id", "is that of an earlier hypothesis".to_owned())),
        _ if as_part(&one.id) => Some(("id", "is that of a claim in several parts".to_owned())),
        Some(of) if *of == one.id || as_id(of) => {
            Some(("part_of", "is the id of a hypothesis: a claim in several parts has a name of its own".to_owned()))
        }
        _ => None,
    }
}

/// Why the hypotheses of a scenario that was made by hand could not have been read; `None` if they could.
pub(in crate::scenario) fn allowed(scenario: &Scenario) -> Option<(String, String)> {
    let Scenario { hypotheses, weeks, record_every_weeks, .. } = scenario;
    if hypotheses.len() > MAX_HYPOTHESES {
        return Some((String::new(), format!("there must be at most {MAX_HYPOTHESES}, not {}", hypotheses.len())));
    }
    let length = ReadLength { weeks: *weeks, every: *record_every_weeks };
    for (place, one) in hypotheses.iter().enumerate() {
        let runs = |name: &str| scenario.regimes.iter().any(|regime| regime.name == name);
        let what = clash(one, &hypotheses[..place])
            .map(|(_, what)| what)
            .or_else(|| why_no_id(&one.id).map(str::to_owned))
            .or_else(|| one.part_of.as_deref().and_then(why_no_id).map(str::to_owned))
            .or_else(|| why_no_claim(&one.claim).map(str::to_owned))
            .or_else(|| one.observable.refusal(length).map(|refusal| refusal.what))
            .or_else(|| together(one, &scenario.regimes).map(|(_, what)| what))
            .or_else(|| {
                let missing = one.regimes().find(|name| !runs(name));
                missing.map(|name| format!("the scenario does not run `{name}`"))
            })
            .or_else(|| why_no_smallest(one.smallest, one.direction));
        if let Some(what) = what {
            return Some((one.id.clone(), what));
        }
    }
    None
}

fn why_no_id(id: &str) -> Option<&'static str> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_+.".contains(c);
    let good = !id.is_empty() && id.len() <= MOST_OF_ID && id.chars().all(fits) && !id.starts_with(['-', '+', '.']);
    (!good).then_some("must be 1 to 40 letters a to z, digits or any of - _ + . and begin with a letter or a digit")
}

fn why_no_claim(claim: &str) -> Option<&'static str> {
    let good = !claim.trim().is_empty() && claim.chars().count() <= MOST_OF_CLAIM && !claim.contains(char::is_control);
    (!good).then_some("must say in one line of at most 1000 characters what is claimed")
}

fn why_no_smallest(smallest: f64, direction: Direction) -> Option<String> {
    if !(0.0..=MOST).contains(&smallest) {
        return Some(format!("the smallest effect must be from 0 to {MOST}, not {smallest}"));
    }
    let nothing = direction == Direction::Within && smallest == 0.0;
    nothing.then(|| "`within` needs a smallest effect above 0: no number is known to be exactly 0".to_owned())
}

/// What of regimes and observable does not go together, and at which key.
fn together(one: &Hypothesis, regimes: &[Regime]) -> Option<(&'static str, String)> {
    if one.than.as_ref() == Some(&one.regime) {
        return Some(("than", "is the regime itself: nothing would differ".to_owned()));
    }
    if let Some(beside) = &one.beside {
        let [first, second] = beside;
        let first_of_all = [Some(&one.regime), one.than.as_ref()];
        if one.than.is_none() {
            return Some((
                "beside",
                "belongs to `than`: it is taken off the difference between two regimes".to_owned(),
            ));
        }
        if first == second {
            return Some(("beside", "is one regime twice: nothing would differ".to_owned()));
        }
        if [Some(first), Some(second)] == first_of_all {
            return Some(("beside", "is what it is held against: nothing would be left".to_owned()));
        }
    }
    if !one.observable.needs_twins() {
        return None;
    }
    let without_help = |name: &str| regimes.iter().any(|regime| regime.name == name && regime.structure.is_none());
    if !regimes.iter().any(|regime| regime.structure.is_none()) {
        return Some(("twin", "needs the world without helping networks: add \"none\" to `regimes`".to_owned()));
    }
    let key = if without_help(&one.regime) { Some("regime") } else { None };
    let key = key.or_else(|| one.than.as_deref().is_some_and(without_help).then_some("than"));
    let key = key.or_else(|| one.beside.iter().flatten().any(|name| without_help(name)).then_some("beside"));
    Some((key?, "is the world in which the twins live: nobody there differs from their twin".to_owned()))
}

/// A table as typed.
struct Asked<'t>(Listed<'t>);

impl Asked<'_> {
    fn read(
        &self,
        report: &mut Report<'_>,
        regimes: Option<&[Regime]>,
        length: Option<ReadLength>,
    ) -> Option<Hypothesis> {
        let known: Vec<&str> = KEYS.iter().chain(&observable::KEYS).copied().collect();
        let good = self.0.has_only(report, &known);
        let id = self.0.text(report, "id", "id = \"P1\"", why_no_id);
        let claim = self.0.text(report, "claim", "claim = \"Groups raise trust in people\"", why_no_claim);
        let part_of = match self.0.table.get("part_of") {
            Some(_) => self.0.text(report, "part_of", "", why_no_id).map(Some),
            None => Some(None),
        };
        let observable: Option<Observable> = observable::read(report, self.0.item, self.0.table, self.0.path, length);
        let regime = self.regime(report, "regime", regimes, "regime = \"mutual-self-help\"");
        let than = match self.0.table.get("than") {
            Some(_) => self.regime(report, "than", regimes, "").map(Some),
            None => Some(None),
        };
        let beside = match self.0.table.get("beside") {
            Some(node) => self.beside(report, node, regimes).map(Some),
            None => Some(None),
        };
        let direction = self.direction(report);
        let smallest = self.smallest(report, direction);
        let one = Hypothesis {
            id: id?,
            claim: claim?,
            part_of: part_of?,
            observable: observable?,
            regime: regime?,
            than: than?,
            beside: beside?,
            direction: direction?,
            smallest: smallest?,
        };
        if let Some((key, what)) = regimes.and_then(|regimes| together(&one, regimes)) {
            report.wrong(self.0.table.get(key)?, &self.0.at(key), what, None);
            return None;
        }
        good.then_some(one)
    }

    /// The names of the two regimes whose difference is taken off.
    fn beside(&self, report: &mut Report<'_>, node: &Node, regimes: Option<&[Regime]>) -> Option<[String; 2]> {
        let path = self.0.at("beside");
        let items = report.list(node, &path, "written as [\"listening-alone\", \"prescribing-alone\"]")?;
        let [first, second] = items else {
            report.wrong(node, &path, "must be two regimes: what is taken off is the first less the second", None);
            return None;
        };
        Some([run_by(report, first, &path, regimes)?, run_by(report, second, &path, regimes)?])
    }

    /// The name of a regime that is run.
    fn regime(&self, report: &mut Report<'_>, key: &str, regimes: Option<&[Regime]>, example: &str) -> Option<String> {
        let node = self.0.needed(report, key, example)?;
        run_by(report, node, &self.0.at(key), regimes)
    }

    fn direction(&self, report: &mut Report<'_>) -> Option<Direction> {
        let node = self.0.needed(report, "direction", "direction = \"above\", \"below\" or \"within\"")?;
        report.word(node, &self.0.at("direction"), &Direction::WORDS)
    }

    fn smallest(&self, report: &mut Report<'_>, direction: Option<Direction>) -> Option<f64> {
        let example = "smallest = 0.01: the smallest effect of interest, in the unit of what is read";
        let (node, path) = (self.0.needed(report, "smallest", example)?, self.0.at("smallest"));
        let meaning = "The smallest effect of interest.";
        let range = Range { low: 0.0, high: MOST, unit: "in the unit of what is read", meaning };
        let smallest = report.number(node, &path, range, false)?;
        if let Some(what) = direction.and_then(|direction| why_no_smallest(smallest, direction)) {
            report.wrong(node, &path, what, None);
            return None;
        }
        Some(smallest)
    }
}

/// The name at `path` of a regime that is run.
fn run_by(report: &mut Report<'_>, node: &Node, path: &str, regimes: Option<&[Regime]>) -> Option<String> {
    let name = report.text(node, path)?;
    let names: Vec<&str> = regimes?.iter().map(|regime| regime.name.as_str()).collect();
    if names.contains(&name) {
        return Some(name.to_owned());
    }
    let help = match likely::likely(name, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("it runs {}; another is added to `regimes`", names.join(", ")),
    };
    report.wrong(node, path, "the scenario runs no regime of this name", help);
    None
}
