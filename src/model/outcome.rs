//! What each kind of episode comes to, worked out once for a world: there are few kinds and many episodes.
//!
//! The law itself is in `trust.rs`; this only asks it once for each kind, and adds what help does to burdens.

use super::belief::{Belief, Scale};
use super::episode::With;
use super::ledger::Cause;
use super::parameters::{Parameters, Switches};
use super::person::{DEPENDENCE, EMPOWERMENT, GENERAL, SERVICES};
use super::share::{ONE, round};
use super::structure::Structure;
use super::tie::steps;
use super::trust::{Evidence, Terms, felt, left_by};

/// Help that is felt as at least this counts as felt: a reluctant person opens up, and a tie forms.
pub const FELT: f64 = 0.5;

/// How an episode went for the one who was vulnerable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Help {
    /// Refused.
    Refused,
    /// No needed insight, and poor comfort.
    Poor,
    /// No needed insight, and good comfort.
    Good,
    /// What was needed came.
    Full,
}

/// What was at stake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Stake {
    /// A favour or a technical visit.
    Favour,
    /// A turn about one's life problem.
    Life,
    /// Advice about one's life problem that was followed and missed.
    Missed,
}

/// A kind of episode: all that the law of trust asks about it, as a number into [`KINDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind(u8);

/// What tells a kind of episode from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it was.
    pub cause: Cause,
    /// With whom.
    pub with: With,
    /// What was at stake.
    pub stake: Stake,
    /// How it went.
    pub help: Help,
}

const fn facts(cause: Cause, with: With, stake: Stake, help: Help) -> Facts {
    Facts { cause, with, stake, help }
}

/// Every kind of episode that there is.
pub const KINDS: [Facts; 25] = [
    facts(Cause::Favour, With::Peer, Stake::Favour, Help::Poor),
    facts(Cause::Favour, With::Peer, Stake::Favour, Help::Good),
    facts(Cause::Favour, With::Peer, Stake::Favour, Help::Full),
    facts(Cause::Refusal, With::Peer, Stake::Favour, Help::Refused),
    facts(Cause::Refusal, With::Peer, Stake::Life, Help::Refused),
    facts(Cause::Visit, With::Worker, Stake::Favour, Help::Poor),
    facts(Cause::Visit, With::Worker, Stake::Favour, Help::Good),
    facts(Cause::Visit, With::Worker, Stake::Favour, Help::Full),
    facts(Cause::Prescription, With::Worker, Stake::Life, Help::Poor),
    facts(Cause::Prescription, With::Worker, Stake::Life, Help::Good),
    facts(Cause::Prescription, With::Worker, Stake::Life, Help::Full),
    facts(Cause::Prescription, With::Worker, Stake::Missed, Help::Poor),
    facts(Cause::Prescription, With::Worker, Stake::Missed, Help::Good),
    facts(Cause::Prescription, With::Worker, Stake::Missed, Help::Full),
    facts(Cause::Dialogue, With::Peer, Stake::Life, Help::Poor),
    facts(Cause::Dialogue, With::Peer, Stake::Life, Help::Good),
    facts(Cause::Dialogue, With::Peer, Stake::Life, Help::Full),
    facts(Cause::Dialogue, With::GuidedPeer, Stake::Life, Help::Poor),
    facts(Cause::Dialogue, With::GuidedPeer, Stake::Life, Help::Good),
    facts(Cause::Dialogue, With::GuidedPeer, Stake::Life, Help::Full),
    facts(Cause::Dialogue, With::Worker, Stake::Life, Help::Poor),
    facts(Cause::Dialogue, With::Worker, Stake::Life, Help::Good),
    facts(Cause::Dialogue, With::Worker, Stake::Life, Help::Full),
    facts(Cause::Act, With::Peer, Stake::Favour, Help::Good),
    facts(Cause::Act, With::Peer, Stake::Favour, Help::Full),
];

