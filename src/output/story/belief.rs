//! How trust moved: what of it is told.

use super::rough::{of_hundred, year_of};
use crate::analysis::chronicle::BeliefSource;
use crate::analysis::chronicle::digest::{Movement, Stretch, TURN};

/// The beliefs of which stories tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// In people in general: the first that is told of, which says that numbers are out of a hundred.
    People,
    /// In services.
    Services,
    /// In oneself.
    Oneself,
}

/// How one of them went, out of a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Going {
    /// Which.
    pub(super) of: Trust,
    /// At the beginning.
    pub(super) from: u32,
    /// At the end.
    pub(super) to: u32,
    /// What is told of the way.
    pub(super) way: Way,
}

/// What is told of the way between both ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Nothing.
    Ends,
    /// A turn that it took, in a year, and what moved it most until then.
    Turn { rose: bool, to: u32, year: u32, by: Option<BeliefSource> },
    /// The year in which it moved furthest, and what moved it most.
    Furthest { year: u32, by: Option<BeliefSource> },
}

impl Going {
    /// Its turn if it took one, else where it began and ended; when, and by what most.
    pub(super) fn of(of: Trust, belief: &Movement) -> Self {
        let year = |stage: &Stretch| year_of(stage.week);
        let way = match belief.turn {
            Some(turn) => {
                let (rose, to) = (turn.to > belief.from, of_hundred(turn.to));
                Way::Turn { rose, to, year: year(&turn), by: turn.by }
            }
            None if (belief.to - belief.from).abs() < TURN => Way::Ends,
            None => Way::Furthest { year: year(&belief.year), by: belief.year.by },
        };
        Self { way, ..Self::ends(of, belief) }
    }

    /// Where it began and ended.
    pub(super) fn ends(of: Trust, belief: &Movement) -> Self {
        Self { of, from: of_hundred(belief.from), to: of_hundred(belief.to), way: Way::Ends }
    }
}
