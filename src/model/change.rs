//! Other parameters and switches for a world that is there already.

use super::outcome::Outcomes;
use super::parameters::{Parameters, Switches};
use super::setting::SettingError;
use super::world::World;

/// Parameters by which the state itself is laid out or marked: evidence on its scale, places for ties, neighbourhoods,
/// workers, who counts as recovered, when a tie may have faded.
const LAID_OUT: [&str; 9] = [
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
    /// Lives by these parameters and switches from the next week on. What was drawn by the earlier ones stays: who people
    /// are, their ties, what they know, and the evidence that they have.
    ///
    /// # Errors
    /// If a parameter is out of its range or differs by which the state is laid out; then nothing has changed.
    ///
    /// # Examples
    /// ```
    /// use mutua::model::parameters::{Parameters, Switches};
    /// use mutua::model::world::{Setting, World};
    ///
    /// let (parameters, switches) = (Parameters::default(), Switches::default());
    /// let setting = Setting { people: 100, seed: 1, replicate: 0, parameters, switches };
    /// let mut world = World::new(&setting).unwrap();
    /// world.change(setting.parameters.clone(), Switches { hope: false, ..Switches::default() }).unwrap();
    /// assert!(!world.switches.hope);
    /// let fewer = Parameters { tie_places: 2.0, ..setting.parameters };
    /// assert!(world.change(fewer, setting.switches).unwrap_err().to_string().starts_with("tie_places cannot change"));
    /// ```
    pub fn change(&mut self, parameters: Parameters, switches: Switches) -> Result<(), SettingError> {
        parameters.check()?;
        for parameter in LAID_OUT {
            if let (Some(here), Some(asked)) = (self.parameters.get(parameter), parameters.get(parameter))
                && here != asked
            {
                return Err(SettingError::Unchangeable { parameter, here, asked });
            }
        }
        self.outcomes = Outcomes::new(&parameters, &switches, self.structure.as_ref(), &self.scale);
        (self.parameters, self.switches) = (parameters, switches);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parameters::{NumberKind, TABLE};
    use crate::model::world::Setting;

    /// A name that no parameter has would be passed over.
    #[test]
    fn what_is_laid_out_are_parameters_that_are_refused() {
        let (parameters, switches) = (Parameters::default(), Switches::default());
        let mut world = World::new(&Setting { people: 100, seed: 1, replicate: 0, parameters, switches }).unwrap();
        for parameter in LAID_OUT {
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
