//! Skill of a guide (`docs/odd.md`, 4.4.1): how much of it counts in a meeting, and what practice adds.

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
