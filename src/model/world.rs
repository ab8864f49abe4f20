//! A world: people, ties, workers, networks, and how it begins.

use super::belief::Scale;
use super::chance::{Chance, NOBODY, Process, pick};
use super::episode::Wish;
use super::ledger::{Cause, Ledger};
use super::network::Network;
use super::parameters::{Parameters, Switches};
use super::person::{GENERAL, Person};
use super::share::{ONE, share, value};
use super::structure::Structure;
use super::tie::{HalfTie, Origin, longest_gap};
use super::trust::Evidence;
use super::worker::Worker;

/// What a world is made from. Nothing here names a regime.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// People.
    pub people: u32,
    /// Seed of all chance.
    pub seed: u32,
    /// Number of the replicate.
    pub replicate: u32,
    /// Parameters.
    pub parameters: Parameters,
    /// Switches.
    pub switches: Switches,
}

/// The state of a world between two phases.
#[derive(Clone, Debug)]
pub struct World {
    /// Parameters, the same for the whole run.
    pub parameters: Parameters,
    /// Switches, the same for the whole run.
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
    /// Ends of ties, [`World::places`] for each person.
    pub ties: Vec<HalfTie>,
    /// Workers.
    pub workers: Vec<Worker>,
    /// Networks; closed ones wait to be used again.
    pub networks: Vec<Network>,
    /// Public insights by neighbourhood and category.
    pub public: Vec<u64>,
    /// People whose applications wait.
    pub waiting: Vec<u32>,
    /// Open networks by home neighbourhood and category.
    pub local: Vec<Vec<u32>>,
    /// The books, from week 0.
    pub ledger: Ledger,
    /// Whether the books are open.
    pub booking: bool,
    pub(super) closed: Vec<u32>,
    pub(super) longest_gap: Option<u32>,
    pub(super) pending: super::settle::Pending,
    /// What each person adds to the stocks, as last booked; empty while the books are closed.
    pub(super) stocks: Vec<[i32; super::ledger::STOCKS.len()]>,
}

impl World {
    /// A world before its first tick, without helping networks.
    #[must_use]
    pub fn new(setting: &Setting) -> Self {
        let Setting { people, seed, replicate, parameters, switches } = setting.clone();
        let chance = Chance::new(seed, replicate);
        let categories = parameters.categories as usize;
        let neighbourhoods = people.div_ceil(parameters.people_per_neighbourhood as u32) as usize;
        let workers = (f64::from(people) * parameters.workers_per_1000 / 1000.0 + 0.5).floor().max(1.0) as usize;
        let mut world = Self {
            structure: None,
            chance,
            tick: 0,
            scale: Scale::new(parameters.evidence_fading),
            people: (0..people).map(|i| born(i, &chance, &parameters)).collect(),
            ties: vec![HalfTie::FREE; people as usize * parameters.tie_places as usize],
            workers: vec![Worker::default(); workers],
            networks: Vec::new(),
            public: vec![0; neighbourhoods * categories],
            waiting: Vec::new(),
            local: vec![Vec::new(); neighbourhoods * categories],
            ledger: Ledger::default(),
            booking: false,
            closed: Vec::new(),
            longest_gap: longest_gap(parameters.tie_fading, parameters.tie_floor),
            pending: super::settle::Pending::new(people),
            stocks: Vec::new(),
            parameters,
            switches,
        };
        let mut wishes = world.first_wishes();
        world.form_ties(&mut wishes);
        world
    }

    /// Ends the burn-in: brings in the structure under study, opens the books, and counts acts, refusals and turns from here.
    pub fn begin(&mut self, structure: Option<Structure>) {
        if let Some(role) = structure.and_then(|structure| structure.worker) {
            for worker in &mut self.workers {
                worker.skill = share(role.facilitation);
            }
        }
        for person in &mut self.people {
            (person.acts, person.refusals, person.turns) = (0, 0, 0);
        }
        self.structure = structure;
        self.open_books();
    }

