//! Validity: a row a figure of evidence, its interval as a band and the model's as a dot with a bar, as multiples of the
//! figure.

use super::canvas::{Anchor, Canvas, DrawError, Drawn, FAINT, INK, SOFT, Type, broken, cut, svg};
use super::pen::{GAIN, LOSS};
use super::plotted::Plotted;
use super::sheet::sheet;
use crate::analysis::validity::{Comparison, ValidityCount, ValidityVerdict};
use crate::output::table::written;
use plotters::style::RGBColor;

const WIDTH: f64 = 1000.0;
const TOP: f64 = 118.0;
const ROW: f64 = 31.0;
const FOOT: f64 = 108.0;
/// Where the words of a figure end and its multiples begin.
const LEFT: f64 = 400.0;
/// Where the multiples end and the numbers begin.
const RIGHT: f64 = 790.0;
/// The scale goes from a sixteenth to sixteen times the figure, in doublings.
const DOUBLINGS: f64 = 4.0;
/// Ground of a figure's interval.
const BAND: RGBColor = RGBColor(190, 200, 210);

/// Every figure beside the model.
pub(super) fn draw(plotted: &Plotted<'_>) -> Result<String, DrawError> {
    let all = &plotted.findings.validity;
    let height = TOP + ROW * all.len() as f64 + FOOT;
    svg(WIDTH as u32, height as u32, |canvas| {
        sheet(canvas, "What is known of the world, and what the model does", &caption(plotted), (WIDTH, height))?;
        heading(canvas)?;
        scale(canvas, TOP + ROW * all.len() as f64)?;
        all.iter().enumerate().try_for_each(|(place, one)| {
            let y = TOP + ROW * (place as f64 + 0.5);
            row(canvas, plotted, one, y)
        })
    })
}

fn caption(plotted: &Plotted<'_>) -> String {
    let count = ValidityCount::of(&plotted.findings.validity);
    let bar = match plotted.has_intervals() {
        true => "bar: its 95 % interval",
        false => "no bar: an interval takes two replicates",
    };
    format!(
        "Grey: the interval of the figure, which is at 1; all is shown in multiples of it. Full dot, in: the model's \
         mean lies in that interval; empty square, OUT: it does not; {bar}; an arrow: beyond the scale. Targets inside: \
         {} of {}; checks: {} of {}; cannot be said: {}. Each figure is read under the first regime of its kind, which \
         stands behind it. {}.",
        count.targets_inside,
        count.targets,
        count.checks_inside,
        count.checks,
        count.unsaid,
        plotted.worlds()
    )
}

fn heading(canvas: &Canvas<'_>) -> Drawn {
    let kind = Type { colour: SOFT, ..Type::plain(14.0, Anchor::Start) };
    canvas.text("figure, and where it is read", (16.0, 66.0), kind)?;
    canvas.text("multiple of the figure", (0.5 * (LEFT + RIGHT), 66.0), Type { anchor: Anchor::Middle, ..kind })?;
    canvas.text("model", (RIGHT + 72.0, 66.0), Type { anchor: Anchor::End, ..kind })?;
    canvas.text("figure", (RIGHT + 140.0, 66.0), Type { anchor: Anchor::End, ..kind })
}

/// Doublings as thin lines, the figure itself as a strong one.
fn scale(canvas: &Canvas<'_>, bottom: f64) -> Drawn {
    for (doubling, label) in (-4..=4).zip(["1/16", "1/8", "1/4", "1/2", "1", "2", "4", "8", "16"]) {
        let x = at(libm::exp2(f64::from(doubling)));
        let (colour, width) = if doubling == 0 { (INK, 1.5) } else { (FAINT, 1.0) };
        canvas.line(&[(x, TOP - 8.0), (x, bottom)], colour, width)?;
        canvas.text(label, (x, TOP - 22.0), Type::plain(14.0, Anchor::Middle))?;
    }
    Ok(())
}

