//! A turn in a meeting (`docs/odd.md`, 4.4.1), about one member's life problem: a prescription, or a dialogue.

use super::attendee::Attendee;
use super::comfort::comfort;
use super::familiar::{knows, knows_worker};
use super::felt::{FELT, remembered};
use super::hearsay::tell;
use super::offer::Offer;
use super::skill::SEVERAL;
use super::ties::wish;
use super::trust::evidence;
use super::view::View;
use crate::model::chance::{Draw, NOBODY, Process, hit};
use crate::model::effects::{
    BurdenChange, Deposit, Effects, Episode, Gain, Gained, GaveWorker, InNetwork, Listened, NetworkEvent, On, UNTIED,
};
use crate::model::episode::{EpisodeKind, Help, Partner, Stake};
use crate::model::insight::{PRIVATE, SHARED, TEXTBOOK};
use crate::model::ledger::{Cause, Channel, Phase};
use crate::model::origin::Origin;
use crate::model::share::{units, value};
use crate::model::state::belief::more;
use crate::model::state::network::Network;
use crate::model::state::person::{EMPOWERMENT, SERVICES};

/// A meeting that is being held.
pub struct Meeting<'a> {
    pub(super) view: View<'a>,
    network: &'a Network,
    place: u32,
    pub(super) skill: f64,
    pub(super) people: &'a mut [Attendee],
    effects: &'a mut Effects,
}

/// One turn, as it goes.
pub(super) struct Turn {
    pub(super) receiver: usize,
    pub(super) number: u32,
    pub(super) draw: Draw,
    /// What is at stake, unless advice misses.
    stake: Stake,
}

impl<'a> Meeting<'a> {
    /// The meeting of the network in `place`, at which these people are.
    pub fn new(view: View<'a>, place: u32, people: &'a mut [Attendee], effects: &'a mut Effects) -> Self {
        let network = view.network(place);
        Self { view, network, place, skill: view.skill(network.worker), people, effects }
    }

    /// Whether the network has a worker, who is at every meeting of it.
    pub(super) fn has_worker(&self) -> bool {
        self.network.worker != NOBODY
    }

