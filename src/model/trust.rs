//! The law of trust, the same for everybody: what is felt, and what evidence it leaves. Nothing else.

use super::episode::With;
use super::ledger::Cause;
use super::parameters::{Parameters, Switches};
use super::share::round;

/// Evidence that was staked, in grains of 2⁻¹⁶.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// All of it.
    pub staked: u32,
    /// The part that was honoured.
    pub honoured: u32,
}

impl Evidence {
    /// A stake at value `value` in `[0, 1]`.
    #[inline]
    #[must_use]
    pub fn new(stake: f64, value: f64) -> Self {
        let staked = round(stake * 65_536.0);
        Self { staked: staked as u32, honoured: round(staked as f64 * value) as u32 }
    }

    /// The part that was burned.
    #[inline]
    #[must_use]
    pub fn burned(&self) -> u32 {
        self.staked - self.honoured
    }
}

/// How help is felt: as it is, less what the missing voice takes away.
#[inline]
#[must_use]
pub fn felt(help: f64, voice: f64, expected: f64, voice_loss: f64) -> f64 {
    help * (1.0 - voice_loss * (expected - voice).max(0.0))
}

/// An episode as the law sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// With whom it was.
    pub with: With,
    /// What it was.
    pub cause: Cause,
    /// The stake.
    pub stake: f64,
    /// Help as it came, `0..=1`.
    pub help: f64,
    /// Help as it was felt, `0..=1`.
    pub felt: f64,
    /// Voice, `0..=1`.
    pub voice: f64,
}

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
    let mut left = Left { general: Evidence::new(shared, y), ..Left::default() };
    match episode.with {
        With::Peer => left.tie = Evidence::new(stake, y),
        With::GuidedPeer => {
            left.tie = Evidence::new(stake, y);
            left.services = Evidence::new(shared, y);
        }
        With::Worker => left.services = Evidence::new(stake, y),
    }
    if episode.cause != Cause::Refusal {
        let voice = episode.voice;
        left.empowerment = if switches.illich_attribution {
            Evidence::new(shared, voice * y)
        } else {
            Evidence::new(voice * shared, y)
        };
        left.dependence = Evidence::new((1.0 - voice) * shared, episode.help);
        if switches.giver_competence {
            left.giver = Evidence::new(shared, y);
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn episode(with: With, cause: Cause, voice: f64, help: f64) -> Terms {
        Terms { with, cause, stake: 2.0, help, felt: felt(help, voice, 0.5, 0.8), voice }
    }

    #[test]
    fn help_without_a_say_is_felt_less() {
        assert_eq!(felt(1.0, 1.0, 0.5, 0.8).to_bits(), 1.0_f64.to_bits());
        assert_eq!(felt(1.0, 0.0, 0.5, 0.8).to_bits(), 0.6_f64.to_bits());
        assert!(felt(1.0, 0.0, 1.0, 0.8) < felt(1.0, 0.0, 0.5, 0.8));
    }

    #[test]
    fn the_table_of_stakes() {
        let (parameters, switches) = (Parameters::default(), Switches::default());
        let peer = left_by(&episode(With::Peer, Cause::Dialogue, 1.0, 1.0), &parameters, &switches);
        assert_eq!([peer.tie.staked, peer.services.staked, peer.general.staked], [131_072, 0, 39_322]);
        let guided = left_by(&episode(With::GuidedPeer, Cause::Dialogue, 1.0, 1.0), &parameters, &switches);
        assert_eq!([guided.tie.staked, guided.services.staked, guided.general.staked], [131_072, 39_322, 39_322]);
        let worker = left_by(&episode(With::Worker, Cause::Prescription, 0.0, 1.0), &parameters, &switches);
        assert_eq!([worker.tie.staked, worker.services.staked, worker.general.staked], [0, 131_072, 39_322]);
        assert_eq!([worker.empowerment.staked, worker.dependence.staked], [0, 39_322]);
        assert_eq!(worker.dependence.burned(), 0);
        assert!(worker.services.burned() > 0);
    }

    #[test]
    fn a_refusal_says_nothing_about_oneself() {
        let left =
            left_by(&episode(With::Peer, Cause::Refusal, 1.0, 0.0), &Parameters::default(), &Switches::default());
        assert_eq!((left.empowerment, left.giver), (Evidence::default(), Evidence::default()));
        assert_eq!(left.tie.honoured, 0);
    }

    #[test]
    fn success_without_a_say_counts_against_oneself_only_after_illich() {
        let without_say = episode(With::Worker, Cause::Prescription, 0.0, 1.0);
        let switches = Switches { illich_attribution: true, ..Switches::default() };
        let left = left_by(&without_say, &Parameters::default(), &switches);
        assert_eq!([left.empowerment.staked, left.empowerment.honoured], [39_322, 0]);
    }
}
