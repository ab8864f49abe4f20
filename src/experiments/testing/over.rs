//! A test over everything that fits what is known: each of its units is a draw of a posterior with luck of its own, read over
//! several worlds.

use crate::analysis::design::Design;
use crate::analysis::design::lots::{Purpose, lot};
use crate::experiments::draws::LEAST_WORLDS;
use crate::experiments::error::StudyError;
use crate::experiments::particles::{DrawsError, PosteriorFile};
use crate::scenario::{Scenario, Variants, sha256_of};
use std::collections::BTreeSet;

/// The draws that are the units of a test.
#[derive(Clone, Debug)]
pub struct TestDraws {
    design: Design,
    variants: Variants,
}

/// The seed of a test over a posterior: whoever takes another posterior gets other worlds, too.
pub(super) fn seed_over(seed: u32, file: &PosteriorFile) -> u32 {
    let text = format!("{seed}\n{}", file.sha256);
    u32::from_str_radix(&sha256_of(text.as_bytes())[..8], 16).unwrap_or_default()
}

impl TestDraws {
    /// Those that the design of `scenario` lists, one for each of so many units.
    pub(super) fn of(scenario: &Scenario, units: u32) -> Result<Self, StudyError> {
        let Some(design) = Design::of(scenario) else {
            return Err(StudyError::NoDesign { scenario: scenario.name.clone() });
        };
        if design.len() != units as usize {
            return Err(StudyError::Draws(DrawsError::Number { draws: design.len(), units }));
        }
        design.check(scenario)?;
        Ok(Self { design, variants: Variants::of(scenario)? })
    }

    /// The scenarios of the worlds of a unit: the same draw, each with luck of its own; with the regimes of `worlds`, the
    /// scenario of the test.
    pub(super) fn at(&self, unit: u32, worlds: &Scenario) -> Result<Vec<Scenario>, StudyError> {
        let drawn = self.variants.at(&self.design.point(unit as usize).sets())?;
        let tested = |name: &str| worlds.regimes.iter().any(|regime| regime.name == name);
        let regimes: Vec<_> = drawn.regimes.iter().filter(|regime| tested(&regime.name)).cloned().collect();
        let world = |world| Scenario {
            seed: seed_of(worlds.seed, unit, world),
            replicates: 1,
            regimes: regimes.clone(),
            ..drawn.clone()
        };
        Ok((0..LEAST_WORLDS).map(world).collect())
    }

    /// How many of the first so many draws are of different particles.
    #[must_use]
    pub fn distinct(&self, units: u32) -> usize {
        (0..units as usize).map(|unit| self.design.point(unit).sets()).collect::<BTreeSet<_>>().len()
    }

    /// What varies from draw to draw.
    #[must_use]
    pub fn keys(&self) -> usize {
        self.design.keys().len()
    }
}

/// The seed of a world of a unit.
pub(super) fn seed_of(seed: u32, unit: u32, world: u32) -> u32 {
    lot(seed, Purpose::Worlds, [unit, 2, world])[0]
}
