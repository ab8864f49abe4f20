//! What the documents say of the code is what the code says of itself. `MUTUA_WRITE_DOCS=1 cargo test --test docs` writes the generated parts anew.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use mutua::analysis::dimensions::READ_OUTS;
use mutua::analysis::sustainability::LEDGER_MEASURES;
use mutua::model::indicator::{INDICATORS, POPULATIONS};
use mutua::model::parameters::{Kind, SWITCHES, TABLE};
use mutua::scenario::{FIELDS, SIZES, shipped};
use std::fmt::Write;
use std::path::Path;

const END: &str = "<!-- end -->";

/// The generated part `name` of `file` is `expected`, or is made so when asked.
fn check(file: &str, name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(&path).expect("a readable document");
    let mark = format!("<!-- generated: {name} -->");
    let from = text.find(&mark).unwrap_or_else(|| panic!("{file} has a part {name}")) + mark.len();
    let to = from + text[from..].find(END).expect("the part ends");
    let expected = format!("\n{expected}");
    if std::env::var_os("MUTUA_WRITE_DOCS").is_some() {
        std::fs::write(&path, format!("{}{expected}{}", &text[..from], &text[to..])).expect("a writable document");
        return;
    }
    assert_eq!(&text[from..to], expected, "{file}, part {name}: write it anew with MUTUA_WRITE_DOCS=1");
}

fn parameters() -> String {
    let mut table = String::from(
        "| parameter | symbol | default | range | unit | meaning | source |\n| --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for row in TABLE {
        let whole = if row.kind == Kind::Whole { ", whole" } else { "" };
        let _ = writeln!(
            table,
            "| `{}` | {} | {} | {} … {}{whole} | {} | {} | {} |",
            row.name, row.symbol, row.default, row.low, row.high, row.unit, row.meaning, row.source
        );
    }
    table += "\n| switch | default | meaning |\n| --- | --- | --- |\n";
    for row in SWITCHES {
        let _ = writeln!(table, "| `{}` | {} | {} |", row.name, if row.default { "on" } else { "off" }, row.meaning);
    }
    table
}

fn readout() -> String {
    let mut table = String::from("| population | meaning |\n| --- | --- |\n");
    for row in POPULATIONS {
        let _ = writeln!(table, "| `{}` | {} |", row.name, row.meaning);
    }
    table += "\n| indicator | unit | meaning |\n| --- | --- | --- |\n";
    for row in INDICATORS {
        let _ = writeln!(table, "| `{}` | {} | {} |", row.name, row.unit, row.meaning);
    }
    table
}

fn dimensions() -> String {
    let mut table = String::new();
    for (place, read_out) in READ_OUTS.iter().enumerate() {
        let _ = writeln!(table, "{}Read-out `{}`:\n", if place == 0 { "" } else { "\n" }, read_out.name);
        table += "| dimension | item | stands for | unit | computed from |\n| --- | --- | --- | --- | --- |\n";
        for dimension in read_out.dimensions {
            for item in dimension.items {
                let (name, unit, formula) = (item.name(), item.unit(), item.formula());
                let meaning = INDICATORS[item.indicator() as usize].meaning;
                let _ = writeln!(
                    table,
                    "| {} | `{name}` | {} | {unit} | `{formula}`: {meaning} |",
                    dimension.label, item.stands_for
                );
            }
            if dimension.items.is_empty() {
                let _ = writeln!(table, "| {} | – | | | left out: the model has no state for it |", dimension.label);
            }
        }
    }
    table
}

fn scenario() -> String {
    let mut table = sizes();
    table += "\n| field of a regime | takes | meaning |\n| --- | --- | --- |\n";
    for row in FIELDS {
        let _ = writeln!(table, "| `{}` | {} | {} |", row.name, row.takes.replace('|', "\\|"), row.meaning);
    }
    table += "\n| shipped regime | what it is |\n| --- | --- |\n";
    for regime in shipped() {
        let _ = writeln!(table, "| `{}` | {} |", regime.name, regime.summary);
    }
    table
}

/// The sizes that a scenario sets.
fn sizes() -> String {
    let mut table = String::from("| key | default | range | unit | meaning |\n| --- | --- | --- | --- | --- |\n");
    for row in SIZES {
        let _ = writeln!(
            table,
            "| `{}` | {} | {} … {} | {} | {} |",
            row.name, row.default, row.low, row.high, row.unit, row.meaning
        );
    }
    table
}

