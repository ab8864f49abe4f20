//! Recording one person: what each phase did, from what happened in it and from the state before and after.

use super::replay::Replay;
use crate::analysis::chronicle::{BeliefSource, Event, Leaving, Life, NeedStatus, Other, Week, What};
use crate::ensemble::observe::memberships::Memberships;
use crate::ensemble::observer::Observer;
use crate::model::chance::NOBODY;
use crate::model::effects::{Deposit, DeskEvent, Effects, Episode, InNetwork, List, NetworkEvent, On, Onset, UNTIED};
use crate::model::engine::happened::{Chunk, Happened};
use crate::model::episode::{EpisodeKind, Partner, Stake};
use crate::model::ledger::{Cause, Phase};
use crate::model::origin::Origin;
use crate::model::rules::trust::weighed;
use crate::model::rules::view::trust_of;
use crate::model::share::value;
use crate::model::state::belief::Scale;
use crate::model::state::course::Course;
use crate::model::state::person::{EMPOWERMENT, GENERAL, Person, SERVICES};
use crate::model::state::tie::HalfTie;
use crate::model::state::world::World;

/// Records the chronicle of one person.
pub(super) struct Recorder {
    id: u32,
    weeks: Vec<Week>,
    events: Vec<Event>,
    faded: [f64; 4],
    memberships: Memberships,
    /// The person as the next phase finds them; `None` before week 0.
    before: Option<Before>,
    /// Whether they have moved away: somebody else is in their place.
    gone: bool,
}

/// A person as a phase finds them.
pub(super) struct Before {
    pub(super) person: Person,
    pub(super) course: Course,
    ties: Vec<HalfTie>,
    in_need: bool,
    scale: Scale,
}

impl Before {
    /// The person `id` of `world` now.
    pub(super) fn of(world: &World, id: u32) -> Self {
        Self {
            person: world.people()[id as usize].clone(),
            course: world.courses()[id as usize],
            ties: world.ties().of(id).collect(),
            in_need: world.in_need(id),
            scale: *world.scale(),
        }
    }
}

impl Recorder {
    /// A recorder of the person `id`.
    pub(super) fn of(id: u32) -> Self {
        Self {
            id,
            weeks: Vec::new(),
            events: Vec::new(),
            faded: [0.0; 4],
            memberships: Memberships::default(),
            before: None,
            gone: false,
        }
    }

    /// Notes that the person moves away, if they do: their life ends here.
    fn depart(&mut self, happened: &Happened) {
        let leaves = happened.effects().flat_map(|effects| effects.departures.iter()).any(|one| one.person == self.id);
        if leaves && !self.gone {
            self.gone = true;
            let (week, phase, what) = (self.weeks.len() as u32, Phase::Life, What::MovedAway);
            let (other, tie, felt, count, source, moved) = (Other::Nobody, None, None, 0, None, [0.0; 4]);
            self.events.push(Event { week, phase, what, other, tie, felt, count, source, moved });
        }
    }

    /// Notes how the person stands at the end of a week.
    fn close_week(&mut self, world: &World) {
        let (person, course) = (&world.people()[self.id as usize], &world.courses()[self.id as usize]);
        let standing = match (person.category, world.in_need(self.id)) {
            (0, _) => NeedStatus::Untroubled,
            (_, true) => NeedStatus::InNeed,
            (_, false) => NeedStatus::Recovered,
        };
        self.weeks.push(Week {
            beliefs: std::array::from_fn(|belief| world.view().trust(self.id, belief)),
            faded: std::mem::take(&mut self.faded),
            burden: value(person.burden),
            standing,
            member: course.is_member(),
            waiting: course.waits(),
            had: (course.insights & course.needed).count_ones(),
            needed: course.needed.count_ones(),
            ties: world.ties().of(self.id).filter(HalfTie::is_held).count() as u32,
        });
    }

