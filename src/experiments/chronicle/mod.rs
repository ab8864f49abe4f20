//! Chronicles: the worlds in which one person's life is recorded, phase by phase.
//!
//! Recording draws no lots and changes nothing: the state at the end is that of the run. [`Twins`] simulates both worlds,
//! `recorder` records a person in one of them, [`roll`] finds somebody whose life to tell. What a chronicle holds and comes
//! to is in [`crate::analysis::chronicle`].

mod learning;
mod recorder;
mod replay;
pub mod roll;
mod twins;

pub use twins::Twins;
