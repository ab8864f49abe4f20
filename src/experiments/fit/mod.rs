//! Fitting a scenario to figures: which worlds have to be simulated for it, and what they say.
//!
//! | file | what it does |
//! | --- | --- |
//! | `request`, `study` | what is asked of a fit, and what that comes to |
//! | `evaluation` | the worlds of one particle |
//! | `search` | doing all particles, stage by stage |
//! | `fresh` | draws of the posterior in fresh worlds, the same luck for rivals |
//!
//! The figures, and how particles are chosen and judged, are in [`crate::analysis::fit`].

mod evaluation;
mod fresh;
mod request;
mod search;
mod study;

pub use evaluation::Evaluated;
pub use request::{FitRequest, RivalRequest};
pub use search::{Evaluations, FitStudy};
pub use study::check_rivals;
