//! `mutua regimes`.

use super::exit::{Exit, Stop};
use super::terminal::{print_broken, print_file};
use crate::scenario::{FIELDS, REGIMES_TOML, Regime, shipped};
use clap::Args;
use std::fmt::Write;

const EXAMPLES: &str = "\
Examples:
  mutua regimes
  mutua regimes --toml >> my.toml";

/// List the regimes that come with the program
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RegimesArguments {
    /// Print their TOML instead of the list, to be copied and changed
    #[arg(long)]
    toml: bool,
}

pub(super) fn regimes(arguments: &RegimesArguments) -> Result<Exit, Stop> {
    if arguments.toml {
        return print_file(&to_copy());
    }
    let mut list = String::new();
    for regime in shipped() {
        let _ = writeln!(list, "{}\n    {}", regime.name, regime.summary);
    }
    list += "\nA regime of your own is a [[regime]] table in a scenario, with these fields:\n";
    for field in FIELDS {
        let _ = writeln!(list, "  {:26} {}\n  {:26} {}", field.name, field.allowed(), "", field.meaning);
    }
    list += "\nPrint the regimes above as TOML with `mutua regimes --toml`.\n";
    print_broken(&list)
}

/// The shipped regimes as they may stand in a scenario: summaries are comments, and `none`, which needs no table and may
/// not have one, is one.
fn to_copy() -> String {
    let mut text = String::new();
    for block in REGIMES_TOML.split_inclusive("\n\n") {
        let is_none = block.contains(&format!("name = \"{}\"\n", Regime::none().name));
        for line in block.lines() {
            let _ = match line.strip_prefix("summary = ") {
                Some(summary) => writeln!(text, "# {}", summary.trim_matches('"')),
                None if is_none && !line.is_empty() => writeln!(text, "# {line}"),
                None => writeln!(text, "{line}"),
            };
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn what_is_to_be_copied_can_be() {
        let scenario = Scenario::parse_as(&to_copy(), "town.toml", "town", &[]).unwrap();
        for regime in shipped().iter().filter(|regime| regime.structure.is_some()) {
            let own = scenario.regimes.iter().find(|own| own.name == regime.name).unwrap();
            assert_eq!(own.structure, regime.structure);
        }
    }
}
