//! The ledgers as bars: stocks of trust, evidence by cause, hours.

use super::super::digits::with_thousands;
use super::canvas::{Anchor, Canvas, DrawError, Drawn, INK, Point, SOFT, Type, svg, width_of};
use super::frame::Frame;
use super::pen::{FADE, GAIN, GIVEN, LOSS, SECOND};
use super::plotted::Plotted;
use super::sheet::sheet;
use crate::analysis::books::Account;
use crate::analysis::helped::HelpedFlow;
use crate::model::ledger::{Cause, Object};
use plotters::style::RGBColor;

/// A part of a bar: below 0 it goes to the left.
struct Part {
    amount: f64,
    colour: RGBColor,
}

/// A bar with a name, its parts and what is said at its right.
struct Bar {
    name: String,
    parts: Vec<Part>,
    /// What is no part of them: a thin bar of its own below them.
    apart: Option<Part>,
    remark: String,
}

const ROW: f64 = 34.0;
const TYPE: f64 = 16.0;

/// What became of trust in people and in services: of the whole town, and per person helped.
pub(super) fn trust(plotted: &Plotted<'_>) -> Result<String, DrawError> {
    let regimes = 0..plotted.scenario.regimes.len();
    let inside = ROW * regimes.len().max(2) as f64;
    let (width, height) = (1000.0, 2.0 * (inside + 118.0) + 172.0);
    let (beyond, unit) = match plotted.findings.sustainability.without {
        Some(_) => (
            "for each person who ever entered, what was beyond the world without helping networks (less consumed goes to \
             the right)",
            "full trust beyond no service",
        ),
        None => ("for each person who ever entered", "full trust"),
    };
    svg(1000, height as u32, |canvas| {
        let caption = format!(
            "Rises and falls of trust by what happened, summed over people and weeks since week 0; one unit is one fully \
             trusting person. Left: the whole town, and its stock at week 0 \u{2192} at the horizon. Right: {beyond}, and \
             regenerated less consumed. Thin: what faded. It is no part of either: evidence lost weight, and beliefs went \
             back to what they were without it. Mean of {}.",
            plotted.replicates()
        );
        let title = "Trust regenerated, trust spent, and trust that only faded";
        sheet(canvas, title, &caption, (width, height))?;
        let colours = [("regenerated", GAIN), ("consumed: spent", LOSS), ("faded", FADE)];
        key(canvas, &colours, (16.0, 62.0))?;
        let objects = [(Object::General, "Trust in people in general"), (Object::Services, "Trust in services")];
        for (place, (object, name)) in objects.into_iter().enumerate() {
            let top = 124.0 + place as f64 * (inside + 118.0);
            let half = 0.5 * width;
            canvas.text(name, (16.0, top - 22.0), Type::title(17.0))?;
            let whole_town: Vec<Bar> = regimes.clone().map(|regime| stock_bar(plotted, regime, object)).collect();
            panel(canvas, &whole_town, (16.0, top, half - 12.0), "fully trusting people per 1,000")?;
            canvas.text("the same, per person helped", (half + 12.0, top - 22.0), Type::title(17.0))?;
            let helped = regimes.clone().filter(|regime| plotted.findings.helped.regimes[*regime].helped.mean > 0.0);
            let helped: Vec<Bar> = helped.map(|regime| helped_bar(plotted, regime, object)).collect();
            panel(canvas, &helped, (half + 12.0, top, width - 16.0), unit)?;
        }
        Ok(())
    })
}

/// Regenerated to the right, consumed to the left, and under both what faded, to where it goes.
fn stock_bar(plotted: &Plotted<'_>, regime: usize, object: Object) -> Bar {
    let sum =
        |name: &str| plotted.findings.books.mean(regime, |a: &Account| a.account == name && a.object == object.name());
    let parts = [(sum("regenerated"), GAIN), (-sum("consumed"), LOSS)];
    Bar {
        name: plotted.short_name(regime).to_owned(),
        parts: parts.map(|(amount, colour)| Part { amount, colour }).into(),
        apart: Some(Part { amount: sum("faded"), colour: FADE }),
        remark: format!("{} \u{2192} {}", whole(sum("opening")), whole(sum("closing"))),
    }
}

