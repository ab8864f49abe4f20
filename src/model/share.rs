//! Shares as whole numbers, so that adding them is exact and their order cannot matter.

/// The whole: burden, priors and other shares are stored in units of one 32,768th.
pub const ONE: u16 = 32_768;

/// Rounds to the nearest whole number, halves up.
#[inline]
#[must_use]
pub fn round(x: f64) -> i64 {
    rounded(x) as i64
}

/// The same, as a number that is whole.
#[inline]
#[must_use]
pub fn rounded(x: f64) -> f64 {
    (x + 0.5).floor()
}

/// The same of a number that is at least 0 and at most 2³¹ − 1.
#[inline]
#[must_use]
pub fn round_small(x: f64) -> i32 {
    whole(rounded(x))
}

/// A whole number of `0..2³¹`. Other than a conversion, which has to think of all numbers, several of these are worked out
/// at once.
#[inline]
#[must_use]
pub fn whole(x: f64) -> i32 {
    /// 2⁵²: from here on numbers have no fractions, and their last bits count ones.
    const NO_FRACTIONS: f64 = 4_503_599_627_370_496.0;
    (x + NO_FRACTIONS).to_bits() as i32
}

/// The share nearest to `x`, limited to the whole.
#[inline]
#[must_use]
pub fn share(x: f64) -> u16 {
    round(x * f64::from(ONE)).clamp(0, i64::from(ONE)) as u16
}

/// A change of a share, either way, in units of share.
#[inline]
#[must_use]
pub fn units(change: f64) -> i32 {
    round(change * f64::from(ONE)) as i32
}

/// The least share whose value is at least `x`, of `0..=1`.
#[must_use]
pub fn least(x: f64) -> u16 {
    (x * f64::from(ONE)).ceil() as u16
}

/// The value of a share, `0..=1`.
#[inline]
#[must_use]
pub fn value(share: u16) -> f64 {
    f64::from(share) / f64::from(ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_up_on_both_sides_of_zero() {
        assert_eq!([round(0.5), round(-0.5), round(-0.51), round(2.4), round(-2.6)], [1, 0, -1, 2, -3]);
    }

    #[test]
    fn small_numbers_are_rounded_as_all_are() {
        let most = f64::from(i32::MAX);
        for x in [0.0, 0.25, 0.5, 0.499_999_999_999_999_94, 1.5, 2.5, 1e6 + 0.499_999, most - 1.0, most] {
            assert_eq!(i64::from(round_small(x)), round(x), "{x}");
        }
    }

    #[test]
    fn shares_stay_within_the_whole() {
        assert_eq!([share(-1.0), share(0.25), share(7.0)], [0, 8192, ONE]);
    }
}
