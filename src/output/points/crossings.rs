//! Where the lead passes from one regime to another in a sweep over one number: the table `crossings.csv`, and what is said of
//! it on the terminal.

use super::super::csv_files::{Sheet, name_of};
use super::super::digits::count;
use super::super::error::OutputError;
use super::super::register::Register;
use super::super::stage::{Stage, Staged};
use super::super::table::cells::rounded;
use super::super::table::short_names;
use super::sensitivity::table;
use super::surveyed::{PointObserver, Surveyed};
use crate::analysis::crossings::{Crossing, CrossingsBuilder, MeanLines};
use crate::analysis::design::Design;
use crate::analysis::readout::{Reading, at_horizon};
use crate::analysis::responses::{AtPoint, MAIN, OVERVIEW};
use crate::model::indicator::{INDICATORS, POPULATIONS, STRUCK};
use crate::record::Run;
use crate::scenario::Scenario;
use std::error::Error;
use std::fmt::Write as _;
use std::io;

/// The values of a design's factor, point by point, if it has one factor and that is a number.
pub(super) fn values(design: &Design) -> Option<Vec<f64>> {
    let [_] = design.keys() else { return None };
    let base = design.base().first().cloned().flatten();
    let value = |number: usize| {
        let set = design.point(number).settings.into_iter().next().map(|(_, value)| value);
        set.or_else(|| base.clone())?.parse().ok()
    };
    (0..design.len()).map(value).collect()
}

/// What the means come to at each point, if they can cross at all.
pub(super) struct Means(pub(super) Option<MeanLines>);

impl PointObserver for Means {
    fn point(&mut self, point: usize, at_point: &AtPoint) -> Result<(), OutputError> {
        self.0.iter_mut().for_each(|lines| lines.add(point, at_point));
        Ok(())
    }
}

/// The crossings of the means, with what single replicates say of them: their runs are read once more, because at a point
/// nothing is known yet of the others, and to keep all readings would take memory for every run.
pub(super) fn crossings<E>(
    surveyed: &Surveyed<'_>,
    lines: MeanLines,
    run: &impl Fn(u64) -> Option<Result<Run, E>>,
) -> Result<Vec<Crossing>, OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let mut fold = CrossingsBuilder::new(lines);
    // These runs were counted when they were read first.
    let mut counted = Register::of_all_runs();
    for replicate in 0..surveyed.plan.replicates {
        if fold.is_empty() {
            break;
        }
        let mut points: Vec<Vec<Option<Reading>>> = Vec::with_capacity(surveyed.scenarios.len());
        for (point, scenario) in (0..).zip(surveyed.scenarios) {
            let read = |run: &Option<Run>| Some(at_horizon(run.as_ref()?.as_ref().ok()?, scenario.weeks));
            points.push(surveyed.unit(run, (replicate, point), &mut counted)?.iter().map(read).collect());
        }
        fold.add(&points);
    }
    Ok(fold.finish())
}

/// Writes `crossings.csv`.
pub(super) fn stage_crossings(
    stage: &Stage,
    surveyed: &Surveyed<'_>,
    crossings: &[Crossing],
) -> Result<Staged, OutputError> {
    table(stage, "crossings.csv", |sheet| rows(sheet, surveyed, crossings))
}

fn rows(sheet: &mut Sheet, surveyed: &Surveyed<'_>, crossings: &[Crossing]) -> io::Result<()> {
    let keys = ["factor", "regime", "reference", "population", "indicator", "value", "above"];
    sheet.header(keys.into_iter().chain(["mean", "sd", "low", "high", "n", "share_crossing", "clear"]))?;
    for crossing in crossings {
        let name = |regime| name_of(surveyed.scenario, regime);
        sheet.text(surveyed.keys.first().map_or("", AsRef::as_ref))?;
        sheet.text(name(crossing.regime))?;
        sheet.text(name(crossing.reference))?;
        sheet.text(POPULATIONS[crossing.population].name)?;
        sheet.text(INDICATORS[MAIN[crossing.place] as usize].name)?;
        sheet.number(crossing.change.at)?;
        sheet.text(name(crossing.above()))?;
        sheet.estimate(&crossing.replicates)?;
        sheet.whole(crossing.replicates.n)?;
        sheet.number(crossing.share())?;
        sheet.truth(crossing.clear)?;
        sheet.end_row()?;
    }
    Ok(())
}

/// Where the lead passes in what is told first, as text of at most 100 columns, ASCII but for regime names; empty where
/// nothing could cross.
#[must_use]
pub fn crossings_table(scenario: &Scenario, design: &Design, crossings: &[Crossing]) -> String {
    let [key] = design.keys() else { return String::new() };
    if values(design).is_none() || scenario.regimes.len() < 2 {
        return String::new();
    }
    let names = short_names(scenario);
    let mut text = format!("\nWhere the lead passes over {key}: the struck\n");
    let told = OVERVIEW.into_iter().filter(|indicator| INDICATORS[*indicator as usize].more_is_better.is_some());
    for indicator in told {
        let here = |crossing: &&Crossing| {
            crossing.clear && crossing.population == STRUCK && MAIN[crossing.place] as usize == indicator as usize
        };
        let mut found: Vec<&Crossing> = crossings.iter().filter(here).collect();
        found.sort_by(|a, b| a.change.at.total_cmp(&b.change.at));
        // Writing into a string cannot fail.
        let _ = writeln!(text, "  {}", INDICATORS[indicator as usize].label);
        if found.is_empty() {
            text.push_str("    no two regimes clearly cross\n");
        }
        found.into_iter().for_each(|crossing| push_crossing(&mut text, &names, crossing));
    }
    text + "In brackets: 95 % interval over replicates that cross. Others: crossings.csv\n"
}

fn push_crossing(text: &mut String, names: &[String], crossing: &Crossing) {
    let replicates = &crossing.replicates;
    let between = match replicates.low.is_finite() {
        true => format!(" ({} to {})", rounded(replicates.low, 2), rounded(replicates.high, 2)),
        false => String::new(),
    };
    // The interval is that of the mean over replicates, which is not where the lines of the means cross.
    let at = rounded(if replicates.mean.is_finite() { replicates.mean } else { crossing.change.at }, 2);
    let (above, below) = (&names[crossing.above()], &names[crossing.below()]);
    let of = count(crossing.of, "replicate");
    let _ = writeln!(text, "    from {at}{between} {above} is above {below}: {} of {of}", replicates.n);
}
