//! Whether somebody agrees to help: direct, upstream and generalised reciprocity.

use crate::model::TOGETHER;
use crate::model::belief::Belief;
use crate::model::chance::{hit, with};
use crate::model::person::{GENERAL, balance};
use crate::model::share::value;
use crate::model::tie::{End, Past};
use crate::model::world::World;

/// What a giver's readiness to help hangs on.
struct Standing {
    /// Disposition to reciprocate.
    reciprocity: f64,
    /// Help received against help given, `-1..1`.
    balance: f64,
    /// Trust in people in general before any evidence.
    prior: f64,
    /// Trust in people in general.
    general: f64,
    /// Trust in the one who asks: that of the tie, without one that in people in general.
    asker: f64,
}

impl Standing {
    /// The probability of agreeing.
    #[inline]
    fn willing(&self, world: &World, bonus: f64, concern: f64) -> f64 {
        let (parameters, switches) = (&world.parameters, &world.switches);
        let balance = if switches.upstream_reciprocity { self.balance } else { 0.0 };
        let general = if switches.generalised_reciprocity { self.general } else { self.prior };
        let trust = if switches.direct_reciprocity { self.asker } else { self.prior };
        let sum = parameters.willing_base
            + parameters.willing_reciprocity * self.reciprocity * (1.0 + balance) / 2.0
            + parameters.willing_tie * trust
            + parameters.willing_general * general
            + bonus;
        (concern * sum).clamp(0.0, 1.0)
    }
}

/// The probability that `giver` agrees to help `asker`.
///
/// `balance` is help received against help given of the giver, in `-1..1`.
#[must_use]
pub fn willing(world: &World, giver: u32, asker: u32, balance: f64, bonus: f64, concern: f64) -> f64 {
    let person = &world.people[giver as usize];
    let general = world.trust(giver, GENERAL);
    let standing = Standing {
        reciprocity: person.reciprocity(),
        balance,
        prior: world.prior(giver, GENERAL),
        general,
        asker: world.ties.slot(giver, asker).map_or(general, |slot| world.tie_trust(giver, slot)),
    };
    standing.willing(world, bonus, concern)
}

/// Some who are asked by those they are tied to.
#[derive(Default)]
pub struct Givers {
    reciprocity: [u16; TOGETHER],
    prior: [u16; TOGETHER],
    received: [u32; TOGETHER],
    given: [u32; TOGETHER],
    general: [Belief; TOGETHER],
    past: [Past; TOGETHER],
    /// Who they are, and the word under which the ties of the one who asks agree.
    id: [u32; TOGETHER],
    word: [u32; TOGETHER],
}

impl Givers {
    /// Puts the person at `end` of a tie into place `at`, asked from its other end, whose ties agree under `word`.
    #[inline]
    pub fn put(&mut self, at: usize, world: &World, end: End, word: u32) {
        (self.id[at], self.word[at]) = (end.alter(), word);
        let person = &world.people[end.alter() as usize];
        self.reciprocity[at] = person.reciprocity;
        self.prior[at] = person.prior[GENERAL];
        (self.received[at], self.given[at]) = (person.received, person.given);
        self.general[at] = person.beliefs[GENERAL];
        self.past[at] = *world.ties.past(end.alter(), end.reverse());
    }

    /// Whether they agree.
    // Inlined, it would be mixed with what is around it, and no longer be worked out together.
    #[inline(never)]
    #[must_use]
    pub fn agree(&self, world: &World) -> [bool; TOGETHER] {
        let (strength, scale) = (world.parameters.prior_strength, &world.scale);
        let mut agree = [false; TOGETHER];
        for (at, agree) in agree.iter_mut().enumerate() {
            let standing = Standing {
                reciprocity: value(self.reciprocity[at]),
                balance: balance(self.received[at], self.given[at], scale),
                prior: value(self.prior[at]),
                general: self.general[at].trust(self.prior[at], strength, scale),
                asker: self.past[at].trust(self.prior[at], strength, scale),
            };
            *agree = hit(with(self.word[at], self.id[at]), standing.willing(world, 0.0, 1.0));
        }
        agree
    }
}
