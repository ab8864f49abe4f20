//! `mutua patterns`: what is asked is what is answered, on any number of threads, after any end.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod shared;

use mutua::analysis::patterns::power::{POWER, chance_to_find, distance_found, worlds_to_find};
use mutua::analysis::patterns::verdict::{Reread, VariantResult, Verdict, Without};
use mutua::analysis::patterns::{Asks, Outcome, Pattern};
use mutua::analysis::statistics::Estimate;
use mutua::experiments::patterns::PATTERNS;
use mutua::scenario::Taken;
use shared::lot::Lot;
use shared::{Folder, files, mutua, told};
use std::collections::BTreeMap;
use std::fs;
use std::process::Output;

/// Small worlds, in which little is sure.
/// Version 1, in which patterns show in worlds as small as these.
const SMALL: [&str; 10] = [
    "--replicates",
    "3",
    "--set",
    "people=300",
    "--set",
    "weeks=130",
    "--set",
    "burn_in_weeks=60",
    "--set",
    "parameters.from=1",
];

fn patterns(folder: &Folder, more: &[&str]) -> Output {
    let mut arguments = vec!["patterns"];
    arguments.extend(SMALL);
    arguments.extend(more);
    mutua(folder, &arguments).output().expect("the command starts")
}

/// A row of a table, by column.
type Row = BTreeMap<String, String>;

/// The rows of a table.
fn rows(folder: &Folder, path: &str) -> Vec<Row> {
    let mut table = csv::Reader::from_path(folder.path(path)).unwrap();
    let names: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
    table.records().map(|row| names.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect()).collect()
}

#[test]
fn a_pattern_is_read_with_everything_taken_away_and_its_commands_run_its_worlds() {
    let folder = Folder::new();
    let done = patterns(&folder, &["--only", "p6", "--out", "p6", "--page", "page.md"]);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    let rows = rows(&folder, "p6/patterns.csv");
    let criteria = PATTERNS.iter().find(|test| test.pattern.id == "P6").unwrap().pattern.criteria.len();
    assert_eq!(rows.len() % criteria, 0);
    assert!(rows.len() / criteria > 25, "every mechanism and advantage is taken away");
    assert!(rows.iter().all(|row| row["kind"] == "paper" && row["pattern"] == "P6"));
    let asked = |row: &&Row| !row["asks"].is_empty();
    let whole: Vec<&Row> = rows.iter().filter(|row| row["without"].is_empty()).collect();
    assert_eq!(whole.len(), criteria);
    for row in whole.iter().copied().filter(asked) {
        assert_eq!((&*row["outcome"], &*row["variant_outcome"], &*row["smallest_effect"]), ("holds", "holds", "0.01"));
        assert!(row["worlds_needed"].parse::<u32>().unwrap() >= 2 && row["people_needed"].parse::<u64>().unwrap() > 0);
        assert_eq!((&*row["people"], &*row["seed"], &*row["replicates"]), ("300", "1", "3"));
    }
    assert!(
        whole.iter().filter(|row| !asked(row)).all(|row| row["outcome"].is_empty() && row["worlds_needed"].is_empty())
    );
    // Nobody is promised anything in a group: that switch is inert here.
    let inert: Vec<&Row> = rows.iter().filter(|row| row["without"] == "promise").collect();
    assert_eq!(inert.len(), criteria, "one row a criterion");
    assert!(inert.iter().all(|row| row["mean"].is_empty() && row["inert"] == "true"), "{inert:?}");
    let page = fs::read_to_string(folder.path("page.md")).unwrap();
    assert_eq!(page, fs::read_to_string(folder.path("p6/patterns.md")).unwrap());
    assert!(page.contains("| P6 | the paper's |") && page.contains("## Power"), "{page}");
    let verified = mutua(&folder, &["verify", "p6"]).output().unwrap();
    assert_eq!(verified.status.code(), Some(0), "{}", told(&verified));
    assert!(String::from_utf8_lossy(&verified.stdout).contains("readings repeated: every byte is the same. 4 files"));
    // The command of a row runs the worlds of that row.
    let hope = rows.iter().find(|row| row["without"] == "hope").unwrap();
    let command: Vec<&str> = hope["command"].split_whitespace().skip(1).collect();
    let run = mutua(&folder, &[&command[..], &["--out", "run"]].concat()).output().unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", told(&run));
    assert!(fs::read_to_string(folder.path("run/scenario.toml")).unwrap().contains("hope = false"));
}

