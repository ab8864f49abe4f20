//! Indicators over the weeks: a mean line a regime, a band for its 95 % interval.

use super::canvas::{Anchor, Canvas, DrawError, Drawn, FAINT, Point, SOFT, Type, svg, width_of};
use super::frame::{Axes, Frame, Range, Ticks, padded, spread};
use super::key::{key, key_places};
use super::pen::Pen;
use super::plotted::Plotted;
use super::sheet::{by_regime, sheet, short_names, who};
use crate::analysis::readout::HEADLINE;
use crate::analysis::responses::OVERVIEW;
use crate::analysis::statistics::Estimate;
use crate::model::indicator::{INDICATORS, Indicator, POPULATIONS};

const X_NAME: &str = "weeks since services opened";

/// The means of one regime, with its bounds, at the weeks in which there are any.
struct Line {
    regime: usize,
    weeks: Vec<(f64, Estimate)>,
}

impl Line {
    fn points(&self, frame: &Frame) -> Vec<Point> {
        self.weeks.iter().map(|(week, e)| frame.at((*week, e.mean))).collect()
    }

    /// The outline of the band; empty where no interval is known.
    fn band(&self, frame: &Frame) -> Vec<Point> {
        let known = || self.weeks.iter().filter(|(_, e)| e.low.is_finite());
        let upper = known().map(|(week, e)| frame.at((*week, e.high)));
        let lower = known().rev().map(|(week, e)| frame.at((*week, e.low)));
        upper.chain(lower).collect()
    }
}

/// One indicator for the headline population.
pub(super) fn single(plotted: &Plotted<'_>, indicator: Indicator) -> Result<String, DrawError> {
    let row = &INDICATORS[indicator as usize];
    let title = by_regime(row, HEADLINE);
    let (width, height) = (800.0, 540.0);
    svg(800, 540, |canvas| {
        sheet(canvas, &title, &caption(plotted, HEADLINE, &[indicator]), (width, height))?;
        let names = (0..plotted.scenario.regimes.len()).map(|regime| width_of(plotted.short_name(regime), 16.0));
        let name_room = names.fold(60.0, f64::max);
        let frame = (84.0, 92.0, width - name_room - 44.0, height - 104.0);
        canvas.text(row.unit, (16.0, 66.0), Type { colour: SOFT, ..Type::plain(16.0, Anchor::Start) })?;
        panel(canvas, plotted, (HEADLINE, indicator), frame, 16.0)?;
        end_labels(canvas, plotted, indicator, frame)
    })
}

/// The main indicators of a population side by side.
pub(super) fn overview(plotted: &Plotted<'_>, population: usize) -> Result<String, DrawError> {
    let width = 1200.0;
    let names = short_names(plotted.scenario);
    let places = key_places(&names, width - 40.0);
    let panels = 362.0 * OVERVIEW.len().div_ceil(3) as f64;
    let height = 136.0 + panels + places.last().map_or(0.0, |place| place.1);
    svg(1200, height as u32, |canvas| {
        let title = format!("What becomes of {}, by regime", POPULATIONS[population].label);
        sheet(canvas, &title, &caption(plotted, population, &OVERVIEW), (width, height))?;
        for (place, indicator) in OVERVIEW.into_iter().enumerate() {
            let (column, line) = ((place % 3) as f64, (place / 3) as f64);
            let (left, top) = (78.0 + 394.0 * column, 112.0 + 362.0 * line);
            let row = &INDICATORS[indicator as usize];
            canvas.text(row.label, (left - 58.0, top - 42.0), Type::title(18.0))?;
            let unit = Type { colour: SOFT, ..Type::plain(15.0, Anchor::Start) };
            canvas.text(row.unit, (left - 58.0, top - 20.0), unit)?;
            panel(canvas, plotted, (population, indicator), (left, top, left + 310.0, top + 246.0), 16.0)?;
        }
        key(canvas, &names, (20.0, 72.0 + panels), &places)
    })
}

fn caption(plotted: &Plotted<'_>, population: usize, panels: &[Indicator]) -> String {
    let band = if plotted.has_intervals() {
        "Line: mean; band: its 95 % interval (Student's t)."
    } else {
        "Line: mean. No band: an interval takes at least two replicates."
    };
    let range = |indicator: &Indicator| {
        let range = range_of(&lines_of(plotted, (population, *indicator)))?;
        Some(plotted.axes.over(range, indicator.row().unit))
    };
    let ranges = panels.iter().filter_map(range);
    format!("{band} {}.{}{}", plotted.worlds(), on_axes(ranges), who(population))
}

