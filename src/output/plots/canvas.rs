//! A sheet to draw on, in pixels of a screen; the SVG itself counts in quarters of a pixel, so that curves are smooth.

use crate::scenario::visible;
use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontTransform, IntoFont, RGBColor, ShapeStyle, TextStyle};

/// SVG units to a pixel.
const UNITS: i32 = 4;
/// plotters divides sizes of type by this before it writes them.
const TYPE_FACTOR: f64 = 1.24;
/// Mean width of a character of a wide sans-serif face, in sizes of type.
const CHARACTER: f64 = 0.62;

/// Colour of text and axes.
pub(super) const INK: RGBColor = RGBColor(38, 38, 38);
/// Colour of grids and of what is not said loudly.
pub(super) const FAINT: RGBColor = RGBColor(215, 215, 215);
/// Colour of captions.
pub(super) const SOFT: RGBColor = RGBColor(85, 85, 85);

/// Why something could not be drawn.
#[derive(Debug)]
pub(super) struct DrawError(pub(super) String);

/// What drawing gives.
pub(super) type Drawn = Result<(), DrawError>;

/// A point in pixels from the upper left corner.
pub(super) type Point = (f64, f64);

/// Where a text stands with respect to its point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// To the right of it.
    Start,
    /// Around it.
    Middle,
    /// To the left of it.
    End,
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Type {
    /// Size in pixels.
    pub(super) size: f64,
    /// Colour.
    pub(super) colour: RGBColor,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// Where it stands.
    pub(super) anchor: Anchor,
}

impl Type {
    /// Plain ink.
    pub(super) fn plain(size: f64, anchor: Anchor) -> Self {
        Self { size, colour: INK, bold: false, anchor }
    }

    /// Bold ink, for titles.
    pub(super) fn title(size: f64) -> Self {
        Self { size, colour: INK, bold: true, anchor: Anchor::Start }
    }

    /// Soft, for captions.
    pub(super) fn caption(size: f64) -> Self {
        Self { size, colour: SOFT, bold: false, anchor: Anchor::Start }
    }
}

/// A sheet with a white ground.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

/// Draws a sheet of so many pixels and returns it as SVG.
pub(super) fn svg(width: u32, height: u32, draw: impl FnOnce(&Canvas<'_>) -> Drawn) -> Result<String, DrawError> {
    let units = UNITS.unsigned_abs();
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, (width * units, height * units)).into_drawing_area();
        let canvas = Canvas { area };
        checked(canvas.area.fill(&plotters::style::WHITE))?;
        draw(&canvas)?;
        checked(canvas.area.present())?;
    }
    // The size on the page; the view box keeps the finer units.
    let fine = format!("width=\"{}\" height=\"{}\" viewBox", width * units, height * units);
    Ok(text.replacen(&fine, &format!("width=\"{width}\" height=\"{height}\" viewBox"), 1))
}

/// Room that a text needs at most, in pixels.
pub(super) fn width_of(text: &str, size: f64) -> f64 {
    text.chars().count() as f64 * size * CHARACTER
}

impl Canvas<'_> {
    /// A line through points.
    pub(super) fn line(&self, points: &[Point], colour: RGBColor, width: f64) -> Drawn {
        let style = ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: stroke(width) };
        checked(self.area.draw(&PathElement::new(points.iter().map(units).collect::<Vec<_>>(), style)))
    }

    /// A filled shape; `opacity` from 0 to 1.
    pub(super) fn shape(&self, points: &[Point], colour: RGBColor, opacity: f64) -> Drawn {
        checked(
            self.area.draw(&Polygon::new(points.iter().map(units).collect::<Vec<_>>(), colour.mix(opacity).filled())),
        )
    }

    /// A filled rectangle between two corners.
    pub(super) fn bar(&self, corner: Point, opposite: Point, colour: RGBColor) -> Drawn {
        checked(self.area.draw(&Rectangle::new([units(&corner), units(&opposite)], colour.filled())))
    }

    /// A filled disc.
    pub(super) fn disc(&self, centre: Point, radius: f64, colour: RGBColor) -> Drawn {
        checked(self.area.draw(&Circle::new(units(&centre), stroke(radius), colour.filled())))
    }

    /// A text in the middle of a line at the height of its point.
    pub(super) fn text(&self, text: &str, at: Point, kind: Type) -> Drawn {
        let font = ("sans-serif", kind.size * TYPE_FACTOR * f64::from(UNITS)).into_font();
        let font = if kind.bold { font.style(plotters::style::FontStyle::Bold) } else { font };
        let horizontal = match kind.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = TextStyle::from(font.transform(FontTransform::None))
            .color(&kind.colour)
            .pos(Pos::new(horizontal, VPos::Center));
        // A file of XML may hold no control characters, not even escaped.
        checked(self.area.draw_text(&visible(text), &style, units(&at)))
    }

    /// A text broken into lines of at most `width` pixels, from `at` downwards. Returns the height it took.
    pub(super) fn paragraph(&self, text: &str, at: Point, width: f64, kind: Type) -> Result<f64, DrawError> {
        let lines = broken(text, width, kind.size);
        for (place, line) in lines.iter().enumerate() {
            self.text(line, (at.0, at.1 + place as f64 * kind.size * 1.3), kind)?;
        }
        Ok(lines.len() as f64 * kind.size * 1.3)
    }
}

/// A text in lines of at most `width` pixels.
pub(super) fn broken(text: &str, width: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width_of(line, size) + width_of(word, size) + size * CHARACTER <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn units(point: &Point) -> (i32, i32) {
    let unit = |pixels: f64| (pixels * f64::from(UNITS)).round() as i32;
    (unit(point.0), unit(point.1))
}

fn stroke(pixels: f64) -> u32 {
    (pixels * f64::from(UNITS)).round().max(1.0) as u32
}

fn checked<T, E: std::fmt::Display>(result: Result<T, E>) -> Result<T, DrawError> {
    result.map_err(|e| DrawError(e.to_string()))
}

/// A text that fits into so much width: its end stays, which tells keys apart.
pub(super) fn cut(text: &str, width: f64, size: f64) -> String {
    let count = text.chars().count();
    let fits = ((width / width_of("x", size)) as usize).max(2);
    if count <= fits {
        return text.to_owned();
    }
    ['\u{2026}'].into_iter().chain(text.chars().skip(count + 1 - fits)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_makes_a_plot_that_is_no_xml() {
        let steering = "<a & b>\u{1b}[2J\u{0}\u{7}\u{202e}";
        let kind = Type::plain(16.0, Anchor::Start);
        let drawn = svg(100, 100, |canvas| canvas.text(steering, (1.0, 1.0), kind)).unwrap();
        assert!(drawn.contains(r"&lt;a &amp; b&gt;\u{1b}[2J\u{0}\u{7}\u{202e}"), "{drawn}");
        assert!(!drawn.contains(|c: char| c.is_control() && c != '\n'));
    }
}
