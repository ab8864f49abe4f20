//! The commands that a result of patterns names: the one that made it, and those that run its worlds.

use crate::analysis::patterns::{Pattern, REPLICATES};
use crate::output::again::quoted;
use std::fmt::Write as _;

/// The command `mutua patterns` as it was typed.
#[derive(Clone, Copy, Debug)]
pub struct PatternsCommand<'a> {
    /// Worlds in which each pattern was read.
    pub replicates: u32,
    /// The patterns; all if there are none here.
    pub only: &'a [String],
    /// What was set on top.
    pub sets: &'a [String],
}

impl PatternsCommand<'_> {
    /// The command, without where it writes to.
    pub(super) fn command(&self) -> String {
        let mut command = "mutua patterns".to_owned();
        if self.replicates != REPLICATES {
            // Writing into a string cannot fail.
            let _ = write!(command, " --replicates {}", self.replicates);
        }
        if !self.only.is_empty() {
            let _ = write!(command, " --only {}", self.only.join(","));
        }
        self.sets.iter().for_each(|set| command += &format!(" --set {}", quoted(set)));
        command
    }

    /// What runs the scenario of a pattern, with something taken away.
    pub(super) fn run(&self, pattern: &Pattern, sets: &[String]) -> String {
        let mut command = format!("mutua run {} --replicates {}", pattern.scenario, self.replicates);
        let own = pattern.sets.iter().copied();
        let all = own.chain(self.sets.iter().chain(sets).map(String::as_str));
        all.for_each(|set| command += &format!(" --set {}", quoted(set)));
        command
    }
}
