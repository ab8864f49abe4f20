//! What was given, how trust went and how things stand at the end, in English.

use super::words::{date, listed, number, things, times};
use crate::analysis::chronicle::digest::{Digest, Given};
use crate::analysis::chronicle::{BeliefSource, NeedStatus};
use crate::model::ledger::Cause;
use crate::output::story::belief::{Going, Trust, Way};

/// What they gave.
pub(super) fn gave(given: &Given) -> String {
    let mut parts = Vec::new();
    if given.turns > 0 {
        parts.push(format!("{} at meetings", things(given.turns, "turn", "turns")));
    }
    parts.push(things(given.favours, "favour", "favours"));
    parts.push(things(given.acts, "civic act", "civic acts"));
    let said_no = match given.declined {
        0 => "never said no".to_owned(),
        n => format!("said no {}", times(n)),
    };
    format!("They gave {}, and {said_no}.", listed(&parts))
}

/// How a belief went.
pub(super) fn went(&Going { of, from, to, way }: &Going) -> String {
    let name = match of {
        Trust::People => "Out of a hundred, trust in people",
        Trust::Services => "Trust in services",
        Trust::Oneself => "Belief in themselves",
    };
    let ends = || match (from, to) {
        (from, to) if from == to => format!("{name} began and ended at {from}"),
        (from, to) if from < to => format!("{name} rose from {from} to {to}"),
        (from, to) => format!("{name} fell from {from} to {to}"),
    };
    match way {
        Way::Ends => ends() + ".",
        Way::Turn { rose, to: turned, year, by } => {
            let verb = if rose { "rose" } else { "fell" };
            format!("{name}, {from} at first, {verb} to {turned} in year {year}{}, and ended at {to}.", most(by))
        }
        Way::Furthest { year, by } => format!("{}, furthest in year {year}{}.", ends(), most(by)),
    }
}

/// What moved a belief most.
fn most(by: Option<BeliefSource>) -> String {
    let Some(by) = by else { return String::new() };
    let heading = match by {
        BeliefSource::Giving => "helping others",
        BeliefSource::Of(Cause::Favour) => "favours",
        BeliefSource::Of(Cause::Refusal) => "refusals",
        BeliefSource::Of(Cause::Visit) => "visits to the desk",
        BeliefSource::Of(Cause::Prescription) => "prescriptions",
        BeliefSource::Of(Cause::Dialogue) => "turns in dialogue",
        BeliefSource::Of(Cause::Waiting) => "waiting",
        BeliefSource::Of(Cause::Act) => "kind strangers",
        BeliefSource::Of(Cause::Hearsay) => "hearsay",
        BeliefSource::Of(Cause::Onset) => "the trouble itself",
        BeliefSource::Of(Cause::Hope) => "how other members fared",
        BeliefSource::Of(Cause::Asked) => "being asked by the professional",
    };
    format!(", most by {heading}")
}

/// How it stands at the end.
pub(super) fn end(life: &Digest) -> String {
    let last = &life.last;
    let member = if last.member { ", still a member" } else { "" };
    let insights = insights(life);
    let standing = match last.standing {
        NeedStatus::Untroubled => "untroubled",
        NeedStatus::InNeed => "in need",
        NeedStatus::Recovered => "recovered",
    };
    let ended = match life.moved {
        Some(week) => format!("In {} they moved away,", date(week)),
        None => "They ended".to_owned(),
    };
    format!("{ended} {standing}{member}, with {insights}{}.", things(last.ties, "tie", "ties"))
}

/// The insights that are had at the end, if any are needed, with more to follow.
pub(super) fn insights(life: &Digest) -> String {
    match life.last.needed {
        0 => String::new(),
        needed => format!("{} of {} insights and ", number(life.last.had), number(needed)),
    }
}
