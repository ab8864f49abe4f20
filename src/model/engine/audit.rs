//! The audit: the books of a world are compared with a census of it.

use super::census::{Census, Unsound};
use crate::model::ledger::{STOCKS, UnbalancedError};
use crate::model::state::network::Network;
use crate::model::state::world::World;

impl World {
    /// Whether the books are audited this week, for which fading is booked in it.
    #[must_use]
    pub fn is_audited(&self) -> bool {
        self.audited
    }

    /// Has the books audited from the next week on, or not.
    pub fn set_audited(&mut self, audited: bool) {
        self.audited = audited;
    }

    /// Compares the books with a census of the world as it is, in a week in which fading was booked.
    ///
    /// # Errors
    /// If a stock differs from what was counted, a tie is not mutual, screening would pass over somebody to whom something
    /// happens, or somebody is not a member of the network whose member they are.
    pub fn audit(&self, census: &Census) -> Result<(), UnbalancedError> {
        let tick = self.tick;
        let unbalanced = |account, booked, counted| {
            if booked == counted { Ok(()) } else { Err(UnbalancedError { tick, account, booked, counted }) }
        };
        if self.booking {
            for (at, counted) in census.stocks().into_iter().enumerate() {
                unbalanced(STOCKS[at].name(), self.ledger.stocks[at].closing, counted)?;
            }
        }
        let Unsound { one_sided_ties, overlooked } = census.unsound();
        unbalanced("mutual ties", 0, one_sided_ties)?;
        unbalanced("people overlooked", 0, overlooked)?;
        let open = || (0_u32..).zip(&self.networks).filter(|(_, network)| network.open);
        let in_networks = open().map(|(_, network)| network.members().len() as i64).sum();
        unbalanced("members", census.members(), in_networks)?;
        let elsewhere = |(place, network): (u32, &Network)| {
            network.members().iter().filter(|&&member| self.courses[member as usize].member != place).count() as i64
        };
        unbalanced("members elsewhere", 0, open().map(elsewhere).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::engine::happened::Happened;
    use crate::model::parameters::{Parameters, Switches};
    use crate::model::state::flags::{IN_NEED, MEMBER, QUEUED, RESTLESS, WAITING};
    use crate::model::state::setting::Setting;
    use crate::model::structure::{Entry, Structure};
    use crate::model::tick::tick;

    /// A world with networks, whose books are open.
    fn world() -> World {
        let parameters = Parameters { onset_per_week: 0.02, ..Parameters::default() };
        let switches = Switches::default();
        let mut world = World::new(&Setting { people: 500, seed: 11, replicate: 0, parameters, switches }).unwrap();
        let peers = Structure::peers();
        let entry = Entry { outreach: true, ..peers.entry };
        let structure = Structure { turns_per_meeting: 2, entry, ..peers };
        world.begin(Some(structure)).unwrap();
        let mut happened = Happened::default();
        (0..60).for_each(|_| tick(&mut world, &mut happened).expect("balanced books"));
        world
    }

    /// The account that does not balance in a world that was spoilt.
    fn found(spoil: impl FnOnce(&mut World)) -> Option<&'static str> {
        let mut world = world();
        spoil(&mut world);
        world.audit(&Census::of(&world, 60)).err().map(|unbalanced| unbalanced.account)
    }

    #[test]
    fn an_audit_finds_what_is_not_sound() {
        assert_eq!(found(|_| ()), None);
        assert_eq!(found(|world| world.ledger.stocks[1].closing += 1), Some(STOCKS[1].name()));
        assert_eq!(found(|world| world.people[7].beliefs[0].r += 1 << 20), Some(STOCKS[0].name()));
        assert_eq!(found(|world| world.ties.all_mut().past(7, 0).meet(1)), Some("mutual ties"));
        let gone = crate::model::state::tie::HalfTie::FREE;
        assert_eq!(found(|world| world.ties.all_mut().put(7, 0, gone)), Some("mutual ties"));
        let burdened = |world: &World| world.people.iter().position(|person| person.burden > 0).expect("burden");
        for flag in [IN_NEED, WAITING, MEMBER, QUEUED] {
            let turn = |world: &mut World| {
                let has = world.flags[7].has(flag);
                world.flags[7].set(flag, !has);
            };
            assert_eq!(found(turn), Some("people overlooked"), "{flag}");
        }
        let calm = |world: &mut World| {
            let at = burdened(world);
            world.flags[at].set(RESTLESS, false);
        };
        assert_eq!(found(calm), Some("people overlooked"));
        let forget = |world: &mut World| {
            let network = world.networks.iter_mut().find(|network| network.open).expect("an open network");
            network.keep_members(|_| false);
        };
        assert_eq!(found(forget), Some("members"));
    }
}
