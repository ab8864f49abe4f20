//! Opening the scenario that was asked for.

use super::arguments::ScenarioArguments;
use super::exit::Stop;
use crate::files::Folder;
use crate::output::SCENARIO;
use crate::scenario::{MAX_FILE_BYTES, POINTS_LIST, Scenario, named_list, shipped_scenarios};
use std::path::{Path, PathBuf};

/// The scenario with everything set on the command line.
pub(super) fn open(arguments: &ScenarioArguments) -> Result<Scenario, Stop> {
    let mut sets = arguments.sets.clone();
    sets.extend(arguments.replicates.iter().map(|n| format!("replicates={n}")));
    let path = &arguments.scenario;
    // A folder of that name is most likely that of its results.
    if (!path.exists() || path.is_dir())
        && let Some((name, _, text)) = path.to_str().and_then(shipped)
    {
        return Scenario::parse_as(text, name, name, &sets).map_err(Stop::refused);
    }
    Scenario::load(path, &sets).map_err(|problems| {
        let names: Vec<_> = shipped_scenarios().into_iter().map(|(name, ..)| name).collect();
        let help = format!("\n    help: name a file, or a scenario that comes with the program: {}", names.join(", "));
        Stop::refused(format_args!("{problems}{}", if path.exists() { "" } else { help.as_str() }))
    })
}

/// As [`open`], for a command that varies what the design varies: an override of that is refused.
pub(super) fn open_design(arguments: &ScenarioArguments) -> Result<Scenario, Stop> {
    let scenario = open(arguments)?;
    if let Some(design) = &scenario.design {
        design.check_sets(&arguments.sets).map_err(Stop::refused)?;
    }
    Ok(scenario)
}

fn shipped(wanted: &str) -> Option<(&'static str, String, &'static str)> {
    shipped_scenarios().into_iter().find(|(name, ..)| *name == wanted)
}

/// The files that a command on this scenario reads: the scenario itself, and the list of points that it may name.
pub(super) fn read_by(scenario: &Path) -> Vec<PathBuf> {
    let folder = scenario.parent().unwrap_or(Path::new(""));
    // A pipe can be read once, and was.
    let text = || if scenario.is_file() { std::fs::read_to_string(scenario).ok() } else { None };
    let named = text().and_then(|text| named_list(&text));
    [scenario.to_owned()].into_iter().chain(named.map(|list| folder.join(list))).collect()
}

/// The scenario that lies with a study in a folder, under the name that it had.
pub(super) fn resolved(folder: &Folder) -> Result<Scenario, Stop> {
    let path = folder.shown(SCENARIO);
    if !folder.holds("read", SCENARIO).map_err(Stop::failed)? {
        return Err(Stop::refused(format_args!(
            "{} does not exist, so it is not known which scenario the runs are of",
            path.display()
        )));
    }
    // The list that it names lies beside it under the one name that it has there.
    folder.holds("read", POINTS_LIST).map_err(Stop::refused)?;
    let text = folder.read(SCENARIO, MAX_FILE_BYTES).map_err(Stop::refused)?.unwrap_or_default();
    if let Some(list) = named_list(&String::from_utf8_lossy(&text)).filter(|list| list != POINTS_LIST) {
        return Err(Stop::refused(format_args!(
            "{} names the list {list}, which is not kept beside it: it is not the scenario that was written with the runs",
            path.display()
        )));
    }
    Scenario::load_resolved(&path).map_err(Stop::refused)
}
