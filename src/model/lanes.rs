//! How many of a kind are worked out together.

/// So many of a kind are worked out together, people or ties of one person: each word of theirs fills a register of AVX2, and
/// what they wait for in memory comes at the same time.
pub(crate) const LANES: usize = 8;
