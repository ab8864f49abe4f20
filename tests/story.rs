//! Stories: the chronicle against the state, who is picked, what is told, and the command from outside.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use mutua::analysis::chronicle::digest::Digest;
use mutua::analysis::chronicle::parting::{Parting, parting};
use mutua::analysis::chronicle::{Event, Leaving, Life, Lives, NeedStatus, Other, What};
use mutua::analysis::chronicle::{LONG_IN_NEED, Pick};
use mutua::experiments::chronicle::Twins;
use mutua::experiments::chronicle::roll::Roll;
use mutua::model::effects::Door;
use mutua::model::engine::census::VETERAN_WEEKS;
use mutua::model::ledger::{Channel, Phase};
use mutua::model::state::person::GENERAL;
use mutua::output::Language;
use mutua::output::story::{Chosen, Story, StoryPerson, StoryText, WORDS, said};
use mutua::scenario::Scenario;
use shared::{Folder, files, mutua, run, told};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

/// A town of version 1, in which much happens.
fn town(more: &[&str]) -> Scenario {
    let all = ["people=300", "burn_in_weeks=104", "weeks=312", "onset_per_week=0.004", "replicates=3"];
    let mut sets: Vec<String> = all.iter().chain(&["parameters.from=1"]).map(|set| (*set).to_owned()).collect();
    sets.extend(more.iter().map(|set| (*set).to_owned()));
    Scenario::parse_as("", "town.toml", "town", &sets).expect("a scenario")
}

const REGIMES: &str = r#"regimes=["none", "professional-centred", "case-centred", "mutual-self-help", "autonomous", "directive-group", "pseudo-participatory", "community"]"#;

fn twins<'a>(scenario: &'a Scenario, regime: &str) -> Twins<'a> {
    let structure = scenario.regime(regime).expect("a regime").structure;
    Twins::at_week_0(scenario, structure, 0, &()).expect("a sound world").expect("nobody stops it")
}

fn lives(twins: &Twins, person: u32) -> Lives {
    twins.lives(person, &()).expect("a sound world").expect("nobody stops it")
}

fn count(life: &Life, of: impl Fn(What) -> bool) -> u32 {
    life.events.iter().filter(|event| of(event.what)).count() as u32
}

fn insights(life: &Life, of: impl Fn(What) -> bool) -> u32 {
    life.events.iter().filter(|event| of(event.what)).map(|event| event.count).sum()
}

/// Everything that can be counted in both is the same in the chronicle and in the state.
fn agrees(life: &Life) {
    let ((own, course), last) = (&life.at_end, life.weeks.last().expect("weeks"));
    assert_eq!(count(life, What::is_turn), u32::from(own.turns), "turns");
    assert_eq!(count(life, |what| what == What::Acted), u32::from(own.acts), "acts");
    let refused = |what| matches!(what, What::Refused | What::TurnRefused | What::InvitationRefused);
    assert_eq!(count(life, refused), u32::from(own.refusals), "refusals");
    let entered = count(life, |what| matches!(what, What::Entered { .. }));
    let left = count(life, |what| matches!(what, What::Left(_)));
    assert_eq!(entered - left, u32::from(course.is_member()), "membership");
    assert_eq!(last.member, course.is_member());
    let applied = count(life, |what| matches!(what, What::Applied(_)));
    assert_eq!(applied - entered - count(life, |what| what == What::Withdrew), u32::from(last.waiting), "waiting");
    insights_agree(life);
    week_by_week(life);
    favours_stand_by_number(life);
}

