//! The same person in the world without helping networks, and where the two lives part, in English.

use super::clause::clause;
use super::outcome::insights;
use super::words::{date, span, times};
use crate::analysis::chronicle::digest::{Digest, Spell};
use crate::analysis::chronicle::parting::Parting;
use crate::model::state::person::{EMPOWERMENT, GENERAL, SERVICES};
use crate::output::story::rough::of_hundred;

const LEAD: &str = "In the world without helping networks the same person, with the same luck,";

/// That nothing differs.
pub(super) fn same_life() -> String {
    format!("{LEAD} lived the same life: nothing differs in any week.")
}

/// What became of their need.
pub(super) fn need(here: &Digest, there: &Digest) -> String {
    let Some(&Spell { to, .. }) = there.spells.first() else { return format!("{LEAD} was never in need.") };
    let Some(to) = to else { return format!("{LEAD} was in need to the end.") };
    let compared = match here.spells.first().and_then(|spell| spell.to) {
        Some(here) if here < to => format!(", {} later", span(to - here)),
        Some(here) if here > to => format!(", {} earlier", span(here - to)),
        Some(_) => ", at the same time".to_owned(),
        None => String::new(),
    };
    let again = match (there.spells.len() as u32 - 1, there.spells.last().and_then(|spell| spell.to)) {
        (0, _) => String::new(),
        (n, Some(_)) => format!(", and fell back {}", times(n)),
        (1, None) => ", and fell back, to the end".to_owned(),
        (n, None) => format!(", and fell back {}, the last time to the end", times(n)),
    };
    format!("{LEAD} recovered in {}{compared}{again}.", date(to))
}

/// How it stands at the end.
pub(super) fn end(there: &Digest, brief: bool) -> String {
    let at = |belief: usize| of_hundred(there.beliefs[belief].to);
    let insights = if brief { String::new() } else { insights(there) };
    format!(
        "They ended with {insights}trust in people at {}, in services at {}, belief in themselves at {}.",
        at(GENERAL),
        at(SERVICES),
        at(EMPOWERMENT)
    )
}

/// Where the two lives part.
pub(super) fn parted(Parting { week, here, there }: &Parting) -> String {
    let when = format!("The two lives part in {}", date(*week));
    match (here, there) {
        (Some(a), Some(b)) if clause(a) == clause(b) => {
            format!("{when}: in both {}, but it did not weigh the same.", clause(a))
        }
        (Some(a), Some(b)) => format!("{when}: with networks {}; without them {}.", clause(a), clause(b)),
        (Some(a), None) => format!("{when}: with networks {}, without them not.", clause(a)),
        (None, Some(b)) => format!("{when}: without networks {}, with them not.", clause(b)),
        (None, None) => format!("{when}."),
    }
}
