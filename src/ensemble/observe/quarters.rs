//! What is counted at the end of each quarter: how networks stand, and who is a member half a year later.

use super::people_set::PeopleSet;
use crate::model::state::world::World;
use crate::record::observed::{Count, Observed};

/// Weeks of a quarter.
const WEEKS: u32 = 13;
/// Quarters after which is asked who is a member: 26 weeks.
const LATER: usize = 2;

/// Who was a member, and who was in need and none.
#[derive(Clone, Debug)]
struct Quarter {
    members: PeopleSet,
    others_in_need: PeopleSet,
}

/// The last quarters, by their number.
#[derive(Clone, Debug)]
pub(super) struct Quarters {
    last: [Quarter; LATER],
    now: PeopleSet,
}

impl Quarters {
    /// Before the first, of so many people.
    pub(super) fn none(people: usize) -> Self {
        let none = || PeopleSet::none(people);
        Self { last: std::array::from_fn(|_| Quarter { members: none(), others_in_need: none() }), now: none() }
    }

    /// `person` moves away: what they are half a year later is not known.
    pub(super) fn depart(&mut self, person: u32) {
        for quarter in &mut self.last {
            quarter.members.remove(person);
            quarter.others_in_need.remove(person);
        }
    }

    /// Counts at the end of `week`, if it is the last one of a quarter.
    pub(super) fn week(&mut self, world: &World, week: u32, in_need: &PeopleSet, observed: &mut Observed) {
        if !week.is_multiple_of(WEEKS) {
            return;
        }
        self.now.clear();
        for network in world.networks().iter().filter(|network| network.open) {
            let members = network.members();
            let helped = members.iter().filter(|&&person| world.in_need(person)).count() as i64;
            observed.add(Count::Groups, 1);
            observed.add(Count::GroupMembers, members.len() as i64);
            observed.add(Count::GroupInNeed, helped);
            observed.mark(Count::GroupsIdle, helped == 0);
            members.iter().for_each(|&person| self.now.insert(person));
        }
        // The one before last gives its place to this one: before the first there is nobody in it.
        let quarter = &mut self.last[(week / WEEKS) as usize % LATER];
        observed.add(Count::StayersAsked, quarter.members.len());
        observed.add(Count::Stayed, quarter.members.in_both(&self.now));
        observed.add(Count::BeginnersAsked, quarter.others_in_need.len());
        observed.add(Count::Began, quarter.others_in_need.in_both(&self.now));
        quarter.members.clone_from(&self.now);
        quarter.others_in_need.fill_with(in_need, &self.now);
    }
}
