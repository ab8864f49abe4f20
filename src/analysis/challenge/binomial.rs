//! Tails and exact bounds of a share that was seen in independent draws.

/// One minus the confidence of a one-sided bound; an interval leaves half of it out on either side.
const LEFT_OUT: f64 = 0.05;

/// The chance of at least `seen` in `n` independent draws, each with the chance `p`.
///
/// # Examples
/// ```
/// use mutua::analysis::challenge::at_least;
/// assert!((at_least(9, 10, 0.5) - 11.0 / 1024.0).abs() < 1e-14);
/// ```
#[must_use]
pub fn at_least(seen: usize, n: usize, p: f64) -> f64 {
    if seen == 0 || p >= 1.0 {
        return 1.0;
    }
    if p <= 0.0 || seen > n {
        return 0.0;
    }
    // The shorter tail is added up, from its smallest part on.
    if seen as f64 > n as f64 * p {
        (seen..=n).rev().map(|k| chance(k, n, p)).sum::<f64>().min(1.0)
    } else {
        (1.0 - (0..seen).map(|k| chance(k, n, p)).sum::<f64>()).max(0.0)
    }
}

/// The chance of exactly `k`.
fn chance(k: usize, n: usize, p: f64) -> f64 {
    let (k, n) = (k as f64, n as f64);
    let ways = libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0);
    libm::exp(ways + k * libm::log(p) + (n - k) * libm::log1p(-p))
}

/// The exact 95 % interval of a share that was seen `seen` times in `n` independent draws (Clopper & Pearson 1934); the
/// whole interval from 0 to 1 if there were none.
///
/// # Examples
/// ```
/// let (low, high) = mutua::analysis::challenge::exact_bounds(9, 10);
/// assert!((low - 0.5550).abs() < 1e-4 && (high - 0.9975).abs() < 1e-4);
/// ```
#[must_use]
pub fn exact_bounds(seen: usize, n: usize) -> (f64, f64) {
    let side = LEFT_OUT / 2.0;
    // The share at which so many or more would be this rare, and that at which so few or fewer would.
    let low = if seen == 0 { 0.0 } else { solve(|p| at_least(seen, n, p) < side) };
    let high = if seen >= n { 1.0 } else { solve(|p| 1.0 - at_least(seen + 1, n, p) > side) };
    (low, high)
}

/// The largest share that none in `n` independent draws leaves possible at 95 %: exact, one-sided.
///
/// # Examples
/// ```
/// use mutua::analysis::challenge::{most_after_none, rule_of_three};
/// assert!((most_after_none(100) - 0.02951).abs() < 1e-5);
/// assert!(most_after_none(100) < rule_of_three(100));
/// ```
#[must_use]
pub fn most_after_none(n: usize) -> f64 {
    if n == 0 { 1.0 } else { -libm::expm1(libm::log(LEFT_OUT) / n as f64) }
}

/// The same by the rule of three, which is a little larger: 3/n, at most 1.
#[must_use]
pub fn rule_of_three(n: usize) -> f64 {
    (3.0 / n as f64).min(1.0)
}

/// Where `below` ceases to hold between 0 and 1, by halving.
fn solve(below: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if below(middle) { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_those_of_all_ways_counted() {
        for n in 1..=12_usize {
            for seen in 0..=n {
                for p in [0.1, 0.5, 0.83] {
                    let all = (0..1_u32 << n).filter(|bits| bits.count_ones() as usize >= seen);
                    let counted: f64 = all
                        .map(|bits| (0..n).map(|bit| if bits >> bit & 1 == 1 { p } else { 1.0 - p }).product::<f64>())
                        .sum();
                    assert!((at_least(seen, n, p) - counted).abs() < 1e-12, "{seen} of {n} at {p}");
                }
            }
        }
        assert_eq!((at_least(3, 5, 0.0), at_least(3, 5, 1.0), at_least(0, 0, 0.5)), (0.0, 1.0, 1.0));
    }

    #[test]
    fn bounds_are_the_published_ones() {
        // Clopper & Pearson's, as every package gives them.
        for (seen, n, low, high) in [(0, 10, 0.0, 0.308_497), (5, 10, 0.187_086, 0.812_914), (10, 10, 0.691_503, 1.0)] {
            let (found_low, found_high) = exact_bounds(seen, n);
            assert!((found_low - low).abs() < 1e-6 && (found_high - high).abs() < 1e-6, "{seen} of {n}");
        }
        assert_eq!(exact_bounds(0, 0), (0.0, 1.0));
        assert_eq!((most_after_none(0), rule_of_three(2)), (1.0, 1.0));
        assert!((at_least(1, 59, most_after_none(59)) - 0.95).abs() < 1e-12);
    }
}
