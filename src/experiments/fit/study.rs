//! What is asked of a fit, and what that comes to.

use super::evaluation::Readings;
use super::request::FitRequest;
use super::search::FitStudy;
use crate::analysis::fit::{Course, FitSizes, Goal, Goals, SizesError};
use crate::experiments::error::{StudyError, choice};
use crate::scenario::{DesignKind, Factor, Rival, Scenario, Variants};

impl FitRequest {
    pub(in crate::experiments) fn study(&self, scenario: Scenario) -> Result<FitStudy, StudyError> {
        let Some(table) = scenario.design.clone() else {
            return Err(StudyError::NoPriors { scenario: scenario.name });
        };
        if matches!(table.kind, DesignKind::Points(_)) {
            return Err(StudyError::NoRanges { scenario: scenario.name });
        }
        let Goals { goals, held, left } = Goals::of(&scenario);
        foretold(&scenario, &goals)?;
        let rival = self.rival.as_ref().map(|asked| named(&scenario, &asked.name)).transpose()?;
        // What a rival sets does not vary.
        let varies = |factor: &Factor| !rival.as_ref().is_some_and(|rival| rival.sets(&factor.key));
        let factors: Vec<Factor> = table.factors.iter().filter(|factor| varies(factor)).cloned().collect();
        if let (true, Some(rival)) = (factors.is_empty(), &rival) {
            return Err(StudyError::NothingVaries { rival: rival.name.clone() });
        }
        let ground = match &rival {
            Some(rival) => scenario.as_rival(rival)?,
            None => scenario.plain(),
        };
        let mut used: Vec<usize> = held.iter().map(|held| held.regime).collect();
        // Twins are in the world without helping networks.
        if held.iter().any(|held| held.observable.needs_twins()) {
            used.extend(scenario.without_help());
        }
        // A factor may be a field of a regime that no figure reads.
        let varied = |regime: &usize| {
            let of_it = format!("regime.{}.", scenario.regimes[*regime].name);
            table.factors.iter().any(|factor| factor.key.starts_with(&of_it))
        };
        used.extend((0..scenario.regimes.len()).filter(varied));
        used.sort_unstable();
        used.dedup();
        // Only what is read has to be run.
        let regimes = used.iter().map(|&regime| scenario.regimes[regime].clone()).collect();
        let place = |regime| used.iter().position(|used| *used == regime).unwrap_or(0);
        let readings = Readings { read: held.iter().map(|held| (held.observable, place(held.regime))).collect() };
        let worlds = Scenario { regimes, ..ground.clone() };
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
        let course = Course::new(factors, goals, sizes, scenario.seed).map_err(|error| match error {
            SizesError::Budget { least, .. } => {
                StudyError::FitBudget { particles: least, least: u64::from(least) * each, given: self.people_weeks }
            }
            other => StudyError::Fit(other),
        })?;
        let course = match &self.rival {
            Some(asked) => {
                let luck = asked.luck().filter(|luck| luck.len() == course.goals().len());
                course.measured_by(&luck.ok_or(StudyError::OtherScale)?)
            }
            None => course,
        };
        if let Some(design) = course.screening_design() {
            design.check(&ground)?;
        }
        let variants = Variants::of(&worlds)?;
        Ok(FitStudy {
            request: self.clone(),
            scenario,
            worlds,
            variants,
            readings,
            held,
            left,
            course,
            people_weeks_each: each,
            rival,
        })
    }
}

/// Makes sure that the rivals of a scenario could be fitted: what each foretells are checks that can be read, and what it sets
/// gives a valid scenario.
///
/// # Errors
/// If not, with the first reason.
pub fn check_rivals(scenario: &Scenario) -> Result<(), StudyError> {
    foretold(scenario, &Goals::of(scenario).goals)?;
    scenario.rivals.iter().try_for_each(|rival| scenario.as_rival(rival).map(|_| ()))?;
    Ok(())
}

/// The rival of this name.
fn named(scenario: &Scenario, name: &str) -> Result<Rival, StudyError> {
    let found = scenario.rivals.iter().find(|rival| rival.name == name);
    found.cloned().ok_or_else(|| {
        let there: Vec<&str> = scenario.rivals.iter().map(|rival| rival.name.as_str()).collect();
        StudyError::NoRival { name: name.to_owned(), scenario: scenario.name.clone(), help: choice(name, &there) }
    })
}

/// Makes sure that what every rival foretells are checks that can be read.
fn foretold(scenario: &Scenario, goals: &[Goal]) -> Result<(), StudyError> {
    let checks: Vec<&str> = goals.iter().filter(|goal| !goal.fitted).map(|goal| goal.id.as_str()).collect();
    let all = scenario.rivals.iter().flat_map(|rival| rival.tells.iter().map(move |check| (rival, check)));
    for (rival, check) in all {
        if goals.iter().any(|goal| goal.fitted && goal.id == *check) {
            return Err(StudyError::ForetoldTarget { rival: rival.name.clone(), figure: check.clone() });
        }
        if !checks.contains(&check.as_str()) {
            let (rival, help) = (rival.name.clone(), choice(check, &checks));
            return Err(StudyError::NoCheck { rival, check: check.clone(), help });
        }
    }
    Ok(())
}

/// Particles in one fit at most: each leaves a record, whether or not it is asked for.
pub(super) const MOST_PARTICLES: u32 = 100_000;