#[test]
fn the_parameter_table_is_the_one_in_the_code() {
    check("docs/odd.md", "parameters", &parameters());
}

#[test]
fn sizes_are_those_in_the_code() {
    check("docs/odd.md", "sizes", &sizes());
}

/// In the description of the model a parameter stands under one name: its symbol, if it has one, else its own.
#[test]
fn every_parameter_stands_in_the_equations_under_its_one_name() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/odd.md")).expect("a document");
    let from = text.find("## 2. Entities").expect("section 2");
    let equations = &text[from..text.find("## 6. What can be set").expect("section 6")];
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let stands = |name: &str| equations.split(|c| !is_part(c)).any(|word| word == name);
    for row in TABLE.iter().filter(|row| !row.unit.starts_with("euro")) {
        let has_symbol = row.symbol != "–";
        let used = if has_symbol { row.symbol } else { row.name };
        assert!(stands(used), "{} does not stand in the equations as {used}", row.name);
        if has_symbol {
            // Section 5.2 says once what `m` is, and some names are of a switch, too.
            let may = row.name == "prior_strength" || SWITCHES.iter().any(|switch| switch.name == row.name);
            let stands_too = !may && equations.contains(&format!("`{}`", row.name));
            assert!(!stands_too, "{} stands in the equations under both names", row.name);
            assert_eq!(TABLE.iter().filter(|other| other.symbol == row.symbol).count(), 1, "{}", row.symbol);
        }
    }
}

#[test]
fn indicators_and_populations_are_those_in_the_code() {
    check("docs/results.md", "indicators", &readout());
}

#[test]
fn dimensions_and_their_items_are_those_in_the_code() {
    check("docs/readouts.md", "readouts", &dimensions());
}

/// Every measure of sustainability stands in its table, with its ledger and its criterion.
#[test]
fn measures_of_sustainability_are_those_in_the_code() {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/readouts.md")).expect("a document");
    for measure in LEDGER_MEASURES {
        let row = format!("| {} | `{}` |", measure.ledger, measure.name);
        let line = text.lines().find(|line| line.starts_with(&row)).unwrap_or_else(|| panic!("{row}"));
        let criterion = measure.criterion.to_string().replace('-', "\u{2212}");
        assert!(line.ends_with(&format!("at least {criterion} |")), "{line}");
    }
}

#[test]
fn keys_and_fields_are_those_in_the_code() {
    check("docs/scenarios.md", "keys", &scenario());
}

/// Each section of the rules has its file in the code, in the same order, and each file its section.
#[test]
fn sections_of_the_description_and_files_of_rules_are_each_others() {
    const RULES: &str = "src/model/rules/";
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("docs/odd.md")).expect("a readable document");
    let rows = text.lines().filter(|line| line.starts_with("| ") && line.contains(RULES));
    let sections: Vec<&str> = rows.map(|line| line.split('|').nth(1).expect("a section").trim()).collect();
    let numbered = |line: &&str| line.starts_with("###") && line.contains(" 4.");
    let headings: Vec<&str> = text.lines().filter(numbered).map(|line| line.trim_start_matches(['#', ' '])).collect();
    let of_submodels: Vec<&str> = sections.into_iter().filter(|section| section.starts_with("4.")).collect();
    assert_eq!(headings, of_submodels);
    let named = text.split('`').filter_map(|piece| piece.strip_prefix(RULES)).filter(|name| name.ends_with(".rs"));
    let mut named: Vec<&str> = named.collect();
    named.sort_unstable();
    let files = std::fs::read_dir(root.join(RULES)).expect("a folder of rules").flatten();
    let mut there: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    there.retain(|name| name != "mod.rs");
    there.sort_unstable();
    assert_eq!(named, there, "docs/odd.md says which section each file of {RULES} holds");
}

/// Every test that `docs/promises.md` names exists.
#[test]
fn promises_name_tests_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let promises = std::fs::read_to_string(root.join("docs/promises.md")).expect("a readable document");
    let mut named = 0;
    for reference in promises.split('`').filter(|text| text.contains("::") && !text.contains(' ')) {
        let (file, test) = reference.split_once("::").expect("file::test");
        let source = std::fs::read_to_string(root.join(file)).unwrap_or_else(|_| panic!("{file} exists"));
        assert!(source.contains(&format!("fn {test}(")), "{file} has a test {test}");
        named += 1;
    }
    assert!(named >= 15, "only {named} tests are named");
}
