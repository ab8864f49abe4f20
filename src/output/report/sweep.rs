//! The report of a sweep: what answers at each point, and where the lead passes from one way of help to another.

use super::compared::name;
use super::page::Section;
use super::picture::figure;
use super::set_here::Varied;
use super::speech::{Speaker, code};
use super::table::{Cell, Table};
use super::told::{First, Told};
use crate::analysis::crossings::Crossing;
use crate::analysis::design::{Design, DesignPoint};
use crate::analysis::responses::{Basis, MAIN, Main, OVERVIEW};
use crate::model::indicator::{HEADLINE, INDICATORS, Indicator, STRUCK};
use crate::output::plots::Picture;
use crate::scenario::Scenario;
use maud::{Markup, html};

/// What is told first.
const TOLD: [Indicator; 3] = [Indicator::Recovered, Indicator::General, Indicator::Services];
/// Rows of the table of points, but for those of the last point; the files have all.
const ROWS: usize = 240;

/// What is told of a sweep.
pub(in crate::output) struct SweepTold<'a> {
    pub(in crate::output) scenario: &'a Scenario,
    pub(in crate::output) design: &'a Design,
    pub(in crate::output) point: &'a dyn Fn(usize) -> DesignPoint,
    pub(in crate::output) main: &'a [Main],
    pub(in crate::output) crossings: &'a [Crossing],
    /// Whether one number is varied, so that two ways of help can cross.
    pub(in crate::output) may_cross: bool,
    pub(in crate::output) pictures: &'a [Picture],
}

impl Told for SweepTold<'_> {
    fn first(&self, speaker: &Speaker) -> First {
        let texts = speaker.texts;
        let picture = format!("response_{}", INDICATORS[TOLD[0] as usize].name);
        let picture = self.pictures.iter().find(|one| one.name == picture);
        First {
            title: None,
            there: None,
            beneath: None,
            question: self.scenario.question.clone(),
            sentences: TOLD.into_iter().map(|indicator| self.sentence(speaker, indicator)).collect(),
            picture: html! {
                p { (self.varied(speaker)) }
                @if let Some(picture) = picture { (self.figure(speaker, picture, TOLD[0])) }
            },
            hangs_on: vec![super::assumptions::counted(speaker, self.scenario), speaker.text(texts.sweep_hangs_on)],
            sure: sure(speaker, self.scenario),
        }
    }

    fn varies(&self) -> Vec<Varied> {
        let factors = &self.design.table().factors;
        if !factors.is_empty() {
            return factors.iter().map(Varied::of_factor).collect();
        }
        let points: Vec<DesignPoint> = (0..self.design.len()).map(self.point).collect();
        let of = |key: &str| {
            let settings = points.iter().flat_map(|point| &point.settings);
            Varied::of_values(key, settings.filter(|(set, _)| **set == *key).map(|(_, value)| value.as_str()))
        };
        self.design.keys().iter().map(|key| of(key)).collect()
    }

    fn sections<'a>(&'a self, speaker: &Speaker) -> Vec<Section<'a>> {
        let texts = speaker.texts;
        vec![
            Section::new("crossings", texts.crossings_title, |speaker| self.crossed(speaker)),
            Section::new("points", texts.points_title, |speaker| self.points(speaker)),
            Section::new("pictures", texts.pictures_title, |speaker| self.others(speaker)),
        ]
    }
}

/// How sure a study of many points is.
pub(super) fn sure(speaker: &Speaker, scenario: &Scenario) -> Vec<Markup> {
    sure_over(speaker, scenario, None)
}

