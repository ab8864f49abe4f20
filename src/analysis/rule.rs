//! The one rule for verdicts: a claim holds if the whole interval of its number lies where it is claimed to lie, fails if none
//! of it does, and is undecided otherwise.

/// What became of a number, or of all the numbers of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The whole interval lies where it is asked to lie.
    Holds,
    /// None of the interval does.
    Fails,
    /// Neither.
    Undecided,
}

impl Outcome {
    /// The word in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails => "fails",
            Self::Undecided => "undecided",
        }
    }

    /// Of several that are all asked for: it fails if one fails, and holds if all hold.
    #[must_use]
    pub fn of_all(outcomes: impl IntoIterator<Item = Self>) -> Self {
        let both = |all, one| match (all, one) {
            (Self::Fails, _) | (_, Self::Fails) => Self::Fails,
            (Self::Undecided, _) | (_, Self::Undecided) => Self::Undecided,
            (Self::Holds, Self::Holds) => Self::Holds,
        };
        outcomes.into_iter().fold(Self::Holds, both)
    }
}

/// What is asked of a number, the mean over all worlds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asks {
    /// No less than this.
    AtLeast(f64),
    /// No more than this.
    AtMost(f64),
    /// No further from 0 than this.
    Within(f64),
}

/// Of ten worlds, at least so many must have a number for it to be judged.
const OF_TEN: usize = 9;

/// The interval of a number, and in how many of how many worlds there is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Lower bound; NaN where there is none.
    pub low: f64,
    /// Upper bound; NaN where there is none.
    pub high: f64,
    /// Worlds that have the number.
    pub n: usize,
    /// Worlds that were looked at.
    pub worlds: usize,
}

impl Asks {
    /// The rule. A number that more than one world in ten lacks is not decided.
    ///
    /// # Examples
    /// ```
    /// use mutua::analysis::rule::{Asks, Outcome, Seen};
    /// let seen = |low, high| Seen { low, high, n: 20, worlds: 20 };
    /// assert_eq!(Asks::AtLeast(0.01).judge(seen(0.01, 0.03)), Outcome::Holds);
    /// assert_eq!(Asks::AtLeast(0.01).judge(seen(0.0, 0.009)), Outcome::Fails);
    /// assert_eq!(Asks::AtLeast(0.01).judge(seen(0.0, 0.03)), Outcome::Undecided);
    /// ```
    #[must_use]
    pub fn judge(self, seen: Seen) -> Outcome {
        let Seen { low, high, n, worlds } = seen;
        if 10 * n < OF_TEN * worlds || low.is_nan() || high.is_nan() {
            return Outcome::Undecided;
        }
        let (holds, fails) = match self {
            Self::AtLeast(least) => (low >= least, high < least),
            Self::AtMost(most) => (high <= most, low > most),
            Self::Within(far) => (low >= -far && high <= far, low > far || high < -far),
        };
        match (holds, fails) {
            (true, _) => Outcome::Holds,
            (_, true) => Outcome::Fails,
            _ => Outcome::Undecided,
        }
    }

    /// The smallest effect of interest: how far what is asked lies from nothing at all.
    #[must_use]
    pub fn smallest_effect(self) -> f64 {
        match self {
            Self::AtLeast(bound) | Self::AtMost(bound) | Self::Within(bound) => bound.abs(),
        }
    }
}

impl std::fmt::Display for Asks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AtLeast(least) => write!(f, "at least {least}"),
            Self::AtMost(most) => write!(f, "at most {most}"),
            Self::Within(far) => write!(f, "within {far} of 0"),
        }
    }
}
