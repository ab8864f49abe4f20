//! Insights: what helps to cope with a life problem, as bits of a mask.

/// Taught to workers: bits 0–15.
pub const TEXTBOOK: u64 = 0xffff;
/// Learnt by living it: bits 16–39.
pub const EXPERIENTIAL: u64 = 0xff_ffff << 16;
/// Private: bits 40–63.
pub const PRIVATE: u64 = 0xff_ffff << 40;
/// What can be shared by telling.
pub const SHARED: u64 = TEXTBOOK | EXPERIENTIAL;

/// The most insights that one turn offers.
pub const MOST_OFFERED: usize = 4;