/// What others ask of the person in a week, and what is heard, stands in the order of their numbers, not in that in which it was worked out,
/// which differs from world to world: two lives would seem to part by it.
fn favours_stand_by_number(life: &Life) {
    let given: fn(What) -> bool = |what| matches!(what, What::GaveFavour | What::Declined);
    let heard: fn(What) -> bool = |what| matches!(what, What::Heard { .. });
    for kind in [given, heard] {
        let of_kind = |event: &&Event| event.phase == Phase::Everyday && kind(event.what);
        let by: Vec<(u32, Other)> = life.events.iter().filter(of_kind).map(|event| (event.week, event.other)).collect();
        let number = |other| if let Other::Person(id) = other { id } else { 0 };
        assert!(by.is_sorted_by_key(|&(week, other)| (week, number(other))), "{by:?}");
    }
}

fn insights_agree(life: &Life) {
    let first = &life.weeks[0];
    let onset = life.events.iter().find(|event| event.what == What::Onset);
    let last = life.weeks.last().expect("weeks");
    // At an onset in week w the insights are those of the end of the week before all others.
    let before = match onset {
        Some(event) => life.weeks[event.week as usize].had - of_week(life, event.week),
        None => first.had,
    };
    assert_eq!(before + insights(life, |what| matches!(what, What::Learnt(_))), last.had, "insights");
    let course = &life.at_end.1;
    let unneeded = (course.insights & !course.needed).count_ones();
    assert!(insights(life, |what| what == What::Mistaken) <= unneeded, "mistakes");
}

fn of_week(life: &Life, week: u32) -> u32 {
    let learnt = life.events.iter().filter(|event| event.week == week && matches!(event.what, What::Learnt(_)));
    learnt.map(|event| event.count).sum()
}

/// Beliefs move by what is written down and by fading, and by nothing else; so do ties.
fn week_by_week(life: &Life) {
    for (week, pair) in (1..).zip(life.weeks.windows(2)) {
        let events = || life.events.iter().filter(|event| event.week == week);
        for belief in 0..4 {
            let moved: f64 = events().map(|event| event.moved[belief]).sum();
            let off = pair[0].beliefs[belief] + pair[1].faded[belief] + moved - pair[1].beliefs[belief];
            assert!(off.abs() < 1e-12, "belief {belief} in week {week}: {off}");
        }
        let ties = |what: What| events().filter(|event| event.what == what).count() as u32;
        assert_eq!(pair[0].ties + ties(What::TieFormed) - ties(What::TieFaded), pair[1].ties, "ties in week {week}");
        let need = |at: usize| pair[at].standing == NeedStatus::InNeed;
        let into = events().filter(|e| matches!(e.what, What::Onset | What::Relapse | What::Worsened)).count();
        let out = events().filter(|event| event.what == What::Recovered).count();
        assert_eq!(usize::from(need(0)) + into - out, usize::from(need(1)), "need in week {week}");
    }
}

#[test]
fn every_count_agrees_with_the_state() {
    let mut seen = BTreeSet::new();
    for from in ["parameters.from=1", "parameters.from=2"] {
        let scenario = town(&[REGIMES, from]);
        for regime in ["professional-centred", "case-centred", "mutual-self-help", "autonomous", "community"] {
            let twins = twins(&scenario, regime);
            for person in (0..scenario.people).step_by(37) {
                let lives = lives(&twins, person);
                agrees(&lives.here);
                agrees(&lives.there);
                seen.extend(lives.here.events.iter().map(|event| event.what.name()));
            }
        }
    }
    // The comparison would be worth little if little happened.
    for name in
        ["onset", "relapse", "worsened", "dialogue", "prescription", "turn_refused", "entered", "left", "learnt"]
    {
        assert!(seen.contains(name), "{name} is not among {seen:?}");
    }
}

