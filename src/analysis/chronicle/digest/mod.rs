//! What a life comes to: its turning points, and counts of all the rest.

mod asking;
mod movement;
mod stays;

pub use asking::Asking;
pub use movement::{Movement, Stretch, TURN};
pub use stays::{Membership, Wait};

use super::{Leaving, Life, NeedStatus, Other, Week, What};
use crate::model::ledger::Channel;
use crate::model::rules::felt::FELT;

/// Weeks out of need (or in it) shorter than this do not part two spells of need: two months.
pub const SHORT: u32 = 9;

/// A life in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Digest {
    /// Weeks from week 0 to the horizon, or to the last one before they moved away.
    pub weeks: u32,
    /// The week in which they moved away; `None` if they were there to the horizon.
    pub moved: Option<u32>,
    /// The state at week 0.
    pub first: Week,
    /// The state at the horizon.
    pub last: Week,
    /// Spells of need, in order.
    pub spells: Vec<Spell>,
    /// Memberships, in order.
    pub stays: Vec<Membership>,
    /// Waits for a place that led to none, in order.
    pub waits: Vec<Wait>,
    /// Asking ties for favours, all the time.
    pub asked: Asking,
    /// The same from the beginning of the first spell of need to the first entry, to its end, or to the horizon.
    pub asked_first: Asking,
    /// Turns about the own problem.
    pub turns: Turns,
    /// Needed insights learnt, by channel.
    pub learnt: [u32; Channel::ALL.len()],
    /// The person or worker from whom most insights came, and how many.
    pub teacher: Option<(Other, u32)>,
    /// Unneeded insights adopted by mistake.
    pub mistaken: u32,
    /// What was given.
    pub given: Given,
    /// Times that waiting was felt as a refusal by services.
    pub waited: u32,
    /// The four beliefs, by their indices.
    pub beliefs: [Movement; 4],
}

/// A spell of need: breaks and spells shorter than [`SHORT`] are passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The first week at whose end the person was in need; 0 if already at week 0.
    pub from: u32,
    /// The first week at whose end they were not any more; `None` if they were until the horizon.
    pub to: Option<u32>,
    /// What began it.
    pub began: Began,
    /// Needed insights that were had in the first week.
    pub had: u32,
    /// Needed insights in all.
    pub needed: u32,
}

/// How a spell of need began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Began {
    /// Before week 0.
    Before,
    /// With the first onset.
    Onset,
    /// With a relapse.
    Relapse,
    /// With a burden that grew.
    Worsened,
}

/// Turns about the own problem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turns {
    /// All, refused ones included.
    pub received: u32,
    /// Of these, felt as [`FELT`] or more.
    pub felt: u32,
    /// Of all, refused by the one who was asked.
    pub refused: u32,
    /// Of all, prescriptions.
    pub prescribed: u32,
    /// Of these, followed and missed.
    pub missed: u32,
}

/// What was given to others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Turns at meetings.
    pub turns: u32,
    /// Favours done for ties.
    pub favours: u32,
    /// Civic acts for strangers.
    pub acts: u32,
    /// Requests, turns and invitations that the person refused.
    pub declined: u32,
    /// Times the person began to support somebody else's network.
    pub supported: u32,
}

impl Digest {
    /// Counts what a life comes to.
    #[must_use]
    pub fn of(life: &Life) -> Self {
        let weeks = life.weeks.len() as u32 - 1;
        let spells = spells(life);
        let (stays, waits) = stays::stays(life);
        let count = |what: What| life.events.iter().filter(|event| event.what == what).count() as u32;
        let moved = life.events.last().filter(|last| last.what == What::MovedAway);
        Self {
            weeks,
            moved: moved.map(|last| last.week),
            first: life.weeks[0].clone(),
            last: life.weeks[weeks as usize].clone(),
            asked: Asking::between(life, 1, weeks),
            asked_first: asked_first(life, &spells, &stays),
            turns: turns(life),
            learnt: learnt(life),
            teacher: teacher(life),
            mistaken: insights(life, What::Mistaken),
            given: Given {
                turns: count(What::GaveTurn),
                favours: count(What::GaveFavour),
                acts: count(What::Acted),
                declined: count(What::Declined),
                supported: count(What::Supports),
            },
            waited: count(What::Waited),
            beliefs: std::array::from_fn(|belief| Movement::of(life, belief)),
            spells,
            stays,
            waits,
        }
    }

