//! Set-up and the end of the burn-in (4.0).

use std::collections::BTreeMap;

use crate::chance::{Chance, Process, bell, hit, long, pick};
use crate::numbers::{Belief, ONE, TEXTBOOK, round, share};
use crate::scenario::Settings;
use crate::state::{Person, Worker, World};
use crate::trust::Wish;

impl World {
    /// The world before the first phase.
    pub fn new(set: Settings, replicate: u32) -> Self {
        let chance = Chance::new(set.seed, replicate);
        let categories = set.p.categories as usize;
        let workers = round(f64::from(set.people) * set.p.workers_per_1000 / 1000.0).max(1.0) as usize;
        let neighbourhoods = set.people.div_ceil(set.p.people_per_neighbourhood as u32) as usize;
        let worker = Worker {
            insights: vec![TEXTBOOK; categories],
            skill: 0,
            empowerment: Belief { prior: share(set.p.worker_empowerment), ..Belief::default() },
        };
        let people = (0..set.people).map(|i| newcomer(&set, &chance, i, 0)).collect();
        let mut world = Self {
            chance,
            structure: None,
            tick: 0,
            scale: 1 << 32,
            people,
            workers: vec![worker; workers],
            public: vec![vec![0; categories]; neighbourhoods],
            networks: BTreeMap::new(),
            set,
        };
        for far in [false, true] {
            let wishes = world.everyone().flat_map(|i| world.first_wishes(i, far)).collect();
            world.form_ties(wishes);
        }
        world
    }

    /// The ties that `i` wishes for at the start: those that reach beyond the neighbourhood, or the others.
    fn first_wishes(&self, i: u32, far: bool) -> Vec<Wish> {
        let wish = |n: u32| {
            let d = self.chance.draw(Process::FirstTie, i, None, 0, n);
            let (other, is_far) = self.partner(i, d);
            let wish = Wish { lot: long(d[2], d[3]), end: i, other, origin: u32::from(n > 0), evidence: None };
            (is_far == far).then_some(wish)
        };
        (0..self.set.p.initial_tie_wishes as u32).filter_map(wish).collect()
    }

    /// With whom `i` wishes for a tie under the draw `d`, and whether as an outsider.
    pub fn partner(&self, i: u32, d: [u32; 4]) -> (u32, bool) {
        let (first, size) = self.neighbourhood(i);
        if size == 1 || hit(d[0], self.set.p.far_tie_share) {
            return (self.outsider(i, d[1]), true);
        }
        let j = first + pick(d[1], size - 1);
        (if j >= i { j + 1 } else { j }, false)
    }

    /// The structure under study comes into force.
    pub fn end_burn_in(&mut self) {
        self.structure = self.set.structure.clone();
        if let Some(role) = self.structure.as_ref().and_then(|structure| structure.role) {
            for worker in &mut self.workers {
                worker.skill = share(role.facilitation);
            }
        }
        for person in &mut self.people {
            person.acts = 0;
            person.refusals = 0;
            person.turns = 0;
        }
    }
}

/// Person `i`, who arrives in tick `t`, before any tie is formed.
pub fn newcomer(set: &Settings, chance: &Chance, i: u32, t: u32) -> Person {
    let p = &set.p;
    let means = [p.initial_general, p.initial_services, p.initial_empowerment, p.initial_dependence];
    let belief = |n: usize| {
        let luck = bell(chance.draw(Process::Prior, i, None, t, n as u32));
        Belief { prior: share((means[n] + p.initial_sd * luck).clamp(0.02, 0.98)), ..Belief::default() }
    };
    let luck = bell(chance.draw(Process::Reciprocity, i, None, t, 0));
    Person {
        reciprocity: share((p.reciprocity_mean + p.reciprocity_sd * luck).clamp(0.0, 1.0)),
        category: 0,
        cares: false,
        burden: 0,
        needed: 0,
        insights: 0,
        pace: 256,
        idle: 0,
        technical: false,
        desk_since: None,
        beliefs: [belief(0), belief(1), belief(2), belief(3)],
        received: 0,
        given: 0,
        felt: share(p.felt_at_entry),
        concern: ONE,
        seen_recovered: false,
        network: None,
        member_since: None,
        entered: None,
        arrived: t,
        waiting: None,
        worker_met: None,
        acts: 0,
        refusals: 0,
        turns: 0,
        spoken: 0,
        ties: BTreeMap::new(),
    }
}
