//! What becomes of a sample of people: their ties and their trust, weeks before the horizon and at it.

use super::sample::{SAMPLED, sample};
use crate::model::origin::Origin;
use crate::model::share::{ONE, share};
use crate::model::state::person::GENERAL;
use crate::model::state::tie::HalfTie;
use crate::model::state::world::World;
use crate::record::observed::{Count, Observed, Pair};

/// Weeks before the horizon in which ties are noted.
const TIES_BEFORE: [u32; 2] = [364, 52];
/// Weeks before the horizon in which trust is noted.
const TRUST_BEFORE: u32 = 208;
/// Weeks for which help given is lately, as for the indicator.
const LATELY: u32 = 4;

/// Ties as they were: who has them, and with whom; and the tick before which these people had come.
#[derive(Clone, Debug, Default)]
struct Ties {
    all: Vec<(u32, u32)>,
    tick: u32,
}

/// A sample, and what is noted of it.
#[derive(Clone, Debug)]
pub(super) struct Sampled {
    people: Vec<u32>,
    horizon: u32,
    ties: [Ties; TIES_BEFORE.len()],
    trust: Vec<u16>,
    /// The tick before which those had come whose trust was noted.
    trust_tick: u32,
}

impl Sampled {
    /// A sample of so many people, of the world of this seed and replicate.
    pub(super) fn of(key: (u32, u32), people: u32, horizon: u32) -> Self {
        Self {
            people: sample(key, people, SAMPLED),
            horizon,
            ties: Default::default(),
            trust: Vec::new(),
            trust_tick: 0,
        }
    }

    /// Looks at the world at the end of `week`.
    pub(super) fn week(&mut self, world: &World, week: u32, observed: &mut Observed) {
        let before = self.horizon - week;
        for (ties, weeks) in self.ties.iter_mut().zip(TIES_BEFORE) {
            if weeks == before {
                *ties = Ties { all: all_ties(world, &self.people), tick: world.tick() };
            }
        }
        if before == TRUST_BEFORE {
            self.trust = self.people.iter().map(|&person| trust(world, person)).collect();
            self.trust_tick = world.tick();
        }
        if before == 0 {
            self.end(world, observed);
        }
    }

    fn end(&self, world: &World, observed: &mut Observed) {
        self.end_ties(world, observed);
        // Who has come since is another person.
        let both = self.people.iter().zip(&self.trust);
        for (&person, &before) in both.filter(|(person, _)| was_there(world, **person, self.trust_tick)) {
            observed.pairs_mut(Pair::Trust208).add(before.into(), trust(world, person).into());
        }
        for &person in &self.people {
            let well = i64::from(ONE - world.view().burden_share(person));
            observed.pairs_mut(Pair::Helping).add(gave_lately(world, person).into(), well);
            neighbours(world, person, observed);
        }
    }

    fn end_ties(&self, world: &World, observed: &mut Observed) {
        // Of whom it is known: whoever of these has left keeps no tie, and nobody can tell.
        let known = |ties: &Ties, &(ego, _): &(u32, u32)| was_there(world, ego, ties.tick);
        let held = |ties: &Ties| ties.all.iter().filter(|tie| known(ties, tie)).count() as i64;
        let is_kept = |ties: &Ties, &(ego, alter): &(u32, u32)| {
            was_there(world, alter, ties.tick) && world.ties().slot(ego, alter).is_some()
        };
        let kept = |ties: &Ties| ties.all.iter().filter(|tie| known(ties, tie) && is_kept(ties, tie)).count() as i64;
        let [years, year] = &self.ties;
        observed.add(Count::Ties364, held(years));
        observed.add(Count::TiesKept364, kept(years));
        if self.horizon >= TIES_BEFORE[0] {
            let now = all_ties(world, &self.people);
            observed.add(Count::TiesAfter364, now.iter().filter(|tie| known(years, tie)).count() as i64);
        }
        observed.add(Count::Ties52, held(year));
        observed.add(Count::TiesKept52, kept(year));
    }
}

/// Whether the person of this number had come before `tick`.
fn was_there(world: &World, person: u32, tick: u32) -> bool {
    let came = u32::from(world.courses()[person as usize].arrived);
    came == 0 || came < tick
}

fn all_ties(world: &World, people: &[u32]) -> Vec<(u32, u32)> {
    people.iter().flat_map(|&person| world.view().ties(person).map(move |(_, alter)| (person, alter))).collect()
}

fn trust(world: &World, person: u32) -> u16 {
    share(world.view().trust(person, GENERAL))
}

/// Whether help came in lately at the other end of a tie of `person`.
fn gave_lately(world: &World, person: u32) -> bool {
    let since = world.tick().saturating_sub(LATELY);
    let came_in = |tie: HalfTie| world.ties().past(tie.alter(), tie.reverse()).help_in();
    world.ties().of(person).filter(HalfTie::is_held).any(|tie| came_in(tie).is_some_and(|tick| tick >= since))
}

/// Counts the ties of `person` to neighbours who are not kin, and trust in them.
fn neighbours(world: &World, person: u32, observed: &mut Observed) {
    let (first, size) = world.neighbours(person);
    for (slot, tie) in (0..).zip(world.ties().of(person)) {
        let near = tie.is_held() && tie.alter().wrapping_sub(first) < size;
        if near && tie.origin() != Origin::Kin {
            observed.add(Count::NeighbourTies, 1);
            observed.add(Count::NeighbourTrust, share(world.view().tie_trust(person, slot)).into());
        }
    }
}
