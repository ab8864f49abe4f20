//! Which sentences are told of the same person in the world without helping networks, and of where the two lives part.

use super::sentence::{Sentence, Telling, may, must};

/// The last paragraph.
pub(super) fn sentences(telling: &Telling<'_>) -> Vec<Sentence> {
    let (tongue, here, there) = (telling.tongue, telling.here, telling.there);
    let Some(parting) = telling.parting else {
        return vec![must(tongue.same_life())];
    };
    vec![
        must(tongue.twin_need(here, there)),
        may(tongue.twin_end(there, false), tongue.twin_end(there, true), 4),
        must(tongue.parted(parting)),
    ]
}
