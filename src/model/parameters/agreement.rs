//! Whether values go together, and whether they are plausible.

use super::row::ParameterRow;
use super::table::{Parameters, TABLE};

/// Parameters that do not go together, although each is in its range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Their names.
    pub names: Vec<&'static str>,
    /// What they must say together.
    pub what: String,
}

impl Parameters {
    /// Those that lie outside their plausible range, each with its value, in the order of the table.
    pub fn implausible(&self) -> impl Iterator<Item = (&'static ParameterRow, f64)> {
        let valued = TABLE.iter().filter_map(|row| Some((row, self.get(row.name)?)));
        valued.filter(|(row, value)| !row.is_plausible(*value))
    }

    /// What does not go together.
    #[must_use]
    pub fn disagreements(&self) -> Vec<Disagreement> {
        let ordered = |low: &str, high: &str, a: f64, b: f64| format!("{low} ({a}) must not be above {high} ({b})");
        let needs = ["needed_textbook", "needed_experiential", "needed_private"];
        let needed = self.needed_textbook + self.needed_experiential + self.needed_private;
        let (low, high, initial) = (self.onset_burden_low, self.onset_burden_high, self.initial_insights);
        let checks = [
            (
                low <= high,
                vec!["onset_burden_low", "onset_burden_high"],
                ordered("onset_burden_low", "onset_burden_high", low, high),
            ),
            (
                self.comfort_poor <= self.comfort_good,
                vec!["comfort_poor", "comfort_good"],
                ordered("comfort_poor", "comfort_good", self.comfort_poor, self.comfort_good),
            ),
            (needed >= 1.0, needs.to_vec(), "a situation must need at least one insight of any kind".to_owned()),
            (
                needed < 1.0 || initial <= needed,
                [&needs[..], &["initial_insights"]].concat(),
                ordered("initial_insights", "the number of insights needed", initial, needed),
            ),
        ];
        let wrong = checks.into_iter().filter(|(holds, ..)| !holds);
        wrong.map(|(_, names, what)| Disagreement { names, what }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What must agree does so wherever all are plausible: each disagreement is between sums, so corners are enough.
    #[test]
    fn plausible_values_agree_at_every_corner() {
        let names = [
            "onset_burden_low",
            "onset_burden_high",
            "comfort_poor",
            "comfort_good",
            "needed_textbook",
            "needed_experiential",
            "needed_private",
            "initial_insights",
        ];
        for corner in 0..1_u32 << names.len() {
            let mut parameters = Parameters::default();
            for (place, name) in names.iter().enumerate() {
                let row = TABLE.iter().find(|row| row.name == *name).unwrap();
                let end = if corner >> place & 1 > 0 { row.plausible_high } else { row.plausible_low };
                *parameters.get_mut(name).unwrap() = end;
            }
            assert_eq!(parameters.disagreements(), [], "corner {corner:b}");
        }
        let poor = Parameters { comfort_poor: 0.9, ..Parameters::default() };
        let told = poor.disagreements();
        assert!(!told.is_empty() && told.iter().flat_map(|one| &one.names).all(|name| names.contains(name)));
    }

    #[test]
    fn what_is_allowed_and_not_plausible_is_named_with_its_value() {
        let parameters = Parameters { asks: 7.0, stake_life: 3.9, stake_favour: 2.1, ..Parameters::default() };
        let named: Vec<_> = parameters.implausible().map(|(row, value)| (row.name, value)).collect();
        assert_eq!(named, [("stake_favour", 2.1), ("asks", 7.0)]);
        assert_eq!(Parameters::default().implausible().count(), 0);
    }
}
