//! What a target or a hypothesis reads of a run: one number, named as data.
//!
//! | file | what it does |
//! | --- | --- |
//! | `names` | the names of quantities and of terms of the twin split |
//! | `read` | the keys as typed → an [`Observable`] |
//! | `allowed` | whether a run has such a number at all |

mod allowed;
mod names;
mod read;

pub use names::{QUANTITY_NAMES, TWIN_TERM_NAMES};
pub(super) use {
    allowed::Length as ReadLength,
    read::{KEYS, read},
};

use super::written::quoted;
use crate::model::indicator::{EVERYONE, INDICATORS, Indicator, POPULATIONS, Span};
use std::fmt;

/// One number that is read of a run. `analysis::reading::value` reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Observable {
    /// An indicator of a population.
    Indicator {
        /// Which one.
        indicator: Indicator,
        /// Place in [`POPULATIONS`].
        population: usize,
        /// In which weeks.
        when: When,
    },
    /// A place in [`QUANTITY_NAMES`]: a number of people, spells and networks as evidence speaks of them.
    Quantity(usize),
    /// A term of the split of the gap between veterans and everybody, at the horizon, beside twins of the same luck.
    Twin {
        /// Place in [`TWIN_TERM_NAMES`].
        term: usize,
        /// In what people are compared: one of [`crate::model::measure::MEASURES`].
        indicator: Indicator,
    },
}

/// In which weeks an indicator is read: the mean over those recorded; a count since week 0 in the last of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The last year before the horizon, as in all tables of results.
    Horizon,
    /// From the first to the last of these weeks since the burn-in, both included.
    Weeks {
        /// First week.
        first: u32,
        /// Last week; the same where one week is read.
        last: u32,
    },
}

impl Observable {
    /// The key that says what is read, and its value: a name for tables and messages.
    #[must_use]
    pub fn kind(&self) -> (&'static str, &'static str) {
        match *self {
            Self::Indicator { indicator, .. } => ("indicator", indicator.row().name),
            Self::Quantity(quantity) => ("quantity", QUANTITY_NAMES.get(quantity).map_or("", |(name, _)| name)),
            Self::Twin { term, .. } => ("twin", TWIN_TERM_NAMES.get(term).copied().unwrap_or_default()),
        }
    }

    /// Its keys with their values as TOML, so that reading them gives it again.
    #[must_use]
    pub(super) fn written(&self) -> Vec<(&'static str, String)> {
        let (key, name) = self.kind();
        let mut keys = vec![(key, quoted(name))];
        match *self {
            Self::Indicator { population, when, .. } => {
                if population != EVERYONE {
                    keys.push(("population", quoted(POPULATIONS[population].name)));
                }
                match when {
                    When::Horizon => {}
                    When::Weeks { first, last } if first == last => keys.push(("week", first.to_string())),
                    When::Weeks { first, last } => keys.push(("weeks", format!("[{first}, {last}]"))),
                }
            }
            Self::Quantity(_) => {}
            Self::Twin { indicator, .. } => keys.push(("indicator", quoted(indicator.row().name))),
        }
        keys
    }

    /// Whether it is read beside twins, which a run has where the scenario runs the world without helping networks.
    #[must_use]
    pub fn needs_twins(&self) -> bool {
        matches!(self, Self::Twin { .. })
    }
}

/// In one line: `generalised_trust of struck, weeks 209 to 260`.
impl fmt::Display for Observable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, name) = self.kind();
        match *self {
            Self::Indicator { population, when, indicator } => {
                write!(f, "{name} of {}", POPULATIONS.get(population).map_or("", |row| row.name))?;
                match when {
                    When::Horizon => Ok(()),
                    When::Weeks { first, last } if first == last => write!(f, ", week {last}"),
                    When::Weeks { last, .. } if indicator.row().span == Span::Total => write!(f, ", week {last}"),
                    When::Weeks { first, last } => write!(f, ", weeks {first} to {last}"),
                }
            }
            Self::Quantity(_) => write!(f, "{name}"),
            Self::Twin { indicator, .. } => write!(f, "twin {name} in {}", indicator.row().name),
        }
    }
}

