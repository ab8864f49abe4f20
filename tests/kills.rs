//! Kills at any instant: every kind of study, begun in every way, gives in the end the files that it gives in peace, and
//! at no instant are there files of two results in one folder.
//!
//! `MUTUA_LONG=1` makes 1,000 kills of it, `MUTUA_KILLS` any number, `MUTUA_SEED` others.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use shared::ended::{PATIENCE, start};
use shared::lot::{Lot, tries};
use shared::result::{Files, copy, differences, laid_down, mixed, result};
use shared::strace::{CHANGES, Calls, calls_made, is_there, mutua_with};
use shared::studies::{Study, parts, verify, write_inputs};
use shared::{Folder, mutua};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How a study is begun that will be killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Begin {
    /// With `--force`, where another study is done.
    Forced,
    /// In a folder that is not there.
    New,
    /// With `--resume`, after it was killed already.
    Resumed,
    /// With `--resume`, where it is done, and a file was lost since or not.
    Again,
}

/// Those that have most to lose come first.
const BEGINS: [Begin; 4] = [Begin::Forced, Begin::New, Begin::Resumed, Begin::Again];

/// When it is killed.
#[derive(Clone, Debug)]
enum Kill {
    /// After this time.
    After(Duration),
    /// So long after the first change among the files that are laid down.
    AfterChange(Duration),
    /// At this call of those of a name that change something on the disk.
    AtCall(String, usize),
}

/// A study, and what is known of it.
struct Known {
    study: Study,
    /// Its files.
    right: Files,
    /// How long it takes in seconds, begun in each way: measured in peace, then learnt from kills that came too late.
    seconds: [Cell<f64>; 4],
    /// The calls by which it changes something on the disk; none if nobody can tell.
    calls: Vec<Calls>,
}

/// All studies done once in peace, in the folder in which they will be killed.
struct Ground {
    folder: Folder,
    known: Vec<Known>,
    /// The story that is told again, of another world.
    other_story: Files,
}

impl Ground {
    fn lay() -> Self {
        let folder = Folder::new();
        write_inputs(&folder);
        parts(&folder, 1);
        let known = Study::all(1).into_iter().map(|study| Known::of(study, &folder)).collect();
        let other_story = Study::named("story", 2).undisturbed(&folder, "right-other-story");
        Self { folder, known, other_story }
    }

    /// The result over which a study is forced: the folder it lies in, and its files.
    fn before(&self, study: &Study, lot: &mut Lot) -> (String, &Files) {
        if study.name == "story" {
            return ("right-other-story".to_owned(), &self.other_story);
        }
        let others: Vec<&Known> =
            self.known.iter().filter(|known| known.study.name != study.name && known.study.name != "story").collect();
        let other = lot.one_of(&others);
        (format!("right-{}", other.study.name), &other.right)
    }
}

impl Known {
    fn of(study: Study, folder: &Folder) -> Self {
        let out = format!("right-{}", study.name);
        let clock = Instant::now();
        let right = study.undisturbed(folder, &out);
        let seconds = clock.elapsed().as_secs_f64();
        let calls = if is_there() { calls_made(folder, &study.arguments("counted", &[]), CHANGES) } else { Vec::new() };
        let _ = fs::remove_dir_all(folder.path("counted"));
        Self { study, right, seconds: std::array::from_fn(|_| Cell::new(seconds)), calls }
    }

    /// An instant over all of the time it takes, and as often while files are written, which is short.
    fn instant(&self, begin: Begin, lot: &mut Lot) -> Kill {
        let seconds = self.seconds[begin as usize].get();
        let at = |share: f64| Kill::After(Duration::from_secs_f64(seconds * share));
        match lot.below(4) {
            0 => at(lot.share()),
            1 => Kill::AfterChange(Duration::from_micros(lot.below(12_000) as u64)),
            2 if !self.calls.is_empty() => {
                let calls = lot.one_of(&self.calls);
                // Where results are replaced there are more.
                Kill::AtCall(calls.name.clone(), 1 + lot.below(calls.count + calls.count / 2))
            }
            _ => at(0.4 + lot.share() * 0.6),
        }
    }

