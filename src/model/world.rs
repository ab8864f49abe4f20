//! A world: people, ties, workers, networks, and how it begins.

use super::attention::{Attention, IN_NEED, TECHNICAL};
use super::belief::Scale;
use super::chance::{Chance, NOBODY, pick};
use super::course::Course;
use super::episode::Application;
use super::ledger::Ledger;
use super::network::Network;
use super::outcome::{Kind, Outcome, Outcomes};
use super::parameters::{Parameters, Switches};
use super::person::{GENERAL, Person};
use super::setting::SettingError;
use super::share::{ONE, share, value};
use super::structure::{Structure, StructureError};
use super::tie::longest_gap;
use super::ties::Ties;
use super::worker::Worker;
use std::ops::Range;

pub use super::setting::Setting;

/// The state of a world between two phases.
#[derive(Clone, Debug)]
pub struct World {
    /// Parameters, which only [`World::change`] keeps in step with the state.
    pub parameters: Parameters,
    /// Switches, likewise.
    pub switches: Switches,
    /// The structure of help; `None` during the burn-in and in a world without helping networks.
    pub structure: Option<Structure>,
    /// Chance of this replicate.
    pub chance: Chance,
    /// The present tick, from 0 at the start of the burn-in.
    pub tick: u32,
    /// What a unit of evidence is worth.
    pub scale: Scale,
    /// People, neighbourhood by neighbourhood.
    pub people: Vec<Person>,
    /// Their courses, in the same order.
    pub courses: Vec<Course>,
    /// Ends of ties.
    pub ties: Ties,
    /// Workers.
    pub workers: Vec<Worker>,
    /// Networks; closed ones wait to be used again.
    pub networks: Vec<Network>,
    /// Public insights by neighbourhood and category.
    pub public: Vec<u64>,
    /// Applications that wait.
    pub waiting: Vec<Application>,
    /// Open networks by home neighbourhood and category.
    pub local: Vec<Vec<u32>>,
    /// The books, from week 0.
    pub ledger: Ledger,
    /// Whether the books are open.
    pub booking: bool,
    /// Whether the books are audited this week, for which fading must have been booked in it.
    pub audited: bool,
    /// Closed networks of each part of the population, to be used again.
    pub(super) closed: Vec<Vec<u32>>,
    pub(super) longest_gap: Option<u32>,
    pub(super) pending: super::settle::Pending,
    /// What this week has to look at, beside each person.
    pub(super) attention: Vec<Attention>,
    /// People in one part of the work.
    pub(super) part_size: u32,
    /// What each kind of episode comes to.
    pub(super) outcomes: Outcomes,
}

impl World {
    /// A world before its first tick, without helping networks.
    ///
    /// # Errors
    /// If there are too few people or too many, parameters are out of their ranges or do not go together, or the system
    /// does not have the memory.
    ///
    /// # Examples
    /// ```
    /// use mutua::model::parameters::{Parameters, Switches};
    /// use mutua::model::world::{Setting, World};
    ///
    /// let (parameters, switches) = (Parameters::default(), Switches::default());
    /// let alone = Setting { people: 1, seed: 1, replicate: 0, parameters, switches };
    /// let refused = World::new(&alone).unwrap_err().to_string();
    /// assert_eq!(refused, "a world must have from 2 to 67108863 people, not 1");
    /// ```
    pub fn new(setting: &Setting) -> Result<Self, SettingError> {
        setting.check()?;
        expect_room(setting.bytes())?;
        let Setting { people, seed, replicate, parameters, switches } = setting.clone();
        let chance = Chance::new(seed, replicate);
        let categories = parameters.categories as usize;
        let neighbourhood = parameters.people_per_neighbourhood as u32;
        let neighbourhoods = people.div_ceil(neighbourhood) as usize;
        let workers = (f64::from(people) * parameters.workers_per_1000 / 1000.0 + 0.5).floor().max(1.0) as usize;
        let scale = Scale::new(parameters.evidence_fading);
        let longest_gap = longest_gap(parameters.tie_fading, parameters.tie_floor);
        let no_fading = longest_gap.map_or(u16::MAX, |weeks| weeks as u16);
        let mut world = Self {
            structure: None,
            chance,
            tick: 0,
            scale,
            people: vec![Person::new([0; 4], 0); people as usize],
            courses: vec![Course::new(share(parameters.felt_at_entry)); people as usize],
            ties: Ties::free(people as usize, parameters.tie_places as usize),
            workers: vec![Worker::default(); workers],
            networks: Vec::new(),
            public: vec![0; neighbourhoods * categories],
            waiting: Vec::new(),
            local: vec![Vec::new(); neighbourhoods * categories],
            ledger: Ledger::default(),
            booking: false,
            audited: true,
            closed: Vec::new(),
            longest_gap,
            pending: super::settle::Pending::default(),
            attention: (0..people).map(|person| Attention::first(person, no_fading)).collect(),
            part_size: part_size(neighbourhood),
            outcomes: Outcomes::new(&parameters, &switches, None, &scale),
            parameters,
            switches,
        };
        world.settle_in();
        Ok(world)
    }

