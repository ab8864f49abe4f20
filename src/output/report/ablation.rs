//! The report of an ablation study: what each difference hangs on, mechanism by mechanism.

use super::compared::{is_nothing, name};
use super::page::Section;
use super::picture::figure;
use super::speech::{Speaker, code};
use super::sweep::sure_over;
use super::table::{Cell, Table};
use super::told::{First, Told};
use super::uncertain::in_draws;
use crate::analysis::ablation::{AblationResults, Ablations, Carried, Side, differs_from_zero};
use crate::analysis::responses::{MAIN, OVERVIEW};
use crate::model::indicator::{HEADLINE, INDICATORS, Indicator};
use crate::model::parameters::{SWITCHES, TABLE};
use crate::output::plots::Picture;
use crate::scenario::{Scenario, visible};
use maud::{Markup, html};

/// What is told first.
const TOLD: [Indicator; 3] = [Indicator::Recovered, Indicator::General, Indicator::Services];
/// Mechanisms named in a sentence at most.
const NAMED: usize = 2;
/// Mechanisms in a table at most, for each indicator and way of help.
const RANKS: usize = 6;

/// What is told of an ablation study.
pub(in crate::output) struct AblationTold<'a> {
    pub(in crate::output) scenario: &'a Scenario,
    pub(in crate::output) study: &'a Ablations,
    pub(in crate::output) results: &'a AblationResults,
    /// Whether what is missing is so from week 0 on only.
    pub(in crate::output) from_services: bool,
    pub(in crate::output) pictures: &'a [Picture],
}

/// Of a contrast, what carries less than this reads as 0 %.
const LEAST_SHARE: f64 = 0.005;

/// What a switch or a parameter is; the tables of both are in English.
fn meaning(name: &str) -> Option<&'static str> {
    let name = name.split_once('=').map_or(name, |(name, _)| name);
    let switch = SWITCHES.iter().find(|row| row.name == name).map(|row| row.meaning);
    switch.or_else(|| TABLE.iter().find(|row| row.name == name).map(|row| row.meaning))
}

fn meaning_beneath(name: &str) -> Markup {
    html! { @if let Some(meaning) = meaning(name) { br; span class="soft-text" lang="en" { (meaning) } } }
}

impl Told for AblationTold<'_> {
    fn first(&self, speaker: &Speaker) -> First {
        let texts = speaker.texts;
        let picture = self.picture(TOLD[0]);
        let since = if self.from_services { texts.missing_from_services } else { texts.missing_always };
        let n = speaker.whole(self.study.all().len());
        let title =
            speaker.texts.ablation_title.replace("{scenario}", &visible(&self.scenario.name)).replace("{n}", &n);
        First {
            title: Some(title),
            there: None,
            beneath: (self.scenario.replicates > 1).then(|| speaker.text(texts.sure_is_not_large)),
            question: self.scenario.question.clone(),
            sentences: TOLD.into_iter().map(|indicator| self.sentence(speaker, indicator)).collect(),
            picture: html! { @if let Some(picture) = picture { (self.figure(speaker, picture, TOLD[0])) } },
            hangs_on: [
                speaker.say(texts.taken_away, &[("n", &n)]),
                speaker.text(since),
                speaker.text(texts.parts_do_not_add),
            ]
            .into_iter()
            .chain(self.meanings())
            .collect(),
            sure: sure_over(speaker, self.scenario, self.results.draws()),
        }
    }

    fn sections<'a>(&'a self, speaker: &Speaker) -> Vec<Section<'a>> {
        let texts = speaker.texts;
        vec![
            Section::new("carried", texts.carried_title, |speaker| self.carried(speaker)),
            Section::new("pictures", texts.pictures_title, |speaker| self.others(speaker)),
        ]
    }
}

