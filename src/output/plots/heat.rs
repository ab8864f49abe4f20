//! Heat maps over two factors: one panel a regime, one scale of colours for all.

use super::answers::Answers;
use super::canvas::{Anchor, Canvas, DrawError, Drawn, INK, SOFT, Type, cut, svg, width_of};
use super::frame::ticks;
use super::sheet::{by_regime, sheet, short_names};
use crate::analysis::design::Grid;
use crate::model::indicator::{HEADLINE, INDICATORS};
use plotters::style::RGBColor;

/// The palette viridis at nine even steps: rising in lightness, and told apart by colour-blind eyes and in grey.
const VIRIDIS: [(u8, u8, u8); 9] = [
    (68, 1, 84),
    (71, 44, 122),
    (59, 81, 139),
    (44, 113, 142),
    (33, 144, 141),
    (39, 173, 129),
    (92, 200, 99),
    (170, 220, 50),
    (253, 231, 37),
];

/// Cells across above which values are not written into them.
const WRITTEN: usize = 8;
/// Size of a panel's map.
const SIDE: f64 = 330.0;

/// One map a regime.
pub(super) fn maps(answers: &Answers<'_>, grids: &[Grid]) -> Result<String, DrawError> {
    let columns = grids.len().clamp(1, 3);
    let rows = grids.len().div_ceil(columns);
    let (panel_width, panel_height) = (SIDE + 120.0, SIDE + 120.0);
    let (width, height) = (columns as f64 * panel_width + 120.0, rows as f64 * panel_height + 164.0);
    let row = &INDICATORS[answers.indicator()];
    svg(width as u32, height as u32, |canvas| {
        let caption =
            format!("Colour: mean. {} {}. A white cell has no point or no value.", answers.reading(), answers.worlds());
        sheet(canvas, &by_regime(row, HEADLINE), &caption, (width, height))?;
        let means = || grids.iter().flat_map(|grid| grid.means.iter().flatten().copied());
        let range = (means().fold(f64::INFINITY, f64::min), means().fold(f64::NEG_INFINITY, f64::max));
        if !range.0.is_finite() {
            let kind = Type::plain(18.0, Anchor::Middle);
            return canvas.text("nothing to show: no values", (0.5 * width, 0.5 * height), kind);
        }
        let names = short_names(answers.scenario);
        for (regime, grid) in grids.iter().enumerate() {
            let left = 100.0 + (regime % columns) as f64 * panel_width;
            let top = 116.0 + (regime / columns) as f64 * panel_height;
            canvas.text(&names[regime], (left, top - 22.0), Type::title(17.0))?;
            map(canvas, grid, (left, top), range)?;
            axes(canvas, answers, grid, (left, top))?;
        }
        scale(canvas, row.unit, range, (width - 118.0, 116.0))
    })
}

/// The colour of a share of the range, and whether dark ink reads on it.
fn colour(share: f64) -> (RGBColor, bool) {
    let place = share.clamp(0.0, 1.0) * (VIRIDIS.len() - 1) as f64;
    let below = (place as usize).min(VIRIDIS.len() - 2);
    let part = place - below as f64;
    let (a, b) = (VIRIDIS[below], VIRIDIS[below + 1]);
    let mix = |a: u8, b: u8| (f64::from(a) + part * (f64::from(b) - f64::from(a))).round() as u8;
    (RGBColor(mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2)), share > 0.55)
}

/// Where a value lies in the range; in the middle if all are the same.
fn share(value: f64, (low, high): (f64, f64)) -> f64 {
    if high > low { (value - low) / (high - low) } else { 0.5 }
}

fn map(canvas: &Canvas<'_>, grid: &Grid, (left, top): (f64, f64), range: (f64, f64)) -> Drawn {
    let (across, up) = (grid.across.len(), grid.up.len());
    let (cell_width, cell_height) = (SIDE / across as f64, SIDE / up as f64);
    let decimals = decimals(range);
    for (place, mean) in grid.means.iter().enumerate() {
        let Some(mean) = mean else { continue };
        let (column, row) = (place % across, place / across);
        let at = (left + column as f64 * cell_width, top + SIDE - (row + 1) as f64 * cell_height);
        let (colour, dark) = colour(share(*mean, range));
        canvas.bar(at, (at.0 + cell_width, at.1 + cell_height), colour)?;
        let text = format!("{mean:.decimals$}").replace('-', "\u{2212}");
        if across.max(up) <= WRITTEN && width_of(&text, 14.0) < cell_width {
            let ink = if dark { INK } else { RGBColor(255, 255, 255) };
            let middle = (at.0 + 0.5 * cell_width, at.1 + 0.5 * cell_height);
            canvas.text(&text, middle, Type { colour: ink, ..Type::plain(14.0, Anchor::Middle) })?;
        }
    }
    Ok(())
}

