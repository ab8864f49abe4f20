//! What people's ties show in a census: how many there are of each kind, what came in and went out, and trust at both ends.
//!
//! Each step for [`LANES`] ties is a function that is not inlined: inlined, it would be mixed with what is around it, and no
//! longer be worked out together.

use super::sums::{Sums, TIES};
use crate::model::indicator::Indicator;
use crate::model::lanes::LANES;
use crate::model::ledger::stock;
use crate::model::origin::Origin;
use crate::model::rules::view::tie_trust_of;
use crate::model::state::person::{GENERAL, Person, across};
use crate::model::state::tie::{End, Past};
use crate::model::state::world::World;

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
const ANY: [Indicator; 4] = [Indicator::InContact, Indicator::Helped, Indicator::HelpedNear, Indicator::Gave];

/// Bits for each of [`COUNTED`] in a sum over [`LANES`] ties.
const COUNT_BITS: usize = 4;

/// What is seen of some of a person's ties, place by place: the processor cannot predict what they show, and
/// to work out all costs less than to guess.
struct Seen {
    ends: [End; LANES],
    pasts: [Past; LANES],
    /// What the other ends hold of this one, and what happened there.
    back_ends: [End; LANES],
    backs: [Past; LANES],
    /// The prior of general trust of the alters.
    priors: [u16; LANES],
    /// The category of the alters.
    categories: [u8; LANES],
}

impl Seen {
    /// About these ties of one person.
    #[inline(never)]
    fn of(world: &World, ends: &[End], pasts: &[Past]) -> Self {
        let mut seen = Self {
            ends: [End::FREE; LANES],
            pasts: [Past::FREE; LANES],
            back_ends: [End::FREE; LANES],
            backs: [Past::FREE; LANES],
            priors: [0; LANES],
            categories: [0; LANES],
        };
        if let (Ok(ends), Ok(pasts)) = (<[End; LANES]>::try_from(ends), <[Past; LANES]>::try_from(pasts)) {
            // The usual number, which the compiler knows: so it can be all at once.
            (seen.ends, seen.pasts) = (ends, pasts);
        } else {
            seen.ends[..ends.len()].copy_from_slice(ends);
            seen.pasts[..pasts.len()].copy_from_slice(pasts);
        }
        let (alters, rows) = world.ties.others(&seen.ends, world.people.len() as u32 - 1);
        for place in 0..LANES {
            let (other, back) = (&world.people[alters[place] as usize], world.ties.in_row(rows[place]));
            (seen.back_ends[place], seen.backs[place]) = (back.end, back.past);
            (seen.priors[place], seen.categories[place]) = (other.prior[GENERAL], other.category);
        }
        seen
    }

    /// How many of them the other end knows nothing of, or another time of the last contact: those of `id` from place
    /// `first` on.
    #[inline(never)]
    fn one_sided(&self, id: u32, first: usize) -> i64 {
        let mut one_sided = 0;
        for place in 0..LANES {
            let (end, past) = (self.back_ends[place], self.backs[place]);
            let back = (end.alter() == id) & (usize::from(end.reverse()) == first + place);
            let mutual = back & (past.contact() == self.pasts[place].contact());
            one_sided += u32::from(self.ends[place].is_held() & !mutual);
        }
        one_sided.into()
    }
}

/// What a person's ties show; how many of them are one-sided, which none must be.
pub(super) fn count(world: &World, id: u32, own: &mut Sums) -> i64 {
    let (mut one_sided, mut first) = (0, 0);
    let (ends, pasts) = (world.ties.ends_of(id).chunks(LANES), world.ties.pasts_of(id).chunks(LANES));
    for (ends, pasts) in ends.zip(pasts) {
        let seen = Seen::of(world, ends, pasts);
        one_sided += seen.one_sided(id, first);
        first += LANES;
        count_trust(world, &world.people[id as usize], &seen, own);
        count_kinds(world, id, &seen, own);
    }
    own.put(Indicator::Bridging, own.over[TIES] - own.sum[Indicator::Bonding as usize]);
    one_sided
}

fn count_trust(world: &World, person: &Person, seen: &Seen, own: &mut Sums) {
    // A tie has one origin at both ends.
    let raises = seen.ends.map(|end| world.raise(end));
    let here = trusts(world, &seen.pasts, &[person.prior[GENERAL]; LANES], &raises);
    let there = trusts(world, &seen.backs, &seen.priors, &raises);
    let held = seen.ends.map(|end| -i32::from(end.is_held()));
    own.sum[Indicator::Particularised as usize] += stocks(&here, &held);
    own.sum[Indicator::TrustedBack as usize] += stocks(&there, &held);
    let mut count_on = 0;
    for place in 0..LANES {
        count_on |= -i32::from(here[place] > COUNT_ON_ABOVE) & held[place];
    }
    own.mark(Indicator::CountOn, count_on != 0);
}

/// Trust in these ties of holders with these priors of general trust, raised so far.
#[inline(never)]
fn trusts(world: &World, pasts: &[Past; LANES], priors: &[u16; LANES], raises: &[f64; LANES]) -> [f64; LANES] {
    let (strength, scale) = (world.parameters.prior_strength, &world.scale);
    let mut trusts = [0.0; LANES];
    // Not an iterator: so the compiler sees that all can be worked out at once.
    for place in 0..LANES {
        trusts[place] = tie_trust_of(&pasts[place], priors[place], raises[place], strength, scale);
    }
    trusts
}

/// What trust in those ties that are held, of which all bits are set, adds to its stock.
#[inline(never)]
fn stocks(trusts: &[f64; LANES], held: &[i32; LANES]) -> i64 {
    let mut sum = 0;
    for place in 0..LANES {
        sum += i64::from(stock(trusts[place]) & held[place]);
    }
    sum
}

#[inline(never)]
fn count_kinds(world: &World, id: u32, seen: &Seen, own: &mut Sums) {
    let (category, (home, size)) = (world.people[id as usize].category, world.neighbours(id));
    let since = |weeks: u32| world.tick.saturating_sub(weeks);
    let (reciprocated, lately) = (since(RECIPROCATED_WEEKS), since(LATELY_WEEKS));
    let within = |tick: Option<u32>, since: u32| tick.is_some_and(|tick| tick >= since);
    let (mut ties, mut counts, mut marks) = (0, 0, 0);
    for place in 0..LANES {
        let (end, past, back) = (seen.ends[place], seen.pasts[place], seen.backs[place]);
        let (came_in, went_out) = (past.help_in(), back.help_in());
        let near = end.alter().wrapping_sub(home) < size;
        let kin = end.origin() == Origin::Kin;
        let across = across(category, seen.categories[place]);
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
    for (place, &indicator) in ANY.iter().enumerate() {
        own.mark(indicator, (marks >> place) & 1 > 0);
    }
}

/// A one where something holds, so many bits for each.
#[inline]
fn ones<const N: usize>(hold: [bool; N], bits: usize) -> u32 {
    hold.iter().enumerate().fold(0, |ones, (place, &holds)| ones | u32::from(holds) << (bits * place))
}
