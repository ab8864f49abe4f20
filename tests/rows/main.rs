//! Rows that a scenario asks for: counted a second time from the chronicle of every person and from the worlds themselves,
//! the same bytes however they come about, and asked for and refused in the usual ways.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

#[path = "../shared/mod.rs"]
mod shared;

mod asked;
mod chronicle;
mod counted;
mod kept;
mod moved;
mod sheet;
mod worlds;
