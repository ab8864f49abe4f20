//! What becomes of those who enter a network for the first time, in the half year after: turns, felt help, recovery, and
//! whether they come back after the first turn.

use super::people_set::PeopleSet;
use crate::model::effects::Episode;
use crate::model::ledger::Cause;
use crate::model::state::world::World;
use crate::record::observed::{Count, Observed, Pair};
use std::collections::VecDeque;

/// Weeks after first entry up to which turns are early ones, and after a first turn in which one is asked for again.
pub(super) const EARLY_WEEKS: u32 = 4;
/// Weeks after first entry in which felt helpfulness is read, if the spell has not ended before.
const FELT_AFTER: u32 = 13;
/// Weeks after first entry in which recovery is read.
const RECOVERED_AFTER: u32 = 26;

/// Somebody who entered for the first time.
#[derive(Clone, Copy, Debug)]
struct Newcomer {
    person: u32,
    entered: u32,
    /// The same as a tick, by which a person is told from whoever has their place later.
    tick: u16,
    /// Turns received before.
    turns: u16,
    /// Felt helpfulness, once it is read.
    felt: Option<u16>,
}

/// The first turn of a newcomer.
#[derive(Clone, Copy, Debug)]
struct FirstTurn {
    person: u32,
    /// Tick of their entry.
    tick: u16,
    week: u32,
    answered: bool,
}

/// First entries of the last half year, first turns of the last weeks.
#[derive(Clone, Debug)]
pub(super) struct Newcomers {
    all: VecDeque<Newcomer>,
    /// How many of them had their early turns counted, and how many of these their felt help read.
    early: usize,
    read: usize,
    /// Those who are in their first spell.
    in_first_spell: PeopleSet,
    /// Those of them who have had no turn yet.
    no_turn: PeopleSet,
    /// How many these are.
    without_turn: usize,
    turns: VecDeque<FirstTurn>,
}

impl Newcomers {
    /// Nobody, of so many people.
    pub(super) fn none(people: usize) -> Self {
        Self {
            all: VecDeque::new(),
            early: 0,
            read: 0,
            in_first_spell: PeopleSet::none(people),
            no_turn: PeopleSet::none(people),
            without_turn: 0,
            turns: VecDeque::new(),
        }
    }

    /// Whether `person` is in their first spell.
    pub(super) fn in_first_spell(&self, person: u32) -> bool {
        self.in_first_spell.holds(person)
    }

    /// `person`, who has received so many turns, enters for the first time.
    pub(super) fn enter(&mut self, person: u32, tick: u32, week: u32, turns: u16) {
        self.all.push_back(Newcomer { person, entered: week, tick: tick as u16, turns, felt: None });
        self.in_first_spell.insert(person);
        self.no_turn.insert(person);
        self.without_turn += 1;
    }

    /// `person`, who entered in week `entered` and feels helped so much, leaves; whether this was their first spell.
    pub(super) fn leave(&mut self, person: u32, entered: u32, felt: u16) -> bool {
        let first = self.in_first_spell.remove(person);
        self.without_turn -= usize::from(self.no_turn.remove(person));
        if first {
            // They stand in the order of entry, so who entered in the same week stand together.
            let from = self.all.partition_point(|one| one.entered < entered);
            let own = self.all.iter_mut().skip(from).find(|one| one.person == person);
            // Whose felt help has been read stays as it was.
            own.into_iter().for_each(|own| own.felt = own.felt.or(Some(felt)));
        }
        first
    }

    /// `person` moves away: nothing more is known of them.
    pub(super) fn depart(&mut self, person: u32) {
        self.in_first_spell.remove(person);
        self.without_turn -= usize::from(self.no_turn.remove(person));
    }

    /// Notes the first turns among the turns of `week`.
    pub(super) fn turns(&mut self, world: &World, episodes: &[Episode], week: u32) {
        if self.without_turn == 0 {
            return;
        }
        for episode in episodes {
            if self.no_turn.remove(episode.ego) {
                self.without_turn -= 1;
                let answered = episode.cause() != Cause::Refusal;
                let tick = world.courses()[episode.ego as usize].entered;
                self.turns.push_back(FirstTurn { person: episode.ego, tick, week, answered });
            }
        }
    }

    /// Counts what is due at the end of `week`.
    pub(super) fn week(&mut self, world: &World, week: u32, observed: &mut Observed) {
        while self.turns.front().is_some_and(|turn| turn.week + EARLY_WEEKS <= week) {
            self.count_back(world, observed);
        }
        let due = |one: Option<&Newcomer>, weeks: u32| one.is_some_and(|one| one.entered + weeks <= week);
        while due(self.all.get(self.early), EARLY_WEEKS) {
            self.count_early(world, observed);
        }
        while due(self.all.get(self.read), FELT_AFTER) {
            let own = &mut self.all[self.read];
            if is_there(world, own.person, own.tick) {
                own.felt = own.felt.or(Some(world.view().felt(own.person)));
            }
            self.read += 1;
        }
        while due(self.all.front(), RECOVERED_AFTER) {
            self.count_recovered(world, observed);
        }
    }

    /// Counts whether the next one is still there after their first turn.
    fn count_back(&mut self, world: &World, observed: &mut Observed) {
        let Some(FirstTurn { person, tick, answered, .. }) = self.turns.pop_front() else { return };
        if !is_there(world, person, tick) {
            return;
        }
        let (of, stayed) = match answered {
            true => (Count::Answered, Count::AnsweredStayed),
            false => (Count::Unanswered, Count::UnansweredStayed),
        };
        observed.add(of, 1);
        observed.mark(stayed, self.in_first_spell(person));
    }

    /// Counts the early turns of the next one; those that come later in the spell are counted from here.
    fn count_early(&mut self, world: &World, observed: &mut Observed) {
        let Newcomer { person, tick, turns, .. } = self.all[self.early];
        self.early += 1;
        if !is_there(world, person, tick) {
            return;
        }
        let received = world.people()[person as usize].turns;
        observed.add(Count::FirstEntries, 1);
        observed.add(Count::EarlyTurns, i64::from(received - turns));
        if self.in_first_spell(person) {
            observed.add(Count::LaterTurns, -i64::from(received));
        }
    }

    fn count_recovered(&mut self, world: &World, observed: &mut Observed) {
        let Some(Newcomer { person, tick, felt, .. }) = self.all.pop_front() else { return };
        (self.early, self.read) = (self.early - 1, self.read - 1);
        if is_there(world, person, tick) {
            observed.pairs_mut(Pair::Alliance).add(felt.unwrap_or_default().into(), world.recovered(person).into());
        }
    }
}

/// Whether the person of this number is still the one who first entered in this tick.
fn is_there(world: &World, person: u32, entered: u16) -> bool {
    world.courses()[person as usize].entered == entered
}
