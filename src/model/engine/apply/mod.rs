//! Applying effects: the one place that writes. Additions, unions and settings of what only one encounter can touch, so that
//! their order cannot matter; the few contests, by lot, are in `ties` and `admission`. What depends on all of a phase is done
//! last: `moving`, `admission`.

mod admission;
mod carers;
mod moving;
mod on_people;
mod part;
mod ties;

use super::books::Books;
use super::happened::Happened;
use super::parts::parts_in_a_piece;
use super::pending::{PartScratch, Pending};
use crate::model::effects::{Effect, Effects, InNetwork, Listened, MadePublic, NetworkEvent, make_room};
use crate::model::ledger::{Cause, Phase};
use crate::model::rules::coping::least_burden_in_need;
use crate::model::rules::trust::{left_on_worker, weighed};
use crate::model::rules::{community, skill};
use crate::model::share::{share, value};
use crate::model::state::belief::{Belief, halved};
use crate::model::state::course::Course;
use crate::model::state::flags::Flags;
use crate::model::state::person::Person;
use crate::model::state::ties::SomeTies;
use crate::model::state::world::World;
use part::{Common, Part};

/// Ranges of parts for which crossing effects are collected at a time. Each goes through all of them, so these are few.
#[cfg(feature = "parallel")]
const RANGES: usize = 4;
/// Fewer crossing effects are sooner sorted than a second thread is awake.
#[cfg(feature = "parallel")]
const MANY_CROSSING: usize = 10_000;

impl World {
    /// Begins a tick: evidence fades by a step of the scale.
    pub(in crate::model) fn fade(&mut self) {
        let halve = self.scale.advance();
        self.outcomes.rescale(&self.scale);
        if !halve {
            return;
        }
        for person in &mut self.people {
            person.beliefs.iter_mut().for_each(Belief::halve);
            person.received = halved(person.received);
            person.given = halved(person.given);
        }
        self.ties.halve();
        self.workers.iter_mut().for_each(|worker| worker.empowerment.halve());
    }

    /// Applies everything that happened in `phase`.
    pub fn apply(&mut self, phase: Phase, happened: &mut Happened) {
        let mut pending = std::mem::take(&mut happened.pending);
        if happened.parts().iter().any(|chunk| !chunk.is_quiet()) {
            collect_crossing(self.parts(), happened, &mut pending);
            self.apply_to_people(phase, happened, &mut pending);
        }
        for Effects { applications, networks, public, tally, acted, wishes, idle, spoke, .. } in happened.effects() {
            for &person in spoke.iter() {
                let spoken = &mut self.spoken[person as usize];
                *spoken = spoken.saturating_add(1);
            }
            idle.iter().for_each(|&(person, insights)| self.idle[person as usize] |= insights);
            self.waiting.extend_from_slice(applications);
            self.apply_to_networks(networks);
            self.make_public(public);
            self.book_counts(tally, acted.len());
            pending.wishes.extend_from_slice(wishes);
        }
        self.apply_to_workers(happened, &mut pending);
        self.form_ties(&mut pending);
        if phase == Phase::Life {
            self.take_on_burdens(happened);
            self.change_hands(happened, &mut pending);
        }
        if phase == Phase::Stay {
            self.give_places(happened, &mut pending);
        }
        happened.pending = pending;
    }