/// Whoever moves away does so in both worlds, and there their story ends: the newcomer is another person.
#[test]
fn a_life_ends_where_somebody_moves_away() {
    let scenario = town(&[REGIMES, "people_move=true", "moving_per_week=0.003"]);
    let mut gone = 0;
    for regime in ["case-centred", "mutual-self-help"] {
        let twins = twins(&scenario, regime);
        for person in (0..scenario.people).step_by(19) {
            let lives = lives(&twins, person);
            let moved = |life: &Life| life.events.iter().position(|event| event.what == What::MovedAway);
            assert_eq!(lives.here.weeks.len(), lives.there.weeks.len());
            for life in [&lives.here, &lives.there] {
                agrees(life);
                match moved(life) {
                    Some(at) => {
                        assert_eq!(at + 1, life.events.len(), "nothing is told after it");
                        assert_eq!(life.events[at].week as usize, life.weeks.len());
                    }
                    None => assert_eq!(life.weeks.len(), scenario.weeks as usize + 1),
                }
            }
            let told = Digest::of(&lives.here).moved;
            assert_eq!(told.is_some(), moved(&lives.here).is_some());
            gone += u32::from(told.is_some());
        }
        let roll = Roll::call(&twins, &()).expect("a sound world").expect("nobody stops it");
        for person in Pick::ALL.into_iter().flat_map(|pick| roll.fitting(pick)).take(6) {
            assert_eq!(
                lives(&twins, person).here.weeks.len(),
                scenario.weeks as usize + 1,
                "{person} is there to the end"
            );
        }
    }
    assert!(gone > 5, "{gone}");
}

#[test]
fn counts_agree_with_mechanisms_switched_off() {
    let off =
        ["help_always_felt=true", "mistakes=false", "hearsay=false", "illich_attribution=true", "help_effect=true"];
    for sets in [&off[..1], &off[1..3], &off[3..]] {
        let scenario = town(sets);
        let twins = twins(&scenario, "mutual-self-help");
        for person in (0..scenario.people).step_by(61) {
            agrees(&lives(&twins, person).here);
        }
    }
}

#[test]
fn doors_and_teachers_are_those_that_there_are() {
    let scenario = town(&[REGIMES]);
    let mut told = 0;
    for (regime, doors) in [
        ("professional-centred", &[Door::Desk][..]),
        ("case-centred", &[Door::Desk, Door::Link]),
        ("mutual-self-help", &[Door::Link, Door::Outreach]),
        ("autonomous", &[Door::Link, Door::Initiative]),
        ("directive-group", &[Door::Desk, Door::Outreach]),
    ] {
        let twins = twins(&scenario, regime);
        for person in (0..scenario.people).step_by(29) {
            for event in &lives(&twins, person).here.events {
                match event.what {
                    What::Applied(door) => {
                        assert!(doors.contains(&door), "{regime}: {door:?}");
                        assert_eq!(door == Door::Link, event.other != Other::Nobody);
                        told += 1;
                    }
                    What::Learnt(Channel::Prescription) => assert_eq!(event.other, Other::Worker),
                    What::Learnt(Channel::Dialogue) => told += u32::from(event.other != Other::Nobody),
                    _ => (),
                }
            }
        }
    }
    assert!(told > 50, "{told}");
}

#[test]
fn somebody_who_fits_is_picked() {
    let scenario = town(&["people=600"]);
    let twins = twins(&scenario, "mutual-self-help");
    let roll = Roll::call(&twins, &()).expect("a sound world").expect("nobody stops it");
    for pick in Pick::ALL {
        let picked = roll.pick(pick).expect("somebody of each kind");
        let all = roll.fitting(pick);
        assert_eq!(all.len(), picked.of);
        let life = lives(&twins, picked.person);
        assert!(fits(pick, &life.here), "{pick:?}: {}", picked.person);
        let change = roll.change(picked.person);
        let end = |life: &Life| life.weeks.last().expect("weeks").beliefs[GENERAL];
        assert!((end(&life.here) - end(&life.there) - change).abs() < 1e-12);
        if pick == Pick::Giver {
            assert!(all.iter().all(|&other| roll.given(other) <= roll.given(picked.person)));
            assert_eq!(given_as_member(&life.here), roll.given(picked.person));
        } else {
            let below = all.iter().filter(|&&other| roll.change(other) < change).count();
            let above = all.iter().filter(|&&other| roll.change(other) > change).count();
            assert!(below <= (all.len() - 1) / 2 && above <= all.len() / 2, "{below} {above} of {}", all.len());
        }
    }
    // Nobody who fits is left out, and nobody else is in.
    for person in (0..scenario.people).step_by(23) {
        let here = lives(&twins, person).here;
        for pick in Pick::ALL {
            assert_eq!(roll.fitting(pick).contains(&person), fits(pick, &here), "{pick:?}: {person}");
        }
    }
}

