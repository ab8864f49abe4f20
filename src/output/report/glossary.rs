//! Words explained where they stand, and as a list at the end.

use super::speech::Speaker;
use maud::{Markup, html};

/// A word and what it means.
pub(super) struct Word {
    /// By what texts call it: the same in every language.
    pub(super) id: &'static str,
    pub(super) word: &'static str,
    pub(super) means: &'static str,
}

/// Words that lead to the entry `id`, with what it says where a pointer rests on them or the keyboard stands on them.
pub(super) fn term(speaker: &Speaker, words: &str, id: &str) -> Markup {
    let Some(entry) = speaker.texts.glossary.iter().find(|entry| entry.id == id) else { return html! { (words) } };
    html! {
        a class="term" href=(format!("#g-{id}")) aria-describedby=(format!("g-{id}")) {
            (words)
            // Whoever hears the page is told it by the description.
            span class="tip" aria-hidden="true" { (entry.means) }
        }
    }
}

/// All words, by the alphabet.
pub(super) fn list(speaker: &Speaker) -> Markup {
    let mut all: Vec<&Word> = speaker.texts.glossary.iter().collect();
    all.sort_by_key(|entry| entry.word.to_lowercase());
    html! {
        dl class="glossary" {
            @for entry in all {
                div {
                    dt { (entry.word) }
                    dd id=(format!("g-{}", entry.id)) { (entry.means) }
                }
            }
        }
    }
}
