//! What a scenario and a regime are, as data.

use super::design::{DesignKind, DesignTable};
use super::hypothesis::Hypothesis;
use super::keys::SIZES;
use super::observe::Observe;
use super::rival::Rival;
use super::target::Target;
use crate::model::parameters::{Parameters, Switches};
use crate::model::structure::Structure;
use std::collections::BTreeMap;

/// The world without helping networks. It has no structure, so nobody can redefine it.
pub(super) const NONE: &str = "none";
/// The regimes of a scenario that names none.
pub(super) const DEFAULT_REGIMES: [&str; 4] = [NONE, "professional-centred", "case-centred", "mutual-self-help"];
/// Regimes in one scenario at most.
pub(super) const MAX_REGIMES: usize = 100;

/// A named structure of help. The name lives here and goes no further down.
#[derive(Clone, Debug, PartialEq)]
pub struct Regime {
    /// The name in result files; unique in a scenario.
    pub name: String,
    /// The structure; `None` for a world without helping networks.
    pub structure: Option<Structure>,
}

/// A validated scenario: everything that decides the results, and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The stem of the file's name, by which the folder of results is called too.
    pub name: String,
    /// The question that the scenario asks.
    pub question: String,
    /// Seed of all chance.
    pub seed: u32,
    /// People in the population.
    pub people: u32,
    /// People in a town at most.
    pub people_per_town: u32,
    /// Weeks simulated after the burn-in.
    pub weeks: u32,
    /// Weeks without services before week 0.
    pub burn_in_weeks: u32,
    /// Weeks from one row of the trajectories to the next; week 0 and the last week are always recorded.
    pub record_every_weeks: u32,
    /// Worlds for each regime.
    pub replicates: u32,
    /// The regimes to be run, in this order.
    pub regimes: Vec<Regime>,
    /// All parameters.
    pub parameters: Parameters,
    /// All switches.
    pub switches: Switches,
    /// Sources of parameters that the scenario sets itself, by the parameter's name.
    pub sources: BTreeMap<String, String>,
    /// The rows that `mutua run` writes beside its results.
    pub observe: Observe,
    /// The points at which `mutua sweep` runs it and the factors of `mutua sensitivity`; `mutua run` leaves it aside.
    pub design: Option<DesignTable>,
    /// The figures to which `mutua fit` fits it; `mutua run` leaves them aside.
    pub targets: Vec<Target>,
    /// What is claimed of it, which `mutua test` puts to the test; all other commands leave it aside.
    pub hypotheses: Vec<Hypothesis>,
    /// Simpler models beside which it is held, for `mutua fit --rival`; all other commands leave them aside.
    pub rivals: Vec<Rival>,
}

impl Scenario {
    /// The text of the list of points that the design names; `None` if it names none.
    #[must_use]
    pub fn points_list(&self) -> Option<&str> {
        match &self.design.as_ref()?.kind {
            DesignKind::Points(listed) => Some(&listed.text),
            _ => None,
        }
    }

    /// The same without what is only asked of it: design, rows, targets, hypotheses and rivals. What is left decides its worlds,
    /// and may be changed at will: targets and hypotheses name regimes, which have to be there.
    #[must_use]
    pub fn plain(&self) -> Self {
        let (targets, hypotheses, rivals) = (Vec::new(), Vec::new(), Vec::new());
        Self { design: None, observe: Observe::default(), targets, hypotheses, rivals, ..self.clone() }
    }

    /// The numbers of [`SIZES`], in its order.
    pub(crate) fn sizes(&self) -> [u32; SIZES.len()] {
        let Self { seed, people, people_per_town, weeks, burn_in_weeks, record_every_weeks, replicates, .. } = *self;
        [seed, people, people_per_town, weeks, burn_in_weeks, record_every_weeks, replicates]
    }

    /// The first regime without helping networks, against which the others are read; `None` if all have some.
    #[must_use]
    pub fn without_help(&self) -> Option<usize> {
        self.regimes.iter().position(|regime| regime.structure.is_none())
    }
}
