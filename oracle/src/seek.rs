//! Seek (4.3): the desk, and the doors into networks.

use crate::chance::{Process, hit, long};
use crate::numbers::round;
use crate::scenario::Structure;
use crate::state::{DEPENDENCE, EMPOWERMENT, GENERAL, SERVICES, Waiting, World};
use crate::trust::{Episode, With};

impl World {
    /// People queue at the desk and apply to networks.
    pub fn seek(&mut self) {
        let was = self.clone();
        let t = self.tick;
        for i in was.everyone() {
            let before = was.person(i);
            let trust = if was.set.on.seek_by_trust {
                was.belief_bearing(i, SERVICES)
            } else {
                was.bearing(was.prior(i, SERVICES))
            };
            let w = was.chance.draw(Process::Week, i, None, t, 1)[1];
            if before.technical && before.desk_since.is_none() && hit(w, was.set.p.desk_per_week * trust) {
                self.person_mut(i).desk_since = Some(t);
            }
        }
        let served: Vec<u32> = (0..was.workers.len()).flat_map(|worker| self.served_by(worker)).collect();
        for &i in &served {
            self.visit(&was, i);
        }
        for i in was.everyone() {
            if let Some(since) = was.person(i).desk_since
                && !served.contains(&i)
            {
                self.feel_the_wait(i, since);
            }
            if let Some(structure) = &was.structure {
                match &was.person(i).waiting {
                    Some(waiting) if structure.role.is_some() => self.feel_the_wait(i, waiting.since),
                    Some(_) => {}
                    None if was.in_need(i) && was.person(i).network.is_none() => {
                        self.person_mut(i).waiting = was.knock(structure, i);
                    }
                    None => {}
                }
            }
        }
    }

    /// Those of their own people whom a worker serves at the desk in this tick.
    fn served_by(&self, worker: usize) -> Vec<u32> {
        let p = &self.set.p;
        let available = (p.desk_share * self.hours() * 1000.0 + 0.000_001).floor();
        let places = (available / round(p.desk_hours * 1000.0)).floor() as usize;
        let mut queue: Vec<u32> =
            self.everyone().filter(|&i| self.worker_of(i) == worker && self.person(i).desk_since.is_some()).collect();
        queue.sort_by_key(|&i| {
            let v = self.chance.draw(Process::Desk, i, None, self.tick, 0);
            (long(v[0], v[1]), i)
        });
        queue.truncate(places);
        queue
    }

    /// A visit to the desk.
    fn visit(&mut self, was: &World, i: u32) {
        let (t, stake) = (self.tick, was.set.p.stake_favour);
        let v = self.chance.draw(Process::Desk, i, None, t, 0);
        let solved = hit(v[2], was.set.p.visit_solved);
        let felt = was.given(if solved { 1.0 } else { was.comfort(v[3], false) });
        let person = self.person_mut(i);
        person.technical = person.technical && !solved;
        person.desk_since = None;
        person.worker_met = Some(t);
        self.leave(Episode {
            who: i,
            with: With::Worker,
            stake,
            felt,
            received: felt,
            voice: 0.0,
            refused: false,
            known: false,
        });
        self.hear(was, i, None, 0, stake, felt);
    }

    /// A wait since `since` is felt as a refusal by services every so many weeks.
    fn feel_the_wait(&mut self, i: u32, since: u32) {
        let waited = self.tick - since;
        if self.set.on.waiting_felt && waited > 0 && waited.is_multiple_of(self.set.p.waiting_felt_weeks as u32) {
            let stake = self.set.p.stake_favour;
            self.learn(i, SERVICES, stake, 0.0);
            self.learn(i, GENERAL, self.set.p.stake_shared * stake, 0.0);
        }
    }

    /// The first door that opens to `i`, if any.
    fn knock(&self, structure: &Structure, i: u32) -> Option<Waiting> {
        let (t, p, on) = (self.tick, &self.set.p, &self.set.on);
        let d = self.chance.draw(Process::Seek, i, None, t, 0);
        let person = self.person(i);
        let b = crate::numbers::value(person.burden);
        let confidence =
            if structure.is_group() && on.confidence_to_speak { self.belief_bearing(i, EMPOWERMENT) } else { 1.0 };
        let believed = |belief| {
            if on.seek_by_trust { self.belief_bearing(i, belief) } else { self.bearing(self.prior(i, belief)) }
        };
        let waiting = |via, sent| Some(Waiting { since: t, via, sent });
        let helped = |j: u32| match self.person(j).network {
            Some(key) => !structure.is_group() || self.networks[&key].category == person.category,
            None => false,
        };
        let known = person.ties.keys().copied().filter(|&j| helped(j));
        let via = known.min_by_key(|&j| (self.chance.draw(Process::Link, i, Some(j), t, 0)[0], j));
        if structure.role.is_none()
            && via.is_none()
            && hit(d[1], p.founding * p.seek_per_week * b * believed(GENERAL) * confidence)
        {
            return waiting(None, false);
        }
        if structure.link
            && let Some(j) = via
            && let Some(present) = self.tie_trust(i, j)
        {
            let trust = self.bearing(if on.seek_by_trust { present } else { self.prior(i, GENERAL) });
            if hit(d[1], p.seek_per_week * b * trust * confidence) {
                return waiting(Some(j), false);
            }
        }
        let mut services = believed(SERVICES);
        if on.dependence_holds && person.entered.is_some() {
            services += (1.0 - services) * believed(DEPENDENCE);
        }
        if structure.desk && hit(d[0], p.desk_per_week * b * services * confidence) {
            return waiting(None, false);
        }
        if structure.outreach && hit(d[2], p.outreach_per_week * b * believed(GENERAL) * confidence) {
            return waiting(None, false);
        }
        if structure.mandate && hit(d[3], p.mandate_per_week * b) {
            return waiting(None, true);
        }
        None
    }
}
