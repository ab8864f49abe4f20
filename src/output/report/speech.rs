//! The voice of a report: its language, how numbers are written in it, and texts with something put into them.

use super::texts::{Texts, texts};
use crate::output::Language;
use maud::{Markup, PreEscaped, Render, html};
use std::cell::Cell;

/// Who tells a report.
pub(in crate::output) struct Speaker {
    pub(super) language: Language,
    pub(super) texts: &'static Texts,
    /// Bytes that are left for pictures.
    room: Cell<usize>,
}

/// Bytes of all pictures of a page together, so that a page of any study can be mailed: what does not fit any more is left
/// out, and said to be.
pub(in crate::output) const ROOM: usize = 2_400_000;

/// What is put into a text, by the name that stands there in braces.
pub(super) type With<'a> = &'a [(&'a str, &'a dyn Render)];

/// A mean difference that rounds to nothing gets more decimals, but no more than this.
const MOST_DECIMALS: usize = 6;

impl Speaker {
    pub(super) fn of(language: Language) -> Self {
        Self { language, texts: texts(language), room: Cell::new(ROOM) }
    }

    /// Takes room for so many bytes of pictures; whether there is as much.
    pub(super) fn takes(&self, bytes: usize) -> bool {
        let left = self.room.get().checked_sub(bytes);
        left.inspect(|left| self.room.set(*left)).is_some()
    }

    /// So many decimals, as the reader writes them: in English 1,234.5, in Italian 1.234,5. Nought has no sign.
    pub(super) fn number(&self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            return "\u{2013}".to_owned();
        }
        let (thousand, point) = match self.language {
            Language::English => (',', '.'),
            Language::Italian => ('.', ','),
        };
        let digits = format!("{:.decimals$}", value.abs());
        let (whole, rest) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut text = String::new();
        if value < 0.0 && digits.bytes().any(|digit| matches!(digit, b'1'..=b'9')) {
            text.push('\u{2212}');
        }
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                text.push(thousand);
            }
            text.push(digit);
        }
        if !rest.is_empty() {
            text.push(point);
            text.push_str(rest);
        }
        text
    }

    /// A whole number.
    pub(super) fn whole(&self, value: impl TryInto<i64>) -> String {
        self.number(value.try_into().map_or(f64::NAN, |value| value as f64), 0)
    }

    /// The same with a sign, unless it comes to nought.
    pub(super) fn signed(&self, value: f64, decimals: usize) -> String {
        let text = self.number(value, decimals);
        let plus = value > 0.0 && text.bytes().any(|digit| matches!(digit, b'1'..=b'9'));
        if plus { format!("+{text}") } else { text }
    }

    /// The decimals with which a number is not shown as nought, from so many on.
    pub(super) fn decimals(value: f64, from: usize) -> usize {
        let shown = |decimals: &usize| format!("{value:.decimals$}").bytes().any(|digit| matches!(digit, b'1'..=b'9'));
        if value == 0.0 || !value.is_finite() {
            return from;
        }
        (from..=MOST_DECIMALS).find(shown).unwrap_or(MOST_DECIMALS)
    }

    /// A number with the decimals that its size calls for: three figures that count.
    pub(super) fn plain(&self, value: f64) -> String {
        let decimals = match value.abs() {
            size if size >= 1000.0 || value == 0.0 => 0,
            size if size >= 100.0 => 1,
            size if size >= 10.0 => 2,
            size if size >= 0.1 => 3,
            _ => 4,
        };
        let text = self.number(value, Self::decimals(value, decimals));
        let point = if self.language == Language::Italian { ',' } else { '.' };
        match text.contains(point) {
            true => text.trim_end_matches('0').trim_end_matches(point).to_owned(),
            false => text,
        }
    }

    /// A share in per cent.
    pub(super) fn percent(&self, share: f64, decimals: usize) -> String {
        format!("{}\u{a0}%", self.number(100.0 * share, decimals))
    }

    /// Two numbers as the ends of a range.
    pub(super) fn range(&self, low: &str, high: &str) -> String {
        self.texts.from_to.replace("{low}", low).replace("{high}", high)
    }

    /// A text with what stands in braces put in, `[words|term]` leading to the glossary, and code between back ticks.
    /// `{n?world/worlds}` is the first where what is put in as `n` reads 1, else the second.
    pub(super) fn say(&self, text: &str, with: With<'_>) -> Markup {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '[', '`']) {
            push_escaped(&mut out, &rest[..at]);
            let (open, tail) = rest[at..].split_at(1);
            let close = match open {
                "{" => '}',
                "[" => ']',
                _ => '`',
            };
            let (inside, after) = tail.split_once(close).unwrap_or((tail, ""));
            rest = after;
            match open {
                "{" => {
                    let (name, forms) =
                        inside.split_once('?').map_or((inside, None), |(name, forms)| (name, forms.split_once('/')));
                    let found = with.iter().find(|(known, _)| *known == name);
                    let value = found.map_or_else(|| name.to_owned(), |(_, value)| value.render().into_string());
                    match forms {
                        Some((one, many)) => push_escaped(&mut out, if value == "1" { one } else { many }),
                        None => out.push_str(&value),
                    }
                }
                "[" => {
                    let (words, id) = inside.split_once('|').unwrap_or((inside, inside));
                    out.push_str(&term(self.texts, &self.say(words, with), id).into_string());
                }
                _ => {
                    out.push_str("<code>");
                    push_escaped(&mut out, inside);
                    out.push_str("</code>");
                }
            }
        }
        push_escaped(&mut out, rest);
        PreEscaped(out)
    }

    /// A text in which nothing is put.
    pub(super) fn text(&self, text: &str) -> Markup {
        self.say(text, &[])
    }

    /// Several things in a row, as a sentence lists them.
    pub(super) fn list(&self, all: &[Markup]) -> Markup {
        let last = all.len().saturating_sub(1);
        html! {
            @for (place, one) in all.iter().enumerate() {
                @if place > 0 { @if place == last { (self.texts.and) } @else { ", " } }
                (one)
            }
        }
    }
}

