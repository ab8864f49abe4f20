//! The accounts of one run, from its books.

use mutua::model::ledger::{Cause, Channel, Object, Phase};
use mutua::record::RunRecord;
use mutua::scenario::Scenario;
use std::collections::BTreeMap;

/// Ledger, account, cause and object.
pub type Key = [&'static str; 4];

/// Every account of a run, per 1,000 people.
pub fn accounts(scenario: &Scenario, record: &RunRecord) -> BTreeMap<Key, f64> {
    let mut all = BTreeMap::new();
    social_and_human(scenario, record, &mut all);
    economic(scenario, record, &mut all);
    all.values_mut().for_each(|value| *value = *value * 1000.0 / f64::from(scenario.people));
    all
}

fn social_and_human(scenario: &Scenario, record: &RunRecord, all: &mut BTreeMap<Key, f64>) {
    let books = &record.ledger;
    let trusts_others = [Object::Tie, Object::Services, Object::General];
    let of = |object: Object| if trusts_others.contains(&object) { "social" } else { "human" };
    for (cause, flows) in Cause::ALL.iter().zip(&books.evidence) {
        if *cause == Cause::Asked && !scenario.switches.worker_asks {
            continue;
        }
        for (object, flow) in Object::ALL.iter().zip(flows) {
            for (account, grains) in [("staked", flow.staked), ("honoured", flow.honoured), ("burned", flow.burned)] {
                all.insert([of(*object), account, cause.name(), object.name()], grains as f64 / 65_536.0);
            }
        }
    }
    let stocks = [Object::General, Object::Services, Object::Empowerment, Object::Dependence];
    for (object, stock) in stocks.into_iter().zip(&books.stocks) {
        let full = |amount: i64| amount as f64 / f64::from(1 << 30);
        let mut put = |account, phase, amount| all.insert([of(object), account, phase, object.name()], full(amount));
        put("opening", "", stock.opening);
        put("closing", "", stock.closing);
        put("faded", "", stock.faded);
        if scenario.switches.people_move {
            put("moved", "", stock.moved);
        }
        for (at, phase) in Phase::ALL.iter().enumerate() {
            put("regenerated", phase.name(), stock.regenerated[at]);
            put("consumed", phase.name(), stock.consumed[at]);
        }
    }
    for (channel, gained) in Channel::ALL.iter().zip(books.insights_gained) {
        all.insert(["human", "insights_gained", channel.name(), ""], gained as f64);
    }
    all.insert(["human", "insights_mistaken", "", ""], books.insights_mistaken as f64);
    all.insert(["human", "insights_lost", "", ""], books.insights_lost as f64);
    let counts = [
        ("requests", books.requests),
        ("refusals", books.refusals),
        ("entries", books.entries),
        ("dropouts", books.dropouts),
        ("civic_acts", books.acts),
    ];
    for (account, count) in counts {
        all.insert(["social", account, "", ""], count as f64);
    }
}

fn economic(scenario: &Scenario, record: &RunRecord, all: &mut BTreeMap<Key, f64>) {
    let books = &record.ledger;
    let hours = |thousandths: i64| thousandths as f64 / 1000.0;
    let productive = f64::from(scenario.people) * f64::from(scenario.weeks) - books.weeks_in_need as f64;
    let mut put = |account, cause, value| all.insert(["economic", account, cause, ""], value);
    put("hours_supplied", "", hours(books.supplied));
    put("hours_used_desk", "", hours(books.desk));
    put("hours_used_meetings", "", hours(books.meetings));
    put("hours_idle", "", hours(books.supplied - books.desk - books.meetings));
    put("hours_unpaid", "", hours(books.unpaid));
    put("weeks_in_need", "", books.weeks_in_need as f64);
    put("productive_weeks", "", productive);
    put("cost_of_hours_supplied", "", hours(books.supplied) * scenario.parameters.cost_per_hour);
    put("worth_of_productive_weeks", "", productive * scenario.parameters.productive_week);
    put("turns", "prescription", books.prescriptions as f64);
    put("turns", "dialogue", books.dialogues as f64);
    put("visits", "", books.visits as f64);
}
