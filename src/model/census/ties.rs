//! What people's ties show in a census: how many there are of each kind, what came in and went out, and trust at both ends.
//!
//! Each step for [`TOGETHER`] ties is a function that is not inlined: inlined, it would be mixed with what is around it, and no
//! longer be worked out together.

use super::{Sums, TIES};
use crate::model::TOGETHER;
use crate::model::indicator::Indicator;
use crate::model::ledger::stock;
use crate::model::person::{GENERAL, Person, across};
use crate::model::tie::{End, Origin, Past};
use crate::model::world::World;

/// Weeks for which help that came in counts as reciprocated.
pub(super) const RECIPROCATED_WEEKS: u32 = 52;
/// Weeks for which a contact, or help, is lately.
pub(super) const LATELY_WEEKS: u32 = 4;
/// Trust in a tie above which one can count on it.
pub(super) const COUNT_ON_ABOVE: f64 = 0.5;

/// How many of a person's ties are of a kind.
const COUNTED: [Indicator; 7] = [
    Indicator::Bonding,
    Indicator::Kin,
    Indicator::Neighbours,
    Indicator::Far,
    Indicator::Across,
    Indicator::Made,
    Indicator::Reciprocated,
];

/// Whether any of a person's ties is of a kind.
const MARKED: [Indicator; 4] = [Indicator::InContact, Indicator::Helped, Indicator::HelpedNear, Indicator::Gave];

/// Bits for each of [`COUNTED`] in a sum over [`TOGETHER`] ties.
const COUNT_BITS: usize = 4;

/// What is asked about some of a person's ties, place by place: what they show cannot be foreseen, and to look at all costs
/// less than to guess.
struct Asked {
    ends: [End; TOGETHER],
    pasts: [Past; TOGETHER],
    /// What the other ends hold of this one, and what happened there.
    back_ends: [End; TOGETHER],
    backs: [Past; TOGETHER],
    /// The prior of general trust of the alters.
    priors: [u16; TOGETHER],
    /// The category of the alters.
    categories: [u8; TOGETHER],
}

impl Asked {
    /// About these ties of one person.
    #[inline(never)]
    fn of(world: &World, ends: &[End], pasts: &[Past]) -> Self {
        let mut asked = Self {
            ends: [End::FREE; TOGETHER],
            pasts: [Past::FREE; TOGETHER],
            back_ends: [End::FREE; TOGETHER],
            backs: [Past::FREE; TOGETHER],
            priors: [0; TOGETHER],
            categories: [0; TOGETHER],
        };
        if let (Ok(ends), Ok(pasts)) = (<[End; TOGETHER]>::try_from(ends), <[Past; TOGETHER]>::try_from(pasts)) {
            // The usual number, which the compiler knows: so it can be all at once.
            (asked.ends, asked.pasts) = (ends, pasts);
        } else {
            asked.ends[..ends.len()].copy_from_slice(ends);
            asked.pasts[..pasts.len()].copy_from_slice(pasts);
        }
        let (alters, rows) = world.ties.others(&asked.ends, world.people.len() as u32 - 1);
        for place in 0..TOGETHER {
            let (other, back) = (&world.people[alters[place] as usize], world.ties.in_row(rows[place]));
            (asked.back_ends[place], asked.backs[place]) = (back.end, back.past);
            (asked.priors[place], asked.categories[place]) = (other.prior[GENERAL], other.category);
        }
        asked
    }

    /// How many of them the other end knows nothing of, or another time of the last contact: those of `id` from place
    /// `first` on.
    #[inline(never)]
    fn one_sided(&self, id: u32, first: usize) -> i64 {
        let mut one_sided = 0;
        for place in 0..TOGETHER {
            let (end, past) = (self.back_ends[place], self.backs[place]);
            let back = (end.alter() == id) & (usize::from(end.reverse()) == first + place);
            let mutual = back & (past.contact() == self.pasts[place].contact());
            one_sided += u32::from(self.ends[place].is_held() & !mutual);
        }
        one_sided.into()
    }
}