/// The same of what is done over draws of a posterior, of so many different particles, if it is.
pub(super) fn sure_over(speaker: &Speaker, scenario: &Scenario, draws: Option<(usize, usize)>) -> Vec<Markup> {
    if let Some((draws, distinct)) = draws {
        let numbers = [draws, distinct, scenario.replicates as usize].map(|number| speaker.whole(number));
        let with: [(&str, &dyn maud::Render); 3] =
            [("draws", &numbers[0]), ("distinct", &numbers[1]), ("worlds", &numbers[2])];
        let texts = speaker.texts;
        return vec![
            speaker.say(texts.sure_draws, &with),
            speaker.text(texts.uncertain_share_is),
            speaker.text(texts.fit_sure),
            speaker.text(texts.no_forecast),
        ];
    }
    let texts = speaker.texts;
    let of_luck = match scenario.replicates {
        0 | 1 => speaker.text(texts.sure_single),
        n => speaker.say(texts.sure_intervals, &[("n", &speaker.whole(n))]),
    };
    let validity = speaker.say(texts.validity_elsewhere, &[("scenario", &scenario.name)]);
    vec![of_luck, validity, speaker.text(texts.no_forecast)]
}

impl SweepTold<'_> {
    fn place(indicator: Indicator) -> Option<usize> {
        MAIN.iter().position(|main| *main as usize == indicator as usize)
    }

    fn varied(&self, speaker: &Speaker) -> Markup {
        let keys: Vec<Markup> = self.design.keys().iter().map(|key| code(key)).collect();
        speaker
            .say(speaker.texts.varied, &[("points", &speaker.whole(self.main.len())), ("keys", &speaker.list(&keys))])
    }

    /// How far each way of help moves over the points, and where two clearly cross.
    fn sentence(&self, speaker: &Speaker, indicator: Indicator) -> Markup {
        let row = &INDICATORS[indicator as usize];
        let Some(place) = Self::place(indicator) else { return html! {} };
        html! {
            strong { (speaker.indicator(row)) } ": "
            (self.spans(speaker, indicator, place)) " "
            @if self.may_cross && self.scenario.replicates > 1 { (self.crossings_of(speaker, place)) }
        }
    }

    fn spans(&self, speaker: &Speaker, indicator: Indicator, place: usize) -> Markup {
        let row = &INDICATORS[indicator as usize];
        let parts: Vec<Markup> = (0..self.scenario.regimes.len())
            .filter_map(|regime| {
                let means = self.main.iter().filter_map(|main| main.at(Basis::Value, regime, place)).map(|e| e.mean);
                let mut means = means.filter(|mean| mean.is_finite());
                let first = means.next()?;
                let (low, high) = means.fold((first, first), |(low, high), mean| (low.min(mean), high.max(mean)));
                let (low, high) = (speaker.value(row, low), speaker.value(row, high));
                Some(html! { (code(name(self.scenario, regime))) " " @if low == high { (low) } @else { (speaker.range(&low, &high)) } })
            })
            .collect();
        match parts.is_empty() {
            true => speaker.text(speaker.texts.no_values),
            false => {
                let points = speaker.whole(self.main.len());
                speaker.say(speaker.texts.spans, &[("points", &points), ("all", &speaker.list(&parts))])
            }
        }
    }

    /// The clear crossings of the struck in an indicator.
    fn clear(&self, place: usize) -> Vec<&Crossing> {
        let here = |one: &&Crossing| one.clear && (one.population, one.place) == (STRUCK, place);
        let mut found: Vec<&Crossing> = self.crossings.iter().filter(here).collect();
        found.sort_by(|a, b| a.change.at.total_cmp(&b.change.at));
        found
    }

    fn crossings_of(&self, speaker: &Speaker, place: usize) -> Markup {
        let found = self.clear(place);
        if found.is_empty() {
            return speaker.text(speaker.texts.no_crossing);
        }
        html! { @for one in found { (self.crossing(speaker, one)) " " } }
    }

    fn crossing(&self, speaker: &Speaker, one: &Crossing) -> Markup {
        let at = if one.replicates.mean.is_finite() { one.replicates.mean } else { one.change.at };
        let between = speaker.bounds(&one.replicates, 2);
        let at = html! { (speaker.number(at, 2)) (between) };
        let key = self.design.keys().first().map_or("", AsRef::as_ref);
        speaker.say(
            speaker.texts.crossing_says,
            &[
                ("key", &code(key)),
                ("at", &at),
                ("above", &code(name(self.scenario, one.above()))),
                ("below", &code(name(self.scenario, one.below()))),
                ("n", &speaker.whole(one.replicates.n)),
                ("of", &speaker.whole(one.of)),
            ],
        )
    }

    fn crossed(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        html! {
            @if !self.may_cross {
                p { (speaker.text(texts.cannot_cross)) }
            } @else if self.scenario.replicates <= 1 {
                p { (speaker.text(texts.crossing_single)) }
            } @else {
                p { (speaker.text(texts.crossings_intro)) }
                @for indicator in OVERVIEW {
                    @if let Some(place) = Self::place(indicator) {
                        p { strong { (speaker.indicator(indicator.row())) } ": " (self.crossings_of(speaker, place)) }
                    }
                }
            }
        }
    }

    fn points(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        let keys = self.design.keys();
        let (mut rows, regimes) = (Vec::new(), self.scenario.regimes.len());
        for (number, main) in self.main.iter().enumerate().take(ROWS.div_ceil(regimes.max(1))) {
            let point = (self.point)(number);
            for regime in 0..regimes {
                let mut row = vec![Cell::number(number as f64 + 1.0, html! { (number + 1) })];
                row.extend(keys.iter().map(|key| {
                    let set = point.settings.iter().find(|(set, _)| set == key).map_or("", |(_, value)| value);
                    match set.parse::<f64>() {
                        Ok(value) => Cell::number(value, html! { (speaker.plain(value)) }),
                        Err(_) => Cell::word(set),
                    }
                }));
                let regime_name = name(self.scenario, regime);
                row.push(Cell::text(code(regime_name), regime_name));
                row.extend(OVERVIEW.into_iter().filter_map(|indicator| {
                    let found = main.at(Basis::Value, regime, Self::place(indicator)?)?;
                    Some(Cell::number(found.mean, html! { (speaker.value(indicator.row(), found.mean)) }))
                }));
                rows.push(row);
            }
        }
        let (shown, all) = (rows.len(), self.main.len() * regimes);
        let mut columns = vec![(html! { (texts.point) }, "point".to_owned())];
        columns.extend(keys.iter().map(|key| (code(key), key.to_string())));
        columns.push((html! { (texts.regime) }, "regime".to_owned()));
        columns.extend(OVERVIEW.map(|one| (html! { (speaker.indicator(one.row())) }, one.row().name.to_owned())));
        let table = Table { name: "points".to_owned(), caption: speaker.text(texts.points_caption), columns, rows };
        html! {
            p { (self.varied(speaker)) }
            @if shown < all {
                p class="small" { (speaker.say(texts.rows_left_out, &[("shown", &speaker.whole(shown)), ("all", &speaker.whole(all))])) }
            }
            (table.render(speaker))
        }
    }

    fn figure(&self, speaker: &Speaker, picture: &Picture, indicator: Indicator) -> Markup {
        let sentence = match Self::place(indicator) {
            Some(place) => html! {
                (self.spans(speaker, indicator, place))
                @if self.may_cross { " " (self.crossings_of(speaker, place)) }
            },
            None => html! {},
        };
        let title = html! { (speaker.indicator(indicator.row())) ", " (speaker.people(HEADLINE)) }.into_string();
        figure(speaker, picture, &title, &sentence)
    }

    fn others(&self, speaker: &Speaker) -> Markup {
        let rest = MAIN.into_iter().filter(|indicator| *indicator as usize != TOLD[0] as usize);
        let picture = |indicator: Indicator| {
            let wanted = format!("response_{}", indicator.row().name);
            Some((self.pictures.iter().find(|one| one.name == wanted)?, indicator))
        };
        html! {
            @for (picture, indicator) in rest.filter_map(picture) { (self.figure(speaker, picture, indicator)) }
        }
    }
}
