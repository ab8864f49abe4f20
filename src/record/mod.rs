//! What a run leaves, as data: no world, no thread, no clock, and no file.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `run` | the record of one run, finished or failed |
//! | `world` | what one world leaves, or several towns together: sums that add up to a run |
//! | [`twins`] | everybody beside their twins in the world without helping networks |
//! | [`draws`] | what the lots of the waiting list say |
//! | [`observed`] | spells, groups and a sample of people, as they are always observed in a run |
//! | [`rows`] | spells, networks and persons, where a scenario asks for them |
//! | [`plan`] | which runs there are, and which number each has |
//! | [`bytes`](mod@bytes) | a run as bytes and back, to the last bit |
//! | `study` | a kind of study, and what tells one study from all others |
//! | `journal` | the bytes around the bytes of a run in a file of runs |
//! | `names` | the names of the files in which runs are kept |
//!
//! `ensemble` makes records and keeps them in files; `analysis` reads them.

pub mod bytes;
pub mod draws;
#[cfg(feature = "command")]
pub mod journal;
#[cfg(feature = "command")]
pub mod names;
pub mod observed;
pub mod plan;
pub mod rows;
mod run;
#[cfg(feature = "command")]
pub mod study;
pub mod twins;
mod world;

pub use run::{FailedRun, Run, RunRecord, WINDOW_WEEKS, position};
pub use world::WorldRecord;
