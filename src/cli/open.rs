//! Opening the scenario that was asked for.

use super::ScenarioArguments;
use super::exit::Stop;
use crate::output::SCENARIO;
use crate::scenario::{Scenario, shipped_scenarios};
use std::path::Path;

/// The scenario with everything set on the command line.
pub(super) fn open(arguments: &ScenarioArguments) -> Result<Scenario, Stop> {
    let mut sets = arguments.sets.clone();
    sets.extend(arguments.replicates.iter().map(|n| format!("replicates={n}")));
    let path = &arguments.scenario;
    // A folder of that name is most likely that of its results.
    if (!path.exists() || path.is_dir())
        && let Some((name, _, text)) = path.to_str().and_then(shipped)
    {
        return Scenario::parse(text, name, name, &sets).map_err(Stop::refused);
    }
    Scenario::load(path, &sets).map_err(|problems| {
        let names: Vec<_> = shipped_scenarios().into_iter().map(|(name, ..)| name).collect();
        let help = format!("\n    help: name a file, or a scenario that comes with the program: {}", names.join(", "));
        Stop::refused(format_args!("{problems}{}", if path.exists() { "" } else { help.as_str() }))
    })
}

fn shipped(wanted: &str) -> Option<(&'static str, String, &'static str)> {
    shipped_scenarios().into_iter().find(|(name, ..)| *name == wanted)
}

/// Threads asked for, or as many as there are cores.
pub(super) fn threads(asked: Option<u16>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    asked.map_or_else(cores, usize::from)
}

/// The scenario of a folder of results, under the name that it had.
pub(super) fn resolved(folder: &Path) -> Result<Scenario, Stop> {
    let path = folder.join(SCENARIO);
    let mut scenario = Scenario::load(&path, &[]).map_err(Stop::refused)?;
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let first = text.lines().next().unwrap_or_default();
    if let Some(name) = first.strip_prefix("# Scenario ").and_then(|rest| rest.strip_suffix(", as resolved.")) {
        name.clone_into(&mut scenario.name);
    }
    Ok(scenario)
}