/// The same per person helped, beyond the world without helping networks if there is one. More regenerated goes to the right
/// and more consumed to the left; less of either goes the other way.
fn helped_bar(plotted: &Plotted<'_>, regime: usize, object: Object) -> Bar {
    let found = &plotted.findings.helped;
    let beyond = plotted.findings.sustainability.without.is_some();
    let of = |flow| {
        let at = (object, flow);
        let estimate = if beyond { found.beyond_none(regime, at) } else { found.as_run(regime, at) };
        estimate.map_or(f64::NAN, |estimate| estimate.mean)
    };
    let parts = [(of(HelpedFlow::Regenerated), GAIN), (-of(HelpedFlow::Consumed), LOSS)];
    Bar {
        name: plotted.short_name(regime).to_owned(),
        parts: parts.map(|(amount, colour)| Part { amount, colour }).into(),
        apart: Some(Part { amount: of(HelpedFlow::Faded), colour: FADE }),
        remark: hundredths(of(HelpedFlow::Balance)),
    }
}

/// Evidence about other people and services, by what it came from.
pub(super) fn evidence(plotted: &Plotted<'_>) -> Result<String, DrawError> {
    let causes: Vec<Cause> = Cause::ALL.iter().copied().filter(|cause| was_staked(plotted, *cause)).collect();
    let inside = ROW * 0.8 * causes.len().max(2) as f64;
    let regimes = plotted.scenario.regimes.len();
    let columns = if regimes < 2 { 1 } else { 2 };
    let lines = regimes.div_ceil(columns).max(1) as f64;
    let (width, height) = (1000.0, lines * (inside + 104.0) + 128.0);
    svg(1000, height as u32, |canvas| {
        let caption = format!(
            "From week 0 to the horizon: evidence on ties, services and people in general, summed, before burned \
             evidence is given its greater weight. Right: share honoured. Mean of {}.",
            plotted.replicates()
        );
        sheet(canvas, "Trust that was honoured and trust that was burned, by cause", &caption, (width, height))?;
        key(canvas, &[("honoured", GAIN), ("burned", LOSS)], (16.0, 62.0))?;
        let all: Vec<Vec<Bar>> = (0..regimes).map(|regime| evidence_bars(plotted, regime, &causes)).collect();
        let range = range_of(all.iter().flatten());
        let room = (width - 16.0) / columns as f64;
        for (regime, bars) in all.iter().enumerate() {
            let at = (16.0 + room * (regime % columns) as f64, 124.0 + (regime / columns) as f64 * (inside + 104.0));
            canvas.text(plotted.short_name(regime), (at.0, at.1 - 22.0), Type::title(17.0))?;
            let place = (at.0, at.1, at.0 + room - 16.0);
            panel_in(canvas, bars, place, "units of evidence per person", range, 0.8 * ROW)?;
        }
        Ok(())
    })
}

/// Whether anything was staked for a cause in any regime.
fn was_staked(plotted: &Plotted<'_>, cause: Cause) -> bool {
    (0..plotted.scenario.regimes.len()).any(|regime| flow(plotted, regime, cause, "staked") > 0.0)
}

/// Evidence of one cause on everything but oneself, per person.
fn flow(plotted: &Plotted<'_>, regime: usize, cause: Cause, account: &str) -> f64 {
    let which = |a: &Account| a.ledger == "social" && a.account == account && a.cause == cause.name();
    plotted.findings.books.mean(regime, which) / 1000.0
}

