//! What matters to the main indicators: factors ranked, two measures each, dots with intervals.

use super::super::digits::{count, with_thousands};
use super::canvas::{Anchor, Canvas, DrawError, Drawn, INK, SOFT, Type, cut, svg, width_of};
use super::frame::{Frame, padded};
use super::pen::Pen;
use super::sheet::{Plot, sheet, short_names, who};
use crate::analysis::reference;
use crate::analysis::responses::{Basis, MAIN, OVERVIEW};
use crate::analysis::sensitivity::{Answer, Flag, Index, Measure, Method, SensitivityDesign, ranked};
use crate::model::indicator::{HEADLINE, INDICATORS, Indicator, POPULATIONS};
use crate::scenario::Scenario;

/// Factors shown in a panel at most: those that matter most.
const SHOWN: usize = 12;
const ROW: f64 = 30.0;

/// One plot for each regime and basis.
pub(super) fn draw(scenario: &Scenario, design: &SensitivityDesign, answers: &[Answer]) -> Vec<Plot> {
    let against = reference(scenario);
    let mut plots = Vec::new();
    for (regime, named) in scenario.regimes.iter().enumerate() {
        for basis in Basis::ALL.into_iter().filter(|basis| *basis == Basis::Value || regime != against) {
            let plot = SensitivityPlot { scenario, design, answers, regime, basis };
            plots.push((format!("sensitivity_{}_{}", basis.word(), named.name), plot.plot()));
        }
    }
    plots
}

/// What is plotted on one sheet.
struct SensitivityPlot<'a> {
    scenario: &'a Scenario,
    design: &'a SensitivityDesign,
    answers: &'a [Answer],
    regime: usize,
    basis: Basis,
}

/// The measure by which factors are ranked, the other one, and how both are called.
fn measures(method: Method) -> [(&'static str, &'static str); 2] {
    match method {
        Method::Morris { .. } => [("mu_star", "mean size of effect (mu*)"), ("sigma", "spread of effects (sigma)")],
        Method::Sobol { .. } => [("total", "total index"), ("first_order", "first-order index")],
    }
}

