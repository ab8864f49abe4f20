//! Words explained, as a list at the end of a page.

use super::speech::Speaker;
use maud::{Markup, html};

/// All words, by the alphabet.
pub(super) fn list(speaker: &Speaker) -> Markup {
    let mut all: Vec<_> = speaker.texts.glossary.iter().collect();
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
