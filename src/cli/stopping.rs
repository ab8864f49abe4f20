//! Whether the program was asked to stop, as `signals` notes it.

use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the work asks [`asked`] on its way, so that the program need not end at once.
static POLLED: AtomicBool = AtomicBool::new(false);
/// Whether the program was asked to stop in good order.
static ASKED: AtomicBool = AtomicBool::new(false);

/// From now on the work asks [`asked`] on its way, so a first signal only notes the request. Until then it ends the program.
pub(super) fn poll_from_now_on() {
    POLLED.store(true, Ordering::Relaxed);
}

/// Whether the work asks [`asked`] on its way.
pub(super) fn is_polled() -> bool {
    POLLED.load(Ordering::Relaxed)
}

/// Asks the program to stop.
pub(super) fn ask() {
    ASKED.store(true, Ordering::Relaxed);
}

/// Whether the user or the system asked the program to stop.
pub(super) fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}
