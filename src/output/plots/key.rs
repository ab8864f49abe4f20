//! A key to regimes: a line, a mark and a name each.

use super::canvas::{Anchor, Canvas, Drawn, Point, Type, width_of};
use super::pen::Pen;

/// Height of a line of the key.
const KEY_LINE: f64 = 26.0;

/// Where each of these names stands in a key of so much width: as many lines as it takes.
pub(super) fn key_places(names: &[String], width: f64) -> Vec<Point> {
    let (mut x, mut y) = (0.0, 0.0);
    let place = |name: &String| {
        let room = 74.0 + width_of(name, 16.0);
        if x > 0.0 && x + room > width {
            (x, y) = (0.0, y + KEY_LINE);
        }
        let here = (x, y);
        x += room;
        here
    };
    names.iter().map(place).collect()
}

/// Draws the key from a corner on.
pub(super) fn key(canvas: &Canvas<'_>, names: &[String], (left, top): Point, places: &[Point]) -> Drawn {
    for (regime, (name, (x, y))) in names.iter().zip(places).enumerate() {
        let (x, y) = (left + x, top + y);
        Pen::of(regime).stroke(canvas, &[(x, y), (x + 42.0, y)], 2.2)?;
        Pen::of(regime).mark(canvas, (x + 42.0, y), 5.0)?;
        canvas.text(name, (x + 54.0, y), Type::plain(16.0, Anchor::Start))?;
    }
    Ok(())
}
