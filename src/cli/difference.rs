//! In what a study that exists differs from the one that is asked for.

use super::exit::Stop;
use super::open;
use crate::experiments::Study;
use crate::files::Folder;
use crate::output::{UNFINISHED, kind_row};
use crate::record::study::Description;
use crate::scenario::{Scenario, differences};

/// Differing keys that are listed.
const LISTED: usize = 8;

/// Replicates of a study; 0 of one that has none.
pub(super) fn replicates(study: &Study) -> u32 {
    study.ensemble().map_or(0, |ensemble| ensemble.plan.replicates)
}

/// The scenario of a study that is there, if it is the one that is asked for, but for the number of replicates and its name.
pub(super) fn but_for_replicates(
    there: &Description,
    asked: &Description,
    folder: &Folder,
    study: &Study,
) -> Option<Scenario> {
    let ensemble = study.ensemble()?;
    if there.study != asked.study || there.version != asked.version {
        return None;
    }
    let earlier = open::resolved(folder).ok()?;
    let with_other = Scenario { replicates: ensemble.scenario.replicates, ..earlier.clone() };
    (with_other.hash() == asked.scenario_sha256).then_some(earlier)
}

/// Refuses to go on with what is there of another study, and says in what they differ.
pub(super) fn expect_same(
    there: &Description,
    asked: &Description,
    folder: &Folder,
    study: &Study,
) -> Result<(), Stop> {
    let advice = if folder.path().ends_with(UNFINISHED) {
        "finish that first, with its own command and --resume, or use --out for another folder; --force gives it up and begins anew"
    } else {
        "use --out for another folder, or --force to begin anew"
    };
    match other_study(there, asked, folder, study) {
        None => Ok(()),
        Some(why) => Err(Stop::refused(format_args!("{why}\n    {advice}"))),
    }
}

/// In what a study that is there is another one than what is asked for; `None` if it is the same.
pub(super) fn other_study(there: &Description, asked: &Description, folder: &Folder, study: &Study) -> Option<String> {
    if there.is_same(asked) {
        return None;
    }
    let place = folder.path().display();
    let called =
        |description: &Description| description.kind().map_or("something unknown", |kind| kind_row(kind).called);
    let mut message = if there.version != asked.version {
        format!(
            "{place} belongs to version {} of mutua, and this is {}: go on with the version that began it",
            there.version, asked.version
        )
    } else if there.kind() != asked.kind() {
        format!("{place} belongs to another study: {}, not {}", called(there), called(asked))
    } else {
        format!("{place} belongs to another study than what is asked for")
    };
    for line in differing(there, asked, folder, study) {
        message += &format!("\n    {line}");
    }
    Some(message + fewer(there, asked, folder, study))
}

/// What to say if fewer replicates are asked for than there are, and nothing else differs.
fn fewer(there: &Description, asked: &Description, folder: &Folder, study: &Study) -> &'static str {
    match but_for_replicates(there, asked, folder, study) {
        Some(earlier) if earlier.replicates > replicates(study) => {
            "\n    replicates can be added to a finished result, not taken away"
        }
        _ => "",
    }
}

/// In what two studies differ, a line each.
fn differing(there: &Description, asked: &Description, folder: &Folder, study: &Study) -> Vec<String> {
    let mut lines = Vec::new();
    if there.kind() == asked.kind() && there.study != asked.study {
        lines.push(format!("there: {}; asked for: {}", there.study, asked.study));
    }
    if there.scenario_sha256 == asked.scenario_sha256 {
        return lines;
    }
    let scenarios = study.ensemble().map(|ensemble| (&ensemble.scenario, open::resolved(folder)));
    let Some((scenario, Ok(earlier))) = scenarios else { return lines };
    let differing = differences(&earlier, scenario);
    lines.extend(differing.iter().take(LISTED).map(ToString::to_string));
    if differing.len() > LISTED {
        lines.push(format!("and {} more", differing.len() - LISTED));
    }
    lines
}
