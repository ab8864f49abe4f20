//! Carers (`docs/odd.md`, 4.1.2): somebody of the kin of who is struck for the first time may take on a part of the burden, and
//! lives the problem too.

use super::situation::{first_onset_now, situation};
use super::trust::evidence;
use super::view::View;
use crate::model::chance::{NOBODY, Process, with};
use crate::model::effects::{Carer, Deposit, Effects, On, Onset};
use crate::model::ledger::Cause;
use crate::model::origin::Origin;
use crate::model::share::share;
use crate::model::state::person::EMPOWERMENT;

/// Has one of the kin of who is struck by `onset`, with this burden, take on a part of it, if somebody does.
pub fn share_burden(view: View<'_>, onset: &Onset, burden: f64, effects: &mut Effects) {
    if !view.switches().carers {
        return;
    }
    let Some(person) = asked(view, onset.person).filter(|&carer| !is_taken(view, onset.person, carer)) else { return };
    let own = Onset { category: onset.category, first: false, ..situation(view, person) };
    effects.carers.push(Carer { onset: own, burden: share(view.parameters().carer_burden * burden) });
    effects.deposits.push(left_by_onset(view, person));
}

/// Who takes on the burden of `person`, if nobody else asks them: of the kin who never had a problem, and whom none strikes
/// now, one by lot.
fn asked(view: View<'_>, person: u32) -> Option<u32> {
    let draw = view.draw(Process::Carer, person, NOBODY, 0);
    if !draw.hit(0, view.parameters().carer_chance) {
        return None;
    }
    let free = kin(view, person).filter(|&other| view.category(other) == 0 && !first_onset_now(view, other));
    free.min_by_key(|&other| (with(draw.0[1], other), other))
}

/// Whether `carer` takes on the burden of somebody who comes before `person`.
fn is_taken(view: View<'_>, person: u32, carer: u32) -> bool {
    let mut before = kin(view, carer).filter(|&other| other < person);
    before.any(|other| first_onset_now(view, other) && asked(view, other) == Some(carer))
}

/// The kin of `person`.
fn kin(view: View<'_>, person: u32) -> impl Iterator<Item = u32> + '_ {
    let ties = view.ties(person).filter(move |&(slot, _)| view.end(person, slot).origin() == Origin::Kin);
    ties.map(|(_, other)| other)
}

/// What the onset of a problem leaves on the empowerment of `person`.
#[must_use]
pub fn left_by_onset(view: View<'_>, person: u32) -> Deposit {
    let parameters = view.parameters();
    let evidence = evidence(parameters.stake_shared * parameters.stake_life, 0.0);
    Deposit { person, on: On::Belief(EMPOWERMENT as u8), cause: Cause::Onset, evidence }
}
