//! Validity: a row a figure of evidence, its interval as a band and the model's as a dot with a bar, as multiples of the
//! figure.

use super::canvas::{Anchor, Canvas, DrawError, Drawn, SOFT, Type, svg};
use super::multiples::{DOUBLINGS, LEFT, RIGHT, at, band, scale, words};
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

/// Every figure beside the model.
pub(super) fn draw(plotted: &Plotted<'_>) -> Result<String, DrawError> {
    let all = &plotted.findings.validity;
    let height = TOP + ROW * all.len() as f64 + FOOT;
    svg(WIDTH as u32, height as u32, |canvas| {
        sheet(canvas, "What is known of the world, and what the model does", &caption(plotted), (WIDTH, height))?;
        if all.iter().all(|one| one.model.n == 0) {
            let middle = (0.5 * WIDTH, 0.5 * height);
            return canvas.text("nothing to show: no figure meets a value", middle, Type::plain(18.0, Anchor::Middle));
        }
        heading(canvas)?;
        scale(canvas, TOP, TOP + ROW * all.len() as f64)?;
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

fn row(canvas: &Canvas<'_>, plotted: &Plotted<'_>, one: &Comparison, y: f64) -> Drawn {
    let figure = one.figure;
    let regime = one.regime.map_or(String::new(), |regime| format!(" [{}]", plotted.short_name(regime)));
    words(canvas, &format!("{}{regime}", figure.says.trim_end_matches('.')), y)?;
    band(canvas, (figure.value, figure.low, figure.high), y)?;
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
