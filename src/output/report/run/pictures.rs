//! Every plot that no other section has, with one sentence of what it shows.

use super::RunTold;
use crate::analysis::contrasts::Adjustment;
use crate::analysis::dimensions::{OECD, PROFILE, ReadOut};
use crate::analysis::validity::{ValidityCount, ValidityVerdict};
use crate::model::indicator::{EVERYONE, HEADLINE, INDICATORS, Indicator, MAIN, OVERVIEW, VETERANS};
use crate::output::report::compared::Compared;
use crate::output::report::picture::figure;
use crate::output::report::speech::Speaker;
use maud::{Markup, html};

/// What the section says: indicators one by one first.
pub(super) fn body(told: &RunTold<'_>, speaker: &Speaker) -> Markup {
    let texts = speaker.texts;
    let others = [
        ("contrasts", texts.contrasts_plot, clear(told, speaker, HEADLINE)),
        ("contrasts_everyone", texts.contrasts_everyone_plot, clear(told, speaker, EVERYONE)),
        ("overview_everyone", texts.overview_everyone_title, speaker.text(texts.overview_everyone_says)),
        ("validity", texts.validity_plot, validity(told, speaker)),
        ("dimensions_oecd", texts.oecd_title, by_itself(told, speaker, &OECD, HEADLINE)),
        ("dimensions_profile", texts.profile_title, by_itself(told, speaker, &PROFILE, VETERANS)),
    ];
    html! {
        p { (speaker.text(texts.pictures_intro)) }
        @for indicator in MAIN {
            @let row = indicator.row();
            @if let Some(picture) = told.picture(row.name) {
                (figure(speaker, picture, speaker.indicator(row), &of_indicator(told, speaker, indicator)))
            }
        }
        @for (name, title, sentence) in others {
            @if let Some(picture) = told.picture(name) { (figure(speaker, picture, title, &sentence)) }
        }
    }
}

/// How the ways of help differ in an indicator of the struck.
fn of_indicator(told: &RunTold<'_>, speaker: &Speaker, indicator: Indicator) -> Markup {
    let row = &INDICATORS[indicator as usize];
    let reference = told.reference();
    let said = Compared::in_run(told.findings, reference, (HEADLINE, indicator));
    html! {
        (speaker.say(speaker.texts.beside, &[("reference", &told.name(reference))])) " "
        (said.told(speaker, told.scenario, row))
    }
}

/// How many differences of those that are drawn are for the better and for the worse.
fn clear(told: &RunTold<'_>, speaker: &Speaker, population: usize) -> Markup {
    let reference = told.reference();
    let (mut all, mut better, mut worse) = (0, 0, 0);
    for regime in (0..told.scenario.regimes.len()).filter(|regime| *regime != reference) {
        for indicator in OVERVIEW {
            let Some(more_is_better) = indicator.row().more_is_better else { continue };
            let of = ((regime, reference), Adjustment::AsRun, (population, indicator as usize));
            let Some(contrast) = told.findings.contrasts.at(of.0, of.1, of.2) else { continue };
            let (up, down) = (contrast.difference.low > 0.0, contrast.difference.high < 0.0);
            all += usize::from(contrast.difference.n > 1);
            better += usize::from(if more_is_better { up } else { down });
            worse += usize::from(if more_is_better { down } else { up });
        }
    }
    if all == 0 {
        let none =
            if told.scenario.regimes.len() > 1 { speaker.texts.none_counted } else { speaker.texts.nothing_compared };
        return speaker.text(none);
    }
    speaker.say(
        speaker.texts.clear_counted,
        &[
            ("all", &speaker.whole(all)),
            ("reference", &told.name(reference)),
            ("better", &speaker.whole(better)),
            ("worse", &speaker.whole(worse)),
            ("unclear", &speaker.whole(all - better - worse)),
        ],
    )
}

fn validity(told: &RunTold<'_>, speaker: &Speaker) -> Markup {
    let all = &told.findings.validity;
    let of = |verdict| all.iter().filter(|one| one.verdict() == verdict).count();
    speaker.say(
        speaker.texts.validity_counted,
        &[
            ("inside", &speaker.whole(of(ValidityVerdict::Inside))),
            ("outside", &speaker.whole(of(ValidityVerdict::Outside))),
            ("unsaid", &speaker.whole(ValidityCount::of(all).unsaid)),
        ],
    )
}

/// What a picture of each way of help by itself does not tell, and of which it shows nobody.
fn by_itself(told: &RunTold<'_>, speaker: &Speaker, read_out: &ReadOut, population: usize) -> Markup {
    let (texts, summary) = (speaker.texts, &told.findings.summary);
    let items = || read_out.dimensions.iter().flat_map(|dimension| dimension.items);
    let anybody = |regime: &usize| {
        items().any(|item| item.read(summary, *regime, population).is_some_and(|estimate| estimate.n > 0))
    };
    let (there, missing): (Vec<usize>, Vec<usize>) = (0..told.scenario.regimes.len()).partition(anybody);
    if there.is_empty() {
        return speaker.say(texts.nobody_shown, &[("people", &speaker.people(population))]);
    }
    let missing: Vec<Markup> = missing.into_iter().map(|regime| told.name(regime)).collect();
    html! {
        (speaker.text(if told.has_intervals() { texts.bars_by_themselves } else { texts.marks_by_themselves }))
        @if population == VETERANS { " " (speaker.text(texts.other_veterans)) }
        @if !missing.is_empty() {
            " " (speaker.say(texts.nobody_under, &[("people", &speaker.people(population)), ("all", &speaker.list(&missing))]))
        }
    }
}
