//! Why two regimes cannot be taken apart.

use super::part::MOST_PARTS;
use thiserror::Error;

/// Why two regimes cannot be taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PartsError {
    /// A regime is not known.
    #[error(
        "no regime is called {name}, in {scenario} or among those that come with the program: there are {known}{meant}"
    )]
    NoRegime {
        /// As it was typed.
        name: String,
        /// The scenario.
        scenario: String,
        /// All that there are.
        known: String,
        /// What was likely meant.
        meant: String,
    },
    /// The world without helping networks.
    #[error(
        "`none` has no structure, so there is nothing in it to take apart: name two ways of help; what each adds to `none` is in contrasts.csv of `mutua run`"
    )]
    NoStructure,
    /// There is nothing to be taken apart.
    #[error("{from} and {to} do not differ: every field of their structures is the same")]
    Same {
        /// The one.
        from: String,
        /// The other.
        to: String,
    },
    /// There are too many parts.
    #[error(
        "the regimes differ in {} parts ({}), which would take {} regimes: at most {MOST_PARTS} parts can be told apart; bind some together with --part NAME=field,field",
        names.len(),
        names.join(", "),
        1_u64 << names.len().min(63)
    )]
    TooMany {
        /// Their names.
        names: Vec<String>,
    },
    /// What was typed is no part.
    #[error("{0}")]
    Typed(String),
    /// Some mixtures are no structures.
    #[error(
        "not every mixture of these parts is a way of help, so the difference cannot be split over all orders:\n    {}\n    bind what clashes into one part, or leave --part out: what clashes is then bound by itself",
        cells.join("\n    ")
    )]
    Forbidden {
        /// Each with the reason.
        cells: Vec<String>,
    },
}
