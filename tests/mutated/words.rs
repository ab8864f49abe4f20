//! Changes to a text that is read by its words: a scenario, a list, a manifest.

use crate::shared::lot::Lot;

/// Numbers that nobody means.
pub const ABSURD: [&str; 26] = [
    "0",
    "-1",
    "-0.0",
    "1",
    "2",
    "0.5",
    "1e308",
    "-1e308",
    "1e-320",
    "nan",
    "inf",
    "-inf",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "1e19",
    "0x7fffffff",
    "1_000",
    "00",
    "1.",
    ".5",
    "1e9999",
    "true",
    "\"\"",
];

/// What is typed by mistake, or on purpose.
const STRANGE: [&str; 24] = [
    "\u{0}",
    "\u{7}",
    "\u{1b}[2J",
    "\u{1b}]0;x\u{7}",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "\u{a0}",
    "é",
    "漢字",
    "🜁",
    "\r",
    "\t",
    "\\",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]]",
    "{",
    "=",
    "#",
    "\u{ffff}",
];

/// What begins something in a scenario.
const PIECES: [&str; 22] = [
    "[design]\nkind = \"factorial\"\n",
    "[design]\nkind = \"points\"\nfile = \"list.csv\"\n",
    "[design]\nkind = \"points\"\nfile = \"/dev/zero\"\n",
    "[[design.factor]]\nkey = \"hope\"\n",
    "[[design.factor]]\nkey = \"people\"\nlow = 2\nhigh = 1e9\nlevels = 1000000\n",
    "[[design.factor]]\nkey = \"stake_shared\"\nvalues = []\n",
    "[[regime]]\nname = \"x\"\nlike = \"x\"\n",
    "[[regime]]\nname = \"none\"\nlike = \"none\"\n",
    "[[regime]]\nname = \"../../x\"\nlike = \"mutual-self-help\"\n",
    "regimes = []\n",
    "regimes = [\"none\", \"none\"]\n",
    "[parameters]\n",
    "[switches]\nhope = false\n",
    "[sources]\nhope = 1\n",
    "[[change]]\nweek = 3\n",
    "[parameters.parameters.parameters]\n",
    "a.b.c.d = {e = [[[[[{}]]]]]}\n",
    "people_per_town = 1\n",
    "seed = -1\n",
    "record_every_weeks = 0\n",
    "question = \"\"\n",
    "\"\" = 1\n",
];

/// A text with a few changes.
pub fn changed(text: &str, lot: &mut Lot) -> String {
    let mut text = text.to_owned();
    for _ in 0..=lot.below(3) {
        text = once(&text, lot);
    }
    text
}

fn once(text: &str, lot: &mut Lot) -> String {
    match lot.below(14) {
        0 => without_a_line(text, lot),
        1 => with_a_line_twice(text, lot),
        2 => with_lines_swapped(text, lot),
        3..=5 => with_a_word_for_a_word(text, lot),
        6 | 7 => with_an_absurd_number(text, lot),
        8 => misspelt(text, lot),
        9 => with_something_strange(text, lot),
        10 => with_a_piece(text, lot),
        11 => text[..place(text, lot)].to_owned(),
        12 => nested(text, lot),
        _ => huge(text, lot),
    }
}

fn without_a_line(text: &str, lot: &mut Lot) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if !lines.is_empty() {
        lines.remove(lot.below(lines.len()));
    }
    joined(&lines)
}

fn with_a_line_twice(text: &str, lot: &mut Lot) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if !lines.is_empty() {
        let (from, to) = (lot.below(lines.len()), lot.below(lines.len()));
        lines.insert(to, lines[from]);
    }
    joined(&lines)
}

fn with_lines_swapped(text: &str, lot: &mut Lot) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if !lines.is_empty() {
        let (one, other) = (lot.below(lines.len()), lot.below(lines.len()));
        lines.swap(one, other);
    }
    joined(&lines)
}

fn joined(lines: &[&str]) -> String {
    lines.iter().flat_map(|line| [*line, "\n"]).collect()
}

/// Where words and numbers begin and end.
fn words(text: &str) -> Vec<(usize, usize)> {
    let is_word = |letter: char| letter.is_alphanumeric() || "_-.+".contains(letter);
    let mut words = Vec::new();
    let mut from = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_word(letter), from) {
            (true, None) => from = Some(at),
            (false, Some(begun)) => {
                words.push((begun, at));
                from = None;
            }
            _ => (),
        }
    }
    words
}

fn with_a_word_for_a_word(text: &str, lot: &mut Lot) -> String {
    let words = words(text);
    if words.is_empty() {
        return text.to_owned();
    }
    let (put, (from, to)) = (*lot.one_of(&words), *lot.one_of(&words));
    format!("{}{}{}", &text[..from], &text[put.0..put.1], &text[to..])
}

fn with_an_absurd_number(text: &str, lot: &mut Lot) -> String {
    let is_number = |&&(from, _): &&(usize, usize)| text[from..].starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let numbers: Vec<(usize, usize)> = words(text).iter().filter(is_number).copied().collect();
    if numbers.is_empty() {
        return text.to_owned();
    }
    let (from, to) = *lot.one_of(&numbers);
    format!("{}{}{}", &text[..from], lot.one_of(&ABSURD), &text[to..])
}

/// A word with a letter too few, too many, or two of them swapped.
fn misspelt(text: &str, lot: &mut Lot) -> String {
    let words = words(text);
    if words.is_empty() {
        return text.to_owned();
    }
    let (from, to) = *lot.one_of(&words);
    let mut letters: Vec<char> = text[from..to].chars().collect();
    let at = lot.below(letters.len());
    match lot.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ => letters.swap(0, at),
    }
    format!("{}{}{}", &text[..from], letters.iter().collect::<String>(), &text[to..])
}

fn with_something_strange(text: &str, lot: &mut Lot) -> String {
    let (strange, at) = (*lot.one_of(&STRANGE), place(text, lot));
    format!("{}{strange}{}", &text[..at], &text[at..])
}

fn with_a_piece(text: &str, lot: &mut Lot) -> String {
    let piece = *lot.one_of(&PIECES);
    if lot.once_in(2) { format!("{piece}{text}") } else { format!("{text}\n{piece}") }
}

fn nested(text: &str, lot: &mut Lot) -> String {
    let deep = 1 << lot.below(14);
    let what = match lot.below(4) {
        0 => format!("\nx = {}{}\n", "[".repeat(deep), "]".repeat(deep)),
        1 => format!("\nx = {}1{}\n", "{a = ".repeat(deep), "}".repeat(deep)),
        2 => format!("\n[{}x]\n", "a.".repeat(deep)),
        _ => format!("\n{}x = 1\n", "a.".repeat(deep)),
    };
    if lot.once_in(2) { format!("{what}{text}") } else { format!("{text}{what}") }
}

/// Something that is there, many times over.
fn huge(text: &str, lot: &mut Lot) -> String {
    let (one, other) = (place(text, lot), place(text, lot));
    let (from, to) = (one.min(other), one.max(other).min(one.min(other) + 400));
    let to = (0..=to).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0).max(from);
    let times = 1 << lot.below(10);
    format!("{}{}{}", &text[..to], text[from..to].repeat(times), &text[to..])
}

/// A place between two letters.
fn place(text: &str, lot: &mut Lot) -> usize {
    let at = lot.below(text.len() + 1);
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
