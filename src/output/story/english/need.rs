//! Trouble, asking and recovery in English.

use super::words::{date, horizon, many_by_tie, number, often, part_of, span, times};
use crate::analysis::chronicle::digest::{Asking, Began, Spell};
use crate::output::story::tongue::{Refusers, Until};

/// That there was no need.
pub(super) fn never(weeks: u32, untroubled: bool) -> String {
    let years = horizon(weeks);
    if untroubled {
        format!("In {years} no life problem struck this person.")
    } else {
        format!("In {years} this person was never in need.")
    }
}

/// When the trouble began.
pub(super) fn trouble(first: &Spell) -> String {
    let how = match first.began {
        Began::Before => "When services opened, this person was already in need".to_owned(),
        Began::Onset => format!("In {} a life problem struck this person", date(first.from)),
        Began::Relapse => format!("In {} an earlier life problem came back to this person", date(first.from)),
        Began::Worsened => format!("In {} an earlier life problem grew on this person again", date(first.from)),
    };
    if first.needed == 0 {
        return how + ".";
    }
    let had = if first.began == Began::Before { " and" } else { ", who" };
    format!("{how}{had} had {} needed to cope.", part_of(first.had, first.needed, "insights"))
}

fn until(until: Until) -> &'static str {
    match until {
        Until::Help => "Before help came",
        Until::Recovery => "Until they recovered",
        Until::End => "From then on",
    }
}

/// That nobody was asked for a favour.
pub(super) fn asked_nobody(when: Until) -> String {
    format!("{} they asked nobody for a favour.", until(when))
}

/// Whom they asked, how often, and who refused.
pub(super) fn asked(when: Until, asked: &Asking, by: Option<Refusers>) -> String {
    let rate = often(asked.requests, asked.weeks).map_or_else(String::new, |rate| format!(", {rate}"));
    let people = if asked.people == 1 { "one person".to_owned() } else { format!("{} people", number(asked.people)) };
    let favours = if asked.requests == 1 { "a favour" } else { "favours" };
    let refused = match asked.refused {
        0 => "nobody refused".to_owned(),
        n => format!("{} they were refused", times(n)),
    };
    let by = match by {
        Some(Refusers::Only(person)) => format!(", by person {person}"),
        Some(Refusers::Often(person, n)) => format!(", {} by person {person}", times(n)),
        Some(Refusers::Ties(tie)) => format!(", mostly by {}", many_by_tie(tie)),
        None => String::new(),
    };
    format!("{} they asked {people} for {favours} {}{rate}: {refused}{by}.", until(when), times(asked.requests))
}

/// When they first recovered.
pub(super) fn recovered(week: u32, after: Option<(u32, Began)>) -> String {
    let after = match after {
        Some((weeks, Began::Before)) => format!(", {} after services opened", span(weeks)),
        Some((weeks, _)) => format!(", {} after the trouble began", span(weeks)),
        None => String::new(),
    };
    format!("In {} they recovered{after}.", date(week))
}

/// That they fell back.
pub(super) fn fell_back(n: u32, week: u32, lasted: Option<u32>) -> String {
    let until = lasted.map_or_else(|| "to the end".to_owned(), |weeks| format!("for {}", span(weeks)));
    match n {
        1 => format!("In {} they were in need again, {until}.", date(week)),
        n => format!("They fell back {}, the last time in {}, {until}.", times(n), date(week)),
    }
}
