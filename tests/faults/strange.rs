//! Something that is no regular file under a name that a result needs, or as the folder itself.

use crate::shared::ended::{Ended, PATIENCE, start};
use crate::shared::lot::is_long;
use crate::shared::result::{Files, copy, differences, everything, result};
use crate::shared::studies::Study;
use crate::shared::{Folder, mutua};
use crate::{but_for_the_lock, ground};
use std::fs;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// When nobody waits any longer.
const SOON: Duration = Duration::from_secs(10);

/// What may lie there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thing {
    LinkToFile,
    LinkToFolder,
    LinkToNothing,
    FolderOfTheUser,
    Pipe,
}

const THINGS: [Thing; 5] =
    [Thing::LinkToFile, Thing::LinkToFolder, Thing::LinkToNothing, Thing::FolderOfTheUser, Thing::Pipe];

/// Names that results of a run need, or the work at it.
const NAMES: [&str; 9] = [
    "summary.csv",
    "manifest.json",
    "runs.bin",
    "scenario.toml",
    "timings.json",
    "plots",
    "plots/overview.svg",
    "unfinished",
    "lock",
];

impl Thing {
    /// Makes it, with what it leads to in `elsewhere`.
    fn make(self, at: &Path, elsewhere: &Path) {
        fs::create_dir_all(at.parent().expect("a folder around it")).expect("a folder");
        fs::create_dir_all(elsewhere.join("folder")).expect("a folder");
        fs::write(elsewhere.join("folder/own.svg"), "the user's own").expect("a file");
        fs::write(elsewhere.join("file"), "the user's own").expect("a file");
        match self {
            Self::LinkToFile => symlink(elsewhere.join("file"), at).expect("a link"),
            Self::LinkToFolder => symlink(elsewhere.join("folder"), at).expect("a link"),
            Self::LinkToNothing => symlink(elsewhere.join("nothing"), at).expect("a link"),
            Self::FolderOfTheUser => copy(&elsewhere.join("folder"), at),
            Self::Pipe => pipe(at),
        }
    }
}

fn pipe(at: &Path) {
    assert!(Command::new("mkfifo").arg(at).status().expect("mkfifo").success());
}

fn go(folder: &Folder, out: &str, flag: &[&str]) -> Ended {
    start(&mut mutua(folder, &Study::named("run", 1).arguments(out, flag))).within(PATIENCE)
}

