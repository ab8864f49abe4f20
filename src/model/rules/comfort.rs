//! Comfort (`docs/odd.md`, 4.2.2): help when no needed insight arrives.

use crate::model::chance::hit;
use crate::model::episode::Help;
use crate::model::parameters::Parameters;

/// How good the comfort is under `word`: the same for everybody, but for those who have lived the same problem.
#[inline]
#[must_use]
pub fn comfort(word: u32, same_problem: bool, parameters: &Parameters) -> Help {
    let more = if same_problem { parameters.same_shoes } else { 0.0 };
    if hit(word, parameters.comfort_chance + more) { Help::Good } else { Help::Poor }
}
