//! Every parameter that was fitted: its prior range as a line, and what is known of it upon it.

use super::super::canvas::{Anchor, Canvas, DrawError, Drawn, FAINT, INK, SOFT, Type, cut, svg};
use super::super::pen::{FADE, GAIN};
use super::super::sheet::sheet;
use crate::analysis::fit::Marginal;
use crate::output::fit::{FitFound, shortened};
use plotters::style::RGBColor;

const WIDTH: f64 = 1000.0;
const TOP: f64 = 96.0;
const ROW: f64 = 44.0;
const FOOT: f64 = 110.0;
/// Where the range of every prior begins and ends.
const LEFT: f64 = 330.0;
const RIGHT: f64 = 870.0;
/// Bars of the histogram over a prior's range.
const BARS: usize = 20;

pub(super) fn draw(found: &FitFound<'_>) -> Result<String, DrawError> {
    let posterior = &found.told.posterior;
    let height = TOP + ROW * posterior.fitted.len() as f64 + FOOT;
    svg(WIDTH as u32, height as u32, |canvas| {
        sheet(canvas, "What the figures say of the parameters", &caption(found), (WIDTH, height))?;
        posterior.fitted.iter().enumerate().try_for_each(|(place, &factor)| {
            let y = TOP + ROW * (place as f64 + 1.0) - 12.0;
            row(canvas, found, factor, y)
        })
    })
}

fn caption(found: &FitFound<'_>) -> String {
    format!(
        "Thin line: the range of the prior, which is even. Bars: where the weight of the posterior lies. Thick line: its middle \
         95 %; dot: its median; upright stroke: the scenario as it stands. Grey: not identified, for the posterior is not \
         further from the prior than chance makes it. {}.",
        found.particles()
    )
}

fn row(canvas: &Canvas<'_>, found: &FitFound<'_>, place: usize, y: f64) -> Drawn {
    let (factor, marginal) = (&found.factors[place], found.told.posterior.marginal(place));
    let colour = if marginal.identified { GAIN } else { FADE };
    let x = |unit: f64| LEFT + unit * (RIGHT - LEFT);
    canvas.text(&cut(&factor.key, 200.0, 15.0), (16.0, y - 6.0), Type::plain(15.0, Anchor::Start))?;
    let [low, high] = [0.0, 1.0].map(|unit| shortened(&factor.scale.at(unit)));
    let soft = Type { colour: SOFT, ..Type::plain(13.0, Anchor::End) };
    canvas.text(&low, (LEFT - 8.0, y - 2.0), soft)?;
    canvas.text(&high, (RIGHT + 8.0, y - 2.0), Type { anchor: Anchor::Start, ..soft })?;
    histogram(canvas, found, place, (y, colour))?;
    canvas.line(&[(LEFT, y), (RIGHT, y)], FAINT, 2.0)?;
    let Marginal { quantiles: [from, middle, to], .. } = marginal;
    canvas.line(&[(x(from), y), (x(to), y)], colour, 4.0)?;
    canvas.disc((x(middle), y), 5.5, colour)?;
    match found.stands(place) {
        Some(unit) => canvas.line(&[(x(unit), y - 9.0), (x(unit), y + 9.0)], INK, 2.0),
        None => Ok(()),
    }
}

/// Where the weight lies.
fn histogram(canvas: &Canvas<'_>, found: &FitFound<'_>, place: usize, (y, colour): (f64, RGBColor)) -> Drawn {
    let posterior = &found.told.posterior;
    let mut bars = [0.0; BARS];
    for (unit, weight) in posterior.values(place).into_iter().zip(posterior.weights()) {
        bars[((unit * BARS as f64) as usize).min(BARS - 1)] += weight;
    }
    let most = bars.iter().copied().fold(0.0, f64::max);
    let wide = (RIGHT - LEFT) / BARS as f64;
    for (bar, share) in bars.into_iter().enumerate().filter(|(_, share)| *share > 0.0) {
        let (left, top) = (LEFT + bar as f64 * wide, y - 26.0 * share / most);
        canvas.shape(&[(left, y), (left, top), (left + wide - 1.0, top), (left + wide - 1.0, y)], colour, 0.35)?;
    }
    Ok(())
}
