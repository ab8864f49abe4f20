//! Figures of evidence: what is known of the world, how far a model may be from it before it is contradicted, and under
//! which kind of regime that is read.
//!
//! They are data, `targets/evidence.toml`. Kinds of regimes are told by the structure alone, never by a name.

mod figure;
mod reading;

pub use figure::{About, Figure, Grade, HeldAgainst, IntervalRule, Purpose};
pub use reading::{FigureError, read};

use std::sync::LazyLock;

/// The figures as TOML, with the rules by which they were written down.
pub const EVIDENCE_TOML: &str = include_str!("../../../targets/evidence.toml");

static FIGURES: LazyLock<Result<Vec<Figure>, FigureError>> = LazyLock::new(|| read(EVIDENCE_TOML));

/// Every figure of evidence, in the order of the file.
#[must_use]
pub fn figures() -> &'static [Figure] {
    // The data is part of the program; a test makes sure that it can be read.
    FIGURES.as_ref().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_can_be_read_and_each_is_inside_its_own_interval() {
        let figures = FIGURES.as_ref().unwrap();
        assert!(figures.len() > 40);
        for figure in figures {
            assert!((figure.low..=figure.high).contains(&figure.value), "{}", figure.id);
        }
        let unsaid = figures.iter().filter(|figure| matches!(figure.held, HeldAgainst::Nothing(_))).count();
        assert!(4 * unsaid <= figures.len(), "{unsaid} of {} cannot be said", figures.len());
    }
}
