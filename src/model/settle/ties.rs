//! Contest of tie places: ties wished for form in the order of their lots, while both ends have a free place.

use super::Pending;
use crate::model::episode::Wish;
use crate::model::ledger::Object;
use crate::model::outcome::Trace;
use crate::model::tie::{HalfTie, Origin};
use crate::model::world::World;

impl World {
    pub(super) fn settle_wishes(&mut self, pending: &mut Pending) {
        let mut wishes = std::mem::take(&mut pending.wishes);
        wishes.sort_unstable_by_key(|w| (w.lot, w.ego.min(w.alter), w.ego.max(w.alter), w.ego));
        for wish in wishes.drain(..) {
            let Some(slot) = self.slot(wish.ego, wish.alter).or_else(|| self.form(&wish)) else { continue };
            let trace = Trace::new(wish.evidence, self.parameters.burned_weight);
            self.book_evidence(wish.cause, Object::Tie, wish.evidence);
            let (at, scale, tick) = (self.tie_at(wish.ego, slot), self.scale, self.tick);
            let tie = &mut self.ties[at];
            tie.take(wish.evidence.honoured, trace.weighed, &scale);
            if wish.helped {
                tie.meet(tick);
                tie.help(tick);
                let (alter, reverse) = (tie.alter(), tie.reverse());
                let far = self.tie_at(alter, reverse);
                self.ties[far].meet(tick);
            }
        }
        pending.wishes = wishes;
    }

    /// Forms a tie if both ends have a free place; the place at the end of `wish.ego`.
    fn form(&mut self, wish: &Wish) -> Option<u8> {
        let (places, tick) = (self.places(), self.tick);
        let near = form(&mut self.ties, places, 0, [wish.ego, wish.alter], wish.origin, tick)?;
        let last_until = self.ties_met_now_last_until();
        for end in [wish.ego, wish.alter] {
            let attention = &mut self.attention[end as usize];
            attention.ties_last_until = attention.ties_last_until.min(last_until);
        }
        Some(near)
    }

    /// The last tick that a tie met now outlives without contact.
    fn ties_met_now_last_until(&self) -> u16 {
        let gap = self.longest_gap.unwrap_or(u32::from(u16::MAX));
        (self.tick + gap).min(u32::from(u16::MAX)) as u16
    }
}

/// Forms a tie between two people, not tied yet, if both have a free place; the place at the end of the first. `ties`
/// begin with those of person `first`.
pub(in crate::model) fn form(
    ties: &mut [HalfTie],
    places: usize,
    first: u32,
    ends: [u32; 2],
    origin: Origin,
    tick: u32,
) -> Option<u8> {
    let start = |person: u32| (person - first) as usize * places;
    let free = |person| ties[start(person)..][..places].iter().position(|tie| !tie.is_held());
    let (near, far) = (free(ends[0])?, free(ends[1])?);
    ties[start(ends[0]) + near] = HalfTie::new(ends[1], far as u8, origin, tick);
    ties[start(ends[1]) + far] = HalfTie::new(ends[0], near as u8, origin, tick);
    Some(near as u8)
}
