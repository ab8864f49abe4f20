//! What is asked of the program, as one typed thing: a [`Study`] of some kind, with its scenario, its points, which runs
//! there are, and its identity.
//!
//! | file | kind |
//! | --- | --- |
//! | `run` | a scenario, as it stands |
//! | `sweep` | a scenario at every point of its design |
//! | `sensitivity` | how much each factor of a design matters |
//! | `ablation` | with every mechanism and advantage taken away in turn |
//! | `patterns` | what the theory says, put to the test |
//! | `error` | why there is no such study |
//!
//! A new kind is a file here with a line in [`Request`], a line in [`crate::record::study::Kind`], a row in
//! `output::kind_row`, and a subcommand.

pub mod ablation;
mod error;
pub mod patterns;
mod run;
pub mod sensitivity;
mod sweep;

pub use error::StudyError;

use crate::analysis::ablation::Ablations;
use crate::analysis::design::{Design, Point};
use crate::analysis::sensitivity::SensitivityDesign;
use crate::ensemble::resources::admit_sample;
use crate::record::plan::Plan;
use crate::record::study::{Description, Kind};
use crate::scenario::{Scenario, Variants};
use patterns::Search;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Points of which the scenarios are only made if they will fit into memory.
const MANY: usize = 10_000;
/// Points by which that is told.
const SAMPLE: usize = 100;

/// What is asked, beside the scenario: the kind of study, and what that has to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Request {
    /// A scenario, as it stands.
    Run,
    /// A scenario at every point of its design.
    Sweep,
    /// How much each factor of a design matters.
    Sensitivity(sensitivity::Asked),
    /// With something taken away.
    Ablation(ablation::Asked),
    /// What the theory says.
    Patterns(patterns::Asked),
}

impl Request {
    /// The kind of study.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Run => Kind::Run,
            Self::Sweep => Kind::Sweep,
            Self::Sensitivity(_) => Kind::Sensitivity,
            Self::Ablation(_) => Kind::Ablation,
            Self::Patterns(_) => Kind::Patterns,
        }
    }
}

/// What is asked of the program.
#[derive(Clone, Debug)]
pub struct Study {
    /// The kind.
    pub kind: Kind,
    /// As it is written down in a folder.
    pub description: Description,
    /// What is to be done.
    pub subject: Subject,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub enum Subject {
    /// The runs of an ensemble.
    Runs(Box<Ensemble>),
    /// The readings of a search for patterns.
    Readings(Search),
}

/// The runs of a scenario at its points.
#[derive(Clone, Debug)]
pub struct Ensemble {
    /// The scenario as it was named.
    pub scenario: Scenario,
    /// The points.
    pub points: Points,
    /// One scenario a point.
    pub scenarios: Vec<Scenario>,
    /// The runs.
    pub plan: Plan,
}

/// The points at which a scenario is run.
#[derive(Clone, Debug)]
pub enum Points {
    /// Only as it stands.
    Alone,
    /// Those of its design.
    Design(Design),
    /// Those of a sensitivity analysis over the factors of its design.
    Factors(SensitivityDesign),
    /// As it stands, then once for each thing taken away.
    Without(Ablations),
}

impl Points {
    /// What is varied, in the order of the columns of a table of points.
    #[must_use]
    pub fn keys(&self) -> &[Arc<str>] {
        match self {
            Self::Alone => &[],
            Self::Design(design) => design.keys(),
            Self::Factors(design) => design.keys(),
            Self::Without(ablations) => ablations.keys(),
        }
    }

    /// What is set at the point `index`.
    #[must_use]
    pub fn point(&self, index: usize) -> Point {
        match self {
            Self::Alone => Point { settings: Vec::new() },
            Self::Design(design) => design.point(index),
            Self::Factors(design) => design.point(index),
            Self::Without(ablations) => ablations.point(index),
        }
    }
}

impl Study {
    /// A study of `scenario`, which a search for patterns does without.
    ///
    /// # Errors
    /// If there is no such study of it.
    pub fn new(request: &Request, scenario: Option<Scenario>) -> Result<Self, StudyError> {
        let scenario = || scenario.clone().ok_or(StudyError::NoScenario);
        let subject = match request {
            Request::Run => Subject::Runs(Box::new(run::ensemble(scenario()?))),
            Request::Sweep => Subject::Runs(Box::new(sweep::ensemble(scenario()?)?)),
            Request::Sensitivity(asked) => Subject::Runs(Box::new(asked.ensemble(scenario()?)?)),
            Request::Ablation(asked) => Subject::Runs(Box::new(asked.ensemble(scenario()?)?)),
            Request::Patterns(asked) => Subject::Readings(asked.search()?),
        };
        let (name, sha256) = match &subject {
            Subject::Runs(ensemble) => (ensemble.scenario.name.clone(), ensemble.scenario.hash()),
            Subject::Readings(search) => ("patterns".to_owned(), search.hash()),
        };
        Ok(Self { kind: request.kind(), description: Description::new(written(request)?, &name, sha256), subject })
    }

