//! How a world begins: who its people are, and which ties they have before the first week.

use super::chance::{Chance, Process};
use super::parameters::Parameters;
use super::person::Person;
use super::share::share;
use super::tie::Origin;
use super::ties::{SomeTies, Ties};
use super::world::{World, others, outsider};
use std::ops::Range;

/// A tie that is wished for before the first week, by its lot. In sixteen bytes, for all that reach beyond neighbourhoods
/// are there at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct FirstWish {
    lot: u64,
    low: u32,
    /// The higher number, and in the two lowest bits whether it wished, and whether for kin.
    high: u32,
}

const _: () = assert!(super::tie::MOST_PEOPLE <= u32::MAX >> 2);

impl FirstWish {
    fn new(lot: u64, id: u32, alter: u32, kin: bool) -> Self {
        let (low, high) = (id.min(alter), id.max(alter));
        Self { lot, low, high: (high << 2) | (u32::from(id > alter) << 1) | u32::from(kin) }
    }

    fn kin(&self) -> bool {
        self.high & 1 > 0
    }

    fn ends(&self) -> [u32; 2] {
        [self.low, self.high >> 2]
    }
}

impl World {
    /// Peoples the world: first each neighbourhood by itself, with the ties inside it, then the ties that reach beyond, in
    /// the order of their lots.
    pub(super) fn settle_in(&mut self) {
        let size = self.parameters.people_per_neighbourhood as usize;
        let mut people = std::mem::take(&mut self.people);
        let mut ties = std::mem::replace(&mut self.ties, Ties::free(0, 0));
        let everybody = people.len() as u32;
        let (chance, parameters) = (self.chance, &self.parameters);
        let newborn = |number: usize, people: &mut [Person], mut ties: SomeTies<'_>| {
            let first = (number * size) as u32;
            let ids = first..first + people.len() as u32;
            born(people, &ids, &chance, parameters);
            let (mut near, far) = wishes(&ids, everybody, &chance, parameters);
            near.sort_unstable();
            near.iter().for_each(|wish| grant(wish, &mut ties, first));
            far
        };
        for wish in each_neighbourhood(&mut people, &mut ties, size, newborn) {
            grant(&wish, &mut ties.all_mut(), 0);
        }
        (self.people, self.ties) = (people, ties);
    }
}

/// Peoples each neighbourhood, of `size` people, on as many cores as there are; the wishes that reach beyond, by their lots.
fn each_neighbourhood(
    people: &mut [Person],
    ties: &mut Ties,
    size: usize,
    newborn: impl Fn(usize, &mut [Person], SomeTies<'_>) -> Vec<FirstWish> + Sync + Send,
) -> Vec<FirstWish> {
    #[cfg(feature = "parallel")]
    if people.len() / size >= super::happened::PIECES {
        use rayon::prelude::*;
        let all = people.par_chunks_mut(size).zip(ties.par_parts_mut(size)).enumerate();
        let far = all.flat_map_iter(|(number, (people, ties))| newborn(number, people, ties));
        let mut far: Vec<_> = far.collect();
        far.par_sort_unstable();
        return far;
    }
    let mut ties = ties.all_mut();
    let all = people.chunks_mut(size).zip(ties.parts_mut(size)).enumerate();
    let mut far: Vec<_> = all.flat_map(|(number, (people, ties))| newborn(number, people, ties)).collect();
    far.sort_unstable();
    far
}

/// The ties that the people of a neighbourhood wish for: those within it, and those beyond.
fn wishes(
    ids: &Range<u32>,
    everybody: u32,
    chance: &Chance,
    parameters: &Parameters,
) -> (Vec<FirstWish>, Vec<FirstWish>) {
    let (first, size) = (ids.start, ids.end - ids.start);
    let (mut near, mut far) = (Vec::new(), Vec::new());
    for n in 0..parameters.initial_tie_wishes as u32 {
        chance.some(Process::FirstTie, ids.clone(), (0, n), |from, count, words| {
            for (id, draw) in (from..).zip((0..count).map(|place| words.of(place))) {
                let reaches = size == 1 || draw.hit(0, parameters.far_tie_share);
                let (list, alter) = if reaches {
                    (&mut far, outsider(id, draw.0[1], (first, size), everybody))
                } else {
                    (&mut near, first + others(id - first, draw.0[1], size))
                };
                list.push(FirstWish::new(draw.lot(2), id, alter, n == 0));
            }
        });
    }
    (near, far)
}

/// Forms a tie if the two are not tied yet and both have a free place. `ties` begin with those of person `first`.
fn grant(wish: &FirstWish, ties: &mut SomeTies<'_>, first: u32) {
    let origin = if wish.kin() { Origin::Kin } else { Origin::Neighbour };
    ties.form(first, wish.ends(), origin, 0);
}

/// Gives each of `people`, who are `ids`, their priors and their reciprocity.
fn born(people: &mut [Person], ids: &Range<u32>, chance: &Chance, parameters: &Parameters) {
    let means = [
        parameters.initial_general,
        parameters.initial_services,
        parameters.initial_empowerment,
        parameters.initial_dependence,
    ];
    let mut each = |process, turn, give: &dyn Fn(&mut Person, f64)| {
        chance.some(process, ids.clone(), (0, turn), |from, count, words| {
            let people = &mut people[(from - ids.start) as usize..][..count];
            people.iter_mut().enumerate().for_each(|(place, person)| give(person, words.of(place).bell()));
        });
    };
    for (belief, mean) in means.into_iter().enumerate() {
        each(Process::Prior, belief as u32, &|person, bell| {
            person.prior[belief] = share((mean + parameters.initial_sd * bell).clamp(0.02, 0.98));
        });
    }
    each(Process::Reciprocity, 0, &|person, bell| {
        person.reciprocity = share(parameters.reciprocity_mean + parameters.reciprocity_sd * bell);
    });
}
