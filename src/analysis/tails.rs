//! Tails of the standard normal distribution and of Student's t, and the points beyond which a given tail lies: far out, where
//! early looks at a sequential test lie, as well as near the middle.

/// Steps by which a point is halved in: more than a number has digits.
const HALVINGS: usize = 120;
/// No point of the normal distribution beyond this has a tail that can be told from 0.
const FAR: f64 = 40.0;

/// P(Z > x).
pub(super) fn normal_tail(x: f64) -> f64 {
    0.5 * libm::erfc(x / std::f64::consts::SQRT_2)
}

/// The point beyond which `tail` of the standard normal distribution lies; infinite for 0.
pub(super) fn normal_point(tail: f64) -> f64 {
    if tail <= 0.0 { f64::INFINITY } else { halved(-FAR, FAR, |x| normal_tail(x) > tail) }
}

/// P(T > t) with `degrees` of freedom.
pub(super) fn student_tail(t: f64, degrees: f64) -> f64 {
    let square = t * t;
    let beyond = 0.5 * incomplete_beta(degrees / (degrees + square), square / (degrees + square), 0.5 * degrees, 0.5);
    if t >= 0.0 { beyond } else { 1.0 - beyond }
}

/// The point beyond which `tail`, at most one half, of Student's t lies; infinite for 0.
pub(super) fn student_point(tail: f64, degrees: f64) -> f64 {
    if tail <= 0.0 {
        return f64::INFINITY;
    }
    let mut high = 1.0;
    while student_tail(high, degrees) > tail && high < 1e300 {
        high *= 2.0;
    }
    halved(0.0, high, |t| student_tail(t, degrees) > tail)
}

/// Where `before` ends between two numbers.
pub(super) fn halved(mut low: f64, mut high: f64, before: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if before(middle) { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// The regularised incomplete beta function I_x(a, b), with `rest` = 1 − x given apart because it may be small.
fn incomplete_beta(x: f64, rest: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if rest <= 0.0 {
        return 1.0;
    }
    let front = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log(rest);
    let front = libm::exp(front);
    // The fraction converges fast on this side of the mean, and the other side mirrors it.
    if x < (a + 1.0) / (a + b + 2.0) { front * fraction(x, a, b) / a } else { 1.0 - front * fraction(rest, b, a) / b }
}

/// The continued fraction of the incomplete beta function (Abramowitz & Stegun 26.5.8), from the front by Lentz's method.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let off_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut over = 1.0;
    let mut under = 1.0 / off_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut all = under;
    for step in 1..=1000 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            under = 1.0 / off_zero(1.0 + term * under);
            over = off_zero(1.0 + term / over);
            change = over * under;
            all *= change;
        }
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::statistics::t_975;
    use super::*;

    #[test]
    fn points_are_those_of_the_tables() {
        for (tail, point) in [(0.025, 1.959_963_984_540_054), (0.005, 2.575_829_303_548_901), (1e-10, 6.361_340_902)] {
            assert!((normal_point(tail) - point).abs() < 1e-8, "{tail}: {}", normal_point(tail));
        }
        for degrees in [1, 2, 3, 10, 19, 39, 159, 300, 5000] {
            let (here, there) = (student_point(0.025, degrees as f64), t_975(degrees));
            assert!((here - there).abs() < 1e-8, "{degrees}: {here} {there}");
        }
        // Upper 0.05 % points of Student's t.
        for (degrees, point) in [(5.0, 6.868_827), (19.0, 3.883_406), (120.0, 3.373_454)] {
            assert!((student_point(0.0005, degrees) - point).abs() < 1e-5, "{degrees}");
        }
    }

    #[test]
    fn far_tails_are_found_again() {
        for tail in [1e-4, 1e-8, 1e-12, 1e-15] {
            for degrees in [1.0, 4.0, 19.0, 639.0] {
                let again = student_tail(student_point(tail, degrees), degrees);
                assert!((again / tail - 1.0).abs() < 1e-9, "{tail} {degrees}: {again}");
            }
        }
        // With one degree the tail is an arc tangent, with two a root.
        let (cauchy, two) = (student_tail(1e6, 1.0), student_tail(3.0, 2.0));
        assert!((cauchy * 1e6 * std::f64::consts::PI - 1.0).abs() < 1e-9);
        assert!((two - 0.5 * (1.0 - 3.0 / 11.0_f64.sqrt())).abs() < 1e-12);
        assert!((student_tail(-3.0, 2.0) + two - 1.0).abs() < 1e-12);
        assert_eq!((student_point(0.0, 9.0), normal_point(0.0)), (f64::INFINITY, f64::INFINITY));
    }
}
