//! Every plot that no other section has, with one sentence of what it shows.

use super::RunTold;
use crate::analysis::contrasts::Adjustment;
use crate::analysis::dimensions::{OECD, PROFILE, ReadOut};
use crate::analysis::validity::{ValidityCount, ValidityVerdict};
use crate::model::indicator::{EVERYONE, HEADLINE, INDICATORS, Indicator, MAIN, VETERANS};
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
        ("dimensions_oecd", texts.oecd_title, highest(told, speaker, &OECD, HEADLINE)),
        ("dimensions_profile", texts.profile_title, highest(told, speaker, &PROFILE, VETERANS)),
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

/// How many differences are clear, and to which side.
fn clear(told: &RunTold<'_>, speaker: &Speaker, population: usize) -> Markup {
    let reference = told.reference();
    let (mut all, mut up, mut down) = (0, 0, 0);
    for regime in (0..told.scenario.regimes.len()).filter(|regime| *regime != reference) {
        for indicator in MAIN {
            let of = ((regime, reference), Adjustment::AsRun, (population, indicator as usize));
            let Some(contrast) = told.findings.contrasts.at(of.0, of.1, of.2) else { continue };
            all += usize::from(contrast.difference.n > 1);
            up += usize::from(contrast.difference.low > 0.0);
            down += usize::from(contrast.difference.high < 0.0);
        }
    }
    if all == 0 {
        return speaker.text(speaker.texts.nothing_compared);
    }
    speaker.say(
        speaker.texts.clear_counted,
        &[
            ("all", &speaker.whole(all)),
            ("reference", &told.name(reference)),
            ("up", &speaker.whole(up)),
            ("down", &speaker.whole(down)),
            ("unclear", &speaker.whole(all - up - down)),
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

/// In how many items each regime has the highest mean: of those who have any.
fn highest(told: &RunTold<'_>, speaker: &Speaker, read_out: &ReadOut, population: usize) -> Markup {
    let summary = &told.findings.summary;
    let items = read_out.dimensions.iter().flat_map(|dimension| dimension.items);
    let (mut all, mut first) = (0, vec![0; told.scenario.regimes.len()]);
    for item in items {
        let means: Vec<(usize, f64)> = (0..first.len())
            .filter_map(|regime| {
                let found = item.read(summary, regime, population).filter(|estimate| estimate.n > 0)?;
                Some((regime, found.mean))
            })
            .collect();
        let Some((regime, most)) = means.iter().copied().max_by(|(_, a), (_, b)| a.total_cmp(b)) else { continue };
        all += 1;
        // Where several are as high, none is the highest.
        first[regime] += usize::from(means.iter().filter(|(_, mean)| *mean == most).count() == 1);
    }
    if all == 0 {
        return speaker.say(speaker.texts.highest_nobody, &[("people", &speaker.people(population))]);
    }
    let named = (0..first.len()).filter(|regime| first[*regime] > 0);
    let parts: Vec<Markup> =
        named.map(|regime| html! { (told.name(regime)) " " (speaker.whole(first[regime])) }).collect();
    if parts.is_empty() {
        return speaker.text(speaker.texts.highest_none);
    }
    speaker.say(
        speaker.texts.highest_counted,
        &[("all", &speaker.whole(all)), ("people", &speaker.people(population)), ("regimes", &speaker.list(&parts))],
    )
}
