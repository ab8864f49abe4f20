//! A system that fails, and folders in which something else lies than expected: links, devices, pipes, a user's files, the
//! very files that a command reads. Whatever it is, no command leaves its folder, deletes what it did not write, hangs,
//! or ends without a word.
//!
//! `MUTUA_LONG=1` lets 1,500 calls of the system fail, `MUTUA_FAULTS` any number, `MUTUA_SEED` others.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

#[path = "../shared/mod.rs"]
mod shared;

mod calls;
mod inputs;
mod moved;
mod short;
mod strange;
mod theirs;

use shared::Folder;
use shared::result::{Files, everything};
use shared::studies::write_inputs;
use std::path::Path;

/// A folder with the scenarios.
fn ground() -> Folder {
    let folder = Folder::new();
    write_inputs(&folder);
    folder
}

/// Everything in a folder but for its lock, which stays.
fn but_for_the_lock(root: &Path) -> Files {
    let mut files = everything(root);
    files.remove(Path::new("lock"));
    files
}