    /// Kills it, begun so, at an instant drawn by lot; whether that was before its end.
    fn kill(&self, folder: &Folder, (begin, flag): (Begin, &[&str]), out: &str, lot: &mut Lot) -> (bool, Kill) {
        let kill = self.instant(begin, lot);
        let under_way = killed(folder, &self.study.arguments(out, flag), out, &kill);
        if matches!(kill, Kill::After(_)) {
            let seconds = &self.seconds[begin as usize];
            seconds.set(seconds.get() * if under_way { 1.02 } else { 0.92 });
        }
        (under_way, kill)
    }
}

/// Starts a study and kills it; whether that was before its end.
fn killed(folder: &Folder, arguments: &[&str], out: &str, kill: &Kill) -> bool {
    let path = folder.path(out);
    if let Kill::AtCall(name, nth) = kill {
        let mut traced = mutua_with(folder, arguments, name, &format!("signal=KILL:when={nth}"));
        return start(&mut traced).within(PATIENCE).status.code().is_none();
    }
    let before = laid_down_names(&path);
    let mut started = start(&mut mutua(folder, arguments));
    let clock = Instant::now();
    let mut due = match kill {
        Kill::After(pause) => Some(*pause),
        _ => None,
    };
    while due.is_none_or(|due| clock.elapsed() < due) && started.child.try_wait().expect("a child").is_none() {
        if let (None, Kill::AfterChange(pause)) = (due, kill)
            && laid_down_names(&path) != before
        {
            due = Some(clock.elapsed() + *pause);
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    started.kill()
}

/// The names of what is laid down, with the sizes: quick to look at.
fn laid_down_names(root: &std::path::Path) -> Vec<(PathBuf, u64)> {
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    let named = entries.map(|entry| (entry.path(), entry.metadata().map_or(0, |found| found.len())));
    let mut all: Vec<_> = named.filter(|(path, _)| !path.ends_with("lock") && !path.ends_with("unfinished")).collect();
    all.sort();
    all
}

/// One study in a folder of its own.
struct Case<'a> {
    ground: &'a Ground,
    known: &'a Known,
    begin: Begin,
    out: String,
}

impl Case<'_> {
    fn root(&self) -> PathBuf {
        self.ground.folder.path(&self.out)
    }

    /// Prepares what is there before, and gives it.
    fn prepare(&self, lot: &mut Lot) -> Files {
        let folder = &self.ground.folder;
        match self.begin {
            Begin::New => (),
            Begin::Resumed => {
                for _ in 0..1 + lot.below(3) {
                    self.kill(lot);
                }
            }
            Begin::Forced => copy(&folder.path(&self.ground.before(&self.known.study, lot).0), &self.root()),
            Begin::Again => {
                copy(&folder.path(&format!("right-{}", self.known.study.name)), &self.root());
                if !lot.once_in(4) {
                    let tables: Vec<&PathBuf> =
                        self.known.right.keys().filter(|path| path.extension().is_some_and(|e| e == "csv")).collect();
                    fs::remove_file(self.root().join(lot.one_of(&tables))).expect("a removed file");
                }
            }
        }
        laid_down(&self.root())
    }

    fn kill(&self, lot: &mut Lot) -> (bool, Kill) {
        let flag: &[&str] = match self.begin {
            Begin::New => &[],
            Begin::Forced => &["--force"],
            Begin::Resumed | Begin::Again => &["--resume"],
        };
        self.known.kill(&self.ground.folder, (self.begin, flag), &self.out, lot)
    }

    /// Whether it was killed before its end, or what is wrong.
    fn go(&self, lot: &mut Lot) -> Result<bool, String> {
        let old = self.prepare(lot);
        let (under_way, kill) = self.kill(lot);
        let of_kill = |what: String| format!("{kill:?}: {what}");
        self.stands(&old).map_err(of_kill)?;
        self.finish(&old).map_err(of_kill)?;
        Ok(under_way)
    }

    /// What is in the folder after the kill is of one result, and is what a manifest that is there says.
    fn stands(&self, old: &Files) -> Result<(), String> {
        let found = laid_down(&self.root());
        if let Some(fault) = mixed(old, &self.known.right, &found) {
            return Err(fault);
        }
        if self.begin != Begin::Again && found.contains_key(std::path::Path::new("manifest.json")) {
            let verified = verify(&self.ground.folder, &self.root(), &[]);
            if verified.code() != 0 {
                return Err(format!("a manifest is there, and verify says {}", verified.told));
            }
        }
        Ok(())
    }

    /// Goes on to the end, which gives what is right and nothing else.
    fn finish(&self, old: &Files) -> Result<(), String> {
        let (study, folder) = (&self.known.study, &self.ground.folder);
        let first: &[&str] = if study.resumes() { &["--resume"] } else { &[] };
        let mut ended = study.go(folder, &self.out, first);
        let may_be_refused = self.begin == Begin::Forced || !study.resumes();
        if ended.code() == 2 && may_be_refused {
            let found = laid_down(&self.root());
            if study.resumes()
                && let Some(differing) = differences(old, &found)
            {
                return Err(format!(
                    "the old result is not whole ({differing}), and the new one refused: {}",
                    ended.told
                ));
            }
            ended = study.go(folder, &self.out, &["--force"]);
        }
        if let Some(fault) = ended.fault() {
            return Err(fault);
        }
        if ended.code() != 0 {
            return Err(format!("it does not go on: {}", ended.told));
        }
        match differences(&self.known.right, &result(&self.root())) {
            Some(differing) => Err(format!("the result is not that of an undisturbed study: {differing}")),
            None => Ok(()),
        }
    }
}

