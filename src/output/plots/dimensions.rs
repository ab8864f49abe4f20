//! Read-outs: under each dimension its items side by side, in each a dot and its interval a regime.

use super::canvas::{Anchor, Canvas, DrawError, Drawn, FAINT, Point, SOFT, Type, broken, svg, width_of};
use super::dots::interval;
use super::frame::{Frame, Range, padded};
use super::pen::Pen;
use super::plotted::Plotted;
use super::sheet::{at_horizon, sheet, who};
use crate::analysis::dimensions::{Dimension, Item, OECD, PROFILE, ReadOut};
use crate::analysis::statistics::Estimate;
use crate::model::indicator::{EVERYONE, HEADLINE, NEWCOMERS, POPULATIONS, VETERANS};

const WIDTH: f64 = 1000.0;
/// Items side by side.
const COLUMNS: usize = 4;
/// Room above the rows of a band: its dimensions, and the labels and units of its items.
const HEAD: f64 = 116.0;
/// Room below them, for the axis.
const FOOT: f64 = 52.0;
const LABEL: f64 = 15.0;
const UNIT: f64 = 14.0;

/// What is drawn in each row of a panel: populations, with their pens.
struct Look {
    read_out: ReadOut,
    title: &'static str,
    remark: &'static str,
    populations: &'static [usize],
    row: f64,
}

/// The four dimensions of the OECD, for the headline population and everyone.
pub(super) fn oecd(plotted: &Plotted<'_>) -> Result<String, DrawError> {
    draw(
        plotted,
        &Look {
            read_out: OECD,
            title: "Four dimensions of social capital (OECD): people struck, everyone",
            remark: who(HEADLINE),
            populations: &[HEADLINE, EVERYONE],
            row: 36.0,
        },
    )
}

/// The profile like Onyx and Bullen's: veterans beside newcomers and everyone.
pub(super) fn profile(plotted: &Plotted<'_>) -> Result<String, DrawError> {
    draw(
        plotted,
        &Look {
            read_out: PROFILE,
            title: "A profile like Onyx and Bullen's: veterans, newcomers, everyone",
            remark: "Newcomers are members for less than two months, veterans for more than two years. The model has no \
                     state for work connections.",
            populations: &[VETERANS, NEWCOMERS, EVERYONE],
            row: 48.0,
        },
    )
}

fn draw(plotted: &Plotted<'_>, look: &Look) -> Result<String, DrawError> {
    let bands = bands(&look.read_out);
    let regimes = plotted.scenario.regimes.len();
    let inside = look.row * regimes.max(2) as f64;
    let top = 88.0;
    let height = top + bands.len() as f64 * (HEAD + inside + FOOT) + 72.0;
    svg(WIDTH as u32, height as u32, |canvas| {
        sheet(canvas, look.title, &caption(plotted, look), (WIDTH, height))?;
        key(canvas, look, (16.0, 64.0))?;
        let names = (0..regimes).map(|r| width_of(plotted.short_name(r), LABEL)).fold(60.0, f64::max) + 28.0;
        let column = (WIDTH - names - 6.0) / COLUMNS as f64;
        for (place, band) in bands.iter().enumerate() {
            let top = top + place as f64 * (HEAD + inside + FOOT);
            row_names(canvas, plotted, look, (names, top + HEAD))?;
            let mut at = 0;
            for dimension in band {
                let (left, wide) = (names + at as f64 * column, dimension.items.len() as f64 * column);
                heading(canvas, dimension, (left, top + 22.0), wide - 24.0)?;
                for (number, item) in dimension.items.iter().enumerate() {
                    let left = left + number as f64 * column;
                    panel(canvas, plotted, look, item, (left, top + HEAD, left + column - 24.0, top + HEAD + inside))?;
                }
                at += dimension.items.len();
            }
        }
        Ok(())
    })
}

/// Dimensions in their order, as many side by side as have room for their items.
fn bands(read_out: &ReadOut) -> Vec<Vec<Dimension>> {
    let mut bands: Vec<Vec<Dimension>> = Vec::new();
    for dimension in read_out.dimensions.iter().filter(|dimension| !dimension.items.is_empty()) {
        let used = bands.last().map_or(COLUMNS, |band| band.iter().map(|d| d.items.len()).sum());
        match bands.last_mut().filter(|_| used + dimension.items.len() <= COLUMNS) {
            Some(band) => band.push(*dimension),
            None => bands.push(vec![*dimension]),
        }
    }
    bands
}

fn caption(plotted: &Plotted<'_>, look: &Look) -> String {
    let interval = if plotted.has_intervals() {
        "Dot: mean; bar: 95 % interval (Student's t)."
    } else {
        "Dot: mean. No bar: an interval takes at least two replicates."
    };
    format!(
        "{interval} Mean of {}; civic acts: since week 0. Each item has an axis of its own, which need not start at 0. {} \
         {}.",
        at_horizon(),
        look.remark,
        plotted.worlds()
    )
}

