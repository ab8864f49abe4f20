//! What the system does at a certain call of the program, where `strace` is there and may trace.

use super::{Folder, mutua};
use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// Calls that change what is on the disk. Those with `?` are not on every kind of machine.
pub const CHANGES: &str = "?rename,renameat,renameat2,?unlink,unlinkat,?mkdir,mkdirat,?rmdir,?link,linkat,?symlink,symlinkat,ftruncate,fsync,fdatasync,flock,write,pwrite64";

/// Whether it can be used; says so if not.
pub fn is_there() -> bool {
    static THERE: OnceLock<bool> = OnceLock::new();
    *THERE.get_or_init(|| {
        let mut tried = Command::new("strace");
        tried.args(["-qq", "-o", "/dev/null", "true"]).stdout(Stdio::null()).stderr(Stdio::null());
        let there = tried.status().is_ok_and(|status| status.success());
        if !there {
            println!("left out: strace is not there or may not trace, so nothing is done at a certain call");
        }
        there
    })
}

/// Calls of one name, which are counted each for itself.
#[derive(Clone, Debug)]
pub struct Calls {
    /// What they are called.
    pub name: String,
    /// How many there are when nothing happens to them.
    pub count: usize,
}

/// The command with `arguments`, to which `what` happens at such a call: `signal=KILL:when=3`, `error=EIO:when=7+`.
pub fn mutua_with(folder: &Folder, arguments: &[&str], call: &str, what: &str) -> Command {
    let traced = format!("trace={call}");
    let injected = format!("inject={call}:{what}");
    strace(folder, arguments, &["-o", "/dev/null", "-e", &traced, "-e", &injected])
}

/// Which of the calls in `set` the command makes, and how many of each.
pub fn calls_made(folder: &Folder, arguments: &[&str], set: &str) -> Vec<Calls> {
    let trace = folder.path("calls.txt");
    let (path, traced) = (trace.to_string_lossy(), format!("trace={set}"));
    super::ended::ended(&mut strace(folder, arguments, &["-e", "signal=none", "-o", &path, "-e", &traced])).done();
    let mut made = BTreeMap::new();
    for line in std::fs::read_to_string(&trace).expect("a trace").lines() {
        // The number of the thread stands before the call.
        let call = line.split_whitespace().nth(1).unwrap_or_default();
        if let Some((name, _)) = call.split_once('(') {
            *made.entry(name.to_owned()).or_insert(0) += 1;
        }
    }
    std::fs::remove_file(trace).expect("a removed trace");
    made.into_iter().map(|(name, count)| Calls { name, count }).collect()
}

fn strace(folder: &Folder, arguments: &[&str], how: &[&str]) -> Command {
    let plain = mutua(folder, arguments);
    let mut command = Command::new("strace");
    command.args(["-f", "-qq"]).args(how).arg(plain.get_program()).args(plain.get_args());
    command.current_dir(folder.0.path());
    command
}
