//! Large pages of memory for large worlds. A world of many millions of people takes so many pages that finding them takes
//! time. The C library of Linux can ask for larger ones, but only if a variable is set before the program starts: so the
//! program starts itself again.

use crate::scenario::Scenario;

/// Starts the program again, with large pages, if one of these has a world so large. Otherwise, or where that cannot be
/// done, nothing changes. Nothing must have been written or printed yet.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(super) fn enlarge(scenarios: &[Scenario]) {
    use std::os::unix::process::CommandExt;
    /// From so many people in one world on it is faster, or at least not slower (`docs/performance.md`).
    const FROM: u32 = 10_000_000;
    /// The variable that the C library reads. If it is set, even to nothing, the user has decided.
    const SETTING: &str = "GLIBC_TUNABLES";
    let large = scenarios.iter().any(|scenario| scenario.town(0).people >= FROM);
    if !large || std::env::var_os(SETTING).is_some() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let mut again = std::process::Command::new(program);
        // It returns only if it failed.
        let _ = again.args(std::env::args_os().skip(1)).env(SETTING, "glibc.malloc.hugetlb=1").exec();
    }
}

/// Elsewhere the system chooses.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(super) fn enlarge(_: &[Scenario]) {}
