//! The regimes that the program ships, as TOML data that passes the same validation as a user's.

use super::definition::NONE;
use super::field::{Field, Fields, structure};
use super::problem::InvalidScenarioError;
use super::regime::{Starts, declared};
use super::report::Report;
use super::typed::{self, Node, Source, Value};
use crate::model::structure::Structure;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A regime that the program ships.
#[derive(Clone, Debug, PartialEq)]
pub struct ShippedRegime {
    /// The name by which scenarios call it.
    pub name: String,
    /// What it is, in one sentence.
    pub summary: String,
    /// Its structure; `None` for the world without helping networks.
    pub structure: Option<Structure>,
}

/// The data of all shipped regimes, in the TOML that a scenario could hold too.
pub const REGIMES_TOML: &str = include_str!("regimes.toml");

/// The shipped data, read once.
struct Shipped {
    regimes: Vec<ShippedRegime>,
    starts: Starts,
}

static SHIPPED: LazyLock<Result<Shipped, InvalidScenarioError>> = LazyLock::new(|| read(REGIMES_TOML));

/// The shipped regimes, in the order in which they are explained; `none` first.
#[must_use]
pub fn shipped() -> &'static [ShippedRegime] {
    // The data is part of the program; a test makes sure that it has no problems.
    SHIPPED.as_ref().map_or(&[], |shipped| &shipped.regimes)
}

/// The fields of the shipped regimes as typed, for `like` and for overrides.
pub(super) fn shipped_starts() -> &'static Starts {
    static NOTHING: Starts = Starts { shipped: BTreeMap::new(), bare: Fields::new() };
    SHIPPED.as_ref().map_or(&NOTHING, |shipped| &shipped.starts)
}

/// The same fields as part of what the program ships.
pub(super) fn of_program(fields: Fields) -> Fields {
    let of_program = |(name, field): (_, Field)| (name, Field { node: field.node.shipped(), ..field });
    fields.into_iter().map(of_program).collect()
}

fn read(text: &str) -> Result<Shipped, InvalidScenarioError> {
    let source = Source::new("regimes.toml", text, None);
    let mut tree = typed::parse(&source)?;
    let mut report = Report::new(&source);
    let mut shipped = Shipped { regimes: Vec::new(), starts: Starts::default() };
    let Some(list) = tree.get_mut("regime") else { return Ok(shipped) };
    let summaries = summaries(list);
    if let Value::List(items) = &mut list.value {
        items.retain(|item| text_of(item, "name") != Some(NONE));
    }
    let summary = |name: &str| summaries.get(name).cloned().unwrap_or_default();
    shipped.regimes.push(ShippedRegime { name: NONE.to_owned(), summary: summary(NONE), structure: None });
    for regime in declared(&mut report, list, &Starts::default(), &["name", "like", "summary"]) {
        let structure = structure(&mut report, &regime.fields, &regime.name, Some(&regime.origin));
        shipped.starts.shipped.insert(regime.name.clone(), of_program(regime.fields));
        shipped.regimes.push(ShippedRegime { summary: summary(&regime.name), name: regime.name, structure });
    }
    report.verdict(Some(shipped))
}

/// The summary of every regime, by its name.
fn summaries(list: &Node) -> BTreeMap<String, String> {
    let Value::List(items) = &list.value else { return BTreeMap::new() };
    let named = |item| Some((text_of(item, "name")?.to_owned(), text_of(item, "summary")?.to_owned()));
    items.iter().filter_map(named).collect()
}

fn text_of<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    let Value::Table(table) = &node.value else { return None };
    match &table.get(key)?.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}
