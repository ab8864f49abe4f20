//! Memory is told, then taken: what `mutua check` says is what a run or a sweep takes, and what is admitted finishes.
//!
//! The configurations are drawn anew each time; a failure prints their seed, and `MUTUA_SEED` sets it.
#![cfg(target_os = "linux")]
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use shared::{Folder, mutua, told};
use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Output, Stdio};

/// Told and taken may lie so many MiB apart, or this share of what is taken.
const APART: f64 = 8.0;
const SHARE: f64 = 0.1;

/// A figure in MiB after `heading` in what `mutua check` says; of several the last, which is that of the design.
fn figure(report: &str, heading: &str) -> Option<f64> {
    let line = report.lines().rfind(|line| line.trim_start().starts_with(heading))?;
    let words: Vec<&str> = line.split_whitespace().collect();
    let unit = words.iter().position(|word| word.starts_with("MiB"))?;
    words.get(unit - 1)?.parse().ok()
}

fn check(folder: &Folder, arguments: &[&str]) -> String {
    let output = mutua(folder, &[&["check"], arguments].concat()).output().expect("the command starts");
    assert!(output.status.success(), "{}", told(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The most memory that a command took, in MiB, as the system tells while it goes on.
fn taken_memory(folder: &Folder, arguments: &[&str]) -> f64 {
    let mut child =
        mutua(folder, arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the command starts");
    let mut peak = 0.0;
    while child.try_wait().expect("a child").is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        if let Some(kibibytes) = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok()) {
            peak = kibibytes / 1024.0;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    assert!(child.wait().expect("a child").success());
    peak
}

/// Runs `command` on the scenario in `file`, and holds what it takes against what is told.
fn assert_told(folder: &Folder, command: &str, file: &str, threads: u32, why: &str) {
    let threads = threads.to_string();
    let report = check(folder, &[file, "--threads", &threads]);
    let told = figure(&report, "memory:").expect("a figure");
    let taken = taken_memory(folder, &[command, file, "--threads", &threads, "--out", "taken"]);
    let apart = (told - taken).abs();
    assert!(apart <= APART.max(SHARE * taken), "told {told} MiB, taken {taken:.1} MiB by {command}: {why}");
    let disk = figure(&report, "disk:").expect("a figure");
    let on_disk = size_of_folder(folder);
    assert!(on_disk <= disk, "told at most {disk} MiB of disk, taken {on_disk:.1} by {command}: {why}");
    fs::remove_dir_all(folder.path("taken")).expect("a folder to remove");
}

/// MiB in the folder of results.
fn size_of_folder(folder: &Folder) -> f64 {
    let files = shared::files(&folder.path("taken"));
    files.values().map(Vec::len).sum::<usize>() as f64 / f64::from(1 << 20)
}

/// Numbers drawn from a seed.
struct Lots(u64);

impl Lots {
    fn seeded() -> Self {
        let given = std::env::var("MUTUA_SEED").ok().and_then(|text| text.parse().ok());
        let clock = || std::time::UNIX_EPOCH.elapsed().map_or(1, |since| since.as_nanos() as u64);
        Self(given.unwrap_or_else(clock) | 1)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

/// A configuration that takes a moment: the scenario, and on how many threads.
fn drawn(lots: &mut Lots, most: u64) -> (String, u32) {
    loop {
        let regimes = lots.one_of(&[1, 2, 3, 5, 10, 20, 30]);
        let every = lots.one_of(&[1, 1, 4, 13]);
        let weeks = every * lots.one_of(&[2, 5, 20, 60, 200]);
        let burn_in = lots.one_of(&[0, 5, 20]);
        let replicates = lots.one_of(&[1, 2, 4, 8]);
        let people: u64 = lots.one_of(&[10, 50, 200, 1000, 5000, 20_000, 60_000, 150_000, 210_000]);
        let town = if people >= 200 && lots.below(4) == 0 { people / lots.one_of(&[2, 5, 10]) } else { 60_000_000 };
        let records = regimes * replicates * weeks / every;
        if people * (burn_in + weeks * (regimes + 1)) * replicates > most || records > most / 4000 {
            continue;
        }
        let twins = regimes > 1 && lots.below(2) == 0;
        let like = lots.one_of(&["mutual-self-help", "professional-centred", "case-centred"]);
        let mut text = format!(
            "people = {people}\nweeks = {weeks}\nburn_in_weeks = {burn_in}\nreplicates = {replicates}\n\
             record_every_weeks = {every}\npeople_per_town = {town}\nregimes = [{}]\n",
            if twins { "\"none\"" } else { "" }
        );
        for number in u64::from(twins)..regimes {
            let _ = write!(text, "[[regime]]\nname = \"r{number}\"\nlike = \"{like}\"\n");
        }
        return (text, lots.one_of(&[1, 2, 2, 4, 8]));
    }
}

#[test]
fn runs_take_what_is_told() {
    let (folder, mut lots) = (Folder::new(), Lots::seeded());
    let seed = lots.0;
    for number in 0..14 {
        let (text, threads) = drawn(&mut lots, 20_000_000);
        fs::write(folder.path("a.toml"), &text).expect("a scenario");
        let why = format!("MUTUA_SEED={seed}, number {number}, {threads} threads\n{text}");
        assert_told(&folder, "run", "a.toml", threads, &why);
    }
}

#[test]
fn sweeps_take_what_is_told() {
    let (folder, mut lots) = (Folder::new(), Lots::seeded());
    let seed = lots.0;
    for number in 0..4 {
        let (text, threads) = drawn(&mut lots, 400_000);
        let points = lots.one_of(&[2, 20, 60]);
        let design = format!(
            "[design]\nkind = \"latin-hypercube\"\npoints = {points}\n[[design.factor]]\nkey = \"stake_shared\"\n\
             low = 0.1\nhigh = 0.5\n"
        );
        fs::write(folder.path("a.toml"), text.clone() + &design).expect("a scenario");
        let why = format!("MUTUA_SEED={seed}, number {number}, {threads} threads\n{text}{design}");
        assert_told(&folder, "sweep", "a.toml", threads, &why);
    }
}

/// Every two regimes are compared: a hundred of them are 4,950 contrasts.
#[test]
fn many_regimes_are_told() {
    let folder = Folder::new();
    let mut text = "people = 10\nweeks = 20\nburn_in_weeks = 10\nreplicates = 2\nregimes = []\n".to_owned();
    for number in 0..100 {
        let _ = write!(text, "[[regime]]\nname = \"r{number}\"\nlike = \"mutual-self-help\"\n");
    }
    fs::write(folder.path("hundred.toml"), text).expect("a scenario");
    assert_told(&folder, "run", "hundred.toml", 2, "a hundred regimes");
}

#[test]
fn large_worlds_are_told() {
    let folder = Folder::new();
    for regime in [r#"regimes = ["none"]"#, r#"regimes = ["professional-centred"]"#] {
        let text = format!("people = 200000\nweeks = 40\nburn_in_weeks = 20\nreplicates = 1\n{regime}\n");
        fs::write(folder.path("large.toml"), &text).expect("a scenario");
        assert_told(&folder, "run", "large.toml", 2, &text);
    }
}

/// The command under `sh`, with at most so many KiB of address space.
fn within(folder: &Folder, kibibytes: u64, arguments: &str) -> Output {
    let line = format!("ulimit -v {kibibytes}; exec '{}' {arguments}", env!("CARGO_BIN_EXE_mutua"));
    Command::new("sh").args(["-c", &line]).current_dir(folder.path("")).output().expect("sh starts")
}

/// What the process may not take is not free, whatever the machine has.
#[test]
fn a_limit_of_the_process_is_a_limit_of_memory() {
    let folder = Folder::new();
    let arguments = "run three-regimes --set people=3000000 --set weeks=20 --replicates 1 --out a";
    let output = within(&folder, 600_000, arguments);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("MiB of address space (ulimit -v)"), "{}", told(&output));
    assert!(!folder.path("a").exists());
}

/// A little more address space than is told is enough, and a little less is refused before anything is written.
#[test]
fn what_is_admitted_finishes() {
    const ROOM: u64 = 8_000_000;
    let folder = Folder::new();
    for (what, threads) in [
        ("three-regimes --replicates 4 --set people=3000 --set weeks=60 --set burn_in_weeks=20", 1),
        ("three-regimes --replicates 4 --set people=3000 --set weeks=60 --set burn_in_weeks=20", 4),
        ("italy --replicates 1 --set people=40000 --set weeks=13 --set burn_in_weeks=4", 3),
    ] {
        let arguments = format!("{what} --threads {threads}");
        let output = within(&folder, ROOM, &format!("check {arguments}"));
        let report = String::from_utf8_lossy(&output.stdout).into_owned();
        let line = report.lines().find(|line| line.contains("address space:")).expect("a line about it");
        let figures: Vec<u64> =
            line.split(|c: char| !c.is_ascii_digit()).filter_map(|figure| figure.parse().ok()).collect();
        let [needed, free] = figures[..] else { panic!("{line}") };
        // What the program is itself before it begins.
        let own = ROOM - free * 1024;
        let enough = own + (needed + 4) * 1024;
        let output = within(&folder, enough, &format!("run {arguments} --out enough"));
        assert!(output.status.success(), "{arguments} within {enough} KiB: {}", told(&output));
        let output = within(&folder, own + (needed - 8) * 1024, &format!("run {arguments} --out less"));
        assert_eq!(output.status.code(), Some(2), "{arguments}: {}", told(&output));
        assert!(!folder.path("less").exists());
        fs::remove_dir_all(folder.path("enough")).expect("a folder to remove");
    }
}

/// A design is counted as the sweep that it is.
#[test]
fn check_counts_the_design() {
    let folder = Folder::new();
    let text = "people = 50\nweeks = 13\nburn_in_weeks = 0\nreplicates = 3\nregimes = [\"none\", \"mutual-self-help\"]\n\
                [design]\nkind = \"factorial\"\n[[design.factor]]\nkey = \"people\"\nvalues = [50, 100000]\n\
                [[design.factor]]\nkey = \"hope\"\n";
    fs::write(folder.path("a.toml"), text).expect("a scenario");
    let report = check(&folder, &["a.toml", "--threads", "1"]);
    assert!(report.contains("runs:             24 = 4 points x 2 regimes x 3 replicates"), "{report}");
    let memory = report.lines().filter(|line| line.trim_start().starts_with("memory:")).count();
    assert_eq!(memory, 2, "{report}");
    assert!(figure(&report, "memory:").expect("a figure") > 25.0, "its largest world has 100,000 people: {report}");
    let of_plain = check(&folder, &["three-regimes", "--threads", "1"]);
    assert!(!of_plain.contains("mutua sweep"), "{of_plain}");
}