/// In place of a kind where there is none.
const NO_KIND: u8 = u8::MAX;
const CODES: usize = Cause::ALL.len() * 3 * 3 * 4;
const KIND_OF: [u8; CODES] = {
    let mut kinds = [NO_KIND; CODES];
    let mut at = 0;
    while at < KINDS.len() {
        kinds[code(KINDS[at])] = at as u8;
        at += 1;
    }
    kinds
};

const fn code(facts: Facts) -> usize {
    ((facts.cause as usize * 3 + facts.with as usize) * 3 + facts.stake as usize) * 4 + facts.help as usize
}

impl Kind {
    /// The kind of these facts, one of [`KINDS`].
    #[inline]
    #[must_use]
    pub fn of(cause: Cause, with: With, stake: Stake, help: Help) -> Self {
        Self(KIND_OF[code(Facts { cause, with, stake, help })])
    }

    /// What tells it from others.
    #[inline]
    #[must_use]
    pub fn facts(self) -> Facts {
        KINDS[usize::from(self.0)]
    }

    /// Its number in [`KINDS`].
    #[inline]
    #[must_use]
    pub fn number(self) -> usize {
        usize::from(self.0)
    }
}

/// Evidence as a belief takes it, in grains of 2⁻¹⁶.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// As it is booked.
    pub evidence: Evidence,
    /// The burned part, as it weighs on the belief.
    pub weighed: u32,
}

impl Trace {
    /// Of `evidence`, where what was burned weighs `weight` times as much.
    #[inline]
    #[must_use]
    pub fn new(evidence: Evidence, weight: f64) -> Self {
        Self { evidence, weighed: round(weight * f64::from(evidence.burned())) as u32 }
    }

    /// On the scale of the present tick.
    #[inline]
    #[must_use]
    pub fn on(&self, scale: &Scale) -> Belief {
        Belief { r: scale.grown(self.evidence.honoured), s: scale.grown(self.weighed) }
    }
}

/// What a kind of episode comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The episode as the law saw it.
    pub terms: Terms,
    /// On the tie, if there is one.
    pub tie: Trace,
    /// On the four beliefs of the one who was vulnerable, by their indices.
    pub beliefs: [Trace; 4],
    /// On the giver's empowerment.
    pub giver: Trace,
    /// Change of the receiver's burden, in units of share.
    pub relief: i32,
    /// Change of the giver's burden, in units of share.
    pub load: i32,
    /// What it leaves on the scale of the present tick.
    pub(super) scaled: Scaled,
}

/// What a kind of episode leaves, on the scale of one tick: worked out once for all that happen in it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Scaled {
    /// On the four beliefs of the one who was vulnerable.
    pub(super) beliefs: [Belief; 4],
    /// On the giver's empowerment.
    pub(super) giver: Belief,
    /// On the tie, in its steps.
    pub(super) tie: Belief,
}

impl Scaled {
    fn of(outcome: &Outcome, scale: &Scale) -> Self {
        Self {
            beliefs: outcome.beliefs.map(|trace| trace.on(scale)),
            giver: outcome.giver.on(scale),
            tie: steps(outcome.tie.evidence.honoured, outcome.tie.weighed, scale),
        }
    }
}

/// The outcomes of all kinds of episodes in a world, under its parameters, switches and structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    all: [Outcome; KINDS.len()],
}

impl Outcomes {
    /// Asks the law about every kind, on the scale of the present tick.
    #[must_use]
    pub(super) fn new(
        parameters: &Parameters,
        switches: &Switches,
        structure: Option<&Structure>,
        scale: &Scale,
    ) -> Self {
        let promised = structure.and_then(|structure| structure.announced_voice).filter(|_| switches.promise);
        let expected = promised.unwrap_or(parameters.voice_expected);
        let mut own = Self { all: KINDS.map(|kind| outcome(kind, expected, parameters, switches)) };
        own.rescale(scale);
        own
    }

    /// Goes on to the scale of another tick.
    pub(super) fn rescale(&mut self, scale: &Scale) {
        for outcome in &mut self.all {
            outcome.scaled = Scaled::of(outcome, scale);
        }
    }

