//! What became of each person from their first entry on, kept while a world is simulated.

use crate::ensemble::observer::Observer;
use crate::model::effects::{Episode, NetworkEvent};
use crate::model::engine::happened::Happened;
use crate::model::ledger::Phase;
use crate::model::share::value;
use crate::model::state::world::World;

/// Weeks of the first year, and of each after it.
pub(super) const YEAR: u32 = 52;

/// How somebody stood at their first entry, and what they did in the year after.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct FirstYear {
    /// Week of the entry; 0 if they never entered.
    pub(super) entered: u32,
    /// Coping then.
    pub(super) coping: f64,
    /// Burden then.
    pub(super) burden: f64,
    /// Meetings at which they were.
    pub(super) attended: u32,
    /// Turns in which they gave.
    pub(super) given: u32,
}

/// The history of everybody.
#[derive(Debug, Default)]
pub(super) struct Histories {
    week: u32,
    in_need: Vec<bool>,
    /// Weeks in which each person's problem came back.
    relapses: Vec<Vec<u32>>,
    /// Coping of everybody in each week after the second year from the first week on.
    coping: Vec<Vec<f32>>,
    /// Who has moved away: another person has their number.
    gone: Vec<bool>,
    /// From entry on.
    pub(super) first_years: Vec<FirstYear>,
}

impl Histories {
    /// Those who first entered within the first year, and did not move away.
    pub(super) fn entered_in_first_year(&self) -> Vec<u32> {
        let entered = |(_, own): &(u32, &FirstYear)| (1..=YEAR).contains(&own.entered);
        let entered = (0..).zip(&self.first_years).filter(entered).map(|(person, _)| person);
        entered.filter(|&person| !self.gone[person as usize]).collect()
    }

    /// Whether a problem came back in the weeks after `from`, up to `to`.
    pub(super) fn relapsed(&self, person: u32, from: u32, to: u32) -> bool {
        self.relapses[person as usize].iter().any(|week| (from + 1..=to).contains(week))
    }

    /// Coping in a week; NaN before the end of the second year.
    pub(super) fn coping(&self, person: u32, week: u32) -> f64 {
        let then = week.checked_sub(2 * YEAR).and_then(|place| self.coping.get(place as usize));
        then.map_or(f64::NAN, |people| f64::from(people[person as usize]))
    }

    /// Whether this week is one of the first year of somebody who entered.
    fn is_first_year(own: &FirstYear, week: u32) -> bool {
        own.entered > 0 && week <= own.entered + YEAR
    }
}

impl Observer for Histories {
    fn begins(&mut self, world: &World) {
        let people = world.people().len();
        self.in_need = (0..people as u32).map(|person| world.in_need(person)).collect();
        self.relapses = vec![Vec::new(); people];
        self.gone = vec![false; people];
        self.first_years = vec![FirstYear::default(); people];
    }

    fn phase(&mut self, phase: Phase, world: &World, happened: &Happened) {
        for one in happened.effects().flat_map(|effects| effects.departures.iter()) {
            self.gone[one.person as usize] = true;
        }
        if phase != Phase::Meet {
            return;
        }
        let week = self.week + 1;
        let mut of = |person: u32, count: fn(&mut FirstYear) -> &mut u32| {
            let own = &mut self.first_years[person as usize];
            if Self::is_first_year(own, week) {
                *count(own) += 1;
            }
        };
        for effects in happened.effects() {
            for one in effects.networks.iter().filter(|one| one.event == NetworkEvent::Met) {
                let present = world.networks()[one.network as usize].people();
                present.iter().for_each(|&person| of(person, |own| &mut own.attended));
            }
            effects
                .episodes
                .iter()
                .filter_map(Episode::giver_of_turn)
                .for_each(|giver| of(giver, |own| &mut own.given));
        }
    }

    fn week(&mut self, world: &World, week: u32) {
        self.week = week;
        let view = world.view();
        for person in 0..world.people().len() as u32 {
            let at = person as usize;
            let (before, now) = (self.in_need[at], world.in_need(person));
            // A first onset is among these; whoever entered had it before, and only they are looked at.
            if now && !before {
                self.relapses[at].push(week);
            }
            self.in_need[at] = now;
            let own = &mut self.first_years[at];
            if own.entered == 0 && world.courses()[at].is_member() {
                let burden = value(world.people()[at].burden);
                *own = FirstYear { entered: week, coping: view.coping(person), burden, ..FirstYear::default() };
            }
        }
        if week >= 2 * YEAR {
            self.coping.push((0..world.people().len() as u32).map(|person| view.coping(person) as f32).collect());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relapses_and_coping_are_found_in_their_weeks() {
        let own = |entered| FirstYear { entered, ..FirstYear::default() };
        let histories = Histories {
            relapses: vec![vec![60, 110], vec![]],
            coping: vec![vec![0.25, 0.5], vec![0.75, 1.0]],
            first_years: vec![own(7), own(53), own(0), own(52), own(9)],
            gone: vec![false, false, false, false, true],
            ..Histories::default()
        };
        assert_eq!(histories.entered_in_first_year(), [0, 3]);
        assert!(histories.relapsed(0, 59, 111) && histories.relapsed(0, 50, 60) && !histories.relapsed(0, 60, 109));
        assert!(!histories.relapsed(1, 0, 200));
        assert_eq!((histories.coping(0, 104), histories.coping(1, 105)), (0.25, 1.0));
        assert!(histories.coping(0, 103).is_nan() && histories.coping(0, 106).is_nan());
        assert!(Histories::is_first_year(&own(7), 59) && !Histories::is_first_year(&own(7), 60));
        assert!(!Histories::is_first_year(&own(0), 1));
    }
}
