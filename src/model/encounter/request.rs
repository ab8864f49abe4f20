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

/// What the words of a request decide, each with each tie: the order of asking, who agrees, how good the comfort is, and
/// who hears of it.
const ORDER: usize = 0;
const AGREES: usize = 1;
const COMFORT: usize = 2;
const HEARS: usize = 3;

/// Requests that are answered together: as many as a mask has bits.
const ROW: usize = u32::BITS as usize;

/// Some requests, each in its place: one that is over leaves it to another, and nobody moves.
#[derive(Debug)]
struct Row {
    requests: [Request; ROW],
    /// The places that are taken, a bit each.
    taken: u32,
}

/// Favours that are being asked for: one row is filled up and then the other, and answered when its turn comes again. They lie
/// on the stack: in a list of each part they took ten bytes a person.
#[derive(Debug)]
pub struct Requests {
    rows: [Row; 2],
    /// The row that is being filled.
    at: usize,
}

impl Requests {
    /// None yet.
    #[must_use]
    pub fn none() -> Self {
        let row = || Row { requests: [Request::NONE; ROW], taken: 0 };
        Self { rows: [row(), row()], at: 0 }
    }

    /// Begins a request. It is answered when others have been begun, or all are finished.
    #[inline]
    pub fn begin(&mut self, world: &World, request: Request, out: &mut Chunk) {
        while self.rows[self.at].taken == u32::MAX {
            self.at = 1 - self.at;
            self.rows[self.at].answer(world, out);
        }
        self.rows[self.at].put(world, request);
    }

    /// Has all requests answered.
    pub fn finish(&mut self, world: &World, out: &mut Chunk) {
        while self.rows.iter().any(|row| row.taken != 0) {
            self.rows.iter_mut().for_each(|row| row.answer(world, out));
        }
    }
}

impl Row {
    /// Puts a request into a free place, of which there must be one, and lets it turn to the first tie.
    #[inline]
    fn put(&mut self, world: &World, request: Request) {
        let place = self.taken.trailing_ones() as usize % ROW;
        self.requests[place] = request;
        // Where it lies already: a copy right after a change of few bytes would have to wait.
        self.taken |= u32::from(self.requests[place].turn(world)) << place;
    }

    /// Those who were turned to decide, eight at a time, and answer; who was refused and turns to the next tie stays.
    fn answer(&mut self, world: &World, out: &mut Chunk) {
        let mut rest = self.taken;
        while rest != 0 {
            let (mut places, mut count, mut givers) = ([0; TOGETHER], 0, Givers::default());
            while rest != 0 && count < TOGETHER {
                let place = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                let request = &self.requests[place];
                givers.put(count, world, request.end, request.agrees);
                places[count] = place;
                count += 1;
            }
            for (&place, agreed) in places[..count].iter().zip(givers.agree(world)) {
                let request = &mut self.requests[place];
                request.answer(world, agreed, out);
                if agreed || !request.turn(world) {
                    self.taken &= !(1 << place);
                }
            }
        }
    }
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
    /// The places of the two ties that would hear of it first, of which the one that is asked does not count.
    hears: [Option<u8>; 2],
    /// The lots of those not asked yet.
    order: Lots,
}

impl Request {
    /// In a place that nobody has had yet.
    const NONE: Self = Self {
        person: 0,
        agrees: 0,
        comfort: 0,
        end: End::FREE,
        slot: 0,
        asked: 0,
        hears: [None; 2],
        order: Lots::NONE,
    };

    /// Of `person`, who has asked nobody yet, with the luck of `draw`.
    #[inline]
    #[must_use]
    pub fn of(world: &World, person: u32, draw: &Draw) -> Self {
        let alters = Alters::of(world.ties.ends_of(person));
        let order = alters.lots(draw.0[ORDER]);
        let hears = if world.switches.hearsay { alters.lots(draw.0[HEARS]).two_smallest() } else { [None; 2] };
        let [agrees, comfort] = [draw.0[AGREES], draw.0[COMFORT]];
        Self { person, agrees, comfort, end: End::FREE, slot: 0, asked: 0, hears, order }
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
        world.bring_end(self.end);
        if self.listener().is_some() {
            world.bring_alters(std::iter::once(self.end.alter() as usize));
        }
        true
    }

    /// The place of the tie that hears how this one answered.
    fn listener(&self) -> Option<u8> {
        self.hears[usize::from(self.hears[0] == Some(self.slot))]
    }

    /// The tie that was turned to answers.
    #[inline]
    fn answer(&self, world: &World, agreed: bool, out: &mut Chunk) {
        let Self { person, end, slot, .. } = *self;
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
    }
}

fn favour(world: &World, person: u32, giver: u32, word: u32) -> Help {
    if world.switches.help_always_felt {
        return Help::Full;
    }
    let same = || world.people[giver as usize].category == world.people[person as usize].category;
    comfort(world, word, world.in_need(person) && same())
}
