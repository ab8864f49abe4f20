//! The whole course of a fit: it asks for particles to be evaluated, and is told what came of them.
//!
//! Everything is a function of the seed and of what was told, so a fit that was killed asks for the same particles again.

use super::distance::{Yardstick, in_all};
use super::draws::uniform;
use super::goal::{Goal, GoalScale};
use super::kernel::Kernel;
use super::population::{Particle, Population};
use super::posterior::Posterior;
use super::predictive::GoalFit;
use super::screening::Screening;
use super::sizes::{FitSizes, SizesError};
use super::told::{Ended, Generation, Told};
use crate::analysis::design::lots::Purpose;
use crate::analysis::sensitivity::{Method, SensitivityDesign};
use crate::scenario::Factor;

/// Levels of the grid of the screening.
const LEVELS: u32 = 4;
/// Resamples of the screening: its intervals are not told.
const RESAMPLES: u32 = 100;
/// How often a place is drawn that the prior does not allow, before it is taken as it is.
const ATTEMPTS: u32 = 10_000;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Finding the parameters worth fitting.
    Screening,
    /// The first population, drawn from the priors.
    Prior,
    /// A generation, from 1.
    Generation(u32),
    /// Particles of the posterior with fresh luck.
    Predictive,
}

/// Particles to be evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// What for.
    pub stage: Stage,
    /// The number of the first of them; the others follow.
    pub first: u32,
    /// Where each lies in the unit cube.
    pub units: Vec<Vec<f64>>,
}

/// A value a goal for each world of a particle.
pub type Worlds = Vec<Vec<f64>>;

/// What came of a particle; `None` if a world failed.
pub type Evaluation = Option<Worlds>;

/// The course of a fit.
#[derive(Clone, Debug)]
pub struct Course {
    factors: Vec<Factor>,
    goals: Vec<Goal>,
    sizes: FitSizes,
    seed: u32,
    screening_design: Option<SensitivityDesign>,
    screening: Screening,
    scales: Vec<GoalScale>,
    prior: Vec<Particle>,
    population: Population,
    generations: Vec<Generation>,
    ended: Option<Ended>,
    asked: Option<Asked>,
    next: u32,
    told: Option<Told>,
}

/// What was asked for and not told yet.
#[derive(Clone, Debug)]
struct Asked {
    batch: Batch,
    /// The weight of each particle.
    weights: Vec<f64>,
}

impl Course {
    /// A fit of `factors` to `goals`, before anything is evaluated. Where there are no more factors than may be fitted there
    /// is no screening.
    ///
    /// # Errors
    /// If a size is too small, or the budget for all of them.
    pub fn new(factors: Vec<Factor>, goals: Vec<Goal>, sizes: FitSizes, seed: u32) -> Result<Self, SizesError> {
        if !goals.iter().any(|goal| goal.fitted && goal.weight > 0.0) {
            return Err(SizesError::NoGoal);
        }
        if sizes.population < 4 || !sizes.population.is_multiple_of(2) {
            return Err(SizesError::Population(sizes.population));
        }
        let counts = [("parameters that are fitted", 1, sizes.fitted), ("predictive particles", 2, sizes.predictive)];
        if let Some((what, least, given)) = counts.into_iter().find(|(_, least, given)| given < least) {
            return Err(SizesError::TooFew { what, least, given });
        }
        let screening_design = if factors.len() > sizes.fitted as usize {
            let method = Method::Morris { trajectories: sizes.trajectories, levels: LEVELS };
            Some(SensitivityDesign::new(method, factors.clone(), seed)?.with_resamples(RESAMPLES)?)
        } else {
            None
        };
        let screened = screening_design.as_ref().map_or(0, SensitivityDesign::len) as u32;
        let least = screened + sizes.population + sizes.predictive;
        if sizes.evaluations < least {
            return Err(SizesError::Budget { least, given: sizes.evaluations });
        }
        let screening = Screening::none(factors.len());
        Ok(Self {
            factors,
            goals,
            sizes,
            seed,
            screening_design,
            screening,
            scales: Vec::new(),
            prior: Vec::new(),
            population: Population::default(),
            generations: Vec::new(),
            ended: None,
            asked: None,
            next: 0,
            told: None,
        })
    }

    /// The same, on a scale that is known already: that of a fit to the same goals, of whose worlds the luck of each goal is
    /// that in `luck`. NaN stands for a goal that no particle had a value for.
    #[must_use]
    pub fn measured_by(self, luck: &[f64]) -> Self {
        let scale = |(goal, &luck): (&Goal, &f64)| GoalScale { error: goal.error, luck, discrepancy: goal.discrepancy };
        let scales = self.goals.iter().zip(luck).map(scale).collect();
        Self { scales, ..self }
    }

    /// How large it is.
    #[must_use]
    pub fn sizes(&self) -> FitSizes {
        self.sizes
    }

