//! How many worlds a test may have.

use crate::analysis::testing::FIRST_LOOK;

/// Worlds of a test at least: those of the first look. Fewer say too little of their spread.
pub const FEWEST: u32 = FIRST_LOOK;
/// Worlds of a test at most.
pub const MOST: u32 = 10_240;
