//! Settling: the one place that writes. Additions, unions and settings of what only one encounter can touch,
//! so that their order cannot matter; the few contests, by lot, are in `ties` and `places`.

mod places;
mod ties;

use super::belief::{add, halved};
use super::episode::{AtDesk, Chunk, Deposit, Episode, Gain, Happened, InNetwork, Listened, On, With};
use super::ledger::{Cause, Object, Phase};
use super::person::{DEPENDENCE, EMPOWERMENT, GENERAL, SERVICES};
use super::share::{ONE, round, share, value};
use super::tie::{HalfTie, NEVER};
use super::trust::{Evidence, left_by};
use super::world::World;

/// What is being settled, kept between phases so that nothing is allocated anew.
#[derive(Clone, Debug, Default)]
pub struct Pending {
    /// Change of burden of each person in this phase.
    burden: Vec<i32>,
    /// People whose burden changes.
    burdened: Vec<u32>,
    /// People whose beliefs change.
    pub(super) noted: Vec<u32>,
    wishes: Vec<super::episode::Wish>,
    lots: Vec<(u64, u32)>,
    dialogues: Vec<u32>,
}

impl Pending {
    /// For so many people.
    #[must_use]
    pub fn new(people: u32) -> Self {
        Self { burden: vec![0; people as usize], ..Self::default() }
    }
}

impl World {
    /// Begins a tick: evidence fades by a step of the scale.
    pub(super) fn fade(&mut self) {
        if !self.scale.advance() {
            return;
        }
        for person in &mut self.people {
            person.beliefs.iter_mut().for_each(super::belief::Belief::halve);
            person.received = halved(person.received);
            person.given = halved(person.given);
        }
        self.ties.iter_mut().for_each(|tie| tie.belief.halve());
        self.workers.iter_mut().for_each(|worker| worker.empowerment.halve());
    }

    /// Lets everything that happened in `phase` take effect.
    pub fn settle(&mut self, phase: Phase, happened: &Happened) {
        let mut pending = std::mem::take(&mut self.pending);
        for chunk in happened.parts() {
            self.settle_life(chunk);
            self.settle_evidence(chunk, &mut pending);
            self.settle_people(chunk, &mut pending);
            self.settle_desk(chunk);
            self.settle_networks(chunk);
            self.settle_counts(chunk);
            pending.wishes.extend_from_slice(&chunk.wishes);
        }
        self.settle_burdens(&mut pending);
        self.settle_workers(happened, &mut pending);
        self.settle_wishes(&mut pending);
        if phase == Phase::Stay {
            self.settle_places(happened, &mut pending);
        }
        self.book_stocks(phase, &mut pending);
        self.pending = pending;
    }

    fn settle_life(&mut self, chunk: &Chunk) {
        for (offset, &burden) in chunk.burdens_after.iter().enumerate() {
            self.people[chunk.first as usize + offset].burden = burden;
        }
        for onset in &chunk.onsets {
            let person = &mut self.people[onset.person as usize];
            (person.category, person.needed, person.insights) = (onset.category, onset.needed, onset.insights);
        }
        for &person in &chunk.technical {
            self.people[person as usize].technical = true;
        }
        for &(person, tick) in &chunk.ties_last_until {
            self.people[person as usize].ties_last_until = tick;
        }
        let places = self.places();
        for &(person, slot) in &chunk.gone {
            self.ties[person as usize * places + usize::from(slot)] = HalfTie::FREE;
        }
    }

    fn settle_evidence(&mut self, chunk: &Chunk, pending: &mut Pending) {
        for deposit in &chunk.deposits {
            self.deposit(deposit, pending);
        }
        for episode in &chunk.episodes {
            self.settle_episode(episode, pending);
        }
        for &(person, slot) in &chunk.contacts {
            self.contact(person, slot, false);
        }
    }

    fn settle_episode(&mut self, episode: &Episode, pending: &mut Pending) {
        let left = left_by(episode, &self.parameters, &self.switches);
        let (ego, cause) = (episode.ego, episode.cause);
        let helped = cause != Cause::Refusal;
        if let Some(slot) = episode.slot {
            self.contact(ego, slot, helped);
            self.deposit(&Deposit { person: ego, on: On::Tie(slot), cause, evidence: left.tie }, pending);
        }
        for (belief, evidence) in [
            (SERVICES, left.services),
            (GENERAL, left.general),
            (EMPOWERMENT, left.empowerment),
            (DEPENDENCE, left.dependence),
        ] {
            self.deposit(&Deposit { person: ego, on: On::Belief(belief), cause, evidence }, pending);
        }
        if !helped {
            let person = &mut self.people[ego as usize];
            person.refusals = person.refusals.saturating_add(1);
        } else if episode.with != With::Worker {
            let on = On::Belief(EMPOWERMENT);
            self.deposit(&Deposit { person: episode.alter, on, cause, evidence: left.giver }, pending);
            let scale = self.scale;
            let [receiver, giver] = [ego, episode.alter].map(|id| id as usize);
            self.people[receiver].received = add(self.people[receiver].received, 1 << 16, &scale);
            self.people[giver].given = add(self.people[giver].given, 1 << 16, &scale);
        }
    }

