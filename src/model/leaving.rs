//! How a membership ends.

/// How a membership ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// Left while in need.
    DropOut,
    /// Left recovered.
    Recovered,
    /// Had been the only one left in a group, which closed.
    Alone,
    /// Left in need as had been agreed: the meetings were over, and not both wanted to go on.
    Agreed,
    /// Moved away or died: a newcomer is in the place.
    Moved,
}

impl Leaving {
    /// Every way to leave.
    pub const ALL: [Self; 5] = [Self::DropOut, Self::Recovered, Self::Alone, Self::Agreed, Self::Moved];

    /// The word in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DropOut => "in_need",
            Self::Recovered => "recovered",
            Self::Alone => "alone",
            Self::Agreed => "agreed",
            Self::Moved => "moved",
        }
    }
}
