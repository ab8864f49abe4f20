//! What lies in a folder of results, with changes: journals, manifests, points, runs, tables. A command that reads it
//! refuses, or what it gives or keeps is right to the byte; and `verify` passes nothing that was changed.

use crate::manifest;
use crate::shared::ended::{Ended, PATIENCE, start};
use crate::shared::lot::{Lot, tries};
use crate::shared::result::{Files, copy, differences, everything, laid_down, result};
use crate::shared::studies::{Study, parts_of, write_inputs};
use crate::shared::{Folder, mutua};
use crate::{bytes, words};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What a small command may take at most.
const HANG: Duration = Duration::from_secs(2);

/// In what state a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Finished,
    Stopped,
    Part,
}

/// A folder whose files will be changed.
struct Victim {
    folder: String,
    state: State,
    study: Study,
    /// What is right in the end.
    right: Files,
}

struct Ground {
    folder: Folder,
    victims: Vec<Victim>,
}

impl Ground {
    fn lay() -> Self {
        let folder = Folder::new();
        write_inputs(&folder);
        let mut victims = Vec::new();
        for study in Study::all(1).into_iter().filter(Study::resumes) {
            let (name, whole, stopped) =
                (study.name, format!("whole-{}", study.name), format!("stopped-{}", study.name));
            let right = study.undisturbed(&folder, &whole);
            victims.push(Victim { folder: whole, state: State::Finished, study: study.clone(), right: right.clone() });
            if stop(&folder, &study, &stopped) {
                victims.push(Victim { folder: stopped, state: State::Stopped, study: study.clone(), right });
            }
            if ["run", "sweep", "sensitivity", "ablate", "decompose"].contains(&name) {
                victims.push(part(&folder, &study));
            }
        }
        Self { folder, victims }
    }
}

/// The first of two parts, which will be joined.
fn part(folder: &Folder, study: &Study) -> Victim {
    let [one, other] = parts_of(folder, study);
    let joined = format!("joined-{}", study.name);
    let study = Study { name: "merge", typed: vec!["merge".to_owned(), "changed".to_owned(), other] };
    let mut sound = study.clone();
    sound.typed[1].clone_from(&one);
    let right = sound.undisturbed(folder, &joined);
    Victim { folder: one, state: State::Part, study, right }
}

/// Leaves a study that was stopped with some runs done; false if it was too quick for that each time.
fn stop(folder: &Folder, study: &Study, out: &str) -> bool {
    let path = folder.path(out);
    for _ in 0..100 {
        let _ = fs::remove_dir_all(&path);
        let mut started = start(&mut mutua(folder, &study.arguments(out, &[])));
        while !is_begun(&path) && started.child.try_wait().expect("a child").is_none() {
            std::thread::sleep(Duration::from_micros(300));
        }
        if started.kill() && is_begun(&path) && !laid_down(&path).contains_key(Path::new("manifest.json")) {
            return true;
        }
    }
    println!("left out: {} is too quick to be stopped", study.name);
    false
}

/// Whether some runs are done.
fn is_begun(root: &Path) -> bool {
    let journals = ["journal.bin", "unfinished/journal.bin"].map(|name| root.join(name));
    journals.iter().any(|path| fs::metadata(path).is_ok_and(|found| found.len() > 300))
}

/// A file, and what was done to it.
#[derive(Debug)]
struct Change {
    file: PathBuf,
    after: Vec<u8>,
    /// Nobody can know of it without doing every run again.
    forged: bool,
    /// It says the same in other bytes, or something that only the one who wrote it knows.
    unseen: bool,
}

/// The names of files that a folder stands on are drawn more often.
const FIRST: [&str; 8] =
    ["manifest.json", "runs.bin", "journal.bin", "study.json", "points.csv", "design.txt", "scenario.toml", "list.csv"];

