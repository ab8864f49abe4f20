//! Scenarios with changes, through the library and through `mutua check`.

use crate::bytes;
use crate::shared::ended::start;
use crate::shared::lot::{Lot, tries};
use crate::shared::studies::TOWN;
use crate::shared::{Folder, mutua};
use crate::words;
use mutua::scenario::Scenario;
use std::fs;
use std::sync::mpsc;
use std::time::Duration;

/// What a command or a reading may take at most: `check` probes for two seconds where a town is large.
const HANG: Duration = Duration::from_secs(10);
/// When nobody waits any longer.
const NEVER: Duration = Duration::from_secs(30);

const ALL: &str = r#"
question = "What matters more?"
people = 60
people_per_town = 30
weeks = 40
burn_in_weeks = 20
seed = 5
replicates = 2
record_every_weeks = 13
regimes = ["none", "mutual-self-help", "guided"]

[parameters]
onset_per_week = 0.02
stake_shared = 0.2

[switches]
hope = false

[sources]
stake_shared = "a guess"

[[regime]]
name = "guided"
like = "professional-centred"
directiveness = 0.25

[design]
kind = "latin-hypercube"
points = 6

[[design.factor]]
key = "stake_shared"
low = 0.1
high = 0.3

[[design.factor]]
key = "regime.guided.directiveness"
values = [0.1, 0.5, 0.9]

[[design.factor]]
key = "hope"
"#;

/// Scenarios that are sound, or nearly: all that are shipped, one with everything, and small ones.
fn sound() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("scenarios").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut all: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).expect("a scenario")).collect();
    let resolved = Scenario::parse_as(TOWN, "town.toml", "town", &[]).expect("a scenario").to_toml();
    all.extend([ALL.to_owned(), TOWN.to_owned(), resolved, String::new()]);
    all
}

/// What is wrong with how a text is read: an end without a word, or a scenario that is not the one it says it is.
fn fault_in_reading(text: &str) -> Option<String> {
    match Scenario::parse_as(text, "town.toml", "town", &[]) {
        Err(problems) if problems.to_string().trim().is_empty() => Some("refused without a word".to_owned()),
        Err(_) => None,
        Ok(scenario) => match Scenario::parse_as(&scenario.to_toml(), "town.toml", &scenario.name, &[]) {
            // The points of a design may stand in a file.
            Err(problems) if problems.to_string().contains("design.file") => None,
            Err(problems) => Some(format!("accepted, but not what it is resolved to: {problems}")),
            Ok(again) if again.hash() != scenario.hash() => Some("resolved to another scenario".to_owned()),
            Ok(_) => None,
        },
    }
}

/// Reads a text on a thread of its own, and says what is wrong with how that went.
fn fault(text: &str) -> Option<String> {
    let (said, hear) = mpsc::channel();
    let read = text.to_owned();
    let reading = std::thread::spawn(move || said.send(fault_in_reading(&read)));
    match hear.recv_timeout(HANG) {
        Ok(fault) => fault,
        Err(mpsc::RecvTimeoutError::Timeout) => match hear.recv_timeout(NEVER) {
            // The machine may have been busy.
            Ok(_) => slow(text).then(|| "hangs".to_owned()),
            Err(_) => Some("hangs for good".to_owned()),
        },
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let reason = reading.join().expect_err("a panic");
            Some(format!("panicked: {:?}", reason.downcast_ref::<String>()))
        }
    }
}

/// Whether it takes too long at a second time as well.
fn slow(text: &str) -> bool {
    let clock = std::time::Instant::now();
    let _ = fault_in_reading(text);
    clock.elapsed() > HANG
}

#[test]
fn no_text_makes_the_library_panic_hang_or_fall_silent() {
    let mut lot = Lot::of("texts");
    let (sound, mut accepted) = (sound(), 0);
    let count = tries("MUTUA_TEXTS", 400, 20_000);
    for _ in 0..count {
        let text = words::changed(lot.one_of(&sound).as_str(), &mut lot);
        if let Some(fault) = fault(&text) {
            panic!("{fault}\n{}", kept(text.as_bytes()));
        }
        accepted += usize::from(Scenario::parse_as(&text, "town.toml", "town", &[]).is_ok());
    }
    println!("{count} texts, {accepted} of them accepted");
}

#[test]
fn no_file_makes_check_panic_hang_or_fall_silent() {
    let mut lot = Lot::of("check");
    let (sound, folder) = (sound(), Folder::new());
    let count = tries("MUTUA_TEXTS", 150, 20_000).div_ceil(5);
    for _ in 0..count {
        let text = words::changed(lot.one_of(&sound).as_str(), &mut lot);
        let bytes = if lot.once_in(3) { bytes::changed(text.as_bytes(), &mut lot) } else { text.into_bytes() };
        fs::write(folder.path("town.toml"), &bytes).expect("a file");
        if let Some(fault) = fault_in_check(&folder) {
            panic!("{fault}\n{}", kept(&bytes));
        }
    }
    println!("{count} files");
}

fn fault_in_check(folder: &Folder) -> Option<String> {
    let check = || start(&mut mutua(folder, &["check", "town.toml"])).within(NEVER);
    let ended = check();
    if !matches!(ended.code(), 0 | 2) {
        return Some(format!("exit code {}: {}", ended.code(), ended.told));
    }
    if ended.took > HANG && check().took > HANG {
        return Some("hangs".to_owned());
    }
    ended.fault()
}

/// The input that failed, in a file that stays.
fn kept(bytes: &[u8]) -> String {
    let path = std::env::temp_dir().join(format!("mutua-failed-{}.toml", std::process::id()));
    let _ = fs::write(&path, bytes);
    let start: String = String::from_utf8_lossy(bytes).chars().take(1500).collect();
    format!("in {}:\n{start}", path.display())
}