    /// Notes what `phase` did, which found the person as in `before` and left `world`.
    fn note(&mut self, phase: Phase, before: &Before, world: &World, happened: &Happened) {
        let week = self.weeks.len() as u32;
        let replay = Replay::begin(&before.person, &before.scale, world);
        if phase == Phase::Life {
            let was = before.person.beliefs;
            let strength = world.parameters().prior_strength;
            let old = |b: usize| trust_of(&was[b], before.person.prior[b], strength, &before.scale);
            let now = replay.trust();
            self.faded = std::array::from_fn(|belief| now[belief] - old(belief));
        }
        let events = std::mem::take(&mut self.events);
        let left = self.memberships.left().iter().find(|left| left.person == self.id).map(|left| left.why);
        let parts = happened.parts();
        let mut view = PhaseView { id: self.id, week, phase, before, world, parts, left, replay, events };
        view.deposits();
        view.episodes();
        view.gains();
        view.needs();
        view.desk();
        view.networks();
        view.recovery();
        view.ties();
        debug_assert_eq!(
            view.replay.beliefs(),
            world.people()[self.id as usize].beliefs,
            "week {week}, {phase:?}: an effect moved a belief that is told of nowhere here"
        );
        self.events = view.events;
    }

    /// Ends at the horizon, with the person as they were last seen.
    pub(super) fn end(self, world: &World) -> Life {
        let Self { id, weeks, events, before, .. } = self;
        let now = || (world.people()[id as usize].clone(), world.courses()[id as usize]);
        let at_end = before.map_or_else(now, |last| (last.person, last.course));
        Life { person: id, weeks, events, at_end, state_hash: world.hash() }
    }
}

impl Observer for Recorder {
    fn begins(&mut self, world: &World) {
        self.close_week(world);
        self.before = Some(Before::of(world, self.id));
    }

    fn phase(&mut self, phase: Phase, world: &World, happened: &Happened) {
        self.memberships.look(phase, world, happened);
        self.depart(happened);
        if self.gone {
            return;
        }
        let after = Before::of(world, self.id);
        if let Some(before) = self.before.replace(after) {
            self.note(phase, &before, world, happened);
        }
    }

    fn week(&mut self, world: &World, _: u32) {
        if !self.gone {
            self.close_week(world);
        }
    }
}

/// One phase, seen for one person.
pub(super) struct PhaseView<'a> {
    pub(super) id: u32,
    week: u32,
    phase: Phase,
    pub(super) before: &'a Before,
    pub(super) world: &'a World,
    pub(super) parts: &'a [Chunk],
    /// Why the person left a network, where Stay was the last to tell.
    left: Option<Leaving>,
    replay: Replay,
    events: Vec<Event>,
}

