//! Help or selection: the gap that a survey would find, and what it is made of.

use super::RunTold;
use crate::analysis::twins::{Luck, OfRegime, Term};
use crate::model::measure::{MEASURES, row};
use crate::output::report::compared::is_nothing;
use crate::output::report::picture::figure;
use crate::output::report::speech::Speaker;
use crate::output::report::table::{Cell, Table};
use maud::{Markup, html};

/// What the section says.
pub(super) fn body(told: &RunTold<'_>, speaker: &Speaker) -> Markup {
    let texts = speaker.texts;
    let split = |measure: &usize| row(*measure).shown.is_split_in_plots();
    let measures: Vec<usize> = (0..MEASURES.len()).filter(split).collect();
    let any = told.findings.twins.iter().any(|of| measures.iter().any(|measure| term(of, *measure, Term::Gap).n > 0));
    if any {
        html! {
            p { (speaker.text(texts.twins_intro)) }
            @for measure in &measures {
                @let name = format!("twins_{}", row(*measure).name);
                @let label = speaker.indicator(row(*measure));
                @if let Some(picture) = told.picture(&name) {
                    (figure(speaker, picture, label, &sentence(told, speaker, *measure)))
                }
            }
            (table(told, speaker, &measures))
            @if let Some(picture) = told.picture("twin_correlation") {
                (figure(speaker, picture, texts.correlation_title, &speaker.text(texts.correlation_says)))
            }
        }
    } else {
        html! { p { (speaker.text(texts.twins_none)) } }
    }
}

fn term(of: &OfRegime, measure: usize, term: Term) -> crate::analysis::statistics::Estimate {
    of.at_horizon[Luck::Same as usize][measure].terms[term as usize]
}

/// The gap of each regime, and the part of it that help did to those who entered.
fn sentence(told: &RunTold<'_>, speaker: &Speaker, measure: usize) -> Markup {
    let texts = speaker.texts;
    let nobody: Vec<Markup> = (told.findings.twins.iter())
        .filter(|of| term(of, measure, Term::Gap).n == 0)
        .map(|of| told.name(of.regime))
        .collect();
    let parts: Vec<Markup> = (told.findings.twins.iter())
        .filter(|of| term(of, measure, Term::Gap).n > 0)
        .map(|of| {
            let gap = speaker.difference(row(measure), &term(of, measure, Term::Gap));
            let effect = speaker.difference(row(measure), &term(of, measure, Term::Effect));
            let text = match term(of, measure, Term::Effect) {
                effect if effect.is_clear() => texts.gap_says,
                effect if effect.n == 1 => texts.gap_single,
                effect if is_nothing(&effect) => texts.gap_nothing,
                _ => texts.gap_not_clear,
            };
            speaker.say(text, &[("regime", &told.name(of.regime)), ("gap", &gap), ("effect", &effect)])
        })
        .collect();
    match parts.is_empty() {
        true => speaker.text(texts.gap_nobody),
        false => html! {
            @for part in &parts { (part) " " }
            @if !nobody.is_empty() { (speaker.say(texts.gap_nobody_under, &[("all", &speaker.list(&nobody))])) }
        },
    }
}

fn table(told: &RunTold<'_>, speaker: &Speaker, measures: &[usize]) -> Markup {
    let texts = speaker.texts;
    let terms =
        [Term::Gap, Term::Effect, Term::Retention, Term::Attrition, Term::Selection, Term::OwnPart, Term::SpillOver];
    let mut rows = Vec::new();
    for of in &told.findings.twins {
        for measure in measures.iter().filter(|measure| term(of, **measure, Term::Gap).n > 0) {
            let regime = super::super::compared::name(told.scenario, of.regime);
            let mut cells = vec![
                Cell::text(told.name(of.regime), regime),
                Cell::text(html! { (speaker.indicator(row(*measure))) }, row(*measure).name),
            ];
            cells.extend(terms.map(|part| {
                let found = term(of, *measure, part);
                Cell::number(found.mean, speaker.in_cell(row(*measure), &found))
            }));
            rows.push(cells);
        }
    }
    let first = [(html! { (texts.regime) }, "regime".to_owned()), (html! { (texts.measure) }, "measure".to_owned())];
    let parts = terms.map(|part| (html! { (texts.name(part.name(), part.label())) }, part.name().to_owned()));
    let caption = speaker.text(texts.twins_caption);
    Table { name: "twins".to_owned(), caption, columns: first.into_iter().chain(parts).collect(), rows }.render(speaker)
}
