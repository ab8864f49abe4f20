use super::*;

const SMALL: &str = "people = 120\nweeks = 40\nburn_in_weeks = 20\nreplicates = 3\n\
                     regimes = [\"none\", \"professional-centred\", \"mutual-self-help\"]";

fn asked(desk: &mut Desk, request: &Value) -> Vec<u8> {
    desk.room = serde_json::to_vec(request).unwrap();
    desk.ask().unwrap_or_else(|reason| panic!("{reason}"))
}

fn value(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

/// Runs all of [`SMALL`], regimes in this order within each replicate, and gives in what comes.
fn gathered(desk: &mut Desk, order: [usize; 3]) -> Value {
    asked(desk, &serde_json::json!({ "do": "gather", "scenario": SMALL }));
    for replicate in 0..3 {
        for regime in order {
            let run = serde_json::json!({ "do": "run", "scenario": SMALL, "regime": regime, "replicate": replicate });
            desk.room = asked(desk, &run);
            desk.give().unwrap();
        }
    }
    let findings = serde_json::json!({
        "do": "findings", "populations": ["struck", "everyone"], "indicators": ["generalised_trust", "recovered"],
    });
    value(&asked(desk, &findings))
}

#[test]
fn runs_that_are_asked_for_one_by_one_are_those_of_the_whole() {
    let whole = mutua::Scenario::parse(SMALL).unwrap();
    let whole = whole.run(&mutua::RunOptions { threads: 1, twins: false }).unwrap();
    let found = gathered(&mut Desk::default(), [2, 0, 1]);
    let hashes: Vec<Value> = whole
        .records
        .iter()
        .map(|run| serde_json::json!([run.regime, run.replicate, format!("{:016x}", run.state_hash)]))
        .collect();
    assert_eq!(found["hashes"], Value::Array(hashes));
    let at_horizon = whole.findings.summary.at_horizon(2, mutua::EVERYONE, 0).unwrap();
    let series = &found["series"][2];
    assert_eq!(
        (series["population"].as_str(), series["indicator"].as_str()),
        (Some("everyone"), Some("generalised_trust"))
    );
    assert_eq!(series["regimes"][2]["horizon"]["mean"].as_f64(), Some(at_horizon.mean));
    assert_eq!(series["regimes"][2]["horizon"]["low"].as_f64(), Some(at_horizon.low));
    let contrast = whole.contrast("mutual-self-help", "none", mutua::EVERYONE, mutua::Indicator::General).unwrap();
    let told = found["contrasts"].as_array().unwrap().iter().find(|one| {
        one["regime"] == 2
            && one["reference"] == 0
            && one["population"] == "everyone"
            && one["indicator"] == "generalised_trust"
    });
    assert_eq!(told.unwrap()["difference"]["mean"].as_f64(), Some(contrast.difference.mean));
}

#[test]
fn a_world_that_is_kept_is_not_taken_for_another() {
    let mut desk = Desk::default();
    let run = |desk: &mut Desk, scenario: &str, regime: usize, replicate: u32| {
        asked(desk, &serde_json::json!({ "do": "run", "scenario": scenario, "regime": regime, "replicate": replicate }))
    };
    let other = format!("{SMALL}\n[parameters]\nstake_life = 3\n");
    let apart =
        [(SMALL, 0), (&other, 0), (SMALL, 1)].map(|(text, replicate)| run(&mut Desk::default(), text, 2, replicate));
    let one_after_the_other =
        [(SMALL, 0), (&other, 0), (SMALL, 1)].map(|(text, replicate)| run(&mut desk, text, 2, replicate));
    assert_eq!(apart, one_after_the_other);
    assert_ne!(apart[0], apart[1]);
    assert_ne!(apart[0], apart[2]);
}

#[test]
fn a_town_that_is_looked_at_is_that_of_the_run() {
    let mut desk = Desk::default();
    let town = asked(
        &mut desk,
        &serde_json::json!({ "do": "town", "scenario": SMALL, "regime": 2, "replicate": 1, "every": 7 }),
    );
    let number = |place: usize| u32::from_le_bytes(town[4 * place..4 * place + 4].try_into().unwrap());
    let (people, frames) = (number(0), number(2));
    // Weeks 0, 7, …, 35 and the last one.
    assert_eq!((people, frames, number(3)), (120, 7, 7));
    let found = gathered(&mut desk, [0, 1, 2]);
    let hash = format!("{:08x}{:08x}", number(5), number(4));
    assert!(found["hashes"].as_array().unwrap().contains(&serde_json::json!([2, 1, hash])));
    let mut at = 24;
    for _ in 0..frames {
        let ties = u32::from_le_bytes(town[at + 8..at + 12].try_into().unwrap()) as usize;
        at += 12 + 8 * people as usize + 4 * ties;
    }
    assert_eq!(at, town.len());
}

#[test]
fn what_cannot_be_answered_is_told() {
    let mut desk = Desk::default();
    let mut refused = |request: Value| {
        desk.room = serde_json::to_vec(&request).unwrap();
        let answer = desk.ask();
        assert!(!desk.keep(answer));
        String::from_utf8(desk.answer.clone()).unwrap()
    };
    assert!(refused(serde_json::json!({ "do": "dance" })).contains("dance"));
    let misspelt = serde_json::json!({ "do": "run", "scenario": "poeple = 3", "regime": 0, "replicate": 0 });
    assert!(refused(misspelt).contains("did you mean `people`?"));
    let findings = serde_json::json!({ "do": "findings", "populations": [], "indicators": [] });
    assert!(refused(findings).contains("nothing was gathered"));
    let beyond = serde_json::json!({ "do": "run", "scenario": SMALL, "regime": 9, "replicate": 0 });
    assert!(refused(beyond).contains('9'));
}

#[test]
fn the_tables_name_what_scenarios_may_say() {
    let about = value(&asked(&mut Desk::default(), &serde_json::json!({ "do": "about" })));
    let names = |list: &str| -> Vec<String> {
        about[list].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    };
    assert!(names("parameters").contains(&"stake_life".to_owned()) && names("switches").contains(&"hope".to_owned()));
    for regime in about["regimes"].as_array().unwrap().iter().filter(|regime| !regime["fields"].is_null()) {
        let fields = regime["fields"].as_object().unwrap();
        assert!(fields.keys().all(|name| names("fields").contains(name)), "{regime}");
    }
}

#[test]
fn a_life_is_told_in_both_languages_and_parts_where_its_story_says() {
    let life = |language: &str| {
        let request = serde_json::json!({
            "do": "life", "scenario": SMALL, "regime": 1, "replicate": 0, "person": 7, "language": language,
        });
        value(&asked(&mut Desk::default(), &request))
    };
    let (english, italian) = (life("en"), life("it"));
    assert_eq!((&english["parts"], &english["here"]), (&italian["parts"], &italian["here"]));
    let paragraphs = |life: &Value| life["paragraphs"].as_array().unwrap().len();
    assert_eq!(paragraphs(&english), paragraphs(&italian));
    assert_ne!(english["paragraphs"], italian["paragraphs"]);
    let last = english["paragraphs"].as_array().unwrap().last().unwrap().as_str().unwrap().to_owned();
    match english["parts"].as_u64() {
        Some(week) => assert!(last.contains(&format!("(week {week})")), "{last}"),
        None => assert!(last.contains("the same life"), "{last}"),
    }
}
