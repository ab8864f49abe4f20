//! Which of a box's limits matter: the quasi-p-values of Bryant & Lempert 2010.

use super::binomial::at_least;
use super::cases::Cases;
use super::region::{End, Region};

/// One limit of a box, and how well the box could do without it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Restriction {
    /// Which factor, from 0.
    pub factor: usize,
    /// Which limit of it.
    pub end: End,
    /// The chance of at least as many reversed points in as many draws from the box without this limit. It is not a true
    /// p-value, because the box was made from the same points: it says which limits are worth nothing, and no more.
    pub quasi_p: f64,
}

/// Every limit of a box, in the order of factors, with its quasi-p-value among the points that there were.
#[must_use]
pub fn restrictions(cases: &Cases, among: &[usize], region: &Region) -> Vec<Restriction> {
    let inside = region.inside(cases, among);
    let reversed = cases.reversed(&inside);
    let mut found = Vec::new();
    for (factor, limits) in region.limits.iter().enumerate() {
        for end in limits.ends() {
            let wider = region.with(factor, limits.without(end)).inside(cases, among);
            let share = cases.reversed(&wider) as f64 / wider.len() as f64;
            found.push(Restriction { factor, end, quasi_p: at_least(reversed, inside.len(), share) });
        }
    }
    found
}