    fn first_wishes(&self) -> Vec<Wish> {
        let wishes = self.parameters.initial_tie_wishes as u32;
        let mut list = Vec::with_capacity(self.people.len() * wishes as usize);
        for person in 0..self.people.len() as u32 {
            let (first, size) = self.neighbours(person);
            for n in 0..wishes {
                let draw = self.chance.draw(Process::FirstTie, person, NOBODY, 0, n);
                let alter = if size == 1 || draw.hit(0, self.parameters.far_tie_share) {
                    self.outsider(person, draw.0[1])
                } else {
                    first + others(person - first, draw.0[1], size)
                };
                let origin = if n == 0 { Origin::Kin } else { Origin::Neighbour };
                list.push(Wish {
                    ego: person,
                    alter,
                    lot: draw.lot(2),
                    origin,
                    cause: Cause::Favour,
                    evidence: Evidence::default(),
                    helped: false,
                });
            }
        }
        list
    }

    /// Places for ties that each person has.
    #[inline]
    #[must_use]
    pub fn places(&self) -> usize {
        self.parameters.tie_places as usize
    }

    /// All tie places of `person`, free ones included.
    #[inline]
    #[must_use]
    pub fn ties_of(&self, person: u32) -> &[HalfTie] {
        let places = self.places();
        &self.ties[person as usize * places..][..places]
    }

    /// The place of the tie from `person` to `alter`; none to nobody.
    #[inline]
    #[must_use]
    pub fn slot(&self, person: u32, alter: u32) -> Option<u8> {
        if alter == NOBODY {
            return None;
        }
        self.ties_of(person).iter().position(|tie| tie.alter == alter).map(|slot| slot as u8)
    }

    /// Trust of `holder` in the tie in `slot`.
    #[inline]
    #[must_use]
    pub fn tie_trust(&self, holder: u32, slot: u8) -> f64 {
        let tie = &self.ties_of(holder)[usize::from(slot)];
        tie.belief.trust(self.people[holder as usize].prior[GENERAL], self.parameters.prior_strength, &self.scale)
    }

    /// Trust of the alter of `person`'s tie in `slot`, in `person`.
    #[inline]
    #[must_use]
    pub fn trust_back(&self, person: u32, slot: u8) -> f64 {
        let tie = &self.ties_of(person)[usize::from(slot)];
        self.tie_trust(tie.alter, tie.reverse)
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
        let person = &self.people[person as usize];
        person.category > 0 && value(person.burden) >= self.parameters.recovered_below
    }

    /// Whether `person` has a life problem that is recovered.
    #[inline]
    #[must_use]
    pub fn recovered(&self, person: u32) -> bool {
        self.people[person as usize].category > 0 && !self.in_need(person)
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
        let everybody = self.people.len() as u32;
        let (first, size) = self.neighbours(person);
        if size == everybody {
            return others(person, word, everybody);
        }
        let pick = pick(word, everybody - size);
        if pick >= first { pick + size } else { pick }
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

    /// Hours of each worker a week.
    #[must_use]
    pub fn worker_hours(&self) -> f64 {
        self.structure.and_then(|structure| structure.worker_hours).unwrap_or(self.parameters.worker_hours)
    }

    /// Effective skill of `worker`; nought for nobody.
    #[must_use]
    pub fn skill(&self, worker: u32) -> f64 {
        if worker == NOBODY {
            return 0.0;
        }
        self.workers[worker as usize].effective_skill(&self.parameters, self.switches.worker_practice, &self.scale)
    }

    /// Bits of burden in `x`.
    #[inline]
    #[must_use]
    pub fn burden_of(x: f64) -> i32 {
        super::share::round(x * f64::from(ONE)) as i32
    }
}

/// One of the `size` numbers from 0 on other than `own`.
fn others(own: u32, word: u32, size: u32) -> u32 {
    let pick = pick(word, size - 1);
    if pick >= own { pick + 1 } else { pick }
}

fn born(person: u32, chance: &Chance, parameters: &Parameters) -> Person {
    let means = [
        parameters.initial_general,
        parameters.initial_services,
        parameters.initial_empowerment,
        parameters.initial_dependence,
    ];
    let bell = |process, turn| chance.draw(process, person, NOBODY, 0, turn).bell();
    let prior = [0, 1, 2, 3].map(|belief| {
        let drawn = means[belief] + parameters.initial_sd * bell(Process::Prior, belief as u32);
        share(drawn.clamp(0.02, 0.98))
    });
    let reciprocity = parameters.reciprocity_mean + parameters.reciprocity_sd * bell(Process::Reciprocity, 0);
    Person::new(prior, share(reciprocity), share(parameters.felt_at_entry))
}
