//! Coping (`docs/odd.md`, 2).

/// Coping with so many of the needed insights had: the share of them; 1 if none is needed.
#[inline]
#[must_use]
pub fn coping(had: u32, needed: u32) -> f64 {
    let share = f64::from(had) / f64::from(needed);
    if needed == 0 { 1.0 } else { share }
}