fn evidence_bars(plotted: &Plotted<'_>, regime: usize, causes: &[Cause]) -> Vec<Bar> {
    let bar = |cause: &Cause| {
        let of = |account| flow(plotted, regime, *cause, account);
        let (honoured, burned) = (of("honoured"), of("burned"));
        let share = 100.0 * honoured / (honoured + burned);
        Bar {
            name: cause.name().replace('_', " "),
            parts: vec![Part { amount: honoured, colour: GAIN }, Part { amount: -burned, colour: LOSS }],
            apart: None,
            remark: if share.is_finite() { format!("{share:.0} %") } else { whole(share) },
        }
    };
    causes.iter().map(bar).collect()
}

/// Worker hours used and idle, and unpaid hours.
pub(super) fn hours(plotted: &Plotted<'_>) -> Result<String, DrawError> {
    let inside = ROW * plotted.scenario.regimes.len().max(2) as f64;
    let (width, height) = (1000.0, 2.0 * (inside + 118.0) + 108.0);
    svg(1000, height as u32, |canvas| {
        let caption = format!(
            "From week 0 to the horizon. Right: hours used of hours supplied, and unpaid hours in meetings. Mean of {}.",
            plotted.replicates()
        );
        sheet(canvas, "Hours of workers and hours of others, by regime", &caption, (width, height))?;
        let colours = [("used at the desk", SECOND), ("used in meetings", GAIN), ("idle", FADE), ("unpaid", GIVEN)];
        key(canvas, &colours, (16.0, 62.0))?;
        let regimes = 0..plotted.scenario.regimes.len();
        let worked: Vec<Bar> = regimes.clone().map(|regime| worker_bar(plotted, regime)).collect();
        let unpaid: Vec<Bar> = regimes.map(|regime| unpaid_bar(plotted, regime)).collect();
        for (place, (name, bars)) in [("Workers", worked), ("Unpaid, in meetings", unpaid)].iter().enumerate() {
            let top = 124.0 + place as f64 * (inside + 118.0);
            canvas.text(name, (16.0, top - 22.0), Type::title(17.0))?;
            panel(canvas, bars, (16.0, top, width - 16.0), "hours per 1,000 people")?;
        }
        Ok(())
    })
}

fn hours_of(plotted: &Plotted<'_>, regime: usize, account: &str) -> f64 {
    plotted.findings.books.mean(regime, |a: &Account| a.account == account)
}

fn worker_bar(plotted: &Plotted<'_>, regime: usize) -> Bar {
    let of = |account| hours_of(plotted, regime, account);
    let (desk, meetings) = (of("hours_used_desk"), of("hours_used_meetings"));
    let parts = [(desk, SECOND), (meetings, GAIN), (of("hours_idle"), FADE)];
    Bar {
        name: plotted.short_name(regime).to_owned(),
        parts: parts.map(|(amount, colour)| Part { amount, colour }).into(),
        apart: None,
        remark: format!("{} of {}", whole(desk + meetings), whole(of("hours_supplied"))),
    }
}

fn unpaid_bar(plotted: &Plotted<'_>, regime: usize) -> Bar {
    let amount = hours_of(plotted, regime, "hours_unpaid");
    Bar {
        name: plotted.short_name(regime).to_owned(),
        parts: vec![Part { amount, colour: GIVEN }],
        apart: None,
        remark: whole(amount),
    }
}

/// A whole number with commas; a dash for none.
fn whole(value: f64) -> String {
    if !value.is_finite() {
        return "\u{2013}".to_owned();
    }
    let sign = if value <= -0.5 { "\u{2212}" } else { "" };
    format!("{sign}{}", with_thousands(&format!("{:.0}", value.abs())))
}

/// Two decimals with a sign; a dash for none.
fn hundredths(value: f64) -> String {
    if !value.is_finite() {
        return "\u{2013}".to_owned();
    }
    let sign = if value < 0.0 { "\u{2212}" } else { "+" };
    format!("{sign}{:.2}", value.abs())
}

