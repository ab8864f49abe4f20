//! What is written to files and to the terminal: tables, plots, the report, and how a result was made.
//!
//! Reads runs and findings; computes nothing. Every file but `timings.json` depends on the results alone. Runs are
//! read once, in the order of the plan, and are not kept.
//!
//! Without the feature `command` there is no disk: the sentences of a [`story`] are all that is left.

#[cfg(feature = "command")]
mod again;
#[cfg(feature = "command")]
mod claimed;
#[cfg(feature = "command")]
mod csv_files;
mod digits;
#[cfg(feature = "command")]
mod error;
#[cfg(feature = "command")]
mod file_names;
#[cfg(feature = "command")]
pub mod fit;
#[cfg(feature = "command")]
mod folder;
#[cfg(feature = "command")]
mod inputs;
#[cfg(feature = "command")]
mod kinds;
mod language;
#[cfg(feature = "command")]
mod limits;
#[cfg(feature = "command")]
mod manifest;
#[cfg(feature = "command")]
mod names;
#[cfg(feature = "command")]
pub mod patterns;
#[cfg(feature = "command")]
mod plots;
#[cfg(feature = "command")]
pub mod points;
#[cfg(feature = "command")]
mod register;
#[cfg(feature = "command")]
mod report;
#[cfg(feature = "command")]
pub mod rivals;
#[cfg(feature = "command")]
mod rows;
#[cfg(feature = "command")]
mod run;
#[cfg(feature = "command")]
mod stage;
pub mod story;
#[cfg(feature = "command")]
mod table;
#[cfg(feature = "command")]
pub mod testing;
#[cfg(feature = "command")]
mod timings;
#[cfg(feature = "command")]
mod twin_tables;
#[cfg(feature = "command")]
mod validity_page;
#[cfg(feature = "command")]
mod validity_tables;
#[cfg(feature = "command")]
mod written_manifest;

pub use digits::count;
#[cfg(feature = "command")]
pub use error::OutputError;
#[cfg(feature = "command")]
pub use file_names::{DESIGN, MANIFEST, MEMBERS, NETWORKS, PEOPLE, PLOTS, POINTS, REPORT, SCENARIO, TIMINGS};
#[cfg(feature = "command")]
pub use folder::{NewFiles, ResultFolder, Start, UNFINISHED, Unfinished};
#[cfg(feature = "command")]
pub use inputs::{Input, inputs};
#[cfg(feature = "command")]
pub use kinds::{KindRow, is_ours, kind_row};
pub use language::Language;
#[cfg(feature = "command")]
pub use register::Register;
#[cfg(feature = "command")]
pub use report::{ReportRequest, report_name};
#[cfg(feature = "command")]
pub use run::{Written, write_results};
#[cfg(feature = "command")]
pub use stage::{Draft, Stage, Staged};
#[cfg(feature = "command")]
pub use table::table;
#[cfg(feature = "command")]
pub use timings::{Timings, utc};
#[cfg(feature = "command")]
pub use written_manifest::{WrittenManifest, sha256_in};
