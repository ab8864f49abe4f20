//! A panel with axes: from data to pixels, round ticks, a grid, labels.

use super::super::digits::with_thousands;
use super::canvas::{Anchor, Canvas, Drawn, FAINT, INK, Point, SOFT, Type, width_of};

/// A range of data.
pub(super) type Range = (f64, f64);

/// How long axes of values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axes {
    /// As long as what is shown: small differences can be seen.
    Close,
    /// From 0 to 1, of shares, or from 0, of all else: differences are seen as large as they are.
    Whole,
}

impl Axes {
    /// The range of an axis in this unit on which values have this range.
    pub(super) fn over(self, (low, high): Range, unit: &str) -> Range {
        match self {
            Self::Close => (low, high),
            Self::Whole if unit.starts_with("share") => (0.0, 1.0),
            Self::Whole => (low.min(0.0), high.max(0.0)),
        }
    }
}

/// A rectangle on the sheet in which data are drawn.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// Left edge in pixels.
    pub(super) left: f64,
    /// Upper edge.
    pub(super) top: f64,
    /// Right edge.
    pub(super) right: f64,
    /// Lower edge.
    pub(super) bottom: f64,
    /// Data from left to right.
    pub(super) x: Range,
    /// Data from bottom to top.
    pub(super) y: Range,
}

impl Frame {
    /// The place of a value on the horizontal axis.
    pub(super) fn px(&self, x: f64) -> f64 {
        self.left + (x - self.x.0) / (self.x.1 - self.x.0) * (self.right - self.left)
    }

    /// The place of a value on the vertical axis.
    pub(super) fn py(&self, y: f64) -> f64 {
        self.bottom - (y - self.y.0) / (self.y.1 - self.y.0) * (self.bottom - self.top)
    }

    /// The place of a point.
    pub(super) fn at(&self, (x, y): Point) -> Point {
        (self.px(x), self.py(y))
    }

    /// Horizontal grid lines with their values at the left.
    pub(super) fn y_axis(&self, canvas: &Canvas<'_>, size: f64) -> Drawn {
        let ticks = ticks(self.y, ((self.bottom - self.top) / (3.2 * size)).clamp(2.0, 7.0) as usize);
        for tick in &ticks.values {
            let y = self.py(*tick);
            canvas.line(&[(self.left, y), (self.right, y)], FAINT, 1.0)?;
            canvas.text(&ticks.label(*tick), (self.left - 0.5 * size, y), Type::plain(size, Anchor::End))?;
        }
        canvas.line(&[(self.left, self.top), (self.left, self.bottom)], INK, 1.0)
    }

    /// The horizontal axis with ticks at `step` or at round values, and its name below.
    pub(super) fn x_axis(&self, canvas: &Canvas<'_>, size: f64, name: &str, ticks: &Ticks) -> Drawn {
        for tick in &ticks.values {
            let x = self.px(*tick);
            canvas.line(&[(x, self.bottom), (x, self.bottom + 5.0)], INK, 1.0)?;
            canvas.text(&ticks.label(*tick), (x, self.bottom + 1.1 * size), Type::plain(size, Anchor::Middle))?;
        }
        canvas.line(&[(self.left, self.bottom), (self.right, self.bottom)], INK, 1.0)?;
        let middle = 0.5 * (self.left + self.right);
        let kind = Type { colour: SOFT, ..Type::plain(size, Anchor::Middle) };
        canvas.text(name, (middle, self.bottom + 2.4 * size), kind)
    }

    /// Vertical grid lines.
    pub(super) fn x_grid(&self, canvas: &Canvas<'_>, ticks: &Ticks) -> Drawn {
        ticks.values.iter().try_for_each(|tick| {
            let x = self.px(*tick);
            canvas.line(&[(x, self.top), (x, self.bottom)], FAINT, 1.0)
        })
    }

    /// Round ticks for the horizontal axis, few enough that their labels stand apart.
    pub(super) fn x_ticks(&self, size: f64) -> Ticks {
        let room = self.right - self.left;
        let fits = |ticks: &Ticks| {
            let widest = ticks.values.iter().map(|t| width_of(&ticks.label(*t), size)).fold(0.0, f64::max);
            (widest + size) * ticks.values.len() as f64 <= room + widest
        };
        let mut wanted = 8;
        loop {
            let found = ticks(self.x, wanted);
            if wanted <= 2 || fits(&found) {
                return found;
            }
            wanted -= 1;
        }
    }
}

/// Ticks and the decimals that they need.
pub(super) struct Ticks {
    /// Where they stand.
    pub(super) values: Vec<f64>,
    decimals: usize,
}

