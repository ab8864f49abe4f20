//! Rivals: each does what a sceptic says of it; a rival that lacks what is there predicts worse and is told to, and one that
//! lacks nothing is told to be no different.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use mutua::model::engine::happened::Happened;
use mutua::model::ledger::Channel;
use mutua::model::state::setting::Setting;
use mutua::model::state::world::World;
use mutua::model::structure::Structure;
use mutua::model::tick::tick;
use mutua::scenario::{Scenario, shipped_scenarios};
use shared::{Folder, done, mutua, refused, results, told};
use std::collections::BTreeMap;
use std::fs;

/// The shipped rivals in a small town in which much happens, under the shipped regimes.
fn small(sets: &[&str]) -> Scenario {
    let (.., text) =
        shipped_scenarios().into_iter().find(|(name, ..)| *name == "rivals").expect("the shipped scenario");
    let own = [
        "people=120",
        "weeks=60",
        "burn_in_weeks=30",
        "onset_per_week=0.02",
        "seek_per_week=0.15",
        "outreach_per_week=0.15",
        "desk_per_week=0.15",
        "workers_per_1000=20",
        "categories=2",
        "regimes=[\"none\", \"professional-centred\", \"case-centred\", \"mutual-self-help\", \"autonomous\", \"community\"]",
    ];
    // What is set here would be varied by the design, which these worlds do without.
    let text = text.replace("[design]", "[unused]").replace("[[design.factor]]", "[[unused.factor]]");
    let sets: Vec<String> = own.iter().chain(sets).map(ToString::to_string).collect();
    let (start, rest) = text.split_once("[unused]").expect("a design");
    let (_, rivals) = rest.split_once("# Simpler models").expect("rivals");
    Scenario::parse_as(&format!("{start}# Simpler models{rivals}"), "small", "small", &sets).expect("a scenario")
}

fn as_rival(scenario: &Scenario, name: &str) -> Scenario {
    let rival = scenario.rivals.iter().find(|rival| rival.name == name).expect("a shipped rival");
    scenario.as_rival(rival).expect("a model of the same town")
}

fn horizon(scenario: &Scenario, structure: Option<Structure>) -> World {
    let setting = Setting {
        seed: scenario.seed,
        people: scenario.people,
        replicate: 0,
        parameters: scenario.parameters.clone(),
        switches: scenario.switches.clone(),
    };
    let (mut world, mut happened) = (World::new(&setting).expect("a world"), Happened::default());
    for _ in 0..scenario.burn_in_weeks {
        tick(&mut world, &mut happened).expect("balanced books");
    }
    world.begin(structure).expect("a structure");
    for _ in 0..scenario.weeks {
        tick(&mut world, &mut happened).expect("balanced books");
    }
    world
}

/// The burden of everybody, and what they know.
fn bearing(world: &World) -> Vec<(u16, u64)> {
    world.people().iter().zip(world.courses()).map(|(person, course)| (person.burden, course.insights)).collect()
}

fn beliefs(world: &World) -> Vec<f64> {
    let ids = 0..world.people().len() as u32;
    ids.flat_map(|id| (0..4).map(move |belief| (id, belief)))
        .map(|(id, belief)| world.view().trust(id, belief))
        .collect()
}

fn helping(scenario: &Scenario) -> impl Iterator<Item = (&str, Option<Structure>)> {
    let all = scenario.regimes.iter().filter(|regime| regime.structure.is_some());
    all.map(|regime| (regime.name.as_str(), regime.structure))
}

