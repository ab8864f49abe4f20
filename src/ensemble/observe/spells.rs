//! Spells of membership, from entry to leaving.

use super::memberships::Memberships;
use super::networks::NetworkNumbers;
use super::persons::{arrived, standing, standing_of};
use crate::model::effects::Episode;
use crate::model::engine::happened::Happened;
use crate::model::state::world::World;
use crate::record::observed::Leaving;
use crate::record::rows::{NeedStatus, Spell};
use std::collections::BTreeMap;

/// Spells that are over, and those that go on, by person.
#[derive(Default)]
pub(super) struct Spells {
    over: Vec<Spell>,
    open: BTreeMap<u32, Spell>,
}

impl Spells {
    /// Counts turns at meetings.
    pub(super) fn met(&mut self, happened: &Happened) {
        for effects in happened.effects() {
            for turns in effects.turns.iter() {
                if let Some(spell) = self.open.get_mut(&turns.person) {
                    spell.turns_received += u32::from(turns.turns);
                }
            }
            for giver in effects.episodes.iter().filter_map(Episode::giver_of_turn) {
                if let Some(spell) = self.open.get_mut(&giver) {
                    spell.turns_given += 1;
                }
            }
        }
    }

    /// Notes who moved away, as they stood when the week began.
    pub(super) fn moved(&mut self, happened: &Happened, week: u32) {
        for one in happened.effects().flat_map(|effects| effects.departures.iter()) {
            let spell = self.open.remove(&one.person);
            let at_end = standing_of(one.category, one.in_need);
            self.over.extend(spell.map(|spell| Spell { left: week, why: Some(Leaving::Moved), at_end, ..spell }));
        }
    }

    /// Notes who left, who was moved, and who entered.
    pub(super) fn stayed(&mut self, world: &World, memberships: &Memberships, numbers: &NetworkNumbers, week: u32) {
        for left in memberships.left() {
            let at_end = match left.why {
                Leaving::DropOut | Leaving::Agreed => NeedStatus::InNeed,
                Leaving::Recovered => NeedStatus::Recovered,
                Leaving::Alone => standing(world, left.person),
                // Their spell is over since Life.
                Leaving::Moved => continue,
            };
            let spell = self.open.remove(&left.person);
            self.over.extend(spell.map(|spell| Spell { left: week, why: Some(left.why), at_end, ..spell }));
        }
        for (&person, spell) in &mut self.open {
            spell.last_network = numbers.of(world.courses()[person as usize].member);
        }
        for &person in memberships.entered().iter().map(|entered| &entered.person) {
            let network = numbers.of(world.courses()[person as usize].member);
            let at_entry = standing(world, person);
            let came = arrived(world, person, world.tick() + 1 - week);
            self.open.insert(person, Spell { arrived: came, ..begun(person, network, week, at_entry) });
        }
    }

    /// All spells, at the horizon.
    pub(super) fn finish(mut self, world: &World, horizon: u32) -> Vec<Spell> {
        let open = self.open.into_values().map(|spell| Spell { at_end: standing(world, spell.person), ..spell });
        self.over.extend(open.map(|spell| Spell { left: horizon, ..spell }));
        self.over.sort_unstable_by_key(|spell| (spell.person, spell.entered));
        self.over
    }
}

/// A spell that begins.
fn begun(person: u32, network: u32, week: u32, at_entry: NeedStatus) -> Spell {
    Spell {
        town: 0,
        person,
        arrived: 0,
        network,
        last_network: network,
        entered: week,
        left: week,
        why: None,
        turns_received: 0,
        turns_given: 0,
        at_entry,
        at_end: at_entry,
    }
}
