//! Where a claim fails: the limits of boxes beside the whole range of each factor.

use super::super::digits::count;
use super::super::limits::in_words;
use super::canvas::{Anchor, Canvas, DrawError, Drawn, FAINT, INK, SOFT, Type, cut, svg, width_of};
use super::pen::Pen;
use super::sheet::{Plot, sheet};
use crate::analysis::challenge::{ChallengeDesign, Challenged, FoundBox, Turned};
use crate::scenario::{Hypothesis, Scenario};

const WIDTH: f64 = 1200.0;
/// Where ranges begin and end.
const LEFT: f64 = 320.0;
const RIGHT: f64 = 900.0;
const ROW: f64 = 30.0;
/// Room above the rows of a box, for what is said of it.
const HEAD: f64 = 62.0;
const TOP: f64 = 64.0;
const BOTTOM: f64 = 96.0;
/// Factors of a box that are drawn.
const SHOWN: usize = 12;

/// One plot a claim.
pub(super) fn draw(scenario: &Scenario, design: &ChallengeDesign, found: &[Challenged]) -> Vec<Plot> {
    let plots = scenario.hypotheses.iter().zip(found).enumerate();
    plots.map(|(place, (claim, one))| (format!("challenge_{}", place + 1), plot(design, claim, one))).collect()
}

fn plot(design: &ChallengeDesign, claim: &Hypothesis, one: &Challenged) -> Result<String, DrawError> {
    let boxes: Vec<(&Turned, usize, &FoundBox)> = one
        .turned
        .iter()
        .flat_map(|turned| turned.boxes.iter().enumerate().map(move |(place, found)| (turned, place, found)))
        .collect();
    let rows = |found: &FoundBox| found.chosen.region.restricted().len().clamp(1, SHOWN) as f64;
    let height = TOP + boxes.iter().map(|(_, _, found)| HEAD + ROW * rows(found)).sum::<f64>().max(60.0) + BOTTOM;
    svg(WIDTH as u32, height as u32, |canvas| {
        let title = cut(&format!("Where {} fails", claim.id), WIDTH - 40.0, 21.0);
        let (range, intervals) = match design.is_over_draws() {
            true => ("the whole range of a factor in the posterior", "95 % intervals by different particles"),
            false => ("the whole range of a factor", "exact 95 % intervals"),
        };
        let caption = format!(
            "Grey: {range}, from its lowest to its highest value. Thick: what the box takes of it. \
             Tick: where the scenario stands. Shares are those at fresh points, which had no part in the search, with {intervals}."
        );
        sheet(canvas, &title, &caption, (WIDTH, height))?;
        if boxes.is_empty() {
            let kind = Type::plain(17.0, Anchor::Start);
            let why = match one.turned.iter().any(Turned::is_everywhere) {
                true => "nothing to show: it fails everywhere",
                false => "nothing to show: no box of factors in which it fails clearly more often",
            };
            return canvas.text(why, (36.0, TOP + 24.0), kind);
        }
        let mut top = TOP;
        for (place, (turned, number, found)) in boxes.iter().enumerate() {
            let end = top + HEAD + ROW * rows(found);
            of_box(canvas, design, (turned, *number, found), (top, Pen::of(place + 1)))?;
            top = end;
        }
        Ok(())
    })
}

/// What is said of a box, and its limits factor by factor.
fn of_box(
    canvas: &Canvas<'_>,
    design: &ChallengeDesign,
    (turned, number, found): (&Turned, usize, &FoundBox),
    (top, pen): (f64, Pen),
) -> Drawn {
    pen.mark(canvas, (26.0, top + 14.0), 6.0)?;
    canvas.text(&format!("{}, box {}", turned.turn.word(), number + 1), (42.0, top + 14.0), Type::title(17.0))?;
    canvas.text(&said(turned, found), (42.0, top + 38.0), Type::caption(15.0))?;
    let region = &found.chosen.region;
    let restricted = region.restricted();
    if restricted.is_empty() {
        return canvas.text(
            "nearly everywhere: no factor is limited",
            (LEFT, top + HEAD + 8.0),
            Type::plain(15.0, Anchor::Start),
        );
    }
    for (row, factor) in restricted.iter().copied().take(SHOWN).enumerate() {
        let y = top + HEAD + ROW * (row as f64 + 0.3);
        let limits = &region.limits[factor];
        let kind = Type { colour: SOFT, ..Type::plain(15.0, Anchor::End) };
        canvas.text(&cut(&design.keys()[factor], LEFT - 40.0, 15.0), (LEFT - 12.0, y), kind)?;
        let at = |part: f64| LEFT + part.clamp(0.0, 1.0) * (RIGHT - LEFT);
        canvas.bar((LEFT, y - 5.0), (RIGHT, y + 5.0), FAINT)?;
        for (from, to) in design.parts(factor, limits) {
            // A limit at the very end would be a bar without length.
            canvas.bar((at(from).min(RIGHT - 2.0), y - 9.0), (at(to).max(at(from) + 2.0), y + 9.0), pen.colour())?;
        }
        if let Some(stands) = design.stands(factor).and_then(|stands| design.place(factor, stands)) {
            canvas.line(&[(at(stands), y - 13.0), (at(stands), y + 13.0)], INK, 2.0)?;
        }
        let words = cut(&in_words(design, factor, limits), WIDTH - RIGHT - 30.0, 15.0);
        canvas.text(&words, (RIGHT + 14.0, y), Type::plain(15.0, Anchor::Start))?;
    }
    let more = restricted.len().saturating_sub(SHOWN);
    if more > 0 {
        let words = format!("and {more} more");
        let x = WIDTH - 20.0 - width_of(&words, 15.0);
        canvas.text(&words, (x, top + 38.0), Type::caption(15.0))?;
    }
    Ok(())
}

/// How dense a box is, and how much it covers.
fn said(turned: &Turned, found: &FoundBox) -> String {
    let (fresh, word) = (&found.confirmed, turned.turn.word());
    if fresh.size.inside == 0 {
        return format!(
            "no fresh point lies in it: not confirmed; found on {}",
            count(found.chosen.size.inside, "point")
        );
    }
    let percent = |share: f64| if share.is_finite() { format!("{:.0} %", 100.0 * share) } else { "-".to_owned() };
    let confirmed = match (found.chosen.restrictions.is_empty(), fresh.holds()) {
        (true, _) => "",
        (_, true) => "; confirmed",
        (_, false) => "; not confirmed",
    };
    format!(
        "{} of {} {word}: density {} ({} to {}); coverage {}; everywhere {}{confirmed}",
        fresh.size.reversed,
        count(fresh.size.inside, "fresh point"),
        percent(fresh.size.density()),
        percent(fresh.density.0),
        percent(fresh.density.1),
        percent(fresh.size.coverage()),
        percent(fresh.everywhere())
    )
}
