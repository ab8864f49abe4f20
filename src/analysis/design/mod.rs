//! Designs: the points at which a scenario is to be run.
//!
//! A point is a list of `key=value` that passes the same code as `--set`. All points are functions of the scenario
//! alone: of its `[design]` and its seed. The seed of a design's chance and that of the runs is one, their keys differ.

pub mod lots;
mod response;
pub mod sobol;

pub use response::{Curve, Grid, Response};

use crate::analysis::cores::on_all_cores;
use crate::scenario::{
    Column, DesignError, DesignKind, DesignTable, Draws, Factor, InvalidScenarioError, Scale, Scenario, Variants,
    same_value,
};
use lots::{Purpose, between, lot, shuffled, systematic};
use sobol::Sobol;
use std::fmt;
use std::sync::Arc;

/// One point of a design: what is set, in the order of the factors. A key that is absent stands as in the scenario.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DesignPoint {
    /// Keys and values, both as `--set` takes them.
    pub settings: Vec<(Arc<str>, String)>,
}

impl DesignPoint {
    /// What would stand after `--set`, one `key=value` a key.
    #[must_use]
    pub fn sets(&self) -> Vec<String> {
        self.settings.iter().map(|(key, value)| format!("{key}={value}")).collect()
    }
}

impl fmt::Display for DesignPoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.sets().join(", "))
    }
}

/// The design of a scenario. Points are made when asked for: a million of them take no room.
#[derive(Clone, Debug)]
pub struct Design {
    table: DesignTable,
    keys: Vec<Arc<str>>,
    seed: u32,
    makes: Makes,
}

/// What the points of some kinds are made from.
#[derive(Clone, Debug)]
enum Makes {
    Nothing,
    /// The stratum of each point, factor by factor.
    Strata(Vec<Vec<u32>>),
    Sobol(Sobol),
    OneAtATime(OneAtATime),
    /// The row of each draw.
    Drawn(Vec<usize>),
}

/// The points of a one-at-a-time design.
#[derive(Clone, Debug)]
struct OneAtATime {
    /// Where the scenario itself stands, factor by factor.
    base: Vec<Option<String>>,
    /// Factor and level of each point after the first, which is the scenario itself.
    levels: Vec<(u32, u32)>,
}

impl OneAtATime {
    fn of(scenario: &Scenario, table: &DesignTable) -> Self {
        let (mut base, mut levels) = (Vec::new(), Vec::new());
        for (index, Factor { key, scale }) in (0..).zip(&table.factors) {
            let mut stands = scenario.setting(key);
            for level in 0..scale.count() as u32 {
                let value = scale.level(level);
                if stands.as_deref().is_some_and(|stands| same_value(&value, stands)) {
                    // As the design writes it.
                    stands = Some(value);
                } else if !stands.as_deref().is_some_and(|stands| is_rounded(scale, &value, stands)) {
                    levels.push((index, level));
                }
            }
            base.push(stands);
        }
        Self { base, levels }
    }
}

impl Design {
    /// The design of `scenario`; `None` if it has none, or by hand got one of which [`DesignTable::check`] says that there
    /// is no such design.
    ///
    /// # Examples
    /// ```
    /// use mutua::analysis::design::Design;
    /// use mutua::scenario::Scenario;
    /// let text = r#"
    ///     [design]
    ///     kind = "factorial"
    ///     [[design.factor]]
    ///     key = "stake_shared"
    ///     values = [0.1, 0.3]
    ///     [[design.factor]]
    ///     key = "hope"
    /// "#;
    /// let scenario = Scenario::parse_as(text, "town.toml", "town", &[]).unwrap();
    /// let design = Design::of(&scenario).unwrap();
    /// assert_eq!(design.len(), 4);
    /// assert_eq!(design.point(1).sets(), ["stake_shared=0.1", "hope=true"]);
    /// ```
    #[must_use]
    pub fn of(scenario: &Scenario) -> Option<Self> {
        Self::new(scenario.design.clone()?, scenario).ok()
    }

