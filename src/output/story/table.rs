//! The table of all that happened in both lives, one row an event.

use crate::analysis::chronicle::{Event, Lives, Other};
use crate::model::ledger::STOCKS;
use crate::model::origin::Origin;
use crate::output::csv_files::Sheet;
use crate::output::error::OutputError;
use crate::output::stage::{Stage, Staged};
use std::io;

/// Completes the table on the stage.
pub(super) fn stage(stage: &Stage, name: &str, lives: &Lives) -> Result<Staged, OutputError> {
    let mut sheet = Sheet::begin(stage, name)?;
    sheet.write(|sheet| {
        let keys = ["life", "week", "phase", "event", "detail", "with", "tie", "felt", "count"].map(str::to_owned);
        let moved = STOCKS.map(|belief| format!("moved_{}", belief.name()));
        sheet.header(keys.iter().chain(&moved).map(String::as_str))?;
        let mut life = |name: &str, events: &[Event]| events.iter().try_for_each(|event| row(sheet, name, event));
        life("regime", &lives.here.events)?;
        life("twin", &lives.there.events)
    })?;
    sheet.finish()
}

fn row(sheet: &mut Sheet, life: &str, event: &Event) -> io::Result<()> {
    sheet.text(life)?;
    sheet.whole(event.week)?;
    sheet.text(event.phase.name())?;
    sheet.text(event.what.name())?;
    sheet.text(event.what.detail())?;
    match event.other {
        Other::Nobody => sheet.text("")?,
        Other::Worker => sheet.text("worker")?,
        Other::Person(person) => sheet.whole(person)?,
    }
    sheet.text(match event.tie {
        None => "",
        Some(Origin::Kin) => "kin",
        Some(Origin::Neighbour) => "neighbour",
        Some(Origin::CoMember) => "co-member",
        Some(Origin::Helper) => "helper",
    })?;
    sheet.number(event.felt.unwrap_or(f64::NAN))?;
    sheet.whole(event.count)?;
    event.moved.iter().try_for_each(|moved| sheet.number(*moved))?;
    sheet.end_row()
}
