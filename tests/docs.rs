//! What the documents say of the code is what the code says of itself. `MUTUA_WRITE_DOCS=1 cargo test --test docs` writes the generated parts anew.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use mutua::analysis::dimensions::READ_OUTS;
use mutua::analysis::figures::figures;
use mutua::analysis::quantities::QUANTITIES;
use mutua::analysis::sustainability::LEDGER_MEASURES;
use mutua::model::indicator::{DIFFERENCES, INDICATORS, Indicator, MAIN, ON_TERMINAL, OVERVIEW, POPULATIONS, Span};
use mutua::model::measure::MEASURES as TWIN_MEASURES;
use mutua::model::parameters::{NumberKind, SWITCHES, TABLE};
use mutua::model::structure::{FieldValue, Needed, PAIRS, Structure};
use mutua::scenario::{FIELDS, SIZES, shipped};
use std::fmt::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

const END: &str = "<!-- end -->";

/// The generated part `name` of `file` is `expected`, or is made so when asked.
fn check(file: &str, name: &str, expected: &str) {
    // Several tests write parts of one document.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
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
        "| parameter | symbol | default | unit | allowed | plausible | meaning | source | source of the plausible range |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for row in TABLE {
        let whole = if row.kind == NumberKind::Whole { ", whole" } else { "" };
        let _ = writeln!(
            table,
            "| `{}` | {} | {} | {} | {} … {}{whole} | {} … {} | {} | {} | {} |",
            row.name,
            row.symbol,
            row.default,
            row.unit,
            row.low,
            row.high,
            row.plausible_low,
            row.plausible_high,
            row.meaning,
            row.source,
            row.plausible_source
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

/// What every indicator is, by what it is divided, and where it is shown.
fn indicators() -> String {
    let mut table = String::from(
        "| indicator | what is counted | divided by | unit | value of |\n| --- | --- | --- | --- | --- |\n",
    );
    for row in INDICATORS {
        let span = if row.span == Span::Total { "all weeks since week 0" } else { "the week" };
        let _ = writeln!(table, "| `{}` | {} | {} | {} | {span} |", row.name, row.meaning, row.per.words(), row.unit);
    }
    let names = |list: &[Indicator]| {
        list.iter().map(|indicator| format!("`{}`", indicator.row().name)).collect::<Vec<_>>().join(", ")
    };
    let _ = writeln!(table, "\nMain indicators, in plots, designs, sensitivity and ablation: {}.", names(&MAIN));
    let _ = writeln!(table, "\nOf them in overviews: {}.", names(&OVERVIEW));
    let _ = writeln!(table, "\nOn the terminal: {}; differences of {}.", names(&ON_TERMINAL), names(&DIFFERENCES));
    let _ = writeln!(table, "\nCompared between people and their twins: {}.", names(&TWIN_MEASURES));
    table
}

/// What is always observed in a run.
fn quantities() -> String {
    let mut table = String::from("| quantity | what it is | unit |\n| --- | --- | --- |\n");
    for row in QUANTITIES {
        let _ = writeln!(table, "| `{}` | {} | {} |", row.name, row.meaning, row.unit);
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
        let _ = writeln!(table, "| `{}` | {} | {} |", row.name, row.allowed(), row.meaning);
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

/// What every field of a structure takes, and which of them go together.
fn fields() -> String {
    let mut table = String::from("| field | takes | needed | meaning |\n| --- | --- | --- | --- |\n");
    for row in FIELDS {
        let needed = match row.needed {
            Needed::Always => "always",
            Needed::WithWorker => "with a worker",
            Needed::OrNone(_) | Needed::Optional => "no",
        };
        let _ = writeln!(table, "| `{}` | {} | {needed} | {} |", row.name, row.allowed(), row.meaning);
    }
    let pairs = PAIRS.map(|(aim, present)| format!("`{}` with `{}`", aim.word(), present.word()));
    let _ = writeln!(table, "\nAllowed pairs of `aim` and `present`: {}.", pairs.join(", "));
    table
}

/// The structure of every shipped regime, field by field.
fn regimes() -> String {
    let regimes: Vec<_> = shipped().iter().filter_map(|regime| Some((&regime.name, regime.structure?))).collect();
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let row = |first: String, cell: &dyn Fn(&Structure) -> String| {
        line([first].into_iter().chain(regimes.iter().map(|(_, structure)| cell(structure))).collect())
    };
    let names = regimes.iter().map(|(name, _)| format!("`{name}`"));
    let mut table = line(["field".to_owned()].into_iter().chain(names).collect());
    table += &row("---".to_owned(), &|_| "---".to_owned());
    for field in FIELDS {
        let cell = |structure: &Structure| match field.of(structure) {
            Some(FieldValue::Word(word)) => word.to_owned(),
            Some(FieldValue::Words(words)) => words.join(", "),
            Some(FieldValue::Number(number)) => number.to_string(),
            None => "–".to_owned(),
        };
        table += &row(format!("`{}`", field.name), &cell);
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
fn fields_of_a_structure_and_shipped_regimes_are_those_in_the_code() {
    check("docs/odd.md", "fields", &fields());
    check("docs/odd.md", "regimes", &regimes());
}

#[test]
fn indicators_and_populations_are_those_in_the_code() {
    check("docs/results.md", "indicators", &readout());
}

#[test]
fn indicators_and_their_denominators_are_those_in_the_code() {
    check("docs/odd.md", "indicators", &indicators());
}

/// A list of main indicators in a sentence of its own names those in the table.
#[test]
fn main_indicators_are_those_in_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/results.md");
    let text = std::fs::read_to_string(path).expect("a document");
    let (_, rest) = text.split_once("Main indicators are ").expect("the sentence");
    let names: Vec<&str> = rest.split('.').next().expect("a sentence").split('`').skip(1).step_by(2).collect();
    assert_eq!(names, MAIN.map(|indicator| indicator.row().name));
}

#[test]
fn quantities_are_those_in_the_code() {
    check("docs/results.md", "quantities", &quantities());
}

#[test]
fn dimensions_and_their_items_are_those_in_the_code() {
    check("docs/readouts.md", "readouts", &dimensions());
}

/// The page of the shipped scenario holds every figure as it stands in the data: who changes one makes the page again.
#[test]
fn the_page_of_validity_holds_every_figure_as_it_is() {
    let page =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/validity.md")).expect("a document");
    assert!(page.contains("<!-- written by: mutua run validity, as validity.md"), "made by the shipped scenario");
    assert!(!figures().is_empty(), "the figures can be read");
    for figure in figures() {
        let of_figure = |line: &&str| line.starts_with(&format!("| {} | ", figure.says));
        let line = page.lines().find(of_figure).unwrap_or_else(|| panic!("{}", figure.id));
        assert!(line.ends_with(&format!("{} |", figure.source)), "{line}");
        let share = figure.unit.starts_with("share");
        let known = line.split(" | ").nth(1).expect("a cell").replace(['[', ']', ',', '%'], " ");
        let known: Vec<f64> = known.split_whitespace().map(|number| number.parse().expect("a number")).collect();
        // Per cent are whole on the page, all else has a decimal at least.
        let (unit, rounding) = if share { (0.01, 0.005) } else { (1.0, 0.05) };
        for (known, is) in known.iter().zip([figure.value, figure.low, figure.high]) {
            assert!((known * unit - is).abs() <= rounding + 1e-9, "{}: {is} is {known} in: {line}", figure.id);
        }
        assert_eq!(known.len(), 3, "{line}");
        let rule = line.contains(&format!("| {}; ", figure.rule.words()));
        assert!(rule || page[page.find("## Cannot be said").expect("a section")..].contains(line), "{line}");
    }
}

/// Every measure of sustainability stands in its table, with its ledger, where it is run out, and what is tolerated.
#[test]
fn measures_of_sustainability_are_those_in_the_code() {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/readouts.md")).expect("a document");
    for measure in LEDGER_MEASURES {
        let row = format!("| {} | `{}` |", measure.ledger, measure.name);
        let line = text.lines().find(|line| line.starts_with(&row)).unwrap_or_else(|| panic!("{row}"));
        let [criterion, per_year, threshold] = [measure.criterion, measure.per_year, measure.threshold]
            .map(|number| number.to_string().replace('-', "\u{2212}"));
        assert!(line.ends_with(&format!("| {threshold} | {per_year} | at least {criterion} |")), "{line}");
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
