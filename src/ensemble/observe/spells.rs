//! Spells of membership, from entry to leaving.

use super::networks::NetworkNumbers;
use super::sample::standing;
use crate::model::chance::NOBODY;
use crate::model::effects::{Episode, NetworkEvent};
use crate::model::engine::happened::Happened;
use crate::model::state::world::World;
use crate::record::rows::{NeedStatus, Spell, SpellEnd};
use std::collections::BTreeMap;

/// Spells that are over, and those that go on, by person.
#[derive(Default)]
pub(super) struct Spells {
    over: Vec<Spell>,
    open: BTreeMap<u32, Spell>,
    /// Who waited as Stay began: nobody else enters.
    waiting: Vec<u32>,
}

impl Spells {
    /// Counts turns at meetings, and notes who waits.
    pub(super) fn met(&mut self, world: &World, happened: &Happened) {
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
        self.waiting.clear();
        self.waiting.extend(world.waiting().iter().map(|application| application.person));
    }

    /// Notes who left, who was moved, and who entered.
    pub(super) fn stayed(&mut self, world: &World, happened: &Happened, numbers: &NetworkNumbers, week: u32) {
        for one in happened.effects().flat_map(|effects| effects.networks.iter()) {
            if let NetworkEvent::Left(person, in_need) = one.event {
                let how = if in_need {
                    (SpellEnd::DropOut, NeedStatus::InNeed)
                } else {
                    (SpellEnd::Recovered, NeedStatus::Recovered)
                };
                self.close(person, week, how);
            }
        }
        let place = |person: u32| world.courses()[person as usize].member;
        let gone: Vec<u32> = self.open.keys().copied().filter(|&person| place(person) == NOBODY).collect();
        for person in gone {
            self.close(person, week, (SpellEnd::Alone, standing(world, person)));
        }
        for (&person, spell) in &mut self.open {
            spell.last_network = numbers.of(place(person));
        }
        for &person in self.waiting.iter().filter(|&&person| place(person) != NOBODY) {
            self.open.insert(person, begun(world, person, numbers.of(place(person)), week));
        }
    }

    fn close(&mut self, person: u32, week: u32, (end, at_end): (SpellEnd, NeedStatus)) {
        let spell = self.open.remove(&person);
        self.over.extend(spell.map(|spell| Spell { left: week, end, at_end, ..spell }));
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
fn begun(world: &World, person: u32, network: u32, week: u32) -> Spell {
    let at_entry = standing(world, person);
    let (end, at_end) = (SpellEnd::Horizon, at_entry);
    let (last_network, entered, left, turns_received, turns_given) = (network, week, week, 0, 0);
    Spell { town: 0, person, network, last_network, entered, left, end, turns_received, turns_given, at_entry, at_end }
}
