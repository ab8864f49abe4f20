//! Mean, spread and interval of a few numbers, in a fixed order so that the bits never depend on threads.

use std::sync::LazyLock;

/// Upper 97.5 % point of the standard normal distribution.
pub(super) const NORMAL_975: f64 = 1.959_963_984_540_054;

/// A spread below this share of the numbers themselves is that of numbers that would be equal if they were exact.
pub(super) const ROUNDING: f64 = 1e-12;

/// Degrees of freedom up to which Student's t is computed exactly; beyond, by its expansion (error below 1e-9).
const EXACT_DEGREES: usize = 300;

/// The upper 97.5 % points of Student's t, by degrees of freedom; entry 0 is not a number.
static T_975: LazyLock<Vec<f64>> =
    LazyLock::new(|| (0..=EXACT_DEGREES).map(|df| if df == 0 { f64::NAN } else { solve_t_975(df) }).collect());

/// What a sample says of a mean. NaN stands for what the sample cannot say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Arithmetic mean; NaN if there is no value.
    pub mean: f64,
    /// Standard deviation with n − 1; NaN below two values.
    pub sd: f64,
    /// Lower bound of the 95 % interval of the mean; NaN below two values.
    pub low: f64,
    /// Upper bound of the 95 % interval of the mean; NaN below two values.
    pub high: f64,
    /// Values that were there.
    pub n: usize,
}

impl Estimate {
    /// The estimate from `values`, in their order. Values that are not finite count as missing.
    ///
    /// # Examples
    ///
    /// ```
    /// let e = mutua::analysis::statistics::Estimate::of(&[1.0, f64::NAN, 3.0]);
    /// assert_eq!((e.mean, e.n), (2.0, 2));
    /// ```
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let mut moments = Moments::default();
        values.iter().for_each(|value| moments.add(*value));
        moments.estimate()
    }

    /// Whether the values vary by more than rounding; not if they are fewer than two.
    #[must_use]
    pub fn varies(&self) -> bool {
        self.varies_beside(self.mean)
    }

    /// Whether the values vary by more than the rounding of numbers of the size of `level`, of which they were made.
    #[must_use]
    pub fn varies_beside(&self, level: f64) -> bool {
        self.sd > ROUNDING * level.abs()
    }

    /// The mean over the standard deviation; NaN where the values are fewer than two, or do not vary but for rounding.
    #[must_use]
    pub fn effect_size(&self) -> f64 {
        if self.varies() { self.mean / self.sd } else { f64::NAN }
    }

    /// Whether the interval exists and leaves 0 out.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }

    /// The estimate of the same values with their signs turned round.
    #[must_use]
    pub fn negated(self) -> Self {
        let Self { mean, low, high, .. } = self;
        Self { mean: -mean, low: -high, high: -low, ..self }
    }

    /// The same estimate in another unit, `factor` of which make one.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let Self { mean, sd, low, high, n } = self;
        Self { mean: mean * factor, sd: sd * factor, low: low * factor, high: high * factor, n }
    }
}

/// The running mean and spread of values that are seen once, by Welford's recurrence: 24 bytes however many they are.
///
/// The bits depend on the order of the values and on nothing else. Equal values have exactly that value as mean, and
/// no spread.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    n: usize,
    mean: f64,
    /// Sum of squared deviations from the mean.
    squares: f64,
}

impl Moments {
    /// Takes one more value. A value that is not finite counts as missing.
    pub fn add(&mut self, value: f64) {
        if !value.is_finite() {
            return;
        }
        self.n += 1;
        let before = value - self.mean;
        self.mean += before / self.n as f64;
        self.squares += before * (value - self.mean);
    }

    /// What the values so far say.
    #[must_use]
    pub fn estimate(&self) -> Estimate {
        let Self { n, mean, squares } = *self;
        if n < 2 {
            let mean = if n == 0 { f64::NAN } else { mean };
            return Estimate { mean, sd: f64::NAN, low: f64::NAN, high: f64::NAN, n };
        }
        let sd = (squares / (n - 1) as f64).sqrt();
        let half = t_975(n - 1) * sd / (n as f64).sqrt();
        Estimate { mean, sd, low: mean - half, high: mean + half, n }
    }
}

/// The mean of `values` in their order; NaN if there are none. Equal values have exactly that value as mean.
pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values = values.into_iter();
    let Some(first) = values.next() else { return f64::NAN };
    let (mut sum, mut n) = (0.0, 1.0);
    for value in values {
        sum += value - first;
        n += 1.0;
    }
    first + sum / n
}

/// Wilson's 95 % interval of a share that was seen in `n` people.
///
/// # Examples
///
/// ```
/// let (low, high) = mutua::analysis::statistics::share_interval(0.5, 96.0);
/// assert!(low > 0.4 && low < 0.41 && (low + high - 1.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn share_interval(share: f64, n: f64) -> (f64, f64) {
    let z2 = NORMAL_975 * NORMAL_975;
    let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = NORMAL_975 * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt() / (1.0 + z2 / n);
    (middle - half, middle + half)
}