    /// Applies to each part of the population what touches its own people, on as many cores as there are.
    fn apply_to_people(&mut self, phase: Phase, happened: &Happened, pending: &mut Pending) {
        let size = self.part_size as usize;
        let common = Common {
            phase,
            tick: self.tick as u16,
            scale: self.scale,
            booking: self.booking,
            need_from: least_burden_in_need(&self.parameters),
            cached: self.is_cached(),
            parameters: &self.parameters,
            outcomes: &self.outcomes,
        };
        let chunks = happened.parts();
        let Pending { crossed, pieces, .. } = pending;
        let parts = parts_in_a_piece(crossed.len());
        pieces.resize_with(crossed.len().div_ceil(parts), Default::default);
        let apply = |(piece, (own, crossed, (books, scratch))): Piece<'_>| {
            *books = Books::default();
            let (((people, courses), mut ties), flags) = own;
            let people = people.chunks_mut(size).zip(courses.chunks_mut(size));
            let own = people.zip(ties.parts_mut(size)).zip(flags.chunks_mut(size));
            for (part, ((((people, courses), ties), flags), elsewhere)) in (piece * parts..).zip(own.zip(crossed)) {
                let here = chunks.get(part).filter(|chunk| !chunk.home.is_empty());
                if here.is_some() || !elsewhere.is_empty() {
                    let first = (part * size) as u32;
                    let here = here.map(|chunk| &chunk.effects);
                    Part { common, first, people, courses, ties, flags, books, scratch }.apply(here, elsewhere);
                }
            }
        };
        let several = size * parts;
        #[cfg(feature = "parallel")]
        if pieces.len() > 1 {
            use rayon::prelude::*;
            let people = self.people.par_chunks_mut(several).zip(self.courses.par_chunks_mut(several));
            let own = people.zip(self.ties.par_parts_mut(several)).zip(self.flags.par_chunks_mut(several));
            let all = (own, crossed.par_chunks_mut(parts), pieces.par_iter_mut()).into_par_iter();
            all.enumerate().with_max_len(1).for_each(apply);
            self.enter_all(pieces);
            return;
        }
        let people = self.people.chunks_mut(several).zip(self.courses.chunks_mut(several));
        let mut ties = self.ties.all_mut();
        let own = people.zip(ties.parts_mut(several)).zip(self.flags.chunks_mut(several));
        let all = own
            .zip(crossed.chunks_mut(parts))
            .zip(pieces.iter_mut())
            .map(|((own, crossed), piece)| (own, crossed, piece));
        all.enumerate().for_each(apply);
        self.enter_all(pieces);
    }

    /// Enters what all pieces of the population wrote down.
    fn enter_all(&mut self, pieces: &mut [(Books, PartScratch)]) {
        let Some(((books, _), others)) = pieces.split_first_mut() else { return };
        others.iter().for_each(|(other, _)| books.add(other));
        self.enter_books(books);
    }

    fn apply_to_networks(&mut self, events: &[InNetwork]) {
        let tick = self.tick as u16;
        for &InNetwork { network, event } in events {
            let network = &mut self.networks[network as usize];
            match event {
                NetworkEvent::Met => network.met = tick,
                NetworkEvent::Stirred => network.stirred = tick,
                NetworkEvent::Overflowed => network.outward = true,
                NetworkEvent::Drifted => {
                    network.directiveness = community::drifted(network.directiveness, &self.parameters);
                }
                NetworkEvent::Voiced(insight, person) => network.voice(insight, person, self.switches.repertoire),
                // Membership is applied with the places, when all of it is known.
                NetworkEvent::Left(..) | NetworkEvent::Joined(_) => (),
            }
        }
    }

    fn make_public(&mut self, insights: &[MadePublic]) {
        for &MadePublic { neighbourhood, category, insight, worker } in insights {
            let home = self.home(neighbourhood, category);
            self.public[home] |= insight;
            if self.switches.worker_learning {
                self.workers[worker as usize].insights[usize::from(category) - 1] |= insight;
            }
        }
    }

    fn apply_to_workers(&mut self, happened: &Happened, pending: &mut Pending) {
        for listened in happened.effects().flat_map(|effects| effects.listened.iter()) {
            let Listened { worker, category, insights, kind } = *listened;
            let (scale, weight, terms) = (self.scale, self.parameters.burned_weight, &self.outcomes.of(kind).terms);
            let left = weighed(left_on_worker(terms, &self.parameters), weight);
            let own = &mut self.workers[worker as usize];
            own.insights[usize::from(category) - 1] |= insights;
            own.empowerment.take(scale.of(&left));
            if terms.cause == Cause::Dialogue {
                pending.dialogues.push((worker, skill::weight(terms.felt, &self.parameters, &self.switches)));
            }
        }
        if self.switches.worker_practice {
            pending.dialogues.sort_unstable();
            for same in pending.dialogues.chunk_by(|(a, _), (b, _)| a == b) {
                let own = &mut self.workers[same[0].0 as usize];
                let weight = same.iter().map(|&(_, weight)| u64::from(weight)).sum();
                own.skill = share(skill::practised(value(own.skill), weight, self.parameters.worker_practice));
            }
        }
        pending.dialogues.clear();
    }
}

/// Collects crossing effects for the parts to which they go. Where they are many, ranges of parts go through all of them for
/// their own, side by side.
fn collect_crossing(parts: usize, happened: &Happened, pending: &mut Pending) {
    pending.crossed.resize_with(parts, Vec::new);
    let collect = |first: usize, crossed: &mut [Vec<Effect>]| {
        let ours = first as u32..(first + crossed.len()) as u32;
        for (part, effect) in happened.parts().iter().flat_map(|chunk| chunk.crossing.iter()) {
            if ours.contains(part) {
                let list = &mut crossed[*part as usize - first];
                make_room(list, 1);
                list.push(*effect);
            }
        }
    };
    #[cfg(feature = "parallel")]
    if happened.parts().iter().map(|chunk| chunk.crossing.len()).sum::<usize>() >= MANY_CROSSING {
        use rayon::prelude::*;
        let range = pending.crossed.len().div_ceil(RANGES);
        let ranges = pending.crossed.par_chunks_mut(range).enumerate();
        ranges.for_each(|(number, crossed)| collect(number * range, crossed));
        return;
    }
    collect(0, &mut pending.crossed);
}

/// A piece of the population by its number, with what happened elsewhere to each part of it, and where it writes.
type Piece<'a> = (usize, (Own<'a>, &'a mut [Vec<Effect>], &'a mut (Books, PartScratch)));

/// What a piece writes to: its people, their courses, their ties, and their flags.
type Own<'a> = (((&'a mut [Person], &'a mut [Course]), SomeTies<'a>), &'a mut [Flags]);
