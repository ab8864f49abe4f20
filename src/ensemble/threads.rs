//! Work on several threads; on the caller's alone where the program was built without them.

use super::error::{MOST_THREADS, WorkError};
use super::observer::Watch;
#[cfg(feature = "parallel")]
use rayon::prelude::*;

fn check(threads: usize) -> Result<(), WorkError> {
    if (1..=MOST_THREADS).contains(&threads) { Ok(()) } else { Err(WorkError::Threads(threads)) }
}

/// So many threads.
#[cfg(feature = "parallel")]
fn pool(threads: usize) -> Result<rayon::ThreadPool, WorkError> {
    check(threads)?;
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(WorkError::NoThreads)
}

/// Does `work` on `threads` threads.
///
/// # Errors
/// If there are to be none, or they cannot be started.
#[cfg(feature = "parallel")]
pub fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> Result<T, WorkError> {
    Ok(pool(threads)?.install(work))
}

/// Does `work` on this thread: the program was built without others.
///
/// # Errors
/// If there are to be none.
#[cfg(not(feature = "parallel"))]
pub fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> Result<T, WorkError> {
    check(threads)?;
    Ok(work())
}

/// Does `work` for each number below `count`, on `threads` threads, until all is done or `watch` says stop. Threads take the
/// numbers in their order, so that what is done when it stops is balanced.
///
/// # Errors
/// If there are to be none, or they cannot be started.
#[cfg(feature = "parallel")]
pub fn take_turns(threads: usize, count: u64, watch: &dyn Watch, work: impl Fn(u64) + Sync) -> Result<(), WorkError> {
    use std::sync::atomic::{AtomicU64, Ordering};
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

/// Does `work` for each number below `count`, one after the other, until all is done or `watch` says stop.
///
/// # Errors
/// If there are to be no threads.
#[cfg(not(feature = "parallel"))]
pub fn take_turns(threads: usize, count: u64, watch: &dyn Watch, work: impl Fn(u64) + Sync) -> Result<(), WorkError> {
    check(threads)?;
    (0..count).take_while(|_| !watch.stopped()).for_each(work);
    Ok(())
}

/// Does both, side by side where there are threads for it.
pub(super) fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    #[cfg(feature = "parallel")]
    return rayon::join(one, other);
    #[cfg(not(feature = "parallel"))]
    (one(), other())
}

/// Does `work` for each of a list, each by itself where there are threads for it.
pub(super) fn each<T: Sync>(list: &[T], work: impl Fn(&T) + Sync + Send) {
    #[cfg(feature = "parallel")]
    list.par_iter().with_max_len(1).for_each(work);
    #[cfg(not(feature = "parallel"))]
    list.iter().for_each(work);
}
