//! Life: new needs, drifting burdens, living with it, ties that fade away.
//!
//! One block of chance a person and week decides most of it, and who could ask or act later in the week. Most people need
//! no further look: their burden is at rest, no tie can have faded, and their words are beyond every threshold.

mod drift;
mod looks;

use crate::model::TOGETHER;
use crate::model::chance::{AT_A_TIME, NOBODY, Process, Words, hit, low, pick, unit};
use crate::model::course::Course;
use crate::model::episode::{Deposit, Gain, On, Onset};
use crate::model::happened::{Chunk, Happened, make_room};
use crate::model::insight::{EXPERIENTIAL, PRIVATE, TEXTBOOK};
use crate::model::ledger::{Cause, Channel};
use crate::model::near::AHEAD;
use crate::model::person::EMPOWERMENT;
use crate::model::share::share;
use crate::model::trust::Evidence;
use crate::model::world::World;
use arrayvec::ArrayVec;
use drift::Drifting;
use looks::{Sorted, Thresholds};

/// The words of the week's block.
const STRIKE: usize = 0;
const TECHNICAL_NEED: usize = 1;
const CONTACT: usize = 2;
const CIVIC: usize = 3;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    let thresholds = Thresholds::of(world);
    // Ties that cannot fade are never looked at.
    let tick = if world.longest_gap.is_some() { world.tick } else { 0 };
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        out.agenda.clear();
        let people = out.home.clone();
        let attention = &world.attention[people.start as usize..people.end as usize];
        let home = people.start;
        world.chance.some(Process::Week, people, (world.tick, 0), |first, count, words| {
            let attention = &attention[(first - home) as usize..][..count];
            let sorted = Sorted::out(&thresholds, words, attention, tick);
            let mut list = ArrayVec::<usize, AT_A_TIME>::new();
            sorted.living.each(|place| list.push(place));
            let bring = |some: &[usize]| world.bring_courses(some.iter().map(|&place| first as usize + place));
            bring(&list[..list.len().min(AHEAD)]);
            make_room(&mut out.agenda.asking, sorted.asking.count());
            sorted.asking.each(|place| out.agenda.asking.push((first + place as u32, words.row(CONTACT)[place])));
            sorted.acting.each(|place| out.agenda.acting.push((first + place as u32, words.row(CIVIC)[place])));
            let mut ahead = list.chunks(TOGETHER).skip(AHEAD / TOGETHER);
            for some in list.chunks(TOGETHER) {
                ahead.next().into_iter().for_each(bring);
                live(world, &thresholds, first, some, words, out);
            }
            sorted.others.each(|place| {
                let (id, attention) = (first + place as u32, attention[place]);
                if thresholds.technical_need(words.row(TECHNICAL_NEED)[place], attention) {
                    out.technical.push(id);
                }
                if tick > u32::from(attention.ties_last_until()) {
                    fade_ties(world, id, out);
                }
            });
        });
    });
}

/// A week of the lives of some people, by their places from `first` on: a problem strikes, or burden drifts.
fn live(world: &World, thresholds: &Thresholds, first: u32, places: &[usize], words: &Words, out: &mut Chunk) {
    let mut drifting = Drifting::default();
    for (at, &place) in places.iter().enumerate() {
        let luck = words.row(STRIKE)[place];
        let id = first as usize + place;
        drifting.put(at % TOGETHER, &world.people[id], &world.courses[id], luck);
    }
    let mut drifted = drifting.drift(&world.parameters, &world.scale);
    for (&place, drifted) in places.iter().zip(&mut drifted) {
        let id = first + place as u32;
        let in_need = world.in_need(id);
        out.tally.in_need += i64::from(in_need);
        if in_need {
            if low(words.row(TECHNICAL_NEED)[place]) < world.parameters.learning_alone {
                learn(world, id, out);
            }
            continue;
        }
        let word = words.row(STRIKE)[place];
        if thresholds.strike.holds(word) && strikes(world, id, word) {
            *drifted = (strike(world, id, out), true);
        }
    }
    let ids = places.iter().map(|&place| first + place as u32);
    make_room(&mut out.drifts, places.len());
    out.drifts.extend(ids.zip(&drifted).map(|(id, &(burden, restless))| (id, burden, restless)));
}

/// Living with the problem teaches one of the experiential insights that are missing.
fn learn(world: &World, id: u32, out: &mut Chunk) {
    let lots = world.chance.lots(Process::Alone, id, NOBODY, world.tick, 0);
    let learnt = lots.smallest(world.courses[id as usize].missing() & EXPERIENTIAL);
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
fn strikes(world: &World, id: u32, word: u32) -> bool {
    let parameters = &world.parameters;
    if world.people[id as usize].category == 0 {
        return hit(word, parameters.onset_per_week);
    }
    hit(word, parameters.relapse_factor * parameters.onset_per_week * (1.0 - world.courses[id as usize].coping()))
}

/// A life problem begins or is back; the burden it brings.
fn strike(world: &World, id: u32, out: &mut Chunk) -> u16 {
    let (parameters, category) = (&world.parameters, world.people[id as usize].category);
    let onset = if category > 0 {
        let Course { needed, insights, .. } = world.courses[id as usize];
        Onset { person: id, category, needed, insights }
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
