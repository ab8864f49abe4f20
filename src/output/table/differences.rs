//! Differences on the terminal: headings, and each with half of its interval.

use super::cells::{push_name, signed, with_half};
use crate::analysis::statistics::Estimate;
use crate::model::indicator::{Form, INDICATORS, Indicator};
use std::fmt::Write as _;

/// Characters of a column of differences.
pub(super) const DIFFERENCE_WIDTH: usize = 16;

/// A title and two lines of column headings.
pub(super) fn push_headings(text: &mut String, title: &str, columns: &[Indicator], width: usize, colour: bool) {
    let (bold, plain) = weight(colour);
    let _ = writeln!(text, "{bold}{title}{plain}");
    for line in 0..2 {
        push_name(text, "");
        for indicator in columns {
            let _ = write!(text, "{:>width$}", indicator.row().shown.heading[line]);
        }
        text.push('\n');
    }
}

/// What begins bold letters and what ends them.
pub(super) fn weight(colour: bool) -> (&'static str, &'static str) {
    if colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") }
}

/// A difference with half of its interval, or in words where nothing can be said.
pub(super) fn with_interval(difference: Estimate, (indicator, form): (usize, Form), colour: bool) -> String {
    let (d, decimals) = match form {
        Form::Percent => (difference.scaled(100.0), 1),
        _ => (difference, 3),
    };
    let words = match d.n {
        0 => "-".to_owned(),
        1 => signed(d.mean, decimals) + " (n=1)",
        _ if d.low == 0.0 && d.high == 0.0 => "none at all".to_owned(),
        _ if !d.is_clear() => "not clear".to_owned(),
        _ => with_half(d.mean, 0.5 * (d.high - d.low), decimals),
    };
    let padded = format!("{words:>DIFFERENCE_WIDTH$}");
    match INDICATORS[indicator].more_is_better {
        Some(better) if colour && d.is_clear() => {
            let code = if (d.mean > 0.0) == better { 32 } else { 31 };
            format!("\x1b[{code}m{padded}\x1b[0m")
        }
        _ => padded,
    }
}