/// Whether a life is of a kind, by its chronicle alone.
fn fits(pick: Pick, life: &Life) -> bool {
    let digest = Digest::of(life);
    match pick {
        Pick::Veteran => {
            digest.stays.last().is_some_and(|stay| stay.left.is_none() && digest.weeks - stay.entered > VETERAN_WEEKS)
        }
        Pick::Dropout => {
            let last = life.events.iter().rfind(|e| matches!(e.what, What::Left(_) | What::Entered { .. }));
            last.is_some_and(|event| event.what == What::Left(Leaving::DropOut))
        }
        Pick::NeverEntered => {
            let in_need = life.weeks[1..].iter().filter(|week| week.standing == NeedStatus::InNeed).count() as u32;
            digest.stays.is_empty() && in_need >= LONG_IN_NEED
        }
        Pick::Giver => given_as_member(life) > 0,
    }
}

/// Turns given in weeks that began in membership: who leaves, leaves after the meeting.
fn given_as_member(life: &Life) -> u32 {
    let gave = life.events.iter().filter(|event| event.what == What::GaveTurn);
    gave.filter(|event| life.weeks[event.week as usize - 1].member).count() as u32
}

#[test]
fn two_lives_part_where_they_first_differ() {
    let scenario = town(&[]);
    let twins = twins(&scenario, "mutual-self-help");
    let mut parted = 0;
    for person in (0..scenario.people).step_by(17) {
        let lives = lives(&twins, person);
        let found = parting(&lives);
        let until = found.as_ref().map_or(u32::MAX, |parting| parting.week);
        let before = |life: &Life| -> Vec<_> { life.events.iter().filter(|e| e.week < until).cloned().collect() };
        assert_eq!(before(&lives.here), before(&lives.there), "{person}");
        let weeks = lives.here.weeks.iter().zip(&lives.there.weeks);
        assert!(weeks.clone().take(until as usize).all(|(here, there)| here == there), "{person}");
        if let Some(parting) = found {
            parted += 1;
            assert!(parting.here.is_some() || parting.there.is_some(), "{person}: something can be told");
            let only = |event: &Option<_>, life: &Life| event.as_ref().is_none_or(|event| life.events.contains(event));
            assert!(only(&parting.here, &lives.here) && only(&parting.there, &lives.there));
            assert_ne!(parting.here, parting.there);
        }
    }
    assert!(parted > 5, "{parted}");
}

