//! What a row of the table of parameters says.

/// Whether a parameter is any number in its range or a whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// Any finite number in the range.
    Real,
    /// A whole number in the range.
    Whole,
}

/// One row of the table of parameters.
#[derive(Clone, Copy, Debug)]
pub struct ParameterRow {
    /// The name used in scenarios, in `--set` and as field of [`Parameters`](super::Parameters).
    pub name: &'static str,
    /// The symbol used in the equations of `docs/odd.md`; a dash where they use the name.
    pub symbol: &'static str,
    /// Unit of the value.
    pub unit: &'static str,
    /// Value when the scenario says nothing.
    pub default: f64,
    /// Smallest allowed value.
    pub low: f64,
    /// Largest allowed value.
    pub high: f64,
    /// Real or whole.
    pub kind: NumberKind,
    /// Where the default comes from, or the word *assumed*.
    pub source: &'static str,
    /// Smallest plausible value.
    pub plausible_low: f64,
    /// Largest plausible value.
    pub plausible_high: f64,
    /// Where the plausible range comes from: a figure with its grade, or *assumed* and by which rule.
    pub plausible_source: &'static str,
    /// What the number means.
    pub meaning: &'static str,
}

impl ParameterRow {
    /// Whether a parameter may have this value.
    #[must_use]
    pub fn allows(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value) && (self.kind == NumberKind::Real || value.floor() == value)
    }

    /// Whether the value lies in the plausible range.
    #[must_use]
    pub fn is_plausible(&self, value: f64) -> bool {
        (self.plausible_low..=self.plausible_high).contains(&value)
    }
}