    /// The design that a table declares, around `scenario` and with its seed.
    ///
    /// # Errors
    /// If the table has no points, or more of them or of factors than a design may have.
    pub fn new(table: DesignTable, scenario: &Scenario) -> Result<Self, DesignError> {
        table.check()?;
        let seed = scenario.seed;
        let factors = table.factors.len();
        let makes = match table.kind {
            DesignKind::LatinHypercube { points } => {
                let order = |factor| shuffled(seed, Purpose::Stratum, factor as u32, points);
                Makes::Strata((0..factors).map(order).collect())
            }
            DesignKind::Sobol { .. } => {
                Makes::Sobol(Sobol::new(factors, seed).map_err(|_| DesignError::Factors(factors))?)
            }
            DesignKind::OneAtATime => Makes::OneAtATime(OneAtATime::of(scenario, &table)),
            DesignKind::Points(ref listed) => {
                listed.draws.as_ref().map_or(Makes::Nothing, |draws| Makes::Drawn(rows_of(draws, seed)))
            }
            DesignKind::Factorial => Makes::Nothing,
        };
        let keys = table.keys().into_iter().map(Arc::from).collect();
        Ok(Self { table, keys, seed, makes })
    }

    /// Number of points, from 1 to [`crate::scenario::MAX_POINTS`].
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.makes {
            Makes::OneAtATime(points) => 1 + points.levels.len(),
            _ => usize::try_from(self.table.declared()).unwrap_or(usize::MAX),
        }
    }

    /// Whether there are no points, which no validated design has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is varied, in the order of the columns of a table of points.
    #[must_use]
    pub fn keys(&self) -> &[Arc<str>] {
        &self.keys
    }

    /// The design as the scenario declares it.
    #[must_use]
    pub fn table(&self) -> &DesignTable {
        &self.table
    }

    /// Point `index`, from 0. Beyond the last one the point is empty: the scenario itself.
    #[must_use]
    pub fn point(&self, index: usize) -> DesignPoint {
        if index >= self.len() {
            return DesignPoint { settings: Vec::new() };
        }
        match &self.table.kind {
            DesignKind::Factorial => self.combination(index),
            DesignKind::OneAtATime => self.one_at_a_time(index),
            DesignKind::LatinHypercube { .. } | DesignKind::Sobol { .. } => self.of_units(&self.units(index)),
            DesignKind::Points(listed) => {
                let (values, row) = (self.keys.iter().zip(listed.columns.iter()), self.row(index));
                let set = |(key, column): (&Arc<str>, &Column)| Some((key.clone(), column.value(row)?.to_owned()));
                DesignPoint { settings: values.filter_map(set).collect() }
            }
        }
    }

    /// The row of the list at which a point stands: that of a draw, or that of its own number.
    #[must_use]
    pub fn row(&self, index: usize) -> usize {
        match &self.makes {
            Makes::Drawn(rows) => rows.get(index).copied().unwrap_or(index),
            _ => index,
        }
    }

    /// All points, in order.
    #[must_use]
    pub fn points(&self) -> Vec<DesignPoint> {
        (0..self.len()).map(|index| self.point(index)).collect()
    }

    /// The place of point `index` in the unit cube, factor by factor; empty for the kinds that know none, and beyond the
    /// last point.
    #[must_use]
    pub fn units(&self, index: usize) -> Vec<f64> {
        if index >= self.len() {
            return Vec::new();
        }
        let index = index as u32;
        match &self.makes {
            Makes::Nothing | Makes::OneAtATime(_) | Makes::Drawn(_) => Vec::new(),
            Makes::Sobol(sobol) => (0..sobol.dimensions()).map(|dimension| sobol.at(index, dimension)).collect(),
            Makes::Strata(strata) => {
                let place = |(factor, order): (usize, &Vec<u32>)| {
                    // 24 bits, so that rounding never carries a point over the border of its stratum.
                    let word = lot(self.seed, Purpose::Place, [index, factor as u32, 0])[0] >> 8;
                    let within = (f64::from(word) + 0.5) / 16_777_216.0;
                    (f64::from(order[index as usize]) + within) / order.len() as f64
                };
                strata.iter().enumerate().map(place).collect()
            }
        }
    }

    fn settings(&self, values: impl IntoIterator<Item = String>) -> DesignPoint {
        DesignPoint { settings: self.keys.iter().cloned().zip(values).collect() }
    }

    fn of_units(&self, units: &[f64]) -> DesignPoint {
        self.settings(self.table.factors.iter().zip(units).map(|(factor, unit)| factor.scale.at(*unit)))
    }

    fn combination(&self, index: usize) -> DesignPoint {
        let mut rest = index as u128;
        let mut levels: Vec<u32> = Vec::with_capacity(self.keys.len());
        for factor in self.table.factors.iter().rev() {
            let count = factor.scale.count();
            levels.push((rest % count) as u32);
            rest /= count;
        }
        levels.reverse();
        self.settings(self.table.factors.iter().zip(levels).map(|(factor, level)| factor.scale.level(level)))
    }

    fn one_at_a_time(&self, index: usize) -> DesignPoint {
        let Makes::OneAtATime(points) = &self.makes else { return DesignPoint { settings: Vec::new() } };
        let set = |(factor, level): &(u32, u32)| {
            let factor = *factor as usize;
            (self.keys[factor].clone(), self.table.factors[factor].scale.level(*level))
        };
        let point = index.checked_sub(1).and_then(|index| points.levels.get(index));
        DesignPoint { settings: point.map(set).into_iter().collect() }
    }

    /// Where the scenario itself stands, factor by factor, if its point belongs to the line over each factor: in a
    /// one-at-a-time design. Empty in all others.
    #[must_use]
    pub fn base(&self) -> &[Option<String>] {
        match &self.makes {
            Makes::OneAtATime(points) => &points.base,
            _ => &[],
        }
    }

    /// Makes sure that every point gives a valid scenario: what single values cannot tell, such as a lower bound
    /// above an upper one.
    ///
    /// # Errors
    /// The first few points that do not, and how many there are.
    pub fn check(&self, scenario: &Scenario) -> Result<(), PointsError> {
        check(scenario, self.len(), |index| self.point(index))
    }
}

