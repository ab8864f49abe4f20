//! Hypotheses over the draws of a posterior: in how much of what fits the evidence each of them is so.

use super::page::Section;
use super::speech::{Speaker, code};
use super::table::{Cell, Table};
use crate::analysis::claimed::{ClaimedOverDraws, HypothesisOverDraws};
use crate::analysis::uncertain::Share;
use crate::scenario::{Hypothesis, visible};
use maud::{Markup, html};

/// The section.
pub(super) fn section<'a>(speaker: &Speaker, hypotheses: &'a [Hypothesis], found: &'a ClaimedOverDraws) -> Section<'a> {
    Section::new("claims", speaker.texts.claimed_title, move |speaker| {
        html! {
            p { (speaker.text(speaker.texts.claimed_rule)) }
            (table(speaker, hypotheses, found))
        }
    })
}

/// One sentence a hypothesis, for the first screen.
pub(super) fn sentences(speaker: &Speaker, hypotheses: &[Hypothesis], found: &ClaimedOverDraws) -> Vec<Markup> {
    let one = |(one, over): (&Hypothesis, &HypothesisOverDraws)| {
        let texts = speaker.texts;
        let passed = share(speaker, over.passed, found.distinct);
        let said = match over.direction {
            _ if over.passed.draws == 0 => speaker.text(texts.claimed_nothing),
            None => speaker.say(texts.claimed_within, &[("number", &speaker.plain(one.smallest)), ("passed", &passed)]),
            Some(direction) => {
                let direction = share(speaker, direction, found.distinct);
                let text = if one.smallest == 0.0 && over.direction == Some(over.passed) {
                    texts.claimed_direction_says
                } else {
                    texts.claimed_says
                };
                speaker.say(text, &[("direction", &direction), ("passed", &passed)])
            }
        };
        html! { strong { (one.id) } " (" (visible(&one.claim)) "): " (said) }
    };
    hypotheses.iter().zip(&found.hypotheses).map(one).collect()
}

/// Every hypothesis, and every claim in several parts.
fn table(speaker: &Speaker, hypotheses: &[Hypothesis], found: &ClaimedOverDraws) -> Markup {
    let texts = speaker.texts;
    let dash = || Cell::number(f64::NAN, html! { "\u{2013}" });
    let of = |told: Option<Share>| match told.filter(|told| told.draws > 0) {
        Some(told) => Cell::number(told.share(), share(speaker, told, found.distinct)),
        None => dash(),
    };
    let of_one = |(one, over): (&Hypothesis, &HypothesisOverDraws)| {
        let number = over.number;
        let range = speaker.range(&speaker.signed(number.low, 4), &speaker.signed(number.high, 4));
        vec![
            Cell::text(html! { (one.id) br; (code(&one.observable.to_string())) }, &one.id),
            match number.draws {
                0 => dash(),
                _ => Cell::number(
                    number.mean,
                    html! { (speaker.signed(number.mean, 4)) " " span class="soft" { "(" (range) ")" } },
                ),
            },
            of(over.direction),
            of(Some(over.passed)),
            match number.luck_share() {
                luck if luck.is_finite() => Cell::number(luck, html! { (speaker.percent(luck, 0)) }),
                _ => dash(),
            },
        ]
    };
    let of_all = |(id, passed): &(String, Share)| {
        let name = html! { (id) ": " (texts.claimed_all) };
        vec![Cell::text(name, id), dash(), dash(), of(Some(*passed)), dash()]
    };
    let columns = [
        (texts.test_hypothesis, "hypothesis"),
        (texts.claimed_number, "number"),
        (texts.claimed_direction, "direction_share"),
        (texts.claimed_passed, "passed_share"),
        (texts.uncertain_luck, "luck_share"),
    ];
    let rows = hypotheses.iter().zip(&found.hypotheses).map(of_one);
    Table {
        name: "claims".to_owned(),
        caption: speaker.text(texts.claimed_caption),
        columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
        rows: rows.chain(found.claims.iter().map(of_all)).collect(),
    }
    .render(speaker)
}

/// A share with its interval.
fn share(speaker: &Speaker, share: Share, distinct: usize) -> Markup {
    let (low, high) = share.interval(distinct);
    let [of, low, high] = [share.share(), low, high].map(|share| speaker.percent(share, 0));
    html! { (of) " " span class="soft" { "(" (speaker.range(&low, &high)) ")" } }
}
