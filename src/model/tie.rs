//! A tie: a mutual acquaintance, stored as one end at each person. Those of a population are in `ties.rs`.

use super::TOGETHER;
use super::belief::{Belief, Scale, trust};
use super::chance::with;
use wide::u32x8;

/// Where a tie comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Origin {
    /// Family.
    Kin = 0,
    /// Neighbours, and acquaintances of the beginning.
    Neighbour = 1,
    /// Members of one network.
    CoMember = 2,
    /// Met by helping: recruited supporters, civic acts.
    Helper = 3,
}

/// In place of a tick where there is none.
pub const NEVER: u16 = u16::MAX;

/// The most people whose ties can be told apart: an alter has 26 bits.
pub const MOST_PEOPLE: u32 = (1 << ALTER_BITS) - 1;
/// The most evidence, in steps, on either side of a tie: it has 18 bits.
pub const MOST_STEPS: u32 = (1 << STEP_BITS) - 1;
/// Grains of the scale of evidence that make one step of a tie's: ties are many, and hold coarser evidence in less room.
pub const GRAINS_PER_STEP: u32 = 512;

const ALTER_BITS: u32 = 26;
const REVERSE_BITS: u32 = 4;
const STEP_BITS: u32 = 18;
/// In the bits of an alter, in a free place.
pub(super) const FREE_ALTER: u32 = MOST_PEOPLE;
/// In the 14 bits of a tick in a tie, in place of a tick where there is none.
const NO_TICK: u32 = (1 << (32 - STEP_BITS)) - 1;
/// Ticks in which a tie can tell when it was, at most.
pub const MOST_TICKS: u32 = NO_TICK;

/// Who is at the other end of a tie, in 4 bytes: most that is asked about a tie is this, and of all of a person's at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End(
    /// Alter (26 bits), the place of the other end among the alter's ties (4), origin (2).
    u32,
);

impl End {
    /// Nobody, in a free place.
    pub const FREE: Self = Self(FREE_ALTER);

    /// `alter`, at whose end the tie is in place `reverse`.
    #[must_use]
    pub fn new(alter: u32, reverse: u8, origin: Origin) -> Self {
        let place = u32::from(reverse) << ALTER_BITS;
        Self(alter | place | ((origin as u32) << (ALTER_BITS + REVERSE_BITS)))
    }

    /// Whether there is somebody.
    #[inline]
    #[must_use]
    pub fn is_held(self) -> bool {
        self.alter() != FREE_ALTER
    }

    /// The person; nobody that is in a free place.
    #[inline]
    #[must_use]
    pub fn alter(self) -> u32 {
        self.0 & MOST_PEOPLE
    }

    /// The place of this end among the alter's ties.
    #[inline]
    #[must_use]
    pub fn reverse(self) -> u8 {
        ((self.0 >> ALTER_BITS) & ((1 << REVERSE_BITS) - 1)) as u8
    }

    /// Where the tie comes from.
    #[must_use]
    pub fn origin(self) -> Origin {
        match self.0 >> (ALTER_BITS + REVERSE_BITS) {
            0 => Origin::Kin,
            1 => Origin::Neighbour,
            2 => Origin::CoMember,
            _ => Origin::Helper,
        }
    }
}

/// What happened at one end of a tie, in 8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// Evidence honoured, in steps (18 bits), tick of the last contact (14).
    honoured_contact: u32,
    /// Evidence burned, weighted, in steps (18 bits), tick in which help last came in (14).
    burned_help: u32,
}

impl Past {
    /// Nothing, in a free place.
    pub const FREE: Self = Self { honoured_contact: NO_TICK << STEP_BITS, burned_help: NO_TICK << STEP_BITS };

    /// That of a tie formed in `tick`, without evidence.
    #[must_use]
    pub fn new(tick: u32) -> Self {
        Self { honoured_contact: tick << STEP_BITS, ..Self::FREE }
    }

    /// Evidence on the alter, in steps; its prior is the holder's prior of general trust.
    #[inline]
    #[must_use]
    pub fn evidence(&self) -> Belief {
        Belief { r: self.honoured_contact & MOST_STEPS, s: self.burned_help & MOST_STEPS }
    }

    /// Trust in the alter, with the holder's prior of general trust.
    #[inline]
    #[must_use]
    pub fn trust(&self, prior: u16, strength: f64, scale: &Scale) -> f64 {
        trust(self.evidence(), f64::from(GRAINS_PER_STEP), prior, strength, scale)
    }