/// Coloured squares with their names.
fn key(canvas: &Canvas<'_>, colours: &[(&str, RGBColor)], at: Point) -> Drawn {
    let mut x = at.0;
    for (name, colour) in colours {
        canvas.bar((x, at.1 - 7.0), (x + 14.0, at.1 + 7.0), *colour)?;
        canvas.text(name, (x + 21.0, at.1), Type::plain(TYPE, Anchor::Start))?;
        x += 45.0 + width_of(name, TYPE);
    }
    Ok(())
}

/// The range of all bars, 0 included; `None` if they have no length.
fn range_of<'a>(bars: impl Iterator<Item = &'a Bar>) -> Option<(f64, f64)> {
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for bar in bars {
        let side = |sign: f64| bar.parts.iter().map(|p| p.amount * sign).filter(|v| *v > 0.0).sum::<f64>();
        let apart = bar.apart.as_ref().map_or(0.0, |part| part.amount);
        // A number that is none is no bound.
        (low, high) = (low.min(-side(-1.0)).min(apart), high.max(side(1.0)).max(apart));
    }
    (high > low).then_some((low * 1.04, high * 1.04))
}

/// Bars on their own range.
fn panel(canvas: &Canvas<'_>, bars: &[Bar], at: (f64, f64, f64), unit: &str) -> Drawn {
    panel_in(canvas, bars, at, unit, range_of(bars.iter()), ROW)
}

/// Bars on a given range: names at the left, remarks at the right, an axis below.
fn panel_in(
    canvas: &Canvas<'_>,
    bars: &[Bar],
    (left, top, right): (f64, f64, f64),
    unit: &str,
    range: Option<(f64, f64)>,
    row: f64,
) -> Drawn {
    let bottom = top + row * bars.len().max(1) as f64;
    let Some(x) = range else {
        let kind = Type::plain(TYPE, Anchor::Start);
        return canvas.text("nothing to show: nothing was booked", (left + 20.0, 0.5 * (top + bottom)), kind);
    };
    let widest = |text: fn(&Bar) -> &str| bars.iter().map(|b| width_of(text(b), TYPE)).fold(0.0, f64::max);
    let (names, remarks) = (widest(|b| &b.name), widest(|b| &b.remark));
    let frame = Frame { left: left + names + 10.0, top, right: right - remarks - 22.0, bottom, x, y: (0.0, 1.0) };
    let ticks = frame.x_ticks(15.0);
    frame.x_grid(canvas, &ticks)?;
    for (place, bar) in bars.iter().enumerate() {
        let y = top + row * (place as f64 + 0.5);
        canvas.text(&bar.name, (frame.left - 8.0, y), Type::plain(TYPE, Anchor::End))?;
        let lower = if bar.apart.is_some() { 0.14 } else { 0.33 };
        stack(canvas, &frame, &bar.parts, (y - 0.33 * row, y + lower * row))?;
        stack(canvas, &frame, bar.apart.as_slice(), (y + 0.2 * row, y + 0.36 * row))?;
        let kind = Type { colour: SOFT, ..Type::plain(TYPE, Anchor::End) };
        canvas.text(&bar.remark, (right, y), kind)?;
    }
    frame.x_axis(canvas, 15.0, unit, &ticks)?;
    canvas.line(&[(frame.px(0.0), top), (frame.px(0.0), bottom)], INK, 1.5)
}

/// Parts end to end, to the right above 0 and to the left below.
fn stack(canvas: &Canvas<'_>, frame: &Frame, parts: &[Part], (upper, lower): (f64, f64)) -> Drawn {
    let (mut left, mut right) = (0.0, 0.0);
    for part in parts.iter().filter(|part| part.amount.is_finite() && part.amount != 0.0) {
        let from = if part.amount > 0.0 { &mut right } else { &mut left };
        let to = *from + part.amount;
        canvas.bar((frame.px(*from), upper), (frame.px(to), lower), part.colour)?;
        *from = to;
    }
    Ok(())
}
