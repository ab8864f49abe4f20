//! The science. Knows no file, clock, terminal, thread count or hash order, and no name of a regime.

pub mod attention;
pub mod belief;
mod birth;
mod bits;
mod booking;
pub mod census;
pub mod chance;
pub mod change;
pub mod course;
pub mod encounter;
pub mod episode;
pub mod happened;
pub mod indicator;
pub mod insight;
pub mod ledger;
pub mod measure;
mod near;
pub mod network;
pub mod outcome;
pub mod parameters;
pub mod person;
pub mod phase;
pub mod setting;
pub mod settle;
pub mod share;
pub mod state;
pub mod structure;
pub mod tick;
pub mod tie;
pub mod ties;
pub mod trust;
pub mod worker;
pub mod world;

/// So many of a kind are worked out together, people or ties of one person: each word of theirs fills a register of AVX2, and
/// what they wait for in memory comes at the same time.
pub(crate) const TOGETHER: usize = 8;
