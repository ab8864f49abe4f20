//! A part of the population: effects on its people are applied to it beside all other parts. How each kind of effect is
//! applied is in `on_people.rs`.

use super::super::books::Books;
use super::super::pending::PartScratch;
use super::super::prefetch::{AHEAD, prefetch};
use crate::model::effects::{Drift, Effect, Effects, Onset, effects_on_people};
use crate::model::evidence::{Evidence, Trace};
use crate::model::ledger::{Cause, Object, Phase, stock};
use crate::model::parameters::Parameters;
use crate::model::rules::view::trusts_of;
use crate::model::share::ONE;
use crate::model::state::belief::{Belief, Scale};
use crate::model::state::course::Course;
use crate::model::state::flags::{CARES, Flags, IN_NEED, PAST, RESTLESS, TECHNICAL};
use crate::model::state::outcome::Outcomes;
use crate::model::state::person::Person;
use crate::model::state::tie::{HalfTie, Past};
use crate::model::state::ties::SomeTies;

/// What is the same for all parts.
#[derive(Clone, Copy)]
pub(super) struct Common<'a> {
    pub(super) phase: Phase,
    pub(super) tick: u16,
    pub(super) scale: Scale,
    pub(super) booking: bool,
    /// The least burden with which somebody with a life problem is in need.
    pub(super) need_from: u16,
    /// Whether nobody has to be prefetched.
    pub(super) cached: bool,
    pub(super) parameters: &'a Parameters,
    pub(super) outcomes: &'a Outcomes,
}

/// A part of the population, and the books in which it writes.
pub(super) struct Part<'a> {
    pub(super) common: Common<'a>,
    pub(super) first: u32,
    pub(super) people: &'a mut [Person],
    pub(super) courses: &'a mut [Course],
    pub(super) ties: SomeTies<'a>,
    pub(super) flags: &'a mut [Flags],
    pub(super) books: &'a mut Books,
    pub(super) scratch: &'a mut PartScratch,
}

