//! Every box as it was found and at fresh points, and every single number that turns a claim.

use super::super::speech::{Speaker, code};
use super::super::table::{Cell, Table};
use super::{ChallengeTold, turn_word};
use crate::analysis::challenge::{Choice, FoundBox, Turned};
use crate::scenario::Hypothesis;
use maud::{Markup, html};

impl ChallengeTold<'_> {
    /// Every box with every limit.
    pub(super) fn boxes(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        let mut rows = Vec::new();
        for (claim, one) in self.claims() {
            for turned in &one.turned {
                for (number, found) in turned.boxes.iter().enumerate() {
                    rows.push(self.row_of_box(speaker, (claim, turned, number), found));
                }
            }
        }
        let rule = speaker.say(
            texts.boxes_intro,
            &[
                ("most", &speaker.whole(Choice::MOST_BOXES)),
                ("dense", &speaker.percent(Choice::DENSE, 0)),
                ("covered", &speaker.percent(Choice::COVERED, 0)),
                ("p", &speaker.plain(Choice::WORTHLESS)),
            ],
        );
        if rows.is_empty() {
            return html! { p { (rule) } p { (speaker.text(texts.no_boxes)) } };
        }
        let column = |title: &str, name: &str| (html! { (title) }, name.to_owned());
        let table = Table {
            name: "boxes".to_owned(),
            caption: speaker.text(texts.boxes_caption),
            columns: vec![
                column(texts.claim, "hypothesis"),
                column(texts.turned_how, "turn"),
                column(texts.limits, "limits"),
                column(texts.found_points, "points"),
                column(texts.found_density, "density"),
                column(texts.fresh_points, "fresh_points"),
                column(texts.fresh_density, "fresh_density"),
                column(texts.fresh_coverage, "fresh_coverage"),
                column(texts.confirmed, "confirmed"),
            ],
            rows,
        };
        html! { p { (rule) } (table.render(speaker)) }
    }

    fn row_of_box(
        &self,
        speaker: &Speaker,
        (claim, turned, number): (&Hypothesis, &Turned, usize),
        found: &FoundBox,
    ) -> Vec<Cell> {
        let (chosen, fresh) = (found.chosen.size, &found.confirmed);
        let name = format!("{} {}", claim.id, number + 1);
        let limits = self.limits(speaker, found);
        let keys: Vec<&str> =
            found.chosen.region.restricted().into_iter().map(|factor| self.design.keys()[factor].as_ref()).collect();
        let (low, high) = (speaker.percent(fresh.density.0, 0), speaker.percent(fresh.density.1, 0));
        let density = html! {
            @if fresh.size.inside > 0 {
                (speaker.percent(fresh.size.density(), 0)) " " span class="soft" { "(" (speaker.range(&low, &high)) ")" }
            } @else { "\u{2013}" }
        };
        let yes = if fresh.holds() { "yes" } else { "no" };
        let confirmed = match found.chosen.restrictions.is_empty() {
            true => Cell::text(html! { "\u{2013}" }, ""),
            false => Cell::text(html! { (speaker.texts.name(yes, yes)) }, yes),
        };
        vec![
            Cell::word(&name),
            Cell::text(html! { (turn_word(speaker, turned.turn)) }, turned.turn.word()),
            Cell::text(limits, &keys.join(" ")),
            Cell::number(chosen.inside as f64, html! { (speaker.whole(chosen.inside)) }),
            Cell::number(chosen.density(), html! { (speaker.percent(chosen.density(), 0)) }),
            Cell::number(fresh.size.inside as f64, html! { (speaker.whole(fresh.size.inside)) }),
            Cell::number(fresh.size.density(), density),
            Cell::number(fresh.size.coverage(), html! { (speaker.percent(fresh.size.coverage(), 0)) }),
            confirmed,
        ]
    }

    /// Every factor that turns a claim by itself.
    pub(super) fn flips(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        let mut rows = Vec::new();
        for (claim, one) in self.claims() {
            for turned in &one.turned {
                for flip in &turned.flips {
                    let stands = self.design.stands(flip.factor).unwrap_or_default();
                    rows.push(vec![
                        Cell::word(&claim.id),
                        Cell::text(html! { (turn_word(speaker, turned.turn)) }, turned.turn.word()),
                        Cell::text(code(&self.design.keys()[flip.factor]), &self.design.keys()[flip.factor]),
                        Cell::text(self.value(speaker, stands), stands),
                        Cell::text(self.value(speaker, &flip.value), &flip.value),
                        Cell::number(flip.distance, html! { (speaker.percent(flip.distance, 0)) }),
                    ]);
                }
            }
        }
        let intro = speaker.say(texts.flips_intro, &[("n", &speaker.whole(self.scenario.replicates))]);
        if rows.is_empty() {
            return html! { p { (intro) } p { (speaker.text(texts.no_flips)) } };
        }
        let column = |title: &str, name: &str| (html! { (title) }, name.to_owned());
        let table = Table {
            name: "flips".to_owned(),
            caption: speaker.text(texts.flips_caption),
            columns: vec![
                column(texts.claim, "hypothesis"),
                column(texts.turned_how, "turn"),
                column(texts.factor, "factor"),
                column(texts.stands, "stands_at"),
                column(texts.value, "value"),
                column(texts.distance, "distance"),
            ],
            rows,
        };
        html! { p { (intro) } (table.render(speaker)) }
    }
}
