//! One part of the population settles what touches its own people, beside all other parts: additions, unions, and settings
//! of what only one encounter can touch, so that their order cannot matter.

use super::super::attention::{Attention, IN_NEED, QUEUED, RESTLESS, TECHNICAL, WAITING};
use super::super::belief::{Belief, Scale, more, trusts};
use super::super::booking::Books;
use super::super::chance::NOBODY;
use super::super::course::Course;
use super::super::episode::{Application, AtDesk, Contact, Deposit, Episode, Gain, On, Onset, Received, UNTIED};
use super::super::happened::{Chunk, Letter};
use super::super::ledger::{Cause, Object, Phase, STOCKS, stock};
use super::super::near::{self, AHEAD};
use super::super::outcome::{Outcomes, Trace};
use super::super::parameters::Parameters;
use super::super::person::{EMPOWERMENT, Person};
use super::super::share::ONE;
use super::super::tie::{HalfTie, NEVER, Past};
use super::super::ties::SomeTies;
use super::super::trust::Evidence;

/// What is the same for all parts.
#[derive(Clone, Copy)]
pub(super) struct Common<'a> {
    pub(super) phase: Phase,
    pub(super) tick: u16,
    pub(super) scale: Scale,
    pub(super) booking: bool,
    /// The least burden with which somebody with a life problem is in need.
    pub(super) need_from: u16,
    /// Whether nobody has to be brought near.
    pub(super) near: bool,
    pub(super) parameters: &'a Parameters,
    pub(super) outcomes: &'a Outcomes,
}

/// What a part needs while it settles; empty between parts.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Scratch {
    /// Change of burden of each person.
    burden: Vec<i32>,
    /// People whose burden changes.
    burdened: Vec<u32>,
    /// People whose beliefs change, and the evidence before.
    noted: Vec<(u32, [Belief; 4])>,
}

/// A part of the population, and the books in which it writes.
pub(super) struct Part<'a> {
    pub(super) common: Common<'a>,
    pub(super) first: u32,
    pub(super) people: &'a mut [Person],
    pub(super) courses: &'a mut [Course],
    pub(super) ties: SomeTies<'a>,
    pub(super) attention: &'a mut [Attention],
    pub(super) books: &'a mut Books,
    pub(super) scratch: &'a mut Scratch,
}

