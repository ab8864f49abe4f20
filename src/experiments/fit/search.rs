//! Doing all particles of a fit, stage by stage.

use super::evaluation::{Evaluated, Readings};
use super::request::FitRequest;
use crate::analysis::design::lots::{Purpose, lot};
use crate::analysis::fit::{Batch, Course, FigureHeld, Left, Stage, Told};
use crate::ensemble::error::WorkError;
use crate::ensemble::observer::Watch;
use crate::ensemble::threads::take_turns;
use crate::scenario::{Rival, Scenario, Variants};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// What became of particles, by their numbers.
pub type Evaluations = BTreeMap<u32, Evaluated>;

/// A fit with all that follows from what was asked for.
#[derive(Clone, Debug)]
pub struct FitStudy {
    /// What was asked for.
    pub request: FitRequest,
    /// The scenario as it was named.
    pub scenario: Scenario,
    /// The same with only those regimes that are read.
    pub worlds: Scenario,
    pub(super) variants: Variants,
    pub(super) readings: Readings,
    /// The figures, in the order of the goals.
    pub held: Vec<FigureHeld>,
    /// Figures of which nothing can be said.
    pub left: Vec<Left>,
    /// The course before anything was done.
    pub course: Course,
    /// Weeks of people in the worlds of one particle.
    pub people_weeks_each: u64,
    /// The rival that is fitted in place of the full model.
    pub rival: Option<Rival>,
}

impl FitStudy {
    /// How many particles there are at most.
    #[must_use]
    pub fn particles(&self) -> u32 {
        self.course.sizes().evaluations
    }

    /// The seed of the worlds of a particle: no two have the same luck.
    #[must_use]
    pub fn seed_of(&self, number: u32) -> u32 {
        lot(self.scenario.seed, Purpose::Worlds, [number, 0, 0])[0]
    }

    /// What is set at a place of the unit cube, as after `--set`.
    #[must_use]
    pub fn sets(&self, units: &[f64]) -> Vec<String> {
        let set =
            |(factor, unit): (&crate::scenario::Factor, &f64)| format!("{}={}", factor.key, factor.scale.at(*unit));
        self.course.factors().iter().zip(units).map(set).collect()
    }

    /// Whether the priors allow a place: whether it gives a scenario.
    fn allows(&self, units: &[f64]) -> bool {
        self.variants.at(&self.sets(units)).is_ok()
    }

    /// Does everything that is not in `done` yet and puts it there, on `threads` threads; `keep` is told of each particle at
    /// once, from several threads, and `next` of each batch before it is begun. Ends early if `watch` says so; then some are
    /// missing.
    ///
    /// # Errors
    /// If the threads cannot be started.
    pub fn execute(
        &self,
        done: &mut Evaluations,
        threads: usize,
        watch: &dyn Watch,
        keep: &(dyn Fn(u32, &Evaluated) + Sync),
        next: &dyn Fn(&Course, Stage),
    ) -> Result<(), WorkError> {
        let mut course = self.course.clone();
        while let Some(batch) = course.ask(&|units| self.allows(units)) {
            next(&course, batch.stage);
            let open: Vec<u32> = numbers(&batch).filter(|number| !done.contains_key(number)).collect();
            let new = Mutex::new(Vec::new());
            take_turns(threads, open.len() as u64, watch, |turn| {
                let number = open[turn as usize];
                let Some(evaluated) = self.evaluate(number, &batch.units[(number - batch.first) as usize], watch)
                else {
                    return;
                };
                keep(number, &evaluated);
                new.lock().unwrap_or_else(PoisonError::into_inner).push((number, evaluated));
            })?;
            done.extend(new.into_inner().unwrap_or_else(PoisonError::into_inner));
            let Some(told) = told(&batch, done) else { return Ok(()) };
            course.tell(told);
        }
        for number in (0..self.particles()).filter(|number| !done.contains_key(number)).collect::<Vec<u32>>() {
            watch.spared(self.people_weeks_each);
            keep(number, &Evaluated::NotAsked);
            done.insert(number, Evaluated::NotAsked);
        }
        Ok(())
    }

    /// Where every particle lies that the fit asked for, as far as what is in `done` tells.
    #[must_use]
    pub fn asked(&self, done: &Evaluations) -> BTreeMap<u32, Vec<f64>> {
        let (mut course, mut all) = (self.course.clone(), BTreeMap::new());
        while let Some(batch) = course.ask(&|units| self.allows(units)) {
            all.extend(numbers(&batch).zip(batch.units.iter().cloned()));
            let Some(told) = told(&batch, done) else { break };
            course.tell(told);
        }
        all
    }

    /// The worlds of one particle; `None` if it was stopped.
    #[must_use]
    pub fn evaluate(&self, number: u32, units: &[f64], watch: &dyn Watch) -> Option<Evaluated> {
        let sets = [self.sets(units), vec![format!("seed={}", self.seed_of(number))]].concat();
        match self.variants.at(&sets) {
            Ok(scenario) => self.readings.evaluate(&scenario, watch),
            Err(problems) => Some(Evaluated::Failed(problems.to_string())),
        }
    }

    /// What came of the fit, if every particle that it asks for is in `done`.
    #[must_use]
    pub fn told(&self, done: &Evaluations) -> Option<Told> {
        let mut course = self.course.clone();
        while let Some(batch) = course.ask(&|units| self.allows(units)) {
            let told = told(&batch, done)?;
            course.tell(told);
        }
        course.told().cloned()
    }
}

/// What was told of a batch; `None` if some of it is missing.
fn told(batch: &Batch, done: &Evaluations) -> Option<Vec<Option<Vec<Vec<f64>>>>> {
    let one = |number| match done.get(&number) {
        Some(Evaluated::Worlds(worlds)) => Some(Some(worlds.clone())),
        Some(Evaluated::Failed(_)) => Some(None),
        Some(Evaluated::NotAsked) | None => None,
    };
    numbers(batch).map(one).collect()
}

fn numbers(batch: &Batch) -> std::ops::Range<u32> {
    batch.first..batch.first + batch.units.len() as u32
}
