//! Two parameters at a time: every particle a disc, the larger the heavier it is.

use super::super::canvas::{Anchor, Canvas, DrawError, Drawn, FAINT, INK, SOFT, Type, cut, svg};
use super::super::pen::GAIN;
use super::super::sheet::sheet;
use crate::output::fit::FitFound;

/// Parameters that are paired at most: those of which the figures say most.
const MOST: usize = 6;
/// Width of a panel and of the room around it.
const SIDE: f64 = 150.0;
const GAP: f64 = 14.0;
const LEFT: f64 = 150.0;
const TOP: f64 = 70.0;
const FOOT: f64 = 150.0;

pub(super) fn draw(found: &FitFound<'_>) -> Result<String, DrawError> {
    let chosen = chosen(found);
    let across = chosen.len().max(1) as f64;
    let (width, height) = ((LEFT + across * (SIDE + GAP) + 30.0).max(760.0), TOP + across * (SIDE + GAP) + FOOT);
    svg(width as u32, height as u32, |canvas| {
        sheet(canvas, "Which values go together", &caption(found), (width, height))?;
        if chosen.len() < 2 {
            let middle = (0.5 * width, 0.5 * height);
            let text = "nothing to show: fewer than two parameters are identified";
            return canvas.text(text, middle, Type::plain(17.0, Anchor::Middle));
        }
        for (row, &vertical) in chosen.iter().enumerate() {
            for (column, &horizontal) in chosen.iter().enumerate().take(row + 1) {
                let corner = (LEFT + column as f64 * (SIDE + GAP), TOP + row as f64 * (SIDE + GAP));
                panel(canvas, found, (horizontal, vertical), corner)?;
            }
            let y = TOP + row as f64 * (SIDE + GAP) + 0.5 * SIDE;
            label(canvas, &found.factors[vertical].key, (LEFT - 10.0, y), Anchor::End)?;
            let x = LEFT + (row as f64 + 0.5) * (SIDE + GAP) - 0.5 * GAP;
            let below = TOP + across * (SIDE + GAP) + 8.0 + 18.0 * (row % 2) as f64;
            label(canvas, &found.factors[vertical].key, (x, below), Anchor::Middle)?;
        }
        Ok(())
    })
}

fn label(canvas: &Canvas<'_>, key: &str, at: (f64, f64), anchor: Anchor) -> Drawn {
    canvas.text(&cut(key, 1.5 * SIDE, 12.5), at, Type::plain(12.5, anchor))
}

/// Those that are identified, the further from their prior the earlier.
fn chosen(found: &FitFound<'_>) -> Vec<usize> {
    let posterior = &found.told.posterior;
    let mut identified: Vec<(usize, f64)> = posterior
        .fitted
        .iter()
        .map(|&place| (place, posterior.marginal(place)))
        .filter(|(_, marginal)| marginal.identified)
        .map(|(place, marginal)| (place, marginal.apart))
        .collect();
    identified.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    identified.into_iter().take(MOST).map(|(place, _)| place).collect()
}

fn caption(found: &FitFound<'_>) -> String {
    format!(
        "Each panel has the ranges of two priors as its axes; each disc is a particle, the larger the heavier. The number in a \
         panel is the weighted correlation; on the diagonal stands where one parameter alone lies. At most {MOST} parameters, \
         of which the figures say most. {}.",
        found.particles()
    )
}

fn panel(
    canvas: &Canvas<'_>,
    found: &FitFound<'_>,
    (horizontal, vertical): (usize, usize),
    (left, top): (f64, f64),
) -> Drawn {
    let posterior = &found.told.posterior;
    let (right, bottom) = (left + SIDE, top + SIDE);
    canvas.line(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], FAINT, 1.0)?;
    let weights = posterior.weights();
    let heaviest = weights.iter().copied().fold(0.0, f64::max);
    let (across, up) = (posterior.values(horizontal), posterior.values(vertical));
    for ((x, y), weight) in across.iter().zip(&up).zip(&weights) {
        let radius = (1.2 + 3.0 * (weight / heaviest).sqrt()).max(1.2);
        canvas.disc((left + x * SIDE, bottom - y * SIDE), radius, GAIN)?;
    }
    if horizontal == vertical {
        return Ok(());
    }
    let text = format!("{:.2}", posterior.correlation(horizontal, vertical)).replace('-', "\u{2212}");
    canvas.bar((left + 4.0, top + 4.0), (left + 46.0, top + 22.0), plotters::style::WHITE)?;
    let strong = posterior.correlation(horizontal, vertical).abs() >= 0.3;
    let kind = Type { bold: strong, colour: if strong { INK } else { SOFT }, ..Type::plain(13.0, Anchor::Start) };
    canvas.text(&text, (left + 8.0, top + 13.0), kind)
}
