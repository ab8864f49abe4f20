//! A world between two phases, as plain data: people, ties, workers, networks, and the books.

use super::belief::Scale;
use super::course::Course;
use super::flags::{CARES, Flags, IN_NEED, PAST, TECHNICAL, flag_bits};
use super::network::Network;
use super::outcome::Outcomes;
use super::person::Person;
use super::tie::End;
use super::ties::Ties;
use super::worker::Worker;
use crate::model::chance::Chance;
use crate::model::effects::Application;
use crate::model::ledger::Ledger;
use crate::model::parameters::{Parameters, Switches};
use crate::model::structure::Structure;

/// The state of a world between two phases. It is read through these functions and through a
/// [`View`](crate::model::rules::view::View); only the engine writes to it.
#[derive(Clone, Debug)]
pub struct World {
    pub(in crate::model) parameters: Parameters,
    pub(in crate::model) switches: Switches,
    pub(in crate::model) structure: Option<Structure>,
    pub(in crate::model) chance: Chance,
    /// The chance that decides who leaves and who comes: that with which the world began.
    pub(in crate::model) comings: Chance,
    pub(in crate::model) tick: u32,
    pub(in crate::model) scale: Scale,
    pub(in crate::model) people: Vec<Person>,
    pub(in crate::model) courses: Vec<Course>,
    /// Of each person, insights that came by help without effect; nobody is in it where help has effects.
    pub(in crate::model) idle: Vec<u64>,
    /// Of each person, turns that they gave in front of several; nobody is in it without civic skills.
    pub(in crate::model) spoken: Vec<u8>,
    pub(in crate::model) ties: Ties,
    pub(in crate::model) workers: Vec<Worker>,
    pub(in crate::model) networks: Vec<Network>,
    pub(in crate::model) public: Vec<u64>,
    pub(in crate::model) waiting: Vec<Application>,
    pub(in crate::model) local: Vec<Vec<u32>>,
    /// People in a catchment; the last one may be smaller.
    pub(in crate::model) people_of_catchment: u32,
    /// Places of open networks by catchment and category; none where catchments are the neighbourhoods, of which
    /// [`World::local`] tells.
    pub(in crate::model) by_catchment: Vec<Vec<u32>>,
    pub(in crate::model) ledger: Ledger,
    pub(in crate::model) booking: bool,
    pub(in crate::model) audited: bool,
    /// Closed networks of each part of the population, to be used again.
    pub(in crate::model) closed: Vec<Vec<u32>>,
    /// Weeks without contact that a tie outlives; `None` if ties never go.
    pub(in crate::model) longest_gap: Option<u32>,
    /// How far the prior of a tie is above that of trust in people in general, by its origin.
    pub(in crate::model) raises: [f64; 4],
    /// Flags beside each person.
    pub(in crate::model) flags: Vec<Flags>,
    /// Whether people are passed over to whom nothing can happen this week.
    pub(in crate::model) screened: bool,
    /// Those who became carers in the last Life, in order.
    pub(in crate::model) new_carers: Vec<u32>,
    /// People in one part of the population.
    pub(in crate::model) part_size: u32,
    pub(in crate::model) outcomes: Outcomes,
}

impl World {
    /// Parameters, which only [`World::change`] keeps in step with the state.
    #[inline]
    #[must_use]
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// Switches, which only [`World::change`] and [`World::throw`] keep in step with the state.
    #[inline]
    #[must_use]
    pub fn switches(&self) -> &Switches {
        &self.switches
    }

    /// The structure of help; `None` during the burn-in and in a world without helping networks.
    #[inline]
    #[must_use]
    pub fn structure(&self) -> Option<&Structure> {
        self.structure.as_ref()
    }

    /// The chance of this replicate.
    #[must_use]
    pub fn chance(&self) -> Chance {
        self.chance
    }

    /// The present tick, from 0 at the start of the burn-in.
    #[inline]
    #[must_use]
    pub fn tick(&self) -> u32 {
        self.tick
    }

    /// What a unit of evidence is worth.
    #[inline]
    #[must_use]
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// People, neighbourhood by neighbourhood.
    #[inline]
    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Their courses, in the same order.
    #[inline]
    #[must_use]
    pub fn courses(&self) -> &[Course] {
        &self.courses
    }

    /// Ends of ties.
    #[inline]
    #[must_use]
    pub fn ties(&self) -> &Ties {
        &self.ties
    }

    /// Workers.
    #[inline]
    #[must_use]
    pub fn workers(&self) -> &[Worker] {
        &self.workers
    }

