//! mutua: a simulator of reciprocity and social capital in social work.
//!
//! One law of trust for everybody; regimes are structures of help written as data. The map of the house, from the top floor down:
//!
//! - `main.rs` and `cli`: the command; one file a subcommand.
//! - `output`: tables, plots and files. Reads records, computes nothing.
//! - `experiments`: what runs worlds to answer a question, a kind of study a file; looking for patterns; recording one
//!   person's life.
//! - `analysis`: numbers and verdicts over records: summaries, contrasts, the books over replicates; twins, sustainability,
//!   read-outs; what carries a result; what patterns claim; what a life comes to. No file, clock or world.
//! - `ensemble`: doing the runs of a plan, and keeping their records; every world beside the one without helping networks.
//! - `record`: what a run leaves, as data, and as bytes.
//! - `files`: the disk: a folder as it was opened, and its lock.
//! - `scenario`: TOML as typed, then validated; the names of regimes live here and go no further down.
//! - [`model`]: the science. [`model::tick`] is a week, [`model::rules::trust`] is the law of trust,
//!   [`model::parameters`] is the one table of numbers. What happens in a week is observed part by part of the population
//!   ([`model::engine::phase`]) and settled by each part for its own people ([`model::engine::apply`]).
//!
//! An arrow only points down. The model knows no file, clock, terminal, thread count, hash order or regime's name,
//! and compiles alone (`--no-default-features`), for the browser too.
//!
//! ```
//! use mutua::model::{happened::Happened, indicator::Snapshot, tick::tick};
//! use mutua::model::{parameters::{Parameters, Switches}, world::{Setting, World}};
//!
//! let setting = Setting {
//!     people: 100,
//!     seed: 1,
//!     replicate: 0,
//!     parameters: Parameters::default(),
//!     switches: Switches::default(),
//! };
//! let mut world = World::new(&setting)?;
//! let mut happened = Happened::default();
//! for _ in 0..52 {
//!     tick(&mut world, &mut happened)?;
//! }
//! let everyone = &Snapshot::of(&world, 52).rows[0];
//! assert_eq!(everyone.count, 100);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "study")]
pub mod analysis;
#[cfg(feature = "command")]
pub mod cli;
#[cfg(feature = "study")]
pub mod ensemble;
#[cfg(feature = "study")]
pub mod experiments;
#[cfg(feature = "command")]
pub mod files;
pub mod model;
#[cfg(feature = "study")]
pub mod output;
#[cfg(feature = "study")]
pub mod record;
#[cfg(feature = "scenario")]
pub mod scenario;

pub use model::indicator::{EVERYONE, INDICATORS, Indicator, MEMBERS, POPULATIONS, Snapshot, VETERANS};
pub use model::parameters::{Parameters, Switches};
pub use model::state::world::World;
pub use model::structure::{Aim, Entry, Present, Structure, WorkerRole};
#[cfg(feature = "scenario")]
pub use scenario::{Regime, Scenario};
#[cfg(feature = "study")]
pub use {
    analysis::contrasts::Contrast,
    analysis::statistics::Estimate,
    ensemble::Simulation,
    experiments::{EnsembleResults, LookupError, RunOptions},
    record::RunRecord,
};
