//! Values of indicators and their differences, in the unit and with the decimals in which they are read.

use super::speech::Speaker;
use crate::analysis::statistics::Estimate;
use crate::analysis::sustainability::TOLERANCE;
use crate::model::indicator::{Form, IndicatorRow, POPULATIONS, Per};
use maud::{Markup, html};

/// How an indicator is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Read {
    /// On a scale from 0 to 1.
    Scale,
    Percent,
    Count,
    Whole,
}

fn read(row: &IndicatorRow) -> Read {
    match row.shown.form {
        Form::Percent => Read::Percent,
        Form::Hours => Read::Whole,
        _ if row.per == Per::ThousandPeople => Read::Whole,
        _ if row.unit.starts_with("share of") => Read::Percent,
        _ if row.unit == "share" => Read::Scale,
        _ => Read::Count,
    }
}

impl Speaker {
    /// What an indicator is called.
    pub(super) fn indicator(&self, row: &IndicatorRow) -> &'static str {
        self.texts.name(row.name, row.label)
    }

    /// The unit of an indicator.
    pub(super) fn unit(&self, row: &IndicatorRow) -> &'static str {
        match read(row) {
            Read::Scale => self.texts.unit_scale,
            Read::Percent => "%",
            _ => self.texts.name(row.unit, row.unit),
        }
    }

    /// What a population is called.
    pub(super) fn people(&self, population: usize) -> &'static str {
        let row = &POPULATIONS[population];
        self.texts.name(row.name, row.label)
    }

    /// A value.
    pub(super) fn value(&self, row: &IndicatorRow, value: f64) -> String {
        match read(row) {
            Read::Scale => self.number(value, 3),
            Read::Count => self.number(value, 2),
            Read::Whole => self.number(value, 0),
            Read::Percent if value.is_finite() => self.percent(value, 1),
            Read::Percent => self.number(value, 1),
        }
    }

    /// A difference in its unit, with its interval where it has one.
    pub(super) fn difference(&self, row: &IndicatorRow, difference: &Estimate) -> Markup {
        let (unit, estimate, decimals) = match read(row) {
            Read::Percent => (self.texts.points, difference.scaled(100.0), 1),
            Read::Scale => ("", *difference, 3),
            Read::Count => ("", *difference, 2),
            Read::Whole => ("", *difference, 0),
        };
        html! { (self.amount(&estimate, decimals, true)) @if !unit.is_empty() { " " (unit) } (self.bounds(&estimate, decimals)) }
    }

    /// By what a difference is too little to matter here, as it is read: the tolerance of sustainability, of shares only.
    pub(super) fn little(&self, row: &IndicatorRow, difference: &Estimate) -> Option<String> {
        let tolerance = match read(row) {
            Read::Scale => self.number(TOLERANCE, 3),
            Read::Percent => format!("{} {}", self.number(100.0 * TOLERANCE, 1), self.texts.points),
            Read::Count | Read::Whole => return None,
        };
        (difference.mean.abs() < TOLERANCE).then_some(tolerance)
    }

    /// A mean and its interval in a narrow cell.
    pub(super) fn in_cell(&self, row: &IndicatorRow, difference: &Estimate) -> Markup {
        let (estimate, decimals) = match read(row) {
            Read::Percent => (difference.scaled(100.0), 1),
            Read::Scale => (*difference, 3),
            Read::Count => (*difference, 2),
            Read::Whole => (*difference, 0),
        };
        self.cell(&estimate, decimals)
    }

    /// A signed mean and, in brackets, its interval.
    pub(super) fn cell(&self, estimate: &Estimate, decimals: usize) -> Markup {
        let decimals = finest(estimate, decimals);
        html! {
            (self.signed(estimate.mean, decimals))
            @if estimate.low.is_finite() {
                " " span class="soft" {
                    "(" (self.range(&self.signed(estimate.low, decimals), &self.signed(estimate.high, decimals))) ")"
                }
            }
        }
    }

    /// The mean, with a sign if it is a difference.
    pub(super) fn amount(&self, estimate: &Estimate, decimals: usize, signed: bool) -> String {
        let decimals = finest(estimate, decimals);
        if signed { self.signed(estimate.mean, decimals) } else { self.number(estimate.mean, decimals) }
    }

    /// Its interval in words, in brackets; nothing where there is none.
    pub(super) fn bounds(&self, estimate: &Estimate, decimals: usize) -> Markup {
        if !estimate.low.is_finite() {
            return html! {};
        }
        let decimals = finest(estimate, decimals);
        let (low, high) = (self.number(estimate.low, decimals), self.number(estimate.high, decimals));
        html! { " (" (self.say(self.texts.interval, &[("low", &low), ("high", &high)])) ")" }
    }
}

/// Decimals with which neither a clear mean nor its interval is shown as nought.
fn finest(estimate: &Estimate, decimals: usize) -> usize {
    if !estimate.is_clear() {
        return decimals;
    }
    let nearest = if estimate.mean < 0.0 { estimate.high } else { estimate.low };
    Speaker::decimals(estimate.mean, decimals).max(Speaker::decimals(nearest, decimals))
}
