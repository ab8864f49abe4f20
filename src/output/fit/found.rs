//! What became of a fit, with what was asked for.

use crate::analysis::fit::{FigureHeld, FitSizes, Goal, Left, Told};
use crate::output::again::again;
use crate::scenario::{Factor, Rival, Scale, Scenario};

/// What became of a fit, with what was asked for.
pub struct FitFound<'a> {
    /// The scenario as it was named.
    pub scenario: &'a Scenario,
    /// The parameters that may vary, with their priors.
    pub factors: &'a [Factor],
    /// What the model was held against.
    pub goals: &'a [Goal],
    /// What stands beside each goal.
    pub held: &'a [FigureHeld],
    /// Figures of which nothing could be said.
    pub left: &'a [Left],
    /// How large the fit was to be.
    pub sizes: FitSizes,
    /// Weeks of people that might be simulated.
    pub people_weeks: u64,
    /// Weeks of people in the worlds of a particle.
    pub people_weeks_each: u64,
    /// What came of it.
    pub told: &'a Told,
    /// The seed of the worlds of a particle, by its number.
    pub seed_of: &'a dyn Fn(u32) -> u32,
    /// Particles of which a world failed.
    pub failed: u64,
    /// The rival that was fitted in place of the full model.
    pub rival: Option<&'a Rival>,
}

impl FitFound<'_> {
    /// The command by which it is done again.
    pub(in crate::output) fn command(&self) -> String {
        if let Some(rival) = self.rival {
            let beside = format!(" --rival {} --beside FOLDER-OF-THE-FULL-FIT", rival.name);
            return again("fit", self.scenario, &beside);
        }
        let FitSizes { population, trajectories, fitted, predictive, .. } = self.sizes;
        let sizes = format!(
            " --budget {} --population {population} --fitted {fitted} --trajectories {trajectories} --predictive {predictive}",
            self.people_weeks
        );
        again("fit", self.scenario, &sizes)
    }

    /// How many particles there are, in words.
    pub(in crate::output) fn particles(&self) -> String {
        let posterior = &self.told.posterior;
        format!(
            "{} particles, which say as much as {:.0} of equal weight",
            posterior.particles.len(),
            posterior.effective()
        )
    }

    /// Where the scenario itself stands in the prior of a parameter, from 0 to 1; `None` outside it, and in a list.
    pub(in crate::output) fn stands(&self, place: usize) -> Option<f64> {
        let factor = &self.factors[place];
        let stands: f64 = self.scenario.setting(&factor.key)?.parse().ok()?;
        let (low, high) = match factor.scale {
            Scale::Real { low, high, .. } => (low, high),
            Scale::Whole { low, high, .. } => (low as f64 - 0.5, high as f64 + 0.5),
            Scale::Values(_) => return None,
        };
        Some((stands - low) / (high - low)).filter(|unit| (0.0..=1.0).contains(unit))
    }
}
