//! The gap between veterans and everybody as a waterfall, and how like twins stay.

use super::canvas::{Anchor, Canvas, DrawError, Drawn, FAINT, INK, SOFT, Type, svg, width_of};
use super::frame::{Frame, Range, Ticks, padded};
use super::pen::{FADE, GAIN, LOSS, Pen};
use super::plotted::Plotted;
use super::sheet::{at_horizon, sheet};
use crate::analysis::statistics::Estimate;
use crate::analysis::twins::{Luck, OfRegime, Term};
use crate::model::measure::{MEASURES, row};
use crate::record::twins::Group;

/// Height of a bar with its room.
pub(super) const ROW: f64 = 27.0;
const WIDTH: f64 = 1000.0;
/// Decimals of the parts of a gap.
const DECIMALS: usize = 4;

/// What is split in a plot of its own, as places in [`MEASURES`].
pub(super) fn measures() -> impl Iterator<Item = usize> {
    (0..MEASURES.len()).filter(|measure| row(*measure).shown.is_split_in_plots())
}

/// One measure: a panel a regime that has veterans, a bar a part of the gap.
pub(super) fn split(plotted: &Plotted<'_>, measure: usize) -> Result<String, DrawError> {
    let regimes: Vec<&OfRegime> = plotted.findings.twins.iter().filter(|of| gap(of, measure).n > 0).collect();
    let inside = ROW * (Term::PARTS.len() + 1) as f64;
    let height = 122.0 + (inside + 96.0) * regimes.len().max(1) as f64 + 70.0;
    let title = format!("{}: why veterans differ from everybody", row(measure).label);
    svg(WIDTH as u32, height as u32, |canvas| {
        sheet(canvas, &title, &caption(plotted), (WIDTH, height))?;
        if regimes.is_empty() {
            let kind = Type::plain(18.0, Anchor::Middle);
            let none = "nothing to show: no twins, or nobody has been a member for two years";
            return canvas.text(none, (0.5 * WIDTH, 0.5 * height), kind);
        }
        let names = Term::ALL.iter().map(|term| width_of(term.label(), 16.0)).fold(0.0, f64::max);
        let Some(x) = padded(regimes.iter().flat_map(|of| reach(of, measure)).chain([0.0])) else { return Ok(()) };
        for (place, of) in regimes.iter().enumerate() {
            let top = 122.0 + (inside + 96.0) * place as f64;
            canvas.text(plotted.short_name(of.regime), (16.0, top - 40.0), Type::title(17.0))?;
            let people = Type { colour: SOFT, ..Type::plain(15.0, Anchor::Start) };
            canvas.text(&who(of), (16.0, top - 18.0), people)?;
            let frame = Frame { left: names + 24.0, top, right: WIDTH - 170.0, bottom: top + inside, x, y: (0.0, 1.0) };
            waterfall(canvas, &frame, of, measure)?;
        }
        Ok(())
    })
}

fn caption(plotted: &Plotted<'_>) -> String {
    let interval = if plotted.has_intervals() { " Whiskers: 95 % interval (Student's t)." } else { "" };
    format!(
        "Each bar begins where the one above ends; together they are the gap that a survey would find. Mean of {}. \
         Twins: the same people with the same luck in the world without helping networks.{interval} {}.",
        at_horizon(),
        plotted.worlds()
    )
}

/// Who is compared, in words.
fn who(of: &OfRegime) -> String {
    let share = |group: Group| 100.0 * of.shares[group as usize].mean;
    let (entrants, veterans) = (share(Group::Entrants), share(Group::Veterans));
    format!(
        "{entrants:.1} % of everybody entered at least two years ago, {veterans:.2} % are members now, too (veterans)"
    )
}

fn gap(of: &OfRegime, measure: usize) -> Estimate {
    of.at_horizon[Luck::Same as usize][measure].terms[Term::Gap as usize]
}

fn term(of: &OfRegime, measure: usize, term: Term) -> Estimate {
    of.at_horizon[Luck::Same as usize][measure].terms[term as usize]
}

/// Everything that the bars of a regime touch.
fn reach(of: &OfRegime, measure: usize) -> Vec<f64> {
    let mut at = 0.0;
    let mut touched = vec![gap(of, measure).low, gap(of, measure).high, gap(of, measure).mean];
    for part in Term::PARTS {
        let e = term(of, measure, part);
        touched.extend([at + e.mean, at + e.low, at + e.high]);
        at += e.mean;
    }
    touched
}

fn waterfall(canvas: &Canvas<'_>, frame: &Frame, of: &OfRegime, measure: usize) -> Drawn {
    let ticks = frame.x_ticks(15.0);
    frame.x_grid(canvas, &ticks)?;
    let mut at = 0.0;
    for (place, part) in Term::PARTS.into_iter().enumerate() {
        let e = term(of, measure, part);
        let colour = if e.mean < 0.0 { LOSS } else { GAIN };
        bar(canvas, frame, place, (at, e), (part.label(), DECIMALS), colour)?;
        let y = frame.top + ROW * (place as f64 + 1.0);
        at += e.mean;
        canvas.line(&[(frame.px(at), y - 0.15 * ROW), (frame.px(at), y + 0.15 * ROW)], SOFT, 1.0)?;
    }
    bar(canvas, frame, Term::PARTS.len(), (0.0, gap(of, measure)), (Term::Gap.label(), DECIMALS), FADE)?;
    frame.x_axis(canvas, 15.0, row(measure).unit, &ticks)?;
    canvas.line(&[(frame.px(0.0), frame.top), (frame.px(0.0), frame.bottom)], INK, 1.5)
}

