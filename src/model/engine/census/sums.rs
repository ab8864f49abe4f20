//! Sums over a population, of which indicators are made.

use crate::model::indicator::{INDICATORS, Indicator, IndicatorValues, Per};

const COUNT: usize = INDICATORS.len();

/// Exact sums over a population: what is added, and over how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) sum: [i64; COUNT],
    pub(super) over: [i64; BASES],
}

/// Denominators that are counted person by person, as indices into [`Sums::over`].
const BASES: usize = Per::ThousandPeople as usize;
pub(super) const PEOPLE: usize = Per::Person as usize;
pub(super) const TIES: usize = Per::Tie as usize;

impl Sums {
    pub(super) const EMPTY: Self = Self { sum: [0; COUNT], over: [0; BASES] };

    // Inlined, it would be mixed with what is around it, and no longer be added several at a time.
    #[inline(never)]
    pub(super) fn add(&mut self, own: &Self) {
        self.sum.iter_mut().zip(&own.sum).for_each(|(sum, own)| *sum += own);
        self.over.iter_mut().zip(&own.over).for_each(|(over, own)| *over += own);
    }

    pub(super) fn put(&mut self, indicator: Indicator, sum: i64) {
        self.sum[indicator as usize] = sum;
    }

    /// Adds one where `is` holds.
    pub(super) fn count(&mut self, indicator: Indicator, is: bool) {
        self.sum[indicator as usize] += i64::from(is);
    }

    /// Makes it one where `is` holds.
    pub(super) fn mark(&mut self, indicator: Indicator, is: bool) {
        self.sum[indicator as usize] |= i64::from(is);
    }

    /// The indicators of one population. What services do is known of everyone only.
    pub(super) fn values(&self, everyone: bool) -> IndicatorValues {
        let mut values = [f64::NAN; COUNT];
        for ((value, sum), row) in values.iter_mut().zip(self.sum).zip(INDICATORS) {
            let over = match row.per {
                Per::ThousandPeople if everyone => self.over[PEOPLE] as f64 / 1000.0,
                Per::ThousandPeople => 0.0,
                counted => self.over[counted as usize] as f64,
            };
            if over > 0.0 {
                *value = sum as f64 / row.step.per_unit() / over;
            }
        }
        IndicatorValues { count: self.over[PEOPLE] as u32, values }
    }
}
