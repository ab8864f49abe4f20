//! Figures of evidence beside the model: which contradict it, which do not, and of which nothing can be said.

use super::RunTold;
use crate::analysis::validity::{Comparison, ValidityVerdict};
use crate::output::report::speech::{Speaker, code};
use crate::output::report::table::{Cell, Table};
use crate::output::table::written;
use maud::{Markup, html};

/// What the section says.
pub(super) fn body(told: &RunTold<'_>, speaker: &Speaker) -> Markup {
    let texts = speaker.texts;
    let all = &told.findings.validity;
    let of = |verdict: &ValidityVerdict| -> Vec<&Comparison> {
        all.iter().filter(|one| one.verdict() == *verdict).collect()
    };
    let (outside, inside) = (of(&ValidityVerdict::Outside), of(&ValidityVerdict::Inside));
    let unsaid: Vec<&Comparison> =
        all.iter().filter(|one| matches!(one.verdict(), ValidityVerdict::CannotBeSaid(_))).collect();
    let with: [(&str, String); 3] = [
        ("inside", speaker.whole(inside.len())),
        ("outside", speaker.whole(outside.len())),
        ("unsaid", speaker.whole(unsaid.len())),
    ];
    let with: Vec<(&str, &dyn maud::Render)> = with.iter().map(|(name, text)| (*name, text as _)).collect();
    html! {
        p { (speaker.say(texts.validity_counted, &with)) }
        p class="small" {
            (speaker.text(texts.validity_rule))
            @if told.has_intervals() { " " (speaker.text(texts.validity_straddles)) }
        }
        @if !outside.is_empty() {
            h3 { (texts.validity_outside) }
            (compared(told, speaker, "outside", texts.validity_outside_caption, &outside))
        }
        @if !inside.is_empty() {
            details { summary { (texts.validity_inside) }
                (compared(told, speaker, "inside", texts.validity_inside_caption, &inside)) }
        }
        @if !unsaid.is_empty() {
            details class="screen" { summary { (texts.validity_unsaid) } (why(speaker, &unsaid)) }
        }
    }
}

/// Numbers as the reader writes them, with their unit.
fn told_number(speaker: &Speaker, value: f64, unit: &str) -> String {
    let text = written(value, unit);
    match speaker.language {
        crate::output::Language::English => text,
        crate::output::Language::Italian => text.replace('.', ","),
    }
    .replace('-', "\u{2212}")
}

fn compared(told: &RunTold<'_>, speaker: &Speaker, name: &str, caption: &str, all: &[&Comparison]) -> Markup {
    let texts = speaker.texts;
    let row = |one: &&Comparison| {
        let figure = one.figure;
        let of = |value| told_number(speaker, value, &figure.unit);
        let known = html! { (of(figure.value)) " " span class="soft" { "(" (speaker.range(&of(figure.low), &of(figure.high))) ")" } };
        let side = match one.model.mean {
            mean if mean < figure.low => texts.below,
            mean if mean > figure.high => texts.above,
            _ => texts.inside,
        };
        let straddles = one.straddles() == Some(true);
        let under = one.regime.map_or("", |regime| super::super::compared::name(told.scenario, regime));
        vec![
            Cell::text(html! { span lang="en" { (figure.says) } }, &figure.says),
            Cell::number(figure.value, known),
            Cell::number(one.model.mean, html! { (of(one.model.mean)) }),
            Cell::text(html! { (side) @if straddles { " \u{b1}" } }, side),
            Cell::text(html! { @if !under.is_empty() { (code(under)) } }, under),
            Cell::text(html! { (texts.name(figure.purpose.word(), figure.purpose.word())) }, figure.purpose.word()),
            Cell::text(html! { span lang="en" { (figure.source) } }, &figure.source),
        ]
    };
    let columns = [
        (texts.figure, "figure"),
        (texts.known, "known"),
        (texts.model, "model"),
        (texts.side, "side"),
        (texts.under, "regime"),
        (texts.used_as, "use"),
        (texts.source, "source"),
    ];
    Table {
        name: format!("validity-{name}"),
        caption: speaker.text(caption),
        columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
        rows: all.iter().map(row).collect(),
    }
    .render(speaker)
}

fn why(speaker: &Speaker, all: &[&Comparison]) -> Markup {
    let texts = speaker.texts;
    let row = |one: &&Comparison| {
        let why = match one.verdict() {
            ValidityVerdict::CannotBeSaid(why) => why,
            _ => String::new(),
        };
        vec![
            Cell::text(html! { span lang="en" { (one.figure.says) } }, &one.figure.says),
            Cell::text(html! { span lang="en" { (why) } }, &why),
        ]
    };
    Table {
        name: "validity-unsaid".to_owned(),
        caption: speaker.text(texts.validity_unsaid_caption),
        columns: [(texts.figure, "figure"), (texts.why, "why")]
            .map(|(title, name)| (html! { (title) }, name.to_owned()))
            .to_vec(),
        rows: all.iter().map(row).collect(),
    }
    .render(speaker)
}
