//! A story in the making: the two lives that it tells of, and sentences that can be spared.

use super::tongue::Tongue;
use crate::analysis::chronicle::digest::Digest;
use crate::analysis::chronicle::parting::Parting;
use crate::model::structure::Structure;

/// What is told.
pub(super) struct Telling<'a> {
    /// The language in which it is told.
    pub(super) tongue: &'a dyn Tongue,
    /// The structure of help in the world under study.
    pub(super) structure: Option<&'a Structure>,
    /// The life in it.
    pub(super) here: &'a Digest,
    /// The life in the world without helping networks.
    pub(super) there: &'a Digest,
    /// Where they part.
    pub(super) parting: Option<&'a Parting>,
}

/// A sentence, and how easily it can be spared: zero never, the highest first.
pub(super) struct Sentence {
    pub(super) text: String,
    /// What is told in its place then; nothing if it is empty.
    pub(super) short: String,
    pub(super) spare: u8,
}

/// A sentence that must stand.
pub(super) fn must(text: String) -> Sentence {
    Sentence { text, short: String::new(), spare: 0 }
}

/// A sentence that can be shortened or spared.
pub(super) fn may(text: String, short: String, spare: u8) -> Sentence {
    Sentence { text, short, spare }
}
