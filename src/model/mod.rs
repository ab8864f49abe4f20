//! The science. Knows no file, clock, terminal, thread count or hash order, and no name of a regime.

pub mod indicator;
pub mod ledger;
pub mod parameters;
pub mod structure;
