//! How long things last, where some are seen to end and others only to go on: the estimate of Kaplan and Meier (1958), by
//! whole weeks.

use crate::record::observed::Curve;

/// The share that goes on for more than so many weeks. Whoever went on when observation stopped after just as many weeks was
/// seen not to end in them. NaN where nobody was observed for so long, unless all had ended before.
#[must_use]
pub fn lasting(curve: &Curve, weeks: u32) -> f64 {
    steps(curve)
        .take_while(|&(week, _)| week <= weeks)
        .last()
        .filter(|&(week, share)| week == weeks || share == 0.0)
        .map_or(f64::NAN, |(_, share)| share)
}

/// The share that has ended within so many weeks; NaN where that cannot be said.
#[must_use]
pub fn ended(curve: &Curve, weeks: u32) -> f64 {
    1.0 - lasting(curve, weeks)
}

/// The first number of weeks within which half have ended; NaN where it is not reached.
#[must_use]
pub fn median(curve: &Curve) -> f64 {
    steps(curve).find(|&(_, share)| share <= 0.5).map_or(f64::NAN, |(week, _)| f64::from(week))
}

/// Of those that last for more than `from` weeks: the share that last for more than `to`.
#[must_use]
pub fn kept(curve: &Curve, from: u32, to: u32) -> f64 {
    lasting(curve, to) / lasting(curve, from)
}

/// Week by week, as long as anything is observed: the share that goes on for longer.
fn steps(curve: &Curve) -> impl Iterator<Item = (u32, f64)> + '_ {
    let weeks = curve.ended.len().max(curve.open.len());
    let at = |counts: &[u32], week: usize| u64::from(counts.get(week).copied().unwrap_or(0));
    let all = |counts: &[u32]| counts.iter().copied().map(u64::from).sum::<u64>();
    let mut observed = all(&curve.ended) + all(&curve.open);
    let mut share = 1.0;
    (0..weeks).map_while(move |week| {
        if observed == 0 {
            return None;
        }
        let ended = at(&curve.ended, week);
        share *= (observed - ended) as f64 / observed as f64;
        observed -= ended + at(&curve.open, week);
        Some((week as u32, share))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(ended: &[u32], open: &[u32]) -> Curve {
        let mut curve = Curve::default();
        ended.iter().for_each(|&weeks| curve.end(weeks));
        open.iter().for_each(|&weeks| curve.stop(weeks));
        curve
    }

    /// Remission of 21 patients on 6-mercaptopurine (Freireich 1963), the example of most textbooks.
    #[test]
    fn the_textbook_example_comes_out() {
        let curve = curve(&[6, 6, 6, 7, 10, 13, 16, 22, 23], &[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]);
        let known = [
            (5, 1.0),
            (6, 0.8571),
            (7, 0.8067),
            (9, 0.8067),
            (10, 0.7529),
            (13, 0.6902),
            (16, 0.6275),
            (22, 0.5378),
            (23, 0.4482),
        ];
        for (weeks, share) in known {
            assert!((lasting(&curve, weeks) - share).abs() < 0.00005, "{weeks}: {}", lasting(&curve, weeks));
        }
        assert_eq!(median(&curve), 23.0);
        assert!((kept(&curve, 7, 16) - 0.6275 / 0.8067).abs() < 0.0001);
        assert_eq!(lasting(&curve, 35), lasting(&curve, 23));
        assert!(lasting(&curve, 36).is_nan(), "nobody was observed for so long");
    }

    #[test]
    fn where_all_have_ended_nothing_lasts_and_of_nobody_nothing_is_said() {
        let curve = curve(&[1, 2], &[]);
        assert_eq!([0, 1, 2, 50].map(|weeks| lasting(&curve, weeks)), [1.0, 0.5, 0.0, 0.0]);
        assert_eq!((ended(&curve, 1), median(&curve)), (0.5, 1.0));
        let nobody = Curve::default();
        assert!(lasting(&nobody, 0).is_nan() && median(&nobody).is_nan());
    }
}
