//! The tables: RFC 4180, UTF-8, a header row, `\n`, numbers in the shortest form that reads back as the same number.

use super::error::OutputError;
use super::stage::{Draft, Stage, Staged};
use crate::analysis::Findings;
use crate::analysis::dimensions::{READ_OUTS, READ_OVER};
use crate::analysis::statistics::Estimate;
use crate::analysis::sustainability::LEDGER_MEASURES;
use crate::files::FileError;
use crate::model::indicator::{INDICATORS, POPULATIONS};
use crate::record::RunRecord;
use crate::scenario::Scenario;
use std::fmt::{Display, Write as _};
use std::io;

/// Completes the tables of findings on the stage.
pub(super) fn stage(stage: &Stage, scenario: &Scenario, findings: &Findings) -> Result<Vec<Staged>, OutputError> {
    type Fill = fn(&mut Sheet, &Scenario, &Findings) -> io::Result<()>;
    let tables: [(&str, Fill); 5] = [
        ("summary.csv", summary),
        ("contrasts.csv", contrasts),
        ("ledgers.csv", ledgers),
        ("sustainability.csv", sustainability),
        ("dimensions.csv", dimensions),
    ];
    let table = |(name, fill): (&str, Fill)| {
        let mut sheet = Sheet::begin(stage, name)?;
        sheet.write(|sheet| fill(sheet, scenario, findings))?;
        sheet.finish()
    };
    let mut staged = tables.into_iter().map(table).collect::<Result<Vec<Staged>, OutputError>>()?;
    if !findings.interactions.two_by_twos().is_empty() {
        staged.push(table(("interactions.csv", interactions))?);
    }
    Ok(staged)
}

/// The table of all recorded weeks of all runs, written run by run.
pub(super) struct Trajectories<'a> {
    scenario: &'a Scenario,
    sheet: Sheet,
}

impl<'a> Trajectories<'a> {
    pub(super) fn begin(stage: &Stage, scenario: &'a Scenario) -> Result<Self, OutputError> {
        let mut sheet = Sheet::begin(stage, "trajectories.csv")?;
        let keys = ["regime", "replicate", "week", "population", "count"];
        sheet.write(|sheet| sheet.header(keys.into_iter().chain(INDICATORS.iter().map(|i| i.name))))?;
        Ok(Self { scenario, sheet })
    }

    /// Appends one run.
    pub(super) fn add(&mut self, run: &RunRecord) -> Result<(), OutputError> {
        let regime = name_of(self.scenario, run.regime);
        self.sheet.write(|sheet| {
            for snapshot in &run.snapshots {
                for (population, row) in POPULATIONS.iter().zip(&snapshot.rows) {
                    sheet.text(regime)?;
                    sheet.whole(run.replicate)?;
                    sheet.whole(snapshot.week)?;
                    sheet.text(population.name)?;
                    sheet.whole(row.count)?;
                    row.values.iter().try_for_each(|value| sheet.number(*value))?;
                    sheet.end_row()?;
                }
            }
            Ok(())
        })
    }

    pub(super) fn finish(self) -> Result<Staged, OutputError> {
        self.sheet.finish()
    }
}

/// A table that is being written, cell by cell.
pub(super) struct Sheet {
    out: csv::Writer<Draft>,
    cell: String,
}

impl Sheet {
    pub(super) fn begin(stage: &Stage, name: &str) -> Result<Self, OutputError> {
        let draft = stage.begin(name)?;
        let out = csv::WriterBuilder::new().flexible(false).from_writer(draft);
        Ok(Self { out, cell: String::with_capacity(32) })
    }

    /// Writes what `fill` writes.
    pub(super) fn write(&mut self, fill: impl FnOnce(&mut Self) -> io::Result<()>) -> Result<(), OutputError> {
        Ok(fill(self).map_err(|error| FileError::of("write", self.out.get_ref().path())(error))?)
    }

    /// Flushes: a dropped writer would say nothing of a full disk.
    pub(super) fn finish(mut self) -> Result<Staged, OutputError> {
        self.write(|sheet| sheet.out.flush())?;
        let path = self.out.get_ref().path().to_owned();
        let draft =
            self.out.into_inner().map_err(|e| FileError::of("write", &path)(io::Error::other(e.to_string())))?;
        draft.finish()
    }

    pub(super) fn header<'b>(&mut self, names: impl IntoIterator<Item = &'b str>) -> io::Result<()> {
        Ok(self.out.write_record(names)?)
    }

    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        Ok(self.out.write_field(text)?)
    }

    pub(super) fn whole(&mut self, number: impl Display) -> io::Result<()> {
        self.cell.clear();
        // Writing to a string cannot fail.
        let _ = write!(self.cell, "{number}");
        Ok(self.out.write_field(&self.cell)?)
    }

    /// `true` or `false`, as in all tables.
    pub(super) fn truth(&mut self, holds: bool) -> io::Result<()> {
        self.text(if holds { "true" } else { "false" })
    }

    /// A number, or an empty cell where there is none. Nought has no sign.
    pub(super) fn number(&mut self, number: f64) -> io::Result<()> {
        if number.is_finite() { self.whole(number + 0.0) } else { self.text("") }
    }

    pub(super) fn estimate(&mut self, e: &Estimate) -> io::Result<()> {
        [e.mean, e.sd, e.low, e.high].into_iter().try_for_each(|number| self.number(number))
    }

    pub(super) fn end_row(&mut self) -> io::Result<()> {
        Ok(self.out.write_record(None::<&[u8]>)?)
    }
}

