//! How trust moved, in a sentence for each belief.

use super::words::of_hundred;
use crate::analysis::chronicle::BeliefSource;
use crate::analysis::chronicle::digest::{Movement, Stretch, TURN};

/// How the belief called `name` went, out of a hundred: its turn if it took one, else where it began and ended; when,
/// and by what most.
pub(super) fn went(name: &str, belief: &Movement) -> String {
    let (from, to) = (of_hundred(belief.from), of_hundred(belief.to));
    if let Some(turn) = belief.turn {
        let verb = if turn.to > belief.from { "rose" } else { "fell" };
        let year = year(&turn);
        return format!(
            "{name}, {from} at first, {verb} to {} in year {year}{}, and ended at {to}",
            of_hundred(turn.to),
            most(&turn)
        );
    }
    if (belief.to - belief.from).abs() < TURN {
        return ends(name, belief);
    }
    format!("{}, furthest in year {}{}", ends(name, belief), year(&belief.year), most(&belief.year))
}

/// Where the belief called `name` began and ended, out of a hundred.
pub(super) fn ends(name: &str, belief: &Movement) -> String {
    match (of_hundred(belief.from), of_hundred(belief.to)) {
        (from, to) if from == to => format!("{name} began and ended at {from}"),
        (from, to) if from < to => format!("{name} rose from {from} to {to}"),
        (from, to) => format!("{name} fell from {from} to {to}"),
    }
}

fn year(stage: &Stretch) -> u32 {
    stage.week.saturating_sub(1) / 52 + 1
}

fn most(stage: &Stretch) -> String {
    stage.by.map_or_else(String::new, |source| format!(", most by {}", heading(source)))
}

fn heading(source: BeliefSource) -> &'static str {
    match source {
        BeliefSource::Of(cause) => cause.in_stories(),
        BeliefSource::Giving => "helping others",
    }
}