/// What a person's ties show; how many of them are one-sided, which none must be.
pub(super) fn look_at(world: &World, id: u32, own: &mut Sums) -> i64 {
    let (mut one_sided, mut first) = (0, 0);
    let (ends, pasts) = (world.ties.ends_of(id).chunks(TOGETHER), world.ties.pasts_of(id).chunks(TOGETHER));
    for (ends, pasts) in ends.zip(pasts) {
        let asked = Asked::of(world, ends, pasts);
        one_sided += asked.one_sided(id, first);
        first += TOGETHER;
        look_at_trust(world, &world.people[id as usize], &asked, own);
        look_at_kinds(world, id, &asked, own);
    }
    own.put(Indicator::Bridging, own.over[TIES] - own.sum[Indicator::Bonding as usize]);
    one_sided
}

fn look_at_trust(world: &World, person: &Person, asked: &Asked, own: &mut Sums) {
    let here = trusts(world, &asked.pasts, &[person.prior[GENERAL]; TOGETHER]);
    let there = trusts(world, &asked.backs, &asked.priors);
    let held = asked.ends.map(|end| -i32::from(end.is_held()));
    own.sum[Indicator::Particularised as usize] += stocks(&here, &held);
    own.sum[Indicator::TrustedBack as usize] += stocks(&there, &held);
    let mut count_on = 0;
    for place in 0..TOGETHER {
        count_on |= -i32::from(here[place] > COUNT_ON_ABOVE) & held[place];
    }
    own.mark(Indicator::CountOn, count_on != 0);
}

/// Trust in these ties of holders with these priors of general trust.
#[inline(never)]
fn trusts(world: &World, pasts: &[Past; TOGETHER], priors: &[u16; TOGETHER]) -> [f64; TOGETHER] {
    let (strength, scale) = (world.parameters.prior_strength, &world.scale);
    let mut trusts = [0.0; TOGETHER];
    // Not an iterator: so the compiler sees that all can be worked out at once.
    for place in 0..TOGETHER {
        trusts[place] = pasts[place].trust(priors[place], strength, scale);
    }
    trusts
}

/// What trust in those ties that are held, of which all bits are set, adds to its stock.
#[inline(never)]
fn stocks(trusts: &[f64; TOGETHER], held: &[i32; TOGETHER]) -> i64 {
    let mut sum = 0;
    for place in 0..TOGETHER {
        sum += i64::from(stock(trusts[place]) & held[place]);
    }
    sum
}

#[inline(never)]
fn look_at_kinds(world: &World, id: u32, asked: &Asked, own: &mut Sums) {
    let (category, (home, size)) = (world.people[id as usize].category, world.neighbours(id));
    let since = |weeks: u32| world.tick.saturating_sub(weeks);
    let (reciprocated, lately) = (since(RECIPROCATED_WEEKS), since(LATELY_WEEKS));
    let within = |tick: Option<u32>, since: u32| tick.is_some_and(|tick| tick >= since);
    let (mut ties, mut counts, mut marks) = (0, 0, 0);
    for place in 0..TOGETHER {
        let (end, past, back) = (asked.ends[place], asked.pasts[place], asked.backs[place]);
        let (came_in, went_out) = (past.help_in(), back.help_in());
        let near = end.alter().wrapping_sub(home) < size;
        let kin = end.origin() == Origin::Kin;
        let across = across(category, asked.categories[place]);
        let made = (end.origin() == Origin::CoMember) | (end.origin() == Origin::Helper);
        let both = within(came_in, reciprocated) & within(went_out, reciprocated);
        let (helped, neighbour) = (within(came_in, lately), near & !kin);
        let counted = ones([near & !across, kin, neighbour, !near, across, made, both], COUNT_BITS);
        let in_contact = within(Some(past.contact()), lately);
        let marked = ones([in_contact, helped, helped & neighbour, within(went_out, lately)], 1);
        let held = u32::from(end.is_held());
        ties += held;
        counts += counted * held;
        marks |= marked * held;
    }
    own.over[TIES] += i64::from(ties);
    for (place, &indicator) in COUNTED.iter().enumerate() {
        own.sum[indicator as usize] += i64::from((counts >> (COUNT_BITS * place)) & ((1 << COUNT_BITS) - 1));
    }
    for (place, &indicator) in MARKED.iter().enumerate() {
        own.mark(indicator, (marks >> place) & 1 > 0);
    }
}

/// A one where something holds, so many bits for each.
#[inline]
fn ones<const N: usize>(hold: [bool; N], bits: usize) -> u32 {
    hold.iter().enumerate().fold(0, |ones, (place, &holds)| ones | u32::from(holds) << (bits * place))
}