/// A bar from `from` on, its whiskers around its end, its name at the left and its length at the right, in so many decimals.
pub(super) fn bar(
    canvas: &Canvas<'_>,
    frame: &Frame,
    place: usize,
    (from, e): (f64, Estimate),
    (name, decimals): (&str, usize),
    colour: plotters::style::RGBColor,
) -> Drawn {
    let y = frame.top + ROW * (place as f64 + 0.5);
    canvas.text(name, (frame.left - 10.0, y), Type::plain(16.0, Anchor::End))?;
    canvas.bar((frame.px(from), y - 0.32 * ROW), (frame.px(from + e.mean), y + 0.32 * ROW), colour)?;
    if e.low.is_finite() {
        let (low, high) = (frame.px(from + e.low), frame.px(from + e.high));
        canvas.line(&[(low, y), (high, y)], INK, 1.5)?;
        for end in [low, high] {
            canvas.line(&[(end, y - 4.0), (end, y + 4.0)], INK, 1.5)?;
        }
    }
    // Less than this is written as nought.
    let least = (0..decimals).fold(0.5, |least, _| least / 10.0);
    let text = if e.mean.abs() < least { format!("{:.decimals$}", 0.0) } else { format!("{:+.decimals$}", e.mean) };
    let text = text.replace('-', "\u{2212}");
    let half = match 0.5 * (e.high - e.low) {
        half if half.is_nan() => String::new(),
        half if half < least => format!(" \u{b1} <{:.decimals$}", 2.0 * least),
        half => format!(" \u{b1} {half:.decimals$}"),
    };
    canvas.text(&(text + &half), (WIDTH - 16.0, y), Type { colour: SOFT, ..Type::plain(15.0, Anchor::End) })
}

/// The correlation of those who never entered with their twins, week by week, in the four beliefs and burden.
pub(super) fn correlation(plotted: &Plotted<'_>) -> Result<String, DrawError> {
    let (height, shown): (f64, Vec<usize>) = (560.0, measures().collect());
    let weeks = plotted.findings.twins.iter().flat_map(|of| of.by_week.iter().map(|(week, _)| f64::from(*week)));
    let last = weeks.fold(f64::NAN, f64::max);
    svg(WIDTH as u32, height as u32, |canvas| {
        let caption = format!(
            "Those who never entered a network. 1: help among others changed nothing for them, or the same for all; \
             lower: their lives went apart. {}.",
            plotted.worlds()
        );
        sheet(canvas, "How like their twins people stay who never enter", &caption, (WIDTH, height))?;
        if !last.is_finite() {
            let kind = Type::plain(18.0, Anchor::Middle);
            return canvas.text("nothing to show: no twins", (0.5 * WIDTH, 0.5 * height), kind);
        }
        let room = (WIDTH - 48.0) / shown.len() as f64;
        let low = lowest(plotted, &shown);
        for (place, measure) in shown.iter().enumerate() {
            let left = 64.0 + room * place as f64;
            let frame = Frame {
                left,
                top: 110.0,
                right: left + room - 40.0,
                bottom: height - 150.0,
                x: (0.0, last),
                y: (low, 1.0),
            };
            canvas.text(short_label(*measure), (left - 20.0, 84.0), Type::title(15.0))?;
            frame.y_axis(canvas, 14.0)?;
            frame.x_axis(canvas, 14.0, "week", &Ticks::weeks(frame.x, 2))?;
            canvas.line(&[(frame.left, frame.py(1.0)), (frame.right, frame.py(1.0))], FAINT, 1.0)?;
            for of in &plotted.findings.twins {
                let known =
                    of.by_week.iter().map(|(week, splits)| (f64::from(*week), splits[*measure].correlation.mean));
                let points: Vec<_> = known.filter(|(_, r)| r.is_finite()).map(|point| frame.at(point)).collect();
                Pen::of(of.regime).stroke(canvas, &points, 2.0)?;
            }
        }
        let mut x = 16.0;
        for of in &plotted.findings.twins {
            let (name, y) = (plotted.short_name(of.regime), height - 84.0);
            Pen::of(of.regime).stroke(canvas, &[(x, y), (x + 40.0, y)], 2.5)?;
            canvas.text(name, (x + 48.0, y), Type::plain(15.0, Anchor::Start))?;
            x += 76.0 + width_of(name, 15.0);
        }
        Ok(())
    })
}

fn short_label(measure: usize) -> &'static str {
    ["Trust in people", "Trust in services", "Empowerment", "Dependence"].get(measure).copied().unwrap_or("Burden")
}

fn lowest(plotted: &Plotted<'_>, shown: &[usize]) -> f64 {
    let all = plotted.findings.twins.iter().flat_map(|of| &of.by_week);
    let values = all.flat_map(|(_, splits)| shown.iter().map(|measure| splits[*measure].correlation.mean));
    let range: Option<Range> = padded(values.chain([1.0]));
    range.map_or(0.0, |(low, _)| low.min(0.9))
}
