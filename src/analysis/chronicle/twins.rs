//! Two worlds of the same people with the same luck: one with helping networks, and its twin without.

use super::Life;
use super::witness::{Before, Witness};
use crate::ensemble::replicate::{Watch, burn_in};
use crate::model::happened::Happened;
use crate::model::ledger::{Phase, Unbalanced};
use crate::model::structure::Structure;
use crate::model::tick::step;
use crate::model::world::World;
use crate::scenario::Scenario;

/// A world at week 0, from which both twins go on.
pub struct Twins {
    /// The structure of help under study; `None` where the regime has no helping networks.
    pub(super) structure: Option<Structure>,
    /// Weeks to the horizon.
    pub(super) weeks: u32,
    week_0: World,
}

/// One person in both worlds.
#[derive(Clone, Debug, PartialEq)]
pub struct Lives {
    /// In the world under study.
    pub here: Life,
    /// In the world without helping networks.
    pub there: Life,
}

impl Twins {
    /// Lets the burn-in of `replicate` pass; `None` if it was stopped on the way.
    ///
    /// # Errors
    /// If the world is not sound.
    pub fn at_week_0(
        scenario: &Scenario,
        structure: Option<Structure>,
        replicate: u32,
        watch: &dyn Watch,
    ) -> Result<Option<Self>, Unbalanced> {
        let week_0 = burn_in(scenario, replicate, watch)?;
        Ok(week_0.map(|week_0| Self { structure, weeks: scenario.weeks, week_0 }))
    }

    /// The chronicle of `person` in both worlds; `None` if it was stopped on the way.
    ///
    /// # Errors
    /// If a world is not sound.
    ///
    /// # Panics
    /// If there is no such person.
    ///
    /// # Examples
    /// ```
    /// use mutua::analysis::chronicle::Twins;
    /// use mutua::ensemble::replicate::Watch;
    /// use mutua::scenario::Scenario;
    ///
    /// struct Nobody;
    /// impl Watch for Nobody {
    ///     fn advanced(&self, _: u64) {}
    ///     fn stopped(&self) -> bool {
    ///         false
    ///     }
    /// }
    ///
    /// let town = Scenario::parse("people = 100\nweeks = 26\nburn_in_weeks = 13", "town.toml", "town", &[]).unwrap();
    /// let twins = Twins::at_week_0(&town, town.regimes[1].structure, 0, &Nobody)?.unwrap();
    /// let lives = twins.lives(7, &Nobody)?.unwrap();
    /// assert_eq!(lives.here.weeks.len(), 27);
    /// assert_eq!(lives.here.weeks[0], lives.there.weeks[0]);
    /// # Ok::<(), mutua::model::ledger::Unbalanced>(())
    /// ```
    pub fn lives(&self, person: u32, watch: &dyn Watch) -> Result<Option<Lives>, Unbalanced> {
        let Some(here) = self.life(self.structure, person, watch)? else { return Ok(None) };
        let there = self.life(None, person, watch)?;
        Ok(there.map(|there| Lives { here, there }))
    }

    fn life(&self, structure: Option<Structure>, person: u32, watch: &dyn Watch) -> Result<Option<Life>, Unbalanced> {
        let mut witness = None;
        let world = self.live(structure, watch, |moment, world| match moment {
            Moment::Week0 => witness = Some((Witness::begin(world, person), Before::of(world, person))),
            Moment::Phase(phase, happened) => {
                if let Some((witness, before)) = &mut witness {
                    witness.note(phase, before, world, happened);
                    *before = Before::of(world, person);
                }
            }
            Moment::WeekEnds => {
                if let Some((witness, _)) = &mut witness {
                    witness.close_week(world);
                }
            }
        })?;
        Ok(world.zip(witness).map(|(world, (witness, _))| witness.end(&world)))
    }

    /// Lets a world live from week 0 to the horizon while `look` looks on; `None` if it was stopped on the way.
    pub(super) fn live(
        &self,
        structure: Option<Structure>,
        watch: &dyn Watch,
        mut look: impl FnMut(Moment<'_>, &World),
    ) -> Result<Option<World>, Unbalanced> {
        let mut world = self.week_0.clone();
        world.begin(structure);
        let mut happened = Happened::default();
        look(Moment::Week0, &world);
        for week in 1..=self.weeks {
            world.audited = week == self.weeks;
            for &phase in Phase::ALL {
                step(phase, &mut world, &mut happened);
                look(Moment::Phase(phase, &happened), &world);
            }
            // Before the tick is over, so that dates in the state are read in the week in which they were set.
            look(Moment::WeekEnds, &world);
            world.close_week()?;
            watch.advanced(world.people.len() as u64);
            if watch.stopped() {
                return Ok(None);
            }
        }
        world.audit()?;
        Ok(Some(world))
    }
}

/// When one looks at a world.
pub(super) enum Moment<'a> {
    /// Before the first week.
    Week0,
    /// After a phase.
    Phase(Phase, &'a Happened),
    /// At the end of a week.
    WeekEnds,
}