impl Part<'_> {
    /// Settles what happened here, and what is told in `letters` of what happened elsewhere.
    pub(super) fn settle(mut self, here: Option<&Chunk>, letters: &mut Vec<Letter>) {
        self.scratch.burden.resize(self.people.len(), 0);
        if let Some(chunk) = here {
            self.settle_life(chunk);
            self.settle_chunk(chunk);
        }
        self.each(letters, Self::bring_letter, |own, &letter| own.read(letter));
        letters.clear();
        self.settle_burdens();
        self.book_stocks();
    }

    /// Settles each of these things; whom `bring` brings for one comes near while those before it are settled.
    #[inline(always)]
    fn each<T>(&mut self, things: &[T], bring: impl Fn(&Self, &T), mut settle: impl FnMut(&mut Self, &T)) {
        let near = self.common.near;
        if !near {
            things.iter().take(AHEAD).for_each(|thing| bring(self, thing));
        }
        for (number, thing) in things.iter().enumerate() {
            if !near && let Some(next) = things.get(number + AHEAD) {
                bring(self, next);
            }
            settle(self, thing);
        }
    }

    /// The place to be brought for `person`: without a branch, for whether somebody is here cannot be foreseen, and to
    /// bring another does no harm.
    #[inline]
    fn place_to_bring(&self, person: u32) -> usize {
        (person.wrapping_sub(self.first) as usize).min(self.people.len() - 1)
    }

    #[inline]
    fn bring_episode(&self, episode: &Episode) {
        for (person, slot) in [(episode.ego, episode.near), (episode.alter, episode.far)] {
            let at = self.place_to_bring(person);
            near::bring(self.people, at);
            self.ties.bring_past(at, slot);
        }
    }

    #[inline]
    fn bring_deposit(&self, person: u32, on: On) {
        let at = self.place_to_bring(person);
        match on {
            On::Tie(slot) => self.ties.bring_past(at, slot),
            On::Belief(_) => near::bring(self.people, at),
        }
    }

    #[inline]
    fn bring_letter(&self, letter: &Letter) {
        match letter {
            Letter::Episode(episode) => self.bring_episode(episode),
            Letter::Deposit(person, on, ..) => self.bring_deposit(*person, *on),
            _ => (),
        }
    }

    /// The place of `person` in this part; `None` for people elsewhere, and for nobody.
    #[inline]
    fn here(&self, person: u32) -> Option<usize> {
        let at = person.wrapping_sub(self.first) as usize;
        (at < self.people.len()).then_some(at)
    }

    fn settle_life(&mut self, chunk: &Chunk) {
        let place = |own: &Self, person: u32| (person - own.first) as usize;
        let bring = |own: &Self, &(person, ..): &(u32, u16, bool)| near::bring(own.people, place(own, person));
        self.each(&chunk.drifts, bring, |own, &(person, burden, restless)| {
            let at = place(own, person);
            own.people[at].burden = burden;
            own.attention[at].mark(RESTLESS, restless);
            own.mark_need(at);
        });
        for &Onset { person, category, needed, insights } in &chunk.onsets {
            let at = (person - self.first) as usize;
            self.people[at].category = category;
            (self.courses[at].needed, self.courses[at].insights) = (needed, insights);
            self.mark_need(at);
        }
        for &person in &chunk.technical {
            self.attention[(person - self.first) as usize].mark(TECHNICAL, true);
        }
        for &(person, tick) in &chunk.ties_last_until {
            self.attention[(person - self.first) as usize].let_ties_last_until(tick);
        }
        for &(person, slot) in &chunk.gone {
            self.ties.put((person - self.first) as usize, slot, HalfTie::FREE);
        }
    }

    fn settle_chunk(&mut self, chunk: &Chunk) {
        let bring = |own: &Self, deposit: &Deposit| own.bring_deposit(deposit.person, deposit.on);
        self.each(&chunk.deposits, bring, Self::deposit);
        self.each(&chunk.episodes, Self::bring_episode, Self::episode);
        chunk.contacts.iter().for_each(|contact| self.contact(contact));
        chunk.gains.iter().for_each(|&(person, mask, gain)| self.gain(person, mask, gain));
        chunk.burdens.iter().for_each(|&(person, change)| self.bear(person, change));
        chunk.received.iter().for_each(|received| self.received(received));
        chunk.seen.iter().for_each(|&(person, recovered)| self.seen(person, recovered));
        chunk.met_worker.iter().for_each(|&person| self.met_worker(person));
        chunk.acted.iter().for_each(|&person| self.acted(person));
        chunk.desk.iter().for_each(|&(person, event)| self.desk(person, event));
        chunk.applications.iter().for_each(|application| self.applied(application));
    }

    fn read(&mut self, letter: Letter) {
        match letter {
            Letter::Episode(episode) => self.episode_told(&episode),
            Letter::Contact(contact) => self.contact(&contact),
            Letter::Deposit(person, on, cause, evidence) => self.deposit(&Deposit { person, on, cause, evidence }),
            Letter::Gain(person, [low, high], gain) => self.gain(person, u64::from(low) | u64::from(high) << 32, gain),
            Letter::Burden(person, change) => self.bear(person, change),
            Letter::Received(received) => self.received(&received),
            Letter::Seen(person, recovered) => self.seen(person, recovered),
            Letter::MetWorker(person) => self.met_worker(person),
            Letter::Acted(person) => self.acted(person),
            Letter::Desk(person, event) => self.desk(person, event),
            Letter::Application(application) => self.applied(&application),
        }
    }

    /// An episode that happened elsewhere. These are few, and would be in the way of what happened here.
    #[inline(never)]
    fn episode_told(&mut self, episode: &Episode) {
        self.episode(episode);
    }

    #[inline(always)]
    fn episode(&mut self, episode: &Episode) {
        let outcome = self.common.outcomes.of(episode.kind);
        let (helped, left) = (outcome.terms.cause != Cause::Refusal, &outcome.scaled);
        let one = self.common.scale.unit;
        if let Some(at) = self.here(episode.ego) {
            self.books.count(episode);
            if episode.near != UNTIED {
                self.meet(at, episode.near, helped).take_steps(left.tie);
            }
            let person = self.note(at);
            // All four, also those that it leaves as they are: at once they take less than one by one.
            person.beliefs.iter_mut().zip(left.beliefs).for_each(|(belief, evidence)| belief.take(evidence));
            if !helped {
                person.refusals = person.refusals.saturating_add(1);
            } else if episode.alter != NOBODY {
                person.received = more(person.received, one);
            }
            self.burden(at, outcome.relief);
        }
        if let Some(at) = self.here(episode.alter) {
            if episode.far != UNTIED {
                self.meet(at, episode.far, false);
            }
            if helped {
                let person = self.note(at);
                person.beliefs[EMPOWERMENT].take(left.giver);
                person.given = more(person.given, one);
                self.burden(at, outcome.load);
            }
        }
    }

    /// A contact at this end of a tie, where help may have come in.
    #[inline]
    fn meet(&mut self, at: usize, slot: u8, helped: bool) -> &mut Past {
        let tick = u32::from(self.common.tick);
        let past = self.ties.past(at, slot);
        past.meet(tick);
        if helped {
            past.help(tick);
        }
        past
    }

    fn contact(&mut self, contact: &Contact) {
        for (person, slot) in [(contact.ego, contact.near), (contact.alter, contact.far)] {
            if let Some(at) = self.here(person) {
                self.meet(at, slot, false);
            }
        }
    }

    fn deposit(&mut self, deposit: &Deposit) {
        let Deposit { person, on, cause, evidence } = *deposit;
        let Some(at) = self.here(person) else { return };
        let trace = Trace::new(evidence, self.common.parameters.burned_weight);
        match on {
            On::Tie(slot) => {
                self.book(cause, Object::Tie, evidence);
                let scale = self.common.scale;
                self.ties.past(at, slot).take(evidence.honoured, trace.weighed, &scale);
            }
            On::Belief(belief) => {
                self.book(cause, STOCKS[usize::from(belief)], evidence);
                self.believe(at, usize::from(belief), &trace);
            }
        }
    }

    fn book(&mut self, cause: Cause, object: Object, evidence: Evidence) {
        self.books.ledger.evidence[cause as usize][object as usize].add(evidence, 1);
    }

    /// A belief takes evidence: what was burned weighs more.
    fn believe(&mut self, at: usize, belief: usize, trace: &Trace) {
        let evidence = trace.on(&self.common.scale);
        self.note(at).beliefs[belief].take(evidence);
    }

    /// The person at `at`, whose beliefs may change now: the books hold them as they were before this phase.
    #[inline]
    fn note(&mut self, at: usize) -> &mut Person {
        let person = &mut self.people[at];
        if self.common.booking && !person.noted {
            person.noted = true;
            self.scratch.noted.push((at as u32, person.beliefs));
        }
        person
    }

    fn gain(&mut self, person: u32, mask: u64, gain: Gain) {
        let Some(at) = self.here(person) else { return };
        let new = i64::from((mask & !self.courses[at].insights).count_ones());
        self.courses[at].insights |= mask;
        match gain {
            Gain::By(channel) => self.books.ledger.insights_gained[channel as usize] += new,
            Gain::Mistake => self.books.ledger.insights_mistaken += new,
        }
    }

    fn bear(&mut self, person: u32, change: i32) {
        if let Some(at) = self.here(person) {
            self.burden(at, change);
        }
    }

    fn burden(&mut self, at: usize, change: i32) {
        if change == 0 {
            return;
        }
        let sum = &mut self.scratch.burden[at];
        if *sum == 0 {
            self.scratch.burdened.push(at as u32);
        }
        *sum += change;
    }

    fn received(&mut self, received: &Received) {
        let Some(at) = self.here(received.person) else { return };
        (self.courses[at].felt, self.courses[at].reluctant) = (received.felt, received.reluctant);
        let person = &mut self.people[at];
        person.turns = person.turns.saturating_add(received.turns);
    }

    fn seen(&mut self, person: u32, recovered: bool) {
        if let Some(at) = self.here(person) {
            self.courses[at].seen_recovered = recovered;
        }
    }

    fn met_worker(&mut self, person: u32) {
        if let Some(at) = self.here(person) {
            self.people[at].worker_met = self.common.tick;
        }
    }

    fn acted(&mut self, person: u32) {
        if let Some(at) = self.here(person) {
            self.people[at].acts = self.people[at].acts.saturating_add(1);
        }
    }

    fn desk(&mut self, person: u32, event: AtDesk) {
        let Some(at) = self.here(person) else { return };
        self.people[at].desk_since = if event == AtDesk::Joined { self.common.tick } else { NEVER };
        self.attention[at].mark(QUEUED, event == AtDesk::Joined);
        if event == AtDesk::Solved {
            self.attention[at].mark(TECHNICAL, false);
        }
    }

    fn applied(&mut self, application: &Application) {
        let Some(at) = self.here(application.person) else { return };
        self.courses[at].apply(self.common.tick);
        self.attention[at].mark(WAITING, true);
    }

    /// Burdens are limited once for each phase and person.
    fn settle_burdens(&mut self) {
        let mut burdened = std::mem::take(&mut self.scratch.burdened);
        for at in burdened.drain(..).map(|at| at as usize) {
            let change = std::mem::take(&mut self.scratch.burden[at]);
            let burden = &mut self.people[at].burden;
            *burden = (i32::from(*burden) + change).clamp(0, i32::from(ONE)) as u16;
            if *burden > 0 {
                self.attention[at].mark(RESTLESS, true);
            }
            self.mark_need(at);
        }
        self.scratch.burdened = burdened;
    }

    fn mark_need(&mut self, at: usize) {
        let person = &self.people[at];
        let in_need = (person.category > 0) & (person.burden >= self.common.need_from);
        self.attention[at].mark(IN_NEED, in_need);
    }

    /// Books the rises and falls of single beliefs in this phase.
    fn book_stocks(&mut self) {
        let Common { phase, scale, parameters, .. } = self.common;
        let strength = parameters.prior_strength;
        let (mut risen, mut fallen) = ([0_i64; 4], [0_i64; 4]);
        for (at, before) in self.scratch.noted.drain(..) {
            let person = &mut self.people[at as usize];
            person.noted = false;
            let before = trusts(&before, &person.prior, strength, &scale);
            let after = trusts(&person.beliefs, &person.prior, strength, &scale);
            for belief in 0..4 {
                let change = stock(after[belief]) - stock(before[belief]);
                risen[belief] += i64::from(change.max(0));
                fallen[belief] += i64::from((-change).max(0));
            }
        }
        for (stock, (risen, fallen)) in self.books.ledger.stocks.iter_mut().zip(risen.into_iter().zip(fallen)) {
            stock.change(phase, risen);
            stock.change(phase, -fallen);
        }
    }
}
