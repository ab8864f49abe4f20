//! What is asked of a search for patterns, and what that comes to.

use super::search::{Job, Search};
use super::table::PATTERNS;
use crate::experiments::error::StudyError;
use crate::scenario::sha256_of;
use serde::{Deserialize, Serialize};

/// What a search for patterns has to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatternsRequest {
    /// Worlds in which each pattern is read.
    pub replicates: u32,
    /// The patterns, by name; all if there are none here.
    pub only: Vec<String>,
    /// What is set on top of what patterns set themselves.
    pub sets: Vec<String>,
}

/// Everything that there is to read.
#[derive(Clone, Debug)]
pub struct PatternStudy {
    /// What was asked for.
    pub request: PatternsRequest,
    /// The patterns with all their variants.
    pub search: Search,
    /// The readings, in order.
    pub jobs: Vec<Job>,
}

impl PatternsRequest {
    pub(in crate::experiments) fn study(&self) -> Result<PatternStudy, StudyError> {
        let sets_it =
            |key: &str| self.sets.iter().any(|set| set.split_once('=').is_some_and(|(to, _)| to.trim() == key));
        if let Some(key) = ["replicates", "regimes"].into_iter().find(|key| sets_it(key)) {
            return Err(StudyError::OfPatterns { key });
        }
        let search = Search::new(&chosen(&self.only)?, self.replicates, &self.sets)?;
        if search.scenarios().any(|scenario| scenario.towns() > 1) {
            return Err(StudyError::Towns);
        }
        let jobs = search.jobs().collect();
        Ok(PatternStudy { request: self.clone(), search, jobs })
    }
}

impl PatternStudy {
    /// SHA-256 of which patterns are read in which worlds.
    pub(in crate::experiments) fn hash(&self) -> String {
        let parts: Vec<String> = self
            .search
            .scenarios()
            .enumerate()
            .map(|(place, scenario)| format!("{}:{}", self.search.pattern(place).id, scenario.hash()))
            .collect();
        sha256_of(parts.join(",").as_bytes())
    }
}

/// The patterns that were asked for, as places in [`PATTERNS`]; all if none was named.
fn chosen(only: &[String]) -> Result<Vec<usize>, StudyError> {
    if only.is_empty() {
        return Ok((0..PATTERNS.len()).collect());
    }
    let place = |name: &String| {
        let found = PATTERNS.iter().position(|test| test.pattern.id.eq_ignore_ascii_case(name));
        let there = || PATTERNS.iter().map(|test| test.pattern.id).collect::<Vec<_>>().join(", ");
        found.ok_or_else(|| StudyError::NoPattern { name: name.clone(), there: there() })
    };
    let mut chosen = only.iter().map(place).collect::<Result<Vec<_>, _>>()?;
    chosen.sort_unstable();
    chosen.dedup();
    Ok(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_named_without_those_that_build_on_it() {
        let ids = |only: &[&str]| {
            let only: Vec<String> = only.iter().map(|&id| id.to_owned()).collect();
            chosen(&only).map(|chosen| chosen.into_iter().map(|place| PATTERNS[place].pattern.id).collect::<Vec<_>>())
        };
        assert_eq!(ids(&["P3"]).unwrap(), ["P3"]);
        assert_eq!(ids(&["p7+", "P1", "P3"]).unwrap(), ["P1", "P3", "P7+"]);
        assert!(ids(&["P99"]).unwrap_err().to_string().contains("there is no pattern P99: they are P1, P1+"));
    }
}
