//! Kinds of episode: what the law of trust asks about an encounter in which somebody made themselves vulnerable.

use super::ledger::Cause;

/// With whom an episode was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Partner {
    /// A friend, neighbour or peer.
    Peer,
    /// The same, a guide present.
    GuidedPeer,
    /// A worker.
    Worker,
}

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
    /// A turn of somebody recovered, about keeping well.
    KeepingWell,
    /// Advice about keeping well that was followed and missed.
    KeepingMissed,
}

impl Stake {
    /// That of a turn of somebody who is `recovered` or not.
    #[must_use]
    pub const fn of_turn(recovered: bool) -> Self {
        if recovered { Self::KeepingWell } else { Self::Life }
    }

    /// That of the same turn, where advice was followed and missed.
    #[must_use]
    pub const fn missed(self) -> Self {
        if matches!(self, Self::KeepingWell) { Self::KeepingMissed } else { Self::Missed }
    }
}

/// A kind of episode: all that the law of trust asks about it, as a number into [`EPISODE_KINDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpisodeKind(u8);

/// What tells a kind of episode from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpisodeFacts {
    /// What it was.
    pub cause: Cause,
    /// With whom.
    pub partner: Partner,
    /// What was at stake.
    pub stake: Stake,
    /// How it went.
    pub help: Help,
    /// Whether the other is known to the one who was vulnerable. What nobody asks of a kind, it is not.
    pub known: bool,
}

const fn facts(cause: Cause, partner: Partner, stake: Stake, help: Help) -> EpisodeFacts {
    EpisodeFacts { cause, partner, stake, help, known: false }
}

const fn known(cause: Cause, partner: Partner, stake: Stake, help: Help) -> EpisodeFacts {
    EpisodeFacts { cause, partner, stake, help, known: true }
}

/// How many stakes there are.
const STAKES: usize = Stake::KeepingMissed as usize + 1;

/// With somebody who may be known or not.
const EITHER: [EpisodeFacts; 35] = [
    facts(Cause::Refusal, Partner::Peer, Stake::Favour, Help::Refused),
    facts(Cause::Refusal, Partner::Peer, Stake::Life, Help::Refused),
    facts(Cause::Refusal, Partner::Peer, Stake::KeepingWell, Help::Refused),
    facts(Cause::Prescription, Partner::Worker, Stake::Life, Help::Poor),
    facts(Cause::Prescription, Partner::Worker, Stake::Life, Help::Good),
    facts(Cause::Prescription, Partner::Worker, Stake::Life, Help::Full),
    facts(Cause::Prescription, Partner::Worker, Stake::Missed, Help::Poor),
    facts(Cause::Prescription, Partner::Worker, Stake::Missed, Help::Good),
    facts(Cause::Prescription, Partner::Worker, Stake::Missed, Help::Full),
    facts(Cause::Prescription, Partner::Worker, Stake::KeepingWell, Help::Poor),
    facts(Cause::Prescription, Partner::Worker, Stake::KeepingWell, Help::Good),
    facts(Cause::Prescription, Partner::Worker, Stake::KeepingWell, Help::Full),
    facts(Cause::Prescription, Partner::Worker, Stake::KeepingMissed, Help::Poor),
    facts(Cause::Prescription, Partner::Worker, Stake::KeepingMissed, Help::Good),
    facts(Cause::Prescription, Partner::Worker, Stake::KeepingMissed, Help::Full),
    facts(Cause::Dialogue, Partner::Peer, Stake::Life, Help::Poor),
    facts(Cause::Dialogue, Partner::Peer, Stake::Life, Help::Good),
    facts(Cause::Dialogue, Partner::Peer, Stake::Life, Help::Full),
    facts(Cause::Dialogue, Partner::GuidedPeer, Stake::Life, Help::Poor),
    facts(Cause::Dialogue, Partner::GuidedPeer, Stake::Life, Help::Good),
    facts(Cause::Dialogue, Partner::GuidedPeer, Stake::Life, Help::Full),
    facts(Cause::Dialogue, Partner::Worker, Stake::Life, Help::Poor),
    facts(Cause::Dialogue, Partner::Worker, Stake::Life, Help::Good),
    facts(Cause::Dialogue, Partner::Worker, Stake::Life, Help::Full),
    facts(Cause::Dialogue, Partner::Peer, Stake::KeepingWell, Help::Poor),
    facts(Cause::Dialogue, Partner::Peer, Stake::KeepingWell, Help::Good),
    facts(Cause::Dialogue, Partner::Peer, Stake::KeepingWell, Help::Full),
    facts(Cause::Dialogue, Partner::GuidedPeer, Stake::KeepingWell, Help::Poor),
    facts(Cause::Dialogue, Partner::GuidedPeer, Stake::KeepingWell, Help::Good),
    facts(Cause::Dialogue, Partner::GuidedPeer, Stake::KeepingWell, Help::Full),
    facts(Cause::Dialogue, Partner::Worker, Stake::KeepingWell, Help::Poor),
    facts(Cause::Dialogue, Partner::Worker, Stake::KeepingWell, Help::Good),
    facts(Cause::Dialogue, Partner::Worker, Stake::KeepingWell, Help::Full),
    facts(Cause::Act, Partner::Peer, Stake::Favour, Help::Good),
    facts(Cause::Act, Partner::Peer, Stake::Favour, Help::Full),
];

