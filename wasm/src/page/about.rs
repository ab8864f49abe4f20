//! What there is to be asked for, and what a scenario is once it is read.

use mutua::Scenario;
use mutua::model::indicator::{INDICATORS, POPULATIONS};
use mutua::model::parameters::{NumberKind, SWITCHES, SwitchRole, TABLE};
use mutua::model::structure::{FIELDS, FieldRange, FieldValue, Needed, Structure, Takes};
use mutua::scenario::{SIZES, shipped};
use serde_json::{Value, json};

/// The tables of the model.
pub(super) fn about() -> Value {
    let parameters: Vec<Value> = TABLE
        .iter()
        .map(|row| {
            json!({
                "name": row.name, "unit": row.unit, "meaning": row.meaning, "default": row.default,
                "low": row.low, "high": row.high, "whole": row.kind == NumberKind::Whole, "source": row.source,
                "plausible_low": row.plausible_low, "plausible_high": row.plausible_high,
            })
        })
        .collect();
    let switches: Vec<Value> = SWITCHES
        .iter()
        .map(|row| {
            let mechanism = row.role == SwitchRole::Mechanism;
            json!({ "name": row.name, "default": row.default, "meaning": row.meaning, "mechanism": mechanism })
        })
        .collect();
    let sizes: Vec<Value> = SIZES
        .iter()
        .map(|row| {
            json!({
                "name": row.name, "default": row.default, "low": row.low, "high": row.high, "unit": row.unit,
                "meaning": row.meaning,
            })
        })
        .collect();
    let indicators: Vec<Value> =
        INDICATORS.iter().map(|row| json!({ "name": row.name, "unit": row.unit, "meaning": row.meaning })).collect();
    let populations: Vec<Value> =
        POPULATIONS.iter().map(|row| json!({ "name": row.name, "meaning": row.meaning })).collect();
    let regimes: Vec<Value> = shipped()
        .iter()
        .map(|one| json!({ "name": one.name, "summary": one.summary, "fields": one.structure.as_ref().map(fields_of) }))
        .collect();
    json!({
        "version": env!("CARGO_PKG_VERSION"), "parameters": parameters, "switches": switches, "sizes": sizes,
        "fields": fields(), "indicators": indicators, "populations": populations, "regimes": regimes,
    })
}

/// What may be written in a regime.
fn fields() -> Vec<Value> {
    let row = |row: &mutua::scenario::FieldRow| {
        let (words, several) = match row.takes {
            Takes::Word(words) | Takes::WordOrNumber(words, _) => (words, false),
            Takes::Words(words) => (words, true),
            Takes::Number(_) => (&[][..], false),
        };
        let range = row.takes.range().map(|FieldRange { low, low_in_group, high, unit, kind }| {
            json!({ "low": low, "low_in_group": low_in_group, "high": high, "unit": unit, "whole": kind == NumberKind::Whole })
        });
        let needed = match row.needed {
            Needed::Always => "always",
            Needed::WithWorker => "with_worker",
            Needed::OrNone(_) => "or_none",
            Needed::Optional => "optional",
        };
        json!({
            "name": row.name, "meaning": row.meaning, "words": words, "several": several, "range": range, "needed": needed,
        })
    };
    FIELDS.iter().map(row).collect()
}

/// The fields of a structure with their values.
fn fields_of(structure: &Structure) -> Value {
    let value = |row: &mutua::scenario::FieldRow| {
        let value = match row.of(structure)? {
            FieldValue::Word(word) => word.into(),
            FieldValue::Words(words) => words.into(),
            FieldValue::Number(number) => number.into(),
        };
        Some((row.name.to_owned(), value))
    };
    Value::Object(FIELDS.iter().filter_map(value).collect())
}

/// A scenario as it was read, or all that is wrong with it.
pub(super) fn check(text: &str) -> Value {
    let scenario = match Scenario::parse(text) {
        Ok(scenario) => scenario,
        Err(problems) => return json!({ "problems": problems.to_string() }),
    };
    let regimes: Vec<Value> = scenario
        .regimes
        .iter()
        .map(|regime| json!({ "name": regime.name, "fields": regime.structure.as_ref().map(fields_of) }))
        .collect();
    json!({
        "question": scenario.question, "seed": scenario.seed, "people": scenario.people, "weeks": scenario.weeks,
        "burn_in_weeks": scenario.burn_in_weeks, "record_every_weeks": scenario.record_every_weeks,
        "replicates": scenario.replicates, "regimes": regimes, "hash": scenario.hash(), "resolved": scenario.to_toml(),
    })
}
