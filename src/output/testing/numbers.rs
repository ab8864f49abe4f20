//! Numbers of a test as texts have them.

use crate::analysis::testing::LookRow;
use crate::scenario::{Direction, Hypothesis};

/// A number with the decimals that go with a step of `size`: three figures of it.
pub(super) fn fine(value: f64, size: f64) -> String {
    let decimals = (2.0 - libm::floor(libm::log10(size.abs().max(1e-9)))).clamp(0.0, 6.0) as usize;
    match value {
        value if value == f64::INFINITY => "no bound".to_owned(),
        value if value == f64::NEG_INFINITY => "no bound".to_owned(),
        value if !value.is_finite() => "none".to_owned(),
        value => {
            let text = format!("{value:.decimals$}");
            let nought = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
            if nought { text.replace('-', "") } else { text.replace('-', "\u{2212}") }
        }
    }
}

/// A mean with its bounds.
pub(super) fn estimate(row: &LookRow, smallest: f64, unit: &str) -> String {
    // As fine as the narrower of what is asked and what is known.
    let half = 0.5 * (row.high - row.low);
    let known = if half.is_finite() && half > 0.0 { half } else { row.mean.abs() };
    let size = if smallest > 0.0 { known.min(smallest) } else { known };
    let fine = |value| fine(value, size);
    match (row.n, row.low.is_nan()) {
        (0, _) => format!("no {unit} has it"),
        (_, true) => fine(row.mean),
        _ if row.low.is_infinite() => format!("{}, no bounds yet", fine(row.mean)),
        _ => format!("{} [{} to {}]", fine(row.mean), fine(row.low), fine(row.high)),
    }
}

/// What is claimed of the number.
pub(in crate::output) fn asked(one: &Hypothesis) -> String {
    match one.direction {
        Direction::Above => format!("at least {}", one.smallest),
        Direction::Below if one.smallest == 0.0 => "at most 0".to_owned(),
        Direction::Below => format!("at most \u{2212}{}", one.smallest),
        Direction::Within => format!("within {} of 0", one.smallest),
    }
}
