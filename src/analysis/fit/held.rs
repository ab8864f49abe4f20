//! The figures of the scenario, or those of evidence, as what its runs are held against.

use super::goal::{Goal, Survey};
use crate::analysis::figures::{Figure, Grade, HeldAgainst, IntervalRule, Purpose, figures};
use crate::analysis::quantities::QUANTITIES;
use crate::scenario::{Observable, Regime, Scenario, Target, TargetGrade, TargetUse};

/// How much a figure counts of which only a text was read that cites the source.
const SECOND_HAND: f64 = 0.5;

/// A figure beside what it is held against.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureHeld {
    /// What it says; may be empty.
    pub says: String,
    /// What is read of a run.
    pub observable: Observable,
    /// The regime under which it is read: an index into those of the scenario.
    pub regime: usize,
    /// Its unit.
    pub unit: String,
    /// The word for how sure it is.
    pub grade: &'static str,
    /// Where it comes from.
    pub source: String,
}

/// A figure that is left aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its name.
    pub id: String,
    /// Why nothing can be said of it.
    pub why: String,
}

/// What a scenario is held against.
#[derive(Clone, Debug, Default)]
pub struct Goals {
    /// One a figure.
    pub goals: Vec<Goal>,
    /// What stands beside each.
    pub held: Vec<FigureHeld>,
    /// The figures that it has nothing to hold against.
    pub left: Vec<Left>,
}

impl Goals {
    /// The targets of the scenario; where it has none, the figures of evidence that can be read under its regimes.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let mut all = Self::default();
        for target in &scenario.targets {
            all.target(scenario, target);
        }
        if scenario.targets.is_empty() {
            figures().iter().for_each(|figure| all.figure(scenario, figure));
        }
        all
    }

    fn target(&mut self, scenario: &Scenario, target: &Target) {
        let Ok(regime) = scenario.place_of(&target.regime) else { return };
        let unit = unit_of(target.observable);
        self.goals.push(Goal {
            id: target.id.clone(),
            value: target.value,
            low: target.low,
            high: target.high,
            error: Goal::error_of(target.low, target.high),
            discrepancy: target.discrepancy.unwrap_or_else(|| Goal::discrepancy_of(target.value, is_share(&unit))),
            weight: if target.grade == TargetGrade::Seen { 1.0 } else { SECOND_HAND },
            survey: survey(target.n, &unit),
            fitted: target.purpose == TargetUse::Fit,
        });
        self.held.push(FigureHeld {
            says: target.says.clone(),
            observable: target.observable,
            regime,
            unit,
            grade: target.grade.word(),
            source: target.source.clone(),
        });
    }

    fn figure(&mut self, scenario: &Scenario, figure: &Figure) {
        let fits = |regime: &Regime| figure.about.fits(regime.structure.as_ref());
        let quantity = match &figure.held {
            HeldAgainst::Quantity(quantity) => *quantity,
            HeldAgainst::Nothing(why) => return self.leave(figure, why.clone()),
        };
        let Some(regime) = scenario.regimes.iter().position(fits) else {
            return self.leave(figure, format!("the scenario has no regime with {}", figure.about.meaning()));
        };
        let observable = Observable::Quantity(quantity as usize);
        if let Some(why) = scenario.cannot_read(observable) {
            return self.leave(figure, why);
        }
        let n = if let IntervalRule::Survey(n) = figure.rule { Some(n) } else { None };
        self.goals.push(Goal {
            id: figure.id.clone(),
            value: figure.value,
            low: figure.low,
            high: figure.high,
            error: Goal::error_of(figure.low, figure.high),
            discrepancy: Goal::discrepancy_of(figure.value, is_share(&figure.unit)),
            weight: if figure.grade == Grade::Seen { 1.0 } else { SECOND_HAND },
            survey: survey(n, &figure.unit),
            fitted: figure.purpose == Purpose::Target,
        });
        self.held.push(FigureHeld {
            says: figure.says.clone(),
            observable,
            regime,
            unit: figure.unit.clone(),
            grade: figure.grade.word(),
            source: figure.source.clone(),
        });
    }

    fn leave(&mut self, figure: &Figure, why: String) {
        self.left.push(Left { id: figure.id.clone(), why });
    }
}

fn survey(n: Option<u32>, unit: &str) -> Survey {
    match n {
        Some(n) if unit == "r" => Survey::Correlation(n),
        Some(n) if is_share(unit) => Survey::Share(n),
        _ => Survey::Unknown,
    }
}

fn is_share(unit: &str) -> bool {
    unit.starts_with("share")
}

fn unit_of(observable: Observable) -> String {
    match observable {
        Observable::Quantity(quantity) => QUANTITIES[quantity].unit.to_owned(),
        Observable::Indicator { indicator, .. } => indicator.row().unit.to_owned(),
        Observable::Twin { indicator, .. } => indicator.row().unit.to_owned(),
    }
}
