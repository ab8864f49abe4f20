//! Other parameters and switches for a world that is there already.

use super::outcome::Outcomes;
use super::parameters::{Parameters, Switches};
use super::world::World;
use std::fmt;

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

/// A parameter that cannot change in a world that is there already.
#[derive(Clone, Debug, PartialEq)]
pub struct Unchangeable {
    /// Its name.
    pub parameter: &'static str,
    /// Its value in the world.
    pub here: f64,
    /// The value that was to take its place.
    pub asked: f64,
}

impl fmt::Display for Unchangeable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { parameter, here, asked } = self;
        write!(
            out,
            "{parameter} cannot change from {here} to {asked} in a world that is there already: begin a world with it"
        )
    }
}

impl std::error::Error for Unchangeable {}

impl World {
    /// Lives by these parameters and switches from the next week on. What was drawn by the earlier ones stays: who people
    /// are, their ties, what they know, and the evidence that they have.
    ///
    /// # Errors
    /// If a parameter differs by which the state is laid out; then nothing has changed.
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
    pub fn change(&mut self, parameters: Parameters, switches: Switches) -> Result<(), Unchangeable> {
        for parameter in LAID_OUT {
            if let (Some(here), Some(asked)) = (self.parameters.get(parameter), parameters.get(parameter))
                && here != asked
            {
                return Err(Unchangeable { parameter, here, asked });
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
    use crate::model::world::Setting;

    /// A name that no parameter has would be passed over.
    #[test]
    fn what_is_laid_out_are_parameters_that_are_refused() {
        let (parameters, switches) = (Parameters::default(), Switches::default());
        let mut world = World::new(&Setting { people: 100, seed: 1, replicate: 0, parameters, switches }).unwrap();
        for parameter in LAID_OUT {
            let mut other = Parameters::default();
            *other.get_mut(parameter).unwrap_or_else(|| panic!("{parameter}")) += 0.001;
            let refused = world.change(other, Switches { hope: false, ..Switches::default() });
            assert_eq!(refused.map_err(|why| why.parameter), Err(parameter));
        }
        assert_eq!((&world.parameters, &world.switches), (&Parameters::default(), &Switches::default()));
    }
}