impl AblationTold<'_> {
    fn place(indicator: Indicator) -> Option<usize> {
        MAIN.iter().position(|main| *main as usize == indicator as usize)
    }

    fn picture(&self, indicator: Indicator) -> Option<&Picture> {
        let wanted = format!("ablation_{}", indicator.row().name);
        self.pictures.iter().find(|picture| picture.name == wanted)
    }

    /// What is read of a regime, in words.
    fn what(&self, speaker: &Speaker, regime: usize) -> Markup {
        let texts = speaker.texts;
        let regime = code(name(self.scenario, regime));
        match self.results.reference() {
            Some(reference) => {
                speaker.say(texts.minus, &[("regime", &regime), ("reference", &code(name(self.scenario, reference)))])
            }
            None => regime,
        }
    }

    fn sentence(&self, speaker: &Speaker, indicator: Indicator) -> Markup {
        let row = &INDICATORS[indicator as usize];
        let Some(place) = Self::place(indicator) else { return html! {} };
        html! {
            strong { (speaker.indicator(row)) } ": "
            @for regime in self.results.regimes() { (self.of_regime(speaker, indicator, (regime, place))) " " }
        }
    }

    /// What one regime's number hangs on.
    fn of_regime(&self, speaker: &Speaker, indicator: Indicator, (regime, place): (usize, usize)) -> Markup {
        let (texts, row) = (speaker.texts, &INDICATORS[indicator as usize]);
        let stands = self.results.stands(regime, HEADLINE, place);
        let what = self.what(speaker, regime);
        if stands.n == 0 {
            return speaker.say(texts.not_defined, &[("what", &what)]);
        }
        let ranked = self.results.ranked(regime, HEADLINE, place);
        let carries = |(ablation, carried): &(usize, Carried)| {
            let share = carried.share();
            let nothing = share.is_finite() && share.abs() < LEAST_SHARE;
            carried.side() != Side::Unclear && !nothing && !self.results.is_inert_under(*ablation, regime)
        };
        let clear: Vec<_> = ranked.into_iter().filter(carries).collect();
        let named: Vec<Markup> = clear.iter().take(NAMED).map(|one| self.named(speaker, indicator, one)).collect();
        let amount = speaker.difference(row, &stands);
        let stands_alone = stands.n == 1;
        let stands = match (differs_from_zero(&stands), self.results.reference()) {
            (_, None) => {
                speaker.say(texts.value_stands, &[("what", &what), ("amount", &speaker.value(row, stands.mean))])
            }
            _ if stands.n == 1 => speaker.say(texts.single_stands, &[("what", &what), ("amount", &amount)]),
            _ if is_nothing(&stands) => speaker.say(texts.nothing_stands, &[("what", &what)]),
            (true, _) => speaker.say(texts.difference_stands, &[("what", &what), ("amount", &amount)]),
            (false, _) => speaker.say(texts.no_clear_difference, &[("what", &what), ("amount", &amount)]),
        };
        let hangs = match named.is_empty() {
            true if stands_alone => speaker.text(texts.nothing_carries_single),
            true => speaker.text(texts.nothing_carries),
            false => speaker.say(texts.most_carried, &[("all", &speaker.list(&named))]),
        };
        html! { (stands) " " (hangs) }
    }

    /// What each thing that is taken away by itself is, in a line.
    fn meanings(&self) -> Vec<Markup> {
        let single = self.study.all().iter().filter(|one| !one.name.contains('+'));
        let all = single.filter_map(|one| Some((&one.name, meaning(&one.name)?)));
        all.map(|(name, meaning)| html! { (code(name)) ": " span lang="en" { (meaning) } }).collect()
    }

    fn named(&self, speaker: &Speaker, indicator: Indicator, (ablation, carried): &(usize, Carried)) -> Markup {
        html! {
            (code(&self.study.all()[*ablation].name)) " "
            (speaker.difference(indicator.row(), &carried.carried))
        }
    }

    fn carried(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        let inert: Vec<Markup> = (0..self.results.ablations())
            .filter(|ablation| self.results.is_inert(*ablation))
            .map(|ablation| code(&self.study.all()[ablation].name))
            .collect();
        html! {
            p { (speaker.text(texts.carried_intro)) }
            @for regime in self.results.regimes() { (self.table(speaker, regime)) }
            @if !inert.is_empty() { p { (speaker.say(texts.inert, &[("all", &speaker.list(&inert))])) } }
        }
    }

    fn table(&self, speaker: &Speaker, regime: usize) -> Markup {
        let texts = speaker.texts;
        let mut rows = Vec::new();
        for indicator in OVERVIEW {
            let Some(place) = Self::place(indicator) else { continue };
            for (ablation, carried) in self.results.ranked(regime, HEADLINE, place).into_iter().take(RANKS) {
                let (row, one) = (indicator.row(), &self.study.all()[ablation]);
                let side = match carried.side() {
                    Side::Carries => texts.carries,
                    Side::Against => texts.against,
                    Side::Moves => texts.moves,
                    Side::Unclear => texts.unclear,
                };
                let share = carried.share();
                let shown = if share.is_finite() { speaker.percent(share, 0) } else { speaker.number(share, 0) };
                let mut cells = vec![
                    Cell::text(html! { (speaker.indicator(row)) }, row.name),
                    Cell::text(
                        html! { (code(&one.name)) br; span class="soft-text" { (texts.name(one.taken.word(), one.taken.word())) } (meaning_beneath(&one.name)) },
                        &one.name,
                    ),
                    Cell::text(html! { (side) }, side),
                    Cell::number(carried.stands.mean, speaker.in_cell(row, &carried.stands)),
                    Cell::number(carried.without.mean, speaker.in_cell(row, &carried.without)),
                    Cell::number(carried.carried.mean, speaker.in_cell(row, &carried.carried)),
                    Cell::number(share, html! { (shown) }),
                ];
                let above = self.results.above(ablation, regime, HEADLINE, place);
                cells.extend(above.map(|[.., carried]| in_draws(speaker, &carried)));
                rows.push(cells);
            }
        }
        let columns = [
            (texts.indicator, "indicator"),
            (texts.taken, "ablation"),
            (texts.what_it_does, "side"),
            (texts.stands, "stands"),
            (texts.without, "without"),
            (texts.carried, "carried"),
            (texts.share_carried, "share_carried"),
        ];
        let above = self.results.draws().map(|_| (texts.uncertain_above, "share_above"));
        let columns = columns.into_iter().chain(above);
        Table {
            name: format!("carried-{}", name(self.scenario, regime)),
            caption: speaker.say(texts.carried_caption, &[("what", &self.what(speaker, regime))]),
            columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).collect(),
            rows,
        }
        .render(speaker)
    }

    fn figure(&self, speaker: &Speaker, picture: &Picture, indicator: Indicator) -> Markup {
        let sentence = match Self::place(indicator) {
            Some(place) => html! {
                @for regime in self.results.regimes() { (self.of_regime(speaker, indicator, (regime, place))) " " }
            },
            None => html! {},
        };
        figure(speaker, picture, speaker.indicator(indicator.row()), &sentence)
    }

    fn others(&self, speaker: &Speaker) -> Markup {
        let rest = MAIN.into_iter().filter(|indicator| *indicator as usize != TOLD[0] as usize);
        html! {
            @for (picture, indicator) in rest.filter_map(|indicator| Some((self.picture(indicator)?, indicator))) {
                (self.figure(speaker, picture, indicator))
            }
        }
    }
}
