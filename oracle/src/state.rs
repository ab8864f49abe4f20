//! The entities of section 2 and what can be read off them.

use std::collections::{BTreeMap, BTreeSet};

use crate::chance::{Chance, pick};
use crate::numbers::{Belief, Evidence, LIMIT, value};
use crate::scenario::{Settings, Structure};

/// Index of a belief in [`Person::beliefs`].
pub const GENERAL: usize = 0;
/// See [`GENERAL`].
pub const SERVICES: usize = 1;
/// See [`GENERAL`].
pub const EMPOWERMENT: usize = 2;
/// See [`GENERAL`].
pub const DEPENDENCE: usize = 3;

/// One end of a tie.
#[derive(Clone, Debug)]
pub struct Tie {
    /// 0 kin, 1 neighbour, 2 co-member, 3 helper.
    pub origin: u32,
    pub evidence: Evidence,
    pub contact: u32,
    pub help_in: Option<u32>,
}

/// An application.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub since: u32,
    pub via: Option<u32>,
    pub sent: bool,
}

/// What tells open networks apart: (founded, founder).
pub type Key = (u32, u32);

/// A person.
#[derive(Clone, Debug)]
pub struct Person {
    pub reciprocity: i64,
    pub category: usize,
    /// Has a problem only by caring for somebody.
    pub cares: bool,
    pub burden: i64,
    pub needed: u64,
    pub insights: u64,
    /// How fast the burden of the episode drifts, in 1/256.
    pub pace: u32,
    /// Idle insights, without `help_effect` (4.4.1).
    pub idle: u64,
    pub technical: bool,
    pub desk_since: Option<u32>,
    pub beliefs: [Belief; 4],
    pub received: u64,
    pub given: u64,
    pub felt: i64,
    pub concern: i64,
    pub seen_recovered: bool,
    pub network: Option<Key>,
    pub member_since: Option<u32>,
    pub entered: Option<u32>,
    /// The tick of arrival; 0 for the first people.
    pub arrived: u32,
    pub waiting: Option<Waiting>,
    pub worker_met: Option<u32>,
    pub acts: u32,
    pub refusals: u32,
    pub turns: u32,
    /// How often the person has spoken in front of several.
    pub spoken: u32,
    pub ties: BTreeMap<u32, Tie>,
}

impl Person {
    /// `|K∩R| / |R|`, and 1 where `R` is empty.
    pub fn coping(&self) -> f64 {
        if self.needed == 0 {
            return 1.0;
        }
        f64::from((self.insights & self.needed).count_ones()) / f64::from(self.needed.count_ones())
    }
}

/// A worker.
#[derive(Clone, Debug)]
pub struct Worker {
    /// For category `k` at `k − 1`.
    pub insights: Vec<u64>,
    pub skill: i64,
    pub empowerment: Belief,
}

/// A helping network.
#[derive(Clone, Debug)]
pub struct Network {
    pub founder: u32,
    pub founded: u32,
    pub category: usize,
    pub worker: Option<usize>,
    pub members: BTreeSet<u32>,
    pub supporters: BTreeSet<u32>,
    pub repertoire: u64,
    /// Acts outside although its aim is plural.
    pub outward: bool,
    /// Who first voiced each shared insight.
    pub voices: BTreeMap<u32, u32>,
    pub directiveness: i64,
    pub stirred: u32,
    pub alone_since: Option<u32>,
    /// The last tick in which it met; not part of the written state.
    pub met: Option<u32>,
}

impl Network {
    /// Members and supporters.
    pub fn present(&self) -> BTreeSet<u32> {
        &self.members | &self.supporters
    }
}

/// The whole world, with what it is told from outside. Cloned wherever "the world as the previous phase left it" is meant.
#[derive(Clone, Debug)]
pub struct World {
    pub set: Settings,
    pub chance: Chance,
    /// The structure in force: none during the burn-in.
    pub structure: Option<Structure>,
    pub tick: u32,
    pub scale: u64,
    pub people: Vec<Person>,
    pub workers: Vec<Worker>,
    /// Public insights of each neighbourhood, for category `k` at `k − 1`.
    pub public: Vec<Vec<u64>>,
    pub networks: BTreeMap<Key, Network>,
}

impl World {
    pub fn person(&self, i: u32) -> &Person {
        &self.people[i as usize]
    }

    pub fn person_mut(&mut self, i: u32) -> &mut Person {
        &mut self.people[i as usize]
    }

    /// The numbers of all people.
    pub fn everyone(&self) -> std::ops::Range<u32> {
        0..self.set.people
    }

    /// `U`, what one unit of evidence is worth (5.2).
    pub fn unit(&self) -> u64 {
        self.scale / 65536
    }

    /// `T` of some evidence on some prior (5.2).
    pub fn trust(&self, prior: i64, evidence: &Evidence) -> f64 {
        evidence.trust(prior, self.set.p.prior_strength, self.unit())
    }

