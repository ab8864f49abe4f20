//! The fields of a regime as typed, and the structure they make.

use super::likely::either;
use super::report::{Range, Report};
use super::typed::{Node, Origin, Table, Value};
use super::written::{quoted, real};
use crate::model::parameters::NumberKind;
use crate::model::structure::{
    Aim, BRINGS_WORKER, FIELDS, FieldRange, FieldRow, FieldValue, Needed, PAIRS, Structure, Takes,
};
use std::collections::BTreeMap;

/// One field as typed, with the path under which it was typed (an inherited field keeps its own).
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) node: Node,
    pub(super) path: String,
}

/// The fields of one regime, its own and inherited ones.
pub(super) type Fields = BTreeMap<&'static str, Field>;

/// The fields written in `table`; unknown keys are noted. `also` names keys that are no fields but belong there.
pub(super) fn fields_of(report: &mut Report<'_>, table: &Table, path: &str, also: &[&str]) -> Fields {
    let known: Vec<&str> = FIELDS.iter().map(|row| row.name).chain(also.iter().copied()).collect();
    let mut fields = Fields::new();
    for (key, node) in &table.entries {
        let path = format!("{path}.{}", key.name);
        if let Some(row) = FIELDS.iter().find(|row| row.name == key.name) {
            fields.insert(row.name, Field { node: node.clone(), path });
        } else if !also.contains(&key.name.as_str()) {
            report.unknown(&key.origin, &path, &key.name, &known, None);
        }
    }
    fields
}

/// `own` laid over `base`. `"none"` takes an optional field away; without a worker, what goes with one goes too.
pub(super) fn laid_over(mut base: Fields, own: Fields) -> Fields {
    let is_none = |field: &Field| matches!(&field.node.value, Value::Text(text) if text == "none");
    let of = |name: &str| FIELDS.iter().find(|row| row.name == name).map(|row| row.needed);
    if own.get(BRINGS_WORKER).is_some_and(is_none) {
        base.retain(|name, _| of(name) != Some(Needed::WithWorker));
    }
    for (name, field) in own {
        if matches!(of(name), Some(Needed::OrNone(_))) && is_none(&field) {
            base.remove(name);
        } else {
            base.insert(name, field);
        }
    }
    base
}

/// The structure that `fields` make. All that is wrong is noted; `regime` is where the regime itself stands,
/// and absent where fields are missing for a reason that was noted already.
pub(super) fn structure(
    report: &mut Report<'_>,
    fields: &Fields,
    path: &str,
    regime: Option<&Origin>,
) -> Option<Structure> {
    if let Some(regime) = regime.filter(|_| !report.is_alone()) {
        require(report, fields, path, regime);
        require_with_worker(report, fields);
    }
    let (mut structure, mut good) = (Structure::peers(), true);
    let mut known = Vec::new();
    for row in FIELDS {
        match value(report, fields, row) {
            Ok(value) => {
                row.put(&mut structure, value.as_ref());
                known.extend(value.map(|_| row.name));
            }
            Err(Unreadable) => good = false,
        }
    }
    if !report.is_alone() {
        coherent(report, fields, path, &structure, &known);
        in_group(report, fields, &structure, &known);
        agreed_with_one(report, fields, &structure, &known);
    }
    good.then_some(structure)
}

/// A field that is wrong, or missing where it must not be; what is wrong was noted.
struct Unreadable;

/// The value of a field; `None` where it may be absent, and is.
fn value(report: &mut Report<'_>, fields: &Fields, row: &FieldRow) -> Result<Option<FieldValue>, Unreadable> {
    let Some(Field { node, path }) = fields.get(row.name) else {
        return match row.needed {
            Needed::Always => Err(Unreadable),
            Needed::WithWorker if fields.contains_key(BRINGS_WORKER) => Err(Unreadable),
            Needed::WithWorker | Needed::OrNone(_) | Needed::Optional => Ok(None),
        };
    };
    let read = match row.takes {
        Takes::Word(words) => one_of(report, node, path, words, "").map(FieldValue::Word),
        Takes::Words(words) => several(report, node, path, words).map(FieldValue::Words),
        Takes::Number(range) => number(report, node, path, range, row.meaning),
        // A text that is none of the words is told all that may stand here, all else which numbers may.
        Takes::WordOrNumber(words, range) => match node.value {
            Value::Text(_) => {
                let FieldRange { low, high, unit, .. } = range;
                let or = format!(", or a number from {low} to {high} ({unit}) without quotes");
                one_of(report, node, path, words, &or).map(FieldValue::Word)
            }
            _ => number(report, node, path, range, row.meaning),
        },
    };
    read.map(Some).ok_or(Unreadable)
}

fn number(
    report: &mut Report<'_>,
    node: &Node,
    path: &str,
    FieldRange { low, high, unit, kind, .. }: FieldRange,
    meaning: &str,
) -> Option<FieldValue> {
    let range = Range { low, high, unit, meaning };
    report.number(node, path, range, kind == NumberKind::Whole).map(FieldValue::Number)
}

fn require(report: &mut Report<'_>, fields: &Fields, path: &str, regime: &Origin) {
    let missing: Vec<&str> = FIELDS
        .iter()
        .filter(|row| row.needed == Needed::Always && !fields.contains_key(row.name))
        .map(|row| row.name)
        .collect();
    if !missing.is_empty() {
        let what = format!("lacks {}", either(&missing).replace(" or ", " and "));
        let help = "write them, or start from another regime: like = \"mutual-self-help\"";
        report.at(regime, path, what, help.to_owned());
    }
}

