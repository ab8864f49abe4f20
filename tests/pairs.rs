//! Two that are started at the same instant in one folder: one goes on, the other is refused, and the folder holds the
//! result of the one, whole.
//!
//! `MUTUA_LONG=1` starts 500 pairs, `MUTUA_PAIRS` any number, `MUTUA_SEED` others.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use shared::ended::{Ended, PATIENCE, start};
use shared::lot::{Lot, tries};
use shared::result::{Files, copy, differences, result};
use shared::studies::{Study, parts, verify, write_inputs};
use shared::{Folder, mutua};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Barrier;
use std::time::{Duration, Instant};

/// One of a pair: the study, the flag with which it begins, and how long after the other.
struct One<'a> {
    study: &'a Study,
    flag: &'static [&'static str],
    pause: Duration,
}

/// What the two of a pair are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pair {
    NewNew,
    NewForced,
    ForcedForced,
    ResumedForced,
    ResumedResumed,
    MergeRun,
    MergeMerge,
}

const PAIRS: [Pair; 7] = [
    Pair::NewNew,
    Pair::NewForced,
    Pair::MergeRun,
    Pair::ResumedForced,
    Pair::MergeMerge,
    Pair::ResumedResumed,
    Pair::ForcedForced,
];

/// The names of two studies, and the flags with which they begin.
type Two = [(&'static str, &'static [&'static str]); 2];

const NEW: &[&str] = &[];
const FORCED: &[&str] = &["--force"];
const RESUMED: &[&str] = &["--resume"];

impl Pair {
    /// The names of the two studies and how they begin.
    fn two(self) -> Two {
        match self {
            Self::NewNew => [("run", NEW), ("other", NEW)],
            Self::NewForced => [("run", NEW), ("other", FORCED)],
            Self::ForcedForced => [("run", FORCED), ("other", FORCED)],
            Self::ResumedForced => [("run", RESUMED), ("other", FORCED)],
            Self::ResumedResumed => [("run", RESUMED), ("run", RESUMED)],
            Self::MergeRun => [("merge", NEW), ("other", NEW)],
            Self::MergeMerge => [("merge", NEW), ("merge", NEW)],
        }
    }
}

/// The studies, their files, and how long they take at least.
struct Ground {
    folder: Folder,
    studies: BTreeMap<&'static str, (Study, Files, Duration)>,
}

impl Ground {
    fn lay() -> Self {
        let folder = Folder::new();
        write_inputs(&folder);
        parts(&folder, 1);
        let asked = [("run", "run", 1), ("other", "run", 2), ("merge", "merge", 1)];
        let studies = asked.map(|(name, kind, seed)| {
            let study = Study::named(kind, seed);
            let right = study.undisturbed(&folder, &format!("right-{name}"));
            let again = (0..3).map(|again| study.go(&folder, &format!("right-{name}-{again}"), NEW).done().took);
            let fastest = again.min().expect("three times");
            (name, (study, right, fastest))
        });
        let ground = Self { folder, studies: studies.into() };
        ground.stop_one();
        ground
    }

    /// Leaves a run that was stopped on its way, to be resumed.
    fn stop_one(&self) {
        let (study, _, took) = &self.studies["run"];
        let path = self.folder.path("stopped");
        for tenth in (1..20).rev().cycle() {
            let _ = fs::remove_dir_all(&path);
            let started = start(&mut mutua(&self.folder, &study.arguments("stopped", NEW)));
            std::thread::sleep(*took * tenth / 20);
            let found = if started.kill() { result(&path) } else { Files::new() };
            if !found.is_empty() && !found.contains_key(Path::new("manifest.json")) {
                return;
            }
        }
    }

    /// Starts both, and gives how each ended and when.
    fn start(&self, pair: [One<'_>; 2], out: &str) -> [(Ended, Instant); 2] {
        let together = Barrier::new(2);
        std::thread::scope(|scope| {
            pair.map(|one| {
                let (together, folder) = (&together, &self.folder);
                scope.spawn(move || {
                    let mut command = mutua(folder, &one.study.arguments(out, one.flag));
                    together.wait();
                    std::thread::sleep(one.pause);
                    let ended = start(&mut command).within(PATIENCE);
                    (ended, Instant::now())
                })
            })
            .map(|thread| thread.join().expect("no thread failed"))
        })
    }

    /// What is wrong with a pair; who went on, if nothing is.
    fn go(&self, pair: Pair, out: &str, lot: &mut Lot) -> Result<&'static str, String> {
        if matches!(pair, Pair::ResumedForced | Pair::ResumedResumed) {
            copy(&self.folder.path("stopped"), &self.folder.path(out));
        }
        let (two, late) = (pair.two(), lot.below(2));
        let first = self.studies[two[1 - late].0].2;
        // Or while the first one comes to its end, which is the worst of all instants.
        let near_the_end = first.mul_f64(0.8 + 0.3 * lot.share());
        let pause = if lot.once_in(2) { near_the_end } else { Duration::from_micros(lot.below(4000) as u64) };
        let one = |which: usize| {
            let (name, flag) = two[which];
            One { study: &self.studies[name].0, flag, pause: if which == late { pause } else { Duration::ZERO } }
        };
        let ended = self.start([one(0), one(1)], out);
        let told = || format!("{pair:?}: {:?}", ended.each_ref().map(|(ended, _)| (ended.code(), &ended.told)));
        if let Some(fault) = ended.iter().find_map(|(ended, _)| ended.fault()) {
            return Err(format!("{}: {fault}", told()));
        }
        let winner = self.winner(two, &ended, pause < first / 2).ok_or_else(told)?;
        let found = result(&self.folder.path(out));
        if let Some(differing) = differences(&self.studies[winner].1, &found) {
            return Err(format!("{}: it is not the result of {winner}: {differing}", told()));
        }
        let verified = verify(&self.folder, Path::new(out), &["--all"]);
        if verified.code() != 0 {
            return Err(format!("{}: {}", told(), verified.told));
        }
        Ok(winner)
    }

    /// Whose result has to be there: that of the only one that went on. Where one replaces, or finds the same done, both
    /// may go on, one after the other: those that began `together` then end apart.
    fn winner(&self, two: Two, ended: &[(Ended, Instant); 2], together: bool) -> Option<&'static str> {
        let codes = ended.each_ref().map(|(ended, _)| ended.code());
        let last = usize::from(ended[1].1 > ended[0].1);
        let (name, flag) = two[last];
        match codes {
            [0, 2] => Some(two[0].0),
            [2, 0] => Some(two[1].0),
            [0, 0] if flag == RESUMED && two[0] == two[1] => Some(name),
            [0, 0] if flag == FORCED => {
                let apart = ended[last].1.duration_since(ended[1 - last].1);
                (!together || apart > self.studies[name].2 / 4).then_some(name)
            }
            _ => None,
        }
    }
}

#[test]
fn of_two_at_the_same_instant_one_goes_on() {
    let mut lot = Lot::of("pairs");
    let ground = Ground::lay();
    let count = tries("MUTUA_PAIRS", 14, 500);
    let (mut won, mut faults) = (BTreeMap::new(), Vec::new());
    for number in 0..count {
        let (pair, out) = (PAIRS[number % PAIRS.len()], format!("pair-{number}"));
        match ground.go(pair, &out, &mut lot) {
            Ok(winner) => *won.entry((pair, winner)).or_insert(0) += 1,
            Err(fault) => faults.push(fault),
        }
        let _ = fs::remove_dir_all(ground.folder.path(&out));
    }
    for ((pair, winner), count) in &won {
        println!("{:15} {winner:6} went on {count:4} times", format!("{pair:?}"));
    }
    println!("{count} pairs, {} with a fault", faults.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