/// The markers of the populations.
fn key(canvas: &Canvas<'_>, look: &Look, at: Point) -> Drawn {
    let mut x = at.0 + 6.0;
    for (place, population) in look.populations.iter().enumerate() {
        let name = POPULATIONS[*population].label;
        pen(look, place).mark(canvas, (x, at.1), 6.0)?;
        canvas.text(name, (x + 14.0, at.1), Type::plain(16.0, Anchor::Start))?;
        x += 50.0 + width_of(name, 16.0);
    }
    Ok(())
}

/// Populations are told apart, the last as the first regime is elsewhere.
fn pen(look: &Look, population: usize) -> Pen {
    Pen::of(look.populations.len() - 1 - population)
}

/// The names of the regimes at the left of a band.
fn row_names(canvas: &Canvas<'_>, plotted: &Plotted<'_>, look: &Look, (right, top): Point) -> Drawn {
    (0..plotted.scenario.regimes.len()).try_for_each(|regime| {
        let at = (right - 14.0, top + look.row * (regime as f64 + 0.5));
        canvas.text(plotted.short_name(regime), at, Type::plain(LABEL, Anchor::End))
    })
}

/// The name of a dimension over a rule as wide as its items.
fn heading(canvas: &Canvas<'_>, dimension: &Dimension, (left, y): Point, width: f64) -> Drawn {
    canvas.text(dimension.label, (left, y), Type::title(17.0))?;
    canvas.line(&[(left, y + 14.0), (left + width, y + 14.0)], SOFT, 1.0)
}

/// One item: a row a regime, in it a dot a population.
fn panel(
    canvas: &Canvas<'_>,
    plotted: &Plotted<'_>,
    look: &Look,
    item: &Item,
    (left, top, right, bottom): (f64, f64, f64, f64),
) -> Drawn {
    labels(canvas, item, (left, top), right - left)?;
    let regimes = 0..plotted.scenario.regimes.len();
    let found: Vec<(usize, usize, Estimate)> = regimes
        .flat_map(|regime| (0..look.populations.len()).map(move |population| (regime, population)))
        .filter_map(|(regime, population)| {
            let estimate = item.read(&plotted.findings.summary, regime, look.populations[population])?;
            (estimate.n > 0).then_some((regime, population, estimate))
        })
        .collect();
    let values = found.iter().flat_map(|(_, _, e)| [e.mean, e.low, e.high]);
    let Some(x) = range(values) else {
        let middle = (0.5 * (left + right), 0.5 * (top + bottom));
        return canvas.text("nothing to show", middle, Type::plain(LABEL, Anchor::Middle));
    };
    let x = plotted.axes.over(x, item.unit());
    let frame = Frame { left, top, right, bottom, x, y: (0.0, 1.0) };
    let ticks = frame.x_ticks(UNIT);
    frame.x_grid(canvas, &ticks)?;
    frame.x_axis(canvas, UNIT, "", &ticks)?;
    for row in 1..plotted.scenario.regimes.len() {
        let y = top + look.row * row as f64;
        canvas.line(&[(left, y), (right, y)], FAINT, 0.5)?;
    }
    let step = look.row / (look.populations.len() + 1) as f64;
    found.iter().try_for_each(|(regime, population, estimate)| {
        let y = top + look.row * *regime as f64 + step * (*population + 1) as f64;
        let pen = pen(look, *population);
        interval(canvas, &frame, pen, estimate, y)?;
        pen.mark(canvas, (frame.px(estimate.mean), y), 5.0)
    })
}

/// The range of the values with a little room; about one unit where they are all the same.
fn range(values: impl Iterator<Item = f64> + Clone) -> Option<Range> {
    let (low, high) = padded(values.clone())?;
    let mut finite = values.filter(|value| value.is_finite());
    let first = finite.next()?;
    match finite.all(|value| value == first) {
        true if first < 0.5 => Some((first - 0.05, first + 0.95)),
        true => Some((first - 0.95, first + 0.05)),
        false => Some((low, high)),
    }
}

/// The label of an item and its unit, in as many lines as they need, above `(left, bottom)`.
fn labels(canvas: &Canvas<'_>, item: &Item, (left, bottom): Point, width: f64) -> Drawn {
    let unit = Type { colour: SOFT, ..Type::plain(UNIT, Anchor::Start) };
    let lines = |text, size| broken(text, width + 20.0, size).len() as f64 * size * 1.3;
    let (of_unit, of_label) = (lines(item.unit(), UNIT), lines(item.label(), LABEL));
    let y = bottom - 2.0 - of_unit;
    canvas.paragraph(
        item.label(),
        (left, y - of_label + 0.5 * LABEL),
        width + 20.0,
        Type::plain(LABEL, Anchor::Start),
    )?;
    canvas.paragraph(item.unit(), (left, y + 0.5 * UNIT), width + 20.0, unit)?;
    Ok(())
}
