//! What is left on the disk and on the screen: tables, plots, and how a result came about.
//!
//! Reads runs and findings; computes nothing. Every file but `timings.json` depends on the results alone. Runs are
//! read once, in the order of the plan, and are not kept.

mod csv_files;
mod digits;
mod error;
mod folder;
mod inputs;
mod manifest;
mod names;
pub mod patterns;
mod plots;
pub mod points;
mod register;
mod run;
mod stage;
pub mod story;
mod table;
mod timings;
mod twin_tables;
mod yields;

pub use digits::count;
pub use error::OutputError;
pub use folder::{ResultFolder, Start, UNFINISHED, Unfinished, With};
pub use inputs::{Input, inputs};
pub use manifest::{Inventory, differing_keys, sha256_in};
pub use register::Register;
pub use run::{Written, write_results};
pub use stage::{Draft, Stage, Staged};
pub use table::table;
pub use timings::{Timings, utc};
pub use yields::{DESIGN, MANIFEST, PLOTS, POINTS, SCENARIO, TIMINGS, YIELDS, Yield, is_ours};
