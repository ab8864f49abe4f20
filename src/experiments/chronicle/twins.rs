//! Two worlds of the same people with the same luck: one with helping networks, and its twin without.

use super::recorder::Recorder;
use crate::analysis::chronicle::{Life, Lives};
use crate::ensemble::error::RunError;
use crate::ensemble::observer::{Observer, Watch};
use crate::ensemble::replicate::{burn_in, simulate};
use crate::model::state::world::World;
use crate::model::structure::Structure;
use crate::scenario::Scenario;

/// A world at week 0, from which both twins go on.
pub struct Twins<'a> {
    scenario: &'a Scenario,
    /// The structure of help under study; `None` where the regime has no helping networks.
    pub(super) structure: Option<Structure>,
    week_0: World,
}

impl<'a> Twins<'a> {
    /// Simulates the burn-in of `replicate`; `None` if it was stopped on the way.
    ///
    /// # Errors
    /// If the scenario cannot be run, or the world is not sound.
    pub fn at_week_0(
        scenario: &'a Scenario,
        structure: Option<Structure>,
        replicate: u32,
        watch: &dyn Watch,
    ) -> Result<Option<Self>, RunError> {
        let week_0 = burn_in(scenario, replicate, watch)?;
        Ok(week_0.map(|week_0| Self { scenario, structure, week_0 }))
    }

    /// The chronicle of `person` in both worlds; `None` if it was stopped on the way.
    ///
    /// # Errors
    /// If there is no such person, no world can hold the structure, or a world is not sound.
    ///
    /// # Examples
    /// ```
    /// use mutua::experiments::chronicle::Twins;
    /// use mutua::scenario::Scenario;
    ///
    /// let town = Scenario::parse_as("people = 100\nweeks = 26\nburn_in_weeks = 13", "town.toml", "town", &[]).unwrap();
    /// let twins = Twins::at_week_0(&town, town.regimes[1].structure, 0, &())?.unwrap();
    /// let lives = twins.lives(7, &())?.unwrap();
    /// assert_eq!(lives.here.weeks.len(), 27);
    /// assert_eq!(lives.here.weeks[0], lives.there.weeks[0]);
    /// # Ok::<(), mutua::ensemble::error::RunError>(())
    /// ```
    pub fn lives(&self, person: u32, watch: &dyn Watch) -> Result<Option<Lives>, RunError> {
        let of = self.week_0.people().len();
        if person as usize >= of {
            return Err(RunError::NoPerson { person, of });
        }
        let Some(here) = self.life(self.structure, person, watch)? else { return Ok(None) };
        let there = self.life(None, person, watch)?;
        Ok(there.map(|there| Lives { here, there }))
    }

    fn life(&self, structure: Option<Structure>, person: u32, watch: &dyn Watch) -> Result<Option<Life>, RunError> {
        let mut recorder = Recorder::of(person);
        let world = self.simulate(structure, watch, &mut recorder)?;
        Ok(world.map(|world| recorder.end(&world)))
    }

    /// Simulates a world from week 0 to the horizon before an observer; `None` if it was stopped on the way.
    pub(super) fn simulate(
        &self,
        structure: Option<Structure>,
        watch: &dyn Watch,
        observer: &mut impl Observer,
    ) -> Result<Option<World>, RunError> {
        let horizon = self.scenario.weeks;
        let world = simulate(self.scenario, self.week_0.clone(), structure, |week| week == horizon, watch, observer)?;
        Ok(world.filter(|_| !watch.stopped()))
    }
}
