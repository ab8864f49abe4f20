//! The posteriors that the program ships: what fits the figures, as `mutua fit` wrote it.

macro_rules! posteriors {
    ($($name:literal),* $(,)?) => {
        /// Name and table of every shipped posterior, the usual one first.
        const POSTERIORS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../targets/posteriors/", $name, ".csv")))),*];
    };
}

posteriors!("three-regimes", "trentino-clubs");

/// The posterior that is meant where none is named.
pub const USUAL_POSTERIOR: &str = "three-regimes";

/// People in the towns in which all of them were fitted.
pub const FITTED_IN: &str = "20,000";

/// Name and table of every shipped posterior, the usual one first.
#[must_use]
pub fn shipped_posteriors() -> &'static [(&'static str, &'static str)] {
    POSTERIORS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn every_shipped_posterior_fits_a_plain_town_and_the_usual_one_is_there() {
        for (name, table) in shipped_posteriors() {
            let at = Scenario::default().at_draws(name, table, 20).unwrap();
            assert_eq!(at.points_list(), Some(*table), "{name}");
        }
        assert_eq!(shipped_posteriors()[0].0, USUAL_POSTERIOR);
    }
}
