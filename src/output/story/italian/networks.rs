//! Helping networks in Italian: entry, turns, insights and leaving.

use super::clause::door;
use super::words::{and, date, insights, listed, number, number_f, span, things, times};
use crate::analysis::chronicle::Leaving;
use crate::analysis::chronicle::digest::{Digest, Membership, Turns, Wait};
use crate::model::ledger::Channel;
use crate::output::story::lines::capital;
use crate::output::story::tongue::{Into, Learnt};

/// By which door, after which wait, into what.
pub(super) fn entry(stay: &Membership, what: Into) -> String {
    let (when, door) = (capital(&date(stay.wait.from)), door(&stay.wait));
    match stay.entered - stay.wait.from {
        0 => {
            let into = into(what, " subito");
            // What is said of the door after a comma ends with one.
            let comma = if door.contains(',') { "," } else { "" };
            format!("{when} {door}{comma} {} {into}.", and(&into))
        }
        weeks => {
            let into = into(what, "");
            format!("{when} {door}, ha aspettato {} {} {into}.", span(weeks), and(&into))
        }
    }
}

/// What was entered; "subito" if at once.
fn into(what: Into, subito: &str) -> String {
    let around = format!("intorno a lei si è{subito} formata una rete");
    let entered = format!("è entrata{subito} in un gruppo");
    let others = |n: u32| match n {
        0 => "in cui non c'era nessun altro".to_owned(),
        1 => "con un'altra persona".to_owned(),
        n => format!("di altre {} persone", number(n)),
    };
    match what {
        Into::Talks => format!("è stata{subito} seguita dall'operatore in colloqui individuali"),
        Into::Around { supporters: 0, would_not: 0 } => format!("{around} a cui nessuno è stato invitato"),
        Into::Around { supporters: 0, would_not: 1 } => {
            format!("{around} in cui l'unica persona invitata non è entrata")
        }
        Into::Around { supporters: 0, would_not } => {
            format!("{around} in cui nessuna delle {} persone invitate è entrata", number(would_not))
        }
        Into::Around { supporters, would_not } => {
            let refused = match would_not {
                0 => String::new(),
                1 => " (un rifiuto)".to_owned(),
                n => format!(" ({} rifiuti)", number(n)),
            };
            format!("{around} di {}{refused}", things(supporters, "nessuno", "una persona", "persone"))
        }
        Into::NewGroup => format!("è entrata{subito}, per prima, in un nuovo gruppo"),
        Into::Peers(0) => format!("{entered} {}", others(0)),
        Into::Peers(1) => format!("{entered} in cui un'altra persona aveva lo stesso problema"),
        Into::Peers(n) => format!("{entered} {} con lo stesso problema", others(n)),
        Into::Residents(n @ 0..=1) => format!("{entered} di comunità {}", others(n)),
        Into::Residents(n) => format!("{entered} di comunità con altre {} persone", number(n)),
    }
}

/// That they had recovered before there was a place.
pub(super) fn recovered_waiting(wait: &Wait, weeks: u32) -> String {
    let (when, door) = (capital(&date(wait.from)), door(wait));
    format!("{when} {door}, ma {} dopo, prima che si liberasse un posto, aveva superato il problema.", span(weeks))
}

/// That they waited to the end.
pub(super) fn waited_to_the_end(wait: &Wait, weeks: u32) -> String {
    let (when, door) = (capital(&date(wait.from)), door(wait));
    format!("{when} {door}, e {} dopo, alla fine, aspettava ancora.", span(weeks))
}

/// Turns about their own life; if brief, without what was prescribed.
pub(super) fn turns(life: &Digest, brief: bool) -> String {
    let turns = &life.turns;
    let time = match (span(life.weeks_a_member()), life.stays.len() as u32) {
        (time, 0 | 1) => format!("In {time}"),
        (time, stays) => format!("In {} periodi ({time} in tutto)", number(stays)),
    };
    if turns.received == 0 {
        return format!("{time} nessun turno ha riguardato la sua vita.");
    }
    if turns.received == turns.prescribed {
        let prescriptions = things(turns.received, "nessuna prescrizione", "una prescrizione", "prescrizioni");
        return format!("{time} l'operatore le ha dato {prescriptions}: {}.", prescribed(turns, brief));
    }
    if turns.received == 1 {
        let went = match (turns.felt, turns.refused) {
            (0, 0) => "non le è sembrato un aiuto",
            (0, _) => "le è stato rifiutato",
            _ => "le è sembrato un aiuto",
        };
        return format!("{time} il solo turno sulla sua vita {went}.");
    }
    let mut parts = vec![match turns.felt {
        0 => "nessuno le è sembrato un aiuto".to_owned(),
        1 => "uno le è sembrato un aiuto".to_owned(),
        n if n == turns.received => format!("tutti e {} le sono sembrati un aiuto", number(n)),
        n => format!("{} le sono sembrati un aiuto", number(n)),
    }];
    match turns.refused {
        0 => (),
        1 => parts.push("uno è stato rifiutato".to_owned()),
        n => parts.push(format!("{} sono stati rifiutati", number(n))),
    }
    if turns.missed > 0 && !brief {
        parts.push(format!("{} ha seguito invano un consiglio", times(turns.missed)));
    }
    let prescribed = match turns.prescribed {
        n if n > 0 && !brief => format!(" ({} con una prescrizione)", number(n)),
        _ => String::new(),
    };
    format!("{time}, di {} turni sulla sua vita{prescribed}, {}.", number(turns.received), listed(&parts))
}

