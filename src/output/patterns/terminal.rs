//! What became of the patterns, in a few lines each.

use crate::analysis::patterns::Outcome;
use crate::analysis::patterns::verdict::{Found, Verdict};
use crate::analysis::statistics::Estimate;
use std::fmt::Write as _;

/// A line a pattern, and one a number that is asked for.
#[must_use]
pub fn terminal(found: &[Found]) -> String {
    let mut text = String::new();
    for one in found {
        let (pattern, whole, verdict) = (&one.pattern, &one.whole, one.verdict());
        // Writing into a string cannot fail.
        let (whose, worlds) = (pattern.kind.whose(), whole.replicates);
        let _ = writeln!(text, "{:5} {:12} ({whose}; {worlds} worlds)", pattern.id, verdict.word());
        for (place, criterion) in pattern.criteria.iter().enumerate() {
            let (Some(asks), Some(outcome)) = (criterion.asks, whole.outcomes[place]) else { continue };
            let value = value(&whole.estimates[place]);
            let _ = writeln!(text, "        {:10} {:22} {value} (asked: {asks})", outcome.word(), criterion.name);
        }
        if let Verdict::Conditional(names) = verdict {
            let _ = writeln!(text, "        depends on {}", names.join(", "));
        }
        text += &too_few(one);
    }
    text
}

/// What the test would need, if it has too little.
fn too_few(one: &Found) -> String {
    match one.needs() {
        Some(_) if one.has_power() => String::new(),
        Some(needs) => format!("        needs {} worlds to find the smallest effect in 90 % of cases\n", needs.worlds),
        None if one.whole.outcome() == Outcome::Undecided => {
            "        too few worlds to say how many it needs\n".to_owned()
        }
        None => String::new(),
    }
}

/// A mean with its interval.
pub(super) fn value(e: &Estimate) -> String {
    if e.n == 0 {
        return "none".to_owned();
    }
    let decimals = if e.mean.abs() >= 100.0 {
        1
    } else if e.mean.abs() >= 1.0 {
        2
    } else {
        4
    };
    let signed = |x: f64| format!("{x:+.decimals$}").replace('-', "\u{2212}");
    if e.low.is_finite() {
        format!("{} [{}, {}]", signed(e.mean), signed(e.low), signed(e.high))
    } else {
        signed(e.mean)
    }
}
