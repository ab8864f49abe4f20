//! The columns of the table of fields: what a field takes, whether it has to be there, and its value.

use super::super::parameters::NumberKind;

/// What a field of a structure may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Takes {
    /// One of these words.
    Word(&'static [&'static str]),
    /// One or more of these words.
    Words(&'static [&'static str]),
    /// A number in a range.
    Number(FieldRange),
    /// One of these words, or a number in a range.
    WordOrNumber(&'static [&'static str], FieldRange),
}

impl Takes {
    /// What may be written, in words: those that it takes, or a range with its unit.
    pub(super) fn allowed(self) -> String {
        match self {
            Self::Word(words) => either(words),
            Self::WordOrNumber(words, range) => {
                let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                format!("{}, {}", Self::Number(range).allowed(), either(&quoted))
            }
            Self::Words(words) => format!("a list of {}", words.join(", ")),
            Self::Number(FieldRange { low, low_in_group, high, unit, .. }) if low_in_group > low => {
                format!("{low} to {high} ({unit}), from {low_in_group} with peers or residents")
            }
            Self::Number(FieldRange { low, high, unit, .. }) => format!("{low} to {high} ({unit})"),
        }
    }

    /// The numbers that may be written, if any may.
    #[must_use]
    pub fn range(self) -> Option<FieldRange> {
        match self {
            Self::Number(range) | Self::WordOrNumber(_, range) => Some(range),
            Self::Word(_) | Self::Words(_) => None,
        }
    }
}

/// These words, of which one is meant.
fn either<W: AsRef<str>>(words: &[W]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [last] => (*last).to_owned(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
        [] => String::new(),
    }
}

/// The numbers that a field may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldRange {
    /// Smallest allowed value.
    pub low: f64,
    /// Smallest allowed value in a group.
    pub low_in_group: f64,
    /// Largest allowed value.
    pub high: f64,
    /// Unit of the value.
    pub unit: &'static str,
    /// Real or whole.
    pub kind: NumberKind,
}

pub(super) const fn number(low: f64, high: f64, unit: &'static str, kind: NumberKind) -> Takes {
    Takes::Number(FieldRange { low, low_in_group: low, high, unit, kind })
}

/// Whether a field has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// In every structure.
    Always,
    /// Where there is a worker, and only there.
    WithWorker,
    /// Nowhere. Written as `"none"` it takes away what is said here.
    OrNone(&'static str),
    /// Nowhere. Its meaning says which value it has where it is not written.
    Optional,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// A word.
    Word(&'static str),
    /// Several words.
    Words(Vec<&'static str>),
    /// A number.
    Number(f64),
}

/// How a field is read and put, whatever its type. What does not fit leaves it as it is.
pub(super) trait Field {
    fn value(&self) -> Option<FieldValue>;
    fn put(&mut self, value: Option<&FieldValue>);
}

impl Field for u16 {
    fn value(&self) -> Option<FieldValue> {
        Some(FieldValue::Number(f64::from(*self)))
    }

    fn put(&mut self, value: Option<&FieldValue>) {
        if let Some(FieldValue::Number(number)) = value {
            *self = *number as Self;
        }
    }
}

impl Field for f64 {
    fn value(&self) -> Option<FieldValue> {
        Some(FieldValue::Number(*self))
    }

    fn put(&mut self, value: Option<&FieldValue>) {
        if let Some(FieldValue::Number(number)) = value {
            *self = *number;
        }
    }
}

impl<N: Field + Default> Field for Option<N> {
    fn value(&self) -> Option<FieldValue> {
        self.as_ref().and_then(Field::value)
    }

    fn put(&mut self, value: Option<&FieldValue>) {
        *self = matches!(value, Some(FieldValue::Number(_))).then(|| {
            let mut number = N::default();
            number.put(value);
            number
        });
    }
}