/// A favour is asked of a tie, who is known; a visitor knows nobody at the desk.
const ONE_WAY: [EpisodeFacts; 6] = [
    known(Cause::Favour, Partner::Peer, Stake::Favour, Help::Poor),
    known(Cause::Favour, Partner::Peer, Stake::Favour, Help::Good),
    known(Cause::Favour, Partner::Peer, Stake::Favour, Help::Full),
    facts(Cause::Visit, Partner::Worker, Stake::Favour, Help::Poor),
    facts(Cause::Visit, Partner::Worker, Stake::Favour, Help::Good),
    facts(Cause::Visit, Partner::Worker, Stake::Favour, Help::Full),
];

/// Every kind of episode that there is.
pub const EPISODE_KINDS: [EpisodeFacts; 2 * EITHER.len() + ONE_WAY.len()] = {
    let mut kinds = [ONE_WAY[0]; 2 * EITHER.len() + ONE_WAY.len()];
    let mut at = 0;
    while at < kinds.len() {
        kinds[at] = if at < ONE_WAY.len() { ONE_WAY[at] } else { EITHER[(at - ONE_WAY.len()) / 2] };
        if at >= ONE_WAY.len() {
            kinds[at].known = !(at - ONE_WAY.len()).is_multiple_of(2);
        }
        at += 1;
    }
    kinds
};

/// In place of a kind where there is none.
const NO_KIND: u8 = u8::MAX;
const CODES: usize = Cause::ALL.len() * 3 * STAKES * 4 * 2;
const KIND_OF: [u8; CODES] = {
    let mut kinds = [NO_KIND; CODES];
    let mut at = 0;
    while at < EPISODE_KINDS.len() {
        kinds[code(EPISODE_KINDS[at])] = at as u8;
        at += 1;
    }
    kinds
};

const fn code(facts: EpisodeFacts) -> usize {
    let with = (facts.cause as usize * 3 + facts.partner as usize) * STAKES + facts.stake as usize;
    (with * 4 + facts.help as usize) * 2 + facts.known as usize
}

impl EpisodeKind {
    /// The kind of these facts, one of [`EPISODE_KINDS`].
    #[inline]
    #[must_use]
    pub fn of(cause: Cause, partner: Partner, stake: Stake, help: Help, known: bool) -> Self {
        Self(KIND_OF[code(EpisodeFacts { cause, partner, stake, help, known })])
    }

    /// What tells it from others.
    #[inline]
    #[must_use]
    pub fn facts(self) -> EpisodeFacts {
        EPISODE_KINDS[usize::from(self.0)]
    }

    /// Its number in [`EPISODE_KINDS`].
    #[inline]
    #[must_use]
    pub fn number(self) -> usize {
        usize::from(self.0)
    }
}

/// An episode as the law of trust sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// With whom it was.
    pub partner: Partner,
    /// What it was.
    pub cause: Cause,
    /// The stake, in units of evidence.
    pub stake: f64,
    /// Help as it came, `0..=1`.
    pub help: f64,
    /// Help as it was felt, `0..=1`.
    pub felt: f64,
    /// Voice, `0..=1`.
    pub voice: f64,
    /// Whether the other is known to the one who was vulnerable.
    pub known: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_facts() {
        for (number, facts) in EPISODE_KINDS.into_iter().enumerate() {
            let kind = EpisodeKind::of(facts.cause, facts.partner, facts.stake, facts.help, facts.known);
            assert_eq!((kind.number(), kind.facts()), (number, facts));
        }
    }
}
