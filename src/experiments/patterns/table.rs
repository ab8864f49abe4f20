//! The table of all patterns.

use super::test::PatternTest;
use super::{giving, groups, learning, services, several, spread, veterans};

/// All patterns.
pub const PATTERNS: &[PatternTest] = &[
    services::P1,
    services::P1_MOVED,
    services::P2,
    veterans::P3,
    veterans::P3B,
    veterans::P3B_MOVED,
    services::P4,
    groups::P5,
    groups::P6,
    giving::P7,
    giving::P7_MOVED,
    groups::P8,
    spread::P9A,
    spread::P9B,
    spread::P10A,
    spread::P10B,
    learning::P11,
    several::P12,
];
