//! Where ties come from.

/// Where a tie comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
