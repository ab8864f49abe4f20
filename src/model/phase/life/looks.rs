//! Who needs which look this week: told of many people at once and sorted without branches, because nobody's chance can be
//! foreseen, and to guess wrong costs more than to look.

use super::{CIVIC, CONTACT, STRIKE, TECHNICAL_NEED};
use crate::model::attention::{Attention, RESTLESS, TECHNICAL};
use crate::model::chance::{AT_A_TIME, Below, below};
use crate::model::parameters::Parameters;
use crate::model::world::World;

/// The words that could do something to somebody.
pub(super) struct Thresholds {
    pub(super) strike: Below,
    technical: Below,
    contact: Below,
    /// The same for those who may be in need.
    contact_in_need: Below,
    civic: Below,
}

impl Thresholds {
    pub(super) fn of(world: &World) -> Self {
        let Parameters { onset_per_week, relapse_factor, everyday_contact, need_factor, .. } = world.parameters;
        let in_need = [everyday_contact * need_factor, everyday_contact * (1.0 + (need_factor - 1.0))];
        Self {
            strike: below(onset_per_week.max(relapse_factor * onset_per_week)),
            technical: below(world.parameters.technical_per_week),
            contact: below(everyday_contact),
            contact_in_need: below(in_need.into_iter().fold(everyday_contact, f64::max)),
            civic: below(if world.switches.civic_acts { world.parameters.civic_act } else { 0.0 }),
        }
    }

    /// Whether there is a technical need that was not there before.
    #[inline]
    pub(super) fn technical_need(&self, words: &[u32; 4], attention: &Attention) -> bool {
        self.technical.holds(words[TECHNICAL_NEED]) & !attention.has(TECHNICAL)
    }

    /// Which looks somebody needs this week: [`ASKING`] and so on.
    #[inline]
    fn looks(&self, words: &[u32; 4], attention: &Attention, tick: u32) -> u8 {
        let living = attention.has(RESTLESS) | self.strike.holds(words[STRIKE]);
        // Whoever is in need when favours are asked for bears something by now, or is struck this week.
        let asking = self.contact.holds(words[CONTACT]) | (living & self.contact_in_need.holds(words[CONTACT]));
        let acting = self.civic.holds(words[CIVIC]);
        let other = self.technical_need(words, attention) | (tick > u32::from(attention.ties_last_until));
        (u8::from(asking) * ASKING)
            | (u8::from(acting) * ACTING)
            | (u8::from(living) * LIVING)
            | (u8::from(other) * OTHER)
    }
}

/// Could ask for a favour.
const ASKING: u8 = 1;
/// Could act outside.
const ACTING: u8 = 2;
/// A problem could strike, or burden may drift.
const LIVING: u8 = 4;
/// A technical need begins, or ties may have faded.
const OTHER: u8 = 8;

/// Places of people in a list of at most [`AT_A_TIME`].
#[derive(Clone, Copy)]
pub(super) struct Places {
    places: [u8; AT_A_TIME],
    count: usize,
}

impl Places {
    const NONE: Self = Self { places: [0; AT_A_TIME], count: 0 };

    /// Notes a place, if it `belongs`, without a branch: whether it does cannot be foreseen.
    #[inline]
    fn note(&mut self, place: usize, belongs: bool) {
        self.places[self.count % AT_A_TIME] = place as u8;
        self.count += usize::from(belongs);
    }

    pub(super) fn all(&self) -> &[u8] {
        &self.places[..self.count]
    }
}

/// Who of some people needs which look this week.
pub(super) struct Sorted {
    pub(super) asking: Places,
    pub(super) acting: Places,
    pub(super) living: Places,
    pub(super) others: Places,
}

impl Sorted {
    pub(super) fn out(thresholds: &Thresholds, words: &[[u32; 4]], attention: &[Attention], tick: u32) -> Self {
        let mut looks = [0; AT_A_TIME];
        for ((looks, words), attention) in looks.iter_mut().zip(words).zip(attention) {
            *looks = thresholds.looks(words, attention, tick);
        }
        let mut sorted =
            Self { asking: Places::NONE, acting: Places::NONE, living: Places::NONE, others: Places::NONE };
        for (place, &looks) in looks[..words.len()].iter().enumerate() {
            sorted.asking.note(place, looks & ASKING != 0);
            sorted.living.note(place, looks & LIVING != 0);
            // These are few.
            if looks & (ACTING | OTHER) != 0 {
                sorted.acting.note(place, looks & ACTING != 0);
                sorted.others.note(place, looks & OTHER != 0);
            }
        }
        sorted
    }
}
