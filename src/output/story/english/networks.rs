//! Helping networks in English: entry, turns, insights and leaving.

use super::clause::door;
use super::words::{date, listed, number, so_many, span, things, times};
use crate::analysis::chronicle::Leaving;
use crate::analysis::chronicle::digest::{Digest, Membership, Wait};
use crate::model::ledger::Channel;
use crate::output::story::lines::capital;
use crate::output::story::tongue::{Into, Learnt};

/// By which door, after which wait, into what.
pub(super) fn entry(stay: &Membership, what: Into) -> String {
    let waited = match stay.entered - stay.wait.from {
        0 => "got in at once".to_owned(),
        weeks => format!("waited {}", span(weeks)),
    };
    format!("In {} {}, {waited} and {}.", date(stay.wait.from), door(&stay.wait), into(what))
}

/// What was entered.
fn into(what: Into) -> String {
    let others = |n| things(n, "other", "others");
    let around = |n| format!("had a network of {} formed around them", things(n, "supporter", "supporters"));
    match what {
        Into::Talks => "saw the professional alone".to_owned(),
        Into::Around { supporters: 0, would_not: 0 } => {
            "had a network formed around them, to which nobody was asked".to_owned()
        }
        Into::Around { supporters, would_not: 0 } => around(supporters),
        Into::Around { supporters, would_not } => format!("{} ({} refused)", around(supporters), number(would_not)),
        Into::NewGroup => "were the first in a new group".to_owned(),
        Into::Peers(n) => format!("joined a group of {} with the same problem", others(n)),
        Into::Residents(n) => format!("joined a community group of {}", others(n)),
    }
}

/// That they had recovered before there was a place.
pub(super) fn recovered_waiting(wait: &Wait, weeks: u32) -> String {
    let (when, door) = (date(wait.from), door(wait));
    format!("In {when} {door}, but before a place was free, {} later, they had recovered.", span(weeks))
}

/// That they waited to the end.
pub(super) fn waited_to_the_end(wait: &Wait, weeks: u32) -> String {
    format!("In {} {}, and {} later, at the end, still waited.", date(wait.from), door(wait), span(weeks))
}

/// Turns about their own life; if brief, without what was prescribed.
pub(super) fn turns(life: &Digest, brief: bool) -> String {
    let turns = &life.turns;
    let mut time = span(life.weeks_a_member());
    if life.stays.len() > 1 {
        time = format!("{time} and {} stays", number(life.stays.len() as u32));
    }
    if turns.received == 0 {
        return format!("In {time} no turn was about their own life.");
    }
    let were = if turns.felt < 2 { "was" } else { "were" };
    let mut parts = vec![format!("{} {were} felt as help", so_many(turns.felt))];
    if turns.refused > 0 {
        parts.push(format!("{} refused", number(turns.refused)));
    }
    if turns.missed > 0 && !brief {
        parts.push(format!("{} advice was followed in vain", times(turns.missed)));
    }
    let parts = listed(&parts);
    if turns.received == turns.prescribed {
        return format!("In {time} the professional prescribed {}: {parts}.", times(turns.received));
    }
    let prescribed = match turns.prescribed {
        n if n > 0 && !brief => format!(" ({} prescribed)", number(n)),
        _ => String::new(),
    };
    format!("Of {} about their own life{prescribed} in {time}, {parts}.", things(turns.received, "turn", "turns"))
}

/// What was learnt, how and from whom.
pub(super) fn learnt(learnt: &Learnt, brief: bool) -> String {
    let what = format!("They learnt {} they needed", things(learnt.all, "insight", "insights"));
    if brief {
        return what + ".";
    }
    let way = match learnt.by {
        Channel::Prescription => "as prescribed",
        Channel::Dialogue => "told in dialogue",
        Channel::Private => "found in dialogue",
        Channel::Bystander => "caught while others spoke",
        Channel::Greeting => "handed on at entry",
        Channel::Giving => "found by helping others",
        Channel::Alone => "found by living with the problem",
    };
    let how = match (learnt.all, learnt.most) {
        (1, _) => way.to_owned(),
        (all, most) if all == most => format!("all {way}"),
        (_, most) => format!("{} {way}", number(most)),
    };
    let teacher = match learnt.teacher {
        Some((person, count)) => format!("; {} came from person {person}", number(count)),
        None => String::new(),
    };
    format!("{what}, {how}{teacher}.")
}

/// What was adopted by mistake.
pub(super) fn mistaken(insights: u32) -> String {
    format!("{} they did not need they took over by mistake.", capital(&number(insights)))
}

/// How the last stay ended.
pub(super) fn left(week: u32, how: Leaving, again: bool) -> String {
    let again = if again { " for the last time" } else { "" };
    match how {
        Leaving::DropOut => format!("In {} they dropped out{again}, still in need.", date(week)),
        Leaving::Recovered => format!("In {} they left{again}, recovered.", date(week)),
        Leaving::Agreed => {
            format!("In {} the meetings agreed were over{again}, and they left, still in need.", date(week))
        }
        Leaving::Alone => format!("In {} the group, down to them alone, closed.", date(week)),
        Leaving::Moved => format!("In {} they moved away.", date(week)),
    }
}
