//! Hypotheses put to the test: looks that are fixed beforehand, bounds that stay valid however many of them are taken, and
//! verdicts by the one rule ([`super::rule`]).
//!
//! | file | what it does |
//! | --- | --- |
//! | `looks` | after how many worlds results are looked at |
//! | `boundary` | how far an interval has to reach at each look, so that all looks together are wrong as often as is allowed |
//! | `levels` | how the error that is allowed is divided among claims and their parts |
//! | `judge` | readings of worlds → bounds and verdicts, look by look |
//! | `power` | how large a difference has to be to be found |
//!
//! A repeated confidence interval (Jennison and Turnbull 1989, J R Stat Soc B 51:305) is the mean plus and minus its standard
//! error times the boundary of that look. The boundary spends error by the function of Lan and DeMets (1983, Biometrika
//! 70:659) that follows O'Brien and Fleming.

mod boundary;
mod judge;
mod levels;
mod looks;
mod power;
#[cfg(test)]
mod tests;

pub use boundary::{Boundary, spent};
pub use judge::{ClaimResult, Failure, LEANS, LookRow, Tested, asks, judge};
pub use levels::{ERROR, TestPlan};
pub use looks::{FIRST_LOOK, looks};
pub use power::{Needed, Power, distances, powers, worlds_at_seen};
