//! The law of trust, the same for everybody (`docs/odd.md`, 4.6): which evidence an episode leaves. Beside it, how an episode
//! is seen by the law (4.4.2), and what it does to burdens (4.2, 4.4.1).

use super::felt::felt;
use crate::model::episode::{EpisodeFacts, Help, Partner, Stake, Terms};
use crate::model::evidence::{Evidence, Trace};
use crate::model::ledger::Cause;
use crate::model::parameters::{Parameters, Switches};
use crate::model::share::round;

/// What one episode leaves, belief by belief.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// On the tie to the one who helped or refused, if there is one.
    pub tie: Evidence,
    /// On services.
    pub services: Evidence,
    /// On people in general.
    pub general: Evidence,
    /// On oneself.
    pub empowerment: Evidence,
    /// On professionals as the only ones who can.
    pub dependence: Evidence,
    /// On the giver's self.
    pub giver: Evidence,
}

/// The law: what an episode leaves on the beliefs it touches.
#[must_use]
pub fn left_by(episode: &Terms, parameters: &Parameters, switches: &Switches) -> Left {
    let (stake, y) = (episode.stake, episode.felt);
    let shared = parameters.stake_shared * stake;
    let of_known = if episode.known && switches.known_say_less { parameters.stake_known } else { 1.0 };
    let mut left = Left { general: evidence(shared * of_known, y), ..Left::default() };
    match episode.partner {
        Partner::Peer => left.tie = evidence(stake, y),
        Partner::GuidedPeer => {
            left.tie = evidence(stake, y);
            left.services = evidence(shared, y);
        }
        Partner::Worker => left.services = evidence(stake, y),
    }
    if episode.cause != Cause::Refusal {
        let voice = episode.voice;
        left.empowerment =
            if switches.illich_attribution { evidence(shared, voice * y) } else { evidence(voice * shared, y) };
        left.dependence = evidence((1.0 - voice) * shared, episode.help);
        if switches.giver_competence {
            left.giver = evidence(shared, y);
        }
    }
    left
}

/// One evidence: a stake in units of evidence, at a value in `[0, 1]`.
#[inline]
#[must_use]
pub fn evidence(stake: f64, value: f64) -> Evidence {
    let staked = round(stake * 65_536.0);
    Evidence { staked: staked as u32, honoured: round(staked as f64 * value) as u32 }
}

/// What a turn that was not refused leaves on the empowerment of a worker who was there.
#[must_use]
pub fn left_on_worker(turn: &Terms, parameters: &Parameters) -> Evidence {
    evidence(parameters.stake_shared * turn.stake, turn.felt)
}

/// Evidence as a belief takes it: what was burned weighs `burned_weight` times as much.
#[inline]
#[must_use]
pub fn weighed(evidence: Evidence, burned_weight: f64) -> Trace {
    Trace { evidence, weighed: round(burned_weight * f64::from(evidence.burned())) as u32 }
}

/// An episode of this kind as the law sees it, where so much voice is `expected`.
#[must_use]
pub fn terms(facts: EpisodeFacts, expected: f64, parameters: &Parameters, switches: &Switches) -> Terms {
    let EpisodeFacts { cause, partner, stake, help, known } = facts;
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
        Stake::KeepingWell => parameters.stake_keeping_well,
        Stake::KeepingMissed => parameters.stake_keeping_well * parameters.missed_factor,
    };
    let voice = if matches!(cause, Cause::Visit | Cause::Prescription) { 0.0 } else { 1.0 };
    let about_life = matches!(cause, Cause::Prescription | Cause::Dialogue);
    let felt = match about_life {
        true if switches.help_always_felt => 1.0,
        true => felt(help, voice, expected, parameters.voice_loss),
        false => help,
    };
    Terms { partner, cause, stake, help, felt, voice, known }
}

/// What an episode does to the burdens of who received and who gave.
#[must_use]
pub fn burdens(terms: &Terms, parameters: &Parameters, switches: &Switches) -> Burdens {
    if !switches.help_effect || matches!(terms.cause, Cause::Refusal | Cause::Visit) {
        return Burdens::default();
    }
    let relief = parameters.relief_receiving * terms.felt;
    if terms.partner == Partner::Worker {
        return Burdens { relief, ..Burdens::default() };
    }
    let giver_relief = if switches.giver_relief { parameters.relief_giving * terms.felt } else { 0.0 };
    Burdens { relief, load: parameters.giver_load, giver_relief }
}

/// Changes of burden by an episode, in shares of the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Burdens {
    /// By how much the burden of who received falls.
    pub relief: f64,
    /// By how much the burden of who gave rises.
    pub load: f64,
    /// By how much the burden of who gave falls.
    pub giver_relief: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn episode(partner: Partner, cause: Cause, voice: f64, help: f64) -> Terms {
        Terms { partner, cause, stake: 2.0, help, felt: felt(help, voice, 0.5, 0.8), voice, known: false }
    }

    #[test]
    fn the_table_of_stakes() {
        let (parameters, switches) = (Parameters::default(), Switches::default());
        let peer = left_by(&episode(Partner::Peer, Cause::Dialogue, 1.0, 1.0), &parameters, &switches);
        assert_eq!([peer.tie.staked, peer.services.staked, peer.general.staked], [131_072, 0, 39_322]);
        let guided = left_by(&episode(Partner::GuidedPeer, Cause::Dialogue, 1.0, 1.0), &parameters, &switches);
        assert_eq!([guided.tie.staked, guided.services.staked, guided.general.staked], [131_072, 39_322, 39_322]);
        let worker = left_by(&episode(Partner::Worker, Cause::Prescription, 0.0, 1.0), &parameters, &switches);
        assert_eq!([worker.tie.staked, worker.services.staked, worker.general.staked], [0, 131_072, 39_322]);
        assert_eq!([worker.empowerment.staked, worker.dependence.staked], [0, 39_322]);
        assert_eq!(worker.dependence.burned(), 0);
        assert!(worker.services.burned() > 0);
    }

    #[test]
    fn those_one_knows_say_less_about_people_in_general_and_about_nothing_else() {
        let parameters = Parameters::default();
        let stranger = episode(Partner::GuidedPeer, Cause::Dialogue, 1.0, 0.5);
        let known = Terms { known: true, ..stranger };
        let on = Switches { known_say_less: true, ..Switches::default() };
        let [of_stranger, of_known] = [stranger, known].map(|terms| left_by(&terms, &parameters, &on));
        assert_eq!((of_stranger.general.staked, of_known.general.staked), (39_322, 7_864));
        assert_eq!(Left { general: of_stranger.general, ..of_known }, of_stranger);
        let off = Switches { known_say_less: false, ..Switches::default() };
        assert_eq!(left_by(&known, &parameters, &off), of_stranger);
    }

    #[test]
    fn a_refusal_says_nothing_about_oneself() {
        let left =
            left_by(&episode(Partner::Peer, Cause::Refusal, 1.0, 0.0), &Parameters::default(), &Switches::default());
        assert_eq!((left.empowerment, left.giver), (Evidence::default(), Evidence::default()));
        assert_eq!(left.tie.honoured, 0);
    }

    #[test]
    fn success_without_a_say_counts_against_oneself_only_after_illich() {
        let without_say = episode(Partner::Worker, Cause::Prescription, 0.0, 1.0);
        let switches = Switches { illich_attribution: true, ..Switches::default() };
        let left = left_by(&without_say, &Parameters::default(), &switches);
        assert_eq!([left.empowerment.staked, left.empowerment.honoured], [39_322, 0]);
    }
}
