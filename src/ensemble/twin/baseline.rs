//! How each person stood in a world without helping networks.

use crate::ensemble::observer::Observer;
use crate::model::measure::{Measured, measured};
use crate::model::state::world::World;
use crate::record::WINDOW_WEEKS;
use crate::record::plan::LARGE;
use crate::scenario::Scenario;

/// Worlds of more people than this are compared in the window at the horizon only: a baseline takes its bytes for each
/// person and week.
pub const MIDDLING: u32 = 20_000;

/// The weeks in which the worlds of a scenario are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weeks {
    every: u32,
    from: u32,
    horizon: u32,
}

impl Weeks {
    /// All recorded weeks but week 0, in which twins are the same; of more than 20,000 people those of the window at the
    /// horizon, of a large world the last one.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let horizon = scenario.weeks;
        let from = match scenario.people {
            0..=MIDDLING => 1,
            _ if scenario.people <= LARGE => Self::window_of(horizon),
            _ => horizon,
        };
        Self { every: scenario.record_every_weeks, from, horizon }
    }

    /// The same, but no week before the window at the horizon.
    #[must_use]
    pub fn in_window(self) -> Self {
        Self { from: self.from.max(Self::window_of(self.horizon)), ..self }
    }

    fn window_of(horizon: u32) -> u32 {
        horizon.saturating_sub(WINDOW_WEEKS) + 1
    }

    /// Whether `week` is one of them.
    #[must_use]
    pub fn hold(&self, week: u32) -> bool {
        week >= self.from && (week.is_multiple_of(self.every) || week == self.horizon)
    }

    /// How many they are.
    #[must_use]
    pub fn count(&self) -> u32 {
        let Self { every, from, horizon } = *self;
        if from > horizon {
            return 0;
        }
        let up_to = |week: u32| week.checked_div(every).unwrap_or(0);
        let recorded = up_to(horizon) - up_to(from.saturating_sub(1));
        recorded + u32::from(!horizon.is_multiple_of(every))
    }
}

/// Every person in every measure, week by week.
#[derive(Clone, Debug)]
pub struct Baseline {
    weeks: Weeks,
    at: Vec<(u32, Vec<Measured>)>,
}

impl Baseline {
    /// Nothing yet, of weeks that are to come.
    #[must_use]
    pub fn new(weeks: Weeks) -> Self {
        Self { weeks, at: Vec::new() }
    }

    /// The weeks that are compared.
    #[must_use]
    pub fn weeks(&self) -> Weeks {
        self.weeks
    }

    /// How everybody stood in `week`; `None` if that is not one of the weeks.
    #[must_use]
    pub fn at(&self, week: u32) -> Option<&[Measured]> {
        let place = self.at.binary_search_by_key(&week, |(week, _)| *week).ok()?;
        Some(&self.at[place].1)
    }
}

impl Observer for Baseline {
    /// Looks at the world, if this is one of the weeks.
    fn week(&mut self, world: &World, week: u32) {
        if self.weeks.hold(week) {
            self.at.push((week, all_measured(world)));
        }
    }
}

/// How everybody in a world stands.
fn all_measured(world: &World) -> Vec<Measured> {
    let people = 0..world.people().len() as u32;
    #[cfg(feature = "parallel")]
    if world.people().len() > LARGE as usize {
        use rayon::prelude::*;
        return people.into_par_iter().map(|person| measured(world, person)).collect();
    }
    people.map(|person| measured(world, person)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_weeks_are_counted_as_are_held() {
        for every in [0, 1, 2, 7, 13, 52, 53, 600] {
            for horizon in [0_u32, 1, 2, 12, 13, 51, 52, 53, 104, 520] {
                for from in [1, 2, horizon.saturating_sub(52) + 1, horizon] {
                    let weeks = Weeks { every, from, horizon };
                    let held = (from..=horizon).filter(|&week| week > 0 && weeks.hold(week)).count() as u32;
                    if from > 0 {
                        assert_eq!(weeks.count(), held, "{weeks:?}");
                    }
                }
            }
        }
    }
}
