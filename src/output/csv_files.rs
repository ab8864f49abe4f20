//! The tables: RFC 4180, UTF-8, a header row, `\n`, numbers in the shortest form that reads back as the same number.

use super::atomic::Staged;
use super::{OutputError, ResultFolder};
use crate::analysis::Findings;
use crate::analysis::statistics::Estimate;
use crate::ensemble::Outcome;
use crate::model::indicator::{INDICATORS, POPULATIONS};
use crate::scenario::Scenario;
use std::fmt::{Display, Write as _};
use std::io::{self, Write};

/// Completes all tables under temporary names.
pub(super) fn stage(
    folder: &ResultFolder,
    scenario: &Scenario,
    outcome: &Outcome,
    findings: &Findings,
) -> Result<Vec<Staged>, OutputError> {
    let stage = |name: &str, fill: &dyn Fn(&mut Sheet<'_>) -> io::Result<()>| {
        Staged::write(&folder.file(name), |out| {
            let mut sheet = Sheet::new(out);
            fill(&mut sheet)?;
            sheet.finish()
        })
    };
    Ok(vec![
        stage("trajectories.csv", &|sheet| trajectories(sheet, scenario, outcome))?,
        stage("summary.csv", &|sheet| summary(sheet, scenario, outcome, findings))?,
        stage("contrasts.csv", &|sheet| contrasts(sheet, scenario, findings))?,
        stage("ledgers.csv", &|sheet| ledgers(sheet, scenario, findings))?,
    ])
}

/// A table that is being written, cell by cell.
struct Sheet<'a> {
    out: csv::Writer<&'a mut dyn Write>,
    cell: String,
}

impl<'a> Sheet<'a> {
    fn new(out: &'a mut dyn Write) -> Self {
        Self { out: csv::WriterBuilder::new().flexible(false).from_writer(out), cell: String::with_capacity(32) }
    }

    fn header<'b>(&mut self, names: impl IntoIterator<Item = &'b str>) -> io::Result<()> {
        Ok(self.out.write_record(names)?)
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        Ok(self.out.write_field(text)?)
    }

    fn whole(&mut self, number: impl Display) -> io::Result<()> {
        self.cell.clear();
        // Writing to a string cannot fail.
        let _ = write!(self.cell, "{number}");
        Ok(self.out.write_field(&self.cell)?)
    }

    /// A number, or an empty cell where there is none. Nought has no sign.
    fn number(&mut self, number: f64) -> io::Result<()> {
        if number.is_finite() { self.whole(number + 0.0) } else { self.text("") }
    }

    fn estimate(&mut self, e: &Estimate) -> io::Result<()> {
        [e.mean, e.sd, e.low, e.high].into_iter().try_for_each(|number| self.number(number))
    }

    fn end_row(&mut self) -> io::Result<()> {
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    /// Flushes: a dropped writer would say nothing of a full disk.
    fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn name_of(scenario: &Scenario, regime: usize) -> &str {
    scenario.regimes.get(regime).map_or("", |r| r.name.as_str())
}

fn trajectories(sheet: &mut Sheet<'_>, scenario: &Scenario, outcome: &Outcome) -> io::Result<()> {
    let keys = ["regime", "replicate", "week", "population", "count"];
    sheet.header(keys.into_iter().chain(INDICATORS.iter().map(|i| i.name)))?;
    for run in &outcome.records {
        for snapshot in &run.snapshots {
            for (population, row) in POPULATIONS.iter().zip(&snapshot.rows) {
                sheet.text(name_of(scenario, run.regime))?;
                sheet.whole(run.replicate)?;
                sheet.whole(snapshot.week)?;
                sheet.text(population.name)?;
                sheet.whole(row.count)?;
                row.values.iter().try_for_each(|value| sheet.number(*value))?;
                sheet.end_row()?;
            }
        }
    }
    Ok(())
}

fn summary(sheet: &mut Sheet<'_>, scenario: &Scenario, outcome: &Outcome, findings: &Findings) -> io::Result<()> {
    sheet.header(["regime", "week", "population", "indicator", "mean", "sd", "low", "high", "n", "n_failed"])?;
    let summary = &findings.summary;
    for (regime, named) in scenario.regimes.iter().enumerate() {
        let failed = outcome.failed.iter().filter(|run| run.regime == regime).count();
        for (week, number) in summary.weeks.iter().enumerate() {
            for (p, population) in POPULATIONS.iter().enumerate() {
                for (i, indicator) in INDICATORS.iter().enumerate() {
                    let Some(estimate) = summary.at(regime, week, p, i) else { continue };
                    sheet.text(&named.name)?;
                    sheet.whole(number)?;
                    sheet.text(population.name)?;
                    sheet.text(indicator.name)?;
                    sheet.estimate(estimate)?;
                    sheet.whole(estimate.n)?;
                    sheet.whole(failed)?;
                    sheet.end_row()?;
                }
            }
        }
    }
    Ok(())
}

fn contrasts(sheet: &mut Sheet<'_>, scenario: &Scenario, findings: &Findings) -> io::Result<()> {
    let keys = ["regime", "reference", "basis", "population", "indicator"];
    let values = ["mean", "sd", "low", "high", "effect_size", "share_above_zero", "n"];
    sheet.header(keys.into_iter().chain(values))?;
    for contrast in &findings.contrasts {
        sheet.text(name_of(scenario, contrast.regime))?;
        sheet.text(name_of(scenario, contrast.reference))?;
        sheet.text(contrast.basis.name())?;
        sheet.text(POPULATIONS[contrast.population].name)?;
        sheet.text(INDICATORS[contrast.indicator].name)?;
        sheet.estimate(&contrast.difference)?;
        sheet.number(contrast.difference.effect_size())?;
        sheet.number(contrast.share_above_zero)?;
        sheet.whole(contrast.difference.n)?;
        sheet.end_row()?;
    }
    Ok(())
}

fn ledgers(sheet: &mut Sheet<'_>, scenario: &Scenario, findings: &Findings) -> io::Result<()> {
    let keys = ["regime", "ledger", "account", "cause", "object", "unit"];
    sheet.header(keys.into_iter().chain(["mean", "sd", "low", "high", "n"]))?;
    let books = &findings.books;
    for (regime, estimates) in scenario.regimes.iter().zip(&books.estimates) {
        for (account, estimate) in books.accounts.iter().zip(estimates) {
            sheet.text(&regime.name)?;
            for key in [account.ledger, account.account, account.cause, account.object, account.unit] {
                sheet.text(key)?;
            }
            sheet.estimate(estimate)?;
            sheet.whole(estimate.n)?;
            sheet.end_row()?;
        }
    }
    Ok(())
}
