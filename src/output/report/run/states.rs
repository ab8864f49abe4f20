//! How people stand at the horizon, and how far each way of help is from the reference.

use super::RunTold;
use crate::analysis::contrasts::Adjustment;
use crate::model::indicator::{
    DIFFERENCES, EVER_ENTERED, EVERYONE, HEADLINE, INDICATORS, Indicator, MAIN, ON_TERMINAL, POPULATIONS, Per, TOLD_OF,
};
use crate::output::report::speech::Speaker;
use crate::output::report::table::{Cell, Table};
use maud::{Markup, html};

/// What a row of the short table holds.
const SHORT: [Indicator; 6] = [
    Indicator::Entered,
    Indicator::Recovered,
    Indicator::General,
    Indicator::Services,
    Indicator::Dependence,
    Indicator::WorkerHours,
];

/// The few numbers of the first screen.
pub(super) fn short(told: &RunTold<'_>, speaker: &Speaker) -> Markup {
    let caption = speaker.say(speaker.texts.short_caption, &[("weeks", &speaker.whole(told.scenario.weeks))]);
    let rows = (0..told.scenario.regimes.len()).map(|regime| {
        let mut row = vec![named(told, regime)];
        row.extend(SHORT.map(|indicator| {
            let of_town = indicator.row().per == Per::ThousandPeople;
            state(told, speaker, (regime, if of_town { EVERYONE } else { HEADLINE }, indicator))
        }));
        row
    });
    table(speaker, "short", caption, &SHORT, rows.collect())
}

/// What the section says.
pub(super) fn body(told: &RunTold<'_>, speaker: &Speaker) -> Markup {
    let texts = speaker.texts;
    html! {
        p { (speaker.text(texts.states_intro)) }
        @for population in TOLD_OF {
            @let rows = rows_of(told, speaker, population);
            @if !rows.is_empty() {
                @let people = POPULATIONS[population].name;
                @let caption = speaker.say(texts.states_caption, &[("people", &speaker.people(population))]);
                (table(speaker, &format!("state-{people}"), caption, &shown(population), rows))
            }
        }
        h3 { (texts.contrasts_title) }
        p {
            (speaker.say(texts.contrasts_intro, &[("reference", &told.name(told.reference()))]))
            @if told.has_intervals() { " " (speaker.text(texts.contrasts_brackets)) }
        }
        (contrasts(told, speaker, Adjustment::AsRun, texts.contrasts_caption))
        h3 { (texts.per_hour_title) }
        p { (speaker.text(texts.per_hour_intro)) }
        (contrasts(told, speaker, Adjustment::PerWorkerHour, texts.per_hour_caption))
    }
}

/// The columns of the terminal: hours are those of the whole town.
fn shown(population: usize) -> Vec<Indicator> {
    let of_town = |indicator: &Indicator| indicator.row().per == Per::ThousandPeople;
    ON_TERMINAL.into_iter().filter(|indicator| population == EVERYONE || !of_town(indicator)).collect()
}

fn rows_of(told: &RunTold<'_>, speaker: &Speaker, population: usize) -> Vec<Vec<Cell>> {
    let has_people = |regime: &usize| {
        let found = told.findings.summary.at_horizon(*regime, population, Indicator::General as usize);
        population != EVER_ENTERED || found.is_some_and(|estimate| estimate.n > 0)
    };
    let row = |regime| {
        let cells =
            shown(population).into_iter().map(|indicator| state(told, speaker, (regime, population, indicator)));
        [named(told, regime)].into_iter().chain(cells).collect()
    };
    (0..told.scenario.regimes.len()).filter(has_people).map(row).collect()
}

fn named(told: &RunTold<'_>, regime: usize) -> Cell {
    Cell::text(told.name(regime), super::super::compared::name(told.scenario, regime))
}

fn state(told: &RunTold<'_>, speaker: &Speaker, (regime, population, indicator): (usize, usize, Indicator)) -> Cell {
    let found = told.findings.summary.at_horizon(regime, population, indicator as usize);
    let mean = found.map_or(f64::NAN, |estimate| estimate.mean);
    Cell::number(mean, html! { (speaker.value(indicator.row(), mean)) })
}

fn table(speaker: &Speaker, name: &str, caption: Markup, columns: &[Indicator], rows: Vec<Vec<Cell>>) -> Markup {
    let first = (html! { (speaker.texts.regime) }, "regime".to_owned());
    let of = |indicator: &Indicator| (html! { (speaker.indicator(indicator.row())) }, indicator.row().name.to_owned());
    let columns = [first].into_iter().chain(columns.iter().map(of)).collect();
    Table { name: name.to_owned(), caption, columns, rows }.render(speaker)
}

/// A row an indicator, a column a way of help.
fn contrasts(told: &RunTold<'_>, speaker: &Speaker, basis: Adjustment, caption: &str) -> Markup {
    let (texts, reference) = (speaker.texts, told.reference());
    let others: Vec<usize> = (0..told.scenario.regimes.len()).filter(|regime| *regime != reference).collect();
    if others.is_empty() {
        return html! { p { (speaker.text(texts.nothing_compared)) } };
    }
    let indicators: &[Indicator] = if basis == Adjustment::AsRun { &MAIN } else { &DIFFERENCES };
    let row = |indicator: &Indicator| {
        let row = &INDICATORS[*indicator as usize];
        let cell = |regime: &usize| {
            let of = ((*regime, reference), basis, (HEADLINE, *indicator as usize));
            let found = told.findings.contrasts.at(of.0, of.1, of.2).map(|contrast| contrast.difference);
            match found.filter(|difference| difference.n > 0) {
                Some(difference) => Cell::number(difference.mean, speaker.in_cell(row, &difference)),
                None => Cell::number(f64::NAN, html! { "\u{2013}" }),
            }
        };
        let first = html! { (speaker.indicator(row)) " " span class="soft" { (speaker.unit(row)) } };
        [Cell::text(first, row.name)].into_iter().chain(others.iter().map(cell)).collect()
    };
    let named = |regime: &usize| (told.name(*regime), super::super::compared::name(told.scenario, *regime).to_owned());
    let columns = [(html! { (texts.indicator) }, "indicator".to_owned())].into_iter().chain(others.iter().map(named));
    Table {
        name: format!("contrasts-{}", basis.name()),
        caption: speaker.say(caption, &[("reference", &told.name(reference))]),
        columns: columns.collect(),
        rows: indicators.iter().map(row).collect(),
    }
    .render(speaker)
}
