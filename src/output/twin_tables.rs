//! The tables of twins: the split of the gap, the same week by week, and what the waiting list says.

use super::csv_files::{Sheet, name_of};
use super::error::OutputError;
use super::stage::{Stage, Staged};
use crate::analysis::Findings;
use crate::analysis::statistics::Estimate;
use crate::analysis::twins::{Luck, OfRegime, Split, Term};
use crate::model::measure::{MEASURES, row};
use crate::record::twins::Group;
use crate::scenario::Scenario;
use std::io;

/// Name and text of each table.
const TABLES: [(&str, Fill); 3] =
    [("twins.csv", twins), ("twin_weeks.csv", by_week), ("waiting_list.csv", waiting_list)];

type Fill = fn(&mut Sheet, &Scenario, &[OfRegime]) -> io::Result<()>;

/// Completes the tables on the stage.
pub(super) fn stage(stage: &Stage, scenario: &Scenario, findings: &Findings) -> Result<Vec<Staged>, OutputError> {
    let table = |(name, fill): (&str, Fill)| {
        let mut sheet = Sheet::begin(stage, name)?;
        sheet.write(|sheet| fill(sheet, scenario, &findings.twins))?;
        sheet.finish()
    };
    TABLES.into_iter().map(table).collect()
}

/// The columns of every estimate.
const ESTIMATE: [&str; 5] = ["mean", "sd", "low", "high", "n"];

fn line(sheet: &mut Sheet, keys: &[&str], estimate: &Estimate) -> io::Result<()> {
    keys.iter().try_for_each(|key| sheet.text(key))?;
    sheet.estimate(estimate)?;
    sheet.whole(estimate.n)?;
    sheet.end_row()
}

/// The terms of a split, and the correlation.
fn split(sheet: &mut Sheet, keys: &[&str], split: &Split) -> io::Result<()> {
    let with = |term| [keys, &[term]].concat();
    for term in Term::ALL {
        line(sheet, &with(term.name()), &split.terms[term as usize])?;
    }
    line(sheet, &with("twin_correlation"), &split.correlation)
}

fn twins(sheet: &mut Sheet, scenario: &Scenario, all: &[OfRegime]) -> io::Result<()> {
    sheet.header(["regime", "luck", "measure", "term"].into_iter().chain(ESTIMATE))?;
    for twins in all {
        let regime = name_of(scenario, twins.regime);
        let groups = [Group::Entrants, Group::Veterans, Group::Joined, Group::Never, Group::Troubled];
        let names = ["share_entrants", "share_veterans", "share_joined", "share_never", "share_troubled"];
        for (group, name) in groups.into_iter().zip(names) {
            line(sheet, &[regime, Luck::Same.name(), "people", name], &twins.shares[group as usize])?;
        }
        for (luck, splits) in Luck::ALL.into_iter().zip(&twins.at_horizon) {
            for (measure, of_measure) in splits.iter().enumerate() {
                split(sheet, &[regime, luck.name(), row(measure).name], of_measure)?;
            }
        }
    }
    Ok(())
}

fn by_week(sheet: &mut Sheet, scenario: &Scenario, all: &[OfRegime]) -> io::Result<()> {
    sheet.header(["regime", "week", "measure", "term"].into_iter().chain(ESTIMATE))?;
    for twins in all {
        for (week, splits) in &twins.by_week {
            let (regime, week) = (name_of(scenario, twins.regime), week.to_string());
            for (measure, of_measure) in splits.iter().enumerate() {
                split(sheet, &[regime, &week, row(measure).name], of_measure)?;
            }
        }
    }
    Ok(())
}

fn waiting_list(sheet: &mut Sheet, scenario: &Scenario, all: &[OfRegime]) -> io::Result<()> {
    sheet.header(["regime", "quantity", "measure"].into_iter().chain(ESTIMATE))?;
    for twins in all {
        let regime = name_of(scenario, twins.regime);
        let counts = [("draws", &twins.draws.0), ("people_in_draws", &twins.draws.1)];
        for (quantity, estimate) in counts.into_iter().chain([("won_minus_lost", &twins.turns)]) {
            let measure = if quantity == "won_minus_lost" { "turns_received" } else { "" };
            line(sheet, &[regime, quantity, measure], estimate)?;
        }
        for measure in 0..MEASURES.len() {
            let lots = &twins.lots[measure];
            let name = row(measure).name;
            line(sheet, &[regime, "won_minus_lost", name], &lots.apart)?;
            line(sheet, &[regime, "won_minus_lost_of_twins", name], &lots.twins_apart)?;
            line(sheet, &[regime, "won_minus_lost_of_twin_differences", name], &lots.tau_apart)?;
        }
    }
    Ok(())
}
