//! `mutua scenarios`.

use super::exit::{Exit, Stop};
use super::{print_broken, print_file};
use crate::scenario::{shipped_scenarios, visible};
use std::fmt::Write;

pub(super) fn scenarios(name: Option<&str>) -> Result<Exit, Stop> {
    let shipped = shipped_scenarios();
    if let Some(wanted) = name {
        let Some((_, _, text)) = shipped.iter().find(|(name, ..)| *name == wanted) else {
            let known: Vec<_> = shipped.iter().map(|(name, ..)| *name).collect();
            return Err(Stop::refused(format_args!(
                "no scenario is called {}; there are {}",
                visible(wanted),
                known.join(", ")
            )));
        };
        return print_file(text);
    }
    let mut list = String::new();
    for (name, question, _) in &shipped {
        let _ = writeln!(list, "{name}\n    {question}");
    }
    list += "\nRun one with `mutua run NAME`; print one with `mutua scenarios NAME`.\n";
    print_broken(&list)
}
