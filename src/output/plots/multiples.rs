//! Rows of figures, each with its words at the left and a scale of multiples of itself.

use super::canvas::{Anchor, Canvas, Drawn, FAINT, INK, Type, broken, cut};
use plotters::style::RGBColor;

/// Where the words of a figure end and its multiples begin.
pub(super) const LEFT: f64 = 400.0;
/// Where the multiples end and the numbers begin.
pub(super) const RIGHT: f64 = 790.0;
/// The scale goes from a sixteenth to sixteen times the figure, in doublings.
pub(super) const DOUBLINGS: f64 = 4.0;
/// Ground of a figure's interval.
const BAND: RGBColor = RGBColor(190, 200, 210);

/// Doublings as thin lines from `top` to `bottom`, the figure itself as a strong one.
pub(super) fn scale(canvas: &Canvas<'_>, top: f64, bottom: f64) -> Drawn {
    for (doubling, label) in (-4..=4).zip(["1/16", "1/8", "1/4", "1/2", "1", "2", "4", "8", "16"]) {
        let x = at(libm::exp2(f64::from(doubling)));
        let (colour, width) = if doubling == 0 { (INK, 1.5) } else { (FAINT, 1.0) };
        canvas.line(&[(x, top - 8.0), (x, bottom)], colour, width)?;
        canvas.text(label, (x, top - 22.0), Type::plain(14.0, Anchor::Middle))?;
    }
    Ok(())
}

/// Where a multiple stands; what is beyond the scale stands at its end.
pub(super) fn at(multiple: f64) -> f64 {
    let doublings = if multiple > 0.0 { libm::log2(multiple) } else { -DOUBLINGS };
    let share = (doublings.clamp(-DOUBLINGS, DOUBLINGS) + DOUBLINGS) / (2.0 * DOUBLINGS);
    LEFT + share * (RIGHT - LEFT)
}

/// The interval of a figure as a band around `y`.
pub(super) fn band(canvas: &Canvas<'_>, (value, low, high): (f64, f64, f64), y: f64) -> Drawn {
    if value <= 0.0 {
        return Ok(());
    }
    let (low, high) = (at(low / value), at(high / value));
    let (low, high) = (low.min(high - 2.0), high.max(low + 2.0));
    canvas.bar((low, y - 9.0), (high, y + 9.0), BAND)
}

/// Words at the left, in at most two lines.
pub(super) fn words(canvas: &Canvas<'_>, text: &str, y: f64) -> Drawn {
    // Letters are narrower than the widest face has them: two lines hold every figure.
    let lines = broken(text, 1.12 * (LEFT - 36.0), 12.5);
    let first = y - 7.5 * (lines.len().min(2) as f64 - 1.0);
    for (place, line) in lines.iter().take(2).enumerate() {
        let line = cut(line, 1.2 * (LEFT - 36.0), 12.5);
        canvas.text(&line, (16.0, first + 15.0 * place as f64), Type::plain(12.5, Anchor::Start))?;
    }
    Ok(())
}
