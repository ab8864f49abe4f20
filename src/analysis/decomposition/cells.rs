//! The points of a contrast taken apart.

use crate::analysis::design::DesignPoint;
use crate::scenario::Parts;
use std::sync::Arc;

/// The points of a contrast taken apart: every mixture as it stands, and at equal hours if that is asked for.
#[derive(Clone, Debug)]
pub struct Cells {
    /// What the two regimes differ in.
    pub parts: Parts,
    /// Where hours are equal; `None` where that is not asked for.
    pub equal: Option<EqualHours>,
    keys: Vec<Arc<str>>,
}

/// A world in which hours of workers are all that is scarce, and as scarce under every regime.
#[derive(Clone, Debug, PartialEq)]
pub struct EqualHours {
    /// Hours of workers a week for 1,000 people.
    pub for_1000: f64,
    /// What is set there, each `(key, value)` as after `--set`.
    pub settings: Vec<(String, String)>,
}

impl Cells {
    /// Every mixture of two regimes, and once more at equal hours.
    #[must_use]
    pub fn new(parts: Parts, equal: Option<EqualHours>) -> Self {
        let keys = equal.iter().flat_map(|equal| &equal.settings).map(|(key, _)| key.as_str().into()).collect();
        Self { parts, equal, keys }
    }

    /// What is set at some point.
    #[must_use]
    pub fn keys(&self) -> &[Arc<str>] {
        &self.keys
    }

    /// What is set at a point: nothing at the first, equal hours at the second.
    #[must_use]
    pub fn point(&self, index: usize) -> DesignPoint {
        let equal = self.equal.iter().filter(|_| index > 0).flat_map(|equal| &equal.settings);
        let setting = |(key, (_, value)): (&Arc<str>, &(String, String))| (key.clone(), value.clone());
        DesignPoint { settings: self.keys.iter().zip(equal).map(setting).collect() }
    }
}
