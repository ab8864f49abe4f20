//! mutua.
#[cfg(feature = "command")]
pub mod analysis;
#[cfg(feature = "command")]
pub mod ensemble;
pub mod model;
#[cfg(feature = "command")]
pub mod output;
#[cfg(feature = "command")]
pub mod scenario;
