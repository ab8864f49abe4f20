//! Hearsay (`docs/odd.md`, 4.2.3): an episode is told to one tie, which takes a little evidence from it.

use super::trust::evidence;
use super::view::View;
use crate::model::chance::{NOBODY, Process};
use crate::model::effects::{Deposit, Effects, On, Told};
use crate::model::episode::EpisodeKind;
use crate::model::ledger::Cause;
use crate::model::state::person::SERVICES;

/// `teller` tells of an episode about `about`: to the tie with the smallest lot in this `turn`, other than the one it is
/// about. The tie hears of it ([`hear`]) in the same phase, with trust as the phase began.
pub fn tell(view: View<'_>, teller: u32, about: u32, turn: u32, kind: EpisodeKind, effects: &mut Effects) {
    if !view.switches().hearsay {
        return;
    }
    let word = view.draw(Process::Hear, teller, NOBODY, turn).0[0];
    let lots = view.tie_lots(teller, word);
    let others = view.slot(teller, about).map_or(lots, |slot| lots.without(usize::from(slot)));
    if let Some(slot) = others.smallest() {
        effects.told.push(Told { teller, slot: slot as u8, about, kind });
    }
}

/// The tie hears of it: services are known to everybody, a person only to those who are tied to them.
#[inline]
pub fn hear(view: View<'_>, told: &Told, effects: &mut Effects) {
    let Told { teller, slot, about, kind } = *told;
    let listener = view.alter(teller, slot);
    let on = if about == NOBODY {
        On::Belief(SERVICES as u8)
    } else if let Some(slot) = view.slot(about, listener) {
        // The end of the listener, found from the other end: that of the one it is about.
        On::Tie(view.reverse(about, slot))
    } else {
        return;
    };
    let terms = view.terms(kind);
    let stake = view.trust_back(teller, slot) * view.parameters().hearsay_weight * terms.stake;
    effects.deposits.push(Deposit {
        person: listener,
        on,
        cause: Cause::Hearsay,
        evidence: evidence(stake, terms.felt),
    });
}
