//! In what a study that exists differs from the one that is asked for.

use super::exit::Stop;
use super::open;
use crate::experiments::Study;
use crate::files::Folder;
use crate::output::{UNFINISHED, kind_row};
use crate::record::study::{Description, StudyKind};
use crate::scenario::{Difference, Scenario, differences, visible};

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
        "finish that first, with its own command and --resume; or use --out for another folder, or --force to discard it and start over"
    } else {
        "use --out for another folder, or --force to start over"
    };
    match other_study(there, asked, folder, study, Places { there: "in the folder", here: "asked for" }) {
        None => Ok(()),
        Some(why) => Err(Stop::refused(format_args!("{why}\n    {advice}"))),
    }
}

/// How the two studies that are compared are called.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    pub(super) there: &'a str,
    pub(super) here: &'a str,
}

/// In what a study that exists is another one than what is asked for; `None` if it is the same.
pub(super) fn other_study(
    there: &Description,
    asked: &Description,
    folder: &Folder,
    study: &Study,
    places: Places<'_>,
) -> Option<String> {
    if there.is_same(asked) {
        return None;
    }
    let place = folder.path().display();
    let called =
        |description: &Description| description.kind().map_or("something unknown", |kind| kind_row(kind).called);
    let mut message = if there.version != asked.version {
        format!(
            "{place} was made by version {} of mutua, and this is {}: continue with the version that made it",
            there.version, asked.version
        )
    } else if there.kind() != asked.kind() {
        format!("{place} holds another study: {}, not {}", called(there), called(asked))
    } else {
        format!("{place} holds another study")
    };
    for line in differing(there, asked, folder, study, places) {
        message += &format!("\n    {line}");
    }
    Some(message + fewer(there, asked, folder, study))
}

/// What to say if fewer replicates are asked for than there are, and nothing else differs.
fn fewer(there: &Description, asked: &Description, folder: &Folder, study: &Study) -> &'static str {
    match but_for_replicates(there, asked, folder, study) {
        Some(earlier) if earlier.replicates > replicates(study) => {
            "\n    replicates can be added to a finished result, not removed"
        }
        _ if asked.kind() == Some(StudyKind::Test) && there.kind() == asked.kind() && there.study != asked.study => {
            "\n    how many worlds a test may have is part of it: worlds that are added after others were seen are no evidence"
        }
        _ => "",
    }
}

/// In what two studies differ, a line each.
fn differing(
    there: &Description,
    asked: &Description,
    folder: &Folder,
    study: &Study,
    places: Places<'_>,
) -> Vec<String> {
    let mut lines = Vec::new();
    if there.kind() == asked.kind() && there.study != asked.study {
        lines.push(format!("{}: {}; {}: {}", places.there, there.study, places.here, asked.study));
    }
    if there.scenario_sha256 == asked.scenario_sha256 {
        return lines;
    }
    let scenarios = study.scenario().map(|scenario| (scenario, open::resolved(folder)));
    let Some((scenario, Ok(earlier))) = scenarios else { return lines };
    let differing = differences(&earlier, scenario);
    lines.extend(differing.iter().take(LISTED).map(|one| line(one, places)));
    if differing.len() > LISTED {
        lines.push(format!("and {} more", differing.len() - LISTED));
    }
    lines
}

/// A key in which two scenarios differ, with its value in each.
fn line(difference: &Difference, places: Places<'_>) -> String {
    let [there, here] =
        [&difference.there, &difference.here].map(|value| visible(value.as_deref().unwrap_or("nothing")));
    format!("{}: {there} {}, {here} {}", visible(&difference.key), places.there, places.here)
}
