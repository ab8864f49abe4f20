//! Other parameters and switches for a world that is there already.

use crate::model::chance::Chance;
use crate::model::parameters::{Parameters, Switches};
use crate::model::rules::ties::raises;
use crate::model::state::outcome::Outcomes;
use crate::model::state::setting::SettingError;
use crate::model::state::world::World;

/// Parameters by which the state itself is stored or flagged: evidence on its scale, places for ties, neighbourhoods,
/// workers, who counts as recovered, when a tie may have faded.
const FIXED: [&str; 9] = [
    "evidence_fading",
    "prior_strength",
    "people_per_neighbourhood",
    "tie_places",
    "tie_fading",
    "tie_floor",
    "categories",
    "recovered_below",
    "workers_per_1000",
];

impl World {
    /// Goes by these parameters and switches from the next week on. What was drawn by the earlier ones stays: who people
    /// are, their ties, what they know, and the evidence that they have.
    ///
    /// # Errors
    /// If a parameter is out of its range or differs by which the state is stored; then nothing has changed.
    ///
    /// # Examples
    /// ```
    /// use mutua::model::parameters::{Parameters, Switches};
    /// use mutua::model::state::{setting::Setting, world::World};
    ///
    /// let (parameters, switches) = (Parameters::default(), Switches::default());
    /// let setting = Setting { people: 100, seed: 1, replicate: 0, parameters, switches };
    /// let mut world = World::new(&setting).unwrap();
    /// world.change(setting.parameters.clone(), Switches { hope: false, ..Switches::default() }).unwrap();
    /// assert!(!world.switches().hope);
    /// let fewer = Parameters { tie_places: 2.0, ..setting.parameters };
    /// assert!(world.change(fewer, setting.switches).unwrap_err().to_string().starts_with("tie_places cannot change"));
    /// ```
    pub fn change(&mut self, parameters: Parameters, switches: Switches) -> Result<(), SettingError> {
        parameters.check()?;
        for parameter in FIXED {
            if let (Some(here), Some(asked)) = (self.parameters.get(parameter), parameters.get(parameter))
                && here != asked
            {
                return Err(SettingError::Unchangeable { parameter, here, asked });
            }
        }
        (self.parameters, self.switches) = (parameters, switches);
        self.keep_in_step();
        Ok(())
    }

    /// Makes room for what is kept of people only with a switch in this position, and forgets what is not.
    pub(in crate::model) fn make_room_for_switched(&mut self) {
        let idle = if self.switches.help_effect { 0 } else { self.people.len() };
        let spoken = if self.switches.civic_skills { self.people.len() } else { 0 };
        self.idle.resize(idle, 0);
        self.spoken.resize(spoken, 0);
    }

    /// Changes switches, from the next week on, too.
    pub fn throw(&mut self, throw: impl FnOnce(&mut Switches)) {
        throw(&mut self.switches);
        self.keep_in_step();
    }

    /// Works out anew what parameters and switches come to.
    fn keep_in_step(&mut self) {
        self.make_room_for_switched();
        self.outcomes = Outcomes::new(&self.parameters, &self.switches, self.structure.as_ref(), &self.scale);
        self.raises = raises(&self.parameters, &self.switches);
    }

    /// Goes by other chance from the next week on. Who leaves and who comes stays as it was: so the same people meet other
    /// luck.
    pub fn set_chance(&mut self, chance: Chance) {
        self.chance = chance;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parameters::{NumberKind, TABLE};
    use crate::model::state::setting::Setting;

    /// A name that no parameter has would be passed over.
    #[test]
    fn what_is_fixed_are_parameters_that_are_refused() {
        let (parameters, switches) = (Parameters::default(), Switches::default());
        let mut world = World::new(&Setting { people: 100, seed: 1, replicate: 0, parameters, switches }).unwrap();
        for parameter in FIXED {
            let mut other = Parameters::default();
            let row = TABLE.iter().find(|row| row.name == parameter).unwrap_or_else(|| panic!("{parameter}"));
            *other.get_mut(parameter).unwrap() -= if row.kind == NumberKind::Whole { 1.0 } else { 0.001 };
            let refused = world.change(other, Switches { hope: false, ..Switches::default() });
            let named =
                matches!(&refused, Err(SettingError::Unchangeable { parameter: found, .. }) if *found == parameter);
            assert!(named, "{parameter}: {refused:?}");
        }
        assert_eq!((&world.parameters, &world.switches), (&Parameters::default(), &Switches::default()));
    }
}
