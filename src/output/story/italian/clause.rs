//! An event as half a sentence in Italian.

use super::words::{by_tie, insights, of, to};
use crate::analysis::chronicle::digest::Wait;
use crate::analysis::chronicle::{Event, Leaving, Other, What};
use crate::model::effects::Door;
use crate::model::ledger::Channel;
use crate::model::origin::Origin;

/// What happened, in the past, said of "la persona".
pub(super) fn clause(event: &Event) -> String {
    let who = named(event.other, event.tie);
    match event.what {
        What::Onset => "un problema di vita l'ha colpita".to_owned(),
        What::Relapse => "il problema di vita si è ripresentato".to_owned(),
        What::Recovered => "ha superato il problema".to_owned(),
        What::Worsened => "è tornata in difficoltà".to_owned(),
        What::TechnicalNeed => "è sorto un bisogno tecnico".to_owned(),
        What::Queued => "si è messa in coda allo sportello".to_owned(),
        What::Visit { solved: true } => "lo sportello ha risolto un bisogno tecnico".to_owned(),
        What::Visit { solved: false } => "lo sportello non ha potuto risolvere un bisogno tecnico".to_owned(),
        What::Waited => "l'attesa le è sembrata un rifiuto da parte dei servizi".to_owned(),
        What::Favour => format!("{who} le ha fatto un favore"),
        What::Refused => format!("{who} le ha negato un favore"),
        What::TurnRefused if event.other == Other::Nobody => "nessuno dei presenti le ha dedicato un turno".to_owned(),
        What::TurnRefused => format!("{who} non ha voluto dedicarle un turno"),
        What::InvitationRefused => format!("{who} ha rifiutato di entrare nella sua rete"),
        What::Supported => format!("{who} ha cominciato a sostenerla nella sua rete"),
        What::Kindness => format!("{who} ha fatto spontaneamente qualcosa per lei"),
        What::GaveFavour => format!("ha fatto un favore {}", to(&who)),
        What::GaveTurn => format!("ha dedicato un turno {}", to(&who)),
        What::Acted => format!("ha fatto spontaneamente qualcosa per {who}"),
        What::Declined => format!("ha negato il suo aiuto {}", to(&who)),
        What::Prescription { .. } => "l'operatore le ha dato una prescrizione".to_owned(),
        What::Dialogue => format!("ha parlato del proprio problema con {who}"),
        What::Applied(door) => applied(door, &who),
        What::Withdrew => "è uscita dalla lista d'attesa".to_owned(),
        What::Entered { .. } => "è entrata in una rete d'aiuto".to_owned(),
        What::Moved => "il suo gruppo si è diviso ed è passata a quello nuovo".to_owned(),
        What::Left(Leaving::DropOut) => "ha abbandonato la rete d'aiuto".to_owned(),
        What::Left(Leaving::Recovered) => "ha lasciato la rete d'aiuto dopo aver superato il problema".to_owned(),
        What::Left(Leaving::Agreed) => "gli incontri concordati sono finiti".to_owned(),
        What::Left(Leaving::Alone) => "il suo gruppo ha chiuso".to_owned(),
        What::Supports => format!("ha cominciato a sostenere la rete {}", of(&who)),
        What::Learnt(channel) => learnt(channel, event.count),
        What::Mistaken if event.count == 1 => {
            "per errore ha fatto propria una consapevolezza che non le serviva".to_owned()
        }
        What::Mistaken => format!("per errore ha fatto proprie {} che non le servivano", insights(event.count)),
        What::Hope { recovered: true } => "ha visto un altro membro superare il problema".to_owned(),
        What::Hope { recovered: false } => "ha visto un altro membro peggiorare".to_owned(),
        What::TaughtWorker => "l'operatore le ha fatto domande e ha imparato da lei".to_owned(),
        What::Heard { services: true } => "ha sentito come i servizi avevano trattato qualcuno".to_owned(),
        What::Heard { services: false } => format!("ha sentito come {who} aveva trattato qualcuno"),
        What::Left(Leaving::Moved) | What::MovedAway => "si è trasferita altrove".to_owned(),
        What::TieFormed => format!("si è creato un legame con {who}"),
        What::TieFaded => format!("il legame con {who} si è spento"),
    }
}

/// By which door they applied, as half a sentence.
pub(super) fn door(wait: &Wait) -> String {
    applied(wait.door, &named(wait.via, wait.tie))
}

fn applied(door: Door, who: &str) -> String {
    match door {
        Door::Initiative => "ha chiesto un posto di propria iniziativa".to_owned(),
        Door::Link => format!("ha chiesto un posto tramite {who}, già membro"),
        Door::Desk => "ha chiesto un posto allo sportello dei servizi".to_owned(),
        Door::Outreach => "ha chiesto un posto, raggiunta dal lavoro di prossimità".to_owned(),
        Door::Mandate => "è stata mandata a chiedere un posto".to_owned(),
    }
}

