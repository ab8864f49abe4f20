//! The columns of the table of indicators: denominator, steps, span, and where an indicator is shown.

use super::super::ledger::STOCK_UNIT;
use super::super::share::ONE;

/// What the sum of an indicator is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Per {
    /// People of the population.
    Person,
    /// Ends of ties held by people of the population.
    Tie,
    /// People of the population who have or had a life problem.
    PersonWithProblem,
    /// People of the population whose life problem is not recovered.
    PersonInNeed,
    /// Thousands of all people: what services do is known of everyone only.
    ThousandPeople,
}

impl Per {
    /// The denominator in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Person => "people of the population",
            Self::Tie => "ties held by people of the population (a tie between two of them counts twice)",
            Self::PersonWithProblem => "people of the population who have or had a life problem",
            Self::PersonInNeed => "people of the population whose life problem is not recovered",
            Self::ThousandPeople => "1,000 people of the whole",
        }
    }
}

/// The steps in which an indicator is counted, so that sums over people are whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One: a person, a tie, an act.
    One,
    /// Steps of beliefs and coping in the books.
    Stock,
    /// Steps of shares in the state of a person.
    Share,
    /// Thousandths of an hour.
    Thousandth,
}

impl Step {
    /// How many steps make one unit.
    #[must_use]
    pub const fn per_unit(self) -> f64 {
        match self {
            Self::One => 1.0,
            Self::Stock => STOCK_UNIT,
            Self::Share => ONE as f64,
            Self::Thousandth => 1000.0,
        }
    }
}

/// What a value in one week tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// That week.
    Level,
    /// All weeks since week 0.
    Total,
}

/// How a value is written on the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Two decimals; differences with three.
    Share,
    /// Per cent; differences in percentage points.
    Percent,
    /// Two decimals.
    Count,
    /// Whole, with thousands set apart.
    Hours,
}

/// How people are compared with their twins in an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Twins {
    Not,
    InFiles,
    /// In a plot of its own, too.
    InPlots,
}

/// Where an indicator is shown beside the files of results, which hold every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its place among all in plots and on the terminal.
    pub(super) place: u8,
    pub(super) in_plots: bool,
    pub(super) in_overview: bool,
    pub(super) on_terminal: bool,
    pub(super) as_difference: bool,
    pub(super) twins: Twins,
    /// Two lines of heading of its column on the terminal.
    pub heading: [&'static str; 2],
    /// How its value is written on the terminal.
    pub form: Form,
}

impl Shown {
    /// Has a plot of its own, and is an output of designs, sensitivity and ablation.
    pub(super) const fn plot(self, place: u8) -> Self {
        Self { place, in_plots: true, ..self }
    }

    /// So, and stands in overviews.
    pub(super) const fn overview(self, place: u8) -> Self {
        Self { in_overview: true, ..self.plot(place) }
    }

    /// Its place among those on the terminal, where it has no plot.
    pub(super) const fn at(self, place: u8) -> Self {
        Self { place, ..self }
    }

    /// Is a column of the table on the terminal.
    pub(super) const fn terminal(self, heading: [&'static str; 2], form: Form) -> Self {
        Self { heading, form, on_terminal: true, ..self }
    }

    /// So, and its difference from the reference is one, too.
    pub(super) const fn difference(self) -> Self {
        Self { as_difference: true, ..self }
    }

    /// Is compared between people and their twins: every person must have a value of it.
    pub(super) const fn twins(self) -> Self {
        Self { twins: Twins::InFiles, ..self }
    }

    /// So, and the split of its gap has a plot.
    pub(super) const fn split(self) -> Self {
        Self { twins: Twins::InPlots, ..self }
    }

    /// Whether the split of its gap between veterans and everybody has a plot.
    #[must_use]
    pub fn is_split_in_plots(self) -> bool {
        self.twins == Twins::InPlots
    }
}

/// Only in the files of results; after all others elsewhere.
pub(super) const FILES: Shown = Shown {
    place: u8::MAX,
    in_plots: false,
    in_overview: false,
    on_terminal: false,
    as_difference: false,
    twins: Twins::Not,
    heading: [""; 2],
    form: Form::Share,
};
