//! How a belief moved, when, and by what.

use crate::analysis::chronicle::{BeliefSource, Life};

/// Weeks in a year.
const YEAR: usize = 52;
/// A belief that was this much higher or lower on the way than at both ends took a turn.
pub const TURN: f64 = 0.03;

/// A belief from week 0 to the horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Movement {
    /// At week 0, `0..=1`.
    pub from: f64,
    /// At the horizon.
    pub to: f64,
    /// The sum of what events under each heading moved it, in the order of [`BeliefSource::all`].
    pub by: [f64; BeliefSource::COUNT],
    /// The change by fading of evidence.
    pub faded: f64,
    /// Its furthest point beyond both ends, if that is at least [`TURN`] beyond.
    pub turn: Option<Stretch>,
    /// The year in which it moved furthest in the direction in which it moved in all; the first of equal ones.
    pub year: Stretch,
}

/// A stretch in the life of a belief.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// The last week of it.
    pub week: u32,
    /// The belief at its end.
    pub to: f64,
    /// The heading that moved it most, in the direction in which it moved; `None` if no event moved it that way.
    pub by: Option<BeliefSource>,
}

impl Movement {
    /// Of one belief, by its index.
    #[must_use]
    pub fn of(life: &Life, belief: usize) -> Self {
        let last = life.weeks.len() - 1;
        let value = |week: usize| life.weeks[week].beliefs[belief];
        let faded = life.weeks.iter().map(|week| week.faded[belief]).sum();
        Self {
            from: value(0),
            to: value(last),
            by: by(life, belief, 0, last),
            faded,
            turn: turn(life, belief),
            year: year(life, belief),
        }
    }

    /// The heading that raised it most; `None` if nothing raised it.
    #[must_use]
    pub fn raised(&self) -> Option<BeliefSource> {
        most(&self.by, 1.0)
    }

    /// The heading that lowered it most; `None` if nothing lowered it.
    #[must_use]
    pub fn lowered(&self) -> Option<BeliefSource> {
        most(&self.by, -1.0)
    }
}

/// What events moved a belief after week `from` up to week `to`, by heading.
fn by(life: &Life, belief: usize, from: usize, to: usize) -> [f64; BeliefSource::COUNT] {
    let mut by = [0.0; BeliefSource::COUNT];
    for event in life.events.iter().filter(|event| (from + 1..=to).contains(&(event.week as usize))) {
        if let Some(source) = event.source {
            by[source.index()] += event.moved[belief];
        }
    }
    by
}

fn most(by: &[f64; BeliefSource::COUNT], sign: f64) -> Option<BeliefSource> {
    let moved = BeliefSource::all().zip(by).map(|(source, moved)| (source, sign * moved));
    let ours = moved.filter(|(_, moved)| *moved > 0.0);
    ours.reduce(|most, next| if next.1 > most.1 { next } else { most }).map(|(source, _)| source)
}

fn stage(life: &Life, belief: usize, from: usize, to: usize, sign: f64) -> Stretch {
    Stretch { week: to as u32, to: life.weeks[to].beliefs[belief], by: most(&by(life, belief, from, to), sign) }
}

/// The furthest point beyond both ends, from week 0; the first of equal ones.
fn turn(life: &Life, belief: usize) -> Option<Stretch> {
    let values: Vec<f64> = life.weeks.iter().map(|week| week.beliefs[belief]).collect();
    let (from, to) = (values[0], values[values.len() - 1]);
    let beyond = |value: f64| (value - from.max(to)).max(from.min(to) - value);
    let furthest = (0..values.len()).reduce(|a, b| if beyond(values[b]) > beyond(values[a]) { b } else { a })?;
    let sign = if values[furthest] > from { 1.0 } else { -1.0 };
    // What moved it years before has faded since: the year up to the turn tells what made it.
    (beyond(values[furthest]) >= TURN).then(|| stage(life, belief, furthest.saturating_sub(YEAR), furthest, sign))
}

fn year(life: &Life, belief: usize) -> Stretch {
    let last = life.weeks.len() - 1;
    let value = |week: usize| life.weeks[week].beliefs[belief];
    let sign = if value(last) < value(0) { -1.0 } else { 1.0 };
    let end = |year: usize| ((year + 1) * YEAR).min(last);
    let moved = |year: usize| sign * (value(end(year)) - value(year * YEAR));
    let years = 0..last.div_ceil(YEAR);
    let year = years.reduce(|a, b| if moved(b) > moved(a) { b } else { a }).unwrap_or(0);
    stage(life, belief, year * YEAR, end(year), sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::chronicle::{Event, NeedStatus, Other, Week, What};
    use crate::model::ledger::{Cause, Phase};
    use crate::model::state::course::Course;
    use crate::model::state::person::Person;

    #[test]
    fn a_turn_is_told_by_the_year_before_it_and_not_by_what_has_faded() {
        let week = |at: usize| Week {
            beliefs: [if (290..310).contains(&at) { 0.4 } else { 0.3 }; 4],
            faded: [0.0; 4],
            burden: 0.0,
            standing: NeedStatus::Untroubled,
            member: false,
            waiting: false,
            had: 0,
            needed: 0,
            ties: 0,
        };
        let event = |week: u32, cause: Cause, moved: f64| Event {
            week,
            phase: Phase::Everyday,
            what: What::Onset,
            other: Other::Nobody,
            tie: None,
            felt: None,
            count: 0,
            source: Some(BeliefSource::Of(cause)),
            moved: [moved; 4],
        };
        let life = Life {
            person: 0,
            weeks: (0..=520).map(week).collect(),
            events: vec![event(20, Cause::Favour, 0.2), event(290, Cause::Dialogue, 0.1)],
            at_end: (Person::new([0; 4], 0), Course::new(0)),
            state_hash: 0,
        };
        let movement = Movement::of(&life, 0);
        let turn = movement.turn.expect("a turn");
        assert_eq!((turn.week, turn.by), (290, Some(BeliefSource::Of(Cause::Dialogue))));
        assert_eq!(movement.raised(), Some(BeliefSource::Of(Cause::Favour)));
    }
}
