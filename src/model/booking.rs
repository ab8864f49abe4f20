//! Keeping the books of a world: what parts of the population write down is entered, fading is booked, a week is closed,
//! and they are compared with a census.

use super::attention::{IN_NEED, MEMBER, QUEUED, RESTLESS, WAITING};
use super::census::{Census, Unsound};
use super::episode::{Episode, Tally, UNTIED, With};
use super::ledger::{Cause, Ledger, Object, STOCKS, Unbalanced, stock};
use super::network::Network;
use super::outcome::KINDS;
use super::person::Person;
use super::share::value;
use super::tie::NEVER;
use super::trust::Evidence;
use super::world::World;

/// What some parts of the population write down in one phase, to be entered into the ledger together.
#[derive(Clone, Debug, Default)]
pub(super) struct Books {
    /// What is not by kind of episode.
    pub(super) ledger: Ledger,
    /// Episodes of each kind, between people who are not tied and between those who are.
    episodes: [[i64; 2]; KINDS.len()],
}

impl Books {
    /// Counts an episode, once.
    #[inline]
    pub(super) fn count(&mut self, episode: &Episode) {
        self.episodes[episode.kind.number()][usize::from(episode.near != UNTIED)] += 1;
    }

    /// Adds those of others: whole numbers, so that their order cannot matter.
    pub(super) fn add(&mut self, other: &Self) {
        self.ledger.add(&other.ledger);
        for (own, other) in self.episodes.iter_mut().flatten().zip(other.episodes.iter().flatten()) {
            *own += other;
        }
    }
}

impl World {
    /// Enters what the parts of the population wrote down in a phase.
    pub(super) fn enter_books(&mut self, books: &Books) {
        if !self.booking {
            return;
        }
        self.ledger.add(&books.ledger);
        for ((facts, outcome), counts) in KINDS.iter().zip(self.outcomes.all()).zip(books.episodes) {
            let (tied, all) = (counts[1], counts[0] + counts[1]);
            if all == 0 {
                continue;
            }
            match facts.cause {
                Cause::Visit => self.ledger.visits += all,
                Cause::Refusal => self.ledger.refusals += all,
                _ => (),
            }
            let flows = &mut self.ledger.evidence[facts.cause as usize];
            flows[Object::Tie as usize].add(outcome.tie.evidence, tied);
            for (object, trace) in STOCKS.iter().zip(outcome.beliefs) {
                flows[*object as usize].add(trace.evidence, all);
            }
            if facts.with != With::Worker {
                flows[Object::Empowerment as usize].add(outcome.giver.evidence, all);
            }
        }
    }

    /// The stocks, counted person by person.
    fn count_stocks(&self) -> [i64; STOCKS.len()] {
        let strength = self.parameters.prior_strength;
        let of_part = |people: &[Person]| {
            let mut sums = [0; STOCKS.len()];
            for person in people {
                for (sum, trust) in sums.iter_mut().zip(person.trusts(strength, &self.scale)) {
                    *sum += i64::from(stock(trust));
                }
            }
            sums
        };
        let and = |one: [i64; STOCKS.len()], other: [i64; STOCKS.len()]| std::array::from_fn(|at| one[at] + other[at]);
        self.over_parts(|range| of_part(&self.people[range]), and, [0; STOCKS.len()])
    }

    /// Opens the books on the world as it is.
    pub(super) fn open_books(&mut self) {
        self.ledger = Ledger::default();
        let counted = self.count_stocks();
        for (stock, counted) in self.ledger.stocks.iter_mut().zip(counted) {
            (stock.opening, stock.closing) = (counted, counted);
        }
        self.booking = true;
    }

    /// Books what fading has changed since it was last booked. Between audits nobody asks for it: what people gain and
    /// lose in a phase is measured on the scale of its own week, so that fading can be booked for many weeks at once.
    pub(super) fn book_fading(&mut self) {
        if !self.booking {
            return;
        }
        let counted = self.count_stocks();
        for (stock, counted) in self.ledger.stocks.iter_mut().zip(counted) {
            stock.faded += counted - stock.closing;
            stock.closing = counted;
        }
    }

