//! A study: what is asked, of which scenario, and what is to be done.

use super::error::StudyError;
use super::fit::FitStudy;
use super::patterns::PatternStudy;
use super::points::Ensemble;
use super::request::StudyRequest;
use super::testing::TestStudy;
use super::uncertain::UncertainRequest;
use super::{run, sweep};
use crate::record::study::{Description, StudyKind};
use crate::scenario::Scenario;

/// What is asked of the program, with all that follows from it.
#[derive(Clone, Debug)]
pub struct Study {
    /// What kind of question it asks.
    pub kind: StudyKind,
    /// As it is written down in a folder.
    pub description: Description,
    /// What is to be done.
    pub task: Task,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub enum Task {
    /// The runs of an ensemble.
    Runs(Box<Ensemble>),
    /// The readings of a search for patterns.
    Patterns(PatternStudy),
    /// The particles of a fit.
    Fit(Box<FitStudy>),
    /// The worlds of a test.
    Test(Box<TestStudy>),
}

impl Study {
    /// A study of `scenario`, which a search for patterns does without.
    ///
    /// # Errors
    /// If there is no such study of it.
    pub fn new(request: &StudyRequest, scenario: Option<Scenario>) -> Result<Self, StudyError> {
        let scenario = || scenario.clone().ok_or(StudyError::NoScenario);
        let task = match request {
            StudyRequest::Run => Task::Runs(Box::new(run::ensemble(scenario()?))),
            StudyRequest::Sweep => Task::Runs(Box::new(sweep::ensemble(scenario()?)?)),
            StudyRequest::Sensitivity(request) => Task::Runs(Box::new(request.ensemble(scenario()?)?)),
            StudyRequest::Ablation(request) => Task::Runs(Box::new(request.ensemble(scenario()?)?)),
            StudyRequest::Challenge(request) => Task::Runs(Box::new(request.ensemble(scenario()?)?)),
            StudyRequest::Decomposition(request) => Task::Runs(Box::new(request.ensemble(scenario()?)?)),
            StudyRequest::Patterns(request) => Task::Patterns(request.study()?),
            StudyRequest::Uncertain(_) => Task::Runs(Box::new(UncertainRequest::ensemble(scenario()?)?)),
            StudyRequest::Fit(request) => Task::Fit(Box::new(request.study(scenario()?)?)),
            StudyRequest::Test(request) => Task::Test(Box::new(request.study(scenario()?)?)),
        };
        let (name, sha256) = match &task {
            Task::Runs(ensemble) => (ensemble.scenario.name.clone(), ensemble.scenario.hash()),
            Task::Patterns(search) => ("patterns".to_owned(), search.hash()),
            Task::Fit(fit) => (fit.scenario.name.clone(), fit.scenario.hash()),
            Task::Test(test) => (test.scenario.name.clone(), test.scenario.hash()),
        };
        Ok(Self { kind: request.kind(), description: Description::new(written(request)?, &name, sha256), task })
    }

    /// The study that a folder says it is of.
    ///
    /// # Errors
    /// If this program has no such kind of study, what is said of it is not what it would say, or the scenario is another
    /// one.
    pub fn again(said: &Description, scenario: Option<Scenario>) -> Result<Self, StudyError> {
        let unknown = || StudyError::Unknown { said: said.study.to_string() };
        let request: StudyRequest = serde_json::from_value(said.study.clone()).map_err(|_| unknown())?;
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
        if let Task::Runs(ensemble) = &mut study.task {
            name.clone_into(&mut ensemble.scenario.name);
            ensemble.scenarios.iter_mut().for_each(|one| name.clone_into(&mut one.name));
        }
        if let Task::Fit(fit) = &mut study.task {
            name.clone_into(&mut fit.scenario.name);
        }
        if let Task::Test(test) = &mut study.task {
            test.rename(name);
        }
        study
    }

    /// How many runs or readings there are.
    #[must_use]
    pub fn entries(&self) -> u64 {
        match &self.task {
            Task::Runs(ensemble) => ensemble.plan.runs(),
            Task::Patterns(search) => search.jobs.len() as u64,
            Task::Fit(fit) => fit.particles().into(),
            Task::Test(test) => test.request.most.into(),
        }
    }

    /// What one of its entries is called.
    #[must_use]
    pub fn entry(&self) -> &'static str {
        match &self.task {
            Task::Test(test) if test.draws.is_some() => "draw",
            _ => self.kind.entry(),
        }
    }

    /// The ensemble, if it is one.
    #[must_use]
    pub fn ensemble(&self) -> Option<&Ensemble> {
        match &self.task {
            Task::Runs(ensemble) => Some(ensemble),
            Task::Patterns(_) | Task::Test(_) | Task::Fit(_) => None,
        }
    }

    /// The scenario as it was named; a search for patterns has none.
    #[must_use]
    pub fn scenario(&self) -> Option<&Scenario> {
        match &self.task {
            Task::Runs(ensemble) => Some(&ensemble.scenario),
            Task::Patterns(_) => None,
            Task::Fit(fit) => Some(&fit.scenario),
            Task::Test(test) => Some(&test.scenario),
        }
    }
}

fn written(request: &StudyRequest) -> Result<serde_json::Value, StudyError> {
    serde_json::to_value(request).map_err(|error| StudyError::Unknown { said: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::ablation::{AblationRequest, Since};
    use crate::experiments::challenge::ChallengeRequest;
    use crate::experiments::decomposition::DecompositionRequest;
    use crate::experiments::fit::FitRequest;
    use crate::experiments::patterns::PatternsRequest;
    use crate::experiments::sensitivity::{MethodRequest, SensitivityRequest};
    use crate::experiments::testing::TestRequest;

    #[test]
    fn what_is_written_down_names_the_kind_and_is_read_back() {
        let town =
            Scenario::parse_as("[design]\nkind = 'factorial'\n[[design.factor]]\nkey = 'hope'", "town", "town", &[]);
        let town = town.unwrap();
        let claim = "id = 'a'\nclaim = 'b'\nindicator = 'burden'\nregime = 'none'\ndirection = 'above'\nsmallest = 0.1";
        let hypotheses = Scenario::parse(&format!("[[hypothesis]]\n{claim}")).unwrap().hypotheses;
        let town = Scenario { hypotheses, ..town };
        let method = MethodRequest::morris(Some(2), None);
        let requests = [
            StudyRequest::Run,
            StudyRequest::Sweep,
            StudyRequest::Sensitivity(SensitivityRequest::new(method, Some(100))),
            StudyRequest::Ablation(AblationRequest::new(&town, &["hope".to_owned()], Since::BurnIn).unwrap()),
            StudyRequest::Decomposition(DecompositionRequest {
                from: "professional-centred".to_owned(),
                to: "mutual-self-help".to_owned(),
                parts: vec!["pace=meets_every_weeks,turns_per_meeting".to_owned()],
                hours: Some(2.5),
                uncertain: None,
            }),
            StudyRequest::Patterns(PatternsRequest { replicates: 1, only: vec!["P4".to_owned()], sets: Vec::new() }),
            StudyRequest::Fit(FitRequest { people_weeks: 1_000_000_000_000, ..FitRequest::USUAL }),
            StudyRequest::Uncertain(UncertainRequest { posterior: "posterior.csv".to_owned(), draws: 2 }),
            StudyRequest::Test(TestRequest::new(40)),
            StudyRequest::Challenge(ChallengeRequest::new(Some(20))),
        ];
        assert_eq!(requests.len(), StudyKind::ALL.len());
        for request in &requests {
            let scenario = (request.kind() != StudyKind::Patterns).then(|| town.clone());
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
