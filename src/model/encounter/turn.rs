//! A turn in a meeting, about one member's life problem: a prescription, or a dialogue.

use super::act::wish;
use super::meeting::{Meeting, Present};
use super::willing::willing;
use super::{comfort, hearing, hearsay};
use crate::model::belief::{Scale, more};
use crate::model::chance::{Draw, NOBODY, Process, hit, with};
use crate::model::episode::{Episode, Gain, InNetwork, Listened, UNTIED, With};
use crate::model::happened::put;
use crate::model::insight::{Offer, PRIVATE, SHARED, TEXTBOOK};
use crate::model::ledger::{Cause, Channel, Phase};
use crate::model::outcome::{FELT, Help, Kind, Stake, units};
use crate::model::person::{SERVICES, balance};
use crate::model::share::{share, value};
use crate::model::tie::Origin;

/// One turn, as it goes.
struct Turn {
    receiver: usize,
    number: u32,
    draw: Draw,
}

impl Meeting<'_> {
    fn has_worker(&self) -> bool {
        self.network.worker != NOBODY
    }

    fn draw(&self, process: Process, person: u32, other: u32, turn: u32) -> Draw {
        self.world.chance.draw(process, person, other, self.world.tick, turn)
    }

    /// One turn of the person at `receiver`; false if it does not take place.
    pub(super) fn turn(&mut self, receiver: usize, number: u32) -> bool {
        let draw = self.draw(Process::Turn, self.people[receiver].id, NOBODY, number);
        let turn = Turn { receiver, number, draw };
        if self.has_worker() && draw.hit(0, value(self.network.directiveness)) {
            self.prescription(&turn);
        } else if self.people.len() > 1 {
            self.dialogue(&turn);
        } else if self.has_worker() {
            self.dialogue_with_worker(&turn);
        } else {
            return false;
        }
        self.people[receiver].turns += 1;
        true
    }

    fn prescription(&mut self, turn: &Turn) {
        let world = self.world;
        let receiver = self.people[turn.receiver];
        let offer = self.offer(self.worker_insights(receiver.category), turn, NOBODY);
        let followed = turn.draw.hit(2, world.trust(receiver.id, SERVICES));
        let mut arrived = 0;
        if followed {
            arrived = offer.mask() & receiver.needed;
            self.gain(turn.receiver, arrived, Gain::By(Channel::Prescription));
            self.mistakes(turn.receiver, &offer);
        }
        self.bystanders(turn, &offer);
        let missed = followed && arrived == 0 && offer.mask() != 0;
        let stake = if missed { Stake::Missed } else { Stake::Life };
        let word = self.draw(Process::Comfort, receiver.id, NOBODY, turn.number).0[0];
        let help = self.help(arrived, || comfort(world, word, false));
        self.out.tally.prescriptions += 1;
        let episode = self.episode(turn, NOBODY, Kind::of(Cause::Prescription, With::Worker, stake, help));
        self.conclude(turn, &episode, arrived);
        self.listened(turn, &offer, &episode);
    }

    fn dialogue_with_worker(&mut self, turn: &Turn) {
        let world = self.world;
        let receiver = self.people[turn.receiver];
        let offer = self.offer(self.worker_insights(receiver.category), turn, NOBODY);
        let arrived = self.receive(turn, &offer, 0.0);
        let word = self.draw(Process::Comfort, receiver.id, NOBODY, turn.number).0[0];
        let help = self.help(arrived, || comfort(world, word, false));
        self.out.tally.dialogues += 1;
        let kind = Kind::of(Cause::Dialogue, With::Worker, Stake::Life, help);
        let episode = self.episode(turn, NOBODY, kind);
        self.conclude(turn, &episode, arrived);
        self.listened(turn, &offer, &episode);
    }

    fn dialogue(&mut self, turn: &Turn) {
        let world = self.world;
        let receiver = self.people[turn.receiver];
        let (at, luck) = self.giver(turn);
        let giver = self.people[at];
        self.out.tally.dialogues += 1;
        let owed = balance(giver.received, giver.given, &world.scale);
        let bonus = world.parameters.willing_meeting;
        if !luck.hit(1, willing(world, giver.id, receiver.id, owed, bonus, value(world.concern(giver.reluctant)))) {
            let kind = Kind::of(Cause::Refusal, With::Peer, Stake::Life, Help::Refused);
            let episode = self.episode(turn, giver.id, kind);
            self.conclude(turn, &episode, 0);
            return;
        }
        let same = giver.category == receiver.category;
        let known = if same { giver.insights & SHARED } else { 0 };
        let offer = self.offer(known, turn, giver.id);
        let trust = world.ties.slot(receiver.id, giver.id).map_or(0.0, |slot| world.tie_trust(receiver.id, slot));
        let arrived = self.receive(turn, &offer, trust);
        self.own_insight(at, receiver.id, turn, &luck);
        self.bystanders(turn, &offer);
        let help = self.help(arrived, || comfort(world, luck.0[2], same));
        let with = if self.has_worker() { With::GuidedPeer } else { With::Peer };
        let episode = self.episode(turn, giver.id, Kind::of(Cause::Dialogue, with, Stake::Life, help));
        self.owe(turn.receiver, at);
        self.voice(giver.id, &offer);
        self.befriend(&episode);
        self.conclude(turn, &episode, arrived);
        self.listened(turn, &offer, &episode);
    }

    /// Who is asked: by lot, or found by the guide among those who know most of what is missing.
    fn giver(&self, turn: &Turn) -> (usize, Draw) {
        let receiver = self.people[turn.receiver];
        let likely = if self.matched(turn, &receiver) { self.most_known(turn.receiver) } else { 0 };
        let draw = self.draw(Process::Match, receiver.id, NOBODY, turn.number);
        let mut best: Option<(u32, usize)> = None;
        for (at, person) in self.people.iter().enumerate() {
            if at == turn.receiver || (likely > 0 && known_to(person, &receiver) != likely) {
                continue;
            }
            let lot = with(draw.0[0], person.id);
            if best.is_none_or(|(least, _)| lot < least) {
                best = Some((lot, at));
            }
        }
        let at = best.map_or(turn.receiver, |(_, at)| at);
        (at, draw.with(self.people[at].id))
    }

    fn matched(&self, turn: &Turn, receiver: &Present) -> bool {
        if !self.has_worker() || !self.world.switches.matching {
            return false;
        }
        let miss = 1.0 - self.skill;
        let again = value(receiver.felt) < FELT;
        turn.draw.hit(1, if again { 1.0 - miss * miss } else { self.skill })
    }

    fn most_known(&self, receiver: usize) -> u32 {
        let others = self.people.iter().enumerate().filter(|(at, _)| *at != receiver);
        others.map(|(_, person)| known_to(person, &self.people[receiver])).max().unwrap_or(0)
    }

    fn worker_insights(&self, category: u8) -> u64 {
        self.world.workers[self.network.worker as usize].insights[usize::from(category) - 1]
    }

    fn offer(&self, known: u64, turn: &Turn, giver: u32) -> Offer {
        let receiver = &self.people[turn.receiver];
        let parameters = &self.world.parameters;
        let lots = self.world.chance.lots(Process::Offer, receiver.id, giver, self.world.tick, turn.number);
        let count = parameters.insights_per_turn as usize;
        Offer::select(known & !receiver.insights, receiver.needed, &lots, parameters.discernment, count)
    }

    /// What arrives in a dialogue: needed insights offered, and a private one that comes to light.
    fn receive(&mut self, turn: &Turn, offer: &Offer, trust: f64) -> u64 {
        let told = offer.mask() & self.people[turn.receiver].needed;
        self.gain(turn.receiver, told, Gain::By(Channel::Dialogue));
        self.mistakes(turn.receiver, offer);
        let found = self.private_insight(turn, trust);
        self.gain(turn.receiver, found, Gain::By(Channel::Private));
        told | found
    }

    fn private_insight(&self, turn: &Turn, trust: f64) -> u64 {
        let chance = self.world.parameters.private_find * (1.0 - (1.0 - trust) * (1.0 - self.skill));
        if !self.world.switches.private_insights || !turn.draw.hit(3, chance) {
            return 0;
        }
        let receiver = &self.people[turn.receiver];
        let (tick, chance) = (self.world.tick, &self.world.chance);
        chance.lots(Process::Private, receiver.id, NOBODY, tick, turn.number).smallest(receiver.missing() & PRIVATE)
    }

    /// Giving lets the giver find an insight of their own.
    fn own_insight(&mut self, at: usize, receiver: u32, turn: &Turn, luck: &Draw) {
        let giver = self.people[at];
        let open = self.world.switches.giver_insights && giver.category > 0;
        if open && luck.hit(3, self.world.parameters.giver_insight) {
            let (tick, chance) = (self.world.tick, &self.world.chance);
            let lots = chance.lots(Process::Giving, giver.id, receiver, tick, turn.number);
            self.gain(at, lots.smallest(giver.missing() & !TEXTBOOK), Gain::By(Channel::Giving));
        }
    }

    /// Others who live the same problem catch what they need.
    fn bystanders(&mut self, turn: &Turn, offer: &Offer) {
        if !self.world.switches.bystanders || offer.bits().is_empty() {
            return;
        }
        let receiver = self.people[turn.receiver];
        for at in 0..self.people.len() {
            let person = self.people[at];
            if at == turn.receiver || person.category != receiver.category || person.missing() & offer.mask() == 0 {
                continue;
            }
            let draw = self.draw(Process::Catch, person.id, receiver.id, turn.number);
            let caught = (0..offer.bits().len())
                .filter(|&j| draw.hit(j, self.world.parameters.bystander))
                .fold(0, |mask, j| mask | offer.bits()[j]);
            self.gain(at, caught & person.missing(), Gain::By(Channel::Bystander));
        }
    }

    fn gain(&mut self, at: usize, mask: u64, gain: Gain) {
        if mask != 0 && self.world.switches.help_effect {
            self.people[at].insights |= mask;
            self.out.gains.push((self.people[at].id, mask, gain));
        }
    }

    fn mistakes(&mut self, at: usize, offer: &Offer) {
        if !self.world.switches.mistakes || !self.world.switches.help_effect {
            return;
        }
        let parameters = &self.world.parameters;
        let adopted = offer.mistaken(!self.people[at].needed, parameters.mistaken_adoption);
        self.gain(at, adopted, Gain::Mistake);
        for _ in 0..adopted.count_ones() {
            self.out.burdens.push((self.people[at].id, units(parameters.mistake_burden)));
        }
    }

    fn help(&self, arrived: u64, comfort: impl Fn() -> Help) -> Help {
        if arrived != 0 || self.world.switches.help_always_felt { Help::Full } else { comfort() }
    }

    fn episode(&self, turn: &Turn, alter: u32, kind: Kind) -> Episode {
        let ego = self.people[turn.receiver].id;
        let near = self.world.ties.slot(ego, alter).unwrap_or(UNTIED);
        let far = if near == UNTIED { UNTIED } else { self.world.ties.end(ego, near).reverse() };
        Episode { ego, alter, near, far, kind }
    }

    /// What every turn leaves: the episode, felt helpfulness, burdens, hearsay, progress.
    fn conclude(&mut self, turn: &Turn, episode: &Episode, arrived: u64) {
        let world = self.world;
        let felt = world.outcomes.of(episode.kind).terms.felt;
        let receiver = &mut self.people[turn.receiver];
        let before = value(receiver.felt);
        receiver.felt = share(before + world.parameters.felt_memory * (felt - before));
        if felt >= FELT {
            receiver.reluctant = false;
        }
        self.out.episodes.push(*episode);
        if arrived != 0 {
            self.out.networks.push((self.place, InNetwork::Stirred));
        }
        let word = hearing(world, episode.ego, turn.number + 1);
        hearsay(world, self.out, episode.ego, episode.alter, word, episode.kind);
    }

    fn owe(&mut self, receiver: usize, giver: usize) {
        let Scale { unit, .. } = self.world.scale;
        self.people[receiver].received = more(self.people[receiver].received, unit);
        self.people[giver].given = more(self.people[giver].given, unit);
    }

    fn voice(&mut self, giver: u32, offer: &Offer) {
        for bit in offer.bits() {
            put(&mut self.out.networks, (self.place, InNetwork::Voiced(bit.trailing_zeros() as u8, giver)));
        }
    }

    fn befriend(&mut self, episode: &Episode) {
        let (world, outcome) = (self.world, self.world.outcomes.of(episode.kind));
        if episode.near == UNTIED && outcome.terms.felt >= FELT && world.switches.tie_forming {
            let with = Some((outcome.terms.cause, outcome.tie.evidence));
            let wish = wish(world, episode.ego, episode.alter, Origin::CoMember, Phase::Meet, with);
            put(&mut self.out.wishes, wish);
        }
    }

    /// What the worker takes from a turn: own empowerment, and from dialogues insights and practice.
    fn listened(&mut self, turn: &Turn, offer: &Offer, episode: &Episode) {
        if !self.has_worker() {
            return;
        }
        let (world, receiver) = (self.world, self.people[turn.receiver]);
        let mut insights = 0;
        if episode.cause() == Cause::Dialogue && world.switches.worker_learning {
            let draw = self.draw(Process::Listen, receiver.id, NOBODY, turn.number);
            for (word, bit) in draw.0.iter().zip(offer.bits()) {
                if hit(*word, world.parameters.worker_learning) {
                    insights |= bit;
                }
            }
        }
        let (worker, category) = (self.network.worker, receiver.category);
        put(&mut self.out.listened, Listened { worker, category, insights, kind: episode.kind });
    }
}

fn known_to(person: &Present, receiver: &Present) -> u32 {
    if person.category != receiver.category {
        return 0;
    }
    (person.insights & SHARED & receiver.missing()).count_ones()
}
