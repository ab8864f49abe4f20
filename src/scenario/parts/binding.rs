//! Which fields go together: as they usually do, as was typed, and as the rules of structures ask.

use super::super::likely::likely;
use super::super::name::why_no_regime;
use super::super::problem::one_line;
use super::error::PartsError;
use super::part::Part;
use crate::model::structure::{Aim, FIELDS, Structure};

/// The usual parts, in their order, and the fields of each.
const USUAL: [(&str, &[&str]); 5] = [
    (DECIDES, &["directiveness", "facilitation", "announced_voice"]),
    ("being_several", &["aim", "present", "capacity", "catchment"]),
    ("how_often", &["meets_every_weeks", "turns_per_meeting", "meetings_agreed"]),
    ("which_door", &["entry"]),
    ("what_it_costs", &["worker_hours_per_meeting", "worker_hours"]),
];
const DECIDES: &str = "who_decides";
/// What some usual parts are called for: a part without any of these is named by its fields.
const CALLED_FOR: [(&str, &[&str]); 2] =
    [(DECIDES, &["directiveness", "announced_voice"]), ("how_often", &["meets_every_weeks", "turns_per_meeting"])];
/// What the first part is called where one of the two regimes has no worker: then more than deciding goes with them.
const WORKER: &str = "a_worker_at_all";

/// Words of the tables in which parts stand.
const RESERVED: [&str; 10] = ["basis", "cell", "contrast", "high", "indicator", "low", "mean", "n", "population", "sd"];

/// A field that is in another part than usual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The field.
    pub field: &'static str,
    /// The field with which it would clash, in whose part it is now.
    pub with: &'static str,
    /// Why it would.
    pub why: &'static str,
}

/// Fields that make sense only with another one, and when they clash.
fn clashes([a, b]: &[Structure; 2]) -> Vec<Bound> {
    let mut all = Vec::new();
    let agreed = a.meetings_agreed.is_some() || b.meetings_agreed.is_some();
    if agreed && (a.aim != Aim::Focal || b.aim != Aim::Focal) {
        let why = "an end is agreed with one person or family, not with a group";
        all.push(Bound { field: "meetings_agreed", with: "aim", why });
    }
    if a.worker.is_none() || b.worker.is_none() {
        for field in ["facilitation", "worker_hours_per_meeting"] {
            all.push(Bound { field, with: "directiveness", why: "without a worker there is none" });
        }
    }
    all
}

/// Parts of the fields in which two structures differ, in order: the usual ones, then those that were typed.
pub(super) fn bind(
    both: &[Structure; 2],
    differing: &[&'static str],
    typed: &[String],
) -> Result<(Vec<Part>, Vec<Bound>), PartsError> {
    let own = typed.iter().map(|one| read(one, differing)).collect::<Result<Vec<Part>, _>>()?;
    let all: Vec<&'static str> = own.iter().flat_map(|part| part.fields.iter().copied()).collect();
    if let Some((_, field)) = all.iter().enumerate().find(|(place, field)| all[..*place].contains(field)) {
        return Err(PartsError::Typed(format!("--part binds {field} twice: a field is in one part")));
    }
    let typed_part = |field: &str| own.iter().find(|part| part.fields.contains(&field)).map(|part| part.name.clone());
    let one_has_none = both.iter().any(|one| one.worker.is_none());
    let decides = if one_has_none && differing.contains(&"directiveness") { WORKER } else { DECIDES };
    let usual = |field: &str| {
        let name = USUAL.iter().find(|(_, fields)| fields.contains(&field)).map_or(DECIDES, |(name, _)| *name);
        (if name == DECIDES { decides } else { name }).to_owned()
    };
    let alone = |field: &str| typed_part(field).unwrap_or_else(|| usual(field));
    let clashing = clashes(both);
    let mut bound = Vec::new();
    let mut name_of = |field: &'static str| {
        let moved = clashing.iter().find(|one| one.field == field && typed_part(field).is_none());
        let Some(moved) = moved.filter(|one| differing.contains(&one.with)) else { return alone(field) };
        let name = alone(moved.with);
        if name != usual(field) {
            bound.push(moved.clone());
        }
        name
    };
    let named: Vec<(String, &'static str)> = differing.iter().map(|field| (name_of(field), *field)).collect();
    let usual_order = USUAL.iter().map(|(name, _)| if *name == DECIDES { decides } else { name }.to_owned());
    let mut order: Vec<String> = usual_order.collect();
    order.extend(own.iter().map(|part| part.name.clone()).filter(|name| !order.contains(name)).collect::<Vec<_>>());
    let part = |name: &String| {
        let fields: Vec<&'static str> = named.iter().filter(|(of, _)| of == name).map(|(_, field)| *field).collect();
        (!fields.is_empty()).then(|| Part { name: name.clone(), fields })
    };
    let mut all: Vec<Part> = order.iter().filter_map(part).collect();
    let typed_name = |name: &str| own.iter().any(|part| part.name == name);
    for part in all.iter_mut().filter(|part| !typed_name(&part.name)) {
        let called_for = CALLED_FOR.iter().find(|(name, _)| *name == part.name).map_or(&[][..], |(_, fields)| *fields);
        let by_fields = part.fields.join("_and_");
        if !called_for.is_empty()
            && !part.fields.iter().any(|field| called_for.contains(field))
            && !typed_name(&by_fields)
        {
            part.name = by_fields;
        }
    }
    Ok((all, bound))
}

/// A part as it is typed: `NAME=field,field`.
fn read(typed: &str, differing: &[&'static str]) -> Result<Part, PartsError> {
    let wrong = |why: String| PartsError::Typed(format!("--part {}: {why}", one_line(typed)));
    let Some((name, fields)) = typed.split_once('=') else {
        return Err(wrong("a part is written as NAME=field,field".to_owned()));
    };
    if let Some(why) = why_no_regime(&name.replace('_', "-")) {
        return Err(wrong(format!("its name {why}")));
    }
    if RESERVED.contains(&name) {
        return Err(wrong("its name is that of a column of the tables: choose another".to_owned()));
    }
    let field = |field: &str| {
        let Some(row) = FIELDS.iter().find(|row| row.name == field) else {
            let meant = likely(field, differing.iter().copied()).map(|meant| format!("; did you mean `{meant}`?"));
            let there = differing.join(", ");
            return Err(wrong(format!(
                "no field is called `{}`: the regimes differ in {there}{}",
                one_line(field),
                meant.unwrap_or_default()
            )));
        };
        if differing.contains(&row.name) {
            return Ok(row.name);
        }
        Err(wrong(format!("the regimes do not differ in {}: they do in {}", row.name, differing.join(", "))))
    };
    let fields = fields.split(',').map(field).collect::<Result<Vec<_>, _>>()?;
    Ok(Part { name: name.to_owned(), fields })
}
