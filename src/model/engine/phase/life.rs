//! Life: those whom screening lets through have onsets and relapses, drift, learn, lose ties, and leave.

use crate::model::chance::{NOBODY, Process, hit};
use crate::model::effects::Drift;
use crate::model::engine::batch::{BATCH, Words};
use crate::model::engine::drift::Drifts;
use crate::model::engine::happened::{Chunk, Happened};
use crate::model::engine::prefetch::AHEAD;
use crate::model::engine::screening::{Screen, Screened};
use crate::model::lanes::LANES;
use crate::model::rules::life::{
    self, CIVIC, CONTACT, STRIKE, TECHNICAL_NEED, lasts_until, live_with_it, may_be_struck, strike, strike_chance,
    technical_need,
};
use crate::model::rules::moving::{chance_to_leave, departure, leaves};
use crate::model::rules::turnover::turn_over;
use crate::model::state::world::World;
use arrayvec::ArrayVec;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    if !world.screened {
        return observe_each(world, happened);
    }
    let screen = Screen::of(world);
    let leave = chance_to_leave(world.tick, &world.parameters, &world.switches);
    let other_luck = leave > 0.0 && world.comings != world.chance;
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        out.agenda.clear();
        let people = out.home.clone();
        let flags = &world.flags[people.start as usize..people.end as usize];
        let home = people.start;
        world.chance.batches(Process::Week, people, (world.tick, 0), |first, count, words| {
            let flags = &flags[(first - home) as usize..][..count];
            let screened = Screened::by(&screen, words, flags);
            let mut list = ArrayVec::<usize, BATCH>::new();
            screened.living.each(|place| list.push(place));
            let prefetch = |some: &[usize]| world.prefetch_courses(some.iter().map(|&place| first as usize + place));
            prefetch(&list[..list.len().min(AHEAD)]);
            out.agenda.asking.make_room(screened.asking.count());
            screened.asking.each(|place| out.agenda.asking.push((first + place as u32, words.row(CONTACT)[place])));
            screened.acting.each(|place| out.agenda.acting.push((first + place as u32, words.row(CIVIC)[place])));
            let mut ahead = list.chunks(LANES).skip(AHEAD / LANES);
            for some in list.chunks(LANES) {
                ahead.next().into_iter().for_each(prefetch);
                week(world, &screen, first, some, words, out);
            }
            screened.others.each(|place| {
                let (id, flags, word) = (first + place as u32, flags[place], words.row(TECHNICAL_NEED)[place]);
                if screen.technical_need(word, flags) && technical_need(word, &world.parameters) {
                    out.effects.technical.push(id);
                }
                if screen.ties_may_fade(flags) {
                    fade_ties(world, id, out);
                }
                // Here the bound is the chance itself.
                if screen.may_leave(words.row(CONTACT)[place]) {
                    out.effects.departures.push(departure(world.view(), id));
                }
                let words = [words.row(CONTACT)[place], words.row(CIVIC)[place]];
                if screen.ties_may_turn_over(words) {
                    turn_over(world.view(), id, words, &mut out.effects);
                }
            });
        });
        if other_luck {
            leave_as_they_came(world, leave, out);
        }
    });
}

/// Those leave who would with the luck with which the world began, though they meet other luck.
fn leave_as_they_came(world: &World, chance: f64, out: &mut Chunk) {
    world.comings.batches(Process::Week, out.home.clone(), (world.tick, 0), |first, count, words| {
        let leaving = (0..count).filter(|&place| leaves(words.row(CONTACT)[place], chance));
        out.effects.departures.extend(leaving.map(|place| departure(world.view(), first + place as u32)));
    });
}

/// The same without screening: everybody by themselves, as the rules tell.
fn observe_each(world: &World, happened: &mut Happened) {
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        out.agenda.clear();
        for id in out.home.clone() {
            let draw = world.chance.draw(Process::Week, id, NOBODY, world.tick, 0);
            life::week(world.view(), id, &draw, &mut out.effects);
            out.agenda.asking.push((id, draw.0[CONTACT]));
            out.agenda.acting.push((id, draw.0[CIVIC]));
        }
    });
}

/// A week in the lives of some people, by their places from `first` on: a problem strikes, or burden drifts.
fn week(world: &World, screen: &Screen, first: u32, places: &[usize], words: &Words, out: &mut Chunk) {
    let mut drifts = Drifts::default();
    for (at, &place) in places.iter().enumerate() {
        let luck = words.row(STRIKE)[place];
        let id = first as usize + place;
        drifts.put(at % LANES, &world.people[id], &world.courses[id], luck);
    }
    let mut drifted = drifts.drift(&world.parameters, &world.switches, &world.scale);
    let view = world.view();
    for (&place, drifted) in places.iter().zip(&mut drifted) {
        let id = first + place as u32;
        let in_need = view.in_need(id);
        out.effects.tally.in_need += i64::from(in_need);
        if in_need {
            live_with_it(view, id, words.row(TECHNICAL_NEED)[place], &mut out.effects);
        }
        let word = words.row(STRIKE)[place];
        if screen.strike.holds(word) && may_be_struck(view, id) && hit(word, strike_chance(view, id)) {
            *drifted = (strike(view, id, word, &mut out.effects), true);
        }
    }
    let ids = places.iter().map(|&place| first + place as u32);
    out.effects.drifts.make_room(places.len());
    out.effects.drifts.extend(ids.zip(&drifted).map(|(person, &(burden, restless))| Drift {
        person,
        burden,
        restless,
    }));
}

fn fade_ties(world: &World, id: u32, out: &mut Chunk) {
    let gap = world.longest_gap.unwrap_or(0);
    let mut all_last_until = u32::from(u16::MAX);
    for (slot, tie) in world.ties.of(id).enumerate().filter(|(_, tie)| tie.is_held()) {
        let until = lasts_until(tie.contact(), gap);
        if world.tick > until {
            out.effects.gone.push((id, slot as u8));
        } else {
            all_last_until = all_last_until.min(until);
        }
    }
    out.effects.ties_last_until.push((id, all_last_until as u16));
}
