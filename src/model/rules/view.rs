//! What rules see of a world: present trust, burdens, ties and lots, as plain numbers.

use super::willing::{Standing, balance};
use super::{belief, coping, felt, setup, skill};
use crate::model::chance::{Chance, Draw, InsightLots, NOBODY, Process};
use crate::model::episode::{EpisodeKind, Terms};
use crate::model::evidence::Evidence;
use crate::model::parameters::{Parameters, Switches};
use crate::model::share::{share, value};
use crate::model::state::belief::{Belief, Scale};
use crate::model::state::network::Network;
use crate::model::state::person::{GENERAL, Person};
use crate::model::state::tie::{End, NEVER, Past};
use crate::model::state::tie_lots::{Alters, TieLots};
use crate::model::state::world::World;
use crate::model::structure::Structure;

/// A world as the previous phase left it.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    world: &'a World,
}

impl World {
    /// The world as rules see it.
    #[inline]
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View { world: self }
    }
}

/// A belief of somebody with this prior, a share, as a number in `[0, 1]`.
#[inline]
#[must_use]
pub fn trust_of(belief: &Belief, prior: u16, strength: f64, scale: &Scale) -> f64 {
    belief::trust(belief.numbers(), value(prior), strength, scale.one())
}

/// Trust in a tie of somebody with this prior of general trust, a share, as a number in `[0, 1]`; `raise` is how far the prior
/// of the tie is above that.
#[inline]
#[must_use]
pub fn tie_trust_of(past: &Past, prior: u16, raise: f64, strength: f64, scale: &Scale) -> f64 {
    belief::trust(past.numbers(), belief::raised(value(prior), raise), strength, scale.one())
}

/// Four beliefs as numbers: at once, which takes little longer than one.
#[inline]
#[must_use]
pub fn trusts_of(beliefs: &[Belief; 4], priors: &[u16; 4], strength: f64, scale: &Scale) -> [f64; 4] {
    let mut trusts = [0.0; 4];
    // Not an iterator: so the compiler sees that all four can be worked out at once.
    for belief in 0..4 {
        trusts[belief] = trust_of(&beliefs[belief], priors[belief], strength, scale);
    }
    trusts
}

