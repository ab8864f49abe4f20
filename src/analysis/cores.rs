//! Work on all cores, whose results do not depend on how many there are.

use std::ops::Range;

/// `work` for each number of a range, in their order; what gives `None` is left out. On all cores, or on this thread alone
/// where the system starts no other.
pub(super) fn on_all_cores<T: Send>(numbers: Range<usize>, work: impl Fn(usize) -> Option<T> + Sync + Send) -> Vec<T> {
    use rayon::ThreadPoolBuilder;
    use rayon::prelude::*;
    let all = || numbers.into_par_iter().filter_map(work).collect();
    let alone = || ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    match ThreadPoolBuilder::new().build().or_else(|_| alone()) {
        Ok(pool) => pool.install(all),
        // A pool of no thread of its own can be had.
        Err(_) => all(),
    }
}
