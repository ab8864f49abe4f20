//! The plan: every run of an ensemble, replicate by replicate, so that half an ensemble is a balanced one.

use super::run::{Run, position};
use crate::scenario::Scenario;

/// Worlds of more people than this are run one regime after the other, on all cores: two worlds at a time (one, where
/// there is one regime), not one a regime. They have no twins who meet other luck.
pub const LARGE: u32 = 200_000;

/// What is to be run. Runs are numbered replicate by replicate, then by design point, then by regime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Worlds for each regime and design point.
    pub replicates: u32,
    /// Design points; 1 without a design.
    pub points: u32,
    /// Regimes for each replicate and design point; they share one burn-in.
    pub regimes: usize,
    /// Whether every world is compared with the one without helping networks, person by person.
    pub twins: bool,
    /// Whether spells, groups and a sample of people are observed in every run.
    pub observed: bool,
    /// Whether every design point has the burn-in of the first, and differs from it from week 0 on only.
    pub from_services: bool,
    /// Points that belong together, one after the other: all of them, or those of one draw of a posterior. What is said of the
    /// first point holds for the first of these.
    pub together: u32,
    /// Weeks of people in all runs, burn-ins included.
    pub people_weeks: u64,
}

impl Plan {
    /// The plan of `scenario` alone: observed, and with twins, where it has a world without helping networks and others.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let plan = Self::over(std::slice::from_ref(scenario));
        let twins = scenario.without_help().is_some() && plan.regimes > 1;
        let other_luck = if twins && scenario.town(0).people <= LARGE { u64::from(scenario.weeks) } else { 0 };
        let of_all = plan.units().saturating_mul(other_luck).saturating_mul(scenario.people.into());
        Self { twins, observed: true, people_weeks: plan.people_weeks.saturating_add(of_all), ..plan }
    }

    /// The plan of an ensemble with one scenario a design point, all with the same replicates and regimes.
    #[must_use]
    pub fn over(scenarios: &[Scenario]) -> Self {
        let (replicates, regimes) = scenarios.first().map_or((0, 0), |first| (first.replicates, first.regimes.len()));
        let of_one = |scenario: &Scenario| {
            let weeks = (regimes as u64).saturating_mul(scenario.weeks.into());
            weeks.saturating_add(scenario.burn_in_weeks.into()).saturating_mul(scenario.people.into())
        };
        let of_all = scenarios.iter().map(of_one).fold(0, u64::saturating_add);
        Self {
            replicates,
            points: u32::try_from(scenarios.len()).unwrap_or(u32::MAX),
            regimes,
            twins: false,
            observed: false,
            from_services: false,
            together: u32::try_from(scenarios.len()).unwrap_or(u32::MAX),
            people_weeks: of_all.saturating_mul(replicates.into()),
        }
    }

    /// How many runs there are.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.units().saturating_mul(self.regimes as u64)
    }

    /// How many burn-ins there are: replicates times design points.
    #[must_use]
    pub fn units(&self) -> u64 {
        u64::from(self.replicates) * u64::from(self.points)
    }

    /// The first of the points that belong together with this one.
    #[must_use]
    pub fn first_of(&self, point: u32) -> u32 {
        point - point % self.together.max(1)
    }

    /// Replicate and design point of a unit.
    #[must_use]
    pub fn unit(&self, unit: u64) -> (u32, u32) {
        let points = u64::from(self.points.max(1));
        ((unit / points) as u32, (unit % points) as u32)
    }

    /// The number of a run.
    #[must_use]
    pub fn index(&self, replicate: u32, point: u32, regime: usize) -> u64 {
        let unit = u64::from(replicate) * u64::from(self.points) + u64::from(point);
        unit * self.regimes as u64 + regime as u64
    }

    /// Whether a run has this number.
    #[must_use]
    pub fn numbers(&self, run: &Run, index: u64) -> bool {
        let point = match run {
            Ok(record) => record.point,
            Err(failed) => failed.point,
        };
        let (replicate, regime) = position(run);
        self.index(replicate, point, regime) == index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_numbered_by_replicate_then_point_then_regime() {
        let plan = Plan {
            replicates: 3,
            points: 4,
            regimes: 2,
            twins: false,
            observed: false,
            from_services: false,
            together: 4,
            people_weeks: 0,
        };
        let mut next = 0;
        for replicate in 0..3 {
            for point in 0..4 {
                assert_eq!(plan.unit(next / 2), (replicate, point));
                for regime in 0..2 {
                    assert_eq!(plan.index(replicate, point, regime), next);
                    next += 1;
                }
            }
        }
        assert_eq!((plan.units(), plan.runs()), (12, next));
    }

    #[test]
    fn people_weeks_are_those_of_burn_ins_runs_and_worlds_of_other_luck() {
        let text =
            "people = 100\nburn_in_weeks = 10\nweeks = 20\nreplicates = 3\nregimes = [\"none\", \"case-centred\"]";
        let town = Scenario::parse_as(text, "t.toml", "t", &[]).unwrap();
        let plan = Plan::of(&town);
        assert!(plan.twins && plan.people_weeks == 3 * 100 * (10 + 2 * 20 + 20));
        let over = Plan::over(&[town.clone(), Scenario { people: 50, ..town.clone() }]);
        assert_eq!((over.twins, over.points, over.people_weeks), (false, 2, 3 * 150 * (10 + 2 * 20)));
        let alone = Scenario { regimes: town.regimes[..1].to_vec(), ..town };
        assert!(!Plan::of(&alone).twins);
    }
}
