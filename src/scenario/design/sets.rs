//! Overrides that a design would write over.

use super::super::problem::{InvalidScenarioError, Place, Problem};
use super::table::DesignTable;
use super::value::plain_key;

impl DesignTable {
    /// Makes sure that none of `sets` (each `key=value`) sets what the design varies, however the key is written: every
    /// point would write over it, and the results would be those of other values than asked for.
    ///
    /// # Errors
    /// Every override that does.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::Scenario;
    /// let text = "[design]\nkind = 'factorial'\n[[design.factor]]\nkey = 'hope'";
    /// let design = Scenario::parse_as(text, "town.toml", "town", &[]).unwrap().design.unwrap();
    /// assert!(design.check_sets(&["people=2000".to_owned()]).is_ok());
    /// assert!(design.check_sets(&["switches.hope=false".to_owned()]).is_err());
    /// ```
    pub fn check_sets(&self, sets: &[String]) -> Result<(), InvalidScenarioError> {
        let varied: Vec<String> = self.keys().into_iter().map(plain_key).collect();
        let key_of = |set: &String| set.split_once('=').map(|(key, _)| plain_key(key)).unwrap_or_default();
        let over = sets.iter().filter(|set| varied.contains(&key_of(set)));
        let problems: Vec<Problem> = over.map(|set| problem(set, &key_of(set))).collect();
        if problems.is_empty() { Ok(()) } else { Err(InvalidScenarioError::new(problems, 0)) }
    }
}

fn problem(set: &str, key: &str) -> Problem {
    Problem {
        place: Place::Set(set.to_owned()),
        key: key.to_owned(),
        value: None,
        what: "is a factor of the design, which gives it the values of its points: they would write over this one"
            .to_owned(),
        help: Some(
            "leave --set out, or change the [design]; `mutua run` leaves the design aside and takes it".to_owned(),
        ),
        quote: None,
    }
}
