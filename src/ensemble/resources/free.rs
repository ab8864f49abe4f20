//! What the system has left: memory of the machine, of the process and of its control groups, and room on a disk.

use std::path::Path;

/// Memory that is free now: of the machine, and of what the container or job of this process may take; `None` where the
/// system tells of neither.
#[must_use]
pub fn free_memory() -> Option<u64> {
    let groups = std::fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let of_groups = free_of_groups(&groups, Path::new("/sys/fs/cgroup"));
    [kibibytes("/proc/meminfo", "MemAvailable:"), of_groups, free_of_data()].into_iter().flatten().min()
}

/// The number of kibibytes, in bytes, after `heading` in a file of the system.
fn kibibytes(file: &str, heading: &str) -> Option<u64> {
    let text = std::fs::read_to_string(file).ok()?;
    let number = text.lines().find_map(|line| line.strip_prefix(heading))?.split_whitespace().next()?;
    number.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}

/// What this process may still take of its address space (`ulimit -v`); `None` if all.
#[must_use]
pub fn free_address_space() -> Option<u64> {
    #[cfg(target_os = "linux")]
    return left_of(nix::sys::resource::Resource::RLIMIT_AS, "VmSize:");
    #[cfg(not(target_os = "linux"))]
    None
}

/// What this process may still write to (`ulimit -d`); `None` if all.
fn free_of_data() -> Option<u64> {
    #[cfg(target_os = "linux")]
    return left_of(nix::sys::resource::Resource::RLIMIT_DATA, "VmData:");
    #[cfg(not(target_os = "linux"))]
    None
}

#[cfg(target_os = "linux")]
fn left_of(resource: nix::sys::resource::Resource, taken: &str) -> Option<u64> {
    use nix::sys::resource::{RLIM_INFINITY, getrlimit};
    let (limit, _) = getrlimit(resource).ok().filter(|(limit, _)| *limit != RLIM_INFINITY)?;
    Some(limit.saturating_sub(kibibytes("/proc/self/status", taken)?))
}

/// The address space that so many threads need beyond what they take: each has a stack, and the C library sets memory
/// aside for each that it may never use.
#[must_use]
pub fn set_aside(threads: usize) -> u64 {
    const STACK: u64 = 2 << 20;
    const ARENA: u64 = 64 << 20;
    /// Arenas for each core at most.
    const ARENAS: usize = 8;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    // One thread more waits for signals, and a new arena is for a moment twice its size.
    let threads = threads.saturating_add(1);
    let arenas = if cfg!(target_env = "gnu") { threads.min(ARENAS * cores) as u64 + 1 } else { 0 };
    (threads as u64).saturating_mul(STACK).saturating_add(arenas * ARENA)
}

/// What the control groups of this process, and those above them, may still take; `None` if all. `groups` is what the
/// system tells of them, `mount` where they are: those of version 2 in one tree, that of version 1 for memory by itself.
fn free_of_groups(groups: &str, mount: &Path) -> Option<u64> {
    let of_one = |line: &str| {
        let mut parts = line.splitn(3, ':').skip(1);
        let (controllers, own) = (parts.next()?, parts.next()?.trim_start_matches('/'));
        let (roots, limit): (&[&str], _) = match controllers {
            "" => (&["", "unified"], &V2),
            some if some.split(',').any(|controller| controller == "memory") => (&["memory"], &V1),
            _ => return None,
        };
        let of_root = |root: &&str| {
            let root = mount.join(root);
            Path::new(own).ancestors().filter_map(|group| limit.free_of(&root.join(group))).min()
        };
        roots.iter().filter_map(of_root).min()
    };
    groups.lines().filter_map(of_one).min()
}

/// The files in which a version of control groups tells of memory.
struct Version {
    most: &'static str,
    taken: &'static str,
    /// Files of the disk that were read and can be let go, as a line of `memory.stat`.
    files: &'static str,
}

const V1: Version =
    Version { most: "memory.limit_in_bytes", taken: "memory.usage_in_bytes", files: "total_inactive_file " };
