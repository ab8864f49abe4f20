//! A country of several towns: what its towns add up to, whatever the threads; and what the commands say of it.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use mutua::ensemble::archive::Archive;
use mutua::ensemble::execute::Work;
use mutua::ensemble::observer::Watch;
use mutua::ensemble::shard::Shard;
use mutua::files;
use mutua::model::indicator::{EVERYONE, Indicator};
use mutua::record::RunRecord;
use mutua::record::bytes::encode;
use mutua::record::plan::Plan;
use mutua::record::twins::Group;
use mutua::scenario::Scenario;
use shared::{Folder, files, mutua, told};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

const COUNTRY: &str = "
    people = 1003
    people_per_town = 150
    weeks = 140
    burn_in_weeks = 30
    replicates = 2
    regimes = [\"none\", \"mutual-self-help\", \"professional-centred\"]
    [parameters]
    onset_per_week = 0.01
    people_per_neighbourhood = 50
";

fn country() -> Scenario {
    Scenario::parse_as(COUNTRY, "country.toml", "country", &[]).expect("a valid scenario")
}

/// Every run of a scenario, in the order of the plan.
fn runs(scenario: &Scenario, threads: usize) -> Vec<RunRecord> {
    let kept = Mutex::new(Vec::new());
    let scenarios = [scenario.clone()];
    let keep = |index, run: mutua::record::Run| {
        kept.lock().expect("no thread failed").push((index, run.expect("a sound run")));
    };
    let work = Work {
        scenarios: &scenarios,
        plan: Plan::of(scenario),
        shard: Shard::WHOLE,
        done: |_| false,
        keep,
        kept_districts: None,
    };
    work.execute(threads, &()).expect("threads");
    let mut runs = kept.into_inner().expect("no thread failed");
    runs.sort_by_key(|(index, _)| *index);
    runs.into_iter().map(|(_, run)| run).collect()
}

/// Indicators are means: those of the country are those of its towns, weighted; books and twins are sums.
#[test]
fn a_country_is_its_towns() {
    let country = country();
    assert_eq!(country.towns(), 7);
    let whole = runs(&country, 2);
    assert_eq!(whole.len(), 6);
    let towns: Vec<Vec<RunRecord>> = (0..7).map(|town| runs(&country.town(town), 2)).collect();
    let mut with_twins = 0;
    for (run, record) in whole.iter().enumerate() {
        let of_towns = || towns.iter().map(|town| &town[run]);
        assert!(of_towns().all(|town| (town.regime, town.replicate) == (record.regime, record.replicate)));
        for (at, snapshot) in record.snapshots.iter().enumerate() {
            let rows = || of_towns().map(|town| &town.snapshots[at].rows[EVERYONE]);
            let row = &snapshot.rows[EVERYONE];
            assert!(of_towns().all(|town| town.snapshots[at].week == snapshot.week));
            assert_eq!(row.count, 1003);
            for indicator in [
                Indicator::General,
                Indicator::Burden,
                Indicator::Bridging,
                Indicator::Networks,
                Indicator::WorkerHours,
            ] {
                let sum: f64 = rows().map(|row| f64::from(row.count) * row.values[indicator as usize]).sum();
                let (mean, shown) = (sum / 1003.0, row.values[indicator as usize]);
                assert!((mean - shown).abs() <= 1e-12 * mean.abs().max(1.0), "{indicator:?}: {mean} {shown}");
            }
        }
        let requests: i64 = of_towns().map(|town| town.ledger.requests).sum();
        let opening: i64 = of_towns().map(|town| town.ledger.stocks[0].opening).sum();
        assert_eq!((record.ledger.requests, record.ledger.stocks[0].opening), (requests, opening));
        let Some(twins) = &record.twins else { continue };
        with_twins += 1;
        let last = twins.same_luck.last().expect("a week of twins");
        let of_towns = of_towns().filter_map(|town| town.twins.as_ref()?.same_luck.last());
        let people: f64 = of_towns.map(|week| week.people(Group::Troubled)).sum();
        assert!(people > 100.0 && (last.people(Group::Troubled) - people).abs() < 0.5);
    }
    assert_eq!(with_twins, 4, "all but the worlds without help");
    let entered = whole.iter().map(|run| run.ledger.entries).max();
    assert!(entered > Some(50), "{entered:?}");
}

/// Every byte of every run: a value that is not defined is no number, and equals nothing.
fn bytes(runs: Vec<RunRecord>) -> Vec<Vec<u8>> {
    runs.into_iter().map(|run| encode(&Ok(run))).collect()
}

#[test]
fn threads_and_other_towns_change_nothing() {
    let country = country();
    let one = runs(&country, 1);
    for threads in [2, 7] {
        assert!(bytes(runs(&country, threads)) == bytes(one.clone()), "{threads} threads");
    }
    // Another cut is another country.
    let other = Scenario { people_per_town: 200, ..country };
    let hashes = |runs: &[RunRecord]| runs.iter().map(|run| run.state_hash).collect::<Vec<_>>();
    let (other, one) = (hashes(&runs(&other, 2)), hashes(&one));
    assert!(other.iter().zip(&one).all(|(other, one)| other != one));
}

/// The settings of a small country on the command line.
const SMALL: [&str; 8] =
    ["--set", "people=600", "--set", "people_per_town=150", "--set", "weeks=60", "--set", "burn_in_weeks=20"];

fn succeeds(folder: &Folder, arguments: &[&str]) -> String {
    let output = mutua(folder, &[arguments, &SMALL].concat()).output().expect("the command starts");
    assert!(output.status.success(), "{arguments:?}: {}", told(&output));
    String::from_utf8_lossy(&output.stdout).into_owned() + &told(&output)
}

#[test]
fn commands_know_towns() {
    let folder = Folder::new();
    let checked = succeeds(&folder, &["check", "three-regimes"]);
    assert!(checked.contains("4 of at most 150 people"), "{checked}");
    let run = ["run", "three-regimes", "--replicates", "2", "--set", "onset_per_week=0.01"];
    for (threads, out) in [("1", "a"), ("2", "b")] {
        succeeds(&folder, &[&run[..], &["--threads", threads, "--out", out]].concat());
    }
    assert!(
        results(&folder, "a").contains_key(Path::new("twins.csv")) && results(&folder, "a") == results(&folder, "b")
    );
    let verified = mutua(&folder, &["verify", "a", "--all"]).output().expect("the command starts");
    assert!(verified.status.success(), "{}", told(&verified));
    let story = ["story", "three-regimes", "--regime", "mutual-self-help", "--person", "7"];
    assert!(succeeds(&folder, &story).contains("4 towns; the story is from the first one, of 150 people"));
    let outside = mutua(&folder, &[&story[..4], &["--person", "150"], &SMALL].concat()).output().expect("it starts");
    assert_eq!(outside.status.code(), Some(2), "{}", told(&outside));
    let patterns = ["patterns", "--only", "P4", "--replicates", "1"];
    let patterns = mutua(&folder, &[&patterns[..], &SMALL].concat()).output().expect("it starts");
    assert_eq!(patterns.status.code(), Some(2), "{}", told(&patterns));
    assert!(told(&patterns).contains("people_per_town"), "{}", told(&patterns));
}

/// Stopped half way, the next session does the other districts. Killed after the last district was kept, and before the
/// run was, it has nothing to do but to add up.
#[test]
fn a_run_of_which_all_districts_are_there_is_added_up() {
    let folder = Folder::new();
    let country = Scenario { replicates: 1, ..country() };
    let work = || files::Folder::open(&folder.path(".")).expect("a folder");
    let begin = || {
        let mut archive = Archive::begin(work(), "a country", 3).expect("an archive");
        archive.keep_districts("a country").expect("room for districts");
        archive
    };
    let session = |archive: &Archive, watch: &dyn Watch| {
        let kept = Mutex::new(Vec::new());
        let keep = |index, run: mutua::record::Run| {
            kept.lock().expect("no thread failed").push((index, run.expect("a sound run")));
        };
        let (scenarios, plan) = (std::slice::from_ref(&country), Plan::of(&country));
        let work = Work { scenarios, plan, shard: Shard::WHOLE, done: |_| false, keep, kept_districts: Some(archive) };
        work.execute(2, watch).expect("threads");
        let mut runs = kept.into_inner().expect("no thread failed");
        runs.sort_by_key(|(index, _)| *index);
        runs.into_iter().map(|(_, run)| run).collect::<Vec<_>>()
    };
    let half = HalfWay { left: AtomicI64::new(Plan::of(&country).people_weeks as i64 / 2) };
    assert_eq!(session(&begin(), &half).len(), 0);
    let archive = begin();
    assert!((1..21).contains(&archive.districts_done()), "{} districts", archive.districts_done());
    let first = session(&archive, &());
    drop(archive);
    let archive = begin();
    assert_eq!((archive.done(), archive.districts_done()), (0, 21));
    let again = session(&archive, &());
    assert_eq!((first.len(), again.len()), (3, 3));
    assert!(bytes(first) == bytes(again.clone()) && bytes(again) == bytes(runs(&country, 2)));
}

/// Stops when half of the work is done.
struct HalfWay {
    left: AtomicI64,
}

impl Watch for HalfWay {
    fn advanced(&self, people_weeks: u64) {
        self.left.fetch_sub(people_weeks as i64, Ordering::Relaxed);
    }

    fn stopped(&self) -> bool {
        self.left.load(Ordering::Relaxed) < 0
    }
}

/// The results in a folder, without what may differ between identical runs.
fn results(folder: &Folder, out: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = files(&folder.path(out));
    files.remove(Path::new("timings.json"));
    files
}

/// Killed at many instants, each time going on with the districts that are there: in the end what was never killed.
#[test]
fn a_killed_country_goes_on_with_the_towns_it_has() {
    let folder = Folder::new();
    let run = ["run", "three-regimes", "--replicates", "1", "--threads", "2", "--set", "people=6000"];
    let more = ["--set", "people_per_town=100", "--set", "weeks=60", "--set", "burn_in_weeks=20", "--out"];
    let arguments = |out: &'static str, last: &'static [&'static str]| [&run[..], &more, &[out], last].concat();
    let finish = |arguments: &[&str]| {
        let output = mutua(&folder, arguments).output().expect("the command starts");
        assert!(output.status.success(), "{}", told(&output));
    };
    finish(&arguments("whole", &[]));
    let (mut kept, mut unfinished) = (0, 0);
    for kill in 0..6 {
        let mut child = mutua(&folder, &arguments("killed", &["--resume"]));
        let mut child = child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the command starts");
        std::thread::sleep(Duration::from_millis(60 + 40 * kill));
        child.kill().expect("it can be killed");
        unfinished += u32::from(!child.wait().expect("it ends").success());
        let length = std::fs::metadata(folder.path("killed/towns.bin")).map_or(0, |file| file.len());
        assert!(length >= kept || length == 0, "districts were lost: {length} bytes after {kept}");
        kept = length;
    }
    assert!(unfinished > 0, "it was done before it was killed");
    finish(&arguments("killed", &["--resume"]));
    assert!(results(&folder, "whole") == results(&folder, "killed"));
    assert!(!folder.path("killed/towns.bin").exists());
}

/// The setting of the C library with which a world of so many people is worked on, once it has a folder.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn setting_of_world(people: &str, set: Option<&str>) -> Option<String> {
    let folder = Folder::new();
    let (people, town) = (format!("people={people}"), format!("people_per_town={people}"));
    let mut command =
        mutua(&folder, &["run", "italy", "--threads", "1", "--set", &people, "--set", &town, "--out", "o"]);
    command.env_remove("GLIBC_TUNABLES").envs(set.map(|set| ("GLIBC_TUNABLES", set)));
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the command starts");
    for _ in 0..6_000 {
        if folder.path("o").exists() || child.try_wait().expect("a child").is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let environment = std::fs::read(format!("/proc/{}/environ", child.id())).expect("it runs");
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    let variables = String::from_utf8_lossy(&environment).into_owned();
    variables.split('\0').find_map(|variable| variable.strip_prefix("GLIBC_TUNABLES=").map(str::to_owned))
}

#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn a_world_of_many_millions_is_begun_with_large_pages() {
    assert_eq!(setting_of_world("10000000", None).as_deref(), Some("glibc.malloc.hugetlb=1"));
    assert_eq!(setting_of_world("1000000", None), None);
    assert_eq!(setting_of_world("10000000", Some("")).as_deref(), Some(""));
}
