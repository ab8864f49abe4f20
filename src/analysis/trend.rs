//! Where a series of recorded weeks is going: its slope a year, and how long until it is down at a threshold if that goes on.

use super::statistics::mean;

/// The trend at the horizon is read over so many weeks before it, five years; over all there are, if they are fewer.
pub const TREND_WEEKS: u32 = 260;

/// Weeks of a year.
pub const WEEKS_OF_A_YEAR: f64 = 52.0;

/// The slope a year of a straight line through points of (week, value), by least squares. Values that are not finite are
/// missing; NaN if fewer than two weeks have one.
///
/// # Examples
///
/// ```
/// let falling = [(0, 0.50), (26, 0.49), (52, 0.48)];
/// assert!((mutua::analysis::trend::slope_per_year(&falling) + 0.02).abs() < 1e-12);
/// ```
#[must_use]
pub fn slope_per_year(points: &[(u32, f64)]) -> f64 {
    let there = || points.iter().copied().filter(|(_, value)| value.is_finite());
    let middle = mean(there().map(|(week, _)| f64::from(week)));
    // Values are taken from their mean, so that a level that does not change has a slope of exactly nought.
    let level = mean(there().map(|(_, value)| value));
    let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        there().map(|(week, value)| of(f64::from(week) - middle, value - level)).sum()
    };
    // 0 / 0 is NaN, as is meant.
    sum(&|week, value| week * value) / sum(&|week, _| week * week) * WEEKS_OF_A_YEAR
}

/// Years until `level` is down at `threshold` if it goes on by `slope` a year: 0 if it is there already, NaN if it never
/// will be, or something is not known.
#[must_use]
pub fn years_until(level: f64, threshold: f64, slope: f64) -> f64 {
    if level.is_finite() && slope.is_finite() && level <= threshold {
        0.0
    } else if level > threshold && slope < 0.0 {
        (level - threshold) / -slope
    } else {
        f64::NAN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slope_is_that_of_a_line_and_of_what_scatters_about_it() {
        let line: Vec<(u32, f64)> = (0..40).map(|k| (4 * k, 0.7 - 0.003 * f64::from(4 * k) / 52.0)).collect();
        assert!((slope_per_year(&line) + 0.003).abs() < 1e-12);
        // By hand: weeks 0, 2, 4 about 2, values 1, 3, 2 about 2: (2 - 0 + 0) / 8 a week.
        assert!((slope_per_year(&[(0, 1.0), (2, 3.0), (4, 2.0)]) - 52.0 * 2.0 / 8.0).abs() < 1e-12);
        // Records may stand at unequal distances; the week between has no value.
        assert!((slope_per_year(&[(0, 1.0), (10, f64::NAN), (52, 1.5)]) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn what_does_not_change_has_exactly_no_slope_and_one_week_has_none() {
        let level: Vec<(u32, f64)> = (0..66).map(|k| (4 * k, 0.1)).collect();
        assert_eq!(slope_per_year(&level), 0.0);
        assert!(slope_per_year(&[(52, 0.1)]).is_nan() && slope_per_year(&[]).is_nan());
        assert!(slope_per_year(&[(0, f64::NAN), (52, 0.1)]).is_nan());
    }

    #[test]
    fn a_threshold_is_reached_if_the_way_leads_down_to_it() {
        assert!((years_until(0.45, 0.30, -0.004) - 37.5).abs() < 1e-9);
        assert_eq!((years_until(0.30, 0.30, 0.1), years_until(0.2, 0.3, -0.1)), (0.0, 0.0));
        assert!(years_until(0.45, 0.30, 0.0).is_nan() && years_until(0.45, 0.30, 0.004).is_nan());
        assert!(years_until(f64::NAN, 0.30, -0.1).is_nan() && years_until(0.45, 0.30, f64::NAN).is_nan());
    }
}