    /// Takes evidence, in grains of 2⁻¹⁶, on the scale of the present tick.
    #[inline]
    pub fn take(&mut self, honoured: u32, burned: u32, scale: &Scale) {
        self.take_steps(steps(honoured, burned, scale));
    }

    /// Takes evidence that is in [`steps`] already.
    #[inline]
    pub(super) fn take_steps(&mut self, evidence: Belief) {
        let Belief { r, s } = self.evidence();
        self.put(Belief { r: (r + evidence.r).min(MOST_STEPS), s: (s + evidence.s).min(MOST_STEPS) });
    }

    /// Halves the evidence when the scale is halved.
    pub fn halve(&mut self) {
        let mut evidence = self.evidence();
        evidence.halve();
        self.put(evidence);
    }

    fn put(&mut self, evidence: Belief) {
        self.honoured_contact = (self.honoured_contact & !MOST_STEPS) | evidence.r;
        self.burned_help = (self.burned_help & !MOST_STEPS) | evidence.s;
    }

    /// Tick of the last contact, equal at both ends.
    #[inline]
    #[must_use]
    pub fn contact(&self) -> u32 {
        self.honoured_contact >> STEP_BITS
    }

    /// Notes a contact.
    #[inline]
    pub fn meet(&mut self, tick: u32) {
        self.honoured_contact = (self.honoured_contact & MOST_STEPS) | (tick << STEP_BITS);
    }

    /// Tick in which help last came in at this end; `None` if it never did.
    #[inline]
    #[must_use]
    pub fn help_in(&self) -> Option<u32> {
        Some(self.burned_help >> STEP_BITS).filter(|&tick| tick != NO_TICK)
    }

    /// Notes that help came in at this end.
    #[inline]
    pub fn help(&mut self, tick: u32) {
        self.burned_help = (self.burned_help & MOST_STEPS) | (tick << STEP_BITS);
    }
}

impl Default for Past {
    fn default() -> Self {
        Self::FREE
    }
}

/// One end of a tie, as it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HalfTie {
    /// Who is at the other end.
    pub end: End,
    /// What happened at this one.
    pub past: Past,
}

impl HalfTie {
    /// A free place.
    pub const FREE: Self = Self { end: End::FREE, past: Past::FREE };

    /// A tie to `alter`, at whose end it is in place `reverse`, formed in `tick`, without evidence.
    #[must_use]
    pub fn new(alter: u32, reverse: u8, origin: Origin, tick: u32) -> Self {
        Self { end: End::new(alter, reverse, origin), past: Past::new(tick) }
    }

    /// Whether somebody is at the other end.
    #[inline]
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.end.is_held()
    }

    /// The person at the other end; nobody that is in a free place.
    #[inline]
    #[must_use]
    pub fn alter(&self) -> u32 {
        self.end.alter()
    }

    /// The place of the other end among the alter's ties.
    #[inline]
    #[must_use]
    pub fn reverse(&self) -> u8 {
        self.end.reverse()
    }

    /// Where the tie comes from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.end.origin()
    }

    /// Tick of the last contact, equal at both ends.
    #[inline]
    #[must_use]
    pub fn contact(&self) -> u32 {
        self.past.contact()
    }

    /// Tick in which help last came in at this end; `None` if it never did.
    #[inline]
    #[must_use]
    pub fn help_in(&self) -> Option<u32> {
        self.past.help_in()
    }

    /// Evidence on the alter, in steps.
    #[inline]
    #[must_use]
    pub fn evidence(&self) -> Belief {
        self.past.evidence()
    }

    /// Trust in the alter, with the holder's prior of general trust.
    #[inline]
    #[must_use]
    pub fn trust(&self, prior: u16, strength: f64, scale: &Scale) -> f64 {
        self.past.trust(prior, strength, scale)
    }
}

/// The most places for ties.
pub const MOST_PLACES: usize = 16;

/// The alters of a person's ties, place by place; nobody that is in free places and beyond them.
#[derive(Clone, Copy, Debug)]
pub struct Alters {
    alters: [[u32; TOGETHER]; 2],
    /// In free places, and beyond the last, all bits are set.
    free: [u32x8; 2],
    /// The places that are not free, a bit each.
    held: u32,
    /// Whether there are more places than are looked at together.
    many: bool,
}

