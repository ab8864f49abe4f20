//! Watching the lots of the waiting list: see [`crate::record::draws`].

use crate::model::ledger::Phase;
use crate::model::measure::{MEASURES, Measured, measured, steps};
use crate::model::rules::admission::{Places, places};
use crate::model::state::tie::NEVER;
use crate::model::state::world::World;
use crate::record::draws::{Draws, READ_AFTER};

const M: usize = MEASURES.len();

/// Somebody in a draw.
#[derive(Clone, Copy, Debug)]
struct InDraw {
    person: u32,
    won: bool,
    turns: u16,
}

/// A draw that is to be read.
#[derive(Clone, Debug)]
struct Open {
    tick: u32,
    people: Vec<InDraw>,
}

/// Somebody who waits as Stay begins, and for which places.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    places: Places,
    via: u32,
    person: u32,
}

/// Draws as they are seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Watched {
    candidates: Vec<Candidate>,
    /// The tick in which each was in a draw; never, if in none.
    drew: Vec<u16>,
    open: Vec<Open>,
    sums: Draws,
}

impl Watched {
    pub(super) fn look(&mut self, phase: Phase, world: &World) {
        match phase {
            Phase::Meet => self.before(world),
            Phase::Stay => self.after(world),
            _ => (),
        }
    }

    /// Notes who waits, and for the same places as whom.
    fn before(&mut self, world: &World) {
        self.candidates.clear();
        let Some(structure) = world.structure() else { return };
        for application in world.waiting() {
            let (person, via) = (application.person, application.via);
            if !world.in_need(person) {
                continue;
            }
            self.candidates.push(Candidate { places: places(world.view(), structure, application), via, person });
        }
        self.candidates.sort_unstable_by_key(|one| (one.places, one.person));
    }

    /// Notes who got in and who did not.
    fn after(&mut self, world: &World) {
        self.drew.resize(world.people().len(), NEVER);
        let Self { candidates, drew, open, .. } = self;
        for same in candidates.chunk_by(|a, b| a.places == b.places) {
            let turns = |person: u32| world.people()[person as usize].turns;
            let outcome = |one: &Candidate| {
                let own = &world.courses()[one.person as usize];
                // Who came through somebody who has just left waited for other places in the end.
                let came_through = matches!(one.places, Places::Network(_));
                let lost_link = came_through && !world.courses()[one.via as usize].is_member();
                let decided = own.is_member() || own.waits();
                // Who drew before somebody else came into the place was another person.
                let drew = drew[one.person as usize];
                let counts = decided && !lost_link && (drew == NEVER || drew < own.arrived);
                counts.then_some(InDraw { person: one.person, won: own.is_member(), turns: turns(one.person) })
            };
            let people: Vec<InDraw> = same.iter().filter_map(outcome).collect();
            if people.iter().any(|one| one.won) && people.iter().any(|one| !one.won) {
                people.iter().for_each(|one| drew[one.person as usize] = world.tick() as u16);
                open.push(Open { tick: world.tick(), people });
            }
        }
    }

    /// Reads the draws that are old enough, beside the twins `without`.
    pub(super) fn read(&mut self, world: &World, without: &[Measured]) {
        let due = self.open.partition_point(|draw| draw.tick + READ_AFTER < world.tick());
        for draw in self.open.drain(..due) {
            add(&mut self.sums, &draw, world, without);
        }
    }

    /// What the draws say that could be read.
    pub(super) fn finish(self) -> Draws {
        self.sums
    }
}

/// Sums over the winners or the losers of one draw.
#[derive(Default)]
struct DrawSide {
    n: f64,
    turns: f64,
    with: [f64; M],
    without: [f64; M],
}

/// Adds a draw that is old enough to be read.
fn add(sums: &mut Draws, draw: &Open, world: &World, without: &[Measured]) {
    let mut sides = [DrawSide::default(), DrawSide::default()];
    let arrived = |one: &&InDraw| u32::from(world.courses()[one.person as usize].arrived);
    // Who has left since, in both worlds, is not read.
    for one in draw.people.iter().filter(|one| arrived(one) <= draw.tick) {
        let side = &mut sides[usize::from(one.won)];
        side.n += 1.0;
        side.turns += f64::from(world.people()[one.person as usize].turns.saturating_sub(one.turns));
        let (with, without) = (measured(world, one.person), &without[one.person as usize]);
        for measure in 0..M {
            side.with[measure] += f64::from(with[measure]) / steps(measure);
            side.without[measure] += f64::from(without[measure]) / steps(measure);
        }
    }
    let [lost, won] = sides;
    if lost.n * won.n == 0.0 {
        return;
    }
    let weight = won.n * lost.n / (won.n + lost.n);
    let gap = |won_sum: f64, lost_sum: f64| weight * (won_sum / won.n - lost_sum / lost.n);
    sums.draws += 1;
    sums.won += won.n as i64;
    sums.lost += lost.n as i64;
    sums.weight += weight;
    sums.turns += gap(won.turns, lost.turns);
    for measure in 0..M {
        sums.with[measure] += gap(won.with[measure], lost.with[measure]);
        sums.without[measure] += gap(won.without[measure], lost.without[measure]);
    }
}
