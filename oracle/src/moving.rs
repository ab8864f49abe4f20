//! Moving (4.1.1).

use crate::chance::{Process, low};
use crate::setup::newcomer;
use crate::state::World;
use crate::trust::Wish;

/// The phase number of Life in the lots of wishes (4.7).
const LIFE: u32 = 0;

impl World {
    /// People leave, and newcomers take their places.
    pub fn people_move(&mut self) {
        let t = self.tick;
        let word = |i: u32| self.chance.draw(Process::Week, i, None, t, 0)[2];
        let leaving: Vec<u32> = self.everyone().filter(|&i| low(word(i)) < self.chance_to_leave()).collect();
        for &i in &leaving {
            for person in &mut self.people {
                person.ties.remove(&i);
                if let Some(waiting) = &mut person.waiting {
                    waiting.via = waiting.via.filter(|&via| via != i);
                }
            }
            for network in self.networks.values_mut() {
                network.members.remove(&i);
                network.supporters.remove(&i);
            }
            *self.person_mut(i) = newcomer(&self.set, &self.chance, i, t);
        }
        self.networks.retain(|_, network| !network.members.is_empty());
        let wishes = leaving.iter().flat_map(|&i| self.newcomers_wishes(i)).collect();
        self.form_ties(wishes);
    }

    /// The chance that somebody leaves in this tick.
    pub fn chance_to_leave(&self) -> f64 {
        if self.set.on.people_move && self.tick > 0 { self.set.p.moving_per_week } else { 0.0 }
    }

    /// The ties that a newcomer wishes for.
    fn newcomers_wishes(&self, i: u32) -> Vec<Wish> {
        let wish = |n: u32| {
            let d = self.chance.draw(Process::FirstTie, i, None, self.tick, n);
            let (other, _) = self.partner(i, d);
            let lot = self.wish_lot(i, other, LIFE);
            Wish { lot, end: i, other, origin: u32::from(n > 0), evidence: None }
        };
        (0..self.set.p.initial_tie_wishes as u32).map(wish).collect()
    }
}