/// Decimals that tell values in the range apart.
fn decimals((low, high): (f64, f64)) -> usize {
    let step = ((high - low) / 20.0).max(1e-9);
    (-libm::floor(libm::log10(step))).clamp(0.0, 6.0) as usize
}

/// A value as it is read on a plot: numbers with four decimals at most, words as they are.
#[allow(clippy::ptr_arg, reason = "mapped over lists of texts")]
fn as_read(value: &String) -> String {
    match value.parse::<f64>() {
        Ok(number) if number.abs() >= 0.01 => format!("{}", libm::round(number * 10_000.0) / 10_000.0),
        _ => value.clone(),
    }
}

/// Values of both factors along the edges, as many as fit, and the names of the factors.
fn axes(canvas: &Canvas<'_>, answers: &Answers<'_>, grid: &Grid, (left, top): (f64, f64)) -> Drawn {
    let size = 14.0;
    let (across, up) = (grid.across.iter().map(as_read), grid.up.iter().map(as_read));
    let (across, up): (Vec<String>, Vec<String>) = (across.collect(), up.collect());
    let widest = across.iter().map(|value| width_of(value, size)).fold(1.0, f64::max).min(90.0);
    let every = |count: usize, room: f64| ((room * count as f64 / SIDE).ceil() as usize).max(1);
    let step = every(across.len(), widest + 8.0);
    for (place, value) in across.iter().enumerate().step_by(step) {
        let x = left + (place as f64 + 0.5) * SIDE / across.len() as f64;
        canvas.text(&cut(value, 90.0, size), (x, top + SIDE + 16.0), Type::plain(size, Anchor::Middle))?;
    }
    for (place, value) in up.iter().enumerate().step_by(every(up.len(), size * 1.4)) {
        let y = top + SIDE - (place as f64 + 0.5) * SIDE / up.len() as f64;
        canvas.text(&cut(value, 80.0, size), (left - 8.0, y), Type::plain(size, Anchor::End))?;
    }
    let soft = |anchor| Type { colour: SOFT, ..Type::plain(15.0, anchor) };
    let keys = answers.design.keys();
    let name = format!("\u{2192} {}", cut(&keys[0], SIDE, 15.0));
    canvas.text(&name, (left, top + SIDE + 38.0), soft(Anchor::Start))?;
    canvas.text(&format!("\u{2191} {}", cut(&keys[1], SIDE, 15.0)), (left, top + SIDE + 60.0), soft(Anchor::Start))
}

/// The scale of colours.
fn scale(canvas: &Canvas<'_>, unit: &str, range: (f64, f64), (left, top): (f64, f64)) -> Drawn {
    const STEPS: usize = 66;
    let step = SIDE / STEPS as f64;
    for place in 0..STEPS {
        let (colour, _) = colour((place as f64 + 0.5) / STEPS as f64);
        let y = top + SIDE - (place + 1) as f64 * step;
        canvas.bar((left, y), (left + 18.0, y + step + 0.25), colour)?;
    }
    let kind = Type { colour: SOFT, ..Type::plain(15.0, Anchor::Start) };
    canvas.text(unit, (16.0, 62.0), kind)?;
    if range.1 <= range.0 {
        let label = format!("{:.4}", range.0);
        return canvas.text(&label, (left + 24.0, top + 0.5 * SIDE), Type::plain(15.0, Anchor::Start));
    }
    let ticks = ticks(range, 6);
    for value in &ticks.values {
        let y = top + SIDE * (1.0 - share(*value, range));
        canvas.line(&[(left + 18.0, y), (left + 23.0, y)], INK, 1.0)?;
        canvas.text(&ticks.label(*value), (left + 27.0, y), Type::plain(15.0, Anchor::Start))?;
    }
    Ok(())
}
