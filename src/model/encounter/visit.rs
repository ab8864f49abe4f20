//! A visit to the desk about a technical need, and the wait for it.

use super::{comfort, hearing, hearsay};
use crate::model::chance::{Draw, NOBODY};
use crate::model::episode::{AtDesk, Deposit, Episode, On, UNTIED, With};
use crate::model::happened::Chunk;
use crate::model::ledger::Cause;
use crate::model::outcome::{Help, Kind, Stake};
use crate::model::person::{GENERAL, SERVICES};
use crate::model::share::round;
use crate::model::tie::NEVER;
use crate::model::trust::Evidence;
use crate::model::world::World;

/// `person` is served with the luck of `draw`.
pub fn visit(world: &World, person: u32, draw: &Draw, out: &mut Chunk) {
    let solved = draw.hit(2, world.parameters.visit_solved);
    let full = solved || world.switches.help_always_felt;
    let help = if full { Help::Full } else { comfort(world, draw.0[3], false) };
    let kind = Kind::of(Cause::Visit, With::Worker, Stake::Favour, help);
    out.episodes.push(Episode { ego: person, alter: NOBODY, near: UNTIED, far: UNTIED, kind });
    hearsay(world, out, person, NOBODY, hearing(world, person, 0), kind);
    out.met_worker.push(person);
    out.tally.desk += thousandths(world);
    out.desk.push((person, if solved { AtDesk::Solved } else { AtDesk::Served }));
}

/// Thousandths of an hour that a visit takes.
pub(crate) fn thousandths(world: &World) -> i64 {
    round(world.parameters.desk_hours * 1000.0)
}

/// `person` has waited since `since` and goes on waiting: every few weeks that is felt as a refusal.
pub fn wait(world: &World, person: u32, since: u16, out: &mut Chunk) {
    if since == NEVER || !world.switches.waiting_felt {
        return;
    }
    let weeks = world.tick - u32::from(since);
    if weeks == 0 || !weeks.is_multiple_of(world.parameters.waiting_felt_weeks as u32) {
        return;
    }
    let stake = world.parameters.stake_favour;
    for (belief, stake) in [(SERVICES, stake), (GENERAL, world.parameters.stake_shared * stake)] {
        let evidence = Evidence::new(stake, 0.0);
        out.deposits.push(Deposit { person, on: On::Belief(belief as u8), cause: Cause::Waiting, evidence });
    }
}