const V2: Version = Version { most: "memory.max", taken: "memory.current", files: "inactive_file " };

impl Version {
    /// What the control group in this folder may still take; files that were read and can be let go are not counted.
    fn free_of(&self, group: &Path) -> Option<u64> {
        /// Version 1 says no limit by the largest number of whole pages.
        const NO_LIMIT: u64 = 1 << 62;
        let number = |file: &str| std::fs::read_to_string(group.join(file)).ok()?.trim().parse::<u64>().ok();
        let most = number(self.most).filter(|&most| most < NO_LIMIT)?;
        let stat = std::fs::read_to_string(group.join("memory.stat")).unwrap_or_default();
        let files = stat.lines().find_map(|line| line.strip_prefix(self.files)?.trim().parse::<u64>().ok());
        Some(most.saturating_sub(number(self.taken)?.saturating_sub(files.unwrap_or(0))))
    }
}

/// Bytes free on the disk of `path`, or of the nearest folder above it that exists; `None` where the system does not
/// tell.
#[must_use]
pub fn free_disk(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let path = std::path::absolute(path).ok()?;
        let there = path.ancestors().find(|folder| folder.exists())?;
        let disk = nix::sys::statvfs::statvfs(there).ok()?;
        Some(disk.blocks_available() as u64 * disk.fragment_size() as u64)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Files of control groups, each with its text.
    fn mounted(files: &[(&str, &str)]) -> tempfile::TempDir {
        let mount = tempfile::tempdir().unwrap();
        for (file, text) in files {
            let path = mount.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        mount
    }

    #[test]
    fn a_group_may_take_what_it_has_not_taken_but_for_files_it_can_let_go() {
        let group = tempfile::tempdir().unwrap();
        let write = |file: &str, text: &str| fs::write(group.path().join(file), text).unwrap();
        assert_eq!(V2.free_of(group.path()), None);
        write("memory.current", "700\n");
        write("memory.max", "max\n");
        assert_eq!(V2.free_of(group.path()), None);
        write("memory.max", "1000\n");
        assert_eq!(V2.free_of(group.path()), Some(300));
        write("memory.stat", "anon 600\ninactive_file 100\n");
        assert_eq!(V2.free_of(group.path()), Some(400));
        write("memory.current", "5000\n");
        assert_eq!(V2.free_of(group.path()), Some(0));
    }

    #[test]
    fn the_narrowest_group_above_counts_in_either_version() {
        let second = mounted(&[
            ("a/memory.max", "900"),
            ("a/memory.current", "100"),
            ("a/b/memory.max", "max"),
            ("a/b/memory.current", "50"),
        ]);
        assert_eq!(free_of_groups("0::/a/b\n", second.path()), Some(800));
        assert_eq!(free_of_groups("0::/elsewhere\n", second.path()), None);
        let first = mounted(&[
            ("memory/memory.limit_in_bytes", "9223372036854771712"),
            ("memory/memory.usage_in_bytes", "1"),
            ("memory/job/memory.limit_in_bytes", "5000"),
            ("memory/job/memory.usage_in_bytes", "3000"),
            ("memory/job/memory.stat", "inactive_file 1\ntotal_inactive_file 500\n"),
        ]);
        let told = "5:cpu,cpuacct:/job\n4:hugetlb,memory:/job/step\n1:name=systemd:/\n0::/\n";
        assert_eq!(free_of_groups(told, first.path()), Some(2500));
        // In a container the group has another name inside than outside: its limits are at the root.
        let contained = mounted(&[("memory/memory.limit_in_bytes", "70"), ("memory/memory.usage_in_bytes", "30")]);
        assert_eq!(free_of_groups("7:memory:/docker/0123\n", contained.path()), Some(40));
        assert_eq!(free_of_groups("", contained.path()), None);
    }

    #[test]
    fn more_threads_set_more_aside_and_no_number_overflows() {
        assert!(set_aside(1) >= 2 << 20 && set_aside(4) > set_aside(1));
        assert!(set_aside(usize::MAX) > set_aside(1000));
    }
}
