//! Intervals by drawing rows anew: percentiles of what the measures would have been.

use super::index::{Flag, Index, Measure};
use crate::analysis::cores::on_all_cores;
use crate::analysis::design::lots::{Purpose, lot};
use crate::model::chance::pick;

/// Lower and upper share that a 95 % interval leaves out.
const TAILS: [f64; 2] = [0.025, 0.975];

/// Rows of resample `number`: as many as there are, each drawn from all.
fn draw(seed: u32, number: u32, rows: usize) -> Vec<u32> {
    let mut drawn = Vec::with_capacity(rows + 3);
    for four in 0..rows.div_ceil(4) {
        let words = lot(seed, Purpose::Resample, [four as u32, number, 0]);
        drawn.extend(words.map(|word| pick(word, rows as u32)));
    }
    drawn.truncate(rows);
    drawn
}

/// The measures of every factor with their intervals. `measure` gives the measures of all factors, one after the
/// other, from some rows; a value that is not finite says that those rows cannot tell.
pub(super) fn with_intervals(
    names: &[&'static str],
    keys: &[&str],
    (seed, resamples, rows): (u32, u32, usize),
    measure: impl Fn(&[u32]) -> Vec<f64> + Sync,
) -> Vec<Index> {
    let all: Vec<u32> = (0..rows as u32).collect();
    let values = measure(&all);
    // Each resample is computed alone and they are kept in order, so the bits do not depend on threads.
    let resampled: Vec<Vec<f64>> =
        on_all_cores(0..resamples as usize, |number| Some(measure(&draw(seed, number as u32, rows))));
    let interval = |place: usize| {
        let mut found: Vec<f64> = resampled.iter().map(|values| values[place]).filter(|v| v.is_finite()).collect();
        found.sort_by(f64::total_cmp);
        (TAILS.map(|share| quantile(&found, share)), found.len() < resampled.len())
    };
    let index = |(factor, key): (usize, &&str)| {
        let mut index = Index { factor: (*key).to_owned(), measures: Vec::new(), flags: Vec::new() };
        for (number, name) in names.iter().enumerate() {
            let place = factor * names.len() + number;
            let ([low, high], incomplete) = interval(place);
            index.measures.push(Measure { name, value: values[place], low, high });
            if incomplete && !index.is(Flag::IntervalIncomplete) {
                index.flags.push(Flag::IntervalIncomplete);
            }
        }
        index
    };
    keys.iter().enumerate().map(index).collect()
}

/// The value below which a share of `sorted` lies, between neighbours in proportion; NaN if there are none.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let place = share * last as f64;
    let below = place.floor();
    let (low, high) = (sorted[below as usize], sorted[(below as usize + 1).min(last)]);
    low + (place - below) * (high - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_neighbours() {
        let sorted = [1.0, 2.0, 3.0, 4.0, 5.0];
        assert_eq!([0.0, 0.25, 0.625, 1.0].map(|share| quantile(&sorted, share)), [1.0, 2.0, 3.5, 5.0]);
        assert!(quantile(&[], 0.5).is_nan());
        assert_eq!(quantile(&[7.0], 0.975), 7.0);
    }

    #[test]
    fn resamples_take_every_row_equally_often() {
        let mut counts = [0_u32; 10];
        for number in 0..1000 {
            draw(3, number, 10).into_iter().for_each(|row| counts[row as usize] += 1);
        }
        assert!(counts.iter().all(|count| (850..1150).contains(count)), "{counts:?}");
        assert_eq!(draw(3, 5, 10), draw(3, 5, 10));
        assert_ne!(draw(3, 5, 10), draw(4, 5, 10));
    }
}
