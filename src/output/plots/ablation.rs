//! What the contrasts depend on: for each main indicator a panel a regime, mechanisms ranked by what they carry.

use super::super::digits::count;
use super::canvas::{Anchor, Canvas, DrawError, Drawn, INK, SOFT, Type, broken, svg, width_of};
use super::frame::{Frame, padded};
use super::pen::{GAIN, LOSS, dashed};
use super::sheet::{Plot, at_horizon, sheet, short_names, who, worlds_of};
use crate::analysis::ablation::{AblationResults, Ablations, Carried, Side, differs_from_zero};
use crate::analysis::readout::{HEADLINE, is_count};
use crate::analysis::responses::{Basis, MAIN};
use crate::model::indicator::{INDICATORS, POPULATIONS};
use crate::scenario::Scenario;
use plotters::style::RGBColor;

/// Mechanisms shown in a panel at most: those that carry most.
const SHOWN: usize = 14;
const ROW: f64 = 30.0;
/// Room for names at the left of a panel.
const NAMES: f64 = 236.0;
const TOP: f64 = 164.0;
/// Grey of what is not clearly different from 0.
const UNCLEAR: RGBColor = RGBColor(120, 120, 120);

/// One plot for each main indicator.
pub(super) fn draw(
    scenario: &Scenario,
    study: &Ablations,
    results: &AblationResults,
    from_services: bool,
) -> Vec<Plot> {
    let plot = |place: usize| {
        let plot = AblationPlot { scenario, study, results, place, from_services };
        (format!("ablation_{}", INDICATORS[MAIN[place] as usize].name), plot.plot())
    };
    (0..MAIN.len()).map(plot).collect()
}

/// What is plotted on one sheet.
struct AblationPlot<'a> {
    scenario: &'a Scenario,
    study: &'a Ablations,
    results: &'a AblationResults,
    /// Index into [`MAIN`].
    place: usize,
    /// Whether what is missing is so from week 0 on only.
    from_services: bool,
}

