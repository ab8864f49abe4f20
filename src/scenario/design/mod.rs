//! The `[design]` of a scenario: what is varied, over which values, and in which kind of design.
//!
//! | file | what it does |
//! | --- | --- |
//! | `read` | the table as typed → a [`DesignTable`] |
//! | `factor` | one `[[design.factor]]`, and the values it takes |
//! | `file` | the CSV file of a design that lists its points |
//! | `cells` | the rows and cells of such a file |
//! | `standing` | where a scenario itself stands among the values of a factor |
//! | `sets` | overrides that a design would write over |
//! | `trial` | whether a key takes a value: asked of the validation that `--set` passes too |

mod cells;
mod factor;
mod file;
mod read;
mod sets;
mod standing;
mod trial;

pub use factor::{Factor, Scale};
pub use file::{Column, MAX_LIST_BYTES, PointsFile};
pub(super) use read::read;
pub use standing::same_value;

use super::overrides::value_of;
use super::resolved::{quoted, real};
use super::typed::{self, Origin, Source, Value};

/// Points in a design at most.
pub const MAX_POINTS: u32 = 1_000_000;
/// The file in which the list of points of a design is kept beside the resolved scenario, whatever it was called.
pub const POINTS_LIST: &str = "points-list.csv";
/// Factors in a design at most.
pub const MAX_FACTORS: usize = 128;

/// The points at which a scenario is to be run, as declared; [`crate::analysis::design`] makes the points.
#[derive(Clone, Debug, PartialEq)]
pub struct DesignTable {
    /// Which points.
    pub kind: DesignKind,
    /// What is varied. Empty where the points are listed in a file.
    pub factors: Vec<Factor>,
}

/// How points are chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum DesignKind {
    /// Every combination of all levels; the last factor changes fastest.
    Factorial,
    /// As many strata as points in every factor, each met exactly once.
    LatinHypercube {
        /// Number of points.
        points: u32,
    },
    /// An Owen-scrambled Sobol sequence. A power of two is best.
    Sobol {
        /// Number of points.
        points: u32,
    },
    /// The scenario itself, then each level of each factor while all others stay. A level at which the scenario itself
    /// stands is no point of its own.
    OneAtATime,
    /// The rows of a CSV file.
    Points(PointsFile),
}

/// The words for the kinds of design.
const KINDS: [&str; 5] = ["factorial", "latin-hypercube", "sobol", "one-at-a-time", "points"];

impl DesignKind {
    /// The word in a scenario.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Factorial => KINDS[0],
            Self::LatinHypercube { .. } => KINDS[1],
            Self::Sobol { .. } => KINDS[2],
            Self::OneAtATime => KINDS[3],
            Self::Points(_) => KINDS[4],
        }
    }
}

impl DesignTable {
    /// How many points are declared; in a validated scenario at most [`MAX_POINTS`]. Of a one-at-a-time design some may
    /// be left out: [`crate::analysis::design::Design::len`] tells how many there are.
    #[must_use]
    pub fn declared(&self) -> u128 {
        let levels = || self.factors.iter().map(|factor| factor.scale.count());
        match &self.kind {
            DesignKind::Factorial => levels().fold(1, u128::saturating_mul),
            DesignKind::OneAtATime => levels().fold(1, u128::saturating_add),
            DesignKind::LatinHypercube { points } | DesignKind::Sobol { points } => u128::from(*points),
            DesignKind::Points(listed) => listed.rows() as u128,
        }
    }

    /// The keys that are varied, in the order of factors or columns.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        match &self.kind {
            DesignKind::Points(listed) => listed.columns.iter().map(|column| column.key.as_str()).collect(),
            _ => self.factors.iter().map(|factor| factor.key.as_str()).collect(),
        }
    }
}

/// The file with the list of points that the scenario in `text` names, whether or not all else in it is as it should be.
#[must_use]
pub fn named_list(text: &str) -> Option<String> {
    let tree = typed::parse(&Source::new("", text, None)).ok()?;
    let Value::Table(design) = &tree.get(super::validate::DESIGN)?.value else { return None };
    match &design.get("file")?.value {
        Value::Text(file) => Some(file.clone()),
        _ => None,
    }
}

/// A value in the one way in which designs write it: what stands after `=` in `--set`.
fn value_text(value: &Value) -> String {
    match value {
        Value::Text(text) => {
            let read = value_of(text, &Origin::Shipped).map(|node| node.value);
            let same = matches!(&read, Ok(Value::Text(again)) if again == text);
            let plain = same && !text.is_empty() && text.trim() == text && !text.contains(char::is_control);
            if plain { text.clone() } else { quoted(text) }
        }
        Value::Whole(number) => number.to_string(),
        // Minus nought becomes nought: two ways to write one value would be two points.
        Value::Real(number) => real(number + 0.0),
        Value::Switch(position) => position.to_string(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| value_as_toml(&value_text(&item.value))).collect();
            format!("[{}]", items.join(", "))
        }
        // Nothing takes these; the trial says so.
        Value::Date | Value::Table(_) => String::new(),
    }
}

/// A value of a design as TOML.
pub(super) fn value_as_toml(text: &str) -> String {
    match typed::parse_value(text, &Origin::Shipped) {
        Ok(_) => text.to_owned(),
        Err(_) => quoted(text),
    }
}
