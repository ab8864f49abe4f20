//! Sustainability: a column a ledger, in it a panel a measure, in it a row a regime: a dot and its interval beside the
//! criterion, and the verdict in words with an arrow for where it is going.

use super::canvas::{Anchor, Canvas, DrawError, Drawn, FAINT, INK, SOFT, Type, svg, width_of};
use super::dots::interval;
use super::frame::{Frame, padded};
use super::pen::{FADE, Pen, dashed};
use super::plotted::Plotted;
use super::sheet::sheet;
use crate::analysis::sustainability::{
    LEDGER_MEASURES, LEDGERS, LedgerStanding, LedgerVerdict, NET_MONEY, Position, TOLERANCE, TOLERANCE_PER_YEAR, Trend,
};
use crate::analysis::trend::TREND_WEEKS;

const ROW: f64 = 34.0;
/// Room above the rows of a panel, for its title and unit.
const HEAD: f64 = 52.0;
/// Room below them, for the axis.
const FOOT: f64 = 64.0;
const TOP: f64 = 96.0;
const WIDTH: f64 = 1000.0;
/// Panels in the longest column.
const MOST: f64 = 3.0;
/// Room for the word at the right of a row.
const WORD: f64 = 66.0;

/// Every regime against the world without helping networks, ledger by ledger.
pub(super) fn draw(plotted: &Plotted<'_>) -> Result<String, DrawError> {
    let found = &plotted.findings.sustainability;
    let others: Vec<usize> = (0..plotted.scenario.regimes.len()).filter(|r| Some(*r) != found.without).collect();
    let inside = ROW * others.len().max(2) as f64;
    let height = TOP + MOST * (HEAD + inside + FOOT) + 92.0;
    svg(WIDTH as u32, height as u32, |canvas| {
        let Some(without) = found.without.filter(|_| !others.is_empty()) else {
            return nothing(canvas, plotted, height);
        };
        let title =
            format!("Sustainable? Difference of the struck from {}, ledger by ledger", plotted.short_name(without));
        sheet(canvas, &title, &caption(plotted), (WIDTH, height))?;
        let names = others.iter().map(|r| width_of(plotted.short_name(*r), 16.0)).fold(60.0, f64::max) + 30.0;
        let width = (WIDTH - names - 16.0) / LEDGERS.len() as f64;
        for (column, ledger) in LEDGERS.into_iter().enumerate() {
            let left = names + column as f64 * width;
            canvas.text(&heading(ledger), (left, 66.0), Type { colour: SOFT, ..Type::title(18.0) })?;
            let measures = (0..LEDGER_MEASURES.len()).filter(|measure| LEDGER_MEASURES[*measure].ledger == ledger);
            for (place, measure) in measures.enumerate() {
                let top = TOP + HEAD + place as f64 * (HEAD + inside + FOOT);
                let frame = (left, top, left + width - WORD - 26.0, top + inside);
                panel(canvas, plotted, &others, measure, frame)?;
                if column == 1 {
                    row_names(canvas, plotted, &others, (names, top))?;
                }
            }
        }
        Ok(())
    })
}

/// A sheet that says why it is empty.
fn nothing(canvas: &Canvas<'_>, plotted: &Plotted<'_>, height: f64) -> Drawn {
    let why = match plotted.findings.sustainability.without {
        None => "nothing to show: no world without helping networks to compare with",
        Some(_) => "nothing to show: no regime beside the world without helping networks",
    };
    sheet(canvas, "Sustainable? Ledger by ledger", &caption(plotted), (WIDTH, height))?;
    canvas.text(why, (0.5 * WIDTH, 0.5 * height), Type::plain(18.0, Anchor::Middle))
}

fn heading(ledger: &str) -> String {
    let mut letters = ledger.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(" ledger".chars()).collect()
}

fn caption(plotted: &Plotted<'_>) -> String {
    let none = if plotted.has_intervals() { "" } else { " No bar and no verdict: it takes two replicates." };
    format!(
        "Of the struck; small and grey: of everyone. Dashed: the criterion, \u{2212}{TOLERANCE} or 0 euro. Yes, and a full \
         marker: shown to be neither below it nor falling, everyone's, by over {TOLERANCE_PER_YEAR} (or 0 euro) a year in the last \
         {} weeks. Arrows: \u{2197} building, \u{2192} level, \u{2198} used up, shown by both ends of the interval. ?: not \
         shown.{none} Money of everyone, per 1,000 people since week 0. The ledgers are not added up. {}.",
        TREND_WEEKS.min(plotted.scenario.weeks),
        plotted.worlds()
    )
}

/// The names of the regimes at the left of a row of panels.
fn row_names(canvas: &Canvas<'_>, plotted: &Plotted<'_>, others: &[usize], (right, top): (f64, f64)) -> Drawn {
    others.iter().enumerate().try_for_each(|(row, regime)| {
        let at = (right - 14.0, top + ROW * (row as f64 + 0.5));
        canvas.text(plotted.short_name(*regime), at, Type::plain(16.0, Anchor::End))
    })
}

