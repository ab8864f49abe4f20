//! The same person in the world without helping networks, and where the two lives part, in Italian.

use super::clause::clause;
use super::outcome::had;
use super::words::{date, relapses, span};
use crate::analysis::chronicle::digest::{Digest, Spell};
use crate::analysis::chronicle::parting::Parting;
use crate::model::state::person::{EMPOWERMENT, GENERAL, SERVICES};
use crate::output::story::rough::of_hundred;

const LEAD: &str = "Nel mondo senza reti d'aiuto la stessa persona, con la stessa sorte,";

/// That nothing differs.
pub(super) fn same_life() -> String {
    format!("{LEAD} ha vissuto la stessa vita: nessuna settimana è diversa.")
}

/// What became of their need.
pub(super) fn need(here: &Digest, there: &Digest) -> String {
    let Some(&Spell { to, .. }) = there.spells.first() else {
        return format!("{LEAD} non è mai stata in difficoltà.");
    };
    let Some(to) = to else { return format!("{LEAD} non è più uscita dalle difficoltà.") };
    let compared = match here.spells.first().and_then(|spell| spell.to) {
        Some(here) if here < to => format!(", {} più tardi", span(to - here)),
        Some(here) if here > to => format!(", {} prima", span(here - to)),
        Some(_) => ", nella stessa settimana".to_owned(),
        None => String::new(),
    };
    let again = match (there.spells.len() as u32 - 1, there.spells.last().and_then(|spell| spell.to)) {
        (0, _) => String::new(),
        (n, Some(_)) => format!(", e ha avuto {}", relapses(n)),
        (1, None) => ", e ha avuto una ricaduta, fino alla fine".to_owned(),
        (n, None) => format!(", e ha avuto {}, l'ultima fino alla fine", relapses(n)),
    };
    format!("{LEAD} ha superato il problema {}{compared}{again}.", date(to))
}

/// How it stands at the end.
pub(super) fn end(there: &Digest, brief: bool) -> String {
    let at = |belief: usize| of_hundred(there.beliefs[belief].to);
    let insights = had(there).filter(|_| !brief);
    let insights = insights.map_or_else(String::new, |insights| format!("aveva {insights} e "));
    format!(
        "Alla fine {insights}la fiducia era {} nelle persone, {} nei servizi e {} in sé.",
        at(GENERAL),
        at(SERVICES),
        at(EMPOWERMENT)
    )
}

/// Where the two lives part.
pub(super) fn parted(Parting { week, here, there }: &Parting) -> String {
    let when = format!("Le due vite si separano {}", date(*week));
    match (here, there) {
        (Some(a), Some(b)) if clause(a) == clause(b) => {
            format!("{when}: in entrambe {}, ma il peso non è stato lo stesso.", clause(a))
        }
        (Some(a), Some(b)) => format!("{when}: con le reti {}; senza, {}.", clause(a), clause(b)),
        (Some(a), None) => format!("{when}: con le reti {}; senza, non è successo.", clause(a)),
        (None, Some(b)) => format!("{when}: senza reti {}; con le reti, non è successo.", clause(b)),
        (None, None) => format!("{when}."),
    }
}
