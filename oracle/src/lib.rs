//! A second, naive implementation of the model, written from `docs/odd.md` alone and compared with `mutua`
//! state by state. It shares no code with it: its own chance, numbers and world. Slow and plain is right here:
//! "the world as the previous phase left it" is a clone of the world.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in an oracle a broken invariant should stop everything")]

mod admission;
mod carers;
mod chance;
mod community;
mod everyday;
mod life;
mod meet;
mod moving;
mod numbers;
mod scenario;
mod seek;
mod setup;
mod state;
mod stay;
mod trust;
mod turn;
mod vectors;
mod written;

use scenario::Settings;
use state::World;
pub use vectors::vector;

/// One line of a state written down (section 7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `world`, `person`, `worker`, `neighbourhood` or `network`.
    pub entity: &'static str,
    /// Number of the entity.
    pub number: u32,
    /// Name of the field.
    pub field: String,
    /// Its value; −1 for what there is none of.
    pub value: i128,
}

/// What a phase does to a world.
type Phase = fn(&mut World);

/// The phases of a tick (section 3).
const PHASES: [(&str, Phase); 6] = [
    ("life", World::life),
    ("everyday", World::everyday),
    ("seek", World::seek),
    ("meet", World::meet),
    ("stay", World::stay),
    ("community", World::community),
];

/// A world that goes forward phase by phase.
#[derive(Debug)]
pub struct Oracle {
    world: World,
    next: usize,
}

impl Oracle {
    /// Sets up the world of a replicate (section 4.0).
    ///
    /// `scenario` is the text of a resolved scenario, `regime` the name of a regime in it or "none".
    ///
    /// # Errors
    /// If the scenario cannot be read, lacks a value, or has no such regime.
    pub fn new(scenario: &str, regime: &str, replicate: u32) -> Result<Self, String> {
        Ok(Self { world: World::new(Settings::read(scenario, regime)?, replicate), next: 0 })
    }

    /// The state (section 7), after set-up or after the last phase done.
    #[must_use]
    pub fn state(&self) -> Vec<Line> {
        self.world.written()
    }

    /// Does the next phase and returns its name. The burn-in ends before the Life of its tick.
    pub fn phase(&mut self) -> &'static str {
        if self.next == 0 && self.world.tick == self.world.set.burn_in_weeks {
            self.world.end_burn_in();
        }
        let (name, act) = PHASES[self.next];
        act(&mut self.world);
        self.next += 1;
        if self.next == PHASES.len() {
            self.next = 0;
            self.world.tick += 1;
        }
        name
    }

    /// The tick of the next phase to be done.
    #[must_use]
    pub fn tick(&self) -> u32 {
        self.world.tick
    }
}
