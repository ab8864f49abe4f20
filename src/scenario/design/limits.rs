//! How much a design may hold, and what its list of points is called.

/// Points in a design at most.
pub const MAX_POINTS: u32 = 1_000_000;
/// The file in which the list of points of a design is kept beside the resolved scenario, whatever it was called.
pub const POINTS_LIST: &str = "points-list.csv";
/// Factors in a design at most.
pub const MAX_FACTORS: usize = 128;
