//! One person's life in two worlds, on one time axis: need, membership, episodes, and trust.

use super::canvas::{Anchor, Canvas, DrawError, Drawn, FAINT, INK, Point, SOFT, Type, svg};
use super::frame::{Frame, Ticks, padded};
use super::pen::{FADE, GAIN, GIVEN, LOSS, SECOND, dashed};
use super::sheet::{sheet, short_name};
use crate::analysis::chronicle::{Event, Life, Lives, NeedStatus, Week, What};
use crate::model::rules::felt::FELT;
use crate::model::state::person::{GENERAL, SERVICES};
use crate::output::story::StoryPerson;
use plotters::style::RGBColor;

const WIDTH: f64 = 1200.0;
const HEIGHT: f64 = 880.0;
/// Left and right edge of the time axis.
const LEFT: f64 = 190.0;
const RIGHT: f64 = 1170.0;
const SIZE: f64 = 16.0;
/// Between two rows of marks.
const ROW: f64 = 21.0;
/// Marks nearer than this are one mark.
const NEAR: f64 = 7.0;
/// Axes of trust begin and end at multiples of this.
const STEP: f64 = 0.05;
/// Dashes of the twin's lines.
const DASHES: [f64; 2] = [7.0, 5.0];

/// A kind of mark: a row of a life.
struct MarkRow {
    name: &'static str,
    colour: RGBColor,
    mark: Mark,
    holds: fn(&Event) -> bool,
}

#[derive(Clone, Copy)]
enum Mark {
    Disc,
    Cross,
    Diamond,
    Triangle,
}

const ROWS: [MarkRow; 4] = [
    MarkRow { name: "was helped", colour: GAIN, mark: Mark::Disc, holds: helped },
    MarkRow { name: "was refused", colour: LOSS, mark: Mark::Cross, holds: refused },
    MarkRow { name: "learnt", colour: INK, mark: Mark::Diamond, holds: |event| matches!(event.what, What::Learnt(_)) },
    MarkRow { name: "gave", colour: GIVEN, mark: Mark::Triangle, holds: gave },
];

fn helped(event: &Event) -> bool {
    let help = matches!(event.what, What::Favour | What::Dialogue | What::Prescription { .. } | What::Kindness);
    help && event.felt.is_some_and(|felt| felt >= FELT)
}

fn refused(event: &Event) -> bool {
    matches!(event.what, What::Refused | What::TurnRefused | What::InvitationRefused | What::Waited)
}

fn gave(event: &Event) -> bool {
    matches!(event.what, What::GaveFavour | What::GaveTurn | What::Acted)
}

/// Draws the timeline.
pub(super) fn draw(person: &StoryPerson<'_>, lives: &Lives) -> Result<String, DrawError> {
    let weeks = (lives.here.weeks.len() - 1) as f64;
    let regime = short_name(person.scenario, &person.regime.name);
    let title = format!("Person {} in two worlds", person.person);
    let caption = "Bars: in need or recovered; member of a helping network or waiting for a place. Marks: help that \
                   was felt as one half or more, refusals, insights, help given; marks close to each other are drawn as one. Lines: \
                   whole with helping networks, dashed without. Axes of trust show the part that is used. One person is no evidence.";
    svg(WIDTH as u32, HEIGHT as u32, |canvas| {
        sheet(canvas, &title, caption, (WIDTH, HEIGHT))?;
        key(canvas)?;
        life(canvas, &format!("Under {regime}"), &lives.here, 96.0, weeks)?;
        life(canvas, "Without helping networks, with the same luck", &lives.there, 272.0, weeks)?;
        trust(canvas, "Trust in people", lives, GENERAL, (470.0, 590.0))?;
        trust(canvas, "Trust in services", lives, SERVICES, (638.0, 758.0))?;
        let frame = frame(weeks, (0.0, 1.0), (638.0, 758.0));
        frame.x_axis(canvas, SIZE, "weeks since services opened", &Ticks::weeks(frame.x, 14))
    })
}

fn frame(weeks: f64, y: (f64, f64), (top, bottom): (f64, f64)) -> Frame {
    Frame { left: LEFT, top, right: RIGHT, bottom, x: (0.0, weeks.max(1.0)), y }
}

/// What the bars and lines mean.
fn key(canvas: &Canvas<'_>) -> Drawn {
    let bars = [("in need", LOSS, 9.0), ("recovered", SECOND, 4.0), ("member", INK, 6.0), ("waiting", FADE, 3.0)];
    let mut x = LEFT;
    for (name, colour, half) in bars {
        canvas.bar((x, 62.0 - half), (x + 30.0, 62.0 + half), colour)?;
        canvas.text(name, (x + 38.0, 62.0), Type::plain(SIZE, Anchor::Start))?;
        x += 140.0;
    }
    canvas.line(&[(x, 62.0), (x + 42.0, 62.0)], INK, 2.4)?;
    canvas.text("with networks", (x + 50.0, 62.0), Type::plain(SIZE, Anchor::Start))?;
    x += 190.0;
    dashes(canvas, &[(x, 62.0), (x + 42.0, 62.0)], INK)?;
    canvas.text("without", (x + 50.0, 62.0), Type::plain(SIZE, Anchor::Start))
}

