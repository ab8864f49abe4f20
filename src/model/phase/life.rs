//! Life: new needs, drifting burdens, living with it, ties that fade away.
//!
//! One block of chance a person and week decides most of it, and who could ask or act later in the week. Most people need
//! no further look: their burden is at rest, no tie can have faded, and their words are beyond every threshold.

use crate::model::attention::{Attention, RESTLESS, TECHNICAL};
use crate::model::belief::{Belief, Scale};
use crate::model::chance::{AT_A_TIME, Below, NOBODY, Process, below, hit, low, pick, unit};
use crate::model::episode::{Deposit, Gain, On, Onset};
use crate::model::happened::{Chunk, Happened};
use crate::model::insight::{EXPERIENTIAL, PRIVATE, TEXTBOOK};
use crate::model::ledger::{Cause, Channel};
use crate::model::parameters::Parameters;
use crate::model::person::{EMPOWERMENT, Person, coping};
use crate::model::share::{ONE, share, whole};
use crate::model::trust::Evidence;
use crate::model::world::World;

/// The words of the week's block.
const STRIKE: usize = 0;
const TECHNICAL_NEED: usize = 1;
const CONTACT: usize = 2;
const CIVIC: usize = 3;

/// The words that could do something to somebody.
struct Thresholds {
    strike: Below,
    technical: Below,
    contact: Below,
    civic: Below,
}

impl Thresholds {
    fn of(world: &World) -> Self {
        let Parameters { onset_per_week, relapse_factor, everyday_contact, need_factor, .. } = world.parameters;
        let in_need = [everyday_contact * need_factor, everyday_contact * (1.0 + (need_factor - 1.0))];
        Self {
            strike: below(onset_per_week.max(relapse_factor * onset_per_week)),
            technical: below(world.parameters.technical_per_week),
            contact: below(in_need.into_iter().fold(everyday_contact, f64::max)),
            civic: below(if world.switches.civic_acts { world.parameters.civic_act } else { 0.0 }),
        }
    }

    /// Whether there is a technical need that was not there before.
    #[inline]
    fn technical_need(&self, words: &[u32; 4], attention: &Attention) -> bool {
        self.technical.holds(words[TECHNICAL_NEED]) & !attention.has(TECHNICAL)
    }

    /// Which looks somebody needs this week: [`ASKING`] and so on.
    #[inline]
    fn looks(&self, words: &[u32; 4], attention: &Attention, tick: u32) -> u8 {
        let asking = self.contact.holds(words[CONTACT]);
        let acting = self.civic.holds(words[CIVIC]);
        let living = attention.has(RESTLESS) | self.strike.holds(words[STRIKE]);
        let other = self.technical_need(words, attention) | (tick > u32::from(attention.ties_last_until));
        u8::from(asking) | (u8::from(acting) * ACTING) | (u8::from(living) * LIVING) | (u8::from(other) * OTHER)
    }
}

/// Could ask for a favour.
const ASKING: u8 = 1;
/// Could act outside.
const ACTING: u8 = 2;
/// A problem could strike, or burden may drift.
const LIVING: u8 = 4;
/// A technical need begins, or ties may have faded.
const OTHER: u8 = 8;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    let thresholds = Thresholds::of(world);
    // Ties that cannot fade are never looked at.
    let tick = if world.longest_gap.is_some() { world.tick } else { 0 };
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        out.agenda.clear();
        let people = out.home.clone();
        let attention = &world.attention[people.start as usize..people.end as usize];
        let restless = || attention.iter().filter(|attention| attention.has(RESTLESS)).count();
        if !world.is_near() && restless() > attention.len() / 8 {
            world.bring_people(part);
        }
        let home = people.start;
        world.chance.some(Process::Week, people, (world.tick, 0), |first, words| {
            let attention = &attention[(first - home) as usize..][..words.len()];
            let sorted = Sorted::out(&thresholds, words, attention, tick);
            let of = |word: usize| move |&place: &u8| (first + u32::from(place), words[usize::from(place)][word]);
            out.agenda.asking.extend(sorted.asking.all().iter().map(of(CONTACT)));
            out.agenda.acting.extend(sorted.acting.all().iter().map(of(CIVIC)));
            for some in sorted.living.all().chunks(TOGETHER) {
                live(world, &thresholds, first, some, words, out);
            }
            for &place in sorted.others.all() {
                let (id, place) = (first + u32::from(place), usize::from(place));
                if thresholds.technical_need(&words[place], &attention[place]) {
                    out.technical.push(id);
                }
                if tick > u32::from(attention[place].ties_last_until) {
                    fade_ties(world, id, out);
                }
            }
        });
    });
}

