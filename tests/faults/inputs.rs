//! A command does not overwrite what it reads, and a page replaces nothing but a page.

use crate::shared::ended::{Ended, ended};
use crate::shared::result::{differences, everything, result};
use crate::shared::studies::{Study, TOWN, parts};
use crate::shared::{Folder, mutua};
use crate::{but_for_the_lock, ground};
use std::fs;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::Path;
use std::process::Command;

fn go(folder: &Folder, arguments: &[&str]) -> Ended {
    ended(&mut mutua(folder, arguments))
}

/// The scenario under each name that a result gives to a file of its own.
#[test]
fn a_scenario_is_not_overwritten_by_its_own_results() {
    for name in ["scenario.toml", "summary.csv", "manifest.json", "runs.bin", "plots/overview.svg", "unfinished"] {
        for flag in [&[][..], &["--force"], &["--resume"]] {
            let folder = ground();
            let path = folder.path("out").join(name);
            fs::create_dir_all(path.parent().expect("a folder around it")).expect("a folder");
            fs::write(&path, TOWN).expect("a scenario");
            let given = format!("out/{name}");
            let refused = go(&folder, &[&["run", &given, "--out", "out"], flag].concat());
            assert_eq!(fs::read_to_string(&path).ok().as_deref(), Some(TOWN), "{name} {flag:?}: {}", refused.told);
            assert_eq!(refused.code(), 2, "{name} {flag:?}: {}", refused.told);
            assert_eq!(refused.fault(), None);
        }
    }
}

/// The same where the way to it is another one: through a link, with dots, over a link to the folder.
#[test]
fn a_scenario_is_known_whatever_the_way_to_it() {
    let folder = ground();
    Study::named("run", 1).go(&folder, "out", &[]).done();
    symlink("out/scenario.toml", folder.path("linked.toml")).expect("a link");
    symlink("out", folder.path("linked")).expect("a link");
    let before = but_for_the_lock(&folder.path("out"));
    for (scenario, out) in [
        ("out/scenario.toml", "out"),
        ("./out/../out/scenario.toml", "out"),
        ("linked.toml", "out"),
        ("linked/scenario.toml", "out"),
        ("out/scenario.toml", "linked"),
        ("out/scenario.toml", "./out/plots/.."),
    ] {
        let refused = go(&folder, &["run", scenario, "--set", "seed=9", "--out", out, "--force"]);
        let differing = differences(&before, &but_for_the_lock(&folder.path("out")));
        assert_eq!(differing, None, "{scenario} --out {out}: {}", refused.told);
        assert_eq!(refused.code(), 2, "{scenario} --out {out}: {}", refused.told);
    }
}

/// A scenario that lies beside its results under a name of its own is the user's.
#[test]
fn a_scenario_may_lie_beside_its_results() {
    let folder = ground();
    fs::create_dir(folder.path("out")).expect("a folder");
    fs::write(folder.path("out/mine.toml"), TOWN).expect("a scenario");
    for flag in [&[][..], &["--force"], &["--resume"]] {
        go(&folder, &[&["run", "out/mine.toml", "--out", "out"], flag].concat()).done();
        assert_eq!(fs::read_to_string(folder.path("out/mine.toml")).expect("the scenario"), TOWN);
    }
}

#[test]
fn a_list_of_points_is_not_overwritten_by_its_own_results() {
    let list = "stake_shared\n0.1\n0.2\n";
    for name in ["points.csv", "responses.csv", "manifest.json", "list.csv"] {
        let folder = ground();
        fs::create_dir(folder.path("out")).expect("a folder");
        fs::write(folder.path("out").join(name), list).expect("a list");
        let design = format!("{TOWN}\n[design]\nkind = \"points\"\nfile = \"out/{name}\"\n");
        fs::write(folder.path("design.toml"), design).expect("a scenario");
        let ended = go(&folder, &["sweep", "design.toml", "--out", "out", "--force"]);
        let found = fs::read_to_string(folder.path("out").join(name)).ok();
        assert_eq!(found.as_deref(), Some(list), "{name}: exit code {}: {}", ended.code(), ended.told);
        assert_eq!(ended.fault(), None, "{name}");
        assert!(ended.code() == 2 || name == "list.csv", "{name}: {}", ended.told);
    }
}

