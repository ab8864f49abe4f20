//! Too little of something: disk, open files, permission, somebody who listens.

use crate::shared::Folder;
use crate::shared::ended::{Ended, PATIENCE, ended, start};
use crate::shared::lot::some;
use crate::shared::mutua;
use crate::shared::result::{Files, differences, laid_down, mixed, result};
use crate::shared::studies::{Study, verify};
use crate::{but_for_the_lock, ground};
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A study under a limit of the shell.
fn limited(folder: &Folder, limit: &str, arguments: &[&str]) -> Ended {
    let plain = mutua(folder, arguments);
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{limit}; exec \"$0\" \"$@\"")]).arg(plain.get_program()).args(plain.get_args());
    ended(shell.current_dir(folder.0.path()))
}

/// What is short for a while costs no runs, leaves nothing, and never half a result.
fn goes_on_after(limits: &[String], kinds: &[&str]) {
    let folder = ground();
    for name in kinds {
        let study = Study::named(name, 1);
        let right = study.undisturbed(&folder, &format!("right-{name}"));
        let earlier = Study::named(name, 2).undisturbed(&folder, &format!("earlier-{name}"));
        for (number, limit) in limits.iter().enumerate() {
            let tried = Tried { folder: &folder, study: &study, earlier: &earlier, right: &right, limit };
            tried.anew(&format!("new-{name}-{number}"));
            let forced = format!("forced-{name}-{number}");
            Study::named(name, 2).go(&folder, &forced, &[]).done();
            tried.over_an_earlier_one(&forced);
        }
    }
}

struct Tried<'a> {
    folder: &'a Folder,
    study: &'a Study,
    earlier: &'a Files,
    right: &'a Files,
    limit: &'a str,
}

impl Tried<'_> {
    fn anew(&self, out: &str) {
        let short = limited(self.folder, self.limit, &self.study.arguments(out, &[]));
        assert_eq!(short.fault(), None, "{out}, {}", self.limit);
        let is_listed = laid_down(&self.folder.path(out)).keys().any(|path| path.ends_with("manifest.json"));
        assert!(short.code() == 0 || !is_listed, "{out}, {}: {}", self.limit, short.told);
        self.study.go(self.folder, out, &["--resume"]).done();
        let found = result(&self.folder.path(out));
        assert_eq!(differences(self.right, &found), None, "{out}, {}: {}", self.limit, short.told);
    }

    /// The earlier result stays whole, or the new one goes on.
    fn over_an_earlier_one(&self, out: &str) {
        let (path, what) = (self.folder.path(out), format!("{out}, {}", self.limit));
        let short = limited(self.folder, self.limit, &self.study.arguments(out, &["--force"]));
        assert_eq!(short.fault(), None, "{what}");
        let found = laid_down(&path);
        assert_eq!(mixed(self.earlier, self.right, &found), None, "{what}: {}", short.told);
        if found == *self.earlier {
            verify(self.folder, &path, &[]).done();
        }
        let resumed = self.study.go(self.folder, out, &["--resume"]);
        if resumed.code() == 2 {
            assert_eq!(differences(self.earlier, &found), None, "{what}: {}", resumed.told);
            self.study.go(self.folder, out, &["--force"]).done();
        }
        assert_eq!(differences(self.right, &result(&path)), None, "{what}: {}", short.told);
    }
}

#[test]
fn a_limit_to_the_size_of_files_costs_nothing_but_time() {
    let limits: Vec<String> =
        some(&[1, 0, 8, 3, 40, 16], 3).iter().map(|blocks| format!("ulimit -f {blocks}")).collect();
    goes_on_after(&limits, &some(&["run", "sensitivity", "patterns"], 3));
}

#[test]
fn a_limit_to_open_files_costs_nothing_but_time() {
    let limits: Vec<String> =
        some(&[6, 4, 8, 9, 10, 12, 16], 3).iter().map(|files| format!("ulimit -n {files}")).collect();
    goes_on_after(&limits, &some(&["country", "sensitivity"], 2));
}

/// A small disk of its own, given back at the end.
struct Disk(PathBuf);