/// One measure: a row a regime, what is below the criterion shaded.
fn panel(
    canvas: &Canvas<'_>,
    plotted: &Plotted<'_>,
    others: &[usize],
    measure: usize,
    (left, top, right, bottom): (f64, f64, f64, f64),
) -> Drawn {
    let row = &LEDGER_MEASURES[measure];
    canvas.text(row.label, (left, top - 34.0), Type::title(17.0))?;
    let unit = row.unit.replace('_', " ").replace("1000", "1,000");
    canvas.text(&unit, (left, top - 14.0), Type { colour: SOFT, ..Type::plain(15.0, Anchor::Start) })?;
    let found = others.iter().map(|regime| plotted.findings.sustainability.at(*regime, measure));
    let found: Vec<Option<&LedgerStanding>> = found.map(|s| s.filter(|s| s.difference.n > 0)).collect();
    let everyone: Vec<f64> = others.iter().map(|regime| of_everyone(plotted, *regime, measure)).collect();
    let values = found.iter().flatten().flat_map(|s| [s.difference.mean, s.difference.low, s.difference.high]);
    let Some(x) = padded(values.chain(everyone.iter().copied()).chain([0.0, row.criterion]))
        .filter(|_| found.iter().any(Option::is_some))
    else {
        let middle = (0.5 * (left + right), 0.5 * (top + bottom));
        return canvas.text("nothing to show: no pairs", middle, Type::plain(16.0, Anchor::Middle));
    };
    let frame = Frame { left, top, right, bottom, x, y: (0.0, 1.0) };
    ground(canvas, &frame, row.criterion)?;
    for (place, (standing, everyone)) in found.iter().zip(everyone).enumerate() {
        let y = top + ROW * (place as f64 + 0.5);
        if everyone.is_finite() {
            canvas.disc((frame.px(everyone), y + 11.0), 3.0, FADE)?;
        }
        if let Some(standing) = standing {
            dot(canvas, &frame, standing, y)?;
        }
    }
    Ok(())
}

/// The difference of everyone; NaN where it is what the dot shows.
fn of_everyone(plotted: &Plotted<'_>, regime: usize, measure: usize) -> f64 {
    let found = plotted.findings.sustainability.of_everyone(regime, measure).filter(|_| measure != NET_MONEY);
    found.map_or(f64::NAN, |standing| standing.difference.mean)
}

/// Shade below the criterion, the criterion dashed, no difference as a thin line, and the axis.
fn ground(canvas: &Canvas<'_>, frame: &Frame, criterion: f64) -> Drawn {
    let at = frame.px(criterion);
    let below = [(frame.left, frame.top), (at, frame.top), (at, frame.bottom), (frame.left, frame.bottom)];
    canvas.shape(&below, FAINT, 0.5)?;
    let ticks = frame.x_ticks(15.0);
    frame.x_axis(canvas, 15.0, "better \u{2192}", &ticks)?;
    canvas.line(&[(frame.px(0.0), frame.top), (frame.px(0.0), frame.bottom)], SOFT, 1.0)?;
    let line = [(at, frame.top - 4.0), (at, frame.bottom)];
    dashed(&line, &[7.0, 4.0]).iter().try_for_each(|dash| canvas.line(dash, INK, 2.0))
}

/// A full marker where it is sustainable, an empty one where it is not, the word and the arrow.
fn dot(canvas: &Canvas<'_>, frame: &Frame, standing: &LedgerStanding, y: f64) -> Drawn {
    let (pen, difference) = (Pen::of(standing.regime), &standing.difference);
    interval(canvas, frame, pen, difference, y)?;
    let (at, kind) = ((frame.px(difference.mean), y), Type::plain(15.0, Anchor::Start));
    let (word, bold) = match standing.verdict() {
        LedgerVerdict::Yes if standing.position() == Position::Same => ("same", false),
        LedgerVerdict::Yes => ("yes", false),
        LedgerVerdict::No => ("no", true),
        LedgerVerdict::NotShown => ("?", false),
    };
    if standing.verdict() == LedgerVerdict::Yes {
        pen.mark(canvas, at, 6.0)?
    } else {
        pen.mark_empty(canvas, at, 6.5)?
    }
    canvas.text(word, (frame.right + 8.0, y), Type { bold, ..kind })?;
    canvas.text(arrow(standing.trend()), (frame.right + 57.0, y), Type { bold, ..kind })
}

fn arrow(trend: Trend) -> &'static str {
    match trend {
        Trend::Building => "\u{2197}",
        Trend::Level => "\u{2192}",
        Trend::UsedUp => "\u{2198}",
        Trend::NotUsedUp | Trend::NotShown => "",
    }
}
