//! One world beside another in one week, person by person.

use crate::model::measure::{MEASURES, Measured, measured, steps};
use crate::model::state::tie::NEVER;
use crate::model::state::world::World;
use crate::record::twins::{Across, ENTRANT_WEEKS, GROUPS, Group, Groups, TwinWeek};

const M: usize = MEASURES.len();

/// Steps of a share in [`Across`]: few enough that squares of 60 million people add up without overflow.
const COARSE: u32 = 1 << 15;

/// Everybody in `world` beside `without`, who are the same people.
pub(super) fn twin_week(world: &World, without: &[Measured], week: u32) -> TwinWeek {
    const PEOPLE_AT_ONCE: usize = 1024;
    let coarser = std::array::from_fn(coarser);
    let of_some = |(chunk, twins): (usize, &[Measured])| {
        let mut sums = Adding::default();
        for (person, twin) in ((chunk * PEOPLE_AT_ONCE) as u32..).zip(twins) {
            sums.add(&belongs(world, person), &measured(world, person), twin, &coarser);
        }
        sums.in_week(week)
    };
    let and = |mut one: TwinWeek, other: TwinWeek| {
        one.join(&other);
        one
    };
    #[cfg(feature = "parallel")]
    if without.len() > crate::record::plan::LARGE as usize {
        use rayon::prelude::*;
        let some = without.par_chunks(PEOPLE_AT_ONCE).enumerate().map(of_some);
        return some.reduce(|| TwinWeek::empty(week), and);
    }
    without.chunks(PEOPLE_AT_ONCE).enumerate().map(of_some).fold(TwinWeek::empty(week), and)
}

/// Sums that are being added up, so that all measures are added together: group by group, and those of [`Across`] by kind.
#[derive(Default)]
struct Adding {
    count: Groups<i64>,
    with: Groups<[i64; M]>,
    without: Groups<[i64; M]>,
    /// In the order of the fields of [`Across`].
    across: [[i64; M]; 5],
}

impl Adding {
    fn add(&mut self, belongs: &Groups<bool>, with: &Measured, without: &Measured, coarser: &[u32; M]) {
        for group in (0..GROUPS).filter(|&group| belongs[group]) {
            self.count[group] += 1;
            add(&mut self.with[group], with);
            add(&mut self.without[group], without);
        }
        if belongs[Group::Never as usize] {
            let coarse = |values: &Measured| -> Measured {
                std::array::from_fn(|at| (values[at] + ((1 << coarser[at]) >> 1)) >> coarser[at])
            };
            let (a, b) = (coarse(with), coarse(without));
            let [of_a, of_b, squares_a, squares_b, products] = &mut self.across;
            add(of_a, &a);
            add(of_b, &b);
            add_products(squares_a, &a, &a);
            add_products(squares_b, &b, &b);
            add_products(products, &a, &b);
        }
    }

    fn in_week(&self, week: u32) -> TwinWeek {
        let [with, without, with_squared, without_squared, product] = &self.across;
        TwinWeek {
            week,
            count: self.count,
            sums: std::array::from_fn(|at| {
                std::array::from_fn(|group| (self.with[group][at], self.without[group][at]))
            }),
            across: std::array::from_fn(|at| Across {
                with: with[at],
                without: without[at],
                with_squared: with_squared[at],
                without_squared: without_squared[at],
                product: product[at],
            }),
        }
    }
}

fn add(sums: &mut [i64; M], values: &Measured) {
    sums.iter_mut().zip(values).for_each(|(sum, &value)| *sum += i64::from(value));
}

fn add_products(sums: &mut [i64; M], ones: &Measured, others: &Measured) {
    let products = ones.iter().zip(others).map(|(&one, &other)| (u64::from(one) * u64::from(other)) as i64);
    sums.iter_mut().zip(products).for_each(|(sum, product)| *sum += product);
}

/// By how many bits steps of a measure are finer than those of [`Across`], to the nearest of which values are rounded.
fn coarser(measure: usize) -> u32 {
    (steps(measure) as u32 / COARSE).max(1).ilog2()
}

/// The groups to which a person belongs at the end of a week.
fn belongs(world: &World, person: u32) -> Groups<bool> {
    let (category, own) = (world.people()[person as usize].category, &world.courses()[person as usize]);
    let now = world.tick().saturating_sub(1);
    let early = own.entered != NEVER && now.saturating_sub(u32::from(own.entered)) >= ENTRANT_WEEKS;
    let mut groups = [false; GROUPS];
    let mut put = |group: Group, belongs| groups[group as usize] = belongs;
    put(Group::Everyone, true);
    put(Group::Troubled, category > 0);
    put(Group::Entrants, early);
    put(Group::Veterans, early && own.is_member());
    put(Group::Joined, own.entered != NEVER && !early);
    put(Group::Never, own.entered == NEVER);
    groups
}
