//! The worlds in which hypotheses are tested. Their seed follows from what is claimed: whoever changes a claim after seeing
//! its worlds gets others.

use super::super::definition::{Regime, Scenario};
use super::super::observable::Observable;
use super::super::sha256::sha256_of;
use std::collections::BTreeMap;

impl Scenario {
    /// Whether a hypothesis reads what is told of people beside their twins.
    #[must_use]
    pub fn claims_read_twins(&self) -> bool {
        self.hypotheses.iter().any(|one| one.observable.needs_twins())
    }

    /// Whether a hypothesis reads an observed quantity.
    #[must_use]
    pub fn claims_read_quantities(&self) -> bool {
        self.hypotheses.iter().any(|one| matches!(one.observable, Observable::Quantity(_)))
    }

    /// Whether a hypothesis reads or compares the regime of this name, or needs it for the twins of others.
    #[must_use]
    pub fn claims_need(&self, regime: &Regime) -> bool {
        let compared = self.hypotheses.iter().any(|one| one.regimes().any(|name| name == regime.name));
        compared || (regime.structure.is_none() && self.claims_read_twins())
    }

    /// The scenario of at most so many worlds in which its hypotheses are tested: with the regimes that they compare and no
    /// others, and with a seed that follows from everything that decides. What only a run or a design would read is left out.
    #[must_use]
    pub fn for_test(&self, most: u32) -> Self {
        let mut worlds = Self { replicates: most, hypotheses: self.hypotheses.clone(), ..self.plain() };
        worlds.regimes.retain(|regime| self.claims_need(regime));
        worlds.seed = worlds.seed_of_hypotheses();
        worlds
    }

    /// The first 32 bits of the SHA-256 of the scenario and of what is claimed of it: names, words, sources and the seed
    /// that the scenario has set aside, as is the order of hypotheses.
    fn seed_of_hypotheses(&self) -> u32 {
        let bare =
            Self { question: String::new(), seed: 0, sources: BTreeMap::new(), hypotheses: Vec::new(), ..self.clone() };
        let mut claims: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for one in &self.hypotheses {
            let lines: Vec<String> = one.deciding().iter().map(|(key, value)| format!("{key} = {value}")).collect();
            claims.entry(one.claim_id()).or_default().push(lines.join("\n"));
        }
        let mut claims: Vec<String> = claims
            .into_values()
            .map(|mut parts| {
                parts.sort_unstable();
                parts.join("\n\n")
            })
            .collect();
        claims.sort_unstable();
        let text = format!("{}\n{}", bare.bare(), claims.join("\n\n\n"));
        u32::from_str_radix(&sha256_of(text.as_bytes())[..8], 16).unwrap_or_default()
    }
}
