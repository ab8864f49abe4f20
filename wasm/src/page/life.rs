//! One person's years, beside the same person in the world without helping networks.

use mutua::Scenario;
use mutua::analysis::chronicle::{Life, NeedStatus, Pick};
use mutua::experiments::chronicle::Twins;
use mutua::experiments::chronicle::roll::Roll;
use mutua::output::Language;
use mutua::output::story::{Chosen, Story, StoryPerson};
use serde_json::{Value, json};
use std::error::Error;

/// The story of a person, and the weeks of both lives.
pub(super) fn life(
    text: &str,
    regime: usize,
    replicate: u32,
    person: u32,
    language: &str,
) -> Result<Value, Box<dyn Error>> {
    let language = Language::of_code(language).ok_or_else(|| format!("no story is told in {language}"))?;
    let scenario = Scenario::parse(text)?;
    let regime = scenario.regimes.get(regime).ok_or("there is no such regime")?;
    let twins = Twins::at_week_0(&scenario, regime.structure, replicate, &())?.ok_or("stopped")?;
    let lives = twins.lives(person, &())?.ok_or("stopped")?;
    let of = StoryPerson { scenario: &scenario, regime, replicate, person };
    let story = Story::of(of, Chosen::Asked, &lives);
    let told = story.paragraphs(language);
    Ok(json!({
        "title": told.title, "paragraphs": told.paragraphs, "source": told.source,
        "parts": story.parting().map(|parting| parting.week),
        "here": weeks(&lives.here), "there": weeks(&lives.there),
    }))
}

/// A life week by week.
fn weeks(life: &Life) -> Value {
    let of = |belief: usize| life.weeks.iter().map(|week| week.beliefs[belief]).collect::<Vec<f64>>();
    let need = |week: &mutua::analysis::chronicle::Week| match week.standing {
        NeedStatus::Untroubled => 0,
        NeedStatus::InNeed => 1,
        NeedStatus::Recovered => 2,
    };
    json!({
        "trust_in_people": of(0), "trust_in_services": of(1), "empowerment": of(2), "dependence": of(3),
        "burden": life.weeks.iter().map(|week| week.burden).collect::<Vec<f64>>(),
        "need": life.weeks.iter().map(need).collect::<Vec<u8>>(),
        "member": life.weeks.iter().map(|week| week.member).collect::<Vec<bool>>(),
        "waiting": life.weeks.iter().map(|week| week.waiting).collect::<Vec<bool>>(),
        "hash": format!("{:016x}", life.state_hash),
    })
}

/// The one in the middle of a kind; null where there is nobody.
pub(super) fn pick(text: &str, regime: usize, replicate: u32, kind: &str) -> Result<Value, Box<dyn Error>> {
    let scenario = Scenario::parse(text)?;
    let regime = scenario.regimes.get(regime).ok_or("there is no such regime")?;
    let kind = match kind {
        "veteran" => Pick::Veteran,
        "dropout" => Pick::Dropout,
        "never_entered" => Pick::NeverEntered,
        "giver" => Pick::Giver,
        other => return Err(format!("nobody is picked as {other}").into()),
    };
    let twins = Twins::at_week_0(&scenario, regime.structure, replicate, &())?.ok_or("stopped")?;
    let roll = Roll::call(&twins, &())?.ok_or("stopped")?;
    Ok(roll.pick(kind).map_or(Value::Null, |picked| json!({ "person": picked.person, "of": picked.of })))
}