    /// Networks by their places; closed ones wait to be used again.
    #[inline]
    #[must_use]
    pub fn networks(&self) -> &[Network] {
        &self.networks
    }

    /// Public insights by neighbourhood and category, see [`World::home`].
    #[must_use]
    pub fn public(&self) -> &[u64] {
        &self.public
    }

    /// Applications that wait.
    #[must_use]
    pub fn waiting(&self) -> &[Application] {
        &self.waiting
    }

    /// Places of open networks by home neighbourhood and category, see [`World::home`].
    #[must_use]
    pub fn local(&self) -> &[Vec<u32>] {
        &self.local
    }

    /// The catchment in which `person` lives: where groups look for their members.
    #[inline]
    #[must_use]
    pub fn catchment(&self, person: u32) -> u32 {
        person / self.people_of_catchment
    }

    /// Places of open networks about a category whose founder lives in this catchment.
    #[inline]
    #[must_use]
    pub fn in_catchment(&self, catchment: u32, category: u8) -> &[u32] {
        let known = if self.by_catchment.is_empty() { &self.local } else { &self.by_catchment };
        &known[self.home(catchment, category)]
    }

    /// The books, from week 0.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Whether the books are open.
    #[must_use]
    pub fn books_are_open(&self) -> bool {
        self.booking
    }

    /// What each kind of episode comes to.
    #[must_use]
    pub fn outcomes(&self) -> &Outcomes {
        &self.outcomes
    }

    /// Whether `person` has a life problem that is not recovered.
    #[inline]
    #[must_use]
    pub fn in_need(&self, person: u32) -> bool {
        self.flags[person as usize].has(IN_NEED)
    }

    /// A bit for each person, sixty-four at a time: whether they have a life problem that is not recovered.
    pub fn in_need_by_bits(&self) -> impl Iterator<Item = u64> + '_ {
        flag_bits(&self.flags, IN_NEED)
    }

    /// Whether `person` has a life problem that is recovered.
    #[inline]
    #[must_use]
    pub fn recovered(&self, person: u32) -> bool {
        self.people[person as usize].category > 0 && !self.in_need(person)
    }

    /// Whether `person` was in need at week 0, or had the first life problem of their own since: carers did not. First onset
    /// is a matter of chance alone: with the same luck they are the same people in every world. A relapse strikes nobody anew.
    #[inline]
    #[must_use]
    pub fn struck(&self, person: u32) -> bool {
        self.people[person as usize].category > 0 && !self.flags[person as usize].has(PAST)
    }

    /// Whether `person` has a problem only by caring for somebody, and none of their own yet.
    #[inline]
    #[must_use]
    pub fn cares(&self, person: u32) -> bool {
        self.flags[person as usize].has(CARES)
    }

    /// Whether `person` has a technical need.
    #[inline]
    #[must_use]
    pub fn technical(&self, person: u32) -> bool {
        self.flags[person as usize].has(TECHNICAL)
    }

    /// The neighbourhood in which `person` lives.
    #[inline]
    #[must_use]
    pub fn neighbourhood(&self, person: u32) -> u32 {
        person / self.parameters.people_per_neighbourhood as u32
    }

    /// First person and size of the neighbourhood of `person`.
    #[inline]
    #[must_use]
    pub fn neighbours(&self, person: u32) -> (u32, u32) {
        let size = self.parameters.people_per_neighbourhood as u32;
        let first = self.neighbourhood(person) * size;
        (first, size.min(self.people.len() as u32 - first))
    }

    /// The worker of `person`.
    #[inline]
    #[must_use]
    pub fn worker_of(&self, person: u32) -> u32 {
        (u64::from(person) * self.workers.len() as u64 / self.people.len() as u64) as u32
    }

    /// The index of a neighbourhood and category in [`World::public`] and [`World::local`], or of a catchment and category.
    #[inline]
    #[must_use]
    pub fn home(&self, neighbourhood: u32, category: u8) -> usize {
        neighbourhood as usize * self.parameters.categories as usize + usize::from(category) - 1
    }

    /// How far the prior of the tie with this end is above that of trust in people in general.
    #[inline]
    #[must_use]
    pub fn raise(&self, end: End) -> f64 {
        self.raises[end.origin() as usize]
    }

    /// Hours of each worker a week.
    #[must_use]
    pub fn worker_hours(&self) -> f64 {
        self.structure.and_then(|structure| structure.worker_hours).unwrap_or(self.parameters.worker_hours)
    }
}
