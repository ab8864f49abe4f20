//! Every figure, its interval as a band, and beside it what priors and posterior say of it.

use super::super::canvas::{Anchor, Canvas, DrawError, Drawn, SOFT, Type, svg};
use super::super::multiples::{LEFT, RIGHT, at, band, scale, words};
use super::super::pen::{FADE, GAIN, LOSS};
use super::super::sheet::{sheet, short_names};
use crate::analysis::fit::{Goal, GoalFit, Spread};
use crate::output::fit::FitFound;
use crate::output::table::written;
use plotters::style::RGBColor;

const WIDTH: f64 = 1000.0;
const TOP: f64 = 118.0;
const ROW: f64 = 36.0;
const FOOT: f64 = 130.0;

pub(super) fn draw(found: &FitFound<'_>) -> Result<String, DrawError> {
    let rows = found.goals.len() as f64;
    let height = TOP + ROW * rows + FOOT;
    let names = short_names(found.scenario);
    svg(WIDTH as u32, height as u32, |canvas| {
        sheet(canvas, "What is known, and what the fitted model says", &caption(found), (WIDTH, height))?;
        heading(canvas)?;
        scale(canvas, TOP, TOP + ROW * rows)?;
        let each = found.goals.iter().zip(found.held).zip(&found.told.goals);
        each.enumerate().try_for_each(|(place, ((goal, held), fit))| {
            let y = TOP + ROW * (place as f64 + 0.5);
            let what = if held.says.is_empty() { &goal.id } else { held.says.trim_end_matches('.') };
            let check = if goal.fitted { "" } else { "CHECK: " };
            words(canvas, &format!("{check}{what} [{}]", names[held.regime]), y)?;
            row(canvas, (goal, &held.unit), fit, y)
        })
    })
}

fn caption(found: &FitFound<'_>) -> String {
    format!(
        "Grey band: the interval of the figure, which is at 1; all is shown in multiples of it. Upper grey line: what the \
         priors say (95 %). Lower line: what the posterior says of the truth, in worlds of fresh luck (95 %), with its mean: \
         a full dot in the figure's interval, an empty square outside it. A check was not fitted to. Lines end at the edge of \
         the scale. {}.",
        found.particles()
    )
}

fn heading(canvas: &Canvas<'_>) -> Drawn {
    let kind = Type { colour: SOFT, ..Type::plain(14.0, Anchor::Start) };
    canvas.text("figure, and where it is read", (16.0, 66.0), kind)?;
    canvas.text("multiple of the figure", (0.5 * (LEFT + RIGHT), 66.0), Type { anchor: Anchor::Middle, ..kind })?;
    canvas.text("model", (RIGHT + 72.0, 66.0), Type { anchor: Anchor::End, ..kind })?;
    canvas.text("figure", (RIGHT + 140.0, 66.0), Type { anchor: Anchor::End, ..kind })
}

fn row(canvas: &Canvas<'_>, (goal, unit): (&Goal, &str), fit: &GoalFit, y: f64) -> Drawn {
    band(canvas, (goal.value, goal.low, goal.high), y)?;
    let number = |value, x| canvas.text(&written(value, unit), (x, y), Type::plain(14.0, Anchor::End));
    number(goal.value, RIGHT + 140.0)?;
    if fit.truth.n == 0 || goal.value <= 0.0 {
        let kind = Type { colour: SOFT, ..Type::plain(13.0, Anchor::Start) };
        return canvas.text("no value", (RIGHT - 62.0, y), kind);
    }
    number(fit.truth.mean, RIGHT + 72.0)?;
    let line = |spread: &Spread, y: f64, colour: RGBColor, width: f64| {
        let ends = [spread.low, spread.high].map(|value| (at(value / goal.value), y));
        canvas.line(&ends, colour, width)
    };
    line(&fit.prior, y - 6.0, FADE, 2.0)?;
    let inside = fit.is_inside(goal);
    let colour = if inside { GAIN } else { LOSS };
    line(&fit.truth, y + 4.0, colour, 3.0)?;
    let x = at(fit.truth.mean / goal.value);
    if inside {
        return canvas.disc((x, y + 4.0), 5.5, colour);
    }
    canvas.bar((x - 6.0, y - 2.0), (x + 6.0, y + 10.0), colour)?;
    canvas.bar((x - 3.2, y + 0.8), (x + 3.2, y + 7.2), RGBColor(255, 255, 255))
}
