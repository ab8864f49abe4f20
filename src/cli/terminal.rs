//! Messages and tables on the terminal. Hidden characters of what came from a user or a file are made visible, so that no
//! text can control a terminal.

use super::exit::{Exit, Stop};
use super::stopping;
use crate::scenario::visible;
use std::fmt::Display;
use std::io::{Error, ErrorKind, IsTerminal, Write, stderr, stdout};

/// What colours a piece of a table: bold, red, green; and what ends each. No other text of the program controls a terminal.
const COLOURS: [&str; 3] = ["\x1b[1m", "\x1b[31m", "\x1b[32m"];
const PLAIN: &str = "\x1b[0m";

/// Whether tables on standard output have colours.
pub(super) fn has_colours() -> bool {
    stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Writes a message to standard error. If that cannot be written, the work and its exit code still matter.
pub(super) fn tell(message: impl Display) {
    let _ = writeln!(stderr(), "mutua: {}", lines(&message.to_string()));
}

/// Writes to standard output; a closed pipe is no failure.
pub(super) fn print(text: &str) -> Result<Exit, Stop> {
    if has_colours() { print_file(&coloured(text)) } else { print_file(&lines(text)) }
}

/// Writes lists and sentences to standard output. A line that is too long for the terminal is broken between words.
pub(super) fn print_broken(text: &str) -> Result<Exit, Stop> {
    let columns = terminal_size::terminal_size_of(stdout()).map(|(width, _)| usize::from(width.0));
    match columns.filter(|columns| *columns > 0) {
        Some(columns) => print(&text.split('\n').map(|line| broken(line, columns)).collect::<Vec<_>>().join("\n")),
        None => print(text),
    }
}

/// A line in lines of at most so many columns, if its words allow; those that follow begin where its last column does.
fn broken(line: &str, columns: usize) -> String {
    const LEAST: usize = 20;
    if line.chars().count() <= columns {
        return line.to_owned();
    }
    let own = line.chars().take_while(|c| *c == ' ').count();
    let last = line.rfind("  ").map_or(own, |at| line[..at].chars().count() + 2);
    let indent = if last + LEAST <= columns { last } else { (own + 4).min(columns / 2) };
    let (mut shown, mut width) = (String::new(), 0);
    for word in line.split_inclusive(' ') {
        let length = word.trim_end().chars().count();
        if width > indent.max(own) && width + length > columns {
            shown.truncate(shown.trim_end().len());
            shown += &format!("\n{:indent$}", "");
            width = indent;
        }
        shown += word;
        width += word.chars().count();
    }
    shown
}

/// Writes a text of the program's own to standard output as it is: it is meant for a file.
pub(super) fn print_file(text: &str) -> Result<Exit, Stop> {
    print_by(|out| out.write_all(text.as_bytes()))
}

/// The same of a text that is too long to be held: `fill` writes it.
pub(super) fn print_by(fill: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<Exit, Stop> {
    let mut out = stdout().lock();
    match fill(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe && !is_hung_up(&error) => {
            Err(Stop::failed(format_args!("cannot write to standard output: {error}")))
        }
        _ => Ok(Exit::Done),
    }
}

/// Whether the terminal was closed and the program was asked to stop with it: nothing can read the text.
fn is_hung_up(error: &Error) -> bool {
    #[cfg(unix)]
    let gone = error.raw_os_error() == Some(nix::errno::Errno::EIO as i32);
    #[cfg(not(unix))]
    let gone = error.kind() == ErrorKind::NotConnected;
    gone && stopping::asked()
}

/// A text of several lines that is safe to show.
pub(super) fn lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// The same with the coloured pieces of a table left in it: each begins and ends within a line.
fn coloured(text: &str) -> String {
    let piece = |line: &str| {
        let (at, colour) = COLOURS.into_iter().filter_map(|colour| Some((line.find(colour)?, colour))).min()?;
        let inside = &line[at + colour.len()..];
        let length = inside.find(PLAIN)?;
        (!inside[..length].contains('\x1b')).then_some((at, colour, length))
    };
    let line = |mut rest: &str| {
        let mut shown = String::with_capacity(rest.len());
        while let Some((at, colour, length)) = piece(rest) {
            let (before, inside) = (&rest[..at], &rest[at + colour.len()..]);
            shown += &[&visible(before), colour, &visible(&inside[..length]), PLAIN].concat();
            rest = &inside[length + PLAIN.len()..];
        }
        shown + &visible(rest)
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_and_colours_pass() {
        let table = "\x1b[1mname\x1b[0m\n  \x1b[32m+0.1\x1b[0m \x1b[31m-0.1\x1b[0m";
        assert_eq!(coloured(table), table);
        assert_eq!(coloured("a\x1b[2J\x1b]0;x\x07b\r\n"), "a\\u{1b}[2J\\u{1b}]0;x\\u{7}b\\r\n");
        assert_eq!(lines("\x1b[31mred\n\u{202e}back"), "\\u{1b}[31mred\n\\u{202e}back");
    }

    #[test]
    fn a_line_is_broken_where_its_last_column_begins() {
        let row = "  hope       on  Seeing a member recover or worsen is evidence";
        assert_eq!(broken(row, 80), row);
        assert_eq!(broken(row, 40), "  hope       on  Seeing a member recover\n                 or worsen is evidence");
        assert_eq!(broken(row, 30), "  hope       on  Seeing a\n      member recover or worsen\n      is evidence");
    }

    #[test]
    fn broken_lines_fit_and_lose_no_word() {
        let text = crate::scenario::REGIMES_TOML;
        for columns in 25..100 {
            for line in text.lines() {
                let shown = broken(line, columns);
                assert!(shown.split_whitespace().eq(line.split_whitespace()));
                let fits = |line: &str| line.chars().count() <= columns || !line.trim().contains(' ');
                assert!(shown.lines().all(fits), "{columns}: {shown}");
            }
        }
    }

    #[test]
    fn a_colour_that_does_not_end_does_not_begin() {
        assert_eq!(coloured("\x1b[31mred\nnext\x1b[0m"), "\\u{1b}[31mred\nnext\\u{1b}[0m");
        assert_eq!(coloured("\x1b[1m\x1b[2J\x1b[0m"), "\\u{1b}[1m\\u{1b}[2J\\u{1b}[0m");
    }
}