    /// The study that a folder says it is of.
    ///
    /// # Errors
    /// If this program has no such kind of study, what is said of it is not what it would say, or the scenario is another
    /// one.
    pub fn again(said: &Description, scenario: Option<Scenario>) -> Result<Self, StudyError> {
        let unknown = || StudyError::Unknown { said: said.study.to_string() };
        let request: Request = serde_json::from_value(said.study.clone()).map_err(|_| unknown())?;
        // Words that are not known are not passed over: they may have been meant.
        if written(&request)? != said.study {
            return Err(unknown());
        }
        // Before points are made of it.
        if scenario.as_ref().is_some_and(|scenario| scenario.hash() != said.scenario_sha256) {
            return Err(StudyError::OtherScenario);
        }
        let mut study = Self::new(&request, scenario)?;
        if study.description.scenario_sha256 != said.scenario_sha256 {
            return Err(StudyError::OtherScenario);
        }
        study.description.version.clone_from(&said.version);
        study.description.extended.clone_from(&said.extended);
        Ok(study)
    }

    /// The same study of a scenario that is called otherwise.
    #[must_use]
    pub fn renamed(&self, name: &str) -> Self {
        let mut study = self.clone();
        name.clone_into(&mut study.description.scenario);
        if let Subject::Runs(ensemble) = &mut study.subject {
            name.clone_into(&mut ensemble.scenario.name);
            ensemble.scenarios.iter_mut().for_each(|one| name.clone_into(&mut one.name));
        }
        study
    }

    /// How many runs or readings there are.
    #[must_use]
    pub fn entries(&self) -> u64 {
        match &self.subject {
            Subject::Runs(ensemble) => ensemble.plan.runs(),
            Subject::Readings(search) => search.jobs.len() as u64,
        }
    }

    /// The ensemble, if it is one.
    #[must_use]
    pub fn ensemble(&self) -> Option<&Ensemble> {
        match &self.subject {
            Subject::Runs(ensemble) => Some(ensemble),
            Subject::Readings(_) => None,
        }
    }
}

fn written(request: &Request) -> Result<serde_json::Value, StudyError> {
    serde_json::to_value(request).map_err(|error| StudyError::Unknown { said: error.to_string() })
}

impl Ensemble {
    /// The ensemble over `points`, with one scenario a point.
    fn over(scenario: Scenario, points: Points, count: usize) -> Result<Self, StudyError> {
        let variants = Variants::of(&scenario)?;
        let at = |index| Ok(variants.at(&points.point(index).sets())?);
        if count > MANY {
            let sample = (0..SAMPLE).map(|one| at(one * count / SAMPLE)).collect::<Result<Vec<_>, StudyError>>()?;
            let plan = Plan { points: u32::try_from(count).unwrap_or(u32::MAX), ..Plan::over(&sample) };
            admit_sample(&sample, &plan)?;
        }
        let scenarios = (0..count).map(at).collect::<Result<Vec<_>, StudyError>>()?;
        let plan = Plan::over(&scenarios);
        Ok(Self { scenario, points, scenarios, plan })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_down_names_the_kind_and_is_read_back() {
        let town =
            Scenario::parse("[design]\nkind = 'factorial'\n[[design.factor]]\nkey = 'hope'", "town", "town", &[]);
        let town = town.unwrap();
        let method = sensitivity::AskedMethod::morris(Some(2), None);
        let requests = [
            Request::Run,
            Request::Sweep,
            Request::Sensitivity(sensitivity::Asked::new(method, Some(100))),
            Request::Ablation(ablation::Asked::new(&town, &["hope".to_owned()], ablation::Since::BurnIn).unwrap()),
            Request::Patterns(patterns::Asked { replicates: 1, only: vec!["P4".to_owned()], sets: Vec::new() }),
        ];
        assert_eq!(requests.len(), Kind::ALL.len());
        for request in &requests {
            let scenario = (request.kind() != Kind::Patterns).then(|| town.clone());
            let study = Study::new(request, scenario.clone()).unwrap();
            assert_eq!(study.description.kind(), Some(request.kind()), "{request:?}");
            let again = Study::again(&study.description, scenario.clone()).unwrap();
            assert!(again.description.is_same(&study.description));
            let mut other = study.description.clone();
            other.study["made_up"] = 1.into();
            assert!(Study::again(&other, scenario).is_err(), "{request:?}");
        }
    }
}