#[test]
fn the_state_at_the_end_is_that_of_the_run() {
    let folder = Folder::new();
    assert!(run(&folder, &["--out", "run"]).status.success());
    let manifest = fs::read_to_string(folder.path("run/manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let scenario = Scenario::load(&folder.path("run/scenario.toml"), &[]).expect("a scenario");
    let hash = |regime: &str, replicate: u32| {
        let runs = manifest["runs"].as_array().expect("runs").iter();
        let mut ours = runs.filter(|run| run["regime"] == regime && run["replicate"] == replicate);
        ours.next().expect("the run")["state_hash"].as_str().expect("a hash").to_owned()
    };
    for (regime, replicate) in [("mutual-self-help", 0), ("case-centred", 1)] {
        let structure = scenario.regime(regime).expect("a regime").structure;
        let twins = Twins::at_week_0(&scenario, structure, replicate, &()).expect("sound").expect("not stopped");
        let lives = lives(&twins, 3);
        assert_eq!(format!("{:016x}", lives.here.state_hash), hash(regime, replicate));
        assert_eq!(format!("{:016x}", lives.there.state_hash), hash("none", replicate));
    }
}

#[test]
fn stories_are_short_and_whole() {
    for seed in [20, 21] {
        let scenario = town(&[REGIMES, "people_move=true", "moving_per_week=0.001", &format!("seed={seed}")]);
        let mut longest = [0; Language::ALL.len()];
        for regime in &scenario.regimes {
            let twins = twins(&scenario, &regime.name);
            for person in (0..scenario.people).step_by(13) {
                let subject = StoryPerson { scenario: &scenario, regime, replicate: 0, person };
                let lives = lives(&twins, person);
                let story = Story::of(subject, Chosen::Asked, &lives);
                for (language, longest) in Language::ALL.into_iter().zip(&mut longest) {
                    let text = story.text(language);
                    let about = format!("seed {seed}, {}, person {person}, {language:?}", regime.name);
                    whole(&text, &about);
                    *longest = text.split_whitespace().count().max(*longest);
                }
                let [english, italian] = Language::ALL.map(|language| story.paragraphs(language));
                let about = format!("seed {seed}, {}, person {person}", regime.name);
                assert_eq!(english.paragraphs.len(), italian.paragraphs.len(), "{about}");
                is_italian(&italian, &[&regime.name, &scenario.name], &about);
                if let Some(parting) = story.parting() {
                    parting_is_said(parting, &[(Language::English, &english), (Language::Italian, &italian)], &about);
                }
            }
        }
        assert!(longest.iter().all(|&longest| longest > 200), "{longest:?}");
    }
}

/// No more words than there may be, in lines that fit, and no slip that shows whatever is told.
fn whole(text: &str, about: &str) {
    let words = text.split_whitespace().count();
    assert!(words <= WORDS, "{about}: {words} words:\n{text}");
    for slip in [
        "  ",
        " ,",
        " .",
        " ;",
        "..",
        ",,",
        ",.",
        "()",
        "{",
        "}",
        "NaN",
        ": .",
        ":.",
        "one insights",
        "one times",
        "favours once",
        "un volte",
        "uno volte",
        "una consapevolezze",
    ] {
        assert!(!text.contains(slip), "{about}: {slip:?} in:\n{text}");
    }
    assert_eq!(text.matches('(').count(), text.matches(')').count(), "{about}:\n{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{about}:\n{text}");
}

/// No English word is left, except names that are the same in all languages.
fn is_italian(text: &StoryText, names: &[&str], about: &str) {
    let mut told = format!("{} {} {}", text.title, text.paragraphs.join(" "), text.source);
    for name in names {
        told = told.replace(name, "");
    }
    let told = format!(" {} ", told.replace(|c: char| !c.is_alphanumeric(), " "));
    for word in [
        "the", "they", "them", "their", "and", "of", "with", "without", "was", "were", "week", "weeks", "year",
        "years", "person", "trust", "once", "twice", "times", "ties", "by", "from", "at", "to", "never", "nobody",
        "people",
    ] {
        assert!(!told.contains(&format!(" {word} ")), "{about}: {word:?} in:\n{told}");
    }
}

/// Where two lives part is said at the end of the text, in the words in which an event is said by itself.
fn parting_is_said(parting: &Parting, texts: &[(Language, &StoryText)], about: &str) {
    for (language, text) in texts {
        let last = text.paragraphs.last().expect("a paragraph");
        assert!(last.contains(&parting.week.to_string()), "{about}: {last}");
        for event in [&parting.here, &parting.there].into_iter().flatten() {
            let said = said(event, *language);
            assert!(last.contains(&said), "{about}: {said:?} is not in {last}");
        }
    }
}

const SMALL: [&str; 12] = [
    "--set",
    "parameters.from=1",
    "--set",
    "people=200",
    "--set",
    "weeks=160",
    "--set",
    "burn_in_weeks=40",
    "--set",
    "onset_per_week=0.01",
    "--set",
    "replicates=3",
];

/// A story of a small town.
fn story(folder: &Folder, more: &[&str]) -> Output {
    let mut arguments = vec!["story", "three-regimes"];
    arguments.extend(SMALL);
    arguments.extend(more);
    mutua(folder, &arguments).output().expect("the command starts")
}

#[test]
fn the_same_bytes_every_time_and_on_every_number_of_threads() {
    let folder = Folder::new();
    let told: Vec<_> = [("1", "a"), ("1", "b"), ("2", "c")]
        .map(|(threads, out)| {
            let more = ["--regime", "mutual-self-help", "--pick", "giver", "--threads", threads, "--out", out];
            let output = story(&folder, &more);
            assert!(output.status.success(), "{}", told(&output));
            let text = String::from_utf8(output.stdout).expect("text");
            let (text, _) = text.split_once("\nWritten: ").expect("where it is written");
            (text.to_owned(), files(&folder.path(out)))
        })
        .to_vec();
    assert!(told[0].1.len() == 3, "{:?}", told[0].1.keys());
    assert!(told[0] == told[1] && told[0] == told[2]);
}

#[test]
fn many_people_give_the_same_story_on_every_number_of_threads() {
    let folder = Folder::new();
    let text = |threads: &str| {
        // Enough people that parts of one world are shared between threads.
        let sets = ["--set", "people=40000", "--set", "weeks=12", "--set", "burn_in_weeks=3"];
        let mut arguments = vec!["story", "three-regimes", "--regime", "case-centred", "--pick", "giver"];
        arguments.extend(sets.iter().chain(&["--set", "onset_per_week=0.01", "--threads", threads, "--out", threads]));
        let output = mutua(&folder, &arguments).output().expect("the command starts");
        assert!(output.status.success(), "{}", told(&output));
        files(&folder.path(threads))
    };
    assert!(text("1") == text("2"));
}

#[test]
fn files_are_where_they_are_said_to_be_and_are_not_overwritten_without_force() {
    let folder = Folder::new();
    let asked = ["--regime", "case-centred", "--person", "7", "--replicate", "2"];
    assert!(story(&folder, &asked).status.success());
    let home = folder.path("results/story-three-regimes");
    let before = files(&home);
    let names: Vec<_> = before.keys().map(|path| path.display().to_string()).collect();
    let name = |ending: &str| format!("case-centred-person-7-replicate-2.{ending}");
    assert_eq!(names, [name("csv"), name("md"), name("svg")]);
    let again = story(&folder, &asked);
    assert_eq!(again.status.code(), Some(2));
    assert!(told(&again).contains("--force"), "{}", told(&again));
    let mut other = asked.to_vec();
    other.extend(["--set", "seed=9", "--force"]);
    assert!(story(&folder, &other).status.success());
    assert!(files(&home).len() == 3 && files(&home) != before);
}

#[test]
fn the_table_holds_every_event_of_both_lives() {
    let folder = Folder::new();
    assert!(story(&folder, &["--regime", "mutual-self-help", "--person", "11", "--out", "s"]).status.success());
    let text = fs::read_to_string(folder.path("s/mutual-self-help-person-11.csv")).expect("a table");
    let sets: Vec<String> = SMALL.iter().filter(|part| **part != "--set").map(|set| (*set).to_owned()).collect();
    let scenario = Scenario::parse_as("", "town.toml", "town", &sets).expect("a scenario");
    let lives = lives(&twins(&scenario, "mutual-self-help"), 11);
    let rows = |life: &str| text.lines().filter(|line| line.starts_with(&format!("{life},"))).count();
    assert_eq!((rows("regime"), rows("twin")), (lives.here.events.len(), lives.there.events.len()));
    assert_eq!(text.lines().count(), 1 + rows("regime") + rows("twin"));
    let svg = fs::read_to_string(folder.path("s/mutual-self-help-person-11.svg")).expect("a timeline");
    assert!(svg.starts_with("<svg") && svg.contains("mutual-self-help") && svg.len() < 200_000, "{}", svg.len());
}

/// The figures of a story, counted anew from nothing but its table.
#[test]
fn what_is_told_can_be_counted_in_the_table() {
    let folder = Folder::new();
    let output = story(&folder, &["--regime", "mutual-self-help", "--pick", "giver", "--out", "s"]);
    assert!(output.status.success(), "{}", told(&output));
    let table = files(&folder.path("s")).into_iter().find(|(name, _)| name.extension().is_some_and(|e| e == "csv"));
    let table = String::from_utf8(table.expect("a table").1).expect("text");
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let rows: Vec<_> = rows.into_iter().filter(|row| row[0] == "regime").collect();
    let week = |row: &[&str]| row[1].parse::<u32>().expect("a week");
    let all = |event: &str| rows.iter().filter(|row| row[3] == event).collect::<Vec<_>>();
    let said = |n: usize| {
        let words =
            ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
        words.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
    };
    let times = |n: usize| match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => said(n) + " times",
    };
    let text = String::from_utf8(output.stdout).expect("text").replace('\n', " ");
    let (turns, refused) = (all("dialogue"), all("turn_refused"));
    let felt = turns.iter().filter(|row| row[7].parse::<f64>().expect("a share") >= 0.5).count();
    let learnt = all("learnt").into_iter().filter(|row| row[4] != "alone");
    let learnt: usize = learnt.map(|row| row[8].parse::<usize>().expect("a count")).sum();
    let onset = week(all("onset")[0]);
    let (applied, entered) = (week(all("applied")[0]), week(all("entered")[0]));
    let asked = |event: &str| all(event).iter().filter(|row| (onset..=entered).contains(&week(row))).count();
    for claim in [
        format!("(week {onset}) a life problem struck"),
        format!("(week {applied}) they applied"),
        format!("Of {} turns about their own life", said(turns.len() + refused.len())),
        format!("{} were felt as help", said(felt)),
        format!("{} refused.", said(refused.len())),
        format!("They learnt {} insights they needed", said(learnt)),
        format!("{} they were refused", times(asked("refused"))),
        format!("favours {}", times(asked("refused") + asked("favour"))),
        format!("gave {} turns at meetings, {} favours", said(all("gave_turn").len()), said(all("gave_favour").len())),
        format!("said no {}", times(all("declined").len())),
    ] {
        assert!(text.contains(&claim), "{claim:?} is not in:\n{text}");
    }
}

#[test]
fn what_cannot_be_told_is_refused_and_nothing_is_written() {
    let folder = Folder::new();
    let helping = "professional-centred, case-centred, mutual-self-help";
    for (asked, expected) in [
        (&["--regime", "case-centred", "--person", "200"][..], "numbered 0 to 199"),
        (&["--regime", "case-centerd"], "did you mean `case-centred`?"),
        (&[], helping),
        (&["--regime", "case-centred", "--replicate", "3"], "numbered 0 to 2"),
        (&["--regime", "professional-centred", "--pick", "giver"], "--pick dropout ("),
        (&["--regime", "none"], "no veteran"),
        (&["--regime", "case-centred", "--person", "3", "--pick", "giver"], "cannot be used with"),
    ] {
        let output = story(&folder, asked);
        assert_eq!(output.status.code(), Some(2), "{asked:?}");
        assert!(told(&output).contains(expected), "{asked:?}: {}", told(&output));
    }
    assert!(!folder.path("results").exists());
}

#[test]
fn the_only_regime_with_networks_need_not_be_named_and_the_twin_need_not_be_listed() {
    let folder = Folder::new();
    let output = story(&folder, &["--set", "regimes=[\"case-centred\"]", "--person", "5"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("under case-centred"));
}

#[test]
fn equal_structures_give_the_same_life() {
    let folder = Folder::new();
    let output = story(&folder, &["--regime", "none", "--person", "5"]);
    assert!(output.status.success(), "{}", told(&output));
    let text = String::from_utf8_lossy(&output.stdout).replace('\n', " ");
    assert!(text.contains("lived the same life: nothing differs in any week"), "{text}");
}

/// Only the text is in another language: the timeline, the table and their names are the same.
#[test]
fn a_language_changes_the_text_and_nothing_else() {
    let folder = Folder::new();
    let in_language = |more: &[&str], out: &str| {
        let mut asked = vec!["--regime", "mutual-self-help", "--person", "11", "--out", out];
        asked.extend(more);
        let output = story(&folder, &asked);
        assert!(output.status.success(), "{}", told(&output));
        (String::from_utf8(output.stdout).expect("text"), files(&folder.path(out)))
    };
    let (plain, unsaid) = in_language(&[], "plain");
    let (english, in_english) = in_language(&["--language", "en"], "en");
    let (italian, in_italian) = in_language(&["--language", "it"], "it");
    let text = |told: &str| told.split_once("\nWritten: ").expect("where it is written").0.to_owned();
    assert!(text(&plain) == text(&english) && unsaid == in_english);
    assert!(english.starts_with("# Person 11: 160 weeks under mutual-self-help\n"), "{english}");
    assert!(italian.starts_with("# Persona n. 11: 160 settimane nel regime mutual-self-help\n"), "{italian}");
    let differ: Vec<_> = in_english.iter().filter(|(name, bytes)| in_italian.get(*name) != Some(bytes)).collect();
    assert_eq!(differ.len(), 1, "{:?}", differ.iter().map(|(name, _)| name).collect::<Vec<_>>());
    let file = String::from_utf8(in_italian[Path::new("mutual-self-help-person-11.md")].clone()).expect("text");
    let picture = "\n![Le due vite sullo stesso asse del tempo](mutual-self-help-person-11.svg)\n";
    assert_eq!(file, text(&italian) + picture);
}

#[test]
fn a_language_that_is_not_there_is_refused() {
    let folder = Folder::new();
    for unknown in ["de", "italian", "IT", ""] {
        let output = story(&folder, &["--regime", "case-centred", "--person", "3", "--language", unknown]);
        assert_eq!(output.status.code(), Some(2), "{unknown:?}");
        assert!(told(&output).contains("[possible values: en, it]"), "{}", told(&output));
    }
    assert!(!folder.path("results").exists());
}

/// The stories printed in the documentation are what the commands print. `MUTUA_WRITE_DOCS=1` writes them anew.
#[test]
fn the_stories_in_the_documentation_are_those_that_are_told() {
    let folder = Folder::new();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/stories.md");
    let document = fs::read_to_string(&path).expect("the document");
    let write = std::env::var_os("MUTUA_WRITE_DOCS").is_some();
    let (mut anew, mut rest, mut stories) = (String::new(), &document[..], 0);
    let mark = "<!-- printed -->\n```text\n";
    while let Some(from) = rest.find(mark).map(|at| at + mark.len()) {
        let to = from + rest[from..].find("```").expect("the part ends");
        let command = rest[..from].lines().rfind(|line| line.starts_with("mutua story")).expect("a command");
        // Without the name of the program, which is the one under test.
        let arguments: Vec<&str> = command.split_whitespace().skip(1).chain(["--force"]).collect();
        let output = mutua(&folder, &arguments).output().expect("the command starts");
        assert!(output.status.success(), "{}", told(&output));
        let said = String::from_utf8(output.stdout).expect("text");
        assert!(write || rest[from..to] == said, "{command}: {said}");
        anew = anew + &rest[..from] + &said;
        (rest, stories) = (&rest[to..], stories + 1);
    }
    assert_eq!(stories, Language::ALL.len());
    if write {
        fs::write(&path, anew + rest).expect("a writable document");
    }
}
