//! Ties that form (`docs/odd.md`, 4.7): a wish has a lot, and comes true while both ends have a free place. What it then leaves
//! is in `engine/apply/ties.rs`.

use super::view::View;
use crate::model::chance::Process;
use crate::model::effects::Wish;
use crate::model::evidence::Evidence;
use crate::model::ledger::{Cause, Phase};
use crate::model::origin::Origin;

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

/// The order in which wishes come true.
#[must_use]
pub fn order(wish: &Wish) -> (u64, u32, u32, u32) {
    (wish.lot, wish.ego.min(wish.alter), wish.ego.max(wish.alter), wish.ego)
}
