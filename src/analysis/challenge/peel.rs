//! Every box that is one step smaller.

use super::cases::{Cases, Column};
use super::quantile::Taken;
use super::region::{End, Limits, Region};

/// A box one step away from another one.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its limits.
    pub(super) region: Region,
    /// The points in it.
    pub(super) inside: Vec<usize>,
}

/// Every box that is one step smaller than `region`: of each factor that is a number a share taken off from above, then
/// from below; of all others each category that is left.
pub(super) fn peels(cases: &Cases, region: &Region, inside: &[usize], share: f64) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (factor, column) in cases.columns().iter().enumerate() {
        for limits in smaller(column, &region.limits[factor], inside, share) {
            let kept = inside.iter().copied().filter(|point| limits.takes(column, *point)).collect();
            candidates.push(Candidate { region: region.with(factor, limits), inside: kept });
        }
    }
    candidates
}

fn smaller(column: &Column, limits: &Limits, inside: &[usize], share: f64) -> Vec<Limits> {
    match (column, limits) {
        (Column::Real(values) | Column::Whole(values), Limits::Between { low, high }) => {
            let limit = |end| {
                let within = inside.iter().map(|point| values[*point]).collect();
                Taken::of(within, share, end)?.peeled(column, end)
            };
            let above = limit(End::High).map(|high| Limits::Between { low: *low, high: Some(high) });
            let below = limit(End::Low).map(|low| Limits::Between { low: Some(low), high: *high });
            above.into_iter().chain(below).collect()
        }
        (_, Limits::Among(kept)) if kept.iter().filter(|kept| **kept).count() > 1 => {
            let without = |category: usize| {
                let mut fewer = kept.clone();
                fewer[category] = false;
                Limits::Among(fewer)
            };
            (0..kept.len()).filter(|category| kept[*category]).map(without).collect()
        }
        _ => Vec::new(),
    }
}
