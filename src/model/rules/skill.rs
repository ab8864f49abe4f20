//! Skills (`docs/odd.md`, 4.4.1): that of a guide, how much of it counts in a meeting and what practice adds; and civic skill,
//! which those practise who speak in front of several.

use crate::model::parameters::{Parameters, Switches};
use crate::model::share::round_small;

/// The whole weight of a turn of practice.
const WHOLE: f64 = 65_536.0;

/// The effective skill `S`, `0..=1`: with `practice` switched on, half of it depends on the worker's own empowerment.
#[must_use]
pub fn effective(skill: f64, practice: bool, empowerment: impl Fn() -> f64) -> f64 {
    if practice { skill * (0.5 + 0.5 * empowerment()) } else { skill }
}

/// What a turn of dialogue that was `felt` so weighs as practice: in whole units, so that the order of turns cannot matter.
#[must_use]
pub fn weight(felt: f64, parameters: &Parameters, switches: &Switches) -> u32 {
    let by_feeling = if switches.practice_felt { parameters.practice_by_feeling } else { 0.0 };
    round_small(((1.0 - by_feeling) + by_feeling * felt) * WHOLE) as u32
}

/// Skill after turns of dialogue in a week that weigh so much together. One of whole weight teaches this share of what is
/// missing.
#[must_use]
pub fn practised(skill: f64, weight: u64, worker_practice: f64) -> f64 {
    skill + worker_practice * (weight as f64 / WHOLE) * (1.0 - skill)
}

/// So many people present, the worker left out, make a network in which one learns to speak in front of others.
pub const SEVERAL: usize = 3;

/// Civic skill, `0..=1`, of somebody who gave in so many turns before several: each took this share of what was missing.
#[must_use]
pub fn civic(turns_given: u8, civic_practice: f64) -> f64 {
    1.0 - (0..turns_given).fold(1.0, |missing, _| missing * (1.0 - civic_practice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn practice_counts_turns_or_what_was_felt_in_them() {
        let counting = Switches { practice_felt: false, ..Switches::default() };
        let feeling = Switches { practice_felt: true, ..Switches::default() };
        let half = Parameters { practice_by_feeling: 0.5, ..Parameters::default() };
        assert_eq!(weight(0.25, &half, &counting), 65_536);
        assert_eq!(weight(0.25, &Parameters::default(), &feeling), 16_384);
        assert_eq!(weight(0.25, &half, &feeling), 40_960);
        assert_eq!(practised(0.5, 3 * 65_536, 0.1).to_bits(), (0.5 + 0.1 * 3.0 * 0.5_f64).to_bits());
    }

    #[test]
    fn civic_skill_grows_by_what_is_missing() {
        assert_eq!([civic(0, 0.25), civic(1, 0.25), civic(2, 0.25)], [0.0, 0.25, 0.4375]);
        assert!(civic(u8::MAX, 0.02) > 0.99 && civic(u8::MAX, 0.0).abs() < 1e-12);
    }
}
