//! What a scenario sets beside numbers and switches: ways of help of its own, and what a study varies.

use super::speech::{Speaker, code};
use super::table::{Cell, Table};
use crate::model::parameters::{SWITCHES, TABLE};
use crate::model::structure::{FIELDS, FieldRow, FieldValue};
use crate::scenario::{Factor, Regime, SIZES, Scale, Scenario, ShippedRegime, shipped};
use maud::{Markup, html};

/// A key that a study varies.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::output) struct Varied {
    key: String,
    values: Values,
}

/// Between what it is varied, or which values it takes.
#[derive(Clone, Debug, PartialEq)]
enum Values {
    Range(f64, f64),
    Words(Vec<String>),
}

impl Varied {
    /// As a design declares it.
    pub(super) fn of_factor(factor: &Factor) -> Self {
        let values = match &factor.scale {
            Scale::Real { low, high, .. } => Values::Range(*low, *high),
            Scale::Whole { low, high, .. } => Values::Range(*low as f64, *high as f64),
            Scale::Values(values) => return Self::of_values(&factor.key, values.iter().map(String::as_str)),
        };
        Self { key: factor.key.clone(), values }
    }

    /// From the values that it takes at the points.
    pub(super) fn of_values<'a>(key: &str, values: impl Iterator<Item = &'a str>) -> Self {
        let mut all: Vec<String> = Vec::new();
        for value in values {
            if !all.iter().any(|known| known == value) {
                all.push(value.to_owned());
            }
        }
        let numbers: Result<Vec<f64>, _> = all.iter().map(|value| value.parse()).collect();
        let values = match numbers {
            Ok(numbers) if !numbers.is_empty() => {
                let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
                Values::Range(least, numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max))
            }
            _ => Values::Words(all),
        };
        Self { key: key.to_owned(), values }
    }
}

/// A field of a way of help that is not as it comes with the program.
pub(super) struct OwnField<'a> {
    regime: &'a str,
    /// The way of help that comes with the program under this name.
    like: Option<&'static ShippedRegime>,
    field: &'static FieldRow,
    here: Option<FieldValue>,
}

impl OwnField<'_> {
    fn there(&self) -> Option<FieldValue> {
        self.field.of(&self.like?.structure?)
    }
}

/// Every field of a way of help that is not one of the program's, and those that differ of one that has its name.
pub(super) fn own_regimes(scenario: &Scenario) -> Vec<OwnField<'_>> {
    scenario.regimes.iter().flat_map(own_fields).collect()
}

fn own_fields(regime: &Regime) -> Vec<OwnField<'_>> {
    let like = shipped().iter().find(|known| known.name == regime.name);
    let Some(structure) = regime.structure else { return Vec::new() };
    let one = |field: &'static FieldRow| OwnField { regime: &regime.name, like, field, here: field.of(&structure) };
    FIELDS.iter().map(one).filter(|one| like.is_none() || one.here != one.there()).collect()
}

/// The fields of a way of help that has a name of the program's and is another, with both values.
pub(super) fn changes(speaker: &Speaker, regime: &Regime) -> Markup {
    let one = |one: &OwnField<'_>| {
        speaker.say(
            speaker.texts.field_changed,
            &[
                ("field", &code(one.field.name)),
                ("here", &written(speaker, one.here.as_ref())),
                ("there", &written(speaker, one.there().as_ref())),
            ],
        )
    };
    speaker.list(&own_fields(regime).iter().map(one).collect::<Vec<_>>())
}

/// A value of a field; words are those of scenarios, the same in every language.
fn written(speaker: &Speaker, value: Option<&FieldValue>) -> Markup {
    match value {
        None => html! { (speaker.texts.absent) },
        Some(FieldValue::Word(word)) => code(word),
        Some(FieldValue::Words(words)) => code(&words.join(", ")),
        Some(FieldValue::Number(number)) => html! { (speaker.plain(*number)) },
    }
}

