//! The report of a contrast taken apart: what each part of the difference between two ways of help is worth.

use super::assumptions;
use super::compared::is_nothing;
use super::page::Section;
use super::picture::figure;
use super::speech::{Speaker, code};
use super::sweep::sure_over;
use super::table::{Cell, Table};
use super::told::{First, Told};
use super::uncertain::in_draws;
use crate::analysis::decomposition::{Basis, Cells, Decomposition, Whole};
use crate::analysis::responses::OVERVIEW;
use crate::analysis::statistics::Estimate;
use crate::model::indicator::{EVERYONE, HEADLINE, INDICATORS, Indicator};
use crate::output::plots::Picture;
use crate::scenario::{Part, Scenario, visible};
use maud::{Markup, html};

/// What is told first.
const TOLD: [Indicator; 3] = [Indicator::Recovered, Indicator::General, Indicator::Services];
/// The hours of workers, which are an outcome as well.
const HOURS: usize = Indicator::WorkerHours as usize;
/// Pairs of parts in the table, for each indicator.
const PAIRS: usize = 4;

/// What is told of a contrast taken apart.
pub(in crate::output) struct DecompositionTold<'a> {
    pub(in crate::output) scenario: &'a Scenario,
    pub(in crate::output) cells: &'a Cells,
    pub(in crate::output) found: &'a Decomposition,
    pub(in crate::output) pictures: &'a [Picture],
}

impl Told for DecompositionTold<'_> {
    fn first(&self, speaker: &Speaker) -> First {
        let texts = speaker.texts;
        let parts = &self.cells.parts;
        let title = texts.decomposition_title.replace("{to}", &parts.to.name).replace("{from}", &parts.from.name);
        First {
            title: Some(title),
            there: None,
            beneath: (self.scenario.replicates > 1).then(|| speaker.text(texts.sure_is_not_large)),
            question: visible(&self.scenario.question).into_owned(),
            sentences: TOLD
                .into_iter()
                .map(|one| self.sentence(speaker, 0, (HEADLINE, one as usize)))
                .chain([self.sentence(speaker, 0, (EVERYONE, HOURS))])
                .collect(),
            picture: self.picture(speaker, TOLD[1] as usize),
            hangs_on: self.how(speaker),
            sure: sure_over(speaker, self.scenario, self.found.draws()),
        }
    }

    fn sections<'a>(&'a self, speaker: &Speaker) -> Vec<Section<'a>> {
        let texts = speaker.texts;
        vec![
            Section::new("parts", texts.parts_title, |speaker| self.fields(speaker)),
            Section::new("worth", texts.worth_title, |speaker| self.worths(speaker)),
            Section::new("together", texts.together_title, |speaker| self.together(speaker)),
            Section::new("pictures", texts.pictures_title, |speaker| self.others(speaker)),
        ]
    }
}