impl Alters {
    /// Those of the ties of a person.
    #[inline]
    #[must_use]
    pub fn of(ends: &[End]) -> Self {
        let (mut alters, many) = ([[FREE_ALTER; TOGETHER]; 2], ends.len() > TOGETHER);
        if let Ok(ends) = <&[End; TOGETHER]>::try_from(ends) {
            // The usual number, which the compiler knows: so it can be all at once.
            alters[0].iter_mut().zip(ends).for_each(|(alter, end)| *alter = end.alter());
        } else {
            alters.as_flattened_mut().iter_mut().zip(ends).for_each(|(alter, end)| *alter = end.alter());
        }
        let free = alters.map(|alters| u32x8::new(alters).simd_eq(u32x8::splat(FREE_ALTER)));
        Self { alters, free, held: !places_of(free, many, u32x8::MAX), many }
    }

    /// A lot for each under `word`.
    #[inline]
    #[must_use]
    pub fn lots(&self, word: u32) -> Lots {
        let draw = |few: usize| u32x8::new(self.alters[few].map(|alter| with(word, alter))) | self.free[few];
        let more = if self.many { draw(1) } else { self.free[1] };
        Lots { lots: [draw(0), more], left: self.held, many: self.many }
    }
}

/// The places in which these are `numbers`, a bit each; those beyond eight only if there are `many`.
#[inline]
fn places_of([few, more]: [u32x8; 2], many: bool, numbers: u32x8) -> u32 {
    let mut places = few.simd_eq(numbers).to_bitmask();
    if many {
        places |= more.simd_eq(numbers).to_bitmask() << TOGETHER;
    }
    places
}

/// A lot for each of a person's ties. Those of different people differ.
#[derive(Clone, Copy, Debug)]
pub struct Lots {
    /// Place by place; all bits are set in those that are taken.
    lots: [u32x8; 2],
    /// The places that are left, a bit each: a lot may have all bits set, too.
    left: u32,
    many: bool,
}

impl Lots {
    /// Where nobody is left.
    pub const NONE: Self = Self { lots: [u32x8::MAX; 2], left: 0, many: false };

    /// The place that is left with the smallest lot.
    #[inline]
    #[must_use]
    pub fn smallest(&self) -> Option<usize> {
        let [few, more] = self.lots;
        let least = if self.many { few.min(more) } else { few }.reduce_min();
        let places = places_of(self.lots, self.many, u32x8::splat(least)) & self.left;
        (places != 0).then_some(places.trailing_zeros() as usize)
    }

    /// The two places that are left with the smallest lots, the smallest first.
    #[inline]
    #[must_use]
    pub fn two_smallest(&self) -> [Option<u8>; 2] {
        let first = self.smallest();
        let second = first.and_then(|slot| self.without(slot).smallest());
        [first, second].map(|place| place.map(|place| place as u8))
    }

    /// Takes a place away.
    #[inline]
    pub fn take(&mut self, slot: usize) {
        const NUMBERS: u32x8 = u32x8::new([0, 1, 2, 3, 4, 5, 6, 7]);
        self.left &= !(1 << slot);
        self.lots[0] |= NUMBERS.simd_eq(u32x8::splat(slot as u32));
        if self.many {
            self.lots[1] |= NUMBERS.simd_eq(u32x8::splat((slot as u32).wrapping_sub(TOGETHER as u32)));
        }
    }

    /// The same without a place.
    #[inline]
    #[must_use]
    pub fn without(mut self, slot: usize) -> Self {
        self.take(slot);
        self
    }
}

/// Evidence in grains of 2⁻¹⁶ in steps, on the scale of the present tick: to the nearest step and up to [`MOST_STEPS`].
#[inline]
pub(super) fn steps(honoured: u32, burned: u32, scale: &Scale) -> Belief {
    let steps = |grains: u32| {
        let steps = (u64::from(grains) * u64::from(scale.unit) + (1 << 24)) >> 25;
        steps.min(u64::from(MOST_STEPS)) as u32
    };
    Belief { r: steps(honoured), s: steps(burned) }
}