fn change(root: &Path, lot: &mut Lot) -> Change {
    let files = everything(root);
    let first = |path: &&PathBuf| FIRST.iter().any(|name| path.ends_with(name));
    let first: Vec<&PathBuf> = files.keys().filter(first).collect();
    let all: Vec<&PathBuf> = files.keys().filter(|path| !path.ends_with("lock")).collect();
    loop {
        let any = lot.once_in(5) || first.is_empty();
        let file = *lot.one_of(if any { &all } else { &first });
        let before = &files[file];
        let (mut forged, mut unseen) = (false, file.ends_with("timings.json"));
        let after = match (std::str::from_utf8(before), lot.below(4)) {
            (Ok(text), 0 | 1) if file.ends_with("manifest.json") => manifest::changed(text, lot).into_bytes(),
            (Ok(text), 0 | 1) => words::changed(text, lot).into_bytes(),
            (Err(_), 0) => bytes::crafted(before, lot),
            (Err(_), 1) => {
                forged = true;
                bytes::forged(before, lot)
            }
            _ => bytes::changed(before, lot),
        };
        let of_manifest = file.ends_with("manifest.json");
        unseen |= of_manifest && manifest::says_the_same(before, &after);
        // What a scenario is called is nobody's to check: a result may be kept under another name.
        forged |= of_manifest && manifest::names_another(before, &after);
        if after != *before {
            return Change { file: file.clone(), after, forged, unseen };
        }
    }
}

/// A change in a folder, and the command that is to cope with it.
struct Case<'a> {
    folder: &'a Folder,
    victim: &'a Victim,
    change: Change,
    arguments: Vec<String>,
}

impl<'a> Case<'a> {
    fn draw(ground: &'a Ground, lot: &mut Lot) -> Self {
        let (folder, victim) = (&ground.folder, lot.one_of(&ground.victims));
        let change = change(&folder.path(&victim.folder), lot);
        let verify = || vec!["verify".to_owned(), "changed".to_owned(), "--all".to_owned()];
        let typed =
            |out: &str, more: &[&str]| victim.study.arguments(out, more).into_iter().map(str::to_owned).collect();
        let arguments = match victim.state {
            State::Part => typed("joined", &[]),
            State::Finished if change.forged || lot.once_in(2) => verify(),
            State::Stopped if lot.once_in(6) => verify(),
            _ => typed("changed", &["--resume"]),
        };
        Self { folder, victim, change, arguments }
    }

    /// Makes the change, and gives the command a try.
    fn ended(&self) -> Ended {
        for name in ["changed", "joined"] {
            let _ = fs::remove_dir_all(self.folder.path(name));
        }
        copy(&self.folder.path(&self.victim.folder), &self.folder.path("changed"));
        fs::write(self.folder.path("changed").join(&self.change.file), &self.change.after).expect("a changed file");
        let arguments: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        start(&mut mutua(self.folder, &arguments)).within(PATIENCE)
    }

    fn fault(&self) -> Option<String> {
        let ended = self.ended();
        if let Some(fault) = ended.fault() {
            return Some(fault);
        }
        if ended.code() == 2
            && let Some(written) = self.written()
        {
            return Some(format!("refused ({}), but something was written: {written}", ended.told.trim()));
        }
        let fault = (ended.code() == 0).then(|| self.wrongly_done()).flatten();
        fault.or_else(|| (ended.took > HANG && self.ended().took > HANG).then(|| "hangs".to_owned()))
    }

    /// What a refusal has written.
    fn written(&self) -> Option<String> {
        let mut before = everything(&self.folder.path(&self.victim.folder));
        before.insert(self.change.file.clone(), self.change.after.clone());
        let mut after = everything(&self.folder.path("changed"));
        for files in [&mut before, &mut after] {
            files.remove(Path::new("lock"));
        }
        let joined = result(&self.folder.path("joined"));
        differences(&before, &after).or_else(|| differences(&Files::new(), &joined))
    }

    /// What is wrong where the command says that all is well.
    fn wrongly_done(&self) -> Option<String> {
        match (self.arguments[0].as_str(), self.victim.state) {
            ("verify", State::Finished) => (!self.change.unseen).then(|| "verify passes it".to_owned()),
            ("verify", _) => Some("verify passes what is not done".to_owned()),
            // Whoever forges a checksum too is found by doing the runs again.
            _ if self.change.forged => None,
            ("merge", _) => differences(&self.victim.right, &result(&self.folder.path("joined"))),
            _ => {
                let mut found = result(&self.folder.path("changed"));
                if self.change.unseen {
                    found.insert(self.change.file.clone(), self.victim.right.get(&self.change.file)?.clone());
                }
                differences(&self.victim.right, &found)
            }
        }
    }

