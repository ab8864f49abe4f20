//! What carries a contrast: the scenario as it stands beside the same scenario with something taken away, replicate by
//! replicate under the same luck.
//!
//! What a mechanism *carries* of a contrast is the contrast as it stands minus the contrast without the mechanism. What
//! several mechanisms carry does not add up to the contrast: they act on each other.

mod builder;
mod draws;
mod points;
mod results;

pub use builder::AblationBuilder;
pub use draws::AblationDraws;
pub use points::Ablations;
pub use results::{AblationResults, Carried, Side, differs_from_zero};
