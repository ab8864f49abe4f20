//! Hypotheses: the bounds at each look, with the smallest effect of interest.

use super::canvas::{Anchor, Canvas, DrawError, Drawn, FAINT, INK, SOFT, Type, cut, svg};
use super::frame::{Frame, Ticks, padded};
use super::pen::{FADE, GAIN, LOSS};
use super::sheet::{Plot, sheet, worlds_of};
use crate::analysis::rule::Outcome;
use crate::analysis::testing::LookRow;
use crate::output::testing::TestOutcome;
use crate::scenario::{Direction, Hypothesis, visible};

const WIDTH: f64 = 860.0;
/// Height of a panel with its labels.
const PANEL: f64 = 230.0;
/// Panels at most: more would be a poster.
const MOST: usize = 24;

/// One panel a hypothesis.
pub(super) fn draw(outcome: &TestOutcome<'_>) -> Vec<Plot> {
    vec![("looks".to_owned(), looks(outcome))]
}

fn looks(outcome: &TestOutcome<'_>) -> Result<String, DrawError> {
    let shown = outcome.hypotheses().len().min(MOST);
    let height = 60.0 + shown as f64 * PANEL + 100.0;
    let more = outcome.hypotheses().len() - shown;
    let more = if more > 0 { format!(" {more} more hypotheses are in test.csv.") } else { String::new() };
    let caption = format!(
        "Dot: mean; bar: repeated interval, valid over all looks together; none where a look may decide nothing. Shaded: where \
         the number is claimed to lie. Blue: holds, vermilion: fails, grey: undecided. {}.{more}",
        worlds_of(outcome.worlds)
    );
    svg(WIDTH as u32, height as u32, |canvas| {
        sheet(canvas, "What is claimed, look by look", &caption, (WIDTH, height))?;
        (0..shown).try_for_each(|place| panel(canvas, outcome, place, 60.0 + place as f64 * PANEL))
    })
}

fn panel(canvas: &Canvas<'_>, outcome: &TestOutcome<'_>, place: usize, top: f64) -> Drawn {
    let one = &outcome.hypotheses()[place];
    let rows: Vec<&LookRow> = outcome.tested.rows.iter().filter(|row| row.hypothesis == place).collect();
    let last = rows.last().map_or("", |row| row.outcome.word());
    let title = cut(&format!("{}: {last}", visible(&one.id)), WIDTH - 40.0, 17.0);
    canvas.text(&title, (16.0, top + 10.0), Type::title(17.0))?;
    let of = cut(&one.reads(), WIDTH - 40.0, 15.0);
    canvas.text(&of, (16.0, top + 32.0), Type { colour: SOFT, ..Type::plain(15.0, Anchor::Start) })?;
    let ends = rows.iter().flat_map(|row| [row.mean, row.low, row.high]);
    let Some(y) = padded(ends.chain([0.0, one.smallest]).chain(edges(one))) else { return Ok(()) };
    let count = outcome.plan.looks.len();
    let (left, right) = (110.0, WIDTH - 30.0);
    let frame = Frame { left, top: top + 48.0, right, bottom: top + PANEL - 52.0, x: (-0.5, count as f64 - 0.5), y };
    claimed(canvas, &frame, one)?;
    frame.y_axis(canvas, 14.0)?;
    let units = format!("{}s", outcome.unit());
    frame.x_axis(canvas, 14.0, &units, &Ticks::none())?;
    for (look, worlds) in outcome.plan.looks.iter().enumerate() {
        let at = (frame.px(look as f64), frame.bottom + 15.0);
        canvas.text(&worlds.to_string(), at, Type::plain(14.0, Anchor::Middle))?;
    }
    if y.0 < 0.0 && y.1 > 0.0 {
        canvas.line(&[(left, frame.py(0.0)), (right, frame.py(0.0))], INK, 1.0)?;
    }
    rows.iter().try_for_each(|row| look(canvas, &frame, row))?;
    canvas.line(&[(right, frame.top), (right, frame.bottom)], FAINT, 1.0)
}

/// Where claims begin and end.
fn edges(one: &Hypothesis) -> Vec<f64> {
    match one.direction {
        Direction::Above => vec![one.smallest],
        Direction::Below => vec![0.0 - one.smallest],
        Direction::Within => vec![0.0 - one.smallest, one.smallest],
    }
}

/// The part of the panel in which the number is claimed to lie.
fn claimed(canvas: &Canvas<'_>, frame: &Frame, one: &Hypothesis) -> Drawn {
    let (low, high) = match one.direction {
        Direction::Above => (one.smallest, frame.y.1),
        Direction::Below => (frame.y.0, 0.0 - one.smallest),
        Direction::Within => (0.0 - one.smallest, one.smallest),
    };
    let (upper, lower) = (frame.py(high), frame.py(low));
    let corners = [(frame.left, upper), (frame.right, upper), (frame.right, lower), (frame.left, lower)];
    canvas.shape(&corners, GAIN, 0.10)?;
    edges(one).iter().try_for_each(|edge| {
        let at = frame.py(*edge);
        canvas.line(&[(frame.left, at), (frame.right, at)], GAIN, 1.6)
    })
}

/// A mean with its bounds.
fn look(canvas: &Canvas<'_>, frame: &Frame, row: &LookRow) -> Drawn {
    if !row.mean.is_finite() {
        return Ok(());
    }
    let colour = match row.outcome {
        Outcome::Holds => GAIN,
        Outcome::Fails => LOSS,
        Outcome::Undecided => FADE,
    };
    let x = frame.px(row.look as f64);
    if row.low.is_finite() && row.high.is_finite() {
        let (low, high) = (frame.py(row.low), frame.py(row.high));
        canvas.line(&[(x, low), (x, high)], colour, 3.0)?;
        for end in [low, high] {
            canvas.line(&[(x - 7.0, end), (x + 7.0, end)], colour, 2.0)?;
        }
    }
    canvas.disc((x, frame.py(row.mean)), 5.0, colour)
}
