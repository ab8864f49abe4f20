//! Tables: with a caption, headings for rows and columns, sorted at a touch where there is a script, and to be taken away as
//! CSV without one.

use super::base64::base64;
use super::speech::Speaker;
use maud::{Markup, html};

/// A table in the page.
pub(super) struct Table {
    /// Its name in the page, and of the file of it.
    pub(super) name: String,
    pub(super) caption: Markup,
    /// The heading of each column, as it is read and as the file has it.
    pub(super) columns: Vec<(Markup, String)>,
    /// The first cell of a row is its heading.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell.
pub(super) struct Cell {
    /// As it is read.
    shown: Markup,
    /// As the file has it.
    value: String,
    /// By what it is sorted, and whether it is a number.
    number: Option<f64>,
}

impl Cell {
    /// Words.
    pub(super) fn text(shown: Markup, value: &str) -> Self {
        Self { shown, value: value.to_owned(), number: None }
    }

    /// The same words in both.
    pub(super) fn word(word: &str) -> Self {
        Self::text(html! { (word) }, word)
    }

    /// A number as it is read; what is not finite is an empty cell of the file.
    pub(super) fn number(value: f64, shown: Markup) -> Self {
        let written = if value.is_finite() { format!("{}", value + 0.0) } else { String::new() };
        Self { shown, value: written, number: Some(value) }
    }
}

impl Table {
    pub(super) fn render(&self, speaker: &Speaker) -> Markup {
        let caption = format!("table-{}", self.name);
        html! {
            div class="scroll" tabindex="0" role="group" aria-labelledby=(caption) {
                table {
                    caption id=(caption) { span class="cap" { (self.caption) } }
                    thead { tr { @for (title, _) in &self.columns { th scope="col" { (title) } } } }
                    tbody { @for row in &self.rows { (tr(row)) } }
                }
            }
            p class="file" {
                a download=(format!("{}.csv", self.name)) href=(format!("data:text/csv;base64,{}", base64(self.csv().as_bytes()))) {
                    (speaker.say(speaker.texts.download, &[("file", &format!("{}.csv", self.name))]))
                }
            }
        }
    }

    /// RFC 4180, with `\n`.
    fn csv(&self) -> String {
        let head = self.columns.iter().map(|(_, name)| name.as_str()).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(|cell| cell.value.as_str()).collect());
        let line = |cells: Vec<&str>| cells.into_iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
        [head].into_iter().chain(rows).map(line).collect()
    }
}

fn tr(row: &[Cell]) -> Markup {
    html! {
        tr {
            @for (place, cell) in row.iter().enumerate() {
                @let sorted = cell.number.filter(|number| number.is_finite()).map(|number| format!("{number}"));
                @if place == 0 {
                    th scope="row" data-v=[sorted] { (cell.shown) }
                } @else if cell.number.is_some() {
                    td class="n" data-v=[sorted] { (cell.shown) }
                } @else {
                    td { (cell.shown) }
                }
            }
        }
    }
}

fn quoted(cell: &str) -> String {
    match cell.contains([',', '"', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}
