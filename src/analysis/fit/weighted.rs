//! Means and quantiles of values with weights, which need not add up to 1.

/// The weighted mean; NaN without weight.
pub(super) fn mean(values: &[f64], weights: &[f64]) -> f64 {
    let (sum, all) =
        values.iter().zip(weights).fold((0.0, 0.0), |(sum, all), (value, weight)| (sum + weight * value, all + weight));
    sum / all
}

/// The weighted standard deviation; NaN without weight.
pub(super) fn sd(values: &[f64], weights: &[f64]) -> f64 {
    let middle = mean(values, weights);
    let squares: Vec<f64> = values.iter().map(|value| (value - middle) * (value - middle)).collect();
    mean(&squares, weights).sqrt()
}

/// The quantile at `part` of the weight: between two values it goes in a straight line, each value standing in the middle of
/// its weight. Values that are not finite are left out; NaN if none is left.
#[must_use]
pub fn quantile(values: &[f64], weights: &[f64], part: f64) -> f64 {
    let pairs = values.iter().copied().zip(weights.iter().copied());
    let mut sorted: Vec<(f64, f64)> = pairs.filter(|(value, weight)| value.is_finite() && *weight > 0.0).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: f64 = sorted.iter().map(|pair| pair.1).sum();
    let (mut below, mut before) = (0.0, None::<(f64, f64)>);
    for &(value, weight) in &sorted {
        let at = (below + 0.5 * weight) / all;
        if at >= part {
            return match before {
                Some((earlier, place)) => earlier + (value - earlier) * (part - place) / (at - place),
                None => value,
            };
        }
        before = Some((value, at));
        below += weight;
    }
    before.map_or(f64::NAN, |(value, _)| value)
}

/// How many particles of equal weight would say as much (Kish).
pub(super) fn effective(weights: &[f64]) -> f64 {
    let (sum, squares) =
        weights.iter().fold((0.0, 0.0), |(sum, squares), weight| (sum + weight, squares + weight * weight));
    sum * sum / squares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_counts_as_so_many_equal_values() {
        let (values, weights) = ([1.0, 2.0, 4.0], [2.0, 1.0, 1.0]);
        assert_eq!(mean(&values, &weights), 2.0);
        assert!((sd(&values, &weights) - 1.5_f64.sqrt()).abs() < 1e-12);
        assert_eq!(effective(&[1.0; 8]), 8.0);
        assert!(effective(&[1.0, 1e-12]) < 1.001);
    }

    #[test]
    fn quantiles_lie_between_the_values_and_do_not_mind_their_order() {
        let median = |values: &[f64]| quantile(values, &vec![1.0; values.len()], 0.5);
        assert_eq!((median(&[3.0, 1.0, 2.0]), median(&[4.0, 1.0])), (2.0, 2.5));
        assert_eq!(quantile(&[1.0, 2.0], &[1.0, 3.0], 0.0), 1.0);
        assert_eq!(quantile(&[1.0, f64::NAN], &[1.0, 3.0], 0.9), 1.0);
        assert!(quantile(&[], &[], 0.5).is_nan());
    }
}
