//! Settling: the one place that writes. Additions, unions and settings of what only one encounter can touch,
//! so that their order cannot matter; the few contests, by lot, are in `ties` and `places`.

mod part;
mod places;
pub(super) mod ties;

use super::attention::Attention;
use super::belief::halved;
use super::booking::Books;
use super::course::Course;
use super::episode::{InNetwork, Listened};
use super::happened::{Happened, Letter, parts_in_a_piece, put};
use super::ledger::{Cause, Phase};
use super::outcome::Trace;
use super::person::Person;
use super::share::{ONE, least, share, value};
use super::ties::SomeTies;
use super::trust::Evidence;
use super::world::World;
use part::{Common, Part};

pub(in crate::model) use part::Scratch;

/// What is being settled, kept between phases so that nothing is allocated anew.
#[derive(Clone, Debug, Default)]
pub struct Pending {
    wishes: Vec<super::episode::Wish>,
    lots: Vec<(u64, u32)>,
    dialogues: Vec<u32>,
    /// What each part of the population is told of what happened elsewhere.
    mail: Vec<Vec<Letter>>,
    /// The books in which each piece of the population writes, and what it needs meanwhile.
    pieces: Vec<(Books, Scratch)>,
}

/// Ranges of parts for which letters are collected at a time. Each looks through all letters, so these are few.
#[cfg(feature = "parallel")]
const RANGES: usize = 4;
/// Fewer letters are sooner sorted than a second thread is awake.
#[cfg(feature = "parallel")]
const MANY_LETTERS: usize = 10_000;

impl World {
    /// Begins a tick: evidence fades by a step of the scale.
    pub(super) fn fade(&mut self) {
        let halve = self.scale.advance();
        self.outcomes.rescale(&self.scale);
        if !halve {
            return;
        }
        for person in &mut self.people {
            person.beliefs.iter_mut().for_each(super::belief::Belief::halve);
            person.received = halved(person.received);
            person.given = halved(person.given);
        }
        self.ties.halve();
        self.workers.iter_mut().for_each(|worker| worker.empowerment.halve());
    }

    /// Lets everything that happened in `phase` take effect.
    pub fn settle(&mut self, phase: Phase, happened: &Happened) {
        let mut pending = std::mem::take(&mut self.pending);
        if happened.parts().iter().any(|chunk| !chunk.is_quiet()) {
            self.deliver(happened, &mut pending);
            self.settle_people(phase, happened, &mut pending);
        }
        for chunk in happened.parts() {
            self.waiting.extend_from_slice(&chunk.applications);
            self.settle_networks(chunk);
            self.settle_counts(&chunk.tally, chunk.acted.len());
            pending.wishes.extend_from_slice(&chunk.wishes);
        }
        self.settle_workers(happened, &mut pending);
        self.settle_wishes(&mut pending);
        if phase == Phase::Stay {
            self.settle_places(happened, &mut pending);
        }
        self.pending = pending;
    }

    /// Sorts letters by the part of the population to which they go. Where they are many, ranges of parts look through all of
    /// them for their own, side by side.
    fn deliver(&self, happened: &Happened, pending: &mut Pending) {
        pending.mail.resize_with(self.parts(), Vec::new);
        let collect = |first: usize, mail: &mut [Vec<Letter>]| {
            let ours = first as u32..(first + mail.len()) as u32;
            for (part, letter) in happened.parts().iter().flat_map(|chunk| &chunk.letters) {
                if ours.contains(part) {
                    put(&mut mail[*part as usize - first], *letter);
                }
            }
        };
        #[cfg(feature = "parallel")]
        if happened.parts().iter().map(|chunk| chunk.letters.len()).sum::<usize>() >= MANY_LETTERS {
            use rayon::prelude::*;
            let range = pending.mail.len().div_ceil(RANGES);
            pending.mail.par_chunks_mut(range).enumerate().for_each(|(number, mail)| collect(number * range, mail));
            return;
        }
        collect(0, &mut pending.mail);
    }

