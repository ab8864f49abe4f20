//! A contrast taken apart: every mixture of two regimes, and once more where workers have the same few hours under each.

use super::error::StudyError;
use super::points::{Ensemble, Points};
use crate::analysis::decomposition::{Cells, HOURS};
use crate::model::structure::FIELDS;
use crate::record::plan::Plan;
use crate::scenario::{Observe, Parts, Regime, Scenario};
use serde::{Deserialize, Serialize};

/// What taking a contrast apart has to know beside its scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecompositionRequest {
    /// The regime where it begins.
    pub from: String,
    /// The regime where it ends.
    pub to: String,
    /// Fields that are bound otherwise than usual, each as `NAME=field,field`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// Hours of each worker a week under every regime where it is all done again; `None` where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<f64>,
}

impl DecompositionRequest {
    pub(super) fn ensemble(&self, scenario: Scenario) -> Result<Ensemble, StudyError> {
        let parts = Parts::between(&scenario, &self.from, &self.to, &self.parts)?;
        let regimes = std::iter::once(Regime::none()).chain(parts.cells.iter().cloned()).collect();
        let as_run = Scenario { regimes, design: None, observe: Observe::default(), ..scenario.clone() };
        let mut scenarios = vec![as_run];
        if let Some(hours) = self.hours {
            expect_hours(hours)?;
            let mut equal = scenarios[0].clone();
            equal.regimes.iter_mut().filter_map(|regime| regime.structure.as_mut()).for_each(|structure| {
                structure.worker_hours = Some(hours);
            });
            scenarios.push(equal);
        }
        let plan = Plan::over(&scenarios);
        let cells = Cells::new(parts, self.hours);
        Ok(Ensemble { scenario, points: Points::Cells(Box::new(cells)), scenarios, plan })
    }
}

/// Makes sure that a worker can have so many hours.
fn expect_hours(hours: f64) -> Result<(), StudyError> {
    let range = FIELDS.iter().find(|row| row.name == HOURS).and_then(|row| row.takes.range());
    match range {
        Some(range) if !(range.low..=range.high).contains(&hours) => {
            Err(StudyError::Hours { hours, low: range.low, high: range.high })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(hours: Option<f64>) -> DecompositionRequest {
        let (from, to) = ("professional-centred".to_owned(), "listening-professional".to_owned());
        DecompositionRequest { from, to, parts: Vec::new(), hours }
    }

    #[test]
    fn the_world_without_help_comes_first_and_hours_are_equal_at_the_second_point_alone() {
        let ensemble = request(Some(2.5)).ensemble(Scenario::default()).unwrap();
        let names = |scenario: &Scenario| scenario.regimes.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&ensemble.scenarios[0]), ["none", "cell-a", "cell-b"]);
        assert_eq!((ensemble.plan.points, ensemble.plan.regimes), (2, 3));
        let hours = |point: usize| {
            let structures = ensemble.scenarios[point].regimes.iter().filter_map(|one| one.structure);
            structures.map(|one| one.worker_hours).collect::<Vec<_>>()
        };
        assert_eq!((hours(0), hours(1)), (vec![None; 2], vec![Some(2.5); 2]));
        assert_eq!(ensemble.scenario, Scenario::default(), "it is kept as it was named");
        let Points::Cells(cells) = &ensemble.points else { panic!("cells") };
        assert!(cells.point(0).sets().is_empty() && cells.point(1).sets() == ["worker_hours=2.5"]);
        assert!(ensemble.scenarios.iter().all(|scenario| scenario.check().is_ok()));
    }

    #[test]
    fn hours_that_nobody_can_have_are_refused() {
        for hours in [-1.0, 61.0, f64::NAN] {
            assert!(request(Some(hours)).ensemble(Scenario::default()).is_err(), "{hours}");
        }
    }
}
