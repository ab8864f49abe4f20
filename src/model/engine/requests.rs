//! Everyday requests: so many are under way at once. While some are answered, the people to whom others have turned are
//! prefetched; nobody's request changes anybody else's in the same week.

use crate::model::chance::{hit, with};
use crate::model::effects::Effects;
use crate::model::lanes::LANES;
use crate::model::rules::belief::bearing;
use crate::model::rules::everyday::{Request, willing};
use crate::model::rules::view::{tie_trust_of, trust_of};
use crate::model::rules::willing::{Standing, balance};
use crate::model::share::value;
use crate::model::state::belief::Belief;
use crate::model::state::person::GENERAL;
use crate::model::state::tie::{End, Past};
use crate::model::state::world::World;

/// Requests that are answered together: as many as a mask has bits.
const IN_BATCH: usize = u32::BITS as usize;

/// Some requests, each in its place: one that is over leaves it to another, and nobody moves.
#[derive(Debug)]
struct Batch {
    requests: [Request; IN_BATCH],
    /// The places that are taken, a bit each.
    taken: u32,
}

/// Favours that are being asked for: one batch is filled up and then the other, and answered when its turn comes again. They lie
/// on the stack: in a list of each part they took ten bytes a person.
#[derive(Debug)]
pub struct Requests {
    batches: [Batch; 2],
    /// The batch that is being filled.
    at: usize,
}

impl Requests {
    /// None yet.
    #[must_use]
    pub fn none() -> Self {
        let batch = || Batch { requests: [Request::NONE; IN_BATCH], taken: 0 };
        Self { batches: [batch(), batch()], at: 0 }
    }

    /// Begins a request. It is answered when others have been begun, or all are finished.
    #[inline]
    pub fn begin(&mut self, world: &World, request: Request, effects: &mut Effects) {
        while self.batches[self.at].taken == u32::MAX {
            self.at = 1 - self.at;
            self.batches[self.at].answer(world, effects);
        }
        self.batches[self.at].put(world, request);
    }

    /// Has all requests answered.
    pub fn finish(&mut self, world: &World, effects: &mut Effects) {
        while self.batches.iter().any(|batch| batch.taken != 0) {
            self.batches.iter_mut().for_each(|batch| batch.answer(world, effects));
        }
    }
}

impl Batch {
    /// Puts a request into a free place, of which there must be one, and lets it turn to the first tie.
    #[inline]
    fn put(&mut self, world: &World, request: Request) {
        let place = self.taken.trailing_ones() as usize % IN_BATCH;
        self.requests[place] = request;
        // Where it lies already: a copy right after a change of few bytes would have to wait.
        self.taken |= u32::from(ask_next(world, &mut self.requests[place])) << place;
    }

    /// Those who were turned to decide, eight at a time, and answer; who was refused and turns to the next tie stays.
    fn answer(&mut self, world: &World, effects: &mut Effects) {
        let mut rest = self.taken;
        while rest != 0 {
            let (mut places, mut count, mut givers) = ([0; LANES], 0, Givers::default());
            while rest != 0 && count < LANES {
                let place = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                let request = &self.requests[place];
                givers.put(count, world, request.asked, request.agrees);
                places[count] = place;
                count += 1;
            }
            for (&place, agreed) in places[..count].iter().zip(givers.agree(world)) {
                let request = &mut self.requests[place];
                request.answer(world.view(), agreed, effects);
                if agreed || !ask_next(world, request) {
                    self.taken &= !(1 << place);
                }
            }
        }
    }
}

/// The request turns to the next tie, which is prefetched; false if there is none.
#[inline]
fn ask_next(world: &World, request: &mut Request) -> bool {
    let turned = request.ask_next(world.view());
    if turned {
        world.prefetch_end(request.asked);
        if request.listener().is_some() {
            world.prefetch_alters(std::iter::once(request.asked.alter() as usize));
        }
    }
    turned
}

/// Some who are asked by those they are tied to.
#[derive(Default)]
struct Givers {
    reciprocity: [u16; LANES],
    prior: [u16; LANES],
    received: [u32; LANES],
    given: [u32; LANES],
    general: [Belief; LANES],
    past: [Past; LANES],
    /// How far the prior of trust in who asks is raised.
    raise: [f64; LANES],
    /// Who they are, and the word under which the ties of the one who asks agree.
    id: [u32; LANES],
    word: [u32; LANES],
}

impl Givers {
    /// Puts the person at `end` of a tie into place `at`, asked from its other end, whose ties agree under `word`.
    #[inline]
    fn put(&mut self, at: usize, world: &World, end: End, word: u32) {
        (self.id[at], self.word[at]) = (end.alter(), word);
        let person = &world.people[end.alter() as usize];
        self.reciprocity[at] = person.reciprocity;
        self.prior[at] = person.prior[GENERAL];
        (self.received[at], self.given[at]) = (person.received, person.given);
        self.general[at] = person.beliefs[GENERAL];
        self.raise[at] = world.raise(end);
        self.past[at] = *world.ties.past(end.alter(), end.reverse());
    }

    /// Whether they agree to a favour, as [`Request::agreed`] tells of one. What they depend on is that of [`View::standing`](crate::model::rules::view::View::standing), for eight at once.
    // Inlined, it would be mixed with what is around it, and no longer be worked out together.
    #[inline(never)]
    #[must_use]
    fn agree(&self, world: &World) -> [bool; LANES] {
        let (parameters, switches, scale) = (&world.parameters, &world.switches, &world.scale);
        let strength = parameters.prior_strength;
        let bears = |trust| bearing(trust, switches.beliefs_idle);
        let mut agree = [false; LANES];
        for (at, agree) in agree.iter_mut().enumerate() {
            let standing = Standing {
                reciprocity: value(self.reciprocity[at]),
                balance: balance(self.received[at], self.given[at], scale.unit),
                prior: bears(value(self.prior[at])),
                general: bears(trust_of(&self.general[at], self.prior[at], strength, scale)),
                asker: bears(tie_trust_of(&self.past[at], self.prior[at], self.raise[at], strength, scale)),
            };
            *agree = hit(with(self.word[at], self.id[at]), willing(&standing, parameters, switches));
        }
        agree
    }
}
