//! mutua: a simulator of reciprocity and social capital in social work.
//!
//! One law of trust for everybody; regimes are structures of help written as data.
//!
//! # Quick start
//!
//! A scenario is a text; it is run in memory, and gives records, summaries and contrasts:
//!
//! ```
//! use mutua::{EVERYONE, Indicator, RunOptions, Scenario};
//!
//! let scenario = Scenario::parse(r#"
//!     people = 200
//!     weeks = 52
//!     burn_in_weeks = 52
//!     replicates = 2
//!     regimes = ["none", "mutual-self-help"]
//! "#)?;
//! let results = scenario.run(&RunOptions::default())?;
//! assert_eq!(results.records.len(), 4);
//!
//! let trust = results.mean("mutual-self-help", EVERYONE, Indicator::General)?;
//! let gain = results.contrast("mutual-self-help", "none", EVERYONE, Indicator::General)?;
//! println!("trust in people {:.3}, {:+.3} over no help", trust.mean, gain.difference.mean);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A scenario can be made in code, and a world stepped week by week and looked at:
//!
//! ```
//! use mutua::{EVERYONE, Indicator, Regime, Scenario, Simulation, Structure};
//!
//! let group = Regime::shipped("mutual-self-help")?.structure.ok_or("it has a structure")?;
//! let monthly = Regime::new("monthly", Structure { meets_every_weeks: 4, ..group });
//! let scenario = Scenario { people: 200, burn_in_weeks: 52, regimes: vec![monthly], ..Scenario::default() };
//!
//! let mut simulation = Simulation::begin(&scenario, "monthly", 0)?;
//! for _ in 0..26 {
//!     simulation.step()?;
//! }
//! let in_need = simulation.snapshot().rows[EVERYONE].values[Indicator::InNeed as usize];
//! assert!(in_need > 0.0 && simulation.world().ledger().requests > 0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The folder `examples` has three programs: a run, a regime of one's own, and a rule watched week by week. [`EnsembleResults`]
//! says what there is besides: twins, ledgers, what is sustained; [`experiments::chronicle`] follows one person, and
//! [`output::story`] tells their years.
//!
//! # Features
//!
//! | feature | what it brings | what it needs |
//! | --- | --- | --- |
//! | none | the [`model`]: worlds, weeks, indicators | no file, clock, terminal or thread |
//! | `scenario` | scenarios from texts, with all that is wrong with them; the shipped regimes | the same |
//! | `study` | ensembles in memory, contrasts, ledgers, twins, stories | the same |
//! | `parallel` | several cores inside a run and over runs | threads |
//! | `command` (default) | everything: folders of results, plots, the program `mutua` | a disk and a terminal |
//!
//! The first three compile for `wasm32-unknown-unknown` and give the same numbers there, to the last digit. No result depends
//! on the number of threads.
//!
//! # The map of the house
//!
//! From the top floor down:
//!
//! - `main.rs` and `cli`: the command; one file a subcommand.
//! - [`output`]: tables, plots, files, reports and stories. Reads records, computes nothing.
//! - [`experiments`]: what runs worlds to answer a question: a kind of study a file; patterns, chronicles, ensembles in memory.
//! - [`analysis`]: pure numbers and verdicts over records: summaries, contrasts, ledgers, twins, sustainability.
//! - [`ensemble`]: which runs are done, and doing them; everybody beside their twin; a [`Simulation`] to be stepped.
//! - `files`: the disk: a folder as it was opened, its lock, and scenarios in files.
//! - [`record`]: what a run leaves, as data.
//! - [`scenario`]: TOML as typed, then validated; the names of regimes live here and go no further down.
//! - [`model`]: the science. [`model::tick`] is a week, [`model::rules::trust`] is the law of trust,
//!   [`model::parameters`] is the one table of numbers. What happens in a week is observed part by part of the population
//!   ([`model::engine::phase`]) and applied by each part to its own people ([`model::engine::apply`]).
//!
//! An arrow only points down (`.ci/rooms` checks it). The model knows no file, clock, terminal, thread count, hash order or
//! regime's name.

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

pub use model::indicator::{
    EVERYONE, HEADLINE, INDICATORS, Indicator, MEMBERS, POPULATIONS, STRUCK, Snapshot, VETERANS,
};
pub use model::parameters::{Parameters, Switches};
pub use model::state::world::World;
pub use model::structure::{Aim, Catchment, Entry, Present, Structure, WorkerRole};
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
