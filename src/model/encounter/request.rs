//! Everyday requests: favours are asked of ties, one after the other, until one agrees.
//!
//! Nobody's request bears on anybody else's in the same week. So many are under way at once: while some are answered, the
//! people to whom others have turned come near.

use super::willing::Givers;
use super::{Told, comfort, hear};
use crate::model::TOGETHER;
use crate::model::chance::{Draw, with};
use crate::model::episode::{Episode, With};
use crate::model::happened::{Chunk, put};
use crate::model::ledger::Cause;
use crate::model::outcome::{Help, Kind, Stake};
use crate::model::tie::{Alters, End, Lots};
use crate::model::world::World;
use arrayvec::ArrayVec;

/// What the words of a request decide, each with each tie: the order of asking, who agrees, how good the comfort is, and
/// who hears of it.
const ORDER: usize = 0;
const AGREES: usize = 1;
const COMFORT: usize = 2;
const HEARS: usize = 3;

/// Requests that are answered together.
const ROW: usize = 4 * TOGETHER;

type Row = ArrayVec<Request, ROW>;

/// Favours that are being asked for: one row is filled up and then the other, and answered when its turn comes again. They lie
/// on the stack: in a list of each part they took ten bytes a person.
#[derive(Debug, Default)]
pub struct Requests {
    rows: [Row; 2],
    /// The row that is being filled.
    at: usize,
}

impl Requests {
    /// Begins a request. It is answered when others have been begun, or all are finished.
    #[inline]
    pub fn begin(&mut self, world: &World, request: Request, out: &mut Chunk) {
        while self.rows[self.at].is_full() {
            self.at = 1 - self.at;
            answer(world, &mut self.rows[self.at], out);
        }
        let row = &mut self.rows[self.at];
        row.push(request);
        // Where it lies already: a copy right after a change of few bytes would have to wait.
        if !row.last_mut().is_some_and(|request| request.turn(world)) {
            row.pop();
        }
    }

    /// Has all requests answered.
    pub fn finish(&mut self, world: &World, out: &mut Chunk) {
        while self.rows.iter().any(|row| !row.is_empty()) {
            self.rows.iter_mut().for_each(|row| answer(world, row, out));
        }
    }
}

/// Has a row answered; those who were refused and turn to their next tie stay in it.
fn answer(world: &World, row: &mut Row, out: &mut Chunk) {
    row.chunks_mut(TOGETHER).for_each(|some| decide(world, some));
    row.retain(|request| !request.answer(world, out) && request.turn(world));
}

/// A favour that somebody asks for until a tie agrees.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    person: u32,
    /// The word under which ties agree.
    agrees: u32,
    /// The word under which comfort is good.
    comfort: u32,
    /// The end of the tie that is asked now, and its place.
    end: End,
    slot: u8,
    /// Ties asked, this one included.
    asked: u8,
    /// Whether that tie agrees.
    agreed: bool,
    /// The places of the two ties that would hear of it first, of which the one that is asked does not count.
    hears: [Option<u8>; 2],
    /// The lots of those not asked yet.
    order: Lots,
}

impl Request {
    /// Of `person`, who has asked nobody yet, with the luck of `draw`.
    #[must_use]
    pub fn of(world: &World, person: u32, draw: &Draw) -> Self {
        let alters = Alters::of(world.ties.ends_of(person));
        let order = alters.lots(draw.0[ORDER]);
        let hears = if world.switches.hearsay { alters.lots(draw.0[HEARS]).two_smallest() } else { [None; 2] };
        let [agrees, comfort] = [draw.0[AGREES], draw.0[COMFORT]];
        Self { person, agrees, comfort, end: End::FREE, slot: 0, asked: 0, agreed: false, hears, order }
    }

    /// Turns to the next tie; false if nobody is left, or as many were asked as one asks.
    fn turn(&mut self, world: &World) -> bool {
        if f64::from(self.asked) >= world.parameters.asks {
            return false;
        }
        let Some(slot) = self.order.smallest() else { return false };
        self.order.take(slot);
        self.slot = slot as u8;
        self.end = world.ties.end(self.person, self.slot);
        self.asked += 1;
        world.bring_ends(std::iter::once(self.end));
        true
    }

    /// The place of the tie that hears how this one answered.
    fn listener(&self) -> Option<u8> {
        self.hears[usize::from(self.hears[0] == Some(self.slot))]
    }

    /// The tie that was turned to answers; whether it agreed.
    fn answer(&self, world: &World, out: &mut Chunk) -> bool {
        let Self { person, end, slot, agreed, .. } = *self;
        let (alter, far) = (end.alter(), end.reverse());
        let (cause, help) = if agreed {
            (Cause::Favour, favour(world, person, alter, with(self.comfort, alter)))
        } else {
            (Cause::Refusal, Help::Refused)
        };
        let kind = Kind::of(cause, With::Peer, Stake::Favour, help);
        out.tally.requests += 1;
        put(&mut out.episodes, Episode { ego: person, alter, near: slot, far, kind });
        if let Some(slot) = self.listener() {
            hear(world, out, &Told { teller: person, slot, about: alter, kind });
        }
        agreed
    }
}

/// Those who were turned to decide whether they agree.
fn decide(world: &World, requests: &mut [Request]) {
    let mut givers = Givers::default();
    for (at, request) in requests.iter().enumerate() {
        givers.put(at % TOGETHER, world, request.end, request.agrees);
    }
    for (request, agreed) in requests.iter_mut().zip(givers.agree(world)) {
        request.agreed = agreed;
    }
}

fn favour(world: &World, person: u32, giver: u32, word: u32) -> Help {
    if world.switches.help_always_felt {
        return Help::Full;
    }
    let same = world.people[giver as usize].category == world.people[person as usize].category;
    comfort(world, word, same && world.in_need(person))
}
