//! The report of a sensitivity analysis: which number matters most to what.

use super::compared::name;
use super::page::Section;
use super::picture::figure;
use super::set_here::Varied;
use super::speech::{Speaker, code};
use super::sweep::sure;
use super::table::{Cell, Table};
use super::told::{First, Told};
use crate::analysis::reference;
use crate::analysis::responses::{Basis, MAIN, OVERVIEW};
use crate::analysis::sensitivity::{Answer, Flag, Index, Method, SensitivityDesign, ranked};
use crate::model::indicator::Indicator;
use crate::output::plots::Picture;
use crate::scenario::Scenario;
use maud::{Markup, html};

/// What is told first.
const TOLD: [Indicator; 3] = [Indicator::Recovered, Indicator::General, Indicator::Services];
/// Factors named in a sentence.
const NAMED: usize = 2;
/// Factors in a table, for each indicator and way of help.
const RANKS: usize = 8;

/// What is told of a sensitivity analysis.
pub(in crate::output) struct SensitivityTold<'a> {
    pub(in crate::output) scenario: &'a Scenario,
    pub(in crate::output) design: &'a SensitivityDesign,
    pub(in crate::output) answers: &'a [Answer],
    pub(in crate::output) pictures: &'a [Picture],
}

impl Told for SensitivityTold<'_> {
    fn first(&self, speaker: &Speaker) -> First {
        let texts = speaker.texts;
        let picture = self.read().first().and_then(|(regime, basis)| self.picture(*regime, *basis));
        let method = match self.design.method() {
            Method::Morris { .. } => texts.morris_means,
            Method::Sobol { .. } => texts.sobol_means,
        };
        let counted = speaker.say(
            texts.sensitivity_size,
            &[("points", &speaker.whole(self.design.len())), ("factors", &speaker.whole(self.design.keys().len()))],
        );
        First {
            title: None,
            there: None,
            beneath: None,
            question: self.scenario.question.clone(),
            sentences: TOLD.into_iter().map(|indicator| self.sentence(speaker, indicator)).collect(),
            picture: html! { @if let Some(picture) = picture { (self.figure(speaker, picture, self.read()[0])) } },
            hangs_on: vec![counted, speaker.text(method), speaker.text(texts.sensitivity_ranges)],
            sure: sure(speaker, self.scenario),
        }
    }

    fn varies(&self) -> Vec<Varied> {
        self.design.factors().iter().map(Varied::of_factor).collect()
    }

    fn sections<'a>(&'a self, speaker: &Speaker) -> Vec<Section<'a>> {
        let texts = speaker.texts;
        vec![
            Section::new("indices", texts.indices_title, |speaker| self.indices(speaker)),
            Section::new("pictures", texts.pictures_title, |speaker| self.others(speaker)),
        ]
    }
}

