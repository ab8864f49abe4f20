//! A civic act: something done for a stranger, from which a bridge may form and an insight become public.

use crate::model::chance::{NOBODY, Process};
use crate::model::episode::{Episode, UNTIED, Wish, With};
use crate::model::happened::Chunk;
use crate::model::ledger::{Cause, Phase};
use crate::model::outcome::{Help, Kind, Stake};
use crate::model::tie::Origin;
use crate::model::trust::Evidence;
use crate::model::world::World;

/// `person` acts. `turn` tells apart acts of one week; insights of `known` in `category` may become public.
pub fn act(world: &World, person: u32, turn: u32, known: u64, category: u8, out: &mut Chunk) {
    let (parameters, switches) = (&world.parameters, &world.switches);
    let draw = world.chance.draw(Process::Act, person, NOBODY, world.tick, turn);
    let stranger = world.outsider(person, draw.0[0]);
    let help = if switches.help_always_felt { Help::Full } else { Help::Good };
    let kind = Kind::of(Cause::Act, With::Peer, Stake::Favour, help);
    let (near, far) = (world.ties.slot(stranger, person), world.ties.slot(person, stranger));
    let (near, far) = (near.unwrap_or(UNTIED), far.unwrap_or(UNTIED));
    out.episodes.push(Episode { ego: stranger, alter: person, near, far, kind });
    out.acted.push(person);
    if near == UNTIED && draw.hit(1, parameters.bridge_chance) && switches.tie_forming {
        let evidence = world.outcomes.of(kind).tie.evidence;
        out.wishes.push(wish(world, stranger, person, Origin::Helper, Phase::Community, Some((Cause::Act, evidence))));
    }
    if category > 0 && switches.public_insights && draw.hit(2, parameters.public_chance) {
        let home = world.neighbourhood(person);
        let unknown = known & !world.public[world.place(home, category)];
        let lots = world.chance.lots(Process::Public, person, NOBODY, world.tick, turn);
        let bit = lots.smallest(unknown);
        if bit != 0 {
            out.public.push((home, category, bit, world.worker_of(person)));
        }
    }
}

/// A tie that `ego` and `alter` wish for; `evidence`, with its cause, is for the end of `ego`, at which help then came in.
#[must_use]
pub fn wish(
    world: &World,
    ego: u32,
    alter: u32,
    origin: Origin,
    phase: Phase,
    evidence: Option<(Cause, Evidence)>,
) -> Wish {
    let (low, high) = (ego.min(alter), ego.max(alter));
    let draw = world.chance.draw(Process::Tie, low, high, world.tick, phase as u32);
    let (cause, amount) = evidence.unwrap_or((Cause::Refusal, Evidence::default()));
    Wish { ego, alter, lot: draw.lot(0), origin, cause, evidence: amount, helped: evidence.is_some() }
}
