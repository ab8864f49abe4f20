//! The journal: finished runs in one append-only file, each as soon as it is done, so that a crash loses none.
//!
//! A header, then records, all numbers little-endian; a checksum is the first 16 bytes of a SHA-256.
//!
//! | bytes | header |
//! | --- | --- |
//! | 8 | `mutuajnl` |
//! | 4 | [`FORMAT`](crate::record::journal::FORMAT) |
//! | 32 | [`ensemble_id`] |
//! | 8 | runs in the whole plan |
//! | 16 | checksum of what stands before |
//!
//! | bytes | record |
//! | --- | --- |
//! | 4 | mark: `F5`, then `run` |
//! | 4 | length of the payload |
//! | 8 | index of the run |
//! | 16 | checksum of the record before, or of the header |
//! | length | payload |
//! | 16 | checksum of: the previous checksum, length, index, payload |
//!
//! As a record carries the checksum of the one before, it can be told *by itself* whether it is whole, whatever became
//! of the bytes before it; and as the header's checksum begins the chain, whole records cannot be moved, taken out of
//! the middle, or brought in from another journal without being noticed.
//!
//! # What is cut off, and what is refused
//!
//! A process that is killed while it writes leaves an incomplete last record. So, when a journal is opened and no whole
//! record begins where one should:
//!
//! - if no whole record begins at any later byte, the rest is what was being written: it is cut off, and said;
//! - if one does, at whatever byte, this cannot come from a write that was cut short: the journal is refused.
//!
//! A whole record that does not continue the chain, that is of a run which the plan does not have, or of one that was
//! there before, is refused too, even at the end. What cannot be noticed is a journal cut exactly between two records:
//! it is a journal of fewer runs, and the others are done again.

mod error;
mod file;
mod open;
mod scan;

pub use error::{Fault, JournalError};
pub use file::{Journal, SYNC_EVERY, ensemble_id};
pub use open::{Cut, Opened, read_header};
