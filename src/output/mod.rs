//! What is left on the disk and on the screen: tables, plots, and how a result came about.
//!
//! Reads runs and findings; computes nothing. Every file but `timings.json` depends on the results alone. Runs are
//! read once, in the order of the plan, and are not kept.

mod csv_files;
mod digits;
mod error;
mod file_names;
mod folder;
mod inputs;
mod kinds;
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
mod written_manifest;

pub use digits::count;
pub use error::OutputError;
pub use file_names::{DESIGN, MANIFEST, PLOTS, POINTS, SCENARIO, TIMINGS};
pub use folder::{ResultFolder, Start, UNFINISHED, Unfinished, With};
pub use inputs::{Input, inputs};
pub use kinds::{KindRow, is_ours, kind_row};
pub use register::Register;
pub use run::{Written, write_results};
pub use stage::{Draft, Stage, Staged};
pub use table::table;
pub use timings::{Timings, utc};
pub use written_manifest::{WrittenManifest, sha256_in};
