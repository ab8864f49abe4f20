//! A sample of persons, looked at in the recorded weeks.

use super::sample::sample;
use crate::model::indicator::Indicator;
use crate::model::measure::{MEASURES, measured, place};
use crate::model::state::world::World;
use crate::record::rows::{NeedStatus, PersonWeek};
use crate::scenario::Scenario;

/// Persons of the sample, and what was seen of them.
pub(super) struct PersonRows {
    size: u32,
    every: u32,
    horizon: u32,
    /// The tick of week 1.
    first: u32,
    persons: Vec<u32>,
    rows: Vec<PersonWeek>,
}

impl PersonRows {
    /// A sample as large as the scenario of a town asks for, not drawn yet.
    pub(super) fn new(scenario: &Scenario) -> Self {
        let (every, horizon) = (scenario.record_every_weeks, scenario.weeks);
        Self { size: scenario.observe.people, every, horizon, first: 0, persons: Vec::new(), rows: Vec::new() }
    }

    /// Draws it.
    pub(super) fn draw(&mut self, world: &World) {
        let [seed, replicate] = world.chance().key();
        self.first = world.tick();
        self.persons = sample((seed, replicate), world.people().len() as u32, self.size);
    }

    /// Looks at everybody in it, if the week is a recorded one.
    pub(super) fn look(&mut self, world: &World, week: u32) {
        if week.is_multiple_of(self.every) || week == self.horizon {
            self.rows.extend(self.persons.iter().map(|&person| seen(world, person, week, self.first)));
        }
    }

    /// The rows, person by person.
    pub(super) fn finish(mut self) -> Vec<PersonWeek> {
        self.rows.sort_unstable_by_key(|row| (row.person, row.week));
        self.rows
    }
}

/// How a person stands to their life problem now.
pub(super) fn standing(world: &World, person: u32) -> NeedStatus {
    standing_of(world.people()[person as usize].category, world.in_need(person))
}

/// The week in which a person came, where week 1 is tick `first`; 0 if they were there at week 0.
pub(super) fn arrived(world: &World, person: u32, first: u32) -> u32 {
    match u32::from(world.courses()[person as usize].arrived) {
        0 => 0,
        tick => (tick + 1).saturating_sub(first),
    }
}

/// How somebody stands with a problem of this category, who is in need or not.
pub(super) fn standing_of(category: u8, in_need: bool) -> NeedStatus {
    match (category, in_need) {
        (0, _) => NeedStatus::Untroubled,
        (_, true) => NeedStatus::InNeed,
        (_, false) => NeedStatus::Recovered,
    }
}

fn seen(world: &World, person: u32, week: u32, first: u32) -> PersonWeek {
    const BELIEFS: [usize; 4] = [
        place(Indicator::General),
        place(Indicator::Services),
        place(Indicator::Empowerment),
        place(Indicator::Dependence),
    ];
    const TIES: [usize; 2] = [place(Indicator::Bonding), place(Indicator::Bridging)];
    let (own, course) = (&world.people()[person as usize], &world.courses()[person as usize]);
    let values: [u32; MEASURES.len()] = measured(world, person);
    PersonWeek {
        town: 0,
        person,
        arrived: arrived(world, person, first),
        week,
        beliefs: BELIEFS.map(|belief| values[belief]),
        burden: own.burden,
        had: (course.insights & course.needed).count_ones() as u8,
        needed: course.needed.count_ones() as u8,
        standing: standing(world, person),
        ties: TIES.iter().map(|&ties| values[ties] as u16).sum(),
        member: course.is_member(),
        waiting: course.waits(),
        turns: own.turns,
        acts: own.acts,
    }
}