#[test]
fn by_selection_only_whoever_enters_bears_what_their_twin_bears_and_feels_helped() {
    let full = small(&[]);
    let rival = as_rival(&full, "selection-only");
    let without = horizon(&rival, None);
    for (name, structure) in helping(&rival) {
        let world = horizon(&rival, structure);
        assert!(bearing(&world) == bearing(&without), "{name}");
        assert!(world.ledger().dialogues + world.ledger().prescriptions > 0, "{name}: nobody entered");
    }
    assert!(helping(&full).all(|(_, structure)| bearing(&horizon(&full, structure)) != bearing(&horizon(&full, None))));
    // It is felt all the same: what is left in ties differs.
    let group = rival.regime("mutual-self-help").expect("a regime").structure;
    assert_ne!(horizon(&rival, group).hash(), without.hash());
}

#[test]
fn by_pure_dose_no_initial_trust_changes_what_anybody_bears_though_trust_moves() {
    let other = ["initial_general=0.25", "initial_services=0.4", "initial_empowerment=0.75", "initial_dependence=0.35"];
    let other = [&other[..], &["initial_sd=0.15", "worker_empowerment=0.4"]].concat();
    let (one, other) = (small(&[]), small(&other));
    let [rival, changed] = [&one, &other].map(|scenario| as_rival(scenario, "pure-dose"));
    for regime in &rival.regimes {
        let (name, structure) = (&regime.name, regime.structure);
        let (here, there) = (horizon(&rival, structure), horizon(&changed, structure));
        assert!(bearing(&here) == bearing(&there), "{name}");
        assert!(beliefs(&here) != beliefs(&there), "{name}");
        let begun = horizon(&Scenario { burn_in_weeks: 0, weeks: 1, ..rival.clone() }, structure);
        assert!(beliefs(&begun) != beliefs(&here), "{name}: trust moves");
        assert!(bearing(&horizon(&one, structure)) != bearing(&horizon(&other, structure)), "{name}: the full model");
    }
    let none = horizon(&rival, None);
    assert!(helping(&rival).all(|(_, structure)| bearing(&horizon(&rival, structure)) != bearing(&none)), "turns help");
}

#[test]
fn by_attention_only_who_is_present_makes_no_difference_and_nothing_is_learnt_of_them() {
    // Whether others have lived the same problem is a matter of how many kinds of it there are; whom a guide looks for, too.
    let (one, many) = (small(&["categories=1", "recruiting=false"]), small(&["categories=8", "recruiting=false"]));
    let [here, there] = [&one, &many].map(|scenario| as_rival(scenario, "attention-only"));
    for name in ["case-centred", "professional-centred"] {
        let structure = here.regime(name).expect("a regime").structure;
        assert!(bearing(&horizon(&here, structure)) == bearing(&horizon(&there, structure)), "{name}");
    }
    let close = here.regime("case-centred").expect("a regime").structure;
    assert!(bearing(&horizon(&one, close)) != bearing(&horizon(&many, close)), "in the full model it matters");
    let (full, rival) = (small(&[]), as_rival(&small(&[]), "attention-only"));
    let by_others = |world: &World| {
        let others = Channel::ALL.iter().filter(|channel| **channel != Channel::Alone);
        others.map(|&channel| world.ledger().insights_gained[channel as usize]).sum::<i64>()
    };
    let none = horizon(&rival, None);
    for (name, structure) in helping(&rival) {
        let world = horizon(&rival, structure);
        assert_eq!((by_others(&world), world.ledger().insights_mistaken), (0, 0), "{name}");
        assert!(by_others(&horizon(&full, structure)) > 0, "{name}: the full model");
        assert!(bearing(&world) != bearing(&none), "{name}: being listened to helps");
    }
}