    /// The points of the screening, if there is one.
    #[must_use]
    pub fn screening_design(&self) -> Option<&SensitivityDesign> {
        self.screening_design.as_ref()
    }

    /// The parameters that may be fitted.
    #[must_use]
    pub fn factors(&self) -> &[Factor] {
        &self.factors
    }

    /// What the model is held against.
    #[must_use]
    pub fn goals(&self) -> &[Goal] {
        &self.goals
    }

    /// What is to be evaluated next; `None` when all is done. `allows` says which places the priors allow: those that give a
    /// scenario. Asked twice without being told, it asks for the same.
    pub fn ask(&mut self, allows: &(dyn Fn(&[f64]) -> bool + Sync)) -> Option<Batch> {
        if self.asked.is_none() {
            self.asked = self.following(allows);
        }
        self.asked.as_ref().map(|asked| asked.batch.clone())
    }

    fn following(&self, allows: &(dyn Fn(&[f64]) -> bool + Sync)) -> Option<Asked> {
        let stage = self.stage()?;
        let first = if stage == Stage::Predictive { self.sizes.evaluations - self.sizes.predictive } else { self.next };
        let half = self.sizes.population / 2;
        let (units, weights): (Vec<Vec<f64>>, Vec<f64>) = match stage {
            Stage::Screening => {
                let design = self.screening_design.as_ref()?;
                (0..design.len()).map(|point| (design.units(point), 1.0)).unzip()
            }
            Stage::Prior => {
                (first..first + self.sizes.population).map(|number| (self.drawn(number, allows), 1.0)).unzip()
            }
            Stage::Generation(_) => self.children(first..first + half, allows),
            Stage::Predictive => {
                let lot = uniform(self.seed, Purpose::Predictive, [0; 3]);
                let taken = Posterior::systematic(&self.population.weights(), self.sizes.predictive as usize, lot);
                taken.into_iter().map(|place| (self.population.kept[place].units.clone(), 1.0)).unzip()
            }
        };
        Some(Asked { batch: Batch { stage, first, units }, weights })
    }

    fn stage(&self) -> Option<Stage> {
        let after = self.generations.last().map(|last| last.number);
        match (self.told.is_some(), self.ended, after) {
            (true, ..) => None,
            (_, Some(_), _) => Some(Stage::Predictive),
            (_, _, Some(number)) => Some(Stage::Generation(number + 1)),
            _ if self.next == 0 && self.screening_design.is_some() => Some(Stage::Screening),
            _ => Some(Stage::Prior),
        }
    }

    /// A place by the prior.
    fn by_prior(&self, number: u32, attempt: u32) -> Vec<f64> {
        (0..self.factors.len() as u32)
            .map(|factor| uniform(self.seed, Purpose::Prior, [number, factor, attempt]))
            .collect()
    }

    /// The first place by the prior that it allows.
    fn drawn(&self, number: u32, allows: &dyn Fn(&[f64]) -> bool) -> Vec<f64> {
        let tried = (0..ATTEMPTS).map(|attempt| self.by_prior(number, attempt));
        tried.into_iter().find(|units| allows(units)).unwrap_or_else(|| self.by_prior(number, 0))
    }

    /// New particles around those that were kept, with their weights.
    fn children(
        &self,
        numbers: std::ops::Range<u32>,
        allows: &(dyn Fn(&[f64]) -> bool + Sync),
    ) -> (Vec<Vec<f64>>, Vec<f64>) {
        let fitted = self.screening.fitted();
        let kernel = self.population.kernel(&fitted);
        let (mut attempts, made) = (0_u64, numbers.len());
        let mut children = Vec::with_capacity(made);
        for number in numbers {
            let mut child = None;
            for attempt in 0..ATTEMPTS {
                attempts += 1;
                let place = kernel.draw(self.seed, number, attempt);
                if place.iter().any(|unit| !(0.0..=1.0).contains(unit)) {
                    continue;
                }
                let mut units = self.by_prior(number, attempt);
                fitted.iter().zip(&place).for_each(|(&factor, &unit)| units[factor] = unit);
                if allows(&units) {
                    child = Some(units);
                    break;
                }
            }
            children.push(child.unwrap_or_else(|| self.drawn(number, allows)));
        }
        // Of the mixture only what the prior allows counts, and that is denser by as much as was refused.
        let inside = made as f64 / attempts.max(1) as f64;
        let weights = weights(&kernel, &fitted, &children, inside);
        (children, weights)
    }

