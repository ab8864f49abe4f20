//! Any call of the system may fail, once or from then on.

use crate::ground;
use crate::shared::Folder;
use crate::shared::ended::{PATIENCE, start};
use crate::shared::lot::{Lot, tries};
use crate::shared::result::{Files, differences, laid_down, mixed, result};
use crate::shared::strace::{Calls, calls_made, is_there, mutua_with};
use crate::shared::studies::{Study, parts};
use std::collections::BTreeMap;
use std::fs;

/// Calls, and the errors with which they fail.
const CALLS: [(&str, &[&str]); 11] = [
    ("?open,openat", &["EACCES", "EMFILE", "ENOSPC", "EIO"]),
    ("write,pwrite64", &["ENOSPC", "EIO", "EDQUOT"]),
    ("fsync,fdatasync", &["EIO", "ENOSPC"]),
    ("?rename,renameat,renameat2", &["EACCES", "EIO", "ENOSPC"]),
    ("?unlink,unlinkat,?rmdir", &["EACCES", "EBUSY", "EIO"]),
    ("?mkdir,mkdirat", &["EACCES", "ENOSPC"]),
    ("read,pread64", &["EIO"]),
    ("ftruncate,lseek", &["EIO"]),
    ("flock", &["ENOLCK", "EINTR"]),
    ("getdents64", &["EIO", "EACCES"]),
    ("statx", &["EIO", "EACCES"]),
];

struct Tried<'a> {
    folder: &'a Folder,
    study: Study,
    old: Option<&'a Files>,
    right: &'a Files,
    out: String,
}

impl Tried<'_> {
    /// What is wrong after a call failed, and after the study was finished in peace.
    fn fault(&self, calls: &str, what: &str) -> Option<String> {
        let forced: &[&str] = if self.old.is_some() { &["--force"] } else { &[] };
        let mut traced = mutua_with(self.folder, &self.study.arguments(&self.out, forced), calls, what);
        let ended = start(&mut traced).within(PATIENCE);
        // The loader of the system reads too, and has its own words and codes.
        if ended.code() == 127 || ended.told.contains("error while loading shared libraries") {
            return None;
        }
        let root = self.folder.path(&self.out);
        let found = laid_down(&root);
        let (nothing, told) = (Files::new(), ended.told.trim().to_owned());
        // Where no write goes on, no word does.
        let silent = calls.contains("write") && what.ends_with('+') && ended.code() == 1;
        let fault = ended.fault().filter(|_| !silent);
        if let Some(fault) = fault.or_else(|| mixed(self.old.unwrap_or(&nothing), self.right, &found)) {
            return Some(format!("{fault} ({told})"));
        }
        if ended.code() == 0
            && let Some(differing) = differences(self.right, &result(&root))
        {
            return Some(format!("it says that all is well: {differing} ({told})"));
        }
        let resumed: &[&str] = if self.study.resumes() { &["--resume"] } else { &[] };
        let mut again = self.study.go(self.folder, &self.out, resumed);
        if again.code() == 2 && (self.old.is_some() || !self.study.resumes()) {
            let broken = self.old.filter(|_| self.study.resumes()).and_then(|old| differences(old, &found));
            if let Some(broken) = broken {
                return Some(format!(
                    "neither is the old result whole ({broken}) nor goes the new one on: {}",
                    again.told
                ));
            }
            again = self.study.go(self.folder, &self.out, &["--force"]);
        }
        if again.code() != 0 {
            return Some(format!("it does not go on: {} ({told})", again.told));
        }
        differences(self.right, &result(&root)).map(|differing| format!("not the right result: {differing} ({told})"))
    }
}

#[test]
fn any_call_of_the_system_may_fail() {
    if !is_there() {
        return;
    }
    let mut lot = Lot::of("calls");
    let folder = ground();
    parts(&folder, 1);
    let known: Vec<(Study, Files)> = Study::all(1)
        .into_iter()
        .map(|study| (study.clone(), study.undisturbed(&folder, &format!("right-{}", study.name))))
        .collect();
    let mut made = BTreeMap::new();
    let mut faults = Vec::new();
    let count = tries("MUTUA_FAULTS", 25, 1500);
    for number in 0..count {
        let (study, right) = &known[number % known.len()];
        let (set, errors) = *lot.one_of(&CALLS);
        let made = made.entry((study.name, set)).or_insert_with(|| {
            let made = calls_made(&folder, &study.arguments("counted", &[]), set);
            let _ = fs::remove_dir_all(folder.path("counted"));
            made
        });
        if made.is_empty() {
            continue;
        }
        let Calls { name: calls, count: reach } = lot.one_of(made).clone();
        let (at, error) = (1 + lot.below(reach + reach / 4), errors[lot.below(errors.len())]);
        let lasts = if lot.once_in(3) { "+" } else { "" };
        let others: Vec<&(Study, Files)> =
            known.iter().filter(|(other, _)| other.name != study.name && other.name != "story").collect();
        let (other, old) = *lot.one_of(&others);
        let out = format!("tried-{number}");
        let forced = lot.once_in(2) && study.name != "story";
        if forced {
            crate::shared::result::copy(&folder.path(&format!("right-{}", other.name)), &folder.path(&out));
        }
        let tried = Tried { folder: &folder, study: study.clone(), old: forced.then_some(old), right, out };
        let what = format!("error={error}:when={at}{lasts}");
        if let Some(fault) = tried.fault(&calls, &what) {
            let over = if forced { format!(" over {}", other.name) } else { String::new() };
            faults.push(format!("{}{over}, {calls} {what}: {fault}", study.name));
        }
        let _ = fs::remove_dir_all(folder.path(&tried.out));
    }
    println!("{count} calls failed, {} faults", faults.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
