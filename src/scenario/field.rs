//! The fields of a regime as typed, and the structure they make.

use super::likely::either;
use super::report::{Range, Report};
use super::typed::{Node, Origin, Table, Value};
use crate::model::structure::{Aim, Entry, MAX_CAPACITY, Present, RANGES, Structure, WorkerRole};
use std::collections::BTreeMap;

/// One field of a regime: its name in TOML, what it takes and what it means.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow {
    /// The name in `[[regime]]` and in `--set regime.NAME.field`.
    pub name: &'static str,
    /// What may be written: words, or a range with its unit.
    pub takes: &'static str,
    /// What the field means.
    pub meaning: &'static str,
}

macro_rules! fields {
    ($( $meaning:literal $name:ident: $takes:literal; )*) => {
        /// Every field of a regime but its name, in the order in which a resolved scenario writes them.
        pub const FIELDS: &[FieldRow] =
            &[ $( FieldRow { name: stringify!($name), takes: $takes, meaning: $meaning }, )* ];
    };
}

fields! {
    "Whose problem is worked on: one person's or family's, each member's own, or the community's."
    aim: "focal, plural or community";
    "Who is there besides the worker, if any."
    present: "client, close-ties, peers or residents";
    "Share of turns in which the worker prescribes: 0 relational guide, 1 director. Absent: no worker."
    directiveness: "0 to 1 (share); \"none\" removes the worker that `like` brought";
    "Skill of the guide at the start. Goes with a worker."
    facilitation: "0 to 1 (share)";
    "Hours of the worker that one meeting costs. Goes with a worker."
    worker_hours_per_meeting: "0.05 to 20 (hours)";
    "Voice promised at entry. Absent: nothing is promised."
    announced_voice: "0 to 1 (share); \"none\" removes the promise that `like` brought";
    "Weeks from one meeting to the next."
    meets_every_weeks: "1 to 52 (weeks)";
    "Turns in a meeting."
    turns_per_meeting: "1 to 40 (turns)";
    "People in a network at most; a group that grows beyond it splits."
    capacity: "1 to 48 (people), from 2 with peers or residents";
    "The ways in, one or more."
    entry: "a list of desk, link, outreach, mandate";
    "Hours of each worker a week in this regime. Absent: the parameter of that name."
    worker_hours: "0 to 60 (hours per week); \"none\" removes what `like` brought";
}

/// Fields that `"none"` takes away again from what `like` brought.
const OPTIONAL: &[&str] = &["directiveness", "announced_voice", "worker_hours"];
/// Fields that make sense only with a worker.
const WITH_WORKER: &[&str] = &["facilitation", "worker_hours_per_meeting"];
/// Fields without which there is no structure.
const REQUIRED: &[&str] = &["aim", "present", "meets_every_weeks", "turns_per_meeting", "capacity", "entry"];

const AIMS: &[(&str, Aim)] = &[("focal", Aim::Focal), ("plural", Aim::Plural), ("community", Aim::Community)];
const PRESENT: &[(&str, Present)] = &[
    ("client", Present::Client),
    ("close-ties", Present::CloseTies),
    ("peers", Present::Peers),
    ("residents", Present::Residents),
];
const DOORS: &[(&str, Door)] =
    &[("desk", Door::Desk), ("link", Door::Link), ("outreach", Door::Outreach), ("mandate", Door::Mandate)];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Door {
    Desk,
    Link,
    Outreach,
    Mandate,
}

/// The word for an aim.
pub(super) fn aim_word(aim: Aim) -> &'static str {
    AIMS.iter().find(|(_, known)| *known == aim).map_or("", |(word, _)| word)
}

/// The word for who is present.
pub(super) fn present_word(present: Present) -> &'static str {
    PRESENT.iter().find(|(_, known)| *known == present).map_or("", |(word, _)| word)
}

