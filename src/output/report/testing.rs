//! The report of a test: what became of every claim, at every look.

use super::page::Section;
use super::picture::figure;
use super::speech::{Speaker, code};
use super::table::{Cell, Table};
use super::told::{First, Told};
use crate::analysis::rule::{Asks, Outcome};
use crate::analysis::statistics::Estimate;
use crate::analysis::testing::{LookRow, Needed, asks};
use crate::output::plots::Picture;
use crate::output::testing::TestOutcome;
use crate::scenario::visible;
use maud::{Markup, html};

/// What is told of a test.
pub(in crate::output) struct TestTold<'a> {
    pub(in crate::output) outcome: &'a TestOutcome<'a>,
    pub(in crate::output) pictures: &'a [Picture],
}

const OUTCOMES: [Outcome; 3] = [Outcome::Holds, Outcome::Undecided, Outcome::Fails];

impl Told for TestTold<'_> {
    fn first(&self, speaker: &Speaker) -> First {
        let texts = speaker.texts;
        First {
            title: None,
            there: None,
            beneath: None,
            question: self.outcome.scenario.question.clone(),
            sentences: vec![
                self.counted(speaker),
                speaker.say(
                    texts.test_ended,
                    &[("n", &speaker.whole(self.outcome.looked_at())), ("most", &speaker.whole(self.outcome.most()))],
                ),
            ],
            picture: self.claims(speaker),
            hangs_on: vec![speaker.say(texts.test_hangs_on, &[("seed", &self.outcome.worlds.seed)])],
            sure: vec![speaker.text(texts.test_error), speaker.text(texts.test_luck), speaker.text(texts.no_forecast)],
        }
    }

    fn sections<'a>(&'a self, speaker: &Speaker) -> Vec<Section<'a>> {
        let each = |speaker: &Speaker| {
            html! {
                p { (speaker.text(speaker.texts.test_rule)) }
                @for picture in self.pictures {
                    (figure(speaker, picture, speaker.texts.test_plot, &speaker.text(speaker.texts.test_plot_says)))
                }
                (self.looks(speaker))
            }
        };
        vec![Section::new("looks", speaker.texts.test_title, each)]
    }
}

impl TestTold<'_> {
    fn counted(&self, speaker: &Speaker) -> Markup {
        let claims = &self.outcome.tested.claims;
        let of = |outcome: Outcome| claims.iter().filter(|claim| claim.outcome == outcome).count();
        let parts: Vec<Markup> = (OUTCOMES.iter().filter(|outcome| of(**outcome) > 0))
            .map(|outcome| html! { (speaker.texts.name(outcome.word(), outcome.word())) ": " (speaker.whole(of(*outcome))) })
            .collect();
        speaker.say(
            speaker.texts.patterns_counted,
            &[("all", &speaker.whole(claims.len())), ("parts", &speaker.list(&parts))],
        )
    }

    /// Every hypothesis with its verdict.
    fn claims(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        let row = |place: usize| {
            let (one, row) = (&self.outcome.hypotheses()[place], self.outcome.tested.told(place)?);
            let claim = self.outcome.tested.claims.iter().find(|claim| claim.id == one.claim_id())?;
            Some(vec![
                Cell::word(&one.id),
                Cell::text(html! { (visible(&one.claim)) }, &one.claim),
                said(speaker, row.outcome),
                Cell::number(row.mean, speaker.cell(&estimate(row), 4)),
                asked(speaker, asks(one)),
                Cell::number(f64::from(row.worlds), html! { (speaker.whole(row.worlds)) }),
                match self.outcome.needed(place) {
                    Needed::Worlds(worlds) => Cell::number(f64::from(worlds), html! { (speaker.whole(worlds)) }),
                    Needed::More => Cell::text(speaker.text(texts.test_more), "more"),
                    Needed::NotSaid => Cell::number(f64::NAN, html! { "\u{2013}" }),
                },
                Cell::text(
                    html! { (one.claim_id()) ": " (texts.name(claim.outcome.word(), claim.outcome.word())) },
                    claim.outcome.word(),
                ),
            ])
        };
        let columns = [
            (texts.test_hypothesis, "hypothesis"),
            (texts.claim, "claim"),
            (texts.verdict, "verdict"),
            (texts.test_mean, "mean"),
            (texts.asked, "asks"),
            (texts.worlds, "worlds"),
            (texts.test_needed, "worlds_needed"),
            (texts.test_claim_verdict, "claim_verdict"),
        ];
        Table {
            name: "hypotheses".to_owned(),
            caption: speaker.text(texts.test_caption),
            columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
            rows: (0..self.outcome.hypotheses().len()).filter_map(row).collect(),
        }
        .render(speaker)
    }

    /// Every look.
    fn looks(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        let row = |row: &LookRow| {
            let one = &self.outcome.hypotheses()[row.hypothesis];
            let reads = one.observable.to_string();
            vec![
                Cell::text(html! { (one.id) br; (code(&reads)) }, &one.id),
                Cell::number(f64::from(row.worlds), html! { (speaker.whole(row.worlds)) }),
                Cell::number(row.mean, speaker.cell(&estimate(row), 4)),
                Cell::number(row.spent_holds, html! { (speaker.plain(row.spent_holds)) }),
                Cell::number(row.spent_fails, html! { (speaker.plain(row.spent_fails)) }),
                said(speaker, row.outcome),
            ]
        };
        let columns = [
            (texts.test_hypothesis, "hypothesis"),
            (texts.worlds, "worlds"),
            (texts.test_mean, "mean"),
            (texts.test_spent_holds, "spent_holds"),
            (texts.test_spent_fails, "spent_fails"),
            (texts.verdict, "verdict"),
        ];
        Table {
            name: "looks".to_owned(),
            caption: speaker.text(texts.test_looks_caption),
            columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
            rows: self.outcome.tested.rows.iter().map(row).collect(),
        }
        .render(speaker)
    }
}

fn said(speaker: &Speaker, outcome: Outcome) -> Cell {
    let word = outcome.word();
    Cell::text(html! { strong { (speaker.texts.name(word, word)) } }, word)
}

fn asked(speaker: &Speaker, asks: Asks) -> Cell {
    let texts = speaker.texts;
    let (text, number) = match asks {
        Asks::AtLeast(least) => (texts.at_least, least),
        Asks::AtMost(most) => (texts.at_most, most),
        Asks::Within(far) => (texts.within, far),
    };
    Cell::text(html! { (text.replace("{number}", &speaker.plain(number))) }, &asks.to_string())
}

/// A mean with its bounds, as tables show it.
fn estimate(row: &LookRow) -> Estimate {
    let LookRow { mean, sd, low, high, n, .. } = *row;
    Estimate { mean, sd, low, high, n }
}
