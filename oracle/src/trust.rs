//! The law of trust (4.6), willingness and comfort (4.2), and the settling of wishes for ties (4.7).

use crate::chance::{Process, hit, long, with};
use crate::numbers::{Belief, Evidence, ONE, rise, value};
use crate::state::{DEPENDENCE, EMPOWERMENT, GENERAL, SERVICES, Tie, World};

/// With whom an episode took place: the rows of the table of 4.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    Peer(u32),
    GuidedPeer(u32),
    Worker,
}

/// An episode of `who` (4.6).
#[derive(Clone, Copy, Debug)]
pub struct Episode {
    pub who: u32,
    pub with: With,
    pub stake: f64,
    pub felt: f64,
    pub received: f64,
    pub voice: f64,
    pub refused: bool,
    /// Whether the other is known to `who` (4.4.4).
    pub known: bool,
}

impl Episode {
    /// Having been refused by `j`.
    pub fn refusal(who: u32, j: u32, stake: f64, known: bool) -> Self {
        Self { who, with: With::Peer(j), stake, felt: 0.0, received: 0.0, voice: 0.0, refused: true, known }
    }
}

/// A wish for a tie (4.7).
#[derive(Clone, Debug)]
pub struct Wish {
    pub lot: u64,
    /// The end that may have evidence and help come in.
    pub end: u32,
    pub other: u32,
    pub origin: u32,
    /// Stake and value of the evidence, if any; help then came in.
    pub evidence: Option<(f64, f64)>,
}

/// What every phase adds up and settles at its end.
#[derive(Clone, Debug)]
pub struct Settlement {
    /// Changes of burden (5.1).
    pub burdens: Vec<i64>,
    pub wishes: Vec<Wish>,
}

impl Settlement {
    pub fn new(world: &World) -> Self {
        Self { burdens: vec![0; world.people.len()], wishes: Vec::new() }
    }

    pub fn rise(&mut self, i: u32, x: f64) {
        self.burdens[i as usize] += rise(x);
    }

    pub fn fall(&mut self, i: u32, x: f64) {
        self.burdens[i as usize] -= rise(x);
    }

    /// Burdens are limited once for each phase and person, wishes settled after the evidence.
    pub fn settle(self, world: &mut World) {
        for (person, change) in world.people.iter_mut().zip(&self.burdens) {
            person.burden = (person.burden + change).clamp(0, ONE);
        }
        world.form_ties(self.wishes);
    }
}

impl World {
    fn one_evidence(&self, mut evidence: Evidence, stake: f64, felt: f64) -> Evidence {
        evidence.take(stake, felt, self.set.p.burned_weight, self.unit());
        evidence
    }

    /// A belief of `i` takes a stake at a value.
    pub fn learn(&mut self, i: u32, belief: usize, stake: f64, felt: f64) {
        let Belief { evidence, .. } = self.person(i).beliefs[belief];
        self.person_mut(i).beliefs[belief].evidence = self.one_evidence(evidence, stake, felt);
    }

    /// The end of `i` of the tie to `j`, if there is one, takes a stake at a value.
    pub fn learn_tie(&mut self, i: u32, j: u32, stake: f64, felt: f64) {
        let (weight, unit) = (self.set.p.burned_weight, self.unit());
        if let Some(tie) = self.person_mut(i).ties.get_mut(&j) {
            tie.evidence.take_in_steps(stake, felt, weight, unit);
        }
    }

    /// The empowerment of a worker takes a stake at a value.
    pub fn learn_worker(&mut self, worker: usize, stake: f64, felt: f64) {
        let grown = self.one_evidence(self.workers[worker].empowerment.evidence, stake, felt);
        self.workers[worker].empowerment.evidence = grown;
    }

    /// People in general take their share of a stake: less of it from somebody known.
    pub fn learn_of_people(&mut self, i: u32, stake: f64, felt: f64, known: bool) {
        let p = &self.set.p;
        let shared = p.stake_shared * stake;
        let less = if known && self.set.on.known_say_less { shared * p.stake_known } else { shared };
        self.learn(i, GENERAL, less, felt);
    }

    /// Whether two have met often: members of one network for long enough (4.4.4).
    pub fn met_often(&self, i: u32, j: u32) -> bool {
        let (one, other) = (self.person(i), self.person(j));
        match (one.member_since, other.member_since) {
            (Some(a), Some(b)) => one.network == other.network && self.often_since(a.max(b)),
            _ => false,
        }
    }

    /// Whether a member has met the worker often.
    pub fn met_worker_often(&self, i: u32) -> bool {
        self.person(i).member_since.is_some_and(|since| self.often_since(since))
    }

    fn often_since(&self, since: u32) -> bool {
        let Some(structure) = &self.structure else { return false };
        f64::from((self.tick - since) / structure.meets_every_weeks) >= self.set.p.familiar_after
    }

    /// Whether `j` is known to `i`.
    pub fn known(&self, i: u32, j: u32) -> bool {
        self.tied(i, j) || self.met_often(i, j)
    }

