//! The plan: every run of an ensemble, replicate by replicate, so that half an ensemble is a balanced one.

use super::execute::LARGE;
use crate::scenario::Scenario;
use std::num::{NonZeroU32, NonZeroU64};

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
    /// Whether every design point lives through the burn-in as the first does, and differs from it from week 0 on only.
    pub from_services: bool,
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
        let of_all = plan.units().saturating_mul(other_luck).saturating_mul(scenario.people.into());
        Self { twins, people_weeks: plan.people_weeks.saturating_add(of_all), ..plan }
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
            from_services: false,
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
    part: u32,
    of: NonZeroU32,
}

impl Shard {
    /// All of it.
    pub const WHOLE: Self = Self { part: 0, of: NonZeroU32::MIN };

    /// Part number `part`, from 1, of so many.
    ///
    /// # Errors
    /// If there are no parts, or fewer than that.
    ///
    /// # Examples
    /// ```
    /// use mutua::ensemble::shard::Shard;
    /// assert_eq!(Shard::new(1, 1), Ok(Shard::WHOLE));
    /// assert!(Shard::new(1, 0).is_err() && Shard::new(0, 3).is_err() && Shard::new(4, 3).is_err());
    /// ```
    pub fn new(part: u32, of: u32) -> Result<Self, ShardError> {
        match (part.checked_sub(1), NonZeroU32::new(of)) {
            (Some(before), Some(parts)) if before < of => Ok(Self { part: before, of: parts }),
            _ => Err(ShardError { given: format!("{part}/{of}") }),
        }
    }

    /// Which part, from 1.
    #[must_use]
    pub fn part(&self) -> u32 {
        self.part + 1
    }

    /// Of how many.
    #[must_use]
    pub fn of(&self) -> u32 {
        self.of.get()
    }

    /// Whether a unit of the plan belongs to this part.
    #[must_use]
    pub fn holds(&self, unit: u64) -> bool {
        unit % NonZeroU64::from(self.of) == u64::from(self.part)
    }
}

impl std::str::FromStr for Shard {
    type Err = ShardError;

    /// Reads `i/n`, with `i` from 1 to `n`.
    fn from_str(text: &str) -> Result<Self, ShardError> {
        let wrong = || ShardError { given: text.to_owned() };
        let (part, of) = text.split_once('/').ok_or_else(wrong)?;
        let (part, of) = (part.parse().map_err(|_| wrong())?, of.parse().map_err(|_| wrong())?);
        Self::new(part, of).map_err(|_| wrong())
    }
}

/// There is no such part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShardError {
    /// What was asked for.
    pub given: String,
}

impl std::fmt::Display for ShardError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} is not a part: write 1/3, 2/3 or 3/3 for the parts of three", self.given)
    }
}

impl std::error::Error for ShardError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_numbered_by_replicate_then_point_then_regime() {
        let plan = Plan { replicates: 3, points: 4, regimes: 2, twins: false, from_services: false, people_weeks: 0 };
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
        let town = Scenario::parse(text, "t.toml", "t", &[]).unwrap();
        let plan = Plan::of(&town);
        assert!(plan.twins && plan.people_weeks == 3 * 100 * (10 + 2 * 20 + 20));
        let over = Plan::over(&[town.clone(), Scenario { people: 50, ..town.clone() }]);
        assert_eq!((over.twins, over.points, over.people_weeks), (false, 2, 3 * 150 * (10 + 2 * 20)));
        let alone = Scenario { regimes: town.regimes[..1].to_vec(), ..town };
        assert!(!Plan::of(&alone).twins);
    }

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
