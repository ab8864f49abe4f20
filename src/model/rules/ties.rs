//! Ties (`docs/odd.md`, 4.7, 5.2): how far trust in them begins above trust in people in general, by where they come from.
//! A tie forms by a wish, which has a lot, and comes true while both ends have a free place. What it then leaves
//! is in `engine/apply/ties.rs`.

use super::setup::first_wish;
use super::view::View;
use crate::model::chance::{Draw, Process};
use crate::model::effects::Wish;
use crate::model::evidence::Evidence;
use crate::model::ledger::{Cause, Phase};
use crate::model::origin::Origin;
use crate::model::parameters::{Parameters, Switches};

/// How far the prior of a tie is raised, by its [`Origin`].
#[must_use]
pub fn raises(parameters: &Parameters, switches: &Switches) -> [f64; 4] {
    if !switches.tie_priors {
        return [0.0; 4];
    }
    let Parameters { tie_prior_kin: kin, tie_prior_neighbour: neighbour, tie_prior_other: other, .. } = *parameters;
    [kin, neighbour, other, other]
}

/// With whom `person` wishes for a tie with the luck of `draw`: found as before the first week.
#[must_use]
pub fn partner(view: View<'_>, person: u32, draw: &Draw) -> u32 {
    first_wish(person, draw, view.neighbours(person), view.people(), view.parameters()).alter
}

/// A tie that `ego` and `alter` wish for; `left`, with its cause, is for the end of `ego`, at which help then came in.
#[must_use]
pub fn wish(
    view: View<'_>,
    ego: u32,
    alter: u32,
    origin: Origin,
    phase: Phase,
    left: Option<(Cause, Evidence)>,
) -> Wish {
    let (low, high) = (ego.min(alter), ego.max(alter));
    let draw = view.draw(Process::Tie, low, high, phase as u32);
    // Without evidence there is nothing to book, under whatever cause.
    let (cause, evidence) = left.unwrap_or((Cause::Refusal, Evidence::default()));
    Wish { ego, alter, lot: draw.lot(0), origin, cause, evidence, helped: left.is_some() }
}

/// The order in which wishes come true. A newcomer may wish twice for the same person: as kin, and as a neighbour.
#[must_use]
pub fn order(wish: &Wish) -> (u64, u32, u32, u32, Origin) {
    (wish.lot, wish.ego.min(wish.alter), wish.ego.max(wish.alter), wish.ego, wish.origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_wished_for_twice_is_kin_first() {
        let wished = |origin| {
            let (cause, evidence) = (Cause::Refusal, Evidence::default());
            Wish { ego: 4, alter: 2, lot: 9, origin, cause, evidence, helped: false }
        };
        let mut both = [Origin::Neighbour, Origin::Kin].map(wished);
        both.sort_unstable_by_key(order);
        assert_eq!(both.map(|wish| wish.origin), [Origin::Kin, Origin::Neighbour]);
    }
}