impl<'a> View<'a> {
    /// The parameters by which this world goes now.
    #[inline]
    #[must_use]
    pub fn parameters(self) -> &'a Parameters {
        &self.world.parameters
    }

    /// The switches by which this world goes now.
    #[inline]
    #[must_use]
    pub fn switches(self) -> &'a Switches {
        &self.world.switches
    }

    /// The structure of help, if there is one by now.
    #[inline]
    #[must_use]
    pub fn structure(self) -> Option<&'a Structure> {
        self.world.structure.as_ref()
    }

    /// The present tick.
    #[inline]
    #[must_use]
    pub fn tick(self) -> u32 {
        self.world.tick
    }

    /// All chance there is, for what is not drawn in the present tick.
    #[inline]
    #[must_use]
    pub fn chance(self) -> &'a Chance {
        &self.world.chance
    }

    /// The chance that decides who leaves and who comes, whatever luck they have.
    #[inline]
    #[must_use]
    pub fn comings(self) -> &'a Chance {
        &self.world.comings
    }

    /// The four words of a key in the present tick.
    #[inline]
    #[must_use]
    pub fn draw(self, process: Process, person: u32, other: u32, turn: u32) -> Draw {
        self.world.chance.draw(process, person, other, self.world.tick, turn)
    }

    /// The lots of insights under a key in the present tick.
    #[inline]
    #[must_use]
    pub fn lots(self, process: Process, person: u32, other: u32, turn: u32) -> InsightLots {
        self.world.chance.lots(process, person, other, self.world.tick, turn)
    }

    #[inline]
    fn person(self, person: u32) -> &'a Person {
        &self.world.people[person as usize]
    }

    /// One of the four beliefs of `person`, `0..=1`.
    #[inline]
    #[must_use]
    pub fn trust(self, person: u32, belief: usize) -> f64 {
        let own = self.person(person);
        trust_of(&own.beliefs[belief], own.prior[belief], self.world.parameters.prior_strength, &self.world.scale)
    }

    /// One of the four beliefs of `person` as it bears on what they do and get, `0..=1`.
    #[inline]
    #[must_use]
    pub fn bearing(self, person: u32, belief: usize) -> f64 {
        belief::bearing(self.trust(person, belief), self.world.switches.beliefs_idle)
    }

    /// The prior of one of them as it bears where nothing that was learnt since counts, `0..=1`.
    #[inline]
    #[must_use]
    pub fn prior_bearing(self, person: u32, belief: usize) -> f64 {
        belief::bearing(self.prior(person, belief), self.world.switches.beliefs_idle)
    }

    /// All four beliefs of `person`, `0..=1` each.
    #[inline]
    #[must_use]
    pub fn trusts(self, person: u32) -> [f64; 4] {
        let own = self.person(person);
        trusts_of(&own.beliefs, &own.prior, self.world.parameters.prior_strength, &self.world.scale)
    }

    /// The prior of a belief of `person`, `0..=1`.
    #[inline]
    #[must_use]
    pub fn prior(self, person: u32, belief: usize) -> f64 {
        value(self.person(person).prior[belief])
    }

    /// Disposition of `person` to reciprocate, `0..=1`.
    #[inline]
    #[must_use]
    pub fn reciprocity(self, person: u32) -> f64 {
        self.person(person).reciprocity()
    }

    /// Help received against help given, `-1..1`.
    #[inline]
    #[must_use]
    pub fn balance(self, person: u32) -> f64 {
        let own = self.person(person);
        balance(own.received, own.given, self.world.scale.unit)
    }

    /// On what it depends whether `giver` agrees to help `asker`; `balance` is help received against help given.
    #[inline]
    #[must_use]
    pub fn standing(self, giver: u32, asker: u32, balance: f64) -> Standing {
        let general = self.bearing(giver, GENERAL);
        Standing {
            reciprocity: self.reciprocity(giver),
            balance,
            prior: self.prior_bearing(giver, GENERAL),
            general,
            asker: self.slot(giver, asker).map_or(general, |slot| self.tie_bearing(giver, slot)),
        }
    }

    /// What one help received or given adds now.
    #[inline]
    #[must_use]
    pub fn one(self) -> u32 {
        self.world.scale.unit
    }

    /// Help received by `person` and given, fading.
    #[inline]
    #[must_use]
    pub fn received_and_given(self, person: u32) -> (u32, u32) {
        let own = self.person(person);
        (own.received, own.given)
    }

    /// Burden of `person`, `0..=1`.
    #[inline]
    #[must_use]
    pub fn burden(self, person: u32) -> f64 {
        value(self.person(person).burden)
    }

    /// Burden of `person`, a share.
    #[inline]
    #[must_use]
    pub fn burden_share(self, person: u32) -> u16 {
        self.person(person).burden
    }

    /// Whether `person` has a technical need.
    #[must_use]
    pub fn technical(self, person: u32) -> bool {
        self.world.technical(person)
    }

    /// Whether `person` has a problem only by caring for somebody, and none of their own yet.
    #[inline]
    #[must_use]
    pub fn cares(self, person: u32) -> bool {
        self.world.cares(person)
    }

    /// Category of the life problem of `person`; 0 if there never was one.
    #[inline]
    #[must_use]
    pub fn category(self, person: u32) -> u8 {
        self.person(person).category
    }

    /// Whether `person` has a life problem that is not recovered.
    #[inline]
    #[must_use]
    pub fn in_need(self, person: u32) -> bool {
        self.world.in_need(person)
    }

    /// Whether `person` has a life problem that is recovered.
    #[inline]
    #[must_use]
    pub fn recovered(self, person: u32) -> bool {
        self.world.recovered(person)
    }

    /// Insights that the situation of `person` needs, as a mask.
    #[inline]
    #[must_use]
    pub fn needed(self, person: u32) -> u64 {
        self.world.courses[person as usize].needed
    }

    /// Insights that `person` has, as a mask.
    #[inline]
    #[must_use]
    pub fn insights(self, person: u32) -> u64 {
        self.world.courses[person as usize].insights
    }

    /// Insights that came to `person` by help without effect, as a mask: they are new no more, and nothing else comes of them.
    #[inline]
    #[must_use]
    pub fn idle(self, person: u32) -> u64 {
        self.world.idle.get(person as usize).copied().unwrap_or(0)
    }

    /// Turns that `person` gave in front of several, counted where civic skills are.
    #[inline]
    #[must_use]
    pub fn spoken(self, person: u32) -> u8 {
        self.world.spoken.get(person as usize).copied().unwrap_or(0)
    }

    /// Insights that `person` needs and does not have, as a mask.
    #[inline]
    #[must_use]
    pub fn missing(self, person: u32) -> u64 {
        self.world.courses[person as usize].missing()
    }

    /// Share of the needed insights that `person` has; 1 if none is needed.
    #[inline]
    #[must_use]
    pub fn coping(self, person: u32) -> f64 {
        let course = &self.world.courses[person as usize];
        coping::coping((course.insights & course.needed).count_ones(), course.needed.count_ones())
    }

    /// The pace of the episode of `person`, in parts of [`STEADY`](crate::model::state::course::STEADY).
    #[inline]
    #[must_use]
    pub fn pace(self, person: u32) -> u16 {
        self.world.courses[person as usize].pace
    }

    /// Felt helpfulness of `person`, a share.
    #[inline]
    #[must_use]
    pub fn felt(self, person: u32) -> u16 {
        self.world.courses[person as usize].felt
    }

    /// Whether `person` was sent and has not felt helped since.
    #[inline]
    #[must_use]
    pub fn reluctant(self, person: u32) -> bool {
        self.world.courses[person as usize].reluctant
    }

    /// Whether co-members last saw `person` recovered.
    #[inline]
    #[must_use]
    pub fn seen_recovered(self, person: u32) -> bool {
        self.world.courses[person as usize].seen_recovered
    }

    /// Whether `person` has ever entered a network.
    #[inline]
    #[must_use]
    pub fn ever_entered(self, person: u32) -> bool {
        self.world.courses[person as usize].entered != NEVER
    }

    /// Concern for one's own life problem, a share: the whole, or that of somebody who was sent.
    #[inline]
    #[must_use]
    pub fn concern(self, reluctant: bool) -> u16 {
        felt::concern(reluctant, &self.world.parameters)
    }

    /// Whether an application of `person` waits.
    #[must_use]
    pub fn waits(self, person: u32) -> bool {
        self.world.courses[person as usize].waits()
    }

    /// Tick in which the application of `person` began to wait.
    #[inline]
    #[must_use]
    pub fn waiting_since(self, person: u32) -> u16 {
        self.world.courses[person as usize].waiting_since()
    }

    /// Tick in which `person` joined the queue at the desk.
    #[inline]
    #[must_use]
    pub fn queues_since(self, person: u32) -> u16 {
        self.person(person).desk_since
    }

    /// Whether `person` queues at the desk.
    #[inline]
    #[must_use]
    pub fn queues(self, person: u32) -> bool {
        self.world.flags[person as usize].has(crate::model::state::flags::QUEUED)
    }

    /// The ties of `person`: the place of each, and who is at the other end.
    #[inline]
    pub fn ties(self, person: u32) -> impl Iterator<Item = (u8, u32)> + 'a {
        let ends = self.world.ties.ends_of(person).iter().enumerate();
        ends.filter(|(_, end)| end.is_held()).map(|(slot, end)| (slot as u8, end.alter()))
    }

    /// Whether `person` has a place for one more tie.
    #[must_use]
    pub fn has_free_place(self, person: u32) -> bool {
        self.world.ties.ends_of(person).iter().any(|end| !end.is_held())
    }

    /// The ties of `person`: the place of each, and the tick of the last contact.
    pub fn last_contacts(self, person: u32) -> impl Iterator<Item = (u8, u32)> + 'a {
        let ties = self.world.ties.of(person).enumerate().filter(|(_, tie)| tie.is_held());
        ties.map(|(slot, tie)| (slot as u8, tie.contact()))
    }

    /// Weeks without contact that a tie outlives; `None` if ties never go.
    #[must_use]
    pub fn longest_gap(self) -> Option<u32> {
        self.world.longest_gap
    }

    /// The ends of the ties of `person`, among which lots are drawn.
    #[inline]
    #[must_use]
    pub fn alters(self, person: u32) -> Alters {
        Alters::of(self.world.ties.ends_of(person))
    }

    /// A lot for each tie of `person` under `word`.
    #[inline]
    #[must_use]
    pub fn tie_lots(self, person: u32, word: u32) -> TieLots {
        self.alters(person).lots(word)
    }

    /// The place of the tie from `person` to `alter`; `None` if they are not tied.
    #[inline]
    #[must_use]
    pub fn slot(self, person: u32, alter: u32) -> Option<u8> {
        self.world.ties.slot(person, alter)
    }

    /// The end of the tie of `person` in `slot`.
    #[inline]
    #[must_use]
    pub fn end(self, person: u32, slot: u8) -> End {
        self.world.ties.end(person, slot)
    }

    /// Who is at the other end of the tie of `person` in `slot`.
    #[inline]
    #[must_use]
    pub fn alter(self, person: u32, slot: u8) -> u32 {
        self.world.ties.end(person, slot).alter()
    }

    /// The place of the tie of `person` in `slot` among the ties of who is at the other end.
    #[inline]
    #[must_use]
    pub fn reverse(self, person: u32, slot: u8) -> u8 {
        self.world.ties.end(person, slot).reverse()
    }

    /// Trust of `holder` in the tie in `slot`, `0..=1`.
    #[inline]
    #[must_use]
    pub fn tie_trust(self, holder: u32, slot: u8) -> f64 {
        let prior = self.person(holder).prior[GENERAL];
        let (past, raise) = (self.world.ties.past(holder, slot), self.world.raise(self.end(holder, slot)));
        tie_trust_of(past, prior, raise, self.world.parameters.prior_strength, &self.world.scale)
    }

    /// The same as it bears on what `holder` does and gets, `0..=1`.
    #[inline]
    #[must_use]
    pub fn tie_bearing(self, holder: u32, slot: u8) -> f64 {
        belief::bearing(self.tie_trust(holder, slot), self.world.switches.beliefs_idle)
    }

    /// Trust of who is at the other end of `person`'s tie in `slot`, in `person`, `0..=1`.
    #[inline]
    #[must_use]
    pub fn trust_back(self, person: u32, slot: u8) -> f64 {
        let end = self.world.ties.end(person, slot);
        self.tie_trust(end.alter(), end.reverse())
    }

    /// The neighbourhood in which `person` lives.
    #[inline]
    #[must_use]
    pub fn neighbourhood(self, person: u32) -> u32 {
        self.world.neighbourhood(person)
    }

    /// First person and size of the neighbourhood of `person`.
    #[inline]
    #[must_use]
    pub fn neighbours(self, person: u32) -> (u32, u32) {
        self.world.neighbours(person)
    }

    /// How many people there are.
    #[inline]
    #[must_use]
    pub fn people(self) -> u32 {
        self.world.people.len() as u32
    }

    /// Tick in which `person` came; 0 for the first people.
    #[inline]
    #[must_use]
    pub fn arrived(self, person: u32) -> u32 {
        u32::from(self.world.courses[person as usize].arrived)
    }

    /// Turns that `person` received since week 0, and the tick of their first entry.
    #[must_use]
    pub fn helped(self, person: u32) -> (u16, u16) {
        (self.person(person).turns, self.world.courses[person as usize].entered)
    }

    /// Somebody outside the neighbourhood of `person`; if nobody lives there, anybody else.
    #[must_use]
    pub fn outsider(self, person: u32, word: u32) -> u32 {
        setup::outsider(person, word, self.neighbours(person), self.people())
    }

    /// What is public in a neighbourhood about a category of life problem, as a mask.
    #[inline]
    #[must_use]
    pub fn public(self, neighbourhood: u32, category: u8) -> u64 {
        self.world.public[self.world.home(neighbourhood, category)]
    }

    /// The catchment in which `person` lives: there groups look for their members.
    #[inline]
    #[must_use]
    pub fn catchment(self, person: u32) -> u32 {
        self.world.catchment(person)
    }

    /// Open networks whose home is in a catchment, about a category of life problem.
    #[inline]
    #[must_use]
    pub fn in_catchment(self, catchment: u32, category: u8) -> &'a [u32] {
        self.world.in_catchment(catchment, category)
    }

    /// The network in `place`: its number among all that there are, given to another one when it has closed.
    #[inline]
    #[must_use]
    pub fn network(self, place: u32) -> &'a Network {
        &self.world.networks[place as usize]
    }

    /// The network in which `person` is helped, by its place; `None` if there is none, or no such person.
    #[inline]
    #[must_use]
    pub fn network_of(self, person: u32) -> Option<u32> {
        self.world.courses.get(person as usize).map(|course| course.member).filter(|&place| place != NOBODY)
    }

    /// Tick since when `person` has been a member; never if they are not.
    #[inline]
    #[must_use]
    pub fn member_since(self, person: u32) -> u16 {
        self.world.courses[person as usize].member_since()
    }

    /// The worker of `person`.
    #[inline]
    #[must_use]
    pub fn worker_of(self, person: u32) -> u32 {
        self.world.worker_of(person)
    }

    /// Hours of each worker a week.
    #[inline]
    #[must_use]
    pub fn worker_hours(self) -> f64 {
        self.world.worker_hours()
    }

    /// Networks that `worker` follows.
    #[inline]
    #[must_use]
    pub fn followed(self, worker: u32) -> u32 {
        self.world.workers[worker as usize].networks
    }

    /// What `worker` knows about a category of life problem, as a mask.
    #[must_use]
    pub fn worker_insights(self, worker: u32, category: u8) -> u64 {
        self.world.workers[worker as usize].insights[usize::from(category) - 1]
    }

    /// Effective skill of `worker` as a guide, `0..=1`; 0 without a worker.
    #[must_use]
    pub fn skill(self, worker: u32) -> f64 {
        let Some(own) = self.world.workers.get(worker as usize) else { return 0.0 };
        let parameters = &self.world.parameters;
        let prior = share(parameters.worker_empowerment);
        let empowerment = || {
            let own = trust_of(&own.empowerment, prior, parameters.prior_strength, &self.world.scale);
            belief::bearing(own, self.world.switches.beliefs_idle)
        };
        skill::effective(value(own.skill), self.world.switches.worker_practice, empowerment)
    }

    /// An episode of this kind, as the law of trust sees it.
    #[inline]
    #[must_use]
    pub fn terms(self, kind: EpisodeKind) -> &'a Terms {
        &self.world.outcomes.of(kind).terms
    }

    /// The evidence that an episode of this kind leaves on the tie, if there is one.
    #[inline]
    #[must_use]
    pub fn tie_evidence(self, kind: EpisodeKind) -> Evidence {
        self.world.outcomes.of(kind).tie.evidence
    }
}