    pub(super) fn book_evidence(&mut self, cause: Cause, object: Object, evidence: Evidence) {
        if self.booking {
            self.ledger.evidence[cause as usize][object as usize].add(evidence, 1);
        }
    }

    /// Books what is nobody's state.
    pub(super) fn settle_counts(&mut self, tally: &Tally, acts: usize) {
        if !self.booking {
            return;
        }
        let ledger = &mut self.ledger;
        ledger.desk += tally.desk;
        ledger.meetings += tally.meetings;
        ledger.unpaid += tally.unpaid;
        ledger.weeks_in_need += tally.in_need;
        ledger.prescriptions += tally.prescriptions;
        ledger.dialogues += tally.dialogues;
        ledger.requests += tally.requests;
        ledger.acts += acts as i64;
    }

    /// Ends a tick: hours are supplied whether used or not, and every account must balance.
    ///
    /// # Errors
    /// If what is booked does not add up.
    pub fn close_week(&mut self) -> Result<(), Unbalanced> {
        if self.booking {
            let hours = super::share::round(self.worker_hours() * 1000.0);
            self.ledger.supplied += hours * self.workers.len() as i64;
        }
        let unbalanced = self.ledger.imbalance();
        let tick = self.tick;
        self.tick += 1;
        unbalanced.map_or(Ok(()), |(account, booked, counted)| Err(Unbalanced { tick, account, booked, counted }))
    }

    /// Compares the books with a census of the world as it is, in a week in which fading was booked.
    ///
    /// # Errors
    /// If a stock differs from what was counted, a tie is not mutual, a week would pass over somebody whom it must look at, or
    /// somebody is not a member of the network whose member they are.
    pub fn audit(&self, census: &Census) -> Result<(), Unbalanced> {
        let tick = self.tick;
        let unbalanced = |account, booked, counted| {
            if booked == counted { Ok(()) } else { Err(Unbalanced { tick, account, booked, counted }) }
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

    /// Whether the marks of `id` would let a week pass over what it must look at.
    pub(super) fn overlooked(&self, id: u32) -> bool {
        let (person, course) = (&self.people[id as usize], &self.courses[id as usize]);
        let attention = self.attention[id as usize];
        // From the person, not from the mark that is under question.
        let in_need = person.category > 0 && value(person.burden) >= self.parameters.recovered_below;
        (attention.has(IN_NEED) != in_need)
            | (attention.has(WAITING) != course.waits())
            | (attention.has(MEMBER) != course.is_member())
            | (attention.has(QUEUED) != (person.desk_since != NEVER))
            | ((person.burden > 0) & !attention.has(RESTLESS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::happened::Happened;
    use crate::model::parameters::{Parameters, Switches};
    use crate::model::structure::{Entry, Structure};
    use crate::model::tick::tick;
    use crate::model::world::Setting;

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
        let gone = crate::model::tie::HalfTie::FREE;
        assert_eq!(found(|world| world.ties.all_mut().put(7, 0, gone)), Some("mutual ties"));
        let burdened = |world: &World| world.people.iter().position(|person| person.burden > 0).expect("burden");
        for mark in [IN_NEED, WAITING, MEMBER, QUEUED] {
            let turn = |world: &mut World| {
                let has = world.attention[7].has(mark);
                world.attention[7].mark(mark, !has);
            };
            assert_eq!(found(turn), Some("people overlooked"), "{mark}");
        }
        let calm = |world: &mut World| {
            let at = burdened(world);
            world.attention[at].mark(RESTLESS, false);
        };
        assert_eq!(found(calm), Some("people overlooked"));
        let forget = |world: &mut World| {
            let network = world.networks.iter_mut().find(|network| network.open).expect("an open network");
            network.keep_members(|_| false);
        };
        assert_eq!(found(forget), Some("members"));
    }
}