impl PhaseView<'_> {
    /// Writes an event down, to be filled in.
    pub(super) fn push(&mut self, what: What, other: Other) -> &mut Event {
        let (week, phase) = (self.week, self.phase);
        let at = self.events.len();
        let tie = if let Other::Person(alter) = other { self.origin(alter) } else { None };
        let (felt, count, source, moved) = (None, 0, None, [0.0; 4]);
        self.events.push(Event { week, phase, what, other, tie, felt, count, source, moved });
        &mut self.events[at]
    }

    /// Where the tie to `alter` comes from.
    fn origin(&self, alter: u32) -> Option<Origin> {
        let mut both = self.before.ties.iter().copied().chain(self.world.ties().of(self.id));
        both.find(|tie| tie.is_held() && tie.alter() == alter).map(|tie| tie.origin())
    }

    /// Evidence outside own episodes.
    fn deposits(&mut self) {
        let own = all(self.parts, |effects| &effects.deposits).filter(|deposit| deposit.person == self.id);
        let mut own: Vec<&Deposit> = own.collect();
        if self.phase == Phase::Everyday {
            // As with episodes.
            own.sort_by_key(|deposit| (self.about(deposit.on), deposit.evidence.staked, deposit.evidence.honoured));
        }
        own.into_iter().for_each(|deposit| self.deposit(deposit));
    }

    /// Of whom evidence is.
    fn about(&self, on: On) -> Other {
        match on {
            On::Belief(_) => Other::Nobody,
            On::Tie(slot) => Other::Person(self.before.ties[usize::from(slot)].alter()),
        }
    }

    fn deposit(&mut self, &Deposit { on, cause, evidence, .. }: &Deposit) {
        let trace = weighed(evidence, self.world.parameters().burned_weight);
        let belief = if let On::Belief(belief) = on { Some(usize::from(belief)) } else { None };
        let other = self.about(on);
        let moved = belief.map(|belief| (belief, self.replay.take(belief, &trace)));
        let honoured = evidence.honoured > 0;
        let what = match cause {
            Cause::Onset if self.before.person.category == 0 => What::Onset,
            Cause::Onset => What::Relapse,
            Cause::Hope => What::Hope { recovered: honoured },
            Cause::Waiting => What::Waited,
            Cause::Asked => What::TaughtWorker,
            // Named one by one, so that a new cause is not told as hearsay.
            Cause::Hearsay
            | Cause::Favour
            | Cause::Refusal
            | Cause::Visit
            | Cause::Prescription
            | Cause::Dialogue
            | Cause::Act => What::Heard { services: belief == Some(SERVICES) },
        };
        // Waiting is felt towards services and towards people in general.
        let same_wait = what == What::Waited && belief == Some(GENERAL);
        let goes_on = same_wait && self.events.last().is_some_and(|last| last.what == what && last.week == self.week);
        if !goes_on {
            self.push(what, other);
        }
        let Some(event) = self.events.last_mut() else { return };
        event.source = Some(BeliefSource::Of(cause));
        if let Some((belief, moved)) = moved {
            event.moved[belief] = moved;
        }
        if cause == Cause::Hearsay {
            event.felt = Some(f64::from(evidence.honoured) / f64::from(evidence.staked.max(1)));
        }
    }

    fn episodes(&mut self) {
        let id = self.id;
        let own = |episode: &&Episode| episode.ego == id || episode.alter == id;
        let mut own: Vec<&Episode> = all(self.parts, |effects| &effects.episodes).filter(own).collect();
        if self.phase == Phase::Everyday {
            // Favours have no order but that in which one person asks. Told in that in which they were worked out, two lives
            // would seem to part where they do not: first the own ones, then those asked for by others, by their numbers.
            own.sort_by_key(|episode| (episode.ego != id).then_some(episode.ego));
        }
        for episode in own {
            if episode.ego == id {
                self.received(episode);
            } else {
                self.gave(episode);
            }
        }
    }

    /// An episode in which the person was vulnerable.
    fn received(&mut self, episode: &Episode) {
        let Episode { alter, near, kind, .. } = *episode;
        let what = match self.what_of(kind) {
            What::Visit { .. } => What::Visit { solved: self.at_desk(DeskEvent::Solved) },
            other => other,
        };
        let outcome = *self.world.outcomes().of(kind);
        let mut moved = [0.0; 4];
        for (belief, moved) in moved.iter_mut().enumerate() {
            if outcome.beliefs[belief].evidence.staked > 0 {
                *moved = self.replay.take(belief, &outcome.beliefs[belief]);
            }
        }
        let tie = (near != UNTIED).then(|| self.before.ties[usize::from(near)].origin());
        let other = match alter {
            NOBODY if episode.refused_by_all() => Other::Nobody,
            NOBODY => Other::Worker,
            _ => Other::Person(alter),
        };
        let event = self.push(what, other);
        (event.tie, event.felt, event.moved) = (tie, Some(outcome.terms.felt), moved);
        event.source = Some(BeliefSource::Of(outcome.terms.cause));
    }

    /// What an episode of this kind is to the one who was vulnerable.
    fn what_of(&self, kind: EpisodeKind) -> What {
        let facts = kind.facts();
        match (facts.cause, facts.partner) {
            (Cause::Refusal, _) if facts.stake != Stake::Favour => What::TurnRefused,
            (Cause::Refusal, _) if self.phase == Phase::Stay => What::InvitationRefused,
            (Cause::Refusal, _) => What::Refused,
            (Cause::Prescription, _) => {
                What::Prescription { missed: matches!(facts.stake, Stake::Missed | Stake::KeepingMissed) }
            }
            (Cause::Dialogue, _) => What::Dialogue,
            (Cause::Act, _) => What::Kindness,
            (_, Partner::Worker) => What::Visit { solved: false },
            _ => What::Favour,
        }
    }

    /// An episode in which the person was the one to help.
    fn gave(&mut self, &Episode { ego, far, kind, .. }: &Episode) {
        let outcome = *self.world.outcomes().of(kind);
        let cause = outcome.terms.cause;
        let what = match cause {
            Cause::Refusal => What::Declined,
            Cause::Dialogue => What::GaveTurn,
            Cause::Act => What::Acted,
            _ => What::GaveFavour,
        };
        let tie = (far != UNTIED).then(|| self.before.ties[usize::from(far)].origin());
        let helped = cause != Cause::Refusal;
        let moved = if helped && outcome.giver.evidence.staked > 0 {
            self.replay.take(EMPOWERMENT, &outcome.giver)
        } else {
            0.0
        };
        let event = self.push(what, Other::Person(ego));
        event.tie = tie;
        event.felt = Some(outcome.terms.felt);
        if helped {
            event.source = Some(BeliefSource::Giving);
            event.moved[EMPOWERMENT] = moved;
        }
    }

    fn at_desk(&self, what: DeskEvent) -> bool {
        all(self.parts, |effects| &effects.desk).any(|one| one.person == self.id && one.event == what)
    }

    /// A technical need.
    fn needs(&mut self) {
        if all(self.parts, |effects| &effects.technical).any(|&person| person == self.id) {
            self.push(What::TechnicalNeed, Other::Nobody);
        }
    }

    /// Queues and applications.
    fn desk(&mut self) {
        if self.at_desk(DeskEvent::Joined) {
            self.push(What::Queued, Other::Nobody);
        }
        let own = all(self.parts, |effects| &effects.applications).find(|application| application.person == self.id);
        if let Some(application) = own.copied() {
            let via = if application.via == NOBODY { Other::Nobody } else { Other::Person(application.via) };
            self.push(What::Applied(application.door), via);
        }
    }

    /// Leaving, support, entering, moving: what Stay settles.
    fn networks(&mut self) {
        if self.phase != Phase::Stay {
            return;
        }
        if let Some(why) = self.left {
            self.push(What::Left(why), Other::Nobody);
        }
        self.support();
        let (was, is) = (self.before.course.member, self.world.courses()[self.id as usize].member);
        let waited = self.before.course.waits();
        let waits = self.world.courses()[self.id as usize].waits();
        if was == NOBODY && is != NOBODY {
            self.entered(is);
        } else if waited && !waits {
            self.push(What::Withdrew, Other::Nobody);
        } else if was != NOBODY && is != NOBODY && was != is {
            self.push(What::Moved, Other::Nobody);
        }
    }

    /// Supporters who join the own network, and networks that the person begins to support.
    fn support(&mut self) {
        let own = self.before.course.member;
        for &InNetwork { network: place, event } in all(self.parts, |effects| &effects.networks) {
            let NetworkEvent::Joined(supporter) = event else { continue };
            if supporter == self.id {
                let founder = self.world.networks()[place as usize].founder;
                self.push(What::Supports, Other::Person(founder));
            } else if own != NOBODY && place == own {
                self.push(What::Supported, Other::Person(supporter));
            }
        }
    }

    fn entered(&mut self, place: u32) {
        let (network, tick) = (&self.world.networks()[place as usize], self.world.tick());
        let new = |&member: &u32| u32::from(self.world.courses()[member as usize].member_since()) == tick;
        // A half of a group that split is new as well, but its members are not.
        let founded =
            network.founder == self.id && u32::from(network.founded) == tick && network.members().iter().all(new);
        let others = network.size() as u32 - 1;
        self.push(What::Entered { founded }, Other::Nobody).count = others;
    }

    /// The onset of a problem, one's own or by caring.
    pub(super) fn onset(&self) -> Option<&Onset> {
        let own = all(self.parts, |effects| &effects.onsets);
        let cared = all(self.parts, |effects| &effects.carers).map(|carer| &carer.onset);
        own.chain(cared).find(|onset| onset.person == self.id)
    }

    /// Recovery and its loss, unless a new strike explains it.
    fn recovery(&mut self) {
        let struck = self.onset().is_some();
        match (self.before.in_need, self.world.in_need(self.id)) {
            (true, false) => {
                self.push(What::Recovered, Other::Nobody);
            }
            (false, true) if !struck => {
                self.push(What::Worsened, Other::Nobody);
            }
            _ => (),
        }
    }

    /// Ties that formed or faded away.
    fn ties(&mut self) {
        let before: Vec<u32> = self.before.ties.iter().filter(|tie| tie.is_held()).map(HalfTie::alter).collect();
        let ends = self.world.ties().ends_of(self.id).iter();
        let after: Vec<u32> = ends.filter(|end| end.is_held()).map(|end| end.alter()).collect();
        for &alter in before.iter().filter(|alter| !after.contains(alter)) {
            self.push(What::TieFaded, Other::Person(alter));
        }
        for &alter in after.iter().filter(|alter| !before.contains(alter)) {
            self.push(What::TieFormed, Other::Person(alter));
        }
    }
}

/// What all parts of the population list under `of`.
pub(super) fn all<'a, T: 'a>(
    parts: &'a [Chunk],
    of: impl Fn(&'a Effects) -> &'a List<T>,
) -> impl Iterator<Item = &'a T> {
    parts.iter().flat_map(move |chunk| of(&chunk.effects).iter())
}
