//! The outcomes of all kinds of episodes, worked out once for a world: the law of trust is asked once for each kind.

use crate::model::episode::{EPISODE_KINDS, EpisodeFacts};
use crate::model::evidence::Trace;
use crate::model::parameters::{Parameters, Switches};
use crate::model::rules::felt::expected_voice;
use crate::model::rules::trust::{burdens, left_by, terms, weighed};
use crate::model::share::units;
use crate::model::state::belief::Scale;
use crate::model::state::outcome::{EpisodeOutcome, Outcomes, Scaled};
use crate::model::state::person::{DEPENDENCE, EMPOWERMENT, GENERAL, SERVICES};
use crate::model::state::tie::steps;
use crate::model::structure::Structure;

impl Outcomes {
    /// Asks the law about every kind, on the scale of the present tick.
    #[must_use]
    pub(in crate::model) fn new(
        parameters: &Parameters,
        switches: &Switches,
        structure: Option<&Structure>,
        scale: &Scale,
    ) -> Self {
        let expected = expected_voice(parameters, switches, structure);
        let mut own = Self { all: EPISODE_KINDS.map(|facts| outcome(facts, expected, parameters, switches)) };
        own.rescale(scale);
        own
    }

    /// Goes on to the scale of another tick.
    pub(in crate::model) fn rescale(&mut self, scale: &Scale) {
        for outcome in &mut self.all {
            outcome.scaled = Scaled {
                beliefs: outcome.beliefs.map(|trace| scale.of(&trace)),
                giver: scale.of(&outcome.giver),
                tie: steps(outcome.tie.evidence.honoured, outcome.tie.weighed, scale),
            };
        }
    }
}

/// Not on any scale yet.
fn outcome(facts: EpisodeFacts, expected: f64, parameters: &Parameters, switches: &Switches) -> EpisodeOutcome {
    let terms = terms(facts, expected, parameters, switches);
    let left = left_by(&terms, parameters, switches);
    let trace = |evidence| weighed(evidence, parameters.burned_weight);
    let mut beliefs = [Trace::default(); 4];
    beliefs[GENERAL] = trace(left.general);
    beliefs[SERVICES] = trace(left.services);
    beliefs[EMPOWERMENT] = trace(left.empowerment);
    beliefs[DEPENDENCE] = trace(left.dependence);
    let burdens = burdens(&terms, parameters, switches);
    let (tie, giver, scaled) = (trace(left.tie), trace(left.giver), Scaled::default());
    let load = units(burdens.load) - units(burdens.giver_relief);
    EpisodeOutcome { terms, tie, beliefs, giver, relief: -units(burdens.relief), load, scaled }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::episode::{EpisodeKind, Help, Partner, Stake};
    use crate::model::ledger::Cause;
    use crate::model::rules::felt::felt;

    #[test]
    fn outcomes_are_those_of_the_law() {
        let (parameters, switches) = (Parameters::default(), Switches::default());
        let outcomes = Outcomes::new(&parameters, &switches, None, &Scale::new(parameters.evidence_fading));
        let kind = EpisodeKind::of(Cause::Prescription, Partner::Worker, Stake::Missed, Help::Poor, false);
        let outcome = outcomes.of(kind);
        assert_eq!(outcome.terms.felt.to_bits(), felt(0.35, 0.0, 0.5, 0.8).to_bits());
        assert_eq!(outcome.beliefs[SERVICES].evidence, left_by(&outcome.terms, &parameters, &switches).services);
        assert!(outcome.relief < 0 && outcome.load == 0);
    }
}
