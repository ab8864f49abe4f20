//! What is left of a box at fresh points.

use super::binomial::exact_bounds;
use super::cases::Cases;
use super::region::Region;
use super::trajectory::Size;
use crate::analysis::uncertain::Share;

/// A box at points that had no part in the search for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confirmed {
    /// How many of the fresh points it holds.
    pub size: Size,
    /// 95 % interval of its density: exact, or by different particles (Wilson).
    pub density: (f64, f64),
    /// 95 % interval of its coverage, of the same kind.
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

    /// The same where points are draws of a posterior: its intervals count different particles, as a heavy one that is drawn
    /// five times is one piece of knowledge.
    #[must_use]
    pub fn of_draws(region: &Region, before: &[Region], fresh: &Cases) -> Self {
        let Self { size, .. } = Self::of(region, before, fresh);
        let left = |point: &usize| !before.iter().any(|region| region.holds(fresh, *point));
        let inside = region.inside(fresh, &fresh.all().into_iter().filter(left).collect::<Vec<_>>());
        let failed: Vec<usize> = fresh.all().into_iter().filter(|point| fresh.is_reversed(*point)).collect();
        let share = |draws: usize, among: &[usize]| Share { of: size.reversed, draws }.interval(fresh.distinct(among));
        Self { size, density: share(size.inside, &inside), coverage: share(size.all_reversed, &failed) }
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