    /// `T_belief(i)`.
    pub fn belief(&self, i: u32, belief: usize) -> f64 {
        let held = &self.person(i).beliefs[belief];
        self.trust(held.prior, &held.evidence)
    }

    /// What stands in place of a belief wherever it bears on what people do and get (4).
    pub fn bearing(&self, trust: f64) -> f64 {
        if self.set.on.beliefs_idle { 0.5 } else { trust }
    }

    /// `T_belief(i)` as it bears on what `i` does and gets.
    pub fn belief_bearing(&self, i: u32, belief: usize) -> f64 {
        self.bearing(self.belief(i, belief))
    }

    /// The prior of a belief of `i`.
    pub fn prior(&self, i: u32, belief: usize) -> f64 {
        value(self.person(i).beliefs[belief].prior)
    }

    /// `T(i→j)`, if they are tied.
    pub fn tie_trust(&self, i: u32, j: u32) -> Option<f64> {
        let person = self.person(i);
        person.ties.get(&j).map(|tie| {
            let in_grains = Evidence { r: tie.evidence.r * 512, s: tie.evidence.s * 512 };
            in_grains.trust_from(self.tie_prior(i, tie.origin), self.set.p.prior_strength, self.unit())
        })
    }

    /// The prior of a tie of `i` of this origin (5.2).
    fn tie_prior(&self, i: u32, origin: u32) -> f64 {
        let (q, p) = (self.prior(i, GENERAL), &self.set.p);
        let x = match origin {
            0 => p.tie_prior_kin,
            1 => p.tie_prior_neighbour,
            _ => p.tie_prior_other,
        };
        if self.set.on.tie_priors { q + (1.0 - q) * x } else { q }
    }

    pub fn tied(&self, i: u32, j: u32) -> bool {
        self.person(i).ties.contains_key(&j)
    }

    /// In need: `k > 0` and `b ≥ b*`.
    pub fn in_need(&self, i: u32) -> bool {
        let person = self.person(i);
        person.category > 0 && value(person.burden) >= self.set.p.recovered_below
    }

    /// Recovered: `k > 0` and `b < b*`.
    pub fn recovered(&self, i: u32) -> bool {
        let person = self.person(i);
        person.category > 0 && value(person.burden) < self.set.p.recovered_below
    }

    /// The worker of person `i`.
    pub fn worker_of(&self, i: u32) -> usize {
        (u64::from(i) * self.workers.len() as u64 / u64::from(self.set.people)) as usize
    }

    /// `S`, the effective skill of a worker (4.4).
    pub fn skill(&self, worker: usize) -> f64 {
        let worker = &self.workers[worker];
        let skill = value(worker.skill);
        if self.set.on.worker_practice {
            let empowerment = self.trust(worker.empowerment.prior, &worker.empowerment.evidence);
            skill * (0.5 + 0.5 * self.bearing(empowerment))
        } else {
            skill
        }
    }

    /// The neighbourhood of `i`.
    pub fn home(&self, i: u32) -> u32 {
        i / self.set.p.people_per_neighbourhood as u32
    }

    /// The first person and the size of the neighbourhood of `i`.
    pub fn neighbourhood(&self, i: u32) -> (u32, u32) {
        let full = self.set.p.people_per_neighbourhood as u32;
        let first = self.home(i) * full;
        (first, full.min(self.set.people - first))
    }

    /// `outsider(i, w)` (4.0).
    pub fn outsider(&self, i: u32, w: u32) -> u32 {
        let (first, size) = self.neighbourhood(i);
        let people = self.set.people;
        if people > size {
            let j = pick(w, people - size);
            if j >= first { j + size } else { j }
        } else {
            let j = pick(w, people - 1);
            if j >= i { j + 1 } else { j }
        }
    }

    /// `H`, the hours of a worker (4.3).
    pub fn hours(&self) -> f64 {
        self.structure.as_ref().and_then(|structure| structure.worker_hours).unwrap_or(self.set.p.worker_hours)
    }

    /// A contact in this tick at both ends of the tie between `i` and `j`, if there is one.
    pub fn contact(&mut self, i: u32, j: u32) {
        let t = self.tick;
        for (one, other) in [(i, j), (j, i)] {
            if let Some(tie) = self.person_mut(one).ties.get_mut(&other) {
                tie.contact = t;
            }
        }
    }

    /// Help came in at the end of `i` of the tie to `j`, if there is one.
    pub fn help_in(&mut self, i: u32, j: u32) {
        let t = self.tick;
        if let Some(tie) = self.person_mut(i).ties.get_mut(&j) {
            tie.help_in = Some(t);
        }
    }

    /// `i` has received one and `g` has given one (5.2).
    pub fn owe(&mut self, i: u32, g: u32) {
        let unit = self.unit();
        let receiver = self.person_mut(i);
        receiver.received = (receiver.received + unit).min(LIMIT);
        let giver = self.person_mut(g);
        giver.given = (giver.given + unit).min(LIMIT);
    }
}
