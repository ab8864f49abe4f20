//! How many standard errors an interval has to reach at each look, so that over all looks together the truth lies beyond its
//! end as rarely as is allowed.
//!
//! With known spread the sums of worlds at the looks are those of a Brownian motion B at the times t_k = n_k/n_K, in units in
//! which B(1) has variance 1. The boundary c_k solves P(B(t_j) < c_j √t_j for j < k, B(t_k) ≥ c_k √t_k) = α(t_k) − α(t_(k−1)).
//! The probability of having stayed below is carried from look to look as a density on a grid (Armitage, McPherson and Rowe
//! 1969, J R Stat Soc A 132:235). Each end of an interval has a boundary of its own, which never counts on the test having
//! stopped at the other end.

use super::super::tails::{halved, normal_point, normal_tail, student_point};

/// Points of the grid; odd, for Simpson's rule.
const GRID: usize = 801;
/// Standard deviations beyond which nothing of a density is left.
const REACH: f64 = 8.5;
/// Error too small to be told from rounding: a look that may spend no more decides nothing.
const NOTHING: f64 = 1e-14;

/// The error of one side that may be spent until the share `time` of all worlds is there: α(t) = 2 − 2Φ(z / √t), where z has
/// the tail `level`/2. At the end it is `level`. Early looks may spend next to nothing.
///
/// # Examples
/// ```
/// use mutua::analysis::testing::spent;
/// assert!((spent(0.025, 1.0) - 0.025).abs() < 1e-12);
/// assert!(spent(0.025, 0.2) < 1e-6);
/// ```
#[must_use]
pub fn spent(level: f64, time: f64) -> f64 {
    2.0 * normal_tail(normal_point(0.5 * level) / time.sqrt())
}

/// The boundary of one end of an interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Boundary {
    /// The error that all looks together may make at this end.
    pub level: f64,
    /// The error that is spent by each look, with those before it.
    pub spent: Vec<f64>,
    /// Standard errors at each look, with known spread; infinite where next to nothing may be spent.
    pub normal: Vec<f64>,
    /// Worlds at each look.
    looks: Vec<u32>,
    /// Standard errors at each look with the spread of as many worlds.
    full: Vec<f64>,
}

impl Boundary {
    /// The boundary for looks after so many worlds, in rising order.
    ///
    /// # Examples
    /// ```
    /// use mutua::analysis::testing::Boundary;
    /// let five = Boundary::of(0.025, &[20, 40, 60, 80, 100]);
    /// assert!((five.normal[4] - 2.031).abs() < 0.001);
    /// ```
    #[must_use]
    pub fn of(level: f64, looks: &[u32]) -> Self {
        let last = f64::from(looks.last().copied().unwrap_or(1));
        let times: Vec<f64> = looks.iter().map(|&worlds| f64::from(worlds) / last).collect();
        let all: Vec<f64> = times.iter().map(|&time| spent(level, time)).collect();
        let mut below = Below::at_the_start();
        let mut normal = Vec::with_capacity(times.len());
        let mut before = 0.0;
        for (&time, &spent) in times.iter().zip(&all) {
            let point = below.point(time, spent - before);
            below = below.at(time, point);
            normal.push(point / time.sqrt());
            before = spent;
        }
        let full = normal.iter().zip(looks).map(|(&normal, &worlds)| as_student(normal, worlds as usize)).collect();
        Self { level, spent: all, normal, looks: looks.to_vec(), full }
    }

    /// Standard errors at a look with a spread that was estimated from `n` worlds: the point of Student's t with n − 1 degrees
    /// that has the tail of the normal point. Infinite with fewer than two.
    #[must_use]
    pub fn student(&self, look: usize, n: usize) -> f64 {
        match (self.looks.get(look), self.full.get(look)) {
            (Some(&worlds), Some(&full)) if worlds as usize == n => full,
            _ => as_student(self.normal.get(look).copied().unwrap_or(f64::INFINITY), n),
        }
    }
}

/// The point of Student's t that has the tail of a normal point.
fn as_student(normal: f64, n: usize) -> f64 {
    if n < 2 || !normal.is_finite() {
        return f64::INFINITY;
    }
    student_point(normal_tail(normal), (n - 1) as f64)
}

/// The density of what stayed below the boundary until some time.
struct Below {
    time: f64,
    /// Points of the grid with the density there times the weight of the point; at the start everything is at 0.
    grid: Vec<(f64, f64)>,
}

impl Below {
    fn at_the_start() -> Self {
        Self { time: 0.0, grid: vec![(0.0, 1.0)] }
    }

    /// The point beyond which `error` lies at `time`.
    fn point(&self, time: f64, error: f64) -> f64 {
        if error < NOTHING {
            return f64::INFINITY;
        }
        let step = (time - self.time).sqrt();
        let beyond =
            |point: f64| self.grid.iter().map(|(at, weight)| weight * normal_tail((point - at) / step)).sum::<f64>();
        halved(-REACH, 8.0 * REACH, |point| beyond(point) > error)
    }

    /// What stays below `point` at `time`.
    fn at(&self, time: f64, point: f64) -> Self {
        let step = (time - self.time).sqrt();
        let (from, to) = (-REACH * time.sqrt(), point.min(REACH * time.sqrt()));
        let width = (to - from) / (GRID - 1) as f64;
        let scale = 1.0 / (step * (2.0 * std::f64::consts::PI).sqrt());
        let density = |here: f64| {
            let from_each = |(at, weight): &(f64, f64)| {
                let far = (here - at) / step;
                weight * libm::exp(-0.5 * far * far)
            };
            scale * self.grid.iter().map(from_each).sum::<f64>()
        };
        let simpson = |place: usize| match place {
            0 => 1.0,
            place if place == GRID - 1 => 1.0,
            place if place % 2 == 1 => 4.0,
            _ => 2.0,
        };
        let at = |place: usize| {
            let here = from + place as f64 * width;
            (here, simpson(place) * width / 3.0 * density(here))
        };
        Self { time, grid: (0..GRID).map(at).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_are_those_that_are_published() {
        // Two sides of 0.025 each, five looks of equal distance; and of three and two looks.
        let known: [&[f64]; 3] = [&[4.877, 3.357, 2.680, 2.290, 2.031], &[3.710, 2.511, 1.993], &[2.963, 1.969]];
        for known in known {
            let looks: Vec<u32> = (1..=known.len() as u32).map(|look| 20 * look).collect();
            let found = Boundary::of(0.025, &looks).normal;
            for (found, known) in found.iter().zip(known) {
                assert!((found - known).abs() < 0.001, "{found} {known}");
            }
        }
    }

    #[test]
    fn one_look_has_the_interval_of_the_tables() {
        let alone = Boundary::of(0.025, &[20]);
        assert!((alone.normal[0] - 1.959_963_985).abs() < 1e-8);
        assert!((alone.student(0, 20) - super::super::super::statistics::t_975(19)).abs() < 1e-8);
        assert_eq!(alone.student(0, 1), f64::INFINITY);
    }

    #[test]
    fn what_is_spent_adds_up_and_a_look_that_may_spend_nothing_decides_nothing() {
        let looks = Boundary::of(0.025, &[20, 5120, 10_240]);
        assert_eq!(looks.student(0, 20), f64::INFINITY);
        assert!(looks.spent.is_sorted() && (looks.spent[2] - 0.025).abs() < 1e-12);
        let two = Boundary::of(0.025, &[5120, 10_240]);
        assert!((looks.normal[1] - two.normal[0]).abs() < 1e-6 && (looks.normal[2] - two.normal[1]).abs() < 1e-6);
    }
}
