//! The whole state, written down as numbers in the order of `docs/odd.md`, section 7; and a hash of it.

use crate::model::chance::NOBODY;
use crate::model::effects::Application;
use crate::model::state::course::STEADY;
use crate::model::state::network::Network;
use crate::model::state::tie::{HalfTie, NEVER};
use crate::model::state::tie_lots::MOST_PLACES;
use crate::model::state::world::World;
use arrayvec::ArrayVec;

/// One number of the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `world`, `person`, `worker`, `neighbourhood` or `network`.
    pub entity: &'static str,
    /// Which one.
    pub number: u32,
    /// Which field.
    pub field: Field,
    /// Its value; −1 for what there is none of.
    pub value: i128,
}

/// The name of a field, which may be one of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A field by itself.
    Named(&'static str),
    /// One of several, numbered.
    Numbered(&'static str, usize),
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::Numbered(name, number) => write!(f, "{name}_{number}"),
        }
    }
}

fn tick(at: u16) -> i128 {
    if at == NEVER { -1 } else { i128::from(at) }
}

fn person(id: u32) -> i128 {
    if id == NOBODY { -1 } else { i128::from(id) }
}

struct Scribe<'a, F: FnMut(Entry)> {
    write: &'a mut F,
    entity: &'static str,
    number: u32,
}

impl<'a, F: FnMut(Entry)> Scribe<'a, F> {
    fn of(write: &'a mut F, entity: &'static str, number: u32) -> Self {
        Self { write, entity, number }
    }

    fn put(&mut self, field: &'static str, value: impl Into<i128>) {
        self.entry(Field::Named(field), value.into());
    }

    fn put_each(&mut self, field: &'static str, from: usize, values: impl IntoIterator<Item = i128>) {
        for (at, value) in values.into_iter().enumerate() {
            self.entry(Field::Numbered(field, from + at), value);
        }
    }

    fn entry(&mut self, field: Field, value: i128) {
        (self.write)(Entry { entity: self.entity, number: self.number, field, value });
    }
}

impl World {
    /// Calls `write` with every number of the state.
    pub fn describe(&self, mut write: impl FnMut(Entry)) {
        let waiting = self.waiting_by_person();
        self.describe_world(&mut Scribe::of(&mut write, "world", 0));
        for id in 0..self.people.len() as u32 {
            self.describe_person(id, application(&waiting, id), &mut Scribe::of(&mut write, "person", id));
        }
        self.describe_others(write);
    }

    fn describe_world<F: FnMut(Entry)>(&self, to: &mut Scribe<'_, F>) {
        to.put("scale", self.scale.fine);
    }

    /// Everything but the world itself and its people.
    fn describe_others(&self, mut write: impl FnMut(Entry)) {
        let categories = self.parameters.categories as usize;
        for (number, worker) in self.workers.iter().enumerate() {
            let to = &mut Scribe::of(&mut write, "worker", number as u32);
            to.put_each("insights", 1, worker.insights[..categories].iter().map(|&mask| i128::from(mask)));
            to.put("skill", worker.skill);
            to.put("r", worker.empowerment.r);
            to.put("s", worker.empowerment.s);
        }
        for (number, public) in self.public.chunks(categories).enumerate() {
            let masks = public.iter().map(|&mask| i128::from(mask));
            Scribe::of(&mut write, "neighbourhood", number as u32).put_each("public", 1, masks);
        }
        let mut open: Vec<_> = self.networks.iter().filter(|network| network.open).collect();
        open.sort_unstable_by_key(|network| (network.founded, network.founder));
        for (number, network) in open.into_iter().enumerate() {
            describe_network(network, &mut Scribe::of(&mut write, "network", number as u32));
        }
    }

