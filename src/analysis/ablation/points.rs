//! The points of an ablation study.

use crate::analysis::design::DesignPoint;
use crate::scenario::Ablation;
use std::sync::Arc;

/// The points of an ablation study: the scenario as it stands, then once for each ablation.
#[derive(Clone, Debug)]
pub struct Ablations {
    all: Vec<Ablation>,
    keys: Vec<Arc<str>>,
}

impl Ablations {
    /// The study that takes away each of `all` in turn.
    ///
    /// # Examples
    /// ```
    /// use mutua::analysis::ablation::Ablations;
    /// use mutua::scenario::{Ablation, Scenario};
    /// let town = Scenario::parse_as("", "town.toml", "town", &[]).unwrap();
    /// let study = Ablations::new(Ablation::named(&town, &["hope".to_owned()]).unwrap());
    /// assert_eq!(study.points(), 2);
    /// assert!(study.point(0).sets().is_empty());
    /// assert_eq!(study.point(1).sets(), ["hope=false"]);
    /// ```
    #[must_use]
    pub fn new(all: Vec<Ablation>) -> Self {
        let mut keys: Vec<Arc<str>> = Vec::new();
        for (key, _) in all.iter().flat_map(settings) {
            if !keys.iter().any(|known| **known == *key) {
                keys.push(key.into());
            }
        }
        Self { all, keys }
    }

    /// What is taken away, in order.
    #[must_use]
    pub fn all(&self) -> &[Ablation] {
        &self.all
    }

    /// Every key that is set somewhere, in the order of the columns of a table of points.
    #[must_use]
    pub fn keys(&self) -> &[Arc<str>] {
        &self.keys
    }

    /// Number of points: one more than there are ablations.
    #[must_use]
    pub fn points(&self) -> usize {
        self.all.len() + 1
    }

    /// Point `index`: 0 and what lies beyond the last is the scenario as it stands, `index` has ablation `index − 1`.
    #[must_use]
    pub fn point(&self, index: usize) -> DesignPoint {
        let Some(one) = index.checked_sub(1).and_then(|place| self.all.get(place)) else {
            return DesignPoint { settings: Vec::new() };
        };
        let value = |key: &Arc<str>| settings(one).find(|(set, _)| **set == **key).map(|(_, value)| value.to_owned());
        DesignPoint { settings: self.keys.iter().filter_map(|key| Some((key.clone(), value(key)?))).collect() }
    }
}

/// Keys and values that an ablation sets.
fn settings(one: &Ablation) -> impl Iterator<Item = (&str, &str)> {
    one.sets.iter().filter_map(|set| set.split_once('='))
}
