//! The points at which claims are challenged.

use super::cases::Column;
use super::region::Limits;
use super::scale::{drawn, parts, place, values};
use crate::analysis::design::lots::{Purpose, between, lot};
use crate::analysis::design::sobol::{Sobol, SobolError};
use crate::analysis::design::{Design, DesignPoint, PointsError, check};
use crate::scenario::{Factor, Scale, Scenario, same_value};
use std::ops::Range;
use std::sync::Arc;

/// The points of a challenge: a function of nothing but factors, number and scenario.
///
/// Over draws of a posterior, all that is said of the search and of fresh points is said of draws.
///
/// First the scenario as it stands; then so many points spread over the whole space of factors (Sobol, scrambled), among which
/// boxes are looked for; then as many fresh ones, drawn independently, which had no part in that; then the scenario with one
/// factor set to another value, factor by factor. Points of the whole space have a seed of their own each, so that the luck of
/// one is not that of the others; the last ones have the seed of the scenario, so that nothing but the factor differs.
#[derive(Clone, Debug)]
pub struct ChallengeDesign {
    factors: Vec<Factor>,
    keys: Vec<Arc<str>>,
    seed: u32,
    points: u32,
    space: Space,
    /// Where the scenario itself stands, factor by factor.
    stands: Vec<Option<String>>,
    alone: Vec<Alone>,
}

/// Of what the points of the search and the fresh ones are taken.
#[derive(Clone, Debug)]
enum Space {
    /// The whole space of factors: spread evenly for the search.
    Whole(Sobol),
    /// Draws of a posterior, those of the search first, each with its value of every factor.
    Draws(Vec<Vec<String>>),
}

/// One factor set to another value than the scenario's.
#[derive(Clone, Debug, PartialEq)]
pub struct Alone {
    /// Which factor, from 0.
    pub factor: usize,
    /// The value, as `--set` takes it.
    pub value: String,
    /// How far it is from where the scenario stands, in units of the factor's range; 1 from one word to another.
    pub distance: f64,
}

/// To which part of a challenge a point belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The scenario as it stands.
    Stands,
    /// Among which boxes are looked for.
    Search,
    /// By which they are confirmed.
    Fresh,
    /// One factor set to another value.
    Alone,
}

impl Part {
    /// The word in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::Search => "search",
            Self::Fresh => "fresh",
            Self::Alone => "alone",
        }
    }
}

impl ChallengeDesign {
    /// The design of so many points to search, and as many to confirm, over these factors of a scenario.
    ///
    /// # Errors
    /// If there are more factors than a Sobol sequence has dimensions.
    pub fn new(scenario: &Scenario, factors: Vec<Factor>, points: u32) -> Result<Self, SobolError> {
        let keys = factors.iter().map(|factor| Arc::from(factor.key.as_str())).collect();
        let sobol = Sobol::new(factors.len(), scenario.seed)?;
        let (mut alone, mut all) = (Vec::new(), Vec::new());
        for (index, factor) in factors.iter().enumerate() {
            let stands = scenario.setting(&factor.key);
            for value in values(&factor.scale) {
                if !stands.as_deref().is_some_and(|stands| same_value(&value, stands)) {
                    let distance = stands
                        .as_deref()
                        .and_then(|stands| Some((place(&factor.scale, &value)? - place(&factor.scale, stands)?).abs()));
                    alone.push(Alone { factor: index, value, distance: distance.unwrap_or(1.0) });
                }
            }
            all.push(stands);
        }
        let space = Space::Whole(sobol);
        Ok(Self { factors, keys, seed: scenario.seed, points, space, stands: all, alone })
    }