    fn describe_person<F: FnMut(Entry)>(&self, id: u32, application: Option<&Application>, to: &mut Scribe<'_, F>) {
        let (own, course) = (&self.people[id as usize], &self.courses[id as usize]);
        to.put("reciprocity", own.reciprocity);
        to.put("category", own.category);
        if self.cares(id) {
            to.put("cares", true);
        }
        to.put("burden", own.burden);
        to.put("needed", course.needed);
        to.put("insights", course.insights);
        if course.pace != STEADY {
            to.put("pace", course.pace);
        }
        if !self.switches.help_effect {
            to.put("idle", self.view().idle(id));
        }
        to.put("technical", self.technical(id));
        to.put("desk_since", tick(own.desk_since));
        let names = ["prior_general", "prior_services", "prior_empowerment", "prior_dependence"];
        for (name, prior) in names.into_iter().zip(own.prior) {
            to.put(name, prior);
        }
        let names = [
            ("r_general", "s_general"),
            ("r_services", "s_services"),
            ("r_empowerment", "s_empowerment"),
            ("r_dependence", "s_dependence"),
        ];
        for ((r, s), belief) in names.into_iter().zip(own.beliefs) {
            to.put(r, belief.r);
            to.put(s, belief.s);
        }
        to.put("received", own.received);
        to.put("given", own.given);
        to.put("felt", course.felt);
        to.put("concern", self.view().concern(course.reluctant));
        to.put("seen_recovered", course.seen_recovered);
        let network = course.is_member().then(|| &self.networks[course.member as usize]);
        to.put("network_founder", network.map_or(-1, |network| person(network.founder)));
        to.put("network_founded", network.map_or(-1, |network| tick(network.founded)));
        to.put("member_since", tick(course.member_since()));
        to.put("entered", tick(course.entered));
        to.put("waiting_since", tick(course.waiting_since()));
        to.put("waiting_via", person(application.map_or(NOBODY, |one| one.via)));
        to.put("waiting_sent", application.is_some_and(Application::sent));
        to.put("worker_met", tick(own.worker_met));
        to.put("acts", own.acts);
        to.put("refusals", own.refusals);
        to.put("turns", own.turns);
        // In a world in which nobody leaves nothing is said of it.
        if self.switches.people_move || course.arrived > 0 {
            to.put("arrived", course.arrived);
        }
        if self.switches.civic_skills {
            to.put("spoken", self.view().spoken(id));
        }
        let mut ties: ArrayVec<HalfTie, MOST_PLACES> = self.ties.of(id).filter(HalfTie::is_held).collect();
        ties.sort_unstable_by_key(HalfTie::alter);
        for tie in ties {
            to.put("tie_alter", tie.alter());
            to.put("tie_origin", tie.origin() as u8);
            to.put("tie_r", tie.evidence().r);
            to.put("tie_s", tie.evidence().s);
            to.put("tie_contact", tie.contact());
            to.put("tie_help_in", tie.help_in().map_or(-1, i128::from));
        }
    }

    /// A hash of every number of the state. Each entity has one of its own, and these are added: so that it takes as many
    /// cores as there are, and whole numbers do not care for the order.
    #[must_use]
    pub fn hash(&self) -> u64 {
        let waiting = self.waiting_by_person();
        let of_part = |range: std::ops::Range<usize>| {
            let mut sum = 0_u64;
            for id in range.start as u32..range.end as u32 {
                let mut hash = begun("person", id);
                let mut add = |entry: Entry| hash = with(hash, &entry);
                self.describe_person(id, application(&waiting, id), &mut Scribe::of(&mut add, "person", id));
                sum = sum.wrapping_add(hash);
            }
            sum
        };
        let people = self.over_parts(of_part, u64::wrapping_add, 0);
        let mut hash = Hash::default();
        let mut add = |entry| hash.add(&entry);
        self.describe_world(&mut Scribe::of(&mut add, "world", 0));
        self.describe_others(add);
        people.wrapping_add(hash.sum())
    }

    /// The applications that wait, by the numbers of people.
    fn waiting_by_person(&self) -> Vec<Application> {
        let mut waiting = self.waiting.clone();
        waiting.sort_unstable_by_key(|application| application.person);
        waiting
    }
}

/// The hashes of entities, added up.
#[derive(Default)]
struct Hash {
    sum: u64,
    /// The entity that is being hashed, by its kind and number.
    of: (&'static str, u32),
    hash: u64,
}

impl Hash {
    fn add(&mut self, entry: &Entry) {
        let of = (entry.entity, entry.number);
        if of != self.of {
            self.sum = self.sum();
            (self.of, self.hash) = (of, begun(entry.entity, entry.number));
        }
        self.hash = with(self.hash, entry);
    }

    fn sum(&self) -> u64 {
        self.sum.wrapping_add(self.hash)
    }
}

/// The hash of an entity of which nothing is said yet.
fn begun(entity: &str, number: u32) -> u64 {
    let kind = entity.bytes().fold(0, |kind, byte| (kind << 8) ^ u64::from(byte));
    mixed(kind ^ (u64::from(number) << 32))
}

/// The hash with one number more.
fn with(hash: u64, entry: &Entry) -> u64 {
    mixed(hash ^ entry.value as u64)
}

/// A step of a hash: a product, of which the upper half comes down.
fn mixed(x: u64) -> u64 {
    let x = (x ^ (x >> 32)).wrapping_mul(0x9fb2_1c65_1e98_df25).rotate_left(23);
    x.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (x >> 29)
}

fn application(waiting: &[Application], person: u32) -> Option<&Application> {
    waiting.binary_search_by_key(&person, |application| application.person).ok().map(|at| &waiting[at])
}

fn describe_network<F: FnMut(Entry)>(network: &Network, to: &mut Scribe<'_, F>) {
    to.put("founder", person(network.founder));
    to.put("founded", tick(network.founded));
    to.put("category", network.category);
    to.put("worker", person(network.worker));
    to.put("directiveness", network.directiveness);
    to.put("stirred", tick(network.stirred));
    to.put("alone_since", tick(network.alone_since));
    to.put("repertoire", network.repertoire);
    if network.outward {
        to.put("outward", network.outward);
    }
    for (name, people) in [("member", network.members()), ("supporter", network.supporters())] {
        let mut sorted = people.to_vec();
        sorted.sort_unstable();
        for id in sorted {
            to.put(name, person(id));
        }
    }
    to.put_each("voice", 0, network.first_voices().map(person));
}
