//! The towns of a country: in which districts they are done, and what the districts add up to.

use crate::record::WorldRecord;
use crate::scenario::Scenario;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What towns left together, or why one of them failed.
pub(super) type TownsResult = Result<WorldRecord, String>;

/// Adds the town of a number to those before it.
pub(super) fn add_town(before: Option<TownsResult>, town: u32, next: TownsResult) -> TownsResult {
    join(before, next.map_err(|reason| format!("town {town}: {reason}")))
}

fn join(before: Option<TownsResult>, next: TownsResult) -> TownsResult {
    match (before, next) {
        (None, next) => next,
        (Some(Ok(mut sum)), Ok(next)) => {
            sum.join(next);
            Ok(sum)
        }
        (Some(Ok(_)), Err(reason)) | (Some(Err(reason)), _) => Err(reason),
    }
}

/// The towns of a country are done district by district: so many districts, or one a town where there are fewer. They are
/// what is kept of a run that is under way.
pub(super) const DISTRICTS: u32 = 64;

/// How many districts a country has.
pub(super) fn districts(scenario: &Scenario) -> u32 {
    scenario.towns().min(DISTRICTS)
}

/// The towns of a district of a country.
pub(super) fn towns_of(scenario: &Scenario, district: u32) -> Range<u32> {
    let first =
        |district: u32| (u64::from(district) * u64::from(scenario.towns()) / u64::from(districts(scenario))) as u32;
    first(district)..first(district + 1)
}

/// Where districts are kept until their run is done, and found again in a later session.
pub trait KeptDistricts: Sync {
    /// The districts that are there: the number of the run, that of the district, and what it left behind.
    fn districts(&self) -> Vec<(u64, u32, WorldRecord)>;
    /// Keeps what a district of a run left behind.
    fn keep_district(&self, run: u64, district: u32, world: &WorldRecord);
    /// Whether something could not be kept.
    fn has_lost(&self) -> bool;
}

/// Districts that come in one by one, in any order, until all of a run are there. They are added up in the order of their
/// numbers, so that nothing depends on threads.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    runs: Mutex<HashMap<u64, Gathered>>,
}

/// What there is of a run.
#[derive(Debug)]
enum Gathered {
    Some(BTreeMap<u32, TownsResult>),
    /// All of it has been handed over.
    All,
}

impl Gathering {
    /// Whether this district of a run is there.
    pub(super) fn holds(&self, run: u64, district: u32) -> bool {
        match self.runs().get(&run) {
            None => false,
            Some(Gathered::Some(there)) => there.contains_key(&district),
            Some(Gathered::All) => true,
        }
    }

    /// Takes in a district of a run of so many; all of them together, once they are there.
    pub(super) fn take(
        &self,
        run: u64,
        (district, districts): (u32, u32),
        outcome: TownsResult,
    ) -> Option<TownsResult> {
        if districts == 1 {
            return Some(outcome);
        }
        let mut runs = self.runs();
        let gathered = runs.entry(run).or_insert_with(|| Gathered::Some(BTreeMap::new()));
        let Gathered::Some(there) = gathered else { return None };
        there.insert(district, outcome);
        if there.len() < districts as usize {
            return None;
        }
        let all = std::mem::take(there);
        *gathered = Gathered::All;
        all.into_values().fold(None, |sum, next| Some(join(sum, next)))
    }

    fn runs(&self) -> MutexGuard<'_, HashMap<u64, Gathered>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn districts_hold_every_town_once() {
        for (people, at_most) in [(100, 100), (1000, 100), (6400, 100), (59_000_000, 8000), (12_345_678, 777)] {
            let text = format!("people = {people}\npeople_per_town = {at_most}");
            let country = Scenario::parse_as(&text, "country.toml", "country", &[]).expect("a valid scenario");
            let all: Vec<u32> = (0..districts(&country)).flat_map(|district| towns_of(&country, district)).collect();
            assert!(all.into_iter().eq(0..country.towns()));
        }
    }
}
