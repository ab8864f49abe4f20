//! One turn of a meeting (4.4).

use crate::chance::{Process, bits, hit, with};
use crate::meet::Meeting;
use crate::numbers::{LIMIT, PRIVATE, SHARED, TEXTBOOK, round, share, value};
use crate::state::{EMPOWERMENT, SERVICES};
use crate::trust::{Episode, Wish, With};

/// The phase number of Meet in the lots of wishes (4.7).
const MEET: u32 = 3;
/// Origin: co-member.
const CO_MEMBER: u32 = 2;

/// An offer of insights, and the key of its lots.
struct Offer {
    bits: Vec<u32>,
    other: Option<u32>,
}

impl Meeting<'_> {
    fn draw(&self, process: Process, person: u32, other: Option<u32>, n: u32) -> [u32; 4] {
        self.was.chance.draw(process, person, other, self.was.tick, n)
    }

    /// Turn `n`, of the receiver `e`.
    pub fn turn(&mut self, e: u32, n: u32) {
        let d = self.draw(Process::Turn, e, None, n);
        if self.network.worker.is_some() && hit(d[0], value(self.network.directiveness)) {
            return self.prescription(e, n, d);
        }
        let candidates: Vec<u32> = self.people.keys().copied().filter(|&g| g != e).collect();
        match self.giver(e, n, d, &candidates) {
            Some(g) if self.agrees(e, n, g) => self.share(e, n, d, g),
            Some(_) if self.was.set.on.put_to_the_group => match self.other_giver(e, n, candidates) {
                Some(g) => self.share(e, n, d, g),
                None => self.refused(e, n, None),
            },
            Some(g) => self.refused(e, n, Some(g)),
            None if self.network.worker.is_some() => self.dialogue(e, n, d, None),
            None => {}
        }
    }

    /// `draw(MATCH, e, –, t, n) ∘ g`.
    fn luck(&self, e: u32, n: u32, g: u32) -> [u32; 4] {
        with(self.draw(Process::Match, e, None, n), g)
    }

    /// Whether `g` agrees to give.
    fn agrees(&self, e: u32, n: u32, g: u32) -> bool {
        let giver = &self.people[&g];
        let owed = (giver.received, giver.given);
        let bonus = self.was.set.p.willing_meeting;
        hit(self.luck(e, n, g)[1], self.was.willing(g, e, bonus, value(giver.concern), owed))
    }

    /// The first to agree when all are asked. Who was asked before and refused does so again, by the same luck.
    fn other_giver(&self, e: u32, n: u32, mut candidates: Vec<u32>) -> Option<u32> {
        candidates.sort_by_key(|&g| self.luck(e, n, g)[0]);
        candidates.into_iter().find(|&g| self.agrees(e, n, g))
    }

    /// `g` has agreed.
    fn share(&mut self, e: u32, n: u32, d: [u32; 4], g: u32) {
        self.dialogue(e, n, d, Some((g, self.luck(e, n, g))));
    }

    /// What is at stake in a turn of `e`: a life problem, or keeping well.
    fn stake(&self, e: u32) -> f64 {
        let p = &self.was.set.p;
        if self.was.recovered(e) { p.stake_keeping_well } else { p.stake_life }
    }

    /// The effective skill of the worker, 0 without one.
    fn skill(&self) -> f64 {
        self.network.worker.map_or(0.0, |worker| self.was.skill(worker))
    }

    /// Whom `e` turns to.
    fn giver(&self, e: u32, n: u32, d: [u32; 4], candidates: &[u32]) -> Option<u32> {
        let receiver = &self.people[&e];
        let m = self.draw(Process::Match, e, None, n);
        let smallest = |among: Vec<u32>| among.into_iter().min_by_key(|&g| with(m, g)[0]);
        if self.network.worker.is_some() && self.was.set.on.matching {
            let skill = self.skill();
            let chance = if value(receiver.felt) < 0.5 { 1.0 - (1.0 - skill) * (1.0 - skill) } else { skill };
            if hit(d[1], chance) {
                let knows = |g: u32| {
                    let giver = &self.people[&g];
                    if giver.category != receiver.category {
                        return 0;
                    }
                    (giver.insights & SHARED & receiver.needed & !receiver.insights).count_ones()
                };
                let best = candidates.iter().map(|&g| knows(g)).max().unwrap_or(0);
                if best > 0 {
                    return smallest(candidates.iter().copied().filter(|&g| knows(g) == best).collect());
                }
            }
        }
        smallest(candidates.to_vec())
    }

    /// `offer(source without K_e, R_e, OFFER, e, other, t, n)`.
    fn offer(&self, e: u32, n: u32, source: u64, other: Option<u32>) -> Offer {
        let (p, receiver) = (&self.was.set.p, &self.people[&e]);
        let source = if self.was.set.on.comfort_alone { 0 } else { source };
        let mut ranked: Vec<(bool, u32, u32)> = bits(source & !receiver.insights)
            .into_iter()
            .map(|x| {
                let word = self.was.chance.lot(Process::Offer, e, other, self.was.tick, n, x);
                let recognised = receiver.needed >> x & 1 == 1 && f64::from(word % 65536) < p.discernment * 65536.0;
                (!recognised, word / 65536, x)
            })
            .collect();
        ranked.sort_unstable();
        Offer { bits: ranked.into_iter().map(|(_, _, x)| x).take(p.insights_per_turn as usize).collect(), other }
    }

    /// The needed ones among those offered.
    fn needed(&self, e: u32, offer: &Offer) -> u64 {
        offer.bits.iter().fold(0, |mask, x| mask | 1 << x) & self.people[&e].needed
    }

    fn gain(&mut self, i: u32, insights: u64) {
        if let Some(person) = self.people.get_mut(&i) {
            person.insights |= insights;
        }
    }

    /// The worker prescribes.
    fn prescription(&mut self, e: u32, n: u32, d: [u32; 4]) {
        let (was, p) = (self.was, &self.was.set.p);
        let source = self.lore[self.people[&e].category - 1];
        let offer = self.offer(e, n, source, None);
        let followed = hit(d[2], was.belief_bearing(e, SERVICES));
        let arrived = if followed { self.needed(e, &offer) } else { 0 };
        let missed = followed && !offer.bits.is_empty() && arrived == 0;
        let stake = if missed { self.stake(e) * p.missed_factor } else { self.stake(e) };
        let received = if arrived != 0 { 1.0 } else { self.comfort_of_worker(e, n) };
        let (received, felt) = self.felt(received, 0.0);
        self.gain(e, arrived);
        if followed {
            self.mistakes(e, n, &offer);
        }
        was.burden_of_help(self.settlement, e, None, felt);
        self.bystanders(e, n, &offer);
        let known = was.met_worker_often(e);
        self.now.leave(Episode {
            who: e,
            with: With::Worker,
            stake,
            felt,
            received,
            voice: 0.0,
            refused: false,
            known,
        });
        self.worker_feels(stake, felt);
        self.now.hear(was, e, None, n + 1, stake, felt);
        self.after(e, felt, arrived);
    }

    /// `g` did not agree; or nobody did.
    fn refused(&mut self, e: u32, n: u32, g: Option<u32>) {
        let stake = self.stake(e);
        self.now.person_mut(e).refusals += 1;
        if let Some(g) = g {
            self.now.leave(Episode::refusal(e, g, stake, self.was.known(e, g)));
            self.now.contact(e, g);
            self.now.hear(self.was, e, Some(g), n + 1, stake, 0.0);
        } else {
            let known = self.people.keys().all(|&g| g == e || self.was.known(e, g));
            self.now.learn_of_people(e, stake, 0.0, known);
        }
        self.after(e, 0.0, 0);
    }

    /// An agreed dialogue, with a person and their draw, or with the worker as partner.
    fn dialogue(&mut self, e: u32, n: u32, d: [u32; 4], partner: Option<(u32, [u32; 4])>) {
        let (was, p, on) = (self.was, &self.was.set.p, &self.was.set.on);
        let g = partner.map(|(g, _)| g);
        let category = self.people[&e].category;
        let same = g.is_some_and(|g| self.people[&g].category == category);
        let source = match g {
            Some(g) if same => self.people[&g].insights & SHARED,
            Some(_) => 0,
            None => self.lore[category - 1],
        };
        let offer = self.offer(e, n, source, g);
        let mut arrived = self.needed(e, &offer);
        self.gain(e, arrived);
        self.mistakes(e, n, &offer);
        let trust = g.and_then(|g| was.tie_trust(e, g)).map_or(0.0, |trust| was.bearing(trust));
        if on.private_insights && hit(d[3], p.private_find * (1.0 - (1.0 - trust) * (1.0 - self.skill()))) {
            let missing = self.people[&e].needed & PRIVATE & !self.people[&e].insights;
            let found = was.chance.smallest(missing, 1, Process::Private, e, None, [was.tick, n]);
            self.gain(e, found);
            arrived |= found;
        }
        let received = match partner {
            _ if arrived != 0 => 1.0,
            Some((_, m)) => was.comfort(m[2], same),
            None => self.comfort_of_worker(e, n),
        };
        let (received, felt) = self.felt(received, 1.0);
        was.burden_of_help(self.settlement, e, g, felt);
        if let Some((g, m)) = partner {
            self.givers_insight(e, n, g, m);
        }
        self.bystanders(e, n, &offer);
        let learnt = self.learning(e, n, &offer);
        if let Some(g) = g {
            self.asked(g, category, learnt);
        }

        let stake = self.stake(e);
        let with = match g {
            Some(g) if self.network.worker.is_some() => With::GuidedPeer(g),
            Some(g) => With::Peer(g),
            None => With::Worker,
        };
        let known = g.map_or_else(|| was.met_worker_often(e), |g| was.known(e, g));
        self.now.leave(Episode { who: e, with, stake, felt, received, voice: 1.0, refused: false, known });
        if self.network.worker.is_some() {
            self.worker_feels(stake, felt);
            let feeling = if on.practice_felt { p.practice_by_feeling } else { 0.0 };
            self.practised += round(((1.0 - feeling) + feeling * felt) * 65536.0) as u64;
        }
        if let Some(g) = g {
            if on.civic_skills && self.people.len() >= 3 {
                let giver = self.now.person_mut(g);
                giver.spoken = (giver.spoken + 1).min(255);
            }
            self.voice(g, &offer);
            self.owe(e, g);
            self.tie(e, g, stake, felt);
        }
        self.now.hear(was, e, g, n + 1, stake, felt);
        self.after(e, felt, arrived);
    }

    fn comfort_of_worker(&self, e: u32, n: u32) -> f64 {
        self.was.comfort(self.draw(Process::Comfort, e, None, n)[0], false)
    }

    /// `h` and `y` of help that is given with voice `v`.
    fn felt(&self, received: f64, voice: f64) -> (f64, f64) {
        let (p, on) = (&self.was.set.p, &self.was.set.on);
        let expected = match self.structure.announced_voice {
            Some(announced) if on.promise => announced,
            _ => p.voice_expected,
        };
        let felt = received * (1.0 - p.voice_loss * (expected - voice).max(0.0));
        (self.was.given(received), self.was.given(felt))
    }

    /// Unneeded insights offered may be adopted by mistake.
    fn mistakes(&mut self, e: u32, n: u32, offer: &Offer) {
        let (was, p, on) = (self.was, &self.was.set.p, &self.was.set.on);
        if !on.mistakes {
            return;
        }
        for &x in &offer.bits {
            let word = was.chance.lot(Process::Offer, e, offer.other, was.tick, n, x);
            let unneeded = self.people[&e].needed >> x & 1 == 0;
            if unneeded && f64::from(word % 65536) < p.mistaken_adoption * 65536.0 {
                self.gain(e, 1 << x);
                if on.help_effect {
                    self.settlement.rise(e, p.mistake_burden);
                }
            }
        }
    }

    /// The giver may find an own insight.
    fn givers_insight(&mut self, e: u32, n: u32, g: u32, m: [u32; 4]) {
        let (was, giver) = (self.was, &self.people[&g]);
        if was.set.on.giver_insights && giver.category > 0 && hit(m[3], was.set.p.giver_insight) {
            let missing = giver.needed & !giver.insights & !TEXTBOOK;
            let found = was.chance.smallest(missing, 1, Process::Giving, g, Some(e), [was.tick, n]);
            self.gain(g, found);
        }
    }

    /// Others present may catch an insight that they need.
    fn bystanders(&mut self, e: u32, n: u32, offer: &Offer) {
        if !self.was.set.on.bystanders {
            return;
        }
        let category = self.people[&e].category;
        let others: Vec<u32> = self.people.keys().copied().filter(|&x| x != e).collect();
        for x in others {
            let person = &self.people[&x];
            if person.category != category {
                continue;
            }
            let lots = self.draw(Process::Catch, x, Some(e), n);
            let lacked = person.needed & !person.insights;
            let caught = offer.bits.iter().zip(lots).fold(0, |mask, (&bit, w)| {
                if lacked >> bit & 1 == 1 && hit(w, self.was.set.p.bystander) { mask | 1 << bit } else { mask }
            });
            self.gain(x, caught);
        }
    }

    /// A worker learns by listening to a dialogue: which insights.
    fn learning(&mut self, e: u32, n: u32, offer: &Offer) -> u64 {
        if self.network.worker.is_none() || !self.was.set.on.worker_learning {
            return 0;
        }
        let category = self.people[&e].category;
        let lots = self.draw(Process::Listen, e, None, n);
        let heard = offer.bits.iter().zip(lots).filter(|&(_, w)| hit(w, self.was.set.p.worker_learning));
        let learnt = heard.fold(0, |mask, (&bit, _)| mask | 1 << bit);
        self.learnt[category - 1] |= learnt;
        learnt
    }

    /// The worker has asked for help, and a member has given it.
    fn asked(&mut self, g: u32, category: usize, learnt: u64) {
        let (p, on) = (&self.was.set.p, &self.was.set.on);
        let new = self.lore.get(category - 1).is_some_and(|known| learnt & !known != 0);
        if !on.worker_asks || !new || !self.network.members.contains(&g) {
            return;
        }
        if on.giver_competence {
            self.now.learn(g, EMPOWERMENT, p.stake_shared * p.stake_favour, 1.0);
        }
        let unit = self.was.unit();
        if let Some(giver) = self.people.get_mut(&g) {
            giver.given = (giver.given + unit).min(LIMIT);
        }
    }

    /// What `g` offered is voiced; what two have voiced is the network's.
    fn voice(&mut self, g: u32, offer: &Offer) {
        for &x in &offer.bits {
            let first = *self.network.voices.entry(x).or_insert(g);
            if first != g && self.was.set.on.repertoire {
                self.network.repertoire |= 1 << x;
            }
        }
    }

    /// Help owed, visible in later turns of the meeting.
    fn owe(&mut self, e: u32, g: u32) {
        let unit = self.was.unit();
        if let Some(receiver) = self.people.get_mut(&e) {
            receiver.received = (receiver.received + unit).min(LIMIT);
        }
        if let Some(giver) = self.people.get_mut(&g) {
            giver.given = (giver.given + unit).min(LIMIT);
        }
    }

    /// A contact, or the wish for a tie.
    fn tie(&mut self, e: u32, g: u32, stake: f64, felt: f64) {
        if self.was.tied(e, g) {
            self.now.contact(e, g);
            self.now.help_in(e, g);
        } else if felt >= 0.5 && self.was.set.on.tie_forming {
            let lot = self.was.wish_lot(e, g, MEET);
            let evidence = Some((stake, felt));
            self.settlement.wishes.push(Wish { lot, end: e, other: g, origin: CO_MEMBER, evidence });
        }
    }

    /// What the worker's own empowerment takes.
    fn worker_feels(&mut self, stake: f64, felt: f64) {
        if let Some(worker) = self.network.worker {
            self.now.learn_worker(worker, self.was.set.p.stake_shared * stake, felt);
        }
    }

    /// What every turn that takes place leaves with `e` and the network.
    fn after(&mut self, e: u32, felt: f64, arrived: u64) {
        let (t, memory) = (self.was.tick, self.was.set.p.felt_memory);
        if let Some(receiver) = self.people.get_mut(&e) {
            let before = value(receiver.felt);
            receiver.felt = share(before + memory * (felt - before));
            if felt >= 0.5 {
                receiver.concern = crate::numbers::ONE;
            }
        }
        let person = self.now.person_mut(e);
        person.turns += 1;
        if self.network.worker.is_some() {
            person.worker_met = Some(t);
        }
        if arrived != 0 {
            self.network.stirred = t;
        }
    }
}
