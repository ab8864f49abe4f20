//! Whether the program was asked to stop, as `signals` notes it.

use std::sync::atomic::{AtomicBool, Ordering};

/// Whether somebody asks [`asked`], so that the program need not end at once.
static HEEDED: AtomicBool = AtomicBool::new(false);
/// Whether the program was asked to stop in good order.
static ASKED: AtomicBool = AtomicBool::new(false);

/// From now on a first signal is left to whoever asks [`asked`]; until then it ends the program as if nobody listened.
pub(super) fn heed() {
    HEEDED.store(true, Ordering::Relaxed);
}

/// Whether somebody asks [`asked`].
pub(super) fn is_heeded() -> bool {
    HEEDED.load(Ordering::Relaxed)
}

/// Asks the program to stop.
pub(super) fn ask() {
    ASKED.store(true, Ordering::Relaxed);
}

/// Whether the user or the system asked the program to stop.
pub(super) fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}
