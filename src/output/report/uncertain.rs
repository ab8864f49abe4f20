//! The report of a run over a posterior: in how much of what fits the evidence a claim holds.

use super::claimed;
use super::compared::name;
use super::page::Section;
use super::picture::figure;
use super::speech::{Speaker, code};
use super::table::{Cell, Table};
use super::told::{First, Told};
use crate::analysis::claimed::ClaimedOverDraws;
use crate::analysis::draws::Above;
use crate::analysis::responses::OVERVIEW;
use crate::analysis::uncertain::{OverDraws, Uncertain};
use crate::model::indicator::{HEADLINE, Indicator, POPULATIONS};
use crate::output::plots::Picture;
use crate::scenario::Scenario;
use maud::{Markup, html};

/// What is told first.
const TOLD: [Indicator; 3] = [Indicator::Recovered, Indicator::General, Indicator::Services];

/// Numbers in a table, for each indicator.
const RANKS: usize = 5;

/// What is told of a run over a posterior.
pub(in crate::output) struct UncertainTold<'a> {
    pub(in crate::output) scenario: &'a Scenario,
    pub(in crate::output) found: &'a Uncertain,
    /// What the scenario claims, over the draws.
    pub(in crate::output) claimed: &'a ClaimedOverDraws,
    pub(in crate::output) draws: u32,
    /// Numbers that vary from draw to draw.
    pub(in crate::output) varied: usize,
    pub(in crate::output) pictures: &'a [Picture],
}

/// In how many draws something lies above nought.
pub(super) fn in_draws(speaker: &Speaker, above: &Above) -> Cell {
    if above.draws == 0 {
        return Cell::number(f64::NAN, html! { "\u{2013}" });
    }
    let (low, high) = above.interval();
    let range = speaker.range(&speaker.percent(low, 0), &speaker.percent(high, 0));
    let share = above.share();
    Cell::number(share, html! { (speaker.percent(share, 0)) " " span class="soft" { "(" (range) ")" } })
}

impl Told for UncertainTold<'_> {
    fn first(&self, speaker: &Speaker) -> First {
        let texts = speaker.texts;
        First {
            title: None,
            there: None,
            beneath: Some(html! { (speaker.text(texts.uncertain_rule)) " " (speaker.text(texts.uncertain_share_is)) }),
            question: self.scenario.question.clone(),
            sentences: claimed::sentences(speaker, &self.scenario.hypotheses, self.claimed)
                .into_iter()
                .chain(TOLD.into_iter().map(|indicator| self.sentence(speaker, indicator)))
                .collect(),
            picture: html! {
                @for picture in self.pictures.iter().take(1) {
                    (figure(speaker, picture, texts.uncertain_title, &speaker.text(texts.uncertain_rule)))
                }
            },
            hangs_on: vec![
                speaker.say(texts.uncertain_hangs_on, &[("n", &speaker.whole(self.varied))]),
                speaker.text(texts.uncertain_prior),
            ],
            sure: vec![self.size(speaker), speaker.text(texts.fit_sure), speaker.text(texts.no_forecast)],
        }
    }

    fn sections<'a>(&'a self, speaker: &Speaker) -> Vec<Section<'a>> {
        let hypotheses = &self.scenario.hypotheses;
        let claims = (!hypotheses.is_empty()).then(|| claimed::section(speaker, hypotheses, self.claimed));
        let draws = Section::new("draws", speaker.texts.uncertain_title, |speaker| self.table(speaker));
        let matters = Section::new("matters", speaker.texts.given_title, |speaker| self.matters(speaker));
        claims.into_iter().chain([draws, matters]).collect()
    }
}

