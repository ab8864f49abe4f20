//! The ties of a population: so many places for each person. Who is at the other ends lies in one row, apart from what
//! happened, so that all of a person's alters are read together, and little else with them.

use super::tie::{End, HalfTie, Past};
use crate::model::chance::NOBODY;
use crate::model::lanes::LANES;
use crate::model::origin::Origin;
use wide::u32x8;

/// The ends of all ties of a population.
#[derive(Clone, Debug)]
pub struct Ties {
    places: usize,
    ends: Vec<End>,
    pasts: Vec<Past>,
}

impl Ties {
    /// Free places, so many for each of so many people.
    #[must_use]
    pub(in crate::model) fn free(people: usize, places: usize) -> Self {
        Self { places, ends: vec![End::FREE; people * places], pasts: vec![Past::FREE; people * places] }
    }

    /// Places, free ones included, of all people together.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether nobody has any place.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Who is at the other ends of the ties of `person`, place by place.
    #[inline]
    #[must_use]
    pub fn ends_of(&self, person: u32) -> &[End] {
        &self.ends[person as usize * self.places..][..self.places]
    }

    /// What happened at this end of the ties of `person`, place by place.
    #[inline]
    #[must_use]
    pub fn pasts_of(&self, person: u32) -> &[Past] {
        &self.pasts[person as usize * self.places..][..self.places]
    }

    /// All places of `person`, free ones included.
    #[inline]
    pub fn of(&self, person: u32) -> impl DoubleEndedIterator<Item = HalfTie> + ExactSizeIterator + Clone + '_ {
        self.ends_of(person).iter().zip(self.pasts_of(person)).map(|(&end, &past)| HalfTie { end, past })
    }

    /// Who is at the other ends of these ties, and where in the row of all places the tie is there; in free places it is
    /// the first of the person `last`.
    // Inlined, it would be mixed with what is around it, and no longer be worked out together.
    #[inline(never)]
    #[must_use]
    pub(in crate::model) fn others(&self, ends: &[End; LANES], last: u32) -> ([u32; LANES], [u32; LANES]) {
        let places = self.places as u32;
        let (mut alters, mut rows) = ([0; LANES], [0; LANES]);
        for place in 0..LANES {
            alters[place] = ends[place].alter().min(last);
            rows[place] = alters[place] * places + u32::from(ends[place].reverse());
        }
        (alters, rows)
    }

    /// The tie there.
    #[inline]
    #[must_use]
    pub(in crate::model) fn in_row(&self, at: u32) -> HalfTie {
        HalfTie { end: self.ends[at as usize], past: self.pasts[at as usize] }
    }

    /// Who is at the other end of the tie of `person` in `slot`.
    #[inline]
    #[must_use]
    pub fn end(&self, person: u32, slot: u8) -> End {
        self.ends[person as usize * self.places + usize::from(slot)]
    }

    /// What happened at the end of `person` of their tie in `slot`.
    #[inline]
    #[must_use]
    pub fn past(&self, person: u32, slot: u8) -> &Past {
        &self.pasts[person as usize * self.places + usize::from(slot)]
    }

    /// The place of the tie from `person` to `alter`; none to nobody.
    #[inline]
    #[must_use]
    pub fn slot(&self, person: u32, alter: u32) -> Option<u8> {
        if alter == NOBODY {
            return None;
        }
        slot_of(self.ends_of(person), alter)
    }

    /// Halves all evidence when the scale is halved.
    pub(in crate::model) fn halve(&mut self) {
        self.pasts.iter_mut().for_each(Past::halve);
    }

    /// Those of all people, to be changed.
    pub(in crate::model) fn all_mut(&mut self) -> SomeTies<'_> {
        SomeTies { places: self.places, ends: &mut self.ends, pasts: &mut self.pasts }
    }

    /// Those of so many people after the other, to be changed on as many cores as there are.
    #[cfg(feature = "parallel")]
    pub(in crate::model) fn par_parts_mut(
        &mut self,
        people: usize,
    ) -> impl rayon::prelude::IndexedParallelIterator<Item = SomeTies<'_>> {
        use rayon::prelude::*;
        let places = self.places;
        let parts = self.ends.par_chunks_mut(people * places).zip(self.pasts.par_chunks_mut(people * places));
        parts.map(move |(ends, pasts)| SomeTies { places, ends, pasts })
    }

    /// How many places each person has, the ends of all, and what happened at them: in a row, person by person.
    #[inline]
    pub(in crate::model) fn rows(&self) -> (usize, &[End], &[Past]) {
        (self.places, &self.ends, &self.pasts)
    }
}

/// The ties of some people in a row, to be changed.
#[derive(Debug)]
pub struct SomeTies<'a> {
    places: usize,
    ends: &'a mut [End],
    pasts: &'a mut [Past],
}

impl SomeTies<'_> {
    /// Those of so many people after the other.
    pub(in crate::model) fn parts_mut(&mut self, people: usize) -> impl Iterator<Item = SomeTies<'_>> {
        let places = self.places;
        let parts = self.ends.chunks_mut(people * places).zip(self.pasts.chunks_mut(people * places));
        parts.map(move |(ends, pasts)| SomeTies { places, ends, pasts })
    }

    /// What happened at the end of the person at `at` of their tie in `slot`.
    #[inline]
    pub(in crate::model) fn past(&mut self, at: usize, slot: u8) -> &mut Past {
        &mut self.pasts[at * self.places + usize::from(slot)]
    }

    /// Puts a tie into a place.
    pub(in crate::model) fn put(&mut self, at: usize, slot: u8, tie: HalfTie) {
        let place = at * self.places + usize::from(slot);
        (self.ends[place], self.pasts[place]) = (tie.end, tie.past);
    }

    /// Forms a tie between two people at these places of the row, of whom the first is person `first`, if they are not
    /// tied yet and both have a free place; the place at the end of the first of the two.
    pub(in crate::model) fn form(&mut self, first: u32, ends: [u32; 2], origin: Origin, tick: u32) -> Option<u8> {
        let at = ends.map(|person| (person - first) as usize);
        let places = self.places;
        let of = |at: usize| &self.ends[at * places..][..places];
        if slot_of(of(at[0]), ends[1]).is_some() {
            return None;
        }
        let free = |at| of(at).iter().position(|end| !end.is_held()).map(|slot| slot as u8);
        let (near, far) = (free(at[0])?, free(at[1])?);
        self.put(at[0], near, HalfTie::new(ends[1], far, origin, tick));
        self.put(at[1], far, HalfTie::new(ends[0], near, origin, tick));
        Some(near)
    }

    /// How many places each person has, and what happened at them, in a row.
    #[inline]
    pub(in crate::model) fn pasts(&self) -> (usize, &[Past]) {
        (self.places, self.pasts)
    }
}

/// The place of the tie to `alter` among these.
#[inline]
fn slot_of(ends: &[End], alter: u32) -> Option<u8> {
    let Ok(ends) = <[End; LANES]>::try_from(ends) else {
        return ends.iter().position(|end| end.alter() == alter).map(|slot| slot as u8);
    };
    // The usual number, which the compiler knows: so all are asked at once.
    let places = u32x8::new(ends.map(End::alter)).simd_eq(u32x8::splat(alter)).to_bitmask();
    (places != 0).then(|| places.trailing_zeros() as u8)
}
