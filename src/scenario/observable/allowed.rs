//! Whether a run has such a number at all: what a world can never tell is refused before it is run.

use super::{Observable, QUANTITY_NAMES, TWIN_TERM_NAMES, When};
use crate::model::indicator::{EVERYONE, Indicator, NEVER_IN_NEED, POPULATIONS, Per};
use crate::model::measure::MEASURES;

/// What of a run decides which numbers it has.
#[derive(Clone, Copy, Debug)]
pub(in crate::scenario) struct Length {
    /// Its horizon in weeks.
    pub(in crate::scenario) weeks: u32,
    /// Weeks from one recorded week to the next.
    pub(in crate::scenario) every: u32,
}

/// What is wrong, and at which key.
pub(in crate::scenario) struct Refusal {
    pub(in crate::scenario) key: &'static str,
    pub(in crate::scenario) what: String,
    pub(in crate::scenario) help: Option<String>,
}

fn refuse(key: &'static str, what: String, help: impl Into<Option<String>>) -> Option<Refusal> {
    Some(Refusal { key, what, help: help.into() })
}

impl Observable {
    /// Why no run of such a length has this number; `None` where one may.
    pub(in crate::scenario) fn refusal(&self, length: Length) -> Option<Refusal> {
        match *self {
            Self::Indicator { indicator, population, when } => {
                of_population(indicator, population).or_else(|| when.refusal(length))
            }
            Self::Quantity(quantity) => match QUANTITY_NAMES.get(quantity) {
                None => refuse("quantity", format!("there is none of the number {quantity}"), None),
                Some((name, least)) if *least > length.weeks => {
                    let what = format!("{name} needs a run of at least {least} weeks, not {}", length.weeks);
                    refuse("quantity", what, "raise `weeks`".to_owned())
                }
                Some(_) => None,
            },
            Self::Twin { term, .. } if term >= TWIN_TERM_NAMES.len() => {
                refuse("twin", format!("there is no term of the number {term}"), None)
            }
            Self::Twin { indicator, .. } if !MEASURES.contains(&indicator) => {
                let measures: Vec<&str> = MEASURES.iter().map(|measure| measure.row().name).collect();
                let what = format!("twins are not compared in {}", indicator.row().name);
                refuse("indicator", what, format!("they are in {}", measures.join(", ")))
            }
            Self::Twin { .. } => None,
        }
    }
}

fn of_population(indicator: Indicator, population: usize) -> Option<Refusal> {
    let Some(row) = POPULATIONS.get(population) else {
        return refuse("population", format!("there is none of the number {population}"), None);
    };
    let (name, per) = (indicator.row().name, indicator.row().per);
    let what = format!("{name} is not defined for {}", row.name);
    match per {
        Per::ThousandPeople if population != EVERYONE => {
            refuse("population", what, "what services do is known of everyone only".to_owned())
        }
        Per::PersonWithProblem | Per::PersonInNeed if population == NEVER_IN_NEED => {
            refuse("population", what, "nobody of them ever had a life problem".to_owned())
        }
        _ => None,
    }
}

impl When {
    fn refusal(self, Length { weeks, every }: Length) -> Option<Refusal> {
        let Self::Weeks { first, last } = self else { return None };
        let key = if first == last { "week" } else { "weeks" };
        if first > last {
            return refuse(key, format!("must name the first week first, not {first} before {last}"), None);
        }
        if last > weeks {
            let what = format!("week {last} lies beyond the horizon of {weeks} weeks");
            return refuse(key, what, "raise `weeks` of the scenario, or read an earlier week".to_owned());
        }
        let every = every.max(1);
        let recorded = first.next_multiple_of(every) <= last || last == weeks;
        if recorded {
            return None;
        }
        let what = match first == last {
            true => format!("week {last} is not recorded"),
            false => format!("no week from {first} to {last} is recorded"),
        };
        let (before, after) = (first / every * every, first.next_multiple_of(every).min(weeks));
        let near = if before == 0 { format!("{after} is") } else { format!("{before} and {after} are") };
        refuse(key, what, format!("every {every} weeks are (record_every_weeks): {near}"))
    }
}