/// The words for the open doors.
pub(super) fn entry_words(entry: Entry) -> Vec<&'static str> {
    let open = [entry.desk, entry.link, entry.outreach, entry.mandate];
    DOORS.iter().zip(open).filter(|(_, open)| *open).map(|((word, _), _)| *word).collect()
}

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
    if own.get("directiveness").is_some_and(is_none) {
        base.retain(|name, _| !WITH_WORKER.contains(name));
    }
    for (name, field) in own {
        if OPTIONAL.contains(&name) && is_none(&field) {
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
    let aim = word(report, fields, "aim", AIMS);
    let present = word(report, fields, "present", PRESENT);
    let worker = worker(report, fields);
    let announced_voice = optional(report, fields, "announced_voice", "share");
    let meets_every_weeks = whole(report, fields, "meets_every_weeks", "weeks");
    let turns_per_meeting = whole(report, fields, "turns_per_meeting", "turns");
    let capacity = whole(report, fields, "capacity", "people");
    let entry = entry(report, fields);
    let worker_hours = optional(report, fields, "worker_hours", "hours per week");
    if !report.is_alone() {
        coherent(report, fields, path, aim, present);
        speaks(report, fields, present, capacity);
    }
    Some(Structure {
        aim: aim?,
        present: present?,
        worker: worker?,
        announced_voice: announced_voice?,
        meets_every_weeks: meets_every_weeks?,
        turns_per_meeting: turns_per_meeting?,
        capacity: capacity?,
        entry: entry?,
        worker_hours: worker_hours?,
    })
}

/// The range that the model gives a number of a structure.
fn range(name: &str, unit: &'static str) -> Range<'static> {
    let row = RANGES.into_iter().find(|(known, ..)| *known == name);
    let (low, high) = row.map_or((0.0, 0.0), |(_, low, high)| (low, high));
    Range { low, high, unit, meaning: meaning(name) }
}

fn meaning(name: &str) -> &'static str {
    FIELDS.iter().find(|row| row.name == name).map_or("", |row| row.meaning)
}

fn require(report: &mut Report<'_>, fields: &Fields, path: &str, regime: &Origin) {
    let missing: Vec<&str> = REQUIRED.iter().copied().filter(|name| !fields.contains_key(name)).collect();
    if !missing.is_empty() {
        let what = format!("lacks {}", either(&missing).replace(" or ", " and "));
        let help = "write them, or start from another regime: like = \"mutual-self-help\"";
        report.at(regime, path, what, help.to_owned());
    }
}

/// What goes with a worker is there if and only if the worker is.
fn require_with_worker(report: &mut Report<'_>, fields: &Fields) {
    let worker = fields.get("directiveness");
    for name in WITH_WORKER {
        match (worker, fields.get(name)) {
            (None, Some(field)) => {
                let help = "add `directiveness` (0 relational guide … 1 director), or leave this out";
                report.wrong(&field.node, &field.path, "needs a worker, and there is none", help.to_owned());
            }
            (Some(field), None) => {
                let what = format!("brings a worker, who needs `{name}`");
                report.wrong(&field.node, &field.path, what, meaning(name).to_owned());
            }
            _ => {}
        }
    }
}

fn word<T: Copy>(report: &mut Report<'_>, fields: &Fields, name: &str, words: &[(&str, T)]) -> Option<T> {
    let Field { node, path } = fields.get(name)?;
    report.word(node, path, words)
}

fn whole(report: &mut Report<'_>, fields: &Fields, name: &str, unit: &'static str) -> Option<u16> {
    let Field { node, path } = fields.get(name)?;
    let range = range(name, unit);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in the range of a u16")]
    report.number(node, path, range, true).map(|number| number as u16)
}

/// `Some(None)` where the field is absent; `None` where it is wrong.
fn optional(report: &mut Report<'_>, fields: &Fields, name: &str, unit: &'static str) -> Option<Option<f64>> {
    let Some(Field { node, path }) = fields.get(name) else { return Some(None) };
    report.number(node, path, range(name, unit), false).map(Some)
}

/// The worker's part: `Some(None)` without a worker, `None` where something about it is wrong.
fn worker(report: &mut Report<'_>, fields: &Fields) -> Option<Option<WorkerRole>> {
    let directiveness = optional(report, fields, "directiveness", "share");
    let facilitation = optional(report, fields, "facilitation", "share");
    let hours = optional(report, fields, "worker_hours_per_meeting", "hours");
    if !fields.contains_key("directiveness") {
        return Some(None);
    }
    let (directiveness, facilitation, hours) = (directiveness??, facilitation??, hours??);
    Some(Some(WorkerRole { directiveness, facilitation, hours_per_meeting: hours }))
}

fn entry(report: &mut Report<'_>, fields: &Fields) -> Option<Entry> {
    let Field { node, path } = fields.get("entry")?;
    let items = report.list(node, path, "a list of desk, link, outreach, mandate in [brackets]")?;
    if items.is_empty() {
        let help = "nobody could ever come in".to_owned();
        report.wrong(node, path, "must name at least one of `desk`, `link`, `outreach` or `mandate`", help);
        return None;
    }
    let mut doors: Vec<Door> = Vec::new();
    let mut good = true;
    for item in items {
        match report.word(item, path, DOORS) {
            Some(door) if doors.contains(&door) => report.wrong(item, path, "is named twice", None),
            Some(door) => doors.push(door),
            None => good = false,
        }
    }
    let open = |door| doors.contains(&door);
    let entry = Entry {
        desk: open(Door::Desk),
        link: open(Door::Link),
        outreach: open(Door::Outreach),
        mandate: open(Door::Mandate),
    };
    good.then_some(entry)
}

/// Who fits which aim.
fn fitting(aim: Aim) -> &'static [Present] {
    match aim {
        Aim::Focal => &[Present::Client, Present::CloseTies],
        Aim::Plural => &[Present::Peers],
        Aim::Community => &[Present::Peers, Present::Residents],
    }
}

