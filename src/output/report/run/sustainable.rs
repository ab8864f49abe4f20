//! Whether each way of help uses up what it draws on, ledger by ledger.

use super::RunTold;
use crate::analysis::sustainability::{LEDGER_MEASURES, LedgerStanding, LedgerVerdict, NET_MONEY, Position};
use crate::output::report::picture::figure;
use crate::output::report::speech::Speaker;
use crate::output::report::table::{Cell, Table};
use maud::{Markup, html};

/// What the section says.
pub(super) fn body(told: &RunTold<'_>, speaker: &Speaker) -> Markup {
    let texts = speaker.texts;
    let found = &told.findings.sustainability;
    match found.without.filter(|_| !found.standings.is_empty()) {
        None => html! { p { (speaker.text(texts.sustainable_none)) } },
        Some(without) => html! {
            p { (speaker.say(texts.sustainable_intro, &[("reference", &told.name(without))])) }
            p { (counted(told, speaker)) }
            p class="small" { (speaker.text(texts.sustainable_same)) }
            (table(told, speaker))
            p class="small" { (speaker.say(texts.money_counts, &[
                ("week", &speaker.plain(told.scenario.parameters.get("productive_week").unwrap_or(f64::NAN))),
                ("hour", &speaker.plain(told.scenario.parameters.get("cost_per_hour").unwrap_or(f64::NAN))),
            ])) }
            @if let Some(picture) = told.picture("sustainability") {
                (figure(speaker, picture, texts.sustainable_plot, &counted(told, speaker)))
            }
        },
    }
}

fn judged<'a>(told: &'a RunTold<'_>) -> impl Iterator<Item = &'a LedgerStanding> {
    let found = &told.findings.sustainability;
    let regimes = (0..told.scenario.regimes.len()).filter(|regime| Some(*regime) != found.without);
    regimes.flat_map(move |regime| (0..LEDGER_MEASURES.len()).filter_map(move |measure| found.at(regime, measure)))
}

/// How many verdicts there are of each kind.
fn counted(told: &RunTold<'_>, speaker: &Speaker) -> Markup {
    let of = |said| speaker.whole(judged(told).filter(|standing| word(standing) == said).count());
    let (yes, same, no) = (of("yes"), of("same"), of("no"));
    let not_shown = of(LedgerVerdict::NotShown.word());
    let none = told.name(told.findings.sustainability.without.unwrap_or_default());
    let all = speaker.whole(judged(told).count());
    speaker.say(
        speaker.texts.sustainable_counted,
        &[("all", &all), ("yes", &yes), ("same", &same), ("reference", &none), ("no", &no), ("not_shown", &not_shown)],
    )
}

/// The verdict as picture and terminal say it: what was shown to be neither lower nor higher is the same.
fn word(standing: &LedgerStanding) -> &'static str {
    match (standing.verdict(), standing.position()) {
        (LedgerVerdict::Yes, Position::Same) => Position::Same.word(),
        (verdict, _) => verdict.word(),
    }
}

fn table(told: &RunTold<'_>, speaker: &Speaker) -> Markup {
    let texts = speaker.texts;
    let words = |word: &'static str| texts.name(word, word);
    let row = |standing: &LedgerStanding| {
        let measure = &LEDGER_MEASURES[standing.measure];
        let decimals = if standing.measure == NET_MONEY { 0 } else { 3 };
        let regime = super::super::compared::name(told.scenario, standing.regime);
        let (verdict, position, trend) = (word(standing), standing.position().word(), standing.trend().word());
        vec![
            Cell::text(told.name(standing.regime), regime),
            Cell::text(html! { (words(measure.ledger)) }, measure.ledger),
            Cell::text(html! { (texts.name(measure.name, measure.label)) }, measure.name),
            Cell::text(html! { strong { (words(verdict)) } }, verdict),
            Cell::number(standing.difference.mean, speaker.cell(&standing.difference, decimals)),
            Cell::text(html! { (words(position)) }, position),
            Cell::text(html! { (words(trend)) }, trend),
        ]
    };
    let columns = [
        (texts.regime, "regime"),
        (texts.ledger, "ledger"),
        (texts.measure, "measure"),
        (texts.is_sustainable, "sustainable"),
        (texts.difference, "difference"),
        (texts.position, "position"),
        (texts.trend, "trend"),
    ];
    Table {
        name: "sustainability".to_owned(),
        caption: speaker.text(texts.sustainable_caption),
        columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
        rows: judged(told).map(row).collect(),
    }
    .render(speaker)
}