    /// One turn of the person at `receiver`; false if it does not take place.
    pub fn turn(&mut self, receiver: usize, number: u32) -> bool {
        let id = self.people[receiver].id;
        let draw = self.view.draw(Process::Turn, id, NOBODY, number);
        let turn = Turn { receiver, number, draw, stake: Stake::of_turn(self.view.recovered(id)) };
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

    /// The worker says what to do; it is followed by as much as services are trusted.
    fn prescription(&mut self, turn: &Turn) {
        let view = self.view;
        let receiver = self.people[turn.receiver];
        let offer = self.offer(self.worker_insights(receiver.category), turn, NOBODY);
        let followed = turn.draw.hit(2, view.bearing(receiver.id, SERVICES));
        let mut arrived = 0;
        if followed {
            arrived = offer.mask() & receiver.needed;
            self.gain(turn.receiver, arrived, Gained::By(Channel::Prescription));
            self.mistakes(turn.receiver, &offer);
        }
        self.bystanders(turn, &offer);
        let missed = followed && arrived == 0 && offer.mask() != 0;
        let stake = if missed { turn.stake.missed() } else { turn.stake };
        let word = self.view.draw(Process::Comfort, receiver.id, NOBODY, turn.number).0[0];
        let help = self.help(arrived, || comfort(word, false, view.parameters()));
        let known = knows_worker(view, receiver.id);
        self.effects.tally.prescriptions += 1;
        let episode =
            self.episode(turn, NOBODY, EpisodeKind::of(Cause::Prescription, Partner::Worker, stake, help, known));
        self.conclude(turn, &episode, arrived);
        let _ = self.listened(turn, &offer, &episode);
    }

    /// Somebody present is asked, or one after the other, and refuses or shares.
    fn dialogue(&mut self, turn: &Turn) {
        self.effects.tally.dialogues += 1;
        match self.asked(turn) {
            Ok((at, luck)) => self.shared(turn, at, &luck),
            Err(by) => self.refused(turn, by),
        }
    }

    /// Nobody who was asked agrees.
    fn refused(&mut self, turn: &Turn, by: u32) {
        let receiver = self.people[turn.receiver].id;
        let known = match by {
            NOBODY => self.people.iter().all(|person| person.id == receiver || knows(self.view, receiver, person.id)),
            _ => knows(self.view, receiver, by),
        };
        let kind = EpisodeKind::of(Cause::Refusal, Partner::Peer, turn.stake, Help::Refused, known);
        let episode = self.episode(turn, by, kind);
        self.conclude(turn, &episode, 0);
    }

    /// The person at `at` shares.
    fn shared(&mut self, turn: &Turn, at: usize, luck: &Draw) {
        let view = self.view;
        let (receiver, giver) = (self.people[turn.receiver], self.people[at]);
        let same = giver.category == receiver.category;
        let known = if same { giver.insights & SHARED } else { 0 };
        let offer = self.offer(known, turn, giver.id);
        let trust = view.slot(receiver.id, giver.id).map_or(0.0, |slot| view.tie_bearing(receiver.id, slot));
        let arrived = self.receive(turn, &offer, trust);
        self.own_insight(at, receiver.id, turn, luck);
        self.bystanders(turn, &offer);
        let help = self.help(arrived, || comfort(luck.0[2], same, view.parameters()));
        let partner = if self.has_worker() { Partner::GuidedPeer } else { Partner::Peer };
        let known = knows(view, receiver.id, giver.id);
        let episode = self.episode(turn, giver.id, EpisodeKind::of(Cause::Dialogue, partner, turn.stake, help, known));
        self.owe(turn.receiver, at);
        self.speak(giver.id);
        self.voice(giver.id, &offer);
        self.wish_for_tie(&episode);
        self.conclude(turn, &episode, arrived);
        let learnt = self.listened(turn, &offer, &episode);
        self.helped_worker(at, receiver.category, learnt);
    }

    /// A dialogue where nobody else is present: the worker is the partner.
    fn dialogue_with_worker(&mut self, turn: &Turn) {
        let view = self.view;
        let receiver = self.people[turn.receiver];
        let offer = self.offer(self.worker_insights(receiver.category), turn, NOBODY);
        let arrived = self.receive(turn, &offer, 0.0);
        let word = self.view.draw(Process::Comfort, receiver.id, NOBODY, turn.number).0[0];
        let help = self.help(arrived, || comfort(word, false, view.parameters()));
        self.effects.tally.dialogues += 1;
        let known = knows_worker(view, receiver.id);
        let kind = EpisodeKind::of(Cause::Dialogue, Partner::Worker, turn.stake, help, known);
        let episode = self.episode(turn, NOBODY, kind);
        self.conclude(turn, &episode, arrived);
        let _ = self.listened(turn, &offer, &episode);
    }

    fn worker_insights(&self, category: u8) -> u64 {
        self.view.worker_insights(self.network.worker, category)
    }

    /// What is offered of what the giver, or the worker, knows.
    fn offer(&self, known: u64, turn: &Turn, giver: u32) -> Offer {
        let receiver = &self.people[turn.receiver];
        let parameters = self.view.parameters();
        let lots = self.view.lots(Process::Offer, receiver.id, giver, turn.number);
        let count = parameters.insights_per_turn as usize;
        let known = if self.view.switches().comfort_alone { 0 } else { known };
        Offer::select(known & !receiver.insights, receiver.needed, &lots, parameters.discernment, count)
    }

    /// What arrives in a dialogue: needed insights offered, and a private one that comes to light.
    fn receive(&mut self, turn: &Turn, offer: &Offer, trust: f64) -> u64 {
        let told = offer.mask() & self.people[turn.receiver].needed;
        self.gain(turn.receiver, told, Gained::By(Channel::Dialogue));
        self.mistakes(turn.receiver, offer);
        let found = self.private_insight(turn, trust);
        self.gain(turn.receiver, found, Gained::By(Channel::Private));
        told | found
    }

    /// The private insight that comes to light, if one does.
    fn private_insight(&self, turn: &Turn, trust: f64) -> u64 {
        let chance = self.view.parameters().private_find * (1.0 - (1.0 - trust) * (1.0 - self.skill));
        if !self.view.switches().private_insights || !turn.draw.hit(3, chance) {
            return 0;
        }
        let receiver = &self.people[turn.receiver];
        self.view.lots(Process::Private, receiver.id, NOBODY, turn.number).smallest(receiver.missing() & PRIVATE)
    }

    /// Giving lets the giver find an insight of their own.
    fn own_insight(&mut self, at: usize, receiver: u32, turn: &Turn, luck: &Draw) {
        let giver = self.people[at];
        let open = self.view.switches().giver_insights && giver.category > 0;
        if open && luck.hit(3, self.view.parameters().giver_insight) {
            let lots = self.view.lots(Process::Giving, giver.id, receiver, turn.number);
            self.gain(at, lots.smallest(giver.missing() & !TEXTBOOK), Gained::By(Channel::Giving));
        }
    }

    /// Others who live the same problem catch what they need.
    fn bystanders(&mut self, turn: &Turn, offer: &Offer) {
        if !self.view.switches().bystanders || offer.bits().is_empty() {
            return;
        }
        let receiver = self.people[turn.receiver];
        for at in 0..self.people.len() {
            let person = self.people[at];
            if at == turn.receiver || person.category != receiver.category || person.missing() & offer.mask() == 0 {
                continue;
            }
            let draw = self.view.draw(Process::Catch, person.id, receiver.id, turn.number);
            let caught = (0..offer.bits().len())
                .filter(|&j| draw.hit(j, self.view.parameters().bystander))
                .fold(0, |mask, j| mask | offer.bits()[j]);
            self.gain(at, caught & person.missing(), Gained::By(Channel::Bystander));
        }
    }

    /// Knows these insights from now on; without `help_effect` they are not new any more, and nothing else comes of them.
    fn gain(&mut self, at: usize, insights: u64, how: Gained) {
        if insights == 0 {
            return;
        }
        let person = &mut self.people[at];
        person.insights |= insights;
        if self.view.switches().help_effect {
            self.effects.gains.push(Gain { person: person.id, insights: insights.into(), how });
        } else {
            self.effects.idle.push((person.id, insights));
        }
    }

    /// Unneeded insights that are adopted by mistake; each adds to burden.
    fn mistakes(&mut self, at: usize, offer: &Offer) {
        if !self.view.switches().mistakes {
            return;
        }
        let parameters = self.view.parameters();
        let adopted = offer.mistaken(!self.people[at].needed, parameters.mistaken_adoption);
        self.gain(at, adopted, Gained::ByMistake);
        if !self.view.switches().help_effect {
            return;
        }
        for _ in 0..adopted.count_ones() {
            let change = units(parameters.mistake_burden);
            self.effects.burdens.push(BurdenChange { person: self.people[at].id, change });
        }
    }

    /// Help as it is received: the whole if anything arrived, else comfort.
    fn help(&self, arrived: u64, comfort: impl Fn() -> Help) -> Help {
        if arrived != 0 || self.view.switches().help_always_felt { Help::Full } else { comfort() }
    }

    /// The episode between the receiver and `alter`, with the places of their tie.
    fn episode(&self, turn: &Turn, alter: u32, kind: EpisodeKind) -> Episode {
        let ego = self.people[turn.receiver].id;
        let near = self.view.slot(ego, alter).unwrap_or(UNTIED);
        let far = if near == UNTIED { UNTIED } else { self.view.reverse(ego, near) };
        Episode { ego, alter, near, far, kind }
    }

    /// What every turn leaves: felt helpfulness and concern, the episode (which says what it does to trust and burdens),
    /// progress, hearsay.
    fn conclude(&mut self, turn: &Turn, episode: &Episode, arrived: u64) {
        let view = self.view;
        let felt = view.terms(episode.kind).felt;
        let receiver = &mut self.people[turn.receiver];
        receiver.felt = remembered(receiver.felt, felt, view.parameters());
        if felt >= FELT {
            receiver.reluctant = false;
        }
        self.effects.episodes.push(*episode);
        if arrived != 0 {
            self.effects.networks.push(InNetwork { network: self.place, event: NetworkEvent::Stirred });
        }
        if !episode.refused_by_all() {
            tell(view, episode.ego, episode.alter, turn.number + 1, episode.kind, self.effects);
        }
    }

    /// Help owed, as it is visible in later turns.
    fn owe(&mut self, receiver: usize, giver: usize) {
        let one = self.view.one();
        self.people[receiver].received = more(self.people[receiver].received, one);
        self.people[giver].given = more(self.people[giver].given, one);
    }

    /// Speaking in front of several practises civic skill.
    fn speak(&mut self, giver: u32) {
        if self.view.switches().civic_skills && self.people.len() >= SEVERAL {
            self.effects.spoke.push(giver);
        }
    }

    /// Each insight offered is voiced by the giver.
    fn voice(&mut self, giver: u32, offer: &Offer) {
        for bit in offer.bits() {
            let event = NetworkEvent::Voiced(bit.trailing_zeros() as u8, giver);
            self.effects.networks.push(InNetwork { network: self.place, event });
        }
    }

    /// A tie is wished for, where there was none and help was felt.
    fn wish_for_tie(&mut self, episode: &Episode) {
        let (view, terms) = (self.view, self.view.terms(episode.kind));
        if episode.near == UNTIED && terms.felt >= FELT && view.switches().tie_forming {
            let left = Some((terms.cause, view.tie_evidence(episode.kind)));
            self.effects.wishes.push(wish(view, episode.ego, episode.alter, Origin::CoMember, Phase::Meet, left));
        }
    }

    /// What the worker takes from a turn: own empowerment, and from dialogues insights, which it tells, and practice.
    fn listened(&mut self, turn: &Turn, offer: &Offer, episode: &Episode) -> u64 {
        if !self.has_worker() {
            return 0;
        }
        let (view, receiver) = (self.view, self.people[turn.receiver]);
        let mut insights = 0;
        if episode.cause() == Cause::Dialogue && view.switches().worker_learning {
            let draw = self.view.draw(Process::Listen, receiver.id, NOBODY, turn.number);
            for (word, bit) in draw.0.iter().zip(offer.bits()) {
                if hit(*word, view.parameters().worker_learning) {
                    insights |= bit;
                }
            }
        }
        let (worker, category) = (self.network.worker, receiver.category);
        self.effects.listened.push(Listened { worker, category, insights, kind: episode.kind });
        insights
    }

    /// A member has taught the worker something new: the worker asked, and was helped.
    fn helped_worker(&mut self, giver: usize, category: u8, learnt: u64) {
        let (view, person) = (self.view, self.people[giver]);
        // Where nobody learnt there may be no worker.
        let could = view.switches().worker_asks && person.member && learnt > 0;
        if !could || learnt & !self.worker_insights(category) == 0 {
            return;
        }
        self.people[giver].given = more(person.given, view.one());
        self.effects.gave_workers.push(GaveWorker { person: person.id });
        if view.switches().giver_competence {
            let stake = view.parameters().stake_shared * view.parameters().stake_favour;
            let (on, evidence) = (On::Belief(EMPOWERMENT as u8), evidence(stake, 1.0));
            self.effects.deposits.push(Deposit { person: person.id, on, cause: Cause::Asked, evidence });
        }
    }
}