/// The bars and marks of one life.
fn life(canvas: &Canvas<'_>, name: &str, life: &Life, top: f64, weeks: f64) -> Drawn {
    canvas.text(name, (16.0, top), Type::title(17.0))?;
    let frame = frame(weeks, (0.0, 1.0), (top + 14.0, top + 60.0 + ROW * ROWS.len() as f64));
    frame.x_grid(canvas, &Ticks::weeks(frame.x, 14))?;
    let label = |text: &str, y: f64| {
        canvas.text(text, (LEFT - 12.0, y), Type { colour: SOFT, ..Type::plain(SIZE, Anchor::End) })
    };
    label("need", top + 26.0)?;
    bars(canvas, &frame, life, top + 26.0, need)?;
    label("network", top + 48.0)?;
    canvas.line(&[(LEFT, top + 48.0), (RIGHT, top + 48.0)], FAINT, 1.0)?;
    bars(canvas, &frame, life, top + 48.0, network)?;
    for (place, row) in ROWS.iter().enumerate() {
        let y = top + 72.0 + ROW * place as f64;
        label(row.name, y)?;
        canvas.line(&[(LEFT, y), (RIGHT, y)], FAINT, 1.0)?;
        marks(canvas, &frame, life, row, y)?;
    }
    Ok(())
}

/// How a bar looks: its colour, and its half of the height in pixels.
type Look = (RGBColor, f64);

/// Thick and thin, so that it is told without colours too.
fn need(week: &Week) -> Option<Look> {
    match week.standing {
        NeedStatus::Untroubled => None,
        NeedStatus::InNeed => Some((LOSS, 9.0)),
        NeedStatus::Recovered => Some((SECOND, 4.0)),
    }
}

fn network(week: &Week) -> Option<Look> {
    match (week.member, week.waiting) {
        (true, _) => Some((INK, 6.0)),
        (false, true) => Some((FADE, 3.0)),
        _ => None,
    }
}

/// One bar for each run of weeks of the same look. The state at the end of a week is drawn over that week.
fn bars(canvas: &Canvas<'_>, frame: &Frame, life: &Life, y: f64, of: fn(&Week) -> Option<Look>) -> Drawn {
    let mut from = 1;
    for run in life.weeks[1..].chunk_by(|a, b| of(a) == of(b)) {
        let to = from + run.len();
        if let Some((colour, half)) = of(&run[0]) {
            let x = |week: usize| frame.px((week - 1) as f64);
            canvas.bar((x(from), y - half), (x(to), y + half), colour)?;
        }
        from = to;
    }
    Ok(())
}

fn marks(canvas: &Canvas<'_>, frame: &Frame, life: &Life, row: &MarkRow, y: f64) -> Drawn {
    let mut last = f64::NEG_INFINITY;
    for event in life.events.iter().filter(|event| (row.holds)(event)) {
        let x = frame.px(f64::from(event.week) - 0.5);
        if x - last >= NEAR {
            last = x;
            mark(canvas, row, (x, y))?;
        }
    }
    Ok(())
}

fn mark(canvas: &Canvas<'_>, row: &MarkRow, (x, y): Point) -> Drawn {
    let shape = |corners: &[Point]| {
        let corners: Vec<Point> = corners.iter().map(|(a, b)| (x + 4.4 * a, y + 4.4 * b)).collect();
        canvas.shape(&corners, row.colour, 1.0)
    };
    match row.mark {
        Mark::Disc => canvas.disc((x, y), 3.6, row.colour),
        Mark::Diamond => shape(&[(0.0, -1.2), (1.0, 0.0), (0.0, 1.2), (-1.0, 0.0)]),
        Mark::Triangle => shape(&[(0.0, -1.1), (1.0, 0.8), (-1.0, 0.8)]),
        Mark::Cross => {
            canvas.line(&[(x - 3.4, y - 3.4), (x + 3.4, y + 3.4)], row.colour, 1.8)?;
            canvas.line(&[(x - 3.4, y + 3.4), (x + 3.4, y - 3.4)], row.colour, 1.8)
        }
    }
}

/// A belief in both lives.
fn trust(canvas: &Canvas<'_>, name: &str, lives: &Lives, belief: usize, at: (f64, f64)) -> Drawn {
    canvas.text(name, (16.0, at.0 - 22.0), Type::title(17.0))?;
    let values = |life: &Life| life.weeks.iter().map(|week| week.beliefs[belief]).collect::<Vec<f64>>();
    let (here, there) = (values(&lives.here), values(&lives.there));
    let Some((low, high)) = padded(here.iter().chain(&there).copied()) else { return Ok(()) };
    // From one round value to another, so that at least two are written at the axis.
    let y = (STEP * (low / STEP).floor(), STEP * (high / STEP).ceil());
    let frame = frame((here.len() - 1) as f64, y, at);
    frame.x_grid(canvas, &Ticks::weeks(frame.x, 14))?;
    frame.y_axis(canvas, SIZE)?;
    let points = |values: &[f64]| -> Vec<Point> {
        values.iter().enumerate().map(|(week, value)| frame.at((week as f64, *value))).collect()
    };
    dashes(canvas, &points(&there), INK)?;
    canvas.line(&points(&here), if belief == GENERAL { GAIN } else { LOSS }, 2.4)
}

fn dashes(canvas: &Canvas<'_>, points: &[Point], colour: RGBColor) -> Drawn {
    dashed(points, &DASHES).iter().try_for_each(|dash| canvas.line(dash, colour, 1.8))
}