/// A warning where vertical axes leave 0 out.
fn on_axes(ranges: impl Iterator<Item = Range>) -> &'static str {
    let (mut panels, mut without_zero) = (0, 0);
    for (low, high) in ranges {
        panels += 1;
        without_zero += u32::from(low > 0.0 || high < 0.0);
    }
    match (panels, without_zero) {
        (_, 0) => "",
        (1, 1) => " The vertical axis does not start at 0.",
        _ if panels == without_zero => " Axes do not start at 0.",
        _ => " Not all axes start at 0.",
    }
}

fn lines_of(plotted: &Plotted<'_>, (population, indicator): (usize, Indicator)) -> Vec<Line> {
    let summary = &plotted.findings.summary;
    let line = |regime| {
        let weeks = summary.weeks.iter().enumerate().filter_map(|(index, week)| {
            let estimate = summary.at(regime, index, population, indicator as usize)?;
            estimate.mean.is_finite().then_some((f64::from(*week), estimate))
        });
        Line { regime, weeks: weeks.collect() }
    };
    (0..summary.regimes).map(line).filter(|line| !line.weeks.is_empty()).collect()
}

/// The range of the vertical axis that holds all lines; `None` if there are none.
fn range_of(lines: &[Line]) -> Option<Range> {
    padded(lines.iter().flat_map(|line| &line.weeks).flat_map(|(_, e)| [e.mean, e.low, e.high]))
}

/// The frame that holds all lines; `None` if there are none.
fn frame_of(
    lines: &[Line],
    (axes, unit): (Axes, &str),
    (left, top, right, bottom): (f64, f64, f64, f64),
) -> Option<Frame> {
    let points = || lines.iter().flat_map(|line| &line.weeks);
    let y = axes.over(range_of(lines)?, unit);
    let last = points().map(|(week, _)| *week).fold(0.0, f64::max);
    let first = points().map(|(week, _)| *week).fold(last, f64::min);
    Some(Frame { left, top, right, bottom, x: (first, last.max(first + 1.0)), y })
}

/// Axes, bands and lines of one indicator of a population.
fn panel(
    canvas: &Canvas<'_>,
    plotted: &Plotted<'_>,
    of: (usize, Indicator),
    at: (f64, f64, f64, f64),
    size: f64,
) -> Drawn {
    let lines = lines_of(plotted, of);
    let Some(frame) = frame_of(&lines, (plotted.axes, of.1.row().unit), at) else {
        let middle = (0.5 * (at.0 + at.2), 0.5 * (at.1 + at.3));
        return canvas.text("nothing to show: no values", middle, Type::plain(size, Anchor::Middle));
    };
    frame.y_axis(canvas, size)?;
    frame.x_axis(canvas, size, X_NAME, &Ticks::weeks(frame.x, ((frame.right - frame.left) / 60.0) as usize))?;
    for line in &lines {
        let band = line.band(&frame);
        if band.len() > 3 {
            canvas.shape(&band, Pen::of(line.regime).colour(), 0.16)?;
        }
    }
    lines.iter().try_for_each(|line| {
        let points = line.points(&frame);
        let pen = Pen::of(line.regime);
        pen.stroke(canvas, &points, 2.2)?;
        points.last().map_or(Ok(()), |end| pen.mark(canvas, *end, 5.0))
    })
}

/// Names at the ends of the lines, moved apart where they would overlap.
fn end_labels(canvas: &Canvas<'_>, plotted: &Plotted<'_>, indicator: Indicator, at: (f64, f64, f64, f64)) -> Drawn {
    let lines = lines_of(plotted, (HEADLINE, indicator));
    let Some(frame) = frame_of(&lines, (plotted.axes, indicator.row().unit), at) else { return Ok(()) };
    let ends: Vec<Point> = lines.iter().filter_map(|line| line.points(&frame).last().copied()).collect();
    let heights: Vec<f64> = ends.iter().map(|end| end.1).collect();
    let placed = spread(&heights, 19.0, (frame.top, frame.bottom));
    for ((line, end), height) in lines.iter().zip(&ends).zip(&placed) {
        canvas.line(&[(end.0 + 7.0, end.1), (frame.right + 22.0, *height)], FAINT, 1.0)?;
        let name = plotted.short_name(line.regime);
        canvas.text(name, (frame.right + 26.0, *height), Type::plain(16.0, Anchor::Start))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::on_axes;

    #[test]
    fn axes_that_leave_zero_out_are_told() {
        let told = |ranges: &[(f64, f64)]| on_axes(ranges.iter().copied());
        assert_eq!(told(&[(-0.1, 1.0), (0.0, 1.0)]), "");
        assert_eq!(told(&[(0.4, 0.5)]), " The vertical axis does not start at 0.");
        assert_eq!(told(&[(0.4, 0.5), (-0.5, -0.4)]), " Axes do not start at 0.");
        assert_eq!(told(&[(0.4, 0.5), (-0.1, 0.4)]), " Not all axes start at 0.");
        assert_eq!(told(&[]), "");
    }
}