    fn told(&self, fault: &str) -> String {
        let (file, state, name) = (self.change.file.display(), self.victim.state, &self.victim.folder);
        let path = std::env::temp_dir().join(format!("mutua-changed-{}", std::process::id()));
        let _ = fs::write(&path, &self.change.after);
        let forged = if self.change.forged { " (forged)" } else { "" };
        format!("{file}{forged} of {name} ({state:?}), mutua {}: {fault}", self.arguments.join(" "))
    }
}

#[test]
fn no_changed_file_gives_a_wrong_result() {
    let mut lot = Lot::of("files");
    let ground = Ground::lay();
    let (count, clock) = (tries("MUTUA_FILES", 60, 2000), Instant::now());
    let mut faults = Vec::new();
    for _ in 0..count {
        let case = Case::draw(&ground, &mut lot);
        if let Some(fault) = case.fault() {
            faults.push(case.told(&fault));
        }
    }
    println!("{count} changed files in {:.0} s, {} faults", clock.elapsed().as_secs_f64(), faults.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A list of points is read by `check` and, if it is short, by `sweep`, whose result verifies then.
#[test]
fn no_list_of_points_makes_a_command_panic_hang_or_fall_silent() {
    let mut lot = Lot::of("lists");
    let folder = Folder::new();
    write_inputs(&folder);
    let list = fs::read_to_string(folder.path("list.csv")).expect("a list");
    let count = tries("MUTUA_FILES", 60, 2000) / 2;
    let go = |arguments: &[&str], shown: &str| {
        let ended = start(&mut mutua(&folder, arguments)).within(PATIENCE);
        assert_eq!(ended.fault(), None, "mutua {arguments:?} with the list\n{shown}");
        ended.code()
    };
    let mut swept = 0;
    for _ in 0..count {
        let text = words::changed(&list, &mut lot);
        let bytes = if lot.once_in(4) { bytes::changed(text.as_bytes(), &mut lot) } else { text.into_bytes() };
        let shown: String = String::from_utf8_lossy(&bytes).chars().take(800).collect();
        fs::write(folder.path("list.csv"), &bytes).expect("a list");
        if go(&["check", "list.toml"], &shown) == 0 && bytes.len() < 300 {
            let code = go(&["sweep", "list.toml", "--out", "swept", "--force"], &shown);
            assert_eq!(code, 0, "check accepts it and sweep does not:\n{shown}");
            assert_eq!(go(&["verify", "swept"], &shown), 0, "{shown}");
            swept += 1;
        }
    }
    println!("{count} lists, {swept} of them swept");
}

/// A header whose checksum is right may promise any number of runs: nobody sets memory aside for them.
#[test]
fn no_header_is_believed_before_it_is_known_whose_it_is() {
    let folder = Folder::new();
    write_inputs(&folder);
    for name in ["run", "sweep", "sensitivity", "ablate", "decompose"] {
        let [one, other] = parts_of(&folder, &Study::named(name, 1));
        let part = folder.path(&one);
        let journal = everything(&part)
            .into_keys()
            .find(|path| ["journal.bin", "runs.bin"].iter().any(|name| path.ends_with(name)))
            .expect("a journal");
        let sound = fs::read(part.join(&journal)).expect("a readable journal");
        for runs in [0, 1, 1 << 32, 1 << 40, 1 << 60, u64::MAX / 8, u64::MAX - 1, u64::MAX] {
            fs::write(part.join(&journal), bytes::promising(&sound, runs)).expect("a written journal");
            let merge = ["merge", &one, &other, "--out", "joined"];
            let ended = start(&mut mutua(&folder, &merge)).within(PATIENCE);
            assert_eq!((ended.fault(), ended.code()), (None, 2), "{name}, {runs} runs: {}", ended.told);
            assert!(!folder.path("joined").exists(), "{name}, {runs} runs");
        }
    }
}
