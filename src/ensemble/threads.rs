//! Work on several threads.

use super::error::{MOST_THREADS, WorkError};
use super::observer::Watch;
use rayon::ThreadPool;
use std::sync::atomic::{AtomicU64, Ordering};

/// So many threads.
fn pool(threads: usize) -> Result<ThreadPool, WorkError> {
    if !(1..=MOST_THREADS).contains(&threads) {
        return Err(WorkError::Threads(threads));
    }
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(WorkError::NoThreads)
}

/// Does `work` on `threads` threads.
///
/// # Errors
/// If there are to be none, or they cannot be started.
pub fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> Result<T, WorkError> {
    Ok(pool(threads)?.install(work))
}

/// Does `work` on all cores, or on this thread alone where the system starts no other.
pub fn on_all_cores<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().build() {
        Ok(pool) => pool.install(work),
        Err(_) => match rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build() {
            Ok(alone) => alone.install(work),
            // A pool of no thread of its own can be had.
            Err(_) => work(),
        },
    }
}

/// Does `work` for each number below `count`, on `threads` threads, until all is done or `watch` says stop. Threads take the
/// numbers in their order, so that what is done when it stops is balanced.
///
/// # Errors
/// If there are to be none, or they cannot be started.
pub fn take_turns(threads: usize, count: u64, watch: &dyn Watch, work: impl Fn(u64) + Sync) -> Result<(), WorkError> {
    let pool = pool(threads)?;
    let next = AtomicU64::new(0);
    pool.broadcast(|_| {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count || watch.stopped() {
                break;
            }
            work(number);
        }
    });
    Ok(())
}
