//! Every published statistic of small studies drawn at random, computed a second time in a plain way from single runs.
//!
//! The runs are lived through one by one, and never through an ensemble, a journal or an analysis; statistics are taken
//! over all values at once. proptest prints the study in which something differs, as it was drawn.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod ablation;
mod indices;
mod interactions;
mod ledgers;
mod plain;
mod responses;
mod run;
mod sheet;
mod study;
