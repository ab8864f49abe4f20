//! Where one regime overtakes another over a factor that is a number: the values at which the difference between the two
//! changes sign.

use super::readout::{Reading, cell};
use super::responses::{AtPoint, Basis, MAIN};
use super::statistics::{Estimate, Moments, ROUNDING};
use crate::model::indicator::TOLD_OF;

/// A change of sign along a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignChange {
    /// Where it is.
    pub at: f64,
    /// Whether the line is below nought before it and above nought after it.
    pub rises: bool,
}

/// Every change of sign of the line through some points, from left to right. The points are in the order of their first
/// number; those whose second is missing are passed over. Between two points the line is straight; where it lies on
/// nought between its two signs, the change is in the middle of that.
///
/// # Examples
/// ```
/// use mutua::analysis::crossings::{SignChange, sign_changes};
///
/// let changes = sign_changes(&[(1.0, -2.0), (2.0, 2.0), (4.0, 1.0)]);
/// assert_eq!(changes, [SignChange { at: 1.5, rises: true }]);
/// ```
#[must_use]
pub fn sign_changes(line: &[(f64, f64)]) -> Vec<SignChange> {
    let mut changes = Vec::new();
    let mut before: Option<(f64, f64)> = None;
    let mut noughts: Option<(f64, f64)> = None;
    for &(x, y) in line.iter().filter(|(x, y)| x.is_finite() && y.is_finite()) {
        if y == 0.0 {
            noughts = Some(noughts.map_or((x, x), |(first, _)| (first, x)));
            continue;
        }
        if let Some((x0, y0)) = before.filter(|(_, y0)| (*y0 < 0.0) != (y < 0.0)) {
            let straight = x0 + (x - x0) * (y0 / (y0 - y));
            let at = noughts.map_or(straight, |(first, last)| f64::midpoint(first, last));
            changes.push(SignChange { at, rises: y > 0.0 });
        }
        (before, noughts) = (Some((x, y)), None);
    }
    changes
}

/// A value of the factor at which the mean difference between two regimes changes sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crossing {
    /// Index of the regime.
    pub regime: usize,
    /// Index of the regime that is taken away from it.
    pub reference: usize,
    /// Index into [`crate::model::indicator::POPULATIONS`].
    pub population: usize,
    /// Index into [`MAIN`].
    pub place: usize,
    /// Where the difference of the two means changes sign.
    pub change: SignChange,
    /// Where it does so in single replicates: of each that has a change of the same kind, the one nearest to the means'.
    pub replicates: Estimate,
    /// Replicates in which the difference is known at two points at least.
    pub of: usize,
    /// Whether the difference within replicates has an interval without 0 on the one side of the crossing and on the other,
    /// at one point at least each: two regimes that are equal but for luck cross, too.
    pub clear: bool,
}

impl Crossing {
    /// The regime that is above the other beyond the crossing.
    #[must_use]
    pub fn above(&self) -> usize {
        if self.change.rises { self.regime } else { self.reference }
    }

    /// The regime that is below the other beyond the crossing.
    #[must_use]
    pub fn below(&self) -> usize {
        if self.change.rises { self.reference } else { self.regime }
    }

    /// Share of replicates that cross in the same way.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.replicates.n as f64 / self.of as f64
    }
}

/// What every regime comes to at each point, on average: where crossings are looked for.
#[derive(Clone, Debug)]
pub struct MeanLines {
    /// The value of the factor at each point, and the number of the point, rising by value.
    along: Vec<(f64, usize)>,
    regimes: usize,
    /// Point by point, regime by regime, population by population of [`TOLD_OF`], place by place of [`MAIN`].
    means: Vec<Vec<f64>>,
}

impl MeanLines {
    /// No point yet of a study of so many regimes; `values` are those of the factor, point by point.
    #[must_use]
    pub fn new(values: &[f64], regimes: usize) -> Self {
        let mut along: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
        along.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        Self { along, regimes, means: vec![Vec::new(); values.len()] }
    }

    /// Takes what came out at a point.
    pub fn add(&mut self, point: usize, at: &AtPoint) {
        let mean = |(regime, place)| at.at(Basis::Value, regime, place).mean;
        let places =
            (0..self.regimes).flat_map(|regime| places().map(move |(p, i)| (regime, cell(p, MAIN[i] as usize))));
        if let Some(means) = self.means.get_mut(point) {
            *means = places.map(mean).collect();
        }
    }

    /// The difference of the means of two regimes over the factor.
    fn difference(&self, (regime, reference): (usize, usize), which: usize) -> Vec<(f64, f64)> {
        let width = places().count();
        let at = |point: usize, of: usize| self.means[point].get(of * width + which).copied().unwrap_or(f64::NAN);
        self.along.iter().map(|&(x, point)| (x, difference(at(point, regime), at(point, reference)))).collect()
    }
}

/// The difference of two numbers; 0 if it is only their rounding, which has no sign to change.
fn difference(a: f64, b: f64) -> f64 {
    let value = a - b;
    if value.abs() <= ROUNDING * a.abs().max(b.abs()) { 0.0 } else { value }
}