/// All ways to begin, or another one in each turn where there is little time.
fn flags<'a>(all: &[&'a [&'a str]], turn: &mut usize) -> Vec<&'a [&'a str]> {
    *turn += 1;
    if is_long() { all.to_vec() } else { vec![all[*turn % all.len()]] }
}

/// What is wrong after a run into `out`, in which `thing` lies as `name`.
fn fault(folder: &Folder, name: &str, thing: Thing, flag: &[&str]) -> Option<String> {
    let (out, elsewhere) = (folder.path("out"), folder.path("elsewhere"));
    let (before, beyond) = (but_for_the_lock(&out), everything(&elsewhere));
    let started = start(&mut mutua(folder, &Study::named("run", 1).arguments("out", flag)));
    let Some(ended) = started.if_within(SOON) else { return Some("hangs".to_owned()) };
    if let Some(fault) = ended.fault() {
        return Some(fault);
    }
    if let Some(differing) = differences(&beyond, &everything(&elsewhere)) {
        return Some(format!("it left its folder: {differing}"));
    }
    let after = but_for_the_lock(&out);
    let is_below = |path: &Path| path.starts_with(name);
    let own =
        |files: &Files| files.iter().filter(|(path, _)| is_below(path)).map(|(p, b)| (p.clone(), b.clone())).collect();
    let (own_before, own_after): (Files, Files) = (own(&before), own(&after));
    // A folder may hold more than ours.
    let may_grow = thing == Thing::FolderOfTheUser && ["plots", "unfinished"].contains(&name);
    if own_before.iter().any(|(path, bytes)| own_after.get(path) != Some(bytes)) || !may_grow && own_before != own_after
    {
        return Some(format!("exit code {}, and what was there is another thing: {}", ended.code(), ended.told));
    }
    match (ended.code(), differences(&before, &after)) {
        (2, Some(written)) => Some(format!("refused, but something was written: {written}")),
        (0, Some(written)) if !may_grow && name != "lock" => Some(format!("it went on: {written}")),
        _ => None,
    }
}

#[test]
fn what_is_no_regular_file_is_neither_followed_nor_replaced() {
    let (mut faults, mut turn) = (Vec::new(), 0);
    for name in NAMES {
        for thing in THINGS {
            for flag in flags(&[&[], &["--force"], &["--resume"]], &mut turn) {
                let folder = ground();
                thing.make(&folder.path("out").join(name), &folder.path("elsewhere"));
                if let Some(fault) = fault(&folder, name, thing, flag) {
                    faults.push(format!("{name} is a {thing:?}, {flag:?}: {fault}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// As above, with a finished result around it that is to be replaced or made whole.
#[test]
fn a_finished_result_does_not_lead_out_of_its_folder() {
    let sound = ground();
    go(&sound, "sound", &[]).done();
    let (mut faults, mut turn) = (Vec::new(), 0);
    for name in NAMES.into_iter().filter(|name| *name != "unfinished") {
        for thing in THINGS {
            for flag in flags(&[&["--force"], &["--resume"]], &mut turn) {
                let folder = ground();
                let (out, at) = (folder.path("out"), folder.path("out").join(name));
                copy(&sound.path("sound"), &out);
                let _ = fs::remove_dir_all(&at);
                let _ = fs::remove_file(&at);
                thing.make(&at, &folder.path("elsewhere"));
                if let Some(fault) = fault(&folder, name, thing, flag) {
                    faults.push(format!("{name} is a {thing:?}, {flag:?}: {fault}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// `verify` and `merge` only read; they do not wait for what never comes, and do not pass what lies elsewhere.
#[test]
fn what_only_reads_does_not_hang_either() {
    let folder = ground();
    go(&folder, "sound", &[]).done();
    crate::shared::studies::parts(&folder, 1);
    for name in ["manifest.json", "runs.bin", "scenario.toml", "summary.csv"] {
        for thing in THINGS {
            let _ = fs::remove_dir_all(folder.path("out"));
            copy(&folder.path("sound"), &folder.path("out"));
            let at = folder.path("out").join(name);
            fs::remove_file(&at).expect("a removed file");
            thing.make(&at, &folder.path("elsewhere"));
            for arguments in [&["verify", "out"][..], &["merge", "out", "part-2", "--out", "joined", "--force"]] {
                let what = format!("{arguments:?}, {name} is a {thing:?}");
                let ended = start(&mut mutua(&folder, arguments)).if_within(SOON);
                let ended = ended.unwrap_or_else(|| panic!("{what}: hangs"));
                assert_eq!(ended.fault(), None, "{what}");
                let is_sound = thing == Thing::LinkToFile || arguments[0] == "merge";
                let may_be = is_sound && ["manifest.json", "summary.csv"].contains(&name);
                assert!(ended.code() != 0 || may_be, "{what}: {}", ended.printed);
            }
        }
    }
}

#[test]
fn a_folder_that_is_none_is_refused_and_left_alone() {
    let folder = ground();
    fs::write(folder.path("file"), "the user's own").expect("a file");
    symlink("nothing", folder.path("to-nothing")).expect("a link");
    symlink("file", folder.path("to-file")).expect("a link");
    symlink("loop", folder.path("loop")).expect("a link");
    pipe(&folder.path("pipe"));
    let before = everything(folder.0.path());
    for out in
        ["file", "file/below", "to-nothing", "to-file", "loop", "pipe", "/dev/null", "/dev/full", "/dev/null/x", ""]
    {
        for study in ["run", "sweep", "patterns", "story"].map(|name| Study::named(name, 1)) {
            let ended = study.go(&folder, out, &[]);
            assert_eq!(ended.fault(), None, "{} --out {out:?}", study.name);
            assert!(matches!(ended.code(), 1 | 2), "{} --out {out:?}: {}", study.name, ended.told);
            assert_eq!(differences(&before, &everything(folder.0.path())), None, "{} --out {out:?}", study.name);
        }
    }
    let is_device = |path: &str| fs::metadata(path).expect("a device").file_type().is_char_device();
    assert!(is_device("/dev/null") && is_device("/dev/full"));
}

/// A user may keep results on another disk.
#[test]
fn a_link_to_a_folder_stays_one() {
    let folder = ground();
    fs::create_dir(folder.path("behind")).expect("a folder");
    symlink("behind", folder.path("out")).expect("a link");
    go(&folder, "out", &[]).done();
    go(&folder, "out", &["--force"]).done();
    go(&folder, "out", &["--resume"]).done();
    assert!(folder.path("out").symlink_metadata().expect("a link").is_symlink());
    go(&folder, "plain", &[]).done();
    assert_eq!(result(&folder.path("behind")), result(&folder.path("plain")));
}
