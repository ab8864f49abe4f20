//! Whether each regime is sustainable, ledger by ledger: a row a regime.

use super::cells::{push_name, signed, whole};
use crate::analysis::Findings;
use crate::analysis::sustainability::{LEDGER_MEASURES, LedgerStanding, LedgerVerdict, NET_MONEY, TOLERANCE};
use std::fmt::Write as _;

/// Two lines of heading and the width of each column, in the order of [`LEDGER_MEASURES`].
const COLUMNS: [([&str; 2], usize); LEDGER_MEASURES.len()] = [
    (["trust in", "people"], 12),
    (["trust in", "services"], 12),
    (["", "coping"], 12),
    (["empower-", "ment"], 12),
    (["less de-", "pendence"], 12),
    (["net money,", "1,000 euro"], 20),
];

/// The verdicts with the differences that they rest on, or a line that says why there are none.
pub(super) fn push(text: &mut String, names: &[String], findings: &Findings, colour: bool) {
    let standings = &findings.sustainability.standings;
    let Some(without) = findings.sustainability.without else {
        text.push_str(
            "\nSustainability is not judged: no world without helping networks to compare with (add \"none\").\n",
        );
        return;
    };
    if standings.iter().all(|standing| standing.difference.n == 0) {
        return;
    }
    push_headings(text, &names[without], colour);
    for (regime, name) in names.iter().enumerate().filter(|(regime, _)| *regime != without) {
        push_name(text, name);
        for (measure, (_, width)) in COLUMNS.iter().enumerate() {
            let standing = findings.sustainability.at(regime, measure);
            text.push_str(&standing.map_or_else(String::new, |standing| cell(standing, *width, colour)));
        }
        text.push('\n');
    }
    let _ = writeln!(
        text,
        "yes: the lower 95 % bound is at least -{TOLERANCE} (money: 0). Money: per 1,000 people, since week 0."
    );
    if standings.iter().any(|standing| standing.verdict() == LedgerVerdict::Undecided) {
        text.push_str("\"?\": undecided, it takes at least two replicates with a value.\n");
    }
}

fn push_headings(text: &mut String, without: &str, colour: bool) {
    let (bold, plain) = if colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    let _ = writeln!(text, "\n{bold}Sustainable? Difference from {without}, ledger by ledger{plain}");
    push_name(text, "");
    let _ = writeln!(text, "{:>24}{:>36}{:>20}", "--- social ---", "--- human ---", "--- economic ---");
    for line in 0..2 {
        push_name(text, "");
        for (heading, width) in COLUMNS {
            let _ = write!(text, "{:>width$}", heading[line]);
        }
        text.push('\n');
    }
}

/// The verdict and the mean difference; money in thousands.
fn cell(standing: &LedgerStanding, width: usize, colour: bool) -> String {
    let mean = standing.difference.mean;
    let number = match standing.measure {
        _ if !mean.is_finite() => "-".to_owned(),
        NET_MONEY => with_sign(mean / 1000.0),
        _ => signed(mean, 3),
    };
    let (word, code) = match standing.verdict() {
        LedgerVerdict::Yes => ("yes", 32),
        LedgerVerdict::No => ("no", 31),
        LedgerVerdict::Undecided => return format!("{:>width$}", format!("? {number}")),
    };
    let padded = format!("{:>width$}", format!("{word} {number}"));
    if colour { format!("\x1b[{code}m{padded}\x1b[0m") } else { padded }
}

/// A whole number with commas, and with a sign unless it comes to zero.
fn with_sign(value: f64) -> String {
    let text = whole(value);
    if text.starts_with('-') || text == "0" { text } else { format!("+{text}") }
}