    /// What an episode of this kind comes to.
    #[inline]
    #[must_use]
    pub fn of(&self, kind: Kind) -> &Outcome {
        &self.all[kind.number()]
    }

    /// All of them, in the order of [`KINDS`].
    #[must_use]
    pub fn all(&self) -> &[Outcome] {
        &self.all
    }
}

/// Not on any scale yet.
fn outcome(facts: Facts, expected: f64, parameters: &Parameters, switches: &Switches) -> Outcome {
    let terms = terms(facts, expected, parameters, switches);
    let left = left_by(&terms, parameters, switches);
    let trace = |evidence| Trace::new(evidence, parameters.burned_weight);
    let mut beliefs = [Trace::default(); 4];
    beliefs[GENERAL] = trace(left.general);
    beliefs[SERVICES] = trace(left.services);
    beliefs[EMPOWERMENT] = trace(left.empowerment);
    beliefs[DEPENDENCE] = trace(left.dependence);
    let (relief, load) = burdens(&terms, parameters, switches);
    let (tie, giver, scaled) = (trace(left.tie), trace(left.giver), Scaled::default());
    Outcome { terms, tie, beliefs, giver, relief, load, scaled }
}

fn terms(facts: Facts, expected: f64, parameters: &Parameters, switches: &Switches) -> Terms {
    let Facts { cause, with, stake, help } = facts;
    let help = match help {
        Help::Refused => 0.0,
        Help::Poor => parameters.comfort_poor,
        Help::Good => parameters.comfort_good,
        Help::Full => 1.0,
    };
    let stake = match stake {
        Stake::Favour => parameters.stake_favour,
        Stake::Life => parameters.stake_life,
        Stake::Missed => parameters.stake_life * parameters.missed_factor,
    };
    let voice = if matches!(cause, Cause::Visit | Cause::Prescription) { 0.0 } else { 1.0 };
    let about_life = matches!(cause, Cause::Prescription | Cause::Dialogue);
    let felt = match about_life {
        true if switches.help_always_felt => 1.0,
        true => felt(help, voice, expected, parameters.voice_loss),
        false => help,
    };
    Terms { with, cause, stake, help, felt, voice }
}

/// What giving and receiving do to the burdens of both.
fn burdens(terms: &Terms, parameters: &Parameters, switches: &Switches) -> (i32, i32) {
    if !switches.help_effect || matches!(terms.cause, Cause::Refusal | Cause::Visit) {
        return (0, 0);
    }
    let relief = -units(parameters.relief_receiving * terms.felt);
    if terms.with == With::Worker {
        return (relief, 0);
    }
    let relieved = if switches.giver_relief { units(parameters.relief_giving * terms.felt) } else { 0 };
    (relief, units(parameters.giver_load) - relieved)
}

/// A change of burden in units of share.
#[must_use]
pub fn units(burden: f64) -> i32 {
    round(burden * f64::from(ONE)) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_facts() {
        for (number, facts) in KINDS.into_iter().enumerate() {
            let kind = Kind::of(facts.cause, facts.with, facts.stake, facts.help);
            assert_eq!((kind.number(), kind.facts()), (number, facts));
        }
    }

    #[test]
    fn outcomes_are_those_of_the_law() {
        let (parameters, switches) = (Parameters::default(), Switches::default());
        let outcomes = Outcomes::new(&parameters, &switches, None, &Scale::new(parameters.evidence_fading));
        let kind = Kind::of(Cause::Prescription, With::Worker, Stake::Missed, Help::Poor);
        let outcome = outcomes.of(kind);
        assert_eq!(outcome.terms.felt.to_bits(), felt(0.35, 0.0, 0.5, 0.8).to_bits());
        assert_eq!(outcome.beliefs[SERVICES].evidence, left_by(&outcome.terms, &parameters, &switches).services);
        assert!(outcome.relief < 0 && outcome.load == 0);
    }
}