    /// Ends the burn-in: brings in the structure under study, opens the books, and counts acts, refusals and turns from here.
    ///
    /// # Errors
    /// If the structure has numbers that are out of their ranges; then nothing is changed.
    pub fn begin(&mut self, structure: Option<Structure>) -> Result<(), StructureError> {
        structure.as_ref().map_or(Ok(()), Structure::check)?;
        if let Some(role) = structure.and_then(|structure| structure.worker) {
            for worker in &mut self.workers {
                worker.skill = share(role.facilitation);
            }
        }
        for person in &mut self.people {
            (person.acts, person.refusals, person.turns) = (0, 0, 0);
        }
        self.structure = structure;
        self.outcomes = Outcomes::new(&self.parameters, &self.switches, structure.as_ref(), &self.scale);
        self.open_books();
        Ok(())
    }

    /// Shares work in parts of so many people, at least 1, from the next week on. The state does not depend on it;
    /// only the channel may under which an insight is booked that somebody gained at two meetings in one week.
    pub fn share_in_parts_of(&mut self, people: u32) {
        self.part_size = people.max(1);
    }

    /// How many parts the population has in which work is shared; not a function of the number of threads.
    #[must_use]
    pub fn parts(&self) -> usize {
        self.people.len().div_ceil(self.part_size as usize)
    }

    /// The people of a part.
    #[must_use]
    pub(super) fn part(&self, part: usize) -> Range<u32> {
        let first = part as u32 * self.part_size;
        first..(first + self.part_size).min(self.people.len() as u32)
    }