/// Whether those present fit the aim; the fault is put where the user typed last.
fn coherent(report: &mut Report<'_>, fields: &Fields, path: &str, aim: Option<Aim>, present: Option<Present>) {
    let (Some(aim), Some(present), Some(first), Some(second)) =
        (aim, present, fields.get("aim"), fields.get("present"))
    else {
        return;
    };
    if fitting(aim).contains(&present) {
        return;
    }
    let field = if first.node.origin.order() > second.node.origin.order() { first } else { second };
    let words: Vec<&str> = fitting(aim).iter().map(|known| present_word(*known)).collect();
    let (aim_typed, present_typed) = (aim_word(aim), present_word(present));
    let what = format!("in {path} aim `{aim_typed}` does not fit with present `{present_typed}`");
    let fits = AIMS.iter().filter(|(_, aim)| fitting(*aim).contains(&present)).map(|(word, _)| *word);
    let help = format!(
        "aim `{aim_typed}` goes with present {}; present `{present_typed}` goes with aim {}",
        either(&words),
        either(&fits.collect::<Vec<_>>())
    );
    report.wrong(&field.node, &field.path, what, help);
}

/// A group has at least two; the fault is put where the user typed last.
fn speaks(report: &mut Report<'_>, fields: &Fields, present: Option<Present>, capacity: Option<u16>) {
    let (Some(present @ (Present::Peers | Present::Residents)), Some(1)) = (present, capacity) else { return };
    let typed = ["present", "capacity"].iter().filter_map(|name| fields.get(name));
    if let Some(field) = typed.max_by_key(|field| field.node.origin.order()) {
        let what =
            format!("with present `{}` capacity must be from 2 to {MAX_CAPACITY} (people)", present_word(present));
        report.wrong(&field.node, &field.path, what, "a group of one is no group".to_owned());
    }
}
