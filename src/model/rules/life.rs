//! Life (`docs/odd.md`, 4.1): new needs, drifting burdens, living with the problem, ties that fade away.
//!
//! One draw a person and week ([`Process::Week`], turn 0) decides what strikes, and who asks and acts later in the week. Of the
//! draw of turn 1, word 1 is taken by joining the queue at the desk (`seek.rs`) and word 3 by leaving a network (`stay.rs`).

use super::carers::{self, left_by_onset};
use super::moving;
use super::pace::pace;
use super::situation::{situation, strikes_first};
use super::turnover::turn_over;
use super::view::View;
use crate::model::chance::{Draw, NOBODY, Process, hit, low, unit};
use crate::model::effects::{Drift, Effects, Gain, Gained, Onset};
use crate::model::insight::EXPERIENTIAL;
use crate::model::ledger::Channel;
use crate::model::parameters::Parameters;
use crate::model::share::{ONE, rounded, share};
use crate::model::state::course::STEADY;
use crate::model::state::person::EMPOWERMENT;
use crate::model::state::tie::NEVER;

// The words of the week's draw.
pub use super::situation::STRIKE;
/// A technical need begins (and, its lower half, living with the problem teaches).
pub const TECHNICAL_NEED: usize = 1;
/// A favour is asked for, see [`everyday`](super::everyday) (and, its lower half, somebody leaves, see [`moving`], or a tie is
/// lost, see [`turnover`](super::turnover)).
pub const CONTACT: usize = 2;
/// A civic act, see [`community`](super::community) (and, its lower half, a tie is wished for).
pub const CIVIC: usize = 3;

/// A week in the life of one person, whose draw of the week this is.
///
/// The engine works out many people at once, passes over those to whom nothing can happen, and comes to the same.
pub fn week(view: View<'_>, person: u32, draw: &Draw, effects: &mut Effects) {
    let parameters = view.parameters();
    if !view.technical(person) && technical_need(draw.0[TECHNICAL_NEED], parameters) {
        effects.technical.push(person);
    }
    let in_need = view.in_need(person);
    let word = draw.0[STRIKE];
    let burden = if may_be_struck(view, person) && hit(word, strike_chance(view, person)) {
        strike(view, person, word, effects)
    } else {
        burden_after(view, person, word)
    };
    effects.drifts.push(Drift { person, burden, restless: true });
    if in_need {
        effects.tally.in_need += 1;
        live_with_it(view, person, draw.0[TECHNICAL_NEED], effects);
    }
    for (slot, contact) in view.last_contacts(person) {
        if view.longest_gap().is_some_and(|gap| view.tick() > lasts_until(contact, gap)) {
            effects.gone.push((person, slot));
        }
    }
    turn_over(view, person, [draw.0[CONTACT], draw.0[CIVIC]], effects);
    if moving::leaves_now(view, person, draw, CONTACT) {
        effects.departures.push(moving::departure(view, person));
    }
}

/// Whether a technical need begins, if there is none.
#[inline]
#[must_use]
pub fn technical_need(word: u32, parameters: &Parameters) -> bool {
    hit(word, technical_need_at_most(parameters))
}

/// The chance of [`technical_need`], the same for everybody.
#[inline]
#[must_use]
pub fn technical_need_at_most(parameters: &Parameters) -> f64 {
    parameters.technical_per_week
}

/// Whether a life problem can strike `person`: not while they are in need, but for carers, who had none of their own yet.
#[inline]
#[must_use]
pub fn may_be_struck(view: View<'_>, person: u32) -> bool {
    !view.in_need(person) || view.cares(person)
}

/// The chance of an onset or a relapse: that a life problem strikes somebody who [`may_be_struck`]. The first onset is
/// exogenous; a relapse is the rarer the better one copes.
#[inline]
#[must_use]
pub fn strike_chance(view: View<'_>, person: u32) -> f64 {
    let (parameters, cares) = (view.parameters(), view.cares(person));
    if view.category(person) == 0 || (cares && view.in_need(person)) {
        return parameters.onset_per_week;
    }
    let relapse = parameters.relapse_factor * parameters.onset_per_week * (1.0 - view.coping(person));
    if cares { relapse.max(parameters.onset_per_week) } else { relapse }
}

/// [`strike_chance`] is never above this.
#[must_use]
pub fn strike_chance_at_most(parameters: &Parameters) -> f64 {
    parameters.onset_per_week.max(parameters.relapse_factor * parameters.onset_per_week)
}

