//! Regimes: own ones as typed, what they take over by `like`, overrides, and which are run in which order.

use super::definition::{DEFAULT_REGIMES, MAX_REGIMES, NONE, Regime, Scenario};
use super::field::{Fields, fields_of, laid_over, structure};
use super::likely::likely;
use super::name::why_no_regime;
use super::problem::one_line;
use super::report::Report;
use super::typed::{Node, Origin, Table, Value};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// Keys of an own regime that are no fields of its structure.
const BESIDE_FIELDS: &[&str] = &["name", "like"];

/// There is no regime of that name: the sentence says which there are, and which was likely meant.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct NoRegimeError(String);

impl NoRegimeError {
    /// The error that says so.
    pub(super) fn of(said: String) -> Self {
        Self(said)
    }
}

impl Scenario {
    /// The regime called `name` among those that are run; `none` is always there.
    ///
    /// # Errors
    /// If none is called so: what there is, and what was likely meant.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::Scenario;
    /// let town = Scenario::default();
    /// assert!(town.regime("case-centred").unwrap().structure.is_some());
    /// assert!(town.regime("case-centered").unwrap_err().to_string().contains("did you mean `case-centred`?"));
    /// ```
    pub fn regime(&self, name: &str) -> Result<Regime, NoRegimeError> {
        if name == NONE {
            return Ok(Regime::none());
        }
        self.place_of(name).map(|place| self.regimes[place].clone())
    }

    /// The place of the regime called `name` among those that are run.
    ///
    /// # Errors
    /// If none is called so: what there is, and what was likely meant.
    pub fn place_of(&self, name: &str) -> Result<usize, NoRegimeError> {
        let names: Vec<&str> = self.regimes.iter().map(|regime| regime.name.as_str()).collect();
        names.iter().position(|known| *known == name).ok_or_else(|| {
            let help = match likely(name, names.iter().copied()) {
                Some(name) => format!("did you mean `{name}`?"),
                None => "another is added to `regimes`".to_owned(),
            };
            let (name, there) = (one_line(name), names.join(", "));
            NoRegimeError::of(format!("{} runs no regime called {name}: it runs {there}; {help}", self.name))
        })
    }
}

/// What own regimes start from.
#[derive(Clone, Default)]
pub(super) struct Starts {
    /// The fields of shipped regimes, by name.
    pub(super) shipped: BTreeMap<String, Fields>,
    /// The fields of a regime that is like none, before it sets its own.
    pub(super) bare: Fields,
}

/// An own regime as typed, with what it took over.
pub(super) struct Declared {
    pub(super) name: String,
    /// The path of its fields in messages.
    path: String,
    pub(super) origin: Origin,
    pub(super) fields: Fields,
    /// Whether everything it takes over is known.
    pub(super) complete: bool,
}

/// The regimes in `[[regime]]`. `also` names the keys that are allowed beside the structure's fields.
pub(super) fn declared(report: &mut Report<'_>, list: &Node, starts: &Starts, also: &[&str]) -> Vec<Declared> {
    let mut known: Vec<Declared> = Vec::new();
    let Some(items) = report.list(list, "regime", "written as [[regime]]") else { return known };
    for (index, item) in items.iter().enumerate() {
        let Some(table) = report.table(item, "regime") else { continue };
        let name = name_of(report, table, item, index, &known);
        let path = match &name {
            Some(name) => format!("regime.{name}"),
            None => format!("regime[{index}]"),
        };
        let own = fields_of(report, table, &path, also);
        let base = taken_over(report, table, &path, starts, &known);
        let complete = base.is_some() && !is_none(table);
        let fields = laid_over(base.unwrap_or_default(), own);
        let name = name.unwrap_or_else(|| path.clone());
        known.push(Declared { name, path, origin: item.origin.clone(), fields, complete });
    }
    known
}

fn name_of(report: &mut Report<'_>, table: &Table, item: &Node, index: usize, known: &[Declared]) -> Option<String> {
    let path = format!("regime[{index}].name");
    let Some(node) = table.get("name") else {
        report.at(&item.origin, &path, "a regime needs a name", "name = \"my-regime\"".to_owned());
        return None;
    };
    let name = report.text(node, &path)?;
    if let Some(what) = why_no_regime(name) {
        let help = "the name stands in the tables of results: a word such as `my-group` is read by all programs";
        report.wrong(node, &path, what, help.to_owned());
        return None;
    }
    if name == NONE {
        report.wrong(node, &path, "`none` is the world without helping networks; it cannot be redefined", None);
        return None;
    }
    if known.iter().any(|other| other.name == name) {
        report.wrong(node, &path, "is the name of an earlier regime of this file", None);
        return None;
    }
    Some(name.to_owned())
}

