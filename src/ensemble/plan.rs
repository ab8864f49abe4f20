//! The plan: every run of an ensemble, replicate by replicate, so that half an ensemble is a balanced one.

use super::execute::LARGE;
use crate::scenario::Scenario;

/// What is to be run. Runs are numbered replicate by replicate, then by design point, then by regime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Worlds for each regime and design point.
    pub replicates: u32,
    /// Design points; 1 without a design.
    pub points: u32,
    /// Regimes for each replicate and design point; they share one burn-in.
    pub regimes: usize,
    /// Whether every world is held against the one without helping networks, person by person.
    pub twins: bool,
    /// Weeks of people in all runs, burn-ins included.
    pub people_weeks: u64,
}

impl Plan {
    /// The plan of `scenario` alone: with twins, where it has a world without helping networks and others.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let plan = Self::over(std::slice::from_ref(scenario));
        let twins = scenario.without_help().is_some() && plan.regimes > 1;
        let other_luck = if twins && scenario.town(0).people <= LARGE { u64::from(scenario.weeks) } else { 0 };
        let people_weeks = plan.people_weeks + plan.units() * other_luck * u64::from(scenario.people);
        Self { twins, people_weeks, ..plan }
    }

    /// The plan of an ensemble with one scenario a design point, all with the same replicates and regimes.
    #[must_use]
    pub fn over(scenarios: &[Scenario]) -> Self {
        let (replicates, regimes) = scenarios.first().map_or((0, 0), |first| (first.replicates, first.regimes.len()));
        let of_one = |scenario: &Scenario| {
            let weeks = u64::from(scenario.burn_in_weeks) + regimes as u64 * u64::from(scenario.weeks);
            weeks * u64::from(scenario.people)
        };
        Self {
            replicates,
            points: scenarios.len() as u32,
            regimes,
            twins: false,
            people_weeks: u64::from(replicates) * scenarios.iter().map(of_one).sum::<u64>(),
        }
    }

    /// How many runs there are.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.units() * self.regimes as u64
    }

    /// How many burn-ins there are: replicates times design points.
    #[must_use]
    pub fn units(&self) -> u64 {
        u64::from(self.replicates) * u64::from(self.points)
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
}

/// A part of an ensemble that is done by itself, in a folder of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which part, from 0.
    pub part: u32,
    /// Of how many.
    pub of: u32,
}

impl Shard {
    /// All of it.
    pub const WHOLE: Self = Self { part: 0, of: 1 };

    /// Whether a unit of the plan belongs to this part.
    #[must_use]
    pub fn holds(&self, unit: u64) -> bool {
        unit % u64::from(self.of) == u64::from(self.part)
    }
}

impl std::str::FromStr for Shard {
    type Err = String;

    /// Reads `i/n`, with `i` from 1 to `n`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text} is not a part: write 1/3, 2/3 or 3/3 for the parts of three");
        let (part, of) = text.split_once('/').ok_or_else(wrong)?;
        let (part, of): (u32, u32) = (part.parse().map_err(|_| wrong())?, of.parse().map_err(|_| wrong())?);
        if part == 0 || part > of {
            return Err(wrong());
        }
        Ok(Self { part: part - 1, of })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_and_cover_every_unit_once() {
        for text in ["", "1", "0/3", "4/3", "1/0", "a/b", "1/3/5"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
        let parts: Vec<Shard> = ["1/3", "2/3", "3/3"].iter().filter_map(|text| text.parse().ok()).collect();
        assert!((0..100).all(|unit| parts.iter().filter(|part| part.holds(unit)).count() == 1));
        assert!((0..100).all(|unit| Shard::WHOLE.holds(unit)));
    }
}