/// The other one: by the tie, with the number.
fn named(other: Other, tie: Option<Origin>) -> String {
    match other {
        Other::Nobody => "qualcuno".to_owned(),
        Other::Worker => "l'operatore".to_owned(),
        Other::Person(number) => format!("{} (n. {number})", by_tie(tie)),
    }
}

fn learnt(channel: Channel, count: u32) -> String {
    let insights = insights(count);
    match channel {
        Channel::Alone => format!("vivere con il problema le ha dato {insights}"),
        Channel::Prescription => format!("una prescrizione le ha dato {insights}"),
        Channel::Dialogue | Channel::Private => format!("un dialogo le ha dato {insights}"),
        Channel::Bystander => format!("ha colto {insights} mentre parlavano altri"),
        Channel::Greeting => format!("all'ingresso ha ricevuto {insights}"),
        Channel::Giving => format!("aiutare qualcuno le ha dato {insights}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ledger::Phase;

    fn event(what: What, other: Other, tie: Option<Origin>, count: u32) -> Event {
        Event { week: 1, phase: Phase::Life, what, other, tie, felt: None, count, source: None, moved: [0.0; 4] }
    }

    /// Everything that can happen; the compiler asks for what is missing.
    fn next(what: What) -> Option<What> {
        Some(match what {
            What::Onset => What::Relapse,
            What::Relapse => What::Recovered,
            What::Recovered => What::Worsened,
            What::Worsened => What::TechnicalNeed,
            What::TechnicalNeed => What::Queued,
            What::Queued => What::Visit { solved: true },
            What::Visit { solved: true } => What::Visit { solved: false },
            What::Visit { solved: false } => What::Waited,
            What::Waited => What::Favour,
            What::Favour => What::Refused,
            What::Refused => What::TurnRefused,
            What::TurnRefused => What::InvitationRefused,
            What::InvitationRefused => What::Supported,
            What::Supported => What::Kindness,
            What::Kindness => What::GaveFavour,
            What::GaveFavour => What::GaveTurn,
            What::GaveTurn => What::Acted,
            What::Acted => What::Declined,
            What::Declined => What::Prescription { missed: true },
            What::Prescription { missed: true } => What::Prescription { missed: false },
            What::Prescription { missed: false } => What::Dialogue,
            What::Dialogue => What::Applied(Door::Initiative),
            What::Applied(Door::Initiative) => What::Applied(Door::Link),
            What::Applied(Door::Link) => What::Applied(Door::Desk),
            What::Applied(Door::Desk) => What::Applied(Door::Outreach),
            What::Applied(Door::Outreach) => What::Applied(Door::Mandate),
            What::Applied(Door::Mandate) => What::Withdrew,
            What::Withdrew => What::Entered { founded: true },
            What::Entered { founded: true } => What::Entered { founded: false },
            What::Entered { founded: false } => What::Moved,
            What::Moved => What::Left(Leaving::DropOut),
            What::Left(Leaving::DropOut) => What::Left(Leaving::Recovered),
            What::Left(Leaving::Recovered) => What::Left(Leaving::Agreed),
            What::Left(Leaving::Agreed) => What::Left(Leaving::Alone),
            What::Left(Leaving::Alone) => What::Left(Leaving::Moved),
            What::Left(Leaving::Moved) => What::Supports,
            What::Supports => What::Learnt(Channel::Alone),
            What::Learnt(Channel::Alone) => What::Learnt(Channel::Prescription),
            What::Learnt(Channel::Prescription) => What::Learnt(Channel::Dialogue),
            What::Learnt(Channel::Dialogue) => What::Learnt(Channel::Private),
            What::Learnt(Channel::Private) => What::Learnt(Channel::Bystander),
            What::Learnt(Channel::Bystander) => What::Learnt(Channel::Greeting),
            What::Learnt(Channel::Greeting) => What::Learnt(Channel::Giving),
            What::Learnt(Channel::Giving) => What::Mistaken,
            What::Mistaken => What::Hope { recovered: true },
            What::Hope { recovered: true } => What::Hope { recovered: false },
            What::Hope { recovered: false } => What::TaughtWorker,
            What::TaughtWorker => What::Heard { services: true },
            What::Heard { services: true } => What::Heard { services: false },
            What::Heard { services: false } => What::TieFormed,
            What::TieFormed => What::TieFaded,
            What::TieFaded => What::MovedAway,
            What::MovedAway => return None,
        })
    }

    #[test]
    fn everything_that_can_happen_is_said() {
        let all = std::iter::successors(Some(What::Onset), |what| next(*what));
        let said: Vec<String> =
            all.map(|what| clause(&event(what, Other::Person(7), Some(Origin::Neighbour), 2))).collect();
        let expected = [
            "un problema di vita l'ha colpita",
            "il problema di vita si è ripresentato",
            "ha superato il problema",
            "è tornata in difficoltà",
            "è sorto un bisogno tecnico",
            "si è messa in coda allo sportello",
            "lo sportello ha risolto un bisogno tecnico",
            "lo sportello non ha potuto risolvere un bisogno tecnico",
            "l'attesa le è sembrata un rifiuto da parte dei servizi",
            "un conoscente (n. 7) le ha fatto un favore",
            "un conoscente (n. 7) le ha negato un favore",
            "un conoscente (n. 7) non ha voluto dedicarle un turno",
            "un conoscente (n. 7) ha rifiutato di entrare nella sua rete",
            "un conoscente (n. 7) ha cominciato a sostenerla nella sua rete",
            "un conoscente (n. 7) ha fatto spontaneamente qualcosa per lei",
            "ha fatto un favore a un conoscente (n. 7)",
            "ha dedicato un turno a un conoscente (n. 7)",
            "ha fatto spontaneamente qualcosa per un conoscente (n. 7)",
            "ha negato il suo aiuto a un conoscente (n. 7)",
            "l'operatore le ha dato una prescrizione",
            "l'operatore le ha dato una prescrizione",
            "ha parlato del proprio problema con un conoscente (n. 7)",
            "ha chiesto un posto di propria iniziativa",
            "ha chiesto un posto tramite un conoscente (n. 7), già membro",
            "ha chiesto un posto allo sportello dei servizi",
            "ha chiesto un posto, raggiunta dal lavoro di prossimità",
            "è stata mandata a chiedere un posto",
            "è uscita dalla lista d'attesa",
            "è entrata in una rete d'aiuto",
            "è entrata in una rete d'aiuto",
            "il suo gruppo si è diviso ed è passata a quello nuovo",
            "ha abbandonato la rete d'aiuto",
            "ha lasciato la rete d'aiuto dopo aver superato il problema",
            "gli incontri concordati sono finiti",
            "il suo gruppo ha chiuso",
            "si è trasferita altrove",
            "ha cominciato a sostenere la rete di un conoscente (n. 7)",
            "vivere con il problema le ha dato due consapevolezze",
            "una prescrizione le ha dato due consapevolezze",
            "un dialogo le ha dato due consapevolezze",
            "un dialogo le ha dato due consapevolezze",
            "ha colto due consapevolezze mentre parlavano altri",
            "all'ingresso ha ricevuto due consapevolezze",
            "aiutare qualcuno le ha dato due consapevolezze",
            "per errore ha fatto proprie due consapevolezze che non le servivano",
            "ha visto un altro membro superare il problema",
            "ha visto un altro membro peggiorare",
            "l'operatore le ha fatto domande e ha imparato da lei",
            "ha sentito come i servizi avevano trattato qualcuno",
            "ha sentito come un conoscente (n. 7) aveva trattato qualcuno",
            "si è creato un legame con un conoscente (n. 7)",
            "il legame con un conoscente (n. 7) si è spento",
            "si è trasferita altrove",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn others_are_named_by_the_tie_to_them() {
        let who = |other, tie| clause(&event(What::GaveFavour, other, tie, 0));
        assert_eq!(who(Other::Worker, None), "ha fatto un favore all'operatore");
        assert_eq!(who(Other::Nobody, None), "ha fatto un favore a qualcuno");
        assert_eq!(who(Other::Person(12), Some(Origin::Kin)), "ha fatto un favore a un familiare (n. 12)");
        assert_eq!(
            who(Other::Person(12), Some(Origin::CoMember)),
            "ha fatto un favore a un compagno di gruppo (n. 12)"
        );
        assert_eq!(
            who(Other::Person(12), Some(Origin::Helper)),
            "ha fatto un favore a una persona conosciuta aiutando (n. 12)"
        );
        assert_eq!(who(Other::Person(12), None), "ha fatto un favore a una persona estranea (n. 12)");
    }

    #[test]
    fn one_and_nobody_are_said_in_their_own_way() {
        let said = |what, other, count| clause(&event(what, other, None, count));
        assert_eq!(
            said(What::Mistaken, Other::Nobody, 1),
            "per errore ha fatto propria una consapevolezza che non le serviva"
        );
        assert_eq!(said(What::TurnRefused, Other::Nobody, 0), "nessuno dei presenti le ha dedicato un turno");
        assert_eq!(said(What::Supports, Other::Worker, 0), "ha cominciato a sostenere la rete dell'operatore");
        assert_eq!(
            said(What::Learnt(Channel::Alone), Other::Nobody, 1),
            "vivere con il problema le ha dato una consapevolezza"
        );
    }
}
