//! Opening the scenario that was asked for.

use super::ScenarioArguments;
use super::exit::Stop;
use crate::scenario::{Scenario, shipped_scenarios};

/// The scenario with everything set on the command line.
pub(super) fn open(arguments: &ScenarioArguments) -> Result<Scenario, Stop> {
    let mut sets = arguments.sets.clone();
    sets.extend(arguments.replicates.iter().map(|n| format!("replicates={n}")));
    let path = &arguments.scenario;
    if !path.exists()
        && let Some((name, _, text)) = path.to_str().and_then(shipped)
    {
        return Scenario::parse(text, name, name, &sets).map_err(Stop::refused);
    }
    Scenario::load(path, &sets).map_err(Stop::refused)
}

fn shipped(wanted: &str) -> Option<(&'static str, String, &'static str)> {
    shipped_scenarios().into_iter().find(|(name, ..)| *name == wanted)
}

/// Threads asked for, or as many as there are cores.
pub(super) fn threads(arguments: &ScenarioArguments) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    arguments.threads.map_or_else(cores, usize::from)
}
