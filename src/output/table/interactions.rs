//! What one difference between regimes adds to another, for the first two-by-twos of a run.

use super::cells::push_name;
use super::columns::{DIFFERENCE_WIDTH, push_headings, with_interval};
use crate::analysis::Findings;
use crate::analysis::interactions::TwoByTwo;
use crate::model::indicator::{DIFFERENCES, POPULATIONS, TOLD_OF};
use std::fmt::Write as _;

/// Two-by-twos shown.
const SHOWN: usize = 3;

pub(super) fn push(text: &mut String, names: &[String], findings: &Findings, colour: bool) {
    let all = findings.interactions.two_by_twos();
    for (place, square) in all.iter().enumerate().take(SHOWN) {
        text.push('\n');
        push_headings(text, &title(square, names), &DIFFERENCES, DIFFERENCE_WIDTH, colour);
        for population in TOLD_OF {
            push_name(text, POPULATIONS[population].name);
            for indicator in DIFFERENCES {
                let found = findings.interactions.as_run(place, population, indicator as usize);
                let shown = (indicator as usize, indicator.row().shown.form);
                text.push_str(&with_interval(found.difference, shown, colour));
            }
            text.push('\n');
        }
    }
    // Writing into a string cannot fail.
    let _ = match all.len() {
        0 => Ok(()),
        more if more > SHOWN => writeln!(text, "Of {more} two-by-twos these are the first: interactions.csv"),
        _ => writeln!(text, "Also at equal turns and per worker hour: interactions.csv"),
    };
}

fn title(square: &TwoByTwo, names: &[String]) -> String {
    let name = |regime: usize| names.get(regime).map_or("", String::as_str);
    let TwoByTwo { regime, reference, other_regime, other_reference, .. } = *square;
    format!("({} - {}) - ({} - {})", name(regime), name(reference), name(other_regime), name(other_reference))
}