/// The whole may be refused in the folder of a part, or it is right there.
#[test]
fn parts_are_not_overwritten_before_they_are_joined() {
    let folder = ground();
    parts(&folder, 1);
    let right = Study::named("merge", 1).undisturbed(&folder, "joined");
    for out in ["part-1", "part-2", "./part-1", "part-1/plots"] {
        let before = ["part-1", "part-2"].map(|part| but_for_the_lock(&folder.path(part)));
        let ended = Study::named("merge", 1).go(&folder, out, &["--force"]);
        assert_eq!(ended.fault(), None, "{out}");
        let after = ["part-1", "part-2"].map(|part| but_for_the_lock(&folder.path(part)));
        match ended.code() {
            0 => assert_eq!(differences(&right, &result(&folder.path(out))), None, "{out}"),
            _ => assert_eq!(before, after, "{out}: {}", ended.told),
        }
        for part in ["part-1", "part-2"] {
            fs::remove_dir_all(folder.path(part)).expect("a removed folder");
        }
        parts(&folder, 1);
    }
}

const FEW: [&str; 11] = [
    "patterns",
    "--only",
    "P4",
    "--replicates",
    "1",
    "--set",
    "people=60",
    "--set",
    "weeks=20",
    "--set",
    "burn_in_weeks=20",
];

fn page(folder: &Folder, page: &str, more: &[&str]) -> Ended {
    go(folder, &[&FEW[..], &["--out", "patterns", "--page", page], more].concat())
}

/// A device of our own: nobody should try this with the real one.
fn device(at: &Path) -> bool {
    Command::new("mknod").arg(at).args(["c", "1", "3"]).status().is_ok_and(|status| status.success())
}

#[test]
fn a_page_is_not_written_over_what_is_no_file() {
    let folder = ground();
    fs::create_dir(folder.path("docs")).expect("a folder");
    fs::write(folder.path("target.md"), "the user's own").expect("a file");
    symlink("target.md", folder.path("linked.md")).expect("a link");
    symlink("nothing.md", folder.path("to-nothing.md")).expect("a link");
    assert!(Command::new("mkfifo").arg(folder.path("pipe.md")).status().expect("mkfifo").success());
    let mut pages = vec!["docs", "docs/", "linked.md", "to-nothing.md", "pipe.md", "docs/none/page.md"];
    if device(&folder.path("null")) {
        pages.push("null");
    } else {
        println!("left out: no device can be made here");
    }
    let before = everything(folder.0.path());
    for name in pages {
        let refused = page(&folder, name, &[]);
        assert_eq!(differences(&before, &everything(folder.0.path())), None, "--page {name}: {}", refused.told);
        assert_eq!((refused.code(), refused.fault()), (2, None), "--page {name}: {}", refused.told);
    }
    let null = folder.path("null").symlink_metadata();
    assert!(null.is_err() || null.is_ok_and(|found| found.file_type().is_char_device()));
}

/// A page does not take the place of a file of the result that it explains.
#[test]
fn a_page_is_not_a_file_of_the_result() {
    let folder = ground();
    go(&folder, &[&FEW[..], &["--out", "patterns"]].concat()).done();
    let before = result(&folder.path("patterns"));
    for name in ["patterns.csv", "patterns.md", "manifest.json", "runs.bin"] {
        for way in ["patterns", "./patterns/../patterns"] {
            let ended = page(&folder, &format!("{way}/{name}"), &["--force"]);
            assert_eq!((ended.code(), ended.fault()), (2, None), "{name}: {}", ended.told);
            assert_eq!(differences(&before, &result(&folder.path("patterns"))), None, "{name}: {}", ended.told);
        }
    }
}

#[test]
fn a_page_goes_where_it_is_asked_for() {
    let folder = ground();
    page(&folder, "page.md", &[]).done();
    page(&folder, "patterns/page.md", &["--force"]).done();
    let [one, other] =
        ["page.md", "patterns/page.md"].map(|name| fs::read_to_string(folder.path(name)).expect("a page"));
    assert!(one == other && one.starts_with('#'));
}
