//! Why there is no such study.

use super::particles::DrawsError;
use super::patterns::search::SearchError;
use super::testing::{FEWEST, MOST};
use crate::analysis::design::PointsError;
use crate::analysis::fit::SizesError;
use crate::analysis::sensitivity::SensitivityError;
use crate::ensemble::resources::TooLargeError;
use crate::scenario::likely;
use crate::scenario::{InvalidScenarioError, MAX_FACTORS, MAX_POINTS, NoSuchAblationsError, PartsError};
use thiserror::Error;

/// Worlds of a draw of a posterior at least: luck cannot be told from ignorance by fewer.
pub const LEAST_WORLDS: u32 = 2;
/// Points of the search of a challenge at least: a box holds one in twenty of them.
pub(super) const LEAST_POINTS: u32 = 20;

/// Why there is no such study.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum StudyError {
    /// It needs a scenario, and none was given.
    #[error("this kind of study needs a scenario")]
    NoScenario,
    /// The scenario varies nothing.
    #[error(
        "{scenario} has no [design], so there is nothing to vary: see docs/scenarios.md, or `mutua scenarios screening`, which varies all parameters"
    )]
    NoDesign {
        /// Its name.
        scenario: String,
    },
    /// The scenario claims nothing.
    #[error(
        "{scenario} has no [[hypothesis]], so there is nothing to test: see docs/testing.md, or `mutua scenarios claims`, which has some"
    )]
    NoHypotheses {
        /// Its name.
        scenario: String,
    },
    /// So many worlds.
    #[error("a test may have {FEWEST} to {MOST} worlds at most, not {given}")]
    Most {
        /// How many it was to have.
        given: u32,
    },
    /// The scenario lists its points, which says nothing of ranges.
    #[error(
        "{scenario} lists its points in a file, which says nothing of ranges: a sensitivity analysis needs [[design.factor]] with `low` and `high`, or `values`, and another `kind`"
    )]
    NoRanges {
        /// Its name.
        scenario: String,
    },
    /// The scenario says of no parameter how far it may vary.
    #[error(
        "{scenario} has no [design], so no parameter has a prior: name those that may vary in [[design.factor]], within `low` and `high` or their plausible range, or write `all_parameters = true` (docs/fitting.md)"
    )]
    NoPriors {
        /// Its name.
        scenario: String,
    },
    /// Fewer worlds of a draw than tell luck from ignorance.
    #[error(
        "each draw needs at least {LEAST_WORLDS} worlds (--replicates), not {0}: with one, luck and ignorance cannot be told apart"
    )]
    FewWorlds(u32),
    /// A particle of a posterior gives no valid scenario.
    #[error("{file}:{line}: this particle gives no valid scenario: {problems}")]
    Particle {
        /// What the posterior is called.
        file: String,
        /// The line of it, from 1.
        line: usize,
        /// What is wrong.
        problems: InvalidScenarioError,
    },
    /// There are no draws of a posterior.
    #[error(transparent)]
    Draws(#[from] DrawsError),
    /// So little may be simulated that a fit cannot even begin.
    #[error(
        "a fit of this size takes at least {least} people-weeks (--budget), not {given}: {particles} particles for screening, first population and predictive runs; smaller worlds, fewer replicates, a smaller --population or --predictive take less"
    )]
    FitBudget {
        /// Particles that it takes at least.
        particles: u32,
        /// Weeks of people that it takes at least.
        least: u64,
        /// Those that were asked for.
        given: u64,
    },
    /// There is no such rival.
    #[error("{scenario} has no [[rival]] called {name}: {help}")]
    NoRival {
        /// What was asked for.
        name: String,
        /// The name of the scenario.
        scenario: String,
        /// What was likely meant, or what there is.
        help: String,
    },
    /// A rival foretells what no check says.
    #[error("the rival {rival} foretells {check}, which is no check that can be read here: {help}")]
    NoCheck {
        /// Its name.
        rival: String,
        /// What it names.
        check: String,
        /// What was likely meant, or what there is.
        help: String,
    },
    /// A rival foretells a figure to which all models are fitted.
    #[error("the rival {rival} foretells {figure}, to which every model is fitted: only a check can tell models apart")]
    ForetoldTarget {
        /// Its name.
        rival: String,
        /// The figure.
        figure: String,
    },
    /// Nothing is left to be fitted.
    #[error("the rival {rival} sets every parameter that the [design] varies, so there is nothing to fit")]
    NothingVaries {
        /// Its name.
        rival: String,
    },
    /// The scale on which a rival is to be measured is not that of these figures.
    #[error(
        "the scale of the rival is not that of the figures of this scenario: fit it --beside a fit of the same scenario"
    )]
    OtherScale,
    /// There is no such fit.
    #[error(transparent)]
    Fit(#[from] SizesError),
    /// The scenario claims nothing.
    #[error("{scenario} has no [[hypothesis]], so there is no claim to challenge: see docs/challenge.md")]
    NothingClaimed {
        /// Its name.
        scenario: String,
    },
    /// There is no such claim.
    #[error("there is no hypothesis {name}: they are {there}")]
    NoClaim {
        /// What was asked for.
        name: String,
        /// Those that there are.
        there: String,
    },
    /// The scenario lists its points, which says nothing of ranges.
    #[error(
        "{scenario} lists its points in a file, which says nothing of ranges: a challenge needs [[design.factor]] with `low` and `high`, or `values`, and another `kind`; or no [design], to vary every parameter within its plausible range"
    )]
    ChallengeOfList {
        /// Its name.
        scenario: String,
    },
    /// So many factors.
    #[error("a challenge varies 1 to {MAX_FACTORS} factors, not {factors}")]
    ChallengeFactors {
        /// How many there are.
        factors: usize,
    },
    /// So many points.
    #[error(
        "a challenge searches {LEAST_POINTS} to {} points, not {points}, and as many fresh ones and those with one factor changed must come to {MAX_POINTS} at most", MAX_POINTS / 2
    )]
    ChallengePoints {
        /// How many were asked for.
        points: u32,
    },
    /// A point, or what is set, gives no valid scenario.
    #[error(transparent)]
    Scenario(#[from] InvalidScenarioError),
    /// Points of a design give no valid scenarios.
    #[error(transparent)]
    Points(#[from] PointsError),
    /// There is no such design.
    #[error(transparent)]
    Design(#[from] SensitivityError),
    /// So many points do not fit into memory.
    #[error(transparent)]
    TooLarge(#[from] TooLargeError),
    /// Something cannot be taken away.
    #[error(transparent)]
    Ablations(#[from] NoSuchAblationsError),
    /// Nothing can be taken away.
    #[error("there is nothing to take away from {scenario}: every mechanism and advantage is gone already")]
    NothingThere {
        /// The name of the scenario.
        scenario: String,
    },
    /// Two regimes cannot be taken apart.
    #[error(transparent)]
    Parts(#[from] PartsError),
    /// No worker can have so many hours.
    #[error(
        "--hours {hours} for 1,000 people comes to {each} hours a week for each of {workers} in a town of {people} people: it must be above {low} and at most {high}"
    )]
    Hours {
        /// As they were asked for.
        hours: f64,
        /// What that is for each worker.
        each: f64,
        /// Workers in a town.
        workers: usize,
        /// People in a town.
        people: u32,
        /// What is too little.
        low: f64,
        /// The most.
        high: f64,
    },
    /// There is no such search for patterns.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// There is no such pattern.
    #[error("there is no pattern {name}: they are {there}")]
    NoPattern {
        /// What was asked for.
        name: String,
        /// Those that there are.
        there: String,
    },
    /// A pattern decides this itself.
    #[error(
        "a pattern says itself which regimes it compares, and a search how many replicates it reads: leave {key} out"
    )]
    OfPatterns {
        /// What stood before the equals sign.
        key: &'static str,
    },
    /// Patterns are read in worlds of one town.
    #[error("patterns are looked for in one town at a time: leave people_per_town out")]
    Towns,
    /// What a folder says that it is of is nothing that this program would say.
    #[error("this mutua knows no such study: {said}")]
    Unknown {
        /// What it says.
        said: String,
    },
    /// The scenario is not the one of which a folder says that it is of.
    #[error(
        "scenario.toml is not the scenario that the folder says it is of: it was changed since, or is of another version"
    )]
    OtherScenario,
}

/// Which of `there` was likely meant, or all of them.
pub(super) fn choice(typed: &str, there: &[&str]) -> String {
    match likely(typed, there.iter().copied()) {
        Some(meant) => format!("did you mean {meant}?"),
        None if there.is_empty() => "there are none".to_owned(),
        None => format!("there are {}", there.join(", ")),
    }
}