/// The name of a regime.
pub(super) fn name_of(scenario: &Scenario, regime: usize) -> &str {
    scenario.regimes.get(regime).map_or("", |r| r.name.as_str())
}

fn summary(sheet: &mut Sheet, scenario: &Scenario, findings: &Findings) -> io::Result<()> {
    sheet.header(["regime", "week", "population", "indicator", "mean", "sd", "low", "high", "n", "n_failed"])?;
    let summary = &findings.summary;
    for (regime, named) in scenario.regimes.iter().enumerate() {
        let failed = findings.failed.get(regime).copied().unwrap_or(0);
        for (week, number) in summary.weeks.iter().enumerate() {
            for (p, population) in POPULATIONS.iter().enumerate() {
                for (i, indicator) in INDICATORS.iter().enumerate() {
                    let Some(estimate) = summary.at(regime, week, p, i) else { continue };
                    sheet.text(&named.name)?;
                    sheet.whole(number)?;
                    sheet.text(population.name)?;
                    sheet.text(indicator.name)?;
                    sheet.estimate(&estimate)?;
                    sheet.whole(estimate.n)?;
                    sheet.whole(failed)?;
                    sheet.end_row()?;
                }
            }
        }
    }
    Ok(())
}

fn contrasts(sheet: &mut Sheet, scenario: &Scenario, findings: &Findings) -> io::Result<()> {
    let keys = ["regime", "reference", "basis", "population", "indicator"];
    let values = ["mean", "sd", "low", "high", "effect_size", "share_above_zero", "variance_ratio", "n"];
    sheet.header(keys.into_iter().chain(values))?;
    for contrast in findings.contrasts.iter() {
        sheet.text(name_of(scenario, contrast.regime))?;
        sheet.text(name_of(scenario, contrast.reference))?;
        sheet.text(contrast.basis.name())?;
        sheet.text(POPULATIONS[contrast.population].name)?;
        sheet.text(INDICATORS[contrast.indicator].name)?;
        sheet.estimate(&contrast.difference)?;
        sheet.number(contrast.difference.effect_size())?;
        sheet.number(contrast.share_above_zero)?;
        sheet.number(contrast.variance_ratio)?;
        sheet.whole(contrast.difference.n)?;
        sheet.end_row()?;
    }
    Ok(())
}

fn interactions(sheet: &mut Sheet, scenario: &Scenario, findings: &Findings) -> io::Result<()> {
    let four = ["regime", "reference", "other_regime", "other_reference"];
    let keys = ["fields", "other_fields", "basis", "population", "indicator"];
    let values = ["mean", "sd", "low", "high", "share_above_zero", "n"];
    sheet.header(four.into_iter().chain(keys).chain(values))?;
    for interaction in findings.interactions.iter() {
        let of = interaction.of;
        let four = [of.regime, of.reference, of.other_regime, of.other_reference];
        four.into_iter().try_for_each(|regime| sheet.text(name_of(scenario, regime)))?;
        sheet.text(&of.fields.join(" "))?;
        sheet.text(&of.other_fields.join(" "))?;
        sheet.text(interaction.basis.name())?;
        sheet.text(POPULATIONS[interaction.population].name)?;
        sheet.text(INDICATORS[interaction.indicator].name)?;
        sheet.estimate(&interaction.difference)?;
        sheet.number(interaction.share_above_zero)?;
        sheet.whole(interaction.difference.n)?;
        sheet.end_row()?;
    }
    Ok(())
}

fn ledgers(sheet: &mut Sheet, scenario: &Scenario, findings: &Findings) -> io::Result<()> {
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

fn sustainability(sheet: &mut Sheet, scenario: &Scenario, findings: &Findings) -> io::Result<()> {
    let keys = ["regime", "ledger", "measure", "unit"];
    let values = ["mean", "sd", "low", "high", "n", "criterion", "sustainable", "rank"];
    sheet.header(keys.into_iter().chain(values))?;
    for standing in &findings.sustainability.standings {
        let measure = &LEDGER_MEASURES[standing.measure];
        sheet.text(name_of(scenario, standing.regime))?;
        [measure.ledger, measure.name, measure.unit].into_iter().try_for_each(|key| sheet.text(key))?;
        sheet.estimate(&standing.difference)?;
        sheet.whole(standing.difference.n)?;
        sheet.number(measure.criterion)?;
        sheet.text(standing.verdict().word())?;
        sheet.text(&standing.rank.map_or_else(String::new, |rank| rank.to_string()))?;
        sheet.end_row()?;
    }
    Ok(())
}

fn dimensions(sheet: &mut Sheet, scenario: &Scenario, findings: &Findings) -> io::Result<()> {
    let keys = ["regime", "readout", "dimension", "item", "population"];
    sheet.header(keys.into_iter().chain(["mean", "sd", "low", "high", "n", "unit", "state"]))?;
    for (regime, named) in scenario.regimes.iter().enumerate() {
        for read_out in READ_OUTS {
            for (dimension, item) in read_out.dimensions.iter().flat_map(|d| d.items.iter().map(move |item| (d, item)))
            {
                for population in READ_OVER {
                    let Some(estimate) = item.read(&findings.summary, regime, population) else { continue };
                    let keys = [&named.name, read_out.name, dimension.name, item.name(), POPULATIONS[population].name];
                    keys.into_iter().try_for_each(|key| sheet.text(key))?;
                    sheet.estimate(&estimate)?;
                    sheet.whole(estimate.n)?;
                    sheet.text(item.unit())?;
                    sheet.text(&item.formula())?;
                    sheet.end_row()?;
                }
            }
        }
    }
    Ok(())
}
