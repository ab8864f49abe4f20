//! Every box that is one step larger.

use super::cases::{Cases, Column};
use super::peel::Candidate;
use super::quantile::Taken;
use super::region::{End, Limits, Region};

/// Every box that is one step larger than `region`, out of the points `among`: at each limit a share of the points that lie
/// beyond it, the nearest ones, below and then above; and each category that was left out.
pub(super) fn pastes(cases: &Cases, region: &Region, among: &[usize], share: f64) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (factor, column) in cases.columns().iter().enumerate() {
        // Points that only this factor may keep out.
        let near = region.with(factor, Limits::none(column)).inside(cases, among);
        for limits in larger(column, &region.limits[factor], &near, share) {
            let inside = near.iter().copied().filter(|point| limits.takes(column, *point)).collect();
            candidates.push(Candidate { region: region.with(factor, limits), inside });
        }
    }
    candidates
}

fn larger(column: &Column, limits: &Limits, near: &[usize], share: f64) -> Vec<Limits> {
    match (column, limits) {
        (Column::Real(values) | Column::Whole(values), Limits::Between { low, high }) => {
            let beyond = |outside: &dyn Fn(f64) -> bool| -> Vec<f64> {
                near.iter().map(|point| values[*point]).filter(|value| outside(*value)).collect()
            };
            // The nearest points below a limit are the highest of them, and the other way round.
            let below = low.and_then(|low| Taken::of(beyond(&|value| value < low), share, End::High));
            let above = high.and_then(|high| Taken::of(beyond(&|value| value > high), share, End::Low));
            let below = below.map(|taken| Limits::Between { low: Some(taken.pasted(column, End::Low)), high: *high });
            let above = above.map(|taken| Limits::Between { low: *low, high: Some(taken.pasted(column, End::High)) });
            below.into_iter().chain(above).collect()
        }
        (_, Limits::Among(kept)) => {
            let with = |category: usize| {
                let mut more = kept.clone();
                more[category] = true;
                Limits::Among(more)
            };
            (0..kept.len()).filter(|category| !kept[*category]).map(with).collect()
        }
        _ => Vec::new(),
    }
}
