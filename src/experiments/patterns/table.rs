//! The table of all patterns.

use super::test::PatternTest;
use super::{giving, groups, services, spread};

/// All patterns.
pub const PATTERNS: &[PatternTest] = &[
    services::P1,
    services::P1_MOVED,
    services::P2,
    groups::P3,
    groups::P3_MOVED,
    services::P4,
    groups::P5,
    groups::P6,
    giving::P7,
    giving::P7_MOVED,
    groups::P8,
    spread::P9,
    spread::P10,
    services::P11,
];
