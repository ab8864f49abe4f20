//! Why there is no such study.

use super::patterns::search::SearchError;
use crate::analysis::design::PointsError;
use crate::analysis::sensitivity::SensitivityError;
use crate::ensemble::resources::TooLargeError;
use crate::scenario::{NoSuchAblations, Problems};
use std::fmt;

/// Why there is no such study.
#[derive(Clone, Debug, PartialEq)]
pub enum StudyError {
    /// It needs a scenario, and none was given.
    NoScenario,
    /// The scenario varies nothing.
    NoDesign {
        /// Its name.
        scenario: String,
    },
    /// The scenario lists its points, which says nothing of ranges.
    NoRanges {
        /// Its name.
        scenario: String,
    },
    /// A point, or what is set, gives no valid scenario.
    Problems(Problems),
    /// Points of a design give no valid scenarios.
    Points(PointsError),
    /// There is no such design.
    Design(SensitivityError),
    /// So many points do not fit into memory.
    TooLarge(TooLargeError),
    /// Something cannot be taken away.
    Ablations(NoSuchAblations),
    /// Nothing can be taken away.
    NothingThere {
        /// The name of the scenario.
        scenario: String,
    },
    /// There is no such search for patterns.
    Search(SearchError),
    /// There is no such pattern.
    NoPattern {
        /// What was asked for.
        name: String,
        /// Those that there are.
        there: String,
    },
    /// A pattern decides this itself.
    OfPatterns {
        /// What stood before the equals sign.
        key: &'static str,
    },
    /// Patterns are read in worlds of one town.
    Towns,
    /// What a folder says that it is of is nothing that this program would say.
    Unknown {
        /// What it says.
        said: String,
    },
    /// The scenario is not the one of which a folder says that it is of.
    OtherScenario,
}

impl From<Problems> for StudyError {
    fn from(problems: Problems) -> Self {
        Self::Problems(problems)
    }
}

impl From<PointsError> for StudyError {
    fn from(points: PointsError) -> Self {
        Self::Points(points)
    }
}

impl From<SensitivityError> for StudyError {
    fn from(refused: SensitivityError) -> Self {
        Self::Design(refused)
    }
}

impl From<TooLargeError> for StudyError {
    fn from(large: TooLargeError) -> Self {
        Self::TooLarge(large)
    }
}

impl From<SearchError> for StudyError {
    fn from(error: SearchError) -> Self {
        Self::Search(error)
    }
}

impl From<NoSuchAblations> for StudyError {
    fn from(unknown: NoSuchAblations) -> Self {
        Self::Ablations(unknown)
    }
}

impl fmt::Display for StudyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoScenario => write!(f, "this kind of study needs a scenario"),
            Self::NoDesign { scenario } => write!(
                f,
                "{scenario} has no [design], so there is nothing to vary: see docs/scenarios.md, or \
                 `mutua scenarios sweep-directiveness`"
            ),
            Self::NoRanges { scenario } => write!(
                f,
                "{scenario} lists its points in a file, which says nothing of ranges: a sensitivity analysis needs \
                 [[design.factor]] with `low` and `high`, or `values`, and another `kind`"
            ),
            Self::Problems(problems) => problems.fmt(f),
            Self::Points(points) => points.fmt(f),
            Self::Design(refused) => refused.fmt(f),
            Self::Ablations(unknown) => unknown.fmt(f),
            Self::Search(error) => error.fmt(f),
            Self::TooLarge(large) => large.fmt(f),
            Self::NothingThere { scenario } => {
                write!(
                    f,
                    "there is nothing to take away from {scenario}: every mechanism and advantage is gone already"
                )
            }
            Self::NoPattern { name, there } => write!(f, "there is no pattern {name}: they are {there}"),
            Self::OfPatterns { key } => write!(
                f,
                "a pattern says itself which regimes it compares, and a search how many replicates it reads: leave {key} out"
            ),
            Self::Towns => write!(f, "patterns are looked for in one town at a time: leave people_per_town out"),
            Self::Unknown { said } => write!(f, "this mutua knows no such study: {said}"),
            Self::OtherScenario => write!(
                f,
                "scenario.toml is not the scenario that the folder says it is of: it was changed since, or is of another version"
            ),
        }
    }
}

impl std::error::Error for StudyError {}
