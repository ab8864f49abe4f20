//! The report of a test: what became of every claim, at every look.

use super::claimed;
use super::page::Section;
use super::picture::figure;
use super::speech::{Speaker, code};
use super::table::{Cell, Table};
use super::told::{First, Told};
use crate::analysis::rule::{Asks, Outcome};
use crate::analysis::statistics::Estimate;
use crate::analysis::testing::{Failure, LookRow, Needed, asks};
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
            beneath: self.over(speaker),
            question: self.outcome.scenario.question.clone(),
            sentences: self.sentences(speaker),
            picture: self.claims(speaker),
            hangs_on: vec![speaker.say(texts.test_hangs_on, &[("seed", &self.outcome.worlds.seed)])],
            sure: match self.outcome.over {
                Some(_) => vec![texts.test_error_draws, texts.test_over_sure, texts.no_forecast],
                None => vec![texts.test_error, texts.test_luck, texts.no_forecast],
            }
            .into_iter()
            .map(|text| speaker.text(text))
            .collect(),
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
        let looks = Section::new("looks", speaker.texts.test_title, each);
        let claims = self.outcome.over.map(|over| claimed::section(speaker, self.outcome.hypotheses(), over.claimed));
        claims.into_iter().chain([looks]).collect()
    }
}

impl TestTold<'_> {
    /// What kind of test it is, if it is one over a posterior.
    fn over(&self, speaker: &Speaker) -> Option<Markup> {
        let over = self.outcome.over?;
        let numbers =
            [self.outcome.looked_at() as usize, over.claimed.distinct, over.varied, self.outcome.worlds_each()];
        let [draws, distinct, n, worlds] = numbers.map(|number| speaker.whole(number));
        let posterior = code(over.posterior);
        let with: [(&str, &dyn maud::Render); 5] =
            [("draws", &draws), ("posterior", &posterior), ("distinct", &distinct), ("n", &n), ("worlds", &worlds)];
        Some(speaker.say(speaker.texts.test_over, &with))
    }

    fn sentences(&self, speaker: &Speaker) -> Vec<Markup> {
        let ended = if self.outcome.over.is_some() { speaker.texts.test_ended_draws } else { speaker.texts.test_ended };
        let (n, most) = (speaker.whole(self.outcome.looked_at()), speaker.whole(self.outcome.most()));
        let mut all = vec![self.counted(speaker), speaker.say(ended, &[("n", &n), ("most", &most)])];
        if let Some(over) = self.outcome.over {
            all.extend(claimed::sentences(speaker, self.outcome.hypotheses(), over.claimed));
        }
        all
    }

    /// What a verdict says beyond its word.
    fn beyond(&self, speaker: &Speaker, row: &LookRow) -> Option<Markup> {
        let texts = speaker.texts;
        if let Some(failure) = Failure::of(&self.outcome.hypotheses()[row.hypothesis], row) {
            return Some(speaker.text(match failure {
                Failure::Opposite => texts.test_fails_opposite,
                Failure::OtherSide => texts.test_fails_other_side,
                Failure::Smaller => texts.test_fails_smaller,
                Failure::Further => texts.test_fails_further,
            }));
        }
        let text = if self.outcome.over.is_some() { texts.test_at_seen_draws } else { texts.test_at_seen };
        Some(speaker.say(text, &[("n", &speaker.whole(self.outcome.at_seen(row)?))]))
    }

    /// What units are called, and how the column is called that says how many twice the smallest effect needs.
    fn units(&self, speaker: &Speaker) -> (&'static str, &'static str) {
        let texts = speaker.texts;
        match self.outcome.over {
            Some(_) => (texts.test_draws, texts.test_needed_draws),
            None => (texts.worlds, texts.test_needed),
        }
    }

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
                said(speaker, row.outcome, self.beyond(speaker, row)),
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
        let (units, needed) = self.units(speaker);
        let columns = [
            (texts.test_hypothesis, "hypothesis"),
            (texts.claim, "claim"),
            (texts.verdict, "verdict"),
            (texts.test_mean, "mean"),
            (texts.asked, "asks"),
            (units, "worlds"),
            (needed, "worlds_needed"),
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
                said(speaker, row.outcome, None),
            ]
        };
        let columns = [
            (texts.test_hypothesis, "hypothesis"),
            (self.units(speaker).0, "worlds"),
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

fn said(speaker: &Speaker, outcome: Outcome, beyond: Option<Markup>) -> Cell {
    let word = outcome.word();
    let shown = html! {
        strong { (speaker.texts.name(word, word)) }
        @if let Some(beyond) = beyond { br; span class="soft" { (beyond) } }
    };
    Cell::text(shown, word)
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