/// How a study is begun in a round. What cannot be resumed has only two ways.
fn begin(study: &Study, round: usize) -> Begin {
    match BEGINS[round % BEGINS.len()] {
        Begin::Resumed if !study.resumes() => Begin::Forced,
        Begin::Again if !study.resumes() => Begin::New,
        begin => begin,
    }
}

/// What has been killed so far.
#[derive(Default)]
struct Tally {
    counts: BTreeMap<(&'static str, Begin), usize>,
    kills: usize,
    late: usize,
    faults: Vec<String>,
}

impl Tally {
    fn add(&mut self, case: &Case<'_>, went: Result<bool, String>) {
        if went == Ok(false) {
            self.late += 1;
            return;
        }
        self.kills += 1;
        *self.counts.entry((case.known.study.name, case.begin)).or_default() += 1;
        if let Err(fault) = went {
            self.faults.push(format!("{} {:?}, {fault}", case.known.study.name, case.begin));
        }
    }

    fn tell(&self) {
        for ((name, begin), count) in &self.counts {
            println!("{name:12} {:8} {count:5} kills", format!("{begin:?}"));
        }
        println!("{} kills, {} more came after the end; {} faults", self.kills, self.late, self.faults.len());
    }
}

#[test]
fn whatever_is_killed_gives_what_it_gives_in_peace() {
    let mut lot = Lot::of("kills");
    let wanted = tries("MUTUA_KILLS", 20, 1000);
    let ground = Ground::lay();
    let parts = ["part-1", "part-2"].map(|part| result(&ground.folder.path(part)));
    let mut tally = Tally::default();
    let all = (0..).flat_map(|round| ground.known.iter().map(move |known| (round, known)));
    for (number, (round, known)) in all.enumerate() {
        if tally.kills >= wanted {
            break;
        }
        let begin = begin(&known.study, round);
        let case = Case { ground: &ground, known, begin, out: format!("kill-{number}") };
        tally.add(&case, case.go(&mut lot));
        assert!(tally.late <= wanted + 20, "most kills come after the end");
        let _ = fs::remove_dir_all(case.root());
    }
    tally.tell();
    assert!(tally.faults.is_empty(), "{}", tally.faults.join("\n"));
    assert_eq!(parts, ["part-1", "part-2"].map(|part| result(&ground.folder.path(part))), "the parts are as they were");
}

/// The whole may go into the folder of a part, or may not: whatever happens, no runs are lost.
#[test]
fn no_part_is_lost_when_the_whole_goes_into_its_folder() {
    let mut lot = Lot::of("parts");
    let folder = Folder::new();
    write_inputs(&folder);
    parts(&folder, 1);
    copy(&folder.path("part-1"), &folder.path("kept"));
    let known = Known::of(Study::named("merge", 1), &folder);
    for _ in 0..tries("MUTUA_KILLS", 60, 1000) / 10 {
        fs::remove_dir_all(folder.path("part-1")).expect("a removed folder");
        copy(&folder.path("kept"), &folder.path("part-1"));
        let kill = known.kill(&folder, (Begin::Forced, &["--force"]), "part-1", &mut lot).1;
        let joined = known.study.go(&folder, "joined", &["--force"]);
        assert_eq!(joined.code(), 0, "{kill:?}: {}", joined.told);
        assert_eq!(differences(&known.right, &result(&folder.path("joined"))), None, "{kill:?}");
    }
}
