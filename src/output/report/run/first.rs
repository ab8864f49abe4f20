//! The first screen of a run.

use super::RunTold;
use crate::analysis::validity::ValidityCount;
use crate::model::indicator::{HEADLINE, INDICATORS, Indicator};
use crate::output::report::assumptions;
use crate::output::report::compared::Compared;
use crate::output::report::picture::figure;
use crate::output::report::speech::Speaker;
use crate::output::report::told::First;
use maud::{Markup, html};

/// What is told first, in sentences.
const TOLD: [Indicator; 3] = [Indicator::Recovered, Indicator::General, Indicator::Services];

pub(super) fn first(told: &RunTold<'_>, speaker: &Speaker) -> First {
    let texts = speaker.texts;
    let overview = told.picture("overview").map(|picture| {
        let of = match told.worlds() {
            Some(worlds) => speaker.say(texts.mean_of, &[("worlds", &speaker.whole(worlds))]),
            None => speaker.say(texts.mean_of_those, &[("all", &told.there(speaker))]),
        };
        let weeks = speaker.whole(told.scenario.weeks);
        let sentence = html! {
            (speaker.say(texts.overview_says, &[("weeks", &weeks), ("of", &of)]))
            @if told.has_intervals() { " " (speaker.text(texts.overview_bands)) }
        };
        figure(speaker, picture, texts.overview_title, &sentence)
    });
    First {
        title: None,
        there: Some(speaker.say(texts.worlds_there, &[("all", &told.there(speaker))])),
        beneath: told.has_intervals().then(|| speaker.text(texts.sure_is_not_large)),
        question: told.scenario.question.clone(),
        sentences: TOLD.into_iter().map(|indicator| sentence(told, speaker, indicator)).collect(),
        picture: html! { (super::states::short(told, speaker)) @if let Some(overview) = overview { (overview) } },
        hangs_on: vec![
            assumptions::counted(speaker, told.scenario),
            speaker.say(texts.ask_ablation, &[("scenario", &told.scenario.name)]),
        ],
        sure: sure(told, speaker),
    }
}

/// What became of the struck in one indicator: the level without help, and what each way of help changes.
fn sentence(told: &RunTold<'_>, speaker: &Speaker, indicator: Indicator) -> Markup {
    let (texts, reference) = (speaker.texts, told.reference());
    let row = &INDICATORS[indicator as usize];
    let level = told.findings.summary.at_horizon(reference, HEADLINE, indicator as usize);
    let level = level.map_or(f64::NAN, |estimate| estimate.mean);
    let none = told.name(reference);
    let level = match level.is_finite() {
        true => speaker.say(texts.level, &[("value", &speaker.value(row, level)), ("reference", &none)]),
        false => speaker.say(texts.no_level, &[("reference", &none)]),
    };
    let compared = Compared::in_run(told.findings, reference, (HEADLINE, indicator));
    html! {
        strong { (speaker.indicator(row)) } ": "
        (level)
        " "
        (compared.told(speaker, told.scenario, row))
    }
}

fn sure(told: &RunTold<'_>, speaker: &Speaker) -> Vec<Markup> {
    let texts = speaker.texts;
    let ValidityCount { targets, targets_inside, checks, checks_inside, unsaid } =
        ValidityCount::of(&told.findings.validity);
    let of_luck = match told.worlds() {
        Some(0) => speaker.text(texts.sure_no_world),
        Some(1) => speaker.text(texts.sure_single),
        Some(worlds) => speaker.say(texts.sure_intervals, &[("n", &speaker.whole(worlds))]),
        None => speaker.say(texts.sure_uneven, &[("all", &told.there(speaker))]),
    };
    let of_world = if targets + checks > 0 {
        speaker.say(
            texts.sure_validity,
            &[
                ("targets", &speaker.whole(targets)),
                ("targets_inside", &speaker.whole(targets_inside)),
                ("checks", &speaker.whole(checks)),
                ("checks_inside", &speaker.whole(checks_inside)),
                ("unsaid", &speaker.whole(unsaid)),
            ],
        )
    } else {
        speaker.text(texts.sure_nothing_held)
    };
    vec![of_luck, of_world, speaker.text(texts.no_forecast)]
}
