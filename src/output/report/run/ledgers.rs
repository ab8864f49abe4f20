//! What became of trust: honoured and burned, regenerated and consumed, and what only faded.

use super::RunTold;
use crate::analysis::books::Account;
use crate::analysis::helped::HelpedFlow;
use crate::model::ledger::Object;
use crate::output::report::picture::figure;
use crate::output::report::speech::Speaker;
use crate::output::report::table::{Cell, Table};
use maud::{Markup, html};

/// Of which trust.
const OBJECTS: [Object; 2] = [Object::General, Object::Services];
/// What moves it, in the order in which it is told.
const ACCOUNTS: [&str; 7] = ["opening", "honoured", "burned", "regenerated", "consumed", "faded", "closing"];

/// What the section says.
pub(super) fn body(told: &RunTold<'_>, speaker: &Speaker) -> Markup {
    let texts = speaker.texts;
    let pictures = [
        ("ledger_trust", texts.ledger_trust, balance(told, speaker)),
        ("ledger_evidence", texts.ledger_evidence, speaker.text(texts.evidence_says)),
        ("ledger_hours", texts.ledger_hours, hours(told, speaker)),
    ];
    html! {
        p { (speaker.text(texts.ledgers_intro)) }
        @for object in OBJECTS { (table(told, speaker, object)) }
        @for (name, title, sentence) in pictures {
            @if let Some(picture) = told.picture(name) { (figure(speaker, picture, title, &sentence)) }
        }
    }
}

/// The whole town, a row a regime.
fn table(told: &RunTold<'_>, speaker: &Speaker, object: Object) -> Markup {
    let texts = speaker.texts;
    let books = &told.findings.books;
    let row = |regime: usize| {
        let sum = |name: &&str| books.mean(regime, |a: &Account| a.account == *name && a.object == object.name());
        let cell = |name: &&str| {
            let sum = if books.n(regime) == 0 { f64::NAN } else { sum(name) };
            Cell::number(sum, html! { (speaker.number(sum, 0)) })
        };
        let first = Cell::text(told.name(regime), super::super::compared::name(told.scenario, regime));
        [first].into_iter().chain(ACCOUNTS.iter().map(cell)).collect()
    };
    let named = |name: &&'static str| (html! { (texts.name(name, name)) }, (*name).to_owned());
    let columns = [(html! { (texts.regime) }, "regime".to_owned())].into_iter().chain(ACCOUNTS.iter().map(named));
    Table {
        name: format!("ledger-{}", object.name()),
        caption: speaker.say(texts.ledger_caption, &[("trust", &trust(speaker, object))]),
        columns: columns.collect(),
        rows: (0..told.scenario.regimes.len()).map(row).collect(),
    }
    .render(speaker)
}

fn trust(speaker: &Speaker, object: Object) -> &'static str {
    if object == Object::Services { speaker.texts.trust_services } else { speaker.texts.trust_people }
}

/// What help regenerated less what it consumed, for each person whom it reached.
fn balance(told: &RunTold<'_>, speaker: &Speaker) -> Markup {
    let (texts, found) = (speaker.texts, &told.findings.helped);
    let beyond = told.findings.sustainability.without.is_some();
    let parts: Vec<Markup> = (0..told.scenario.regimes.len())
        .filter_map(|regime| {
            let at = (Object::General, HelpedFlow::Balance);
            let estimate = if beyond { found.beyond_none(regime, at) } else { found.as_run(regime, at) };
            let estimate = estimate.filter(|estimate| estimate.n > 0)?;
            Some(html! { (told.name(regime)) " " (speaker.amount(estimate, 2, true)) (speaker.bounds(estimate, 2)) })
        })
        .collect();
    match parts.is_empty() {
        true => speaker.text(texts.balance_nobody),
        false => speaker
            .say(if beyond { texts.balance_beyond } else { texts.balance_as_run }, &[("all", &speaker.list(&parts))]),
    }
}

/// How many hours each way of help used.
fn hours(told: &RunTold<'_>, speaker: &Speaker) -> Markup {
    let books = &told.findings.books;
    let used = |regime: usize| {
        books.mean(regime, |a: &Account| a.account == "hours_used_desk" || a.account == "hours_used_meetings")
    };
    let parts: Vec<Markup> = (0..told.scenario.regimes.len())
        .filter(|regime| books.n(*regime) > 0)
        .map(|regime| html! { (told.name(regime)) " " (speaker.number(used(regime), 0)) })
        .collect();
    speaker.say(speaker.texts.hours_says, &[("all", &speaker.list(&parts))])
}
