//! Twins: each person beside themselves in the world without helping networks.
//!
//! The world without networks is run first and leaves a [`Baseline`]: how each person stood in each week that is compared.
//! Every other world of the replicate is compared with it person by person while it is simulated, and only sums are kept
//! ([`TwinWeek`](crate::record::twins::TwinWeek)). `draws` adds what the lots of the waiting list say, for which no twin is needed.

mod baseline;
mod beside;
mod draws;
mod other_luck;
mod sums;

pub use baseline::{Baseline, Weeks};
pub use beside::{Baselines, beside};
pub use other_luck::other_luck;
