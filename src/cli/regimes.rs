//! `mutua regimes`.

use super::exit::{Exit, Stop};
use super::print;
use crate::scenario::{FIELDS, REGIMES_TOML, shipped};
use std::fmt::Write;

pub(super) fn regimes(toml: bool) -> Result<Exit, Stop> {
    if toml {
        return print(REGIMES_TOML);
    }
    let mut list = String::new();
    for regime in shipped() {
        let _ = writeln!(list, "{}\n    {}", regime.name, regime.summary);
    }
    list += "\nA regime of your own is a [[regime]] table in a scenario, with these fields:\n";
    for field in FIELDS {
        let _ = writeln!(list, "  {:26} {}\n  {:26} {}", field.name, field.takes, "", field.meaning);
    }
    list += "\nPrint the regimes above as TOML with `mutua regimes --toml`.\n";
    print(&list)
}
