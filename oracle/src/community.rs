//! Community (4.8).

use crate::chance::{Process, hit};
use crate::numbers::{ONE, SHARED, share, value};
use crate::scenario::Aim;
use crate::state::{EMPOWERMENT, GENERAL, Network, World};
use crate::trust::{Episode, Settlement, Wish, With};

/// The phase number of Community in the lots of wishes (4.7).
const COMMUNITY: u32 = 5;
/// Origin: helper.
const HELPER: u32 = 3;

impl World {
    /// People and groups act outside.
    pub fn community(&mut self) {
        let was = self.clone();
        let mut settlement = Settlement::new(&was);
        if was.set.on.civic_acts {
            for i in was.everyone() {
                let person = was.person(i);
                let w = was.chance.draw(Process::Week, i, None, was.tick, 0)[3];
                let chance = was.set.p.civic_act
                    * was.belief_bearing(i, EMPOWERMENT)
                    * was.belief_bearing(i, GENERAL)
                    * value(person.reciprocity);
                let able = was.able_to_act(person.spoken);
                if hit(w, chance * able) {
                    self.act(&was, &mut settlement, i, 0, (person.category, person.insights & SHARED));
                }
            }
        }
        if was.set.on.group_acts {
            self.group_acts(&was, &mut settlement);
        }
        settlement.settle(self);
    }

    /// What civic skill leaves of the chance to act, after so often speaking in front of several.
    fn able_to_act(&self, spoken: u32) -> f64 {
        if !self.set.on.civic_skills {
            return 1.0;
        }
        let (p, mut m) = (&self.set.p, 1.0);
        for _ in 0..spoken {
            m *= 1.0 - p.civic_practice;
        }
        p.civic_base + (1.0 - p.civic_base) * (1.0 - m)
    }

    /// Community networks that met act, or drift towards the worker; plural ones act if their purpose has overflowed, or it
    /// may overflow now.
    fn group_acts(&mut self, was: &World, settlement: &mut Settlement) {
        let Some(structure) = &was.structure else { return };
        let plural = structure.aim == Aim::Plural;
        if structure.aim == Aim::Focal || plural && !was.set.on.purpose_overflows {
            return;
        }
        for (key, network) in was.networks.iter().filter(|(_, network)| network.met == Some(was.tick)) {
            let pooled = f64::from(network.repertoire.count_ones()) >= was.set.p.pooled_enough;
            if plural && !network.outward {
                let w = was.chance.draw(Process::Overflow, network.founder, None, was.tick, 0)[0];
                if pooled && hit(w, was.set.p.overflow * was.cohesion(network)) {
                    self.networks.get_mut(key).unwrap().outward = true;
                }
            } else if pooled {
                for &i in &network.members {
                    self.act(was, settlement, i, 1, (network.category, network.repertoire));
                }
            } else if !plural
                && structure.role.is_some()
                && let Some(open) = self.networks.get_mut(key)
            {
                open.directiveness = (open.directiveness + share(was.set.p.worker_drift)).min(ONE);
            }
        }
    }

    /// The share of pairs of members who are tied.
    fn cohesion(&self, network: &Network) -> f64 {
        let all: Vec<u32> = network.members.iter().copied().collect();
        let pairs = all.iter().flat_map(|&a| all.iter().filter(move |&&b| a < b).map(move |&b| (a, b)));
        let (mut tied, mut count) = (0, 0);
        for (a, b) in pairs {
            count += 1;
            tied += i32::from(self.tied(a, b));
        }
        if count == 0 { 0.0 } else { f64::from(tied) / f64::from(count) }
    }

    /// A favour of `i` to a stranger, which may make one of the insights of a category public.
    fn act(&mut self, was: &World, settlement: &mut Settlement, i: u32, turn: u32, known: (usize, u64)) {
        let (t, p, on) = (was.tick, &was.set.p, &was.set.on);
        let d = was.chance.draw(Process::Act, i, None, t, turn);
        let j = was.outsider(i, d[0]);
        let felt = was.given(p.comfort_good);
        let (with, stake) = (With::Peer(i), p.stake_favour);
        self.leave(Episode {
            who: j,
            with,
            stake,
            felt,
            received: felt,
            voice: 1.0,
            refused: false,
            known: was.tied(i, j),
        });
        if was.tied(i, j) {
            self.contact(i, j);
            self.help_in(j, i);
        } else if on.tie_forming && hit(d[1], p.bridge_chance) {
            let lot = was.wish_lot(i, j, COMMUNITY);
            let evidence = Some((stake, felt));
            settlement.wishes.push(Wish { lot, end: j, other: i, origin: HELPER, evidence });
        }
        was.burden_of_help(settlement, j, Some(i), felt);
        self.owe(j, i);
        self.person_mut(i).acts += 1;

        let (category, insights) = known;
        if category > 0 && on.public_insights && hit(d[2], p.public_chance) {
            let home = was.home(i) as usize;
            let hidden = insights & !was.public[home][category - 1];
            let told = was.chance.smallest(hidden, 1, Process::Public, i, None, [t, turn]);
            self.public[home][category - 1] |= told;
            if on.worker_learning {
                let worker = was.worker_of(i);
                self.workers[worker].insights[category - 1] |= told;
            }
        }
    }
}
