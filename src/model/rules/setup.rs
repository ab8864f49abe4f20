//! Set-up (`docs/odd.md`, 4.0): who people are, which ties they wish for, and how many workers there are, before the first
//! week.

use crate::model::chance::{Draw, pick};
use crate::model::origin::Origin;
use crate::model::parameters::Parameters;
use crate::model::share::share;

/// The mean priors of the four beliefs, in their order.
#[must_use]
pub fn mean_priors(parameters: &Parameters) -> [f64; 4] {
    [
        parameters.initial_general,
        parameters.initial_services,
        parameters.initial_empowerment,
        parameters.initial_dependence,
    ]
}

/// The prior of a belief, a share, of somebody with the luck of `bell`.
#[must_use]
pub fn prior(mean: f64, bell: f64, parameters: &Parameters) -> u16 {
    share((mean + parameters.initial_sd * bell).clamp(0.02, 0.98))
}

/// The disposition to reciprocate, a share, of somebody with the luck of `bell`.
#[must_use]
pub fn reciprocity(bell: f64, parameters: &Parameters) -> u16 {
    share(parameters.reciprocity_mean + parameters.reciprocity_sd * bell)
}

/// A tie that somebody wishes for before the first week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstWish {
    /// With whom.
    pub alter: u32,
    /// Its lot: wishes come true in the order of their lots, while both have a place.
    pub lot: u64,
    /// Whether it reaches beyond the neighbourhood. Those that do not are granted first.
    pub reaches: bool,
}

/// The wish of `person`, of the neighbourhood `(first, size)`, with the luck of `draw`, in a world of so many people.
#[inline]
#[must_use]
pub fn first_wish(
    person: u32,
    draw: &Draw,
    (first, size): (u32, u32),
    people: u32,
    parameters: &Parameters,
) -> FirstWish {
    let reaches = size == 1 || draw.hit(0, parameters.far_tie_share);
    let alter = if reaches {
        outsider(person, draw.0[1], (first, size), people)
    } else {
        first + others(person - first, draw.0[1], size)
    };
    FirstWish { alter, lot: draw.lot(2), reaches }
}

/// Where the tie comes from that somebody wishes for as their `number`-th.
#[must_use]
pub fn first_origin(number: u32) -> Origin {
    if number == 0 { Origin::Kin } else { Origin::Neighbour }
}

/// Somebody outside the neighbourhood `(first, size)` of `person`, of so many people; if nobody lives there, anybody else.
#[must_use]
pub fn outsider(person: u32, word: u32, (first, size): (u32, u32), people: u32) -> u32 {
    if size == people {
        return others(person, word, people);
    }
    let pick = pick(word, people - size);
    if pick >= first { pick + size } else { pick }
}

/// One of the `size` numbers from 0 on other than `own`.
#[must_use]
pub fn others(own: u32, word: u32, size: u32) -> u32 {
    let pick = pick(word, size - 1);
    if pick >= own { pick + 1 } else { pick }
}

/// How many workers there are for so many people.
#[must_use]
pub fn workers(people: u32, parameters: &Parameters) -> usize {
    (f64::from(people) * parameters.workers_per_1000 / 1000.0 + 0.5).floor().max(1.0) as usize
}