/// Whether somebody tried to redefine `none`: then nothing else about it matters.
fn is_none(table: &Table) -> bool {
    table.get("name").is_some_and(|node| matches!(&node.value, Value::Text(name) if name == NONE))
}

/// The fields that `like` brings, or bare ones without it; `None` if it names nothing known.
fn taken_over(
    report: &mut Report<'_>,
    table: &Table,
    path: &str,
    Starts { shipped, bare }: &Starts,
    earlier: &[Declared],
) -> Option<Fields> {
    let Some(node) = table.get("like") else { return Some(bare.clone()) };
    let path = format!("{path}.like");
    let like = report.text(node, &path)?;
    if let Some(own) = earlier.iter().find(|own| own.name == like) {
        return own.complete.then(|| own.fields.clone());
    }
    if let Some(fields) = shipped.get(like) {
        return Some(fields.clone());
    }
    let names: Vec<&str> = shipped.keys().chain(earlier.iter().map(|own| &own.name)).map(String::as_str).collect();
    let what = if like == NONE {
        "`none` has no structure to take over"
    } else {
        "must name a shipped regime or an earlier one of this file"
    };
    let help = report.meant(like, &names);
    report.wrong(node, &path, what, help);
    None
}

/// The names of regimes as typed, right or wrong.
pub(super) struct Names<'t> {
    /// All that a scenario may name.
    known: Vec<&'t str>,
    /// Those that are run.
    run: Vec<String>,
}

impl<'t> Names<'t> {
    pub(super) fn of(tree: &'t Table, shipped: &'t BTreeMap<String, Fields>) -> Self {
        let items = |key: &str| match tree.get(key) {
            Some(Node { value: Value::List(items), .. }) => items.as_slice(),
            _ => &[],
        };
        let text = |node: &'t Node| if let Value::Text(text) = &node.value { Some(text.as_str()) } else { None };
        let name = |item: &'t Node| if let Value::Table(own) = &item.value { text(own.get("name")?) } else { None };
        let own: Vec<&str> = items("regime").iter().filter_map(name).collect();
        let shipped = shipped.keys().map(String::as_str);
        let known: Vec<&str> = [NONE].into_iter().chain(shipped).chain(own.iter().copied()).collect();
        let listed: Vec<&str> = match tree.get("regimes") {
            Some(_) => items("regimes").iter().filter_map(text).filter(|name| known.contains(name)).collect(),
            None => DEFAULT_REGIMES.to_vec(),
        };
        let run: BTreeSet<&str> = listed.iter().copied().collect();
        let added = own.into_iter().filter(|name| !run.contains(name));
        let run = listed.iter().copied().chain(added).map(str::to_owned).collect();
        Self { known, run }
    }

    /// Notes what is wrong with the keys of `fields` set in the regime called `name`, whatever their values; gives the
    /// fields that there are.
    pub(super) fn check_keys(&self, report: &mut Report<'_>, name: &str, fields: &Table) -> Fields {
        check_override(report, name, fields, &self.run, &self.known);
        if name == NONE || !self.run.iter().any(|run| run == name) {
            return Fields::new();
        }
        fields_of(report, fields, &format!("regime.{name}"), BESIDE_FIELDS)
    }

    /// Notes what is wrong with `fields` set in the regime called `name`, each looked at alone.
    pub(super) fn check_fields(&self, report: &mut Report<'_>, name: &str, fields: &Table) {
        let fields = laid_over(Fields::new(), self.check_keys(report, name, fields));
        structure(report, &fields, &format!("regime.{name}"), None);
    }
}

/// What the user typed about regimes.
pub(super) struct Typed<'t> {
    /// The value of `regimes`.
    pub(super) listed: Option<&'t Node>,
    /// The value of `regime`.
    pub(super) own: Option<&'t Node>,
    /// Overrides of fields, by the regime's name.
    pub(super) overrides: &'t BTreeMap<String, Table>,
}