/// What goes with a worker is there if and only if the worker is.
fn require_with_worker(report: &mut Report<'_>, fields: &Fields) {
    let worker = fields.get(BRINGS_WORKER);
    for FieldRow { name, meaning, .. } in FIELDS.iter().filter(|row| row.needed == Needed::WithWorker) {
        match (worker, fields.get(name)) {
            (None, Some(field)) => {
                let help = "add `directiveness` (0 relational guide … 1 director), or leave this out";
                report.wrong(&field.node, &field.path, "needs a worker, and there is none", help.to_owned());
            }
            (Some(field), None) => {
                let what = format!("brings a worker, who needs `{name}`");
                report.wrong(&field.node, &field.path, what, (*meaning).to_owned());
            }
            _ => {}
        }
    }
}

fn one_of(
    report: &mut Report<'_>,
    node: &Node,
    path: &str,
    words: &'static [&'static str],
    or: &str,
) -> Option<&'static str> {
    let words: Vec<_> = words.iter().map(|word| (*word, *word)).collect();
    report.word_or(node, path, &words, or)
}

/// The words of a list, each of them once.
fn several(
    report: &mut Report<'_>,
    node: &Node,
    path: &str,
    words: &'static [&'static str],
) -> Option<Vec<&'static str>> {
    let items = report.list(node, path, &format!("a list of {} in [brackets]", words.join(", ")))?;
    if items.is_empty() {
        let help = "nobody could ever come in".to_owned();
        report.wrong(node, path, format!("must name at least one of {}", either(words)), help);
        return None;
    }
    let mut named = Vec::new();
    let mut good = true;
    for item in items {
        match one_of(report, item, path, words, "") {
            Some(word) if named.contains(&word) => report.wrong(item, path, "is named twice", None),
            Some(word) => named.push(word),
            None => good = false,
        }
    }
    good.then_some(named)
}

/// That of two fields which the user typed last: there the fault is put.
fn latest<'f>(fields: &'f Fields, names: [&str; 2]) -> Option<&'f Field> {
    let typed = names.into_iter().filter_map(|name| fields.get(name));
    typed.max_by_key(|field| field.node.origin.order())
}

/// Whether those present fit the aim.
fn coherent(report: &mut Report<'_>, fields: &Fields, path: &str, structure: &Structure, known: &[&str]) {
    let Structure { aim, present, .. } = *structure;
    if !["aim", "present"].iter().all(|name| known.contains(name)) || PAIRS.contains(&(aim, present)) {
        return;
    }
    let Some(field) = latest(fields, ["aim", "present"]) else { return };
    let present_for = PAIRS.iter().filter(|(known, _)| *known == aim).map(|(_, present)| present.word());
    let aims_of = PAIRS.iter().filter(|(_, known)| *known == present).map(|(aim, _)| aim.word());
    let (aim, present) = (aim.word(), present.word());
    let help = format!(
        "aim `{aim}` goes with present {}; present `{present}` goes with aim {}",
        either(&present_for.collect::<Vec<_>>()),
        either(&aims_of.collect::<Vec<_>>())
    );
    let what = format!("in {path} aim `{aim}` does not fit with present `{present}`");
    report.wrong(&field.node, &field.path, what, help);
}

/// A group has at least two.
fn in_group(report: &mut Report<'_>, fields: &Fields, structure: &Structure, known: &[&str]) {
    if !known.contains(&"present") || !structure.is_group() {
        return;
    }
    for row in FIELDS.iter().filter(|row| known.contains(&row.name)) {
        let (Some(range), Some(FieldValue::Number(number))) = (row.takes.range(), row.of(structure)) else { continue };
        let Some(field) = latest(fields, ["present", row.name]).filter(|_| number < range.low_in_group) else {
            continue;
        };
        let FieldRange { low_in_group, high, unit, .. } = range;
        let (present, name) = (structure.present.word(), row.name);
        let what = format!("with present `{present}` {name} must be from {low_in_group} to {high} ({unit})");
        report.wrong(&field.node, &field.path, what, "a group of one is no group".to_owned());
    }
}

/// An end is agreed with one person or family: members of a group leave when it is nothing for them.
fn agreed_with_one(report: &mut Report<'_>, fields: &Fields, structure: &Structure, known: &[&str]) {
    const AGREED: &str = "meetings_agreed";
    let wrong = ["aim", AGREED].iter().all(|name| known.contains(name)) && structure.aim != Aim::Focal;
    let Some(field) = latest(fields, ["aim", AGREED]).filter(|_| wrong) else { return };
    let what = format!("with aim `{}` there is no {AGREED}", structure.aim.word());
    report.wrong(
        &field.node,
        &field.path,
        what,
        "it goes with aim `focal`: write meetings_agreed = \"none\", also where `like` brought it".to_owned(),
    );
}

/// The value of a field as it stands in a scenario.
pub(super) fn as_toml(row: &FieldRow, value: &FieldValue) -> String {
    match value {
        FieldValue::Word(word) => quoted(word),
        FieldValue::Words(words) => format!("[{}]", words.iter().map(quoted).collect::<Vec<_>>().join(", ")),
        FieldValue::Number(number) => match row.takes.range() {
            Some(FieldRange { kind: NumberKind::Whole, .. }) => format!("{number:.0}"),
            _ => real(*number),
        },
    }
}
