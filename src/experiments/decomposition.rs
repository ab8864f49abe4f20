//! A contrast taken apart: every mixture of two regimes, and once more where workers have the same few hours under each.

use super::draws::with_luck_of_their_own;
use super::error::StudyError;
use super::points::{AtDraws, Ensemble, Points};
use super::uncertain::UncertainRequest;
use crate::analysis::decomposition::{Cells, EqualHours};
use crate::model::parameters::TABLE;
use crate::model::rules::setup::workers;
use crate::record::plan::Plan;
use crate::scenario::{Parts, Regime, Scenario, Variants};
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
    /// Hours of workers a week for 1,000 people, the same under every regime, where it is all done again; `None` where it is
    /// not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<f64>,
    /// The draws of a posterior over which it is done; `None` where the scenario's own numbers hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncertain: Option<UncertainRequest>,
}

/// Hours of workers are all that is scarce: the fewest workers that there can be share them, so that none has hours to spare
/// while another has none; there is no other limit to their cases; and hours that are kept for somebody count as used, for
/// nobody else gets them. So it was done in the scenario `two-by-two-hours`.
const SCARCE: [(&str, &str); 3] = [("workers_per_1000", "0.1"), ("caseload", "1000"), ("paid_when_held", "false")];
/// Hours of each worker a week: the parameter, and the field of a structure that stands above it.
const WORKER_HOURS: &str = "worker_hours";

impl DecompositionRequest {
    pub(super) fn ensemble(&self, scenario: Scenario) -> Result<Ensemble, StudyError> {
        let parts = Parts::between(&scenario, &self.from, &self.to, &self.parts)?;
        let regimes = std::iter::once(Regime::none()).chain(parts.cells.iter().cloned()).collect();
        let as_run = Scenario { regimes, ..scenario.plain() };
        let Some(_) = self.uncertain else {
            let (scenarios, equal) = self.at(as_run)?;
            let plan = Plan::over(&scenarios);
            let points = Points::Cells(Box::new(Cells::new(parts, equal)));
            return Ok(Ensemble { scenario, points, scenarios, plan });
        };
        let (draws, variants) = (UncertainRequest::design(&scenario)?, Variants::of(&as_run)?);
        let (mut scenarios, mut equal) = (Vec::new(), None);
        for draw in draws.points() {
            // The town at equal hours is the same at every draw: it sets what it is made of.
            let (of_draw, at_equal_hours) = self.at(variants.at(&draw.sets())?)?;
            scenarios.extend(of_draw);
            equal = at_equal_hours;
        }
        let of_each = 1 + usize::from(equal.is_some());
        with_luck_of_their_own(&mut scenarios, scenario.seed, of_each);
        let plan = Plan { together: u32::try_from(of_each).unwrap_or(u32::MAX), ..Plan::over(&scenarios) };
        let cells = Points::Cells(Box::new(Cells::new(parts, equal)));
        let points = Points::AtDraws(Box::new(AtDraws::new(draws, cells, of_each)));
        Ok(Ensemble { scenario, points, scenarios, plan })
    }

    /// A scenario as it is run, and once more at equal hours if that is asked for, with what is set there.
    fn at(&self, as_run: Scenario) -> Result<(Vec<Scenario>, Option<EqualHours>), StudyError> {
        let Some(hours) = self.hours else { return Ok((vec![as_run], None)) };
        let (settings, at_equal_hours) = at_equal_hours(&as_run, hours)?;
        Ok((vec![as_run, at_equal_hours], Some(EqualHours { for_1000: hours, settings })))
    }
}

/// What is set so that workers have so many hours a week for 1,000 people under every regime, and the scenario with it.
fn at_equal_hours(as_run: &Scenario, hours: f64) -> Result<(Vec<(String, String)>, Scenario), StudyError> {
    let mut same = as_run.clone();
    for structure in same.regimes.iter_mut().filter_map(|regime| regime.structure.as_mut()) {
        structure.worker_hours = None;
    }
    let mut settings: Vec<(String, String)> = SCARCE.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec();
    let set = |settings: &[(String, String)]| -> Vec<String> {
        settings.iter().map(|(key, value)| format!("{key}={value}")).collect()
    };
    let variants = Variants::of(&same)?;
    let town = variants.at(&set(&settings))?.town(0);
    let workers = workers(town.people, &town.parameters);
    let each = hours * f64::from(town.people) / 1000.0 / workers as f64;
    let range = TABLE.iter().find(|row| row.name == WORKER_HOURS).map(|row| (row.low, row.high));
    if let Some((low, high)) = range.filter(|(low, high)| !(each > *low && each <= *high)) {
        return Err(StudyError::Hours { hours, each, workers, people: town.people, low, high });
    }
    settings.push((WORKER_HOURS.to_owned(), each.to_string()));
    let scenario = variants.at(&set(&settings))?;
    Ok((settings, scenario))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(hours: Option<f64>) -> DecompositionRequest {
        let (from, to) = ("professional-centred".to_owned(), "listening-professional".to_owned());
        DecompositionRequest { from, to, parts: Vec::new(), hours, uncertain: None }
    }

    #[test]
    fn the_world_without_help_comes_first_and_hours_are_equal_at_the_second_point_alone() {
        let text = "people = 10000\nregimes = []\n[[regime]]\nname = \"busy\"\nlike = \"listening-professional\"\nworker_hours = 30";
        let town = Scenario::parse(text).unwrap();
        let of = DecompositionRequest { to: "busy".to_owned(), ..request(Some(0.5)) };
        let ensemble = of.ensemble(town.clone()).unwrap();
        let names = |scenario: &Scenario| scenario.regimes.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&ensemble.scenarios[0]), ["none", "cell-aa", "cell-ba", "cell-ab", "cell-bb"]);
        assert_eq!((ensemble.plan.points, ensemble.plan.regimes), (2, 5));
        let hours = |point: usize| {
            let structures = ensemble.scenarios[point].regimes.iter().filter_map(|one| one.structure);
            structures.map(|one| one.worker_hours).collect::<Vec<_>>()
        };
        assert_eq!((hours(0), hours(1)), (vec![None, None, Some(30.0), Some(30.0)], vec![None; 4]));
        let parameter = |point: usize, name: &str| ensemble.scenarios[point].parameters.get(name);
        assert_eq!((parameter(0, "worker_hours"), parameter(1, "worker_hours")), (Some(10.0), Some(5.0)));
        assert_eq!(ensemble.scenario, town, "it is kept as it was named");
        let Points::Cells(cells) = &ensemble.points else { panic!("cells") };
        let sets = ["workers_per_1000=0.1", "caseload=1000", "paid_when_held=false", "worker_hours=5"];
        assert!(cells.point(0).sets().is_empty() && cells.point(1).sets() == sets);
        assert!(ensemble.scenarios.iter().all(|scenario| scenario.check().is_ok()));
    }

    #[test]
    fn hours_that_no_worker_can_have_are_refused() {
        for hours in [-1.0, 0.0, 13.0, f64::NAN] {
            let refused = request(Some(hours)).ensemble(Scenario::default()).unwrap_err().to_string();
            assert!(refused.contains("--hours"), "{refused}");
        }
    }
}
