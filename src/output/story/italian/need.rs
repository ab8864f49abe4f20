//! Trouble, asking and recovery in Italian.

use super::words::{date, horizon, many_by_tie, number, often, relapses, span, things, times};
use crate::analysis::chronicle::digest::{Asking, Began, Spell};
use crate::output::story::lines::capital;
use crate::output::story::tongue::{Refusers, Until};

/// That there was no need.
pub(super) fn never(weeks: u32, untroubled: bool) -> String {
    let years = horizon(weeks);
    if untroubled {
        format!("In {years} nessun problema di vita ha colpito questa persona.")
    } else {
        format!("In {years} questa persona non è mai stata in difficoltà.")
    }
}

/// When the trouble began.
pub(super) fn trouble(first: &Spell) -> String {
    let when = capital(&date(first.from));
    let how = match first.began {
        Began::Before => "All'apertura dei servizi questa persona era già in difficoltà".to_owned(),
        Began::Onset => format!("{when} un problema di vita ha colpito questa persona"),
        Began::Relapse => format!("{when} un vecchio problema di vita si è ripresentato a questa persona"),
        Began::Worsened => format!("{when} un vecchio problema di vita è tornato a pesare su questa persona"),
    };
    if first.needed == 0 {
        return how + ".";
    }
    let had = if first.began == Began::Before { " e" } else { ", che" };
    format!("{how}{had} {} per farcela.", had_of(first.had, first.needed))
}

/// What they had of the insights needed, with its verb.
fn had_of(had: u32, needed: u32) -> String {
    match (had, needed) {
        (0, 1) => "non aveva la consapevolezza necessaria".to_owned(),
        (_, 1) => "aveva la consapevolezza necessaria".to_owned(),
        (0, _) => format!("non aveva nessuna delle {} consapevolezze necessarie", number(needed)),
        (1, _) => format!("aveva una delle {} consapevolezze necessarie", number(needed)),
        (had, _) if had == needed => format!("aveva tutte le {} consapevolezze necessarie", number(needed)),
        _ => format!("aveva {} delle {} consapevolezze necessarie", number(had), number(needed)),
    }
}

fn until(until: Until) -> &'static str {
    match until {
        Until::Help => "Prima che arrivasse l'aiuto",
        Until::Recovery => "Prima di superare il problema",
        Until::End => "Da allora",
    }
}

/// That nobody was asked for a favour.
pub(super) fn asked_nobody(when: Until) -> String {
    format!("{} non ha chiesto favori a nessuno.", until(when))
}

/// Whom they asked, how often, and who refused.
pub(super) fn asked(when: Until, asked: &Asking, by: Option<Refusers>) -> String {
    let until = until(when);
    if asked.requests == 1 {
        return match (asked.refused, by) {
            (0, _) => format!("{until} ha chiesto un solo favore, e l'ha avuto."),
            (_, Some(Refusers::Only(person))) => {
                format!("{until} ha chiesto un solo favore, rifiutato dalla persona n. {person}.")
            }
            _ => format!("{until} ha chiesto un solo favore, rifiutato."),
        };
    }
    let people = things(asked.people, "nessuno", "una persona", "persone");
    let rate = often(asked.requests, asked.weeks).map_or_else(String::new, |rate| format!(", {rate}"));
    let refused = match asked.refused {
        0 => "senza rifiuti".to_owned(),
        n if n == asked.requests => "ricevendo solo rifiuti".to_owned(),
        n => format!("con {}", things(n, "nessun rifiuto", "un rifiuto", "rifiuti")),
    };
    let by = match by {
        Some(Refusers::Only(person)) if asked.refused > 1 => format!(", tutti della persona n. {person}"),
        Some(Refusers::Only(person)) => format!(" della persona n. {person}"),
        Some(Refusers::Often(person, n)) => format!(", {} della persona n. {person}", number(n)),
        Some(Refusers::Ties(tie)) => format!(", per lo più di {}", many_by_tie(tie)),
        None => String::new(),
    };
    format!("{until} ha chiesto favori {} a {people}{rate}, {refused}{by}.", times(asked.requests))
}

/// When they first recovered.
pub(super) fn recovered(week: u32, after: Option<(u32, Began)>) -> String {
    let after = match after {
        Some((weeks, Began::Before)) => format!(", {} dopo l'apertura dei servizi", span(weeks)),
        Some((weeks, _)) => format!(", {} dopo l'inizio delle difficoltà", span(weeks)),
        None => String::new(),
    };
    format!("{} ha superato il problema{after}.", capital(&date(week)))
}

/// That they fell back.
pub(super) fn fell_back(n: u32, week: u32, lasted: Option<u32>) -> String {
    let lasted = lasted.map_or_else(|| "fino alla fine".to_owned(), |weeks| format!("durata {}", span(weeks)));
    match n {
        1 => format!("{} ha avuto una ricaduta, {lasted}.", capital(&date(week))),
        n => format!("Ha avuto {}, l'ultima {}, {lasted}.", relapses(n), date(week)),
    }
}
