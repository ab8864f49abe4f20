//! Files of the user beside results stay, whatever they are called.

use crate::ground;
use crate::shared::ended::{PATIENCE, start};
use crate::shared::lot::some;
use crate::shared::mutua;
use crate::shared::result::everything;
use crate::shared::studies::{Study, parts};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Names close to those that the program gives, or gave.
const THEIRS: [&str; 14] = [
    "notes.txt",
    "runs.bin.part",
    "journal.bin.bak",
    ".mutua-abcdef.part",
    "plots/own.svg",
    "plots/.mutua-ABC123.part",
    "summary.csv.bak",
    "summary (1).csv",
    "my-summary.csv",
    "manifest.json~",
    "Manifest.JSON",
    "towns.bin.old",
    "data/summary.csv",
    "lock.txt",
];

fn lay(root: &Path) {
    for name in THEIRS {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder around it")).expect("a folder");
        fs::write(path, format!("the user's own {name}")).expect("a file");
    }
}

/// Those that are not as they were.
fn touched(root: &Path) -> Vec<&'static str> {
    let files = everything(root);
    let is_whole = |name: &&str| {
        files.get(Path::new(*name)).is_some_and(|found| found == format!("the user's own {name}").as_bytes())
    };
    THEIRS.into_iter().filter(|name| !is_whole(name)).collect()
}

#[test]
fn whatever_is_done_in_a_folder_the_files_of_the_user_stay() {
    let folder = ground();
    parts(&folder, 1);
    let root = folder.path("out");
    lay(&root);
    let mut faults = Vec::new();
    let mut look = |what: &str| {
        let touched = touched(&root);
        if !touched.is_empty() {
            faults.push(format!("{what}: {}", touched.join(", ")));
            lay(&root);
        }
    };
    for name in some(&["run", "country", "sweep", "patterns", "ablate", "merge", "story", "sensitivity"], 3) {
        let study = Study::named(name, 1);
        for flag in [&[][..], &["--force"], &["--resume"]] {
            if flag == ["--resume"] && !study.resumes() {
                continue;
            }
            let ended = study.go(&folder, "out", flag);
            assert_eq!(ended.fault(), None, "{} {flag:?}", study.name);
            assert!(flag.is_empty() || ended.code() == 0, "{} {flag:?}: {}", study.name, ended.told);
            look(&format!("{} {flag:?}", study.name));
        }
        let killed = start(&mut mutua(&folder, &study.arguments("out", &["--force"])));
        std::thread::sleep(Duration::from_millis(60));
        killed.kill();
        look(&format!("{} killed", study.name));
        start(&mut mutua(&folder, &study.arguments("out", &["--force"]))).within(PATIENCE).done();
        look(&format!("{} after a kill", study.name));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
