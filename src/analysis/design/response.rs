//! How an indicator answers to what is varied: plain data for lines with bands and for heat maps.

use super::Design;
use crate::analysis::statistics::Estimate;
use std::collections::{HashMap, HashSet};

/// One estimate a point, of one indicator under one regime.
#[derive(Clone, Debug)]
pub struct Response {
    rows: Vec<(Vec<Option<String>>, Estimate)>,
    keys: Vec<String>,
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
        Self { rows: estimates.iter().map(row).collect(), keys }
    }

    /// The lines along factor `along` (an index into [`Design::keys`]): one for every combination of the others.
    /// Points at which that factor is not set belong to no line.
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
        for curve in &mut curves {
            curve.points.sort_by(|(a, _), (b, _)| number(a).total_cmp(&number(b)));
        }
        curves
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

/// The place of every value in a list.
fn places(values: &[String]) -> HashMap<&str, usize> {
    values.iter().enumerate().map(|(place, value)| (value.as_str(), place)).collect()
}

/// The number that a value is; one number for all that are none, so that sorting leaves them in their order.
fn number(value: &str) -> f64 {
    value.parse().unwrap_or(f64::INFINITY)
}
