//! Contrasts: a dot and its interval a regime, for the main indicators.

use super::canvas::{Anchor, Canvas, DrawError, Drawn, INK, SOFT, Type, svg, width_of};
use super::frame::{Frame, padded};
use super::pen::Pen;
use super::plotted::Plotted;
use super::sheet::{at_horizon, sheet, who};
use crate::analysis::contrasts::{Adjustment, Contrast};
use crate::analysis::reference;
use crate::analysis::responses::OVERVIEW;
use crate::analysis::statistics::Estimate;
use crate::model::indicator::{INDICATORS, Indicator, POPULATIONS};

const ROW: f64 = 30.0;

/// Every regime minus the reference, in the main indicators, for a population.
pub(super) fn contrasts(plotted: &Plotted<'_>, population: usize) -> Result<String, DrawError> {
    let against = reference(plotted.scenario);
    let others: Vec<usize> = (0..plotted.scenario.regimes.len()).filter(|regime| *regime != against).collect();
    let inside = ROW * others.len().max(2) as f64;
    let (width, height) = (1000.0, 112.0 + OVERVIEW.len().div_ceil(2) as f64 * (inside + 124.0) + 4.0);
    let people = POPULATIONS[population].label;
    let title = format!("Difference from {}: {people}, at the horizon", plotted.short_name(against));
    svg(1000, height as u32, |canvas| {
        sheet(canvas, &title, &(caption(plotted) + who(population)), (width, height))?;
        if others.is_empty() {
            let kind = Type::plain(18.0, Anchor::Middle);
            return canvas.text("nothing to show: there is one regime", (0.5 * width, 0.5 * height), kind);
        }
        let names = others.iter().map(|r| width_of(plotted.short_name(*r), 16.0)).fold(60.0, f64::max) + 40.0;
        let panel_width = 0.5 * (width - names - 20.0) - 36.0;
        for (place, indicator) in OVERVIEW.into_iter().enumerate() {
            let left = names + (place % 2) as f64 * (panel_width + 48.0);
            let top = 112.0 + (place / 2) as f64 * (inside + 124.0);
            if place % 2 == 0 {
                row_names(canvas, plotted, &others, (names, top))?;
            }
            panel(canvas, plotted, &others, (population, indicator), (left, top, left + panel_width, top + inside))?;
        }
        Ok(())
    })
}

fn caption(plotted: &Plotted<'_>) -> String {
    let interval = if plotted.has_intervals() {
        "Dot: mean of the differences in the same replicate; bar: 95 % interval (Student's t)."
    } else {
        "Dot: difference. No bar: an interval takes at least two replicates."
    };
    format!("{interval} Mean of {}; civic acts: total since week 0. {}.", at_horizon(), plotted.worlds())
}

/// The names of the regimes with their markers, at the left of a row of panels.
fn row_names(canvas: &Canvas<'_>, plotted: &Plotted<'_>, others: &[usize], (right, top): (f64, f64)) -> Drawn {
    for (row, regime) in others.iter().enumerate() {
        let at = (right - 16.0, top + ROW * (row as f64 + 0.5));
        canvas.text(plotted.short_name(*regime), at, Type::plain(16.0, Anchor::End))?;
    }
    Ok(())
}

/// One indicator: a row a regime, a line at no difference.
fn panel(
    canvas: &Canvas<'_>,
    plotted: &Plotted<'_>,
    others: &[usize],
    (population, indicator): (usize, Indicator),
    (left, top, right, bottom): (f64, f64, f64, f64),
) -> Drawn {
    let row = &INDICATORS[indicator as usize];
    canvas.text(row.label, (left, top - 40.0), Type::title(17.0))?;
    canvas.text(row.unit, (left, top - 18.0), Type { colour: SOFT, ..Type::plain(15.0, Anchor::Start) })?;
    let found: Vec<Option<Contrast>> =
        others.iter().map(|regime| find(plotted, *regime, (population, indicator))).collect();
    let values = found.iter().flatten().flat_map(|c| [c.difference.mean, c.difference.low, c.difference.high]);
    let middle = (0.5 * (left + right), 0.5 * (top + bottom));
    let Some(x) = padded(values.chain([0.0])).filter(|_| found.iter().flatten().any(|c| c.difference.n > 0)) else {
        return canvas.text("nothing to show: no pairs", middle, Type::plain(16.0, Anchor::Middle));
    };
    let frame = Frame { left, top, right, bottom, x, y: (0.0, 1.0) };
    let ticks = frame.x_ticks(15.0);
    frame.x_grid(canvas, &ticks)?;
    frame.x_axis(canvas, 15.0, direction(indicator), &ticks)?;
    canvas.line(&[(frame.px(0.0), top - 4.0), (frame.px(0.0), bottom)], INK, 1.5)?;
    for (place, contrast) in found.iter().enumerate() {
        if let Some(contrast) = contrast {
            dot(canvas, &frame, contrast, top + ROW * (place as f64 + 0.5))?;
        }
    }
    Ok(())
}

fn dot(canvas: &Canvas<'_>, frame: &Frame, contrast: &Contrast, y: f64) -> Drawn {
    let (pen, d) = (Pen::of(contrast.regime), contrast.difference);
    interval(canvas, frame, pen, &d, y)?;
    if d.mean.is_finite() { pen.mark(canvas, (frame.px(d.mean), y), 5.5) } else { Ok(()) }
}

/// A bar from the lower to the upper bound, if there are any.
pub(super) fn interval(canvas: &Canvas<'_>, frame: &Frame, pen: Pen, estimate: &Estimate, y: f64) -> Drawn {
    if !estimate.low.is_finite() {
        return Ok(());
    }
    let (low, high) = (frame.px(estimate.low), frame.px(estimate.high));
    canvas.line(&[(low, y), (high, y)], pen.colour(), 2.5)?;
    // Ends that the marker would touch make a blot of it.
    let ends = [low, high].into_iter().filter(|_| high - low > 16.0);
    ends.into_iter().try_for_each(|end| canvas.line(&[(end, y - 5.0), (end, y + 5.0)], pen.colour(), 2.0))
}

/// Which way is better, as an arrow.
fn direction(indicator: Indicator) -> &'static str {
    match INDICATORS[indicator as usize].more_is_better {
        Some(true) => "better \u{2192}",
        Some(false) => "\u{2190} better",
        None => "",
    }
}

fn find(plotted: &Plotted<'_>, regime: usize, (population, indicator): (usize, Indicator)) -> Option<Contrast> {
    let of = (regime, reference(plotted.scenario));
    plotted.findings.contrasts.at(of, Adjustment::AsRun, (population, indicator as usize))
}
