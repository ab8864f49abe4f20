//! Where a scenario itself stands among the values of a factor.

use super::super::definition::Scenario;
use super::super::field::as_toml;
use super::super::keys::SIZES;
use super::super::overrides::value_of;
use super::super::typed::{self, Origin, Value};
use super::super::written::real;
use super::value::plain_key;
use crate::model::parameters::{NumberKind, TABLE};
use crate::model::structure::{FIELDS, FieldValue, Needed, Structure};

impl Scenario {
    /// The value that `key` has here, as a design writes it: what would stand after `--set key=`. An optional field that
    /// a regime does not have is `none`. `None` where there is no such key, or it is none that a design may vary.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::Scenario;
    /// let town = Scenario::parse_as("people = 2000", "town.toml", "town", &[]).unwrap();
    /// assert_eq!(town.setting("people").as_deref(), Some("2000"));
    /// assert_eq!(town.setting("switches.hope").as_deref(), Some("true"));
    /// assert_eq!(town.setting("regime.mutual-self-help.entry").as_deref(), Some(r#"["link", "outreach"]"#));
    /// ```
    #[must_use]
    pub fn setting(&self, key: &str) -> Option<String> {
        let key = plain_key(key);
        match key.split('.').collect::<Vec<_>>()[..] {
            [name] => self.size(name).or_else(|| self.parameter(name)).or_else(|| self.switch(name)),
            ["regime", name, field] => {
                let regime = self.regimes.iter().find(|regime| regime.name == name)?;
                field_of(regime.structure.as_ref()?, field)
            }
            _ => None,
        }
    }

    fn size(&self, name: &str) -> Option<String> {
        let Self { seed, people, people_per_town, weeks, burn_in_weeks, record_every_weeks, replicates, .. } = *self;
        let sizes = [seed, people, people_per_town, weeks, burn_in_weeks, record_every_weeks, replicates];
        SIZES.iter().zip(sizes).find(|(row, _)| row.name == name).map(|(_, size)| size.to_string())
    }

    fn parameter(&self, name: &str) -> Option<String> {
        let row = TABLE.iter().find(|row| row.name == name)?;
        let value = self.parameters.get(name)?;
        Some(if row.kind == NumberKind::Whole { format!("{value:.0}") } else { real(value) })
    }

    fn switch(&self, name: &str) -> Option<String> {
        self.switches.get(name).map(|position| position.to_string())
    }
}

fn field_of(structure: &Structure, field: &str) -> Option<String> {
    let row = FIELDS.iter().find(|row| row.name == field)?;
    match (row.of(structure), row.needed) {
        (Some(FieldValue::Word(word)), _) => Some(word.to_owned()),
        (Some(value), _) => Some(as_toml(row, &value)),
        (None, Needed::OrNone(_)) => Some("none".to_owned()),
        (None, _) => None,
    }
}

/// Whether two values of a design are one, however they are written: `40` and `40.0`, or the doors of `entry` in another
/// order.
#[must_use]
pub fn same_value(one: &str, other: &str) -> bool {
    one == other || matches!((read(one), read(other)), (Some(one), Some(other)) if same(&one, &other))
}

fn read(text: &str) -> Option<Value> {
    value_of(text, &Origin::Shipped).ok().map(|node| node.value)
}

#[allow(clippy::cast_precision_loss, reason = "a number too large to be exact is out of every range")]
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => one == other,
        (Value::Switch(one), Value::Switch(other)) => one == other,
        (Value::List(one), Value::List(other)) => {
            let held = |item: &typed::Node| other.iter().any(|other| same(&item.value, &other.value));
            one.len() == other.len() && one.iter().all(held)
        }
        (Value::Whole(one), Value::Whole(other)) => one == other,
        (Value::Whole(whole), Value::Real(real)) | (Value::Real(real), Value::Whole(whole)) => *whole as f64 == *real,
        (Value::Real(one), Value::Real(other)) => one == other,
        _ => false,
    }
}
