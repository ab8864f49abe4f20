//! The rows of a file of points: which character separates its cells, and each cell with its place.

use std::borrow::Cow;

/// A cell, without blanks and quotes around it, and the byte at which it begins.
pub(super) struct Cell<'c> {
    pub(super) text: Cow<'c, str>,
    pub(super) offset: usize,
}

/// What no row can be read of, and the byte at which it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) offset: usize,
    pub(super) what: String,
}

/// What may separate cells, with its name.
pub(super) const SEPARATORS: [(u8, &str); 3] = [(b',', "commas"), (b';', "semicolons"), (b'\t', "tabs")];

/// The rows of a text, blank lines left out. A quoted cell ends in its own line: no value has several.
pub(super) struct Rows<'c> {
    text: &'c str,
    at: usize,
    /// Where the line ends in which `at` is.
    end: usize,
    separator: u8,
}

impl<'c> Rows<'c> {
    /// The rows of `text`, separated as its header is: no key holds a separator.
    pub(super) fn of(text: &'c str) -> Result<Self, Fault> {
        let start = text.strip_prefix('\u{feff}').map_or(0, |rest| text.len() - rest.len());
        let mut rows = Self { text, at: start, end: start, separator: b',' };
        rows.next_line();
        let header = rows.line();
        let mut held = SEPARATORS.iter().filter(|(separator, _)| header.bytes().any(|byte| byte == *separator));
        match (held.next(), held.next()) {
            (Some((_, one)), Some((_, other))) => {
                let what =
                    format!("the header holds {one} and {other}: one of them separates the keys, the other goes");
                return Err(Fault { offset: rows.at, what });
            }
            (Some((separator, _)), None) => rows.separator = *separator,
            (None, _) => {}
        }
        Ok(rows)
    }

    /// The separator in words.
    pub(super) fn separated_by(&self) -> &'static str {
        SEPARATORS.iter().find(|(separator, _)| *separator == self.separator).map_or("", |(_, name)| name)
    }

    /// The byte ahead in this line.
    fn byte(&self) -> Option<u8> {
        self.line().as_bytes().first().copied()
    }

    /// What is left of the line.
    fn line(&self) -> &'c str {
        &self.text[self.at..self.end]
    }

    /// Goes to the next line that is not blank; to the end if there is none.
    fn next_line(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            self.end = self.at + rest.find(['\n', '\r']).unwrap_or(rest.len());
            if self.at == self.text.len() || !self.line().bytes().all(|byte| byte == b' ' || byte == b'\t') {
                return;
            }
            self.at = self.text.len().min(self.end + 1);
        }
    }

    fn skip_blanks(&mut self) {
        while self.byte().is_some_and(|byte| byte == b' ' || (byte == b'\t' && self.separator != b'\t')) {
            self.at += 1;
        }
    }

    fn cell(&mut self) -> Result<Cell<'c>, Fault> {
        self.skip_blanks();
        let offset = self.at;
        if self.byte() == Some(b'"') {
            let text = self.quoted()?;
            return Ok(Cell { text, offset });
        }
        let line = self.line();
        let cell = &line[..line.bytes().position(|byte| byte == self.separator).unwrap_or(line.len())];
        self.at += cell.len();
        Ok(Cell { text: Cow::Borrowed(cell.trim()), offset })
    }

    /// What stands in quotes from here on: a quote within is doubled.
    fn quoted(&mut self) -> Result<Cow<'c, str>, Fault> {
        let open = self.at;
        let line = self.line();
        let mut end = 1;
        loop {
            match line[end..].find('"') {
                None => {
                    let what = "a quote is opened and not closed in its line".to_owned();
                    return Err(Fault { offset: open, what });
                }
                Some(found) if line[end + found + 1..].starts_with('"') => end += found + 2,
                Some(found) => {
                    end += found;
                    break;
                }
            }
        }
        self.at = open + end + 1;
        self.skip_blanks();
        if self.byte().is_some_and(|byte| byte != self.separator) {
            let what = "text follows a closing quote: a quote within a cell is written twice".to_owned();
            return Err(Fault { offset: self.at, what });
        }
        let text = line[1..end].trim();
        Ok(if text.contains('"') { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) })
    }

    fn row(&mut self) -> Result<Vec<Cell<'c>>, Fault> {
        let mut cells = vec![self.cell()?];
        while self.byte() == Some(self.separator) {
            self.at += 1;
            cells.push(self.cell()?);
        }
        Ok(cells)
    }
}

impl<'c> Iterator for Rows<'c> {
    type Item = Result<Vec<Cell<'c>>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_line();
        (self.at < self.text.len()).then(|| self.row())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<Vec<(String, usize)>>, Fault> {
        let row = |row: Result<Vec<Cell<'_>>, Fault>| {
            row.map(|cells| cells.into_iter().map(|cell| (cell.text.into_owned(), cell.offset)).collect())
        };
        Rows::of(text)?.map(row).collect()
    }

    fn texts(text: &str) -> Vec<Vec<String>> {
        let texts = |row: Vec<(String, usize)>| row.into_iter().map(|(text, _)| text).collect();
        rows(text).unwrap_or_else(|fault| panic!("{text:?}: {fault:?}")).into_iter().map(texts).collect()
    }

    #[test]
    fn the_header_says_what_separates() {
        for text in ["a,b\n1,2\n", "a;b\n1;2", "a\tb\r\n1\t2\r\n", "\u{feff}a,b\r1,2\r", "\n \n a , b \n\n 1 , 2 \n \n"]
        {
            assert_eq!(texts(text), [["a", "b"], ["1", "2"]], "{text:?}");
        }
        assert_eq!(texts("a\n0,5\n"), [vec!["a"], vec!["0", "5"]]);
        assert_eq!(texts("a;b\n0,5;\n"), [["a", "b"], ["0,5", ""]]);
        assert_eq!(texts("a\tb\n\t2\n"), [["a", "b"], ["", "2"]], "a tab at the beginning of a row is no blank");
        assert!(rows("a,b;c\n").is_err() && rows("a\tb,c\n").is_err());
        assert_eq!(texts(""), [[""; 0]; 0]);
        assert_eq!(texts(" \n\n\u{feff}"), [["\u{feff}"]]);
    }

    #[test]
    fn quotes_hold_separators_and_end_in_their_line() {
        assert_eq!(texts("a,b\n\"x,y\" , \"say \"\"hi\"\"\"\n"), [["a", "b"], ["x,y", "say \"hi\""]]);
        assert_eq!(texts("a;b\n[\"x\"];y\"z\n"), [["a", "b"], ["[\"x\"]", "y\"z"]], "a quote within is a quote");
        let fault = |text: &str| {
            rows(text)
                .map(|rows| format!("{rows:?}"))
                .unwrap_or_else(|fault| format!("{}: {}", fault.offset, fault.what))
        };
        assert!(fault("a,b\n1,\"x\n2,\"y\n").starts_with("6: a quote is opened"));
        assert!(fault("a,b\n1,\"").starts_with("6: a quote is opened"));
        assert!(fault("a,b\n1,\"x\"\"\n").starts_with("6: a quote is opened"));
        assert!(fault("a,b\n1,\"x\" y\n").starts_with("10: text follows"));
    }

    #[test]
    fn every_cell_knows_where_it_begins() {
        let text = "\u{feff}key;other\n  0.5 ;\"è\";\n";
        for row in rows(text).unwrap_or_default() {
            for (cell, offset) in row {
                assert!(text[offset..].trim_start_matches('"').starts_with(&cell), "{cell} at {offset}");
            }
        }
    }
}
