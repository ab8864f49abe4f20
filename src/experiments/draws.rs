//! Draws of a posterior: a scenario at each of them, with luck of its own.

pub use super::error::LEAST_WORLDS;

use super::error::StudyError;
use crate::analysis::design::Design;
use crate::analysis::design::lots::{Purpose, lot};
use crate::scenario::{DesignKind, Scenario, Variants};
use std::collections::BTreeSet;

/// Draws unless another number is asked for.
pub const DEFAULT_DRAWS: u32 = 100;
/// Draws at most.
pub const MOST_DRAWS: u32 = 2000;

/// The scenario at so many draws of a posterior, which is a table as `mutua fit` writes it: its design takes them, and holds
/// the whole of it. What the posterior does not name stands as in the scenario. Messages call it `file`.
///
/// # Errors
/// If there are too few worlds of a draw, the table is no posterior, or a particle gives no valid scenario: with the line in
/// which it stands.
pub fn at_draws(scenario: &Scenario, file: &str, posterior: &str, draws: u32) -> Result<Scenario, StudyError> {
    if scenario.replicates < LEAST_WORLDS {
        return Err(StudyError::FewWorlds(scenario.replicates));
    }
    let at = scenario.at_draws(file, posterior, draws)?;
    if let (Some(design), variants) = (Design::of(&at), Variants::of(&at)?) {
        check(&design, &variants, file)?;
    }
    Ok(at)
}

/// Makes sure that each particle that is drawn gives a valid scenario: what single values cannot tell.
fn check(design: &Design, variants: &Variants, file: &str) -> Result<(), StudyError> {
    let mut known = BTreeSet::new();
    let DesignKind::Points(listed) = &design.table().kind else { return Ok(()) };
    for draw in (0..design.len()).filter(|draw| known.insert(design.row(*draw))) {
        if let Err(problems) = variants.at(&design.point(draw).sets()) {
            let line = listed.line(design.row(draw)).unwrap_or_default();
            return Err(StudyError::Particle { file: file.to_owned(), line, problems });
        }
    }
    Ok(())
}

/// A scenario at the first of its draws: which parameters it has there that it does not have otherwise.
pub(super) fn first_of(scenario: &Scenario) -> Result<Scenario, StudyError> {
    let sets = Design::of(scenario).map(|design| design.point(0).sets()).unwrap_or_default();
    Ok(Variants::of(scenario)?.at(&sets)?)
}

/// Gives the scenarios of each draw, so many of them, luck of its own: else what differs between draws would hold none of it.
pub(super) fn with_luck_of_their_own(scenarios: &mut [Scenario], seed: u32, of_each: usize) {
    for (draw, all) in (0..).zip(scenarios.chunks_mut(of_each.max(1))) {
        all.iter_mut().for_each(|one| one.seed = lot(seed, Purpose::Worlds, [draw, 1, 0])[0]);
    }
}

/// How many of the draws are of different particles.
#[must_use]
pub fn distinct(design: &Design) -> usize {
    (0..design.len()).map(|draw| design.row(draw)).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSTERIOR: &str =
        "particle,weight,distance,worlds_seed,stake_shared,hope\n7,0.25,1,5,0.1,true\n9,0.75,1,6,0.3,false\n";

    fn town() -> Scenario {
        Scenario::parse("people = 100\nreplicates = 2").unwrap()
    }

    #[test]
    fn draws_are_by_weight() {
        let design = Design::of(&at_draws(&town(), "p.csv", POSTERIOR, 4).unwrap()).unwrap();
        assert_eq!((design.keys().len(), design.len(), distinct(&design)), (2, 4, 2));
        let sets: Vec<Vec<String>> = design.points().iter().map(|point| point.sets()).collect();
        assert_eq!(sets.iter().filter(|sets| **sets == ["stake_shared=0.1", "hope=true"]).count(), 1);
        assert_eq!(sets.iter().filter(|sets| **sets == ["stake_shared=0.3", "hope=false"]).count(), 3);
    }

    #[test]
    fn what_is_no_posterior_is_refused_where_it_is() {
        let told = |text: &str| at_draws(&town(), "p.csv", text, 3).unwrap_err().to_string();
        assert!(told("a,b\n1,2\n").contains("it has the columns a, b"), "{}", told("a,b\n1,2\n"));
        let negative = told(&POSTERIOR.replace("0.75", "-1"));
        assert!(negative.contains("p.csv:3:3") && negative.contains("must be a number from 0, not -1"), "{negative}");
        assert!(told("particle,weight,hope\n1,0,true\n").contains("no particle counts"));
        assert!(told(&POSTERIOR.replace("9,0.75,1", "9,0.75")).contains("p.csv:3"));
        let misspelt = told(&POSTERIOR.replace("stake_shared", "stake_shred"));
        assert!(misspelt.contains("p.csv:1:38") && misspelt.contains("stake_shared"), "{misspelt}");
        let beyond = told(&POSTERIOR.replace("6,0.3", "6,30"));
        assert!(beyond.contains("p.csv:3:12"), "{beyond}");
        // Each value alone is allowed.
        let together = "particle,weight,comfort_good,comfort_poor\n1,1,0.5,0.4\n\n2,1,0.2,0.6\n";
        assert!(told(together).starts_with("p.csv:4: "), "{}", told(together));
    }

    #[test]
    fn one_world_cannot_tell_luck_from_ignorance() {
        let one = Scenario::parse("people = 100\nreplicates = 1").unwrap();
        assert!(at_draws(&one, "p.csv", POSTERIOR, 3).unwrap_err().to_string().contains("at least 2 worlds"));
    }
}