    /// Needed insights learnt in networks: by every channel but living with the problem.
    #[must_use]
    pub fn learnt_in_networks(&self) -> u32 {
        self.learnt.iter().sum::<u32>() - self.learnt[Channel::Alone as usize]
    }

    /// Weeks of membership in all.
    #[must_use]
    pub fn weeks_a_member(&self) -> u32 {
        self.stays.iter().map(|stay| stay.left.map_or(self.weeks, |(week, _)| week) - stay.entered).sum()
    }

    /// Whether the last membership ended in need, and nothing came after it.
    #[must_use]
    pub fn dropped_out(&self) -> bool {
        matches!(self.stays.last(), Some(Membership { left: Some((_, Leaving::DropOut)), .. }))
    }
}

/// Spells of need from the state at the ends of weeks.
fn spells(life: &Life) -> Vec<Spell> {
    let in_need: Vec<bool> = life.weeks.iter().map(|week| week.standing == NeedStatus::InNeed).collect();
    let mut runs: Vec<(u32, Option<u32>)> = Vec::new();
    for (week, need) in (0..).zip(&in_need) {
        match runs.last_mut() {
            Some((_, to @ None)) if !need => *to = Some(week),
            Some((_, to @ Some(_))) if *need && week - to.unwrap_or(week) < SHORT => *to = None,
            Some((_, None)) => (),
            _ if *need => runs.push((week, None)),
            _ => (),
        }
    }
    // Trouble that passes within two months is kept only where there is no other.
    let long = |&(from, to): &(u32, Option<u32>)| to.is_none_or(|to| from == 0 || to - from >= SHORT);
    if runs.iter().any(long) {
        runs.retain(long);
    }
    let spell = |(from, to): (u32, Option<u32>)| {
        let Week { had, needed, .. } = life.weeks[from as usize];
        Spell { from, to, began: began(life, from), had, needed }
    };
    runs.into_iter().map(spell).collect()
}

fn began(life: &Life, week: u32) -> Began {
    if week == 0 {
        return Began::Before;
    }
    let of_week = life.events.iter().filter(|event| event.week == week);
    let mut began = of_week.filter_map(|event| match event.what {
        What::Onset => Some(Began::Onset),
        What::Relapse => Some(Began::Relapse),
        _ => None,
    });
    began.next_back().unwrap_or(Began::Worsened)
}

fn asked_first(life: &Life, spells: &[Spell], stays: &[Membership]) -> Asking {
    let Some(first) = spells.first() else { return Asking::default() };
    let entered = stays.iter().map(|stay| stay.entered).find(|&week| week >= first.from);
    let ends = [entered, first.to].into_iter().flatten().min();
    Asking::between(life, first.from.max(1), ends.unwrap_or(life.weeks.len() as u32 - 1))
}

fn turns(life: &Life) -> Turns {
    let mut turns = Turns::default();
    for event in life.events.iter().filter(|event| event.what.is_turn()) {
        turns.received += 1;
        turns.felt += u32::from(event.felt.is_some_and(|felt| felt >= FELT));
        turns.refused += u32::from(event.what == What::TurnRefused);
        if let What::Prescription { missed } = event.what {
            turns.prescribed += 1;
            turns.missed += u32::from(missed);
        }
    }
    turns
}

fn learnt(life: &Life) -> [u32; Channel::ALL.len()] {
    let mut learnt = [0; Channel::ALL.len()];
    for event in &life.events {
        if let What::Learnt(channel) = event.what {
            learnt[channel as usize] += event.count;
        }
    }
    learnt
}

fn insights(life: &Life, what: What) -> u32 {
    life.events.iter().filter(|event| event.what == what).map(|event| event.count).sum()
}

/// From whom most came; of equal ones the first.
fn teacher(life: &Life) -> Option<(Other, u32)> {
    let mut teachers: Vec<(Other, u32)> = Vec::new();
    let learnt = life.events.iter().filter(|event| matches!(event.what, What::Learnt(_)));
    for event in learnt.filter(|event| event.other != Other::Nobody) {
        match teachers.iter_mut().find(|(other, _)| *other == event.other) {
            Some((_, count)) => *count += event.count,
            None => teachers.push((event.other, event.count)),
        }
    }
    teachers.into_iter().reduce(|most, next| if next.1 > most.1 { next } else { most })
}