/// A town in which ties are lost by a chance that is fitted, and a check of how many are in need, which that of the full model
/// is planted in. A rival in which help among ties relieves nobody cannot meet it; another one turns off what does nothing
/// here.
fn town(check: f64) -> String {
    format!(
        r#"
people = 200
weeks = 52
burn_in_weeks = 52
replicates = 2
record_every_weeks = 4
regimes = ["none", "mutual-self-help"]

[parameters]
onset_per_week = 0.02
relief_receiving = 0.08
everyday_contact = 0.3

[design]
kind = "sobol"
points = 4

[[design.factor]]
key = "tie_loss"
low = 0.0005
high = 0.01

[[target]]
id = "ties"
indicator = "neighbour_ties"
regime = "none"
value = 3.0
sd = 0.5

[[target]]
id = "in-need"
indicator = "in_need"
regime = "none"
value = {check}
sd = 0.01
discrepancy = 0.0
use = "check"

[[rival]]
name = "no-help"
says = "Help among ties changes nothing"
set = ["relief_receiving=0"]
tells = ["in-need"]
because = "without relief more people stay in need"

[[rival]]
name = "the-same"
says = "Workers learn nothing by practice"
set = ["worker_practice=false"]
tells = ["in-need"]
because = "in a world without helping networks there is no difference"
"#
    )
}

fn rows(folder: &Folder, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.path(file)).expect("a table");
    let head = reader.headers().expect("a head").clone();
    let row = |row: csv::StringRecord| head.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|one| row(one.expect("a row"))).collect()
}

/// What is in need in `none` in the full model, at the horizon.
fn planted(folder: &Folder) -> f64 {
    fs::write(folder.path("truth.toml"), town(0.1)).expect("a scenario");
    done(folder, &["run", "truth.toml", "--replicates", "10", "--set", "seed=77", "--out", "truth"]);
    let rows = rows(folder, "truth/summary.csv");
    let last = rows
        .iter()
        .rfind(|row| row["regime"] == "none" && row["population"] == "everyone" && row["indicator"] == "in_need");
    last.expect("a row")["mean"].parse().expect("a number")
}

const SIZES: [&str; 8] = ["--budget", "4000000", "--population", "12", "--fitted", "1", "--predictive", "4"];

fn fitted(folder: &Folder) {
    let check = planted(folder);
    fs::write(folder.path("town.toml"), town(check)).expect("a town");
    done(folder, &[&["fit", "town.toml", "--out", "full"], &SIZES[..]].concat());
    for rival in ["no-help", "the-same"] {
        done(folder, &["fit", "town.toml", "--rival", rival, "--beside", "full", "--out", rival]);
    }
}

#[test]
fn a_rival_without_what_was_planted_predicts_worse_and_one_that_is_equal_is_no_different() {
    let folder = Folder::new();
    fitted(&folder);
    let said = done(&folder, &["rivals", "the-same", "full", "no-help", "--out", "rivals.csv"]);
    assert!(said.contains("On the checks the full model is nearer than no-help by "), "{said}");
    assert!(said.contains("On the targets the full model is no nearer than no-help: by 0.00 ["), "{said}");
    assert!(said.contains("tells the full model from no-help, as foreseen"), "{said}");
    assert!(said.contains("On the checks the full model is no nearer than the-same: by 0.00 [0.00, 0.00]"), "{said}");
    assert!(said.contains("does NOT tell them apart, though foreseen"), "{said}");
    let table = rows(&folder, "rivals.csv");
    let nearer = |rival: &str, figure: &str| {
        let row = table.iter().find(|row| row["rival"] == rival && row["figure"] == figure);
        row.expect("a row")["nearer"].clone()
    };
    assert_eq!(nearer("no-help", "all checks"), "full");
    assert_eq!(nearer("no-help", "in-need"), "full");
    assert_eq!((nearer("no-help", "ties"), nearer("the-same", "all checks")), ("neither".into(), "neither".into()));

    // The same bytes on any number of threads, in any order of folders; nothing that is there is lost.
    let again = ["rivals", "full", "no-help", "the-same", "--out"];
    for threads in ["1", "3"] {
        let out = format!("{threads}.csv");
        done(&folder, &[&again[..], &[&out, "--threads", threads]].concat());
        assert_eq!(
            fs::read(folder.path(&out)).expect("a table"),
            fs::read(folder.path("rivals.csv")).expect("a table")
        );
    }
    let said = refused(&folder, &[&again[..], &["rivals.csv"]].concat());
    assert!(said.contains("--force replaces it"), "{said}");

    // Both are measured on the scale of the full model, though luck in need is another one where nobody is relieved.
    let luck = |fit: &str| {
        let all = rows(&folder, &format!("{fit}/figures.csv"));
        all.iter().map(|row| row["luck"].clone()).collect::<Vec<String>>()
    };
    assert_eq!(luck("no-help"), luck("full"));

    // A fit of a rival is a result like any other.
    assert!(done(&folder, &["verify", "no-help", "--all"]).contains("every byte is the same"));
    let before = results(&folder, "no-help");
    done(&folder, &["fit", "town.toml", "--rival", "no-help", "--beside", "full", "--out", "one", "--threads", "1"]);
    let without_timings = |mut files: BTreeMap<std::path::PathBuf, Vec<u8>>| {
        files.retain(|path, _| !path.ends_with("timings.json"));
        files
    };
    assert!(without_timings(before) == without_timings(results(&folder, "one")));
    let report = fs::read_to_string(folder.path("no-help/report.html")).expect("a report");
    assert!(report.contains("not the full model") && report.contains("Help among ties changes nothing"));
}

