//! Large pages of memory for large worlds. A world of many millions of people lies in so many pages that to find them takes
//! time. The C library of Linux can ask for larger ones, but only if it is told before the program begins: so the program
//! begins itself once more.

use crate::scenario::Scenario;

/// Begins the program once more, with large pages, if one of these has a world so large; otherwise, or where that cannot be
/// done, all goes on as it is. Nothing must have been written or printed yet.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(super) fn enlarge(scenarios: &[Scenario]) {
    use std::os::unix::process::CommandExt;
    /// From so many people in one world on it pays, or at least costs nothing (`docs/performance.md`).
    const FROM: u32 = 10_000_000;
    /// What the C library reads. Whoever has set it, also to nothing, has decided.
    const SETTING: &str = "GLIBC_TUNABLES";
    let large = scenarios.iter().any(|scenario| scenario.town(0).people >= FROM);
    if !large || std::env::var_os(SETTING).is_some() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let mut again = std::process::Command::new(program);
        // It comes back only if it failed.
        let _ = again.args(std::env::args_os().skip(1)).env(SETTING, "glibc.malloc.hugetlb=1").exec();
    }
}

/// Elsewhere it is for the system to choose.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(super) fn enlarge(_: &[Scenario]) {}
