//! The results of a contrast taken apart: its parts, what two are worth together, and every mixture.

use super::super::csv_files::{Sheet, name_of};
use super::super::error::OutputError;
use super::super::plots;
use super::super::register::Register;
use super::super::report::DecompositionTold;
use super::super::stage::Stage;
use super::over_draws::{ABOVE, DrawsObserver, OverDraws, write_above};
use super::sensitivity::table;
use super::survey::Survey;
use super::surveyed::Surveyed;
use super::uncertain::points;
use crate::analysis::decomposition::{Basis, Cells, Decomposition, DecompositionBuilder, DecompositionDraws};
use crate::analysis::statistics::Estimate;
use crate::model::indicator::{INDICATORS, POPULATIONS};
use crate::record::Run;
use crate::scenario::Parts;
use std::error::Error;
use std::io;

/// What stands for all parts together in the column of parts.
const CONTRAST: &str = "contrast";

/// Writes the results of a contrast taken apart from its runs, each of which `run` gives by its number; `None` if it is
/// missing. Runs are read once, in the order of the plan, or over the draws of a posterior draw by draw.
///
/// # Errors
/// If a run cannot be had, a file cannot be written, or a plot cannot be drawn.
pub fn write_decomposition<E>(
    stage: &Stage,
    cells: &Cells,
    over: Option<OverDraws<'_>>,
    surveyed: &Surveyed<'_>,
    run: impl Fn(u64) -> Option<Result<Run, E>>,
) -> Result<(Survey, Decomposition), OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let parts = &cells.parts;
    let mut fold = DecompositionBuilder::new(surveyed.scenario.weeks, parts.all.len(), cells.equal.is_some());
    let (found, register) = match over {
        None => {
            let mut register = Register::of_all_runs();
            for replicate in 0..surveyed.plan.replicates {
                for point in 0..surveyed.plan.points {
                    fold.add(point as usize, &surveyed.unit(&run, (replicate, point), &mut register)?);
                }
            }
            (fold.finish(), register)
        }
        Some(over) => {
            let mut fold = DecompositionDraws::new(fold);
            let register = over.read(surveyed, run, &mut fold)?;
            (fold.finish(over.distinct()), register)
        }
    };
    let mut staged = if over.is_some() { vec![points(stage, surveyed)?] } else { Vec::new() };
    staged.extend([
        table(stage, "parts.csv", |sheet| fields(sheet, parts))?,
        table(stage, "decomposition.csv", |sheet| worths(sheet, parts, &found))?,
        table(stage, "part_interactions.csv", |sheet| pairs(sheet, parts, &found))?,
        table(stage, "cells.csv", |sheet| values(sheet, parts, surveyed, &found))?,
    ]);
    let pictures = plots::of_decomposition(surveyed.scenario, cells, &found)?;
    staged.extend(plots::stage(stage, &pictures)?);
    let told = DecompositionTold { scenario: surveyed.scenario, cells, found: &found, pictures: &pictures };
    Ok((surveyed.finish(stage, staged, &register, &told)?, found))
}

impl DrawsObserver for DecompositionDraws {
    fn add(&mut self, point: usize, runs: &[Option<Run>]) {
        Self::add(self, point, runs);
    }

    fn next_draw(&mut self) {
        Self::next_draw(self);
    }
}

/// One row a field in which the two regimes differ.
fn fields(sheet: &mut Sheet, parts: &Parts) -> io::Result<()> {
    sheet.header(["part", "field", "from", "to", "bound_with", "why"])?;
    for part in &parts.all {
        for field in &part.fields {
            let bound = parts.bound.iter().find(|bound| bound.field == *field);
            let [from, to] = parts.values(field);
            let why = bound.map_or(["", ""], |bound| [bound.with, bound.why]);
            [&part.name, *field, &from, &to].into_iter().chain(why).try_for_each(|cell| sheet.text(cell))?;
            sheet.end_row()?;
        }
    }
    Ok(())
}

