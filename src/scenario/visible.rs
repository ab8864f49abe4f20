//! Text of a user or a file, made safe to show: what could steer a terminal or hide in a line becomes visible.

use std::borrow::Cow;
use std::fmt::Write;

/// `text` with every character that steers a terminal, turns the direction of writing, breaks a line or takes no room
/// written as an escape: `\n`, `\r`, `\t`, else `\u{1b}`. All other text stands as it is, and so does a text that is
/// visible already, so that showing it twice changes nothing.
///
/// Every text that comes from a user, a file or the environment passes through here before it is shown.
///
/// # Examples
/// ```
/// use mutua::scenario::visible;
/// assert_eq!(visible("Wem hilft man? 誰を"), "Wem hilft man? 誰を");
/// assert_eq!(visible("\u{1b}]0;x\u{7}\u{1b}[2J"), r"\u{1b}]0;x\u{7}\u{1b}[2J");
/// assert_eq!(visible("two\nlines"), r"two\nlines");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            hidden if is_hidden(hidden) => {
                // Writing to a string does not fail.
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(hidden));
            }
            plain => shown.push(plain),
        }
    }
    Cow::Owned(shown)
}

/// Whether a character steers a terminal or a line, or cannot be seen: controls (C0, DEL, C1), marks of direction,
/// separators of lines and paragraphs, and what takes no room by itself.
pub(super) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_or_hides_is_written_out() {
        for hidden in ['\0', '\u{7}', '\u{1b}', '\u{7f}', '\u{9b}', '\u{61c}', '\u{200b}', '\u{200f}', '\u{2028}']
            .into_iter()
            .chain('\u{202a}'..='\u{202e}')
            .chain('\u{2066}'..='\u{2069}')
        {
            let text = format!("a{hidden}b");
            let wanted = format!("a\\u{{{:x}}}b", u32::from(hidden));
            assert_eq!(visible(&text), wanted);
            assert_eq!(visible(&wanted), wanted, "shown twice");
        }
        assert_eq!(visible("a\r\n\tb"), "a\\r\\n\\tb");
    }

    #[test]
    fn words_of_all_languages_stand_as_they_are() {
        for text in ["", "plain", "größer als ½ – “so”", "誰を助ける", "кто", "עברית", "عربي", "e\u{301}", "C:\\new"]
        {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }
}
