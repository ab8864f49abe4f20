//! The points of a contrast taken apart.

use crate::analysis::design::DesignPoint;
use crate::scenario::Parts;
use std::sync::Arc;

/// The field that is the same under every regime at equal hours.
pub const HOURS: &str = "worker_hours";

/// The points of a contrast taken apart: every mixture as it stands, and at equal hours if that is asked for.
#[derive(Clone, Debug)]
pub struct Cells {
    /// What the two regimes differ in.
    pub parts: Parts,
    /// Hours of each worker a week at the second point; `None` where there is none.
    pub hours: Option<f64>,
    keys: Vec<Arc<str>>,
}

impl Cells {
    /// Every mixture of two regimes, and once more at so many hours of each worker a week.
    #[must_use]
    pub fn new(parts: Parts, hours: Option<f64>) -> Self {
        Self { parts, hours, keys: hours.map(|_| HOURS.into()).into_iter().collect() }
    }

    /// What is set at some point.
    #[must_use]
    pub fn keys(&self) -> &[Arc<str>] {
        &self.keys
    }

    /// What is set at a point: nothing at the first, hours at the second.
    #[must_use]
    pub fn point(&self, index: usize) -> DesignPoint {
        let hours = self.hours.filter(|_| index > 0);
        let setting = |hours: f64| self.keys.iter().map(move |key| (key.clone(), hours.to_string()));
        DesignPoint { settings: hours.into_iter().flat_map(setting).collect() }
    }
}
