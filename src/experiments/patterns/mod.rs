//! Patterns: the worlds in which what the theory says is put to the test.
//!
//! | file | what it does |
//! | --- | --- |
//! | `services`, `learning`, `groups`, `veterans`, `giving`, `spread`, `several` | the patterns, each with what reads it in a replicate |
//! | `given`, `histories` | what is counted of people for them while a world is simulated |
//! | `table` | all of them |
//! | `trial` | a replicate: the same people and luck under whatever a test compares |
//! | `search` | what is to be read, in which order, and what became of it |
//! | `request` | what is asked of a search |
//!
//! Claims, criteria and verdicts are in [`crate::analysis::patterns`].

mod given;
mod giving;
mod groups;
mod histories;
mod learning;
mod request;
pub mod search;
mod services;
mod several;
mod spread;
mod table;
mod test;
mod trial;
mod veterans;

pub use request::{PatternStudy, PatternsRequest};
pub use table::PATTERNS;
pub use test::PatternTest;
pub use trial::{PatternTrial, TrialError};
