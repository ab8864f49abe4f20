//! Where the claims of a scenario turn round: it is run at points over the plausible ranges of its numbers.

use super::error::{LEAST_POINTS, StudyError};
use super::particles::{DrawsError, PosteriorFile, drawn_apart};
use super::points::{Ensemble, Points};
use crate::analysis::challenge::ChallengeDesign;
use crate::analysis::design::Design;
use crate::model::parameters::TABLE;
use crate::scenario::{DesignKind, DesignTable, Factor, Hypothesis, MAX_FACTORS, MAX_POINTS, Regime, Scale, Scenario};
use serde::{Deserialize, Serialize};

/// Points of the search unless another number is asked for; there are as many fresh ones.
pub const DEFAULT_POINTS: u32 = 512;
/// Worlds for each regime and point unless another number is asked for.
pub const DEFAULT_REPLICATES: u32 = 2;

/// What a challenge has to know beside its scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeRequest {
    /// Points of the search; there are as many fresh ones.
    pub points: u32,
    /// The posterior of which the points are draws, which the design of the scenario lists; `None` where the space of factors is
    /// searched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncertain: Option<PosteriorFile>,
}

impl ChallengeRequest {
    /// With as many points as asked for, or as usual.
    #[must_use]
    pub fn new(points: Option<u32>) -> Self {
        Self { points: points.unwrap_or(DEFAULT_POINTS), uncertain: None }
    }

    /// Over a posterior, whose file is called so, with as many points as asked for, or as usual; and the scenario whose design
    /// lists them: one half of the particles is searched, and the other half confirms.
    ///
    /// # Errors
    /// If the table is no posterior or has too few particles, or a draw gives no valid scenario.
    pub fn over(
        scenario: &Scenario,
        points: Option<u32>,
        (name, posterior): (&str, &str),
    ) -> Result<(Self, Scenario), StudyError> {
        if let Some(points) = points.filter(|points| !(LEAST_POINTS..=MAX_POINTS / 2).contains(points)) {
            return Err(StudyError::ChallengePoints { points });
        }
        let (list, points) = drawn_apart(posterior, points, scenario.seed)?;
        let scenario = scenario.at_points(name, &list)?;
        Ok((Self { points, uncertain: Some(PosteriorFile::of(name, posterior)) }, scenario))
    }

    /// The scenario with these claims (all if none is named), and with the regimes that they compare or its factors change and
    /// no others: nothing else would be read.
    ///
    /// # Errors
    /// If one of the names is that of no claim.
    pub fn narrowed(mut scenario: Scenario, only: &[String]) -> Result<Scenario, StudyError> {
        let named = |one: &Hypothesis, name: &String| one.id == *name || one.claim_id() == name;
        if let Some(unknown) = only.iter().find(|name| !scenario.hypotheses.iter().any(|one| named(one, name))) {
            let there: Vec<&str> = scenario.hypotheses.iter().map(|one| one.id.as_str()).collect();
            return Err(StudyError::NoClaim { name: unknown.clone(), there: there.join(", ") });
        }
        if !only.is_empty() {
            scenario.hypotheses.retain(|one| only.iter().any(|name| named(one, name)));
        }
        let keys: Vec<String> = scenario.design.iter().flat_map(DesignTable::keys).map(str::to_owned).collect();
        let changed = |name: &str| keys.iter().any(|key| regime_of(key) == Some(name));
        let read = |regime: &Regime| scenario.claims_need(regime) || changed(&regime.name);
        let regimes = scenario.regimes.iter().filter(|regime| read(regime)).cloned().collect();
        scenario.regimes = regimes;
        // Targets may name others; no challenge reads them.
        scenario.targets = Vec::new();
        Ok(scenario)
    }

    pub(super) fn ensemble(&self, scenario: Scenario) -> Result<Ensemble, StudyError> {
        if scenario.hypotheses.is_empty() {
            return Err(StudyError::NothingClaimed { scenario: scenario.name });
        }
        if !(LEAST_POINTS..=MAX_POINTS / 2).contains(&self.points) {
            return Err(StudyError::ChallengePoints { points: self.points });
        }
        let design = match &self.uncertain {
            Some(_) => self.over_draws(&scenario)?,
            None => {
                let factors = factors(&scenario)?;
                let count = factors.len();
                let design = ChallengeDesign::new(&scenario, factors, self.points);
                design.map_err(|_| StudyError::ChallengeFactors { factors: count })?
            }
        };
        if design.len() > MAX_POINTS as usize {
            return Err(StudyError::ChallengePoints { points: self.points });
        }
        design.check(&scenario)?;
        let count = design.len();
        Ok(Ensemble::over(scenario, Points::Challenge(design), count)?.with_what_claims_read())
    }
}

impl ChallengeRequest {
    /// The design over the draws that the scenario lists.
    fn over_draws(&self, scenario: &Scenario) -> Result<ChallengeDesign, StudyError> {
        let Some(draws) = Design::of(scenario) else {
            return Err(StudyError::NoDesign { scenario: scenario.name.clone() });
        };
        let units = self.points.saturating_mul(2);
        if draws.len() != units as usize {
            return Err(StudyError::Draws(DrawsError::Number { draws: draws.len(), units }));
        }
        Ok(ChallengeDesign::over_draws(scenario, &draws))
    }
}

/// The regime in which a key is, if it is in one.
fn regime_of(key: &str) -> Option<&str> {
    let mut parts = key.split('.').map(str::trim);
    (parts.next() == Some("regime")).then(|| parts.next()).flatten()
}

/// What is varied: the factors of the scenario's own design, or every parameter within its plausible range.
fn factors(scenario: &Scenario) -> Result<Vec<Factor>, StudyError> {
    let factors = match &scenario.design {
        Some(table) if matches!(table.kind, DesignKind::Points(_)) => {
            return Err(StudyError::ChallengeOfList { scenario: scenario.name.clone() });
        }
        Some(table) => table.factors.clone(),
        None => TABLE.iter().map(|row| Factor { key: row.name.to_owned(), scale: Scale::plausible(row) }).collect(),
    };
    if factors.is_empty() || factors.len() > MAX_FACTORS {
        return Err(StudyError::ChallengeFactors { factors: factors.len() });
    }
    Ok(factors)
}
