//! Life: new needs, drifting burdens, living with it, ties that fade away.
//!
//! One block of chance a person and week decides most of it, and who could ask or act later in the week. Most people need
//! no further look: their burden is at rest, no tie can have faded, and their words are beyond every threshold.

use crate::model::attention::{Attention, RESTLESS, TECHNICAL};
use crate::model::chance::{AT_A_TIME, Draw, NOBODY, Process, low, pick, threshold, unit};
use crate::model::episode::{Deposit, Gain, On, Onset};
use crate::model::happened::{Chunk, Happened};
use crate::model::insight::{EXPERIENTIAL, PRIVATE, TEXTBOOK};
use crate::model::ledger::{Cause, Channel};
use crate::model::parameters::Parameters;
use crate::model::person::{EMPOWERMENT, Person};
use crate::model::share::{ONE, round, share};
use crate::model::trust::Evidence;
use crate::model::world::World;

/// The words of the week's block.
const STRIKE: usize = 0;
const TECHNICAL_NEED: usize = 1;
const CONTACT: usize = 2;
const CIVIC: usize = 3;

/// Below these a word could do something to somebody.
struct Thresholds {
    strike: u64,
    technical: u64,
    contact: u64,
    civic: u64,
}

impl Thresholds {
    /// Whether there is a technical need that was not there before.
    #[inline]
    fn technical_need(&self, words: &[u32; 4], attention: &Attention) -> bool {
        (u64::from(words[TECHNICAL_NEED]) < self.technical) & !attention.has(TECHNICAL)
    }

    fn of(world: &World) -> Self {
        let Parameters { onset_per_week, relapse_factor, everyday_contact, need_factor, .. } = world.parameters;
        let in_need = [everyday_contact * need_factor, everyday_contact * (1.0 + (need_factor - 1.0))];
        Self {
            strike: threshold(onset_per_week.max(relapse_factor * onset_per_week)),
            technical: threshold(world.parameters.technical_per_week),
            contact: threshold(in_need.into_iter().fold(everyday_contact, f64::max)),
            civic: if world.switches.civic_acts { threshold(world.parameters.civic_act) } else { 0 },
        }
    }
}

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
            for &place in sorted.living.all() {
                live(world, first + u32::from(place), &Draw(words[usize::from(place)]), out);
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
        let mut sorted =
            Self { asking: Places::NONE, acting: Places::NONE, living: Places::NONE, others: Places::NONE };
        for (place, (words, attention)) in words.iter().zip(attention).enumerate() {
            let within = |word: usize, threshold: u64| u64::from(words[word]) < threshold;
            sorted.asking.note(place, within(CONTACT, thresholds.contact));
            sorted.acting.note(place, within(CIVIC, thresholds.civic));
            sorted.living.note(place, attention.has(RESTLESS) | within(STRIKE, thresholds.strike));
            if thresholds.technical_need(words, attention) | (tick > u32::from(attention.ties_last_until)) {
                sorted.others.note(place, true);
            }
        }
        sorted
    }
}

/// A week of the life of `id`: a problem strikes, or burden drifts.
fn live(world: &World, id: u32, draw: &Draw, out: &mut Chunk) {
    let person = &world.people[id as usize];
    let in_need = world.in_need(id);
    out.tally.in_need += i64::from(in_need);
    if !in_need && strikes(world, person, draw) {
        let burden = strike(world, id, person, out);
        out.drifts.push((id, burden, true));
        return;
    }
    if in_need && low(draw.0[TECHNICAL_NEED]) < world.parameters.learning_alone {
        let lots = world.chance.lots(Process::Alone, id, NOBODY, world.tick, 0);
        let learnt = lots.smallest(person.missing() & EXPERIENTIAL);
        if learnt != 0 {
            out.gains.push((id, learnt, Gain::By(Channel::Alone)));
        }
    }
    let burden = drift(world, person, draw);
    out.drifts.push((id, burden, burden > 0 || !at_rest(&world.parameters, person)));
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
fn strikes(world: &World, person: &Person, draw: &Draw) -> bool {
    let parameters = &world.parameters;
    if person.category == 0 {
        return draw.hit(STRIKE, parameters.onset_per_week);
    }
    draw.hit(STRIKE, parameters.relapse_factor * parameters.onset_per_week * (1.0 - person.coping()))
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

/// Burden drifts up and falls with coping and empowerment.
fn drift(world: &World, person: &Person, draw: &Draw) -> u16 {
    if person.category == 0 && person.burden == 0 {
        return 0;
    }
    let parameters = &world.parameters;
    let empowerment = person.trust(EMPOWERMENT, parameters.prior_strength, &world.scale);
    let luck = (2.0 * low(draw.0[STRIKE]) - 1.0) * parameters.burden_luck;
    let change = change(parameters, person.coping(), empowerment, luck);
    (i64::from(person.burden) + change).clamp(0, i64::from(ONE)) as u16
}

fn change(parameters: &Parameters, coping: f64, empowerment: f64, luck: f64) -> i64 {
    let fall = parameters.coping_strength * coping * (0.5 + 0.5 * empowerment);
    round((parameters.burden_drift - fall + luck) * f64::from(ONE))
}

/// Whether no burden cannot become one by itself, with the worst of luck and no empowerment at all.
fn at_rest(parameters: &Parameters, person: &Person) -> bool {
    person.category == 0 || change(parameters, person.coping(), 0.0, parameters.burden_luck) <= 0
}
