//! Ties turn over (`docs/odd.md`, 4.1): some are lost, whatever happens in them, and acquaintances are made.

use super::moving::chance_to_leave;
use super::ties::{partner, wish};
use super::view::View;
use crate::model::chance::{NOBODY, Process, low};
use crate::model::effects::{Effects, Lost};
use crate::model::ledger::Phase;
use crate::model::origin::Origin;
use crate::model::parameters::{Parameters, Switches};

/// A week of the ties of `person`: under the first of two words one may be lost, under the second one wished for.
pub fn turn_over(view: View<'_>, person: u32, [loses, wishes]: [u32; 2], effects: &mut Effects) {
    if !view.switches().tie_turnover {
        return;
    }
    if let Some(near) = lost(view, person, loses) {
        let end = view.end(person, near);
        effects.lost.push(Lost { ego: person, alter: end.alter(), near, far: end.reverse() });
    }
    if low(wishes) < view.parameters().tie_gain && view.has_free_place(person) {
        let alter = partner(view, person, &view.draw(Process::Acquaint, person, NOBODY, 0));
        effects.wishes.push(wish(view, person, alter, Origin::Neighbour, Phase::Life, None));
    }
}

/// The lower halves of the two words under which [`turn_over`] does anything are below these; 0 where it never does.
#[must_use]
pub fn turn_over_at_most(tick: u32, parameters: &Parameters, switches: &Switches) -> [f64; 2] {
    if !switches.tie_turnover {
        return [0.0; 2];
    }
    let leaves = chance_to_leave(tick, parameters, switches);
    [leaves + loss(parameters, parameters.tie_places), parameters.tie_gain]
}

/// The chance that somebody with so many ties that are not kin chooses one to be lost: half of a tie's, which has two ends.
fn loss(parameters: &Parameters, ties: f64) -> f64 {
    parameters.tie_loss * ties / 2.0
}

/// The place of the tie that `person` loses, if any: kin are not lost so. Under the first part of the word people leave for
/// good, so whoever loses a tie so stays.
fn lost(view: View<'_>, person: u32, word: u32) -> Option<u8> {
    let (parameters, switches) = (view.parameters(), view.switches());
    let leaves = chance_to_leave(view.tick(), parameters, switches);
    if low(word) < leaves || low(word) >= turn_over_at_most(view.tick(), parameters, switches)[0] {
        return None;
    }
    let (mut lots, mut others) = (view.tie_lots(person, view.draw(Process::Lose, person, NOBODY, 0).0[0]), 0.0);
    for (slot, _) in view.ties(person) {
        if view.end(person, slot).origin() == Origin::Kin {
            lots.take(usize::from(slot));
        } else {
            others += 1.0;
        }
    }
    if low(word) < leaves + loss(parameters, others) { lots.smallest().map(|slot| slot as u8) } else { None }
}
