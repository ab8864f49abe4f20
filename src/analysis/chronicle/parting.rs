//! Where two lives of one person part.

use super::{Event, Lives};

/// The first week in which two lives differ in anything.
#[derive(Clone, Debug, PartialEq)]
pub struct Parting {
    /// Counted from week 0.
    pub week: u32,
    /// What happened in the world under study, at the first point of that week at which the lives differ.
    pub here: Option<Event>,
    /// What happened in the twin world, at the same point.
    pub there: Option<Event>,
}

/// The parting of two lives: the first event of the first week that is not the same in every number. `None` if nothing
/// ever differs. Something that happened in both worlds and weighed differently is told on both sides; something that
/// happened in one of them only, on that side.
#[must_use]
pub fn parting(lives: &Lives) -> Option<Parting> {
    let (here, there) = (&lives.here, &lives.there);
    let weeks = 1..here.weeks.len() as u32;
    weeks.map(|week| (week, of_week(&here.events, week), of_week(&there.events, week))).find_map(
        |(week, own, other)| {
            let at = week as usize;
            if own == other && here.weeks[at] == there.weeks[at] {
                return None;
            }
            let first = own.iter().zip(other).position(|(a, b)| a != b).unwrap_or(own.len().min(other.len()));
            let (a, b) = (own.get(first), other.get(first));
            let matched = |event: &Event, list: &[Event]| list.iter().any(|e| same_event(e, event));
            // An event more on one side puts all others one place further.
            let (a, b) = match (a, b) {
                (Some(a), Some(b)) if same_event(a, b) => (Some(a), Some(b)),
                // At that point of the week nothing had happened yet on the other side.
                (Some(a), Some(b)) if (a.phase as u8) < b.phase as u8 => (Some(a), None),
                (Some(a), Some(b)) if (a.phase as u8) > b.phase as u8 => (None, Some(b)),
                (Some(a), Some(b)) if !matched(a, other) && matched(b, own) => (Some(a), None),
                (Some(a), Some(b)) if matched(a, other) && !matched(b, own) => (None, Some(b)),
                both => both,
            };
            Some(Parting { week, here: a.cloned(), there: b.cloned() })
        },
    )
}

/// The events of one week.
fn of_week(events: &[Event], week: u32) -> &[Event] {
    let from = events.partition_point(|event| event.week < week);
    let to = events.partition_point(|event| event.week <= week);
    &events[from..to]
}

/// Whether two events are the same, whatever they weighed.
fn same_event(a: &Event, b: &Event) -> bool {
    (a.phase, a.what, a.other) == (b.phase, b.what, b.other)
}
