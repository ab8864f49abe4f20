//! Contest of tie places: ties wished for form in the order of their lots, while both ends have a free place.

use super::Pending;
use crate::model::episode::{Deposit, On, Wish};
use crate::model::tie::{HalfTie, NEVER};
use crate::model::world::World;

impl World {
    /// Forms ties before the first tick, when there is no evidence yet.
    pub(in crate::model) fn form_ties(&mut self, wishes: &mut Vec<Wish>) {
        let mut pending = Pending { wishes: std::mem::take(wishes), ..Pending::default() };
        self.settle_wishes(&mut pending);
    }

    pub(super) fn settle_wishes(&mut self, pending: &mut Pending) {
        let mut wishes = std::mem::take(&mut pending.wishes);
        wishes.sort_unstable_by_key(|w| (w.lot, w.ego.min(w.alter), w.ego.max(w.alter), w.ego));
        for wish in &wishes {
            let Some(slot) = self.slot(wish.ego, wish.alter).or_else(|| self.form(wish)) else { continue };
            let (person, cause) = (wish.ego, wish.cause);
            self.deposit(&Deposit { person, on: On::Tie(slot), cause, evidence: wish.evidence }, pending);
            if wish.helped {
                self.contact(person, slot, true);
            }
        }
        wishes.clear();
        pending.wishes = wishes;
    }

    /// Forms a tie if both ends have a free place; the place at the end of `wish.ego`.
    fn form(&mut self, wish: &Wish) -> Option<u8> {
        let (here, there) = (self.free_place(wish.ego)?, self.free_place(wish.alter)?);
        let end = |alter, reverse| HalfTie {
            alter,
            reverse,
            origin: wish.origin,
            contact: self.tick as u16,
            help_in: NEVER,
            ..HalfTie::FREE
        };
        let (near, far) = (end(wish.alter, there), end(wish.ego, here));
        let last_until = self.tick + self.longest_gap.unwrap_or(0);
        for end in [wish.ego, wish.alter] {
            let person = &mut self.people[end as usize];
            person.ties_last_until = person.ties_last_until.min(last_until);
        }
        let places = self.places();
        self.ties[wish.ego as usize * places + usize::from(here)] = near;
        self.ties[wish.alter as usize * places + usize::from(there)] = far;
        Some(here)
    }

    fn free_place(&self, person: u32) -> Option<u8> {
        self.ties_of(person).iter().position(|tie| !tie.is_held()).map(|slot| slot as u8)
    }
}