    /// The design over what fits the evidence: a list of draws of a posterior, of which the first half is searched and the other
    /// half confirms. No factor is set by itself: a posterior says nothing of what lies beside it.
    #[must_use]
    pub fn over_draws(scenario: &Scenario, draws: &Design) -> Self {
        let keys = draws.keys().to_vec();
        let stands: Vec<Option<String>> = keys.iter().map(|key| scenario.setting(key)).collect();
        let row = |point: usize| {
            let set = draws.point(point).settings;
            let value = |(key, stands): (&Arc<str>, &Option<String>)| {
                let drawn = set.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone());
                drawn.or_else(|| stands.clone()).unwrap_or_default()
            };
            keys.iter().zip(&stands).map(value).collect()
        };
        let rows: Vec<Vec<String>> = (0..draws.len()).map(row).collect();
        let factor = |(place, key): (usize, &Arc<str>)| Factor {
            key: key.to_string(),
            scale: drawn(rows.iter().filter_map(|row| row.get(place)).map(String::as_str)),
        };
        let factors = keys.iter().enumerate().map(factor).collect();
        let points = (rows.len() / 2) as u32;
        Self { factors, keys, seed: scenario.seed, points, space: Space::Draws(rows), stands, alone: Vec::new() }
    }

    /// Whether its points are draws of a posterior.
    #[must_use]
    pub fn is_over_draws(&self) -> bool {
        matches!(self.space, Space::Draws(_))
    }

    /// What is varied.
    #[must_use]
    pub fn factors(&self) -> &[Factor] {
        &self.factors
    }

    /// The keys that are varied, in the order of columns.
    #[must_use]
    pub fn keys(&self) -> &[Arc<str>] {
        &self.keys
    }

    /// Number of points.
    #[must_use]
    pub fn len(&self) -> usize {
        1 + 2 * self.points as usize + self.alone.len()
    }

    /// Whether there are no points, which is never so.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The numbers of the points of a part.
    #[must_use]
    pub fn numbers(&self, part: Part) -> Range<usize> {
        let n = self.points as usize;
        match part {
            Part::Stands => 0..1,
            Part::Search => 1..1 + n,
            Part::Fresh => 1 + n..1 + 2 * n,
            Part::Alone => 1 + 2 * n..self.len(),
        }
    }

    /// The part to which a point belongs.
    #[must_use]
    pub fn part(&self, index: usize) -> Part {
        let parts = [Part::Stands, Part::Search, Part::Fresh];
        parts.into_iter().find(|part| self.numbers(*part).contains(&index)).unwrap_or(Part::Alone)
    }

    /// The factors set to another value by themselves, point by point.
    #[must_use]
    pub fn alone(&self) -> &[Alone] {
        &self.alone
    }

    /// Where the scenario itself stands in a factor; `None` if nowhere.
    #[must_use]
    pub fn stands(&self, factor: usize) -> Option<&str> {
        self.stands.get(factor)?.as_deref()
    }

    /// How far along the range of a factor a value is, from 0 to 1, or beyond if it is outside; `None` if it has no place.
    #[must_use]
    pub fn place(&self, factor: usize, value: &str) -> Option<f64> {
        place(&self.factors.get(factor)?.scale, value)
    }

    /// What limits take of a factor's range, as parts of the way from its lowest to its highest value; categories lie side
    /// by side.
    #[must_use]
    pub fn parts(&self, factor: usize, limits: &Limits) -> Vec<(f64, f64)> {
        self.factors.get(factor).map_or_else(Vec::new, |factor| parts(&factor.scale, limits))
    }

    /// The values that limits take of a factor that has categories; empty of all others.
    #[must_use]
    pub fn categories(&self, factor: usize, limits: &Limits) -> Vec<&str> {
        let (Some(Factor { scale: Scale::Values(values), .. }), Limits::Among(kept)) =
            (self.factors.get(factor), limits)
        else {
            return Vec::new();
        };
        values.iter().zip(kept).filter(|(_, kept)| **kept).map(|(value, _)| value.as_str()).collect()
    }

    /// The seed of the worlds of a point; `None` if it is that of the scenario.
    #[must_use]
    pub fn luck(&self, index: usize) -> Option<u32> {
        let own = matches!(self.part(index), Part::Search | Part::Fresh);
        own.then(|| lot(self.seed, Purpose::Luck, [index as u32, 0, 0])[0])
    }

    /// The value of every factor at a point of the search or a fresh one; empty at others.
    fn values(&self, index: usize) -> Vec<String> {
        match &self.space {
            Space::Whole(sobol) => {
                let units = self.units(sobol, index);
                self.factors.iter().zip(units).map(|(factor, unit)| factor.scale.at(unit)).collect()
            }
            Space::Draws(rows) => {
                let draw = index.checked_sub(self.numbers(Part::Search).start);
                draw.and_then(|draw| rows.get(draw)).cloned().unwrap_or_default()
            }
        }
    }

    /// The place of a point in the unit cube; empty where it has none.
    fn units(&self, sobol: &Sobol, index: usize) -> Vec<f64> {
        let number = |part| (index - self.numbers(part).start) as u32;
        let all = 0..self.factors.len();
        match self.part(index) {
            Part::Search => all.map(|factor| sobol.at(number(Part::Search), factor)).collect(),
            Part::Fresh => {
                let draw = |factor: usize| lot(self.seed, Purpose::Fresh, [number(Part::Fresh), factor as u32, 0])[0];
                all.map(|factor| between(draw(factor))).collect()
            }
            Part::Stands | Part::Alone => Vec::new(),
        }
    }

    /// What is set at a point: values of factors, and the seed where the point has its own.
    #[must_use]
    pub fn point(&self, index: usize) -> DesignPoint {
        let mut settings: Vec<_> = self.keys.iter().cloned().zip(self.values(index)).collect();
        settings.extend(self.luck(index).map(|seed| (Arc::from("seed"), seed.to_string())));
        let place = index.checked_sub(self.numbers(Part::Alone).start);
        if let Some(one) = place.and_then(|place| self.alone.get(place)) {
            settings.push((self.keys[one.factor].clone(), one.value.clone()));
        }
        DesignPoint { settings }
    }

    /// The values of every factor at these points, all of them of the search or fresh.
    #[must_use]
    pub fn columns(&self, points: &[usize]) -> Vec<Column> {
        let values: Vec<Vec<String>> = points.iter().map(|point| self.values(*point)).collect();
        let column = |(place, factor): (usize, &Factor)| {
            super::scale::column(&factor.scale, values.iter().filter_map(|values| values.get(place)).cloned())
        };
        self.factors.iter().enumerate().map(column).collect()
    }

    /// Makes sure that every point gives a valid scenario.
    ///
    /// # Errors
    /// The first few points that do not, and how many there are.
    pub fn check(&self, scenario: &Scenario) -> Result<(), PointsError> {
        check(scenario, self.len(), |index| self.point(index))
    }
}
