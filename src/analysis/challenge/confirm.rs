//! What is left of a box at fresh points.

use super::binomial::exact_bounds;
use super::cases::Cases;
use super::region::Region;
use super::trajectory::Size;

/// A box at points that had no part in the search for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confirmed {
    /// How many of the fresh points it holds.
    pub size: Size,
    /// Exact 95 % interval of its density.
    pub density: (f64, f64),
    /// Exact 95 % interval of its coverage.
    pub coverage: (f64, f64),
}

impl Confirmed {
    /// The box at the points `fresh`, of which those count that lie in none of the boxes `before` it.
    #[must_use]
    pub fn of(region: &Region, before: &[Region], fresh: &Cases) -> Self {
        let all = fresh.all();
        let left: Vec<usize> =
            all.iter().copied().filter(|point| !before.iter().any(|region| region.holds(fresh, *point))).collect();
        let inside = region.inside(fresh, &left);
        let (reversed, all_reversed) = (fresh.reversed(&inside), fresh.reversed(&all));
        let size = Size { inside: inside.len(), reversed, points: fresh.len(), all_reversed };
        let density = exact_bounds(reversed, size.inside);
        Self { size, density, coverage: exact_bounds(reversed, all_reversed) }
    }

    /// The share of all fresh points that are reversed; NaN if there are none.
    #[must_use]
    pub fn everywhere(&self) -> f64 {
        self.size.all_reversed as f64 / self.size.points as f64
    }

    /// Whether the claim is clearly more often reversed in the box than among all fresh points: the whole interval of its
    /// density lies above their share.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.density.0 > self.everywhere()
    }
}