impl UncertainTold<'_> {
    fn size(&self, speaker: &Speaker) -> Markup {
        let numbers = [self.draws as usize, self.found.distinct, self.scenario.replicates as usize];
        let [draws, distinct, worlds] = numbers.map(|number| speaker.whole(number));
        speaker.say(speaker.texts.uncertain_size, &[("draws", &draws), ("distinct", &distinct), ("worlds", &worlds)])
    }

    /// How much of what fits agrees, for every two ways of help.
    fn sentence(&self, speaker: &Speaker, indicator: Indicator) -> Markup {
        html! {
            strong { (speaker.indicator(indicator.row())) }
            ul { @for pair in 0..self.found.pairs.len() { li { (self.of_pair(speaker, pair, indicator)) } } }
        }
    }

    /// Which numbers each difference hangs on.
    fn matters(&self, speaker: &Speaker) -> Markup {
        html! {
            p { (speaker.text(speaker.texts.given_intro)) }
            @for pair in 0..self.found.pairs.len() { (self.matters_to(speaker, pair)) }
        }
    }

    fn matters_to(&self, speaker: &Speaker, pair: usize) -> Markup {
        let (texts, (regime, reference)) = (speaker.texts, self.found.pairs[pair]);
        let (regime, reference) = (name(self.scenario, regime), name(self.scenario, reference));
        let mut rows = Vec::new();
        for (place, indicator) in OVERVIEW.into_iter().enumerate() {
            let Some(answer) = self.found.hangs_on(pair, HEADLINE, place) else { continue };
            for parameter in answer.ranked().into_iter().take(RANKS) {
                let (index, parameter_name) = (&answer.indices[parameter], &self.found.parameters[parameter]);
                let range = speaker.range(&speaker.number(index.low, 2), &speaker.number(index.high, 2));
                let told = if answer.is_told(parameter) { texts.given_yes } else { texts.given_no };
                rows.push(vec![
                    Cell::text(html! { (speaker.indicator(indicator.row())) }, indicator.row().name),
                    Cell::text(code(parameter_name), parameter_name),
                    Cell::number(
                        index.value,
                        html! { (speaker.number(index.value, 2)) " " span class="soft" { "(" (range) ")" } },
                    ),
                    Cell::text(html! { (told) }, told),
                ]);
            }
        }
        if rows.is_empty() {
            return html! {};
        }
        let columns = [
            (texts.indicator, "indicator"),
            (texts.given_of, "parameter"),
            (texts.given_share, "index"),
            (texts.given_told, "told"),
        ];
        let people = texts.name(POPULATIONS[HEADLINE].name, POPULATIONS[HEADLINE].label);
        let with: [(&str, &dyn maud::Render); 3] =
            [("regime", &code(regime)), ("reference", &code(reference)), ("people", &people)];
        Table {
            name: format!("matters-{regime}-{reference}"),
            caption: speaker.say(texts.given_caption, &with),
            columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
            rows,
        }
        .render(speaker)
    }

    fn of_pair(&self, speaker: &Speaker, pair: usize, indicator: Indicator) -> Markup {
        let (regime, reference) = self.found.pairs[pair];
        let (regime, reference) = (code(name(self.scenario, regime)), code(name(self.scenario, reference)));
        let one = self.found.at(pair, HEADLINE, indicator as usize);
        if one.draws == 0 {
            return speaker.say(speaker.texts.uncertain_nothing, &[("regime", &regime), ("reference", &reference)]);
        }
        let (low, high) = one.share_interval(self.found.distinct);
        let [share, low, high] = [one.share_above(), low, high].map(|share| speaker.percent(share, 0));
        let with: [(&str, &dyn maud::Render); 5] =
            [("regime", &regime), ("reference", &reference), ("share", &share), ("low", &low), ("high", &high)];
        speaker.say(speaker.texts.uncertain_says, &with)
    }

    fn table(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        let mut rows = Vec::new();
        for (pair, &(regime, reference)) in self.found.pairs.iter().enumerate() {
            for indicator in OVERVIEW {
                let one = self.found.at(pair, HEADLINE, indicator as usize);
                let names = [name(self.scenario, regime), name(self.scenario, reference)];
                rows.push(self.row(speaker, names, indicator, one));
            }
        }
        let columns = [
            (texts.regime, "regime"),
            (texts.uncertain_than, "reference"),
            (texts.indicator, "indicator"),
            (texts.uncertain_difference, "difference"),
            (texts.uncertain_above, "share_above"),
            (texts.uncertain_luck, "luck_share"),
        ];
        let people = texts.name(POPULATIONS[HEADLINE].name, POPULATIONS[HEADLINE].label);
        Table {
            name: "uncertain".to_owned(),
            caption: speaker.say(texts.uncertain_caption, &[("people", &people)]),
            columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
            rows,
        }
        .render(speaker)
    }

    fn row(&self, speaker: &Speaker, names: [&str; 2], indicator: Indicator, one: &OverDraws) -> Vec<Cell> {
        let (low, high) = one.share_interval(self.found.distinct);
        let soft = |text: String| html! { span class="soft" { "(" (text) ")" } };
        let range = soft(speaker.range(&speaker.signed(one.low, 4), &speaker.signed(one.high, 4)));
        let share = soft(speaker.range(&speaker.percent(low, 0), &speaker.percent(high, 0)));
        let luck = one.luck_share();
        let dash = || html! { "\u{2013}" };
        vec![
            Cell::text(code(names[0]), names[0]),
            Cell::text(code(names[1]), names[1]),
            Cell::text(html! { (speaker.indicator(indicator.row())) }, indicator.row().name),
            match one.draws {
                0 => Cell::number(f64::NAN, dash()),
                _ => Cell::number(one.mean, html! { (speaker.signed(one.mean, 4)) " " (range) }),
            },
            match one.draws {
                0 => Cell::number(f64::NAN, dash()),
                _ => Cell::number(one.share_above(), html! { (speaker.percent(one.share_above(), 0)) " " (share) }),
            },
            match luck.is_finite() {
                true => Cell::number(luck, html! { (speaker.percent(luck, 0)) }),
                false => Cell::number(f64::NAN, dash()),
            },
        ]
    }
}