/// One row a basis, population, indicator and part, the contrast first.
fn worths(sheet: &mut Sheet, parts: &Parts, found: &Decomposition) -> io::Result<()> {
    let value = ["mean", "sd", "low", "high", "n", "share"];
    let ends = ["first_in", "first_in_sd", "first_in_low", "first_in_high"];
    let last = ["last_in", "last_in_sd", "last_in_low", "last_in_high"];
    let above = ABOVE.into_iter().filter(|_| found.draws().is_some());
    sheet.header(KEYS.into_iter().chain(["part"]).chain(value).chain(ends).chain(last).chain(above))?;
    for at in places(found) {
        let whole = found.at(at.basis, at.population, at.indicator);
        at.write(sheet, parts, found)?;
        sheet.text(CONTRAST)?;
        estimate(sheet, &whole.contrast)?;
        (0..9).try_for_each(|_| sheet.text(""))?;
        write_above(sheet, found.contrast_above(at.basis, at.population, at.indicator))?;
        sheet.end_row()?;
        let shares = whole.shares();
        for (place, (part, worth)) in parts.all.iter().zip(&whole.parts).enumerate() {
            at.write(sheet, parts, found)?;
            sheet.text(&part.name)?;
            estimate(sheet, &worth.value)?;
            sheet.number(shares.as_ref().map_or(f64::NAN, |shares| shares[place]))?;
            [worth.first, worth.last].iter().try_for_each(|end| sheet.estimate(end))?;
            write_above(sheet, found.above(at.basis, at.population, at.indicator, place))?;
            sheet.end_row()?;
        }
    }
    Ok(())
}

/// One row a basis, population, indicator and pair of parts.
fn pairs(sheet: &mut Sheet, parts: &Parts, found: &Decomposition) -> io::Result<()> {
    sheet.header(KEYS.into_iter().chain(["part", "other_part", "mean", "sd", "low", "high", "n"]))?;
    for at in places(found) {
        for ((one, other), together) in found.at(at.basis, at.population, at.indicator).pairs {
            at.write(sheet, parts, found)?;
            [one, other].into_iter().try_for_each(|part| sheet.text(&parts.all[part].name))?;
            estimate(sheet, &together)?;
            sheet.end_row()?;
        }
    }
    Ok(())
}

/// One row a basis, regime, population and indicator: the world without help, then every mixture.
fn values(sheet: &mut Sheet, parts: &Parts, surveyed: &Surveyed<'_>, found: &Decomposition) -> io::Result<()> {
    let names = parts.all.iter().map(|part| part.name.as_str());
    let rest = ["population", "indicator", "mean", "sd", "low", "high", "n"];
    sheet.header(["basis", "cell"].into_iter().chain(names).chain(rest))?;
    for basis in found.bases().iter().filter(|basis| **basis != Basis::PerWorkerHour) {
        for regime in 0..surveyed.plan.regimes {
            for (population, of) in POPULATIONS.iter().enumerate() {
                for (indicator, row) in INDICATORS.iter().enumerate() {
                    let Some(value) = found.value(*basis, regime, population, indicator) else { continue };
                    sheet.text(basis.word())?;
                    sheet.text(name_of(surveyed.worlds(), regime))?;
                    for part in 0..parts.all.len() {
                        let side = regime.checked_sub(1).map(|cell| Parts::has(cell, part));
                        let name = side.map_or("", |to| if to { &parts.to.name } else { &parts.from.name });
                        sheet.text(name)?;
                    }
                    sheet.text(of.name)?;
                    sheet.text(row.name)?;
                    estimate(sheet, &value)?;
                    sheet.end_row()?;
                }
            }
        }
    }
    Ok(())
}

/// The first columns of a row.
const KEYS: [&str; 5] = ["basis", "from", "to", "population", "indicator"];

/// What a row is about.
struct Place {
    basis: usize,
    population: usize,
    indicator: usize,
}

/// Basis by basis, population by population, indicator by indicator.
fn places(found: &Decomposition) -> impl Iterator<Item = Place> {
    let cells = (0..found.bases().len()).flat_map(|basis| (0..POPULATIONS.len()).map(move |of| (basis, of)));
    cells.flat_map(|(basis, population)| {
        (0..INDICATORS.len()).map(move |indicator| Place { basis, population, indicator })
    })
}

impl Place {
    fn write(&self, sheet: &mut Sheet, parts: &Parts, found: &Decomposition) -> io::Result<()> {
        let basis = found.bases()[self.basis].word();
        let (population, indicator) = (POPULATIONS[self.population].name, INDICATORS[self.indicator].name);
        let keys = [basis, &parts.from.name, &parts.to.name, population, indicator];
        keys.into_iter().try_for_each(|key| sheet.text(key))
    }
}

fn estimate(sheet: &mut Sheet, estimate: &Estimate) -> io::Result<()> {
    sheet.estimate(estimate)?;
    sheet.whole(estimate.n)
}
