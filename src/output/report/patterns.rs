//! The report of a search for patterns: what became of every claim.

use super::page::Section;
use super::speech::{Speaker, code};
use super::table::{Cell, Table};
use super::told::{First, Told};
use crate::analysis::patterns::verdict::{Found, Verdict};
use crate::analysis::patterns::{Asks, Outcome};
use crate::output::patterns::PatternsCommand;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// What is told of a search for patterns.
pub(in crate::output) struct PatternsTold<'a> {
    pub(in crate::output) asked: &'a PatternsCommand<'a>,
    pub(in crate::output) found: &'a [Found],
}

/// Every verdict, in the order in which they are told.
const WORDS: [&str; 5] = ["holds", "conditional", "open", "undecided", "fails"];

impl Told for PatternsTold<'_> {
    fn first(&self, speaker: &Speaker) -> First {
        let texts = speaker.texts;
        let with_power = self.found.iter().filter(|one| one.has_power()).count();
        First {
            title: None,
            there: None,
            beneath: None,
            question: texts.patterns_question.to_owned(),
            sentences: vec![
                self.counted(speaker),
                self.depends(speaker),
                speaker.say(
                    texts.patterns_power,
                    &[("n", &speaker.whole(with_power)), ("all", &speaker.whole(self.found.len()))],
                ),
            ],
            picture: self.short(speaker),
            hangs_on: vec![speaker.text(texts.patterns_hang_on), self.sets(speaker)],
            sure: vec![
                speaker.say(texts.sure_intervals, &[("n", &speaker.whole(self.asked.replicates))]),
                speaker.text(texts.no_forecast),
            ],
        }
    }

    fn seeds(&self) -> Vec<u64> {
        let seeds: BTreeSet<u64> = self.found.iter().map(|one| one.seed).collect();
        seeds.into_iter().collect()
    }

    fn sections<'a>(&'a self, speaker: &Speaker) -> Vec<Section<'a>> {
        let each = |speaker: &Speaker| {
            html! {
                p { (speaker.text(speaker.texts.patterns_rule)) }
                @for one in self.found { (section(speaker, one)) }
            }
        };
        vec![Section::new("patterns", speaker.texts.patterns_title, each)]
    }
}

