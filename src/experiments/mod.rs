//! What runs worlds to answer a question: a [`Study`] of some kind, with its scenario, its points, which runs there are, and its
//! identity; patterns that are looked for; a person whose life is recorded.
//!
//! | file | what it does |
//! | --- | --- |
//! | `request`, `study` | what is asked of the program, and what that comes to |
//! | `points` | the runs of a scenario at its points |
//! | `run` | a scenario, as it stands |
//! | `sweep` | a scenario at every point of its design |
//! | [`sensitivity`] | how much each factor of a design matters |
//! | [`ablation`] | with every mechanism and advantage taken away in turn |
//! | [`challenge`] | where the claims of a scenario turn round |
//! | [`decomposition`] | every mixture of two regimes, to take their difference apart |
//! | [`patterns`] | what the theory says, put to the test |
//! | [`fit`] | which values of parameters agree with what is known |
//! | [`draws`] | a scenario at draws of a posterior |
//! | [`particles`] | draws of a posterior as lists of points: one by one, and of its two halves |
//! | [`uncertain`] | a scenario over the draws of a posterior |
//! | [`testing`] | what is claimed of a scenario, put to the test |
//! | [`chronicle`] | everything that happens to one person, in two worlds |
//! | `in_memory` | a scenario, as it stands, without a folder of results |
//! | `error` | why there is no such study |
//! | `sizes` | findings take as much memory as is said |
//!
//! A new kind of study is a file here with a line in [`StudyRequest`], a line in [`crate::record::study::StudyKind`], a row in
//! `output::kind_row`, and a subcommand.

#[cfg(feature = "command")]
pub mod ablation;
#[cfg(feature = "command")]
pub mod challenge;
pub mod chronicle;
#[cfg(feature = "command")]
pub mod decomposition;
#[cfg(feature = "command")]
pub mod draws;
#[cfg(feature = "command")]
mod error;
#[cfg(feature = "command")]
pub mod fit;
mod in_memory;
#[cfg(feature = "command")]
pub mod particles;
#[cfg(feature = "command")]
pub mod patterns;
#[cfg(feature = "command")]
mod points;
#[cfg(feature = "command")]
mod request;
#[cfg(feature = "command")]
mod run;
#[cfg(feature = "command")]
pub mod sensitivity;
#[cfg(feature = "command")]
mod sizes;
#[cfg(feature = "command")]
mod study;
#[cfg(feature = "command")]
mod sweep;
#[cfg(feature = "command")]
pub mod testing;
#[cfg(feature = "command")]
pub mod uncertain;

#[cfg(feature = "command")]
pub use error::StudyError;
pub use in_memory::{EnsembleResults, LookupError, RunOptions};
#[cfg(feature = "command")]
pub use points::{AtDraws, Ensemble, Points};
#[cfg(feature = "command")]
pub use request::StudyRequest;
#[cfg(feature = "command")]
pub use study::{Study, Task};