/// Index into [`crate::model::indicator::POPULATIONS`] and into [`MAIN`] of everything that is looked at.
fn places() -> impl Iterator<Item = (usize, usize)> + Clone {
    TOLD_OF.into_iter().flat_map(|population| (0..MAIN.len()).map(move |place| (population, place)))
}

/// A crossing of the means while single replicates come in.
#[derive(Clone, Debug)]
struct Found {
    crossing: Crossing,
    /// Where replicates cross.
    at: Moments,
    /// Their differences, point by point along the factor.
    differences: Vec<Moments>,
}

impl Found {
    /// Whether a side of the crossing is clear: below it the difference has the other sign than above.
    fn is_clear(&self, along: &[(f64, usize)], below: bool) -> bool {
        let SignChange { at, rises } = self.crossing.change;
        let side = along.iter().zip(&self.differences).filter(|((x, _), _)| if below { *x < at } else { *x > at });
        let positive = rises != below;
        side.map(|(_, moments)| moments.estimate()).any(|e| if positive { e.low > 0.0 } else { e.high < 0.0 })
    }
}

/// The crossings of the means while single replicates come in.
#[derive(Clone, Debug)]
pub struct CrossingsBuilder {
    along: Vec<(f64, usize)>,
    found: Vec<Found>,
}

impl CrossingsBuilder {
    /// All crossings of the means: of every two regimes in every population of [`TOLD_OF`] and main indicator.
    #[must_use]
    pub fn new(lines: MeanLines) -> Self {
        let mut found = Vec::new();
        for (regime, reference) in (0..lines.regimes).flat_map(|a| (0..a).map(move |b| (a, b))) {
            for (which, (population, place)) in places().enumerate() {
                for change in sign_changes(&lines.difference((regime, reference), which)) {
                    let replicates = Moments::default().estimate();
                    let crossing =
                        Crossing { regime, reference, population, place, change, replicates, of: 0, clear: false };
                    let differences = vec![Moments::default(); lines.along.len()];
                    found.push(Found { crossing, at: Moments::default(), differences });
                }
            }
        }
        Self { along: lines.along, found }
    }

    /// Whether there is none, so that no replicate has anything to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Takes how one replicate was read, point by point and regime by regime.
    pub fn add(&mut self, replicate: &[Vec<Option<Reading>>]) {
        for Found { crossing, at: moments, differences } in &mut self.found {
            let at = cell(crossing.population, MAIN[crossing.place] as usize);
            let value = |point: usize, regime: usize| Some(replicate.get(point)?.get(regime)?.as_ref()?[at]);
            let at_point = |point| Some(difference(value(point, crossing.regime)?, value(point, crossing.reference)?));
            let line = self.along.iter().map(|&(x, point)| (x, at_point(point).unwrap_or(f64::NAN)));
            let line: Vec<(f64, f64)> = line.collect();
            differences.iter_mut().zip(&line).for_each(|(moments, (_, y))| moments.add(*y));
            let line: Vec<(f64, f64)> = line.into_iter().filter(|(_, y)| y.is_finite()).collect();
            if line.len() < 2 {
                continue;
            }
            crossing.of += 1;
            let far = |change: &SignChange| (change.at - crossing.change.at).abs();
            let alike = sign_changes(&line).into_iter().filter(|change| change.rises == crossing.change.rises);
            if let Some(nearest) = alike.min_by(|a, b| far(a).total_cmp(&far(b))) {
                moments.add(nearest.at);
            }
        }
    }

    /// The crossings, with what the replicates that came say of them.
    #[must_use]
    pub fn finish(self) -> Vec<Crossing> {
        let whole = |found: Found| {
            let clear = found.is_clear(&self.along, true) && found.is_clear(&self.along, false);
            Crossing { replicates: found.at.estimate(), clear, ..found.crossing }
        };
        self.found.into_iter().map(whole).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: &[(f64, f64)]) -> Vec<(f64, bool)> {
        sign_changes(line).iter().map(|change| (change.at, change.rises)).collect()
    }

    #[test]
    fn a_line_changes_sign_where_it_passes_through_nought() {
        assert_eq!(at(&[(0.0, 1.0), (1.0, -3.0), (3.0, 3.0)]), [(0.25, false), (2.0, true)]);
        assert_eq!(at(&[(0.0, 1.0), (1.0, 2.0)]), []);
        assert_eq!(at(&[(0.0, -1.0)]), []);
    }

    #[test]
    fn what_only_touches_nought_does_not_change_sign() {
        assert_eq!(at(&[(0.0, 1.0), (1.0, 0.0), (2.0, 1.0)]), []);
        assert_eq!(at(&[(0.0, 0.0), (1.0, 1.0), (2.0, 0.0)]), []);
    }

    #[test]
    fn a_stretch_on_nought_is_left_in_its_middle() {
        assert_eq!(at(&[(0.0, -1.0), (1.0, 0.0), (4.0, 0.0), (5.0, 2.0)]), [(2.5, true)]);
        assert_eq!(at(&[(0.0, -1.0), (1.0, 0.0), (5.0, 2.0)]), [(1.0, true)]);
    }

    #[test]
    fn a_point_without_a_value_is_passed_over() {
        assert_eq!(at(&[(0.0, -1.0), (1.0, f64::NAN), (2.0, 1.0)]), [(1.0, true)]);
    }
}
