//! Skills (`docs/odd.md`, 4.4.1): that of a guide, how much of it counts in a meeting and what practice adds; and civic skill,
//! which those practise who speak in front of several.

/// The effective skill `S`, `0..=1`: with `practice` switched on, half of it depends on the worker's own empowerment.
#[must_use]
pub fn effective(skill: f64, practice: bool, empowerment: impl Fn() -> f64) -> f64 {
    if practice { skill * (0.5 + 0.5 * empowerment()) } else { skill }
}

/// Skill after so many turns of dialogue in a week, of which each teaches this share of what is missing.
#[must_use]
pub fn practised(skill: f64, dialogues: usize, worker_practice: f64) -> f64 {
    skill + worker_practice * dialogues as f64 * (1.0 - skill)
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
    fn civic_skill_grows_by_what_is_missing() {
        assert_eq!([civic(0, 0.25), civic(1, 0.25), civic(2, 0.25)], [0.0, 0.25, 0.4375]);
        assert!(civic(u8::MAX, 0.02) > 0.99 && civic(u8::MAX, 0.0).abs() < 1e-12);
    }
}
