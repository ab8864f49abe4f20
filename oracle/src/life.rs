//! Life (4.1).

use crate::chance::{Process, bell, hit, low, pick, unit, with};
use crate::numbers::{EXPERIENTIAL, ONE, PRIVATE, TEXTBOOK, advanced, halved, rise, round, share, two_to};
use crate::state::{EMPOWERMENT, World};
use crate::trust::{Settlement, Wish};

/// The phase number of Life in the lots of wishes (4.7).
const LIFE: u32 = 0;

impl World {
    /// The scale advances, then people live.
    pub fn life(&mut self) {
        self.advance_scale();
        let was = self.clone();
        let gap = self.gap();
        let mut settlement = Settlement::new(&was);
        for i in was.everyone() {
            self.live(&was, i);
            if let Some(gap) = gap {
                let t = self.tick;
                self.person_mut(i).ties.retain(|_, tie| t - tie.contact <= gap);
            }
            if was.set.on.tie_turnover {
                self.turn_over(&was, &mut settlement, i);
            }
        }
        self.take_care(&was);
        settlement.settle(self);
        self.people_move();
    }

    /// Ties of `i` turn over.
    fn turn_over(&mut self, was: &World, settlement: &mut Settlement, i: u32) {
        let (t, chance, p) = (self.tick, self.chance, &was.set.p);
        let d = chance.draw(Process::Week, i, None, t, 0);
        let ties = &was.person(i).ties;
        let others: Vec<u32> = ties.iter().filter(|(_, tie)| tie.origin != 0).map(|(&j, _)| j).collect();
        let leave = was.chance_to_leave();
        if low(d[2]) >= leave && low(d[2]) < leave + p.tie_loss * others.len() as f64 / 2.0 {
            let lose = chance.draw(Process::Lose, i, None, t, 0);
            let lost = others.into_iter().min_by_key(|&j| with(lose, j)[0]).unwrap();
            self.person_mut(i).ties.remove(&lost);
            self.person_mut(lost).ties.remove(&i);
        }
        if ties.len() < p.tie_places as usize && low(d[3]) < p.tie_gain {
            let (other, _) = was.partner(i, chance.draw(Process::Acquaint, i, None, t, 0));
            settlement.wishes.push(Wish {
                lot: was.wish_lot(i, other, LIFE),
                end: i,
                other,
                origin: 1,
                evidence: None,
            });
        }
    }

    /// Fading costs nothing: the scale grows instead (5.2).
    fn advance_scale(&mut self) {
        let (scale, halves) = advanced(self.scale, self.set.p.evidence_fading);
        self.scale = scale;
        if !halves {
            return;
        }
        for person in &mut self.people {
            for belief in &mut person.beliefs {
                belief.evidence.halve();
            }
            for tie in person.ties.values_mut() {
                tie.evidence.halve();
            }
            person.received = halved(person.received);
            person.given = halved(person.given);
        }
        for worker in &mut self.workers {
            worker.empowerment.evidence.halve();
        }
    }

    /// The longest time without contact that a tie outlives; none if ties never go.
    fn gap(&self) -> Option<u32> {
        let (fading, floor) = (self.set.p.tie_fading, self.set.p.tie_floor);
        if fading >= 1.0 {
            return None;
        }
        let mut weeks = 0;
        let mut strength = 1.0 * fading;
        while strength >= floor {
            weeks += 1;
            strength *= fading;
        }
        Some(weeks)
    }

    /// A week of `i`.
    fn live(&mut self, was: &World, i: u32) {
        let (t, chance, p) = (self.tick, self.chance, &was.set.p);
        let before = was.person(i);
        let d = chance.draw(Process::Week, i, None, t, 0);
        if !before.technical && hit(d[1], p.technical_per_week) {
            self.person_mut(i).technical = true;
        }
        let onset = (before.category == 0 || before.cares) && hit(d[0], p.onset_per_week);
        let coping = before.coping();
        let relapse = !onset && was.recovered(i) && hit(d[0], p.relapse_factor * p.onset_per_week * (1.0 - coping));
        if onset {
            if before.category == 0 {
                self.first_onset(i);
            }
            self.person_mut(i).cares = false;
        }
        if onset || relapse {
            self.person_mut(i).burden = share(self.onset_burden(i));
            self.learn(i, EMPOWERMENT, p.stake_shared * p.stake_life, 0.0);
            self.person_mut(i).pace = self.new_pace(i);
        } else if before.category != 0 || before.burden != 0 {
            let empowerment = was.belief_bearing(i, EMPOWERMENT);
            let course = (p.burden_drift - p.coping_strength * coping * (0.5 + 0.5 * empowerment))
                * f64::from(before.pace)
                / 256.0;
            let drift = course + (2.0 * low(d[0]) - 1.0) * p.burden_luck;
            self.person_mut(i).burden = (before.burden + rise(drift)).clamp(0, ONE);
        }
        if was.in_need(i) && low(d[1]) < p.learning_alone {
            let missing = before.needed & EXPERIENTIAL & !before.insights;
            self.person_mut(i).insights |= chance.smallest(missing, 1, Process::Alone, i, None, [t, 0]);
        }
    }

    /// The burden at an onset of `i` in this tick.
    pub fn onset_burden(&self, i: u32) -> f64 {
        let p = &self.set.p;
        let luck = unit(self.chance.draw(Process::Onset, i, None, self.tick, 0)[0]);
        p.onset_burden_low + (p.onset_burden_high - p.onset_burden_low) * luck
    }

    /// The pace of an episode of `i` that begins now.
    pub fn new_pace(&self, i: u32) -> u32 {
        if !self.set.on.paces {
            return 256;
        }
        let luck = bell(self.chance.draw(Process::Pace, i, None, self.tick, 0));
        let pace = round(256.0 * two_to(self.set.p.pace_sd * luck * std::f64::consts::LOG2_E));
        pace.clamp(1.0, 65535.0) as u32
    }

    /// A life problem that `i` never had before.
    pub fn first_onset(&mut self, i: u32) {
        let (p, chance, arrived) = (&self.set.p, self.chance, self.person(i).arrived);
        let q = chance.draw(Process::Situation, i, None, arrived, 0);
        let category = 1 + pick(q[0], p.categories as u32) as usize;
        let some = |kind, count: f64| chance.smallest(kind, count as usize, Process::Needed, i, None, [arrived, 0]);
        let needed = some(TEXTBOOK, p.needed_textbook)
            | some(EXPERIENTIAL, p.needed_experiential)
            | some(PRIVATE, p.needed_private);
        let first = if self.set.on.uneven_insights {
            round(p.initial_insights * (1.0 + p.initial_insights_spread * (2.0 * unit(q[1]) - 1.0))) as usize
        } else {
            p.initial_insights as usize
        };
        let had = chance.smallest(needed, first, Process::FirstInsights, i, None, [arrived, 0]);
        let person = self.person_mut(i);
        person.category = category;
        person.needed = needed;
        person.insights = had;
    }
}
