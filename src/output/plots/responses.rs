//! How the main indicators answer to what a design varies: lines over each factor, or heat maps over two.

use super::answers::{Answers, number};
use super::canvas::{Anchor, Canvas, DrawError, Drawn, FAINT, INK, Point, SOFT, Type, cut, svg};
use super::frame::{Axes, Frame, Ticks, padded};
use super::heat;
use super::key::{key, key_places};
use super::pen::Pen;
use super::sheet::{Plot, by_regime, sheet, short_names};
use crate::analysis::crossings::Crossing;
use crate::analysis::design::Design;
use crate::analysis::responses::{MAIN, Main};
use crate::analysis::statistics::Estimate;
use crate::model::indicator::{HEADLINE, INDICATORS};
use crate::scenario::Scenario;
use std::collections::HashMap;

/// Half of the stroke at a crossing.
const CROSSED: f64 = 11.0;

/// One plot for each main indicator.
pub(super) fn draw(
    scenario: &Scenario,
    design: &Design,
    (main, crossings): (&[Main], &[Crossing]),
    axes: Axes,
) -> Vec<Plot> {
    let plot = |place: usize| {
        let answers = Answers { scenario, design, main, place };
        let drawn = match answers.grids() {
            Some(grids) => heat::maps(&answers, &grids),
            None => lines(&answers, crossings, axes),
        };
        (format!("response_{}", INDICATORS[answers.indicator()].name), drawn)
    };
    (0..MAIN.len()).map(plot).collect()
}

/// One panel a factor, one line a regime.
fn lines(answers: &Answers<'_>, crossings: &[Crossing], axes: Axes) -> Result<String, DrawError> {
    let crossed = crossed(answers, crossings);
    let factors = answers.design.keys().len();
    let columns = factors.clamp(1, 3);
    let rows = factors.div_ceil(columns);
    let (panel, inside) = if columns == 1 { (800.0, 340.0) } else { (400.0, 250.0) };
    let names = short_names(answers.scenario);
    let places = key_places(&names, panel * columns as f64 - 40.0);
    let key_height = places.last().map_or(0.0, |place| place.1);
    let width = panel * columns as f64;
    let height = 92.0 + rows as f64 * (inside + 90.0) + key_height + 100.0;
    let row = &INDICATORS[answers.indicator()];
    svg(width as u32, height as u32, |canvas| {
        sheet(canvas, &by_regime(row, HEADLINE), &caption(answers, !crossed.is_empty()), (width, height))?;
        canvas.text(row.unit, (16.0, 62.0), Type { colour: SOFT, ..Type::plain(16.0, Anchor::Start) })?;
        let all: Vec<_> = (0..factors).map(|factor| answers.along(factor)).collect();
        let values = all.iter().flatten().flatten().flat_map(|(_, e)| [e.mean, e.low, e.high]);
        let Some(y) = padded(values) else {
            let kind = Type::plain(18.0, Anchor::Middle);
            return canvas.text("nothing to show: no values", (0.5 * width, 0.5 * height), kind);
        };
        let y = axes.over(y, row.unit);
        for (factor, lines) in all.iter().enumerate() {
            let (left, top) = (panel * (factor % columns) as f64, 92.0 + (factor / columns) as f64 * (inside + 90.0));
            let at = (left + 84.0, top, left + panel - 28.0, top + inside);
            let frame = over_factor(canvas, &answers.design.keys()[factor], lines, (at, y))?;
            crossed.iter().try_for_each(|crossing| mark(canvas, &frame, lines, crossing))?;
        }
        let top = 92.0 + rows as f64 * (inside + 90.0) - 4.0;
        key(canvas, &names, (20.0, top), &places)
    })
}

fn caption(answers: &Answers<'_>, crossed: bool) -> String {
    let what = if answers.is_direct() && answers.scenario.replicates > 1 {
        "Line: mean; band: its 95 % interval (Student's t)."
    } else if answers.is_direct() {
        "Line: mean. No band: an interval takes at least two replicates."
    } else {
        "Line: mean over all points at this value, or in this eighth of the range; the other factors vary as designed, so \
         there is no band."
    };
    let crossed = if crossed { " Upright stroke: two lines cross (crossings.csv)." } else { "" };
    format!("{what}{crossed} {} {}. The vertical axis need not start at 0.", answers.reading(), answers.worlds())
}