impl DecompositionTold<'_> {
    fn part(&self, speaker: &Speaker, part: usize) -> String {
        name(speaker, &self.cells.parts.all[part])
    }

    /// How it was done, and what that hangs on.
    fn how(&self, speaker: &Speaker) -> Vec<Markup> {
        let (texts, parts) = (speaker.texts, &self.cells.parts);
        let named: Vec<Markup> = (0..parts.all.len()).map(|part| html! { (self.part(speaker, part)) }).collect();
        let with: [(&str, &dyn maud::Render); 3] = [
            ("n", &speaker.whole(parts.all.len())),
            ("all", &speaker.list(&named)),
            ("cells", &speaker.whole(parts.cells.len())),
        ];
        let mut all = vec![speaker.say(texts.parts_are, &with), speaker.say(texts.every_mixture, &with)];
        if let Some(equal) = &self.cells.equal {
            all.push(speaker.say(texts.equal_hours_are, &[("hours", &speaker.plain(equal.for_1000))]));
        }
        all.push(assumptions::counted(speaker, self.scenario));
        all
    }

    /// The difference in one indicator, and what it is made of: never more than the intervals say.
    fn sentence(&self, speaker: &Speaker, basis: usize, (population, indicator): (usize, usize)) -> Markup {
        let row = &INDICATORS[indicator];
        html! {
            strong { (speaker.indicator(row)) } " (" (speaker.people(population)) "): "
            (self.made_of(speaker, indicator, &self.found.at(basis, population, indicator)))
        }
    }

    fn made_of(&self, speaker: &Speaker, indicator: usize, whole: &Whole) -> Markup {
        let (texts, row) = (speaker.texts, &INDICATORS[indicator]);
        let amount = |estimate: &Estimate| speaker.difference(row, estimate);
        let named = |part: &usize| html! { (self.part(speaker, *part)) " " (amount(&whole.parts[*part].value)) };
        let list = |parts: &[usize]| speaker.list(&parts.iter().map(named).collect::<Vec<_>>());
        let contrast = amount(&whole.contrast);
        if whole.contrast.n == 0 {
            return speaker.text(texts.decomposition_undefined);
        }
        let ranked = whole.ranked();
        if whole.contrast.n == 1 {
            return speaker.say(texts.decomposition_single, &[("amount", &contrast), ("all", &list(&ranked))]);
        }
        let value = |part: &usize| whole.parts[*part].value;
        let (clear, rest): (Vec<usize>, Vec<usize>) = ranked.into_iter().partition(|part| value(part).is_clear());
        let (none, unclear): (Vec<usize>, Vec<usize>) = rest.into_iter().partition(|part| is_nothing(&value(part)));
        let above_half = |part: &usize| whole.shares().is_some_and(|shares| shares[*part] > 0.5);
        let (first, others) = match (whole.contrast.is_clear(), clear.split_first()) {
            (true, Some((first, others))) => {
                let text = if above_half(first) { texts.most_is } else { texts.largest_is };
                let with: [(&str, &dyn maud::Render); 3] =
                    [("amount", &contrast), ("part", &self.part(speaker, *first)), ("worth", &amount(&value(first)))];
                (speaker.say(text, &with), others)
            }
            (true, None) => (speaker.say(texts.no_part_clear, &[("amount", &contrast)]), &[][..]),
            (false, _) if is_nothing(&whole.contrast) => (speaker.text(texts.decomposition_nothing), &clear[..]),
            (false, _) => (speaker.say(texts.decomposition_not_clear, &[("amount", &contrast)]), &clear[..]),
        };
        let against =
            clear.iter().any(|part| value(part).mean > 0.0) && clear.iter().any(|part| value(part).mean < 0.0);
        let names = |parts: &[usize]| -> Vec<Markup> {
            parts.iter().map(|part| html! { (self.part(speaker, *part)) }).collect()
        };
        html! {
            (first)
            @if !others.is_empty() { " " (speaker.say(texts.clear_parts, &[("all", &list(others))])) }
            @if against { " " (speaker.text(texts.parts_against)) }
            @if !unclear.is_empty() { " " (speaker.say(texts.unclear_parts, &[("all", &list(&unclear))])) }
            @if !none.is_empty() {
                " " (speaker.say(texts.nothing_parts, &[("all", &speaker.list(&names(&none)))]))
            }
        }
    }

    /// What each part is.
    fn fields(&self, speaker: &Speaker) -> Markup {
        let (texts, parts) = (speaker.texts, &self.cells.parts);
        let mut rows = Vec::new();
        for part in &parts.all {
            for field in &part.fields {
                let [from, to] = parts.values(field);
                rows.push(vec![
                    Cell::text(html! { (name(speaker, part)) }, &part.name),
                    Cell::text(code(field), field),
                    Cell::text(code(&from), &from),
                    Cell::text(code(&to), &to),
                ]);
            }
        }
        let columns = vec![
            (html! { (texts.part) }, "part".to_owned()),
            (html! { (texts.field) }, "field".to_owned()),
            (code(&parts.from.name), "from".to_owned()),
            (code(&parts.to.name), "to".to_owned()),
        ];
        let table = Table { name: "parts".to_owned(), caption: speaker.text(texts.parts_caption), columns, rows };
        html! {
            (table.render(speaker))
            @for bound in &parts.bound {
                p {
                    (speaker.say(texts.bound, &[("field", &code(bound.field)), ("with", &code(bound.with))]))
                    " " span lang="en" { (bound.why) } "."
                }
            }
        }
    }

    fn worths(&self, speaker: &Speaker) -> Markup {
        html! {
            p { (speaker.text(speaker.texts.worth_intro)) }
            @if self.found.draws().is_none() { p { (speaker.text(speaker.texts.many_intervals)) } }
            @for (at, basis) in self.found.bases().iter().enumerate() {
                h3 { (footing(speaker, *basis)) }
                @if *basis == Basis::EqualHours { p { (self.hours_used(speaker)) } }
                (self.worth(speaker, at, *basis))
            }
        }
    }

    /// How equal hours came out.
    fn hours_used(&self, speaker: &Speaker) -> Markup {
        match self.found.span(Basis::EqualHours, EVERYONE, HOURS) {
            Some((least, most)) => {
                let (least, most) = (speaker.number(least, 0), speaker.number(most, 0));
                speaker.say(speaker.texts.hours_used, &[("least", &least), ("most", &most)])
            }
            None => html! {},
        }
    }

    fn worth(&self, speaker: &Speaker, at: usize, basis: Basis) -> Markup {
        let texts = speaker.texts;
        let mut rows = Vec::new();
        for (population, indicator) in told_of(basis) {
            let (row, whole) = (&INDICATORS[indicator], self.found.at(at, population, indicator));
            if whole.contrast.n == 0 {
                continue;
            }
            let shares = whole.shares();
            let head = || Cell::text(html! { (speaker.indicator(row)) }, row.name);
            let empty = || Cell::number(f64::NAN, html! { "" });
            let mut cells = vec![
                head(),
                Cell::text(html! { strong { (texts.all_parts) } }, "contrast"),
                Cell::number(whole.contrast.mean, speaker.in_cell(row, &whole.contrast)),
                empty(),
                empty(),
                empty(),
            ];
            let above = self.found.contrast_above(at, population, indicator);
            cells.extend(above.map(|above| in_draws(speaker, &above)));
            rows.push(cells);
            for (part, worth) in whole.parts.iter().enumerate() {
                let share = shares.as_ref().map_or(f64::NAN, |shares| shares[part]);
                let shown = if share.is_finite() { speaker.percent(share, 0) } else { speaker.number(share, 0) };
                let mut cells = vec![
                    head(),
                    Cell::text(html! { (self.part(speaker, part)) }, &self.cells.parts.all[part].name),
                    Cell::number(worth.value.mean, speaker.in_cell(row, &worth.value)),
                    Cell::number(share, html! { (shown) }),
                    Cell::number(worth.first.mean, speaker.in_cell(row, &worth.first)),
                    Cell::number(worth.last.mean, speaker.in_cell(row, &worth.last)),
                ];
                let above = self.found.above(at, population, indicator, part);
                cells.extend(above.map(|above| in_draws(speaker, &above)));
                rows.push(cells);
            }
        }
        let columns = [
            (texts.indicator, "indicator"),
            (texts.part, "part"),
            (texts.worth, "mean"),
            (texts.share_of_it, "share"),
            (texts.first_in, "first_in"),
            (texts.last_in, "last_in"),
        ];
        let above = self.found.draws().map(|_| (texts.uncertain_above, "share_above"));
        let columns = columns.into_iter().chain(above);
        Table {
            name: format!("worth-{}", basis.word()),
            caption: speaker.text(texts.worth_caption),
            columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).collect(),
            rows,
        }
        .render(speaker)
    }

    /// Which parts act together, as run.
    fn together(&self, speaker: &Speaker) -> Markup {
        let (texts, parts) = (speaker.texts, &self.cells.parts.all);
        let mut rows = Vec::new();
        for (population, indicator) in told_of(Basis::AsRun) {
            let row = &INDICATORS[indicator];
            let mut pairs = self.found.at(0, population, indicator).pairs;
            pairs.retain(|(_, together)| together.is_clear());
            pairs.sort_by(|(_, a), (_, b)| b.mean.abs().total_cmp(&a.mean.abs()));
            for ((one, other), together) in pairs.into_iter().take(PAIRS) {
                rows.push(vec![
                    Cell::text(html! { (speaker.indicator(row)) }, row.name),
                    Cell::text(html! { (self.part(speaker, one)) }, &parts[one].name),
                    Cell::text(html! { (self.part(speaker, other)) }, &parts[other].name),
                    Cell::number(together.mean, speaker.in_cell(row, &together)),
                ]);
            }
        }
        if rows.is_empty() {
            return html! { p { (speaker.text(texts.none_together)) } };
        }
        let columns = [
            (texts.indicator, "indicator"),
            (texts.part, "part"),
            (texts.other_part, "other_part"),
            (texts.together_worth, "mean"),
        ];
        let table = Table {
            name: "together".to_owned(),
            caption: speaker.text(texts.together_caption),
            columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
            rows,
        };
        html! { p { (speaker.text(texts.together_intro)) } (table.render(speaker)) }
    }

    fn picture(&self, speaker: &Speaker, indicator: usize) -> Markup {
        let wanted = format!("decomposition_{}", INDICATORS[indicator].name);
        let Some(picture) = self.pictures.iter().find(|picture| picture.name == wanted) else { return html! {} };
        let population = if indicator == HOURS { EVERYONE } else { HEADLINE };
        let sentence = self.made_of(speaker, indicator, &self.found.at(0, population, indicator));
        figure(speaker, picture, speaker.indicator(&INDICATORS[indicator]), &sentence)
    }

    fn others(&self, speaker: &Speaker) -> Markup {
        let first = format!("decomposition_{}", TOLD[1].row().name);
        html! {
            @for row in INDICATORS {
                @if format!("decomposition_{}", row.name) != first { (self.picture(speaker, row.indicator as usize)) }
            }
        }
    }
}

/// A part as it is read: those of the program in the reader's language, others as they were named.
fn name(speaker: &Speaker, part: &Part) -> String {
    match speaker.texts.name(&part.name, "") {
        "" => part.label(),
        known => known.to_owned(),
    }
}

fn footing(speaker: &Speaker, basis: Basis) -> &'static str {
    match basis {
        Basis::AsRun => speaker.texts.as_run_title,
        Basis::PerWorkerHour => speaker.texts.per_hour_title,
        Basis::EqualHours => speaker.texts.equal_hours_title,
    }
}

/// What is told on a footing: the overview, of the struck, and the hours of workers.
fn told_of(basis: Basis) -> impl Iterator<Item = (usize, usize)> {
    let hours = (basis != Basis::PerWorkerHour).then_some((EVERYONE, HOURS));
    OVERVIEW.into_iter().map(|indicator| (HEADLINE, indicator as usize)).chain(hours)
}