    /// Open networks whose home neighbourhood begins in this part.
    pub(super) fn networks_of(&self, part: usize) -> impl Iterator<Item = u32> + '_ {
        let (people, size) = (self.part(part), self.parameters.people_per_neighbourhood as u32);
        let categories = self.parameters.categories as usize;
        let from = |person: u32| person.div_ceil(size) as usize * categories;
        self.local[from(people.start)..from(people.end)].iter().flatten().copied()
    }

    /// What `of` finds in each part of the population, joined by `and`, whose order must not matter, on as many cores as
    /// there are.
    pub(super) fn over_parts<T: Send + Sync + Clone>(
        &self,
        of: impl Fn(Range<usize>) -> T + Sync + Send,
        and: impl Fn(T, T) -> T + Sync + Send,
        nothing: T,
    ) -> T {
        let of = |part| {
            let people = self.part(part);
            of(people.start as usize..people.end as usize)
        };
        #[cfg(feature = "parallel")]
        if self.parts() >= super::happened::PIECES {
            use rayon::prelude::*;
            let pieces =
                (0..self.parts()).into_par_iter().with_max_len(super::happened::parts_in_a_piece(self.parts()));
            return pieces.map(of).reduce(|| nothing.clone(), and);
        }
        (0..self.parts()).map(of).fold(nothing, and)
    }

    /// Trust of `holder` in the tie in `slot`.
    #[inline]
    #[must_use]
    pub fn tie_trust(&self, holder: u32, slot: u8) -> f64 {
        let past = self.ties.past(holder, slot);
        past.trust(self.people[holder as usize].prior[GENERAL], self.parameters.prior_strength, &self.scale)
    }

    /// Trust of the alter of `person`'s tie in `slot`, in `person`.
    #[inline]
    #[must_use]
    pub fn trust_back(&self, person: u32, slot: u8) -> f64 {
        let end = self.ties.end(person, slot);
        self.tie_trust(end.alter(), end.reverse())
    }

    /// One of the four beliefs of `person`.
    #[inline]
    #[must_use]
    pub fn trust(&self, person: u32, belief: usize) -> f64 {
        self.people[person as usize].trust(belief, self.parameters.prior_strength, &self.scale)
    }

    /// The prior of a belief of `person`.
    #[inline]
    #[must_use]
    pub fn prior(&self, person: u32, belief: usize) -> f64 {
        value(self.people[person as usize].prior[belief])
    }

    /// Whether `person` has a life problem that is not recovered.
    #[inline]
    #[must_use]
    pub fn in_need(&self, person: u32) -> bool {
        self.attention[person as usize].has(IN_NEED)
    }

    /// Whether `person` has a life problem that is recovered.
    #[inline]
    #[must_use]
    pub fn recovered(&self, person: u32) -> bool {
        self.people[person as usize].category > 0 && !self.in_need(person)
    }

    /// The concern of somebody who was sent and has not felt helped since, or of anybody else: the whole.
    #[must_use]
    pub fn concern(&self, reluctant: bool) -> u16 {
        if reluctant { share(self.parameters.sent_concern) } else { ONE }
    }

    /// The neighbourhood in which `person` lives.
    #[inline]
    #[must_use]
    pub fn neighbourhood(&self, person: u32) -> u32 {
        person / self.parameters.people_per_neighbourhood as u32
    }

    /// First person and size of the neighbourhood of `person`.
    #[must_use]
    pub fn neighbours(&self, person: u32) -> (u32, u32) {
        let size = self.parameters.people_per_neighbourhood as u32;
        let first = self.neighbourhood(person) * size;
        (first, size.min(self.people.len() as u32 - first))
    }

    /// Somebody outside the neighbourhood of `person`; if nobody lives there, anybody else.
    #[must_use]
    pub fn outsider(&self, person: u32, word: u32) -> u32 {
        outsider(person, word, self.neighbours(person), self.people.len() as u32)
    }

    /// The worker of `person`.
    #[inline]
    #[must_use]
    pub fn worker_of(&self, person: u32) -> u32 {
        (u64::from(person) * self.workers.len() as u64 / self.people.len() as u64) as u32
    }

    /// The index of a neighbourhood and category in [`World::public`] and [`World::local`].
    #[inline]
    #[must_use]
    pub fn place(&self, neighbourhood: u32, category: u8) -> usize {
        neighbourhood as usize * self.parameters.categories as usize + usize::from(category) - 1
    }

    /// What an episode of this kind comes to in this world.
    #[must_use]
    pub fn outcome(&self, kind: Kind) -> &Outcome {
        self.outcomes.of(kind)
    }

    /// Hours of each worker a week.
    #[must_use]
    pub fn worker_hours(&self) -> f64 {
        self.structure.and_then(|structure| structure.worker_hours).unwrap_or(self.parameters.worker_hours)
    }

    /// The part `share` of the hours of each worker a week, in whole thousandths.
    #[must_use]
    pub(super) fn thousandths_of_hours(&self, share: f64) -> i64 {
        (share * self.worker_hours() * 1000.0 + 0.000_001).floor() as i64
    }

    /// Effective skill of `worker`; nought for nobody.
    #[must_use]
    pub fn skill(&self, worker: u32) -> f64 {
        if worker == NOBODY {
            return 0.0;
        }
        self.workers[worker as usize].effective_skill(&self.parameters, self.switches.worker_practice, &self.scale)
    }

    /// Whether `person` has a technical need.
    #[inline]
    #[must_use]
    pub fn technical(&self, person: u32) -> bool {
        self.attention[person as usize].has(TECHNICAL)
    }
}

/// Asks the system for so many bytes and gives them back: what fails here would end the program later.
fn expect_room(bytes: u64) -> Result<(), SettingError> {
    let mut room = Vec::<u8>::new();
    let asked = usize::try_from(bytes).is_ok_and(|bytes| room.try_reserve_exact(bytes).is_ok());
    // Else the compiler sees that nobody uses it, and does not ask.
    std::hint::black_box(&room);
    if asked { Ok(()) } else { Err(SettingError::Memory { bytes }) }
}

/// People in a part of the work: whole neighbourhoods, about as many as a core keeps at hand.
fn part_size(neighbourhood: u32) -> u32 {
    const AT_HAND: u32 = 1024;
    if neighbourhood > AT_HAND { AT_HAND } else { neighbourhood * (AT_HAND / neighbourhood) }
}

/// Somebody outside the neighbourhood `(first, size)` of `person`, of `everybody`; if nobody lives there, anybody else.
pub(super) fn outsider(person: u32, word: u32, (first, size): (u32, u32), everybody: u32) -> u32 {
    if size == everybody {
        return others(person, word, everybody);
    }
    let pick = pick(word, everybody - size);
    if pick >= first { pick + size } else { pick }
}

/// One of the `size` numbers from 0 on other than `own`.
pub(super) fn others(own: u32, word: u32, size: u32) -> u32 {
    let pick = pick(word, size - 1);
    if pick >= own { pick + 1 } else { pick }
}
