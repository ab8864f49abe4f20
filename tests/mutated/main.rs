//! Files that somebody or something changed: scenarios, and what lies in a folder of results. Whatever they say now, no
//! command panics, hangs, ends without a word, or passes off a wrong result.
//!
//! `MUTUA_LONG=1` tries 20,000 scenarios and 2,000 other files, `MUTUA_TEXTS` and `MUTUA_FILES` any number, `MUTUA_SEED` others.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

#[path = "../shared/mod.rs"]
mod shared;

mod bytes;
mod files;
mod manifest;
mod scenarios;
mod words;