    /// Lets each part of the population settle what touches its own people, on as many cores as there are.
    fn settle_people(&mut self, phase: Phase, happened: &Happened, pending: &mut Pending) {
        let size = self.part_size as usize;
        let common = Common {
            phase,
            tick: self.tick as u16,
            scale: self.scale,
            booking: self.booking,
            need_from: least(self.parameters.recovered_below),
            near: self.is_near(),
            parameters: &self.parameters,
            outcomes: &self.outcomes,
        };
        let chunks = happened.parts();
        let Pending { mail, pieces, .. } = pending;
        let parts = parts_in_a_piece(mail.len());
        pieces.resize_with(mail.len().div_ceil(parts), Default::default);
        let settle = |(piece, (own, mail, (books, scratch))): Piece<'_>| {
            *books = Books::default();
            let (((people, courses), mut ties), attention) = own;
            let people = people.chunks_mut(size).zip(courses.chunks_mut(size));
            let own = people.zip(ties.parts_mut(size)).zip(attention.chunks_mut(size));
            for (part, ((((people, courses), ties), attention), letters)) in (piece * parts..).zip(own.zip(mail)) {
                let here = chunks.get(part).filter(|chunk| !chunk.home.is_empty());
                if here.is_some() || !letters.is_empty() {
                    let first = (part * size) as u32;
                    Part { common, first, people, courses, ties, attention, books, scratch }.settle(here, letters);
                }
            }
        };
        let several = size * parts;
        #[cfg(feature = "parallel")]
        if pieces.len() > 1 {
            use rayon::prelude::*;
            let people = self.people.par_chunks_mut(several).zip(self.courses.par_chunks_mut(several));
            let own = people.zip(self.ties.par_parts_mut(several)).zip(self.attention.par_chunks_mut(several));
            let all = (own, mail.par_chunks_mut(parts), pieces.par_iter_mut()).into_par_iter();
            all.enumerate().with_max_len(1).for_each(settle);
            self.enter_all(pieces);
            return;
        }
        let people = self.people.chunks_mut(several).zip(self.courses.chunks_mut(several));
        let mut ties = self.ties.all_mut();
        let own = people.zip(ties.parts_mut(several)).zip(self.attention.chunks_mut(several));
        let all = own.zip(mail.chunks_mut(parts)).zip(pieces.iter_mut()).map(|((own, mail), piece)| (own, mail, piece));
        all.enumerate().for_each(settle);
        self.enter_all(pieces);
    }

    /// Enters what all pieces of the population wrote down.
    fn enter_all(&mut self, pieces: &mut [(Books, Scratch)]) {
        let Some(((books, _), others)) = pieces.split_first_mut() else { return };
        others.iter().for_each(|(other, _)| books.add(other));
        self.enter_books(books);
    }

    fn settle_networks(&mut self, chunk: &super::happened::Chunk) {
        let tick = self.tick as u16;
        for &(place, event) in &chunk.networks {
            let network = &mut self.networks[place as usize];
            match event {
                InNetwork::Met => network.met = tick,
                InNetwork::Stirred => network.stirred = tick,
                InNetwork::Drifted => {
                    let drift = share(self.parameters.worker_drift);
                    network.directiveness = network.directiveness.saturating_add(drift).min(ONE);
                }
                InNetwork::Voiced(insight, person) => {
                    network.hear(insight, person, self.switches.repertoire);
                }
                // Membership is settled with the places, when all of it is known.
                InNetwork::Left(..) | InNetwork::Joined(_) => (),
            }
        }
        for &(home, category, bit, worker) in &chunk.public {
            let place = self.place(home, category);
            self.public[place] |= bit;
            if self.switches.worker_learning {
                self.workers[worker as usize].insights[usize::from(category) - 1] |= bit;
            }
        }
    }

    fn settle_workers(&mut self, happened: &Happened, pending: &mut Pending) {
        for listened in happened.parts().iter().flat_map(|chunk| &chunk.listened) {
            let Listened { worker, category, insights, kind } = *listened;
            let (scale, weight, terms) = (self.scale, self.parameters.burned_weight, &self.outcome(kind).terms);
            let (dialogue, stake) = (terms.cause == Cause::Dialogue, self.parameters.stake_shared * terms.stake);
            let evidence = Evidence::new(stake, terms.felt);
            let own = &mut self.workers[worker as usize];
            own.insights[usize::from(category) - 1] |= insights;
            own.empowerment.take(Trace::new(evidence, weight).on(&scale));
            if dialogue {
                pending.dialogues.push(worker);
            }
        }
        if self.switches.worker_practice {
            pending.dialogues.sort_unstable();
            for same in pending.dialogues.chunk_by(|a, b| a == b) {
                let own = &mut self.workers[same[0] as usize];
                let skill = value(own.skill);
                own.skill = share(skill + self.parameters.worker_practice * same.len() as f64 * (1.0 - skill));
            }
        }
        pending.dialogues.clear();
    }
}

/// A piece of the population by its number, with the letters of each part, and where it writes.
type Piece<'a> = (usize, (Own<'a>, &'a mut [Vec<Letter>], &'a mut (Books, Scratch)));

/// What a piece settles: its people, their courses, their ties, and what a week has to look at.
type Own<'a> = (((&'a mut [Person], &'a mut [Course]), SomeTies<'a>), &'a mut [Attention]);