/// Fisher's 95 % interval of a correlation that was seen in `n` people, more than three.
///
/// # Examples
///
/// ```
/// let (low, high) = mutua::analysis::statistics::correlation_interval(0.0, 103.0);
/// assert!((high - libm::tanh(0.1959963984540054)).abs() < 1e-12 && low == -high);
/// ```
#[must_use]
pub fn correlation_interval(r: f64, n: f64) -> (f64, f64) {
    let (z, half) = (libm::atanh(r), NORMAL_975 / (n - 3.0).sqrt());
    (libm::tanh(z - half), libm::tanh(z + half))
}

/// The upper 97.5 % point of Student's t with `degrees` of freedom; NaN for 0.
#[must_use]
pub fn t_975(degrees: usize) -> f64 {
    T_975.get(degrees).copied().unwrap_or_else(|| expand_t_975(degrees as f64))
}

/// Solves P(|T| ≤ t) = 0.95 by halving.
fn solve_t_975(degrees: usize) -> f64 {
    let (mut low, mut high) = (0.0, 16.0);
    for _ in 0..64 {
        let middle = 0.5 * (low + high);
        if central_probability(middle, degrees) < 0.95 { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// P(|T| ≤ t), by the finite sums that hold for whole degrees of freedom (Abramowitz & Stegun 26.7.3–4).
fn central_probability(t: f64, degrees: usize) -> f64 {
    let df = degrees as f64;
    let cos2 = df / (df + t * t);
    let sin = t / (df + t * t).sqrt();
    if degrees.is_multiple_of(2) {
        return sin * series((degrees - 2) / 2, cos2, |k| (2.0 * k - 1.0) / (2.0 * k));
    }
    let angle = libm::atan(t / df.sqrt());
    let rest = if degrees == 1 {
        0.0
    } else {
        sin * cos2.sqrt() * series((degrees - 3) / 2, cos2, |k| 2.0 * k / (2.0 * k + 1.0))
    };
    std::f64::consts::FRAC_2_PI * (angle + rest)
}

/// 1 + Σ of `terms` products of `ratio(k)·x`.
fn series(terms: usize, x: f64, ratio: impl Fn(f64) -> f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 1..=terms {
        term *= ratio(k as f64) * x;
        sum += term;
    }
    sum
}

/// Student's t from the normal distribution by its expansion in 1/df (Abramowitz & Stegun 26.7.5).
fn expand_t_975(df: f64) -> f64 {
    let z = NORMAL_975;
    let (z3, z5, z7) = (z * z * z, z * z * z * z * z, z * z * z * z * z * z * z);
    z + (z3 + z) / (4.0 * df)
        + (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * df * df)
        + (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * z) / (384.0 * df * df * df)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn student_quantiles_are_those_of_the_tables() {
        let known = [
            (1, 12.706_204_736),
            (2, 4.302_652_730),
            (3, 3.182_446_305),
            (10, 2.228_138_852),
            (29, 2.045_229_642),
            (30, 2.042_272_456),
            (100, 1.983_971_519),
            (1000, 1.962_339_081),
        ];
        for (degrees, quantile) in known {
            assert!((t_975(degrees) - quantile).abs() < 1e-8, "{degrees}: {}", t_975(degrees));
        }
        assert!((t_975(300) - t_975(301)).abs() < 1e-4 && t_975(300) > t_975(301));
        assert!(t_975(0).is_nan());
    }

    #[test]
    fn an_estimate_has_the_moments_and_interval_of_its_values() {
        let e = Estimate::of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
        assert!(close(e.mean, 5.0) && close(e.sd, (32.0_f64 / 7.0).sqrt()));
        let half = 2.364_624_251 * e.sd / 8.0_f64.sqrt();
        assert!((e.low - (5.0 - half)).abs() < 1e-8 && (e.high - (5.0 + half)).abs() < 1e-8);
        assert!(e.is_clear() && close(e.effect_size(), 5.0 / e.sd));
    }

    #[test]
    fn missing_values_are_left_out_and_counted_out() {
        let e = Estimate::of(&[f64::NAN, 3.0, f64::INFINITY]);
        assert_eq!((e.mean, e.n), (3.0, 1));
        assert!(e.sd.is_nan() && e.low.is_nan() && e.high.is_nan() && !e.is_clear());
        let none = Estimate::of(&[f64::NAN]);
        assert!(none.mean.is_nan() && none.n == 0);
    }

    #[test]
    fn a_small_spread_around_a_large_mean_is_not_lost() {
        let e = Estimate::of(&[1e9 + 4.0, 1e9 + 7.0, 1e9 + 13.0, 1e9 + 16.0]);
        assert!(close(e.mean - 1e9, 10.0) && (e.sd - 30.0_f64.sqrt()).abs() < 1e-6);
    }

    #[test]
    fn equal_values_have_no_spread_and_no_effect_size() {
        let e = Estimate::of(&[0.1; 7]);
        assert_eq!((e.mean, e.sd), (0.1, 0.0));
        assert!(e.effect_size().is_nan());
        let e = Estimate::of(&[1000.0, 1000.0_f64.next_up(), 1000.0]);
        assert!(e.sd > 0.0 && e.effect_size().is_nan());
        assert_eq!(mean([0.1; 3]), 0.1);
    }
}
