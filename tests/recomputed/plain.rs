//! Statistics in the plainest way: over all values at once, in two passes, with Student's t by a sum over its density.

use std::collections::BTreeMap;
use std::f64::consts::FRAC_PI_2;
use std::sync::Mutex;

/// What is said of some numbers; NaN stands for what they cannot say.
#[derive(Clone, Copy, Debug)]
pub struct Plain {
    pub mean: f64,
    pub sd: f64,
    pub low: f64,
    pub high: f64,
    pub n: usize,
    /// The largest of the numbers that the values were made of: what rounding is measured by.
    pub scale: f64,
}

/// Spread below this share of the scale is rounding.
const ROUNDING: f64 = 1e-12;

impl Plain {
    /// Of those values that are there.
    pub fn of(values: &[f64]) -> Self {
        let values: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        let n = values.len();
        let mean = values.iter().sum::<f64>() / n as f64;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let sd = if n > 1 { (squares / (n as f64 - 1.0)).sqrt() } else { f64::NAN };
        let half = if n > 1 { known_student(n - 1) * sd / (n as f64).sqrt() } else { f64::NAN };
        let scale = values.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
        Self { mean, sd, low: mean - half, high: mean + half, n, scale }
    }

    /// Of values that are differences of numbers of the size of `scale`.
    pub fn of_differences(values: &[f64], scale: f64) -> Self {
        let plain = Self::of(values);
        Self { scale: plain.scale.max(scale), ..plain }
    }

    /// Whether what there is of spread is only rounding.
    pub fn is_noise(&self) -> bool {
        self.sd <= ROUNDING * self.scale
    }

    pub fn effect_size(&self) -> f64 {
        if self.is_noise() { f64::NAN } else { self.mean / self.sd }
    }
}

/// What [`student`] found before.
static KNOWN: Mutex<BTreeMap<usize, f64>> = Mutex::new(BTreeMap::new());

fn known_student(degrees: usize) -> f64 {
    *KNOWN.lock().expect("no panic in it").entry(degrees).or_insert_with(|| student(degrees))
}

/// The upper 97.5 % point of Student's t: t = √df · tan θ has the density cos^(df − 1) θ.
fn student(degrees: usize) -> f64 {
    const STEPS: usize = 400;
    let area = |to: f64| {
        let width = to / STEPS as f64;
        let density = |step: usize| libm::pow(libm::cos(step as f64 * width), degrees as f64 - 1.0);
        let weight = |step: usize| if step == 0 || step == STEPS { 1.0 } else { 2.0 + 2.0 * (step % 2) as f64 };
        (0..=STEPS).map(|step| weight(step) * density(step)).sum::<f64>() * width / 3.0
    };
    let (whole, mut low, mut high) = (area(FRAC_PI_2), 0.0, FRAC_PI_2);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if area(middle) < 0.95 * whole { low = middle } else { high = middle }
    }
    (degrees as f64).sqrt() * libm::tan(low)
}

/// Whether a cell of a table says a number: empty where there is none, else the same but for rounding.
pub fn says(cell: &str, known: f64, scale: f64) -> bool {
    if !known.is_finite() {
        return cell.is_empty();
    }
    cell.parse::<f64>().is_ok_and(|found| (found - known).abs() <= 1e-9 * known.abs() + 1e-11 * scale.max(1e-3))
}

#[test]
fn students_points_are_those_of_printed_tables() {
    for (degrees, printed) in [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (10, 2.228), (60, 2.000)] {
        assert!((student(degrees) - printed).abs() < 6e-4, "{degrees}: {}", student(degrees));
    }
}
