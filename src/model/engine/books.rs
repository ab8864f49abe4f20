//! Keeping the books of a world: what parts of the population write down is entered, fading is booked, a week is closed.

use crate::model::effects::{Episode, Tally, UNTIED};
use crate::model::episode::{EPISODE_KINDS, Partner};
use crate::model::evidence::Evidence;
use crate::model::ledger::{Cause, Ledger, Object, STOCKS, UnbalancedError, stock};
use crate::model::rules::view::trusts_of;
use crate::model::share::round;
use crate::model::state::person::Person;
use crate::model::state::world::World;

/// What some parts of the population write down in one phase, to be entered into the ledger together.
#[derive(Clone, Debug)]
pub(in crate::model) struct Books {
    /// What is not by kind of episode.
    pub(in crate::model) ledger: Ledger,
    /// Episodes of each kind, between people who are not tied and between those who are.
    episodes: [[i64; 2]; EPISODE_KINDS.len()],
}

impl Default for Books {
    fn default() -> Self {
        Self { ledger: Ledger::default(), episodes: [[0; 2]; EPISODE_KINDS.len()] }
    }
}

impl Books {
    /// Counts an episode, once.
    #[inline]
    pub(in crate::model) fn count(&mut self, episode: &Episode) {
        self.episodes[episode.kind.number()][usize::from(episode.near != UNTIED)] += 1;
    }

    /// Adds those of others: whole numbers, so that their order cannot matter.
    pub(in crate::model) fn add(&mut self, other: &Self) {
        self.ledger.add(&other.ledger);
        for (own, other) in self.episodes.iter_mut().flatten().zip(other.episodes.iter().flatten()) {
            *own += other;
        }
    }
}

impl World {
    /// Enters what the parts of the population wrote down in a phase.
    pub(in crate::model) fn enter_books(&mut self, books: &Books) {
        if !self.booking {
            return;
        }
        self.ledger.add(&books.ledger);
        for ((facts, outcome), counts) in EPISODE_KINDS.iter().zip(self.outcomes.all()).zip(books.episodes) {
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
            if facts.partner != Partner::Worker {
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
                for (sum, trust) in
                    sums.iter_mut().zip(trusts_of(&person.beliefs, &person.prior, strength, &self.scale))
                {
                    *sum += i64::from(stock(trust));
                }
            }
            sums
        };
        let and = |one: [i64; STOCKS.len()], other: [i64; STOCKS.len()]| std::array::from_fn(|at| one[at] + other[at]);
        self.over_parts(|range| of_part(&self.people[range]), and, [0; STOCKS.len()])
    }

    /// Opens the books on the world as it is.
    pub(in crate::model) fn open_books(&mut self) {
        self.ledger = Ledger::default();
        let counted = self.count_stocks();
        for (stock, counted) in self.ledger.stocks.iter_mut().zip(counted) {
            (stock.opening, stock.closing) = (counted, counted);
        }
        self.booking = true;
    }

    /// Books what fading has changed since it was last booked. Between audits nobody asks for it: what people gain and
    /// lose in a phase is measured on the scale of its own week, so that fading can be booked for many weeks at once.
    pub(in crate::model) fn book_fading(&mut self) {
        if !self.booking {
            return;
        }
        let counted = self.count_stocks();
        for (stock, counted) in self.ledger.stocks.iter_mut().zip(counted) {
            stock.faded += counted - stock.closing;
            stock.closing = counted;
        }
    }

    pub(in crate::model) fn book_evidence(&mut self, cause: Cause, object: Object, evidence: Evidence) {
        if self.booking {
            self.ledger.evidence[cause as usize][object as usize].add(evidence, 1);
        }
    }

    /// Books what is nobody's state.
    pub(in crate::model) fn book_counts(&mut self, tally: &Tally, acts: usize) {
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
    pub fn close_week(&mut self) -> Result<(), UnbalancedError> {
        if self.booking {
            let hours = round(self.worker_hours() * 1000.0);
            self.ledger.supplied += hours * self.workers.len() as i64;
        }
        let unbalanced = self.ledger.imbalance();
        let tick = self.tick;
        self.tick += 1;
        unbalanced.map_or(Ok(()), |(account, booked, counted)| Err(UnbalancedError { tick, account, booked, counted }))
    }
}
