//! The roll of everybody in both worlds, and the rules by which somebody is picked whose life is to be told.

use super::Twins;
use crate::ensemble::error::RunError;
use crate::ensemble::observer::{Observer, Watch};
use crate::model::census::{VETERAN_WEEKS, weeks_since};
use crate::model::episode::{Episode, InNetwork};
use crate::model::happened::Happened;
use crate::model::ledger::Phase;
use crate::model::person::GENERAL;
use crate::model::tie::NEVER;
use crate::model::world::World;

/// Weeks in need, in all, after which somebody who never entered a network is one of [`Pick::NeverEntered`].
pub const LONG_IN_NEED: u32 = 52;

/// The kinds of people that can be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// A member for more than 104 weeks at the horizon.
    Veteran,
    /// Last left a network while in need, and did not come back.
    Dropout,
    /// In need for at least 52 weeks in all, and never a member.
    NeverEntered,
    /// Gave turns at meetings while a member.
    Giver,
}

impl Pick {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Veteran, Self::Dropout, Self::NeverEntered, Self::Giver];

    /// The word on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Veteran => "veteran",
            Self::Dropout => "dropout",
            Self::NeverEntered => "never-entered",
            Self::Giver => "giver",
        }
    }

    /// Who is of this kind, in words.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Veteran => "a member for more than 104 weeks at the horizon",
            Self::Dropout => "left a network while in need and did not come back",
            Self::NeverEntered => "in need for 52 weeks or more, and never a member",
            Self::Giver => "gave a turn at a meeting while a member",
        }
    }
}

/// Somebody who was picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The person.
    pub person: u32,
    /// How many are of the kind.
    pub of: usize,
}

/// Everybody, with what decides who is picked.
#[derive(Clone, Debug)]
pub struct Roll {
    rows: Vec<Row>,
    /// Trust in people in general at the horizon, less that of the twin.
    change: Vec<f64>,
}

/// One person in the world under study.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    weeks_in_need: u16,
    /// Turns given at meetings while a member.
    given: u16,
    /// Whether they left the last membership themselves while in need.
    dropped: bool,
    /// Weeks of membership at the horizon; `None` for those who are no members.
    member_for: Option<u32>,
    entered: bool,
}

impl Roll {
    /// Lets both worlds live and looks at everybody; `None` if it was stopped on the way.
    ///
    /// # Errors
    /// If a world is not sound.
    pub fn call(twins: &Twins, watch: &dyn Watch) -> Result<Option<Self>, RunError> {
        let mut called = Called::default();
        let here = twins.live(twins.structure, watch, &mut called)?.map(general);
        let Some(here) = here else { return Ok(None) };
        let Some(there) = twins.live(None, watch, &mut ())?.map(general) else { return Ok(None) };
        let change = here.iter().zip(&there).map(|(here, there)| here - there).collect();
        Ok(Some(Self { rows: called.0, change }))
    }

    /// Those who are of a kind, in rising order.
    #[must_use]
    pub fn fitting(&self, pick: Pick) -> Vec<u32> {
        let fits = |row: &Row| match pick {
            Pick::Veteran => row.member_for.is_some_and(|weeks| weeks > VETERAN_WEEKS),
            Pick::Dropout => row.dropped && row.member_for.is_none(),
            Pick::NeverEntered => !row.entered && u32::from(row.weeks_in_need) >= LONG_IN_NEED,
            Pick::Giver => row.given > 0,
        };
        (0..).zip(&self.rows).filter(|(_, row)| fits(row)).map(|(person, _)| person).collect()
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
    (0..world.people.len() as u32).map(|person| world.trust(person, GENERAL)).collect()
}

/// Everybody while the world under study lives.
#[derive(Default)]
struct Called(Vec<Row>);

impl Onlooker for Called {
    fn begins(&mut self, world: &World) {
        self.0.resize(world.people.len(), Row::default());
    }

    /// Turns given at meetings, and leaving.
    fn phase(&mut self, _: Phase, world: &World, happened: &Happened) {
        for chunk in happened.parts() {
            let givers = chunk.episodes.iter().filter_map(Episode::giver_of_turn);
            for giver in givers.filter(|&giver| world.courses[giver as usize].is_member()) {
                let given = &mut self.0[giver as usize].given;
                *given = given.saturating_add(1);
            }
            for &(_, event) in &chunk.networks {
                if let InNetwork::Left(person, in_need) = event {
                    self.0[person as usize].dropped = in_need;
                }
            }
        }
    }

    fn week(&mut self, world: &World, _: u32) {
        for ((person, own), row) in (0..).zip(&world.courses).zip(&mut self.0) {
            row.weeks_in_need += u16::from(world.in_need(person));
            row.member_for = weeks_since(world, own.member_since());
            row.entered = own.entered != NEVER;
            // Whoever is a member again has not dropped out, even if that group is dissolved later.
            row.dropped &= row.member_for.is_none();
        }
    }
}
