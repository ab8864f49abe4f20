//! A town to look at: everybody in it, frame by frame.
//!
//! Bytes, little-endian. First six numbers of 4 bytes: people, people in a neighbourhood, frames, weeks between frames, and the
//! two halves of the hash of the state at the horizon, the lower first. Then frame by frame:
//!
//! | bytes | what |
//! | --- | --- |
//! | 4, 4, 4 | week, networks open, ties |
//! | 2 for each person | network in which the person is a member, from 1; 0: none |
//! | 2 for each person | network in which the person supports, from 1; 0: none |
//! | 1 for each person | need: 0 never, 1 in need, 2 recovered; plus 4: has a technical need, plus 8: waits for a place |
//! | 1 for each person | trust in people, 0 to 255 |
//! | 1 for each person | trust in services, 0 to 255 |
//! | 1 for each person | burden, 0 to 255 |
//! | 2, 2 for each tie | its two ends, the lower number first |

use super::Answer;
use mutua::model::state::person::{GENERAL, SERVICES};
use mutua::{Scenario, Simulation, World};

/// More people than that have no room in two bytes.
const MOST_PEOPLE: u32 = 60_000;

/// The frames of one run, week 0 first.
pub(super) fn town(text: &str, regime: usize, replicate: u32, every: u32) -> Answer {
    let scenario = Scenario::parse(text)?;
    if scenario.people > MOST_PEOPLE || scenario.towns() > 1 || every == 0 {
        return Err(format!("a town to look at has at most {MOST_PEOPLE} people").into());
    }
    let regime = scenario.regimes.get(regime).ok_or("there is no such regime")?;
    let mut simulation = Simulation::begin(&scenario, &regime.name, replicate)?;
    let mut frames = Vec::new();
    put_frame(&mut frames, &simulation);
    let mut count = 1_u32;
    while simulation.week() < scenario.weeks {
        simulation.step()?;
        if simulation.week().is_multiple_of(every) || simulation.week() == scenario.weeks {
            put_frame(&mut frames, &simulation);
            count += 1;
        }
    }
    let hash = simulation.world().hash();
    let (_, neighbours) = simulation.world().neighbours(0);
    let mut out = Vec::with_capacity(frames.len() + 24);
    for number in [scenario.people, neighbours, count, every, hash as u32, (hash >> 32) as u32] {
        out.extend(number.to_le_bytes());
    }
    out.append(&mut frames);
    Ok(out)
}

fn put_frame(out: &mut Vec<u8>, simulation: &Simulation) {
    let world = simulation.world();
    let people = world.people().len() as u32;
    let ties: Vec<(u16, u16)> = (0..people)
        .flat_map(|person| {
            let alters = world.ties().of(person).filter(|tie| tie.is_held()).map(|tie| tie.alter());
            alters.filter(move |&alter| alter > person).map(move |alter| (person as u16, alter as u16))
        })
        .collect();
    let (mut member, mut supports) = (vec![0_u16; people as usize], vec![0_u16; people as usize]);
    let mut open = 0_u32;
    for network in world.networks().iter().filter(|network| network.open) {
        open += 1;
        network.members().iter().for_each(|&one| member[one as usize] = open as u16);
        network.supporters().iter().for_each(|&one| supports[one as usize] = open as u16);
    }
    for number in [simulation.week(), open, ties.len() as u32] {
        out.extend(number.to_le_bytes());
    }
    member.iter().chain(&supports).for_each(|number| out.extend(number.to_le_bytes()));
    out.extend((0..people).map(|person| status(world, person)));
    let view = world.view();
    for belief in [GENERAL, SERVICES] {
        out.extend((0..people).map(|person| share(view.trust(person, belief))));
    }
    out.extend((0..people).map(|person| share(view.burden(person))));
    ties.iter().for_each(|(a, b)| out.extend(a.to_le_bytes().into_iter().chain(b.to_le_bytes())));
}

fn status(world: &World, person: u32) -> u8 {
    let need = match (world.in_need(person), world.recovered(person)) {
        (true, _) => 1,
        (_, true) => 2,
        _ => 0,
    };
    let waits = world.courses()[person as usize].waits();
    need | u8::from(world.technical(person)) << 2 | u8::from(waits) << 3
}

/// A share in 255 steps.
fn share(share: f64) -> u8 {
    (share * 255.0 + 0.5) as u8
}