    /// Takes in what came of all that was asked for, in that order.
    pub fn tell(&mut self, evaluations: Vec<Evaluation>) {
        let Some(Asked { batch, weights }) = self.asked.take() else { return };
        let worlds: Vec<Worlds> = evaluations.into_iter().map(Option::unwrap_or_default).collect();
        if self.scales.is_empty() {
            // The first that were simulated tell how large luck is; from then on the scale stays.
            self.scales = scales(&self.goals, &worlds);
        }
        match batch.stage {
            Stage::Screening => self.screen(&worlds),
            Stage::Prior => {
                self.prior = self.particles(&batch, weights, worlds);
                self.keep(self.prior.clone(), f64::NAN, 0);
            }
            Stage::Generation(number) => {
                let new = self.particles(&batch, weights, worlds);
                let acceptance = self.population.acceptance(&new);
                let all = std::mem::take(&mut self.population.kept).into_iter().chain(new).collect();
                self.keep(all, acceptance, number);
            }
            Stage::Predictive => self.finish(&batch, &worlds),
        }
        if batch.stage != Stage::Predictive {
            self.next += batch.units.len() as u32;
        }
        if !self.generations.is_empty() && self.ended.is_none() {
            self.ended = self.is_at_end();
        }
        if let Some(last) = self.generations.last_mut().filter(|_| batch.stage != Stage::Predictive) {
            last.evaluated = self.next;
        }
    }

    fn yardstick(&self) -> Yardstick<'_> {
        Yardstick { goals: &self.goals, scales: &self.scales, seed: self.seed }
    }

    fn screen(&mut self, worlds: &[Worlds]) {
        let Some(design) = &self.screening_design else { return };
        let yardstick = self.yardstick();
        let means = |worlds: &Worlds| -> Vec<f64> { (0..self.goals.len()).map(|goal| in_all(worlds, goal)).collect() };
        let away: Vec<Vec<f64>> = worlds.iter().map(|worlds| yardstick.away(&means(worlds))).collect();
        self.screening = Screening::of(design, &yardstick, &away, self.sizes.fitted as usize);
    }

    fn particles(&self, batch: &Batch, weights: Vec<f64>, worlds: Vec<Worlds>) -> Vec<Particle> {
        let yardstick = self.yardstick();
        let each = (batch.first..).zip(&batch.units).zip(weights.into_iter().zip(worlds));
        each.map(|((number, units), (weight, worlds))| {
            let distance = yardstick.distance(number, &worlds);
            Particle { number, units: units.clone(), weight, distance, worlds }
        })
        .collect()
    }

    /// Keeps the nearer half.
    fn keep(&mut self, particles: Vec<Particle>, acceptance: f64, number: u32) {
        self.population = Population::nearest(particles, self.sizes.population as usize / 2);
        let nearest = self.population.kept.first().map_or(f64::NAN, |first| first.distance);
        let (tolerance, effective) = (self.population.tolerance(), self.population.effective());
        self.generations.push(Generation { number, evaluated: 0, tolerance, nearest, acceptance, effective });
    }

    fn is_at_end(&self) -> Option<Ended> {
        let acceptance = self.generations.last()?.acceptance;
        if acceptance < self.sizes.least_acceptance {
            return Some(Ended::Acceptance);
        }
        let left = self.sizes.evaluations - self.sizes.predictive - self.next;
        (left < self.sizes.population / 2).then_some(Ended::Budget)
    }

    fn finish(&mut self, batch: &Batch, worlds: &[Worlds]) {
        let yardstick = self.yardstick();
        let goal = |goal| GoalFit::of(&yardstick, goal, &self.prior, (batch.first, worlds));
        let goals = (0..self.goals.len()).map(goal).collect();
        let mut particles = std::mem::take(&mut self.population).kept;
        particles.sort_by_key(|particle| particle.number);
        let posterior = Posterior::new(particles, self.screening.fitted());
        self.told = Some(Told {
            screening: self.screening.clone(),
            scales: self.scales.clone(),
            generations: self.generations.clone(),
            ended: self.ended.unwrap_or(Ended::Budget),
            posterior,
            goals,
        });
    }

    /// What came of it, when all is done.
    #[must_use]
    pub fn told(&self) -> Option<&Told> {
        self.told.as_ref()
    }

    /// How far it is: all populations until now.
    #[must_use]
    pub fn generations(&self) -> &[Generation] {
        &self.generations
    }
}

/// How much more likely the prior, which is even, makes each particle than the way in which it was made.
fn weights(kernel: &Kernel, fitted: &[usize], children: &[Vec<f64>], inside: f64) -> Vec<f64> {
    let weight = |units: &Vec<f64>| {
        let place: Vec<f64> = fitted.iter().map(|&factor| units[factor]).collect();
        inside / kernel.density(&place)
    };
    children.iter().map(weight).collect()
}

/// The scale of each goal from all worlds of the first particles.
fn scales(goals: &[Goal], worlds: &[Worlds]) -> Vec<GoalScale> {
    let of = |(place, goal): (usize, &Goal)| {
        let particles: Vec<Vec<f64>> =
            worlds.iter().map(|worlds| worlds.iter().map(|world| world[place]).collect()).collect();
        GoalScale::of(goal, &particles)
    };
    goals.iter().enumerate().map(of).collect()
}
