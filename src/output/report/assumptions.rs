//! What is assumed: every parameter with its source, those first that the scenario sets itself.

use super::set_here::{self, Varied};
use super::speech::{Speaker, code};
use super::table::{Cell, Table};
use crate::model::parameters::{ParameterRow, SWITCHES, SwitchRow, TABLE};
use crate::scenario::{Scenario, shipped, visible};
use maud::{Markup, html};

/// What the section says.
pub(super) fn body(speaker: &Speaker, scenario: &Scenario, varied: &[Varied]) -> Markup {
    let texts = speaker.texts;
    let (own, rest): (Vec<&ParameterRow>, Vec<&ParameterRow>) =
        TABLE.iter().partition(|row| value(scenario, row) != row.default);
    let thrown: Vec<&SwitchRow> =
        SWITCHES.iter().filter(|row| scenario.switches.get(row.name).is_some_and(|on| on != row.default)).collect();
    html! {
        p { (counted(speaker, scenario)) }
        (sizes(speaker, scenario))
        h3 { (texts.set_here) }
        @let regimes = set_here::own_regimes(scenario);
        @if own.is_empty() && thrown.is_empty() && regimes.is_empty() && varied.is_empty() {
            p { (speaker.text(texts.nothing_set)) }
        }
        @if !regimes.is_empty() { (set_here::regimes(speaker, &regimes)) }
        @if !varied.is_empty() { (set_here::varied(speaker, scenario, varied)) }
        @if !own.is_empty() { (parameters(speaker, scenario, "set-here", texts.set_caption, &own)) }
        @if !thrown.is_empty() { (switches(speaker, scenario, &thrown)) }
        details class="screen" {
            summary { (speaker.say(texts.defaults_title, &[("n", &speaker.whole(rest.len()))])) }
            (parameters(speaker, scenario, "defaults", texts.defaults_caption, &rest))
        }
    }
}

/// How many numbers are assumed, found by a search, or taken from a source.
pub(super) fn counted(speaker: &Speaker, scenario: &Scenario) -> Markup {
    let source = |row: &&ParameterRow| scenario.source_of(row.name);
    let found = TABLE.iter().filter(|row| source(row).starts_with("assumed; found")).count();
    let assumed = TABLE.iter().filter(|row| source(row).contains("assumed")).count() - found;
    let all = TABLE.len();
    speaker.say(
        speaker.texts.sources_counted,
        &[
            ("all", &speaker.whole(all)),
            ("assumed", &speaker.whole(assumed)),
            ("found", &speaker.whole(found)),
            ("sourced", &speaker.whole(all - assumed - found)),
        ],
    )
}

fn value(scenario: &Scenario, row: &ParameterRow) -> f64 {
    scenario.parameters.get(row.name).unwrap_or(row.default)
}

fn sizes(speaker: &Speaker, scenario: &Scenario) -> Markup {
    let texts = speaker.texts;
    let with: [(&str, String); 5] = [
        ("people", speaker.whole(scenario.people)),
        ("replicates", speaker.whole(scenario.replicates)),
        ("weeks", speaker.whole(scenario.weeks)),
        ("burn_in", speaker.whole(scenario.burn_in_weeks)),
        ("towns", speaker.whole(scenario.towns())),
    ];
    let with: Vec<(&str, &dyn maud::Render)> = with.iter().map(|(name, text)| (*name, text as _)).collect();
    html! { p { (speaker.say(texts.sizes, &with)) @if scenario.towns() > 1 { " " (speaker.say(texts.in_towns, &with)) } } }
}

/// What each way of help is.
pub(super) fn regimes(speaker: &Speaker, scenario: &Scenario) -> Markup {
    let texts = speaker.texts;
    let known = |name: &str| {
        let shipped = shipped().iter().find(|known| known.name == name)?;
        Some(texts.name(&shipped.name, &shipped.summary))
    };
    html! {
        dl class="facts" {
            @for regime in &scenario.regimes {
                @let same = shipped().iter().any(|known| known.name == regime.name && known.structure == regime.structure);
                div {
                    dt { (code(&regime.name)) }
                    dd {
                        @match known(&regime.name) {
                            Some(summary) => {
                                (summary)
                                @if !same { " " (speaker.say(texts.regime_changed, &[("all", &set_here::changes(speaker, regime))])) }
                            },
                            None => (speaker.text(texts.regime_own)),
                        }
                    }
                }
            }
        }
    }
}

fn parameters(speaker: &Speaker, scenario: &Scenario, name: &str, caption: &str, rows: &[&ParameterRow]) -> Markup {
    let texts = speaker.texts;
    let row = |row: &&ParameterRow| {
        let (value, source) = (value(scenario, row), scenario.source_of(row.name));
        let range = speaker.range(&speaker.plain(row.plausible_low), &speaker.plain(row.plausible_high));
        vec![
            // The table of parameters is in English.
            Cell::text(html! { (code(row.name)) br; span class="soft-text" lang="en" { (row.meaning) } }, row.name),
            Cell::number(value, html! { (speaker.plain(value)) }),
            Cell::number(row.default, html! { (speaker.plain(row.default)) }),
            Cell::text(html! { (range) }, &format!("{} to {}", row.plausible_low, row.plausible_high)),
            Cell::text(html! { span lang="en" { (row.unit) } }, row.unit),
            Cell::text(html! { span lang="en" { (visible(&source)) } }, &source),
        ]
    };
    let columns = [
        (texts.parameter, "parameter"),
        (texts.value, "value"),
        (texts.default, "default"),
        (texts.range, "plausible_range"),
        (texts.unit, "unit"),
        (texts.source, "source"),
    ];
    Table {
        name: name.to_owned(),
        caption: speaker.text(caption),
        columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
        rows: rows.iter().map(row).collect(),
    }
    .render(speaker)
}

fn switches(speaker: &Speaker, scenario: &Scenario, rows: &[&SwitchRow]) -> Markup {
    let texts = speaker.texts;
    let on =
        |on: bool| Cell::text(html! { (if on { texts.on } else { texts.off }) }, if on { "true" } else { "false" });
    let row = |row: &&SwitchRow| {
        let meaning = html! { (code(row.name)) br; span class="soft-text" lang="en" { (row.meaning) } };
        vec![Cell::text(meaning, row.name), on(scenario.switches.get(row.name).unwrap_or(row.default)), on(row.default)]
    };
    let columns = [(texts.switch, "switch"), (texts.value, "value"), (texts.default, "default")];
    Table {
        name: "switches".to_owned(),
        caption: speaker.text(texts.switches_caption),
        columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
        rows: rows.iter().map(row).collect(),
    }
    .render(speaker)
}