/// Places of people in a list of at most [`AT_A_TIME`].
#[derive(Clone, Copy)]
struct Places {
    places: [u8; AT_A_TIME],
    count: usize,
}

impl Places {
    const NONE: Self = Self { places: [0; AT_A_TIME], count: 0 };

    /// Notes a place, if it `belongs`, without a branch: whether it does cannot be foreseen.
    #[inline]
    fn note(&mut self, place: usize, belongs: bool) {
        self.places[self.count % AT_A_TIME] = place as u8;
        self.count += usize::from(belongs);
    }

    fn all(&self) -> &[u8] {
        &self.places[..self.count]
    }
}

/// Who of some people needs which look this week.
struct Sorted {
    asking: Places,
    acting: Places,
    living: Places,
    others: Places,
}

impl Sorted {
    fn out(thresholds: &Thresholds, words: &[[u32; 4]], attention: &[Attention], tick: u32) -> Self {
        let mut looks = [0; AT_A_TIME];
        for ((looks, words), attention) in looks.iter_mut().zip(words).zip(attention) {
            *looks = thresholds.looks(words, attention, tick);
        }
        let mut sorted =
            Self { asking: Places::NONE, acting: Places::NONE, living: Places::NONE, others: Places::NONE };
        for (place, &looks) in looks[..words.len()].iter().enumerate() {
            sorted.asking.note(place, looks & ASKING != 0);
            sorted.living.note(place, looks & LIVING != 0);
            // These are few.
            if looks & (ACTING | OTHER) != 0 {
                sorted.acting.note(place, looks & ACTING != 0);
                sorted.others.note(place, looks & OTHER != 0);
            }
        }
        sorted
    }
}

/// A week of the lives of some people, by their places from `first` on: a problem strikes, or burden drifts.
fn live(world: &World, thresholds: &Thresholds, first: u32, places: &[u8], words: &[[u32; 4]], out: &mut Chunk) {
    let mut drifting = Drifting::default();
    for (at, &place) in places.iter().enumerate() {
        let luck = words[usize::from(place)][STRIKE];
        drifting.put(at % TOGETHER, &world.people[(first + u32::from(place)) as usize], luck);
    }
    let mut drifted = drifting.drift(&world.parameters, &world.scale);
    for (&place, drifted) in places.iter().zip(&mut drifted) {
        let (id, words) = (first + u32::from(place), &words[usize::from(place)]);
        let in_need = world.in_need(id);
        out.tally.in_need += i64::from(in_need);
        if in_need {
            if low(words[TECHNICAL_NEED]) < world.parameters.learning_alone {
                learn(world, id, out);
            }
        } else if thresholds.strike.holds(words[STRIKE]) {
            let person = &world.people[id as usize];
            if strikes(world, person, words[STRIKE]) {
                *drifted = (strike(world, id, person, out), true);
            }
        }
    }
    let ids = places.iter().map(|&place| first + u32::from(place));
    out.drifts.extend(ids.zip(&drifted).map(|(id, &(burden, restless))| (id, burden, restless)));
}

/// Living with the problem teaches one of the experiential insights that are missing.
fn learn(world: &World, id: u32, out: &mut Chunk) {
    let lots = world.chance.lots(Process::Alone, id, NOBODY, world.tick, 0);
    let learnt = lots.smallest(world.people[id as usize].missing() & EXPERIENTIAL);
    if learnt != 0 {
        out.gains.push((id, learnt, Gain::By(Channel::Alone)));
    }
}

fn fade_ties(world: &World, id: u32, out: &mut Chunk) {
    let gap = world.longest_gap.unwrap_or(0);
    let mut last_until = u32::from(u16::MAX);
    for (slot, tie) in world.ties.of(id).enumerate().filter(|(_, tie)| tie.is_held()) {
        let until = tie.contact() + gap;
        if world.tick > until {
            out.gone.push((id, slot as u8));
        } else {
            last_until = last_until.min(until);
        }
    }
    out.ties_last_until.push((id, last_until as u16));
}

/// First onset is exogenous; relapse is the rarer the better one copes.
fn strikes(world: &World, person: &Person, word: u32) -> bool {
    let parameters = &world.parameters;
    if person.category == 0 {
        return hit(word, parameters.onset_per_week);
    }
    hit(word, parameters.relapse_factor * parameters.onset_per_week * (1.0 - person.coping()))
}

