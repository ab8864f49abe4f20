//! `mutua scenarios`.

use super::exit::{Exit, Stop};
use super::terminal::{print_broken, print_file};
use crate::scenario::{shipped_scenarios, visible};
use clap::Args;
use std::fmt::Write;

const EXAMPLES: &str = "\
Examples:
  mutua scenarios
  mutua scenarios three-regimes > my.toml";

/// List the scenarios that come with the program
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ScenariosArguments {
    /// Print the text of this scenario instead of the list
    name: Option<String>,
}

pub(super) fn scenarios(arguments: &ScenariosArguments) -> Result<Exit, Stop> {
    let shipped = shipped_scenarios();
    if let Some(wanted) = &arguments.name {
        let Some((_, _, text)) = shipped.iter().find(|(name, ..)| name == wanted) else {
            let known: Vec<_> = shipped.iter().map(|(name, ..)| *name).collect();
            return Err(Stop::refused(format_args!(
                "there is no scenario called {}; choose one of {}",
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