/// The same as files have it.
fn plain(value: Option<&FieldValue>) -> String {
    match value {
        None => String::new(),
        Some(FieldValue::Word(word)) => (*word).to_owned(),
        Some(FieldValue::Words(words)) => words.join(" "),
        Some(FieldValue::Number(number)) => number.to_string(),
    }
}

pub(super) fn regimes(speaker: &Speaker, fields: &[OwnField<'_>]) -> Markup {
    let texts = speaker.texts;
    let row = |one: &OwnField<'_>| {
        let (here, there) = (one.here.as_ref(), one.there());
        let like = one.like.map_or("", |known| known.name.as_str());
        let meaning = html! { (code(one.field.name)) br; span class="soft-text" lang="en" { (one.field.meaning) } };
        let as_shipped = if one.like.is_some() {
            written(speaker, there.as_ref())
        } else {
            html! { "\u{2013}" }
        };
        vec![
            Cell::text(code(one.regime), one.regime),
            Cell::text(
                if like.is_empty() {
                    html! { "\u{2013}" }
                } else {
                    code(like)
                },
                like,
            ),
            Cell::text(meaning, one.field.name),
            Cell::text(written(speaker, here), &plain(here)),
            Cell::text(as_shipped, &plain(there.as_ref())),
        ]
    };
    let columns = [
        (texts.regime, "regime"),
        (texts.like_shipped, "like"),
        (texts.field, "field"),
        (texts.value, "value"),
        (texts.as_shipped, "as_shipped"),
    ];
    Table {
        name: "own-regimes".to_owned(),
        caption: speaker.text(texts.own_regimes_caption),
        columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
        rows: fields.iter().map(row).collect(),
    }
    .render(speaker)
}

/// What a key means, and its value where nothing is said of it.
fn known(speaker: &Speaker, scenario: &Scenario, key: &str) -> (&'static str, Markup) {
    if let Some(row) = TABLE.iter().find(|row| row.name == key) {
        return (row.meaning, html! { (speaker.plain(row.default)) });
    }
    if let Some(row) = SWITCHES.iter().find(|row| row.name == key) {
        return (row.meaning, html! { (if row.default { speaker.texts.on } else { speaker.texts.off }) });
    }
    if let Some(row) = SIZES.iter().find(|row| row.name == key) {
        return (row.meaning, html! { (speaker.whole(row.default)) });
    }
    let of_field = key.strip_prefix("regime.").and_then(|rest| rest.rsplit_once('.'));
    let field = of_field.and_then(|(regime, name)| Some((regime, FIELDS.iter().find(|row| row.name == name)?)));
    let Some((regime, row)) = field else { return ("", html! { "\u{2013}" }) };
    let structure = shipped().iter().find(|known| known.name == regime).and_then(|known| known.structure);
    let own = || scenario.regimes.iter().find(|known| known.name == regime).and_then(|known| known.structure);
    let value = structure.or_else(own).and_then(|structure| row.of(&structure));
    (row.meaning, written(speaker, value.as_ref()))
}

pub(super) fn varied(speaker: &Speaker, scenario: &Scenario, all: &[Varied]) -> Markup {
    let texts = speaker.texts;
    let row = |one: &Varied| {
        let (meaning, default) = known(speaker, scenario, &one.key);
        let (shown, value) = match &one.values {
            Values::Range(low, high) => {
                (html! { (speaker.range(&speaker.plain(*low), &speaker.plain(*high))) }, format!("{low} to {high}"))
            }
            Values::Words(words) => (code(&words.join(", ")), words.join(" ")),
        };
        let plain = default.clone().into_string();
        vec![
            Cell::text(html! { (code(&one.key)) br; span class="soft-text" lang="en" { (meaning) } }, &one.key),
            Cell::text(shown, &value),
            Cell::text(default, if plain.starts_with('<') { "" } else { &plain }),
        ]
    };
    let columns = [(texts.factor, "key"), (texts.low_to_high, "values"), (texts.default, "default")];
    Table {
        name: "varied".to_owned(),
        caption: speaker.text(texts.varied_caption),
        columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
        rows: all.iter().map(row).collect(),
    }
    .render(speaker)
}
