//! Reading the one number of a run that a target or a hypothesis names.

use super::quantities::Quantity;
use super::readout::{WINDOW_WEEKS, over};
use super::twins;
use crate::model::indicator::Snapshot;
use crate::model::measure::MEASURES;
use crate::record::RunRecord;
use crate::scenario::{Observable, Scenario, When};

/// What `observable` is in a run of `scenario`; NaN where the run does not say.
#[must_use]
pub fn value(observable: Observable, record: &RunRecord, scenario: &Scenario) -> f64 {
    match observable {
        Observable::Indicator { indicator, population, when } => {
            over(within(&record.snapshots, when, scenario.weeks), population, indicator as usize)
        }
        Observable::Quantity(quantity) => Quantity::at(quantity).map_or(f64::NAN, |one| one.value(record, scenario)),
        Observable::Twin { term, indicator } => {
            let measure = MEASURES.iter().position(|measure| *measure == indicator);
            let split = measure
                .zip(record.twins.as_ref())
                .and_then(|(measure, record)| twins::at_horizon(&record.same_luck, scenario.weeks, measure));
            split.and_then(|terms| terms.get(term).copied()).unwrap_or(f64::NAN)
        }
    }
}

/// The recorded weeks that are read.
fn within(snapshots: &[Snapshot], when: When, horizon: u32) -> &[Snapshot] {
    let (first, last) = match when {
        When::Horizon => ((horizon + 1).saturating_sub(WINDOW_WEEKS), horizon),
        When::Weeks { first, last } => (first, last),
    };
    let from = snapshots.partition_point(|snapshot| snapshot.week < first);
    let to = snapshots.partition_point(|snapshot| snapshot.week <= last);
    &snapshots[from.min(to)..to]
}

#[cfg(test)]
mod tests {
    use super::super::quantities::QUANTITIES;
    use super::super::readout::{at_horizon, cell};
    use super::*;
    use crate::RunOptions;
    use crate::model::indicator::{INDICATORS, Indicator, POPULATIONS};
    use crate::scenario::{QUANTITY_NAMES, TWIN_TERM_NAMES};

    #[test]
    fn names_are_those_of_what_is_computed() {
        let quantities: Vec<&str> = QUANTITIES.iter().map(|row| row.name).collect();
        let named: Vec<&str> = QUANTITY_NAMES.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, quantities);
        assert_eq!(TWIN_TERM_NAMES, twins::Term::ALL.map(twins::Term::name));
    }

    fn small() -> (Scenario, Vec<RunRecord>) {
        let text = "people = 400\nweeks = 160\nburn_in_weeks = 52\nreplicates = 1\nrecord_every_weeks = 10";
        let scenario = Scenario::parse(text).unwrap();
        let records = scenario.run(&RunOptions { threads: 1, ..RunOptions::default() }).unwrap().records;
        (scenario, records)
    }

    fn indicator(indicator: Indicator, population: usize, when: When) -> Observable {
        Observable::Indicator { indicator, population, when }
    }

    #[test]
    fn at_the_horizon_it_is_what_all_tables_say() {
        let (scenario, records) = small();
        for record in &records {
            let reading = at_horizon(record, scenario.weeks);
            for population in 0..POPULATIONS.len() {
                for (place, row) in INDICATORS.iter().enumerate() {
                    let read = value(indicator(row.indicator, population, When::Horizon), record, &scenario);
                    let told = reading[cell(population, place)];
                    assert_eq!(read.to_bits(), told.to_bits(), "{} of {population}", row.name);
                }
            }
        }
    }

    #[test]
    fn weeks_are_those_that_are_named_and_counts_are_read_in_the_last() {
        let (scenario, records) = small();
        let record = &records[0];
        let at = |week: u32, row: Indicator| {
            record.snapshots.iter().find(|s| s.week == week).unwrap().rows[0].values[row as usize]
        };
        let when = When::Weeks { first: 20, last: 40 };
        let burden = value(indicator(Indicator::Burden, 0, when), record, &scenario);
        let mean = (at(20, Indicator::Burden) + at(30, Indicator::Burden) + at(40, Indicator::Burden)) / 3.0;
        assert!((burden - mean).abs() < 1e-12, "{burden} {mean}");
        let acts = value(indicator(Indicator::CivicActs, 0, when), record, &scenario);
        assert_eq!(acts.to_bits(), at(40, Indicator::CivicActs).to_bits());
    }

    #[test]
    fn quantities_and_twins_are_those_of_their_tables() {
        let (scenario, records) = small();
        let of_gap = Observable::Twin { term: 0, indicator: Indicator::General };
        let with_veterans = |record: &&RunRecord| value(of_gap, record, &scenario).is_finite();
        let record = records.iter().find(with_veterans).unwrap();
        let all = super::super::quantities::values(record, &scenario);
        for (place, told) in all.into_iter().enumerate() {
            assert_eq!(value(Observable::Quantity(place), record, &scenario).to_bits(), told.to_bits());
        }
        let read = |term| value(Observable::Twin { term, indicator: Indicator::General }, record, &scenario);
        let gap: f64 = read(0);
        let parts: f64 = twins::Term::PARTS.iter().map(|term| read(*term as usize)).sum();
        assert!((gap - parts).abs() < 1e-12, "{gap} {parts}");
        let without = RunRecord { twins: None, ..record.clone() };
        assert!(value(of_gap, &without, &scenario).is_nan());
    }

    #[test]
    fn a_quantity_needs_the_weeks_that_its_name_says() {
        let (scenario, records) = small();
        for (place, (name, least)) in QUANTITY_NAMES.iter().enumerate().filter(|(_, (_, least))| *least > 0) {
            let long = Scenario { weeks: *least, ..scenario.clone() };
            let short = Scenario { weeks: least - 1, ..scenario.clone() };
            let some = |scenario| {
                records.iter().any(|record| value(Observable::Quantity(place), record, scenario).is_finite())
            };
            assert!(!some(&short), "{name}");
            // Where the world is too small to have anybody of whom it speaks, nothing is learnt.
            assert!(some(&long) || *least > scenario.weeks || name.starts_with("kept"), "{name}");
        }
    }
}