/// The longest time without contact that a tie outlives, in weeks, counted up to more than a world can last; `None`
/// if ties never go.
#[must_use]
pub fn longest_gap(fading: f64, floor: f64) -> Option<u32> {
    if fading >= 1.0 {
        return None;
    }
    let mut strength = 1.0 * fading;
    let mut weeks = 0;
    while strength >= floor && weeks < u32::from(NEVER) {
        weeks += 1;
        strength *= fading;
    }
    Some(weeks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_follow_the_strength() {
        assert_eq!(longest_gap(0.5, 0.3), Some(1));
        assert_eq!(longest_gap(0.9, 0.95), Some(0));
        assert_eq!(longest_gap(1.0, 0.5), None);
        assert_eq!(longest_gap(0.998, 0.7), Some(178));
    }

    #[test]
    fn all_parts_of_an_end_keep_apart() {
        let scale = Scale::new(1.0);
        assert!(!HalfTie::FREE.is_held() && HalfTie::FREE.help_in().is_none());
        for (alter, reverse, origin, tick) in
            [(0, 0, Origin::Kin, 0), (MOST_PEOPLE - 1, 15, Origin::Helper, 10_000), (77, 3, Origin::CoMember, 9)]
        {
            let mut tie = HalfTie::new(alter, reverse, origin, tick);
            assert!(tie.is_held() && tie.help_in().is_none() && tie.evidence() == Belief::default());
            tie.past.take(u32::MAX, 512 * 7, &scale);
            tie.past.meet(tick + 1);
            tie.past.help(tick + 2);
            assert_eq!((tie.alter(), tie.reverse(), tie.origin()), (alter, reverse, origin));
            assert_eq!(tie.evidence(), Belief { r: (1 << 23).min(MOST_STEPS), s: 7 });
            assert_eq!((tie.contact(), tie.help_in()), (tick + 1, Some(tick + 2)));
            tie.past.halve();
            assert_eq!((tie.evidence().s, tie.contact()), (4, tick + 1));
        }
    }

    #[test]
    fn lots_go_to_held_places_only_and_each_once() {
        for held in [0, 1, 3, 8, 9, 16] {
            let mut ends = [End::FREE; MOST_PLACES];
            (0..held).for_each(|slot| ends[slot] = End::new(90 + slot as u32, 0, Origin::Kin));
            let mut lots = Alters::of(&ends[..held.max(5)]).lots(77);
            let mut last = 0;
            for _ in 0..held {
                let slot = lots.smallest().expect("a place is left");
                let lot = with(77, 90 + slot as u32);
                assert!(slot < held && lot > last, "{held}: {slot}");
                (lots, last) = (lots.without(slot), lot);
            }
            assert_eq!(lots.smallest(), None);
        }
    }

    #[test]
    fn the_largest_number_is_a_lot_too() {
        for many in [false, true] {
            let lots = Lots { lots: [u32x8::MAX; 2], left: 0b100, many };
            assert_eq!(lots.two_smallest(), [Some(2), None]);
        }
    }

    /// Twenty years of coarse evidence against the same in double precision, over many ties of different luck.
    #[test]
    fn coarse_evidence_is_unbiased_over_long_runs() {
        let mut scale = Scale::new(0.993);
        let mut ties = vec![(HalfTie::new(1, 0, Origin::Kin, 0), 0.0, 0.0); 500];
        let chance = crate::model::chance::Chance::new(11, 0);
        let value = |grains: u32| f64::from(grains) / 65_536.0;
        for week in 0..1040 {
            let halve = scale.advance();
            for (id, (tie, r, s)) in (0..).zip(&mut ties) {
                (*r, *s) = (*r * 0.993, *s * 0.993);
                if halve {
                    tie.past.halve();
                }
                let draw = chance.draw(crate::model::chance::Process::Ask, id, 1, week, 0);
                if draw.hit(0, 0.1) {
                    let (honoured, burned) = if draw.hit(1, 0.5) { (52_429, 19_661) } else { (0, 4_423) };
                    tie.past.take(honoured, burned, &scale);
                    (*r, *s) = (*r + value(honoured), *s + value(burned));
                }
            }
        }
        let off = ties.iter().map(|(tie, r, s)| tie.trust(14_746, 20.0, &scale) - (r + 0.45 * 20.0) / (r + s + 20.0));
        let off: Vec<f64> = off.collect();
        let mean = off.iter().sum::<f64>() / off.len() as f64;
        assert!(mean.abs() < 5e-5 && off.iter().all(|off| off.abs() < 1e-3), "mean {mean}");
    }
}
