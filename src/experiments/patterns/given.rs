//! What was given in meetings, counted while a world is simulated.

use crate::ensemble::observer::Observer;
use crate::model::effects::{Episode, NetworkEvent};
use crate::model::engine::happened::Happened;
use crate::model::ledger::Phase;
use crate::model::state::world::World;

/// How often each person gave in meetings, and how many meetings there were.
#[derive(Debug, Default)]
pub(super) struct Giving {
    /// Turns in which each person was the one who gave.
    given: Vec<u32>,
    /// Meetings held.
    pub(super) meetings: u32,
}

impl Giving {
    /// Of those who gave at all, the half who gave most, by number of person where they gave as much.
    pub(super) fn most_giving_half(&self) -> Vec<u32> {
        let mut givers: Vec<(u32, u32)> =
            (0..).zip(&self.given).filter(|(_, given)| **given > 0).map(|(person, given)| (*given, person)).collect();
        givers.sort_by_key(|&(given, person)| (std::cmp::Reverse(given), person));
        givers.truncate(givers.len().div_ceil(2));
        givers.into_iter().map(|(_, person)| person).collect()
    }
}

impl Observer for Giving {
    fn phase(&mut self, phase: Phase, world: &World, happened: &Happened) {
        self.given.resize(world.people().len(), 0);
        // A newcomer has given nothing yet.
        for one in happened.effects().flat_map(|effects| effects.departures.iter()) {
            self.given[one.person as usize] = 0;
        }
        if phase != Phase::Meet {
            return;
        }
        for effects in happened.effects() {
            let met = effects.networks.iter().filter(|one| one.event == NetworkEvent::Met).count();
            self.meetings += met as u32;
            for giver in effects.episodes.iter().filter_map(Episode::giver_of_turn) {
                self.given[giver as usize] += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_giving_half_is_of_those_who_gave() {
        let giving = Giving { given: vec![0, 3, 1, 2, 3, 0], ..Giving::default() };
        assert_eq!(giving.most_giving_half(), [1, 4]);
    }
}
