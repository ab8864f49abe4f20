//! What is asked of a fit, and what that comes to.

use super::evaluation::Readings;
use super::request::FitRequest;
use super::search::FitStudy;
use crate::analysis::fit::{Course, FitSizes, Goals, SizesError};
use crate::experiments::error::StudyError;
use crate::scenario::{DesignKind, Scenario, Variants};

impl FitRequest {
    pub(in crate::experiments) fn study(&self, scenario: Scenario) -> Result<FitStudy, StudyError> {
        let Some(table) = scenario.design.clone() else {
            return Err(StudyError::NoPriors { scenario: scenario.name });
        };
        if matches!(table.kind, DesignKind::Points(_)) {
            return Err(StudyError::NoRanges { scenario: scenario.name });
        }
        let Goals { goals, held, left } = Goals::of(&scenario);
        let mut used: Vec<usize> = held.iter().map(|held| held.regime).collect();
        // Twins are in the world without helping networks.
        if held.iter().any(|held| held.observable.needs_twins()) {
            used.extend(scenario.without_help());
        }
        // A factor may be a field of a regime that no figure reads.
        let named = |regime: &usize| {
            let of_it = format!("regime.{}.", scenario.regimes[*regime].name);
            table.factors.iter().any(|factor| factor.key.starts_with(&of_it))
        };
        used.extend((0..scenario.regimes.len()).filter(named));
        used.sort_unstable();
        used.dedup();
        // Only what is read has to be run.
        let regimes = used.iter().map(|&regime| scenario.regimes[regime].clone()).collect();
        let place = |regime| used.iter().position(|used| *used == regime).unwrap_or(0);
        let readings = Readings { read: held.iter().map(|held| (held.observable, place(held.regime))).collect() };
        let worlds = Scenario { regimes, ..scenario.plain() };
        if used.is_empty() {
            return Err(StudyError::Fit(SizesError::NoGoal));
        }
        let each = readings.plan(&worlds).people_weeks.max(1);
        let sizes = FitSizes {
            evaluations: u32::try_from(self.people_weeks / each).unwrap_or(u32::MAX).min(MOST_PARTICLES),
            population: self.population,
            trajectories: self.trajectories,
            fitted: self.fitted,
            predictive: self.predictive,
            least_acceptance: self.least_acceptance,
        };
        let course = Course::new(table.factors, goals, sizes, scenario.seed).map_err(|error| match error {
            SizesError::Budget { least, .. } => {
                StudyError::FitBudget { particles: least, least: u64::from(least) * each, given: self.people_weeks }
            }
            other => StudyError::Fit(other),
        })?;
        if let Some(design) = course.screening_design() {
            design.check(&scenario)?;
        }
        let variants = Variants::of(&worlds)?;
        Ok(FitStudy {
            request: *self,
            scenario,
            worlds,
            variants,
            readings,
            held,
            left,
            course,
            people_weeks_each: each,
        })
    }
}

/// Particles in one fit at most: each leaves a record, whether or not it is asked for.
const MOST_PARTICLES: u32 = 100_000;
