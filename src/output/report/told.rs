//! What a kind of study brings to its report.

use super::again::About;
use super::assumptions;
use super::page::Section;
use super::set_here::Varied;
use super::speech::Speaker;
use crate::output::Language;
use crate::scenario::{shipped_scenarios, visible};
use maud::{Markup, html};

/// What a kind of study brings. Another kind is a file that does this.
pub(in crate::output) trait Told {
    /// What the first screen says.
    fn first(&self, speaker: &Speaker) -> First;
    /// What it varies from run to run.
    fn varies(&self) -> Vec<Varied> {
        Vec::new()
    }
    /// The seeds of its worlds, where no scenario has them.
    fn seeds(&self) -> Vec<u64> {
        Vec::new()
    }
    /// The sections that it has beside those of all kinds.
    fn sections<'a>(&'a self, speaker: &Speaker) -> Vec<Section<'a>>;
}

/// What the first screen says.
pub(in crate::output) struct First {
    /// What stands above the question, where that alone would not say what the page is of.
    pub(super) title: Option<String>,
    /// The question.
    pub(super) question: String,
    /// What is there of a study that is not finished.
    pub(super) there: Option<Markup>,
    /// What was found, in a few sentences.
    pub(super) sentences: Vec<Markup>,
    /// What is to be known to read them.
    pub(super) beneath: Option<Markup>,
    /// One picture, and what belongs beside it.
    pub(super) picture: Markup,
    /// On what it hangs.
    pub(super) hangs_on: Vec<Markup>,
    /// How sure it is, and of what kind.
    pub(super) sure: Vec<Markup>,
}

/// The first screen.
pub(super) fn first_screen(speaker: &Speaker, about: &About<'_>, first: &First) -> Markup {
    let texts = speaker.texts;
    let question = if first.question.trim().is_empty() { &about.description.scenario } else { &first.question };
    let runs = about.runs;
    // Questions that come with the program are in English; in what language others are is not known.
    let english =
        shipped_scenarios().iter().any(|(_, known, _)| known == question) && speaker.language != Language::English;
    let lang = english.then_some("en");
    html! {
        @match &first.title {
            Some(title) => { h1 id="question" { (title) } p class="question" lang=[lang] { (visible(question)) } },
            None => h1 id="question" lang=[lang] { (visible(question)) },
        }
        @if runs.finished < runs.planned {
            div class="note" role="note" {
                p { (speaker.say(texts.unfinished, &[
                    ("done", &speaker.whole(runs.finished)), ("planned", &speaker.whole(runs.planned)),
                    ("failed", &speaker.whole(runs.failed)),
                ])) }
                @if let Some(there) = &first.there { p { (there) } }
            }
        }
        h2 id="found" { (texts.found) }
        ol class="answers" { @for sentence in &first.sentences { li { (sentence) } } }
        @if let Some(beneath) = &first.beneath { p class="small" { (beneath) } }
        @if let Some(scenario) = about.scenario {
            h2 id="ways" { (texts.regimes_title) }
            (assumptions::regimes(speaker, scenario))
        }
        (first.picture)
        h2 id="hangs-on" { (texts.hangs_on) }
        @for one in &first.hangs_on { p { (one) } }
        h2 id="sure" { (texts.sure) }
        @for one in &first.sure { p { (one) } }
    }
}