/// The regimes to be run: those listed, then own ones that are not listed, each with its overrides.
pub(super) fn regimes(report: &mut Report<'_>, typed: &Typed<'_>, starts: &Starts) -> Option<Vec<Regime>> {
    let own = typed.own.map_or_else(Vec::new, |list| declared(report, list, starts, BESIDE_FIELDS));
    let shipped = &starts.shipped;
    let known: Vec<&str> = [NONE]
        .into_iter()
        .chain(shipped.keys().map(String::as_str))
        .chain(own.iter().map(|o| o.name.as_str()))
        .collect();
    let mut order = match typed.listed {
        Some(node) => listed(report, node, &known),
        None => Some(DEFAULT_REGIMES.map(str::to_owned).to_vec()),
    };
    let names = order.get_or_insert_default();
    for regime in &own {
        if !names.contains(&regime.name) {
            names.push(regime.name.clone());
        }
    }
    for (name, table) in typed.overrides {
        check_override(report, name, table, names, &known);
    }
    check_number(report, typed, names.len());
    let mut good = Some(Vec::new());
    for name in names.iter() {
        let regime = regime(report, name, &own, shipped, typed.overrides.get(name));
        good = good.and_then(|mut list| {
            list.push(regime?);
            Some(list)
        });
    }
    good
}

fn listed(report: &mut Report<'_>, node: &Node, known: &[&str]) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for item in report.list(node, "regimes", "a list of names in [brackets]")? {
        let Some(name) = report.text(item, "regimes") else { continue };
        if !known.contains(&name) {
            let help = report.meant(name, known);
            report.wrong(item, "regimes", "no shipped regime and no [[regime]] has this name", help);
        } else if names.iter().any(|earlier| earlier == name) {
            report.wrong(item, "regimes", "is listed twice", None);
        } else {
            names.push(name.to_owned());
        }
    }
    Some(names)
}

/// Whether no more regimes are written than may be run. It is asked before anything else about them: each is compared
/// with all others.
pub(super) fn are_few(report: &mut Report<'_>, tree: &Table) -> bool {
    let Some(node @ Node { value: Value::List(items), .. }) = tree.get("regime") else { return true };
    if items.len() > MAX_REGIMES {
        report.wrong(node, "regime", format!("must be at most {MAX_REGIMES} regimes, not {}", items.len()), None);
    }
    items.len() <= MAX_REGIMES
}

fn check_number(report: &mut Report<'_>, typed: &Typed<'_>, number: usize) {
    let Some(node) = typed.listed.or(typed.own) else { return };
    if number == 0 && matches!(&node.value, Value::List(items) if items.is_empty()) {
        report.wrong(node, "regimes", "must name at least one regime", "[\"none\"] runs without services".to_owned());
    } else if number > MAX_REGIMES {
        report.wrong(node, "regimes", format!("must be at most {MAX_REGIMES} regimes, not {number}"), None);
    }
}

/// An override must reach a regime that is run: one without effect would mislead.
fn check_override(report: &mut Report<'_>, name: &str, table: &Table, run: &[String], known: &[&str]) {
    let runs = run.iter().any(|other| other == name);
    for (key, _) in &table.entries {
        let path = format!("regime.{name}.{}", key.name);
        if name == NONE {
            report.at(&key.origin, &path, "`none` has no structure that could be changed", None);
        } else if BESIDE_FIELDS.contains(&key.name.as_str()) {
            report.at(&key.origin, &path, "is written in the file, under [[regime]], not set", None);
        } else if !runs && known.contains(&name) {
            let what = format!("regime `{name}` is not run in this scenario");
            report.at(&key.origin, &path, what, format!("add it to `regimes`; run are {}", run.join(", ")));
        } else if !runs {
            let help = likely(name, known.iter().copied()).map(|name| format!("did you mean `{name}`?"));
            report.at(&key.origin, &path, format!("no regime is called `{name}`"), help);
        }
    }
}

fn regime(
    report: &mut Report<'_>,
    name: &str,
    own: &[Declared],
    shipped: &BTreeMap<String, Fields>,
    overrides: Option<&Table>,
) -> Option<Regime> {
    if name == NONE {
        return Some(Regime { name: name.to_owned(), structure: None });
    }
    let of_program = format!("regime.{name}");
    let (fields, path, origin, complete) = match own.iter().find(|regime| regime.name == name) {
        Some(regime) => (&regime.fields, &regime.path, &regime.origin, regime.complete),
        None => (shipped.get(name)?, &of_program, &Origin::Shipped, true),
    };
    let mut fields = fields.clone();
    if let Some(overrides) = overrides {
        fields = laid_over(fields, fields_of(report, overrides, path, BESIDE_FIELDS));
    }
    let structure = structure(report, &fields, path, complete.then_some(origin))?;
    Some(Regime { name: name.to_owned(), structure: Some(structure) })
}