/// An effect on people, as it is applied to a part.
pub(super) trait OnPeople {
    /// Applies it to those whom it touches here.
    fn apply(&self, part: &mut Part<'_>);

    /// Prefetches those whom it touches here, as far as that is worth it.
    #[inline]
    fn prefetch(&self, _part: &Part<'_>) {}
}

/// Applies what happened here, list by list.
macro_rules! apply_all {
    ($( $(#[$meaning:meta])* $Type:ident in $list:ident, received by [$($who:ident),+] {
        $( $(#[$field_meaning:meta])* $field:ident: $Field:ty, )+
    } )+) => {
        fn apply_all(part: &mut Part<'_>, effects: &Effects) {
            $( part.each(&effects.$list, |part, effect| effect.prefetch(part), |part, effect| effect.apply(part)); )+
        }
    };
}
effects_on_people!(apply_all);

/// An effect that crossed from another part.
macro_rules! apply_crossed {
    ($( $(#[$meaning:meta])* $Type:ident in $list:ident, received by [$($who:ident),+] {
        $( $(#[$field_meaning:meta])* $field:ident: $Field:ty, )+
    } )+) => {
        impl OnPeople for Effect {
            // These are few, and would be in the way of what happened here.
            #[inline(never)]
            fn apply(&self, part: &mut Part<'_>) {
                match *self {
                    $( Self::$Type { $($field),+ } => crate::model::effects::$Type { $($field),+ }.apply(part), )+
                }
            }

            #[inline]
            fn prefetch(&self, part: &Part<'_>) {
                match *self {
                    $( Self::$Type { $($field),+ } => crate::model::effects::$Type { $($field),+ }.prefetch(part), )+
                }
            }
        }
    };
}
effects_on_people!(apply_crossed);

impl Part<'_> {
    /// Applies what happened here, and what happened `elsewhere` to people of this part.
    pub(super) fn apply(mut self, here: Option<&Effects>, elsewhere: &mut Vec<Effect>) {
        self.scratch.burden.resize(self.people.len(), 0);
        if let Some(effects) = here {
            self.apply_life(effects);
            apply_all(&mut self, effects);
        }
        self.each(elsewhere, |part, effect| effect.prefetch(part), |part, effect| effect.apply(part));
        elsewhere.clear();
        self.apply_burdens();
        self.book_stocks();
    }

    /// Applies each of these; whom `prefetch` prefetches for one is on the way while those before it are applied.
    #[inline(always)]
    fn each<T>(&mut self, all: &[T], prefetch: impl Fn(&Self, &T), mut apply: impl FnMut(&mut Self, &T)) {
        let cached = self.common.cached;
        if !cached {
            all.iter().take(AHEAD).for_each(|one| prefetch(self, one));
        }
        for (number, one) in all.iter().enumerate() {
            if !cached && let Some(next) = all.get(number + AHEAD) {
                prefetch(self, next);
            }
            apply(self, one);
        }
    }

    /// The place to be prefetched for `person`: without a branch, for the processor cannot predict who is here, and to
    /// prefetch another does no harm.
    #[inline]
    fn place_to_prefetch(&self, person: u32) -> usize {
        (person.wrapping_sub(self.first) as usize).min(self.people.len() - 1)
    }

    /// Prefetches `person`.
    #[inline]
    pub(super) fn prefetch_person(&self, person: u32) {
        prefetch(self.people, self.place_to_prefetch(person));
    }

    /// Prefetches the tie of `person` in this place.
    #[inline]
    pub(super) fn prefetch_tie(&self, person: u32, slot: u8) {
        self.ties.prefetch_past(self.place_to_prefetch(person), slot);
    }

    /// The place of `person` in this part; `None` for people elsewhere, and for nobody.
    #[inline]
    pub(super) fn here(&self, person: u32) -> Option<usize> {
        let at = person.wrapping_sub(self.first) as usize;
        (at < self.people.len()).then_some(at)
    }

    fn apply_life(&mut self, effects: &Effects) {
        let place = |own: &Self, person: u32| (person - own.first) as usize;
        let prefetch = |own: &Self, drift: &Drift| prefetch(own.people, place(own, drift.person));
        self.each(&effects.drifts, prefetch, |own, &Drift { person, burden, restless }| {
            let at = place(own, person);
            own.people[at].burden = burden;
            own.flags[at].set(RESTLESS, restless);
            own.flag_need(at);
        });
        for &Onset { person, category, needed, insights, pace, first } in effects.onsets.iter() {
            let at = place(self, person);
            self.people[at].category = category;
            let course = &mut self.courses[at];
            (course.needed, course.insights, course.pace) = (needed, insights, pace);
            if first {
                self.flags[at].set(CARES | PAST, false);
            }
            self.flag_need(at);
        }
        for &person in effects.technical.iter() {
            self.flags[(person - self.first) as usize].set(TECHNICAL, true);
        }
        for &(person, tick) in effects.ties_last_until.iter() {
            self.flags[(person - self.first) as usize].set_ties_last_until(tick);
        }
        for &(person, slot) in effects.gone.iter() {
            self.ties.put((person - self.first) as usize, slot, HalfTie::FREE);
        }
    }

    /// A contact at this end of a tie, where help may have come in.
    #[inline]
    pub(super) fn meet(&mut self, at: usize, slot: u8, helped: bool) -> &mut Past {
        let tick = u32::from(self.common.tick);
        let past = self.ties.past(at, slot);
        past.meet(tick);
        if helped {
            past.help(tick);
        }
        past
    }

    /// The person at `at`, whose beliefs may change now: the books hold them as they were before this phase.
    #[inline]
    pub(super) fn note(&mut self, at: usize) -> &mut Person {
        let person = &mut self.people[at];
        if self.common.booking && !person.noted {
            person.noted = true;
            self.scratch.noted.push((at as u32, person.beliefs));
        }
        person
    }

    /// A belief takes evidence: what was burned weighs more.
    pub(super) fn believe(&mut self, at: usize, belief: usize, trace: &Trace) {
        let evidence = self.common.scale.of(trace);
        self.note(at).beliefs[belief].take(evidence);
    }

    /// Books evidence outside an episode.
    pub(super) fn book(&mut self, cause: Cause, object: Object, evidence: Evidence) {
        self.books.ledger.evidence[cause as usize][object as usize].add(evidence, 1);
    }

    pub(super) fn burden(&mut self, at: usize, change: i32) {
        if change == 0 {
            return;
        }
        let sum = &mut self.scratch.burden[at];
        if *sum == 0 {
            self.scratch.burdened.push(at as u32);
        }
        *sum += change;
    }

    /// Burdens are limited once for each phase and person.
    fn apply_burdens(&mut self) {
        let mut burdened = std::mem::take(&mut self.scratch.burdened);
        for at in burdened.drain(..).map(|at| at as usize) {
            let change = std::mem::take(&mut self.scratch.burden[at]);
            let burden = &mut self.people[at].burden;
            *burden = (i32::from(*burden) + change).clamp(0, i32::from(ONE)) as u16;
            if *burden > 0 {
                self.flags[at].set(RESTLESS, true);
            }
            self.flag_need(at);
        }
        self.scratch.burdened = burdened;
    }

    fn flag_need(&mut self, at: usize) {
        let person = &self.people[at];
        let in_need = (person.category > 0) & (person.burden >= self.common.need_from);
        self.flags[at].set(IN_NEED, in_need);
    }

    /// Books the rises and falls of single beliefs in this phase.
    fn book_stocks(&mut self) {
        let Common { phase, scale, parameters, .. } = self.common;
        let strength = parameters.prior_strength;
        let (mut risen, mut fallen) = ([0_i64; 4], [0_i64; 4]);
        for (at, before) in self.scratch.noted.drain(..) {
            let person = &mut self.people[at as usize];
            person.noted = false;
            add_changes(&mut risen, &mut fallen, &before, person, (strength, &scale));
        }
        for (stock, (risen, fallen)) in self.books.ledger.stocks.iter_mut().zip(risen.into_iter().zip(fallen)) {
            stock.change(phase, risen);
            stock.change(phase, -fallen);
        }
    }
}

/// Adds the rise or fall of each of a person's four beliefs, which were as `before`.
// Inlined, it would be mixed with what is around it, and the four no longer be worked out together.
#[inline(never)]
fn add_changes(
    risen: &mut [i64; 4],
    fallen: &mut [i64; 4],
    before: &[Belief; 4],
    person: &Person,
    (strength, scale): (f64, &Scale),
) {
    let before = trusts_of(before, &person.prior, strength, scale);
    let after = trusts_of(&person.beliefs, &person.prior, strength, scale);
    for belief in 0..4 {
        let change = stock(after[belief]) - stock(before[belief]);
        risen[belief] += i64::from(change.max(0));
        fallen[belief] += i64::from((-change).max(0));
    }
}
