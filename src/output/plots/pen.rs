//! How regimes are told apart: by colour, by dashes, by a marker and by name.

use super::canvas::{Canvas, Drawn, Point};
use plotters::style::RGBColor;

/// The palette of Okabe and Ito, its yellow left out (too light for lines) and a grey added.
const COLOURS: [RGBColor; 8] = [
    RGBColor(0, 0, 0),
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(86, 180, 233),
    RGBColor(230, 159, 0),
    RGBColor(120, 120, 120),
];

/// Pixels on, off, on, off …; the first is a whole line.
const DASHES: [&[f64]; 8] = [
    &[],
    &[12.0, 4.0],
    &[3.0, 3.0],
    &[12.0, 3.0, 3.0, 3.0],
    &[7.0, 4.0],
    &[18.0, 5.0],
    &[12.0, 3.0, 3.0, 3.0, 3.0, 3.0],
    &[2.0, 5.0],
];

/// Blue of what is added, honoured, used.
pub(super) const GAIN: RGBColor = RGBColor(0, 114, 178);
/// Vermilion of what is consumed or burned.
pub(super) const LOSS: RGBColor = RGBColor(213, 94, 0);
/// Grey of what fades or stays idle.
pub(super) const FADE: RGBColor = RGBColor(170, 170, 170);
/// Sky blue of a second kind of gain.
pub(super) const SECOND: RGBColor = RGBColor(86, 180, 233);
/// Green of what is given without pay.
pub(super) const GIVEN: RGBColor = RGBColor(0, 158, 115);

/// The pen of one regime. From the ninth on colours come again, with other dashes and markers.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    place: usize,
}

impl Pen {
    /// The pen of the regime at a place in the scenario.
    pub(super) fn of(place: usize) -> Self {
        Self { place }
    }

    /// Its colour.
    pub(super) fn colour(self) -> RGBColor {
        COLOURS[self.place % COLOURS.len()]
    }

    fn dashes(self) -> &'static [f64] {
        DASHES[(self.place + self.place / DASHES.len()) % DASHES.len()]
    }

    /// A line through points in its colour and dashes.
    pub(super) fn stroke(self, canvas: &Canvas<'_>, points: &[Point], width: f64) -> Drawn {
        dashed(points, self.dashes()).iter().try_for_each(|dash| canvas.line(dash, self.colour(), width))
    }

    /// Its marker.
    pub(super) fn mark(self, canvas: &Canvas<'_>, at: Point, radius: f64) -> Drawn {
        self.marker(canvas, at, radius, self.colour())
    }

    /// Its marker, empty inside.
    pub(super) fn mark_empty(self, canvas: &Canvas<'_>, at: Point, radius: f64) -> Drawn {
        self.marker(canvas, at, radius, self.colour())?;
        self.marker(canvas, at, 0.6 * radius, RGBColor(255, 255, 255))
    }

    fn marker(self, canvas: &Canvas<'_>, (x, y): Point, radius: f64, colour: RGBColor) -> Drawn {
        let r = radius;
        let corners: &[Point] = match (self.place + self.place / COLOURS.len()) % 7 {
            0 => return canvas.disc((x, y), r, colour),
            1 => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
            2 => &[(0.0, -1.2), (1.1, 0.9), (-1.1, 0.9)],
            3 => &[(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)],
            4 => &[(0.0, 1.2), (1.1, -0.9), (-1.1, -0.9)],
            5 => &[(1.2, 0.0), (-0.9, 1.1), (-0.9, -1.1)],
            _ => &[(-1.2, 0.0), (0.9, 1.1), (0.9, -1.1)],
        };
        let corners: Vec<Point> = corners.iter().map(|(a, b)| (x + a * r, y + b * r)).collect();
        canvas.shape(&corners, colour, 1.0)
    }
}

/// A line cut into dashes along its length.
pub(super) fn dashed(points: &[Point], pattern: &[f64]) -> Vec<Vec<Point>> {
    let Some(first) = points.first() else { return Vec::new() };
    if pattern.is_empty() {
        return vec![points.to_vec()];
    }
    let (mut dashes, mut dash) = (Vec::new(), vec![*first]);
    let (mut stage, mut left) = (0, pattern[0]);
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        loop {
            let length = ((to.0 - from.0) * (to.0 - from.0) + (to.1 - from.1) * (to.1 - from.1)).sqrt();
            if length < left {
                left -= length;
                extend(&mut dash, stage, to);
                break;
            }
            let part = left / length.max(f64::MIN_POSITIVE);
            from = (from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1));
            extend(&mut dash, stage, from);
            if stage.is_multiple_of(2) {
                dashes.push(std::mem::take(&mut dash));
            } else {
                dash = vec![from];
            }
            stage = (stage + 1) % pattern.len();
            left = pattern[stage];
        }
    }
    if dash.len() > 1 {
        dashes.push(dash);
    }
    dashes
}

/// Adds a point to a dash, if the pen is down.
fn extend(dash: &mut Vec<Point>, stage: usize, point: Point) {
    if stage.is_multiple_of(2) {
        dash.push(point);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_run_on_round_corners() {
        let dashes = dashed(&[(0.0, 0.0), (6.0, 0.0), (6.0, 10.0)], &[8.0, 2.0]);
        assert_eq!(dashes, [vec![(0.0, 0.0), (6.0, 0.0), (6.0, 2.0)], vec![(6.0, 4.0), (6.0, 10.0)]]);
        assert_eq!(dashed(&[(0.0, 0.0), (9.0, 0.0)], &[]).len(), 1);
        assert!(dashed(&[], &[1.0, 1.0]).is_empty());
    }

    #[test]
    fn no_two_of_many_regimes_look_the_same() {
        let look = |place| {
            let pen = Pen::of(place);
            (pen.colour(), pen.dashes().to_vec())
        };
        for a in 0..24 {
            assert!((0..a).all(|b| look(a) != look(b)), "{a}");
        }
    }
}