#[test]
fn what_cannot_be_compared_is_refused_and_said() {
    let folder = Folder::new();
    fitted(&folder);
    let beside = |rival, more: &[&str]| {
        refused(&folder, &[&["fit", "town.toml", "--rival", rival, "--out", "x"], more].concat())
    };
    assert!(beside("no-hepl", &["--beside", "full"]).contains("did you mean no-help?"));
    assert!(beside("no-help", &["--beside", "the-same"]).contains("is a fit of the rival the-same"));
    assert!(beside("no-help", &["--beside", "full", "--set", "seed=3"]).contains("another scenario"));
    assert!(beside("no-help", &["--beside", "truth"]).contains("holds no fit"));
    assert!(
        told(&mutua(&folder, &["fit", "town.toml", "--rival", "no-help"]).output().expect("an end"))
            .contains("--beside")
    );
    let compare = |folders: &[&str]| refused(&folder, &[&["rivals"], folders].concat());
    assert!(compare(&["no-help", "the-same"]).contains("must hold the fit of the full model"));
    assert!(compare(&["full", "full", "the-same"]).contains("must hold the fit of the full model"));
    assert!(compare(&["full", "no-help", "no-help"]).contains("fits of the same rival"));
    done(&folder, &[&["fit", "town.toml", "--set", "seed=5", "--out", "other"], &SIZES[..]].concat());
    assert!(compare(&["other", "no-help"]).contains("is of another scenario than other"));

    // What a rival sets does not vary in its fit.
    fs::write(folder.path("town.toml"), town(0.1).replace("relief_receiving=0", "tie_loss=0.001")).expect("a town");
    done(&folder, &[&["fit", "town.toml", "--out", "fixed"], &SIZES[..]].concat());
    let said = beside("no-help", &["--beside", "fixed"]);
    assert!(said.contains("no-help sets every parameter that the [design] varies"), "{said}");

    // A check that is misspelt, and a target, are no checks that can be foreseen.
    let write = |from: &str, to: &str| {
        fs::write(folder.path("town.toml"), town(0.1).replace(from, to)).expect("a town");
    };
    write("tells = [\"in-need\"]", "tells = [\"in-ned\"]");
    let said = refused(&folder, &[&["fit", "town.toml", "--out", "x"], &SIZES[..]].concat());
    assert!(said.contains("the rival no-help foretells in-ned") && said.contains("did you mean in-need?"), "{said}");
    write("tells = [\"in-need\"]", "tells = [\"ties\"]");
    let said = refused(&folder, &[&["fit", "town.toml", "--out", "x"], &SIZES[..]].concat());
    assert!(said.contains("only a check can tell models apart"), "{said}");
}
