//! A scenario with a list of points in place of its design.

use super::parse::UNNAMED_LIST;
use super::problem::InvalidScenarioError;
use super::typed::Source;
use super::written::quoted;
use super::{Scenario, validate};

impl Scenario {
    /// The same scenario, whose design lists the points in `list`: a table with a row a point, as a file of points is written.
    /// Messages call it `file`.
    ///
    /// # Errors
    /// Everything that is wrong with the list, with its lines and columns.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::Scenario;
    /// let town = Scenario::parse("people = 2000")?;
    /// let varied = town.at_points("list.csv", "stake_shared,hope\n0.1,true\n0.3,false\n")?;
    /// assert_eq!(varied.design.map(|design| design.declared()), Some(2));
    /// assert!(town.at_points("list.csv", "stake_shred\n0.1\n").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn at_points(&self, file: &str, list: &str) -> Result<Self, InvalidScenarioError> {
        self.at_listed(file, list, "")
    }

    /// The same scenario at so many draws of a posterior, which is a table as `mutua fit` writes it: each particle as often as
    /// its weight asks for. What it does not name stands as in the scenario. Messages call it `file`.
    ///
    /// # Errors
    /// Everything that is wrong with the posterior, with its lines and columns.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::Scenario;
    /// let town = Scenario::parse("people = 2000")?;
    /// let posterior = "particle,weight,stake_shared\n7,0.25,0.1\n9,0.75,0.3\n";
    /// let at = town.at_draws("posterior.csv", posterior, 40)?;
    /// assert_eq!(at.design.map(|design| design.declared()), Some(40));
    /// let wrong = town.at_draws("posterior.csv", &posterior.replace("0.3", "30"), 40).unwrap_err();
    /// assert!(wrong.to_string().contains("posterior.csv:3:8"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn at_draws(&self, file: &str, posterior: &str, draws: u32) -> Result<Self, InvalidScenarioError> {
        self.at_listed(file, posterior, &format!("draws = {draws}\n"))
    }

    fn at_listed(&self, file: &str, list: &str, more: &str) -> Result<Self, InvalidScenarioError> {
        let plain = Self { design: None, ..self.clone() };
        let file = if file.is_empty() { UNNAMED_LIST } else { file };
        let text = format!("{}\n[design]\nkind = \"points\"\nfile = {}\n{more}", plain.to_toml(), quoted(file));
        let beside = |_: &str| Ok(list.to_owned());
        validate::scenario(&Source::new(&self.name, &text, Some(&beside)), &self.name, &[])
    }
}
