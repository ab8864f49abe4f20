//! How a world begins: who its people are, and which ties they have before the first week.

use super::chance::{Chance, NOBODY, Process};
use super::parameters::Parameters;
use super::person::Person;
use super::share::share;
use super::tie::Origin;
use super::ties::{SomeTies, Ties};
use super::world::{World, others};

/// A tie that is wished for before the first week, by its lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct FirstWish {
    lot: u64,
    low: u32,
    high: u32,
    /// Whether the higher number wished.
    by_high: bool,
    kin: bool,
}

impl World {
    /// Peoples the world: first each neighbourhood by itself, with the ties inside it, then the ties that reach beyond.
    pub(super) fn settle_in(&mut self) {
        let size = self.parameters.people_per_neighbourhood as usize;
        let mut people = std::mem::take(&mut self.people);
        let mut ties = std::mem::replace(&mut self.ties, Ties::free(0, 0));
        let everybody = people.len() as u32;
        let (chance, parameters) = (self.chance, &self.parameters);
        let newborn = |number: usize, people: &mut [Person], mut ties: SomeTies<'_>| {
            let first = (number * size) as u32;
            for (id, person) in (first..).zip(people.iter_mut()) {
                *person = born(id, &chance, parameters);
            }
            let ids = first..first + people.len() as u32;
            let mut wishes: Vec<_> = ids.flat_map(|id| wishes(&chance, parameters, everybody, id, false)).collect();
            wishes.sort_unstable();
            wishes.iter().for_each(|wish| grant(wish, &mut ties, first));
        };
        each_neighbourhood(&mut people, &mut ties, size, newborn);
        for wish in self.far_wishes(everybody) {
            grant(&wish, &mut ties.all_mut(), 0);
        }
        (self.people, self.ties) = (people, ties);
    }

    /// Ties wished for beyond the neighbourhood, in the order of their lots.
    fn far_wishes(&self, everybody: u32) -> Vec<FirstWish> {
        let of = |id| wishes(&self.chance, &self.parameters, everybody, id, true);
        #[cfg(feature = "parallel")]
        if self.parts() >= super::happened::WORTH_SHARING {
            use rayon::prelude::*;
            let mut list: Vec<_> = (0..everybody).into_par_iter().flat_map_iter(of).collect();
            list.par_sort_unstable();
            return list;
        }
        let mut list: Vec<_> = (0..everybody).flat_map(of).collect();
        list.sort_unstable();
        list
    }
}

/// Peoples each neighbourhood, of `size` people, on as many cores as there are.
fn each_neighbourhood(
    people: &mut [Person],
    ties: &mut Ties,
    size: usize,
    newborn: impl Fn(usize, &mut [Person], SomeTies<'_>) + Sync + Send,
) {
    #[cfg(feature = "parallel")]
    if people.len() / size >= super::happened::WORTH_SHARING {
        use rayon::prelude::*;
        let all = people.par_chunks_mut(size).zip(ties.par_parts_mut(size));
        all.enumerate().for_each(|(number, (people, ties))| newborn(number, people, ties));
        return;
    }
    let all = people.chunks_mut(size).zip(ties.parts_mut(size));
    all.enumerate().for_each(|(number, (people, ties))| newborn(number, people, ties));
}

/// The ties that `id` wishes for: those beyond the neighbourhood, or those within it.
fn wishes<'a>(
    chance: &'a Chance,
    parameters: &'a Parameters,
    everybody: u32,
    id: u32,
    far: bool,
) -> impl Iterator<Item = FirstWish> + 'a {
    let full = parameters.people_per_neighbourhood as u32;
    let first = id / full * full;
    let size = full.min(everybody - first);
    (0..parameters.initial_tie_wishes as u32).filter_map(move |n| {
        let draw = chance.draw(Process::FirstTie, id, NOBODY, 0, n);
        let reaches = size == 1 || draw.hit(0, parameters.far_tie_share);
        if reaches != far {
            return None;
        }
        let alter = if far {
            super::world::outsider(id, draw.0[1], (first, size), everybody)
        } else {
            first + others(id - first, draw.0[1], size)
        };
        Some(FirstWish { lot: draw.lot(2), low: id.min(alter), high: id.max(alter), by_high: id > alter, kin: n == 0 })
    })
}

/// Forms a tie if the two are not tied yet and both have a free place. `ties` begin with those of person `first`.
fn grant(wish: &FirstWish, ties: &mut SomeTies<'_>, first: u32) {
    let origin = if wish.kin { Origin::Kin } else { Origin::Neighbour };
    ties.form(first, [wish.low, wish.high], origin, 0);
}

fn born(person: u32, chance: &Chance, parameters: &Parameters) -> Person {
    let means = [
        parameters.initial_general,
        parameters.initial_services,
        parameters.initial_empowerment,
        parameters.initial_dependence,
    ];
    let bell = |process, turn| chance.draw(process, person, NOBODY, 0, turn).bell();
    let prior = [0, 1, 2, 3].map(|belief| {
        let drawn = means[belief] + parameters.initial_sd * bell(Process::Prior, belief as u32);
        share(drawn.clamp(0.02, 0.98))
    });
    let reciprocity = parameters.reciprocity_mean + parameters.reciprocity_sd * bell(Process::Reciprocity, 0);
    Person::new(prior, share(reciprocity))
}
