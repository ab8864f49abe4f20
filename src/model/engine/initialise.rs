//! How a world begins: who its people are, and which ties they have before the first week.

use super::parts::part_size;
use crate::model::chance::{Chance, Process};
use crate::model::ledger::Ledger;
use crate::model::origin::Origin;
use crate::model::parameters::Parameters;
use crate::model::rules::{life, setup, ties};
use crate::model::share::share;
use crate::model::state::belief::Scale;
use crate::model::state::course::Course;
use crate::model::state::flags::{Flags, IN_NEED, PAST};
use crate::model::state::outcome::Outcomes;
use crate::model::state::person::Person;
use crate::model::state::setting::{Setting, SettingError};
use crate::model::state::tie::MOST_PEOPLE;
use crate::model::state::ties::{SomeTies, Ties};
use crate::model::state::worker::Worker;
use crate::model::state::world::World;
use crate::model::structure::{Structure, StructureError};
use std::ops::Range;

/// A tie that is wished for before the first week, by its lot. In sixteen bytes, for all that reach beyond neighbourhoods
/// are there at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct PackedWish {
    lot: u64,
    low: u32,
    /// The higher number, and in the two lowest bits whether it wished, and whether for kin.
    high: u32,
}

const _: () = assert!(MOST_PEOPLE <= u32::MAX >> 2);

impl PackedWish {
    fn new(lot: u64, id: u32, alter: u32, kin: bool) -> Self {
        let (low, high) = (id.min(alter), id.max(alter));
        Self { lot, low, high: (high << 2) | (u32::from(id > alter) << 1) | u32::from(kin) }
    }

    fn kin(&self) -> bool {
        self.high & 1 > 0
    }

    fn ends(&self) -> [u32; 2] {
        [self.low, self.high >> 2]
    }
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
    /// use mutua::model::state::setting::Setting;
    /// use mutua::model::state::world::World;
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
        let scale = Scale::new(parameters.evidence_fading);
        let longest_gap = life::longest_gap(parameters.tie_fading, parameters.tie_floor);
        let no_fading = longest_gap.map_or(u16::MAX, |weeks| weeks as u16);
        let mut world = Self {
            structure: None,
            chance,
            comings: chance,
            tick: 0,
            scale,
            people: vec![Person::new([0; 4], 0); people as usize],
            courses: vec![Course::new(share(parameters.felt_at_entry)); people as usize],
            idle: Vec::new(),
            spoken: Vec::new(),
            ties: Ties::free(people as usize, parameters.tie_places as usize),
            workers: vec![Worker::default(); setup::workers(people, &parameters)],
            networks: Vec::new(),
            public: vec![0; neighbourhoods * categories],
            waiting: Vec::new(),
            local: vec![Vec::new(); neighbourhoods * categories],
            people_of_catchment: neighbourhood,
            by_catchment: Vec::new(),
            ledger: Ledger::default(),
            booking: false,
            audited: true,
            closed: Vec::new(),
            longest_gap,
            raises: ties::raises(&parameters, &switches),
            flags: (0..people).map(|person| Flags::first(person, no_fading)).collect(),
            screened: true,
            new_carers: Vec::new(),
            part_size: part_size(neighbourhood),
            outcomes: Outcomes::new(&parameters, &switches, None, &scale),
            parameters,
            switches,
        };
        world.make_room_for_switched();
        world.initialise();
        Ok(world)
    }

    /// Ends the burn-in: puts in the structure under study, opens the books, and counts acts, refusals and turns from here.
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
        for (person, flags) in self.people.iter().zip(&mut self.flags) {
            flags.set(PAST, person.category > 0 && !flags.has(IN_NEED));
        }
        self.lay_out_catchments(structure.as_ref());
        self.structure = structure;
        self.outcomes = Outcomes::new(&self.parameters, &self.switches, structure.as_ref(), &self.scale);
        self.open_books();
        Ok(())
    }

    /// Lays out the catchments in which groups look for their members; where they are the neighbourhoods, these will do.
    fn lay_out_catchments(&mut self, structure: Option<&Structure>) {
        let neighbourhood = self.parameters.people_per_neighbourhood as u32;
        self.people_of_catchment =
            structure.map_or(neighbourhood, |structure| structure.catchment.people(neighbourhood));
        let catchments = (self.people.len() as u32).div_ceil(self.people_of_catchment) as usize;
        let apart = if self.people_of_catchment == neighbourhood { 0 } else { catchments };
        self.by_catchment = vec![Vec::new(); apart * self.parameters.categories as usize];
    }

    /// Makes the people and their first ties: each neighbourhood by itself, with the ties inside it, then the ties that reach
    /// beyond, in the order of their lots.
    fn initialise(&mut self) {
        let size = self.parameters.people_per_neighbourhood as usize;
        let mut people = std::mem::take(&mut self.people);
        let mut ties = std::mem::replace(&mut self.ties, Ties::free(0, 0));
        let everybody = people.len() as u32;
        let (chance, parameters) = (self.chance, &self.parameters);
        let begun = |number: usize, people: &mut [Person], mut ties: SomeTies<'_>| {
            let first = (number * size) as u32;
            let ids = first..first + people.len() as u32;
            initialise_people(people, &ids, &chance, parameters);
            let (mut near, far) = wishes(&ids, everybody, &chance, parameters);
            near.sort_unstable();
            near.iter().for_each(|wish| grant(wish, &mut ties, first));
            far
        };
        for wish in each_neighbourhood(&mut people, &mut ties, size, begun) {
            grant(&wish, &mut ties.all_mut(), 0);
        }
        (self.people, self.ties) = (people, ties);
    }
}