    /// What an episode leaves on the beliefs of the one who was vulnerable, and of the giver (4.6).
    pub fn leave(&mut self, episode: Episode) {
        let Episode { who, with, stake, felt, received, voice, refused, known } = episode;
        let shared = self.set.p.stake_shared;
        match with {
            With::Peer(g) => self.learn_tie(who, g, stake, felt),
            With::GuidedPeer(g) => {
                self.learn_tie(who, g, stake, felt);
                self.learn(who, SERVICES, shared * stake, felt);
            }
            With::Worker => self.learn(who, SERVICES, stake, felt),
        }
        self.learn_of_people(who, stake, felt, known);
        if refused {
            return;
        }
        if self.set.on.illich_attribution {
            self.learn(who, EMPOWERMENT, shared * stake, voice * felt);
        } else {
            self.learn(who, EMPOWERMENT, voice * shared * stake, felt);
        }
        self.learn(who, DEPENDENCE, (1.0 - voice) * shared * stake, received);
        if let With::Peer(g) | With::GuidedPeer(g) = with
            && self.set.on.giver_competence
        {
            self.learn(g, EMPOWERMENT, shared * stake, felt);
        }
    }

    /// `willing(g, e, bonus, concern)` (4.2), with what `g` has received and given told apart,
    /// since these move inside a meeting.
    pub fn willing(&self, g: u32, e: u32, bonus: f64, concern: f64, owed: (u64, u64)) -> f64 {
        let (p, on) = (&self.set.p, &self.set.on);
        let (received, given) = (owed.0 as f64, owed.1 as f64);
        let balance =
            if on.upstream_reciprocity { (received - given) / (received + given + self.unit() as f64) } else { 0.0 };
        let general = if on.generalised_reciprocity { self.belief(g, GENERAL) } else { self.prior(g, GENERAL) };
        let trust = if on.direct_reciprocity {
            self.tie_trust(g, e).unwrap_or_else(|| self.belief(g, GENERAL))
        } else {
            self.prior(g, GENERAL)
        };
        let reciprocity = value(self.person(g).reciprocity);
        let sum = p.willing_base
            + p.willing_reciprocity * reciprocity * (1.0 + balance) / 2.0
            + p.willing_tie * self.bearing(trust)
            + p.willing_general * self.bearing(general)
            + bonus;
        (concern * sum).clamp(0.0, 1.0)
    }

    /// What `g` has received and given.
    pub fn owed(&self, g: u32) -> (u64, u64) {
        (self.person(g).received, self.person(g).given)
    }

    /// `comfort(w, same)` (4.2).
    pub fn comfort(&self, w: u32, same: bool) -> f64 {
        let p = &self.set.p;
        let chance = if same { p.comfort_chance + p.same_shoes } else { p.comfort_chance };
        if hit(w, chance) { p.comfort_good } else { p.comfort_poor }
    }

    /// 1 in place of `h` or `y` of help that is given, with the switch `help_always_felt` (4.2).
    pub fn given(&self, x: f64) -> f64 {
        if self.set.on.help_always_felt { 1.0 } else { x }
    }

    /// Relief and load of help given by a person, where help has effects (4.2).
    pub fn burden_of_help(&self, settlement: &mut Settlement, e: u32, g: Option<u32>, felt: f64) {
        let (p, on) = (&self.set.p, &self.set.on);
        if !on.help_effect {
            return;
        }
        settlement.fall(e, p.relief_receiving * felt);
        if let Some(g) = g {
            settlement.rise(g, p.giver_load);
            if on.giver_relief {
                settlement.fall(g, p.relief_giving * felt);
            }
        }
    }

    /// The tie of `e` other than `object` with the smallest `draw(HEAR, e, l, t, turn).w0` hears (4.4).
    /// Without an object it hears of services.
    pub fn hear(&mut self, was: &World, e: u32, object: Option<u32>, turn: u32, stake: f64, felt: f64) {
        if !self.set.on.hearsay {
            return;
        }
        let others = was.person(e).ties.keys().copied().filter(|&l| Some(l) != object);
        let d = self.chance.draw(Process::Hear, e, None, self.tick, turn);
        let listener = others.min_by_key(|&l| with(d, l)[0]);
        let Some(l) = listener else { return };
        let Some(trust) = was.tie_trust(l, e) else { return };
        let heard = trust * self.set.p.hearsay_weight * stake;
        match object {
            Some(g) => self.learn_tie(l, g, heard, felt),
            None => self.learn(l, SERVICES, heard, felt),
        }
    }

    /// The lot of a wish between `i` and `j` (4.7).
    pub fn wish_lot(&self, i: u32, j: u32, phase: u32) -> u64 {
        let d = self.chance.draw(Process::Tie, i.min(j), Some(i.max(j)), self.tick, phase);
        long(d[0], d[1])
    }

    /// Settles wishes for ties (4.7).
    pub fn form_ties(&mut self, mut wishes: Vec<Wish>) {
        wishes
            .sort_by_key(|wish| (wish.lot, wish.end.min(wish.other), wish.end.max(wish.other), wish.end, wish.origin));
        let places = self.set.p.tie_places as usize;
        for wish in wishes {
            let (end, other) = (wish.end, wish.other);
            if !self.tied(end, other) {
                if [end, other].iter().any(|&one| self.person(one).ties.len() >= places) {
                    continue;
                }
                let tie = Tie { origin: wish.origin, evidence: Evidence::default(), contact: self.tick, help_in: None };
                self.person_mut(end).ties.insert(other, tie.clone());
                self.person_mut(other).ties.insert(end, tie);
            }
            if let Some((stake, felt)) = wish.evidence {
                self.learn_tie(end, other, stake, felt);
                self.help_in(end, other);
            }
        }
    }
}
