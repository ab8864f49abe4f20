//! The kinds of people whose life can be told.

/// Weeks in need, in all, after which somebody who never entered a network is one of [`Pick::NeverEntered`].
pub const LONG_IN_NEED: u32 = 52;

/// The kinds of people that can be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// A member for more than 104 weeks at the horizon.
    Veteran,
    /// Last left a network while in need, and did not come back.
    Dropout,
    /// In need for at least 52 weeks in all, and never a member.
    NeverEntered,
    /// Gave turns at meetings while a member.
    Giver,
}

impl Pick {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Veteran, Self::Dropout, Self::NeverEntered, Self::Giver];

    /// The word on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Veteran => "veteran",
            Self::Dropout => "dropout",
            Self::NeverEntered => "never-entered",
            Self::Giver => "giver",
        }
    }

    /// Who is of this kind, in words.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Veteran => "a member for more than 104 weeks at the horizon",
            Self::Dropout => "left a network while in need and did not come back",
            Self::NeverEntered => "in need for 52 weeks or more, and never a member",
            Self::Giver => "gave a turn at a meeting while a member",
        }
    }
}

/// Somebody who was picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Their number.
    pub person: u32,
    /// How many are of the kind.
    pub of: usize,
}