impl SensitivityTold<'_> {
    /// What is read: the differences from the reference, or the values of a regime alone.
    fn read(&self) -> Vec<(usize, Basis)> {
        let against = reference(self.scenario);
        match self.scenario.regimes.len() {
            1 => vec![(0, Basis::Value)],
            all => (0..all).filter(|regime| *regime != against).map(|regime| (regime, Basis::Difference)).collect(),
        }
    }

    fn picture(&self, regime: usize, basis: Basis) -> Option<&Picture> {
        let wanted = format!("sensitivity_{}_{}", basis.word(), name(self.scenario, regime));
        self.pictures.iter().find(|picture| picture.name == wanted)
    }

    fn what(&self, speaker: &Speaker, (regime, basis): (usize, Basis)) -> Markup {
        let regime = code(name(self.scenario, regime));
        let against = code(name(self.scenario, reference(self.scenario)));
        match basis {
            Basis::Value => regime,
            Basis::Difference => speaker.say(speaker.texts.minus, &[("regime", &regime), ("reference", &against)]),
        }
    }

    fn found(&self, indicator: Indicator, (regime, basis): (usize, Basis)) -> Option<&[Index]> {
        let place = MAIN.iter().position(|main| *main as usize == indicator as usize)?;
        let of = |answer: &&Answer| {
            (answer.output.regime, answer.output.basis, answer.output.place) == (regime, basis, place)
        };
        self.answers.iter().find(of)?.indices.as_deref()
    }

    fn sentence(&self, speaker: &Speaker, indicator: Indicator) -> Markup {
        html! {
            strong { (speaker.indicator(indicator.row())) } ": "
            @for of in self.read() { (self.of_output(speaker, indicator, of)) " " }
        }
    }

    /// What matters most to one output.
    fn of_output(&self, speaker: &Speaker, indicator: Indicator, of: (usize, Basis)) -> Markup {
        let (texts, what) = (speaker.texts, self.what(speaker, of));
        let Some(indices) = self.found(indicator, of) else {
            return speaker.say(texts.not_everywhere, &[("what", &what)]);
        };
        if indices.iter().all(|index| index.is(Flag::ConstantOutput)) {
            return speaker.say(texts.same_everywhere, &[("what", &what)]);
        }
        let known = ranked(indices).into_iter().filter(|place| indices[*place].weight().is_finite());
        let named: Vec<Markup> = known.take(NAMED).map(|place| self.named(speaker, &indices[place])).collect();
        match named.is_empty() {
            true => speaker.say(texts.no_index, &[("what", &what)]),
            false => speaker.say(texts.matters_most, &[("what", &what), ("all", &speaker.list(&named))]),
        }
    }

    fn named(&self, speaker: &Speaker, index: &Index) -> Markup {
        let measure = index.measure("total").or_else(|| index.measure("mu_star"));
        let [value, low, high] = measure.map_or([f64::NAN; 3], |one| [one.value, one.low, one.high]);
        let (value, low, high) = (speaker.plain(value), speaker.plain(low), speaker.plain(high));
        html! { (code(&index.factor)) " " (value) " (" (speaker.say(speaker.texts.interval, &[("low", &low), ("high", &high)])) ")" }
    }

    fn indices(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        html! {
            p { (speaker.text(texts.indices_intro)) }
            @for of in self.read() { (self.table(speaker, of)) }
        }
    }

    fn table(&self, speaker: &Speaker, of: (usize, Basis)) -> Markup {
        let texts = speaker.texts;
        let mut rows = Vec::new();
        for indicator in OVERVIEW {
            let Some(indices) = self.found(indicator, of) else { continue };
            for index in ranked(indices).into_iter().take(RANKS).map(|place| &indices[place]) {
                let flags: Vec<&str> = index.flags.iter().map(|flag| flag.word()).collect();
                let mut row = vec![
                    Cell::text(html! { (speaker.indicator(indicator.row())) }, indicator.row().name),
                    Cell::text(code(&index.factor), &index.factor),
                ];
                row.extend(self.measures().map(|measure| {
                    let found = index.measure(measure);
                    let [value, low, high] = found.map_or([f64::NAN; 3], |one| [one.value, one.low, one.high]);
                    let shown = html! {
                        (speaker.plain(value)) " "
                        @if low.is_finite() { span class="soft" { "(" (speaker.range(&speaker.plain(low), &speaker.plain(high))) ")" } }
                    };
                    Cell::number(value, shown)
                }));
                row.push(Cell::word(&flags.join(" ")));
                rows.push(row);
            }
        }
        let mut columns = vec![
            (html! { (texts.indicator) }, "indicator".to_owned()),
            (html! { (texts.factor) }, "factor".to_owned()),
        ];
        columns.extend(self.measures().map(|measure| (html! { (texts.name(measure, measure)) }, measure.to_owned())));
        columns.push((html! { (texts.flags) }, "flags".to_owned()));
        Table {
            name: format!("indices-{}", name(self.scenario, of.0)),
            caption: speaker.say(texts.indices_caption, &[("what", &self.what(speaker, of))]),
            columns,
            rows,
        }
        .render(speaker)
    }

    /// What is ranked by, and what stands beside it.
    fn measures(&self) -> [&'static str; 2] {
        match self.design.method() {
            Method::Morris { .. } => ["mu_star", "sigma"],
            Method::Sobol { .. } => ["total", "first_order"],
        }
    }

    fn figure(&self, speaker: &Speaker, picture: &Picture, of: (usize, Basis)) -> Markup {
        let title = match of.1 {
            Basis::Value => name(self.scenario, of.0).to_owned(),
            Basis::Difference => {
                format!("{} \u{2212} {}", name(self.scenario, of.0), name(self.scenario, reference(self.scenario)))
            }
        };
        let sentence = html! {
            (speaker.indicator(TOLD[0].row())) ": " (self.of_output(speaker, TOLD[0], of))
        };
        figure(speaker, picture, &title, &sentence)
    }

    /// The plots that the first screen does not have.
    fn others(&self, speaker: &Speaker) -> Markup {
        let all = (0..self.scenario.regimes.len()).flat_map(|regime| Basis::ALL.map(|basis| (regime, basis)));
        let first = self.read().first().copied();
        let rest = all.filter(|of| Some(*of) != first).filter_map(|of| Some((self.picture(of.0, of.1)?, of)));
        html! { @for (picture, of) in rest { (self.figure(speaker, picture, of)) } }
    }
}