impl SensitivityPlot<'_> {
    fn plot(&self) -> Result<String, DrawError> {
        let rows = self.design.factors().len().min(SHOWN);
        let inside = ROW * rows.max(2) as f64;
        let step = inside + 124.0;
        let (width, height) = (1200.0, 142.0 + OVERVIEW.len().div_ceil(2) as f64 * step + 20.0);
        svg(1200, height as u32, |canvas| {
            sheet(canvas, &self.title(), &self.caption(), (width, height))?;
            self.key(canvas)?;
            for (place, indicator) in OVERVIEW.into_iter().enumerate() {
                let left = 590.0 * (place % 2) as f64 + 16.0;
                let top = 142.0 + step * (place / 2) as f64;
                self.panel(canvas, indicator, (left, top, left + 560.0, top + inside))?;
            }
            Ok(())
        })
    }

    fn title(&self) -> String {
        let names = short_names(self.scenario);
        let name = |regime: usize| names[regime].as_str();
        let people = POPULATIONS[HEADLINE].label;
        match self.basis {
            Basis::Value => format!("What matters to {people} under {}", name(self.regime)),
            Basis::Difference => {
                let against = name(reference(self.scenario));
                format!("What matters to the difference between {} and {against}: {people}", name(self.regime))
            }
        }
    }

    fn caption(&self) -> String {
        let (points, n) = (with_thousands(&self.design.len().to_string()), self.scenario.replicates);
        let (what, repeats) = match self.design.method() {
            Method::Morris { .. } => (
                "Effect: the change of the indicator, in its unit, over the whole range of a factor.",
                format!("{} trajectories", self.design.repeats()),
            ),
            Method::Sobol { .. } => (
                "Share of the variance of the indicator: alone (first order), and with all interactions (total). Values \
                 outside 0 to 1 come of too few rows.",
                format!("{} rows", self.design.repeats()),
            ),
        };
        let shown = if self.design.factors().len() > SHOWN {
            format!(" The {SHOWN} factors that matter most.")
        } else {
            String::new()
        };
        format!(
            "{what} Bar: 95 % bootstrap interval.{shown} {repeats}, {points} points, {} each; at the horizon.{}",
            count(n as usize, "replicate"),
            who(HEADLINE)
        )
    }

    fn key(&self, canvas: &Canvas<'_>) -> Drawn {
        let mut x = 24.0;
        for (place, (_, name)) in measures(self.design.method()).into_iter().enumerate() {
            Pen::of(place + 1).mark(canvas, (x, 64.0), 5.5)?;
            canvas.text(name, (x + 14.0, 64.0), Type::plain(16.0, Anchor::Start))?;
            x += 60.0 + width_of(name, 16.0);
        }
        Ok(())
    }

    fn indices(&self, indicator: Indicator) -> Option<&Vec<Index>> {
        let found = self.answers.iter().find(|answer| {
            (answer.output.regime, answer.output.basis) == (self.regime, self.basis)
                && MAIN[answer.output.place] as usize == indicator as usize
        });
        found.and_then(|answer| answer.indices.as_ref())
    }

    fn panel(&self, canvas: &Canvas<'_>, indicator: Indicator, at: (f64, f64, f64, f64)) -> Drawn {
        let (left, top, right, bottom) = at;
        let row = &INDICATORS[indicator as usize];
        canvas.text(row.label, (left, top - 22.0), Type::title(17.0))?;
        let nothing = |why: &str| {
            let kind = Type::plain(16.0, Anchor::Start);
            canvas.text(&format!("nothing to show: {why}"), (left + 20.0, 0.5 * (top + bottom)), kind)
        };
        let Some(indices) = self.indices(indicator) else { return nothing("not defined at every point") };
        if indices.iter().all(|index| index.is(Flag::ConstantOutput)) {
            return nothing("the same at every point");
        }
        let names = measures(self.design.method());
        let found = |index: &Index| names.map(|(name, _)| index.measure(name).copied());
        let order: Vec<&Index> = ranked(indices).into_iter().take(SHOWN).map(|place| &indices[place]).collect();
        let values = order.iter().flat_map(|index| found(index)).flatten().flat_map(|m| [m.value, m.low, m.high]);
        let Some(x) = padded(values.chain([0.0])) else { return nothing("no variance") };
        let room = order.iter().map(|index| width_of(&index.factor, 15.0)).fold(60.0, f64::max).min(230.0);
        let frame = Frame { left: left + room + 12.0, top, right, bottom, x, y: (0.0, 1.0) };
        let ticks = frame.x_ticks(15.0);
        frame.x_grid(canvas, &ticks)?;
        let unit = if matches!(self.design.method(), Method::Sobol { .. }) { "share of variance" } else { row.unit };
        frame.x_axis(canvas, 15.0, unit, &ticks)?;
        canvas.line(&[(frame.px(0.0), top), (frame.px(0.0), bottom)], INK, 1.5)?;
        for (place, index) in order.iter().enumerate() {
            let y = top + ROW * (place as f64 + 0.5);
            let kind = Type { colour: SOFT, ..Type::plain(15.0, Anchor::End) };
            canvas.text(&cut(&index.factor, 230.0, 15.0), (frame.left - 8.0, y), kind)?;
            for (number, measure) in found(index).into_iter().enumerate() {
                let Some(measure) = measure else { continue };
                dot(canvas, &frame, &measure, (y - 5.0 + 10.0 * number as f64, Pen::of(number + 1)))?;
            }
        }
        Ok(())
    }
}

/// A dot with its interval.
fn dot(canvas: &Canvas<'_>, frame: &Frame, measure: &Measure, (y, pen): (f64, Pen)) -> Drawn {
    if measure.low.is_finite() && measure.high.is_finite() {
        canvas.line(&[(frame.px(measure.low), y), (frame.px(measure.high), y)], pen.colour(), 2.5)?;
    }
    if measure.value.is_finite() { pen.mark(canvas, (frame.px(measure.value), y), 5.0) } else { Ok(()) }
}
