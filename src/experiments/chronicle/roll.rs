//! The roll of everybody in both worlds, and the rules by which somebody is picked whose life is to be told.

use super::twins::Twins;
use crate::analysis::chronicle::{LONG_IN_NEED, Pick, Picked};
use crate::ensemble::error::RunError;
use crate::ensemble::observer::{Observer, Watch};
use crate::model::effects::{Episode, NetworkEvent};
use crate::model::engine::census::{VETERAN_WEEKS, weeks_since};
use crate::model::engine::happened::Happened;
use crate::model::leaving::Leaving;
use crate::model::ledger::Phase;
use crate::model::state::person::GENERAL;
use crate::model::state::tie::NEVER;
use crate::model::state::world::World;

/// Everybody, with what decides who is picked.
#[derive(Clone, Debug)]
pub struct Roll {
    rows: Vec<PersonCounts>,
    /// Trust in people in general at the horizon, less that of the twin.
    change: Vec<f64>,
}

/// One person in the world under study.
#[derive(Clone, Copy, Debug, Default)]
struct PersonCounts {
    weeks_in_need: u16,
    /// Turns given at meetings while a member.
    given: u16,
    /// Whether they left the last membership themselves while in need.
    dropped: bool,
    /// Weeks of membership at the horizon; `None` for those who are no members.
    member_for: Option<u32>,
    entered: bool,
    /// Whether somebody else is in the place since: a life that is told is one from week 0 to the horizon.
    gone: bool,
}

impl Roll {
    /// Simulates both worlds and looks at everybody; `None` if it was stopped on the way.
    ///
    /// # Errors
    /// If a world is not sound.
    pub fn call(twins: &Twins, watch: &dyn Watch) -> Result<Option<Self>, RunError> {
        let mut observer = RollObserver::default();
        let here = twins.simulate(twins.structure, watch, &mut observer)?.map(general);
        let Some(here) = here else { return Ok(None) };
        let Some(there) = twins.simulate(None, watch, &mut ())?.map(general) else { return Ok(None) };
        let change = here.iter().zip(&there).map(|(here, there)| here - there).collect();
        Ok(Some(Self { rows: observer.0, change }))
    }

    /// Those who are of a kind, in rising order.
    #[must_use]
    pub fn fitting(&self, pick: Pick) -> Vec<u32> {
        let fits = |row: &PersonCounts| match pick {
            Pick::Veteran => row.member_for.is_some_and(|weeks| weeks > VETERAN_WEEKS),
            Pick::Dropout => row.dropped && row.member_for.is_none(),
            Pick::NeverEntered => !row.entered && u32::from(row.weeks_in_need) >= LONG_IN_NEED,
            Pick::Giver => row.given > 0,
        };
        (0..).zip(&self.rows).filter(|(_, row)| !row.gone && fits(row)).map(|(person, _)| person).collect()
    }

    /// Picks somebody of a kind; `None` if there is nobody. The giver is the one who gave most turns. Of the others it is
    /// the one in the middle (the lower of two) by the change of trust in people in general against the twin: neither
    /// the best nor the worst. Equal ones stand in the order of their numbers.
    #[must_use]
    pub fn pick(&self, pick: Pick) -> Option<Picked> {
        let mut fitting = self.fitting(pick);
        let of = fitting.len();
        if pick == Pick::Giver {
            let most = fitting.into_iter().max_by_key(|&person| (self.given(person), std::cmp::Reverse(person)));
            return most.map(|person| Picked { person, of });
        }
        let change = |person: u32| self.change[person as usize];
        fitting.sort_by(|&a, &b| change(a).total_cmp(&change(b)).then(a.cmp(&b)));
        fitting.get(of.saturating_sub(1) / 2).map(|&person| Picked { person, of })
    }

    /// Turns that `person` gave at meetings while a member.
    #[must_use]
    pub fn given(&self, person: u32) -> u32 {
        u32::from(self.rows[person as usize].given)
    }

    /// Trust of `person` in people in general at the horizon, less that of the twin.
    #[must_use]
    pub fn change(&self, person: u32) -> f64 {
        self.change[person as usize]
    }
}

fn general(world: World) -> Vec<f64> {
    (0..world.people().len() as u32).map(|person| world.view().trust(person, GENERAL)).collect()
}

/// Counts for everybody while the world under study is simulated.
#[derive(Default)]
struct RollObserver(Vec<PersonCounts>);

impl Observer for RollObserver {
    fn begins(&mut self, world: &World) {
        self.0.resize(world.people().len(), PersonCounts::default());
    }

    /// Turns given at meetings, and leaving.
    fn phase(&mut self, _: Phase, world: &World, happened: &Happened) {
        for effects in happened.effects() {
            for one in effects.departures.iter() {
                self.0[one.person as usize].gone = true;
            }
            let givers = effects.episodes.iter().filter_map(Episode::giver_of_turn);
            for giver in givers.filter(|&giver| world.courses()[giver as usize].is_member()) {
                let given = &mut self.0[giver as usize].given;
                *given = given.saturating_add(1);
            }
            for one in effects.networks.iter() {
                if let NetworkEvent::Left(person, why) = one.event {
                    self.0[person as usize].dropped = why == Leaving::DropOut;
                }
            }
        }
    }

    fn week(&mut self, world: &World, _: u32) {
        for ((person, own), row) in (0..).zip(world.courses()).zip(&mut self.0) {
            row.weeks_in_need += u16::from(world.in_need(person));
            row.member_for = weeks_since(world, own.member_since());
            row.entered = own.entered != NEVER;
            // Whoever is a member again has not dropped out, even if that group is dissolved later.
            row.dropped &= row.member_for.is_none();
        }
    }
}
