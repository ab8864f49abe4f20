//! The tables of a sweep: its points, and what answers there, written replicate by replicate and point by point.

use super::super::csv_files::{Sheet, name_of};
use super::super::error::OutputError;
use super::super::file_names::POINTS;
use super::super::stage::{Stage, Staged};
use super::surveyed::{PointObserver, Surveyed};
use crate::analysis::design::DesignPoint;
use crate::analysis::readout::{Reading, cell};
use crate::analysis::reference;
use crate::analysis::responses::{AtPoint, Basis};
use crate::model::indicator::{INDICATORS, POPULATIONS};
use std::io;
use std::sync::Arc;

/// `points.csv`, `responses.csv`, `response_contrasts.csv` and `responses_by_replicate.csv` in the making.
pub(super) struct Responses<'a> {
    surveyed: &'a Surveyed<'a>,
    points: Sheet,
    values: Sheet,
    contrasts: Sheet,
    replicates: Sheet,
}

impl<'a> Responses<'a> {
    pub(super) fn begin(stage: &Stage, surveyed: &'a Surveyed<'a>) -> Result<Self, OutputError> {
        let begin = |name: &str, rest: &[&str]| {
            let mut sheet = Sheet::begin(stage, name)?;
            let keys = surveyed.keys.iter().map(AsRef::as_ref);
            sheet.write(|sheet| sheet.header(["point"].into_iter().chain(keys).chain(rest.iter().copied())))?;
            Ok::<_, OutputError>(sheet)
        };
        let estimate = ["population", "indicator", "mean", "sd", "low", "high", "n"];
        Ok(Self {
            surveyed,
            points: begin(POINTS, &[])?,
            values: begin("responses.csv", &[&["regime"][..], &estimate].concat())?,
            contrasts: begin("response_contrasts.csv", &[&["regime", "reference"][..], &estimate].concat())?,
            replicates: begin(
                "responses_by_replicate.csv",
                &["regime", "replicate", "population", "indicator", "value"],
            )?,
        })
    }

    pub(super) fn finish(self) -> Result<Vec<Staged>, OutputError> {
        [self.points, self.values, self.contrasts, self.replicates].into_iter().map(Sheet::finish).collect()
    }
}

impl PointObserver for Responses<'_> {
    fn replicate(
        &mut self,
        (number, replicate): (usize, u32),
        readings: &[Option<Reading>],
    ) -> Result<(), OutputError> {
        let place = PointColumns::of(self.surveyed, number);
        self.replicates.write(|sheet| rows_of_one(sheet, self.surveyed, &place, (replicate, readings)))
    }

    fn point(&mut self, number: usize, at_point: &AtPoint) -> Result<(), OutputError> {
        let (surveyed, place) = (self.surveyed, PointColumns::of(self.surveyed, number));
        self.points.write(|sheet| {
            place.write(sheet, surveyed.keys)?;
            sheet.end_row()
        })?;
        self.values.write(|sheet| rows(sheet, surveyed, &place, (at_point, Basis::Value)))?;
        self.contrasts.write(|sheet| rows(sheet, surveyed, &place, (at_point, Basis::Difference)))
    }
}

/// The first columns of a row.
pub(super) struct PointColumns {
    /// From 0; written from 1.
    pub(super) number: usize,
    pub(super) point: DesignPoint,
}

impl PointColumns {
    pub(super) fn of(surveyed: &Surveyed<'_>, number: usize) -> Self {
        Self { number, point: (surveyed.point)(number) }
    }

    /// Writes the number of the point and its value of every key: empty where it stands as in the scenario.
    pub(super) fn write(&self, sheet: &mut Sheet, keys: &[Arc<str>]) -> io::Result<()> {
        sheet.whole(self.number + 1)?;
        keys.iter().try_for_each(|key| {
            let set = self.point.settings.iter().find(|(set, _)| set == key);
            sheet.text(set.map_or("", |(_, value)| value))
        })
    }
}

/// One row for every regime, population and indicator at a point; no differences for the reference itself.
fn rows(
    sheet: &mut Sheet,
    surveyed: &Surveyed<'_>,
    place: &PointColumns,
    (at, basis): (&AtPoint, Basis),
) -> io::Result<()> {
    let against = reference(surveyed.scenario);
    for regime in (0..surveyed.plan.regimes).filter(|regime| basis == Basis::Value || *regime != against) {
        for (p, population) in POPULATIONS.iter().enumerate() {
            for (i, indicator) in INDICATORS.iter().enumerate() {
                place.write(sheet, surveyed.keys)?;
                sheet.text(name_of(surveyed.scenario, regime))?;
                if basis == Basis::Difference {
                    sheet.text(name_of(surveyed.scenario, against))?;
                }
                sheet.text(population.name)?;
                sheet.text(indicator.name)?;
                let estimate = at.at(basis, regime, cell(p, i));
                sheet.estimate(estimate)?;
                sheet.whole(estimate.n)?;
                sheet.end_row()?;
            }
        }
    }
    Ok(())
}

/// One row for every regime, population and indicator of one replicate at a point, each of whose runs was read.
fn rows_of_one(
    sheet: &mut Sheet,
    surveyed: &Surveyed<'_>,
    place: &PointColumns,
    (replicate, readings): (u32, &[Option<Reading>]),
) -> io::Result<()> {
    for (regime, reading) in readings.iter().enumerate() {
        let Some(reading) = reading else { continue };
        for (p, population) in POPULATIONS.iter().enumerate() {
            for (i, indicator) in INDICATORS.iter().enumerate() {
                place.write(sheet, surveyed.keys)?;
                sheet.text(name_of(surveyed.scenario, regime))?;
                sheet.whole(replicate)?;
                sheet.text(population.name)?;
                sheet.text(indicator.name)?;
                sheet.number(reading[cell(p, i)])?;
                sheet.end_row()?;
            }
        }
    }
    Ok(())
}
