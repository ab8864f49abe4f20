//! The same person in the world without helping networks, and where the two lives part.

use super::clause::clause;
use super::sentence::{Sentence, Telling, must};
use super::words::{date, number, of_hundred, span, times};
use crate::analysis::chronicle::digest::{Digest, Spell};
use crate::analysis::chronicle::parting::Parting;
use crate::model::state::person::{EMPOWERMENT, GENERAL, SERVICES};

const LEAD: &str = "In the world without helping networks the same person, with the same luck,";

/// The last paragraph.
pub(super) fn sentences(telling: &Telling<'_>) -> Vec<Sentence> {
    let Some(parting) = telling.parting else {
        return vec![must(format!("{LEAD} lived the same life: nothing differs in any week."))];
    };
    let (here, there) = (telling.here, telling.there);
    vec![must(format!("{LEAD} {}.", need(here, there))), must(end(there)), must(parts(parting))]
}

/// What became of their need.
fn need(here: &Digest, there: &Digest) -> String {
    let Some(&Spell { to, .. }) = there.spells.first() else { return "was never in need".to_owned() };
    let Some(to) = to else { return "was in need to the end".to_owned() };
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
    format!("recovered in {}{compared}{again}", date(to))
}

fn end(there: &Digest) -> String {
    let insights = match there.last.needed {
        0 => String::new(),
        needed => format!("{} of {} insights and ", number(there.last.had), number(needed)),
    };
    let at = |belief: usize| of_hundred(there.beliefs[belief].to);
    format!(
        "They ended with {insights}trust in people at {}, in services at {}, belief in themselves at {}.",
        at(GENERAL),
        at(SERVICES),
        at(EMPOWERMENT)
    )
}

fn parts(Parting { week, here, there }: &Parting) -> String {
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
