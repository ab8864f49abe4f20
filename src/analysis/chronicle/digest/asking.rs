//! Asking ties for favours: how often, whom, and who refused.

use crate::analysis::chronicle::{Life, Other, What};
use crate::model::origin::Origin;

/// Asking ties for favours, over some weeks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asking {
    /// Weeks that are counted.
    pub weeks: u32,
    /// Requests, each to one tie.
    pub requests: u32,
    /// Of these, refused.
    pub refused: u32,
    /// People who were asked.
    pub people: u32,
    /// Where the ties to most of those who refused come from, and how many refusals these are; of equal ones kin first.
    pub refusers: Option<(Origin, u32)>,
    /// The one who refused most often, and how often; of equal ones the first.
    pub refuser: Option<(u32, u32)>,
}

impl Asking {
    /// Counts the weeks from `first` to `last`.
    #[must_use]
    pub fn between(life: &Life, first: u32, last: u32) -> Self {
        let asked = life.events.iter().filter(|event| (first..=last).contains(&event.week));
        let asked = asked.filter(|event| matches!(event.what, What::Favour | What::Refused));
        let mut own = Self { weeks: (last + 1).saturating_sub(first), ..Self::default() };
        let mut people: Vec<(u32, u32)> = Vec::new();
        let mut origins = [0; 4];
        for event in asked {
            let refused = u32::from(event.what == What::Refused);
            own.requests += 1;
            own.refused += refused;
            if let Some(origin) = event.tie {
                origins[origin as usize] += refused;
            }
            let Other::Person(other) = event.other else { continue };
            match people.iter_mut().find(|(person, _)| *person == other) {
                Some((_, count)) => *count += refused,
                None => people.push((other, refused)),
            }
        }
        own.people = people.len() as u32;
        own.refusers = [Origin::Kin, Origin::Neighbour, Origin::CoMember, Origin::Helper]
            .map(|origin| (origin, origins[origin as usize]))
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .reduce(|most, next| if next.1 > most.1 { next } else { most });
        let refusers = people.into_iter().filter(|(_, count)| *count > 0);
        own.refuser = refusers.reduce(|most, next| if next.1 > most.1 { next } else { most });
        own
    }
}