impl Ticks {
    /// No ticks.
    pub(super) fn none() -> Self {
        Self { values: Vec::new(), decimals: 0 }
    }

    /// Ticks at multiples of whole weeks: years or parts or multiples of them, if the range is long enough.
    pub(super) fn weeks(range: Range, at_most: usize) -> Self {
        let steps = [4.0, 13.0, 26.0, 52.0, 104.0, 260.0, 520.0, 1040.0, 2600.0, 5200.0];
        let step = steps.into_iter().find(|step| (range.1 - range.0) / step <= at_most as f64).unwrap_or(26_000.0);
        Self { values: multiples(range, step), decimals: 0 }
    }

    /// The label of a tick: thousands set apart, no more decimals than the step needs.
    pub(super) fn label(&self, value: f64) -> String {
        let text = format!("{:.*}", self.decimals, value.abs());
        let (whole, rest) = text.split_once('.').map_or((text.as_str(), String::new()), |(w, r)| (w, format!(".{r}")));
        let sign = if value < 0.0 { "\u{2212}" } else { "" };
        format!("{sign}{}{rest}", with_thousands(whole))
    }
}

/// Round ticks inside a range, about `wanted` of them and never more.
pub(super) fn ticks(range: Range, wanted: usize) -> Ticks {
    let rough = (range.1 - range.0) / wanted.max(1) as f64;
    let power = libm::floor(libm::log10(rough.max(f64::MIN_POSITIVE)));
    let base = libm::pow(10.0, power);
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * base).find(|s| *s >= rough * 0.999).unwrap_or(rough);
    let decimals = (-libm::floor(libm::log10(step) + 1e-9)).clamp(0.0, 12.0) as usize;
    Ticks { values: multiples(range, step), decimals }
}

fn multiples(range: Range, step: f64) -> Vec<f64> {
    let (first, last) = ((range.0 / step - 1e-9).ceil() as i64, (range.1 / step + 1e-9).floor() as i64);
    (first..=last).map(|k| k as f64 * step).collect()
}

/// The range of the values that are finite, with a little room; around a single value if there is but one.
pub(super) fn padded(values: impl IntoIterator<Item = f64>) -> Option<Range> {
    let finite = values.into_iter().filter(|v| v.is_finite());
    let range = finite
        .fold(None, |range: Option<Range>, v| Some(range.map_or((v, v), |(low, high)| (low.min(v), high.max(v)))));
    range.map(|(low, high)| {
        let room = (0.06 * (high - low)).max(1e-6).max(0.002 * high.abs());
        (low - room, high + room)
    })
}

/// Moves heights apart until they are `gap` from each other and inside `range`, keeping their order.
pub(super) fn spread(heights: &[f64], gap: f64, range: Range) -> Vec<f64> {
    let mut order: Vec<usize> = (0..heights.len()).collect();
    order.sort_by(|a, b| heights[*a].total_cmp(&heights[*b]).then(a.cmp(b)));
    let mut placed = heights.to_vec();
    for _ in 0..200 {
        for pair in order.windows(2) {
            let overlap = gap - (placed[pair[1]] - placed[pair[0]]);
            if overlap > 1e-6 {
                placed[pair[0]] -= 0.5 * overlap;
                placed[pair[1]] += 0.5 * overlap;
            }
        }
        placed.iter_mut().for_each(|y| *y = y.clamp(range.0, range.1));
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_written_with_the_decimals_they_need() {
        let labels = |range, wanted| {
            let ticks = ticks(range, wanted);
            ticks.values.iter().map(|t| ticks.label(*t)).collect::<Vec<_>>()
        };
        assert_eq!(labels((0.438, 0.507), 4), ["0.44", "0.46", "0.48", "0.50"]);
        assert_eq!(labels((-1500.0, 1500.0), 4), ["\u{2212}1,000", "0", "1,000"]);
        assert_eq!(labels((-0.0021, 0.0), 3), ["\u{2212}0.002", "\u{2212}0.001", "0.000"]);
    }

    #[test]
    fn labels_are_moved_apart_in_order() {
        let placed = spread(&[50.0, 51.0, 10.0, 50.5], 20.0, (0.0, 100.0));
        assert!(placed[2] < placed[0] && placed[0] < placed[3] && placed[3] < placed[1]);
        let mut sorted = placed.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] > 19.5), "{placed:?}");
        assert!(placed.iter().all(|y| (0.0..=100.0).contains(y)));
    }

    #[test]
    fn a_range_has_room_even_around_one_value() {
        let (low, high) = padded([0.5, f64::NAN]).unwrap();
        assert!(low < 0.5 && 0.5 < high);
        assert!(padded([f64::NAN]).is_none());
    }
}
