//! Patterns: what the theory says of the regimes, as tests that can fail.
//!
//! A [`Pattern`] names a scenario and a few [`Criterion`]s; [`verdict`] says what became of it, and [`power`] how many worlds
//! the test takes. The worlds in which it is looked for are simulated by [`crate::experiments::patterns`].

mod criterion;
pub mod power;
pub mod verdict;

pub use super::rule::{Asks, Outcome};
pub use criterion::{Criterion, DELTA, Kind, Needs, Pattern, REPLICATES};