/// The row of each draw, by weight.
fn rows_of(draws: &Draws, seed: u32) -> Vec<usize> {
    // The sum of weights may be more than a number can be.
    let heaviest = draws.weights.iter().copied().fold(0.0, f64::max);
    let weights: Vec<f64> = draws.weights.iter().map(|weight| weight / heaviest).collect();
    systematic(&weights, draws.count as usize, between(lot(seed, Purpose::Predictive, [1, 0, 0])[0]))
}

/// Whether a level that was computed is the value where the scenario stands but for rounding: the third of four levels
/// from 0 to 0.3 is 0.19999999999999998.
fn is_rounded(scale: &Scale, level: &str, stands: &str) -> bool {
    match (scale, level.parse::<f64>(), stands.parse::<f64>()) {
        (Scale::Real { low, high, .. }, Ok(level), Ok(stands)) => (level - stands).abs() <= 1e-12 * (high - low),
        _ => false,
    }
}

/// Points told in full at most.
const TOLD: usize = 5;
/// Points that one thread looks at.
const FEW: usize = 200;
/// Points looked at in one go.
const CHUNK: usize = 4096;

/// Makes sure that each of `count` points gives a valid scenario.
///
/// # Errors
/// The first few points that do not, and how many there are.
pub fn check(
    scenario: &Scenario,
    count: usize,
    point: impl Fn(usize) -> DesignPoint + Sync,
) -> Result<(), PointsError> {
    let mut bad = PointsError { first: Vec::new(), bad: 0, of: count };
    let variants = match Variants::of(scenario) {
        Ok(variants) => variants,
        Err(problems) => {
            let first = vec![(0, DesignPoint { settings: Vec::new() }, problems)];
            return Err(PointsError { first, bad: count, of: count });
        }
    };
    for start in (0..count).step_by(CHUNK) {
        let chunk = start..count.min(start + CHUNK);
        let problem = |i| Some((i, variants.at(&point(i).sets()).err()?));
        // Where a few points are looked at, no thread is worth starting.
        let found: Vec<(usize, InvalidScenarioError)> =
            if count < FEW { chunk.filter_map(problem).collect() } else { on_all_cores(chunk, problem) };
        bad.bad += found.len();
        let room = TOLD - bad.first.len();
        bad.first.extend(found.into_iter().take(room).map(|(i, problems)| (i, point(i), problems)));
    }
    if bad.bad == 0 { Ok(()) } else { Err(bad) }
}

/// Points that give no valid scenario.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub struct PointsError {
    /// The first few: number, point, and what is wrong there.
    pub first: Vec<(usize, DesignPoint, InvalidScenarioError)>,
    /// How many are bad.
    pub bad: usize,
    /// How many there are.
    pub of: usize,
}

impl fmt::Display for PointsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} of {} points give no valid scenario", self.bad, self.of)?;
        for (index, point, problems) in &self.first {
            write!(out, "\npoint {} ({point}): {problems}", index + 1)?;
        }
        let untold = self.bad.saturating_sub(self.first.len());
        if untold > 0 {
            write!(out, "\nand {untold} points more")?;
        }
        Ok(())
    }
}
