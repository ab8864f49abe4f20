//! Life: new needs, drifting burdens, living with it, ties that fade away.

use super::{part_of_people, parts_of_people};
use crate::model::chance::{Draw, NOBODY, Process, pick, unit};
use crate::model::episode::{Chunk, Deposit, Gain, Happened, On, Onset};
use crate::model::insight::{EXPERIENTIAL, PRIVATE, TEXTBOOK};
use crate::model::ledger::{Cause, Channel};
use crate::model::person::{EMPOWERMENT, Person};
use crate::model::share::{ONE, round, share};
use crate::model::trust::Evidence;
use crate::model::world::World;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    happened.observe(parts_of_people(world), |part, out| {
        let people = part_of_people(world, part);
        out.first = people.start;
        world.chance.each(Process::Week, people, (world.tick, 0), |id, draw| {
            let burden = live(world, id, &draw, out);
            out.burdens_after.push(burden);
        });
    });
}

/// A week of the life of `id`; the burden at its end.
fn live(world: &World, id: u32, draw: &Draw, out: &mut Chunk) -> u16 {
    let person = &world.people[id as usize];
    if !person.technical && draw.hit(1, world.parameters.technical_per_week) {
        out.technical.push(id);
    }
    fade_ties(world, id, out);
    let in_need = world.in_need(id);
    out.tally.in_need += i64::from(in_need);
    if !in_need && strikes(world, person, draw) {
        return strike(world, id, person, out);
    }
    if in_need && draw.hit(3, world.parameters.learning_alone) {
        let lots = world.chance.lots(Process::Alone, id, NOBODY, world.tick, 0);
        let learnt = lots.smallest(person.missing() & EXPERIENTIAL);
        if learnt != 0 {
            out.gains.push((id, learnt, Gain::By(Channel::Alone)));
        }
    }
    drift(world, person, draw)
}

fn fade_ties(world: &World, id: u32, out: &mut Chunk) {
    let Some(gap) = world.longest_gap else { return };
    if world.tick <= world.people[id as usize].ties_last_until {
        return;
    }
    let mut last_until = u32::MAX;
    for (slot, tie) in world.ties_of(id).iter().enumerate().filter(|(_, tie)| tie.is_held()) {
        let until = u32::from(tie.contact) + gap;
        if world.tick > until {
            out.gone.push((id, slot as u8));
        } else {
            last_until = last_until.min(until);
        }
    }
    out.ties_last_until.push((id, last_until));
}

/// First onset is exogenous; relapse is the rarer the better one copes.
fn strikes(world: &World, person: &Person, draw: &Draw) -> bool {
    let parameters = &world.parameters;
    if person.category == 0 {
        return draw.hit(0, parameters.onset_per_week);
    }
    draw.hit(0, parameters.relapse_factor * parameters.onset_per_week * (1.0 - person.coping()))
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
    out.deposits.push(Deposit { person: id, on: On::Belief(EMPOWERMENT), cause: Cause::Onset, evidence });
    let luck = unit(world.chance.draw(Process::Onset, id, NOBODY, world.tick, 0).0[0]);
    share(parameters.onset_burden_low + (parameters.onset_burden_high - parameters.onset_burden_low) * luck)
}

/// The life problem that `id` has in every world: a matter of chance alone.
fn situation(world: &World, id: u32) -> Onset {
    let (chance, parameters) = (&world.chance, &world.parameters);
    let word = chance.draw(Process::Situation, id, NOBODY, 0, 0).0[0];
    let lots = chance.lots(Process::Needed, id, NOBODY, 0, 0);
    let needed = lots.smallest_of(TEXTBOOK, parameters.needed_textbook as u32)
        | lots.smallest_of(EXPERIENTIAL, parameters.needed_experiential as u32)
        | lots.smallest_of(PRIVATE, parameters.needed_private as u32);
    let first = chance.lots(Process::FirstInsights, id, NOBODY, 0, 0);
    let insights = first.smallest_of(needed, parameters.initial_insights as u32);
    Onset { person: id, category: 1 + pick(word, parameters.categories as u32) as u8, needed, insights }
}

/// Burden drifts up and falls with coping and empowerment.
fn drift(world: &World, person: &Person, draw: &Draw) -> u16 {
    if person.category == 0 && person.burden == 0 {
        return 0;
    }
    let parameters = &world.parameters;
    let empowerment = person.trust(EMPOWERMENT, parameters.prior_strength, &world.scale);
    let fall = parameters.coping_strength * person.coping() * (0.5 + 0.5 * empowerment);
    let luck = (2.0 * unit(draw.0[2]) - 1.0) * parameters.burden_luck;
    let change = round((parameters.burden_drift - fall + luck) * f64::from(ONE));
    (i64::from(person.burden) + change).clamp(0, i64::from(ONE)) as u16
}
