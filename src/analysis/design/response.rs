//! How an indicator answers to what is varied: plain data for lines with bands and for heat maps.

use super::Design;
use crate::analysis::statistics::Estimate;
use crate::scenario::Factor;
use std::collections::{HashMap, HashSet};

/// One estimate a point, of one indicator under one regime.
#[derive(Clone, Debug)]
pub struct Response {
    rows: Vec<(Vec<Option<String>>, Estimate)>,
    keys: Vec<String>,
    /// The scenario itself in a one-at-a-time design, which lies on the line over each factor: its values and estimate.
    base: Option<(Vec<Option<String>>, Estimate)>,
    /// Values in the order of the design, factor by factor, where lines are put together from several.
    order: Vec<Vec<String>>,
}

/// A line with its band: one factor along the axis, the other factors as in the panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// What the other factors were, as `key=value`.
    pub others: Vec<String>,
    /// Value of the factor and the estimate there; numbers rise, words keep the order of the design.
    pub points: Vec<(String, Estimate)>,
}

/// A heat map: one factor across, one up.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Values of the factor across.
    pub across: Vec<String>,
    /// Values of the factor up.
    pub up: Vec<String>,
    /// Means, row by row from the first value up; `None` where no point lies. Where several points lie, their mean.
    pub means: Vec<Option<f64>>,
}

impl Response {
    /// The response at the points of `design` for which there is an estimate, by the number of the point.
    #[must_use]
    pub fn new(design: &Design, estimates: &[(usize, Estimate)]) -> Self {
        let keys: Vec<String> = design.keys().iter().map(ToString::to_string).collect();
        let row = |(index, estimate): &(usize, Estimate)| {
            let point = design.point(*index);
            let value = |key: &String| {
                point.settings.iter().find(|(set, _)| set.as_ref() == key.as_str()).map(|(_, value)| value.clone())
            };
            (keys.iter().map(value).collect(), *estimate)
        };
        let mut estimates = estimates.to_vec();
        estimates.sort_by_key(|(index, _)| *index);
        let at_base = estimates.first().filter(|(index, _)| *index == 0 && !design.base().is_empty());
        let base = at_base.map(|(_, estimate)| (design.base().to_vec(), *estimate));
        let order = if base.is_some() { levels(design) } else { Vec::new() };
        Self { rows: estimates.iter().map(row).collect(), keys, base, order }
    }

    /// The lines along factor `along` (an index into [`Design::keys`]): one for every combination of the others.
    /// Points at which that factor is not set belong to no line, but for the scenario itself in a one-at-a-time design.
    #[must_use]
    pub fn curves(&self, along: usize) -> Vec<Curve> {
        let mut curves: Vec<Curve> = Vec::new();
        let mut places: HashMap<Vec<String>, usize> = HashMap::new();
        for (values, estimate) in &self.rows {
            let Some(Some(value)) = values.get(along) else { continue };
            let others = values.iter().zip(&self.keys).enumerate().filter(|(index, _)| *index != along);
            let others: Vec<String> =
                others.filter_map(|(_, (value, key))| Some(format!("{key}={}", value.as_ref()?))).collect();
            let place = *places.entry(others).or_insert_with_key(|others| {
                curves.push(Curve { others: others.clone(), points: Vec::new() });
                curves.len() - 1
            });
            curves[place].points.push((value.clone(), *estimate));
        }
        if let Some((value, estimate)) = self.at_base(along) {
            if curves.is_empty() {
                curves.push(Curve { others: Vec::new(), points: Vec::new() });
            }
            curves.iter_mut().for_each(|curve| curve.points.push((value.clone(), estimate)));
        }
        // Numbers are put in order by their value.
        let order = self.order.get(along).filter(|order| order.iter().any(|level| number(level).is_infinite()));
        let place = |value: &String| order.map(|order| order.iter().position(|level| level == value));
        for curve in &mut curves {
            curve.points.sort_by_cached_key(|(value, _)| place(value));
            curve.points.sort_by(|(a, _), (b, _)| number(a).total_cmp(&number(b)));
        }
        curves
    }

    /// The value of a factor in the scenario itself and the estimate there, where that lies on the factor's line.
    fn at_base(&self, along: usize) -> Option<(&String, Estimate)> {
        let (values, estimate) = self.base.as_ref()?;
        Some((values.get(along)?.as_ref()?, *estimate))
    }

    /// The means over two factors (indices into [`Design::keys`]).
    #[must_use]
    pub fn grid(&self, across: usize, up: usize) -> Grid {
        let (columns, rows) = (self.values(across), self.values(up));
        let mut sums = vec![(0.0, 0_u32); columns.len() * rows.len()];
        let (places_across, places_up) = (places(&columns), places(&rows));
        for (values, estimate) in &self.rows {
            let value = |factor: usize| values.get(factor)?.as_deref();
            let column = value(across).and_then(|value| places_across.get(value));
            let row = value(up).and_then(|value| places_up.get(value));
            if let (Some(column), Some(row), true) = (column, row, estimate.n > 0) {
                let cell = &mut sums[row * columns.len() + column];
                *cell = (cell.0 + estimate.mean, cell.1 + 1);
            }
        }
        let means = sums.into_iter().map(|(sum, n)| (n > 0).then(|| sum / f64::from(n))).collect();
        Grid { across: columns, up: rows, means }
    }

    /// The values that a factor takes: numbers rising, words in the order of the design.
    fn values(&self, factor: usize) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut known = HashSet::new();
        for (values, _) in &self.rows {
            if let Some(Some(value)) = values.get(factor)
                && known.insert(value)
            {
                found.push(value.clone());
            }
        }
        found.sort_by(|a, b| number(a).total_cmp(&number(b)));
        found
    }
}

/// The levels of every factor, in the order of the design.
fn levels(design: &Design) -> Vec<Vec<String>> {
    let of = |factor: &Factor| (0..factor.scale.count() as u32).map(|level| factor.scale.level(level)).collect();
    design.table().factors.iter().map(of).collect()
}

/// The place of every value in a list.
fn places(values: &[String]) -> HashMap<&str, usize> {
    values.iter().enumerate().map(|(place, value)| (value.as_str(), place)).collect()
}

/// The number that a value is; one number for all that are none, so that sorting leaves them in their order.
fn number(value: &str) -> f64 {
    value.parse().unwrap_or(f64::INFINITY)
}