impl PatternsTold<'_> {
    fn counted(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        let of = |word: &str| self.found.iter().filter(|one| one.verdict().word() == word).count();
        let parts: Vec<Markup> = (WORDS.iter().filter(|word| of(word) > 0))
            .map(|word| html! { (texts.name(word, word)) ": " (speaker.whole(of(word))) })
            .collect();
        speaker
            .say(texts.patterns_counted, &[("all", &speaker.whole(self.found.len())), ("parts", &speaker.list(&parts))])
    }

    /// The claims that hold only with something.
    fn depends(&self, speaker: &Speaker) -> Markup {
        let parts: Vec<Markup> = (self.found.iter())
            .filter_map(|one| match one.verdict() {
                Verdict::Conditional(names) => {
                    let names: Vec<Markup> = names.iter().map(|name| code(name)).collect();
                    Some(html! { (one.pattern.id) ": " (speaker.list(&names)) })
                }
                _ => None,
            })
            .collect();
        let held = self.found.iter().any(|one| one.whole.outcome() == Outcome::Holds);
        match parts.is_empty() {
            true if !held => speaker.text(speaker.texts.nothing_held),
            true => speaker.text(speaker.texts.nothing_conditional),
            false => html! { (speaker.text(speaker.texts.conditional_on)) " " @for part in &parts { (part) ". " } },
        }
    }

    fn sets(&self, speaker: &Speaker) -> Markup {
        let sets: Vec<Markup> = self.asked.sets.iter().map(|set| code(set)).collect();
        match sets.is_empty() {
            true => speaker.text(speaker.texts.patterns_defaults),
            false => speaker.say(speaker.texts.patterns_sets, &[("all", &speaker.list(&sets))]),
        }
    }

    fn short(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        let row = |one: &Found| {
            let (pattern, verdict) = (&one.pattern, one.verdict());
            let hangs: Vec<Markup> = match &verdict {
                Verdict::Conditional(names) => names.iter().map(|name| code(name)).collect(),
                Verdict::Fails | Verdict::Undecided => {
                    one.whole.in_the_way().into_iter().map(|place| code(pattern.criteria[place].name)).collect()
                }
                Verdict::Holds | Verdict::Open => Vec::new(),
            };
            vec![
                Cell::word(pattern.id),
                Cell::text(html! { (texts.name(pattern.kind.word(), pattern.kind.whose())) }, pattern.kind.word()),
                Cell::text(html! { span lang="en" { (pattern.claim) } }, pattern.claim),
                Cell::text(html! { strong { (texts.name(verdict.word(), verdict.word())) } }, verdict.word()),
                Cell::text(speaker.list(&hangs), ""),
                match one.needs().filter(|_| verdict == Verdict::Undecided) {
                    Some(needs) => Cell::number(needs.worlds as f64, html! { (speaker.whole(needs.worlds)) }),
                    None => Cell::number(f64::NAN, html! { "\u{2013}" }),
                },
            ]
        };
        let columns = [
            (texts.pattern, "pattern"),
            (texts.whose, "kind"),
            (texts.claim, "claim"),
            (texts.verdict, "verdict"),
            (texts.depends_on, "depends_on"),
            (texts.worlds_needed, "worlds_needed"),
        ];
        Table {
            name: "patterns".to_owned(),
            caption: speaker.text(texts.patterns_caption),
            columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
            rows: self.found.iter().map(row).collect(),
        }
        .render(speaker)
    }
}

/// One claim: its numbers, what is asked of them, and what became of each.
fn section(speaker: &Speaker, one: &Found) -> Markup {
    let texts = speaker.texts;
    let pattern = &one.pattern;
    let word = one.verdict().word();
    let rows = pattern.criteria.iter().enumerate().map(|(place, criterion)| {
        let estimate = &one.whole.estimates[place];
        let outcome = one.whole.outcomes[place].map_or("", |outcome| outcome.word());
        let asks = criterion.asks.map_or_else(String::new, |asks| asks.to_string());
        let asked = criterion.asks.map_or_else(String::new, |asks| {
            let (text, number) = match asks {
                Asks::AtLeast(least) => (texts.at_least, least),
                Asks::AtMost(most) => (texts.at_most, most),
                Asks::Within(far) => (texts.within, far),
            };
            text.replace("{number}", &speaker.plain(number))
        });
        let of_number = format!("number {outcome}");
        vec![
            Cell::text(
                html! { (code(criterion.name)) br; span class="soft-text" lang="en" { (criterion.meaning) } },
                criterion.name,
            ),
            Cell::number(estimate.mean, speaker.cell(estimate, 4)),
            Cell::text(html! { (asked) }, &asks),
            Cell::text(html! { (texts.name(&of_number, texts.name(outcome, outcome))) }, outcome),
            Cell::number(estimate.n as f64, html! { (estimate.n) }),
        ]
    });
    let columns = [
        (texts.number, "criterion"),
        (texts.mean, "mean"),
        (texts.asked, "asks"),
        (texts.outcome, "outcome"),
        (texts.worlds, "n"),
    ];
    let table = Table {
        name: format!("pattern-{}", pattern.id.replace('+', "-plus")),
        caption: speaker.say(texts.pattern_caption, &[("id", &pattern.id)]),
        columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
        rows: rows.collect(),
    };
    html! {
        h3 { (pattern.id) ": " (texts.name(word, word)) }
        p lang="en" { (pattern.claim) @if !pattern.notes.is_empty() { " " (pattern.notes) } }
        (table.render(speaker))
    }
}
