//! Everyday (4.2).

use crate::chance::{Process, hit, with};
use crate::state::{DEPENDENCE, World};
use crate::trust::{Episode, Settlement, With};

impl World {
    /// People ask their ties for favours.
    pub fn everyday(&mut self) {
        let was = self.clone();
        let mut settlement = Settlement::new(&was);
        for i in was.everyone() {
            self.ask(&was, &mut settlement, i);
        }
        settlement.settle(self);
    }

    /// `i` may ask.
    fn ask(&mut self, was: &World, settlement: &mut Settlement, i: u32) {
        let (t, chance, p, on) = (self.tick, self.chance, &was.set.p, &was.set.on);
        let asks = if was.in_need(i) {
            if on.dependence_crowds_out {
                p.everyday_contact * (1.0 + (p.need_factor - 1.0) * (1.0 - was.belief_bearing(i, DEPENDENCE)))
            } else {
                p.everyday_contact * p.need_factor
            }
        } else {
            p.everyday_contact
        };
        if !hit(chance.draw(Process::Week, i, None, t, 0)[2], asks) {
            return;
        }
        let mut ties: Vec<([u32; 4], u32)> =
            was.person(i).ties.keys().map(|&j| (with(chance.draw(Process::Ask, i, None, t, 0), j), j)).collect();
        ties.sort_by_key(|&(a, j)| (a[0], j));
        for &(a, j) in ties.iter().take(p.asks as usize) {
            self.contact(i, j);
            let agreed = hit(a[1], was.willing(j, i, 0.0, 1.0, was.owed(j)));
            let mut felt = 0.0;
            if agreed {
                let same = was.in_need(i) && was.person(j).category == was.person(i).category;
                felt = was.given(was.comfort(a[2], same));
                let with = With::Peer(j);
                let stake = p.stake_favour;
                self.leave(Episode {
                    who: i,
                    with,
                    stake,
                    felt,
                    received: felt,
                    voice: 1.0,
                    refused: false,
                    known: true,
                });
                self.help_in(i, j);
                self.owe(i, j);
                was.burden_of_help(settlement, i, Some(j), felt);
            } else {
                self.leave(Episode::refusal(i, j, p.stake_favour, true));
                self.person_mut(i).refusals += 1;
            }
            if on.hearsay {
                let listener = ties.iter().filter(|&&(_, l)| l != j).min_by_key(|&&(a_l, l)| (a_l[3], l));
                if let Some(&(_, l)) = listener
                    && let Some(trust) = was.tie_trust(l, i)
                {
                    self.learn_tie(l, j, trust * p.hearsay_weight * p.stake_favour, felt);
                }
            }
            if agreed {
                break;
            }
        }
    }
}
