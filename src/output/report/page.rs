//! The page itself: what is around the sections, and what lets it stand alone.

use super::base64::base64;
use super::glossary;
use super::speech::Speaker;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// The style sheet, in the page itself.
const STYLE: &str = include_str!("style.css");
/// What only adds comfort: sorting, and unfolding before printing.
const SCRIPT: &str = include_str!("script.js");

/// A part of the page with a heading.
pub(in crate::output) struct Section<'a> {
    /// Its name in the page.
    id: &'static str,
    title: &'static str,
    /// What it says, told when it is its turn: a page is written part by part, and never held as a whole.
    body: Box<dyn Fn(&Speaker) -> Markup + 'a>,
}

/// What a page tells.
pub(super) struct Page<'a> {
    /// What it is of, for the title.
    pub(super) title: String,
    /// The first screen.
    pub(super) first: Markup,
    pub(super) sections: Vec<Section<'a>>,
    /// The last line.
    pub(super) made_by: Markup,
}

/// A policy of what the page may do: nothing but its own style and its own script, so that no request can leave it.
fn policy() -> String {
    let hash = |text: &str| base64(&Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

impl Page<'_> {
    /// Writes the whole document.
    pub(super) fn write(self, speaker: &Speaker, to: &mut dyn Write) -> io::Result<()> {
        let texts = speaker.texts;
        let head = html! {
            (DOCTYPE)
            (PreEscaped(format!("<html lang=\"{}\">", speaker.language.code())))
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(PreEscaped(policy()));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (self.title) }
                style { (PreEscaped(STYLE)) }
            }
            (PreEscaped("<body>"))
            a class="skip" href="#answer" { (texts.skip) }
            header { (self.head(speaker)) }
            (PreEscaped("<main>"))
        };
        let mut put = |markup: Markup| to.write_all(markup.into_string().as_bytes());
        put(head)?;
        put(html! { section id="answer" aria-labelledby="question" { (self.first) } })?;
        for section in &self.sections {
            put(section.render(speaker))?;
        }
        put(html! {
            section id="glossary" aria-labelledby="glossary-title" {
                h2 id="glossary-title" { (texts.glossary_title) }
                (glossary::list(speaker))
            }
            (PreEscaped("</main>"))
            footer { p { (self.made_by) } }
            script { (PreEscaped(SCRIPT)) }
            (PreEscaped("</body></html>\n"))
        })
    }

    fn head(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        html! {
            p class="brand" { strong { "mutua" } " " (texts.brand) }
            nav aria-label=(texts.contents) {
                ul {
                    @for section in &self.sections { li { a href=(format!("#{}", section.id)) { (section.title) } } }
                    li { a href="#glossary" { (texts.glossary_title) } }
                }
            }
        }
    }
}

impl<'a> Section<'a> {
    pub(super) fn new(id: &'static str, title: &'static str, body: impl Fn(&Speaker) -> Markup + 'a) -> Self {
        Self { id, title, body: Box::new(body) }
    }

    fn render(&self, speaker: &Speaker) -> Markup {
        let heading = format!("{}-title", self.id);
        html! {
            section id=(self.id) aria-labelledby=(heading) {
                h2 id=(heading) { (self.title) }
                ((self.body)(speaker))
            }
        }
    }
}
