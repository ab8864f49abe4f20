//! Ties that are wished for form in the order of their lots, while both ends have a free place.

use super::super::pending::Pending;
use crate::model::effects::Wish;
use crate::model::ledger::Object;
use crate::model::rules::life::lasts_until;
use crate::model::rules::ties::order;
use crate::model::rules::trust::weighed;
use crate::model::state::world::World;

impl World {
    pub(super) fn form_ties(&mut self, pending: &mut Pending) {
        let mut wishes = std::mem::take(&mut pending.wishes);
        wishes.sort_unstable_by_key(order);
        for wish in wishes.drain(..) {
            let Some(slot) = self.ties.slot(wish.ego, wish.alter).or_else(|| self.form(&wish)) else { continue };
            let trace = weighed(wish.evidence, self.parameters.burned_weight);
            self.book_evidence(wish.cause, Object::Tie, wish.evidence);
            let (scale, tick, end) = (self.scale, self.tick, self.ties.end(wish.ego, slot));
            let mut ties = self.ties.all_mut();
            let past = ties.past(wish.ego as usize, slot);
            past.take(wish.evidence.honoured, trace.weighed, &scale);
            if wish.helped {
                past.meet(tick);
                past.help(tick);
                ties.past(end.alter() as usize, end.reverse()).meet(tick);
            }
        }
        pending.wishes = wishes;
    }

    /// Forms a tie if both ends have a free place; the place at the end of `wish.ego`.
    fn form(&mut self, wish: &Wish) -> Option<u8> {
        let near = self.ties.all_mut().form(0, [wish.ego, wish.alter], wish.origin, self.tick)?;
        let last_until = self.ties_met_now_last_until();
        for end in [wish.ego, wish.alter] {
            let flags = &mut self.flags[end as usize];
            flags.set_ties_last_until(last_until.min(flags.ties_last_until()));
        }
        Some(near)
    }

    /// The last tick that a tie met now outlives without contact.
    fn ties_met_now_last_until(&self) -> u16 {
        let gap = self.longest_gap.unwrap_or(u32::from(u16::MAX));
        lasts_until(self.tick, gap).min(u32::from(u16::MAX)) as u16
    }
}