/// The indicator of this name.
fn indicator_named(name: &str) -> Option<Indicator> {
    INDICATORS.iter().find(|row| row.name == name).map(|row| row.indicator)
}

#[cfg(test)]
mod tests {
    use super::allowed::Length;
    use super::*;
    use crate::scenario::report::Report;
    use crate::scenario::typed::{Node, Origin, Source, Value, parse};

    const LENGTH: Length = Length { weeks: 520, every: 13 };

    fn read(text: &str) -> Result<Observable, String> {
        let source = Source::new("town.toml", text, None);
        let table = parse(&source).map_err(|problems| problems.to_string())?;
        let item = Node { origin: Origin::Text(0), typed: String::new(), value: Value::Table(table.clone()) };
        let mut report = Report::new(&source);
        let observable = super::read(&mut report, &item, &table, "target[0]", Some(LENGTH));
        report.verdict(observable).map_err(|problems| problems.to_string())
    }

    #[test]
    fn what_is_written_reads_back_equal() {
        let all = [
            "indicator = \"civic_acts\"",
            "indicator = \"generalised_trust\"\npopulation = \"struck\"",
            "indicator = \"recovered\"\nweek = 260",
            "indicator = \"recovered\"\npopulation = \"ever_entered\"\nweeks = [209, 260]",
            "quantity = \"recovered_13\"",
            "twin = \"selection_entry\"\nindicator = \"burden\"",
        ];
        for text in all {
            let observable = read(text).unwrap();
            let written: Vec<String> =
                observable.written().iter().map(|(key, value)| format!("{key} = {value}")).collect();
            assert_eq!(read(&written.join("\n")), Ok(observable), "{text}");
            assert_eq!(written.join("\n"), text);
        }
    }

    #[test]
    fn what_no_run_has_is_refused_with_what_to_do() {
        let refused = [
            ("population = \"struck\"", "target[0]: does not say what is read of a run"),
            ("indicator = \"generalized_trust\"", "did you mean `generalised_trust`?"),
            ("indicator = \"burden\"\npopulation = \"struk\"", "did you mean `struck`?"),
            ("indicator = \"burden\"\nweek = 521", "week 521 lies beyond the horizon of 520 weeks"),
            (
                "indicator = \"burden\"\nweek = 27",
                "week 27 is not recorded\n    help: every 13 weeks are (record_every_weeks): 26 and 39",
            ),
            ("indicator = \"burden\"\nweeks = [27, 38]", "no week from 27 to 38 is recorded"),
            ("indicator = \"burden\"\nweeks = [39, 26]", "must name the first week first"),
            ("indicator = \"burden\"\nweeks = [26]", "two weeks in [brackets]"),
            ("indicator = \"burden\"\nweek = 26\nweeks = [26, 39]", "stands beside `week`"),
            ("indicator = \"worker_hours\"\npopulation = \"struck\"", "worker_hours is not defined for struck"),
            ("indicator = \"recovered\"\npopulation = \"never_in_need\"", "nobody of them ever had a life problem"),
            ("quantity = \"recoverd_13\"", "did you mean `recovered_13`?"),
            ("quantity = \"relapse_832_not\"", "needs a run of at least 832 weeks, not 520"),
            ("quantity = \"recovered_13\"\nweek = 26", "target[0].week = 26: says nothing beside `quantity`"),
            ("quantity = \"recovered_13\"\nindicator = \"burden\"", "one table reads one number"),
            ("twin = \"effect\"", "lacks `indicator`: in what twins are compared"),
            ("twin = \"effect\"\nindicator = \"recovered\"", "twins are not compared in recovered"),
        ];
        for (text, told) in refused {
            let problems = read(text).unwrap_err();
            assert!(problems.contains(told), "{text}\n{problems}");
        }
    }

    #[test]
    fn the_horizon_is_always_recorded() {
        let odd = Observable::Indicator {
            indicator: Indicator::Burden,
            population: EVERYONE,
            when: When::Weeks { first: 100, last: 100 },
        };
        assert!(odd.refusal(Length { weeks: 100, every: 13 }).is_none());
        assert!(odd.refusal(Length { weeks: 101, every: 13 }).is_some());
    }
}