/// Makes the people of each neighbourhood, of `size` people, on as many cores as there are; the wishes that reach beyond, by
/// their lots.
fn each_neighbourhood(
    people: &mut [Person],
    ties: &mut Ties,
    size: usize,
    begun: impl Fn(usize, &mut [Person], SomeTies<'_>) -> Vec<PackedWish> + Sync + Send,
) -> Vec<PackedWish> {
    #[cfg(feature = "parallel")]
    if people.len() / size >= super::parts::PIECES {
        use rayon::prelude::*;
        let all = people.par_chunks_mut(size).zip(ties.par_parts_mut(size)).enumerate();
        let far = all.flat_map_iter(|(number, (people, ties))| begun(number, people, ties));
        let mut far: Vec<_> = far.collect();
        far.par_sort_unstable();
        return far;
    }
    let mut ties = ties.all_mut();
    let all = people.chunks_mut(size).zip(ties.parts_mut(size)).enumerate();
    let mut far: Vec<_> = all.flat_map(|(number, (people, ties))| begun(number, people, ties)).collect();
    far.sort_unstable();
    far
}

/// The ties that the people of a neighbourhood wish for: those within it, and those beyond.
fn wishes(
    ids: &Range<u32>,
    everybody: u32,
    chance: &Chance,
    parameters: &Parameters,
) -> (Vec<PackedWish>, Vec<PackedWish>) {
    let (first, size) = (ids.start, ids.end - ids.start);
    let (mut near, mut far) = (Vec::new(), Vec::new());
    for n in 0..parameters.initial_tie_wishes as u32 {
        chance.batches(Process::FirstTie, ids.clone(), (0, n), |from, count, words| {
            for (id, draw) in (from..).zip((0..count).map(|place| words.of(place))) {
                let wish = setup::first_wish(id, &draw, (first, size), everybody, parameters);
                let list = if wish.reaches { &mut far } else { &mut near };
                list.push(PackedWish::new(wish.lot, id, wish.alter, setup::first_origin(n) == Origin::Kin));
            }
        });
    }
    (near, far)
}

/// Forms a tie if the two are not tied yet and both have a free place. `ties` begin with those of person `first`.
fn grant(wish: &PackedWish, ties: &mut SomeTies<'_>, first: u32) {
    let origin = if wish.kin() { Origin::Kin } else { Origin::Neighbour };
    ties.form(first, wish.ends(), origin, 0);
}

/// Gives each of `people`, who are `ids`, their priors and their reciprocity.
fn initialise_people(people: &mut [Person], ids: &Range<u32>, chance: &Chance, parameters: &Parameters) {
    let mut each = |process, turn, give: &dyn Fn(&mut Person, f64)| {
        chance.batches(process, ids.clone(), (0, turn), |from, count, words| {
            let people = &mut people[(from - ids.start) as usize..][..count];
            people.iter_mut().enumerate().for_each(|(place, person)| give(person, words.of(place).bell()));
        });
    };
    for (belief, mean) in setup::mean_priors(parameters).into_iter().enumerate() {
        each(Process::Prior, belief as u32, &|person, bell| {
            person.prior[belief] = setup::prior(mean, bell, parameters);
        });
    }
    each(Process::Reciprocity, 0, &|person, bell| {
        person.reciprocity = setup::reciprocity(bell, parameters);
    });
}

/// Asks the system for so many bytes and gives them back: what fails here would end the program later.
fn expect_room(bytes: u64) -> Result<(), SettingError> {
    let mut room = Vec::<u8>::new();
    let asked = usize::try_from(bytes).is_ok_and(|bytes| room.try_reserve_exact(bytes).is_ok());
    // Else the compiler sees that nobody uses it, and does not ask.
    std::hint::black_box(&room);
    if asked { Ok(()) } else { Err(SettingError::Memory { bytes }) }
}
