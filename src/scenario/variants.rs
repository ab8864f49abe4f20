//! The scenarios that differ from one in a few keys: what a design runs.

use super::problem::InvalidScenarioError;
use super::typed::{self, Node, Source, Table, Value};
use super::validate;
use super::{Rival, Scenario};
use crate::model::parameters::{SWITCHES, TABLE};

/// A scenario from which others are made, read once.
#[derive(Clone, Debug)]
pub struct Variants {
    name: String,
    text: String,
    tree: Table,
}

impl Variants {
    /// The variants of `scenario`. Its design is left out: each of them is one point. So are the rows that it asks for, which
    /// only a run writes, and what is claimed of it.
    ///
    /// # Errors
    /// Never for a validated scenario: its resolved text reads back.
    pub fn of(scenario: &Scenario) -> Result<Self, InvalidScenarioError> {
        let text = scenario.plain().to_toml();
        let mut tree = typed::parse(&Source::new(&scenario.name, &text, None))?;
        leave_out_defaults(&mut tree);
        Ok(Self { name: scenario.name.clone(), text, tree })
    }

    /// The scenario with `sets` (each `key=value`, as after `--set`) written over it.
    ///
    /// # Errors
    /// Everything that is wrong with it, in one go.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::{Scenario, Variants};
    /// let town = Scenario::parse_as("people = 2000", "town.toml", "town", &[]).unwrap();
    /// let variants = Variants::of(&town).unwrap();
    /// assert_eq!(variants.at(&["people=500".to_owned()]).unwrap().people, 500);
    /// assert!(variants.at(&["people=5".to_owned()]).is_err());
    /// ```
    pub fn at(&self, sets: &[String]) -> Result<Scenario, InvalidScenarioError> {
        let source = Source::new(&self.name, &self.text, None);
        validate::tree(&source, self.tree.clone(), &self.name, sets)
    }
}

impl Scenario {
    /// The same without what is only asked of it, as `rival` would have it.
    ///
    /// # Errors
    /// Never for a rival of a validated scenario: what it sets was looked at with all of it.
    pub fn as_rival(&self, rival: &Rival) -> Result<Self, InvalidScenarioError> {
        Variants::of(self)?.at(&rival.set)
    }
}

/// Takes out the values that would be there anyway: a design may have a million points, and each is read from the tree.
fn leave_out_defaults(tree: &mut Table) {
    let mut retain = |section: &str, keep: &dyn Fn(&str, &Value) -> bool| {
        if let Some(Node { value: Value::Table(table), .. }) = tree.get_mut(section) {
            table.entries.retain(|(key, node)| keep(&key.name, &node.value));
        }
    };
    retain("parameters", &|name, value| {
        let Some(row) = TABLE.iter().find(|row| row.name == name) else { return true };
        match value {
            Value::Real(number) => *number != row.default,
            #[allow(clippy::cast_precision_loss, reason = "a default is small")]
            Value::Whole(number) => *number as f64 != row.default,
            _ => true,
        }
    });
    retain("switches", &|name, value| {
        let default = SWITCHES.iter().find(|row| row.name == name).map(|row| row.default);
        !matches!((value, default), (Value::Switch(position), Some(default)) if *position == default)
    });
}
