//! Reading one run: over the last year, at the horizon, or at the week in which so many turns had been given.

pub use crate::model::indicator::{EVERYONE, HEADLINE};
pub use crate::record::WINDOW_WEEKS;

use crate::model::indicator::{INDICATORS, Indicator, POPULATIONS, Snapshot, Span};
use crate::record::RunRecord;
use crate::scenario::Scenario;

/// Cells of a [`Reading`]: every indicator of every population.
pub const CELLS: usize = POPULATIONS.len() * INDICATORS.len();

/// One value a cell, in the order of [`cell`]; NaN where it is not defined.
pub type Reading = Vec<f64>;

/// The place of an indicator of a population in a [`Reading`].
#[must_use]
pub fn cell(population: usize, indicator: usize) -> usize {
    population * INDICATORS.len() + indicator
}

/// Whether an indicator counts up from week 0. Such a count is read at the horizon; a mean over weeks of it means nothing.
#[must_use]
pub fn is_count(indicator: usize) -> bool {
    INDICATORS.get(indicator).is_some_and(|row| row.span == Span::Total)
}

/// The value of one cell in one week; NaN where it is not defined.
#[must_use]
pub fn value(snapshot: &Snapshot, population: usize, indicator: usize) -> f64 {
    snapshot.rows.get(population).and_then(|row| row.values.get(indicator)).copied().unwrap_or(f64::NAN)
}

/// The state at the horizon: the mean over the weeks recorded in the last [`WINDOW_WEEKS`] (of those in which the
/// cell is defined); counts since week 0 as they stand in the last week.
#[must_use]
pub fn at_horizon(record: &RunRecord, horizon: u32) -> Reading {
    let from = record.snapshots.iter().position(|s| s.week > horizon.saturating_sub(WINDOW_WEEKS));
    let last = record.snapshots.len().saturating_sub(1);
    let window = &record.snapshots[from.unwrap_or(last).min(last)..];
    each_cell(|population, indicator| over(window, population, indicator))
}

/// A cell over recorded weeks: the mean over those in which it is defined; a count since week 0 as it stands in the last.
#[must_use]
pub fn over(window: &[Snapshot], population: usize, indicator: usize) -> f64 {
    let last = &window[window.len().saturating_sub(1)..];
    let weeks = if is_count(indicator) { last } else { window };
    super::statistics::mean(weeks.iter().map(|s| value(s, population, indicator)).filter(|v| v.is_finite()))
}

/// A count for everyone in the last recorded week; NaN if nothing was recorded.
#[must_use]
pub fn total(record: &RunRecord, count: Indicator) -> f64 {
    record.snapshots.last().map_or(f64::NAN, |s| value(s, EVERYONE, count as usize))
}

/// A moment between two recorded weeks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// Index of the recorded week before or at it.
    pub after: usize,
    /// How far it lies towards the next recorded week, `0..1`.
    pub fraction: f64,
}

/// When people had received `target` turns on average, by linear interpolation; `None` if they never had.
#[must_use]
pub fn when_turns_reached(record: &RunRecord, target: f64) -> Option<Moment> {
    let turns = |s: &Snapshot| value(s, EVERYONE, Indicator::Turns as usize);
    let reached = record.snapshots.iter().position(|s| turns(s) >= target)?;
    if reached == 0 {
        return Some(Moment { after: 0, fraction: 0.0 });
    }
    let (before, at) = (turns(&record.snapshots[reached - 1]), turns(&record.snapshots[reached]));
    let fraction = (target - before) / (at - before);
    match fraction {
        f if f >= 1.0 => Some(Moment { after: reached, fraction: 0.0 }),
        f if f >= 0.0 => Some(Moment { after: reached - 1, fraction: f }),
        _ => None,
    }
}

/// Every cell at a moment, by linear interpolation; NaN where a week that is needed has no value.
#[must_use]
pub fn at_moment(record: &RunRecord, moment: Moment) -> Reading {
    let Some(first) = record.snapshots.get(moment.after) else { return vec![f64::NAN; CELLS] };
    each_cell(|population, indicator| {
        let start = value(first, population, indicator);
        match record.snapshots.get(moment.after + 1) {
            Some(next) if moment.fraction > 0.0 => {
                start + moment.fraction * (value(next, population, indicator) - start)
            }
            _ => start,
        }
    })
}

/// A reading made cell by cell.
fn each_cell(mut value: impl FnMut(usize, usize) -> f64) -> Reading {
    let mut reading = Vec::with_capacity(CELLS);
    for population in 0..POPULATIONS.len() {
        reading.extend((0..INDICATORS.len()).map(|indicator| value(population, indicator)));
    }
    reading
}

/// The regime that plots and tables take as reference: the world without help, else the first.
#[must_use]
pub fn reference(scenario: &Scenario) -> usize {
    scenario.without_help().unwrap_or(0)
}
