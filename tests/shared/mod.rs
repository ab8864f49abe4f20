//! What tests of the command share: a folder, a small scenario, and looking at files.
#![allow(dead_code, clippy::expect_used, reason = "each test file uses a part; a test may stop at the first surprise")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub mod ended;
pub mod lot;
pub mod result;
pub mod strace;
pub mod studies;

/// A folder of its own for each test, gone at its end.
pub struct Folder(pub tempfile::TempDir);

impl Folder {
    /// A new one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A new one with the scenario `town.toml`.
    pub fn with_town(scenario: &str) -> Self {
        let folder = Self::new();
        fs::write(folder.path("town.toml"), scenario).expect("a file");
        folder
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// Settings that make a scenario small.
pub const SMALL: [&str; 10] = [
    "--replicates",
    "2",
    "--set",
    "people=200",
    "--set",
    "weeks=60",
    "--set",
    "burn_in_weeks=40",
    "--set",
    "onset_per_week=0.01",
];

/// The command with `arguments`, in `folder`.
pub fn mutua(folder: &Folder, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mutua"));
    command.current_dir(folder.0.path()).args(arguments).stdin(Stdio::null());
    command
}

/// A small run.
pub fn run(folder: &Folder, more: &[&str]) -> Output {
    let mut arguments = vec!["run", "three-regimes"];
    arguments.extend(SMALL);
    arguments.extend(more);
    mutua(folder, &arguments).output().expect("the command starts")
}

/// Asserts that the command succeeds; what it said on standard output.
pub fn done(folder: &Folder, arguments: &[&str]) -> String {
    let output = mutua(folder, arguments).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", told(&output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Asserts that the command refuses and writes nothing; what it said on standard error.
pub fn refused(folder: &Folder, arguments: &[&str]) -> String {
    let before = files(folder.0.path());
    let output = mutua(folder, arguments).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", told(&output));
    assert!(before == files(folder.0.path()), "{arguments:?} wrote something");
    told(&output)
}

/// Every file of a result but what may differ between identical ensembles.
pub fn results(folder: &Folder, name: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = files(&folder.path(name));
    files.remove(Path::new("timings.json"));
    files
}

/// What the command said on standard error.
pub fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every file below `root` with its bytes, but for the lock.
pub fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("lock") {
                let name = path.strip_prefix(root).expect("below the root").to_path_buf();
                all.insert(name, fs::read(&path).expect("a readable file"));
            }
        }
    }
    all
}
