//! A contrast taken apart, as a waterfall: each part begins where the one above ends.

use super::canvas::{Anchor, DrawError, Drawn, INK, SOFT, Type, svg, width_of};
use super::frame::{Frame, padded};
use super::pen::{FADE, GAIN, LOSS};
use super::sheet::{Plot, at_horizon, sheet, short_name, who, worlds_of};
use super::waterfall::{ROW, bar};
use crate::analysis::decomposition::{Basis, Cells, Decomposition, Whole};
use crate::analysis::responses::MAIN;
use crate::model::indicator::{EVERYONE, Form, HEADLINE, INDICATORS, Indicator, POPULATIONS, Per};
use crate::output::digits::count;
use crate::scenario::Scenario;

const WIDTH: f64 = 1000.0;
/// Room above and below a panel.
const AROUND: f64 = 90.0;

/// A plot for each main indicator, and one for the hours of workers.
pub(super) fn draw(scenario: &Scenario, cells: &Cells, found: &Decomposition) -> Vec<Plot> {
    let indicators = MAIN.into_iter().filter(|indicator| *indicator as usize != Indicator::WorkerHours as usize);
    let plots = indicators.map(|indicator| (HEADLINE, indicator as usize));
    plots
        .chain([(EVERYONE, Indicator::WorkerHours as usize)])
        .map(|(population, indicator)| {
            let plot = DecompositionPlot { scenario, cells, found, population, indicator };
            (format!("decomposition_{}", INDICATORS[indicator].name), plot.draw())
        })
        .collect()
}

struct DecompositionPlot<'a> {
    scenario: &'a Scenario,
    cells: &'a Cells,
    found: &'a Decomposition,
    population: usize,
    indicator: usize,
}

impl DecompositionPlot<'_> {
    fn draw(&self) -> Result<String, DrawError> {
        let parts = &self.cells.parts;
        let row = &INDICATORS[self.indicator];
        let inside = ROW * (parts.all.len() + 1) as f64;
        let panels: Vec<(Basis, Whole)> = self.panels();
        let height = 100.0 + (inside + AROUND) * panels.len().max(1) as f64 + 66.0;
        let name = |regime: &str| short_name(self.scenario, regime);
        let title = format!("{}: {} minus {}", row.label, name(&parts.to.name), name(&parts.from.name));
        svg(WIDTH as u32, height as u32, |canvas| {
            sheet(canvas, &title, &self.caption(&panels), (WIDTH, height))?;
            if panels.is_empty() {
                let kind = Type::plain(18.0, Anchor::Middle);
                return canvas.text("nothing to show: not defined in every mixture", (0.5 * WIDTH, 0.5 * height), kind);
            }
            let names =
                parts.all.iter().map(|part| width_of(&part.label(), 16.0)).fold(width_of("together", 16.0), f64::max);
            for (place, (basis, whole)) in panels.iter().enumerate() {
                let top = 100.0 + (inside + AROUND) * place as f64;
                canvas.text(self.heading(*basis), (16.0, top - 22.0), Type { colour: SOFT, ..Type::title(16.0) })?;
                let Some(x) = padded(reach(whole).into_iter().chain([0.0])) else { continue };
                let left = names.min(0.4 * WIDTH) + 24.0;
                let frame = Frame { left, top, right: WIDTH - 190.0, bottom: top + inside, x, y: (0.0, 1.0) };
                self.panel(canvas, &frame, whole, *basis)?;
            }
            Ok(())
        })
    }

    /// What there is to be shown: as run, and on every other footing on which it is defined.
    fn panels(&self) -> Vec<(Basis, Whole)> {
        let all = self.found.bases().iter().enumerate();
        let hours = self.indicator == Indicator::WorkerHours as usize;
        let wanted = all.filter(|(_, basis)| !hours || **basis != Basis::PerWorkerHour);
        let panel = wanted.map(|(at, basis)| (*basis, self.found.at(at, self.population, self.indicator)));
        panel.filter(|(_, whole)| whole.contrast.n > 0).collect()
    }

    fn heading(&self, basis: Basis) -> &'static str {
        match basis {
            Basis::AsRun => "As run",
            Basis::PerWorkerHour => "Gain over the world without help, for 1,000 worker hours",
            Basis::EqualHours => "At equal hours of workers",
        }
    }

    fn caption(&self, panels: &[(Basis, Whole)]) -> String {
        let n = panels.first().map_or(0, |(_, whole)| whole.contrast.n);
        let interval = match self.found.draws() {
            Some(_) => " Whiskers: the middle 95 % of the draws of a posterior, luck and ignorance.",
            None if n > 1 => " Whiskers: 95 % interval (Student's t).",
            None => "",
        };
        let n = match self.found.draws() {
            Some(_) => format!("{} x {}", count(n, "draw"), count(self.scenario.replicates as usize, "replicate")),
            None => count(n, "replicate"),
        };
        let people = POPULATIONS[self.population].label;
        format!(
            "Each bar begins where the one above ends; together they are the difference, of {people}. A part is worth what it \
             adds, averaged over all orders in which parts may change. Mean of {}.{interval} {}, {}.{}",
            at_horizon(),
            n,
            worlds_of(self.scenario),
            who(self.population)
        )
    }

    fn panel(&self, canvas: &super::canvas::Canvas<'_>, frame: &Frame, whole: &Whole, basis: Basis) -> Drawn {
        let (ticks, decimals) = (frame.x_ticks(15.0), self.decimals());
        frame.x_grid(canvas, &ticks)?;
        let mut at = 0.0;
        for (place, (part, worth)) in self.cells.parts.all.iter().zip(&whole.parts).enumerate() {
            let colour = if worth.value.mean < 0.0 { LOSS } else { GAIN };
            bar(canvas, frame, place, (at, worth.value), (&part.label(), decimals), colour)?;
            at += worth.value.mean;
            let y = frame.top + ROW * (place as f64 + 1.0);
            canvas.line(&[(frame.px(at), y - 0.15 * ROW), (frame.px(at), y + 0.15 * ROW)], SOFT, 1.0)?;
        }
        bar(canvas, frame, whole.parts.len(), (0.0, whole.contrast), ("together", decimals), FADE)?;
        let unit = match basis {
            Basis::PerWorkerHour => format!("{} for 1,000 hours", INDICATORS[self.indicator].unit),
            _ => INDICATORS[self.indicator].unit.to_owned(),
        };
        frame.x_axis(canvas, 15.0, &unit, &ticks)?;
        canvas.line(&[(frame.px(0.0), frame.top), (frame.px(0.0), frame.bottom)], INK, 1.5)
    }

    fn decimals(&self) -> usize {
        let row = &INDICATORS[self.indicator];
        if row.shown.form == Form::Hours || row.per == Per::ThousandPeople { 0 } else { 4 }
    }
}

/// Everything that the bars touch.
fn reach(whole: &Whole) -> Vec<f64> {
    let mut at = 0.0;
    let contrast = &whole.contrast;
    let mut touched = vec![contrast.mean, contrast.low, contrast.high];
    for worth in &whole.parts {
        let e = worth.value;
        touched.extend([at + e.mean, at + e.low, at + e.high]);
        at += e.mean;
    }
    touched
}