/// A life problem begins or is back; the burden it brings.
fn strike(world: &World, id: u32, person: &Person, out: &mut Chunk) -> u16 {
    let parameters = &world.parameters;
    let onset = if person.category > 0 {
        Onset { person: id, category: person.category, needed: person.needed, insights: person.insights }
    } else {
        situation(world, id)
    };
    out.onsets.push(onset);
    let evidence = Evidence::new(parameters.stake_shared * parameters.stake_life, 0.0);
    out.deposits.push(Deposit { person: id, on: On::Belief(EMPOWERMENT as u8), cause: Cause::Onset, evidence });
    let luck = unit(world.chance.draw(Process::Onset, id, NOBODY, world.tick, 0).0[0]);
    share(parameters.onset_burden_low + (parameters.onset_burden_high - parameters.onset_burden_low) * luck)
}

/// The life problem that `id` has in every world: a matter of chance alone.
fn situation(world: &World, id: u32) -> Onset {
    let (chance, parameters) = (&world.chance, &world.parameters);
    let word = chance.draw(Process::Situation, id, NOBODY, 0, 0).0[0];
    let lots = chance.lots(Process::Needed, id, NOBODY, 0, 0);
    let needed = lots.smallest_of([
        (TEXTBOOK, parameters.needed_textbook as u32),
        (EXPERIENTIAL, parameters.needed_experiential as u32),
        (PRIVATE, parameters.needed_private as u32),
    ]);
    let first = chance.lots(Process::FirstInsights, id, NOBODY, 0, 0);
    let insights = first.smallest_of([(needed, parameters.initial_insights as u32)]);
    Onset { person: id, category: 1 + pick(word, parameters.categories as u32) as u8, needed, insights }
}

/// People whose burdens drift at the same time.
const TOGETHER: usize = 8;

/// What the burdens of some people drift by, and how far.
#[derive(Default)]
struct Drifting {
    burden: [u16; TOGETHER],
    /// Whether there was ever a problem.
    problem: [bool; TOGETHER],
    /// Insights that are needed, and how many of them are had.
    needed: [u32; TOGETHER],
    had: [u32; TOGETHER],
    empowerment: [Belief; TOGETHER],
    prior: [u16; TOGETHER],
    /// The word whose lower half is the luck of the week.
    luck: [u32; TOGETHER],
}

impl Drifting {
    #[inline]
    fn put(&mut self, at: usize, person: &Person, luck: u32) {
        self.burden[at] = person.burden;
        self.problem[at] = person.category > 0;
        self.needed[at] = person.needed.count_ones();
        self.had[at] = (person.insights & person.needed).count_ones();
        self.empowerment[at] = person.beliefs[EMPOWERMENT];
        self.prior[at] = person.prior[EMPOWERMENT];
        self.luck[at] = luck;
    }

    /// Their burdens a week later, up with what weighs on everybody and down with coping and empowerment; and whether
    /// these may change by themselves in the week after.
    #[inline(never)]
    fn drift(&self, parameters: &Parameters, scale: &Scale) -> [(u16, bool); TOGETHER] {
        let (mut burdens, mut rise) = ([0; TOGETHER], [0; TOGETHER]);
        // Not an iterator, and no branch: so the compiler sees that all can be worked out at once.
        for at in 0..TOGETHER {
            let coping = coping(self.had[at], self.needed[at]);
            let empowerment = self.empowerment[at].trust(self.prior[at], parameters.prior_strength, scale);
            let luck = (2.0 * low(self.luck[at]) - 1.0) * parameters.burden_luck;
            let change = change(parameters, coping, empowerment, luck);
            let burden = (f64::from(self.burden[at]) + change).max(0.0).min(f64::from(ONE));
            burdens[at] = whole(burden) & -i32::from(self.problem[at] | (self.burden[at] > 0));
            rise[at] = -i32::from(self.problem[at]) & -i32::from(rises(parameters, coping));
        }
        let mut drifted = [(0, false); TOGETHER];
        for at in 0..TOGETHER {
            drifted[at] = (burdens[at] as u16, (burdens[at] | rise[at]) != 0);
        }
        drifted
    }
}

/// The change of a burden in a week, a whole number in units of share.
#[inline]
fn change(parameters: &Parameters, coping: f64, empowerment: f64, luck: f64) -> f64 {
    let fall = parameters.coping_strength * coping * (0.5 + 0.5 * empowerment);
    ((parameters.burden_drift - fall + luck) * f64::from(ONE) + 0.5).floor()
}

/// Whether no burden can become one by itself, with the worst of luck and no empowerment at all.
#[inline]
fn rises(parameters: &Parameters, coping: f64) -> bool {
    change(parameters, coping, 0.0, parameters.burden_luck) > 0.0
}
