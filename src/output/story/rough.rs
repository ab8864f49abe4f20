//! Lengths of time and rates as roughly as one says them, before they are said in a language.

/// A length of time, roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// Less than a week.
    NoWeek,
    /// So many weeks, exactly.
    Weeks(u32),
    /// About so many months, two or more.
    Months(u32),
    /// About half a year.
    HalfYear,
    /// About so many half years, two or more.
    HalfYears(u32),
}

impl Span {
    /// Of so many weeks.
    pub(super) fn of(weeks: u32) -> Self {
        match weeks {
            0 => Self::NoWeek,
            1..=8 => Self::Weeks(weeks),
            9..=23 | 31..=45 => Self::Months((weeks * 12 + 26) / 52),
            24..=30 => Self::HalfYear,
            46..=64 => Self::HalfYears(2),
            65..=90 => Self::HalfYears(3),
            _ => Self::HalfYears((weeks + 13) / 26),
        }
    }
}

/// How often, roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Often {
    /// How many times in one period.
    pub(super) times: u32,
    /// The period.
    pub(super) a: Period,
}

/// What a rate is a rate of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Week,
    Month,
    Year,
}

impl Often {
    /// Of `n` times in so many weeks; `None` for less than four times, or less than once a year.
    pub(super) fn of(n: u32, weeks: u32) -> Option<Self> {
        if n < 4 || weeks < 8 {
            return None;
        }
        let a_year = f64::from(n) * 52.0 / f64::from(weeks);
        let (rate, a) = match a_year {
            rate if rate < 0.75 => return None,
            rate if rate < 9.0 => (rate, Period::Year),
            rate if rate < 40.0 => (rate / 12.0, Period::Month),
            rate => (rate / 52.0, Period::Week),
        };
        Some(Self { times: (rate + 0.5) as u32, a })
    }
}

/// The year of a week, from 1.
pub(super) fn year_of(week: u32) -> u32 {
    week.saturating_sub(1) / 52 + 1
}

/// A share, out of a hundred.
pub(super) fn of_hundred(share: f64) -> u32 {
    (100.0 * share + 0.5) as u32
}
