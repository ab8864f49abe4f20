//! The scenarios that differ from one in a few keys: what a design runs.

use super::problem::Problems;
use super::typed::{self, Source, Table};
use super::validate;
use super::{DesignTable, Scenario};

/// A scenario from which others are made, read once.
#[derive(Clone, Debug)]
pub struct Variants {
    name: String,
    text: String,
    tree: Table,
}

impl Variants {
    /// The variants of `scenario`. Its design is left out: each of them is one point.
    ///
    /// # Errors
    /// Never for a validated scenario: its resolved text reads back.
    pub fn of(scenario: &Scenario) -> Result<Self, Problems> {
        let text = Scenario { design: None::<DesignTable>, ..scenario.clone() }.to_toml();
        let tree = typed::parse(&Source { name: &scenario.name, text: &text, folder: None })?;
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
    /// let town = Scenario::parse("people = 2000", "town.toml", "town", &[]).unwrap();
    /// let variants = Variants::of(&town).unwrap();
    /// assert_eq!(variants.at(&["people=500".to_owned()]).unwrap().people, 500);
    /// assert!(variants.at(&["people=5".to_owned()]).is_err());
    /// ```
    pub fn at(&self, sets: &[String]) -> Result<Scenario, Problems> {
        let source = Source { name: &self.name, text: &self.text, folder: None };
        validate::tree(&source, self.tree.clone(), &self.name, sets)
    }
}