impl Disk {
    fn of(folder: &Folder, kibibytes: usize) -> Option<Self> {
        let path = folder.path("disk");
        fs::create_dir_all(&path).expect("a folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={kibibytes}k"), "none"]).arg(&path).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(Self(path))
    }

    fn enlarge(&self) {
        let mut mount = Command::new("mount");
        assert!(mount.args(["-o", "remount,size=64m"]).arg(&self.0).status().expect("mount").success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_costs_nothing_but_time() {
    let folder = ground();
    let study = Study::named("run", 1);
    let right = study.undisturbed(&folder, "right");
    for kibibytes in some(&[12, 4, 24, 160, 48, 96, 240, 320], 3) {
        let Some(disk) = Disk::of(&folder, kibibytes) else {
            println!("left out: no disk can be mounted here");
            return;
        };
        let full = study.go(&folder, "disk/out", &[]);
        assert_eq!(full.fault(), None, "{kibibytes} KiB");
        let found = laid_down(&folder.path("disk/out"));
        let is_whole = differences(&right, &found).is_none();
        assert!(
            is_whole || !found.keys().any(|path| path.ends_with("manifest.json")),
            "{kibibytes} KiB: {}",
            full.told
        );
        disk.enlarge();
        study.go(&folder, "disk/out", &["--resume"]).done();
        assert_eq!(differences(&right, &result(&folder.path("disk/out"))), None, "{kibibytes} KiB: {}", full.told);
    }
}

/// The command as somebody to whom permissions apply; `None` where nobody can become another.
fn as_nobody(folder: &Folder, arguments: &[&str]) -> Option<Command> {
    // Nobody may have to reach the program and the folder.
    let program = folder.path("mutua");
    if !program.exists() {
        fs::copy(env!("CARGO_BIN_EXE_mutua"), &program).expect("a copy");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("permissions");
        fs::set_permissions(folder.0.path(), fs::Permissions::from_mode(0o755)).expect("permissions");
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program).current_dir(folder.0.path());
    let mut tried = Command::new("setpriv");
    tried.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program).arg("--version");
    let works = tried.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    command.args(arguments);
    works.then_some(command)
}

#[test]
fn a_folder_that_may_not_be_written_to_stays_as_it_is() {
    let folder = ground();
    Study::named("run", 1).go(&folder, "out", &[]).done();
    fs::create_dir(folder.path("empty")).expect("a folder");
    for name in ["out", "empty"] {
        fs::set_permissions(folder.path(name), fs::Permissions::from_mode(0o555)).expect("permissions");
    }
    let before = but_for_the_lock(folder.0.path());
    for (out, flag) in
        [("out", "--force"), ("out", "--resume"), ("empty", "--force"), ("empty", "--resume"), ("none", "--force")]
    {
        let typed = Study::named("run", 2);
        let Some(mut command) = as_nobody(&folder, &typed.arguments(out, &[flag])) else {
            println!("left out: nobody can become somebody else here");
            return;
        };
        let refused = ended(&mut command);
        assert_eq!(refused.fault(), None, "{out} {flag}");
        assert!(matches!(refused.code(), 1 | 2) && refused.told.contains(out), "{out} {flag}: {}", refused.told);
        let mut after = but_for_the_lock(folder.0.path());
        after.remove(std::path::Path::new("mutua"));
        assert_eq!(differences(&before, &after), None, "{out} {flag}");
    }
    let mut verify = as_nobody(&folder, &["verify", "out"]).expect("as before");
    assert_eq!(ended(&mut verify).code(), 0, "what only reads needs no permission to write");
}

#[test]
fn a_scenario_that_may_not_be_read_is_refused() {
    let folder = ground();
    fs::set_permissions(folder.path("town.toml"), fs::Permissions::from_mode(0o000)).expect("permissions");
    if let Some(mut command) = as_nobody(&folder, &["check", "town.toml"]) {
        assert!(ended(&mut command).refused().told.contains("permission"));
    }
}

/// Results are whole when nobody can hear of them.
#[test]
fn nobody_has_to_listen() {
    let folder = ground();
    for study in Study::all(1).into_iter().filter(|study| study.name != "merge") {
        let right = study.undisturbed(&folder, &format!("right-{}", study.name));
        for deaf in ["/dev/full", "closed"] {
            let out = format!("{}-{}", study.name, deaf.trim_start_matches("/dev/"));
            let mut command = mutua(&folder, &study.arguments(&out, &[]));
            let full = || Stdio::from(File::options().write(true).open("/dev/full").expect("a full device"));
            let code = if deaf == "closed" {
                let plain = command;
                let mut shell = Command::new("sh");
                shell.args(["-c", "exec \"$0\" \"$@\" >&- 2>&-"]).arg(plain.get_program()).args(plain.get_args());
                start(shell.current_dir(folder.0.path())).within(PATIENCE).code()
            } else {
                command.stdout(full()).stderr(full()).status().expect("an end").code().unwrap_or(-1)
            };
            assert!(matches!(code, 0 | 1), "{out}: exit code {code}");
            if differences(&right, &result(&folder.path(&out))).is_some() && study.resumes() {
                study.go(&folder, &out, &["--resume"]).done();
                assert_eq!(differences(&right, &result(&folder.path(&out))), None, "{out}");
            }
        }
    }
}