/// What became of turns that were all prescriptions.
fn prescribed(turns: &Turns, brief: bool) -> String {
    let mut parts = vec![match (turns.felt, turns.received) {
        (0, 1) => "non le è sembrata un aiuto".to_owned(),
        (_, 1) => "le è sembrata un aiuto".to_owned(),
        (0, _) => "nessuna le è sembrata un aiuto".to_owned(),
        (1, _) => "una le è sembrata un aiuto".to_owned(),
        (felt, all) if felt == all => format!("tutte e {} le sono sembrate un aiuto", number(felt)),
        (felt, _) => format!("{} le sono sembrate un aiuto", number(felt)),
    }];
    match (turns.missed, turns.received) {
        _ if brief => (),
        (0, _) => (),
        (_, 1) => parts.push("l'ha seguita invano".to_owned()),
        (1, _) => parts.push("una l'ha seguita invano".to_owned()),
        (n, _) => parts.push(format!("{} le ha seguite invano", number(n))),
    }
    listed(&parts)
}

/// What was learnt, how and from whom.
pub(super) fn learnt(learnt: &Learnt, brief: bool) -> String {
    let useful = if learnt.all == 1 { "utile" } else { "utili" };
    let what = format!("Ha acquisito {} {useful}", insights(learnt.all));
    if brief {
        return what + ".";
    }
    // "ascoltata" and "ascoltate".
    let e = if learnt.most == 1 { 'a' } else { 'e' };
    let way = match learnt.by {
        Channel::Prescription => format!("arrivat{e} con una prescrizione"),
        Channel::Dialogue => format!("ascoltat{e} nel dialogo"),
        Channel::Private => format!("trovat{e} nel dialogo"),
        Channel::Bystander => format!("colt{e} mentre parlavano altri"),
        Channel::Greeting => format!("ricevut{e} all'ingresso"),
        Channel::Giving => format!("trovat{e} aiutando altri"),
        Channel::Alone => format!("trovat{e} vivendo con il problema"),
    };
    let how = match (learnt.all, learnt.most) {
        (1, _) => way,
        (all, most) if all == most => format!("tutte {way}"),
        (_, most) => format!("{} {way}", number_f(most)),
    };
    let teacher = match learnt.teacher {
        Some((person, 1)) if learnt.all == 1 => format!("; viene dalla persona n. {person}"),
        Some((person, 1)) => format!("; una dalla persona n. {person}"),
        Some((person, n)) => format!("; {} dalla persona n. {person}", number(n)),
        None => String::new(),
    };
    format!("{what}, {how}{teacher}.")
}

/// What was adopted by mistake.
pub(super) fn mistaken(n: u32) -> String {
    if n == 1 {
        return "Per errore ha fatto propria anche una consapevolezza che non le serviva.".to_owned();
    }
    format!("Per errore ha fatto proprie anche {} che non le servivano.", insights(n))
}

/// How the last stay ended.
pub(super) fn left(week: u32, how: Leaving, again: bool) -> String {
    let when = capital(&date(week));
    let last = if again { " per l'ultima volta" } else { "" };
    match how {
        Leaving::DropOut => format!("{when} ha abbandonato la rete{last}, ancora in difficoltà."),
        Leaving::Recovered => format!("{when} ha lasciato la rete{last}, a problema superato."),
        Leaving::Agreed => {
            let cycle = if again { "l'ultimo ciclo" } else { "il ciclo" };
            format!("{when} si è concluso {cycle} concordato di incontri, con la persona ancora in difficoltà.")
        }
        Leaving::Alone => format!("{when} il gruppo, in cui era rimasta sola, ha chiuso."),
        Leaving::Moved => format!("{when} si è trasferita altrove."),
    }
}