/// A name as it stands in files, which is the same in every language.
pub(super) fn code(name: &str) -> Markup {
    html! { code translate="no" { (name) } }
}

/// Words that lead to the entry `id` of the glossary, with what it says where a pointer rests on them or the keyboard stands
/// on them.
fn term(texts: &Texts, words: &Markup, id: &str) -> Markup {
    let Some(entry) = texts.glossary.iter().find(|entry| entry.id == id) else { return html! { (words) } };
    html! {
        a class="term" href=(format!("#g-{id}")) aria-describedby=(format!("g-{id}")) {
            (words)
            // Whoever hears the page is told it by the description.
            span class="tip" aria-hidden="true" { (entry.means) }
        }
    }
}

fn push_escaped(out: &mut String, text: &str) {
    out.push_str(&text.render().into_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_reader_writes_them() {
        let (english, italian) = (Speaker::of(Language::English), Speaker::of(Language::Italian));
        assert_eq!((english.number(1234.5, 1), italian.number(1234.5, 1)), ("1,234.5".into(), "1.234,5".into()));
        assert_eq!(english.number(-0.0004, 3), "0.000");
        assert_eq!((english.signed(-0.03, 2), english.signed(0.03, 2)), ("\u{2212}0.03".into(), "+0.03".into()));
        assert_eq!((english.signed(0.001, 2), english.number(f64::NAN, 2)), ("0.00".into(), "\u{2013}".into()));
        assert_eq!((Speaker::decimals(0.0004, 2), Speaker::decimals(0.5, 2), Speaker::decimals(0.0, 2)), (4, 2, 2));
        assert_eq!(
            (english.plain(1200.0), english.plain(0.25), italian.plain(0.0244)),
            ("1,200".into(), "0.25".into(), "0,0244".into())
        );
    }

    #[test]
    fn one_is_said_otherwise_than_many() {
        let english = Speaker::of(Language::English);
        let said = |n: &str| english.say("{n} {n?claim/claims}", &[("n", &n)]).into_string();
        assert_eq!((said("1"), said("0"), said("12")), ("1 claim".into(), "0 claims".into(), "12 claims".into()));
        assert!(english.say("[{n?world/worlds}|replicate]", &[("n", &"1")]).into_string().contains(">world<"));
    }

    #[test]
    fn what_is_put_in_is_escaped_and_so_is_the_text() {
        let said = Speaker::of(Language::English).say("a < {b} `x & y`", &[("b", &"<i>")]);
        assert_eq!(said.into_string(), "a &lt; &lt;i&gt; <code>x &amp; y</code>");
    }
}