#[test]
fn what_fails_is_told_and_not_taken_apart() {
    let folder = Folder::new();
    // Nobody expects a say, so a promise of one costs nothing.
    let done = patterns(&folder, &["--only", "P4", "--out", "p4", "--set", "voice_loss=0"]);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    let rows = rows(&folder, "p4/patterns.csv");
    assert_eq!(rows.len(), p4().criteria.len());
    assert!(rows.iter().all(|row| row["verdict"] == "fails" && row["without"].is_empty()));
    let asked: Vec<&Row> = rows.iter().filter(|row| !row["asks"].is_empty()).collect();
    assert!(asked.iter().all(|row| row["mean"] == "0" && row["outcome"] == "fails"), "{asked:?}");
    assert!(String::from_utf8_lossy(&done.stdout).contains("fails"));
}

#[test]
fn a_page_replaces_such_a_page_and_another_file_only_where_that_is_forced() {
    let folder = Folder::new();
    fs::write(folder.path("notes.md"), "# Patterns that I saw\n").unwrap();
    let few = ["--only", "P4", "--set", "weeks=20", "--set", "burn_in_weeks=20", "--page", "notes.md"];
    let refused = patterns(&folder, &[&few[..], &["--out", "out"]].concat());
    assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
    assert!(told(&refused).contains("notes.md") && told(&refused).contains("--force"), "{}", told(&refused));
    assert_eq!(fs::read_to_string(folder.path("notes.md")).unwrap(), "# Patterns that I saw\n");
    assert!(!folder.path("out").exists());
    let forced = patterns(&folder, &[&few[..], &["--out", "out", "--force"]].concat());
    assert_eq!(forced.status.code(), Some(0), "{}", told(&forced));
    let page = fs::read_to_string(folder.path("notes.md")).unwrap();
    assert!(page.contains("| P4 |"), "{page}");
    // Such a page is replaced without a word.
    fs::write(folder.path("notes.md"), page.replace("| P4 |", "| an older page |")).unwrap();
    let again = patterns(&folder, &[&few[..], &["--out", "other"]].concat());
    assert_eq!(again.status.code(), Some(0), "{}", told(&again));
    assert_eq!(fs::read_to_string(folder.path("notes.md")).unwrap(), page);
}