/// Where a multiple stands; what is beyond the scale stands at its end.
fn at(multiple: f64) -> f64 {
    let doublings = if multiple > 0.0 { libm::log2(multiple) } else { -DOUBLINGS };
    let share = (doublings.clamp(-DOUBLINGS, DOUBLINGS) + DOUBLINGS) / (2.0 * DOUBLINGS);
    LEFT + share * (RIGHT - LEFT)
}

fn row(canvas: &Canvas<'_>, plotted: &Plotted<'_>, one: &Comparison, y: f64) -> Drawn {
    let figure = one.figure;
    says(canvas, plotted, one, y)?;
    let (low, high) = (at(figure.low / figure.value), at(figure.high / figure.value));
    if figure.value > 0.0 {
        let (low, high) = (low.min(high - 2.0), high.max(low + 2.0));
        canvas.bar((low, y - 9.0), (high, y + 9.0), BAND)?;
    }
    let number = |value, x| canvas.text(&written(value, &figure.unit), (x, y), Type::plain(14.0, Anchor::End));
    number(figure.value, RIGHT + 140.0)?;
    let verdict = one.verdict();
    if let ValidityVerdict::CannotBeSaid(_) = verdict {
        let kind = Type { colour: SOFT, ..Type::plain(13.0, Anchor::Start) };
        return canvas.text("cannot be said", (RIGHT - 92.0, y), kind);
    }
    number(one.model.mean, RIGHT + 72.0)?;
    model(canvas, one, verdict == ValidityVerdict::Inside, y)
}

/// What the figure says and where it is read, in at most two lines.
fn says(canvas: &Canvas<'_>, plotted: &Plotted<'_>, one: &Comparison, y: f64) -> Drawn {
    let regime = one.regime.map_or(String::new(), |regime| format!(" [{}]", plotted.short_name(regime)));
    let text = format!("{}{regime}", one.figure.says.trim_end_matches('.'));
    // Letters are narrower than the widest face has them: two lines hold every figure.
    let lines = broken(&text, 1.12 * (LEFT - 36.0), 12.5);
    let first = y - 7.5 * (lines.len().min(2) as f64 - 1.0);
    for (place, line) in lines.iter().take(2).enumerate() {
        let line = cut(line, 1.2 * (LEFT - 36.0), 12.5);
        canvas.text(&line, (16.0, first + 15.0 * place as f64), Type::plain(12.5, Anchor::Start))?;
    }
    Ok(())
}

/// The model's interval as a bar, its mean as a full dot or an empty square, and the word.
fn model(canvas: &Canvas<'_>, one: &Comparison, inside: bool, y: f64) -> Drawn {
    let multiple = |value: f64| value / one.figure.value;
    let colour = if inside { GAIN } else { LOSS };
    let mean = multiple(one.model.mean);
    let x = at(mean);
    if one.model.low.is_finite() {
        canvas.line(&[(at(multiple(one.model.low)), y), (at(multiple(one.model.high)), y)], colour, 2.5)?;
    }
    let end = libm::exp2(DOUBLINGS);
    if mean > end || mean < 1.0 / end {
        let point = if mean > end { 9.0 } else { -9.0 };
        canvas.shape(&[(x + point, y), (x, y - 7.0), (x, y + 7.0)], colour, 1.0)?;
    } else if inside {
        canvas.disc((x, y), 5.5, colour)?;
    } else {
        canvas.bar((x - 6.0, y - 6.0), (x + 6.0, y + 6.0), colour)?;
        canvas.bar((x - 3.2, y - 3.2), (x + 3.2, y + 3.2), RGBColor(255, 255, 255))?;
    }
    let (word, bold) = if inside { ("in", false) } else { ("OUT", true) };
    canvas.text(word, (WIDTH - 16.0, y), Type { bold, ..Type::plain(14.0, Anchor::End) })
}
