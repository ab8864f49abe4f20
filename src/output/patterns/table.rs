//! `patterns.csv`: one row a pattern, variant and criterion.

use super::command::PatternsCommand;
use crate::analysis::patterns::verdict::{Found, Reread};
use crate::analysis::patterns::{Asks, Criterion};
use crate::analysis::statistics::Estimate;
use crate::output::csv_files::Sheet;
use std::io;

const COLUMNS: [&str; 22] = [
    "pattern",
    "kind",
    "verdict",
    "without",
    "taken",
    "criterion",
    "asks",
    "mean",
    "sd",
    "low",
    "high",
    "n",
    "outcome",
    "smallest_effect",
    "worlds_needed",
    "people_needed",
    "people",
    "seed",
    "replicates",
    "variant_outcome",
    "inert",
    "command",
];

pub(super) fn table(sheet: &mut Sheet, asked: &PatternsCommand<'_>, found: &[Found]) -> io::Result<()> {
    sheet.header(COLUMNS)?;
    for one in found {
        let whole = Reread::Read(one.whole.clone());
        rows(sheet, one, ("", ""), &whole, &asked.run(&one.pattern, &[]))?;
        for without in &one.without {
            let command = asked.run(&one.pattern, &without.sets);
            rows(sheet, one, (&without.name, without.taken.word()), &without.reread, &command)?;
        }
    }
    Ok(())
}

fn rows(
    sheet: &mut Sheet,
    found: &Found,
    (without, taken): (&str, &str),
    reread: &Reread,
    command: &str,
) -> io::Result<()> {
    let (pattern, verdict) = (&found.pattern, found.verdict());
    for (place, criterion) in pattern.criteria.iter().enumerate() {
        [pattern.id, pattern.kind.word(), verdict.word(), without, taken, criterion.name]
            .iter()
            .try_for_each(|text| sheet.text(text))?;
        sheet.text(&criterion.asks.map_or_else(String::new, |asks| asks.to_string()))?;
        match reread {
            Reread::Read(reading) => {
                let estimate = &reading.estimates[place];
                sheet.estimate(estimate)?;
                sheet.whole(estimate.n)?;
                sheet.text(reading.outcomes[place].map_or("", |outcome| outcome.word()))?;
                power(sheet, criterion, estimate, found.people)?;
                sheet.whole(found.people)?;
                sheet.whole(found.seed)?;
                sheet.whole(reading.replicates)?;
                sheet.text(reading.outcome().word())?;
                sheet.truth(false)?;
            }
            Reread::Inert => {
                (0..13).try_for_each(|_| sheet.text(""))?;
                sheet.truth(true)?;
            }
            Reread::Unread => (0..14).try_for_each(|_| sheet.text(""))?,
        }
        sheet.text(command)?;
        sheet.end_row()?;
    }
    Ok(())
}

/// The smallest effect of interest, and what it takes to find it.
fn power(sheet: &mut Sheet, criterion: &Criterion, estimate: &Estimate, people: u32) -> io::Result<()> {
    let Some(asks) = criterion.asks else { return (0..3).try_for_each(|_| sheet.text("")) };
    sheet.number(Asks::smallest_effect(asks))?;
    match asks.needs(estimate, people) {
        Some(needs) => {
            sheet.whole(needs.worlds)?;
            sheet.whole(needs.people)
        }
        None => (0..2).try_for_each(|_| sheet.text("")),
    }
}
