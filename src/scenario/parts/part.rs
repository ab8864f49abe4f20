//! A part: fields of a structure that are taken from one regime together.

/// Parts at most: each one more doubles the regimes, and 64 are what fits beside the world without helping networks.
pub const MOST_PARTS: usize = 6;

/// Fields of a structure that are taken from one regime together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The name in tables and after `--part`.
    pub name: String,
    /// The fields in which the two regimes differ, in the order of [`crate::model::structure::FIELDS`].
    pub fields: Vec<&'static str>,
}

impl Part {
    /// The name as it is read: `who decides`.
    #[must_use]
    pub fn label(&self) -> String {
        self.name.replace('_', " ")
    }
}
