//! What the theory says, put to the test.

use super::StudyError;
use crate::experiments::patterns::PATTERNS;
use crate::experiments::patterns::search::{Job, Search};
use crate::scenario::sha256_of;
use serde::{Deserialize, Serialize};

/// What a search for patterns has to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Worlds in which each pattern is read.
    pub replicates: u32,
    /// The patterns, by name; all if there are none here.
    pub only: Vec<String>,
    /// What is set on top of what patterns set themselves.
    pub sets: Vec<String>,
}

/// Everything that there is to read.
#[derive(Clone, Debug)]
pub struct Search {
    /// What was asked for.
    pub asked: Asked,
    /// The patterns with all their variants.
    pub hunt: Hunt,
    /// The readings, in order.
    pub jobs: Vec<Job>,
}

impl Asked {
    pub(super) fn search(&self) -> Result<Search, StudyError> {
        let sets_it =
            |key: &str| self.sets.iter().any(|set| set.split_once('=').is_some_and(|(to, _)| to.trim() == key));
        if let Some(key) = ["replicates", "regimes"].into_iter().find(|key| sets_it(key)) {
            return Err(StudyError::OfPatterns { key });
        }
        let hunt = Hunt::new(&chosen(&self.only)?, self.replicates, &self.sets)?;
        if hunt.scenarios().any(|scenario| scenario.towns() > 1) {
            return Err(StudyError::Towns);
        }
        let jobs = hunt.jobs().collect();
        Ok(Search { asked: self.clone(), hunt, jobs })
    }
}

impl Search {
    /// SHA-256 of which patterns are read in which worlds.
    pub(super) fn hash(&self) -> String {
        let parts: Vec<String> = self
            .hunt
            .scenarios()
            .enumerate()
            .map(|(place, scenario)| format!("{}:{}", self.hunt.pattern(place).id, scenario.hash()))
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
        let found = PATTERNS.iter().position(|pattern| pattern.id.eq_ignore_ascii_case(name));
        let there = || PATTERNS.iter().map(|pattern| pattern.id).collect::<Vec<_>>().join(", ");
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
            chosen(&only).map(|chosen| chosen.into_iter().map(|place| PATTERNS[place].id).collect::<Vec<_>>())
        };
        assert_eq!(ids(&["P3"]).unwrap(), ["P3"]);
        assert_eq!(ids(&["p3+", "P1", "P3"]).unwrap(), ["P1", "P3", "P3+"]);
        assert!(ids(&["P99"]).unwrap_err().to_string().contains("there is no pattern P99: they are P1, P1+"));
    }
}
