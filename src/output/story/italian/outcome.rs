//! What was given, how trust went and how things stand at the end, in Italian.

use super::words::{date, in_year, insights, number, number_f, things, times};
use crate::analysis::chronicle::digest::{Digest, Given};
use crate::analysis::chronicle::{BeliefSource, NeedStatus};
use crate::model::ledger::Cause;
use crate::output::story::belief::{Going, Trust, Way};
use crate::output::story::lines::capital;

/// What they gave.
pub(super) fn gave(given: &Given) -> String {
    let favours = things(given.favours, "nessun favore", "un favore", "favori");
    let acts = things(given.acts, "nessun gesto civico", "un gesto civico", "gesti civici");
    let did = match (given.favours, given.acts) {
        (0, 0) => None,
        (0, _) => Some(format!("fatto {acts} e {favours}")),
        _ => Some(format!("fatto {favours} e {acts}")),
    };
    let turns = (given.turns > 0)
        .then(|| format!("dedicato {} ad altri", things(given.turns, "nessun turno", "un turno", "turni")));
    let gave = match (turns, did) {
        (Some(turns), Some(did)) => format!("Ha {turns}, {did}"),
        (Some(turns), None) => format!("Ha {turns}, ma non ha fatto né favori né gesti civici"),
        (None, Some(did)) => format!("Ha {did}"),
        (None, None) => "Non ha fatto né favori né gesti civici".to_owned(),
    };
    match given.declined {
        0 => format!("{gave}, e non ha mai detto di no."),
        n => format!("{gave}, e ha detto di no {}.", times(n)),
    }
}

/// How a belief went.
pub(super) fn went(&Going { of, from, to, way }: &Going) -> String {
    let name = match of {
        Trust::People => "Su cento, la fiducia nelle persone",
        Trust::Services => "La fiducia nei servizi",
        Trust::Oneself => "La fiducia in sé",
    };
    let ends = || match (from, to) {
        (from, to) if from == to => format!("{name} era {from} all'inizio e alla fine"),
        (from, to) if from < to => format!("{name} è salita da {from} a {to}"),
        (from, to) => format!("{name} è scesa da {from} a {to}"),
    };
    match way {
        Way::Ends => ends() + ".",
        Way::Turn { rose, to: turned, year, by } => {
            let verb = if rose { "è salita" } else { "è scesa" };
            let (year, most) =
                (in_year(year), by.map_or_else(String::new, |by| format!(", soprattutto per {}", heading(by))));
            format!("{name} {verb} da {from} a {turned} {year}{most}; alla fine era {to}.")
        }
        Way::Furthest { year, by } => {
            let most = by.map_or_else(String::new, |by| format!(", per {}", heading(by)));
            format!("{}, soprattutto {}{most}.", ends(), in_year(year))
        }
    }
}

/// What moved a belief most.
fn heading(by: BeliefSource) -> &'static str {
    match by {
        BeliefSource::Giving => "l'aiuto dato ad altri",
        BeliefSource::Of(Cause::Favour) => "i favori",
        BeliefSource::Of(Cause::Refusal) => "i rifiuti",
        BeliefSource::Of(Cause::Visit) => "le visite allo sportello",
        BeliefSource::Of(Cause::Prescription) => "le prescrizioni",
        BeliefSource::Of(Cause::Dialogue) => "i turni di dialogo",
        BeliefSource::Of(Cause::Waiting) => "l'attesa",
        BeliefSource::Of(Cause::Act) => "la gentilezza di persone estranee",
        BeliefSource::Of(Cause::Hearsay) => "i racconti di altri",
        BeliefSource::Of(Cause::Onset) => "il problema stesso",
        BeliefSource::Of(Cause::Hope) => "come andavano le cose agli altri membri",
        BeliefSource::Of(Cause::Asked) => "le domande che le faceva l'operatore",
    }
}

/// How it stands at the end.
pub(super) fn end(life: &Digest) -> String {
    let last = &life.last;
    let standing = match last.standing {
        NeedStatus::Untroubled => "non aveva problemi di vita",
        NeedStatus::InNeed => "era in difficoltà",
        NeedStatus::Recovered => "aveva superato il problema",
    };
    let member = if last.member { " ed era ancora nella rete d'aiuto" } else { "" };
    let ended = match life.moved {
        Some(week) => format!("{} si è trasferita altrove:", capital(&date(week))),
        None => "Alla fine".to_owned(),
    };
    let ties = things(last.ties, "nessun legame", "un legame", "legami");
    let with = match (had(life), last.ties) {
        (Some(insights), _) => format!(", con {insights} e {ties}"),
        (None, 0) => " e non aveva legami".to_owned(),
        (None, _) => format!(" e aveva {ties}"),
    };
    format!("{ended} {standing}{member}{with}.")
}

/// The insights that are had at the end, if any are needed.
pub(super) fn had(life: &Digest) -> Option<String> {
    let (had, needed) = (life.last.had, life.last.needed);
    match needed {
        0 => None,
        2.. if had == needed => Some(format!("tutte le {} consapevolezze", number(needed))),
        _ => Some(format!("{} su {}", insights(had), number_f(needed))),
    }
}
