//! Draws of the posterior in fresh worlds: what a fitted model says where none of its particles was chosen.

use super::evaluation::Evaluated;
use super::search::FitStudy;
use super::study::MOST_PARTICLES;
use crate::analysis::fit::{Draws, Told, Worlds};
use crate::ensemble::error::WorkError;
use crate::ensemble::observer::Watch;
use crate::ensemble::threads::take_turns;
use std::sync::{Mutex, PoisonError};

impl FitStudy {
    /// Simulates so many draws of the posterior again, on `threads` threads: the worlds of each, in the order of draws. A draw
    /// has luck that no particle had, and the same as the draw of that number of every fit with this seed. `None` if `watch`
    /// ended it early; the worlds of a draw that could not be simulated are none.
    ///
    /// # Errors
    /// If the threads cannot be started.
    pub fn fresh(
        &self,
        told: &Told,
        draws: Draws,
        threads: usize,
        watch: &dyn Watch,
    ) -> Result<Option<Vec<Worlds>>, WorkError> {
        let places = draws.of(&told.posterior, self.scenario.seed);
        let new = Mutex::new(vec![None; places.len()]);
        take_turns(threads, places.len() as u64, watch, |turn| {
            let units = &told.posterior.particles[places[turn as usize]].units;
            // Particles of a fit have smaller numbers.
            let worlds = match self.evaluate(MOST_PARTICLES + turn as u32, units, watch) {
                Some(Evaluated::Worlds(worlds)) => Some(worlds),
                Some(Evaluated::Failed(_) | Evaluated::NotAsked) => Some(Vec::new()),
                None => None,
            };
            new.lock().unwrap_or_else(PoisonError::into_inner)[turn as usize] = worlds;
        })?;
        Ok(new.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect())
    }
}
