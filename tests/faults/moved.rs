//! The folder goes away while somebody is at work in it.

use crate::ground;
use crate::shared::ended::{PATIENCE, Started, start};
use crate::shared::lot::some;
use crate::shared::result::{Files, differences, everything, result};
use crate::shared::studies::{Study, verify};
use crate::shared::{Folder, mutua};
use std::fs;
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

/// A run that takes a second or so.
fn long() -> Study {
    let mut study = Study::named("run", 1);
    study.typed.extend(["--replicates", "40", "--set", "people=300"].map(str::to_owned));
    study
}

/// Starts it, and waits until it is at work.
fn at_work(folder: &Folder, out: &str) -> Started {
    let started = start(&mut mutua(folder, &long().arguments(out, &[])));
    let clock = Instant::now();
    while everything(&folder.path(out)).len() < 2 && clock.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(1));
    }
    started
}

fn right(folder: &Folder) -> Files {
    long().undisturbed(folder, "right")
}

/// All of the result is in the folder, wherever it is now, or what is there can be resumed; and nothing is elsewhere.
#[test]
fn a_folder_that_is_renamed_keeps_its_work() {
    let folder = ground();
    let right = right(&folder);
    for pause in some(&[20, 0, 60, 400, 150, 800], 3) {
        for name in ["out", "elsewhere"] {
            let _ = fs::remove_dir_all(folder.path(name));
        }
        let started = at_work(&folder, "out");
        std::thread::sleep(Duration::from_millis(pause));
        fs::rename(folder.path("out"), folder.path("elsewhere")).expect("a renamed folder");
        let ended = started.within(PATIENCE);
        assert_eq!(ended.fault(), None, "{pause} ms");
        let left = everything(&folder.path("out"));
        assert!(left.is_empty(), "after {pause} ms work went on in two places: {:?}; {}", left.keys(), ended.told);
        if ended.code() != 0 {
            long().go(&folder, "elsewhere", &["--resume"]).done();
        }
        assert_eq!(differences(&right, &result(&folder.path("elsewhere"))), None, "{pause} ms: {}", ended.told);
    }
}

#[test]
fn a_folder_that_is_removed_is_told_of() {
    let folder = ground();
    for pause in some(&[30, 0, 400, 100], 2) {
        let started = at_work(&folder, "out");
        std::thread::sleep(Duration::from_millis(pause));
        let removed = fs::remove_dir_all(folder.path("out"));
        let ended = started.within(PATIENCE);
        assert_eq!(ended.fault(), None, "{pause} ms");
        assert_ne!(ended.code(), 2, "{pause} ms: something was written: {}", ended.told);
        // A folder is removed file by file. While the program moves its files in, removing takes away what is there and
        // fails at what came after: what is left then is a part, and must not pass as a whole.
        if ended.code() == 0 && folder.path("out").exists() {
            let differs = differences(&right(&folder), &result(&folder.path("out")));
            match removed {
                Ok(()) => assert_eq!(differs, None, "{pause} ms"),
                Err(_) => assert_eq!(
                    verify(&folder, &folder.path("out"), &[]).code() == 0,
                    differs.is_none(),
                    "{pause} ms: {differs:?}"
                ),
            }
        }
        for name in ["out", "right"] {
            let _ = fs::remove_dir_all(folder.path(name));
        }
    }
}

/// What is put in its place, be it a link to the folder of somebody else, is not written to.
#[test]
fn work_does_not_move_to_what_is_put_in_place_of_its_folder() {
    let folder = ground();
    for pause in some(&[50, 0, 500, 200], 2) {
        for name in ["out", "elsewhere", "theirs"] {
            let _ = fs::remove_file(folder.path(name));
            let _ = fs::remove_dir_all(folder.path(name));
        }
        fs::create_dir_all(folder.path("theirs/plots")).expect("a folder");
        fs::write(folder.path("theirs/summary.csv"), "the user's own").expect("a file");
        let before = everything(&folder.path("theirs"));
        let started = at_work(&folder, "out");
        std::thread::sleep(Duration::from_millis(pause));
        fs::rename(folder.path("out"), folder.path("elsewhere")).expect("a renamed folder");
        symlink("theirs", folder.path("out")).expect("a link");
        let ended = started.within(PATIENCE);
        assert_eq!(ended.fault(), None, "{pause} ms");
        assert_eq!(differences(&before, &everything(&folder.path("theirs"))), None, "{pause} ms: {}", ended.told);
    }
}
