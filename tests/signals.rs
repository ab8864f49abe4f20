//! Signals from outside: what was ignored when the program began stays ignored, what was not stops it in good order.
#![cfg(target_os = "linux")]
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use shared::{Folder, files, mutua, told};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// A study of many short runs, in the folder `name`.
fn many(name: &str) -> Vec<&str> {
    let sets = ["--set", "people=300", "--set", "burn_in_weeks=20", "--set", "weeks=100"];
    let mut arguments = vec!["run", "three-regimes", "--threads", "1", "--replicates", "150", "--out", name];
    arguments.extend(sets);
    arguments
}

/// The command from a shell that first does `before`, such as ignoring a signal.
fn after(before: &str, folder: &Folder, arguments: &[&str]) -> Child {
    let line = format!("{before}; exec \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell.args(["-c", &line, env!("CARGO_BIN_EXE_mutua")]).args(arguments).current_dir(folder.path(""));
    shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a shell")
}

/// Waits until some runs are done, but not all.
fn under_way(child: &mut Child, folder: &Folder, name: &str) {
    let journal = folder.path(name).join("unfinished/journal.bin");
    while fs::metadata(&journal).map_or(0, |file| file.len()) < 2000 {
        assert!(child.try_wait().expect("a child").is_none(), "it ended too early");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn send(signal: &str, child: &mut Child) {
    assert!(child.try_wait().expect("a child").is_none(), "it ended too early");
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill starts").success());
}

fn ended(child: Child) -> Output {
    child.wait_with_output().expect("it ends")
}

/// A study begun by a shell that does `before`, and sent a signal on the way.
fn signalled(folder: &Folder, before: &str, signals: &[&str]) -> Output {
    let mut child = after(before, folder, &many("a"));
    under_way(&mut child, folder, "a");
    signals.iter().for_each(|signal| send(signal, &mut child));
    ended(child)
}

fn manifest(folder: &Folder) -> String {
    fs::read_to_string(folder.path("a/manifest.json")).expect("a manifest")
}

#[test]
fn what_was_ignored_at_the_start_stays_ignored() {
    for signal in ["HUP", "INT", "TERM"] {
        let folder = Folder::new();
        let output = signalled(&folder, &format!("trap '' {signal}"), &[&format!("-{signal}")]);
        assert_eq!(output.status.code(), Some(0), "{signal}: {}", told(&output));
        assert!(told(&output).is_empty(), "{}", told(&output));
        assert!(manifest(&folder).contains("\"interrupted\": false"), "{signal}");
    }
}

#[test]
fn nohup_and_a_shell_that_runs_it_aside_are_respected() {
    let folder = Folder::new();
    let program = env!("CARGO_BIN_EXE_mutua");
    // A shell without job control lets what it runs aside ignore Ctrl-C.
    let line = format!("nohup {program} {} & echo $!; wait $!", many("a").join(" "));
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).current_dir(folder.path("")).stdin(Stdio::null()).stderr(Stdio::null());
    let mut child = shell.stdout(Stdio::piped()).spawn().expect("a shell");
    under_way(&mut child, &folder, "a");
    let tasks = fs::read_to_string(format!("/proc/{0}/task/{0}/children", child.id())).expect("its children");
    let id = tasks.trim().to_owned();
    for signal in ["-HUP", "-INT"] {
        assert!(Command::new("kill").args([signal, &id]).status().expect("kill starts").success());
    }
    assert_eq!(ended(child).status.code(), Some(0));
    assert!(manifest(&folder).contains("\"interrupted\": false"));
}

#[test]
fn what_was_not_ignored_stops_in_good_order_and_can_be_resumed() {
    let whole = Folder::new();
    assert!(mutua(&whole, &many("a")).output().expect("the command starts").status.success());
    for signal in ["-HUP", "-INT", "-TERM"] {
        let folder = Folder::new();
        let output = signalled(&folder, ":", &[signal]);
        assert_eq!(output.status.code(), Some(130), "{signal}: {}", told(&output));
        assert!(told(&output).contains("--resume continues with them"), "{signal}: {}", told(&output));
        assert!(manifest(&folder).contains("\"interrupted\": true"), "{signal}");
        let output = mutua(&folder, &[&many("a")[..], &["--resume"]].concat()).output().expect("the command starts");
        assert!(output.status.success(), "{}", told(&output));
        let tables = |folder: &Folder| {
            let mut tables = files(&folder.path("a"));
            tables.retain(|file, _| file != Path::new("timings.json"));
            tables
        };
        assert!(tables(&folder) == tables(&whole), "{signal}");
    }
}

/// `timeout` sends a signal to the program and then to its group, a shell and the system each a hang-up of their own.
#[test]
fn a_signal_that_is_sent_twice_at_once_asks_once() {
    for signal in ["-TERM", "-HUP"] {
        let folder = Folder::new();
        let mut child = after(":", &folder, &many("a"));
        under_way(&mut child, &folder, "a");
        let twice = format!("kill {signal} {0}; kill {signal} {0}; kill {signal} {0}", child.id());
        let _ = Command::new("sh").args(["-c", &twice]).stderr(Stdio::null()).status().expect("a shell");
        let output = ended(child);
        assert_eq!(output.status.code(), Some(130), "{}", told(&output));
        assert!(manifest(&folder).contains("\"interrupted\": true"), "{signal}");
    }
}

/// Worlds that are long, and small enough that the first Ctrl-C lets them come to their end: no test would wait for it.
fn long(name: &str) -> Vec<&str> {
    let sets = ["--set", "people=50000", "--set", "burn_in_weeks=0", "--set", "weeks=5200"];
    let mut arguments = vec!["run", "three-regimes", "--replicates", "1", "--out", name];
    arguments.extend(sets);
    arguments
}

/// Waits until a file holds a text.
fn holds(child: &mut Child, path: &Path, text: &str) {
    while !fs::read_to_string(path).unwrap_or_default().contains(text) {
        assert!(child.try_wait().expect("a child").is_none(), "it ended too early");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Waits until a world is under way, as far as can be seen from outside: what comes before it takes no such time of processors.
fn at_work(child: &mut Child, folder: &Folder, name: &str) {
    holds(child, &folder.path(name).join("unfinished/scenario.toml"), "weeks");
    let used = |id: u32| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let ticks = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(11)?.parse::<u64>().ok());
        ticks.unwrap_or(0)
    };
    // In hundredths of a second.
    while used(child.id()) < 200 {
        assert!(child.try_wait().expect("a child").is_none(), "it ended too early");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_second_ctrl_c_ends_at_once() {
    let folder = Folder::new();
    let mut child = after("exec 2> told", &folder, &long("a"));
    at_work(&mut child, &folder, "a");
    send("-INT", &mut child);
    holds(&mut child, &folder.path("told"), "Ctrl-C again stops now");
    send("-INT", &mut child);
    assert_eq!(ended(child).status.code(), Some(130));
    assert!(!folder.path("a/manifest.json").exists());
}

/// The first one cannot be told where nobody reads and nothing more fits; the second must still be heard.
#[test]
fn a_second_ctrl_c_ends_at_once_though_the_first_cannot_be_told() {
    let folder = Folder::new();
    // A pipe that is full and read by nobody: what writes to it waits.
    let line =
        "mkfifo full; exec 3<> full; { while :; do printf %4096s x; done > full & }; filler=$!; sleep 1; exec 2> full";
    let mut child = after(line, &folder, &long("a"));
    at_work(&mut child, &folder, "a");
    let tasks = format!("/proc/{0}/task/{0}/children", child.id());
    let filler = fs::read_to_string(tasks).expect("its children");
    send("-INT", &mut child);
    std::thread::sleep(Duration::from_millis(300));
    send("-INT", &mut child);
    let code = (0..3000).find_map(|_| {
        std::thread::sleep(Duration::from_millis(10));
        child.try_wait().expect("a child")
    });
    let _ = child.kill();
    let _ = Command::new("kill").args(filler.split_whitespace()).status();
    assert_eq!(code.and_then(|status| status.code()), Some(130), "it hangs");
}

#[test]
fn a_hang_up_stops_in_good_order_though_nobody_hears_it() {
    let folder = Folder::new();
    let output = signalled(&folder, "exec 2>&- 1>&-", &["-HUP"]);
    assert_eq!(output.status.code(), Some(130));
    assert!(manifest(&folder).contains("\"interrupted\": true"));
}

#[test]
fn what_leaves_nothing_half_done_ends_by_the_signal_itself() {
    use std::os::unix::process::ExitStatusExt;
    let folder = Folder::new();
    let arguments = ["story", "three-regimes", "--regime", "mutual-self-help", "--set", "people=100000"];
    for (signal, number) in [("-INT", 2), ("-TERM", 15), ("-HUP", 1)] {
        let mut child = after(":", &folder, &arguments);
        std::thread::sleep(Duration::from_millis(500));
        send(signal, &mut child);
        assert_eq!(ended(child).status.signal(), Some(number));
    }
}

#[test]
fn it_can_be_held_and_goes_on() {
    let folder = Folder::new();
    let mut child = after(":", &folder, &many("a"));
    under_way(&mut child, &folder, "a");
    send("-STOP", &mut child);
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    holds(&mut child, &status, "T (stopped)");
    send("-CONT", &mut child);
    let output = ended(child);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(manifest(&folder).contains("\"interrupted\": false"));
}
