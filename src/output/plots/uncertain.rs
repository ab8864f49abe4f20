//! Contrasts over the draws of a posterior: a row for every two regimes, a panel an indicator.

use super::canvas::{Anchor, Canvas, DrawError, Drawn, INK, SOFT, Type, svg, width_of};
use super::frame::{Frame, padded};
use super::pen::Pen;
use super::sheet::{Plot, at_horizon, sheet, short_names, who, worlds_of};
use crate::analysis::readout::HEADLINE;
use crate::analysis::responses::OVERVIEW;
use crate::analysis::uncertain::Uncertain;
use crate::model::indicator::{INDICATORS, Indicator, POPULATIONS};
use crate::scenario::Scenario;

const ROW: f64 = 34.0;
/// Room at the right of a panel for the share.
const SHARE: f64 = 150.0;

/// Draws it; of so many draws with so many worlds.
pub(super) fn draw(scenario: &Scenario, found: &Uncertain, sizes: (u32, u32)) -> Vec<Plot> {
    vec![("uncertain".to_owned(), panels(scenario, found, sizes))]
}

fn panels(scenario: &Scenario, found: &Uncertain, (draws, worlds): (u32, u32)) -> Result<String, DrawError> {
    let names = short_names(scenario);
    let pairs: Vec<String> = found
        .pairs
        .iter()
        .map(|(regime, reference)| format!("{} \u{2212} {}", names[*regime], names[*reference]))
        .collect();
    let left = pairs.iter().map(|pair| width_of(pair, 14.0)).fold(120.0, f64::max) + 30.0;
    let inside = ROW * pairs.len().max(1) as f64;
    let (width, height) = (left + 700.0, 96.0 + OVERVIEW.len() as f64 * (inside + 92.0) + 70.0);
    let people = POPULATIONS[HEADLINE].label;
    svg(width as u32, height as u32, |canvas| {
        let caption = format!(
            "Dot: mean over {draws} draws of the posterior ({} different particles), {worlds} worlds each; line: the middle 95 % of \
             the draws; at the right: the share of draws whose mean lies above 0, with its own 95 % interval. Mean of {}. {}.{}",
            found.distinct,
            at_horizon(),
            worlds_of(scenario),
            who(HEADLINE)
        );
        sheet(canvas, &format!("Over what fits the figures: {people}"), &caption, (width, height))?;
        for (place, indicator) in OVERVIEW.into_iter().enumerate() {
            let top = 112.0 + place as f64 * (inside + 92.0);
            let frame = (left, top, left + 700.0 - SHARE - 20.0, top + inside);
            panel(canvas, found, (&pairs, indicator), frame)?;
        }
        Ok(())
    })
}

fn panel(
    canvas: &Canvas<'_>,
    found: &Uncertain,
    (pairs, indicator): (&[String], Indicator),
    (left, top, right, bottom): (f64, f64, f64, f64),
) -> Drawn {
    let row = &INDICATORS[indicator as usize];
    canvas.text(row.label, (16.0, top - 20.0), Type::title(16.0))?;
    let all: Vec<_> = (0..pairs.len()).map(|pair| found.at(pair, HEADLINE, indicator as usize)).collect();
    let values = all.iter().flat_map(|one| [one.mean, one.low, one.high]).chain([0.0]);
    let middle = (0.5 * (left + right), 0.5 * (top + bottom));
    let Some(x) = padded(values).filter(|_| all.iter().any(|one| one.draws > 0)) else {
        return canvas.text("nothing to show: no pairs", middle, Type::plain(16.0, Anchor::Middle));
    };
    let frame = Frame { left, top, right, bottom, x, y: (0.0, 1.0) };
    let ticks = frame.x_ticks(13.0);
    frame.x_grid(canvas, &ticks)?;
    frame.x_axis(canvas, 13.0, row.unit, &ticks)?;
    canvas.line(&[(frame.px(0.0), top - 4.0), (frame.px(0.0), bottom)], INK, 1.5)?;
    for (place, one) in all.into_iter().enumerate() {
        let y = top + ROW * (place as f64 + 0.5);
        canvas.text(&pairs[place], (left - 12.0, y), Type::plain(14.0, Anchor::End))?;
        if one.draws == 0 {
            continue;
        }
        let pen = Pen::of(found.pairs[place].0);
        canvas.line(&[(frame.px(one.low), y), (frame.px(one.high), y)], pen.colour(), 2.5)?;
        pen.mark(canvas, (frame.px(one.mean), y), 5.5)?;
        let (low, high) = one.share_interval(found.distinct);
        let text = format!("{:.0} % [{:.0}, {:.0}]", 100.0 * one.share_above(), 100.0 * low, 100.0 * high);
        canvas.text(&text, (right + 16.0, y), Type { colour: SOFT, ..Type::plain(14.0, Anchor::Start) })?;
    }
    Ok(())
}
