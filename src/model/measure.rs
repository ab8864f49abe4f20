//! What a person is compared in with their twin: one whole number a measure, so that sums over people are exact.

use super::indicator::{Indicator, IndicatorRow, OF_TWINS};
use super::ledger::stock;
use super::state::person::across;
use super::state::tie::End;
use super::state::world::World;

/// The indicators that every person has a value of, whatever happened to them: their means over any group of people can
/// be split without rest.
pub const MEASURES: [Indicator; OF_TWINS.len()] = OF_TWINS;

/// The place of an indicator in [`MEASURES`].
///
/// # Panics
/// If it is no measure: to be asked for constants, so that the compiler says so.
#[must_use]
pub const fn place(indicator: Indicator) -> usize {
    let mut place = 0;
    while MEASURES[place] as usize != indicator as usize {
        place += 1;
    }
    place
}

/// A person in every measure, in steps of [`steps`].
pub type Measured = [u32; MEASURES.len()];

/// How `person` stands now.
#[must_use]
pub fn measured(world: &World, person: u32) -> Measured {
    let own = &world.people[person as usize];
    let [general, services, empowerment, dependence] = world.view().trusts(person).map(|trust| stock(trust) as u32);
    let ends = world.ties.ends_of(person);
    let ties = ends.iter().map(|end| u32::from(end.is_held())).sum::<u32>();
    let bonding = bonding(world, person, ends);
    let bridging = ties - bonding;
    let (acts, burden, in_need) = (own.acts.into(), own.burden.into(), world.in_need(person).into());
    [general, services, empowerment, dependence, bonding, bridging, acts, burden, in_need]
}

/// How many of these ties of `id` bond: within the neighbourhood, and not across categories of life problem.
fn bonding(world: &World, id: u32, ends: &[End]) -> u32 {
    let (first, size) = world.neighbours(id);
    let own = world.people[id as usize].category;
    // Nobody, in a free place, is no neighbour.
    let near = |end: &End| end.alter().wrapping_sub(first) < size;
    if own == 0 {
        // Nothing is across, and nobody else has to be read.
        return ends.iter().map(|end| u32::from(near(end))).sum();
    }
    // Without a branch, for the processor cannot predict it.
    let bonds = |end: &End| {
        let category = world.people[(if near(end) { end.alter() } else { id }) as usize].category;
        near(end) & !across(own, category)
    };
    ends.iter().map(|end| u32::from(bonds(end))).sum()
}

/// What is measured.
#[must_use]
pub fn row(measure: usize) -> &'static IndicatorRow {
    MEASURES[measure].row()
}

/// How many steps of [`Measured`] make one unit of the measure: a whole share, a tie, an act, a person in need.
#[must_use]
pub fn steps(measure: usize) -> f64 {
    row(measure).step.per_unit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::engine::happened::Happened;
    use crate::model::indicator::Snapshot;
    use crate::model::parameters::{Parameters, Switches};
    use crate::model::state::setting::Setting;
    use crate::model::tick::tick;

    #[test]
    fn means_of_measures_are_the_indicators() {
        let (parameters, switches) = (Parameters::default(), Switches::default());
        let mut world = World::new(&Setting { people: 600, seed: 3, replicate: 1, parameters, switches }).unwrap();
        let mut happened = Happened::default();
        for _ in 0..150 {
            tick(&mut world, &mut happened).unwrap();
        }
        let everyone = &Snapshot::of(&world, 150).rows[0];
        for (measure, indicator) in MEASURES.into_iter().enumerate() {
            let sum: f64 = (0..600).map(|person| f64::from(measured(&world, person)[measure])).sum();
            let (mean, shown) = (sum / steps(measure) / 600.0, everyone.values[indicator as usize]);
            assert!((mean - shown).abs() < 1e-12, "{}: {mean} {shown}", row(measure).name);
        }
    }
}