/// An onset or a relapse under this word of the week: the life problem begins or is back. Gives the burden at its start, a
/// share.
pub fn strike(view: View<'_>, person: u32, word: u32, effects: &mut Effects) -> u16 {
    let (parameters, category) = (view.parameters(), view.category(person));
    let luck = unit(view.draw(Process::Onset, person, NOBODY, 0).0[0]);
    let burden = parameters.onset_burden_low + (parameters.onset_burden_high - parameters.onset_burden_low) * luck;
    let first = category == 0 || (view.cares(person) && strikes_first(word, parameters));
    let onset = if category > 0 {
        let (needed, insights) = (view.needed(person), view.insights(person));
        Onset { person, category, needed, insights, pace: pace(view, person), first }
    } else {
        let onset = situation(view, person);
        carers::share_burden(view, &onset, burden, effects);
        onset
    };
    effects.onsets.push(onset);
    effects.deposits.push(left_by_onset(view, person));
    share(burden)
}

/// The change of a burden in a week, a whole number in units of share: up with what weighs on everybody, down with coping
/// and empowerment at the `pace` of the episode (see [`STEADY`]), with `luck` in `-1..1` either way.
#[inline]
#[must_use]
pub fn drift(coping: f64, empowerment: f64, luck: f64, pace: u16, parameters: &Parameters) -> f64 {
    let fall = parameters.coping_strength * coping * (0.5 + 0.5 * empowerment);
    let steady = (parameters.burden_drift - fall) * f64::from(pace) / f64::from(STEADY);
    rounded((steady + luck * parameters.burden_luck) * f64::from(ONE))
}

/// The burden of `person`, a share, after a week of [`drift`]: whoever never had a problem and has no burden stays so.
fn burden_after(view: View<'_>, person: u32, word: u32) -> u16 {
    let burden = view.burden_share(person);
    if view.category(person) == 0 && burden == 0 {
        return 0;
    }
    let (coping, empowerment, pace) = (view.coping(person), view.bearing(person, EMPOWERMENT), view.pace(person));
    let change = drift(coping, empowerment, luck(word), pace, view.parameters());
    (f64::from(burden) + change).clamp(0.0, f64::from(ONE)) as u16
}

/// Whether [`drift`] can give a burden to somebody who has none: with this coping and pace, the worst of luck and no empowerment at
/// all. Where it cannot, nothing happens to them.
#[inline]
#[must_use]
pub fn burden_may_rise(coping: f64, pace: u16, parameters: &Parameters) -> bool {
    drift(coping, 0.0, 1.0, pace, parameters) > 0.0
}

/// Luck in burden, `-1..1`, out of the lower half of a word.
#[inline]
#[must_use]
pub fn luck(word: u32) -> f64 {
    2.0 * low(word) - 1.0
}

/// Living with the problem may teach somebody in need one of the experiential insights that are missing.
pub fn live_with_it(view: View<'_>, person: u32, word: u32, effects: &mut Effects) {
    if low(word) >= view.parameters().learning_alone {
        return;
    }
    let lots = view.lots(Process::Alone, person, NOBODY, 0);
    let learnt = lots.smallest(view.missing(person) & EXPERIENTIAL);
    if learnt != 0 {
        effects.gains.push(Gain { person, insights: learnt.into(), how: Gained::By(Channel::Alone) });
    }
}

/// The last tick in which a tie is still there, after its last contact in tick `contact`: later it is gone.
#[inline]
#[must_use]
pub fn lasts_until(contact: u32, longest_gap: u32) -> u32 {
    contact + longest_gap
}

/// The longest time without contact that a tie outlives, in weeks, counted up to more than a world can last; `None`
/// if ties never go.
#[must_use]
pub fn longest_gap(fading: f64, floor: f64) -> Option<u32> {
    if fading >= 1.0 {
        return None;
    }
    let mut strength = 1.0 * fading;
    let mut weeks = 0;
    while strength >= floor && weeks < u32::from(NEVER) {
        weeks += 1;
        strength *= fading;
    }
    Some(weeks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_follow_the_strength() {
        assert_eq!(longest_gap(0.5, 0.3), Some(1));
        assert_eq!(longest_gap(0.9, 0.95), Some(0));
        assert_eq!(longest_gap(1.0, 0.5), None);
        assert_eq!(longest_gap(0.998, 0.7), Some(178));
    }

    #[test]
    fn luck_does_not_go_at_the_pace_of_an_episode() {
        let parameters = Parameters { burden_luck: 0.01, ..Parameters::default() };
        let change = |luck, pace| drift(0.5, 0.5, luck, pace, &parameters);
        let by_luck = |pace| change(1.0, pace) - change(0.0, pace);
        assert!((by_luck(4 * STEADY) - by_luck(STEADY)).abs() <= 1.0 && by_luck(STEADY) > 300.0);
        assert!((change(0.0, 4 * STEADY) - 4.0 * change(0.0, STEADY)).abs() <= 2.0 && change(0.0, STEADY) < -100.0);
    }

    /// A burden that falls by 0.02 a week does not rise by luck of 0.01; at a quarter of its pace it may.
    #[test]
    fn a_slow_episode_may_rise_by_luck_alone() {
        let parameters = Parameters { burden_luck: 0.01, ..Parameters::default() };
        assert!(!burden_may_rise(1.0, STEADY, &parameters) && burden_may_rise(1.0, STEADY / 4, &parameters));
    }
}