#[test]
fn the_same_bytes_on_any_number_of_threads_and_after_an_end_on_the_way() {
    let folder = Folder::new();
    let asked = ["--only", "P4,P9b"];
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
        (["--only", "P13"], "there is no pattern P13: they are P1, P1+, P2"),
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

/// The estimate of values that are `mean` with a standard deviation of `sd`, over so many worlds.
fn planted(mean: f64, sd: f64, worlds: usize) -> Estimate {
    let half = worlds / 2;
    let step = sd * ((worlds - 1) as f64 / (2 * half) as f64).sqrt();
    let values: Vec<f64> = (0..worlds)
        .map(|world| match world {
            world if world < half => mean - step,
            world if world < 2 * half => mean + step,
            _ => mean,
        })
        .collect();
    Estimate::of(&values)
}

#[test]
fn a_number_is_judged_by_its_interval() {
    let at_least = |mean, sd| Asks::AtLeast(0.01).outcome(&planted(mean, sd, 20), 20);
    // The half width of the interval is 0.468 standard deviations.
    assert_eq!(at_least(0.02, 0.01), Outcome::Holds);
    assert_eq!(at_least(0.012, 0.01), Outcome::Undecided);
    assert_eq!(at_least(0.008, 0.01), Outcome::Undecided, "above 0, and not told from what is asked");
    assert_eq!(at_least(0.004, 0.01), Outcome::Fails, "the interval holds 0 and does not reach what is asked");
    let at_most = |mean| Asks::AtMost(-0.01).outcome(&planted(mean, 0.01, 20), 20);
    assert_eq!([at_most(-0.02), at_most(-0.011), at_most(0.02)], [Outcome::Holds, Outcome::Undecided, Outcome::Fails]);
    let within = |mean, sd| Asks::Within(0.01).outcome(&planted(mean, sd, 20), 20);
    assert_eq!([within(0.0, 0.01), within(-0.02, 0.01)], [Outcome::Holds, Outcome::Fails]);
    assert_eq!([within(0.008, 0.01), within(0.0, 0.04)], [Outcome::Undecided; 2]);
    // More worlds decide; they do not turn one side into the other.
    assert_eq!(Asks::AtLeast(0.01).outcome(&planted(0.012, 0.01, 200), 200), Outcome::Holds);
    assert_eq!(Asks::AtLeast(0.01).outcome(&planted(0.008, 0.01, 200), 200), Outcome::Fails);
}

#[test]
fn what_many_worlds_lack_is_not_decided_and_what_all_lack_fails() {
    let mut values = vec![0.5; 20];
    let outcome = |values: &[f64]| Asks::AtLeast(0.01).outcome(&Estimate::of(values), values.len());
    values[0] = f64::NAN;
    values[1] = f64::NAN;
    assert_eq!(outcome(&values), Outcome::Holds);
    values[2] = f64::NAN;
    assert_eq!(outcome(&values), Outcome::Undecided);
    assert_eq!([outcome(&[f64::NAN; 20]), outcome(&[0.5])], [Outcome::Fails, Outcome::Undecided]);
}

/// Replicates of P4 with these numbers in place of the two that it asks for.
fn of_p4(numbers: &[(f64, f64)]) -> VariantResult {
    let pattern = p4();
    let one = |&(first, second): &(f64, f64)| {
        let mut values = vec![0.0; pattern.criteria.len()];
        (values[0], values[1]) = (first, second);
        values
    };
    VariantResult::of(&pattern, &numbers.iter().map(one).collect::<Vec<_>>())
}

fn p4() -> Pattern {
    PATTERNS.iter().find(|test| test.pattern.id == "P4").expect("P4").pattern
}

#[test]
fn all_numbers_have_to_hold_and_one_that_fails_decides() {
    let wide = |world: usize| if world.is_multiple_of(2) { -0.2 } else { 0.1 };
    let each = |of: &dyn Fn(usize) -> (f64, f64)| of_p4(&(0..20).map(of).collect::<Vec<_>>());
    let holds = each(&|_| (-0.02, -0.02));
    let undecided = each(&|world| (-0.02, wide(world)));
    let fails = each(&|world| (wide(world), 0.0));
    assert_eq!(
        [holds.outcome(), undecided.outcome(), fails.outcome()],
        [Outcome::Holds, Outcome::Undecided, Outcome::Fails]
    );
    assert_eq!((holds.in_the_way(), undecided.in_the_way(), fails.in_the_way()), (vec![], vec![1], vec![1]));
    // Met in 19 of 20 worlds, and in their mean: how often it is met does not decide.
    let outlier = each(&|world| (-0.02, if world == 0 { 0.15 } else { -0.02 }));
    assert_eq!(outlier.outcome(), Outcome::Undecided);
    assert_eq!(of_p4(&[]).outcome(), Outcome::Undecided);
    assert_eq!(of_p4(&[(-0.02, -0.02)]).outcome(), Outcome::Undecided, "one world has no interval");
}

#[test]
fn what_fails_without_something_is_conditional_on_it() {
    let numbers = |second: [f64; 4]| of_p4(&second.map(|second| (-0.02, second)));
    let (holds, fails) = (numbers([-0.02; 4]), numbers([0.0; 4]));
    let undecided = numbers([-0.5, 0.5, -0.5, 0.5]);
    let without = |name: &str, reread| Without { name: name.into(), taken: Taken::Mechanism, sets: vec![], reread };
    let all = [
        without("hope", Reread::Read(fails.clone())),
        without("hearsay", Reread::Read(undecided.clone())),
        without("x", Reread::Inert),
        without("y", Reread::Read(holds.clone())),
        without("z", Reread::Unread),
    ];
    assert_eq!(Verdict::of(&holds, &all), Verdict::Conditional(vec!["hope".into()]));
    assert_eq!([Verdict::of(&holds, &all[1..]), Verdict::of(&holds, &all[4..])], [Verdict::Open, Verdict::Open]);
    assert_eq!(Verdict::of(&holds, &all[2..4]), Verdict::Holds);
    assert_eq!([Verdict::of(&fails, &[]), Verdict::of(&undecided, &[])], [Verdict::Fails, Verdict::Undecided]);
}

#[test]
fn the_worlds_that_a_test_takes_are_those_of_the_tables() {
    // One sample, two-sided 5 %, power 90 %: G*Power, pwr.t.test and others.
    for (distance, worlds) in [(0.2, 265), (0.5, 44), (0.8, 19), (1.0, 13)] {
        assert_eq!(worlds_to_find(distance, POWER), Some(worlds), "{distance}");
        let found = distance_found(worlds, POWER).expect("more than one world");
        assert!(found <= distance && distance_found(worlds - 1, POWER) > Some(distance), "{distance} {found}");
    }
    assert_eq!([worlds_to_find(0.0, POWER), worlds_to_find(f64::NAN, POWER), worlds_to_find(1e-9, POWER)], [None; 3]);
    assert_eq!((chance_to_find(1.0, 1), distance_found(1, POWER)), (0.0, None));
}

/// A few normal values by the sum of twelve uniform ones, which is near enough here.
fn normal(lot: &mut Lot) -> f64 {
    (0..12).map(|_| lot.share()).sum::<f64>() - 6.0
}

#[test]
fn so_many_worlds_find_an_effect_as_often_as_is_said() {
    let mut lot = Lot::of("so_many_worlds_find_an_effect_as_often_as_is_said");
    for (distance, worlds) in [(1.5, 5), (1.2, 10), (0.5, 44)] {
        const CASES: u32 = 8_000;
        let found = (0..CASES)
            .filter(|_| {
                let values: Vec<f64> = (0..worlds).map(|_| distance + normal(&mut lot)).collect();
                Asks::AtLeast(0.0).outcome(&Estimate::of(&values), worlds) == Outcome::Holds
            })
            .count();
        let (seen, said) = (found as f64 / f64::from(CASES), chance_to_find(distance, worlds));
        assert!((seen - said).abs() < 0.015, "{distance} in {worlds}: {seen} seen, {said} said");
    }
}

#[test]
fn people_make_up_for_worlds() {
    let needs = |sd, worlds| Asks::AtLeast(0.01).needs(&planted(0.3, sd, worlds), 1000).expect("two worlds and more");
    assert_eq!(needs(0.02, 20).worlds, 44);
    assert!((needs(0.02, 44).people as f64 - 1000.0).abs() < 20.0, "as many worlds as it takes need no more people");
    // Twice the spread takes four times the people, in the same worlds.
    let ratio = needs(0.04, 20).people as f64 / needs(0.02, 20).people as f64;
    assert!((ratio - 4.0).abs() < 0.01, "{ratio}");
    // Between two bounds, either may be missed.
    let within = Asks::Within(0.01).needs(&planted(0.0, 0.02, 20), 1000).expect("needs");
    assert!(within.worlds > needs(0.02, 20).worlds);
    assert_eq!(Asks::AtLeast(0.01).needs(&planted(0.3, 0.0, 20), 1000).map(|needs| needs.worlds), Some(2));
    assert_eq!(Asks::AtLeast(0.01).needs(&Estimate::of(&[0.3]), 1000), None);
}

#[test]
fn points_that_were_searched_are_read_with_a_seed_that_the_search_never_read() {
    let searched: Vec<_> = PATTERNS.iter().filter(|test| test.pattern.id.ends_with('+')).collect();
    assert_eq!(searched.len(), 3);
    for test in PATTERNS {
        let scenario = test.pattern.scenario(2, &[]).expect("a scenario");
        assert_eq!(test.pattern.searched.is_some(), test.pattern.id.ends_with('+'), "{}", test.pattern.id);
        assert_eq!(u64::from(scenario.seed) == 1, test.pattern.searched.is_none(), "{}", test.pattern.id);
    }
}
