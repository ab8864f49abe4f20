//! `mutua patterns`: what is asked is what is answered, on any number of threads, after any end.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod shared;

use mutua::analysis::patterns::Asks;
use mutua::analysis::patterns::verdict::{Found, Reread, VariantResult, Verdict, Without};
use mutua::experiments::patterns::PATTERNS;
use mutua::scenario::Taken;
use shared::{Folder, files, mutua, told};
use std::fs;
use std::process::Output;

/// Small worlds, in which P4 holds and little else is sure.
const SMALL: [&str; 8] =
    ["--replicates", "3", "--set", "people=300", "--set", "weeks=130", "--set", "burn_in_weeks=60"];

fn patterns(folder: &Folder, more: &[&str]) -> Output {
    let mut arguments = vec!["patterns"];
    arguments.extend(SMALL);
    arguments.extend(more);
    mutua(folder, &arguments).output().expect("the command starts")
}

/// The cells of a table, row by row.
fn rows(folder: &Folder, path: &str) -> Vec<Vec<String>> {
    let mut table = csv::Reader::from_path(folder.path(path)).unwrap();
    table.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_pattern_is_read_with_everything_taken_away_and_hangs_on_its_mechanism() {
    let folder = Folder::new();
    let done = patterns(&folder, &["--only", "p4", "--out", "p4", "--page", "page.md"]);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    let rows = rows(&folder, "p4/patterns.csv");
    let criteria = PATTERNS.iter().find(|test| test.pattern.id == "P4").unwrap().pattern.criteria.len();
    assert_eq!(rows.len() % criteria, 0);
    assert!(rows.len() / criteria > 25, "every mechanism and advantage is taken away");
    // Without the promise both sides of each pair are the same world.
    let promise: Vec<_> = rows.iter().filter(|row| row[2] == "promise" && !row[5].is_empty()).collect();
    assert_eq!(promise.len(), 2);
    assert!(promise.iter().all(|row| row[6] == "0" && row[11] == "0" && row[14] == "false"), "{promise:?}");
    // A professional who sees the client alone has no group to act with: that switch is inert here.
    let inert: Vec<_> = rows.iter().filter(|row| row[2] == "group_acts").collect();
    assert_eq!(inert.len(), criteria, "one row a criterion");
    assert!(inert.iter().all(|row| row[6].is_empty() && row[15] == "true"), "{inert:?}");
    assert!(rows.iter().all(|row| row[1] == "conditional"));
    let page = fs::read_to_string(folder.path("page.md")).unwrap();
    assert_eq!(page, fs::read_to_string(folder.path("p4/patterns.md")).unwrap());
    assert!(page.contains("| P4 |") && page.contains("**conditional**") && page.contains("`promise`"));
    let verified = mutua(&folder, &["verify", "p4"]).output().unwrap();
    assert_eq!(verified.status.code(), Some(0), "{}", told(&verified));
    assert!(String::from_utf8_lossy(&verified.stdout).contains("readings repeated: every byte is the same. 3 files"));
    // The command of a row runs the worlds of that row.
    let command: Vec<&str> = promise[0][16].split_whitespace().skip(1).collect();
    let run = mutua(&folder, &[&command[..], &["--out", "run"]].concat()).output().unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", told(&run));
    assert!(fs::read_to_string(folder.path("run/scenario.toml")).unwrap().contains("promise = false"));
}

#[test]
fn what_does_not_hold_is_told_and_not_taken_apart() {
    let folder = Folder::new();
    // Without any help there is nothing to gain for the helpers.
    let done =
        patterns(&folder, &["--only", "P7", "--out", "p7", "--set", "giver_load=0", "--set", "help_effect=false"]);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    let p7: Vec<_> = rows(&folder, "p7/patterns.csv").into_iter().filter(|row| row[0] == "P7").collect();
    assert_eq!(p7.len(), PATTERNS.iter().find(|test| test.pattern.id == "P7").unwrap().pattern.criteria.len());
    assert!(p7.iter().all(|row| row[1] == "not found" && row[2].is_empty()));
    assert!(String::from_utf8_lossy(&done.stdout).contains("not found"));
}

#[test]
fn the_same_bytes_on_any_number_of_threads_and_after_an_end_on_the_way() {
    let folder = Folder::new();
    let asked = ["--only", "P4,P9"];
    assert_eq!(patterns(&folder, &[&asked[..], &["--out", "one", "--threads", "1"]].concat()).status.code(), Some(0));
    assert_eq!(patterns(&folder, &[&asked[..], &["--out", "seven", "--threads", "7"]].concat()).status.code(), Some(0));
    let (one, seven) = (files(&folder.path("one")), files(&folder.path("seven")));
    assert!(one.contains_key(std::path::Path::new("runs.bin")));
    assert_eq!(one, seven);
    // Readings that are there are not done again, and the rest is.
    let mut arguments = vec!["patterns"];
    arguments.extend(SMALL);
    arguments.extend(asked);
    arguments.extend(["--out", "killed"]);
    let mut child = mutua(&folder, &arguments).spawn().unwrap();
    let journal = folder.path("killed/unfinished/journal.bin");
    while fs::metadata(&journal).map_or(0, |found| found.len()) < 400 {
        if child.try_wait().unwrap().is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success(), "it was done before it was killed");
    let refused = patterns(&folder, &[&asked[..], &["--out", "killed"]].concat());
    assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
    let other = patterns(&folder, &["--only", "P4", "--out", "killed", "--resume"]);
    assert_eq!(other.status.code(), Some(2), "another search does not go on with these: {}", told(&other));
    let resumed = patterns(&folder, &[&asked[..], &["--out", "killed", "--resume"]].concat());
    assert_eq!(resumed.status.code(), Some(0), "{}", told(&resumed));
    assert_eq!(files(&folder.path("killed")), one);
}

#[test]
fn what_cannot_be_asked_is_refused_and_nothing_is_written() {
    let folder = Folder::new();
    for (more, expected) in [
        (["--only", "P12"], "there is no pattern P12: they are P1, P1+, P2"),
        (["--set", "hop=false"], "hope"),
        (["--set", "hope=maybe"], "hope"),
        (["--set", "people=60000000"], "MiB of memory"),
        (["--page", "nowhere/page.md"], "there is no folder nowhere"),
        (["--page", "."], "this is a folder"),
        (["--set", "replicates=7"], "--replicates says in how many worlds"),
        (["--set", "regimes=[\"none\"]"], "which regimes it compares"),
    ] {
        let refused = patterns(&folder, &[&more[..], &["--out", "none"]].concat());
        assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
        assert!(told(&refused).contains(expected), "{}", told(&refused));
        assert!(!folder.path("none").exists());
    }
}

#[test]
fn nine_of_ten_decide_and_what_fails_is_what_it_hangs_on() {
    let pattern = PATTERNS.iter().find(|test| test.pattern.id == "P4").unwrap().pattern;
    let values = |met: usize| -> Vec<Vec<f64>> {
        let one = |good: bool| {
            let mut values = vec![0.0; pattern.criteria.len()];
            (values[0], values[1]) = if good { (-0.02, -0.02) } else { (-0.02, f64::NAN) };
            values
        };
        (0..30).map(|number| one(number < met)).collect()
    };
    let (holds, does_not) = (VariantResult::of(&pattern, &values(27)), VariantResult::of(&pattern, &values(26)));
    assert!(holds.holds() && !does_not.holds());
    assert_eq!((holds.held, holds.met[0], holds.met[1], holds.estimates[1].n), (27, 30, 27, 27));
    let first = |met: usize| VariantResult::of(&pattern, &values(met)[..10]).decides(30);
    assert!(first(10) && !first(9) && !first(7) && first(6) && first(0));
    let without = |name: &str, reread| Without { name: name.into(), taken: Taken::Mechanism, sets: vec![], reread };
    let both = vec![
        without("hope", Reread::Read(does_not.clone())),
        without("hearsay", Reread::Read(holds.clone())),
        without("x", Reread::Inert),
    ];
    assert_eq!(Verdict::of(&holds, &both), Verdict::Conditional(vec!["hope".into()]));
    assert_eq!(Verdict::of(&holds, &both[1..]), Verdict::Emergent);
    assert_eq!(Verdict::of(&does_not, &[]), Verdict::NotFound);
    assert_eq!(Found { pattern, whole: does_not, without: both }.verdict(), Verdict::NotFound);
    assert!(Asks::Within(0.01).met(-0.01) && !Asks::Within(0.01).met(0.011) && !Asks::AtMost(0.0).met(f64::NAN));
}
