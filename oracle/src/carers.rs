//! Carers (4.1.2).

use crate::chance::{Process, hit, with};
use crate::numbers::share;
use crate::state::{EMPOWERMENT, World};

impl World {
    /// Kin of those who are struck for the first time take on a carer's burden.
    pub fn take_care(&mut self, was: &World) {
        if !was.set.on.carers {
            return;
        }
        let mut taken = std::collections::BTreeSet::new();
        for i in was.everyone().filter(|&i| was.is_struck_first(i)) {
            let Some(j) = was.carer_of(i).filter(|&j| taken.insert(j)) else { continue };
            self.first_onset(j);
            let category = self.person(i).category;
            let burden = share(was.set.p.carer_burden * was.onset_burden(i));
            let pace = self.new_pace(j);
            let carer = self.person_mut(j);
            carer.category = category;
            carer.burden = burden;
            carer.pace = pace;
            carer.cares = true;
            self.learn(j, EMPOWERMENT, was.set.p.stake_shared * was.set.p.stake_life, 0.0);
        }
    }

    /// Whether the first onset of `i` is in this tick.
    fn is_struck_first(&self, i: u32) -> bool {
        let w = self.chance.draw(Process::Week, i, None, self.tick, 0)[0];
        self.person(i).category == 0 && hit(w, self.set.p.onset_per_week)
    }

    /// Who takes on the burden of `i`, if nobody smaller asks them.
    fn carer_of(&self, i: u32) -> Option<u32> {
        let d = self.chance.draw(Process::Carer, i, None, self.tick, 0);
        if !hit(d[0], self.set.p.carer_chance) {
            return None;
        }
        let kin = self.person(i).ties.iter().filter(|(_, tie)| tie.origin == 0).map(|(&j, _)| j);
        let free = kin.filter(|&j| self.person(j).category == 0 && !self.is_struck_first(j));
        free.min_by_key(|&j| with(d, j)[1])
    }
}
