//! Helping networks: who is in them, what they have pooled, and when they meet.

use super::insight::SHARED;
use super::structure::Structure;
use super::tie::NEVER;

/// Insights that can be voiced.
pub const VOICED: usize = SHARED.count_ones() as usize;

/// One helping network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// Whether it exists; a closed place is used again.
    pub open: bool,
    /// Who founded it; with the tick of founding, its identity.
    pub founder: u32,
    /// Tick of founding.
    pub founded: u16,
    /// Category of life problem.
    pub category: u8,
    /// The worker; nobody's number if none.
    pub worker: u32,
    /// Share of turns in which the worker prescribes at present.
    pub directiveness: u16,
    /// Tick of the last meeting.
    pub met: u16,
    /// Tick of the last progress or recruiting.
    pub stirred: u16,
    /// Tick since when it has been one person; never if it is not.
    pub alone_since: u16,
    /// Those helped in it.
    pub members: Vec<u32>,
    /// Those who support without being helped in it.
    pub supporters: Vec<u32>,
    /// Insights voiced by two.
    pub repertoire: u64,
    /// Who first voiced each insight that can be shared.
    /// Empty while nothing has been voiced.
    pub first_voice: Vec<u32>,
}

impl Network {
    /// A place for a network of up to `capacity` people.
    #[must_use]
    pub fn vacant(capacity: u16) -> Self {
        Self {
            open: false,
            founder: 0,
            founded: NEVER,
            category: 0,
            worker: 0,
            directiveness: 0,
            met: NEVER,
            stirred: NEVER,
            alone_since: NEVER,
            members: Vec::with_capacity(usize::from(capacity) + 1),
            supporters: Vec::with_capacity(usize::from(capacity)),
            repertoire: 0,
            first_voice: Vec::new(),
        }
    }

    /// Opens in this place a network of `founder`, without members yet.
    pub fn found(&mut self, founder: u32, tick: u16, category: u8, worker: u32, directiveness: u16) {
        (self.open, self.founder, self.founded, self.category) = (true, founder, tick, category);
        (self.worker, self.directiveness) = (worker, directiveness);
        (self.met, self.stirred, self.alone_since, self.repertoire) = (NEVER, tick, NEVER, 0);
        self.members.clear();
        self.supporters.clear();
        self.first_voice.clear();
    }

    /// People in it.
    #[must_use]
    pub fn size(&self) -> usize {
        self.members.len() + self.supporters.len()
    }

    /// Whether it meets in `tick`.
    #[must_use]
    pub fn meets(&self, tick: u32, structure: &Structure) -> bool {
        let age = tick.saturating_sub(u32::from(self.founded));
        let due = age > 0 && age.is_multiple_of(u32::from(structure.meets_every_weeks));
        self.open && due && (!structure.is_group() || self.size() >= 2)
    }

    /// Whether somebody is in it.
    #[must_use]
    pub fn holds(&self, person: u32) -> bool {
        self.members.contains(&person) || self.supporters.contains(&person)
    }

    /// Everybody in it: members, then supporters.
    pub fn people(&self) -> impl Iterator<Item = u32> + '_ {
        self.members.iter().chain(&self.supporters).copied()
    }
}
