//! Ties: a mutual acquaintance, stored as one end at each person.

use super::belief::Belief;
use super::chance::NOBODY;

/// Where a tie comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Origin {
    /// Family.
    Kin = 0,
    /// Neighbours, and acquaintances of the beginning.
    Neighbour = 1,
    /// Members of one network.
    CoMember = 2,
    /// Met by helping: recruited supporters, civic acts.
    Helper = 3,
}

/// In place of a tick where there is none.
pub const NEVER: u16 = u16::MAX;

/// One end of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HalfTie {
    /// The person at the other end; nobody in a free place.
    pub alter: u32,
    /// Evidence on the alter; its prior is the holder's prior of general trust.
    pub belief: Belief,
    /// Tick of the last contact, equal at both ends.
    pub contact: u16,
    /// Tick in which help last came in at this end.
    pub help_in: u16,
    /// The place of the other end among the alter's ties.
    pub reverse: u8,
    /// Where the tie comes from.
    pub origin: Origin,
}

impl HalfTie {
    /// A free place.
    pub const FREE: Self = Self {
        alter: NOBODY,
        belief: Belief { r: 0, s: 0 },
        contact: 0,
        help_in: NEVER,
        reverse: 0,
        origin: Origin::Neighbour,
    };

    /// Whether somebody is at the other end.
    #[inline]
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.alter != NOBODY
    }
}

/// The longest time without contact that a tie outlives, in weeks, counted up to more than a world can last; `None`
/// if ties never go.
#[must_use]
pub fn longest_gap(fading: f64, floor: f64) -> Option<u32> {
    if fading >= 1.0 {
        return None;
    }
    let mut strength = 1.0 * fading;
    let mut weeks = 0;
    while strength >= floor && weeks < u32::from(NEVER) {
        weeks += 1;
        strength *= fading;
    }
    Some(weeks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_follow_the_strength() {
        assert_eq!(longest_gap(0.5, 0.3), Some(1));
        assert_eq!(longest_gap(0.9, 0.95), Some(0));
        assert_eq!(longest_gap(1.0, 0.5), None);
        assert_eq!(longest_gap(0.998, 0.7), Some(178));
    }
}
