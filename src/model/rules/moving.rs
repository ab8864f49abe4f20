//! Moving (`docs/odd.md`, 4.1.1): people leave, and newcomers take their places. Who leaves when is a matter of chance alone, so
//! that it is the same people in every world. How a place changes hands is in `engine/apply/moving.rs`.

use super::setup;
use super::ties::{partner, wish};
use super::view::View;
use crate::model::chance::{Draw, NOBODY, Process, low};
use crate::model::effects::{Departure, Wish};
use crate::model::ledger::Phase;
use crate::model::parameters::{Parameters, Switches};
use crate::model::state::person::Person;

/// Whether somebody leaves in this week, by the lower half of the word of their week that decides on contact.
#[inline]
#[must_use]
pub fn leaves(word: u32, chance: f64) -> bool {
    low(word) < chance
}

/// The chance of [`leaves`], the same for everybody. Nobody leaves before the first week: first people and newcomers would
/// have the same luck.
#[inline]
#[must_use]
pub fn chance_to_leave(tick: u32, parameters: &Parameters, switches: &Switches) -> f64 {
    if switches.people_move && tick > 0 { parameters.moving_per_week } else { 0.0 }
}

/// Whether `person`, whose draw of the week this is, leaves, as this word of it tells. Where people meet other luck than they
/// came with, it is not this draw that tells.
#[must_use]
pub fn leaves_now(view: View<'_>, person: u32, draw: &Draw, word: usize) -> bool {
    let chance = chance_to_leave(view.tick(), view.parameters(), view.switches());
    if view.comings() == view.chance() {
        return leaves(draw.0[word], chance);
    }
    chance > 0.0 && leaves(view.comings().draw(Process::Week, person, NOBODY, view.tick(), 0).0[word], chance)
}

/// That `person` leaves.
#[must_use]
pub fn departure(view: View<'_>, person: u32) -> Departure {
    let (turns, entered) = view.helped(person);
    let network = view.network_of(person).unwrap_or(NOBODY);
    Departure { person, network, entered, turns, category: view.category(person), in_need: view.in_need(person) }
}

/// Who comes into the place of `person`: with the luck of this tick, and nothing else yet.
#[must_use]
pub fn newcomer(view: View<'_>, person: u32) -> Person {
    let parameters = view.parameters();
    let bell = |process, turn| view.comings().draw(process, person, NOBODY, view.tick(), turn).bell();
    let mut priors = [0; 4];
    for (belief, mean) in setup::mean_priors(parameters).into_iter().enumerate() {
        priors[belief] = setup::prior(mean, bell(Process::Prior, belief as u32), parameters);
    }
    Person::new(priors, setup::reciprocity(bell(Process::Reciprocity, 0), parameters))
}

/// The ties that a newcomer wishes for: as many as everybody did at the start.
pub fn wishes(view: View<'_>, person: u32) -> impl Iterator<Item = Wish> + '_ {
    (0..view.parameters().initial_tie_wishes as u32).map(move |number| {
        let draw = view.draw(Process::FirstTie, person, NOBODY, number);
        wish(view, person, partner(view, person, &draw), setup::first_origin(number), Phase::Life, None)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_leaves_in_the_first_week_or_where_people_stay() {
        let (parameters, mut switches) = (Parameters::default(), Switches { people_move: true, ..Switches::default() });
        let least = |switches: &Switches, tick| leaves(0, chance_to_leave(tick, &parameters, switches));
        assert!(least(&switches, 1) && !least(&switches, 0));
        switches.people_move = false;
        assert!(!least(&switches, 1));
    }
}
