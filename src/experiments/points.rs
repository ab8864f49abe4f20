//! The runs of a scenario at its points.

use super::error::StudyError;
use crate::analysis::ablation::Ablations;
use crate::analysis::challenge::ChallengeDesign;
use crate::analysis::decomposition::Cells;
use crate::analysis::design::{Design, DesignPoint};
use crate::analysis::sensitivity::SensitivityDesign;
use crate::ensemble::resources::check_resources_by_sample;
use crate::record::plan::Plan;
use crate::scenario::{Scenario, Variants};
use std::sync::Arc;

/// Points of which the scenarios are only made if they will fit into memory.
const MANY: usize = 10_000;
/// Points by which that is told.
const SAMPLE: usize = 100;

/// The runs of a scenario at its points.
#[derive(Clone, Debug)]
pub struct Ensemble {
    /// The scenario as it was named.
    pub scenario: Scenario,
    /// What is varied from point to point.
    pub points: Points,
    /// One scenario a point.
    pub scenarios: Vec<Scenario>,
    /// Which runs there are.
    pub plan: Plan,
}

/// The points at which a scenario is run.
#[derive(Clone, Debug)]
pub enum Points {
    /// Only as it stands.
    Alone,
    /// Those of its design.
    Design(Design),
    /// Draws of a posterior.
    Draws(Design),
    /// Those of a sensitivity analysis over the factors of its design.
    Factors(SensitivityDesign),
    /// Those at which its claims are challenged.
    Challenge(ChallengeDesign),
    /// As it stands, then once for each thing taken away.
    Without(Ablations),
    /// Every mixture of two regimes as it stands, and at equal hours.
    Cells(Box<Cells>),
    /// The points of one of these at every draw of a posterior.
    AtDraws(Box<AtDraws>),
}

/// The points of a study at every draw of a posterior, draw by draw.
#[derive(Clone, Debug)]
pub struct AtDraws {
    /// The draws.
    pub draws: Design,
    /// What is varied at each of them.
    pub each: Points,
    /// Points of each draw.
    pub of_each: usize,
    keys: Vec<Arc<str>>,
}

impl AtDraws {
    /// So many points of `each` at each of `draws`.
    #[must_use]
    pub fn new(draws: Design, each: Points, of_each: usize) -> Self {
        let mut keys = draws.keys().to_vec();
        keys.extend(each.keys().iter().filter(|key| !draws.keys().contains(key)).cloned());
        Self { draws, each, of_each, keys }
    }

    /// Points of all draws.
    #[must_use]
    pub fn len(&self) -> usize {
        self.draws.len() * self.of_each
    }

    /// Whether there are no points, which no validated posterior has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a draw sets, and over it what is varied there.
    fn point(&self, index: usize) -> DesignPoint {
        let (draw, over) = (self.draws.point(index / self.of_each), self.each.point(index % self.of_each));
        let name = |key: &str| key.rsplit('.').next().map(str::to_owned);
        let own = |key: &str| !key.starts_with("regime.");
        let set_over = |key: &str| over.settings.iter().any(|(set, _)| own(key) && name(set) == name(key));
        let mut settings: Vec<_> = draw.settings.into_iter().filter(|(key, _)| !set_over(key)).collect();
        settings.extend(over.settings.iter().cloned());
        DesignPoint { settings }
    }
}

impl Points {
    /// What is varied, in the order of the columns of a table of points.
    #[must_use]
    pub fn keys(&self) -> &[Arc<str>] {
        match self {
            Self::Alone => &[],
            Self::Design(design) | Self::Draws(design) => design.keys(),
            Self::Factors(design) => design.keys(),
            Self::Challenge(design) => design.keys(),
            Self::Without(ablations) => ablations.keys(),
            Self::Cells(cells) => cells.keys(),
            Self::AtDraws(all) => &all.keys,
        }
    }

    /// What is varied, at each draw if there are draws.
    #[must_use]
    pub fn of_each(&self) -> &Self {
        match self {
            Self::AtDraws(all) => &all.each,
            own => own,
        }
    }

    /// What is set at the point `index`.
    #[must_use]
    pub fn point(&self, index: usize) -> DesignPoint {
        match self {
            Self::Alone => DesignPoint { settings: Vec::new() },
            Self::Design(design) | Self::Draws(design) => design.point(index),
            Self::Factors(design) => design.point(index),
            Self::Challenge(design) => design.point(index),
            Self::Without(ablations) => ablations.point(index),
            Self::Cells(cells) => cells.point(index),
            Self::AtDraws(all) => all.point(index),
        }
    }
}

impl Ensemble {
    /// With twins and observed quantities where the claims of its scenario read them, and without where they do not.
    pub(super) fn with_what_claims_read(mut self) -> Self {
        self.plan.twins = self.scenario.claims_read_twins();
        self.plan.observed = self.scenario.claims_read_quantities();
        self
    }

    /// The ensemble over `points`, with one scenario a point.
    pub(super) fn over(scenario: Scenario, points: Points, count: usize) -> Result<Self, StudyError> {
        let variants = Variants::of(&scenario)?;
        let at = |index| Ok(variants.at(&points.point(index).sets())?);
        if count > MANY {
            let sample = (0..SAMPLE).map(|one| at(one * count / SAMPLE)).collect::<Result<Vec<_>, StudyError>>()?;
            let plan = Plan { points: u32::try_from(count).unwrap_or(u32::MAX), ..Plan::over(&sample) };
            check_resources_by_sample(&sample, &plan)?;
        }
        let scenarios = (0..count).map(at).collect::<Result<Vec<_>, StudyError>>()?;
        let plan = Plan::over(&scenarios);
        Ok(Self { scenario, points, scenarios, plan })
    }
}
