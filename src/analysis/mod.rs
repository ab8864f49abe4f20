//! Pure numbers and verdicts over records: no file, no clock, no world. What is drawn (resamples, the points of a design) is
//! keyed by the seed of the design, so that equal records give equal numbers.

#[cfg(feature = "command")]
pub mod ablation;
pub mod books;
#[cfg(feature = "command")]
pub mod challenge;
pub mod chronicle;
#[cfg(feature = "command")]
pub mod claimed;
pub mod contrasts;
#[cfg(feature = "command")]
mod cores;
pub mod crossings;
#[cfg(feature = "command")]
pub mod decomposition;
#[cfg(feature = "command")]
pub mod design;
pub mod dimensions;
#[cfg(feature = "command")]
pub mod draws;
pub mod figures;
mod findings;
#[cfg(feature = "command")]
pub mod fit;
#[cfg(feature = "command")]
pub mod given;
pub mod helped;
pub mod interactions;
pub mod patterns;
pub mod quantities;
pub mod reading;
pub mod readout;
pub mod responses;
pub mod rule;
#[cfg(feature = "command")]
pub mod sensitivity;
pub mod spells;
pub mod standings;
pub mod statistics;
pub mod summary;
pub mod survival;
pub mod sustainability;
mod tails;
pub mod testing;
pub mod trend;
pub mod twins;
#[cfg(feature = "command")]
pub mod uncertain;
pub mod validity;

pub use findings::{Findings, FindingsBuilder, MisplacedError};
pub use readout::reference;