    /// A contact at both ends of a tie; help may have come in at the end of `person`.
    fn contact(&mut self, person: u32, slot: u8, helped: bool) {
        let (places, tick) = (self.places(), self.tick as u16);
        let tie = &mut self.ties[person as usize * places + usize::from(slot)];
        tie.contact = tick;
        if helped {
            tie.help_in = tick;
        }
        let (alter, reverse) = (tie.alter as usize, usize::from(tie.reverse));
        self.ties[alter * places + reverse].contact = tick;
    }

    fn deposit(&mut self, deposit: &Deposit, pending: &mut Pending) {
        let Deposit { person, on, cause, evidence } = *deposit;
        if evidence.staked == 0 {
            return;
        }
        let object = match on {
            On::Tie(_) => Object::Tie,
            On::Belief(belief) => OBJECTS[belief],
        };
        self.book_evidence(cause, object, evidence);
        let index = person as usize;
        let (scale, weight) = (self.scale, self.parameters.burned_weight);
        let belief = match on {
            On::Tie(slot) => {
                let places = self.places();
                &mut self.ties[index * places + usize::from(slot)].belief
            }
            On::Belief(belief) => {
                self.note(person, pending);
                &mut self.people[index].beliefs[belief]
            }
        };
        take(belief, evidence, weight, &scale);
    }

    fn settle_people(&mut self, chunk: &Chunk, pending: &mut Pending) {
        for &(person, mask, gain) in &chunk.gains {
            let new = mask & !self.people[person as usize].insights;
            self.people[person as usize].insights |= mask;
            if self.booking {
                match gain {
                    Gain::By(channel) => {
                        self.ledger.insights_gained[channel as usize] += i64::from(new.count_ones());
                    }
                    Gain::Mistake => self.ledger.insights_mistaken += i64::from(new.count_ones()),
                }
            }
        }
        for &(person, change) in &chunk.burdens {
            let sum = &mut pending.burden[person as usize];
            if *sum == 0 {
                pending.burdened.push(person);
            }
            *sum += change;
        }
        for received in &chunk.received {
            let person = &mut self.people[received.person as usize];
            (person.felt, person.concern) = (received.felt, received.concern);
            person.turns = person.turns.saturating_add(received.turns);
        }
        for &(person, recovered) in &chunk.seen {
            self.people[person as usize].seen_recovered = recovered;
        }
        for &person in &chunk.met_worker {
            self.people[person as usize].worker_met = self.tick as u16;
        }
        for &person in &chunk.acted {
            let person = &mut self.people[person as usize];
            person.acts = person.acts.saturating_add(1);
        }
    }

    fn settle_burdens(&mut self, pending: &mut Pending) {
        for person in pending.burdened.drain(..) {
            let change = std::mem::take(&mut pending.burden[person as usize]);
            let burden = &mut self.people[person as usize].burden;
            *burden = (i32::from(*burden) + change).clamp(0, i32::from(ONE)) as u16;
        }
    }

    fn settle_desk(&mut self, chunk: &Chunk) {
        for &(person, event) in &chunk.desk {
            let person = &mut self.people[person as usize];
            person.desk_since = if event == AtDesk::Joined { self.tick as u16 } else { NEVER };
            person.technical &= event != AtDesk::Solved;
        }
        for application in &chunk.applications {
            let person = &mut self.people[application.person as usize];
            person.waiting_since = self.tick as u16;
            (person.via, person.sent) = (application.via, application.sent);
            self.waiting.push(application.person);
        }
    }

    fn settle_networks(&mut self, chunk: &Chunk) {
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
                    let first = &mut network.first_voice[usize::from(insight)];
                    if *first == super::chance::NOBODY {
                        *first = person;
                    } else if *first != person && self.switches.repertoire {
                        network.repertoire |= 1 << insight;
                    }
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
            let Listened { worker, category, insights, evidence, dialogue } = *listened;
            let (scale, weight) = (self.scale, self.parameters.burned_weight);
            let own = &mut self.workers[worker as usize];
            own.insights[usize::from(category) - 1] |= insights;
            take(&mut own.empowerment, evidence, weight, &scale);
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

/// What each of a person's four beliefs is about.
pub(super) const OBJECTS: [Object; 4] = [Object::General, Object::Services, Object::Empowerment, Object::Dependence];

/// A belief takes evidence: what was burned weighs more.
fn take(belief: &mut super::belief::Belief, evidence: Evidence, weight: f64, scale: &super::belief::Scale) {
    belief.r = add(belief.r, evidence.honoured, scale);
    belief.s = add(belief.s, round(weight * f64::from(evidence.burned())) as u32, scale);
}
