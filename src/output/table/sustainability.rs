//! Whether each regime is sustainable, ledger by ledger: a row a regime, and below it a line for each measure that is used
//! up.

use super::cells::{push_name, rounded, signed, whole};
use crate::analysis::Findings;
use crate::analysis::sustainability::{
    LEDGER_MEASURES, LedgerStanding, LedgerVerdict, NET_MONEY, Position, Sustainability, TOLERANCE, TOLERANCE_PER_YEAR,
    Trend, YearsLeft,
};
use crate::analysis::trend::TREND_WEEKS;
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

/// Nothing is said of years further ahead than this.
const FAR: f64 = 100.0;

/// The verdicts with the differences that they rest on, or a line that says why there are none.
pub(super) fn push(text: &mut String, (names, weeks): (&[String], u32), findings: &Findings, colour: bool) {
    let trend_weeks = TREND_WEEKS.min(weeks);
    let found = &findings.sustainability;
    let Some(without) = found.without else {
        text.push_str(
            "\nSustainability is not judged: no world without helping networks to compare with (add \"none\").\n",
        );
        return;
    };
    if found.standings.iter().all(|standing| standing.difference.n == 0) {
        return;
    }
    push_headings(text, &names[without], colour);
    for (regime, name) in names.iter().enumerate().filter(|(regime, _)| *regime != without) {
        push_regime(text, name, (found, regime), colour);
    }
    let _ = writeln!(
        text,
        "yes: not lower (by over {TOLERANCE}), and everyone's is not falling (by over {TOLERANCE_PER_YEAR} a year, in \
         {trend_weeks} weeks).\n\
         same: yes, and not higher either. no: lower, or used up. ?: not shown; more replicates may tell.\n\
         Money: everyone's, per 1,000 people, tolerance 0."
    );
    if weeks < TREND_WEEKS {
        let _ = writeln!(
            text,
            "A run of under {TREND_WEEKS} weeks: falls and rises are those of its beginning, and may not go on."
        );
    }
    if found.standings.iter().any(|standing| standing.difference.n == 1) {
        text.push_str("One replicate has no interval, so nothing is shown by it.\n");
    }
}

fn push_headings(text: &mut String, without: &str, colour: bool) {
    let (bold, plain) = if colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    let _ = writeln!(text, "\n{bold}Sustainable? Difference of the struck from {without}, ledger by ledger{plain}");
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

/// One regime: its row, what it uses up, and where everyone fares otherwise than those struck.
fn push_regime(text: &mut String, name: &str, (found, regime): (&Sustainability, usize), colour: bool) {
    push_name(text, name);
    let standings: Vec<&LedgerStanding> = (0..COLUMNS.len()).filter_map(|measure| found.at(regime, measure)).collect();
    for (standing, (_, width)) in standings.iter().zip(COLUMNS) {
        text.push_str(&padded(standing, width, colour));
    }
    text.push('\n');
    let used = standings.iter().filter(|standing| standing.trend() == Trend::UsedUp);
    for standing in used.filter_map(|struck| found.of_everyone(regime, struck.measure)) {
        let _ = writeln!(text, "  {}", used_up(standing));
    }
    let everyone = standings.iter().filter_map(|struck| {
        let everyone = found.of_everyone(regime, struck.measure)?;
        let label = LEDGER_MEASURES[struck.measure].label.to_lowercase();
        (everyone.verdict() != struck.verdict()).then(|| format!("{label} {}", cell(everyone)))
    });
    let everyone: Vec<String> = everyone.collect();
    // Two to a line fit always.
    for (line, few) in everyone.chunks(2).enumerate() {
        let _ = writeln!(text, "  {:<9} {}", if line == 0 { "everyone:" } else { "" }, few.join("; "));
    }
}

/// The verdict in a word.
fn word(standing: &LedgerStanding) -> &'static str {
    match standing.verdict() {
        LedgerVerdict::Yes if standing.position() == Position::Same => "same",
        LedgerVerdict::Yes => "yes",
        LedgerVerdict::No => "no",
        LedgerVerdict::NotShown => "?",
    }
}

/// The verdict and the mean difference; money in thousands.
fn cell(standing: &LedgerStanding) -> String {
    let mean = standing.difference.mean;
    let number = match standing.measure {
        _ if !mean.is_finite() => "-".to_owned(),
        NET_MONEY => with_sign(mean / 1000.0),
        _ => signed(mean, 3),
    };
    format!("{} {number}", word(standing))
}

fn padded(standing: &LedgerStanding, width: usize, colour: bool) -> String {
    let padded = format!("{:>width$}", cell(standing));
    let code = match standing.verdict() {
        LedgerVerdict::Yes => 32,
        LedgerVerdict::No => 31,
        LedgerVerdict::NotShown => return padded,
    };
    if colour { format!("\x1b[{code}m{padded}\x1b[0m") } else { padded }
}

/// What falls, how fast, and how long it lasts.
fn used_up(standing: &LedgerStanding) -> String {
    let measure = &LEDGER_MEASURES[standing.measure];
    let (falls, threshold) = match standing.measure {
        NET_MONEY => (format!("{} euro", whole(-standing.slope.mean)), whole(measure.threshold)),
        _ => (rounded(-standing.slope.mean, 4), rounded(measure.threshold, 2)),
    };
    let YearsLeft { expected, soonest, latest } = standing.years_left();
    let lasts = match expected {
        _ if expected <= 0.0 => format!("below {threshold} already"),
        _ if expected > FAR => format!("then below {threshold} in more than {FAR} years"),
        _ => format!("then below {threshold} in {} years ({} to {})", years(expected), years(soonest), years(latest)),
    };
    format!("used up: everyone's {} falls {falls} a year; {lasts}", measure.label.to_lowercase())
}

fn years(years: f64) -> String {
    if years > FAR { format!("over {FAR}") } else { rounded(years, if years < 3.0 { 1 } else { 0 }) }
}

/// A whole number with commas, and with a sign unless it comes to zero.
fn with_sign(value: f64) -> String {
    let text = whole(value);
    if text.starts_with('-') || text == "0" { text } else { format!("+{text}") }
}
