//! Ensembles: which runs are done, in which order, and where their records are kept.
//!
//! | file | what it does |
//! | --- | --- |
//! | [`replicate`] | a burn-in, then a run for each regime from the same week 0 |
//! | [`observer`] | who watches the work, and who observes a world |
//! | [`observe`] | who enters and leaves networks, and what is always observed in a run |
//! | [`twin`] | every world beside the one without helping networks |
//! | [`execute`] | all runs of a plan on several threads; `districts` adds up the towns of a country |
//! | `simulation` | one world, week by week, for whoever wants to look at it |
//! | [`resources`] | what that takes of memory and disk, and what there is |
//! | [`archive`] | finished runs in a folder: a [`journal`] of them |
//! | [`shard`], [`threads`], [`error`] | a part of the plan, threads, and why runs could not be done |
//!
//! What a run leaves is in [`crate::record`].

#[cfg(feature = "command")]
pub mod archive;
mod districts;
pub mod error;
pub mod execute;
#[cfg(feature = "command")]
pub mod journal;
pub mod observe;
pub mod observer;
pub mod replicate;
#[cfg(feature = "command")]
pub mod resources;
pub mod shard;
mod simulation;
pub mod threads;
pub mod twin;

pub use simulation::Simulation;
