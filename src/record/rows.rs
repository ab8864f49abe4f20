//! Rows that evidence speaks of, where a scenario asks for them: spells of membership, helping networks quarter by quarter,
//! and a sample of persons in the recorded weeks. Weeks are counted from week 0. Networks and persons have numbers in their
//! town, from 0.

use super::observed::Leaving;

/// Weeks of a quarter of a year, at whose ends networks are looked at.
pub const QUARTER_WEEKS: u32 = 13;

/// How a person stands to their life problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum NeedStatus {
    /// Never had one.
    Untroubled,
    /// Has one that is not recovered.
    InNeed,
    /// Had one, and is recovered.
    Recovered,
}

impl NeedStatus {
    /// Every one, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Untroubled, Self::InNeed, Self::Recovered];

    /// The word in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Untroubled => "untroubled",
            Self::InNeed => "in_need",
            Self::Recovered => "recovered",
        }
    }
}

/// A spell of membership: from an entry into a helping network to leaving. It goes on where a group splits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The town.
    pub town: u32,
    /// The person, by the number of their place.
    pub person: u32,
    /// The week in which they came; 0 if they were there at week 0.
    pub arrived: u32,
    /// The network that was entered.
    pub network: u32,
    /// The network at the end: another one if the one before it split.
    pub last_network: u32,
    /// The week of entry.
    pub entered: u32,
    /// The week of leaving; that of the horizon if it had not ended by then.
    pub left: u32,
    /// How it ended; `None` if it had not by the horizon.
    pub why: Option<Leaving>,
    /// Turns received about the own problem in these weeks, refused ones included.
    pub turns_received: u32,
    /// Turns given at meetings in these weeks.
    pub turns_given: u32,
    /// How the person stood at entry.
    pub at_entry: NeedStatus,
    /// How the person stood as the spell ended.
    pub at_end: NeedStatus,
}

/// A helping network, from its founding to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkLife {
    /// The town.
    pub town: u32,
    /// Its number, in the order of founding.
    pub network: u32,
    /// The category of life problem.
    pub category: u8,
    /// The week of founding.
    pub founded: u32,
    /// The week of closing; that of the horizon if it was open then.
    pub closed: u32,
    /// How its last member left; `None` if it was open at the horizon.
    pub why: Option<Leaving>,
    /// How many rows of [`Rows::quarters`] are of it.
    pub quarters: u32,
}

/// A helping network at the end of a quarter, at the horizon, or in the week in which it closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkQuarter {
    /// The week, at whose end people are counted.
    pub week: u32,
    /// Those helped in it.
    pub members: u16,
    /// Those of them who are in need.
    pub in_need: u16,
    /// Those who support without being helped in it.
    pub supporters: u16,
    /// Meetings held since the row before.
    pub held: u16,
    /// Meetings that were due since the row before and were not held, since nobody else was there.
    pub missed: u16,
}

/// A person of the sample in a recorded week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonWeek {
    /// The town.
    pub town: u32,
    /// The person, by the number of their place.
    pub person: u32,
    /// The week in which they came; 0 if they were there at week 0.
    pub arrived: u32,
    /// The week, as it ended.
    pub week: u32,
    /// Trust in people in general, trust in services, empowerment, dependence, in steps of
    /// [`Step::Stock`](crate::model::indicator::Step::Stock).
    pub beliefs: [u32; 4],
    /// Burden, a share.
    pub burden: u16,
    /// Needed insights that are had.
    pub had: u8,
    /// Needed insights; 0 without a life problem.
    pub needed: u8,
    /// How the person stands to their life problem.
    pub standing: NeedStatus,
    /// Ties held.
    pub ties: u16,
    /// Whether they are helped in a network.
    pub member: bool,
    /// Whether they wait for a place in one.
    pub waiting: bool,
    /// Turns received about the own problem since week 0, refused ones included.
    pub turns: u16,
    /// Civic acts since week 0.
    pub acts: u16,
}

/// The rows of one world, or of several towns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Spells of membership, by town, person and entry.
    pub spells: Vec<Spell>,
    /// Helping networks, by town and number.
    pub networks: Vec<NetworkLife>,
    /// Their quarters, network by network, by week.
    pub quarters: Vec<NetworkQuarter>,
    /// Persons of the sample, by town, person and week.
    pub persons: Vec<PersonWeek>,
}

impl Rows {
    /// All of them are of the town of this number.
    #[must_use]
    pub fn of_town(mut self, town: u32) -> Self {
        self.spells.iter_mut().for_each(|spell| spell.town = town);
        self.networks.iter_mut().for_each(|network| network.town = town);
        self.persons.iter_mut().for_each(|person| person.town = town);
        self
    }

    /// Adds the rows of the next town.
    pub fn join(&mut self, next: Self) {
        let Self { spells, networks, quarters, persons } = next;
        self.spells.extend(spells);
        self.networks.extend(networks);
        self.quarters.extend(quarters);
        self.persons.extend(persons);
    }

    /// Every network with its quarters.
    pub fn networks_by_quarter(&self) -> impl Iterator<Item = (&NetworkLife, &[NetworkQuarter])> {
        let mut rest = &self.quarters[..];
        self.networks.iter().map(move |network| {
            let (own, others) = rest.split_at(rest.len().min(network.quarters as usize));
            rest = others;
            (network, own)
        })
    }
}
