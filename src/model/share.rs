//! Shares as whole numbers, so that adding them is exact and their order cannot matter.

/// The whole: burden, priors and other shares are stored in units of one 32,768th.
pub const ONE: u16 = 32_768;

/// Rounds to the nearest whole number, halves up.
#[inline]
#[must_use]
pub fn round(x: f64) -> i64 {
    let up = x + 0.5;
    let towards_zero = up as i64;
    towards_zero - i64::from(towards_zero as f64 > up)
}

/// The share nearest to `x`, limited to the whole.
#[inline]
#[must_use]
pub fn share(x: f64) -> u16 {
    round(x * f64::from(ONE)).clamp(0, i64::from(ONE)) as u16
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
    fn halves_round_up_on_both_sides_of_nought() {
        assert_eq!([round(0.5), round(-0.5), round(-0.51), round(2.4), round(-2.6)], [1, 0, -1, 2, -3]);
    }

    #[test]
    fn shares_stay_within_the_whole() {
        assert_eq!([share(-1.0), share(0.25), share(7.0)], [0, 8192, ONE]);
    }
}