impl AblationPlot<'_> {
    fn plot(&self) -> Result<String, DrawError> {
        let regimes: Vec<usize> = self.results.regimes().collect();
        let columns = regimes.len().clamp(1, 2);
        let rows = regimes.iter().map(|regime| self.ranked(*regime).len().min(SHOWN)).max().unwrap_or(0);
        let inside = ROW * rows.max(3) as f64;
        let step = inside + 150.0;
        let panel = if columns == 1 { 900.0 } else { 600.0 };
        let width = panel * columns as f64;
        let caption = self.caption();
        let lines = broken(&caption, width - 32.0, 15.0).len() as f64;
        let height = TOP + regimes.len().div_ceil(columns) as f64 * step + 19.5 * lines - 24.0;
        svg(width as u32, height as u32, |canvas| {
            sheet(canvas, &self.title(), &caption, (width, height))?;
            self.key(canvas)?;
            for (number, regime) in regimes.iter().enumerate() {
                let left = panel * (number % columns) as f64 + 16.0;
                let top = TOP + step * (number / columns) as f64;
                self.panel(canvas, *regime, (left, top, left + panel - 40.0, top + inside))?;
            }
            Ok(())
        })
    }

    fn ranked(&self, regime: usize) -> Vec<(usize, Carried)> {
        self.results.ranked(regime, HEADLINE, self.place)
    }

    fn title(&self) -> String {
        let label = INDICATORS[MAIN[self.place] as usize].label;
        match self.results.basis() {
            Basis::Difference => format!("{label}: what the difference hangs on"),
            Basis::Value => format!("{label}: what it hangs on"),
        }
    }

    /// What a panel is of.
    fn heading(&self, regime: usize) -> String {
        let names = short_names(self.scenario);
        let name = |regime: usize| names.get(regime).map_or("", String::as_str);
        match self.results.reference() {
            Some(reference) => format!("{} minus {}", name(regime), name(reference)),
            None => name(regime).to_owned(),
        }
    }

    fn caption(&self) -> String {
        let what = if self.results.basis() == Basis::Difference { "difference" } else { "value" };
        let scale = if self.results.regimes().count() > 1 { " Each panel has a scale of its own." } else { "" };
        let people = POPULATIONS[HEADLINE].label;
        let when = if is_count(MAIN[self.place] as usize) {
            format!("{people}, total since week 0")
        } else {
            format!("{people}, mean of {}", at_horizon())
        };
        let interval = match self.results.draws() {
            Some(_) => "bar: the middle 95 % of the draws of a posterior, luck and ignorance",
            None if self.scenario.replicates > 1 => "bar: 95 % interval (Student's t)",
            None => "no bar: an interval takes at least two replicates",
        };
        let since = if self.from_services { " from week 0 on" } else { "" };
        let replicates = count(self.scenario.replicates as usize, "replicate");
        let draws = self.results.draws().map_or_else(String::new, |(draws, _)| count(draws, "draw") + " x ");
        let worlds = format!("{draws}{replicates}, {}", worlds_of(self.scenario));
        format!(
            "Dot: the {what} as it stands minus the {what} without the mechanism{since}, in the same replicate; {interval}. \
             Of {when}. Parts do not add up: mechanisms act on each other.{scale} {worlds}.{}{}{}",
            who(HEADLINE),
            self.thrown_on(),
            self.inert()
        )
    }

    /// Which switches were thrown on rather than off.
    fn thrown_on(&self) -> String {
        let on = |one: &&crate::scenario::Ablation| one.sets.iter().any(|set| set.ends_with("=true"));
        let names: Vec<&str> = self.study.all().iter().filter(on).map(|one| one.name.as_str()).collect();
        if names.is_empty() { String::new() } else { format!(" Off by default, so thrown on: {}.", names.join(", ")) }
    }

    /// What changed nothing anywhere.
    fn inert(&self) -> String {
        let inert = (0..self.results.ablations()).filter(|ablation| self.results.is_inert(*ablation));
        let names: Vec<&str> = inert.map(|ablation| self.study.all()[ablation].name.as_str()).collect();
        if names.is_empty() { String::new() } else { format!(" Changed nothing in any run: {}.", names.join(", ")) }
    }

    fn key(&self, canvas: &Canvas<'_>) -> Drawn {
        let mut x = 24.0;
        let sides = [
            (Side::Carries, "carries it"),
            (Side::Against, "works against it"),
            (Side::Moves, "moves an unclear difference"),
            (Side::Unclear, "not told from 0"),
        ];
        for (side, text) in sides.into_iter().filter(|(side, _)| *side != Side::Moves || self.has_unclear()) {
            mark(canvas, side, (x, 64.0))?;
            canvas.text(text, (x + 14.0, 64.0), Type::plain(16.0, Anchor::Start))?;
            x += 50.0 + width_of(text, 16.0);
        }
        if self.results.basis() == Basis::Value {
            return Ok(());
        }
        stands(canvas, &[(15.0, 90.0), (33.0, 90.0)])?;
        canvas.text("the difference as it stands", (38.0, 90.0), Type::plain(16.0, Anchor::Start))
    }

    /// Whether the difference of some regime is not clear.
    fn has_unclear(&self) -> bool {
        self.results.regimes().any(|regime| !differs_from_zero(&self.results.stands(regime, HEADLINE, self.place)))
    }

    fn panel(&self, canvas: &Canvas<'_>, regime: usize, (left, top, right, bottom): (f64, f64, f64, f64)) -> Drawn {
        canvas.text(&self.heading(regime), (left, top - 40.0), Type::title(17.0))?;
        let kind = Type { colour: SOFT, ..Type::plain(15.0, Anchor::Start) };
        canvas.text(&self.as_it_stands(regime), (left, top - 18.0), kind)?;
        let ranked = self.ranked(regime);
        let shown = &ranked[..ranked.len().min(SHOWN)];
        let contrast = self.results.stands(regime, HEADLINE, self.place);
        let values = shown.iter().flat_map(|(_, c)| [c.carried.mean, c.carried.low, c.carried.high]);
        let line = (self.results.basis() == Basis::Difference && contrast.mean.is_finite()).then_some(contrast.mean);
        let Some(x) = padded(values.chain([0.0]).chain(line)).filter(|_| !shown.is_empty()) else {
            let kind = Type::plain(16.0, Anchor::Start);
            return canvas.text("nothing to show: nothing changed it", (left + 20.0, 0.5 * (top + bottom)), kind);
        };
        let frame = Frame { left: left + NAMES, top, right, bottom: top + ROW * shown.len() as f64, x, y: (0.0, 1.0) };
        let ticks = frame.x_ticks(15.0);
        frame.x_grid(canvas, &ticks)?;
        frame.x_axis(canvas, 15.0, INDICATORS[MAIN[self.place] as usize].unit, &ticks)?;
        canvas.line(&[(frame.px(0.0), top - 4.0), (frame.px(0.0), frame.bottom)], INK, 1.5)?;
        if let Some(line) = line {
            stands(canvas, &[(frame.px(line), top - 4.0), (frame.px(line), frame.bottom)])?;
        }
        for (row, (ablation, carried)) in shown.iter().enumerate() {
            let y = top + ROW * (row as f64 + 0.5);
            label(canvas, &self.study.all()[*ablation].name, (frame.left - 8.0, y))?;
            dot(canvas, &frame, carried, y)?;
        }
        let kind = Type { colour: SOFT, ..Type::plain(14.0, Anchor::Start) };
        canvas.text(&self.rest(&ranked), (left, frame.bottom + 58.0), kind)
    }

    /// The contrast of a regime, in words.
    fn as_it_stands(&self, regime: usize) -> String {
        let e = self.results.stands(regime, HEADLINE, self.place);
        let (what, plus) = if self.results.basis() == Basis::Difference { ("difference", "+") } else { ("value", "") };
        let decimals = decimals(e.low.abs().max(e.high.abs()).max(e.mean.abs()));
        let written = |value: f64| {
            let sign = if value < 0.0 { "\u{2212}" } else { plus };
            format!("{sign}{:.decimals$}", value.abs())
        };
        let [mean, low, high] = [e.mean, e.low, e.high].map(written);
        match e.n {
            0 => format!("{what} not defined"),
            1 => format!("{what} {mean}"),
            _ if e.is_clear() => format!("{what} {mean} ({low} to {high})"),
            _ => format!("no clear {what} ({low} to {high})"),
        }
    }

    /// What is not shown of a panel, in words.
    fn rest(&self, ranked: &[(usize, Carried)]) -> String {
        let still = self.results.ablations() - ranked.len();
        let more = ranked.get(SHOWN).map(|(_, largest)| {
            let size = largest.carried.mean.abs();
            let most =
                if size > 0.0 { format!("at most {size:.*} each", decimals(size)) } else { "nothing".to_owned() };
            format!("{} more carry {most}", ranked.len() - SHOWN)
        });
        let still = (still > 0).then(|| format!("{still} changed nothing here"));
        [more, still].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

/// Decimals that a value of this size needs: four, or as many as show two of its figures.
fn decimals(size: f64) -> usize {
    if size > 0.0 && size < 0.001 { (1.0 - libm::floor(libm::log10(size))).min(12.0) as usize } else { 4 }
}

/// The line of a contrast as it stands.
fn stands(canvas: &Canvas<'_>, points: &[(f64, f64)]) -> Drawn {
    dashed(points, &[6.0, 4.0]).iter().try_for_each(|dash| canvas.line(dash, INK, 1.5))
}

/// A name at the left of a panel, on two lines if it is long.
fn label(canvas: &Canvas<'_>, name: &str, (x, y): (f64, f64)) -> Drawn {
    let spaced = name.replace('+', " + ");
    let whole = width_of(&spaced, 15.0) <= NAMES - 8.0;
    let size = if whole { 15.0 } else { 12.5 };
    let lines = if whole { vec![spaced] } else { broken(&spaced, NAMES - 8.0, size) };
    let first = y - 0.5 * 14.0 * (lines.len() as f64 - 1.0);
    let kind = Type { colour: SOFT, ..Type::plain(size, Anchor::End) };
    lines.iter().enumerate().try_for_each(|(line, text)| canvas.text(text, (x, first + 14.0 * line as f64), kind))
}

fn colour(side: Side) -> RGBColor {
    match side {
        Side::Carries => GAIN,
        Side::Against => LOSS,
        Side::Moves => INK,
        Side::Unclear => UNCLEAR,
    }
}

/// A disc, a triangle, a diamond or a small square: told apart without colour.
fn mark(canvas: &Canvas<'_>, side: Side, (x, y): (f64, f64)) -> Drawn {
    let colour = colour(side);
    match side {
        Side::Carries => canvas.disc((x, y), 5.5, colour),
        Side::Against => canvas.shape(&[(x, y - 6.5), (x + 6.0, y + 5.0), (x - 6.0, y + 5.0)], colour, 1.0),
        Side::Moves => canvas.shape(&[(x, y - 7.0), (x + 7.0, y), (x, y + 7.0), (x - 7.0, y)], colour, 1.0),
        Side::Unclear => canvas.bar((x - 3.5, y - 3.5), (x + 3.5, y + 3.5), colour),
    }
}

/// What is carried, with its interval.
fn dot(canvas: &Canvas<'_>, frame: &Frame, carried: &Carried, y: f64) -> Drawn {
    let (side, c) = (carried.side(), carried.carried);
    if c.low.is_finite() {
        let (low, high) = (frame.px(c.low), frame.px(c.high));
        canvas.line(&[(low, y), (high, y)], colour(side), 2.5)?;
        for end in [low, high] {
            canvas.line(&[(end, y - 5.0), (end, y + 5.0)], colour(side), 2.0)?;
        }
    }
    if c.mean.is_finite() { mark(canvas, side, (frame.px(c.mean), y)) } else { Ok(()) }
}