/// A panel over one factor: on a scale if its values are numbers, else one place a value.
fn over_factor(
    canvas: &Canvas<'_>,
    key: &str,
    lines: &[Vec<(String, Estimate)>],
    ((left, top, right, bottom), y): ((f64, f64, f64, f64), (f64, f64)),
) -> Result<Frame, DrawError> {
    let (mut words, mut places) = (Vec::new(), HashMap::new());
    for (value, _) in lines.iter().flatten() {
        places.entry(value.as_str()).or_insert_with(|| {
            words.push(value.as_str());
            words.len() - 1
        });
    }
    let numeric = words.iter().all(|word| !number(word).is_nan());
    let x_of = |value: &str| {
        if numeric { number(value) } else { places.get(value).map_or(0.0, |&place| place as f64) }
    };
    let x = if numeric {
        padded(words.iter().map(|word| number(word))).unwrap_or((0.0, 1.0))
    } else {
        (-0.5, words.len() as f64 - 0.5)
    };
    let frame = Frame { left, top, right, bottom, x, y };
    frame.y_axis(canvas, 15.0)?;
    let name = cut(key, right - left + 60.0, 15.0);
    if numeric {
        frame.x_axis(canvas, 15.0, &name, &frame.x_ticks(15.0))?;
    } else {
        frame.x_axis(canvas, 15.0, &name, &Ticks::none())?;
        let room = (right - left) / words.len().max(1) as f64;
        for (place, word) in words.iter().enumerate() {
            let at = (frame.px(place as f64), bottom + 16.0);
            canvas.line(&[(at.0, bottom), (at.0, bottom + 5.0)], INK, 1.0)?;
            canvas.text(&cut(word, room - 6.0, 15.0), at, Type::plain(15.0, Anchor::Middle))?;
        }
    }
    for (regime, line) in lines.iter().enumerate() {
        let known = || line.iter().filter(|(_, e)| e.low.is_finite());
        let upper = known().map(|(value, e)| frame.at((x_of(value), e.high)));
        let band: Vec<Point> = upper.chain(known().rev().map(|(value, e)| frame.at((x_of(value), e.low)))).collect();
        if band.len() > 3 {
            canvas.shape(&band, Pen::of(regime).colour(), 0.16)?;
        }
    }
    for (regime, line) in lines.iter().enumerate() {
        let points: Vec<Point> = line.iter().map(|(value, e)| frame.at((x_of(value), e.mean))).collect();
        Pen::of(regime).stroke(canvas, &points, 2.2)?;
        points.iter().try_for_each(|point| Pen::of(regime).mark(canvas, *point, 4.5))?;
    }
    canvas.line(&[(right, top), (right, bottom)], FAINT, 1.0)?;
    Ok(frame)
}

/// The crossings of what is drawn: this indicator of the population of plots.
fn crossed(answers: &Answers<'_>, crossings: &[Crossing]) -> Vec<Crossing> {
    let here =
        |crossing: &&Crossing| crossing.clear && (crossing.population, crossing.place) == (HEADLINE, answers.place);
    crossings.iter().filter(here).copied().collect()
}

/// An upright stroke where two lines cross.
fn mark(canvas: &Canvas<'_>, frame: &Frame, lines: &[Vec<(String, Estimate)>], crossing: &Crossing) -> Drawn {
    let x = crossing.change.at;
    let known = lines[crossing.regime].iter().map(|(value, estimate)| (number(value), estimate.mean));
    let known: Vec<Point> = known.filter(|(_, mean)| mean.is_finite()).collect();
    let Some(part) = known.windows(2).find(|part| part[0].0 <= x && x <= part[1].0) else { return Ok(()) };
    let share = if part[1].0 > part[0].0 { (x - part[0].0) / (part[1].0 - part[0].0) } else { 0.0 };
    let (px, py) = frame.at((x, part[0].1 + share * (part[1].1 - part[0].1)));
    canvas.line(&[(px, py - CROSSED), (px, py + CROSSED)], INK, 1.6)
}
