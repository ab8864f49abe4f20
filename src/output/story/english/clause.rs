//! An event as half a sentence in English.

use super::words::{by_tie, things};
use crate::analysis::chronicle::digest::Wait;
use crate::analysis::chronicle::{Event, Leaving, Other, What};
use crate::model::effects::Door;
use crate::model::ledger::Channel;
use crate::model::origin::Origin;

/// What happened, in the past, said of "they".
pub(super) fn clause(event: &Event) -> String {
    let who = named(event.other, event.tie);
    match event.what {
        What::Onset => "a life problem struck".to_owned(),
        What::Relapse => "the life problem came back".to_owned(),
        What::Recovered => "they recovered".to_owned(),
        What::Worsened => "they fell back into need".to_owned(),
        What::TechnicalNeed => "a technical need came up".to_owned(),
        What::Queued => "they queued at the desk".to_owned(),
        What::Visit { solved: true } => "the desk solved a technical need".to_owned(),
        What::Visit { solved: false } => "the desk could not solve a technical need".to_owned(),
        What::Waited => "waiting was felt as a refusal by services".to_owned(),
        What::Favour => format!("{who} did them a favour"),
        What::Refused => format!("{who} refused them a favour"),
        What::TurnRefused if event.other == Other::Nobody => "nobody present took a turn for them".to_owned(),
        What::TurnRefused => format!("{who} refused to take a turn for them"),
        What::InvitationRefused => format!("{who} refused to come to their network"),
        What::Supported => format!("{who} joined their network to support them"),
        What::Kindness => format!("{who} did something for them unasked"),
        What::GaveFavour => format!("they did {who} a favour"),
        What::GaveTurn => format!("they took a turn for {who}"),
        What::Acted => format!("they did something unasked for {who}"),
        What::Declined => format!("they refused {who} help"),
        What::Prescription { .. } => "the professional prescribed".to_owned(),
        What::Dialogue => format!("they talked their problem over with {who}"),
        What::Applied(door) => applied(door, &who),
        What::Withdrew => "they came off the waiting list".to_owned(),
        What::Entered { .. } => "they entered a helping network".to_owned(),
        What::Moved => "their group split and they moved".to_owned(),
        What::Left(Leaving::DropOut) => "they dropped out".to_owned(),
        What::Left(Leaving::Recovered) => "they left, recovered".to_owned(),
        What::Left(Leaving::Agreed) => "the meetings agreed were over and they left".to_owned(),
        What::Left(Leaving::Alone) => "their group closed".to_owned(),
        What::Supports => format!("they began to support the network of {who}"),
        What::Learnt(channel) => learnt(channel, event.count),
        What::Mistaken => format!("they adopted {} by mistake", insights(event.count)),
        What::Hope { recovered: true } => "they saw another member recover".to_owned(),
        What::Hope { recovered: false } => "they saw another member worsen".to_owned(),
        What::TaughtWorker => "the professional asked them, and learnt from them".to_owned(),
        What::Heard { services: true } => "they heard how services had treated somebody".to_owned(),
        What::Heard { services: false } => format!("they heard how {who} had treated somebody"),
        What::Left(Leaving::Moved) | What::MovedAway => "they moved away".to_owned(),
        What::TieFormed => format!("{who} became close to them"),
        What::TieFaded => format!("the tie to {who} faded away"),
    }
}

/// By which door they applied, as half a sentence.
pub(super) fn door(wait: &Wait) -> String {
    applied(wait.door, &named(wait.via, wait.tie))
}

fn applied(door: Door, who: &str) -> String {
    match door {
        Door::Initiative => "they set out for a network themselves".to_owned(),
        Door::Link => format!("they applied through {who}, a member already"),
        Door::Desk => "they applied at the services' desk".to_owned(),
        Door::Outreach => "they applied, reached by outreach".to_owned(),
        Door::Mandate => "they were sent to apply".to_owned(),
    }
}

/// The other one: by the tie, with the number.
fn named(other: Other, tie: Option<Origin>) -> String {
    match other {
        Other::Nobody => "somebody".to_owned(),
        Other::Worker => "the professional".to_owned(),
        Other::Person(number) => format!("{} (person {number})", by_tie(tie)),
    }
}

fn learnt(channel: Channel, count: u32) -> String {
    let insights = insights(count);
    match channel {
        Channel::Alone => format!("living with the problem taught them {insights}"),
        Channel::Prescription => format!("a prescription brought {insights}"),
        Channel::Dialogue | Channel::Private => format!("a dialogue brought {insights}"),
        Channel::Bystander => format!("they caught {insights} while others spoke"),
        Channel::Greeting => format!("they were greeted with {insights}"),
        Channel::Giving => format!("helping somebody taught them {insights}"),
    }
}

fn insights(count: u32) -> String {
    things(count, "insight", "insights")
}
